"""Updates at which a viewer stumbles, and what it then finds: numbers it cannot hold, ends it does not see, values spelled in another
way, second objects that no section lists or that stand within a stream. Each with a neighbour written as usual, which passes."""

import random
import re
import struct

from cases import case
from cases.covering import SIGNED
from cases.unlisted import EVIL, ROW, TRAILER, second, updated
from document import FONT, PAGES, PAGE_1, XMP_BODY, append, blank, body_of, form, last_xref, page, sign, stream, text
from people import SIGNER

HELD = dict(intact=True)
PAGE, TREE, LETTERS = (body_of(SIGNED, number) for number in (PAGE_1, PAGES, FONT))

# --- tables and their ends --------------------------------------------------------------------------------------------------------

for name, change in {
    "rows-of-none-beyond": dict(rows=b"4294967295 0\n" + ROW),
    "rows-of-none": dict(rows=ROW + b"70 0\n"),
    "row-beyond": dict(rows=ROW + b"8388700 1\n0000000000 00001 f \n"),
    "rows-across": dict(rows=ROW + b"4194303 2\n" + b"0000000000 00001 f \n" * 2),
    "size-beyond": dict(trailer=TRAILER.replace(b"90", b"4194305")),
    "trailer-behind-comment": dict(trailer=TRAILER.replace(b"trailer\n", b"trailer%c\n")),
    "start-in-comment": dict(end=b"startxref %%c\n%d\n%%%%EOF\n"),
    "start-behind-zeros": dict(end=b"startxref\n\0\0%d\n%%%%EOF\n"),
    "start-glued": dict(end=b"startxref%d\n%%%%EOF\n"),
    "start-far-from-its-end": dict(end=b"startxref\n%d" + b"\n" * 300 + b"%%%%EOF\n"),
    "start-far-from-its-section": dict(before=b"\n" * 20 + b"8 0 obj\n<< >>\nendobj\n"),
    "start-said-before": dict(before=b"startxref\n7\n%%EOF\n"),
    "end-without-number": dict(end=b"startxref\n%d\n"),
}.items():
    case(f"stumbled-{name}", "F", updated(**change), f"a section or an end that not every viewer reads: {name}", **HELD)
for name, change in {
    "rows-of-nothing": dict(rows=b"0 0\n" + ROW),
    "size-largest": dict(trailer=TRAILER.replace(b"90", b"4194304")),
    "start-lines-of-two": dict(end=b"startxref\r\n%d\r\n%%%%EOF\r\n"),
    "start-ten-digits": dict(end=b"startxref\n%010d\n%%%%EOF\n"),
}.items():
    case(f"stumbled-{name}", "P", updated(**change), f"its neighbour, which every viewer reads: {name}", modifications="lta_updates")


# --- sections and objects in streams ------------------------------------------------------------------------------------------------


def in_streams(widths=(1, 4, 2), index=b"8 1", size=95, more=b"", number=92, objects=None, packed=None, told=b"", rows=()):
    """The title changed, by an update whose section is a stream. `packed`: head, body and number of objects of a stream, 91; `rows`:
    object and place in it."""
    out, places = bytearray(SIGNED), {}
    for one, body in (objects or {8: b"<< /Title (x) >>"}).items():
        places[one] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (one, body)
    if packed:
        head, body, count = packed
        places[91] = len(out)
        out += b"91 0 obj\n%s\nendobj\n" % stream(head + body, b"/Type /ObjStm /N %s /First %d %s" % (count, len(head), told))
    width = lambda value, octets: value.to_bytes(octets, "big")
    entries = [(one, 1, place, 0) for one, place in places.items()] + [(one, 2, 91, place) for one, place in rows]
    content = b"".join(b"".join(map(width, entry[1:], widths)) for entry in entries)
    index += b"".join(b" %d 1" % entry[0] for entry in entries if entry[0] != 8 or rows)
    at = len(out)
    out += b"%d 0 obj\n" % number + stream(content, b"/Type /XRef /W [%d %d %d] /Index [%s] /Size %d /Root 1 0 R /Info 8 0 R /Prev %d "
        b"/ID [<a1a1> <b2b2>] %s" % (*widths, index.strip(), size, last_xref(SIGNED), more)) + b"\nendobj\n"
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % at


