"""What is permitted after a signature and may hide or replace what was signed: marks, later signatures, filled fields. What
hides nothing passes; what does, or may, does not. Without a mark over it, none of these says so by a broken signature."""

from pyhanko.pdf_utils import generic

from authority import HOUR, SIGNED_AT
from cases import case
from document import (
    AMOUNT, CONTENT_1, FONT, NAME, NAME_LOOK, PAGE_1, append, blank, body_of, check_box, form, look_of, page, sign, stream, text,
    text_field,
)
from people import SECOND, SIGNER
import scans

ANNOTS = b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R"
NEW, LOOK = 60, 61
PDF = blank()
SIGNED = sign(PDF, SIGNER)
# "The price is 1,000 euros." stands at (60, 740), 14 points high; nothing stands below 500.
OVER, BESIDE = b"[56 730 300 756]", b"[56 330 300 356]"


# --- marks --------------------------------------------------------------------------------------------------------------


def marked(kind, colour=b"/C [1 1 0]", look=None, rect=OVER, quads=None, more=b"", before=b""):
    """The signed document with a mark on it."""
    left, bottom, right, top = (quads or rect).strip(b"[]").split()
    points = b" ".join([left, top, right, top, left, bottom, right, bottom])
    appearance = b"/AP << /N 61 0 R >>" if look else b""
    body = b"<< /Type /Annot /Subtype /%s /Rect %s /QuadPoints [%s] %s /P 3 0 R /F 4 %s %s >>" % (
        kind, rect, before + points, colour, appearance, more)
    objects = {PAGE_1: body_of(SIGNED, PAGE_1).replace(b"/Annots [", b"/Annots [60 0 R "), NEW: body}
    return append(SIGNED, {**objects, LOOK: look} if look else objects)


def mark_look(content, state=b"/Multiply", group=b"", opacity=b"1"):
    return stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 244 26] %s /Resources << /ExtGState << /G << /BM %s /ca %s >> >> >>" % (
        group, state, opacity))


FILL = b" rg 0 0 244 26 re f"
case("mark-yellow", "P", marked(b"Highlight"), "a yellow mark: viewers mix the colours", modifications="annotations")
case("mark-black", "I", marked(b"Highlight", b"/C [0 0 0]"), "a black mark hides the price", findings="appearance_covers_content annotations_added")
case("mark-dark-blue", "I", marked(b"Highlight", b"/C [0 0 0.3]"), "a mark nearly black hides the price")
case("mark-without-colour", "I", marked(b"Highlight", b""), "without a colour some viewers take black")
case("mark-black-elsewhere", "P", marked(b"Highlight", b"/C [0 0 0]", rect=BESIDE), "a black mark over nothing")
case("mark-black-quads", "I", marked(b"Highlight", b"/C [0 0 0]", rect=BESIDE, quads=OVER),
     "its rectangle lies beside, the quadrilaterals viewers draw lie over the price")
case("mark-black-last-of-many", "I", marked(b"Highlight", b"/C [0 0 0]", rect=BESIDE, quads=OVER, before=b"56 356 300 356 56 330 300 330 " * 200),
     "more quadrilaterals than are looked at, the last of them over the price")
case("mark-black-shifted", "I", marked(b"Highlight", b"/C [0 0 0]", rect=BESIDE, quads=OVER, before=b"null " * 8),
     "quadrilaterals that are no numbers, and one over the price")
case("mark-drawn-yellow", "P", marked(b"Highlight", look=mark_look(b"/G gs 1 1 0" + FILL)), "the same drawn: the colours mix")
case("mark-drawn-pale", "P", marked(b"Highlight", look=mark_look(b"/G gs 1 1 0" + FILL, b"/Normal", opacity=b"0.3")),
     "drawn so thin that one reads through it")
case("mark-drawn-opaque", "I", marked(b"Highlight", look=mark_look(b"1 1 0" + FILL)), "a mixing that is there and not used hides the price")
case("mark-drawn-black", "I", marked(b"Highlight", look=mark_look(b"/G gs 0 0 0" + FILL)), "black mixes to black")
case("mark-drawn-apart", "I", marked(b"Highlight", look=mark_look(
    b"/G gs 1 1 0" + FILL, group=b"/Group << /S /Transparency /I true >>")), "in a group of its own no colours mix")
case("mark-drawn-almost-opaque", "I", marked(b"Highlight", look=mark_look(b"/G gs 1 1 1" + FILL, b"/Normal", opacity=b"0.7")),
     "white that lets nearly nothing through")
