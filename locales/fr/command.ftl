# What the `paraphe` command says to people.
command-pages = { $name } : { $n ->
    [one] { $n } page
   *[other] { $n } pages
}
command-page = page { $page } : { $width } × { $height } mm ({ $width_points } × { $height_points } points), rotation { $rotation }°
command-rendered = Page { $page } enregistrée dans { $path }
command-downloaded = { $n ->
    [one] Enregistré dans { $folder } : { $n } fichier, après son empreinte SHA-256.
   *[other] Enregistrés dans { $folder } : { $n } fichiers, chacun après son empreinte SHA-256.
}
command-signed = Signé ({ $level }) : { $path }
command-renewed = Prolongé ({ $level }) : { $path }
command-stamped = Horodaté ({ $level }) : { $path }
command-signed-left-out = Faute de place, le cadre ne montre pas : { $lines }. Un cadre plus grand le ferait.
command-signed-doubted = La signature déjà présente ({ $name }) est mise en doute : la vôtre recouvre ce qu’elle a signé. Gardez l’original, et signez plutôt à un autre endroit.
signed-line-approval = « Lu et approuvé »
signed-line-date = la date
signed-line-name = le nom
signed-line-note = la mention
signed-line-on-behalf = « p.o. »
signed-line-place = le lieu
signed-line-reason = le motif
command-signed-invisible = La signature est invisible : ni page et cadre, ni champ n’ont été donnés.
command-signed-nothing-asked = Aucun horodatage n’a été demandé : ajoutez --level b-t, b-lt ou b-lta.
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
command-demo-step = { $account } · { $what }
command-demo-prepare = contrat préparé, deux cadres placés
command-demo-adapt = demande adaptée à ce que le prestataire sait faire
command-demo-send = demande envoyée
command-demo-sign = { $name } a lu, accepté et signé
command-demo-fetch = résultats récupérés : { $n }
command-demo-verify = PDF signé vérifié
command-demo-tags = Avec GesDocs, c’est attendu : une balise en lettres blanches marque la place de chaque signature, et la deuxième signature recouvre la sienne.
command-history-unread = L’historique ne peut pas être lu : le contrôle se fait sans les certificats et les listes de confiance enregistrés dans Paraphe. { $reason }
command-detail = Détail technique : { $detail }
command-report = Rapport enregistré : { $path }
signing-page-leaves = Cette page ({ $own }) veut ouvrir { $host }. L’ouvrir dans votre navigateur ?
signing-page-leave = Ouvrir
signing-page-stay = Rester ici
command-start-failed = Paraphe n’a pas pu démarrer : { $reason }

# Accounts
command-account-added = Compte « { $name } » prêt ({ $store }).
command-account-kept = Rien n’est changé : « { $name } » garde sa clé et ses réglages. Avec « --untried », le compte est changé sans essai.
command-account-local = Le compte « local » est toujours là : il n’a besoin d’aucune clé.
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
command-clock-off = L’horloge de cet ordinateur diffère de celle du prestataire de { $unit ->
    [hours] { $wait } h
    [minutes] { $wait } min
   *[seconds] { $wait } s
} : réglez-la.

command-imported = Fichier signé repris. { $verdict }. Signataires : { $signers }

# Sending a table
command-rows = { $sent } sur { $n ->
    [one] { $n } ligne envoyée
   *[other] { $n } lignes envoyées
}{ $earlier ->
    [0] { "" }
   *[other] , dont { $earlier } par un envoi précédent
}
command-rows-nothing-new = { $n ->
    [one] Rien de nouveau : la ligne était déjà partie.
   *[other] Rien de nouveau : les { $n } lignes étaient déjà parties.
}
command-row = ligne { $row } : { $facts }
command-rows-wait = Le prestataire demande d’attendre { $seconds ->
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
}…

