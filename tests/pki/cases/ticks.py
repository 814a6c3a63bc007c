"""Ticks and other looks that were prepared before anybody signed, and things that look thinner to a reader of the file than to a
person: what is under them has to be seen, whatever is under them."""

from cases import case
from cases.covering import (
    FONT_FILE, NAMED, SCAN, SCANNED, WIDE, WITH_SCAN, filled, mark_look, marked, shown, signed_over,
)
from document import AGREE, AGREE_OFF, AGREE_ON, FORM, FORM_BODY, append, blank, check_box, form, sign, stream
from people import SIGNER

PICTURE = b"q 500 0 0 300 50 500 cm /Scan Do Q"
OFF = form(b"q Q", 20)


def prepared(look, **more):
    """Signed over a picture, a box to tick on it; ticked, it shows `look`."""
    objects = {"o3": WITH_SCAN, "o5": stream(PICTURE), "o30": SCAN, f"o{AGREE_ON}": look, f"o{AGREE_OFF}": OFF, **more}
    return sign(blank(**objects), SIGNER)


def ticked(look, **more):
    return append(prepared(look, **more), {AGREE: check_box(b"Yes")})


def look_with(content, fonts):
    return stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 20 20] /Resources << /Font << %s >> >>" % fonts)


DINGBATS = b"/Z << /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>"
LATIN = b"/F1 7 0 R"


def dingbat(code, size=18):
    return look_with(b"1 g BT /Z %d Tf 2 3 Td (%s) Tj ET" % (size, code), DINGBATS)


OURS = form(b"0.2 G 0.8 w 0.8 0.8 m 19.2 0.8 l 19.2 19.2 l 0.8 19.2 l 0.8 0.8 l S 0.1 G 2.4 w 4 10 m 8.4 4.8 l 16 15.6 l S", 20)
case("tick-on-scan-ours", "P", ticked(OURS), "a tick as Paraphe draws it, on a picture", modifications="form_filling")
for code, what in ((b"3", "tick"), (b"4", "heavy-tick"), (b"5", "multiplication"), (b"7", "ballot"), (b"8", "cross")):
    case(f"tick-on-scan-{what}", "P", ticked(dingbat(code, 14)), "a sign every viewer has, which leaves most of the picture to be seen")
for code, what in ((b"n", "square"), (b"l", "disc"), (b"u", "diamond"), (b"H", "star")):
    case(f"tick-on-scan-{what}", "I", ticked(dingbat(code)), f"a {what} in white hides the picture under it", findings="appearance_covers_content")
case("tick-on-paper-square", "P", append(sign(blank(**{f"o{AGREE_ON}": dingbat(b"n")}), SIGNER), {AGREE: check_box(b"Yes")}),
     "a square where nothing stands")
case("tick-on-scan-many", "I", ticked(look_with(b"1 g BT /Z 18 Tf " + b"1 0 0 1 2 3 Tm (8) Tj " * 3 + b"ET", DINGBATS)), "crosses, one over the other")
case("tick-on-scan-giant", "I", ticked(look_with(b"1 g BT /Z 300 Tf -105 -95 Td (8) Tj ET", DINGBATS)), "the middle of a cross much larger than the box")
case("tick-on-scan-letters", "I", ticked(look_with(b"1 g BT /F1 20 Tf " + b" ".join(
    b"1 0 0 1 3 3 Tm (%c) Tj" % letter for letter in b"XHMWBE8#%&") + b" ET", LATIN)), "letters, one over the other")
case("tick-on-scan-hatched", "I", ticked(form(b"1 G 1.2 w " + b" ".join(b"0 %d m 20 %d l S" % (y, y) for y in range(20)), 20)),
     "thin white lines, one beside the other")
case("tick-on-scan-slanted", "I", ticked(form(b"1 G 2.9 w " + b" ".join(
    b"%.1f -10 m %.1f 30 l S" % (x - 20, x + 20) for x in (6, 10, 14)), 20)), "three slanted lines, which hide a digit in the middle")