case("mark-underline", "P", marked(b"Underline", look=mark_look(b"1 0 0 RG 1 w 0 1 m 244 1 l S")), "a thin line under the price")
case("mark-strike", "P", marked(b"StrikeOut", look=mark_look(b"1 0 0 RG 1.5 w 0 13 m 244 13 l S")), "a thin line through the price")
case("mark-strike-thick", "I", marked(b"StrikeOut", look=mark_look(b"1 1 1 RG 24 w 0 13 m 244 13 l S")), "a white line as thick as the text")
case("mark-strike-hatched", "I", marked(b"StrikeOut", look=mark_look(b"1 1 1 RG 1.2 w " + b" ".join(
    b"0 %d m 244 %d l S" % (y, y) for y in range(1, 26)))), "thin white lines, one beside the other")
case("mark-underline-says", "I", marked(b"Underline", look=form(text(b"9").replace(b"60 760", b"4 4"), 244, 26)), "a mark that says something")


# --- a second signature --------------------------------------------------------------------------------------------------


WHITE = b"1 1 1 rg 0 0 %d %d re f 0 g "
NAMED = b"BT /F1 9 Tf 2 4 Td (Karim Diallo) Tj ET"


def signed_over(pdf, box, content=WHITE + NAMED, fonts=(), field="Second", at=SIGNED_AT + HOUR):
    """Signed by a second person, what is seen of it and the signature in one update. `fonts`: standard ones beside /F1."""
    width, height = box[2] - box[0], box[3] - box[1]
    content = content % (width, height) if b"%d" in content else content

    def draw(writer, widget, _):
        known = generic.DictionaryObject({generic.pdf_name("/F1"): generic.IndirectObject(FONT, 0, writer)})
        for number, name in enumerate(fonts, 2):
            known[generic.pdf_name(f"/F{number}")] = generic.DictionaryObject({
                generic.pdf_name(key): generic.pdf_name(value)
                for key, value in (("/Type", "/Font"), ("/Subtype", "/Type1"), ("/BaseFont", name))
            })
        entries = {
            generic.pdf_name("/Type"): generic.pdf_name("/XObject"), generic.pdf_name("/Subtype"): generic.pdf_name("/Form"),
            generic.pdf_name("/BBox"): generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, width, height)]),
            generic.pdf_name("/Resources"): generic.DictionaryObject({generic.pdf_name("/Font"): known}),
        }
        look = writer.add_object(generic.StreamObject(entries, stream_data=content))
        widget.get_object()[generic.pdf_name("/AP")] = generic.DictionaryObject({generic.pdf_name("/N"): look})

    return sign(pdf, SECOND, field, at=at, box=box, touch=draw)


def of(content, **more):
    return sign(blank(o5=stream(content), **more), SIGNER)


def line(words, at=b"60 760", size=14):
    return b"BT /F1 %d Tf %s Td (%s) Tj ET" % (size, at, words)


case("second-beside", "P", signed_over(SIGNED, (60, 400, 260, 440)), "a second signature below the text", modifications="form_filling", signatures=2)
case("second-over", "I", signed_over(SIGNED, (56, 730, 300, 756)), "a second signature over the price", modifications="form_filling", signatures=2)
case("second-over-transparent", "I", signed_over(SIGNED, (56, 730, 300, 756), NAMED), "the same without a background: text over text")
case("second-over-nothing-drawn", "P", signed_over(SIGNED, (56, 730, 300, 756), b"% nothing"), "it lies over the price and draws nothing")
LINE = of(line(b"Date and signature") + b" " + line(b"." * 60, b"60 700"))
case("second-over-dots", "P", signed_over(LINE, (60, 694, 260, 734)), "a second signature over the line of dots it belongs on")
case("second-over-underscores", "P", signed_over(of(line(b"_" * 40, b"60 700")), (60, 694, 260, 734)), "the same with underscores")
case("second-over-dashes", "P", signed_over(of(line(b"-" * 40, b"60 700")), (60, 694, 260, 734)), "the same with dashes")
case("second-over-label", "I", signed_over(LINE, (56, 752, 300, 792)), "over the words: what was said where to sign")
NINE = of(line(b"The price is 9"))
case("second-over-nine", "I", signed_over(NINE, (135, 755, 155, 775)), "one digit is the price", findings="appearance_covers_content")
case("second-beside-nine", "P", signed_over(NINE, (155, 755, 255, 775)), "right beside the digit")
case("second-touches", "P", signed_over(NINE, (60, 768, 260, 800)), "it touches the letters' upper edge")
case("second-over-minus", "I", signed_over(of(line(b"-1,000")), (55, 755, 63, 775)), "a minus is not a line to sign on")

