"""The published attacks on signed PDFs: Mladenov et al. 2019 (ISA, SWA, USF), Mainka et al. 2021 (shadow documents),
Rohlmann et al. 2021 (evil annotations, sneaky signatures). Rebuilt from the papers. None may pass."""

import re

from authority import HOUR, SIGNED_AT
from cases import case
from document import (
    CATALOG, CATALOG_BODY, CONTENT_1, FONT, FORM, PAGE_1, PAGES, append, blank, body_of, byte_range, container_of, form, page, sign, stream,
    text, with_byte_range,
)
from people import SECOND, SIGNER

PDF = blank()
SIGNED = sign(PDF, SIGNER)
P1, P2, P3 = (sign(PDF, SIGNER, certify=permission) for permission in (1, 2, 3))
FALSE = stream(text(b"Contract", b"The price is 9,000,000 euros."))
NEW = 60


def false_page(pdf):
    return {PAGE_1: body_of(pdf, PAGE_1).replace(b"/Contents 5 0 R", b"/Contents 60 0 R"), NEW: FALSE}


def raw(objects):
    return b"".join(b"%d 0 obj\n" % number + body + b"\nendobj\n" for number, body in objects.items())


# Incremental saving attacks.
case("isa-1", "F", append(SIGNED, false_page(SIGNED)), "ISA 1: an update with a table shows another page", intact=True)
case("isa-1-same-object", "F", append(SIGNED, {CONTENT_1: FALSE}), "ISA 1 over the content object itself", intact=True)
signature_object = int(re.findall(rb"(\d+) 0 obj\s*<<[^>]*?/Contents <[0-9A-F]{64}", SIGNED)[-1])
signature_body = body_of(SIGNED, signature_object)
case("isa-2", "F", append(SIGNED, {**false_page(SIGNED), signature_object: signature_body}),
     "ISA 2: the same, the signature written again so that it seems to be the newest")
case("isa-3-no-table", "F", append(SIGNED, false_page(SIGNED), with_table=False), "ISA 3: new objects and a trailer, no table")
case("isa-4-bare", "F", SIGNED + raw(false_page(SIGNED)), "ISA 4: bare objects behind the end")
case("isa-4-signature-copied", "F", SIGNED + raw({**false_page(SIGNED), signature_object: signature_body}),
     "ISA 4 with the signature written again")
case("isa-4-startxref", "FI", SIGNED + raw(false_page(SIGNED)) + b"startxref\n0\n%%EOF\n", "ISA 4 with an end that leads nowhere")
for name, certified in (("p1", P1), ("p2", P2), ("p3", P3)):
    case(f"isa-1-{name}", "F", append(certified, false_page(certified)), f"ISA 1 against a certification, {name}")

# Signature wrapping.
BEGIN, GAP, BEHIND, TAIL = byte_range(SIGNED)
TABLE = int(re.findall(rb"startxref\s+(\d+)", SIGNED)[-1])
CONTAINER = container_of(SIGNED).hex().encode()
ENTRIES = b" /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:20260201100000Z) >>\nendobj\n"


def wrapped(range_entry):
    """The zeros behind the container give way to a dictionary that ends early, false objects, and a table just where the
    signed tail's startxref points; the signed tail itself is moved behind all of it."""
    head = SIGNED[:GAP] + b"<" + CONTAINER + b"> " + range_entry + ENTRIES
    places, out = {}, bytearray(head)
    for number, body in false_page(SIGNED).items():
        places[number] = len(out)
        out += raw({number: body})
    assert len(out) < TABLE
    out += b" " * (TABLE - len(out))
    for number in re.findall(rb"(?:^|\n)(\d+) 0 obj", SIGNED[:GAP]):
        places.setdefault(int(number), SIGNED.rindex(b"\n%s 0 obj" % number, 0, GAP) + 1)
    lines = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in sorted(places.items()))
    out += b"xref\n0 1\n0000000000 65535 f \n" + lines
    out += b"trailer\n<< /Size 70 /Root 1 0 R /Info 8 0 R >>\nstartxref\n%d\n%%%%EOF\n" % TABLE
    return bytes(out), SIGNED[BEHIND:]


def wrap(name, letters, why, numbers):
    slot = 70
    head, tail = wrapped(b"/ByteRange ".ljust(slot))
    entry = b"/ByteRange [%s]" % b" ".join(b"%d" % number for number in numbers(len(head)))
    case(name, letters, head.replace(b"/ByteRange ".ljust(slot), entry.ljust(slot), 1) + tail, why, signatures=1)


