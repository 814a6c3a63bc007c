"""What viewers draw themselves, for want of a look or in the place of one, and what only some of them find on a page. Each with a
neighbour that is ordinary and passes."""

from cases import case
from cases.covering import ANNOTS, BESIDE, OVER, SIGNED, mark_look, signed_over
from cases.looks import COVERED
from cases.together import annotated, highlight
from document import (
    AGREE, AGREE_OFF, CONTENT_1, NAME, PAGE_1, PAGES, RESOURCES, append, blank, form, page, sign, stream, text,
)
from people import SIGNER

BLACK = b"/C [0 0 0]"
MARK = b"<< /Type /Annot /Subtype /%s /Rect [0 0 595 842] /QuadPoints [%s] /P 3 0 R /F 4 %s >>"


def mark(kind, quads, more=BLACK):
    return annotated(SIGNED, MARK % (kind, quads, more))


def level(left, bottom, right, top):
    return b"%d %d %d %d %d %d %d %d" % (left, top, right, top, left, bottom, right, bottom)


# --- lines, one beside the other ----------------------------------------------------------------------------------------------------

LINES = (b"StrikeOut", b"Underline", b"Squiggly")
# "The price is 1,000 euros." stands from 740 to 750, with its line from 737 to 752.
ON_LINE = level(56, 736, 300, 752)
for kind in LINES:
    name = kind.decode().lower()
    case(f"line-{name}", "P", mark(kind, ON_LINE), f"a {name} as viewers draw it", modifications="annotations")
    case(f"line-{name}-without-colour", "P", mark(kind, ON_LINE, b""), "the same in black or red")
    for where, bottom in (("over", 736), ("beside", 336)):
        strips = [MARK % (kind, level(56, bottom + at, 300, bottom + at + 1), BLACK) for at in range(16)]
        case(f"lines-{name}-{where}", "I" if where == "over" else "P", annotated(SIGNED, *strips), f"sixteen {name}s of what is a point high, one beside the other, {where} the price",
             **({"findings": COVERED} if where == "over" else {}))
case("lines-through-and-under", "P", annotated(SIGNED, MARK % (b"StrikeOut", ON_LINE, BLACK), MARK % (b"Underline", ON_LINE, BLACK)), "words both struck out and underlined")
# Some go by the corners: with a height of 32 points, a line of 2 at a seventh of it.
FOUR = [MARK % (b"Underline", level(56, 736 + 2 * at, 300, 768 + 2 * at), BLACK) for at in range(4)]
case("lines-of-high-marks", "I", annotated(SIGNED, *FOUR), "lines that some viewers draw at a seventh of the height and others below", findings=COVERED)

# --- bars ----------------------------------------------------------------------------------------------------------------------------

for kind, bottom in ((b"StrikeOut", 486), (b"Underline", 660), (b"Squiggly", 700)):
    name = kind.decode().lower()
    case(f"bar-{name}", "I", mark(kind, level(56, bottom, 300, 1086)), "a line that some viewers make a sixteenth as thick as what it marks is high: a bar over the price", findings=COVERED)
case("bar-beside", "P", mark(b"StrikeOut", level(56, 20, 300, 460)), "the same where nothing stands")
case("bar-sideways", "I", mark(b"Underline", b"56 730 56 756 300 730 300 756"), "corners in another order: what is as high as the price is long", findings=COVERED)
case("bar-crossed", "I", mark(b"StrikeOut", b"56 730 300 730 300 756 56 756"), "corners all around, which some viewers take for a cross", findings=COVERED)
case("waves-without-height", "I", mark(b"Squiggly", level(400, 343, 500, 343)), "waves without height: some viewers draw them without end, and nothing else of the page")
case("line-without-height", "P", mark(b"Underline", level(56, 338, 300, 338)), "a line of what has no height, where nothing stands")

# --- highlights ------------------------------------------------------------------------------------------------------------------------

EMPTY = form(b"", 244, 26)
YELLOW, YELLOW_ALONE = mark_look(b"/G gs 1 1 0 rg 0 0 244 26 re f"), form(b"1 1 0 rg 0 0 244 3 re f", 244, 26)


def looked(colour, look, rect=OVER):
    return annotated(SIGNED, highlight(rect, colour + b" /AP << /N 110 0 R >>"), more={110: look})


for name, colour, look in (
    ("black", BLACK, EMPTY), ("without", b"", EMPTY), ("transparent", b"/C []", EMPTY), ("of-two", b"/C [0 0]", EMPTY), ("null", b"/C null", YELLOW_ALONE),
    ("dark-under-yellow", b"/C [0 0 0.3]", YELLOW_ALONE),
):
    case(f"highlight-colour-{name}", "I", looked(colour, look), "a highlight whose look hides nothing; some viewers do not look at it and draw its colour, or black", findings=COVERED)
    case(f"highlight-colour-{name}-beside", "P", looked(colour, look, BESIDE), "the same where nothing stands")
