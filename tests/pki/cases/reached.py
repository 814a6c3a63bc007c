"""What a page draws with and a permitted change takes elsewhere: the catalog, a field or the form as a resource, numbers that
viewers cannot hold, lists longer than are looked at, values that were signed and fields that bear a name twice. Each with a neighbour
that is ordinary."""

import re

import container
from cases import case
from cases.covering import ANNOTS, OVER, SIGNED, mark_look, marked, signed_over
from cases.unlisted import second
from document import (
    AMOUNT, AMOUNT_LOOK, CATALOG_BODY, FORM, FORM_BODY, NAME, NAME_LOOK, PAGE_1, XMP, append, blank, body_of, form, last_xref, look_of,
    page, sign, stream, text, text_field,
)
from people import SECOND, SIGNER

GOOD = form(b"BT /F1 14 Tf 4 10 Td (The price is 1,000 euros.) Tj ET", 244, 26)
EVIL = form(b"BT /F1 14 Tf 4 10 Td (The price is 9,000,000 euros.) Tj ET", 244, 26)
BOX = (56, 730, 300, 756)


def drawing(objects):
    return page(b"5 0 R", ANNOTS).replace(b"/Font << /F1 7 0 R >>", b"/Font << /F1 7 0 R >> /XObject " + objects)


def drawn(name):
    return stream(text(b"Contract") + b" q 1 0 0 1 56 730 cm /%s Do Q" % name)


# pyHanko refuses some of these files, so they are signed by hand.


def raw_signed(pdf, objects=None, value=71, who=SIGNER, reference=b""):
    """An update with these objects and a signature as object `value`."""
    signature = b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached %s /M (D:20260201110000Z) /ByteRange [%s] /Contents <%s> >>" % (
        reference, b" " * 60, b"0" * 12000)
    out, places = bytearray(pdf), {}
    for number, body in sorted({**(objects or {}), value: signature}.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    at = len(out)
    out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % row for row in sorted(places.items()))
    out += b"trailer\n<< /Size 99 /Root 1 0 R /Info 8 0 R /Prev %d /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n" % (
        last_xref(pdf), b"a1" * 16, b"a1" * 16, at)
    found = re.search(rb"/ByteRange \[( +)\] /Contents (<0+>)", bytes(out[len(pdf):]))
    (room, end), (first, last) = [[len(pdf) + place for place in found.span(group)] for group in (1, 2)]
    out[room:end] = (b"0 %d %d %d" % (first, last, len(out) - last)).ljust(60)
    made = container.sign(container.digest("sha256", bytes(out[:first] + out[last:])), who).hex().encode()
    out[first + 1:first + 1 + len(made)] = made
    return bytes(out)


FIRST = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (First) /Rect [0 0 0 0] /P 3 0 R /F 132 /V 81 0 R >>"


def signed(pdf, certifies=None):
    body = body_of(pdf, PAGE_1).replace(b"/Annots [", b"/Annots [80 0 R ")
    fields = re.sub(rb"(/Fields \[[^\]]*)\]", rb"\1 80 0 R]", body_of(pdf, FORM)).rstrip()[:-2] + b" /SigFlags 3 >>"
    objects, reference = {PAGE_1: body, FORM: fields, 80: FIRST}, b""
    if certifies:
        reference = b"/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P %d /V /1.2 >> >>]" % certifies
        objects[1] = body_of(pdf, 1).rstrip()[:-2] + b" /Perms << /DocMDP 81 0 R >> >>"
    return raw_signed(pdf, objects, 81, SIGNER, reference)


# --- the catalog, the form and fields as resources -----------------------------------------------------------------------------

REDRAWN = "what the page draws with is what may be changed elsewhere: %s"
BY_CATALOG = signed(blank(o3=drawing(b"1 0 R"), o5=drawn(b"Metadata"), o17=GOOD))
case("reached-catalog-untouched", "P", BY_CATALOG, "a page that draws the metadata, which nobody changed")
case("reached-catalog-metadata", "F", append(BY_CATALOG, {XMP: EVIL}), REDRAWN % "the metadata", intact=True)
case("reached-catalog-metadata-certified", "F", append(signed(blank(o3=drawing(b"1 0 R"), o5=drawn(b"Metadata"), o17=GOOD), 1), {XMP: EVIL}), REDRAWN % "under a certification that permits nothing", intact=True)
BY_DSS = signed(blank(o3=drawing(b"1 0 R"), o5=drawn(b"DSS")))
case("reached-catalog-dss", "F", append(BY_DSS, {1: body_of(BY_DSS, 1).rstrip()[:-2] + b" /DSS 60 0 R >>", 60: EVIL}), REDRAWN % "the validation data", intact=True)
BY_FORM = signed(blank(o3=drawing(b"9 0 R"), o5=drawn(b"DR"), o9=(FORM_BODY % (b"", b"")).replace(b"/DR << /Font << /F1 7 0 R >> >>", b"")))
case("reached-form-resources", "F", append(BY_FORM, {FORM: body_of(BY_FORM, FORM).rstrip()[:-2] + b" /DR 60 0 R >>", 60: EVIL}), REDRAWN % "the form's resources", intact=True)

