"""Ticks and other looks that were prepared before anybody signed, and things that look thinner to a reader of the file than to a
person: what is under them has to be seen, whatever is under them."""

from cases import case
from cases.covering import (
    BROUGHT, FONT_FILE, NAMED, SCAN, SCANNED, TYPE_0, WIDE, WITH_SCAN, filled, mark_look, marked, shown, signed_over,
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
    return look_with(b"0 g BT /Z %d Tf 2 3 Td (%s) Tj ET" % (size, code), DINGBATS)


OURS = form(b"0.2 G 0.8 w 0.8 0.8 m 19.2 0.8 l 19.2 19.2 l 0.8 19.2 l 0.8 0.8 l S 0.1 G 2.4 w 4 10 m 8.4 4.8 l 16 15.6 l S", 20)
case("tick-on-scan-ours", "P", ticked(OURS), "a tick as Paraphe draws it, on a picture", modifications="form_filling")
for code, what in ((b"3", "tick"), (b"4", "heavy-tick"), (b"5", "multiplication"), (b"7", "ballot"), (b"8", "cross")):
    case(f"tick-on-scan-{what}", "P", ticked(dingbat(code, 14)), "a sign every viewer has, which leaves most of the picture to be seen")
for code, what in ((b"n", "square"), (b"l", "disc"), (b"u", "diamond"), (b"H", "star")):
    case(f"tick-on-scan-{what}", "I", ticked(dingbat(code)), f"a {what} hides the picture under it", findings="appearance_covers_content")
case("tick-on-scan-white", "I", ticked(look_with(b"1 g BT /Z 14 Tf 2 3 Td (8) Tj ET", DINGBATS)), "a cross in white rubs out a cross that is printed there")
case("tick-on-paper-square", "P", append(sign(blank(**{f"o{AGREE_ON}": dingbat(b"n")}), SIGNER), {AGREE: check_box(b"Yes")}),
     "a square where nothing stands")
case("tick-on-scan-many", "I", ticked(look_with(b"0 g BT /Z 18 Tf " + b"1 0 0 1 2 3 Tm (8) Tj " * 3 + b"ET", DINGBATS)), "crosses, one over the other")
case("tick-on-scan-giant", "I", ticked(look_with(b"0 g BT /Z 300 Tf -105 -95 Td (8) Tj ET", DINGBATS)), "the middle of a cross much larger than the box")
case("tick-on-scan-letters", "I", ticked(look_with(b"0 g BT /F1 20 Tf " + b" ".join(
    b"1 0 0 1 3 3 Tm (%c) Tj" % letter for letter in b"XHMWBE8#%&") + b" ET", LATIN)), "letters, one over the other")
case("tick-on-scan-hatched", "I", ticked(form(b"1 G 1.2 w " + b" ".join(b"0 %d m 20 %d l S" % (y, y) for y in range(20)), 20)),
     "thin white lines, one beside the other")
case("tick-on-scan-slanted", "I", ticked(form(b"1 G 2.9 w " + b" ".join(
    b"%.1f -10 m %.1f 30 l S" % (x - 20, x + 20) for x in (6, 10, 14)), 20)), "three slanted lines, which hide a digit in the middle")
case("tick-on-scan-curved", "I", ticked(form(b"1 G 2.5 w " + b" ".join(
    b"2 %.1f m 8 %.1f 12 %.1f 18 %.1f c S" % (y, y + 1, y - 1, y) for y in range(2, 18, 2)), 20)), "curves, one beside the other")
case("tick-on-scan-stretched", "I", ticked(form(b"q 40 0 0 0.025 0 0 cm 1 G 1 w 0.25 0 m 0.25 800 l S Q", 20)),
     "a thin line in a space that is stretched: a bar as wide as the box")
case("tick-on-scan-blot", "I", ticked(look_with(b"0 g 0 G BT 2 Tr 24 w /F1 8 Tf 9 8 Td (.) Tj ET", LATIN)), "a point with an outline as thick as the box")
BOLD = LATIN + b" /B << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"


def stacked(letters, size, how=b""):
    return look_with(b"0 g 0 G BT %s /F1 %d Tf " % (how, size) + b" ".join(b"1 0 0 1 4 4 Tm (%c) Tj" % letter for letter in letters) + b" ET", LATIN)


def barred(how):
    return look_with(b"0 g BT " + how + b" Tj ET", BOLD)


case("tick-on-scan-letter", "P", ticked(stacked(b"X", 14)), "one letter, as programs write it into a box")
case("tick-on-scan-stem", "I", ticked(barred(b"/B 33 Tf 5 -1.5 Td (I)")), "a letter whose stem is as wide as a digit")
case("tick-on-scan-stem-l", "I", ticked(barred(b"/B 31 Tf 6 -1 Td (l)")), "the same with another")
case("tick-on-scan-widened", "I", ticked(barred(b"250 Tz /B 14 Tf 5 5 Td (I)")), "a small letter that is drawn out to a bar")
case("tick-on-scan-stems", "I", ticked(barred(b"-1.7 Tc /B 14 Tf 4 5 Td (IIIII)")), "stems, one right beside the other")
case("tick-on-scan-few-letters", "I", ticked(stacked(b"XHMW", 13)), "four letters, one over the other")
case("tick-on-scan-outlined", "I", ticked(stacked(b"XHB", 13, b"2 Tr 0.9 w")), "three letters with an outline, one over the other")
DIGIT = stream(b"BT /F1 8 Tf 67 606 Td (9) Tj ET")
for name, look in (("stem", barred(b"/B 33 Tf 5 -1.5 Td (I)")), ("outlined", look_with(b"0 g 0 G BT 2 Tr 1.2 w /B 13 Tf 7 4 Td (I) Tj ET", BOLD))):
    case(f"tick-on-digit-{name}", "I", append(sign(blank(o5=DIGIT, **{f"o{AGREE_ON}": look, f"o{AGREE_OFF}": OFF}), SIGNER), {AGREE: check_box(b"Yes")}),
         "a letter over a digit of the page", findings="appearance_covers_content")
BENDS = b" ".join(b"-60 -10 m %.1f 10 -60 30 y S" % x for x in (92.7, 97.7, 102.6))
case("tick-on-scan-curve-y", "I", ticked(form(b"1 G 2.9 w " + BENDS, 20)), "curves that end straight, whose bends lie over a digit")
case("tick-on-scan-curve-v", "I", ticked(form(b"1 G 2.9 w " + BENDS.replace(b" y S", b" v S"), 20)), "the same with curves that start straight")
case("tick-on-scan-far-curve", "I", ticked(form(b"1 G 2.9 w " + b" ".join(
    b"%.1f -124 m %.1f 21.5 %.1f 144 %.1f 144 c S" % (x, x + 4000, x, x) for x in (-1770, -1767.8, -1765.6)), 20)),
     "curves that come from far and just reach the digit")
case("tick-on-scan-endless-curve", "I", ticked(form(b"1 G 1 w 0 10 m 900000 10 -900000 10 20 10 c S", 20)), "a curve that goes further than anybody follows")
SPIKES = b" ".join(b"-6 %.2f m -2 %.2f l -6 %.2f l S" % (y + 0.42, y, y - 0.42) for y in range(3, 18))
case("tick-on-scan-spikes", "I", ticked(form(b"1 G 2.9 w " + SPIKES, 20)), "corners beside the box, whose spikes lie across it")
case("tick-on-scan-round-corners", "P", ticked(form(b"1 j 1 G 2.9 w " + SPIKES, 20)), "the same corners round: nothing of them reaches the box")
case("tick-on-scan-far-spikes", "I", ticked(form(b"1 G 2.9 w 1000 M " + SPIKES.replace(b"-6", b"-240").replace(b"-2 ", b"-80 "), 20)), "spikes as long as the limit says")
OWN = {"o62": FONT_FILE[62], "o63": FONT_FILE[63], "o64": FONT_FILE[64]}
case("tick-on-scan-own-font", "I", ticked(look_with(b"0 g BT /F1 14 Tf 4 4 Td (x) Tj ET", b"/F1 62 0 R"), **OWN),
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
    62: LYING_MAP, 63: (WIDE % b"/DW 556").replace(BROUGHT, b"").replace(b"/Wide", b"/ArialMT")}),
     "a glyph by its number in a font the file does not bring: a nine that the map calls a one")
