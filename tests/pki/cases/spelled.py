"""Values that stay what they were while what is seen of them changes: signs before and behind a figure, blanks that part numbers,
ticks that are taken away; and files that take long to read. Each with a neighbour that is ordinary and passes."""

import zlib

from cases import case
from cases.covering import SIGNED
from document import AGREE, AMOUNT_LOOK, FORM, FORM_BODY, PAGE_1, append, blank, body_of, check_box, look_of, page, sign, stream, text_field
from people import SIGNER

# --- what is written around a figure ----------------------------------------------------------------------------------------------

DIFFERS = "appearance_differs_from_value"
AMOUNT_BOX = b"[60 560 260 580]"


def redrawn(value, look, former=None):
    """The look of a field written anew, its value the same."""
    field = text_field(b"amount", value, AMOUNT_LOOK, AMOUNT_BOX)
    return append(sign(blank(o15=field, o16=look_of(value if former is None else former)), SIGNER), {AMOUNT_LOOK: look_of(look)})


for name, look in (
    ("soft-hyphen", b"\\2551000"), ("dash", b"\\2271000"), ("less", b"<1000"), ("about", b"~1000"), ("brackets", b"\\(1000\\)"), ("equal", b"=1000"),
    ("plus-minus", b"\\2611000"), ("not", b"\\2541000"), ("times", b"1000*"), ("stroke", b"1000/"), ("behind", b"1000-"), ("comma", b"1000,"),
    ("per-mille", b"1000\\211"), ("degree", b"1000\\260"),
):
    case(f"figure-with-{name}", "IF", redrawn(b"1000", look), "a sign beside the figure that was signed, which stays the value")
for name, value, look in (
    ("sign", b"-5", b"5"), ("sign-behind", b"5-", b"5"), ("point", b".5", b"5"), ("dash", b"5 - 7", b"57"), ("letter", b"10-A", b"10A"), ("case", b"Mm", b"mM"),
    ("address", b"a.b@c.fr", b"ab@cfr"), ("question", b"yes", b"yes?"), ("colon", b"a: 5", b"a 5"),
):
    case(f"figure-other-{name}", "IF", redrawn(value, look), "another spelling of what was signed, though nobody filled anything in")
for name, value, look in (("money", b"12 50", b"1250"), ("groups", b"1 000 5", b"10005"), ("date", b"1 2 2026", b"12 2026")):
    case(f"figure-other-blanks-{name}", "IF", redrawn(value, look), "numbers that were parted stand together", modifications="form_filling", findings=DIFFERS)
for name, value, look in (
    ("thousands", b"1000", b"1 000"), ("percent", b"5 %", b"5%"), ("same", b"-1,000.50", b"-1,000.50"), ("dash", b"5-7", b"5\\2267"), ("quotes", b"10'30", b"10\\22230"),
):
    case(f"figure-drawn-{name}", "P", redrawn(value, look), "the same figure drawn anew")
case("figure-drawn-as-before", "P", redrawn(b"Mm", b"mM", b"mM"), "drawn anew as it was drawn when it was signed")

# --- ticks that are taken away ----------------------------------------------------------------------------------------------------

TICKED = sign(blank(**{f"o{AGREE}": check_box(b"Yes")}), SIGNER)
REPLACED = "field_value_replaced"
case("tick-state-removed", "I", append(TICKED, {AGREE: check_box(b"Yes").replace(b"/AS /Yes", b"")}), "the tick's state is taken away: viewers show no tick", modifications="form_filling", findings=REPLACED)
case("tick-state-off", "I", append(TICKED, {AGREE: check_box(b"Yes").replace(b"/AS /Yes", b"/AS /Off")}), "the tick is off, the value says it is on", findings=REPLACED)
case("tick-again", "P", append(TICKED, {AGREE: check_box(b"Yes").replace(b"/F 4", b"/F 4 /M (D:20260202)")}), "ticked again")
GROUP = b"<< /FT /Btn /Ff 49152 /T (pay) /V /%s /Kids [61 0 R 62 0 R] >>"


