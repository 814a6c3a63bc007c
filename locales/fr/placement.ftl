# The pages on screen (view-*), the boxes on them (placement-*), and the keyboard map (keys-*).

view-pages = Pages du document
view-thumbnails = Vignettes des pages
view-thumbnail = { $boxes ->
    [0] Page { $page }, { $name }
    [one] Page { $page }, { $name }, { $boxes } cadre
   *[other] Page { $page }, { $name }, { $boxes } cadres
}
view-page-of-document = { $name }, page { $page } sur { $count }
view-locked = Ce document est protégé par un mot de passe.
view-toolbar = Affichage
view-zoom-in = Agrandir (Ctrl +)
view-zoom-out = Réduire (Ctrl −)
view-zoom-actual = Zoom { $percent } ; revenir à 100 % (Ctrl+2)
view-fit-page = Page entière (Ctrl+0)
view-fit-width = Toute la largeur (Ctrl+1)
view-page = Page
view-page-count = sur { $count }

placement-page = Cadres de la page { $page }
placement-page-of = Cadres de la page { $page }, { $name }
placement-how = { $count ->
    [0] Aucun cadre. Entrée : placer un cadre ici.
    [one] { $count } cadre. Tabulation : aller au cadre. Entrée : placer un cadre ici.
   *[other] { $count } cadres. Tabulation : aller au premier. Entrée : placer un cadre ici.
}
placement-box = { $kind ->
    [checkbox] Case à cocher
    [date] Date
    [initials] Paraphe
    [name] Nom
    [place] Lieu
    [text] Texte
   *[signature] Signature
} – { $name }, page { $page }
placement-position = { $x } mm du bord gauche, { $y } mm du haut, { $width } × { $height } mm
placement-nameless = signataire { $number }
placement-for = Le prochain cadre est pour
placement-box-count = { $count ->
    [0] aucun cadre
    [one] { $count } cadre
   *[other] { $count } cadres
}
placement-tool-signature = Signature
placement-tool-hint = Glissez un cadre sur la page, ou cliquez ici puis sur la page.
placement-tool-armed = Cliquez sur la page, ou tracez un rectangle. Échap : annuler.
placement-armed = { $tool }, pour { $name } : cliquez sur la page, ou Entrée sur une page. Échap pour annuler.
placement-disarmed = { $tool } : outil reposé.
placement-placed = { $tool } pour { $name } : placé page { $page }
placement-on-page = Cadre déplacé à la page { $page }
placement-given = { $count ->
    [one] Cadre donné à { $name }
   *[other] { $count } cadres donnés à { $name }
}
placement-removed = { $count ->
    [one] Cadre supprimé.
   *[other] { $count } cadres supprimés.
}
placement-found-looking = Recherche d’emplacements…
placement-found-list = Emplacements trouvés
placement-found = { $count ->
    [0] Aucun emplacement à proposer
    [one] { $count } emplacement trouvé
   *[other] { $count } emplacements trouvés
}
placement-found-hint = Les cadres en pointillés sont des propositions : rien n’est placé sans vous. Entrée : placer ; Suppr : ignorer.
placement-found-all = Placer tout (Ctrl+Entrée)
placement-found-one-by-one = Voir un par un
placement-found-dismiss = Ignorer
placement-found-refuse = Ne pas placer ici
placement-found-propose = Proposer à nouveau ({ $count })
placement-found-box = Placer ici pour { $name }, page { $page } : { $kind ->
    [checkbox] case à cocher
    [date] date
    [initials] paraphe
    [name] nom
    [place] lieu
    [text] texte
   *[signature] signature
} ({ $why ->
    [form_field] champ de signature existant « { $field } »
    [text_tag] balise dans le texte
    [labelled_rule] ligne avec un intitulé
    [labelled_frame] cadre imprimé
    [label] mot « signature » ou partie
    [square] case imprimée
   *[rule] ligne sans intitulé
})
placement-found-title = Cliquez pour placer le cadre ici.
placement-found-beside = { $box }, près de « { $words } »
placement-found-alike = { $name }, { $place } sur { $count }
placement-found-said = { $count ->
    [one] { $count } emplacement trouvé. Ctrl+Entrée pour le placer.
   *[other] { $count } emplacements trouvés. Ctrl+Entrée pour tout placer.
}
placement-found-taken = { $count ->
    [one] { $count } emplacement trouvé a son cadre
   *[other] { $count } emplacements trouvés ont leur cadre
}
placement-found-unsure = { $count ->
    [one] { $count } emplacement reste proposé : il est peut-être à quelqu’un d’autre.
   *[other] { $count } emplacements restent proposés : ils sont peut-être à quelqu’un d’autre.
}
placement-found-placed = { $count ->
    [one] { $count } cadre placé
   *[other] { $count } cadres placés
}
placement-found-lacking = « { $account } » ne prend pas ces cadres : { $kinds }. { $count ->
    [one] { $count } emplacement trouvé n’est donc pas proposé.
   *[other] { $count } emplacements trouvés ne sont donc pas proposés.
}
placement-found-left = { $count ->
    [0] Plus aucune proposition
    [one] Ignoré. { $count } proposition reste.
   *[other] Ignoré. { $count } propositions restent.
}
placement-on-rule = Aligné sur la ligne de signature
placement-no-signer = Ajoutez d’abord une personne qui signe.
placement-add-signer = Aller aux signataires
placement-choose = { $tool } : pour qui ?
placement-keyboard = Raccourcis clavier
placement-inspector = Cadre choisi
placement-signer = Signataire
placement-page-number = Page
placement-x = Depuis la gauche
placement-y = Depuis le haut
placement-width = Largeur
placement-height = Hauteur
placement-unit = { $unit ->
    [percent] %
    [point] pt
   *[millimetre] mm
}
placement-length-wrong = Écrivez un nombre, par exemple 42,5.
placement-measure = Unité
placement-place-copy = Copier la position
placement-place-paste = Coller la position
placement-place-copied = Position copiée.
placement-place-kept = Position gardée dans Paraphe seulement : le presse-papiers ne l’a pas prise.
placement-place-text = Page { $page } : { $x } { $unit } du bord gauche, { $y } { $unit } du haut, { $width } × { $height } { $unit }
placement-look = Comment ce sera dans le PDF
placement-look-of = { $tool } ({ $name }), comme dans le PDF
placement-look-note = { $kind ->
    [checkbox] Coché, comme le signataire peut le faire.
    [date] La date sera celle de la signature.
    [initials] Les initiales tiennent la place du tracé, fait en signant.
    [name] Le nom tel qu’il est écrit à l’étape Signataires.
    [signature] Le nom tient la place du tracé, fait en signant.
   *[text] Entre crochets : ce que le signataire indiquera.
}
placement-duplicate = Dupliquer
placement-guide = { $length } mm
placement-no-stop = Plus rien où s’aligner de ce côté.
placement-chosen = { $count ->
    [0] Aucun cadre choisi
    [one] { $count } cadre choisi
   *[other] { $count } cadres choisis
}
placement-several = { $count ->
    [one] { $count } cadre choisi
   *[other] { $count } cadres choisis
}
placement-several-hint = Le dernier cadre choisi sert de modèle aux autres.
placement-align = Aligner
placement-align-left = Aligner à gauche (Ctrl+Maj+←)
placement-align-middle-x = Centrer l’un sous l’autre (Ctrl+Maj+X)
placement-align-right = Aligner à droite (Ctrl+Maj+→)
placement-align-top = Aligner en haut (Ctrl+Maj+↑)
placement-align-middle-y = Centrer l’un à côté de l’autre (Ctrl+Maj+Y)
placement-align-bottom = Aligner en bas (Ctrl+Maj+↓)
placement-aligned = Cadres alignés
placement-spread = Répartir et dimensionner
placement-distribute-x = Même écart en largeur (Ctrl+Maj+H)
placement-distribute-y = Même écart en hauteur (Ctrl+Maj+V)
placement-distributed = Cadres répartis
placement-same-size = Mêmes dimensions (Ctrl+Maj+D)
placement-same-size-done = Cadres mis à la même taille
placement-copied = { $count ->
    [one] Cadre copié
   *[other] { $count } cadres copiés
}
placement-pasted = { $count ->
    [one] Cadre collé
   *[other] { $count } cadres collés
}
placement-repeat = Répéter…
placement-repeat-title = Répéter sur d’autres pages
placement-repeat-pages = Pages
placement-repeat-all = toutes
placement-repeat-hint = { $count ->
    [one] Ce document a une page.
   *[other] Par exemple 1-3, 5, dernière. Ce document a { $count } pages.
}
placement-repeat-wrong = { $count ->
    [one] Ce document n’a que la page 1.
   *[other] Écrivez des numéros de 1 à { $count }, par exemple 1-3, dernière.
}
placement-repeat-preview = { $count ->
    [0] Aucune autre page.
    [one] Sur { $count } autre page, à la même place.
   *[other] Sur { $count } autres pages, à la même place.
}
# What may be written for « the last page » and « all pages », separated by spaces.
placement-repeat-words-last = dernière fin
placement-repeat-words-all = toutes tout
placement-repeat-do = Répéter
placement-repeated = { $count ->
    [one] { $count } cadre ajouté
   *[other] { $count } cadres ajoutés
}
placement-repeated-none = Ces pages ont déjà ce cadre.

