"""What a later update may slip past a reader: looks that were hidden, states nobody named, letters over letters, numbers that
grow, tables that viewers read differently. Each with a neighbour that is ordinary and passes."""

import hashlib
import re

from pyhanko.pdf_utils import generic

from authority import HOUR, SIGNED_AT
from cases import case
from cases.covering import BEHIND, BOXED_SCAN, CLAIRE, NAMED, OVER, OVER_PRICE, SCAN, SCANNED, SIGNED, WITH_SCAN, filled, line, of, shown, signed_over
from document import (
    AGREE, CATALOG_BODY, FORM, FORM_BODY, NAME, NAME_LOOK, PAGE_1, PREPARED, append, blank, bodies, body_of, form,
    last_xref, look_of, page, sign, size_of, stream, text, text_field,
)
from people import SECOND, SIGNER

NEW, LOOK = 60, 61
COVER = form(b"1 g 0 0 244 26 re f 0 g BT /F1 14 Tf 4 10 Td (The price is 9,000,000 euros.) Tj ET", 244, 26)
FALSE = stream(text(b"Contract", b"The price is 9,000,000 euros."))
LATER = SIGNED_AT + HOUR


def annotated(pdf, body, more):
    return append(pdf, {PAGE_1: body_of(pdf, PAGE_1).replace(b"/Annots [", b"/Annots [60 0 R "), NEW: body, **more})


# --- looks that were hidden when the first person signed ------------------------------------------------------------------------


def waiting(flags):
    """A signature field that waits over the price, with a look, signed by the first person while its flags hide it."""
    field = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Prepared) /Rect %s /P 3 0 R /F %d /AP << /N 40 0 R >> >>" % (OVER, flags)
    return sign(blank(**{f"o{PREPARED}": field, "o40": COVER}), SIGNER)


def shown_later(flags):
    def show(_, widget, __):
        widget.get_object()[generic.pdf_name("/F")] = generic.NumberObject(4)
    return sign(waiting(flags), SECOND, "Prepared", at=LATER, touch=show)


for name, flags in (("hidden", 6), ("no-view", 36), ("unprinted", 0)):
    case(f"second-shows-{name}", "I", shown_later(flags), "a look over the price that was not seen appears with the second signature",
         findings="appearance_covers_content")
case("second-signs-what-was-shown", "P", sign(waiting(4), SECOND, "Prepared", at=LATER), "the look was seen when the first person signed")

# --- looks that viewers choose themselves ---------------------------------------------------------------------------------------

KARIM_LOOK = look_of(b"Karim")


def stated(look, state=b""):
    body = text_field(b"name", b"Claire", NEW, b"[60 640 260 660]").replace(b"/AP << /N 60 0 R >>", look + state)
    return append(SIGNED, {NAME: body, NEW: KARIM_LOOK, LOOK: look_of(b"Claire")})


case("filled-state-by-value", "IF", stated(b"/AP << /N << /Claire 60 0 R >> >>"), "no state is named: viewers take the one the value names, which shows another name")
case("filled-state-off", "IF", stated(b"/AP << /N << /Off 60 0 R >> >>"), "the same with the state viewers take for want of any")
case("filled-state-named", "P", stated(b"/AP << /N << /Claire 61 0 R >> >>", b" /AS /Claire"), "the state is named and shows the value")
case("filled-hover", "I", stated(b"/AP << /N 61 0 R /R 60 0 R >>"), "another name as soon as somebody points at the field")
case("filled-pressed", "I", stated(b"/AP << /N 61 0 R /D 60 0 R >>"), "another name as long as somebody clicks on the field")
BACKED = sign(blank(o10=text_field(b"name", b"", NAME_LOOK, OVER, more=b"/MK << /BG [1] >>")), SIGNER)
bare = text_field(b"name", b"Claire", NAME_LOOK, OVER, more=b"/MK << /BG [1] >>").replace(b"/AP << /N 12 0 R >>", b"")
case("filled-without-look-backed", "I", append(BACKED, {NAME: bare}), "viewers draw the field themselves, with its white background over the price")
plain = text_field(b"name", b"Claire", NAME_LOOK, b"[60 640 260 660]").replace(b"/AP << /N 12 0 R >>", b"")
case("filled-without-look", "P", append(SIGNED, {NAME: plain}), "viewers draw the value where nothing else stands")
RICH = text_field(b"name", b"", NAME_LOOK, b"[60 640 260 660]", more=b"/Ff 33554432")
RICH_SIGNED = sign(blank(o10=RICH), SIGNER)


