# Preparing a request: the header, the four stops, and the panels of documents, people and sending.

prepare-title = Titre de la demande
prepare-untitled = Demande sans titre
prepare-saved = Enregistré
prepare-undo = Annuler la dernière modification (Ctrl+Z)
prepare-redo = Rétablir (Ctrl+Y)
prepare-undone = Annulé : { $change }
prepare-redone = Rétabli : { $change }
prepare-nothing-to-undo = Rien à annuler
prepare-nothing-to-redo = Rien à rétablir
prepare-stops = Étapes de la préparation
prepare-stop-documents = Documents
prepare-stop-signers = Signataires
prepare-stop-boxes = Cadres
prepare-stop-send = Envoi
prepare-complete = complet
prepare-missing = { $count ->
    [one] { $count } point à compléter
   *[other] { $count } points à compléter
}
prepare-no-problem = Il ne manque rien.
prepare-moved = { $name } est en position { $place } sur { $count }
prepare-up = Monter { $name }
prepare-down = Descendre { $name }
prepare-show = Afficher { $name }
prepare-remove = Retirer { $name }

prepare-empty = Ajoutez le document à signer
    .hint = Déposez un PDF dans cette fenêtre, ou choisissez-le sur cet ordinateur.
prepare-no-documents = Aucun document pour l’instant.
prepare-add-documents = Ajouter des PDF…
prepare-document-name = Nom du document { $place }
prepare-document-facts = { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
} · { $size }
prepare-document-removed = « { $name } » est retiré de la demande.
prepare-unlock = Ouvrir ce document

prepare-no-signers = Ajoutez les personnes qui signent, dans l’ordre où elles viendront.
prepare-add-signer = Ajouter un signataire
prepare-signer-removed = Retrait de { $name } et de ses cadres.
prepare-nameless = Personne { $place }
prepare-edit = Modifier { $name }
prepare-first-name = Prénom
prepare-last-name = Nom
prepare-email = E-mail
    .hint = Facultatif pour signer sur cet ordinateur.
prepare-role = Rôle
prepare-role-signer = Signataire
prepare-role-approver = Approuve, sans signer
prepare-role-viewer = Peut consulter
prepare-role-carbon_copy = Reçoit une copie
prepare-order = Signer dans un ordre
    .on = Chacun attend les rangs précédents. Même rang : ensemble.
    .off = Tout le monde peut signer dès maintenant.
prepare-rank = Rang
    .hint = Un même rang : ces personnes signent sans s’attendre.
prepare-rank-short = rang { $rank }

prepare-local = Face à face, sur cet ordinateur
    .what = Chaque personne lit, accepte et signe ici, l’une après l’autre. Rien ne quitte cet ordinateur.
    .tier = Signature électronique simple, scellée par l’identité de cet ordinateur.
prepare-ready = Tout est prêt : rien ne manque.
prepare-cannot-send = { $count ->
    [one] Il reste { $count } point à compléter avant de signer
   *[other] Il reste { $count } points à compléter avant de signer
}
prepare-send = Enregistrer et faire signer ici
prepare-sending = Enregistrement…
prepare-send-note = Ensuite, les documents et les cadres ne changent plus. La première personne peut lire et signer.

change-box-added = ajout d’un cadre
change-box-assigned = changement de signataire d’un cadre
change-box-moved = déplacement d’un cadre
change-box-removed = suppression d’un cadre
change-document-added = ajout d’un document
change-document-moved = ordre des documents
change-document-removed = retrait d’un document
change-document-renamed = nom d’un document
change-several = plusieurs modifications
change-signer-added = ajout d’une personne
change-signer-changed = modification d’une personne
change-signer-moved = ordre des personnes
change-signer-removed = retrait d’une personne
change-title = titre
change-wording = message