for name, change in {
    "widths-of-eight": dict(widths=(8, 8, 8)), "list-of-none-beyond": dict(index=b"8388609 0 8 1"), "list-of-none": dict(index=b"70 0 8 1"),
    "section-beside-it": dict(more=b"/XRefStm 7"), "size-of-stream-beyond": dict(size=8388609), "number-of-stream-beyond": dict(number=9000000, size=9000001),
}.items():
    case(f"stumbled-{name}", "FU", in_streams(**change), f"a section in a stream that not every viewer reads: {name}")
case("stumbled-section-in-stream", "P", in_streams(), "a section in a stream, as programs write it", modifications="lta_updates")
case("stumbled-section-in-stream-long", "P", in_streams(widths=(1, 8, 2)), "with places of eight octets", modifications="lta_updates")

TITLE = b"<< /Title (x) >>"


def packed(*given, count=None):
    head, body = b"", b""
    for number, value in given:
        head, body = head + b"%d %d " % (number, len(body)), body + value + b"\n"
    return head, body, count or b"%d" % len(given)


def holding(contents, *rows, **knobs):
    return in_streams(index=b"", objects={60: b"<< /Left (behind) >>"}, packed=contents, rows=rows, **knobs)


BOTH = packed((7, LETTERS), (8, TITLE))
ONE = packed((7, LETTERS))
for name, pdf in {
    "place-of-none": holding(ONE, (7, 5)), "places-exchanged": holding(BOTH, (7, 1), (8, 0)), "page-place-of-none": holding(packed((3, PAGE)), (3, 5)),
    "more-promised": holding(packed((7, LETTERS), count=b"3"), (7, 0)), "more-promised-than-there-is": holding(packed((7, LETTERS), count=b"2000000"), (7, 0)),
    "count-in-fractions": holding(packed((7, LETTERS), count=b"1.0"), (7, 0)),
    "objects-falling": holding((b"7 %d 8 0 " % (len(TITLE) + 1), TITLE + b"\n" + LETTERS, b"2"), (7, 0), (8, 1)),
    "objects-overlapping": holding((b"7 0 8 3 ", LETTERS, b"2"), (7, 0), (8, 1)),
    "objects-in-one-place": holding((b"7 0 61 0 ", LETTERS, b"2"), (7, 0), (61, 1)),
    "objects-apart": holding((b"7 30 ", b"<< /X 1 >>" + b" " * 8 + b"% comment \n" + LETTERS, b"1"), (7, 0)),
    "comment-among-places": holding((b"7 0 % 3 0\n", LETTERS, b"1"), (7, 0)),
}.items():
    case(f"stumbled-{name}", "F", pdf, f"objects in a stream that not every viewer finds: {name}", **HELD)
case("stumbled-objects-in-order", "P", holding(BOTH, (7, 0), (8, 1)), "two objects in a stream, as programs write them", modifications="lta_updates")

# --- the same value, spelled in another way ------------------------------------------------------------------------------------------


def repeated(body, first, last, seed, count=40):
    """`last` as it was, and `first` before it, among names that say nothing: viewers sort what is as long."""
    chance = random.Random(seed)
    names = [b"/%s null" % bytes(chance.choices(b"ABCDEFGHabcdefgh", k=5)) for _ in range(count)]
    one, other = sorted((chance.randrange(count), chance.randrange(count)))
    assert last in body
    return body.replace(last, b" ".join([*names[:one], first, *names[one:other], last, *names[other:]]), 1)


for seed in (3, 6, 10):
    case(f"stumbled-content-twice-{seed}", "F", append(SIGNED, {3: repeated(PAGE, b"/Contents 6 0 R", b"/Contents 5 0 R", seed)}), "a page says its content twice", **HELD)
    case(f"stumbled-font-twice-{seed}", "F", append(SIGNED, {3: repeated(PAGE, b"/F1 8 0 R", b"/F1 7 0 R", seed)}), "within a page something says its font twice", **HELD)
case("stumbled-names-of-nothing", "P", append(SIGNED, {3: repeated(PAGE, b"/Contents 5 0 R", b"/Contents 5 0 R", 3).replace(b"/Contents 5 0 R ", b"", 1)}), "a page with names that say nothing, and each thing once")
case("stumbled-measures-in-fractions", "P", append(SIGNED, {3: PAGE.replace(b" 595 842", b" 595.0 842.00")}), "measures of a page, written as fractions")

