"""What hides something only together, by little, or out of sight: stacked marks, strips, a point in a number, letters nobody
sees, fields that grow. Each has a neighbour that hides nothing and passes."""

from authority import HOUR, SIGNED_AT
from cases import case
from cases.covering import (
    BEHIND, BOXED_SCAN, CLAIRE, FORMATTED, NAMED, NUMBER, OVER, SCAN, SCANNED, SIGNED, WITH_SCAN, filled, filled_over, in_place, line, mark_look, of, scan_page, shown,
    signed_over,
)
from document import (
    AGREE, AGREE_OFF, AGREE_ON, NAME, NAME_LOOK, PAGE_1, append, blank, body_of, check_box, form, look_of, page, sign, stream, text_field,
)
from people import SIGNER

NEW = 60
ANNOTS = b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R"
# So thin that one reads through one of them.
PALE = mark_look(b"/G gs 1 1 1 rg 0 0 244 26 re f", b"/Normal", opacity=b"0.4")


def highlight(rect=OVER, more=b"/C [1 1 0]", kind=b"Highlight"):
    left, bottom, right, top = rect.strip(b"[]").split()
    quads = b" ".join([left, top, right, top, left, bottom, right, bottom])
    return b"<< /Type /Annot /Subtype /%s /Rect %s /QuadPoints [%s] /P 3 0 R /F 4 %s >>" % (kind, rect, quads, more)


def annotated(pdf, *annotations, start=NEW, more=None):
    """One update with these annotations."""
    numbers = range(start, start + len(annotations))
    listed = b" ".join(b"%d 0 R" % number for number in numbers)
    body = body_of(pdf, PAGE_1).replace(b"/Annots [", b"/Annots [%s " % listed)
    return append(pdf, {PAGE_1: body, **dict(zip(numbers, annotations)), **(more or {})})


def pale(pdf, count, rect=OVER, start=NEW):
    """This many pale marks in one update."""
    look = start + 50
    return annotated(pdf, *[highlight(rect, b"/AP << /N %d 0 R >>" % look)] * count, start=start, more={look: PALE})


# --- marks and notes together ----------------------------------------------------------------------------------------------


case("pale-marks-two-yellow", "P", annotated(SIGNED, highlight(), highlight()), "two yellow marks on the price: colours mix to the same")
case("pale-mark-one", "P", pale(SIGNED, 1), "one pale mark on the price")
case("pale-marks-five", "I", pale(SIGNED, 5), "five pale marks on the price, all at once", findings="appearance_covers_content")
case("pale-marks-one-by-one", "I", pale(pale(pale(pale(pale(SIGNED, 1), 1, start=200), 1, start=300), 1, start=400), 1, start=500),
     "five pale marks on the price, one after the other")
case("pale-marks-five-beside", "P", pale(SIGNED, 5, b"[56 330 300 356]"), "five pale marks over nothing")
case("pale-mark-on-scan", "P", pale(SCANNED, 1, b"[100 600 300 640]"), "one pale mark on a picture")
case("pale-marks-on-scan", "I", pale(SCANNED, 5, b"[100 600 300 640]"), "five pale marks on a picture, which may be text")
STRIP = mark_look(b"1 1 1 rg 0 0 244 26 re f")
# Letters stand from 740 to 750.
STRIPS = [highlight(rect, b"/AP << /N 110 0 R >>") for rect in (b"[56 739 300 743.4]", b"[56 746.4 300 752]")]
case("white-strip-one", "P", annotated(SIGNED, STRIPS[0], more={110: STRIP}), "a white strip over a third of each letter, which may be a thick line")
case("white-strips-two", "I", annotated(SIGNED, *STRIPS, more={110: STRIP}), "two white strips over two thirds of each letter")
NINE = of(line(b"9"))


def drawing(rect):
    return b"<< /Type /Annot /Subtype /Stamp /Rect %s /P 3 0 R /F 4 /AP << /N 110 0 R >> >>" % rect


WHITE_BOX = form(b"1 1 1 rg 0 0 10 10 re f", 10, 10)
SIDES = [drawing(b"[40 755 60.6 775]"), drawing(b"[67.2 755 87.6 775]")]
case("stamp-touches", "P", annotated(NINE, SIDES[0], more={110: WHITE_BOX}), "a stamp that touches the digit's left edge")
case("stamps-touch-both-sides", "I", annotated(NINE, *SIDES, more={110: WHITE_BOX}), "two stamps, each over a little of one digit")

