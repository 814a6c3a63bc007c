"""Updates that readers take differently: objects no section lists, sections some viewers give up for a look through the file,
references and numbers that one follows and the other does not. Each with a neighbour written as usual, which passes."""

import os
import re
import struct
from unittest import mock

from pyhanko.pdf_utils import generic
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec

from authority import HOUR, SIGNED_AT
from cases import case
from cases.covering import OVER, SIGNED
from document import (
    AMOUNT_LOOK, FONT, FORM, FORM_BODY, PAGE_1, append, blank, body_of, form, last_xref, look_of, page, sign, stream, text, text_field,
)
from kinds import locked
from people import SECOND, SIGNER

EVIL = stream(text(b"Contract", b"The price is 9,000,000 euros."))
UNLISTED = b"5 0 obj\n" + EVIL + b"\nendobj\n"
TRAILER = b"trailer\n<< /Size 90 /Root 1 0 R /Info 8 0 R /Prev %d /ID [<a1a1> <b2b2>] >>\n"
ROW = b"8 1\n%010d 00000 n \n"


def updated(pdf=SIGNED, raw=b"", rows=ROW, trailer=TRAILER, before=b"", end=b"startxref\n%d\n%%%%EOF\n", body=b"<< /Title (x) >>"):
    """An update that gives the document another title; `raw` stands before its object."""
    out = bytearray(pdf) + raw
    place = len(out)
    out += b"8 0 obj\n%s\nendobj\n" % body + before
    at = len(out)
    return bytes(out) + b"xref\n" + rows.replace(b"%010d", b"%010d" % place) + trailer.replace(b"%d", b"%d" % last_xref(pdf)) + end % at


# --- what no section lists ------------------------------------------------------------------------------------------------------

case("title-changed-plainly", "P", updated(), "an update written as usual", modifications="lta_updates")
case("object-unlisted", "F", updated(raw=UNLISTED), "a viewer that looks for objects takes the last of each number, listed or not", intact=True)
case("object-unlisted-xrefstm", "F", updated(raw=UNLISTED, trailer=TRAILER.replace(b">>", b"/XRefStm 5 >>")), "the same, and a stream of the section that is none")
case("object-unlisted-in-comment", "F", updated(raw=b"%" + UNLISTED.replace(b"\n", b" ") + b"\n"), "the same in a comment")
case("object-unlisted-behind-word", "F", updated(raw=b"x " + UNLISTED), "the same behind a word")
case("comment-harmless", "P", updated(raw=b"% made by hand\n"), "a comment that says nothing")

# --- sections some viewers give up ------------------------------------------------------------------------------------------------

for name, change in {
    "row-of-19-bytes": dict(rows=b"8 1\n%010d 00000 n\n"),
    "row-without-noughts": dict(rows=b"8 1\n%010d 0 n \n"),
    "more-rows-promised": dict(rows=b"8 5\n%010d 00000 n \n"),
    "rows-from-one": dict(rows=b"1 1\n0000000000 65535 f \n" + ROW),
    "row-generation-beyond": dict(rows=b"88 1\n0000000000 70000 f \n" + ROW),
    "size-missing": dict(trailer=TRAILER.replace(b"/Size 90 ", b"")),
    "size-broken": dict(trailer=TRAILER.replace(b"90", b"90.5")),
    "previous-broken": dict(trailer=TRAILER.replace(b"%d", b"%d.0")),
    "root-twice": dict(trailer=TRAILER.replace(b"/Root", b"/Root 4 0 R /Root")),
    "stream-nowhere": dict(trailer=TRAILER.replace(b">>", b"/XRefStm 999999 >>")),
    "words": dict(trailer=TRAILER.replace(b">>", b"foo bar >>")),
    "second-trailer": dict(trailer=TRAILER + b"trailer\n<< /Size 90 /Root 4 0 R >>\n"),
    "far-from-its-end": dict(end=b"startxref" + b" " * 1500 + b"%d\n%%%%EOF\n"),
}.items():
    case(f"section-{name}", "F", updated(**change), f"the section of an update is not written as the standard says: {name}", intact=True)
case("blanks-behind-the-end", "P", updated(end=b"startxref\n%d\n%%%%EOF\n\n\n"), "a few line ends behind the end")
case("blanks-behind-the-end-many", "F", SIGNED + b" " * 30000, "so many that viewers do not find the end any more", intact=True)