HIDDEN = b"<< /Type /Annot /Subtype /Stamp /Rect [56 730 300 756] /P 3 0 R /F 2 /AP << /N 41 0 R >> >>"
OTHER = form(b"1 g 0 0 244 26 re f 0 g BT /F1 14 Tf 4 10 Td (The price is 9,000,000 euros.) Tj ET", 244, 26)
FIELDS = b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R"
WIDE = LETTERS.replace(b"/BaseFont /Helvetica", b"/BaseFont /Helvetica /FirstChar 32 /LastChar 126 /Widths [%s]" % b" ".join([b"556"] * 95))
for name, number, body, old, new, more in (
    ("hidden", 45, HIDDEN, b"/F 2", b"/F 2.0", dict(o3=page(b"5 0 R", FIELDS + b" 45 0 R"), o41=OTHER)),
    ("hidden-long", 45, HIDDEN, b"/F 2", b"/F " + b"0" * 300 + b"2", dict(o3=page(b"5 0 R", FIELDS + b" 45 0 R"), o41=OTHER)),
    ("turned", 3, page(b"5 0 R", FIELDS).replace(b"/MediaBox", b"/Rotate 90 /MediaBox"), b"/Rotate 90", b"/Rotate 90.0", {}),
    ("letters", 7, WIDE, b"/FirstChar 32", b"/FirstChar 32.0", {}),
    ("size", 3, page(b"5 0 R", FIELDS), b" 842", b" " + b"0" * 300 + b"842", {}),
    ("count", 2, TREE, b"/Count 2", b"/Count 2.0", {}),
):
    signed = sign(blank(**{**more, f"o{number}": body}), SIGNER)
    later = body_of(signed, number)
    assert old in later, name
    case(f"stumbled-fraction-{name}", "F", append(signed, {number: later.replace(old, new, 1)}), f"the same number, in a spelling that some viewers do not take: {name}", **HELD)
    case(f"stumbled-whole-{name}", "P", append(signed, {number: later}), f"the same number as it was: {name}")

for name, widget in {"long": b"0" * 300 + b"2", "zeros": b"0" * 32 + b"2"}.items():
    case(f"stumbled-second-hidden-{name}", "F", second({"/F": widget}), f"a second signature hidden by a number of which some viewers read the beginning: {name}")
NAMED = b"<< /Title (x) /%s (y) >>"
for name, title in {"long": b"N" * 121, "long-escaped": b"#4e" * 81, "with-0x80": b"Own\x80", "with-0xff": b"Own\xff", "with-control": b"Own\x7f"}.items():
    case(f"stumbled-name-{name}", "F", updated(body=NAMED % title), f"a name that some viewers read otherwise: {name}", **HELD)
for name, title in {"long": b"N" * 120, "accented": "Été".encode()}.items():
    case(f"stumbled-name-held-{name}", "P", updated(body=NAMED % title), f"a name every viewer holds: {name}")
case("stumbled-deep", "F", updated(body=b"<< /Title (x) /Own %s%s >>" % (b"[" * 60, b"]" * 60)), "lists in lists that some viewers do not follow", **HELD)
case("stumbled-not-so-deep", "P", updated(body=b"<< /Title (x) /Own %s%s >>" % (b"[" * 30, b"]" * 30)), "lists in lists")

# --- what stands twice ---------------------------------------------------------------------------------------------------------------


def before_table(pdf, raw):
    """The whole file with something before its table that the table does not list."""
    at = pdf.rindex(b"xref\n", 0, pdf.rindex(b"startxref"))
    return pdf[:at] + raw + re.sub(rb"startxref\n\d+", b"startxref\n%d" % (at + len(raw)), pdf[at:])


def prepared(raw):
    return sign(before_table(blank(), raw), SIGNER)


SECOND_PRICE = b"5 0 obj\n" + EVIL + b"\nendobj\n"
for name, raw in {
    "object": SECOND_PRICE, "object-of-generation": SECOND_PRICE.replace(b"5 0", b"5 1"),
    "object-in-stream": b"39 0 obj\n" + stream(b"\n" + SECOND_PRICE) + b"\nendobj\n",
    "objects-in-stream": b"39 0 obj\n" + stream(b"5 0 << >>", b"/Type /ObjStm /N 1 /First 4") + b"\nendobj\n",
    "trailer": b"trailer\n<< /Root 4 0 R /Size 22 >>\n",
}.items():
    signed = prepared(raw)
    case(f"stumbled-second-{name}", "F", append(signed, {8: TITLE}), f"the signed document holds what only a viewer finds that looks through it: {name}", **HELD)
    case(f"stumbled-second-{name}-alone", "P", signed, f"the same, and nothing came after: {name}", modifications="none")
