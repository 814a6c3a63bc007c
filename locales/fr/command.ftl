# What the `paraphe` command says to people.
command-pages = { $name } : { $n ->
    [one] { $n } page
   *[other] { $n } pages
}
command-page = page { $page } : { $width } × { $height } mm, rotation { $rotation }°
command-rendered = Page { $page } enregistrée dans { $path }
command-signed = Signé ({ $level }) : { $path }
command-signed-invisible = La signature est invisible : ni page et cadre, ni champ n’ont été donnés.
command-signed-lower = Pas de niveau supérieur : { $reason }
command-verdict-path = { $account } : { $path }
command-sent = Demande { $id } enregistrée : { $status }
command-check-clean = Rien ne manque : { $n ->
    [one] { $n } envoi
   *[other] { $n } envois
} avec « { $account } »
command-check-problems = { $n ->
    [one] { $n } point à corriger
   *[other] { $n } points à corriger
} avant l’envoi :
command-identity-created = Identité « { $name } » créée ({ $store }). Empreinte : { $sha256 }
command-store-keychain = clé gardée par le trousseau du système
command-store-sealed = clé gardée dans un fichier chiffré du dossier de données
command-identity-none = Aucune identité. Créez-en une avec « paraphe identity create NOM --common-name "Prénom Nom" ».
command-list-empty = L’historique est vide.
command-list-nothing-found = Aucune demande ne correspond.
command-history-intact = Historique intact : { $envelopes ->
    [one] { $envelopes } demande
   *[other] { $envelopes } demandes
}, { $events ->
    [one] { $events } événement
   *[other] { $events } événements
}.
command-history-broken = L’historique ne tient pas : { $n ->
    [one] { $n } anomalie
   *[other] { $n } anomalies
}.
command-no-display = Aucun écran disponible : la démonstration se déroule sans fenêtre.
command-demo-step = { $account } · { $what }
command-demo-prepare = contrat préparé, deux cadres placés
command-demo-adapt = demande adaptée à ce que le prestataire sait faire
command-demo-send = demande envoyée
command-demo-sign = { $name } a lu, accepté et signé
command-demo-fetch = résultats récupérés : { $n }
command-demo-verify = PDF signé vérifié
command-start-failed = Paraphe n’a pas pu démarrer : { $reason }
command-signature-line = signature { $n } ({ $field }) : { $indication }{ $sub }

# Accounts
command-account-added = Compte « { $name } » prêt ({ $store }).
command-account-store-keychain = clé gardée par le trousseau du système
command-account-store-sealed = clé gardée dans un fichier chiffré du dossier de données
command-account-removed = Compte « { $name } » oublié, clé comprise.
command-account-usable = Le compte « { $name } » est utilisable ({ $holder }){ $mode ->
    [test] , pour des essais
   *[live] {""}
}.
command-account-credits = { $n ->
    [one] { $n } envoi possible
   *[other] { $n } envois possibles
} avec les crédits du compte.
command-clock-off = L’horloge de cet ordinateur diffère de { $seconds } s de celle du prestataire : réglez-la.

# Sending a table
command-rows = { $sent } sur { $n ->
    [one] { $n } ligne envoyée
   *[other] { $n } lignes envoyées
}
command-row = ligne { $row } : { $status }
command-rows-wait = Le prestataire demande d’attendre { $seconds ->
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
}…

# The stand-ins
command-sandbox = Les cinq doublures répondent sur cet ordinateur. Ctrl+C pour arrêter.

# What the command line refuses
error-document-number = Il n’y a pas de document numéro { $n } : cette demande en a { $count }.
    .next = Le premier document porte le numéro 1.
error-notice-text = Ce message n’est pas du texte.
    .next = Donnez-le tel qu’il est arrivé, dans un fichier.
error-rows-running = Ces deux fichiers sont déjà en cours d’envoi par un autre programme.
    .next = Attendez qu’il ait fini, puis relancez la commande : elle continue où il s’est arrêté.
error-rows-table = { $path } n’est pas un tableau lisible : une ligne de titres tous différents, puis une ligne par personne.
    .next = Enregistrez-le en CSV depuis votre tableur.
error-rows-text = { $path } n’est pas en UTF-8.
    .next = Enregistrez-le en « CSV UTF-8 » depuis votre tableur.
error-sandbox-port = Le port { $port } n’est pas libre.
    .next = Choisissez-en un autre, ou 0 pour n’importe lequel.
error-sending-waits = Le prestataire de « { $account } » est injoignable : la demande { $envelope } attend, rien n’est parti.
    .next = Elle partira à la prochaine exécution : Paraphe ouvert, ou « paraphe status --refresh ».
problem-file-logo-not-a-picture = Le logo n’est ni une image PNG ni une image JPEG.
problem-file-logo-too-large = Le logo est trop lourd : 256 Ko au plus.
problem-file-logo-unreadable = Le fichier du logo « { $found } » ne peut pas être lu.
problem-rows-language = « { $found } » n’est pas une langue connue ici. Possibles : fr, en, it, ar.
problem-rows-length = Cette ligne n’a pas autant de cellules que la ligne de titres.
problem-rows-no-column = Le tableau n’a pas de colonne « { $name } ».

# Clés
command-certificate = { $name } · { $person }, par { $issuer }, jusqu’au { $until } · { $key } · { $qualification ->
    [claimed] se dit qualifié
    [claimed_on_device] se dit qualifié, clé dans un dispositif
   *[none] non qualifié
} · { $fitness ->
    [expired] expiré
    [not_yet_valid] pas encore valable
    [weak_key] clé trop courte
    [wrong_usage] pas fait pour signer
   *[fit] signe
}
command-token = Support « { $label } » · code PIN : { $pin ->
    [final_try] une erreur le bloquerait
    [locked] bloqué
    [low] une erreur depuis le dernier bon code
    [not_set] à définir d’abord
   *[fine] en ordre
}
command-evidence-good = Preuve de { $signer } : conforme (SHA-256 { $sha256 })
command-evidence-bad = Preuve de { $signer } : non conforme (SHA-256 { $sha256 })

# Face to face
command-pin-removed = Code de l’hôte oublié. Un nouveau code se choisit dans les réglages.
command-pin-none = Aucun code d’hôte n’était choisi.
command-kiosk-ended = Le face-à-face est terminé : la fenêtre revient à l’hôte à sa prochaine action, ou au redémarrage.

# Listes de confiance
command-lists = Listes de confiance européennes : { $countries ->
    [one] { $countries } pays
   *[other] { $countries } pays
}, { $services ->
    [one] { $services } service
   *[other] { $services } services
}, { $age ->
    [0] émises aujourd’hui
    [one] émises il y a { $age } jour
   *[other] émises il y a { $age } jours
}.
command-list = { $territory } · n° { $number } du { $issued }, suivante avant le { $next }
command-list-overdue = { $territory } · n° { $number } du { $issued }, aurait dû être remplacée le { $next } : importez la suivante
command-list-closed = { $territory } · n° { $number } du { $issued }, close
command-list-rejected = { $file } : écartée. { $reason }
command-list-missing = { $territory } : manque, publiée à { $address }
command-lists-none = Aucune liste de confiance n’est gardée ici.
command-lists-removed = Listes de confiance oubliées.
command-listed = Identité garantie par { $provider } (liste européenne, { $territory }).
command-qualified = Identité garantie par { $provider }, certificat qualifié (liste européenne, { $territory }).
