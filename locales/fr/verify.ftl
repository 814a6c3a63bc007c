# The verification screen.

verify-title = Vérifier un PDF
verify-other = Vérifier un autre PDF…
verify-drop = Déposez ici le PDF à vérifier, plusieurs, ou un dossier
    .hint = La vérification se fait sur cet ordinateur, sans réseau : le document ne part nulle part.
verify-checking = Vérification de « { $name } »…
    .hint = Intégrité, changements ultérieurs, signataire, date, certificat.
verify-advice = Que faire ?
verify-signature = { $kind ->
    [document_timestamp] Horodatage
   *[other] Signature
} { $number } : { $signer }
verify-on-page = visible page { $page }
verify-question-unchanged = Contenu intact ?
verify-question-later-changes = Est-il resté tel quel depuis ?
verify-question-who = Qui a signé ?
verify-question-authority = Qui atteste l’heure ?
verify-question-when = Quand ?
verify-question-certificate = Certificat valable ?
verify-yes = Oui
verify-no = Non
verify-unknown = Non établi
verify-open-envelope = Ouvrir cette demande
verify-report = Rapport détaillé
    .hint = Dans les termes d’ETSI EN 319 102-1, pour les spécialistes.
verify-pages = Pages de « { $name } »
verify-trust = Reconnaître ce certificat…
verify-trust-ask = Reconnaître ce certificat ?
verify-trust-text = Les signatures faites avec ce certificat seront dites valides sur cet ordinateur, et elles seules : son titulaire ne garantit personne d’autre. Un certificat se fabrique au nom de n’importe qui : ne le reconnaissez que si son titulaire (« { $holder } ») vous a confirmé son empreinte par un autre moyen, par exemple au téléphone.
verify-trust-own = Ce certificat est celui de votre identité « { $name } », faite sur cet ordinateur : il n’y a pas d’empreinte à comparer. Les signatures qu’elle a scellées seront dites valides ici ; les noms des signataires restent ceux que vous avez notés.
verify-trust-subject = Nom dans le certificat
verify-trust-issuer = Émis par
verify-trust-fingerprint = Empreinte (SHA-256)
verify-trust-compared = J’ai comparé l’empreinte avec cette personne
    .hint = Vous pourrez retirer ce certificat dans les réglages.
verify-trust-do = Reconnaître
verify-trusted = Le certificat « { $holder } » est reconnu sur cet ordinateur.
verify-word-broken = À rejeter
verify-word-identity = Identité à confirmer
verify-word-doubt = À vérifier
verify-word-none = Non signé
verify-word-valid = Valide

# Reports, and what belongs to the verdict
verify-report-pdf = Enregistrer un rapport PDF…
verify-report-html = Enregistrer une page HTML…
verify-report-language = Langue du rapport
verify-report-file = { $name } - vérification
verify-report-saved = Enregistré : { $path }
verify-report-reveal = Montrer dans le dossier
verify-acrobat = Ce qu’affichera Acrobat
verify-acrobat-certified = Ruban bleu.
verify-acrobat-invalid = Croix rouge.
verify-acrobat-none = Aucun signe.
verify-acrobat-problems = Triangle jaune.
verify-acrobat-unknown = On ne peut pas le savoir d’ici.
verify-acrobat-valid = Coche verte.
verify-origin = Dans votre historique
verify-word-locked = Protégé
verify-word-unreadable = Illisible

# What was signed, beside what is there
verify-signed-version-show = Voir ce qui a été signé
verify-sent-show = Voir ce qui a été envoyé
verify-sent-title = Ce qui a été envoyé
verify-signed-title = Ce que { $signer } a signé
verify-signed-back = Revenir au verdict
verify-signed-progress = Comparaison des pages : { $done } sur { $n }
verify-signed-same = { $n ->
    [one] La page se présente exactement comme au moment de la signature.
   *[other] Les { $n } pages se présentent exactement comme au moment de la signature.
}
verify-signed-differs = La page diffère.
verify-signed-result = { $n ->
    [0] Aucune page comparée ne diffère
    [one] { $n } page diffère
   *[other] { $n } pages diffèrent
} ; { $same ->
    [0] aucune n’est identique
    [one] { $same } est identique
   *[other] { $same } sont identiques
}.
verify-signed-unknown = Pages qui n’ont pas pu être dessinées, dont rien n’est dit : { $pages }
verify-signed-pages = Pages qui diffèrent
verify-signed-changed = { $n ->
    [one] Page { $page } : un endroit
   *[other] Page { $page } : { $n } endroits
}
verify-signed-added = Page { $page } : ajoutée
verify-signed-removed = Page { $page } : retirée
verify-signed-layout = Présentation
verify-signed-two = Côte à côte
verify-signed-one = L’une à la place de l’autre
verify-signed-which = Version
verify-signed-then = Version signée
verify-signed-now = Version actuelle
verify-signed-version = { $label }, page { $page }
verify-signed-no-page = Cette version n’a pas cette page.

# Several PDFs at once
verify-drop-folder = Vérifier tout un dossier…
verify-many-title = Vérifier plusieurs PDF
verify-many-file = verification
verify-many-stop = Arrêter
verify-many-again = Vérifier à nouveau
verify-many-progress = { $done } sur { $n } vérifiés…
verify-many-done = { $n ->
    [one] { $n } PDF vérifié
   *[other] { $n } PDF vérifiés
}, dont { $good ->
    [0] aucun à signature valide
    [one] { $good } à signature valide
   *[other] { $good } à signature valide
}{ $unread ->
    [0] {""}
    [one] {" ;"} { $unread } illisible ou protégé
   *[other] {" ;"} { $unread } illisibles ou protégés
}.
verify-many-stopped = La vérification a été arrêtée : les autres fichiers n’ont pas été vérifiés.
verify-many-locked = Ouvrez-le pour saisir son mot de passe.
verify-many-cut = Il y a plus de fichiers qu’un tableau n’en montre : les derniers n’ont pas été vérifiés.
verify-many-deep = Ce dossier est trop profond, il n’a pas été vérifié : { $folder }
verify-many-empty = Aucun PDF ici
    .hint = Choisissez un autre dossier.
verify-many-problems = Seulement ce qui n’est pas valide
verify-many-no-problem = Tout ce qui a été vérifié jusqu’ici est valide.
verify-many-csv = Enregistrer le tableau (CSV)…
verify-many-html = Enregistrer une page HTML…
verify-many-more = Montrer la suite
verify-many-column-verdict = Verdict
verify-many-column-file = Fichier
verify-many-column-signers = Signataires
verify-many-column-time = Date

# What a service thinks of the document, on request
opinion-title = Demander aussi l’avis d’un prestataire
opinion-no-account = Aucun compte ne donne d’avis sur un document signé : GesDocs et Openapi le font.
opinion-account = Compte
opinion-certificate = Choisir le certificat PDF de ce document…
opinion-leaves = { $what ->
    [both] « { $name } » et son certificat seront envoyés en entier à { $provider }. Rien ne part avant que vous le demandiez.
   *[document] « { $name } » sera envoyé en entier à { $provider }. Rien ne part avant que vous le demandiez.
}
opinion-ask = Envoyer à { $provider } et demander son avis
opinion-answer = { $holds ->
    [yes] Pour { $provider }, le document est bon.
    [no] Pour { $provider }, le document n’est pas bon.
   *[unsaid] { $provider } ne conclut pas.
}
opinion-message = Sa réponse : { $message }
opinion-signature = { $name } : { $integrity ->
    [yes] signature intacte
    [no] signature altérée
   *[unsaid] intégrité non dite
}, certificat { $certificate }