placement-tools = Cadres à placer
placement-blocks = Blocs prêts
placement-tool-initials = Paraphe
placement-tool-date = Date
placement-tool-name = Nom
placement-tool-place = Lieu
placement-tool-text = Texte
placement-tool-checkbox = Case à cocher
placement-tool-block = Bloc signature
placement-tool-made-at = Fait à … le …
placement-tool-approved = Lu et approuvé
placement-tool-on-behalf = Par délégation
# Printed before what stands in a box, or asked of the signer.
placement-words-made-at = Fait à
placement-words-on-the = le
placement-words-on-behalf = p.o.
placement-words-approved = Écrivez « Lu et approuvé »
placement-lacking = « { $account } » ne prend pas ces cadres : { $kinds }. Choisissez un autre compte à l’étape Envoi, ou ne placez que ce qu’il prend.
placement-lacking-some = Les cadres grisés n’existent pas chez « { $account } ».
placement-kind = Type de cadre
placement-now-kind = Le cadre est maintenant : { $tool }
placement-label-printed = Mots imprimés devant (F2)
    .hint = Par exemple « Fait à » ou « le ». Laissez vide si le document les porte déjà.
placement-label-asked = Ce qui est demandé (F2)
    .hint = Le signataire le lit ; ce n’est pas imprimé.