def rich(words):
    return append(RICH_SIGNED, {NAME: text_field(b"name", b"Claire", LOOK, b"[60 640 260 660]", more=(
        b"/Ff 33554432 /RV (<body xmlns=\"http://www.w3.org/1999/xhtml\"><p>%s</p></body>)" % words)), LOOK: look_of(b"Claire")})


case("filled-rich", "P", rich(b"<b>Claire</b>"), "rich text that says what the value says")
case("filled-rich-otherwise", "I", rich(b"Karim"), "rich text that says something else, which viewers that draw fields anew show")

FIVE = sign(blank(o10=text_field(b"name", b"", NAME_LOOK, OVER.replace(b"]", b" 0]"))), SIGNER)
case("filled-rect-of-five", "I", append(FIVE, {NAME: text_field(b"name", b"Claire", LOOK, OVER.replace(b"]", b" 0]")), LOOK: shown(b"1 g 0 0 200 20 re f 0 g " + CLAIRE)}),
     "a rectangle of five numbers, of which viewers read four: the field's background hides the price", findings="appearance_covers_content")
INVERTED = b"<< /Font << /F1 7 0 R >> /ExtGState << /G << /TR << /FunctionType 2 /Domain [0 1] /N 1 /C0 [1] /C1 [0] >> >> >> >>"
case("filled-inverted", "I", filled(shown(b"/G gs " + CLAIRE, INVERTED)), "a function by which black is shown as white")

# --- what lay hidden when it was signed -----------------------------------------------------------------------------------------

HIDING = shown(b"1 g 0 0 200 20 re f 0 g")
HIDDEN = sign(blank(o10=text_field(b"name", b"", NAME_LOOK, OVER), o12=HIDING), SIGNER)
case("filled-reveals", "I", append(HIDDEN, {NAME: text_field(b"name", b"Claire", LOOK, OVER), LOOK: shown(BEHIND)}),
     "the field hid the price when it was signed, and shows it now", findings="appearance_covers_content")
TICKING = b"<< /Type /Annot /Subtype /Widget /FT /Btn /T (agree) /V /%s /AS /%s /Rect %s /P 3 0 R /F 4 /AP << /N << /Yes 13 0 R /Off 14 0 R >> >> >>"
COVERED = sign(blank(**{f"o{AGREE}": TICKING % (b"Off", b"Off", OVER), "o13": form(b"q Q", 244, 26), "o14": COVER}), SIGNER)
case("checked-reveals", "I", append(COVERED, {AGREE: TICKING % (b"Yes", b"Yes", OVER)}), "the empty box hid the price, the checked one shows nothing")


def hidden_later(_, widget, __):
    widget.get_object()[generic.pdf_name("/F")] = generic.NumberObject(2)


case("second-hides-its-cover", "I", sign(waiting(4), SECOND, "Prepared", at=LATER, touch=hidden_later),
     "the look that hid the price disappears with the second signature")

# --- defaults that come later ---------------------------------------------------------------------------------------------------

BARE_FORM = re.sub(rb"/DR << .*? >> >> /DA \(.*?\) ", b"", FORM_BODY % (b"", b""))


def undrawn(more=b""):
    """A field with a value and no look: viewers draw it, by the defaults of the form."""
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (1000) /Rect [60 640 260 660] /P 3 0 R /F 4 %s>>" % more
    return sign(blank(**{f"o{NAME}": field, f"o{FORM}": BARE_FORM}), SIGNER)


def with_defaults(pdf, defaults):
    return append(pdf, {FORM: body_of(pdf, FORM).replace(b"/Fields", defaults + b" /Fields")})