LEFT = {
    "of-nothing": (b"39 0 obj\n<< /Left (behind) >>\nendobj\n", "an object of a number that nothing has"),
    "same-trailer": (b"trailer\n<< /Root 1 0 R /Size 22 >>\n", "a trailer that says the same"),
}
for name, (raw, why) in LEFT.items():
    case(f"stumbled-left-{name}", "P", append(prepared(raw), {8: TITLE}), f"the signed document holds {why}", modifications="lta_updates")
case("stumbled-left-in-a-word", "P", append(sign(blank(o39=b"<< /Own (see 5 0 obj) >>"), SIGNER), {8: TITLE}), "the signed document holds words within a text", modifications="lta_updates")
first = blank(o5=EVIL)
earlier = sign(append(first, {5: body_of(blank(), 5)}), SIGNER)
case("stumbled-left-former", "P", append(earlier, {8: TITLE}), "what the content was before it was corrected, and before it was signed", modifications="lta_updates")
CARRIED = b"<< /Type /Catalog /Pages 2 0 R /AcroForm 9 0 R /Metadata 17 0 R /Names << /EmbeddedFiles << /Names [(a) 40 0 R] >> >> >>"
carrying = blank(o1=CARRIED, o40=b"<< /Type /Filespec /F (a.pdf) /EF << /F 41 0 R >> >>", o41=stream(blank(), b"/Type /EmbeddedFile"))
case("stumbled-left-attached", "P", append(sign(carrying, SIGNER), {8: TITLE}), "a whole PDF is attached as it is", modifications="lta_updates")


def turned_back():
    """Two updates before the signature: the later one lists the price where it stood at first."""
    pdf = blank()
    row = b"5 1\n%010d 00000 n \n" % pdf.index(b"5 0 obj")
    pdf = append(pdf, {5: EVIL})
    at = len(pdf)
    return pdf + b"xref\n" + row + TRAILER.replace(b"%d", b"%d" % last_xref(pdf)) + b"startxref\n%d\n%%%%EOF\n" % at


case("stumbled-second-former", "F", append(sign(turned_back(), SIGNER), {8: TITLE}), "the last of the contents in the file is one that was given up", **HELD)


def with_metadata(title, more=b""):
    return append(SIGNED, {17: stream(XMP_BODY % title, b"/Type /Metadata /Subtype /XML " + more)})


for name, words in {
    "object": b"\n" + SECOND_PRICE, "object-parted": b"\n5 %\n0\n%\nobj\n" + EVIL, "trailer": b"\ntrailer\n<< /Root 4 0 R >>\n", "start": b"\nstartxref\n7\n%%EOF\n",
}.items():
    case(f"stumbled-metadata-{name}", "F", with_metadata(words), f"among the metadata of an update stands what a viewer takes for a part of the file: {name}", **HELD)
case("stumbled-text-object", "F", updated(body=b"<< /Title (\n5 0 obj << >>) >>"), "the same within a text", **HELD)
for name, words in {"words": b"12 000 objets, 5 obj, endobj", "trailer": b"\ntrailer\nof a film", "start": b"startxref"}.items():
    case(f"stumbled-metadata-held-{name}", "P", with_metadata(words), f"words that look a little like it: {name}", modifications="lta_updates")


def listed_back(pdf, rows, size=b"90"):
    at = len(pdf)
    return pdf + b"xref\n" + rows + TRAILER.replace(b"90", size).replace(b"%d", b"%d" % last_xref(pdf)) + b"startxref\n%d\n%%%%EOF\n" % at


PLACES = {number: SIGNED.index(b"\n%d 0 obj" % number) + 1 for number in (5, 6)}
case("stumbled-row-back", "F", listed_back(SIGNED, b"5 1\n%010d 00000 n \n" % PLACES[6]), "a row of the update leads to an object of the signed document that is another", **HELD)
case("stumbled-row-back-same", "P", listed_back(SIGNED, b"5 1\n%010d 00000 n \n" % PLACES[5]), "a row of the update says again where an object stands")
PRICE = form(b"BT /F1 14 Tf 4 10 Td (The price is 1,000 euros.) Tj ET", 244, 26)