DATED = text_field(b"name", b"", NAME_LOOK, b"[60 640 260 660]", more=b"/M 41 0 R")
BY_FIELD = signed(blank(o3=drawing(b"10 0 R"), o5=drawn(b"M"), o10=DATED, o41=GOOD))
LATER = DATED.replace(b"/M 41", b"/M 60")
case("reached-field-date", "F", append(BY_FIELD, {NAME: LATER.replace(b"/V ()", b"/V (Claire)"), NAME_LOOK: look_of(b"Claire"), 60: EVIL}), REDRAWN % "a field's date", intact=True)
case("reached-field-date-alone", "F", append(BY_FIELD, {NAME: LATER, 60: EVIL}), REDRAWN % "nothing else", intact=True)
DATES = text_field(b"name", b"", NAME_LOOK, b"[60 640 260 660]", more=b"/M (D:20260101120000Z)")
case("reached-not-at-all", "P", append(signed(blank(o10=DATES)), {NAME: DATES.replace(b"/V ()", b"/V (Claire)").replace(b"202601", b"202602"), NAME_LOOK: look_of(b"Claire")}), "a field filled in, with its date")

BY_NAME = page(b"5 0 R", ANNOTS).replace(b"/Font << /F1 7 0 R >>", b"/Font 10 0 R")
IN_FONT = signed(blank(o3=BY_NAME, o10=text_field(b"name", b"", NAME_LOOK, b"[60 640 260 660]", more=b"/M 7 0 R"),
                       o5=stream(text(b"Contract", b"The price is 1,000 euros.").replace(b"/F1", b"/M"))))
NINES = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences %s >> >>"
case("reached-field-font", "F", append(IN_FONT, {NAME: body_of(IN_FONT, NAME).replace(b"/M 7 0 R", b"/M 60 0 R"), 60: NINES % b"[48 /nine /nine]"}), REDRAWN % "a field's date, a font", intact=True)

EMPTY = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Prepared) /Rect [300 100 500 160] /P 3 0 R /F 4 /M 41 0 R >>"
case("reached-signature-date", "F", raw_signed(signed(blank(o3=drawing(b"18 0 R"), o5=drawn(b"M"), o18=EMPTY, o41=GOOD)),
     {18: EMPTY.replace(b"/M 41 0 R", b"/M 60 0 R /V 71 0 R"), 60: EVIL}, 71, SECOND), REDRAWN % "a signature field's date", intact=True)

HIDDEN = stream(text(b"Contract", b"The price is 1,000 euros.") + b" /OC /M BDC BT /F1 14 Tf 200 740 Td (,000) Tj ET EMC")
LAYERS = CATALOG_BODY % b"/OCProperties << /OCGs [41 0 R 42 0 R] /D << /OFF [41 0 R] >> >> "
OF_LAYER = page(b"5 0 R", ANNOTS).replace(b"/Font << /F1 7 0 R >>", b"/Font << /F1 7 0 R >> /Properties 10 0 R")
ON_LAYER = signed(blank(o1=LAYERS, o3=OF_LAYER, o5=HIDDEN, o10=DATED, o41=b"<< /Type /OCG /Name (off) >>", o42=b"<< /Type /OCG /Name (on) >>"))
case("reached-field-layer", "F", append(ON_LAYER, {NAME: DATED.replace(b"/M 41", b"/M 42")}), REDRAWN % "a field's date, a layer", intact=True)

