"""Paints that each do almost nothing and together hide the price, corners that end in spikes as long as the page, paths that are moved
before they are painted, and what a page says through a mask. Each with a neighbour that is ordinary and passes."""

from cases import case
from cases.covering import CLAIRE, OVER, filled, mark_look, marked, shown
from cases.later import annotated
from document import RESOURCES, blank, form, page, sign, stream, text
from people import SIGNER

# --- paints that do almost nothing: viewers keep a colour in 255 steps ------------------------------------------------------------------

BOX = b"0 0 244 26 re f "
for count, conclusion in ((20, "P"), (300, "I"), (400, "I")):
    case(f"worn-by-{count}-multiplied", conclusion, marked(b"Highlight", look=mark_look(b"/G gs .9979 g " + BOX * count)), f"{count} paints that take less than a step of 255 each")
for name, opacity, count, conclusion in (("thin", b".00197", 400, "I"), ("thin-once", b".00197", 1, "P"), ("pale", b".0059", 150, "I")):
    case(f"worn-by-{name}", conclusion, marked(b"Highlight", look=mark_look(b"/G gs 0 g " + BOX * count, b"/Normal", opacity=opacity)), f"an opacity of {opacity.decode()}, {count} times")
WHITE = b"<< /Font << /F1 7 0 R >> /ExtGState << /T << /ca .00197 >> >> >>"
case("worn-value", "I", filled(shown(CLAIRE + b" /T gs 1 g " + b"0 0 200 20 re f " * 400, WHITE)), "a value under 400 paints of white, each next to nothing")
case("worn-ground", "I", filled(shown(b"/T gs 0 g " + b"0 0 200 20 re f " * 400 + b"/T gs 0 g " + CLAIRE, WHITE.replace(b">> >> >>", b">> /U << /ca 1 >> >> >>"))), "and one on as many of black")
STRIPS = b"".join(b"%.2f 0 .4 26 re f " % (x / 2) for x in range(480))
case("worn-by-strips", "I", marked(b"Highlight", look=mark_look(b"/G gs 1 g " + STRIPS * 4, b"/Normal", opacity=b"0.4")), "white strips one can see through, four times, beside each other")

# --- corners ------------------------------------------------------------------------------------------------------------------------------

def brush(corner, limit):
    """White lines a point apart, each ending in a corner to the right of the price."""
    return b"1 G %d M 2 w " % limit + b"".join(corner(732 + row * 2) for row in range(13))


def closed(y):
    return b"306 %.2f m 312 %.2f l 312 %.2f l h 312 %.2f l S " % (y, y, y + 0.02, y + 8)


def turned(y):
    return b"312 %.2f m 306 %.2f l 308 %.2f 310 %.2f 312 %.2f c S " % (y, y, y, y + 0.02, y + 0.02)


def margin(content):
    """A mark beside the price with a look of its own, as wide as the line."""
    return marked(b"Highlight", look=stream(content, b"/Type /XObject /Subtype /Form /BBox [56 730 320 760] "), rect=b"[56 730 320 760]")


case("spike-behind-closed", "I", margin(brush(closed, 1000)), "the line is closed and another begins there: the corner it was closed with ends in a spike over the price")
case("spike-behind-closed-cut", "P", margin(brush(closed, 10)), "with the usual limit it is cut off")
case("spike-of-curve", "I", margin(brush(turned, 1000)), "a curve that turns right back is drawn as straights, which turn back a little beside it")
case("spike-of-curve-cut", "P", margin(brush(turned, 10)), "with the usual limit it reaches nothing")
case("spike-joined-round", "P", margin(b"1 j " + brush(closed, 1000)), "with round corners there is none")

# --- paths that are moved before they are painted ---------------------------------------------------------------------------------------

MOVED = b"244 0 0 26 0 0 cm "
case("path-moved", "I", marked(b"Highlight", look=mark_look(b"1 g 0 0 1 1 re " + MOVED + b"f")), "a box of a point, until it is painted: then it lies over the price")
case("path-moved-stroked", "I", marked(b"Highlight", look=mark_look(b"1 G 0 .5 m 244 .5 l 1 0 0 26 0 0 cm S")), "the same with a line that becomes as thick as the mark is high")
case("path-moved-with-state", "I", marked(b"Highlight", look=mark_look(b"1 g q 0 0 1 1 re " + MOVED + b"f Q")), "the same between what saves a state and brings it back")
case("path-placed", "P", marked(b"Highlight", look=mark_look(b"/G gs 1 1 0 rg " + MOVED + b"0 0 1 1 re f")), "the place is said before: yellow one can read through")
CUT = b"q 0 0 200 20 re .05 0 0 1 0 0 cm W n 20 0 0 1 0 0 cm "
case("clip-moved", "I", filled(shown(CUT + CLAIRE + b" Q")), "a clip as wide as the field, until it is used")
case("clip-placed", "P", filled(shown(b"q 2 0 0 1 0 0 cm 0 0 100 20 re W n .5 0 0 1 0 0 cm " + CLAIRE + b" Q")), "one that is placed before")
case("path-coloured", "P", filled(shown(b"1 1 198 18 re 0 0 0 RG s " + CLAIRE)), "a colour that is chosen between a frame and its painting, as pypdf does")

# --- what a page says through a mask or a pattern ---------------------------------------------------------------------------------------

PRICE = text(b"Contract", b"The price is 1,000 euros.")
THROUGH = b"<< /Font << /F1 7 0 R >> /ExtGState << /S << /SMask << /S /Alpha /G 40 0 R >> >> >> /Pattern << /P 41 0 R >> >>"
GROUP = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group << /S /Transparency >> /Resources << /Font << /F1 7 0 R >> >>"
TILES = b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 595 842] /XStep 595 /YStep 842 /Resources << /Font << /F1 7 0 R >> >>"


def through(content):
    """A page that says the price through something else, signed."""
    sheet = page(b"5 0 R", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R").replace(b"/Resources " + RESOURCES, b"/Resources " + THROUGH)
    return sign(blank(o3=sheet, o5=stream(content), o40=stream(PRICE, GROUP), o41=stream(PRICE, TILES)), SIGNER)


def boxed(pdf, rect=OVER):
    body = b"<< /Type /Annot /Subtype /Square /Rect %s /IC [1 1 1] /C [1 1 1] /P 3 0 R /F 4 /AP << /N 61 0 R >> >>" % rect
    return annotated(pdf, body, {61: form(b"1 g 0 0 244 26 re f", 244, 26)})


for name, content in (
    ("mask", b"q /S gs 0 g 0 0 595 842 re f Q"), ("pattern", b"q /Pattern cs /P scn 0 0 595 842 re f Q"),
    ("letters-masked", b"q /S gs 0 g BT /F1 9000 Tf -1500 -2000 Td (I) Tj ET Q"), ("letters-of-pattern", b"q /Pattern cs /P scn BT /F1 9000 Tf -1500 -2000 Td (I) Tj ET Q"),
):
    said = through(content)
    case(f"said-through-{name}", "P", said, "a page that says its price through something else")
    case(f"said-through-{name}-and-covered", "IF", boxed(said), "a white box lies over it")
