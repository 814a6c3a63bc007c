# The settings screen.

settings-index = Sections des réglages
settings-saved = Enregistré
settings-general = Général
settings-keyboard = Clavier
settings-identities = Identités de signature
    .hint = Le cachet posé sur les documents signés ici. Sa clé ne quitte pas cet ordinateur.
settings-trust = Certificats reconnus
    .hint = Une signature est dite valide quand elle est faite avec l’un de ces certificats, ou avec un certificat garanti par une autorité qui est ici. La liste est la vôtre ; elle commence vide.
settings-history = Historique
    .hint = Chaque événement porte l’empreinte du précédent, chaque document la sienne : une modification hors de Paraphe se voit.
settings-about = À propos
settings-language = Langue
settings-theme = Apparence
settings-unit = Unité de longueur
settings-host = Votre nom
    .hint = Montré aux personnes qui signent sur cet ordinateur : « rendez l’appareil à … ».
settings-notifications = Prévenir quand une demande avance
    .hint = Ouverte, signée, refusée, terminée, bientôt expirée ou en échec : une notification du système. Rien n’est perdu si elle est désactivée.
settings-single-keys = Raccourcis d’une seule lettre
    .hint = Par exemple S pour un cadre de signature, D pour une date. Désactivez-les si vous dictez ou utilisez une loupe.
identity-create = Créer une identité
identity-create-do = Créer
identity-create-text = Une identité faite ici scelle vos documents : toute modification se verra. Aucune autorité ne garantit le nom ; vos correspondants peuvent la reconnaître en comparant son empreinte.
identity-name = Nom court
    .hint = Pour la retrouver dans cette liste : « cabinet ».
identity-common-name-label = Nom inscrit dans les signatures
    .hint = Prénom et nom, ou raison sociale.
identity-organization = Organisation (facultatif)
identity-created = Identité « { $name } » créée.
identity-none = Aucune pour l’instant : la première est créée à la première signature.
identity-facts = { $name } · valable jusqu’au { $until }
identity-copy-certificate = Copier le certificat (PEM)
store-keychain = trousseau du système
store-sealed-file = fichier chiffré du dossier de données
trust-add = Ajouter depuis un fichier…
trust-none = Aucun certificat reconnu.
trust-since = Reconnu depuis le { $date }
trust-authority = Autorité : vaut aussi pour les personnes dont elle garantit l’identité
trust-signer = Vaut pour ses propres signatures seulement
trust-remove = Retirer
trust-remove-name = Retirer { $name }
trust-remove-ask = Retirer ce certificat ?
trust-remove-text = Les signatures qui remontent à { $name } ne seront plus dites valides, mais « identité à confirmer ».
trust-removed = Certificat retiré
history-check = Contrôler l’historique
history-checking = Contrôle en cours…
history-intact = Historique intact : { $envelopes ->
    [one] { $envelopes } demande
   *[other] { $envelopes } demandes
}, { $events ->
    [one] { $events } événement
   *[other] { $events } événements
}.
history-broken = { $count ->
    [one] { $count } endroit de l’historique a été modifié hors de Paraphe.
   *[other] { $count } endroits de l’historique ont été modifiés hors de Paraphe.
}
    .next = Restaurez une sauvegarde du dossier de données, ou copiez les détails pour la personne qui s’occupe de votre poste.
settings-network = Réseau
    .hint = Pour joindre les prestataires de vos comptes. Laissez vide si vous ne savez pas : les réglages du système s’appliquent alors.
network-proxy = Proxy
    .hint = Son adresse complète, avec le port. S’il veut un nom et un mot de passe, écrivez-les dans l’adresse, devant « @ » ; ils vont avec les autres secrets et ne sont plus montrés.
network-proxy-login = Un nom et un mot de passe sont gardés pour ce proxy.
network-proxy-forget = Oublier
network-proxy-wrong = Ce n’est pas une adresse.
network-roots = Autorités de votre entreprise
    .hint = Un fichier PEM, si votre réseau remplace le certificat des sites.
network-roots-choose = Choisir un fichier…
network-roots-none = Aucun fichier : les autorités du système.
network-roots-remove = Ne plus l’utiliser
about-version = Version
about-data = Dossier de données
about-secrets = Clés de signature gardées dans
about-network = Réseau
about-network-none = Aucun serveur n’est contacté : documents, signatures et vérifications restent sur cet ordinateur. Cela reste vrai tant qu’aucun compte n’est ajouté.
about-network-accounts = Seuls les prestataires de vos comptes sont contactés : { $names }. Signer et vérifier ici ne contacte personne.
about-network-demo = Aucun serveur n’est contacté : les prestataires de la démonstration sont simulés sur cet ordinateur.

settings-signing = Signature
signing-level = Ce que les signatures faites ici contiennent
signing-level-b-b = La signature seule (B-B)
    .hint = Rien à demander à personne : fonctionne sans Internet.
signing-level-b-t = Avec un horodatage (B-T)
    .hint = Une autorité atteste l’heure de la signature.
signing-level-b-lt = Vérifiable longtemps (B-LT)
    .hint = En plus, les certificats et leur état de révocation sont joints.
signing-level-b-lta = Pour l’archivage (B-LTA)
    .hint = En plus, un horodatage protège l’ensemble et peut être renouvelé.
signing-authority = Adresse de l’autorité d’horodatage
    .hint = Nécessaire à partir du niveau B-T. Elle ne reçoit qu’une empreinte, jamais le document.
signing-authority-wrong = Une adresse commence par « http:// » ou « https:// ».
signing-reason = Motif proposé
    .hint = Écrit dans la signature quand aucun autre n’est donné. Facultatif.
signing-place = Lieu proposé