# --- points and strokes in numbers -----------------------------------------------------------------------------------------


# Digits are 7.8 points wide and what separates them 3.9: it stands from 75.6 to 79.5.
TINY = b"[75.3 756 79.7 772]"
for name, number in (("point", b"10.00"), ("comma", b"10,00"), ("stroke", b"10/00"), ("colon", b"10:00")):
    signed = of(line(number))
    case(f"number-{name}-marked", "I", annotated(signed, highlight(TINY, b"/C [0 0 0]")), f"a black mark over the {name} of a number")
    case(f"number-{name}-signed-over", "I", signed_over(signed, (75, 756, 80, 772)), f"a second signature over the {name} of a number")
case("number-point-stamped", "IF", annotated(of(line(b"10.00")), drawing(TINY), more={110: WHITE_BOX}), "a white stamp over the point of a number")
case("point-after-word-marked", "P", annotated(of(line(b"ab.")), highlight(b"[76 759 79.7 767]", b"/C [0 0 0]")), "the point at the end of a word is none in a number")
case("points-in-a-row-signed-over", "P", signed_over(of(line(b"10......20")), (77, 756, 95, 772)), "points in a row between numbers are a line")

# --- notes -----------------------------------------------------------------------------------------------------------------


NOTE = b"<< /Type /Annot /Subtype /Text /Rect %s /Contents (Read) /P 3 0 R /F 4 >>"
case("note-without-extent", "I", annotated(SIGNED, NOTE % b"[100 756 100 756]"), "viewers draw its icon at its corner, over the price")
case("note-without-extent-below", "I", annotated(SIGNED, NOTE % b"[100 736 100 736]"), "the same for viewers that draw it upwards")
case("note-without-extent-beside", "P", annotated(SIGNED, NOTE % b"[500 400 500 400]"), "the same over nothing", modifications="annotations")

# --- letters nobody sees -----------------------------------------------------------------------------------------------------


def with_state(content, state):
    return filled(shown(content, b"<< /Font << /F1 7 0 R >> /ExtGState << /G << %s >> >> >>" % state))


AT = b"BT /F1 12 Tf %s Td (%s) Tj ET "
case("filled-transparent", "I", with_state(b"/G gs " + CLAIRE, b"/ca 0.02"), "letters one sees through", findings="appearance_differs_from_value")
case("filled-half-transparent", "P", with_state(b"/G gs " + CLAIRE, b"/ca 0.6"), "letters in a paler black")
case("filled-masked", "I", with_state(b"/G gs " + CLAIRE, b"/SMask << /S /Luminosity /G 12 0 R >>"), "letters under a mask that lets nothing through")
case("filled-screened", "I", with_state(b"/G gs " + CLAIRE, b"/BM /Screen"), "black that changes nothing")
case("filled-thick-line", "I", filled(shown(CLAIRE + b" 1 G 20 w 0 10 m 200 10 l S")), "the value under a white line as thick as the field")
case("filled-half-strips", "I", filled(shown(CLAIRE + b" 1 g 0 4 200 4 re f 0 8.6 200 6 re f")), "the value under two strips, each over less than half")
case("filled-thin-clip", "I", filled(shown(b"0 9 200 0.5 re W n " + CLAIRE)), "of the value a hairline is seen")
case("filled-clip", "P", filled(shown(b"1 1 198 18 re W n " + CLAIRE)), "a clip around the field, as most programs draw it")
case("filled-odd-clip", "I", filled(shown(b"0 0 1 1 re 199 19 1 1 re W n " + CLAIRE)), "a clip of two corners: its extent is the field, nothing is seen")
case("filled-clipped-by-letters", "I", filled(shown(b"BT 7 Tr /F1 1 Tf 2 5 Td (.) Tj ET BT 0 Tr /F1 12 Tf 2 5 Td (Claire) Tj ET")), "seen through a point only")
case("filled-white-outline", "I", filled(shown(b"1 G 6 w " + CLAIRE.replace(b"BT", b"BT 2 Tr"))), "letters under their own white outline")
case("filled-layer", "I", filled(shown(b"/OC /Off BDC " + CLAIRE + b" EMC")), "letters of a layer that may be hidden")
case("filled-other-order", "I", filled(shown(AT % (b"12 5", b"1") + AT % (b"2 5", b"9")), b"19"), "19 written so that one reads 91")
case("filled-two-lines", "P", filled(shown(b"BT /F1 8 Tf 60 11 Td (Claire) Tj -58 -8 Td (Martin) Tj ET"), b"Claire Martin"), "two lines")
case("filled-half", "I", filled(look_of(b"12"), b"1/2"), "one half shown as twelve")
case("filled-clock", "I", filled(look_of(b"1030"), b"10:30"), "half past ten shown as a number")
case("filled-percent", "I", filled(look_of(b"5 %"), b"5"), "five shown as five per cent")
case("filled-date", "P", filled(look_of(b"03/12/2026"), b"03/12/2026"), "a date as it is", modifications="form_filling")
case("filled-formatted-euro", "P", filled(look_of(b"1,000.00 \\200"), b"1000", FORMATTED, field=NUMBER), "money shown as its field formats it")