case("highlight-colour-yellow", "P", looked(b"/C [1 1 0]", EMPTY), "the same in yellow")
case("highlight-mixing-without-colour", "P", looked(b"", YELLOW), "a look that mixes its colours itself, which viewers believe")
case("highlights-drawn-anew", "P", annotated(SIGNED, *[highlight(OVER, b"/C [0.2 0.4 1] /AP << /N 110 0 R >>")], more={110: mark_look(b"/G gs 0.2 0.4 1 rg 0 0 244 26 re f")}),
     "blue by its look and by its colour: nobody draws both")
ROUND = level(310, 346, 320, 1140)
case("highlight-round-ends", "I", mark(b"Highlight", ROUND), "black beside the price, and so high that the round ends some viewers give it lie over it", findings=COVERED)
case("highlight-round-ends-yellow", "P", mark(b"Highlight", ROUND, b"/C [1 1 0]"), "the same in yellow")
case("highlight-beside-black", "P", mark(b"Highlight", level(310, 736, 320, 752)), "black beside the price, as high as it")

# --- many marks ------------------------------------------------------------------------------------------------------------------------

FAR = [highlight(b"[500 300 510 310]")] * 520
case("lines-behind-many-marks", "I", annotated(SIGNED, *FAR, *[MARK % (b"StrikeOut", level(56, 736 + at, 300, 737 + at), BLACK) for at in range(16)]),
     "five hundred marks elsewhere, and the lines that hide the price behind them in the list")

# --- values that are no text ---------------------------------------------------------------------------------------------------------

FIELD = b"<< /Type /Annot /Subtype /Widget /FT %s /T (name) /DA (%s) %%s /Rect %s /P 3 0 R /F 4 %s >>"


def undrawn(kind, before, after, rect=OVER, more=b"", da=b"/F1 12 Tf 0 g", objects=None):
    """A field without a look, filled in."""
    field = FIELD % (kind, da, rect, more)
    return append(sign(blank(**{f"o{NAME}": field % before}), SIGNER), {NAME: field % after, **(objects or {})})


OPTIONS = b"/Opt [(9,000,000) (b)]"
for name, kind, value, more in (
    ("stream", b"/Tx", b"/V 60 0 R", b""), ("array", b"/Tx", b"/V [(9,000,000)]", b""), ("name", b"/Tx", b"/V /9,000,000", b""),
    ("array-chosen", b"/Ch", b"/V [(9,000,000)]", b"/Ff 131072 " + OPTIONS), ("place-chosen", b"/Ch", b"/I [0]", OPTIONS),
):
    objects = {60: stream(b"9,000,000")} if name == "stream" else None
    case(f"value-of-{name}-over", "I", undrawn(kind, b"", value, more=more, objects=objects), "a value that is no text, which some viewers write over the price", findings=COVERED)
case("value-of-name-beside", "P", undrawn(b"/Tx", b"/V ()", b"/V (Claire)", BESIDE), "a text where nothing stands")
case("value-empty-over", "P", undrawn(b"/Tx", b"/V ()", b"/V (\\376\\377)"), "a text of no letters over the price")

# --- buttons -----------------------------------------------------------------------------------------------------------------------------

OFF, ON, DINGBATS = b"/V /Off /AS /Off", b"/V /Yes /AS /Yes", b"/ZaDb 0 Tf 0 g"
SMALL_OVER, SMALL_BESIDE = b"[140 738 156 754]", b"[140 338 156 354]"
for name, sign_of in (("square", b"n"), ("disc", b"l"), ("tick", b"4"), ("cross", b"8")):
    made = lambda rect, after=ON: undrawn(b"/Btn", OFF, after, rect, b"/MK << /CA (%s) >>" % sign_of, DINGBATS)
    case(f"button-{name}-over", "I", made(OVER), f"a {name} that viewers draw over the price, as high as the button", findings=COVERED)
    case(f"button-{name}-small-over", "I", made(SMALL_OVER), "the same over a part of the price", findings=COVERED)
    case(f"button-{name}-beside", "P", made(SMALL_BESIDE), "a box to tick, where nothing stands", modifications="form_filling")
case("button-on-by-state", "I", undrawn(b"/Btn", b"/AS /Off", b"/AS /Yes", OVER, b"/MK << /CA (n) >>", DINGBATS), "on by its state alone", findings=COVERED)
case("button-on-by-value", "I", undrawn(b"/Btn", b"/V /Off", b"/V /Yes", OVER, b"/MK << /CA (n) >>", DINGBATS), "on by its value alone", findings=COVERED)
case("button-without-this-look", "I", undrawn(b"/Btn", OFF, ON, OVER, b"/AP << /N << /Off %d 0 R >> >> /MK << /CA (n) >>" % AGREE_OFF, DINGBATS),
     "a look for the one state and none for the other", findings=COVERED)
TICKED = sign(blank(**{f"o{AGREE}": b"<< /Type /Annot /Subtype /Widget /FT /Btn /T (agree) %s /Rect [60 600 80 620] /P 3 0 R /F 4 /MK << /CA (4) >> /DA (%s) >>" % (ON, DINGBATS)}), SIGNER)
case("button-on-covered", "I", signed_over(TICKED, (55, 595, 255, 625)), "a tick that viewers draw when it was signed, and a second signature's white over it", findings=COVERED)