case("default-white", "IF", with_defaults(undrawn(), b"/DA (/F1 12 Tf 1 g)"), "the form gains a default by which the value is written in white")
case("default-font", "IF", with_defaults(undrawn(b"/DA (/Own 12 Tf 0 g) "), b"/DR << /Font << /Own << /Type /Font /Subtype /Type1 /BaseFont "
     b"/Helvetica /Encoding << /Differences [48 /nine /nine] >> >> >> >>"), "the form gains the font by which 1000 is shown as 9999")
case("default-new", "P", with_defaults(sign(blank(**{f"o{FORM}": BARE_FORM}), SIGNER), b"/DA (/F1 12 Tf 0 g)"),
     "the form gains a default; every field has a look of its own")

# --- comments -------------------------------------------------------------------------------------------------------------------

case("popup-drawn", "IF", annotated(SIGNED, b"<< /Type /Annot /Subtype /Popup /Rect %s /P 3 0 R /F 4 /AP << /N 61 0 R >> >>" % OVER, {LOOK: COVER}),
     "a window for notes with a look of its own, which some viewers draw over the price")
case("popup-plain", "P", annotated(SIGNED, b"<< /Type /Annot /Subtype /Popup /Rect %s /P 3 0 R /F 4 >>" % OVER, {}), "a window for notes")
case("mark-state-by-default", "I", annotated(SIGNED, b"<< /Type /Annot /Subtype /Highlight /Rect %s /QuadPoints [56 756 300 756 56 730 300 730] "
     b"/C [1 1 0] /P 3 0 R /F 4 /AP << /N << /Off 61 0 R >> >> >>" % OVER, {LOOK: COVER}), "a yellow mark; some viewers draw its state for want of a name")
STAMP = b"<< /Type /Annot /Subtype /Stamp /Rect [400 400 500 426] /P 3 0 R /F %d /AP << /N 61 0 R >> >>"
case("stamp-of-fixed-size", "I", annotated(SIGNED, STAMP % 12, {LOOK: COVER}), "a stamp that keeps its size when the page is made smaller: beside the text it comes to lie over it")
case("stamp-upright", "I", annotated(SIGNED, STAMP % 20, {LOOK: COVER}), "a stamp that does not turn with the page")
case("stamp-beside", "P", annotated(SIGNED, STAMP % 4, {LOOK: form(b"1 0 0 RG 1 1 98 24 re S", 100, 26)}), "a stamp beside the text")

# --- letters over letters -------------------------------------------------------------------------------------------------------


def typed(words, at, size=14, colour=b"0 g "):
    return shown(colour + b"BT /F1 %d Tf %s Td (%s) Tj ET" % (size, at, words)).replace(b"[0 0 200 20]", b"[0 0 244 26]")


def over_price(look, value):
    return append(OVER_PRICE, {NAME: text_field(b"name", value, LOOK, OVER), LOOK: look})


# The line begins at (60, 740) and the field at (56, 730); the three begins 76.2 points further.
EIGHT = of(line(b"The price is 3,000 euros.", b"60 740"), o10=text_field(b"name", b"", NAME_LOOK, OVER))
case("filled-eight-over-three", "I", append(EIGHT, {NAME: text_field(b"name", b"8", LOOK, OVER), LOOK: typed(b"8", b"80.2 10")}),
     "an eight is typed exactly over the three of the price", findings="appearance_covers_content")
case("filled-line-over-line", "I", over_price(typed(b"The price is 9,888 euros.", b"4 10"), b"The price is 9,888 euros."), "a whole line over a line")
case("filled-between-lines", "P", over_price(typed(b"Claire", b"4 0", 9), b"Claire"), "letters below the line, within the field")
case("filled-over-dots", "P", append(of(line(b"." * 60, b"60 740"), o10=text_field(b"name", b"", NAME_LOOK, OVER)), {
    NAME: text_field(b"name", b"Claire", LOOK, OVER), LOOK: typed(b"Claire", b"4 10")}), "letters over the line of dots they belong on")
case("filled-over-pale-template", "P", append(of(b"0.75 g " + line(b"JJ MM AAAA", b"60 740"), o10=text_field(b"name", b"", NAME_LOOK, OVER)), {
    NAME: text_field(b"name", b"12 03 2026", LOOK, OVER), LOOK: typed(b"12 03 2026", b"4 10")}), "a date over the pale letters that say how to write it")
