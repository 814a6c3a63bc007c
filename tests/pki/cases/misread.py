"""Content that one program reads otherwise than another: operands too many, pictures that end in two places, colours, fonts and
objects that are not what they are called; and what is written or drawn so close to printed words that it belongs to them. Each
with a neighbour that is ordinary and passes."""

from pyhanko.pdf_utils import generic

from authority import HOUR, SIGNED_AT
from cases import case
from cases.covering import (
    BESIDE, BOXED_SCAN, CLAIRE, NAMED, NINE, OVER, SIGNED, WITH_SCAN, filled, line, of, scan_page, scanned, shown, signed_over,
)
from cases.later import annotated
from document import (
    FORM, FORM_BODY, NAME, PERSON, TOWN, append, blank, body_of, form, look_of, sign, stream, text_field,
)
from people import SECOND, SIGNER

NEW, LOOK = 60, 61
LATER = SIGNED_AT + HOUR


def mark(content, resources=b"/ExtGState << /G << /BM /Multiply >> >>", more=b"", others=None):
    """A yellow mark over the price, and what else its look says."""
    body = b"<< /Type /Annot /Subtype /Highlight /Rect %s /QuadPoints [56 756 300 756 56 730 300 730] /C [1 1 0] /P 3 0 R /F 4 /AP << /N 61 0 R >> >>" % OVER
    look = stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 244 26] /Resources << %s >> " % resources + more)
    return annotated(SIGNED, body, {LOOK: look, **(others or {})})


YELLOW = b"/G gs 1 1 0 rg 0 0 244 26 re f "
BLACK = b"0 g 0 0 244 26 re f"

# --- operators --------------------------------------------------------------------------------------------------------

case("operands-fit", "P", mark(b"q " + YELLOW + b"Q"), "a yellow mark", modifications="annotations")
case("operands-too-many-box", "I", mark(YELLOW + b"0 g 9 0 0 244 26 re f"), "a box with a number too many, which viewers draw: black over the price")
case("operands-too-many-text", "I", filled(shown(b"BT /F1 12 Tf 2 5 Td (Claire) Tj 0 (9) Tj ET")), "text behind a number too many, which viewers show")
case("operands-too-many-form", "I", mark(YELLOW + b"0 /Cover Do", b"/ExtGState << /G << /BM /Multiply >> >> /XObject << /Cover 62 0 R >>",
     others={62: form(b"0 g 0 0 244 26 re f", 244, 26)}), "a form drawn by an operator with a number too many")
case("operands-missing", "I", filled(shown(CLAIRE + b" BT /F1 12 Tf 2 Td (9) Tj ET")), "a number is missing: nobody can say where the text stands")
case("operands-odd-number", "I", filled(shown(b"BT /F1 12 Tf 2 5 Td (Claire) Tj --2 0 Td (9) Tj ET")), "a number with two signs, which each viewer reads in its own way")
case("operands-nested-texts", "I", filled(shown(b"BT /F1 12 Tf 2 5 Td [(Cla) [(9)] (ire)] TJ ET"), b"Cla9ire"), "texts within texts, which viewers leave out")
case("operator-unknown", "I", mark(YELLOW + b"0 g 0 0 244 26 re f0 f"), "an operator nobody knows")
case("text-outside-text", "I", filled(shown(b"/F1 12 Tf 2 5 Td (Claire) Tj")), "text that is shown where none may be, which some viewers leave out")

# --- pictures within the content ------------------------------------------------------------------------------------------------

BI = b"q 1 0 0 1 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID "
case("inline-ends-early", "I", mark(YELLOW + BI + b"xEI 0 g 0 0 244 26 re f Q"), "a picture of one octet: behind it a black box, which a reader may take for the picture")
case("inline-ends-twice", "I", mark(YELLOW + BI + b"x EI 0 g 0 0 244 26 re f EI Q"), "a picture that may end in two places")

# --- colours --------------------------------------------------------------------------------------------------------------------

