# The pages on screen (view-*), the boxes on them (placement-*), and the keyboard map (keys-*).

view-pages = Pages of the document
view-thumbnails = Page thumbnails
view-thumbnail = { $boxes ->
    [0] Page { $page }, { $name }
    [one] Page { $page }, { $name }, { $boxes } box
   *[other] Page { $page }, { $name }, { $boxes } boxes
}
view-page-of-document = { $name }, page { $page } of { $count }
view-locked = This document is protected by a password.
view-toolbar = View
view-zoom-in = Zoom in (Ctrl +)
view-zoom-out = Zoom out (Ctrl −)
view-zoom-actual = Zoom { $percent }; back to 100% (Ctrl+2)
view-fit-page = Whole page (Ctrl+0)
view-fit-width = Full width (Ctrl+1)
view-page = Page
view-page-count = of { $count }

placement-page = Boxes of page { $page }
placement-page-of = Boxes of page { $page }, { $name }
placement-how = { $count ->
    [0] No box. Enter: place a box here.
    [one] { $count } box. Tab: go to the box. Enter: place a box here.
   *[other] { $count } boxes. Tab: go to the first. Enter: place a box here.
}
placement-box = { $kind ->
    [checkbox] Check box
    [date] Date
    [initials] Initials
    [name] Name
    [place] Place
    [text] Text
   *[signature] Signature
} of { $name }, page { $page }
placement-position = { $x } mm from the left edge, { $y } mm from the top, { $width } × { $height } mm
placement-nameless = signer { $number }
placement-for = The next box is for
placement-box-count = { $count ->
    [0] no box
    [one] { $count } box
   *[other] { $count } boxes
}
placement-tool-signature = Signature
placement-tool-hint = Drag a box onto the page, or click here and then on the page.
placement-tool-armed = Click on the page, or draw a rectangle. Esc: cancel.
placement-armed = { $tool }, for { $name }: click on the page, or press Enter on a page. Esc to cancel.
placement-disarmed = { $tool }: tool put down.
placement-placed = { $tool } for { $name }: placed on page { $page }
placement-on-page = Box moved to page { $page }
placement-given = { $count ->
    [one] Box given to { $name }
   *[other] { $count } boxes given to { $name }
}
placement-removed = { $count ->
    [one] Box deleted.
   *[other] { $count } boxes deleted.
}
placement-found-looking = Looking for spots…
placement-found-list = Spots found
placement-found = { $count ->
    [0] No spot to propose
    [one] { $count } spot found
   *[other] { $count } spots found
}
placement-found-hint = The dashed boxes are proposals: nothing is placed without you. Enter: place; Delete: ignore.
placement-found-all = Place all (Ctrl+Enter)
placement-found-one-by-one = Look at each
placement-found-dismiss = Ignore
placement-found-refuse = Not here
placement-found-propose = Propose again ({ $count })
placement-found-box = Place here for { $name }, page { $page }: { $kind ->
    [checkbox] check box
    [date] date
    [initials] initials
    [name] name
    [place] place
    [text] text
   *[signature] signature
} ({ $why ->
    [form_field] existing signature field “{ $field }”
    [text_tag] tag in the text
    [labelled_rule] line with a label
    [labelled_frame] printed frame
    [label] the word “signature” or a party
    [square] printed square
   *[rule] line without a label
})
placement-found-title = Click to place the box here.
placement-found-beside = { $box }, near “{ $words }”
placement-found-alike = { $name }, { $place } of { $count }
placement-found-said = { $count ->
    [one] { $count } spot found. Ctrl+Enter places it.
   *[other] { $count } spots found. Ctrl+Enter places all.
}
placement-found-taken = { $count ->
    [one] { $count } place found has its box
   *[other] { $count } places found have their box
}
placement-found-unsure = { $count ->
    [one] { $count } place stays proposed: it may be somebody else’s.
   *[other] { $count } places stay proposed: they may be somebody else’s.
}
placement-found-placed = { $count ->
    [one] { $count } box placed
   *[other] { $count } boxes placed
}
placement-found-lacking = “{ $account }” does not take these boxes: { $kinds }. { $count ->
    [one] So { $count } place that was found is not proposed.
   *[other] So { $count } places that were found are not proposed.
}
placement-found-left = { $count ->
    [0] No proposal is left
    [one] Ignored. { $count } proposal is left.
   *[other] Ignored. { $count } proposals are left.
}
placement-on-rule = Aligned with the signature line
placement-no-signer = Add a person who signs first.
placement-add-signer = Go to the signers
placement-choose = { $tool }: for whom?
placement-keyboard = Keyboard shortcuts
placement-inspector = Selected box
placement-signer = Signer
placement-page-number = Page
placement-x = From the left
placement-y = From the top
placement-width = Width
placement-height = Height
placement-unit = { $unit ->
    [percent] %
    [point] pt
   *[millimetre] mm
}
placement-length-wrong = Write a number, for example 42.5.
placement-measure = Unit
placement-place-copy = Copy the position
placement-place-paste = Paste the position
placement-place-copied = Position copied.
placement-place-kept = Position kept in Paraphe only: the clipboard did not take it.
placement-place-text = Page { $page }: { $x } { $unit } from the left edge, { $y } { $unit } from the top, { $width } × { $height } { $unit }
placement-look = How it will be in the PDF
placement-look-of = { $tool } of { $name }, as in the PDF
placement-look-note = { $kind ->
    [checkbox] Ticked, as the signer may do.
    [date] The date will be that of the signature.
    [initials] The initials stand for the strokes made when signing.
    [name] The name as written at the Signers step.
    [signature] The name stands for the strokes made when signing.
   *[text] In brackets: what the signer brings.
}
placement-duplicate = Duplicate
placement-guide = { $length } mm
placement-no-stop = Nothing more to line up with that way.
placement-chosen = { $count ->
    [0] No box chosen
    [one] { $count } box chosen
   *[other] { $count } boxes chosen
}
placement-several = { $count ->
    [one] { $count } box chosen
   *[other] { $count } boxes chosen
}
placement-several-hint = The box chosen last is the model for the others.
placement-align = Line up
placement-align-left = Line up left edges (Ctrl+Shift+←)
placement-align-middle-x = Centre one below the other (Ctrl+Shift+X)
placement-align-right = Line up right edges (Ctrl+Shift+→)
placement-align-top = Line up top edges (Ctrl+Shift+↑)
placement-align-middle-y = Centre one beside the other (Ctrl+Shift+Y)
placement-align-bottom = Line up bottom edges (Ctrl+Shift+↓)
placement-aligned = Boxes lined up
placement-spread = Spread and size
placement-distribute-x = Same gap across (Ctrl+Shift+H)
placement-distribute-y = Same gap down (Ctrl+Shift+V)
placement-distributed = Boxes spread
placement-same-size = Same dimensions (Ctrl+Shift+D)
placement-same-size-done = Boxes made the same size
placement-copied = { $count ->
    [one] Box copied
   *[other] { $count } boxes copied
}
placement-pasted = { $count ->
    [one] Box pasted
   *[other] { $count } boxes pasted
}
placement-repeat = Repeat…
placement-repeat-title = Repeat on other pages
placement-repeat-pages = Pages
placement-repeat-all = all
placement-repeat-hint = { $count ->
    [one] This document has one page.
   *[other] For example 1-3, 5, last. This document has { $count } pages.
}
placement-repeat-wrong = { $count ->
    [one] This document only has page 1.
   *[other] Write numbers from 1 to { $count }, for example 1-3, last.
}
placement-repeat-preview = { $count ->
    [0] No other page.
    [one] On { $count } other page, at the same place.
   *[other] On { $count } other pages, at the same place.
}
# What may be written for « the last page » and « all pages », separated by spaces.
placement-repeat-words-last = last end
placement-repeat-words-all = all every
placement-repeat-do = Repeat
placement-repeated = { $count ->
    [one] { $count } box added
   *[other] { $count } boxes added
}
placement-repeated-none = These pages have this box already.

