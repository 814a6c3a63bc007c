"""References that only some viewers find, for they take the octets 0x80 and 0xFF for blanks: what hangs on one is part of the signed
page, though it is only written later. And numbers in a text that merely begin as an object does."""

from authority import HOUR, SIGNED_AT
from cases import case
from document import PAGE_1, XMP_BODY, append, blank, form, page, sign, stream, text
from people import SECOND, SIGNER

FIELDS = b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R"
OWN = b"/Resources << /Font << /F1 7 0 R >> >>"
CONTENT = stream(text(b"Contract") + b" q 1 0 0 1 56 730 cm /X Do Q")
FALSE = form(b"BT /F1 14 Tf 4 10 Td (The price is 9,000,000 euros.) Tj ET", 244, 26)
INFO = 8


def prepared(entry):
    """Signed, with this among what the page draws with; there is no object 41."""
    drawing = page(b"5 0 R", FIELDS)
    assert OWN in drawing
    return sign(blank(**{f"o{PAGE_1}": drawing.replace(OWN, b"/Resources 40 0 R"), "o5": CONTENT, "o40": OWN[11:-2] + entry + b" >>"}), SIGNER)


for name, entry in (
    ("name", b"/XObject\x8041 0 R"), ("name-by-ff", b"/XObject\xff41 0 R"), ("name-inside", b"/XObject << /X\x8041 0 R >>"), ("number", b"/XObject << /X 41\x800\x80R >>"),
    ("behind", b"/XObject << /X 41 0 R\x80 >>"), ("list", b"/Own [/X\x8041 0 R]"), ("word", b"/Own [true\x8041 0 R]"), ("nothing", b"/Own [\xff41 0 R]"),
):
    case(f"glued-{name}", "F", append(prepared(entry), {41: FALSE}), "the object some viewers were led to from the signed page is written later")
    case(f"glued-{name}-left", "P", append(prepared(entry), {INFO: b"<< /Title (x) >>"}), "it is never written")
case("glued-no-reference", "P", append(prepared(b"/Own\x80 (x)"), {41: FALSE}), "a name with such an octet, and an object nothing leads to")


# --- numbers in a text ------------------------------------------------------------------------------------------------------------


def described(words):
    return stream(XMP_BODY % (b"\n" + words + b"\n"), b"/Type /Metadata /Subtype /XML")


for name, words in (("things", b"12 000 objets"), ("page", b"5 0 objects"), ("glued", b"5 0 objet")):
    before = sign(blank(o17=described(words)), SIGNER)
    case(f"number-in-text-{name}", "P", append(before, {INFO: b"<< /Title (x) >>"}), "a text that counts things, then an update")
    case(f"number-in-text-{name}-twice", "P", sign(before, SECOND, "Second", at=SIGNED_AT + HOUR), "the same, then another signature", signatures=2)
    case(f"number-in-later-text-{name}", "P", append(sign(blank(), SIGNER), {17: described(words)}), "in the text of the update", modifications="lta_updates")
case("object-in-text", "F", append(sign(blank(o17=described(b"5 0 obj\n(x)")), SIGNER), {INFO: b"<< /Title (x) >>"}), "an object that viewers would find")
case("object-in-later-text", "F", append(sign(blank(), SIGNER), {17: described(b"5 0 obj\n(x)")}), "the same in the update")