def place_of(number):
    return [found.start(1) for found in re.finditer(rb"[\r\n](%d 0 obj)" % number, SIGNED)][-1]


def hybrid_update():
    """Its table frees the page's content, its stream lists it where it was."""
    out = bytearray(SIGNED)
    at, row = len(out), struct.pack(">BIH", 1, place_of(5), 0)
    out += b"90 0 obj\n" + stream(row, b"/Type /XRef /W [1 4 2] /Index [5 1] /Size 91 /Root 1 0 R") + b"\nendobj\n"
    table = len(out)
    out += b"xref\n5 1\n0000000000 00001 f \n" + TRAILER.replace(b"90", b"91").replace(b">>", b"/XRefStm %d >>" % at).replace(b"/Prev %d", b"/Prev %d" % last_xref(SIGNED))
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % table


case("hybrid-frees-what-was-there", "F", hybrid_update(), "the table frees the page's content and the stream keeps it", intact=True)

# --- what hangs on a reference that not every reader follows -----------------------------------------------------------------------

DRAWN = form(b"BT /F1 14 Tf 4 10 Td (The price is 1,000 euros.) Tj ET", 244, 26)
OTHER = form(b"BT /F1 14 Tf 4 10 Td (The price is 9,000,000 euros.) Tj ET", 244, 26)


