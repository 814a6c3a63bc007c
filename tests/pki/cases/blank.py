"""What looks blank, or still, and is not: pictures whose numbers stand for other colours than they seem to, that are edges of
something or drawn too large to be looked at closely; delimiters that viewers stop at; looks that are none. Each with a neighbour
that is ordinary and passes."""

import jbig2 as coder
import scans
from cases import case
from cases.covering import ANNOTS, BESIDE, LOOK, NAMED, NINE, OVER, WITH_SCAN, filled, of, shown, signed_over
from document import NAME, PERSON, TOWN, append, blank, form, look_of, page, sign, stream, text_field
from people import SIGNER

COVERED = "appearance_covers_content"
# Where scans.drawn puts a scan: words in lines above 696, and nothing below.
ON_WORDS, ON_PAPER = (100, 680, 300, 740), (100, 520, 300, 580)


def pictured(image, content=scans.drawn("grey"), resources=b"", **more):
    """Signed, with a page that draws an image called /Scan."""
    body = WITH_SCAN.replace(b"/XObject <<", resources + b" /XObject <<")
    return sign(blank(o3=body, o5=stream(content), o30=image, **more), SIGNER)


# --- delimiters that end nothing ----------------------------------------------------------------------------------------------

for name, stray in (("brace", b"}"), ("brace-open", b"{"), ("parenthesis", b")"), ("bracket", b"]"), ("angle", b">"), ("dictionary", b">>")):
    look = b"BT /F1 14 Tf 500 5 %s Td (0) Tj ET " % stray + NAMED.replace(b"2 4", b"30 4")
    case(f"stray-{name}", "I", signed_over(NINE, (144, 755, 244, 775), look), "some viewers pass the move over, and draw a nought behind the nine",
         findings=COVERED)
case("stray-in-array", "I", filled(shown(b"BT /F1 12 Tf 2 5 Td [(Cla) } (ire)] TJ ET")), "a brace among texts")
case("stray-word-in-array", "I", filled(shown(b"BT /F1 12 Tf 2 5 Td [(Cla) x (ire)] TJ ET")), "a word among texts")
case("marked-content-with-angle", "P", filled(shown(b"/Span << /ActualText (a>b) /MCID 0 >> BDC BT /F1 12 Tf 2 5 Td (Claire) Tj ET EMC")),
     "the text of a mark holds what ends dictionaries elsewhere")

# --- numbers that stand for other colours ---------------------------------------------------------------------------------------

FAINT = [bytes(215 if pixel == scans.INK else 240 for pixel in row) for row in scans.rows()]
STEEP = b"<< /FunctionType 2 /Domain [0 1] /N 40 /C0 [0] /C1 [1] >>"
SPLIT = bytes([0] * 228 + [255] * 28).hex().encode()
for name, more in (
    ("decoded", b"/ColorSpace /DeviceGray /Decode [-8 1.1]"),
    ("listed", b"/ColorSpace [/Indexed /DeviceGray 255 <%s>]" % SPLIT),
    ("separated", b"/ColorSpace [/Separation /Spot /DeviceGray %s]" % STEEP),
    ("without-space", b""),
    ("of-three", b"/ColorSpace /DeviceRGB"),
):
    faint = scans.jpeg(FAINT, more)
    case(f"scan-jpeg-{name}", "I", signed_over(pictured(faint), ON_WORDS), "words hardly darker than paper in the picture, and black for viewers", findings=COVERED)
case("scan-jpeg-reversed-paper", "P", signed_over(pictured(scans.jpeg([bytes(255 - pixel for pixel in row) for row in scans.rows()], b"/ColorSpace /DeviceGray /Decode [1 0]")), ON_PAPER),
     "blank paper of a scan, kept the other way round")
case("scan-jpeg-other-size", "I", signed_over(pictured(scans.jpeg(more=b"/ColorSpace /DeviceGray", height=scans.HEIGHT - 100)), ON_PAPER), "the picture says another height than the file")

