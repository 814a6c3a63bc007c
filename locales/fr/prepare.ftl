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
prepare-remarks = { $count ->
    [one] { $count } remarque
   *[other] { $count } remarques
}
    .hint = Rien de cela n’empêche d’envoyer.
prepare-more-lines = { $count ->
    [one] Afficher le dernier
   *[other] Afficher les { $count } suivants
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
prepare-signer-removed = { $name } : personne et cadres retirés.
prepare-nameless = Personne { $place }
prepare-edit = Modifier { $name }
prepare-first-name = Prénom
prepare-last-name = Nom
prepare-email = E-mail
    .hint = Facultatif pour signer sur cet ordinateur.
prepare-role = Rôle
prepare-role-signer = Signataire
prepare-role-approver = Valide, sans signer
prepare-role-viewer = Peut consulter
prepare-role-carbon_copy = Reçoit une copie
prepare-invisible = Signer sans cadre visible
    .hint = Rien ne se verra sur les pages : la signature sera dans le fichier. Selon le prestataire, elle est montrée sur une page ajoutée, ou refusée.
    .short = sans cadre visible
    .chosen = { $how ->
        [invisible] { $name } signera sans cadre visible.
       *[visible] { $name } signera dans un cadre.
    }
prepare-order = Signer dans un ordre
    .on = Chacun attend les rangs précédents. Même rang : ensemble.
    .off = Tout le monde peut signer dès maintenant.
prepare-order-diagram = Qui signe après qui
prepare-rank = Rang
    .hint = Un même rang : ces personnes signent sans s’attendre.
prepare-rank-short = rang { $rank }

prepare-local = Face à face, sur cet ordinateur
    .what = Chaque personne lit, accepte et signe ici, l’une après l’autre. Rien ne quitte cet ordinateur.
    .tier = Signature électronique simple, scellée par l’identité de cet ordinateur.
prepare-account-gone = Le compte « { $account } » n’existe plus : « { $instead } » est proposé à sa place.
prepare-ready = Tout est prêt : rien ne manque.
prepare-cannot-send = { $count ->
    [one] Il reste { $count } point à compléter avant de signer
   *[other] Il reste { $count } points à compléter avant de signer
}
prepare-send = Enregistrer et faire signer ici
prepare-sending = Enregistrement…
prepare-send-note = Ensuite, les documents et les cadres ne changent plus. La première personne peut lire et signer.

change-box-added = { $count ->
    [one] ajout d’un cadre
   *[other] ajout de { $count } cadres
}
change-box-assigned = { $count ->
    [one] changement de signataire d’un cadre
   *[other] changement de signataire de { $count } cadres
}
change-box-moved = { $count ->
    [one] déplacement d’un cadre
   *[other] déplacement de { $count } cadres
}
change-box-removed = { $count ->
    [one] suppression d’un cadre
   *[other] suppression de { $count } cadres
}
change-document-added = ajout d’un document
change-document-moved = ordre des documents
change-document-removed = retrait d’un document
change-document-renamed = nom d’un document
change-places-proposed = nouvelle proposition d’emplacements
change-places-refused = refus d’emplacements
change-several = plusieurs modifications
change-signer-added = ajout d’une personne
change-signer-changed = modification d’une personne
change-signer-moved = ordre des personnes
change-signer-removed = retrait d’une personne
change-title = titre
change-wording = message

prepare-clean = Faire une copie saine
    .hint = Les mêmes pages, dans un fichier que tous les lecteurs ouvrent de la même façon. À faire avant la première signature ; votre fichier d’origine ne change pas.
prepare-clean-done = « { $name } » est maintenant une copie saine.

# The address book, and people who come from elsewhere.
people-add = Ajouter une personne
    .hint = Nom ou adresse e-mail, puis Entrée. Plusieurs à la fois : collez-les ici.
people-left-typed = « { $text } » est écrit parmi les signataires, mais pas encore ajouté
people-nobody = Ni nom ni adresse dans « { $text } ».
people-suggestions = Personnes connues
people-found = { $count ->
    [0] Personne de ce nom dans le carnet
    [one] { $count } personne trouvée : flèche bas pour la choisir
   *[other] { $count } personnes trouvées : flèche bas pour choisir
}
people-forget = Oublier { $name }
people-forget-hint = Suppr : oublier cette personne
people-forgotten = { $name } n’est plus dans le carnet. Les demandes déjà faites ne changent pas.
people-added = { $name } : personne ajoutée
people-me = Je signe aussi
people-paste = Coller ou importer une liste…
people-paste-title = Ajouter plusieurs personnes
people-paste-text = Collez ici
    .hint = Une ligne d’Outlook, des lignes d’Excel, un fichier CSV ou des cartes de visite. Rien n’est ajouté avant votre accord.
people-paste-file = Choisir un fichier CSV ou vCard…
people-paste-preview = Ce qui a été compris
people-paste-understood = { $count ->
    [0] Personne n’a été trouvé dans ce texte
    [one] { $count } personne trouvée
   *[other] { $count } personnes trouvées
}
people-paste-swap = Inverser prénom et nom
people-paste-take = Ajouter
people-paste-line = Ligne { $line }
    .note = Ligne { $line } : { $what }
    .left = Ligne { $line } (« { $text } ») : { $what }
people-paste-known = Déjà dans la demande.
people-paste-twice = Deux fois dans cette liste.
people-paste-confirm = { $count ->
    [0] Ajouter
    [one] Ajouter { $count } personne
   *[other] Ajouter { $count } personnes
}
people-paste-done = { $count ->
    [one] { $count } personne ajoutée
   *[other] { $count } personnes ajoutées
}
person-email-invalid = Ce n’est pas une adresse e-mail.
person-email-missing = Sans adresse e-mail.
person-language-unknown = Langue inconnue : { $word }.
person-name-missing = Sans nom.
person-nothing-found = Ni nom ni adresse : cette ligne est laissée de côté.
person-phone-invalid = Ce n’est pas un numéro de téléphone complet.

hint-email-typo = Vouliez-vous dire { $suggestion } ?
hint-phone-form = Avec l’indicatif : { $suggestion } ?
hint-phone-unlikely = Ce numéro n’a pas le nombre de chiffres habituel dans ce pays.
hint-same-person = Même nom que la personne { $place }.
hint-same-phone = Numéro déjà donné pour { $name } : un code reçu là ne les distingue pas.
hint-accept = Corriger
    .key = Entrée pour corriger
hint-accepted = Corrigé : { $text }

prepare-drag = Faire glisser { $name }
prepare-problems = Ce qui manque
    .key = F8 : point suivant
prepare-problems-left = { $count ->
    [0] Plus rien ne manque
    [one] Il reste { $count } point à compléter
   *[other] Il reste { $count } points à compléter
}
prepare-another-account = Choisir un autre prestataire
prepare-box-right = Il est bien placé
prepare-replace = Remplacer { $name } par un autre fichier…
prepare-replaced = { $count ->
    [0] Fichier remplacé. Les cadres sont restés à leur place.
    [one] Fichier remplacé. Le texte a changé autour d’un cadre : vérifiez-le.
   *[other] Fichier remplacé. Le texte a changé autour de { $count } cadres : vérifiez-les.
}
replaced-title = « { $name } » : le fichier d’avant et le nouveau
replaced-lead = D’abord le fichier d’avant, puis celui qui le remplace. Les lignes qui ont changé de place sont marquées.
replaced-left = { $count ->
    [0] Tous les cadres sont vérifiés.
    [one] { $count } cadre à vérifier : le texte a changé autour.
   *[other] { $count } cadres à vérifier : le texte a changé autour.
}
replaced-page = Page { $page }
replaced-before = Avant
replaced-after = Maintenant
replaced-before-page = Avant, page { $page } : { $count ->
    [0] aucune ligne déplacée ni disparue
    [one] { $count } ligne déplacée ou disparue
   *[other] { $count } lignes déplacées ou disparues
}
replaced-after-page = Maintenant, page { $page } : { $count ->
    [0] aucune ligne déplacée ni nouvelle
    [one] { $count } ligne déplacée ou nouvelle
   *[other] { $count } lignes déplacées ou nouvelles
}
replaced-no-page = Ce fichier n’a pas cette page.
replaced-gone = { $box } : cette page n’existe plus.
replaced-last = Mettre sur la dernière page
replaced-last-box = Mettre sur la dernière page : { $box }
replaced-delete = Supprimer le cadre
replaced-delete-box = Supprimer le cadre : { $box }
replaced-doubt = { $box } : le texte a changé autour.
replaced-right = Il est bien placé : { $box }
replaced-move = Déplacer le cadre
replaced-move-box = Déplacer le cadre : { $box }
replaced-close = Terminé
replaced-open = Comparer les deux fichiers
change-box-described = description d’un cadre
change-box-grouped = regroupement de cadres
change-box-checked = vérification d’un cadre
change-document-replaced = remplacement d’un document

# Templates.
templates-title = Modèles
templates-empty = Aucun modèle pour l’instant
    .hint = Ouvrez une demande, puis « Enregistrer comme modèle » : la prochaine fois, seul ce qui change vous sera demandé.
templates-import = Ouvrir un modèle reçu…
templates-imported = Modèle « { $name } » ajouté
templates-used = { $count ->
    [0] Pas encore utilisé
    [one] Utilisé { $count } fois
   *[other] Utilisé { $count } fois
}
templates-facts = { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
}, { $people ->
    [one] { $people } personne
   *[other] { $people } personnes
}, { $boxes ->
    [0] sans cadre
    [one] { $boxes } cadre
   *[other] { $boxes } cadres
}
templates-asks = À renseigner : { $names }
templates-asks-nothing = Rien à renseigner : tout est déjà rempli.
templates-use = Utiliser
    .named = Utiliser le modèle { $name }
templates-export = Enregistrer { $name } dans un fichier
templates-exported = Modèle enregistré. Le fichier contient les PDF et les personnes fixes du modèle.
templates-remove = Supprimer le modèle { $name }
templates-remove-title = Supprimer ce modèle ?
    .note = « { $name } » disparaît de la liste. Les demandes faites avec lui restent.
templates-remove-confirm = Supprimer
templates-use-title = Nouvelle demande : { $name }
templates-use-who = { $asked } : nom ou adresse e-mail
templates-use-chosen = { $asked } : { $name }
templates-use-change = Choisir quelqu’un d’autre
templates-use-document = Fichier pour « { $name } »
templates-use-choose = Choisir un PDF…
templates-use-keep = Sans fichier, celui du modèle est repris.
templates-use-confirm = Créer la demande
template-save = Enregistrer comme modèle…
template-save-title = Enregistrer comme modèle
    .note = À la prochaine demande, seul ce que vous cochez ici sera demandé. Le reste est repris tel quel.
template-save-name = Nom du modèle
template-save-people = Qui change d’une fois à l’autre ?
template-save-word = Comment appeler { $name } ?
    .hint = Par exemple « Le locataire ». Son nom et son adresse ne sont pas gardés.
template-save-default = Signataire { $place }
template-save-documents = Quels documents changent ?
template-save-confirm = Enregistrer le modèle
template-saved = Modèle « { $name } » enregistré