placement-label-missing = Écrivez ce que le signataire doit remplir ou cocher.
placement-required = Obligatoire
    .hint = { $kind ->
    [checkbox] Le signataire ne peut pas signer sans cocher.
   *[text] Le signataire ne peut pas signer sans remplir.
}
placement-initials-everywhere = Parapher toutes les pages, sauf celles qui sont signées
    .hint = { $on ->
    [true] { $placed ->
        [one] { $placed } paraphe : { $name }.
       *[other] { $placed } paraphes : { $name }.
    }
   *[false] { $missing ->
        [0] { $name } signe toutes les pages.
        [one] { $missing } page ({ $name }), en bas à droite.
       *[other] { $missing } pages ({ $name }), en bas à droite.
    }
}
placement-initials-placed = { $count ->
    [one] { $count } paraphe ajouté pour { $name }
   *[other] { $count } paraphes ajoutés pour { $name }
}
placement-group = Bloc de { $count } cadres
    .hint = Ils se choisissent et se déplacent ensemble.
placement-group-part = Dans ce bloc : { $tool }
placement-group-do = Grouper (Ctrl+Maj+G)
placement-grouped = { $count } cadres groupés
placement-ungroup = Dissocier
placement-ungrouped = { $count } cadres dissociés
placement-all-of = Tous les cadres : { $name }
placement-same-width = Même largeur (Ctrl+Maj+L)
placement-same-height = Même hauteur (Ctrl+Maj+T)
placement-existing = Champ de signature existant « { $name } », page { $page }
placement-found-kind = { $kind } ({ $count })
placement-doubtful = Le texte a changé autour de ce cadre : vérifiez sa place.
placement-doubtful-mark = à vérifier
placement-too-small = Ce cadre est trop petit : au moins { $width } × { $height } mm, et la place du nom.
placement-smallest = Plus petit, un cadre de ce type ne se lirait plus : { $width } × { $height } mm au moins.
placement-own-size = Taille fixée par { $account } : la signature aura la sienne, quelle que soit celle de ce cadre.
placement-here = Ce cadre { $remark }.
placement-remark = { $tool } ({ $name }), page { $page } : { $remark }
placement-remark-covers-box = touche un autre cadre
placement-remark-covers-signature = recouvre une signature qui est déjà là
placement-remark-covers-text = couvre du texte imprimé
placement-remark-outside = sort de la page
placement-remark-too-small = est trop petit pour être lu
placement-repeat-pages-list = Aperçu des pages
placement-repeat-more = { $count ->
    [one] et { $count } autre page
   *[other] et { $count } autres pages
}