command-row-earlier = { $status }, par un envoi précédent
command-row-elsewhere = { $status }, par un envoi précédent avec « { $account } »
command-interrupted = Entendu : ce qui est en cours se termine d’abord. Ctrl+C encore une fois arrête tout de suite ; la suite se trouve alors avec « paraphe status ».
command-rows-next-again = Ce qui n’est pas parti attend : relancez la même commande, rien de ce qui est parti n’est renvoyé.
command-rows-next-correct = Corrigez ce qui est signalé, puis relancez la même commande : rien de ce qui est parti n’est renvoyé.
command-rows-next-settle = Des lignes sont en doute : « paraphe status ID --refresh » demande ce qu’il en est, sinon dites-le avec « paraphe settle ID ». Rien n’est renvoyé automatiquement.
command-next-send-again = La demande { $id } est enregistrée : « paraphe send-again { $id } » la renvoie telle quelle.
command-signed-so-far = { $name } · copie intermédiaire : { $signed ->
    [one] { $signed } signature
   *[other] { $signed } signatures
} sur { $n }
command-correct-replaced = La demande { $former } est annulée ; { $id } la remplace, avec les bonnes coordonnées.
command-correct-kept = Rien n’est annulé : la demande corrigée ne peut pas partir ainsi.
command-correction-open = La correction des coordonnées n’est pas allée au bout ({ $name }) : « paraphe correct { $id } » avec « --go-on », « --taken-back » ou « --give-up ».
command-replaced = Une demande avec les bonnes coordonnées la remplace : « paraphe status { $id } ».
command-sent-next-here = À faire signer sur cet ordinateur : ouvrez la demande dans la fenêtre de Paraphe.
command-doubt-check = À vérifier : { $check }
command-doubt-next = « paraphe settle { $id } » demande encore ; si vous avez regardé, « paraphe settle { $id } --sent IDENTIFIANT » ou « --not-sent » le dit. Rien n’est renvoyé automatiquement.
command-sent-next-status = Pour savoir où elle en est : « paraphe status { $id } --refresh »
command-sent-next-notice = « { $account } » ne dit pas où en est une demande. Quand quelqu’un a signé, donnez à Paraphe le message reçu (« paraphe notice FICHIER --account "{ $account }" ») ou le fichier signé (« paraphe import { $id } FICHIER --document 1 »).
command-left-behind = Un brouillon vide « { $title } » a pu rester chez le prestataire de « { $account } », créé le { $time } : personne n’a été sollicité par lui. Supprimez-le sur son site s’il y est ; ne touchez pas à une demande envoyée du même nom.
command-reminded = Relance demandée à « { $account } » pour : { $names }
command-wait-tries-again = Paraphe réessaie tant que cette commande tourne. Ctrl+C l’arrête ; rien n’est perdu.
command-list-batch = Envoi groupé « { $title } » · { $account } · { $completed } sur { $n ->
    [one] { $n } demande terminée
   *[other] { $n } demandes terminées
}{ $unsent ->
    [0] {""}
    [one] , { $unsent } non envoyée
   *[other] , { $unsent } non envoyées
}
command-own-identity = « paraphe identity export { $name } » écrit ce certificat, pour « --trust » et pour qui doit le reconnaître.

# The stand-ins
command-sandbox = Les cinq doublures répondent sur cet ordinateur. Ctrl+C pour arrêter.

# What the command line refuses
error-document-number = Il n’y a pas de document numéro { $n } : cette demande en a { $count }.
    .next = Le premier document porte le numéro 1.
error-correct-nobody = Personne n’est « { $id } » dans cette demande.
    .next = Elle connaît : { $known }.
error-input-long = Ce qui est venu sur l’entrée standard est trop long pour une clé ou un mot de passe.
    .next = Donnez la clé ou le mot de passe seul, sur une ligne.
error-input-text = Ce qui est venu sur l’entrée standard n’est pas du texte en UTF-8.
    .next = Donnez-le en UTF-8 ; « iconv -f latin1 -t utf-8 » convertit ce que tape un terminal en Latin-1.