CALIBRATED = b"[/CalGray << /WhitePoint [0.9505 1 1.089] /Gamma %s >>]"
for name, gamma, expected in (("steep", b"60", "I"), ("usual", b"2.2", "P")):
    rows = [bytes(225 if pixel == scans.INK else 255 for pixel in row) for row in scans.rows()]
    image = scans.grey(rows).replace(b"/DeviceGray", CALIBRATED % gamma)
    where = ON_WORDS if expected == "I" else ON_PAPER
    case(f"scan-calibrated-{name}", expected, signed_over(pictured(image), where), "grey by a calibration of its own" if expected == "I" else "grey as a screen shows it")
DEFAULT = b"/ColorSpace << /DefaultGray [/Separation /Spot /DeviceGray %s] >>" % STEEP
case("scan-default-grey", "I", signed_over(pictured(scans.grey(FAINT), resources=DEFAULT), ON_WORDS), "what stands for grey on the page makes black of it", findings=COVERED)
DARKENED = b"/ColorSpace << /DefaultGray [/Separation /Spot /DeviceGray << /FunctionType 2 /Domain [0 1] /N 1 /C0 [1] /C1 [0] >>] >> /Font <<"
PALE = b"/DeviceGray cs 0.9 sc BT /F1 14 Tf 60 760 Td (The price is 9) Tj ET"
for name, space, expected, why in (
    ("default", DARKENED, "I", "letters over words that viewers print black"),
    ("own", b"/Font <<", "P", "letters over words as pale as a template's"),
):
    empty, full = (text_field(b"name", value, LOOK, b"[56 755 256 775]") for value in (b"", b"8888"))
    signed = sign(blank(o3=page(b"5 0 R", ANNOTS).replace(b"/Font <<", space), o5=stream(PALE), **{f"o{NAME}": empty, f"o{LOOK}": look_of(b"")}), SIGNER)
    case(f"written-over-{name}-grey", expected, append(signed, {NAME: full, LOOK: look_of(b"8888")}), why)

# --- pictures that are edges ------------------------------------------------------------------------------------------------------

BLACK_PIXEL = scans.image(b"\0", b"/ColorSpace /DeviceGray /BitsPerComponent 8", 1, 1)
WHITE_PIXEL = scans.image(b"\xff", b"/ColorSpace /DeviceGray /BitsPerComponent 8", 1, 1)
# A figure eight of seven bars, 12 points wide and 24 high, at (100, 700).
BARS = b" ".join(b"q %d 0 0 %d %d %d cm /Scan Do Q" % bar for bar in (
    (12, 2, 100, 700), (12, 2, 100, 711), (12, 2, 100, 722), (2, 12, 100, 700), (2, 12, 110, 700), (2, 12, 100, 711), (2, 12, 110, 711)))
THROUGH = b"q 100 700 m 112 700 l 112 724 l 100 724 l h 104 704 m 108 704 l 108 720 l 104 720 l h W* n 300 0 0 300 50 550 cm /Scan Do Q"
ON_FIGURE = (90, 690, 190, 734)
case("picture-bars", "I", signed_over(pictured(BLACK_PIXEL, BARS), ON_FIGURE), "a figure of seven black pictures", findings=COVERED)
case("picture-bars-white", "I", signed_over(pictured(WHITE_PIXEL, b"0 g 50 650 200 100 re f " + BARS), ON_FIGURE), "the same in white on a black box", findings=COVERED)
case("picture-bars-beside", "P", signed_over(pictured(BLACK_PIXEL, BARS), (90, 590, 190, 634)), "beside it")
case("picture-through-figure", "I", signed_over(pictured(BLACK_PIXEL, THROUGH), ON_FIGURE), "a black picture seen through the form of a nought", findings=COVERED)
case("picture-through-box", "I", signed_over(pictured(BLACK_PIXEL, b"q 100 700 3 24 re W n 300 0 0 300 50 550 cm /Scan Do Q"), ON_FIGURE), "the same through a narrow box: a one", findings=COVERED)
case("picture-dark-far", "P", signed_over(pictured(BLACK_PIXEL, b"q 400 0 0 400 50 400 cm /Scan Do Q"), (150, 500, 250, 544)), "in the midst of a picture of one dark colour")
case("picture-white-edge", "P", signed_over(pictured(WHITE_PIXEL, b"q 100 0 0 100 50 650 cm /Scan Do Q"), ON_FIGURE), "over the edge of a white picture on paper")
PATTERNED = (b"/Pattern << /P 31 0 R >>")
TILE = stream(b"BT /F1 14 Tf 100 704 Td (9) Tj ET", b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 595 842] /XStep 595 /YStep 842 /Resources << /Font << /F1 7 0 R >> >>")
STENCIL = scans.image(b"\0", b"/ImageMask true /BitsPerComponent 1", 1, 1)
case("picture-of-pattern", "I", signed_over(pictured(STENCIL, b"/Pattern cs /P scn q 300 0 0 300 50 550 cm /Scan Do Q", PATTERNED, o31=TILE), ON_FIGURE),
     "a pattern that says nine, through a stencil that is all hole", findings=COVERED)

