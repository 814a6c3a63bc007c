# Reports and tables about verified PDFs: written into files by the program. The window has its own words.
verification-title = Rapport de vérification
verification-part-file = Le fichier
verification-file = Nom du fichier
verification-sha256 = Empreinte SHA-256
verification-signatures = Signatures trouvées
verification-checked = Vérifié le
verification-judged-for = Jugé à la date du
verification-program = Logiciel
verification-part-advice = Que faire ?
verification-part-signature = Signature { $number } : { $name }
verification-question-unchanged = Le contenu signé est-il intact ?
verification-question-later = Est-il resté tel quel depuis ?
verification-question-who = Sait-on qui a signé ?
verification-question-when = Sait-on quand ?
verification-question-certificate = Le certificat était-il valable ?
verification-question-rely = Peut-on s’y fier ?
verification-yes = Oui
verification-open = Non établi
verification-no = Non
verification-rely-valid = Rien ne s’y oppose, tant que le fichier reste tel quel.
verification-rely-open = Pas sans une confirmation : lisez ce qui est resté ouvert ci-dessous.
verification-rely-broken = Ne vous y fiez pas.
verification-rely-unknown = Rien ne permet de le dire.
verification-kind = Sorte
verification-kind-approval = signature d’une personne ou d’un organisme
verification-kind-certification = certification par l’auteur du document
verification-kind-timestamp = horodatage du document entier
verification-coverage = Étendue
verification-coverage-file = tout le fichier
verification-coverage-revision = tout le fichier tel qu’il était alors ; il a été complété depuis
verification-coverage-partial = une partie du fichier seulement
verification-permits = L’auteur permet ensuite
verification-permits-nothing = aucun changement
verification-permits-forms = de remplir des champs et de signer
verification-permits-notes = de remplir des champs, de signer et d’annoter
verification-page = Visible à la page
verification-reason = Motif indiqué
verification-location = Lieu indiqué
verification-claimed = Date annoncée
verification-proven = Date prouvée
verification-changed-pages = Pages touchées depuis
verification-certificate-name = Nom dans le certificat
verification-certificate-organization = Organisme
verification-certificate-issuer = Certificat émis par
verification-certificate-serial = Numéro de série
verification-certificate-validity = Validité du certificat
verification-certificate-from-to = du { $from } au { $to }
verification-certificate-fingerprint = Empreinte du certificat (SHA-256)
verification-trusted-by = Reconnu grâce à
verification-listed = Liste européenne
verification-timestamp = Horodatage
verification-timestamp-valid = valable, par { $authority }
verification-timestamp-open = présent, non retenu, par { $authority }
verification-etsi = Pour les spécialistes
verification-part-unchecked = Ce qui n’a pas pu être contrôlé
verification-offline = La vérification s’est faite sur l’ordinateur, sans réseau : aucun serveur n’a été interrogé et le document n’est parti nulle part. Ce qu’un certificat est devenu depuis (sa révocation) n’est connu que par les preuves contenues dans le fichier.
verification-lists = Listes de confiance européennes utilisées : celles du { $time }.
verification-lists-none = Aucune liste de confiance européenne n’a été importée sur cet ordinateur.
verification-of-signature = Signature { $number } ({ $name }) : { $what }
verification-unknown-kinds = { $n ->
    [one] { $n } signature est d’une sorte que ce programme ne sait pas contrôler.
   *[other] { $n } signatures sont d’une sorte que ce programme ne sait pas contrôler.
}
verification-part-acrobat = Ce qu’affichera Acrobat
verification-part-history = Dans l’historique de cet ordinateur
verification-table-title = Vérification de plusieurs PDF
verification-table-about = { $n ->
    [one] { $n } fichier vérifié
   *[other] { $n } fichiers vérifiés
} le { $time }, dont { $good ->
    [0] aucun de valide
    [one] { $good } valide
   *[other] { $good } valides
}.
verification-column-file = Fichier
verification-column-verdict = Verdict
verification-column-signers = Signataires
verification-column-time = Date
verification-column-sentence = Explication
verification-column-sha256 = SHA-256
verification-unreadable = Illisible