# Composite fonts: glyphs by number, as wide as /W and /DW say. Where the outlines come from does not matter, only that they come along, and
# that no signature writes them anew, as it does the metadata.
BROUGHT = b"/FontDescriptor << /Type /FontDescriptor /FontName /Wide /Flags 4 /FontFile2 14 0 R >> "
WIDE = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Wide /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> " + BROUGHT + b"%s >>"
TYPE_0 = b"<< /Type /Font /Subtype /Type0 /BaseFont /Wide /Encoding /Identity-H /DescendantFonts [31 0 R] %s >>"
MAP = stream(b"2 beginbfchar <0001> <0061> <0002> <0039> endbfchar 1 beginbfchar <0003> <002E> endbfchar")


def composite(widths, codes=b"0001" * 19 + b"0002", to_unicode=b"/ToUnicode 32 0 R"):
    return of(b"BT /F2 10 Tf 60 760 Td <%s> Tj ET" % codes, o30=TYPE_0 % to_unicode, o31=WIDE % widths, o32=MAP,
              o3=page(b"5 0 R", ANNOTS).replace(b"/Font <<", b"/Font << /F2 30 0 R"))


case("second-over-wide", "I", signed_over(composite(b"/DW 1000"), (248, 756, 262, 772)), "the last glyph stands where /DW puts it")
case("second-over-listed", "I", signed_over(composite(b"/DW 100 /W [0 [500] 1 [1000] 2 3 1000]"), (248, 756, 262, 772)), "the same by /W, both ways of writing it")
case("second-beside-narrow", "P", signed_over(composite(b"/W [1 2 200]"), (105, 756, 205, 772)), "narrow glyphs end before the signature begins")
case("second-over-narrow", "I", signed_over(composite(b"/W [1 2 200]"), (96, 756, 102, 772)), "over the last of the narrow glyphs")
case("second-over-composite-dots", "P", signed_over(composite(b"/DW 300", b"0003" * 60), (60, 756, 200, 790)), "a line of dots by the map to Unicode")
case("second-over-unmapped-dots", "P", signed_over(composite(b"/DW 300", b"0003" * 60, b""), (60, 756, 200, 790)), "one glyph in a long row, whatever it is")
case("second-over-unmapped", "I", signed_over(composite(b"/DW 600", b"00030004", b""), (58, 756, 100, 790)), "glyphs nobody knows may be the price")
case("second-over-other-map", "I", signed_over(of(b"BT /F2 10 Tf 60 760 Td <0001> Tj ET", o30=(TYPE_0 % b"").replace(b"Identity-H", b"UniGB-UCS2-H"),
     o31=WIDE % b"/DW 1000", o3=page(b"5 0 R", ANNOTS).replace(b"/Font <<", b"/Font << /F2 30 0 R")), (60, 300, 200, 340)),
     "text that cannot be placed may be anywhere")