def drawn_by(reference):
    """A page that draws what hangs on this reference."""
    body = page(b"5 0 R", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R").replace(b"/Font << /F1 7 0 R >>", b"/Font << /F1 7 0 R >> /XObject " + reference)
    return sign(blank(o3=body, o40=b"<< /X 41 0 R >>", o41=DRAWN, o5=stream(text(b"Contract") + b" q 1 0 0 1 56 730 cm /X Do Q")), SIGNER)


for name, reference in {
    "usual": b"40 0 R", "other-generation": b"40 1 R", "generation-beyond": b"40 70000 R",
}.items():
    case(f"drawn-by-{name}-replaced", "F", append(drawn_by(reference), {41: OTHER}), f"what the page draws is replaced; the reference to it: {name}", intact=True)

# --- a second signature -------------------------------------------------------------------------------------------------------------


class Raw(generic.PdfObject):
    def __init__(self, octets):
        self.octets = octets

    def write_to_stream(self, out, handler=None, container_ref=None):
        out.write(self.octets)


class Key(generic.NameObject):
    def write_to_stream(self, out, handler=None, container_ref=None):
        out.write(self.encode())


COVERING = b"1 1 1 rg 0 0 244 26 re f"


def second(widget=None, look=None, content=COVERING, base=SIGNED, box=(56, 730, 300, 756)):
    """Signed once more over the price, by a look that hides it; `widget` and `look` replace entries (`None`: taken out)."""

    def write(into, entries, number):
        for key, value in (entries or {}).items():
            if value is None:
                del into[key]
            else:
                into[Key(key)] = Raw(value.replace(b"@", b"%d" % number))

    def draw(writer, field, _):
        name = generic.pdf_name
        entries = {name("/Type"): name("/XObject"), name("/Subtype"): name("/Form"), name("/BBox"): Raw(b"[0 0 %d %d]" % (box[2] - box[0], box[3] - box[1])),
                   name("/Resources"): Raw(b"<< /Font << /F1 %d 0 R >> >>" % FONT)}
        drawn = generic.StreamObject(entries, stream_data=content)
        write(drawn, look, 0)
        reference = writer.add_object(drawn)
        field = field.get_object()
        field[name("/AP")] = generic.DictionaryObject({name("/N"): reference})
        write(field, widget, reference.idnum)

    return sign(base, SECOND, "Second", at=SIGNED_AT + HOUR, box=box, touch=draw)


case("second-over-price-plainly", "I", second(), "the control: it hides the price, and is seen to", findings="appearance_covers_content")
case("second-over-price-hidden", "P", second({"/F": b"2"}), "a hidden one hides nothing")
for name, reference in {"other-generation": b"@ 1 R", "generation-beyond": b"@ 70000 R", "with-sign": b"+@ 0 R", "parted-by-comment": b"@%c\n0 R"}.items():
    case(f"second-look-{name}", "IF", second({"/AP": b"<< /N %s >>" % reference}), f"the look stands under a reference some viewers follow: {name}")
for name, flags in {"beyond-32-bits": b"4294967298", "beyond-64-bits": b"18446744073709551618", "negative": b"-4294967294", "broken": b"2.0"}.items():
    case(f"second-hidden-{name}", "IF", second({"/F": flags}), f"hidden to whoever reads the flags so, and shown by others: {name}")
DRAWN_BY_KIND = {"/AP": None, "/C": b"[0 0 0]", "/Contents": b"(The price is 9,000,000 euros)", "/DA": b"(/Helv 24 Tf 0 g)", "/BS": b"<< /W 40 >>"}
for kind in ("FreeText", "Square", "Stamp", "Text", "Link"):
    case(f"second-as-{kind.lower()}", "IF", second({"/Subtype": b"/" + kind.encode(), **DRAWN_BY_KIND}), f"the field of a signature that viewers draw as a {kind}")
case("second-bordered", "I", second({"/AP": None, "/MK": b"<< /BC [0 0 0] >>", "/BS": b"<< /W 30 >>"}), "without a look viewers draw its border", findings="appearance_covers_content")
case("second-turned", "P", second({"/AP": None, "/MK": b"<< /R 90 >>"}), "a look that is none, turned")
case("second-flat", "I", second({"/Rect": b"[60 743 290 743]"}), "a look in a rectangle without extent is drawn as large as it is", findings="appearance_covers_content")
case("second-flat-drawing-nothing", "P", second({"/Rect": b"[0 0 0 0]"}, content=b"q Q"), "invisible signatures have one that draws nothing")
HEX = b"%0" + b"0 g 0 0 244 26 re f".hex().encode() + b">"
case("second-name-with-nought", "IF", second(look={"/Filter#00": b"/ASCIIHexDecode"}, content=HEX), "a comment, or in hexadecimal a black box: to some a name ends at a zero")

# --- encrypted files ----------------------------------------------------------------------------------------------------------------


def read_as_it_stands(kind):
    """A look of this type in an encrypted file; to whoever does not decrypt it, it is one long comment."""
    base = sign(locked("256"), SIGNER)
    for _ in range(100):
        with mock.patch("secrets.token_bytes", lambda count: b"%" + os.urandom(count - 1)):
            made = second(look={"/Type": kind}, content=b"0 g 0 0 244 26 re f", base=base)
        found = re.search(rb"/BBox.*?stream\r?\n(.*?)\r?\nendstream", made[len(base):], re.DOTALL).group(1)
        if found.startswith(b"%") and not re.search(rb"[\r\n]", found):
            return made
    raise AssertionError("no such ciphertext")


for kind in ("XObject", "XRef"):
    case(f"second-ciphered-{kind.lower()}", "IF", read_as_it_stands(b"/" + kind.encode()), f"a black box in an encrypted file, which calls itself {kind}")

# --- streams ------------------------------------------------------------------------------------------------------------------------

ANNOTATED = body_of(SIGNED, PAGE_1).replace(b"/Annots [", b"/Annots [60 0 R ")
MARK = b"<< /Type /Annot /Subtype /Highlight /Rect %s /QuadPoints [56 756 300 756 56 730 300 730] /C [1 1 0] /P 3 0 R /F 4 /AP << /N 61 0 R >> >>" % OVER
YELLOW = b"/G gs 1 1 0 rg 0 0 244 26 re f"


def marked(content, length):
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 244 26] /Resources << /ExtGState << /G << /BM /Multiply >> >> >>"
    return append(SIGNED, {PAGE_1: ANNOTATED, 60: MARK, 61: b"<< /Length %d %s >>\nstream\n%s\nendstream" % (length, entries, content)})


case("mark-of-its-length", "P", marked(YELLOW, len(YELLOW)), "a yellow mark")
case("mark-longer-than-it-says", "F", marked(YELLOW + b" %\nendstream 0 g 0 0 244 26 re f", 35), "what follows an end of the stream that is none to whoever goes by the length", intact=True)

SQUARE = b"<< /Type /Annot /Subtype /Square /Rect %s /P 3 0 R /F 4 /C [0 0 0] /AP << /N 61 0 R >> >>"
BESIDE = b"[300 330 544 356]"


