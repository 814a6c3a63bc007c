# What keeps a draft from being sent. `.for` names the person concerned.
problem-document-name-missing = Un document n’a pas de nom.
problem-duplicate-email = Deux personnes ont la même adresse e-mail.
    .for = { $name } a la même adresse e-mail qu’une autre personne
problem-duplicate-id = Un identifiant est utilisé deux fois.
problem-email-invalid = L’adresse e-mail n’en est pas une : vérifiez-la.
    .for = L’adresse e-mail de { $name } n’en est pas une
problem-email-missing = Il manque l’adresse e-mail.
    .for = Il manque l’adresse e-mail de { $name }
problem-field-empty = Un cadre n’a pas de taille.
problem-field-of-unknown-document = Un cadre est sur un document qui n’est plus là.
problem-field-of-unknown-recipient = Un cadre est à une personne qui n’est plus là.
problem-field-outside-page = Un cadre sort de la page.
problem-name-missing = Il manque le nom.
    .for = Il manque le nom d’un signataire
problem-no-document = Il n’y a pas de document : ajoutez un PDF.
problem-no-recipient = Il n’y a personne : ajoutez un signataire.
problem-no-signer = Personne ne signe : donnez ce rôle à quelqu’un.
problem-no-title = Il manque le titre.
problem-page-missing = Un cadre est à la page { $page }, mais le document en a { $page_count }.
problem-phone-invalid = Le numéro de téléphone n’en est pas un : écrivez-le avec l’indicatif, par exemple +33 6 12 34 56 78.
    .for = Le numéro de téléphone de { $name } n’en est pas un
problem-phone-missing = Il manque le numéro de mobile.
    .for = Il manque le numéro de mobile de { $name }
problem-routing-order-zero = Le rang commence à 1.
    .for = Le rang de { $name } commence à 1
problem-signer-without-field = Un signataire n’a aucun cadre de signature.
    .for = { $name } n’a aucun cadre de signature

# What is wrong with an envelope file of the command line.
problem-file-document-index-missing = Il n’y a pas de document numéro { $index } (le premier porte le numéro 0) : la liste en a { $count }.
problem-file-duplicate-recipient = L’identifiant « { $recipient } » est utilisé deux fois.
problem-file-invalid-value = « { $found } » ne convient pas ici.
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
refusal-authentication = « { $account } » ne sait pas vérifier l’identité ainsi : { $authentication ->
    [email_code] code par e-mail
    [sms_code] code par SMS
   *[none] sans vérification
}.
refusal-delivery = « { $account } » ne sait pas inviter ainsi : { $delivery ->
    [links] par un lien
    [provider_mails] par e-mail du prestataire
   *[in_person] sur place
}.
refusal-document-too-large = Ce document a { $bytes } octets ; « { $account } » en prend au plus { $limit }.
refusal-document-without-signer = « { $account } » prend les documents un à un, et personne ne signe celui-ci.
refusal-field-kind = « { $account } » ne connaît pas ce genre de cadre : { $kind ->
    [checkbox] case à cocher
    [date] date
    [initials] paraphe
    [name] nom
    [place] lieu
    [text] texte
   *[signature] signature
}.
refusal-role = « { $account } » ne connaît pas ce rôle : { $role ->
    [approver] approbateur
    [carbon_copy] en copie
    [viewer] lecteur
   *[signer] signataire
}.
refusal-document-locked = « { $name } » n’accepte plus de signature : son auteur l’interdit, ou le fichier est abîmé. Retirez-le et demandez une version non verrouillée.
refusal-option = « { $account } » ne connaît pas « { $option } ». Retirez cette ligne du fichier.