BOX = (100, 600, 300, 660)
ROWS = b" ".join(b"1 0 0 1 2 %d Tm (%s) Tj" % (y, b"MWMWMWMWMWMWMWM") for y in range(2, 60, 9))
case("scan-then-second-white-letters", "I", signed_over(SCANNED, BOX, b"1 g BT /F1 12 Tf " + ROWS + b" ET"), "white letters on a picture rub out what they lie on")
case("scan-then-second-white-word", "I", signed_over(SCANNED, BOX, b"1 g BT /F1 12 Tf 20 30 Td (1,000) Tj ET"), "one white word on a picture, which may be the same word")
case("scan-then-second-grey", "P", signed_over(BOXED_SCAN, BOX, b"0.4 g " + NAMED), "a name in grey on blank paper of a picture")

# --- what viewers draw with, and what they draw themselves -----------------------------------------------------------------------

BORROWED = page(b"5 0 R", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R").replace(b"/Font <<", b"/XObject << /Cover 40 0 R >> /Font <<")
LENT = sign(blank(o3=BORROWED, o40=COVER), SIGNER)
case("second-borrows", "I", signed_over(LENT, (56, 730, 300, 756), b"/Cover Do"), "for what the look does not bring, some viewers take what the page draws with",
     findings="appearance_covers_content")
OVER_LENT = sign(blank(o3=BORROWED, o40=COVER, o10=text_field(b"name", b"", NAME_LOOK, OVER)), SIGNER)
case("filled-borrows", "I", append(OVER_LENT, {NAME: text_field(b"name", b"Claire", LOOK, OVER), LOOK: shown(b"/Cover Do " + BEHIND)}), "the same for a field")
TILED = sign(blank(o3=page(b"5 0 R", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R").replace(b"/Font <<", b"/Pattern << /P 40 0 R >> /Font <<"),
                   o5=stream(b"/Pattern cs /P scn 50 700 400 100 re f"), o40=stream(line(b"The price is 9"), (
                       b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 595 842] /XStep 595 /YStep 842 /Resources << /Font << /F1 7 0 R >> >>"))), SIGNER)
case("second-over-tiles", "I", signed_over(TILED, (56, 730, 300, 790)), "the price is drawn as a pattern")
case("second-beside-tiles", "P", signed_over(TILED, (56, 330, 300, 390)), "beside the pattern")
UNDRAWN = sign(blank(**{f"o{NAME}": text_field(b"name", b"Claire", NAME_LOOK, b"[60 640 260 660]").replace(b"/AP << /N 12 0 R >>", b"")}), SIGNER)
case("second-over-undrawn-field", "I", signed_over(UNDRAWN, (56, 636, 264, 664)), "a value that viewers draw themselves lies under a second signature's white")
HUGE = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /a 63 0 R >> /Encoding << /Differences " \
       b"[97 /a] >> /FirstChar 97 /LastChar 97 /Widths [10] >>"
KNOWN = sign(blank(o3=WITH_SCAN, o5=stream(b"q 500 0 0 300 50 500 cm /Scan Do Q"), o30=SCAN, o7=HUGE, o63=stream(b"10 0 d0 1 g 0 -20000 40000 40000 re f")), SIGNER)
case("scan-then-second-huge-sign", "I", signed_over(KNOWN, BOX, b"BT /F1 2 Tf 2 20 Td (a) Tj ET"), "a font that was there, whose one sign is said to be tiny and is a white box")

# --- numbers that grow ----------------------------------------------------------------------------------------------------------

# The nine ends at 144.
NINE = of(line(b"The price is 9"))
case("second-adds-noughts", "I", signed_over(NINE, (145, 755, 245, 775), b"BT /F1 14 Tf 0 5 Td (000) Tj ET"), "a second signature that begins with noughts right behind the price",
     findings="appearance_covers_content")
case("second-adds-word", "P", signed_over(NINE, (145, 755, 245, 775), b"BT /F1 14 Tf 8 5 Td (Karim 42) Tj ET"), "a second signature beside the price that says something of its own")
FREE = (b"<< /Type /Annot /Subtype /FreeText /Rect [145 755 245 775] /DA (/F1 14 Tf 0 g) /Contents (%s) /P 3 0 R /F 4 /AP << /N 61 0 R >> >>")
case("text-adds-noughts", "I", annotated(NINE, FREE % b"000", {LOOK: form(b"BT /F1 14 Tf 0 5 Td (000) Tj ET", 100)}), "a text beside the page's that begins with noughts right behind the price")
case("text-beside", "P", annotated(NINE, FREE % b"Seen", {LOOK: form(b"BT /F1 14 Tf 8 5 Td (Seen) Tj ET", 100)}), "a text of its own beside the price")

# --- what other objects lead to -------------------------------------------------------------------------------------------------

NULLED = sign(blank(o3=page(b"[5 0 R 45 0 R]", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R"), o45=b"null"), SIGNER)
case("content-was-null", "F", append(NULLED, {45: FALSE}), "a part of the content that was null becomes text", intact=True)
DANGLING = sign(blank(o3=page(b"[5 0 R 55 0 R]", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R")), SIGNER)
case("content-was-missing", "F", append(DANGLING, {55: FALSE}), "a part of the content that was missing appears", intact=True)
WORDS = text(b"Contract", b"The price is 1,000 euros.")
LONG = sign(blank(o5=stream(WORDS).replace(b"/Length %d" % len(WORDS), b"/Length 46 0 R"), o46=b"%d" % len(WORDS)), SIGNER)
case("length-shortened", "F", append(LONG, {46: b"20"}), "the length of the content stands in another object, which is changed", intact=True)
BOXED = sign(blank(o3=page(b"5 0 R", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R", b"47 0 R"), o47=b"[0 0 595 842]"), SIGNER)
case("box-moved", "F", append(BOXED, {47: b"[0 770 595 842]"}), "the page's box stands in another object, which is changed", intact=True)
CALLED = blank(o3=page(b"5 0 R", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R").replace(b"/Font <<", b"/XObject << /Inner 48 0 R >> /Font <<"),
               o5=stream(b"/Inner Do"), o48=form(text(b"Contract", b"The price is 1,000 euros."), 595, 842))
CALLED = sign(CALLED, SIGNER)
case("inner-form-changed", "F", append(CALLED, {48: form(text(b"Contract", b"The price is 9,000 euros."), 595, 842)}), "a form the page draws is changed", intact=True)
NESTED = sign(blank(o12=form(b"/Inner Do").replace(b"/Font <<", b"/XObject << /Inner 48 0 R >> /Font <<"), o48=look_of(b"1000"),
                    o10=text_field(b"name", b"1000", NAME_LOOK, b"[60 640 260 660]")), SIGNER)
case("inner-look-changed", "IF", append(NESTED, {48: look_of(b"9000")}), "a form inside a field's look is changed", intact=True)
LAYERED = sign(blank(o1=CATALOG_BODY % b"/OCProperties << /OCGs [49 0 R] /D 50 0 R >> ", o49=b"<< /Type /OCG /Name (A) >>", o50=b"<< /Order [49 0 R] /ON [49 0 R] >>"), SIGNER)
case("layer-switched", "F", append(LAYERED, {50: b"<< /Order [49 0 R] /OFF [49 0 R] >>"}), "a layer is switched off", intact=True)
MAPPED = sign(blank(o7=b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding 51 0 R /ToUnicode 52 0 R >>", o51=b"<< /Type /Encoding >>", o52=stream(b"")), SIGNER)
case("encoding-changed", "F", append(MAPPED, {51: b"<< /Type /Encoding /Differences [49 /nine] >>"}), "the font's encoding is changed: one is shown as nine", intact=True)
case("map-changed", "F", append(MAPPED, {52: stream(b"1 beginbfchar <31> <0039> endbfchar")}), "the font's map to Unicode is changed: one is copied as nine", intact=True)
OUTLINED = sign(blank(o1=CATALOG_BODY % b"/Outlines 53 0 R ", o53=b"<< /First 54 0 R /Last 54 0 R /Count 1 >>", o54=b"<< /Title (Price) /Parent 53 0 R >>"), SIGNER)
case("outline-changed", "F", append(OUTLINED, {54: b"<< /Title (Price) /Parent 53 0 R /A << /S /URI /URI (http://example.org) >> >>"}), "a bookmark gains an action", intact=True)
TAGGED = sign(blank(o1=CATALOG_BODY % b"/StructTreeRoot 53 0 R /MarkInfo << /Marked true >> ", o53=b"<< /Type /StructTreeRoot /K 54 0 R >>", o54=b"<< /S /P /P 53 0 R >>"), SIGNER)
case("structure-changed", "F", append(TAGGED, {54: b"<< /S /P /P 53 0 R /ActualText (The price is 9,000 euros.) >>"}), "the text for the blind says another price", intact=True)
LINKED = sign(blank(o3=page(b"5 0 R", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R 53 0 R"), o53=b"<< /Type /Annot /Subtype /Link /Rect [60 300 90 320] /A 54 0 R >>",
                    o54=b"<< /S /URI /URI (http://example.org/a) >>"), SIGNER)
case("link-changed", "F", append(LINKED, {54: b"<< /S /URI /URI (http://example.org/b) >>"}), "a link leads elsewhere", intact=True)

# --- tables that viewers read differently ---------------------------------------------------------------------------------------


def updated(pdf, objects, rows, previous=None):
    """An update whose table has just these rows: number, generation, and a place or an object of the update."""
    out, places = bytearray(pdf if pdf.endswith(b"\n") else pdf + b"\n"), {}
    for number, generation, body in objects:
        places[(number, generation)] = len(out)
        out += b"%d %d obj\n" % (number, generation) + body + b"\nendobj\n"
    at = len(out)
    out += b"xref\n"
    for number, generation, place in rows:
        out += b"%d 1\n%010d %05d n \n" % (number, places.get(place, place) if isinstance(place, tuple) else place, generation)
    size = max(size_of(pdf), 70)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 8 0 R /Prev %d /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, last_xref(pdf) if previous is None else previous, b"a1" * 16, hashlib.md5(bytes(out)).hexdigest().encode(), at)
    return bytes(out)


OLD_PLACE = SIGNED.index(b"\n5 0 obj") + 1
case("table-generation", "FI", updated(SIGNED, [(5, 1, FALSE)], [(5, 1, (5, 1))]), "the content in another generation, which some viewers do not look at")
case("table-twice-new-last", "FI", updated(SIGNED, [(5, 0, FALSE)], [(5, 0, OLD_PLACE), (5, 0, (5, 0))]), "the content is listed twice, first the old one")
case("table-twice-new-first", "FI", updated(SIGNED, [(5, 0, FALSE)], [(5, 0, (5, 0)), (5, 0, OLD_PLACE)]), "the content is listed twice, first the new one")
case("table-other-number", "FI", updated(SIGNED, [(60, 0, FALSE)], [(5, 0, (60, 0))]), "the content leads to an object of another number")
case("table-unlisted", "FI", updated(SIGNED, [(5, 0, FALSE), (60, 0, b"null")], [(60, 0, (60, 0))]), "another content stands in the update and in no table: who repairs the file finds it")
def hybrid_update():
    out = bytearray(SIGNED)
    place = len(out)
    out += b"5 0 obj\n" + FALSE + b"\nendobj\n"
    stream_at = len(out)
    row = b"\x01" + place.to_bytes(4, "big") + b"\0"
    out += b"62 0 obj\n" + stream(row, b"/Type /XRef /Size 63 /W [1 4 1] /Index [5 1] /Root 1 0 R") + b"\nendobj\n"
    at = len(out)
    out += b"xref\n0 0\ntrailer\n<< /Size 63 /Root 1 0 R /Info 8 0 R /Prev %d /XRefStm %d >>\nstartxref\n%d\n%%%%EOF\n" % (last_xref(SIGNED), stream_at, at)
    return bytes(out)


case("table-hybrid", "F", hybrid_update(), "the content is changed in the part of the table that new readers look at", intact=True)
fake = b"xref\n0 1\n0000000000 65535 f \n5 1\n%010d 00000 n \ntrailer\n<< /Size 70 /Root 1 0 R /Info 8 0 R /Prev %010d >>\n"
slot = stream(b"\n" + fake % (0, 0) + b"\n")
# The slot was prepared so that it leads to the false content; nobody refers to it when the document is signed.
prepared = blank(o56=slot, o57=FALSE)
inner = prepared.index(b"\nxref\n", prepared.index(b"\n56 0 obj")) + 1
false_at = prepared.index(b"\n57 0 obj") + 1
TRAPPED = sign(prepared.replace(fake % (0, 0), fake % (false_at, last_xref(prepared)), 1), SIGNER)
case("table-skips-the-signed", "FI", updated(TRAPPED, [], [], previous=inner), "the update's table goes back to one hidden in a stream, and past the signature")


# --- objects inside other objects -------------------------------------------------------------------------------------------------


def packed(length=None, decoy=False):
    """The page inside an object stream; object 57 is another content, which nobody shows. `decoy`: another number is said to stand
    where the object stream does, and something to be in it."""
    inner = pack(page(b"5 0 R", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R"))
    size = re.search(rb"/Length (\d+)", inner).group(1)
    objects = {**bodies(), 57: FALSE, 58: inner.replace(size, length, 1) if length else inner, 56: size}
    del objects[PAGE_1]
    out, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    places[59] = len(out)
    if decoy:
        places[54] = places[58]
    rows = b"\0\0\0\0\0"
    for number in range(1, 60):
        place = places.get(number)
        row = b"\x01" + place.to_bytes(3, "big") + b"\0" if place else b"\0\0\0\0\0"
        packing = {PAGE_1: 58, 55: 54}.get(number) if decoy or number == PAGE_1 else None
        rows += b"\x02" + packing.to_bytes(3, "big") + b"\0" if packing else row
    entries = b"/Type /XRef /Size 60 /W [1 3 1] /Root 1 0 R /Info 8 0 R /ID [<%s> <%s>]" % (b"c3" * 16, b"c3" * 16)
    out += b"59 0 obj\n" + stream(rows, entries) + b"\nendobj\n"
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % places[59]


def pack(body):
    content = b"3 0 " + body
    return stream(content, b"/Type /ObjStm /N 1 /First 4")


PACKED = packed()
case("packed", "P", sign(PACKED, SIGNER), "a page inside an object stream")


def repacked(pdf, body, number=58):
    """Only the object stream is written anew; the page's own row stays as it was."""
    out = bytearray(pdf)
    place = len(out)
    out += b"%d 0 obj\n" % number + pack(body) + b"\nendobj\n"
    at = len(out)
    rows = b"\x01" + place.to_bytes(4, "big") + b"\0" + b"\x01" + at.to_bytes(4, "big") + b"\0"
    entries = b"/Type /XRef /Size 91 /W [1 4 1] /Index [%d 1 90 1] /Prev %d /Root 1 0 R /Info 8 0 R /ID [<%s> <%s>]" % (
        number, last_xref(pdf), b"c3" * 16, b"c4" * 16)
    out += b"90 0 obj\n" + stream(rows, entries) + b"\nendobj\n"
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % at


# pyHanko writes the page anew when a field comes onto it: here the field stands ready and is none of the page's.
UNTOUCHED = sign(PACKED, SIGNER, page=1)
SHOWN = page(b"57 0 R", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R")
case("object-stream-replaced", "F", repacked(UNTOUCHED, SHOWN), "only the object stream is written anew, with another page in it", intact=True)
case("object-stream-same", "P", repacked(UNTOUCHED, page(b"5 0 R", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R")), "the object stream is written anew as it was")
MEASURED = sign(packed(b"56 0 R"), SIGNER, page=1)
DECOYED = sign(packed(b"56 0 R", decoy=True), SIGNER, page=1)
case("object-stream-length-decoy", "F", append(DECOYED, {56: b"4"}), "the same, and another number is said to stand in the same place", intact=True)
case("object-stream-length", "F", append(MEASURED, {56: b"4"}), "the length of the object stream stands in another object, which is changed", intact=True)