# --- what only some viewers find on a page -----------------------------------------------------------------------------------------------

PRICE = form(b"BT /F1 14 Tf 4 10 Td (The price is 1,000 euros.) Tj ET", 244, 26)
AT_PRICE, ON_PRICE = stream(b"q 1 0 0 1 56 730 cm /X Do Q"), (56, 730, 300, 756)
NOTHING = form(b"", 244, 26)
WITH = b"<< /Font << /F1 7 0 R >> /XObject %s >>"


def inheriting(tree, parent, resources=b""):
    """A page whose form /X comes from a node above it; `tree`: numbers of the nodes the root names. Node 40 has the price."""
    node = b"<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 /Resources %s >>"
    return sign(blank(**{
        f"o{PAGES}": b"<< /Type /Pages /Kids [%s 4 0 R] /Count %d >>" % (b" ".join(b"%d 0 R" % one for one in tree), len(tree) + 1),
        f"o{PAGE_1}": b"<< /Type /Page %s /MediaBox [0 0 595 842] %s /Contents 5 0 R /Annots [%s] >>" % (parent, resources, ANNOTS),
        "o40": node % (WITH % b"<< /X 41 0 R >>"), "o43": node % (WITH % b"<< /X 42 0 R >>"), "o41": PRICE, "o42": NOTHING,
        f"o{CONTENT_1}": AT_PRICE,
    }), SIGNER)


ABOVE = "the page inherits from another node than the one that names it, and viewers differ in which; the price under a second signature's white"
case("inherited-from-other-node", "I", signed_over(inheriting([40], b"/Parent 43 0 R"), ON_PRICE), ABOVE, findings=COVERED)
case("inherited-from-two-nodes", "I", signed_over(inheriting([40, 43], b"/Parent 43 0 R"), ON_PRICE), "two nodes name it", findings=COVERED)
case("inherited-from-nobody", "I", signed_over(inheriting([40], b""), ON_PRICE), "it names none", findings=COVERED)
case("inherited-price", "I", signed_over(inheriting([40], b"/Parent 40 0 R"), ON_PRICE), "it inherits the price as usual", findings=COVERED)
case("inherited-beside", "P", signed_over(inheriting([40], b"/Parent 40 0 R"), (60, 330, 300, 356)), "the same, signed beside it")
case("own-under-other-node", "P", signed_over(inheriting([40], b"/Parent 43 0 R", b"/Resources " + RESOURCES), (60, 330, 300, 356)), "a wrong parent, of which it inherits nothing")


def found_by_some(body=None, white=ON_PRICE, **objects):
    """A page that leads to an object in another generation than it has, which many viewers do not look at."""
    return signed_over(sign(blank(**{**({f"o{PAGE_1}": body} if body else {}), **objects}), SIGNER), white)


EARLIER = b"an object of another generation, which many viewers show: the price under a second signature's white"
for name, body, objects in (
    ("content", page(b"[50 0 R 5 1 R]", ANNOTS), {"o50": stream(b"q Q")}),
    ("content-alone", page(b"5 1 R", ANNOTS), {}),
    ("form", page(b"5 0 R", ANNOTS).replace(RESOURCES, WITH % b"<< /X 41 1 R >>"), {"o5": AT_PRICE, "o41": PRICE}),
    ("forms", page(b"5 0 R", ANNOTS).replace(RESOURCES, WITH % b"40 1 R"), {"o5": AT_PRICE, "o40": b"<< /X 41 0 R >>", "o41": PRICE}),
    ("resources", page(b"5 0 R", ANNOTS).replace(RESOURCES, b"40 1 R"), {"o5": AT_PRICE, "o40": WITH % b"<< /X 41 0 R >>", "o41": PRICE}),
    ("annotation", page(b"5 0 R", ANNOTS + b" 45 1 R"), {"o5": stream(text(b"Contract")), "o41": PRICE, "o45": b"<< /Type /Annot /Subtype /Stamp /Rect %s /F 4 /AP << /N 41 0 R >> >>" % OVER}),
):
    case(f"other-generation-{name}", "IF", found_by_some(body, **objects), EARLIER.decode(), findings=COVERED)
UNNAMED = {"o5": AT_PRICE, "o41": PRICE.replace(b"/Subtype /Form", b"/Subtype /Other")}
case("external-of-no-kind", "I", found_by_some(page(b"5 0 R", ANNOTS).replace(RESOURCES, WITH % b"<< /X 41 0 R >>"), **UNNAMED), "an external object of no known kind, which may be drawn", findings=COVERED)
case("external-nowhere", "P", found_by_some(page(b"5 0 R", ANNOTS).replace(RESOURCES, WITH % b"<< /X 99 0 R >>"), (60, 330, 300, 356), o5=stream(text(b"Contract") + b" /X Do")),
     "a reference to an object that no section lists is null for everybody")