case("tick-on-scan-curved", "I", ticked(form(b"1 G 2.5 w " + b" ".join(
    b"2 %.1f m 8 %.1f 12 %.1f 18 %.1f c S" % (y, y + 1, y - 1, y) for y in range(2, 18, 2)), 20)), "curves, one beside the other")
case("tick-on-scan-stretched", "I", ticked(form(b"q 40 0 0 0.025 0 0 cm 1 G 1 w 0.25 0 m 0.25 800 l S Q", 20)),
     "a thin line in a space that is stretched: a bar as wide as the box")
case("tick-on-scan-blot", "I", ticked(look_with(b"1 g 1 G BT 2 Tr 24 w /F1 8 Tf 9 8 Td (.) Tj ET", LATIN)), "a point with an outline as thick as the box")
OWN = {"o62": FONT_FILE[62], "o63": FONT_FILE[63], "o64": FONT_FILE[64]}
case("tick-on-scan-own-font", "I", ticked(look_with(b"1 g BT /F1 14 Tf 4 4 Td (x) Tj ET", b"/F1 62 0 R"), **OWN),
     "a font of the document may show a square for any letter")

# Two boxes in one place, each with half of the lines.
HALF, OTHER = (form(b"1 G 1.2 w " + b" ".join(b"0 %.1f m 20 %.1f l S" % (y, y) for y in (start + 3 * n for n in range(7))), 20) for start in (0.5, 2))


def also(state):
    return check_box(state).replace(b"(agree)", b"(also)").replace(b"13 0 R", b"41 0 R")


PAIR = prepared(HALF, o3=WITH_SCAN.replace(b"/Annots [", b"/Annots [40 0 R "), o40=also(b"Off"), o41=OTHER,
                **{f"o{FORM}": FORM_BODY % (b" 40 0 R", b"")})
case("tick-on-scan-half-lines", "P", append(PAIR, {AGREE: check_box(b"Yes")}), "lines over less than half of the box: the picture is seen between them")
case("tick-on-scan-two", "I", append(PAIR, {AGREE: check_box(b"Yes"), 40: also(b"Yes")}),
     "two boxes in one place, each with lines where the other has none")

# --- letters that are wider, and lines that are thicker, than the file says ---------------------------------------------------


NARROW = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 48 /LastChar 49 /Widths [0 556] >> >> >>"
case("filled-without-width", "I", filled(shown(b"BT /F1 12 Tf 2 5 Td (1) Tj 8 0 Td (0) Tj 8 0 Td (0) Tj ET", NARROW), b"1"),
     "noughts the file gives no width are drawn all the same: 1 shown as 100")
LYING_MAP = stream(b"1 beginbfchar <001C> <0031> endbfchar")
BY_NUMBER = b"<< /Font << /F1 << /Type /Font /Subtype /Type0 /BaseFont /ArialMT /Encoding /Identity-H /DescendantFonts [63 0 R] /ToUnicode 62 0 R >> >> >>"
case("filled-by-number", "I", filled(shown(b"BT /F1 12 Tf 2 5 Td <001C> Tj ET", BY_NUMBER), b"1", more={
    62: LYING_MAP, 63: (WIDE % b"/DW 556").replace(b"/Wide", b"/ArialMT")}),
     "a glyph by its number in a font the file does not bring: a nine that the map calls a one")
BOX = (100, 600, 300, 660)
case("scan-then-second-stretched", "I", signed_over(SCANNED, BOX, NAMED + b" q 400 0 0 0.0025 0 0 cm 1 G 1 w 0.25 0 m 0.25 24000 l S Q"),
     "a thin line in a space that is stretched hides the picture")
case("scan-then-second-blot", "I", signed_over(SCANNED, BOX, b"1 g 1 G BT 2 Tr 90 w /F1 10 Tf 100 30 Td (.) Tj ET"),
     "a point with an outline as thick as the box hides the picture")
case("mark-strike-stretched", "I", marked(b"StrikeOut", look=mark_look(b"q 500 0 0 0.01 0 0 cm 1 G 1 w 0.25 0 m 0.25 2600 l S Q")),
     "a thin line in a space that is stretched hides the price")