error-notice-long = Ce message est trop long : { $limit } Mo au plus.
    .next = Donnez le message seul.
error-notice-text = Ce message n’est pas du texte.
    .next = Donnez-le tel qu’il est arrivé, dans un fichier.
error-rows-nobody = { $path } n’a que sa ligne de titres : il n’y a personne à qui envoyer.
    .next = Écrivez une ligne par personne sous les titres.
error-rows-running = Un autre programme envoie déjà ce fichier, ou une autre demande pour ces mêmes documents.
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
problem-file-logo-too-large = Le logo est trop lourd : 256 ko au plus.
problem-file-logo-unreadable = Le fichier du logo « { $found } » ne peut pas être lu.
problem-rows-language = « { $found } » n’est pas une langue connue ici. Possibles : fr, en, it, ar.
problem-rows-length = Cette ligne n’a pas autant de cellules que la ligne de titres.
problem-rows-no-table = « { $name } » attend un tableau : ajoutez « --rows PERSONNES.csv », ou écrivez la valeur ici.
note-box-covers-box = Ce cadre en recouvre un autre ({ $other }) : une signature cacherait l’autre.
note-box-covers-signature = Ce cadre recouvre une signature qui est déjà dans le document : elle se lirait moins bien, et qui la vérifie en douterait.
note-box-covers-text = Ce cadre recouvre du texte imprimé d’un document déjà signé : qui vérifie la signature présente en douterait. Choisissez plutôt un endroit libre.
problem-rows-sent-before = Cette personne a déjà reçu une demande pour ces mêmes documents, avec d’autres mots : { $found }. Reprenez-la (« paraphe void »), ou envoyez quand même avec « --send-changed ».
problem-rows-signed-before = Cette personne a déjà signé une demande pour ces mêmes documents : { $found }. Retirez cette ligne, ou envoyez quand même avec « --send-changed ».
problem-rows-repeats = Cette ligne dit la même chose que la ligne { $row }, pour la même personne. Retirez-la, ou écrivez-y ce qui la distingue.
problem-rows-no-column = Le tableau n’a pas de colonne « { $name } ».
problem-rows-empty-cell = La cellule « { $name } » de cette ligne est vide, et un texte de la demande l’attend.
problem-rows-put-right = La ligne { $row } a été corrigée dans la fenêtre et n’y est pas encore partie : envoyez-la là, ou corrigez le tableau de la même façon.
problem-rows-read-columns = Colonnes lues comme celles de la personne : { $names }.
problem-rows-left-columns = Ces colonnes remplissent les textes sans désigner la personne, que le fichier de la demande indique déjà : { $names }. Pour la remplacer, intitulez-les « first_name », « last_name », « email », « mobile » ou « language ».
problem-rows-unused-columns = { $n ->
    [one] Cette colonne du tableau ne sert à rien ici
   *[other] Ces colonnes du tableau ne servent à rien ici
} : { $names }
problem-rows-other-account = { $n ->
    [one] La ligne { $rows } est partie avec « { $account } » lors d’un envoi précédent : elle y reste.
   *[other] Les lignes { $rows } sont parties avec « { $account } » lors d’un envoi précédent : elles y restent.
}

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
command-evidence-good = Preuve ({ $signer }) : conforme (SHA-256 { $sha256 })
command-evidence-intact = Preuve ({ $signer }) : intacte, mais personne ne garantit la clé qui l’a signée (SHA-256 { $sha256 })
command-evidence-trust = Si vous tenez le certificat du signataire ou de son autorité d’une source sûre, donnez-le avec « --trust CERTIFICAT ».
command-evidence-bad = Preuve ({ $signer }) : non conforme (SHA-256 { $sha256 })

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
command-list-overdue = { $territory } · n° { $number } du { $issued }, aurait dû être remplacée le { $next } : téléchargez ou importez la suivante
command-list-closed = { $territory } · n° { $number } du { $issued }, close
command-list-rejected = { $file } : écartée. { $reason }
command-list-missing = { $territory } : manque, publiée à { $address }
command-lists-none = Aucune liste de confiance n’est gardée ici.
command-lists-removed = Listes de confiance oubliées.
command-lists-refreshing = Des requêtes pour des listes publiques partent vers la Commission européenne et les pays. Aucun document ne part.
command-lists-refreshed = { $refreshed ->
    [one] { $refreshed } liste nouvelle
   *[other] { $refreshed } listes nouvelles
}, { $unchanged } sans changement, { $failed } non renouvelées.
command-list-failed = { $territory } : { $reason } { $kept ->
    [yes] L’ancienne liste reste.
   *[no] Aucune n’est gardée ici. Publiée à { $address }
}
command-list-dropped = { $territory } : oubliée. La liste des listes ne nomme plus ce pays, ou plus le certificat qui a signé la liste gardée ici.
command-tags = { $name } : { $n ->
    [0] aucun emplacement trouvé
    [one] { $n } emplacement trouvé
   *[other] { $n } emplacements trouvés
}
command-tag = page { $page } : { $kind ->
    [checkbox] case à cocher
    [date] date
    [initials] paraphe
    [name] nom
    [place] lieu
    [text] texte
   *[signature] signature
}, à { $x } mm du bord gauche et { $y } mm du haut, { $width } × { $height } mm, soit --rect { $rect } ({ $clue ->
    [form_field] champ de signature
    [text_tag] balise
    [labelled_rule] ligne à remplir
    [labelled_frame] cadre imprimé
    [label] mot
    [rule] ligne sans intitulé
   *[square] case imprimée
}{ $said ->
    [none] {""}
   *[other]  : « { $said } »
}{ $signer ->
    [none] {""}
   *[other] {", "}signataire { $signer }
})
command-tags-cut = page { $page } : contenu trop long, lu en partie seulement

