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
placement-how = { $count ->
    [0] No box. Enter: place a box here.
    [one] { $count } box. Tab: go to the box. Enter: place a box here.
   *[other] { $count } boxes. Tab: go to the first. Enter: place a box here.
}
placement-box = Signature of { $name }, page { $page }
placement-position = { $x } mm from the left edge, { $y } mm from the top, { $width } × { $height } mm
placement-nameless = signer { $number }
placement-for = The next box is for
placement-box-count = { $count ->
    [0] no box
    [one] { $count } box
   *[other] { $count } boxes
}
placement-tool-signature = Signature
placement-tool-hint = Drag this box onto the page, or click here and then on the page.
placement-tool-armed = Click on the page, or draw a rectangle. Esc: cancel.
placement-armed = Signature tool for { $name }. Click on the page; Esc to cancel.
placement-disarmed = Signature tool put down.
placement-placed = Box placed for { $name }, page { $page }
placement-on-page = Box moved to page { $page }
placement-given = Box given to { $name }
placement-removed = Box deleted.
placement-no-signer = Add a person who signs first.
placement-add-signer = Go to the signers
placement-choose = Place a signature for
placement-keyboard = Keyboard shortcuts
placement-inspector = Selected box
placement-signer = Signer
placement-page-number = Page
placement-x = From the left
placement-y = From the top
placement-width = Width
placement-height = Height
placement-unit = { $unit ->
    [point] pt
   *[millimetre] mm
}
placement-length-wrong = Write a number, for example 42.5.
placement-duplicate = Duplicate

keys-title = Keyboard shortcuts
keys-group-box = On a box
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
keys-duplicate = Duplicate
    .keys = Ctrl + D
keys-delete = Delete
    .keys = Del
keys-announce = Say the position again
    .keys = M
keys-place = Place a box
    .keys = Enter
keys-tool = Signature tool
    .keys = S
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
    .keys = Ctrl + wheel
keys-pan = Move the view
    .keys = Space + drag
