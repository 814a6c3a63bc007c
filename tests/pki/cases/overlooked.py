"""What a validator may overlook: looks nobody can read, numbers that grow in them, values beside the value, tables that say three
things. And files that would keep it busy for ever. Each with a neighbour that is ordinary and passes."""

import hashlib
import zlib

from pyhanko.pdf_utils import generic

from cases import case
from cases.covering import BEHIND, BESIDE, CLAIRE, NINE, OVER, SIGNED, shown, signed_over
from cases.later import COVER, FALSE, HIDING, LATER, LOOK, NEW, OLD_PLACE, annotated, waiting
from document import (
    FORM, FORM_BODY, NAME, NAME_LOOK, append, blank, bodies, body_of, form, last_xref, look_of, page, sign, stream, text, text_field,
)
from people import SECOND, SIGNER

# --- looks nobody can read --------------------------------------------------------------------------------------------------------

UNREAD = b"/Nothing Do "


def over(look, rect=OVER):
    """Signed with this look of an empty field."""
    return sign(blank(o10=text_field(b"name", b"", NAME_LOOK, rect), o12=look), SIGNER)


def filled_behind(pdf, rect=OVER):
    return append(pdf, {NAME: text_field(b"name", b"Claire", LOOK, rect), LOOK: shown(BEHIND)})


HIDING_UNREAD = shown(UNREAD + b"1 g 0 0 200 20 re f 0 g")
case("filled-reveals-unread", "I", filled_behind(over(HIDING_UNREAD)), "what the empty field showed cannot be read, and may have hidden the price",
     findings="appearance_covers_content")
case("filled-unread-before-elsewhere", "P", filled_behind(over(HIDING_UNREAD, BESIDE), BESIDE), "the same where nothing stands")
WHITE_LETTERS = shown(b"1 g BT /F1 20 Tf " + b" ".join(b"1 0 0 1 %d 3 Tm (M) Tj" % x for x in range(0, 200, 8)) + b" ET")
case("filled-reveals-white-letters", "I", filled_behind(over(WHITE_LETTERS)), "the empty field hid the price with white letters", findings="appearance_covers_content")
case("filled-after-dark-letters", "P", filled_behind(over(shown(BEHIND.replace(b"Claire", b"Name")))), "the empty field said what belongs there, behind the price")

# --- numbers that grow ------------------------------------------------------------------------------------------------------------

NOUGHTS = b"BT /F1 14 Tf 0 5 Td (000) Tj ET"
BARE = b"<< /Type /Annot /Subtype /FreeText /Rect %s /DA (/F1 14 Tf 0 g) /Contents (%s) /P 3 0 R /F 4 >>"
case("text-adds-noughts-undrawn", "I", annotated(NINE, BARE % (b"[145 755 245 775]", b"000"), {}), "viewers write the noughts themselves, right behind the price",
     findings="appearance_covers_content")
case("text-undrawn-beside", "P", annotated(NINE, BARE % (b"[160 755 260 775]", b"Seen"), {}), "a text of its own, further away")
case("second-adds-noughts-unread", "I", signed_over(NINE, (145, 755, 245, 775), UNREAD + NOUGHTS), "what comes behind the price cannot be read", findings="appearance_covers_content")
case("second-unread-beside", "P", signed_over(NINE, (160, 755, 260, 775), UNREAD + NOUGHTS), "the same, further away")
LAYERED = b"<< /Type /Annot /Subtype /FreeText /Rect [145 755 245 775] /DA (/F1 14 Tf 0 g) /Contents (000) /P 3 0 R /F 4 /AP << /N 61 0 R >> >>"
case("text-adds-noughts-on-layer", "I", annotated(NINE, LAYERED, {LOOK: form(NOUGHTS, 100).replace(b"/BBox", b"/OC << /Type /OCG /Name (A) >> /BBox")}),
     "noughts that are shown and hidden with a layer")

# --- values beside the value ------------------------------------------------------------------------------------------------------


def rich(words, more=b""):
    return text_field(b"name", b"Claire", NAME_LOOK, b"[60 640 260 660]", more=(
        b"/Ff 33554432 /RV (<body xmlns=\"http://www.w3.org/1999/xhtml\"><p>%s</p></body>) " % words + more))