keys-title = Raccourcis clavier
keys-group-box = Sur un cadre
keys-group-several = Sur plusieurs cadres
keys-group-page = Sur une page
keys-group-window = Partout
keys-group-zoom = Affichage
keys-move = Déplacer d’un point (0,35 mm)
    .keys = Flèches
keys-move-more = Déplacer de dix points
    .keys = Maj + Flèches
keys-resize = Changer la taille (Maj : dix fois plus)
    .keys = Alt + Flèches
keys-move-page = Déplacer à la page voisine
    .keys = Ctrl + Pg↑ · Pg↓
keys-assign = Donner au signataire de ce numéro
    .keys = 1 … 9
keys-describe = Écrire ce qu’il dit ou demande
    .keys = F2
keys-jump = Aller à l’alignement suivant
    .keys = Ctrl + Flèches
keys-duplicate = Dupliquer
    .keys = Ctrl + D
keys-copy = Copier, couper, coller à la même place
    .keys = Ctrl + C · X · V
keys-repeat = Répéter sur d’autres pages…
    .keys = Ctrl + Maj + P
keys-choose-more = Choisir un cadre de plus
    .keys = Ctrl + Espace, Ctrl + clic
keys-choose-all = Tous les cadres de la page
    .keys = Ctrl + A
keys-choose-all-of = Tous les cadres de ce signataire
    .keys = Ctrl + Maj + A
keys-group = Grouper, dissocier
    .keys = Ctrl + Maj + G
keys-align = Aligner sur le dernier choisi
    .keys = Ctrl + Maj + Flèches
keys-centre = Aligner les milieux l’un sous l’autre, l’un à côté de l’autre
    .keys = Ctrl + Maj + X · Y
keys-distribute = Même écart en largeur, en hauteur
    .keys = Ctrl + Maj + H · V
keys-same = Même largeur, même hauteur, les deux
    .keys = Ctrl + Maj + L · T · D
keys-delete = Supprimer
    .keys = Suppr
keys-announce = Redire la position
    .keys = M
keys-place = Placer un cadre
    .keys = Entrée
keys-accept = Placer toutes les propositions
    .keys = Ctrl + Entrée
keys-tool = Outil signature
    .keys = S
keys-tools = Paraphe, date, nom, lieu, texte, case, bloc signature
    .keys = I · D · N · L · T · C · B
keys-next-box = Cadre ou page d’après, d’avant
    .keys = Tab · Maj + Tab
keys-cancel = Reposer l’outil, désélectionner
    .keys = Échap
keys-turn = Page d’avant, d’après
    .keys = Pg↑ · Pg↓
keys-go-to = Aller à la page…
    .keys = Ctrl + G
keys-help = Cette liste
    .keys = ?
keys-undo = Annuler
    .keys = Ctrl + Z
keys-redo = Rétablir
    .keys = Ctrl + Y · Ctrl + Maj + Z
keys-pane = Zone suivante, précédente
    .keys = F6 · Maj + F6
keys-problem = Point à compléter suivant, précédent
    .keys = F8 · Maj + F8
keys-zoom = Agrandir, réduire
    .keys = Ctrl + « + » · Ctrl + « − »
keys-fit-page = Page entière
    .keys = Ctrl + 0
keys-fit-width = Toute la largeur
    .keys = Ctrl + 1
keys-actual = Taille réelle
    .keys = Ctrl + 2
keys-wheel = Agrandir, réduire sous le pointeur
    .keys = Ctrl + molette, pincement
keys-pan = Déplacer la vue
    .keys = Espace + glisser