wrap("swa-moved-tail", "F", "SWA: the signed tail moved behind false objects, the range told so", lambda moved: [0, GAP, moved, TAIL])
wrap("swa-range-kept", "F", "SWA: the same with the range as it was", lambda moved: [0, GAP, BEHIND, TAIL])
hole = bytearray(SIGNED)
words = b">" + raw(false_page(SIGNED))
hole[BEHIND - 1 - len(words) - 1:BEHIND - 2] = words
case("swa-inside-the-padding", "IF", bytes(hole), "the string ends early, false objects stand where its zeros were")
appended = append(SIGNED, false_page(SIGNED))
case("swa-range-over-update", "F", with_byte_range(appended, [0, GAP, BEHIND, len(appended) - BEHIND]),
     "the range stretched over an update that was not signed")

# Universal signature forgery.
def without(what, instead=b""):
    """The entry renamed or replaced in the same space."""
    found = SIGNED.index(what)
    return SIGNED[:found] + instead.ljust(len(what)) + SIGNED[found + len(what):]


case("usf-1-no-contents", "IF", without(b"/Contents", b"/Contentz"), "USF 1: /Contents is missing", signatures=1)
case("usf-2-no-range", "IF", without(b"/ByteRange", b"/ByteRangf"), "USF 2: /ByteRange is missing", signatures=1)
case("usf-1-null-contents", "IF", SIGNED[:GAP] + b"null".ljust(BEHIND - GAP) + SIGNED[BEHIND:], "USF 1: /Contents is null", signatures=1)
case("usf-1-empty-contents", "IF", SIGNED[:GAP] + b"<>".ljust(BEHIND - GAP) + SIGNED[BEHIND:], "USF 1: /Contents is empty", signatures=1)
case("usf-1-zero-contents", "IF", SIGNED[:GAP] + b"<00>".ljust(BEHIND - GAP) + SIGNED[BEHIND:], "USF 1: /Contents is a zero", signatures=1)
case("usf-3-zero-range", "IF", with_byte_range(SIGNED, [0, 0, 0, 0]), "USF 3: a range over nothing", signatures=1)
case("usf-3-negative-range", "IF", with_byte_range(SIGNED, [-1, -1, -1, -1]), "USF 3: negative numbers", signatures=1)
range_at = re.search(rb"/ByteRange \[[^]]*\]", SIGNED)
case("usf-4-null-range", "IF", SIGNED[:range_at.start()] + b"/ByteRange null".ljust(len(range_at.group())) + SIGNED[range_at.end():],
     "USF 4: the range is null", signatures=1)
case("usf-wrong-type", "IF", without(b"/Type /Sig", b"/Type /Foo") if b"/Type /Sig" in SIGNED else without(b"/Type/Sig"),
     "the dictionary is of another type, and still the value of the field", signatures=1)