RICH = sign(blank(o10=rich(b"Claire"), o12=look_of(b"Claire")), SIGNER)
case("rich-text-only", "I", append(RICH, {NAME: rich(b"Karim")}), "only the rich text changes, which viewers that draw fields anew show", findings="appearance_differs_from_value")
case("rich-text-in-bold", "P", append(RICH, {NAME: rich(b"<b>Claire</b>")}), "the rich text says the same in bold")

# --- flags --------------------------------------------------------------------------------------------------------------------------


def flagged(flags):
    def touch(_, widget, __):
        widget.get_object()[generic.pdf_name("/F")] = generic.NumberObject(flags)
    return sign(waiting(4), SECOND, "Prepared", at=LATER, touch=touch)


for name, flags in (("zoom", 12), ("turn", 20)):
    case(f"second-does-not-{name}", "I", flagged(flags), f"a look that was seen no longer does {name} with the page, and comes to lie elsewhere", findings="appearance_covers_content")
case("second-locks-its-field", "P", flagged(132), "the field can no longer be moved")

# --- patterns -----------------------------------------------------------------------------------------------------------------------

TILED = sign(blank(o3=page(b"5 0 R", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R").replace(b"/Font <<", b"/Pattern << /P 40 0 R >> /Font <<"),
                   o5=stream(b"/Pattern CS /P SCN 100 w 50 750 m 450 750 l S"), o40=stream(text(b"The price is 9"), (
                       b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 595 842] /XStep 595 /YStep 842 /Resources << /Font << /F1 7 0 R >> >>"))), SIGNER)
case("second-over-stroked-tiles", "I", signed_over(TILED, (56, 730, 300, 790)), "the price is drawn as the pattern of a line", findings="appearance_covers_content")
case("second-beside-stroked-tiles", "P", signed_over(TILED, (56, 330, 300, 390)), "beside the line")

# --- fields that viewers draw -------------------------------------------------------------------------------------------------------


def bare(value, more=b""):
    return text_field(b"name", value, NAME_LOOK, OVER, more=more).replace(b"/AP << /N 12 0 R >>", b"")


EMPTY_BARE, FULL_BARE = (sign(blank(o10=bare(value)), SIGNER) for value in (b"", b"Claire"))
case("bare-filled-over-price", "I", append(EMPTY_BARE, {NAME: bare(b"Claire")}), "viewers write the value somewhere over the price", findings="appearance_covers_content")
case("bare-made-read-only", "P", append(FULL_BARE, {NAME: bare(b"Claire", b"/Ff 1")}), "a field over the price is closed; what it says stays as it was")
case("bare-dated", "P", append(FULL_BARE, {NAME: bare(b"Claire", b"/M (D:20260101)")}), "the same field with the date of its last change")
case("bare-cleared", "I", append(FULL_BARE, {NAME: bare(b"")}), "a field over the price said something when it was signed, and is emptied", findings="field_value_replaced")
case("bare-empty-closed", "P", append(EMPTY_BARE, {NAME: bare(b"", b"/Ff 1")}), "an empty field over the price is closed")

# --- tables that say three things ---------------------------------------------------------------------------------------------------


def hybrid(objects, rows, hidden=()):
    """An update with a table of these rows (number, place or object, whether in use) and a stream that names `hidden`."""
    out, places = bytearray(SIGNED if SIGNED.endswith(b"\n") else SIGNED + b"\n"), {}
    for number, body in objects:
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    stream_at = len(out)
    entries = b"".join(b"\x01" + places[number].to_bytes(4, "big") + b"\0" for number in hidden)
    index = b" ".join(b"%d 1" % number for number in hidden)
    out += b"62 0 obj\n" + stream(entries, b"/Type /XRef /Size 63 /W [1 4 1] /Index [%s] /Root 1 0 R" % index) + b"\nendobj\n"
    at = len(out)
    out += b"xref\n"
    for number, place, is_used in rows:
        out += b"%d 1\n" % number + (b"%010d 00000 n \n" % (places[number] if place is None else place) if is_used else b"0000000000 65535 f \n")
    out += b"trailer\n<< /Size 63 /Root 1 0 R /Info 8 0 R /Prev %d /XRefStm %d /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n" % (
        last_xref(SIGNED), stream_at, b"a1" * 16, hashlib.md5(bytes(out)).hexdigest().encode(), at)
    return bytes(out)


NEW_ROW, FREE_ROW, OLD_ROW = (5, None, True), (5, 0, False), (5, OLD_PLACE, True)
case("table-hybrid-three-rows", "FI", hybrid([(5, FALSE)], [NEW_ROW, FREE_ROW, OLD_ROW]), "the content is listed as new, as free and as old")
case("table-hybrid-old-first", "FI", hybrid([(5, FALSE)], [OLD_ROW, FREE_ROW, NEW_ROW]), "the same in the other order")
case("table-hybrid-used-and-free", "FI", hybrid([], [FREE_ROW, OLD_ROW]), "the content is free and in use: who takes the first shows an empty page")
FILLED = text_field(b"name", b"Claire", LOOK, b"[60 640 260 660]")
case("table-hybrid-free-and-hidden", "P", hybrid([(NAME, FILLED), (LOOK, look_of(b"Claire"))], [(NAME, 0, False), (LOOK, 0, False)], (NAME, LOOK)),
     "a field is filled in; the table calls it free and the stream says where it stands, as such files are written")

# --- files that would keep a validator busy -----------------------------------------------------------------------------------------


def crowded(streams=20_000, size=300_000):
    """As many object streams as this, all said to stand where one large one does."""
    first = 1000
    large = b"<< /Type /ObjStm /N 0 /First 0 /Length 0 /Numbers [%s] >>\nstream\n\nendstream" % (b"0 " * (size // 2))
    out, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in sorted({**bodies(), first: large}.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    last = first + 2 * streams
    places.update({number: places[first] for number in range(first, first + streams)})
    places[last] = len(out)
    rows = bytearray()
    for number in range(last + 1):
        if number in places:
            rows += b"\x01" + places[number].to_bytes(4, "big") + b"\0"
        elif number >= first:
            rows += b"\x02" + (number - streams).to_bytes(4, "big") + b"\0"
        else:
            rows += b"\0\0\0\0\0\0"
    entries = b"/Filter /FlateDecode /Type /XRef /Size %d /W [1 4 1] /Root 1 0 R /Info 8 0 R /ID [<%s> <%s>]" % (last + 1, b"c3" * 16, b"c3" * 16)
    out += b"%d 0 obj\n" % last + stream(zlib.compress(bytes(rows)), entries) + b"\nendobj\n"
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % places[last]


CROWDED = sign(crowded(), SIGNER)
case("crowded", "P", append(CROWDED, {NAME: FILLED, LOOK: look_of(b"Claire")}), "thousands of object streams in one place; a field is filled in")


def related(kids, more=b""):
    """A form whose defaults come later, with a field that has this list of kids, and a kid that has `more`."""
    without_defaults = FORM_BODY.replace(b"/DR << /Font << /F1 7 0 R >> >> /DA (/F1 12 Tf 0 g) ", b"") % (b"40 0 R ", b"")
    family = {"o40": b"<< /T (parent) /FT /Tx /Kids [%s] >>" % kids, "o41": b"<< /T (kid) /Parent 40 0 R /FT /Tx %s>>" % more}
    pdf = sign(blank(**{f"o{FORM}": without_defaults}, **family), SIGNER)
    return append(pdf, {FORM: body_of(pdf, FORM).replace(b"/Fields", b"/DA (/F1 12 Tf 0 g) /Fields")})


case("default-new-for-twins", "P", related(b"41 0 R " * 500), "the form gains a default; one kid is named many times and has no value")
case("default-new-for-own-parent", "P", related(b"41 0 R 41 0 R", b"/Kids [40 0 R 40 0 R] "), "the kid names its own parent, twice")
case("default-new-for-crowds", "P", related(b"41 0 R " * 30_000), "the same for a crowd of them: none stands on a page")

ENDLESS = b"[-1%s -1%s 1%s 1%s]" % ((b"0" * 23,) * 4)
WIDE = sign(blank(o10=text_field(b"name", b"", NAME_LOOK, ENDLESS)), SIGNER)
for name, look in (("nothing", form(b"q Q")), ("text", look_of(b"Claire")), ("line", shown(b"0 0 m 200 20 l S " + CLAIRE))):
    case(f"filled-endless-{name}", "IF", append(WIDE, {NAME: text_field(b"name", b"Claire", LOOK, ENDLESS), LOOK: look}), f"a field larger than any page, filled with {name}")
case("second-in-endless-field", "IF", append(WIDE, {NAME: text_field(b"name", b"Claire", LOOK, ENDLESS).replace(b"/AP << /N 61 0 R >>", b"")}), "the same without a look")