APART = sign(blank(o10=text_field(b"name", b"", NAME_LOOK, b"[60 640 260 660]").replace(b"/V ()", b"/V 30 0 R"), o30=b"(1000)",
                   o12=look_of(b"1000")), SIGNER)
case("value-apart", "I", append(APART, {30: b"(9000)"}), "a value in an object of its own is changed, the look is not", findings="appearance_differs_from_value")
case("value-apart-and-look", "I", append(APART, {30: b"(9000)", NAME_LOOK: look_of(b"9000")}), "both are changed: what the field said when it was signed is not there any more", modifications="form_filling", findings="field_value_replaced")

# --- fields that grow ----------------------------------------------------------------------------------------------------------


WHITE_LOOK = shown(b"1 g 0 0 200 20 re f 0 g " + CLAIRE)
SPECK = sign(blank(o10=text_field(b"name", b"", NAME_LOOK, OVER), o12=shown(b"1 g 0 0 3 3 re f")), SIGNER)
case("filled-over-speck", "I", filled_over(WHITE_LOOK, SPECK), "it painted a speck when it was signed, and hides the price now", findings="appearance_covers_content")
case("filled-over-speck-in-place", "I", in_place(WHITE_LOOK, SPECK), "the same, the look written over the old one")
CORNER = b"1 g 0 0 m 200 0 l 200 20 l 199 20 l 199 1 l 0 1 l f"
case("filled-over-corner", "I", filled_over(WHITE_LOOK, sign(blank(o10=text_field(b"name", b"", NAME_LOOK, OVER), o12=shown(CORNER)), SIGNER)),
     "what it painted had the extent of the field and was a corner")
case("filled-over-price-hatched", "I", filled_over(shown(CLAIRE + b" 1 G 1.2 w " + b" ".join(
    b"0 %d m 200 %d l S" % (y, y) for y in range(1, 20)))), "thin white lines, one beside the other, over the price under the field")
case("filled-over-price-half-hatched", "I", filled_over(shown(CLAIRE + b" 1 G 1.5 w " + b" ".join(
    b"0 %.1f m 200 %.1f l S" % (y * 2.8, y * 2.8) for y in range(1, 8)))), "lines over more than half of each letter of the price")
case("filled-over-price-ruled", "P", filled_over(shown(BEHIND + b" 0.5 G 0.5 w " + b" ".join(
    b"0 %d m 200 %d l S" % (y, y) for y in range(1, 20, 6)))), "a few thin lines, as on ruled paper")

# --- pictures under signatures ---------------------------------------------------------------------------------------------------


ON_SCAN = (100, 600, 300, 660)
case("scan-then-second-lines", "P", signed_over(BOXED_SCAN, ON_SCAN, NAMED + b" 0 G 1.5 w 10 20 m 60 50 l 110 20 l 160 50 l 190 30 l S"), "thin strokes on blank paper of a picture")
case("scan-then-second-hatched", "I", signed_over(SCANNED, ON_SCAN, b"1 G 2.8 w " + b" ".join(b"0 %d m 200 %d l S" % (y, y) for y in range(1, 60, 3))),
     "thin lines, one beside the other, on the picture")