BY_USAGE = b"<< /Type /OCG /Name (shown) /Usage << /View << /ViewState /ON >> >> >>"
CHOOSING = text_field(b"name", b"", NAME_LOOK, b"[60 640 260 660]", more=b"/OFF [41 0 R] %s")
CHOSEN = signed(blank(o1=CATALOG_BODY % b"/OCProperties << /OCGs [41 0 R] /D 10 0 R >> ", o3=OF_LAYER.replace(b"10 0 R >>", b"<< /M 41 0 R >> >>", 1), o5=HIDDEN, o10=CHOOSING % b"", o41=BY_USAGE))
case("reached-field-layers", "F", append(CHOSEN, {NAME: CHOOSING % b"/AS [<< /Event /View /Category [/View] /OCGs [41 0 R] >>]"}), REDRAWN % "a field that says which layers are shown", intact=True)


def two_in_one(content, value=b""):
    """A field for a signature that is a stream."""
    return b"<< /FT /Sig /T (both) %s /Length %d >>\nstream\n%s\nendstream" % (value, len(content), content)


PRICE = text(b"Contract", b"The price is 1,000 euros.    ")
BOTH = signed(blank(o5=two_in_one(PRICE), o9=FORM_BODY % (b"5 0 R", b"")))
FIELDS = re.sub(rb"(/Fields \[[^\]]*)\]", rb"\1 90 0 R]", body_of(BOTH, FORM))
case("reached-content-that-is-a-field", "F", raw_signed(BOTH, {
    FORM: FIELDS, 90: b"<< /FT /Sig /T (Second) /V 71 0 R >>", 5: two_in_one(text(b"Contract", b"The price is 9,000,000 euros."), b"/V 71 0 R"),
}, 71, SECOND), "the page's content is an empty signature field, which is signed", intact=True)

LISTED = page(b"50 0 R").replace(b"/Annots []", b"/Annots 50 0 R")
BOTH_LISTS = raw_signed(blank(o3=LISTED, o50=b"[51 0 R 10 0 R]", o51=stream(text(b"Contract", b"The price is 1,000 euros."))),
                        {FORM: (FORM_BODY % (b"80 0 R", b"/SigFlags 3 ")), 80: b"<< /FT /Sig /T (First) /V 81 0 R >>"}, 81)
PAINTED = b"<< /Type /Annot /Subtype /Popup /Rect [500 100 520 120] /P 3 0 R /F 4 /Length 27 >>\nstream\n0 g 56 730 244 26 re f     \nendstream"
case("reached-content-that-is-a-mark", "F", append(BOTH_LISTS, {50: b"[51 0 R 10 0 R 60 0 R]", 60: PAINTED}), "one list of contents and of marks, which gains a mark", intact=True)

# --- what is neither a form nor a picture ----------------------------------------------------------------------------------------

for name, kind, said in (("usual", b"/Form", "I"), ("nought", b"/Form#00", "I"), ("other", b"/Foo", "I")):
    odd = sign(blank(o3=drawing(b"<< /X 41 0 R >>"), o5=stream(b"q 1 0 0 1 56 730 cm /X Do Q"), o41=GOOD.replace(b"/Form", kind)), SIGNER)
    case(f"covered-form-{name}", said, signed_over(odd, BOX), f"a second signature over what is drawn as {kind.decode()}")

# --- numbers that viewers cannot hold --------------------------------------------------------------------------------------------

YELLOW = b"/G gs 1 1 0 rg 0 0 244 26 re f "
BOXED = b"0 g 0 0 244 26 re f"
INKED = mark_look(b"").replace(b"<< /ExtGState", b"<< /Font << /F1 7 0 R >> /ExtGState")


def looking(content):
    return marked(b"Highlight", look=re.sub(rb"/Length 0 (.*)stream\n\n", lambda found: b"/Length %d %sstream\n%s\n" % (len(content), found[1], content), INKED, flags=re.S))


