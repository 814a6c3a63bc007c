# What the `paraphe` command says to people.
command-pages = { $name } : { $n ->
    [one] { $n } page
   *[other] { $n } pages
}
command-page = page { $page } : { $width } × { $height } mm, rotation { $rotation }°
command-rendered = Page { $page } enregistrée dans { $path }
command-signed = Signé : { $path }
command-verdict-path = PDF signé : { $path }
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
command-demo-step = { $step }/{ $total } { $what }
command-demo-prepare = contrat préparé, deux cadres placés
command-demo-send = demande enregistrée avec le compte « local »
command-demo-sign = { $name } a lu, accepté et signé
command-demo-verify = vérification du PDF signé
command-start-failed = Paraphe n’a pas pu démarrer : { $reason }
command-signature-line = signature { $n } ({ $field }) : { $indication }{ $sub }