case("scan-then-second-signs", "I", signed_over(SCANNED, ON_SCAN, b"0 g BT /F2 60 Tf 0 5 Td (nnn) Tj ET", ["/ZapfDingbats"]), "black squares of a standard font on the picture")
case("scan-then-second-large", "I", signed_over(SCANNED, ON_SCAN, b"0 g BT /F1 300 Tf 0 5 Td (...) Tj ET"), "points as large as words on the picture")
FIRST_LINES = signed_over(SCANNED, ON_SCAN, b"1 G 2 w " + b" ".join(b"0 %d m 200 %d l S" % (y, y) for y in range(1, 60, 4)))
case("scan-then-two-half-hatched", "I", signed_over(
    FIRST_LINES, ON_SCAN, b"1 G 2 w " + b" ".join(b"0 %d m 200 %d l S" % (y, y) for y in range(3, 60, 4)), field="Third", at=SIGNED_AT + 2 * HOUR),
    "two signatures, each with lines where the other has none, on the picture")

TICK = form(b"0 G 1 w 3 9 m 8 4 l 16 16 l S", 20)
SIGN = stream(b"q BT /Z 14 Tf 4 4 Td (4) Tj ET Q", b"/Type /XObject /Subtype /Form /BBox [0 0 20 20] /Resources << /Font << /Z << /Type /Font "
              b"/Subtype /Type1 /BaseFont /ZapfDingbats >> >> >>")
for name, look in (("drawn", TICK), ("sign", SIGN)):
    ticked = sign(blank(o3=WITH_SCAN, o5=stream(b"q 500 0 0 300 50 500 cm /Scan Do Q"), o30=SCAN, **{f"o{AGREE_ON}": look}), SIGNER)
    case(f"scan-then-checked-{name}", "P", append(ticked, {AGREE: check_box(b"Yes")}), f"a box on a picture is checked, its tick {name}")
COVERED = sign(blank(o3=WITH_SCAN, o5=stream(b"q 500 0 0 300 50 500 cm /Scan Do Q"), o30=SCAN,
                     **{f"o{AGREE_ON}": form(b"1 g 0 0 20 20 re f", 20), f"o{AGREE_OFF}": form(b"q Q", 20)}), SIGNER)
case("scan-then-checked-white", "I", append(COVERED, {AGREE: check_box(b"Yes")}), "a box that hides the picture once it is checked")
BORDER = b"0 0 1 rg 1 19 m 199 19 l 200 20 l 0 20 l f 199 19 m 199 1 l 200 0 l 200 20 l f 0 g "
BORDERED = sign(blank(o3=WITH_SCAN, o5=stream(b"q 500 0 0 300 50 500 cm /Scan Do Q"), o30=SCAN, o12=shown(BORDER)), SIGNER)
BORDERED_PAPER = sign(blank(**scan_page(), o12=shown(BORDER)), SIGNER)
case("scan-then-filled-bordered", "P", filled(shown(BORDER + CLAIRE), pdf=BORDERED_PAPER), "a field on blank paper of a picture keeps the border it was signed with")
case("scan-then-filled-over-words", "I", filled(shown(BORDER + CLAIRE), pdf=BORDERED), "letters over those of a picture")
case("scan-then-filled-in-box", "I", filled(shown(BORDER + b"1 1 1 rg 1 1 198 18 re f 0 g " + CLAIRE), pdf=BORDERED), "within the border, the picture is hidden")
LARGE_BOX = b"[60 560 260 620]"
SQUARES = stream(b"1 g BT /Z 70 Tf 0 5 Td (nnn) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 200 60] /Resources << /Font << /Z << /Type /Font "
                 b"/Subtype /Type1 /BaseFont /ZapfDingbats >> >> >>")
LARGE = sign(blank(o3=WITH_SCAN, o5=stream(b"q 500 0 0 300 50 500 cm /Scan Do Q"), o30=SCAN, **{
    f"o{AGREE}": check_box(b"Off").replace(b"[60 600 80 620]", LARGE_BOX), f"o{AGREE_ON}": SQUARES}), SIGNER)
case("scan-then-checked-large", "I", append(LARGE, {AGREE: check_box(b"Yes").replace(b"[60 600 80 620]", LARGE_BOX)}),
     "a box as large as a paragraph, its sign a row of squares")