settings-key = Clé de signature
signing-key-choose = Choisir la clé de signature
signing-key-change = Changer de clé…
signing-key-close = Refermer la clé
signing-key-open = Ouvrir la clé…
signing-key-kind = Avec quelle clé signer
signing-key-identity = Identité de cet ordinateur
    .hint = Faite ici, sans rien demander. Personne d’autre ne garantit le nom.
signing-key-file = Fichier de clé
    .hint = Un fichier .p12 ou .pfx avec son mot de passe.
signing-key-token = Carte ou clé USB
    .hint = Avec la bibliothèque PKCS#11 de son fabricant et le code PIN.
signing-key-path = Fichier de clé (.p12, .pfx)
signing-key-module = Bibliothèque PKCS#11
    .hint = Installée avec le logiciel de la carte, par exemple /usr/lib/opensc-pkcs11.so.
signing-key-browse = Parcourir…
signing-key-password = Mot de passe du fichier
    .hint = Demandé à chaque ouverture, jamais enregistré.
signing-key-pin = Code PIN
    .hint = Essayé une seule fois, jamais enregistré.
signing-key-keypad = Le code PIN se tape sur le lecteur.
signing-key-look = Afficher les certificats
signing-key-use = Utiliser cette clé
signing-key-which = Quel certificat ?
signing-key-hidden = { $token } ne montre ses certificats qu’après le code PIN.
signing-key-no-token = Aucune carte n’est branchée.
signing-key-pin-state = { $state ->
    [final_try] Un code PIN erroné bloquerait maintenant ce support.
    [locked] Le code PIN de ce support est bloqué. Adressez-vous à son émetteur.
    [not_set] Le code PIN de ce support n’est pas encore choisi. Choisissez-le avec le logiciel du fabricant.
   *[low] Un code PIN erroné a été essayé sur ce support.
}
signing-key-last-try = Je suis sûr du code PIN : utiliser le dernier essai
signing-key-remember = Proposer cette clé la prochaine fois
    .hint = Seul son emplacement est enregistré.
signing-key-own-first = L’identité de cet ordinateur, faite à la première signature.
signing-key-closed = { $kind ->
    [token] La carte choisie doit être ouverte avec son code PIN avant de signer.
   *[key_file] Le fichier de clé choisi doit être ouvert avec son mot de passe avant de signer.
}
signing-key-until = Jusqu’au { $until }
signing-key-self-made = fait par Paraphe, personne d’autre ne le garantit
signing-key-no-issuer = émetteur non indiqué
signing-key-qualification = { $qualification ->
    [claimed] Se dit qualifié
    [claimed_on_device] Se dit qualifié, clé dans un dispositif
   *[none] Non qualifié
}
signing-key-unfit = { $why ->
    [expired] Expiré : ne peut plus signer
    [not_yet_valid] Pas encore valable
    [weak_key] Clé trop courte pour signer
   *[wrong_usage] N’est pas fait pour signer des documents
}
signing-without = Si l’autorité d’horodatage est injoignable
signing-without-sign = Signer quand même
    .hint = L’horodatage peut être ajouté plus tard ; la preuve le dit.
signing-without-wait = Ne pas signer
    .hint = La personne est prévenue et peut réessayer.
signing-key-with = Clé : { $name }
settings-trust-lists = Listes de confiance européennes
    .hint = Elles disent quels prestataires l’Union européenne reconnaît. Elles sont téléchargées quand vous le demandez, ou viennent de fichiers que vous donnez ; la signature de chacune est contrôlée.
trust-lists-refresh = Télécharger les listes
    .hint = Ce qui part alors : des requêtes pour des listes publiques, vers la Commission européenne (ec.europa.eu) et les pays qu’elle nomme. Aucun document, aucun nom. Rien ne se télécharge tout seul.
trust-lists-refreshed = { $n ->
    [one] { $n } liste nouvelle
   *[other] { $n } listes nouvelles
}, { $same } sans changement.
trust-lists-failed = { $n ->
    [one] { $n } liste n’a pas été renouvelée :
   *[other] { $n } listes n’ont pas été renouvelées :
}
trust-lists-stays = L’ancienne liste reste.
trust-lists-dropped = Oubliées ici, car la liste des listes ne les nomme plus : { $countries }
trust-lists-files = Importer des fichiers…
trust-lists-folder = Importer un dossier…
trust-lists-none = Aucune liste importée : aucune signature n’est dite garantie par une liste européenne.
trust-lists-age = { $n ->
    [one] { $n } liste
   *[other] { $n } listes
}, { $services ->
    [one] { $services } service
   *[other] { $services } services
}. La liste des listes a { $days ->
    [0] moins d’un jour
    [one] { $days } jour
   *[other] { $days } jours
}.
trust-lists-show = Voir les listes
trust-lists-column-country = Pays
trust-lists-column-issued = Liste
trust-lists-column-next = Échéance
trust-lists-column-services = Services
trust-lists-issued = n° { $number } du { $date }
trust-lists-next = à renouveler avant le { $date }
trust-lists-overdue = aurait dû être renouvelée le { $date }
trust-lists-closed = n’est plus publiée
trust-lists-imported = { $n ->
    [one] { $n } liste contrôlée et gardée.
   *[other] { $n } listes contrôlées et gardées.
}
trust-lists-rejected = { $n ->
    [one] { $n } fichier n’a pas été retenu :
   *[other] { $n } fichiers n’ont pas été retenus :
}
trust-lists-missing = Pays sans liste : { $countries }
trust-lists-remove = Retirer les listes
trust-lists-remove-ask = Retirer les listes de confiance ?
trust-lists-remove-text = Les signatures qu’elles garantissent ne seront plus dites valides, mais « identité à confirmer ». Vous pourrez importer les listes à nouveau.
trust-lists-removed = Listes de confiance retirées