# Verifying, for people
command-signature-line = { $kind ->
    [certification] Signature { $n }, qui certifie le document
    [document_timestamp] Horodatage { $n }
   *[approval] Signature { $n }
} : { $name } ({ $page ->
    [0] invisible
   *[other] page { $page }
}, champ « { $field } »)
command-answer = { $question ->
    [certificate] Certificat
    [later_changes] Ensuite
    [unchanged] Contenu
    [when] Quand
   *[who] Qui
} : { $text }
command-certifies = Certification : { $permits ->
    [annotations] formulaires, signatures et annotations restent permis ensuite.
    [form_filling] formulaires et signatures restent permis ensuite.
   *[no_changes] plus aucun changement n’est permis ensuite.
}
command-fingerprint = Empreinte SHA-256 du certificat : { $sha256 }
command-signature-codes = Pour un spécialiste : { $indication }{ $sub }
command-verify-next = À faire :
cli-advice-confirm-identity = Demandez au signataire ou au prestataire, par un autre moyen, l’empreinte de ce certificat. Si c’est celle qui est donnée plus haut, demandez-lui le certificat lui-même et relancez avec « --trust CERTIFICAT.pem ».
cli-advice-own-request = Ce document est le résultat de votre propre demande : comparez l’empreinte donnée plus haut avec celle de votre identité (« paraphe identity list ») ou, si quelqu’un d’autre a signé, avec celle que cette personne vous donne. Si elles correspondent, relancez avec « --trust CERTIFICAT.pem ».

# The history
command-break = { $envelope } : { $code ->
    [content_changed] titre, personnes, documents ou cadres ne sont plus ceux qui avaient été enregistrés
    [document_changed] un document conservé a été modifié
    [document_missing] un document conservé a disparu
    [end_changed] la fin de la suite des événements n’est plus celle qui avait été enregistrée
    [event_changed] l’événement { $event } a été modifié
    [event_missing] l’événement { $event } a disparu
    [event_unknown] l’événement { $event } a été ajouté
   *[unreadable] ce qui est enregistré ne peut pas être lu
}
command-history-next = Restaurez une sauvegarde du dossier de données ; gardez l’état actuel pour l’examiner.

