"""Pictures and letters of a page under a second signature: colours by calibration, two pictures of the same octets, letters that are
drawn, or stand, elsewhere than they are written. Each with a neighbour that is ordinary and passes."""

import zlib

import scans
from cases import case
from cases.blank import pictured
from cases.covering import ANNOTS, TYPE_0, WIDE, WITH_SCAN, signed_over
from cases.looks import COVERED
from cases.misread import ON_PAPER, ON_WORDS
from document import blank, page, sign, stream
from people import SIGNER

# --- colours ----------------------------------------------------------------------------------------------------------------------

PLAINLY = scans.jpeg(more=scans.GREY + b" /Decode [0 1]")
case("scan-decoded-plainly-paper", "P", signed_over(pictured(PLAINLY), ON_PAPER), "blank paper of a scan that says it is what it is")
case("scan-decoded-plainly-words", "I", signed_over(pictured(PLAINLY), ON_WORDS), "words of the same scan", findings=COVERED)
SPACE = b"[/CalRGB << /WhitePoint [0.9505 1 1.089] /Gamma [%s] /Matrix [0.4124 0.2126 0.0193 0.3576 0.7152 0.1192 0.1805 0.0722 0.9505] >>]"
FAINT = [bytes(225 if pixel == scans.INK else 255 for pixel in row) for row in scans.rows()]


def calibrated(rows, gamma):
    """Grey, said in three colours."""
    content = b"".join(bytes([pixel] * 3) for row in rows for pixel in row)
    return pictured(scans.image(zlib.compress(content, 9), b"/ColorSpace %s /BitsPerComponent 8 /Filter /FlateDecode" % (SPACE % b" ".join([gamma] * 3))))


case("scan-colours-steep", "I", signed_over(calibrated(FAINT, b"60"), ON_WORDS), "words hardly darker than paper in the picture, and black by its calibration", findings=COVERED)
for gamma in (b"1", b"2.2"):
    name = "even" if gamma == b"1" else "usual"
    case(f"scan-colours-{name}-paper", "P", signed_over(calibrated(scans.rows(), gamma), ON_PAPER), "blank paper of a scan with a calibration that keeps light light")
    case(f"scan-colours-{name}-words", "I", signed_over(calibrated(scans.rows(), gamma), ON_WORDS), "words of the same scan", findings=COVERED)

# --- two pictures of the same octets ----------------------------------------------------------------------------------------------