SPACE = b"/ExtGState << /G << /BM /Multiply >> >> /ColorSpace << /%s %s >>"
NIGHT = b"[/CalRGB << /WhitePoint [0.9505 1 1.089] /Matrix [0 0 0 0 0 0 0 0 0] >>]"
DAY = b"[/CalRGB << /WhitePoint [0.9505 1 1.089] /Gamma [2.2 2.2 2.2] /Matrix [0.4124 0.2126 0.0193 0.3576 0.7152 0.1192 0.1805 0.0722 0.9505] >>]"
USED = b"/G gs /C cs 1 1 0 sc 0 0 244 26 re f"
case("colour-calibrated", "P", mark(USED, SPACE % (b"C", DAY)), "yellow in the colours of every screen")
case("colour-calibrated-dark", "I", mark(USED, SPACE % (b"C", NIGHT)), "calibrated so that yellow is black")
case("colour-profile", "I", mark(USED, SPACE % (b"C", b"[/ICCBased 62 0 R]"), others={62: stream(b"any profile", b"/N 3")}), "a profile of its own may make black of yellow")
case("colour-default", "I", mark(YELLOW, SPACE % (b"DefaultRGB", NIGHT)), "what stands for RGB makes black of yellow")
WHITEN = b"[/Separation /Spot /DeviceGray << /FunctionType 2 /Domain [0 1] /N 1 /C0 [1] /C1 [1] >>]"
case("colour-default-white", "I", filled(shown(CLAIRE, b"<< /Font << /F1 7 0 R >> /ColorSpace << /DefaultGray %s >> >>" % WHITEN)), "what stands for grey makes white of black")
case("colour-overprint", "I", filled(shown(b"/O gs 0 0 0 0 k 0 0 200 20 re f 0 g " + CLAIRE, b"<< /Font << /F1 7 0 R >> /ExtGState << /O << /OP true /op true /OPM 1 >> >> >>")),
     "white ink that only some viewers paint")

# --- fonts ------------------------------------------------------------------------------------------------------------------------



def inherited_label(size):
    """A field from (60, 560) to (260, 626), its label printed at the upper edge, filled without a look; `size` of its letters: 0 or not."""
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /DA (/F1 %d Tf 0 g) %%s/Rect [60 560 260 626] /P 3 0 R /F 4 >>" % (int(size) * 10)
    label = stream(line(b"Name and first name", b"62 616", 8))
    return append(sign(blank(**{f"o{NAME}": field % b"", "o5": label}), SIGNER), {NAME: field % b"/V (Claire) "})


SWAPPED = b"/Own << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [48 /nine /nine] >> >>"
LENT = sign(blank(**{f"o{FORM}": (FORM_BODY % (b"", b"")).replace(b"/Font <<", b"/Font << " + SWAPPED)}), SIGNER)
OWN = b"BT /Own 12 Tf 2 5 Td (1000) Tj ET"
case("font-not-brought", "I", filled(shown(OWN), b"1000", LENT), "for a font the look does not bring, some viewers take the form's, in which 1000 is 1999")
case("font-of-the-form", "P", filled(stream(b"/Tx BMC q " + CLAIRE + b" Q EMC", b"/Type /XObject /Subtype /Form /BBox [0 0 200 20] ")),
     "for a plain font the look does not bring, viewers take the form's or one of their own, which show the same")
case("value-without-look-below-label", "P", inherited_label(b"1"), "a value that viewers write in the middle of a high field, its label at the upper edge")
case("value-without-look-over-label", "I", inherited_label(b"0"), "the same with letters that are made to fit: nobody can say how large they are")
case("font-by-flags", "I", filled(shown(CLAIRE, b"<< /Font << /F1 << /Type /Font /Subtype /TrueType /BaseFont /Marlett /FontDescriptor << /Type /FontDescriptor "
     b"/FontName /Marlett /Flags 4 >> >> >> >>")), "a font of signs, as it says of itself")

# --- objects ----------------------------------------------------------------------------------------------------------------------

KARIM = look_of(b"Karim")


def looking(look):
    body = text_field(b"name", b"Claire", LOOK, b"[60 640 260 660]").replace(b"/AP << /N 61 0 R >>", look)
    return append(SIGNED, {NAME: body, NEW: KARIM, LOOK: look_of(b"Claire")})


case("look-of-other-generation", "IF", looking(b"/AP << /N 60 1 R >>"), "a look in another generation, where some viewers do not look at generations")
case("look-twice", "IF", looking(b"/AP << /N 61 0 R /N 60 0 R >>"), "two looks, of which viewers take the first or the last")
case("look-missing", "IF", looking(b"/AP << /N 70 0 R >>"), "a look that is nowhere")
TWICE = stream(b"/Tx BMC q " + CLAIRE + b" Q EMC", b"/Type /XObject /Subtype /Form /BBox [0 0 200 20] /BBox [300 0 500 20] /Resources << /Font << /F1 7 0 R >> >>")
case("box-twice", "IF", filled(TWICE), "two boxes, of which viewers take the first or the last")
case("look-from-elsewhere", "I", mark(YELLOW, more=b"/Ref << /F (other.pdf) /Page 0 >>"), "a look that stands for a page of another file")

# --- values that viewers write ----------------------------------------------------------------------------------------------------