# Errors, as the command line tells them
command-about = { $subject } : { $sentence }
command-status-not-sent = Non envoyée
command-status-ready = Prête
command-rows-checked = { $ready ->
    [one] { $ready } ligne prête
   *[other] { $ready } lignes prêtes
} sur { $n }{ $earlier ->
    [0] {""}
    [one] , { $earlier } déjà envoyée
   *[other] , { $earlier } déjà envoyées
}. Rien n’a été envoyé.
cli-error-account-missing =
    .next = Voyez les comptes avec « paraphe accounts list », ajoutez-en un avec « paraphe accounts add ».
cli-error-signed-fewer =
    .next = Si tout le monde a signé, relancez la commande avec « --everybody ».
cli-error-signed-unlike =
    .next = Comparez les deux ; si c’est bien ce que tout le monde a signé, relancez la commande avec --differing.
cli-error-account-moved =
    .next = Rendez-lui son premier prestataire avec « paraphe accounts add … --replace ». Si plus personne ne peut signer chez celui-ci, « paraphe void { $envelope } --reason … --gone » clôture la demande ici.
cli-error-account-open =
    .next = { $count ->
        [one] Attendez sa fin ou annulez-la avec « paraphe void » ; si plus personne ne peut y signer, « --gone » la clôture.
       *[other] Attendez leur fin ou annulez-les avec « paraphe void » ; avec « --gone », il clôture celles où plus personne ne peut signer.
    }
cli-error-account-settings =
    .next = { $problem ->
        [user_missing] Donnez-le avec « --user ».
        [user_invalid] Donnez-la avec « --user ».
       *[other] Corrigez ce point, puis relancez la commande.
    }
cli-action-reason-final =
    .next = « paraphe status { $envelope } » dit comment elle a fini.
cli-error-account-doubt =
    .next = « paraphe status { $envelope } --refresh » demande ce qu’il en est ; sinon, « paraphe settle { $envelope } » le dit. Pour une autre adresse, ajoutez un compte d’un autre nom.
cli-action-reason-no-void =
    .next = Une fois que plus personne ne peut y signer, « paraphe void … --gone » clôture la demande ici.
cli-error-account-secret =
    .next = Donnez-le sur l’entrée standard, avec --secret-stdin.
cli-error-demo-unavailable =
    .next = Une autre application occupe peut-être les ports de cet ordinateur : fermez-la, puis réessayez.
cli-error-draft-incomplete =
    .next = « paraphe check » dit ce qui manque.
cli-error-envelope-missing = Aucune demande n’a cet identifiant.
    .next = « paraphe list » donne les identifiants.
cli-error-evidence-no-key =
    .next = Elle se règle dans la fenêtre de Paraphe.
cli-error-file-missing = Ce fichier n’existe pas : { $path }
    .next = Vérifiez le nom et le dossier d’où vous lancez la commande.
cli-error-file-forbidden =
    .next = Demandez le droit de le lire, ou copiez-le ailleurs.
cli-error-folder-missing =
    .next = Créez-le, ou nommez-en un autre.
cli-error-identity-missing =
    .next = « paraphe identity list » donne celles qu’il y a ; « paraphe identity create » en fait une.
cli-error-is-a-folder = C’est un dossier, pas un fichier : { $path }
    .next = Nommez un fichier.
cli-error-not-a-certificate = Ce fichier n’est pas un certificat : { $path }
    .next = Donnez un fichier PEM ou DER.
cli-error-correction-none =
    .next = « paraphe status » dit où elle en est.
cli-error-correction-open =
    .next = Dites ce qu’elle devient avec « paraphe correct { $envelope } » et « --go-on », « --taken-back » ou « --give-up ».
