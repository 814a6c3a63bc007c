# What keeps a draft from being sent. `.for` names the person concerned.
problem-deadline-passed = La date limite pour signer est déjà passée : choisissez-en une plus tardive.
problem-document-name-missing = Un document n’a pas de nom.
problem-duplicate-email = Deux personnes ont la même adresse e-mail.
    .for = { $name } a la même adresse e-mail qu’une autre personne
problem-duplicate-id = Un identifiant est utilisé deux fois.
problem-email-invalid = L’adresse e-mail n’est pas valable : vérifiez-la.
    .for = { $name } : l’adresse e-mail n’est pas valable
problem-email-missing = Il manque l’adresse e-mail.
    .for = { $name } : il manque l’adresse e-mail
problem-field-doubtful = Le texte a changé autour d’un cadre : vérifiez sa place.
problem-field-empty = Un cadre n’a pas de taille.
problem-field-label-missing = Un champ de texte ou une case ne dit pas ce qui est demandé : écrivez-le.
problem-field-of-unknown-document = Un cadre est sur un document qui n’est plus là.
problem-field-of-unknown-recipient = Un cadre est à une personne qui n’est plus là.
problem-field-outside-page = Un cadre sort de la page.
problem-field-unsigned = Un champ est à remplir sur un document que cette personne ne signe pas : ajoutez-lui une signature sur ce document, ou retirez le champ.
problem-invisible-signer-with-field = Un signataire doit signer sans cadre, et il en a un : retirez le cadre ou ce choix.
    .for = { $name } doit signer sans cadre, et en a un : retirez le cadre ou ce choix
problem-name-missing = Il manque le nom.
    .for = Il manque le nom d’un signataire
problem-no-document = Il n’y a pas de document : ajoutez un PDF.
problem-no-recipient = Il n’y a personne : ajoutez un signataire.
problem-no-signer = Personne ne signe : donnez ce rôle à quelqu’un.
problem-no-title = Il manque le titre.
problem-page-missing = Un cadre est à la page { $page }, mais le document en a { $page_count }.
problem-phone-invalid = Le numéro de téléphone n’est pas valable : écrivez-le avec l’indicatif, par exemple +33 6 12 34 56 78.
    .for = { $name } : le numéro de téléphone n’est pas valable
problem-phone-missing = Il manque le numéro de mobile.
    .for = { $name } : il manque le numéro de mobile
problem-requester-invalid = Votre adresse e-mail, celle du demandeur, n’est pas valable : vérifiez-la.
problem-routing-order-zero = Le rang commence à 1.
    .for = { $name } : le rang commence à 1
problem-signer-without-field = Un signataire n’a aucun cadre de signature.
    .for = { $name } n’a aucun cadre de signature

# What is not wrong, but to be known before it leaves.
note-boxless = { $how ->
    [added_page] Signe sans cadre : le prestataire montre la signature sur une page qu’il ajoute.
    [signer_places] Signe sans cadre : cette personne choisit l’endroit au moment de signer.
   *[invisible] Signe sans cadre : la signature est dans le fichier et ne se voit sur aucune page.
}

# What is wrong with an envelope file of the command line.
problem-file-document-index-missing = Il n’y a pas de document numéro { $index } (le premier porte le numéro 0) : la liste en a { $count }.
problem-file-document-missing = Il n’y a pas de fichier « { $found } » à côté de ce fichier de demande.
problem-file-document-protected = « { $found } » est protégé par un mot de passe. Donnez-le sur l’entrée standard, avec --password-stdin (pas avec un tableau). Un prestataire n’en prend pas de protégé : enregistrez alors le PDF sans mot de passe.
problem-file-document-unreadable = « { $found } » : { $reason }
problem-file-duplicate-recipient = « { $recipient } » est déjà l’identifiant de recipients[{ $first }] : donnez-en un autre à cette personne.
problem-file-field-too-small = Ce cadre est trop petit : il lui faut au moins { $width } × { $height } mm, soit { $points_width } × { $points_height } points.
problem-file-invalid-moment = « { $found } » n’est pas un moment : écrivez-le comme 2099-12-31T23:59:00+01:00.
problem-file-invalid-value = « { $found } » ne convient pas : des lettres sans accent, des chiffres, « _ » et « - », 64 au plus.
problem-file-missing = Cette clé manque.
problem-file-not-json = Ce n’est pas du JSON (ligne { $line }, colonne { $column }).
problem-file-unknown-key = Cette clé n’est pas connue : vérifiez son orthographe.
problem-file-unknown-recipient = Personne n’a l’identifiant « { $recipient } ».
problem-file-unknown-word = « { $found } » n’est pas un mot connu ici. Possibles : { $allowed }.
problem-file-unsupported-value = La valeur { $found } n’est pas possible ici.
problem-file-wrong-type = Ce doit être { $expected ->
    [list] une liste
    [number] un nombre
    [object] un objet
    [text] un texte
    [true_or_false] vrai ou faux
   *[whole_number] un nombre entier
}.