placement-tools = Boxes to place
placement-blocks = Ready-made blocks
placement-tool-initials = Initials
placement-tool-date = Date
placement-tool-name = Name
placement-tool-place = Place
placement-tool-text = Text
placement-tool-checkbox = Check box
placement-tool-block = Signature block
placement-tool-made-at = Done at … on …
placement-tool-approved = Read and approved
placement-tool-on-behalf = On behalf of
# Printed before what stands in a box, or asked of the signer.
placement-words-made-at = Done at
placement-words-on-the = on
placement-words-on-behalf = p.p.
placement-words-approved = Write “Read and approved”
placement-lacking = “{ $account }” does not take these boxes: { $kinds }. Choose another account at the Send step, or place only what it takes.
placement-lacking-some = “{ $account }” does not have the boxes shown in grey.
placement-kind = Kind
placement-now-kind = The box is now: { $tool }
placement-label-printed = Words printed before it (F2)
    .hint = For example “Done at” or “on”. Leave it empty where the document has them already.
placement-label-asked = What is asked (F2)
    .hint = The signer reads it; it is not printed.
placement-label-missing = Write what the signer is to fill in or tick.
placement-required = Required
    .hint = { $kind ->
    [checkbox] The signer cannot sign without ticking it.
   *[text] The signer cannot sign without filling it in.
}
placement-initials-everywhere = Initials on all pages but the signed ones
    .hint = { $on ->
    [true] { $placed ->
        [one] { $placed } place for the initials of { $name }.
       *[other] { $placed } places for the initials of { $name }.
    }
   *[false] { $missing ->
        [0] { $name } signs every page.
        [one] { $missing } page for { $name }, bottom right.
       *[other] { $missing } pages for { $name }, bottom right.
    }
}
placement-initials-placed = { $count ->
    [one] { $count } box for initials added for { $name }
   *[other] { $count } boxes for initials added for { $name }
}
placement-group = Block of { $count } boxes
    .hint = They are chosen and moved together.