MARKED_MAP = stream(b"3 beginbfchar <0001> <0031> <0002> <0301> <0003> <0065> endbfchar")
MARKED = sign(blank(o62=(TYPE_0 % b"/ToUnicode 32 0 R").replace(b"31 0 R", b"63 0 R"), o63=WIDE % b"/W [1 [556 0 556]]", o32=MARKED_MAP), SIGNER)
BY_MARKED = b"<< /Font << /F1 62 0 R >> >>"
case("filled-mark-over-letter", "P", filled(shown(b"BT /F1 12 Tf 2 5 Td <000300020003> Tj ET", BY_MARKED), b"ee", MARKED),
     "a mark over a letter, in a font that was there when it was signed")
case("filled-mark-over-digit", "I", filled(shown(b"BT /F1 12 Tf 2 5 Td <00010002> Tj ET", BY_MARKED), b"1", MARKED),
     "what the font calls a mark may be another digit")
case("filled-mark-beside", "I", filled(shown(b"BT /F1 12 Tf 2 5 Td <0003> Tj 20 0 Td <0002> Tj ET", BY_MARKED), b"e", MARKED),
     "a mark over nothing")
BOX = (100, 600, 300, 660)
case("scan-then-second-stretched", "I", signed_over(SCANNED, BOX, NAMED + b" q 400 0 0 0.0025 0 0 cm 1 G 1 w 0.25 0 m 0.25 24000 l S Q"),
     "a thin line in a space that is stretched hides the picture")
case("scan-then-second-blot", "I", signed_over(SCANNED, BOX, b"0 g 0 G BT 2 Tr 90 w /F1 10 Tf 100 30 Td (.) Tj ET"),
     "a point with an outline as thick as the box hides the picture")
case("mark-strike-stretched", "I", marked(b"StrikeOut", look=mark_look(b"q 500 0 0 0.01 0 0 cm 1 G 1 w 0.25 0 m 0.25 2600 l S Q")),
     "a thin line in a space that is stretched hides the price")