# What an account's provider cannot do.
refusal-authentication = { $authentication ->
    [email_code] « { $account } » ne sait pas envoyer de code par e-mail.
    [sms_code] « { $account } » ne sait pas envoyer de code par SMS.
   *[none] « { $account } » demande toujours un code au signataire.
}
refusal-boxless = On ne sait pas où « { $account } » montrerait une signature sans cadre : placez un cadre de signature.
    .for = On ne sait pas où « { $account } » montrerait une signature sans cadre : placez un cadre pour { $person }.
refusal-delivery = { $delivery ->
    [links] « { $account } » ne donne pas de lien à transmettre.
    [provider_mails] « { $account } » n’écrit pas aux signataires.
   *[in_person] « { $account } » ne fait pas signer sur place.
}
refusal-email-missing = « { $account } » a besoin de l’e-mail de chaque signataire.
    .for = « { $account } » a besoin de l’e-mail de chaque signataire : il manque pour { $person }.
refusal-name-incomplete = « { $account } » a besoin du prénom et du nom de chaque signataire.
    .for = « { $account } » a besoin du prénom et du nom de chaque signataire : pour { $person }, il manque { $missing ->
        [first_name] le prénom
        [last_name] le nom
       *[both] les deux
    }.
refusal-document-protected = « { $name } » est protégé par un mot de passe, que Paraphe ne donne à aucun prestataire. Enregistrez-le sans mot de passe, puis réimportez-le.
refusal-document-signed = « { $name } » porte déjà une signature, que l’envoi avec « { $account } » casserait.
refusal-document-too-large = « { $name } » pèse plus de { $most } Mo, la limite réglée pour « { $account } ».
refusal-document-without-signer = « { $account } » prend les documents un à un, et personne ne signe celui-ci.
refusal-logo-address = « { $account } » prend le logo comme image, pas par son adresse : choisissez un fichier PNG ou JPEG.
refusal-logo-picture = « { $account } » prend le logo par son adresse https://, pas comme image.
refusal-notice-address = « { $account } » ne sait pas prévenir « { $address } ».
refusal-notice-addresses = « { $account } » prévient une seule adresse, et il y en a { $count }.
refusal-redirect-address = La page ouverte après la signature doit être une adresse web : « { $address } » n’en est pas une.
refusal-field-kind = « { $account } » ne prend pas ce type de cadre : { $kind ->
    [checkbox] case à cocher
    [date] date
    [initials] paraphe
    [name] nom
    [place] lieu
    [text] texte
   *[signature] signature
}.
refusal-message = « { $account } » ne transmet pas de message aux signataires.
refusal-reminder-days = « { $account } » ne relance pas tous les { $days } jours.
refusal-requester-missing = « { $account } » veut savoir qui demande. Donnez votre e-mail dans la demande ou dans les réglages du compte.
refusal-role = « { $account } » ne connaît pas ce rôle : { $role ->
    [approver] validation sans signature
    [carbon_copy] en copie
    [viewer] lecteur
   *[signer] signataire
}.
refusal-signature-mode = « { $account } » ne fait pas signer ainsi : signature { $mode ->
    [drawn] dessinée
    [image] par une image
   *[typed] tapée au clavier
}.
refusal-document-locked = « { $name } » n’accepte plus de signature : son auteur l’interdit, ou le fichier est abîmé. Retirez-le et demandez une version non verrouillée.
refusal-option = « { $account } » ne propose pas ceci, à retirer de la demande : { $option ->
    [brand_color] couleur de la page de signature
    [brand_logo] logo sur la page de signature
    [conditions] conditions à accepter
    [expires_at] date limite pour signer
    [metadata] références internes
    [notification_urls] adresses prévenues de l’avancement
    [redirect_url] page ouverte après la signature
    [reminder_days] relances automatiques
    [requester_email] e-mail du demandeur
    [signature_modes] choix de la façon de signer
    [test] envoi d’essai
   *[other] { $option }
}.
refusal-order = « { $account } » sollicite tout le monde à la fois. L’ordre ne peut pas non plus être respecté d’ici : préparer le document pour la personne suivante casserait les signatures déjà faites.

# What is wrong with a row of a table.
problem-line-email-typo = Faute de frappe ? Peut-être { $suggestion }.
problem-line-empty-cell = La cellule « { $name } » est vide, et un texte de la demande l’attend.
problem-line-language = « { $found } » n’est pas une langue connue ici : français, anglais, italien ou arabe.
problem-line-length = Cette ligne n’a pas autant de cellules que le tableau a de colonnes.
problem-line-no-column = Le titre ou le message contient {"{{"}{ $name }{"}}"}, mais aucune colonne ne s’appelle ainsi.
problem-line-same-person = Même adresse e-mail que la ligne { $row }.
problem-line-same-row = Cette ligne dit la même chose que la ligne { $row } : modifiez-la ou retirez-la.
problem-line-sent-before = Cette personne a déjà reçu une demande pour ces mêmes documents : { $found }.
problem-line-signed-before = Cette personne a déjà signé une demande pour ces mêmes documents : { $found }.
problem-line-repeats = Cette ligne dit la même chose qu’une autre ligne du tableau, pour la même personne.