def packed(*bodies, index):
    """An update whose object stream lists object 60 with each of these bodies."""
    out, places = bytearray(SIGNED), {}
    head, body = b"", b""
    for one in bodies:
        head += b"60 %d " % len(body)
        body += one + b"\n"
    plain = {PAGE_1: ANNOTATED, 61: form(b"0 g 0 0 244 26 re f", 244, 26), 91: stream(head + body, b"/Type /ObjStm /N %d /First %d" % (len(bodies), len(head)))}
    for number, one in sorted(plain.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    places[92] = len(out)
    rows = {**{number: (1, place, 0) for number, place in places.items()}, 60: (2, 91, index)}
    listed = b" ".join(b"%d 1" % number for number in sorted(rows))
    data = b"".join(struct.pack(">BIH", *rows[number]) for number in sorted(rows))
    entries = b"/Type /XRef /W [1 4 2] /Index [%s] /Size 95 /Root 1 0 R /Info 8 0 R /Prev %d /ID [<a1a1> <b2b2>]" % (listed, last_xref(SIGNED))
    return bytes(out) + b"92 0 obj\n" + stream(data, entries) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % places[92]


case("packed-once", "P", packed(SQUARE % BESIDE, index=0), "a square over nothing, in an object stream", modifications="annotations")
case("packed-twice", "F", packed(SQUARE % OVER, SQUARE % BESIDE, index=1), "viewers take the first of that number, or the one that is said", intact=True)

# --- locks --------------------------------------------------------------------------------------------------------------------------

LOCK = FieldMDPSpec(FieldMDPAction.INCLUDE, ["amount"])


def locked_as(name, fields=b"", lock=LOCK, **more):
    """Signed with a lock on the amount, which is filled in all the same."""
    field = text_field(b"amount", b"", AMOUNT_LOOK, b"[60 560 260 580]").replace(b"(amount)", name)
    signed = sign(blank(o15=field, o16=look_of(b""), o9=FORM_BODY % (fields, b""), **more), SIGNER, lock=lock)
    return append(signed, {15: field.replace(b"/V ()", b"/V (9000)"), 16: look_of(b"9000")})


for name, octets in {"usual": b"(amount)", "utf-16": b"<FEFF0061006D006F0075006E0074>", "utf-16-le": b"<FFFE61006D006F0075006E007400>",
                     "with-language": b"<FEFF001B0065006E001B0061006D006F0075006E0074>"}.items():
    case(f"lock-passed-{name}", "F", locked_as(octets), f"a locked field is filled in, its name written: {name}", intact=True)
case("lock-passed-by-second-name", "F", locked_as(b"(amount)", b"40 0 R", o40=b"<< /T (aaa) /Kids [15 0 R] >>"), "the field stands in the form under two names", intact=True)
case("lock-passed-by-look", "F", append(sign(blank(), SIGNER, lock=FieldMDPSpec(FieldMDPAction.ALL)), {16: form(b"/Tx BMC q BT /F1 6 Tf 150 5 Td (1000) Tj ET Q EMC")}),
     "what a locked field shows is drawn anew in its place", intact=True)

# --- signatures that are none -----------------------------------------------------------------------------------------------------

SEAL = form(b"1 1 0.8 rg 0 0 200 40 re f 0 g BT /F1 10 Tf 4 22 Td (Signe par Maitre Dupont, notaire) Tj ET", 200, 40)
SEEN = b"/Type /Annot /Subtype /Widget /Rect [300 400 500 440] /P 3 0 R /F 4 /AP << /N 62 0 R >>"


def sealed(field, kid):
    page_body = body_of(SIGNED, PAGE_1).replace(b"/Annots [", b"/Annots [61 0 R ")
    fields = re.sub(rb"(/Fields \[[^\]]*)\]", rb"\1 60 0 R]", body_of(SIGNED, FORM))
    return append(SIGNED, {PAGE_1: page_body, FORM: fields, 60: field, 61: kid, 62: SEAL})


NOTARY = b"<< /FT /Sig /T (Notaire) %s /Kids [61 0 R] >>"
case("seal-of-a-nameless-kid", "F", sealed(NOTARY % b"", b"<< /Parent 60 0 R /V << /Type /Sig >> %s >>" % SEEN), "a widget says it is signed, and its field is not", intact=True)
case("seal-of-an-empty-field", "F", sealed(NOTARY % b"", b"<< /Parent 60 0 R %s >>" % SEEN), "the same without a word", intact=True)