cli-error-correction-uncertain =
    .next = « paraphe status » avec « --refresh » demande ce qu’il en est ; dès que l’annulation est sûre, la demande corrigée part. Sinon, regardez chez le prestataire, puis dites-le avec « paraphe correct ».
cli-error-not-refused =
    .next = « paraphe status » dit où elle en est.
cli-error-nothing-to-settle =
    .next = « paraphe status » dit où elle en est.
cli-error-password-needed =
    .next = Donnez son mot de passe sur l’entrée standard, avec --password-stdin.
cli-error-password-wrong =
    .next = Vérifiez les majuscules. Le mot de passe du PDF est une ligne de l’entrée standard ; avec une clé protégée, c’est la seconde.
cli-error-provider-credentials =
    .next = Elle a pu être remplacée, ou vient de l’autre environnement (essai ou production) : « paraphe accounts add … --replace --secret-stdin » la change.
cli-error-provider-malformed =
    .next = Vérifiez l’adresse du service (« paraphe accounts list »). Si elle est bonne, donnez ce détail à qui s’occupe de votre ordinateur.
cli-error-provider-not-found =
    .next = Regardez sur son site si elle y est encore. Si elle n’y est plus, « paraphe void … --gone » la clôture ici.
cli-error-provider-redirected =
    .next = Si cette adresse est bien la sienne, donnez-la avec « paraphe accounts add … --replace --base-url ».
cli-error-sending-uncertain =
    .next = « paraphe status { $envelope } --refresh » demande ce qu’il en est ; sinon, regardez chez le prestataire, puis dites-le avec « paraphe settle { $envelope } ». Rien n’est renvoyé automatiquement.
cli-error-clock-ahead =
    .next = Mettez cet ordinateur à l’heure, puis relancez la commande.
cli-error-void-uncertain =
    .next = « paraphe status { $envelope } --refresh » dit ce qu’il en est ; sinon, relancez « paraphe void ».
cli-error-signed-differs =
    .next = Donnez le fichier signé de ce document.
cli-error-timestamp-no-authority =
    .next = Nommez-en une avec --tsa, ou signez au niveau B-B.
cli-error-timestamp-untrusted =
    .next = Donnez son certificat avec --trust, ou choisissez un autre service.
cli-error-trust-lists-none =
    .next = Nommez le fichier eu-lotl.xml de la Commission européenne, ou le dossier où il est.
cli-error-trust-lists-broken =
    .next = Téléchargez eu-lotl.xml de nouveau, sans l’ouvrir ni l’enregistrer avec un autre programme.
error-target-exists = Il y a déjà un fichier { $path } : il n’est pas remplacé.
    .next = Nommez un autre fichier, ou ajoutez --overwrite pour le remplacer.