# --- pictures too large, too slow or aslant --------------------------------------------------------------------------------------


def wide(columns=6_000, rows=200):
    """Two strokes of a point each, where a cell would be five points wide."""
    dark = [bytes(0 if at in (40, 41, 46, 47) and 60 < row < 140 else 255 for at in range(columns)) for row in range(rows)]
    return scans.grey(dark)


case("picture-too-large", "I", signed_over(pictured(wide(), b"q 6000 0 0 200 60 600 cm /Scan Do Q"), (90, 690, 190, 734)), "a picture ten pages wide, of which one is seen")
case("picture-aslant", "I", signed_over(pictured(scans.grey([b"\xff" * 1200] * 1200), b"q 1200 0 14400 100 0 0 cm /Scan Do Q"), (60, 10, 560, 90)),
     "a picture so aslant that each place of the page is all of it")
DRAWN_OFTEN = b" ".join(b"q %d 0 0 %d 50 500 cm /Scan Do Q" % (300 + at, 300) for at in range(100))
LARGE = scans.jpeg([b"\xff" * 6_000] * 6_000, b"/ColorSpace /DeviceGray", width=1, height=1)
case("picture-larger-than-said", "I", signed_over(pictured(LARGE, DRAWN_OFTEN), ON_PAPER), "a picture of many pixels that calls itself one, drawn at a hundred sizes")

# --- as fax machines and scanners keep them ---------------------------------------------------------------------------------------

for kind in ("fax", "fax-lines", "fax-stencil", "jbig2"):
    case(f"scan-{kind}-paper", "P", signed_over(pictured(scans.objects(kind)[30]), ON_PAPER), f"blank paper of a scan, kept as {kind}")
    case(f"scan-{kind}-words", "I", signed_over(pictured(scans.objects(kind)[30]), ON_WORDS), f"words of a scan, kept as {kind}", findings=COVERED)
FAX = scans.objects("fax")[30]
HALF = scans.octets(scans.by_differences())[:60]
for name, broken in (("narrow", FAX.replace(b"/Columns 500", b"/Columns 250")), ("short", FAX.replace(b"/Height 300", b"/Height 299")), ("half", scans.fax(HALF)),
                     ("damaged", FAX.replace(b"/Rows 300", b"/Rows 300 /DamagedRowsBeforeError 9"))):
    case(f"scan-fax-{name}", "I", signed_over(pictured(broken), ON_PAPER),
         "a fax of another width or height than it says, a half of one, or one whose rows may be damaged, may show anything")
case("scan-jbig2-coded-as-fax", "I", signed_over(pictured(scans.objects("jbig2-fax")[30]), ON_PAPER), "blank paper by a code that some viewers draw as stripes")


def bits(number, is_inked):
    """A region of paper, or of lines from one edge to the other."""
    return coder.region(number, scans.WIDTH, scans.HEIGHT, coder.plain([[int(is_inked and row % 2)] * scans.WIDTH for row in range(scans.HEIGHT)]))


def leaf(number):
    return coder.page(number, scans.WIDTH, scans.HEIGHT)