ROUND = 1 << 32
case("numbers-usual", "P", looking(YELLOW + b"q 1 0 0 1 900 0 cm 0 g 0 0 244 26 re f Q"), "a mark, and a box far beside it", modifications="annotations")
for name, content in {
    "moved": b"1 0 0 1 %d 0 cm " % ROUND + BOXED,
    "moved-beyond-64-bits": b"1 0 0 1 %d 0 cm " % (1 << 64) + BOXED,
    "moved-and-back": b"1 0 0 1 900000000 0 cm 1 0 0 1 -900000300 0 cm " + BOXED,
    "enlarged-and-back": b"1000000 0 0 1000000 0 0 cm 1 0 0 1 800 0 cm .000001 0 0 .000001 -801 0 cm " + BOXED,
    "path": b"0 g %d 0 m %d 0 l %d 26 l %d 26 l f" % (ROUND, ROUND + 244, ROUND + 244, ROUND),
    "text": b"BT /F1 14 Tf 0 g %d 10 Td (9,000,000) Tj ET" % (ROUND + 4),
    "text-raised": b"BT /F1 14 Tf 0 g %d Ts 4 10 Td (9,000,000) Tj ET" % ROUND,
    "grey": b"%d g 0 0 244 26 re f" % ROUND,
    "grey-16-bits": b"32768 g 0 0 244 26 re f",
    "grey-below": b"-40000 g 0 0 244 26 re f",
    "colour": b"%d %d %d rg 0 0 244 26 re f" % (ROUND, ROUND, ROUND),
    "ink": b"0 0 0 -40000 k 0 0 244 26 re f",
}.items():
    case(f"numbers-{name}", "I", looking(YELLOW + content), f"a number that some viewers take for another: {name}")
PLAIN = stream(YELLOW, b"/Type /XObject /Subtype /Form /BBox [0 0 244 26] /Resources << /ExtGState << /G << /BM /Multiply /ca %s >> >> >>")
for name, opacity, said in (("usual", b"1", "P"), ("rounded", b"1.0001", "P"), ("beyond", b"40000.0", "I"), ("exponent", b".0e1", "FI"), ("two-points", b"0.0.9", "FI")):
    case(f"numbers-opacity-{name}", said, marked(b"Highlight", look=PLAIN % opacity), f"an opacity: {name}")
for name, rect in {"moved": b"[%d 730 %d 756]" % (ROUND + 56, ROUND + 300), "beyond-64-bits": b"[%d 730 %d 756]" % ((1 << 64) + 56, (1 << 64) + 300)}.items():
    case(f"numbers-rectangle-{name}", "FI", marked(b"Stamp", look=form(BOXED, 244, 26), rect=rect, quads=OVER), f"a stamp in a rectangle: {name}")
    case(f"numbers-quads-{name}", "FI", marked(b"Highlight", b"/C [0 0 0]", rect=b"[400 300 420 320]", quads=rect), f"a mark without a look at such a place: {name}")
    case(f"numbers-signature-{name}", "FI", second({"/Rect": rect}), f"a signature in a rectangle: {name}")
for name, content in {
    "moved": b"q 1 0 0 1 %d 0 cm BT /F1 14 Tf 60 740 Td (The price is 1,000 euros.) Tj ET Q" % ROUND,
    "text": b"BT /F1 14 Tf %d 740 Td (The price is 1,000 euros.) Tj ET" % (ROUND + 60),
}.items():
    case(f"numbers-covered-{name}", "I", signed_over(sign(blank(o5=stream(content)), SIGNER), BOX), f"a second signature over what some viewers show there: {name}")

# --- lists longer than are looked at ---------------------------------------------------------------------------------------------


def striped(others):
    """Thin lines over the price, each legible alone, behind so many marks that show nothing."""
    numbers = range(100, 126 + others)
    objects = {number: b"<< /Type /Annot /Subtype /Popup /Rect [400 100 410 110] /P 3 0 R /F 4 >>" for number in numbers[:others]}
    for at, number in enumerate(numbers[others:], 730):
        objects[number] = b"<< /Type /Annot /Subtype /StrikeOut /Rect [56 %d 300 %d] /QuadPoints [56 756 300 756 56 730 300 730] /C [1 0 0] /P 3 0 R /F 4 /AP << /N 99 0 R >> >>" % (at, at + 1)
    listed = b" ".join(b"%d 0 R" % number for number in numbers)
    line = stream(b"0 g 0 0 244 1 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 244 1] /Resources << >>")
    return append(SIGNED, {PAGE_1: body_of(SIGNED, PAGE_1).replace(b"/Annots [", b"/Annots [" + listed + b" "), 99: line, **objects})


case("striped", "I", striped(0), "thin lines one beside the other", findings="appearance_covers_content")
case("striped-behind-many", "I", striped(501), "the same behind more marks than are looked at", findings="appearance_covers_content")


def lettered(differences, value=b"1000"):
    """Filled in with letters of a font that says which they are."""
    resources = b"<< /Font << /Fx 62 0 R >> >>"
    look = stream(b"/Tx BMC q BT /Fx 12 Tf 2 5 Td (%s) Tj ET Q EMC" % value, b"/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources " + resources)
    return append(SIGNED, {NAME: text_field(b"name", value, 60, b"[60 640 260 660]"), 60: look, 62: NINES % differences})