def inherited(rect):
    child = b"<< /Type /Annot /Subtype /Widget /Parent 19 0 R /Rect %s /P 3 0 R /F 4 >>" % rect
    parent = b"<< /T (person) /FT /Tx /DA (/F1 12 Tf 0 g) %s/Kids [20 0 R] >>"
    signed = sign(blank(**{f"o{PERSON}": parent % b"/V () ", f"o{TOWN}": child}), SIGNER)
    return append(signed, {PERSON: parent % b"/V (9,000,000) "})


case("value-of-parent-over", "I", inherited(OVER), "a widget over the price shows what its parent says now", findings="appearance_covers_content")
case("value-of-parent", "P", inherited(BESIDE), "the same where nothing stands")


def own_object(rect):
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V 40 0 R /DA (/F1 12 Tf 0 g) /Rect %s /P 3 0 R /F 4 >>" % rect
    return append(sign(blank(**{f"o{NAME}": field, "o40": b"()"}), SIGNER), {40: b"(9,000,000)"})


case("value-of-its-own-over", "I", own_object(OVER), "the value stands in an object of its own, the field over the price", findings="appearance_covers_content")
case("value-of-its-own", "P", own_object(BESIDE), "the same where nothing stands")

# --- what is written or drawn against words ---------------------------------------------------------------------------------------

STAMP = b"<< /Type /Annot /Subtype /Stamp /Rect [%d 755 %d 775] /P 3 0 R /F 4 /AP << /N 61 0 R >> >>"


def stamped(pdf, content, left=145, wide=100):
    return annotated(pdf, STAMP % (left, left + wide), {LOOK: form(content, wide)})


# "The price is 9" ends at 144.
ZERO = b"%d 5 m %d 5 %d 14 %d 14 c %d 14 %d 5 %d 5 c "
DRAWN_ZERO = ZERO % (5, 1, 1, 5, 9, 9, 5)
case("number-by-letter", "I", stamped(NINE, b"BT /F1 14 Tf 0.5 5 Td (O) Tj ET"), "a capital O behind the nine makes ninety of it")
case("number-by-unit", "I", stamped(NINE, b"BT /F1 14 Tf 0.5 5 Td (M) Tj ET"), "an M behind the nine")
case("number-by-stroke", "I", stamped(NINE, b"1.5 w " + DRAWN_ZERO + b"S"), "a nought behind the nine, drawn as a line")
case("number-by-outline", "I", stamped(NINE, DRAWN_ZERO + b"f"), "a nought behind the nine, drawn as an area")
case("number-by-box", "I", stamped(NINE, b"1 4 1.5 10 re f"), "a one behind the nine, drawn as a box")
case("number-by-minus", "I", stamped(of(line(b"9 euros")), b"10.5 9 3 1 re f", 45, 14), "a stroke before the nine makes it negative")
case("number-by-ink", "I", annotated(NINE, b"<< /Type /Annot /Subtype /Ink /InkList [[146 760 154 760]] /Rect [145 755 160 775] /P 3 0 R /F 4 /AP << /N 61 0 R >> >>",
     {LOOK: form(b"1.5 w " + DRAWN_ZERO + b"S", 15)}), "the same by a pen")
PICTURE = stream(b"q 99 0 0 20 0 0 cm /Scan Do Q", b"/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /XObject << /Scan 62 0 R >> >>")
PIXELS = stream(b"\0\xff" * 8, b"/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8")
case("number-by-picture", "I", annotated(NINE, STAMP % (145, 245), {LOOK: PICTURE, 62: PIXELS}), "a picture right behind the nine")
case("word-by-letters", "I", stamped(of(line(b"It is") + line(b"paid", b"110 760")), b"BT /F1 14 Tf 4 5 Td (un) Tj ET", 90, 20),
     "letters before a word make its contrary of it")
case("number-and-second", "I", signed_over(NINE, (145, 755, 245, 775), b"1.5 w " + DRAWN_ZERO + b"S BT /F1 9 Tf 30 4 Td (Karim) Tj ET"), "a second signature that begins with a nought")
case("number-and-frame", "P", signed_over(NINE, (146, 720, 246, 790), b"0.5 w 0.25 0.25 99.5 69.5 re S BT /F1 9 Tf 12 30 Td (Karim Diallo) Tj ET"), "a second signature with a frame, its edge beside the nine")
case("number-and-text-apart", "P", stamped(NINE, b"BT /F1 14 Tf 12 5 Td (Seen) Tj ET"), "a text of its own, a space away")
case("number-and-squiggle-apart", "P", signed_over(NINE, (146, 740, 246, 790), b"1 w 20 20 m 40 40 60 0 80 20 c S"), "a signature by hand, away from the nine")