END = coder.segment(2, coder.END, b"")
for name, segments in (
    ("cut", (leaf(0),)), ("before-page", (bits(0, True), leaf(1))), ("behind-end", (leaf(0), bits(1, False), END, bits(3, True))),
    ("out-of-order", (leaf(1), bits(2, False), bits(0, True))),
):
    case(f"scan-jbig2-{name}", "I", signed_over(pictured(scans.of_jbig2(*segments)), ON_PAPER), "regions that are missing, or stand where each viewer draws them or not")

# --- looks that are none ------------------------------------------------------------------------------------------------------------


def unlooked(look, rect=OVER, da=b"/F1 12 Tf 0 g", more=b""):
    """A field without a normal look, filled in by its value alone."""
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /DA (%s) %%s/Rect %s /P 3 0 R /F 4 %s %s>>" % (da, rect, look, more)
    signed = sign(blank(**{f"o{NAME}": field % b"", "o40": form(b"q Q", 20)}), SIGNER)
    return append(signed, {NAME: field % b"/V (999) "})


for name, look in (("empty", b"/AP << >>"), ("states", b"/AP << /N << >> >>"), ("pressed", b"/AP << /D 40 0 R >>")):
    case(f"look-{name}-over", "I", unlooked(look), "an entry for looks in which none is normal: viewers write the value over the price", findings=COVERED)
    case(f"look-{name}-beside", "P", unlooked(look, BESIDE), "the same where nothing stands")

# A field from 60 to 260 and from 700 to 780; the price stands at 740, in the strip a line is written in or not.
HIGH, LOW = b"[60 736 260 836]", b"[60 650 260 752]"
case("value-upright-over", "I", unlooked(b"", HIGH, more=b"/MK << /R 90 >> "), "written upright, the value crosses all of the field", findings=COVERED)
case("value-raised-over", "I", unlooked(b"", LOW, b"/F1 12 Tf 0 g 40 Ts"), "raised letters stand over the price", findings=COVERED)
case("value-level-below", "P", unlooked(b"", LOW, b"0 g /F1 12 Tf", b"/MK << /R 0 >> "), "the same level, in the middle of the field")


def direct(rect):
    """A widget that is no object of its own; what it shows is its field's value."""
    field = b"<< /T (person) /FT /Tx /DA (/F1 12 Tf 0 g) %s>>"
    widget = b"<< /Type /Annot /Subtype /Widget /Parent 19 0 R /Rect %s /F 4 >>" % rect
    signed = sign(blank(**{f"o{PERSON}": field % b"", f"o{TOWN}": None, "o3": page(b"5 0 R", b"10 0 R 11 0 R 15 0 R 18 0 R " + widget)}), SIGNER)
    return append(signed, {PERSON: field % b"/V (9,000,000) "})


case("value-of-direct-widget-over", "I", direct(OVER), "the widget over the price stands in the list of the page itself", findings=COVERED)
case("value-of-direct-widget", "P", direct(BESIDE), "the same where nothing stands")
# --- digits that are boxes and lines ------------------------------------------------------------------------------------------------

SEVEN = b"100 722 12 2 re 110 700 2 24 re f"
STROKES = b"2 w 100 723 m 112 723 l S 111 700 m 111 723 l S"
BAR = b"100 700 3 24 re f"
for name, content in (("boxes", SEVEN), ("lines", STROKES), ("bar", BAR)):
    case(f"digit-of-{name}-covered", "I", signed_over(of(content), ON_FIGURE), f"a digit drawn of {name} under a second signature's white", findings=COVERED)
    case(f"digit-of-{name}-beside", "P", signed_over(of(content), (90, 590, 190, 634)), "beside it")
FRAME = b"0.5 w 80 640 300 120 re S 80 700 m 380 700 l S 230 640 m 230 760 l S 0.9 g 80 735 300 25 re f"
case("table-under-second", "P", signed_over(of(FRAME), (90, 645, 370, 695)), "a second signature in a cell of a table")
case("table-lines-under-second", "P", signed_over(of(FRAME), (90, 645, 370, 735)), "over the lines of a table")
TICKS_TO_SIGN = b"0.5 w 100 660 200 40 re S"
case("box-to-sign-under-second", "P", signed_over(of(TICKS_TO_SIGN), (95, 655, 305, 705)), "over the box that says where to sign")
