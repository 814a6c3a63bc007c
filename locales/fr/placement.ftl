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
placement-how = { $count ->
    [0] Aucun cadre. Entrée : placer un cadre ici.
    [one] { $count } cadre. Tabulation : aller au cadre. Entrée : placer un cadre ici.
   *[other] { $count } cadres. Tabulation : aller au premier. Entrée : placer un cadre ici.
}
placement-box = Signature de { $name }, page { $page }
placement-position = { $x } mm du bord gauche, { $y } mm du haut, { $width } × { $height } mm
placement-nameless = signataire { $number }
placement-for = Le prochain cadre est pour
placement-box-count = { $count ->
    [0] aucun cadre
    [one] { $count } cadre
   *[other] { $count } cadres
}
placement-tool-signature = Signature
placement-tool-hint = Glissez ce cadre sur la page, ou cliquez ici puis sur la page.
placement-tool-armed = Cliquez sur la page, ou tracez un rectangle. Échap : annuler.
placement-armed = Outil signature pour { $name }. Cliquez sur la page ; Échap pour annuler.
placement-disarmed = Outil signature posé.
placement-placed = Cadre placé pour { $name }, page { $page }
placement-on-page = Cadre déplacé à la page { $page }
placement-given = Cadre donné à { $name }
placement-removed = Cadre supprimé.
placement-no-signer = Ajoutez d’abord une personne qui signe.
placement-add-signer = Aller aux signataires
placement-choose = Placer une signature pour
placement-keyboard = Raccourcis clavier
placement-inspector = Cadre choisi
placement-signer = Signataire
placement-page-number = Page
placement-x = Depuis la gauche
placement-y = Depuis le haut
placement-width = Largeur
placement-height = Hauteur
placement-unit = { $unit ->
    [point] pt
   *[millimetre] mm
}
placement-length-wrong = Écrivez un nombre, par exemple 42,5.
placement-duplicate = Dupliquer

keys-title = Raccourcis clavier
keys-group-box = Sur un cadre
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
keys-duplicate = Dupliquer
    .keys = Ctrl + D
keys-delete = Supprimer
    .keys = Suppr
keys-announce = Redire la position
    .keys = M
keys-place = Placer un cadre
    .keys = Entrée
keys-tool = Outil signature
    .keys = S
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
    .keys = Ctrl + molette
keys-pan = Déplacer la vue
    .keys = Espace + glisser