def choice(state, own, left):
    return b"<< /Type /Annot /Subtype /Widget /Parent 60 0 R /AS /%s /Rect [%d 480 %d 500] /P 3 0 R /F 4 /AP << /N << /%s 13 0 R /Off 14 0 R >> >> >>" % (
        state, left, left + 20, own)


def chosen(value):
    kids = {"o61": choice(b"A" if value == b"A" else b"Off", b"A", 60), "o62": choice(b"Off", b"B", 120)}
    annots = b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R 61 0 R 62 0 R"
    return sign(blank(o60=GROUP % value, o3=page(b"5 0 R", annots), **{f"o{FORM}": FORM_BODY % (b"60 0 R", b"")}, **kids), SIGNER)


case("choice-taken-away", "I", append(chosen(b"A"), {61: choice(b"Off", b"A", 60)}), "the chosen button is off, the group's value says it is chosen", findings=REPLACED)
case("choice-of-two", "I", append(chosen(b"A"), {62: choice(b"B", b"B", 120)}), "a second button is on, the group's value names the first")
case("choice-made", "P", append(chosen(b"Off"), {60: GROUP % b"B", 62: choice(b"B", b"B", 120)}), "a button is chosen where none was")
case("choice-changed", "I", append(chosen(b"A"), {60: GROUP % b"B", 61: choice(b"Off", b"A", 60), 62: choice(b"B", b"B", 120)}), "another button than the one that was signed", findings=REPLACED)

# --- what takes long to read ------------------------------------------------------------------------------------------------------


def marked_often(look, many, others):
    """Many yellow marks beside everything, all with one look."""
    marks = {1000 + at: b"<< /Type /Annot /Subtype /Highlight /Rect [56 330 300 356] /QuadPoints [56 356 300 356 56 330 300 330] "
                        b"/C [1 1 0] /P 3 0 R /F 4 /AP << /N 61 0 R >> >>" for at in range(many)}
    listed = b" ".join(b"%d 0 R" % number for number in marks)
    annots = body_of(SIGNED, PAGE_1).replace(b"/Annots [", b"/Annots [" + listed + b" ")
    return append(SIGNED, {PAGE_1: annots, 61: look, **marks, **others})


def with_fonts(fonts, content=b"Tf (a) Tj"):
    listed = b" ".join(b"/G%d %d 0 R" % (at, number) for at, number in enumerate(fonts))
    written = b" ".join(b"/G%d 12 %s" % (at, content) for at in range(len(fonts)))
    return stream(b"BT %s ET" % written, b"/Type /XObject /Subtype /Form /BBox [0 0 244 26] /Resources << /Font << %s >> >>" % listed)


WIDE = b"<< /Type /Font /Subtype /Type0 /BaseFont /Foo /Encoding /Identity-H /DescendantFonts [299 0 R] >>"
WIDTHS = {299: b"<< /Subtype /CIDFontType2 /BaseFont /Foo /W 298 0 R >>", 298: b"[" + b"1 [1 2 3 4 5 6 7 8 9 10] " * 6_900 + b"]"}
case("long-widths", "P", marked_often(with_fonts(range(300, 320)), 200, {**WIDTHS, **{number: WIDE for number in range(300, 320)}}), "200 marks with a look of twenty fonts of 69,000 widths each, which are read once")
MAP = zlib.compress((b"1 beginbfrange " + b"<0000> <FFFF> <0041> " * 1_000 + b"endbfrange ") * 100)
MAPPED = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 298 0 R >>"
case("long-maps", "I", marked_often(with_fonts([300]), 2, {300: MAPPED, 298: stream(MAP, b"/Filter /FlateDecode")}), "a map to Unicode that names all codes a hundred thousand times")
LINES = zlib.compress(b"0 0 m 1 1 l S " * 1_000_000)
case("long-look", "I", marked_often(stream(LINES, b"/Type /XObject /Subtype /Form /BBox [0 0 244 26] /Filter /FlateDecode"), 200, {}), "200 marks with a look of a million lines")
PLAIN = stream(b"1 1 0 rg 0 0 244 26 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 244 26]")
case("many-marks", "P", marked_often(PLAIN, 200, {}), "200 marks with an ordinary look, beside everything")