# Shadow documents: what is shown later stood in the file before it was signed.
overlay = form(b"1 1 1 rg 0 0 595 842 re f " + text(b"Nice weather today"), 595, 842)
hide = blank(o5=stream(text(b"Contract", b"The price is 9,000,000 euros.") + b" /Cover Do"), o3=page(
    b"5 0 R", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R").replace(b"/Font <<", b"/XObject << /Cover 30 0 R >> /Font <<"), o30=overlay)
hidden = sign(hide, SIGNER)
case("shadow-hide", "F", append(hidden, {30: form(b"q Q", 595, 842)}), "shadow, hide: the cover over the real text is taken away", intact=True)
case("shadow-hide-unreferenced", "F", append(hidden, {PAGE_1: body_of(hidden, PAGE_1).replace(b"30 0 R", b"12 0 R")}),
     "shadow, hide: the cover's name leads to something empty", intact=True)
case("shadow-hide-signed", "PI", hidden, "shadow, hide, prepared and not yet used: what is shown is what was signed")
fonts = blank(o31=b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /a 32 0 R >> "
              b"/Encoding << /Differences [32 /a] >> /FirstChar 32 /LastChar 32 /Widths [1000] >>", o32=stream(b"1000 0 d0"))
replaced = sign(fonts, SIGNER)
case("shadow-replace-font", "F", append(replaced, {FONT: body_of(replaced, 31)}), "shadow, replace: another font shows other words", intact=True)
case("shadow-replace-field", "IF", append(SIGNED, {PAGE_1: body_of(SIGNED, PAGE_1), 16: form(text(b"9,000,000"))}),
     "shadow, replace: a field's appearance under the same value", intact=True)
twins = blank(o40=b"<< /Type /Pages /Kids [41 0 R] /Count 1 >>", o41=page(b"42 0 R").replace(b"2 0 R", b"40 0 R", 1), o42=FALSE,
              o43=CATALOG_BODY.replace(b"2 0 R", b"40 0 R") % b"")
twins_signed = sign(twins, SIGNER)
case("shadow-hide-and-replace", "F", append(twins_signed, {}, root=b"43 0 R"),
     "shadow, hide and replace: a second tree of pages, hidden when it was signed, becomes the document", intact=True)
case("shadow-hide-and-replace-catalog", "F", append(twins_signed, {CATALOG: body_of(twins_signed, 43)}),
     "the same through the catalog itself", intact=True)
case("shadow-hide-and-replace-pages", "F", append(twins_signed, {PAGES: b"<< /Type /Pages /Kids [41 0 R] /Count 1 >>"}),
     "the same through the page tree", intact=True)
case("shadow-hide-and-replace-signed", "PI", twins_signed, "prepared and not yet used: what is shown is what was signed")

# Evil annotations and sneaky signatures.
COVER = form(b"1 1 1 rg 0 0 475 40 re f 0 0 0 rg " + text(b"The price is 9,000,000 euros.").replace(b"60 760", b"4 14"), 475, 40)


def annotated(pdf, kind, more=b""):
    body = body_of(pdf, PAGE_1)
    annotation = b"<< /Type /Annot /Subtype /%s /Rect [56 730 531 770] /P 3 0 R /F 4 /AP << /N 61 0 R >> %s >>" % (kind, more)
    return append(pdf, {PAGE_1: body.replace(b"/Annots [", b"/Annots [60 0 R "), 60: annotation, 61: COVER})


case("evil-free-text", "IF", annotated(P3, b"FreeText", b"/DA (/F1 12 Tf) /Contents (The price)"),
     "EAA: P=3 permits annotations, this one covers the price; it must be named at least", modifications="annotations other")
case("evil-stamp", "IF", annotated(P3, b"Stamp"), "EAA with a stamp", modifications="annotations other")
case("evil-free-text-p2", "F", annotated(P2, b"FreeText", b"/DA (/F1 12 Tf) /Contents (The price)"), "EAA against P=2", allowed=False)
case("evil-hidden", "IF", annotated(P3, b"FreeText", b"/DA (/F1 12 Tf) /Contents () /OC << /Type /OCG /Name (x) >>"), "EAA in a layer")


def sneaky(pdf):
    """A second signature whose appearance covers the text."""
    drawn = append(pdf, {
        PAGE_1: body_of(pdf, PAGE_1).replace(b"/Annots [", b"/Annots [60 0 R "),
        FORM: body_of(pdf, FORM).replace(b"/Fields [", b"/Fields [60 0 R "),
        60: b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Sneaky) /Rect [56 730 531 770] /P 3 0 R /F 4 /AP << /N 61 0 R >> >>",
        61: COVER,
    })
    return sign(drawn, SECOND, "Sneaky", at=SIGNED_AT + HOUR)


case("sneaky-p2", "IF", sneaky(P2), "SSA: P=2 permits signing, this signature's picture covers the price", modifications="form_filling other")
case("sneaky-approved", "IF", sneaky(SIGNED), "SSA after an approval", modifications="form_filling other")
case("sneaky-p1", "F", sneaky(P1), "SSA against P=1", allowed=False)
case("removed-signature", "IFN", append(SIGNED, {FORM: body_of(PDF, FORM), PAGE_1: body_of(PDF, PAGE_1)}),
     "an update takes the signature away: it is still listed, or the file counts as unsigned")
case("removed-permission", "F", append(P1, {CATALOG: body_of(PDF, CATALOG).replace(b"/Type", b"/AcroForm 9 0 R /Type", 1), NEW: FALSE, **false_page(P1)}),
     "an update takes the certification's permission out of the catalog and changes the page")
case("certified-again", "IF", append(P1, {**false_page(P1), signature_object: body_of(P1, signature_object).replace(b"/P 1", b"/P 3")})
     if b"/P 1" in body_of(P1, signature_object) else append(P1, false_page(P1)), "the certification written again with more permission")
case("orphan", "IFN", append(
    SIGNED, {FORM: re.sub(rb"\s(?:2[2-9]|3\d) 0 R", b"", body_of(SIGNED, FORM))}), "the field is taken out of the form: the signature is an orphan")