UNDRAWN_NOTE = sign(blank(o3=b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 7 0 R >> >> /Contents 5 0 R /Annots "
                    b"[10 0 R 11 0 R 15 0 R 18 0 R 20 0 R 40 0 R] >>", o40=b"<< /Type /Annot /Subtype /FreeText /Contents (The price is 9) /DA (/F1 12 Tf 0 g) /Rect [60 300 260 320] "
                    b"/P 3 0 R /F 4 >>"), SIGNER)
case("note-undrawn-then-second", "I", signed_over(UNDRAWN_NOTE, (56, 296, 264, 324)), "a text that viewers write themselves lies under a second signature's white")
case("note-undrawn-then-second-beside", "P", signed_over(UNDRAWN_NOTE, (56, 396, 264, 424)), "beside it")

# --- on scans -----------------------------------------------------------------------------------------------------------------------

# Of the scan (50 to 550 by 500 to 800), words stand in lines above 696, and nothing below.
ON_WORDS, ON_PAPER = (100, 680, 300, 740), (100, 520, 300, 580)
case("scan-words-under-letters", "I", signed_over(BOXED_SCAN, ON_WORDS, b"0 g BT /F1 12 Tf 2 30 Td (3 8 8 8 3) Tj ET"), "dark letters over words of a scan",
     findings="appearance_covers_content")
case("scan-words-under-strokes", "I", signed_over(BOXED_SCAN, ON_WORDS, b"1.5 w 2 10 m 190 50 l S"), "strokes over words of a scan")
case("scan-paper-under-letters", "P", signed_over(BOXED_SCAN, ON_PAPER, NAMED), "dark letters on blank paper")
case("scan-paper-under-white", "P", signed_over(BOXED_SCAN, ON_PAPER), "a box with a background on blank paper hides nothing")
case("scan-words-under-white", "I", signed_over(BOXED_SCAN, ON_WORDS), "a background over words of a scan")
case("scan-paper-stamped", "P", annotated(BOXED_SCAN, b"<< /Type /Annot /Subtype /Stamp /Rect [100 520 300 580] /P 3 0 R /F 4 /AP << /N 61 0 R >> >>",
     {LOOK: form(b"1 0 0 RG 1 1 198 58 re S", 200, 60)}), "a stamp on blank paper of a scan")
for kind in ("bits", "jpeg", "bars", "palette", "turned", "reversed"):
    case(f"scan-{kind}-paper", "P", signed_over(scanned(kind), ON_PAPER), f"blank paper of a scan, kept as {kind}")
    case(f"scan-{kind}-words", "I", signed_over(scanned(kind), ON_WORDS), f"words of a scan, kept as {kind}")
case("scan-unread-paper", "I", signed_over(scanned("jpx"), ON_PAPER), "a scan that cannot be read may show anything")
case("scan-masked-paper", "I", signed_over(scanned("masked"), ON_PAPER), "a picture of one colour, whose mask may show letters")
case("scan-keyed-paper", "I", signed_over(scanned("keyed"), ON_PAPER), "masked by its own colours: what lies behind may be seen through the paper")
case("scan-line-to-sign-on", "P", signed_over(scanned("line"), (100, 520, 300, 580), NAMED), "letters over a printed line to sign on")


def with_hover(pdf, box):
    width, height = box[2] - box[0], box[3] - box[1]

    def draw(writer, widget, _):
        def look(content):
            entries = {generic.pdf_name("/Type"): generic.pdf_name("/XObject"), generic.pdf_name("/Subtype"): generic.pdf_name("/Form"),
                       generic.pdf_name("/BBox"): generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, width, height)])}
            return writer.add_object(generic.StreamObject(entries, stream_data=content))
        widget.get_object()[generic.pdf_name("/AP")] = generic.DictionaryObject({
            generic.pdf_name("/N"): look(b"% nothing"), generic.pdf_name("/R"): look(b"1 g 0 0 600 600 re f")})

    return sign(pdf, SECOND, "Second", at=LATER, box=box, touch=draw)


case("second-hover-on-scan", "I", with_hover(BOXED_SCAN, ON_WORDS), "a look that hides words of a scan as soon as somebody points at it")


def undrawn_over_scan(rect):
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /DA (/F1 12 Tf 0 g) %s/Rect %s /P 3 0 R /F 4 >>"
    return append(sign(blank(**scan_page(), **{f"o{NAME}": field % (b"", rect)}), SIGNER), {NAME: field % (b"/V (9,000,000) ", rect)})


case("scan-words-under-value", "I", undrawn_over_scan(b"[100 680 300 740]"), "a value that viewers write themselves over words of a scan")
case("scan-paper-under-value", "P", undrawn_over_scan(b"[100 520 300 580]"), "the same on blank paper")