for name, differences, said in (
    ("usual", b"[48 /zero /one]", "P"), ("all-octets", b"[0 " + b"/space " * 48 + b"/zero /one 58 " + b"/a " * 198 + b"]", "P"),
    ("others", b"[48 /nine /nine]", "I"), ("beyond-many", b"[" + b"200 /a " * 600 + b"48 /nine /nine]", "I"),
    ("beyond-octets", b"[304 /nine /nine]", "I"), ("broken", b"[48.5 /nine /nine]", "I"), ("no-names", b"[48 (nine) (nine)]", "I"),
):
    case(f"letters-{name}", said, lettered(differences), f"the letters a font has for 0 and 1: {name}")

# --- values that were signed --------------------------------------------------------------------------------------------------

AMOUNTS = b"[60 560 260 580]"
REPLACED = "field_value_replaced"


def amount(value):
    return {AMOUNT: text_field(b"amount", value, AMOUNT_LOOK, AMOUNTS), AMOUNT_LOOK: look_of(value)}


DECOY = b"<< /FT /Tx /T (amount) /V (5) /DA (/F1 12 Tf 0 g) >>"
for name, fields in (("last", FORM_BODY % (b"50 0 R", b"")), ("first", (FORM_BODY % (b"", b"")).replace(b"[10", b"[50 0 R 10"))):
    case(f"said-by-two-decoy-{name}", "I", append(signed(blank(o9=fields, o50=DECOY)), amount(b"9000000")), "another field of that name says what it said", findings=REPLACED)
case("said-by-two-same", "P", append(signed(blank(o9=FORM_BODY % (b"50 0 R", b""), o50=DECOY)), amount(b"1000")), "both say what they said")


def deep(levels, value):
    """The amount so many fields down."""
    objects = {200 + level: b"<< %s /Kids [%d 0 R] %s >>" % (b"" if level else b"/T (a)", 201 + level, b"/Parent %d 0 R" % (199 + level) if level else b"") for level in range(levels)}
    return {**objects, 200 + levels: text_field(b"deep", value, NAME_LOOK, b"[60 640 260 660]", more=b"/Parent %d 0 R" % (199 + levels))}


for levels in (5, 33, 60):
    base = signed(blank(o9=(FORM_BODY % (b"200 0 R", b"")).replace(b"[10 0 R ", b"["), o12=look_of(b"1000"), o10=b"null",
                        o3=page(b"5 0 R", b"%d 0 R 11 0 R 15 0 R 18 0 R 20 0 R" % (200 + levels)), **{f"o{number}": body for number, body in deep(levels, b"1000").items()}))
    case(f"said-{levels}-deep", "FI", append(base, {200 + levels: deep(levels, b"9000000")[200 + levels], NAME_LOOK: look_of(b"9000000")}), "a value that was signed is another now, so many fields down")


def redrawn(content, value=b"1000"):
    return append(signed(blank()), {AMOUNT: text_field(b"amount", value, 60, AMOUNTS), 60: form(b"/Tx BMC BT %s 2 5 Td (%s) Tj ET EMC" % (content, value))})


for name, letters, said in (("usual", b"/F1 12 Tf 0 g", "P"), ("dark-grey", b"/F1 12 Tf 0.4 g", "P"), ("four-points", b"/F1 4 Tf 0 g", "P"),
                            ("three-points", b"/F1 3.1 Tf 0 g", "FI"), ("pale", b"/F1 12 Tf 0.75 g", "FI"), ("white", b"/F1 12 Tf 1 g", "FI")):
    case(f"redrawn-{name}", said, redrawn(letters), f"a value that was signed, drawn anew: {name}")


# --- a field above another, by a generation it has not ---------------------------------------------------------------------------

ABOVE = b"<< /T (person) /FT /Tx /DA (/F1 12 Tf 0 g) /V (%s) /Kids [20 0 R] >>"
BELOW = b"<< /Type /Annot /Subtype /Widget /Parent 19 %d R /Rect [56 730 300 756] /P 3 0 R /F 4 >>"
for name, generation, expected in (("unsure", 1, "I"), ("sure", 0, "I")):
    of = signed(blank(o19=ABOVE % b"", o20=BELOW % generation))
    case("reached-parent-" + name, expected, append(of, {19: ABOVE % b"9,000,000"}), "the value of a field above one without a look, which some viewers find and others not", findings=["appearance_covers_content"])
