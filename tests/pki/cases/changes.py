"""What was changed after signing, by a naive writer: allowed, or not."""

from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec

from authority import HOUR, SIGNED_AT, crl
from cases import case
from document import (
    AGREE, AMOUNT, AMOUNT_LOOK, CATALOG, CONTENT_1, FONT, FORM, INFO, NAME, NAME_LOOK, PAGE_1, PAGES, PREPARED, TOWN, XMP, XMP_BODY, append, blank, body_of, changed, check_box,
    form, look_of, page, sign, stamp, store, stream, text, text_field,
)
from people import CA, ROOT, SECOND, SIGNER, TSA

PDF = blank()
APPROVED = sign(PDF, SIGNER)
P1, P2, P3 = (sign(PDF, SIGNER, certify=permission) for permission in (1, 2, 3))
OF = {"approved": APPROVED, "p1": P1, "p2": P2, "p3": P3}
NEW = 60
NOTE = b"<< /Type /Annot /Subtype /Text /Rect [500 780 520 800] /Contents (Read) /P 3 0 R /F 4 >>"


def filled(pdf, value=b"Claire Martin"):
    """The field "name" filled in with a fresh appearance."""
    return append(pdf, {NAME: text_field(b"name", value, NEW, b"[60 640 260 660]"), NEW: look_of(value)})


def annotated(pdf, annotation=NOTE, more=None):
    body = body_of(pdf, PAGE_1)
    return append(pdf, {PAGE_1: body.replace(b"/Annots [", b"/Annots [%d 0 R " % NEW), NEW: annotation, **(more or {})})


def catalog(pdf, more):
    return changed(pdf, CATALOG, b"/Type /Catalog", b"/Type /Catalog " + more)