SIDES = b"/Type /XObject /Subtype /Image /Width 96 /Height 56 /BitsPerComponent 1 "
INSIDE = b"31 0 obj\n<< /ColorSpace [/Indexed /DeviceGray 1 <00FF>] %)\n"
WORDS = b"".join(bytes(0 if y // 4 % 2 and x % 2 else 255 for x in range(12)) for y in range(56))
WHITE_ONE, WORDS_ONE = (b"q 200 0 0 60 100 680 cm /%s Do Q " % name for name in (b"Scan", b"Other"))


def overlapping(content):
    """Object 31 begins within a text of object 30 and ends with it: for one of them each bit is white, for the other words."""
    outer = b"<< /ColorSpace [/Indexed /DeviceGray 1 <FFFF>] /Z (\n" + INSIDE + SIDES + b"/Length %d >>\nstream\n%s\nendstream" % (len(WORDS), WORDS)
    pdf = blank(o3=WITH_SCAN.replace(b"/Scan 30 0 R", b"/Scan 30 0 R /Other 31 0 R"), o5=stream(content), o30=outer, o31=b"null")
    row = b"%010d 00000 n"
    listed = pdf.replace(row % pdf.index(b"31 0 obj\nnull"), row % pdf.index(INSIDE))
    # What is left of it is nothing's second object.
    return sign(listed.replace(b"31 0 obj\nnull", b"39 0 obj\nnull"), SIGNER)


case("picture-within-picture", "I", signed_over(overlapping(WHITE_ONE + WORDS_ONE), ON_WORDS),
     "two pictures of the same octets, first one that is white, then one with words", findings=COVERED)
case("picture-within-picture-words", "I", signed_over(overlapping(WORDS_ONE), ON_WORDS), "only the one with words is drawn", findings=COVERED)
case("picture-within-picture-white", "P", signed_over(overlapping(WHITE_ONE), ON_WORDS), "only the white one is drawn")

# --- letters that are drawn -------------------------------------------------------------------------------------------------------

DRAWN = b"<< /Type /Font /Subtype /Type3 /FontBBox [-30000 -1000 1000 1000] /FontMatrix [%s] /FirstChar 57 /LastChar 57 /Widths [600] " \
        b"/Encoding << /Type /Encoding /Differences [57 /nine] >> /CharProcs << /nine 41 0 R >> /Resources << >> >>"
UPRIGHT = b"0.001 0 0 0.001 0 0"
# A nine 12 points high is written at (400, 700); the boxes lie about where it is seen.
THERE, AWAY = (395, 695, 415, 715), (100, 300, 300, 340)
FAR_LEFT, BELOW, ABOVE = (150, 690, 180, 715), (395, 685, 415, 699), (395, 730, 415, 780)


def lettered(glyph, matrix=UPRIGHT):
    shown = page(b"5 0 R", ANNOTS).replace(b"/F1 7 0 R", b"/F1 7 0 R /T3 40 0 R")
    return sign(blank(o3=shown, o5=stream(b"BT /T3 12 Tf 400 700 Td (9) Tj ET"), o40=DRAWN % matrix, o41=stream(glyph)), SIGNER)


FIGURE = b"50 0 500 700 re f"
TO_THE_LEFT = FIGURE.replace(b"50 0", b"-20000 0")
for name, glyph, matrix, box, why in (
    ("far", b"600 0 d0 " + TO_THE_LEFT, UPRIGHT, FAR_LEFT, "is drawn far to the left of where it is written"),
    ("far-in-box", b"600 0 -20000 0 -19500 700 d1 " + TO_THE_LEFT, UPRIGHT, FAR_LEFT, "is drawn far to the left, as it says"),
    ("out-of-box", b"600 0 0 0 600 700 d1 " + TO_THE_LEFT, UPRIGHT, FAR_LEFT, "is drawn far to the left and says it keeps to its place, to which no viewer holds it"),
    ("moved", b"600 0 d0 " + FIGURE, b"0.001 0 0 0.001 -20 0", FAR_LEFT, "is moved far to the left by its font"),
    ("below", b"600 0 d0 " + FIGURE.replace(b"700", b"-700"), UPRIGHT, BELOW, "hangs below its line"),
    ("high", b"600 0 d0 " + FIGURE, b"0.001 0 0 0.02 0 0", ABOVE, "is made twenty times as high by its font"),
):
    case(f"drawn-letter-{name}", "I", signed_over(lettered(glyph, matrix), box), f"a figure {why}: there the second signature hides it", findings=COVERED)
STENCIL = b"q 600 0 0 700 0 0 cm BI /W 8 /H 8 /IM true /BPC 1 ID \xff\x81\xbd\xa5\xa5\xbd\x81\xff EI Q"
for name, glyph in (("free", b"600 0 d0 " + FIGURE), ("boxed", b"600 0 50 0 550 700 d1 " + FIGURE), ("stencil", b"600 0 0 0 600 700 d1 " + STENCIL)):
    case(f"drawn-letter-{name}-over", "I", signed_over(lettered(glyph), THERE), "over a figure that is drawn where it is written", findings=COVERED)
    case(f"drawn-letter-{name}-beside", "P", signed_over(lettered(glyph), AWAY), "away from it")

# --- letters that stand elsewhere -------------------------------------------------------------------------------------------------

# Two blanks and a nine; where the nine stands follows from how wide a blank is. The box lies where it would begin without them.
AT_ONCE = (58, 695, 75, 715)
OTHERS = b" 556" * 25


def spaced(widths, codes=b"/FirstChar 32 /LastChar 57"):
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding %s /Widths [%s] >>" % (codes, widths + OTHERS)
    shown = page(b"5 0 R", ANNOTS).replace(b"/F1 7 0 R", b"/F1 7 0 R /F2 40 0 R")
    return sign(blank(o3=shown, o5=stream(b"BT /F2 14 Tf 60 700 Td (  9) Tj ET"), o40=font), SIGNER)


for name, item in (("null", b"null"), ("name", b"/A"), ("text", b"(x)")):
    case(f"width-of-{name}", "I", signed_over(spaced(item + b" 10000"), AT_ONCE),
         "a width that is no number has its place in the list all the same: the blanks are not wide", findings=COVERED)
case("width-behind-last", "I", signed_over(spaced(b"10000", b"/FirstChar 32 /LastChar 31"), AT_ONCE),
     "widths of no letter, by the first and the last of them: the blanks are not wide", findings=COVERED)
case("width-of-nobody", "I", signed_over(spaced(b"10000 " * 33, b""), AT_ONCE), "widths without a first letter, which some viewers leave out", findings=COVERED)
case("width-none", "I", signed_over(spaced(b"0"), AT_ONCE), "blanks of no width")
case("width-large", "P", signed_over(spaced(b"10000"), AT_ONCE), "wide blanks, and the nine behind them")
BLANK_AND_NINE = stream(b"2 beginbfchar <0003> <0020> <0002> <0039> endbfchar")


def wide(widths, blanks=1):
    """The same in a composite font."""
    content = stream(b"BT /F2 14 Tf 60 700 Td <%s0002> Tj ET" % (b"0003" * blanks))
    shown = page(b"5 0 R", ANNOTS).replace(b"/F1 7 0 R", b"/F1 7 0 R /F2 40 0 R")
    font = {"o40": (TYPE_0 % b"/ToUnicode 42 0 R").replace(b"31 0 R", b"41 0 R"), "o41": WIDE % widths, "o42": BLANK_AND_NINE}
    return sign(blank(o3=shown, o5=content, **font), SIGNER)


for name, widths, blanks in (
    ("listed-twice", b"/W [3 [0] 3 [20000]]", 1), ("ranged-twice", b"/W [3 3 20000 3 3 0]", 1), ("listed-and-ranged", b"/W [3 [20000] 3 3 0]", 1),
    ("ranged-and-listed", b"/W [3 3 0 3 [20000]]", 1), ("of-null", b"/W [3 [null]]", 40), ("of-others-named", b"/DW /A", 40),
):
    case(f"widths-{name}", "I", signed_over(wide(widths, blanks), AT_ONCE),
         "two widths of one blank, or none that is a number: in some viewers the nine stands where the signature hides it", findings=COVERED)
case("widths-large", "P", signed_over(wide(b"/W [3 [20000]]"), AT_ONCE), "one width, and a large one: the nine stands far behind")
case("widths-of-range", "P", signed_over(wide(b"/W [2 [600] 3 4 20000]"), AT_ONCE), "the same for two signs together")