# Wrong usage
command-usage-count = un nombre entier, à partir de 1
command-usage-resolution = un nombre plus grand que zéro, avec un point pour les décimales
command-usage-header = un en-tête s’écrit avec son nom, un deux-points et sa valeur
command-usage-option = une option s’écrit NOM=VALEUR
command-usage-reason = dites pourquoi
command-usage-rect-four = il faut quatre nombres : x,y,largeur,hauteur
command-usage-rect-number = chaque partie est un nombre, avec un point pour les décimales
command-usage-rect-size = largeur et hauteur sont plus grandes que zéro
command-usage-spot = une place commence par le numéro de sa page, à partir de 1
command-usage-write = un texte s’écrit PAGE,x,y,largeur,hauteur=TEXTE
command-usage-conflict = { $argument } et { $other } ne vont pas ensemble.
command-usage-invalid = « { $value } » ne convient pas pour { $argument }.
command-usage-invalid-empty = { $argument } demande une valeur.
command-usage-missing = Il manque : { $arguments }
command-usage-no-command = Il manque une commande : { $commands }
command-usage-unknown = L’argument { $argument } n’existe pas ici.
command-usage-one-place = « { $argument } » est de trop : un fichier ou un dossier à la fois. Pour plusieurs PDF, donnez le dossier.
command-usage-unknown-command = La commande « { $command } » n’existe pas.
command-usage-twice = { $argument } n’est donné qu’une fois.
command-usage-suggest = Vouliez-vous dire { $suggestion } ?
command-usage-possible = Valeurs possibles : { $values }
command-usage-usage = Utilisation : { $usage }
command-usage-help = « paraphe { $command } --help » en dit plus.
command-send-waits-already = Une demande de ce titre attend déjà d’être envoyée avec « { $account } » : { $id }. Elle partira aussi, à moins que vous ne la repreniez : « paraphe void { $id } --reason … ».
command-send-doubt-already = Une demande de ce titre est en doute chez « { $account } » : { $id }. Elle est peut-être déjà chez la personne : « paraphe status { $id } --refresh » demande ce qu’il en est. Celle-ci part en plus.
command-output-lost = La réponse n’a pas pu être écrite sur la sortie standard. Ce qui a été fait reste fait.
command-usage-utf8 = Un argument n’est pas en UTF-8.
command-verified-folder = { $n } PDF : { $passed } à signature valide, { $open } à confirmer, { $failed } à rejeter, { $unsigned } sans signature, { $unreadable } illisibles.
command-help-arguments = Arguments :
command-help-commands = Commandes :
command-help-default = [par défaut : { $value }]
command-help-help = Affiche cette aide
command-help-options = Options :
command-help-possible = [valeurs : { $value }]
command-help-usage = Utilisation :
command-help-variable = [variable : { $value }]
command-help-version = Affiche la version

# verify --account
command-opinion-asking = Le document part chez le prestataire du compte « { $account } »…
command-opinion = { $holds ->
    [yes] Avis de « { $account } » : le document est bon.
    [no] Avis de « { $account } » : le document n’est pas bon.
   *[unsaid] Avis de « { $account } » : pas de conclusion.
}
command-opinion-signature = { $name } : { $integrity ->
    [yes] intacte
    [no] modifiée
   *[unsaid] intégrité non dite
}, certificat { $certificate ->
    [valid] valable
    [good] valable
    [expired] expiré
    [revoked] révoqué
    [untrusted] d’une autorité inconnue du service
    [unsaid] état non dit
   *[other] « { $certificate } »
}
error-key-file-asks = Ce fichier de clé a un mot de passe, et aucun n’a été donné.
    .next = Ajoutez --password-stdin et donnez le mot de passe sur l’entrée standard.
error-opinion-folder = On demande l’avis d’un prestataire sur un seul document, pas sur un dossier.
error-provider-unknown = « { $provider } » n’est pas un prestataire connu.
    .next = Choisissez parmi : { $known }
error-resolution = La résolution { $dpi } ne peut pas être utilisée : cette page se dessine de { $from } à { $to } points par pouce.
error-ink-file = Le fichier de tracé { $path } ne peut pas être lu.
    .next = Donnez un fichier JSON de la forme « strokes » : des listes de points x, y ou x, y, pression.
error-field-missing = Il n’y a pas de champ de signature vide nommé « { $field } ». { $n ->
    [0] Le document n’en a aucun.
   *[other] Il y a : { $fields }
}
    .next = Nommez-en un qui existe, ou donnez une page et un cadre.
error-no-pdf = Il n’y a aucun PDF dans { $path }.
    .next = Choisissez un autre dossier.
error-folder-too-deep = Ce dossier est trop profond pour être vérifié avec les autres : { $path }
    .next = Vérifiez-le à part, ou rapprochez-le du dossier de départ.
error-too-many-pdfs = { $path } contient plus de PDF qu’il n’en est vérifié en une fois.
    .next = Vérifiez ses sous-dossiers l’un après l’autre.
error-write-empty = Il n’y a rien à écrire dans le cadre de la page { $page }.
    .next = Donnez un texte après le signe « = », ou retirez ce cadre.