def script(pdf):
    return catalog(pdf, b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")


def dss(pdf):
    return store(pdf, [CA.der], [], [crl(ROOT)])


def stamped(pdf):
    return stamp(pdf, TSA, at=SIGNED_AT + HOUR)


def signed(pdf):
    return sign(pdf, SECOND, "Signature2", at=SIGNED_AT + HOUR)


# What is done, and for a signature without certification and with P=1, 2, 3 what must be said.
PERMITTED = [
    ("filled", filled, "PFPP", "form_filling", "a field was filled in"),
    ("annotated", annotated, "PFFP", "annotations", "a note was added"),
    ("store", dss, "PPPP", "lta_updates", "validation data were added (ISO 32000-2, 12.8.2.2.2: not even P=1 forbids it)"),
    ("stamped", stamped, "PPPP", "lta_updates", "a document timestamp was added (the same)"),
    ("signed", signed, "PFPP", "form_filling", "somebody else signed"),
]
for what, change, letters, level, why in PERMITTED:
    for (kind, pdf), letter in zip(OF.items(), letters):
        extra = {"modifications": level} if letter == "P" else {"allowed": False, "intact": True}
        case(f"{kind}-then-{what}", letter, change(pdf), f"{kind}: {why}", **extra)

case("approved-then-metadata", "P", append(APPROVED, {XMP: stream(XMP_BODY % b"Another title", b"/Type /Metadata /Subtype /XML"),
     INFO: b"<< /Title (Another title) >>"}), "title and metadata", modifications="lta_updates")
case("approved-then-nothing", "P", append(APPROVED, {}), "an update with nothing in it", modifications="none lta_updates")
case("approved-then-same", "P", append(APPROVED, {CONTENT_1: body_of(APPROVED, CONTENT_1)}),
     "an object written again as it was", modifications="none lta_updates")
case("approved-then-checked", "P", append(APPROVED, {AGREE: check_box(b"Yes")}), "a box was checked", modifications="form_filling")
case("approved-then-nested-filled", "P", append(APPROVED, {
    TOWN: body_of(APPROVED, TOWN).replace(b"/V ()", b"/V (Lyon)").replace(b"21 0 R", b"%d 0 R" % NEW), NEW: look_of(b"Lyon")}),
    "a field inside another was filled in", modifications="form_filling")
case("approved-then-filled-in-place", "PI", append(APPROVED, {
    NAME: text_field(b"name", b"Claire", NAME_LOOK, b"[60 640 260 660]"), NAME_LOOK: look_of(b"Claire")}),
    "filled in, the appearance written over the old one", modifications="form_filling other")
case("approved-then-prepared-signed", "P", sign(APPROVED, SECOND, "Prepared", at=SIGNED_AT + HOUR),
     "the field that stood ready was signed", modifications="form_filling", signatures=2)
case("approved-then-three", "P", sign(signed(APPROVED), SIGNER, "Signature3", at=SIGNED_AT + 2 * HOUR), "three signatures", signatures=3)
case("approved-then-all", "P", stamped(dss(filled(signed(APPROVED)))), "signed, filled in, validation data, timestamp", signatures=3)
case("p2-then-prepared-signed", "P", sign(P2, SECOND, "Prepared"), "P=2 permits signing the field that stood ready", signatures=2)
case("p1-then-store-and-stamp", "P", stamped(dss(P1)), "P=1 permits both, one after the other", modifications="lta_updates")
case("p2-then-note-then-signed", "F", signed(annotated(P2)), "a forbidden note under a permitted signature", allowed=False)

# What no signature permits.
FORBIDDEN = [
    ("content", lambda pdf: changed(pdf, CONTENT_1, b"1,000", b"9,000"), "the price on the first page"),
    ("content-new-object", lambda pdf: append(pdf, {
        PAGE_1: body_of(pdf, PAGE_1).replace(b"/Contents 5 0 R", b"/Contents 60 0 R"), NEW: stream(text(b"Another contract"))}),
        "the first page shows another content"),
    ("content-added", lambda pdf: append(pdf, {
        PAGE_1: body_of(pdf, PAGE_1).replace(b"/Contents 5 0 R", b"/Contents [5 0 R 60 0 R]"), NEW: stream(text(b"And 9,000 more"))}),
        "content was added behind the old"),
    ("page-added", lambda pdf: append(pdf, {PAGES: b"<< /Type /Pages /Kids [3 0 R 4 0 R 60 0 R] /Count 3 >>", NEW: page(b"6 0 R")}),
     "a page was added"),
    ("page-removed", lambda pdf: append(pdf, {PAGES: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"}), "a page was removed"),
    ("pages-turned", lambda pdf: append(pdf, {PAGES: b"<< /Type /Pages /Kids [4 0 R 3 0 R] /Count 2 >>"}), "the pages in another order"),
    ("page-rotated", lambda pdf: changed(pdf, PAGE_1, b"/Type /Page", b"/Type /Page /Rotate 180"), "the page upside down"),
    ("page-cropped", lambda pdf: changed(pdf, PAGE_1, b"/Type /Page", b"/Type /Page /CropBox [0 780 595 842]"), "only the heading is shown"),
    ("font", lambda pdf: changed(pdf, FONT, b"/Helvetica", b"/Symbol"), "another font: the same text looks different"),
    ("script", script, "JavaScript that runs on opening"),
    ("names-script", lambda pdf: catalog(pdf, b"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >>"),
     "JavaScript in the document's names"),
    ("attachment", lambda pdf: append(catalog(pdf, b"/Names << /EmbeddedFiles << /Names [(a) 61 0 R] >> >>"), {
        NEW: stream(b"Other terms", b"/Type /EmbeddedFile"), NEW + 1: b"<< /Type /Filespec /F (terms.txt) /EF << /F 60 0 R >> >>"}),
     "a file was attached"),
    ("field-renamed", lambda pdf: changed(pdf, AMOUNT, b"(amount)", b"(deposit)"), "a field got another name"),
    ("field-moved", lambda pdf: changed(pdf, AMOUNT, b"[60 560", b"[260 760"), "a field stands elsewhere"),
    ("field-removed", lambda pdf: changed(pdf, FORM, b"15 0 R ", b""), "a field was removed"),
    ("field-of-another-kind", lambda pdf: changed(pdf, PREPARED, b"/Sig", b"/Tx"), "a signature field became a text field"),
    ("look-of-unfilled", lambda pdf: append(pdf, {AMOUNT_LOOK: look_of(b"9000")}), "a field looks different, its value is the same"),
    ("layers", lambda pdf: catalog(pdf, b"/OCProperties << /OCGs [] /D << /Order [] >> >>"), "layers were introduced"),
    ("signature-look", lambda pdf: append(pdf, {NEW: form(text(b"Signed by the president"), 200, 60), PREPARED: body_of(
        pdf, PREPARED).replace(b"/F 4", b"/F 4 /AP << /N 60 0 R >>")}), "an unsigned signature field looks signed"),
]
LOOKS = ("look-of-unfilled", "signature-look")
for what, change, why in FORBIDDEN:
    if what in LOOKS:
        # Whoever may fill in a field may draw it anew; but what is seen is no longer what the value says.
        case(f"approved-then-{what}", "IF", change(APPROVED), f"after a signature: {why}", intact=True)
        case(f"p3-then-{what}", "IF", change(P3), f"after a certification with P=3: {why}", intact=True)
        continue
    case(f"approved-then-{what}", "F", change(APPROVED), f"after a signature: {why}", modifications="other", intact=True)
    case(f"p3-then-{what}", "F", change(P3), f"after a certification with P=3: {why}", allowed=False, intact=True)
case("approved-then-content-then-signed", "F", signed(changed(APPROVED, CONTENT_1, b"1,000", b"9,000")),
     "changed, then signed by another: the second covers what the first did not see", signatures=2)
case("approved-then-content-then-back", "PF", changed(changed(APPROVED, CONTENT_1, b"1,000", b"9,000"), CONTENT_1, b"9,000", b"1,000"),
     "changed and changed back: what is shown is what was signed", intact=True)
case("p2-then-annotation-removed", "F", append(sign(annotated(PDF), SIGNER, certify=2), {PAGE_1: body_of(PDF, PAGE_1)}),
     "a note that was signed is gone")
case("value-without-look", "IF", append(APPROVED, {NAME: text_field(b"name", b"Nobody", NAME_LOOK, b"[60 640 260 660]")}),
     "a value that is not shown: filled in, as the permission goes; appearance and value differ")
case("look-other-than-value", "IF", append(APPROVED, {NAME: text_field(b"name", b"Claire", NEW, b"[60 640 260 660]"), NEW: look_of(b"Karim")}),
     "a field shows something else than its value")
case("need-appearances", "I", append(APPROVED, {FORM: body_of(APPROVED, FORM).replace(b"/DR", b"/NeedAppearances true /DR")}),
     "viewers are asked to draw the fields anew: many form fillers do it, and it may change what is shown")

# Locks.
INCLUDE, EXCLUDE = FieldMDPSpec(FieldMDPAction.INCLUDE, ["amount"]), FieldMDPSpec(FieldMDPAction.EXCLUDE, ["name"])
EVERYTHING = FieldMDPSpec(FieldMDPAction.ALL)


def amount(pdf):
    return append(pdf, {AMOUNT: text_field(b"amount", b"9000", NEW, b"[60 560 260 580]"), NEW: look_of(b"9000")})


def town(pdf):
    return append(pdf, {TOWN: body_of(pdf, TOWN).replace(b"/V ()", b"/V (Lyon)").replace(b"21 0 R", b"60 0 R"), NEW: look_of(b"Lyon")})


for kind, lock, letters in (("all", EVERYTHING, "FF"), ("include", INCLUDE, "FP"), ("exclude", EXCLUDE, "FP")):
    locked = sign(PDF, SIGNER, lock=lock)
    case(f"lock-{kind}-then-amount", letters[0], amount(locked), f"FieldMDP {kind}: the locked amount was changed", intact=True)
    case(f"lock-{kind}-then-name", letters[1], filled(locked), f"FieldMDP {kind}: the name was filled in", intact=True)
    in_field = sign(PDF, SIGNER, lock=lock, lock_in_field=lock)
    case(f"lock-{kind}-in-field-then-amount", letters[0], amount(in_field), f"SigFieldLock {kind}: the locked amount was changed")
case("lock-parent-then-nested", "F", town(sign(PDF, SIGNER, lock=FieldMDPSpec(FieldMDPAction.INCLUDE, ["person"]))),
     "a lock on a field locks those inside it (ISO 32000-2, 12.8.2.4)")
case("lock-nested-then-nested", "F", town(sign(PDF, SIGNER, lock=FieldMDPSpec(FieldMDPAction.INCLUDE, ["person.town"]))),
     "a lock names a field inside another")
case("lock-all-then-signed", "FP", signed(sign(PDF, SIGNER, lock=EVERYTHING)),
     "everything is locked and somebody signs in a field that was not there: viewers differ", signatures=2)
case("lock-by-second", "F", amount(sign(APPROVED, SECOND, "Signature2", lock=INCLUDE)), "the second signer locked the amount", signatures=2)
case("lock-by-second-other", "P", filled(sign(APPROVED, SECOND, "Signature2", lock=INCLUDE)),
     "the second signer locked the amount, the name was filled in", signatures=2)
case("lock-and-p2", "F", amount(sign(PDF, SIGNER, certify=2, lock=INCLUDE)), "P=2 permits filling in, the lock forbids this field")