# Pages that are pictures, drawings, or cannot be read.
# Letters stand close together all over it.
SCAN = scans.grey(scans.rows(lambda x, y: (x // 3 + y // 5) % 2 == 0))
WITH_SCAN = page(b"5 0 R", ANNOTS).replace(b"/Font <<", b"/XObject << /Scan 30 0 R >> /Font <<")
SCANNED = of(b"q 500 0 0 300 50 500 cm /Scan Do Q", o3=WITH_SCAN, o30=SCAN)


def scan_page(kind="grey"):
    """The objects of a page that shows a scan (scans.py)."""
    return {"o3": WITH_SCAN, "o5": stream(scans.drawn(kind)), **{f"o{number}": body for number, body in scans.objects(kind).items()}}


def scanned(kind):
    return sign(blank(**scan_page(kind)), SIGNER)


BOXED_SCAN = scanned("grey")
case("scan-then-second-over", "I", signed_over(SCANNED, (100, 600, 300, 660)), "the page is a picture, the second signature's white lies on it")
case("scan-then-second-clear", "I", signed_over(SCANNED, (100, 600, 300, 660), NAMED), "on the picture without a background: dark letters make others of those under them")
case("scan-then-second-beside", "P", signed_over(SCANNED, (100, 300, 300, 360)), "beside the picture")
case("scan-then-stamp", "I", append(SCANNED, {PAGE_1: body_of(SCANNED, PAGE_1).replace(b"/Annots [", b"/Annots [60 0 R "), LOOK: form(
    b"1 1 1 rg 0 0 200 60 re f", 200, 60), NEW: b"<< /Type /Annot /Subtype /Stamp /Rect [100 600 300 660] /P 3 0 R /F 4 /AP << /N 61 0 R >> >>"}),
     "a white stamp on the picture")
INLINE = of(b"q 500 0 0 300 50 500 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\xff\x00\xff EI Q")
case("inline-scan-then-second-over", "I", signed_over(INLINE, (100, 600, 300, 660)), "the same with an inline picture")
OUTLINE = b"%d 760 m %d 775 l %d 775 %d 768 %d 764 c %d 760 l f "
DRAWN = of(b"".join(OUTLINE % ((x, x + 4, x + 8, x + 8, x + 5, x + 2)) for x in range(60, 160, 10)))
case("outlines-then-second-over", "I", signed_over(DRAWN, (55, 755, 200, 780)), "text drawn as outlines is text")
case("outlines-then-second-beside", "P", signed_over(DRAWN, (55, 700, 200, 750)), "beside the outlines")
UNREAD = sign(blank(o5=stream(b"whatever", b"/Filter /JPXDecode")), SIGNER)
case("unread-then-second", "I", signed_over(UNREAD, (100, 300, 300, 360)), "a page nobody could read")
HIDDEN_FORM = of(b"q /Deep Do Q", o3=page(b"5 0 R", ANNOTS).replace(b"/Font <<", b"/XObject << /Deep 30 0 R >> /Font <<"), o30=stream(
    b"/Deep Do", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /Deep 30 0 R >> >>"))
case("endless-then-second", "I", signed_over(HIDDEN_FORM, (100, 300, 300, 360)), "a form that draws itself: reading ends before the page does")
OCR = of(b"q 500 0 0 300 50 500 cm /Scan Do Q BT 3 Tr /F1 14 Tf 60 760 Td (The price is 1,000 euros.) Tj ET", o3=WITH_SCAN, o30=SCAN)
case("read-scan-then-second-over", "I", signed_over(OCR, (60, 755, 260, 775), NAMED), "over a word that was read from the picture")


# --- filled fields -------------------------------------------------------------------------------------------------------


def filled(look, value=b"Claire", pdf=SIGNED, more=None, field=b""):
    return append(pdf, {NAME: text_field(b"name", value, LOOK, b"[60 640 260 660]", more=field), LOOK: look, **(more or {})})


def shown(content, resources=b"<< /Font << /F1 7 0 R >> >>"):
    return stream(b"/Tx BMC q " + content + b" Q EMC", b"/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources " + resources)


CLAIRE, KARIM = (b"BT /F1 12 Tf 2 5 Td (%s) Tj ET" % name for name in (b"Claire", b"Karim"))
# "9" as lines and as an outline.
STROKED = b"1.5 w 20 10 m 14 16 l 20 18 l 22 4 l S"
case("filled-background", "P", filled(shown(b"0.9 1 0.9 rg 0 0 200 20 re f 0 g " + CLAIRE)), "filled in, on a coloured background", modifications="form_filling")
case("filled-border", "P", filled(shown(b"0.5 G 1 w 0 0 200 20 re S " + CLAIRE)), "filled in, with a border")
SLANTED = b"0 1 0 rg 1 19 m 199 19 l 200 20 l 0 20 l f 199 19 m 199 1 l 200 0 l 200 20 l f 0 g "
BEVEL = b"0.8 g 1 1 m 1 19 l 199 19 l 198 18 l 2 18 l 2 2 l f 0 g "
case("filled-slanted-border", "P", filled(shown(SLANTED + CLAIRE)), "a border of areas with slanting ends, as iText draws it")
case("filled-bevel", "P", filled(shown(BEVEL + CLAIRE)), "a bevelled border, as Acrobat draws it")
case("filled-digit-drawn", "I", filled(shown(b"18 4 1.5 12 re f " + CLAIRE)), "a box as large as a digit beside the value")
case("filled-accents", "P", filled(look_of(b"H\\351l\\350ne"), b"H\\351l\\350ne"), "filled in with accents", modifications="form_filling")
DIFFERENCES = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /Differences [200 /eacute /egrave] >> >> >> >>"
case("filled-named-accents", "P", filled(shown(b"BT /F1 12 Tf 2 5 Td (H\\310l\\311ne) Tj ET", DIFFERENCES), b"H\\351l\\350ne"), "accents by the names of glyphs")
LYING = DIFFERENCES.replace(b"200 /eacute /egrave", b"67 /K 108 /a 97 /r 105 /i 114 /m")
case("filled-renamed", "I", filled(shown(CLAIRE, LYING)), "the codes say one name, the glyphs another")
case("filled-unseen-and-drawn", "I", filled(shown(b"BT 3 Tr /F1 12 Tf 2 5 Td (Claire) Tj ET " + STROKED)), "the value unseen, something else drawn")
case("filled-unseen", "I", filled(shown(b"BT 3 Tr /F1 12 Tf 2 5 Td (Claire) Tj ET")), "the value is there and cannot be seen")
case("filled-white", "I", filled(shown(b"1 g " + CLAIRE)), "white on white", findings="appearance_differs_from_value")
case("filled-under", "I", filled(shown(CLAIRE + b" 1 g 0 0 200 20 re f")), "the value under a white box")
case("filled-outside", "I", filled(shown(CLAIRE.replace(b"2 5 Td", b"2 500 Td"))), "the value outside the field")
case("filled-tiny", "I", filled(shown(CLAIRE.replace(b"12 Tf", b"0.1 Tf"))), "the value too small to be seen")
case("filled-picture", "I", filled(shown(CLAIRE + b" q 20 0 0 20 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q")), "a picture beside the value")
case("filled-amount-without-point", "I", filled(look_of(b"1000"), b"10.00"), "10.00 shown as 1000")
EMBEDDED = b"<< /Font << /F1 62 0 R >> >>"
FONT_FILE = {
    62: b"<< /Type /Font /Subtype /TrueType /BaseFont /AAAAAA+Own /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 32 /Widths [500] /FontDescriptor 63 0 R >>",
    63: b"<< /Type /FontDescriptor /FontName /AAAAAA+Own /Flags 32 /FontFile2 64 0 R >>", 64: stream(b"any outlines"),
}
case("filled-own-font", "I", filled(shown(CLAIRE, EMBEDDED), more=FONT_FILE), "a font that comes with the look may draw anything")
NUMBER = b"/AA << /F << /S /JavaScript /JS (AFNumber_Format\\(2, 0, 0, 0, \"\", true\\);) >> >>"
FORMATTED = sign(blank(o10=text_field(b"name", b"", NAME_LOOK, b"[60 640 260 660]", more=NUMBER)), SIGNER)
case("filled-formatted", "P", filled(look_of(b"1,000.00"), b"1000", FORMATTED, field=NUMBER), "an amount shown as its field formats it")
case("filled-formatted-otherwise", "I", filled(look_of(b"9,000.00"), b"1000", FORMATTED, field=NUMBER), "another amount than the value")
case("filled-formatted-hundredfold", "I", filled(look_of(b"100,000"), b"1000", FORMATTED, field=NUMBER), "zeros added")
case("checked-and-not-shown", "I", append(SIGNED, {11: check_box(b"Yes").replace(b"/AS /Yes", b"/AS /Off")}), "the value says yes, the box is empty")
case("shown-and-not-checked", "IF", append(SIGNED, {11: check_box(b"Off").replace(b"/AS /Off", b"/AS /Yes")}), "the value says no, the box is checked")

# A field over text of the page.
OVER_PRICE = sign(blank(o10=text_field(b"name", b"", NAME_LOOK, OVER)), SIGNER)


def filled_over(look, pdf=OVER_PRICE):
    return append(pdf, {NAME: text_field(b"name", b"Claire", LOOK, OVER), LOOK: look})


def in_place(look, pdf=OVER_PRICE):
    return append(pdf, {NAME: text_field(b"name", b"Claire", NAME_LOOK, OVER), NAME_LOOK: look})


# The words end at about 222, which is 136 in the field.
BEHIND = CLAIRE.replace(b"2 5 Td", b"145 5 Td")
WHITE_LOOK = shown(b"1 g 0 0 200 20 re f 0 g " + CLAIRE)
case("filled-over-price", "I", filled_over(WHITE_LOOK), "its background hides the price under the field", findings="appearance_covers_content")
case("filled-over-price-in-place", "I", in_place(WHITE_LOOK), "the same, the look written over the old one")
case("filled-over-price-clear", "P", filled_over(shown(BEHIND)), "behind the words and without a background nothing is hidden")
case("filled-over-price-written", "I", filled_over(look_of(b"Claire")), "letters over the letters of the price")
HID_BEFORE = sign(blank(o10=text_field(b"name", b"", NAME_LOOK, OVER), o12=shown(b"1 g 0 0 200 20 re f")), SIGNER)
case("filled-over-hidden", "P", filled_over(WHITE_LOOK, HID_BEFORE), "the field hid it already when it was signed")
