# The address book: its screen, and the columns of the file it is saved as.

contacts-title = Contacts
contacts-search = Chercher un nom, une adresse ou un numéro
contacts-list = Personnes du carnet
contacts-found = { $count ->
    [0] Personne ne correspond
    [one] { $count } personne trouvée
   *[other] { $count } personnes trouvées
}
contacts-cut = { $shown } personnes affichées sur { $found }. Précisez la recherche pour voir les autres.
contacts-empty = Le carnet est vide
    .hint = Il se remplit avec les personnes de vos demandes. Vous pouvez aussi importer une liste. Il ne quitte pas cet ordinateur.
contacts-no-match = Personne ne correspond
    .hint = Les accents et les majuscules ne comptent pas. Essayez le début du nom ou de l’adresse.
contacts-clear = Effacer la recherche
contacts-unused = Dans aucune demande
contacts-used = { $count ->
    [one] { $count } demande, le { $date }
   *[other] { $count } demandes, la dernière le { $date }
}
contacts-add = Ajouter…
contacts-add-title = Ajouter une personne
contacts-edit = Modifier cette personne
contacts-edit-note = Les demandes déjà faites ne changent pas.
contacts-save = Enregistrer
contacts-saved = { $name } est dans le carnet.
contacts-nobody = Indiquez au moins un nom ou une adresse e-mail.
contacts-first-name = Prénom
contacts-last-name = Nom
contacts-email = Adresse e-mail
contacts-mobile = Mobile
contacts-language = Langue
contacts-language-unknown = Celle de la demande
contacts-import = Importer…
contacts-email-left-out = Ce n’est pas une adresse e-mail : elle ne sera pas reprise.
contacts-known = Déjà dans le carnet : seuls le numéro et la langue seraient complétés.
contacts-imported = { $added ->
    [0] Personne n’a été ajouté.
    [one] { $added } personne ajoutée.
   *[other] { $added } personnes ajoutées.
}
contacts-completed = { $known ->
    [one] { $known } personne déjà connue a été complétée.
   *[other] { $known } personnes déjà connues ont été complétées.
}
contacts-export = Exporter…
contacts-export-title = Exporter le carnet
contacts-export-one = Exporter la fiche : { $name }
contacts-export-kind = Sous quelle forme ?
contacts-export-csv = Tableau (CSV, pour Excel ou LibreOffice)
contacts-export-vcf = Cartes de visite (vCard, pour Outlook ou un téléphone)
contacts-export-name = carnet
contacts-export-save = Enregistrer…
contacts-exported = Enregistré : { $path }
contacts-forget-title = Oublier cette personne ?
contacts-forget-told = Le nom, l’adresse, le numéro et la langue ({ $name }) seront effacés du carnet. Les demandes dont cette personne fait partie ne changent pas. Une prochaine demande la remettra dans le carnet.
contacts-forget-confirm = Oublier