def of_no_generation():
    """Object 40 is listed in a generation it has not: null for some, and drawn by others. An update lists the second one like that."""
    drawn = page(b"5 0 R", FIELDS).replace(b"/Font << /F1 7 0 R >>", b"/Font << /F1 7 0 R >> /XObject << /X 40 0 R >>")
    pdf = before_table(blank(o3=drawn, o5=stream(text(b"Contract") + b" q 1 0 0 1 56 730 cm /X Do Q"), o40=PRICE), b"40 0 obj\n" + OTHER + b"\nendobj\n")
    good, other = pdf.index(b"40 0 obj"), pdf.rindex(b"40 0 obj")
    signed = sign(pdf.replace(b"%010d 00000 n" % good, b"%010d 00001 n" % good, 1), SIGNER)
    return signed, listed_back(signed, b"40 1\n%010d 00001 n \n" % other)


case("stumbled-row-null-back", "F", of_no_generation()[1], "null before and null after, for viewers that look at generations", **HELD)
case("stumbled-row-null-null", "F", append(of_no_generation()[0], {40: b"null"}), "what some viewers drew is null", **HELD)

# --- what hangs on a reference that not every reader follows --------------------------------------------------------------------------

HELD_BY = b"<< /Type /XObject /Subtype /Form /BBox [0 0 244 26] /Resources << /Font << /F1 7 0 R >> >> %s"
PRICED = b" q 1 0 0 1 56 730 cm /X Do Q"


def drawing(content, entries=b""):
    return HELD_BY % entries + b" /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def hidden_graph(reference=b"40 1 R", waiting=False):
    """A page that draws what hangs on object 40, for who does not look at generations."""
    drawn = page(b"5 0 R", FIELDS).replace(b"/Font << /F1 7 0 R >>", b"/Font << /F1 7 0 R >> /XObject " + reference)
    there = {} if waiting else dict(o41=drawing(b"BT /F1 14 Tf 4 10 Td (The price is 1,000 euros.) Tj ET"))
    return sign(blank(o3=drawn, o40=b"<< /X 41 0 R >>", o5=stream(text(b"Contract") + PRICED), o8=TITLE, **there), SIGNER)


EVIL_ONE = b"BT /F1 14 Tf 4 10 Td (The price is 9,000,000 euros.) Tj ET"
LED_BY_TITLE = {8: b"<< /Title (x) /X 41 0 R >>"}
for name, pdf in {
    "packed": append(hidden_graph(), {41: drawing(EVIL_ONE, b"/Type /ObjStm /N 0 /First 0").replace(b"/Type /XObject ", b"")}),
    "section": append(hidden_graph(), {41: drawing(EVIL_ONE, b"/Type /XRef").replace(b"/Type /XObject ", b"")}),
    "title": append(hidden_graph(), {**LED_BY_TITLE, 41: drawing(EVIL_ONE)}),
    "title-waiting": append(hidden_graph(waiting=True), {**LED_BY_TITLE, 41: drawing(EVIL_ONE)}),
    "metadata": append(hidden_graph(), {1: body_of(hidden_graph(), 1).replace(b"/Metadata 17 0 R", b"/Metadata 41 0 R"), 41: drawing(EVIL_ONE)}),
}.items():
    case(f"stumbled-hidden-{name}", "F", pdf, f"what the page draws for some viewers becomes something else, and is led to from elsewhere: {name}", **HELD)
case("stumbled-hidden-not", "P", append(hidden_graph(), {8: b"<< /Title (x) /X 60 0 R >>", 60: b"<< /Own (x) >>"}), "the title leads to something nobody led to")
unread = blank(o3=page(b"5 0 R", FIELDS).replace(b"/Font << /F1 7 0 R >>", b"/Font << /F1 7 0 R >> /XObject << /X 40 0 R >>"), o5=stream(text(b"Contract") + PRICED), o40=drawing(EVIL_ONE))
listed_at = unread.index(b"40 0 obj")
for name, other in {"free": b"%010d 00000 f" % 0, "missed": b"%010d 00000 n" % (listed_at + 2)}.items():
    signed = sign(unread.replace(b"%010d 00000 n" % listed_at, other), SIGNER)
    case(f"stumbled-row-{name}", "F", append(signed, {8: TITLE}), f"an object that is drawn is not where its row says, and found by viewers that look through the file: {name}", **HELD)