placement-group-part = In this block: { $tool }
placement-group-do = Group (Ctrl+Shift+G)
placement-grouped = { $count } boxes grouped
placement-ungroup = Ungroup
placement-ungrouped = { $count } boxes ungrouped
placement-all-of = All boxes of { $name }
placement-same-width = Same width (Ctrl+Shift+L)
placement-same-height = Same height (Ctrl+Shift+T)
placement-existing = Existing signature field “{ $name }”, page { $page }
placement-found-kind = { $kind } ({ $count })
placement-doubtful = The text around this box has changed: check its place.
placement-doubtful-mark = to check
placement-too-small = This box is too small: at least { $width } × { $height } mm, and room for the name.
placement-smallest = Any smaller, a box of this kind could not be read: at least { $width } × { $height } mm.
placement-own-size = Size fixed by { $account }: the signature has its own, whatever that of this box.
placement-here = This box { $remark }.
placement-remark = { $tool } of { $name }, page { $page }: { $remark }
placement-remark-covers-box = touches another box
placement-remark-covers-signature = covers a signature that is already there
placement-remark-covers-text = covers printed text
placement-remark-outside = goes beyond the page
placement-remark-too-small = is too small to be read
placement-repeat-pages-list = Preview of the pages
placement-repeat-more = { $count ->
    [one] and { $count } more page
   *[other] and { $count } more pages
}

keys-title = Keyboard shortcuts
keys-group-box = On a box
keys-group-several = On several boxes
keys-group-page = On a page
keys-group-window = Everywhere
keys-group-zoom = View
keys-move = Move by one point (0.35 mm)
    .keys = Arrows
keys-move-more = Move by ten points
    .keys = Shift + Arrows
keys-resize = Change the size (Shift: ten times as much)
    .keys = Alt + Arrows
keys-move-page = Move to the next page
    .keys = Ctrl + PgUp · PgDn
keys-assign = Give to the signer of this number
    .keys = 1 … 9
keys-describe = Write what it says or asks
    .keys = F2
keys-jump = Go to the next alignment
    .keys = Ctrl + Arrows
keys-duplicate = Duplicate
    .keys = Ctrl + D
keys-copy = Copy, cut, paste at the same place
    .keys = Ctrl + C · X · V
keys-repeat = Repeat on other pages…
    .keys = Ctrl + Shift + P
keys-choose-more = Choose one more box
    .keys = Ctrl + Space, Ctrl + click
keys-choose-all = All boxes of the page
    .keys = Ctrl + A
keys-choose-all-of = All boxes of this signer
    .keys = Ctrl + Shift + A
keys-group = Group, ungroup
    .keys = Ctrl + Shift + G
keys-align = Line up with the one chosen last
    .keys = Ctrl + Shift + Arrows
keys-centre = Line up centres one below the other, one beside the other
    .keys = Ctrl + Shift + X · Y
keys-distribute = Same gap across, down
    .keys = Ctrl + Shift + H · V
keys-same = Same width, same height, both
    .keys = Ctrl + Shift + L · T · D
keys-delete = Delete
    .keys = Del
keys-announce = Say the position again
    .keys = M
keys-place = Place a box
    .keys = Enter
keys-accept = Place all proposals
    .keys = Ctrl + Enter
keys-tool = Signature tool
    .keys = S
keys-tools = Initials, date, name, place, text, check box, signature block
    .keys = I · D · N · L · T · C · B
keys-next-box = Next, previous box or page
    .keys = Tab · Shift + Tab
keys-cancel = Put the tool down, deselect
    .keys = Esc
keys-turn = Previous, next page
    .keys = PgUp · PgDn
keys-go-to = Go to page…
    .keys = Ctrl + G
keys-help = This list
    .keys = ?
keys-undo = Undo
    .keys = Ctrl + Z
keys-redo = Redo
    .keys = Ctrl + Y · Ctrl + Shift + Z
keys-pane = Next, previous area
    .keys = F6 · Shift + F6
keys-problem = Next, previous thing to complete
    .keys = F8 · Shift + F8
keys-zoom = Zoom in, out
    .keys = Ctrl + “+” · Ctrl + “−”
keys-fit-page = Whole page
    .keys = Ctrl + 0
keys-fit-width = Full width
    .keys = Ctrl + 1
keys-actual = Actual size
    .keys = Ctrl + 2
keys-wheel = Zoom in, out under the pointer
    .keys = Ctrl + wheel, pinch
keys-pan = Move the view
    .keys = Space + drag
