"""What programs do to lists, buttons, notes and files as they save a signed document: bars behind what is chosen, values for push buttons,
notes that stand in the list itself, content compressed anew, frames in one stroke. Each with a neighbour that hides or shows something."""

import zlib

from cases import case
from cases.covering import CLAIRE, OVER, SIGNED, filled, shown
from document import (
    CATALOG_BODY, CONTENT_1, FONT, FORM, FORM_BODY, PAGE_1, append, blank, body_of, form, last_xref, page, sign, stream, text,
)
from people import SIGNER

NEW, OWN, LOOK = 60, 40, 41
KIDS = b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R 40 0 R"


def with_field(field, certify=None, **more):
    """The document with one more field, signed."""
    own = {f"o{FORM}": FORM_BODY % (b"40 0 R", b""), f"o{PAGE_1}": page(b"5 0 R", KIDS), f"o{OWN}": field, **more}
    return sign(blank(**own), SIGNER, certify=certify)


# --- lists ------------------------------------------------------------------------------------------------------------------------

LIST = (
    b"<< /Type /Annot /Subtype /Widget /FT /Ch /T (country) /Opt [(Belgium) [(F) (France)] (Spain)] /DA (/F1 12 Tf 0 g) "
    b"/Rect [300 600 420 660] /P 3 0 R /F 4 /AP << /N %d 0 R >> %s >>"
)
COUNTRIES = (b"Belgium", b"France", b"Spain")
BLUE, LETTERS = b"0.6 0.757 0.855 rg", b"0 g /F1 12 Tf"


def bar(row, colour=BLUE):
    return b"%s 0 %d 120 16 re f " % (colour, 60 - 18 * (row + 1))


def rows(*names, letters=()):
    """The options, one below the other; `letters`: others for some rows."""
    written = [b"%s 1 0 0 1 4 %d Tm (%s) Tj" % (dict(letters).get(row, LETTERS), 60 - 18 * (row + 1) + 4, name) for row, name in enumerate(names)]
    return b"BT " + b" ".join(written) + b" ET"


def listed(bars, names=COUNTRIES, letters=(), behind=b"", over=b""):
    return form(b"/Tx BMC q " + behind + bars + rows(*names, letters=letters) + over + b" Q EMC", 120, 60)


def chosen(value, look, before=b"", after=b""):
    signed = with_field(LIST % (LOOK, before), **{f"o{LOOK}": listed(b"")})
    return append(signed, {OWN: LIST % (NEW, before.replace(b"/V (F) ", b"") + value + after), NEW: look})


FRANCE = b"/V (F) "
GROUND = b"0.9 0.95 1 rg 0 0 120 60 re f 0 G 1 w 0.5 0.5 119 59 re S "
case("list-chosen", "P", chosen(FRANCE, listed(bar(1))), "a bar behind what is chosen", modifications="form_filling")
case("list-chosen-on-ground", "P", chosen(FRANCE, listed(bar(1, b"0.3 0.6 0.9 rg"), behind=GROUND)), "the same with a ground and a border")
case("list-chosen-other-marked", "I", chosen(FRANCE, listed(bar(2))), "the bar lies behind another", findings="appearance_differs_from_value")
case("list-chosen-none-marked", "I", chosen(FRANCE, listed(b"")), "programs read a choice, people see none")
case("list-chosen-two-marked", "I", chosen(FRANCE, listed(bar(1) + bar(2))), "two are marked, one is chosen")
case("list-chosen-all-marked", "I", chosen(FRANCE, listed(BLUE + b" 0 0 120 60 re f ")), "what lies behind all marks none")
case("list-chosen-pale", "I", chosen(FRANCE, listed(bar(1, b"0.95 g"))), "a bar nobody sees")
case("list-chosen-and-framed", "I", chosen(FRANCE, listed(bar(1), over=b" 0 G 1 w 2 7 116 16 re S")), "another is framed")
case("list-chosen-and-lined", "I", chosen(FRANCE, listed(bar(1), over=b" 0 G 2 w 2 22 m 118 22 l S 2 5 m 118 5 l S")), "lines over and under another")
case("list-chosen-and-larger", "I", chosen(FRANCE, listed(bar(1), letters=((2, b"0 g /F1 16 Tf"),))), "another is written larger")
case("list-chosen-and-red", "I", chosen(FRANCE, listed(bar(1), letters=((2, b"0.8 0 0 rg /F1 12 Tf"),))), "another is written in red")
case("list-chosen-under-ground", "I", chosen(FRANCE, listed(bar(1) + GROUND)), "the bar lies under the ground")
case("list-chosen-not-wide", "I", chosen(FRANCE, listed(bar(1).replace(b"120 16", b"40 16"))), "a patch that is no bar")
case("list-other-options", "I", chosen(FRANCE, listed(bar(1), (b"Belgium", b"France", b"Italy"))), "it shows what cannot be chosen")
case("list-no-option", "I", chosen(b"/V (Italy) ", listed(bar(1))), "a value that cannot be chosen")
case("list-part", "P", chosen(b"/V (Spain) ", listed(bar(1), (b"France", b"Spain"))), "from the second option on, as in a list that was moved")
case("list-part-without-it", "I", chosen(b"/V (Belgium) ", listed(bar(1), (b"France", b"Spain"))), "what is chosen is not among what is shown")
SEVERAL = b"/Ff 2097152 "
BOTH = b"/V [(Belgium) (F)] "
case("list-several", "P", chosen(BOTH, listed(bar(0) + bar(1)), SEVERAL, b"/I [0 1] "), "two are chosen and marked")
case("list-several-elsewhere", "I", chosen(BOTH, listed(bar(0) + bar(1)), SEVERAL, b"/I [0 2] "), "some viewers go by the places, which are others")
case("list-several-one-marked", "I", chosen(BOTH, listed(bar(0)), SEVERAL), "two are chosen, one is marked")
case("list-redrawn-other", "IF", append(
    with_field(LIST % (LOOK, FRANCE), **{f"o{LOOK}": listed(bar(1))}), {OWN: LIST % (NEW, FRANCE), NEW: listed(bar(2))}),
     "only the look is new, and shows another choice")

# --- push buttons -----------------------------------------------------------------------------------------------------------------

BUTTON = (
    b"<< /Type /Annot /Subtype /Widget /FT /Btn /Ff %d /T (print) /Rect [300 600 420 620] /P 3 0 R /F 4 /MK << /CA (Print) >> "
    b"/AP << %s >> %%s>>"
)
ONE, STATES = b"/N 41 0 R", b"/N << /A 41 0 R /B 42 0 R >>"
VALUED = b"/V /BBox /AS /BBox "
PRINT, FALSE = form(b"BT /F1 12 Tf 2 5 Td (Print) Tj ET", 120), form(b"BT /F1 12 Tf 2 5 Td (9,000,000) Tj ET", 120)


def pushed(before=b"", after=VALUED, looks=ONE, flags=65536, certify=None):
    button = BUTTON % (flags, looks)
    signed = with_field(button % before, certify, o41=PRINT, o42=FALSE)
    return append(signed, {OWN: button % after})


case("push-button-valued", "P", pushed(), "a value for what has none: its look is one, whatever it says", modifications="form_filling")
case("push-button-valued-certified", "F", pushed(certify=1), "where nothing may be filled in", allowed=False)
case("push-button-other-state", "IF", pushed(b"/AS /A ", b"/AS /B ", STATES), "its look hangs on its state, which is another now")
case("push-button-pressed", "IF", pushed(looks=b"/N 41 0 R /D << /BBox 42 0 R >>"), "so does what it shows when it is pressed")
case("push-button-radio", "IF", pushed(flags=65536 | 32768), "some viewers take it for one of several to choose from")
case("push-button-text", "IF", pushed(after=b"/V (9,000,000) "), "a value that is no state")
case("push-button-captioned", "IF", pushed(after=VALUED + b"/MK << /CA (Pay) >> "), "another caption beside it")

# --- notes in the list itself -------------------------------------------------------------------------------------------------------

QUADS = b"/QuadPoints [56 756 300 756 56 730 300 730] "


def listing(pdf, note):
    """The first page with a note in its list."""
    body = body_of(pdf, PAGE_1)
    assert b"/Annots [" in body, body
    return body.replace(b"/Annots [", b"/Annots [%s " % note)


def noted(note, pdf=SIGNED, **more):
    return append(pdf, {PAGE_1: listing(pdf, note), **{int(name[1:]): body for name, body in more.items()}})


YELLOW = b"<< /Type /Annot /Subtype /Highlight /Rect %s %s/C [1 1 0] /CA 1 >>" % (OVER, QUADS)
case("note-in-list", "P", noted(YELLOW), "a yellow mark that stands in the list of the page, as pdfium writes it", modifications="annotations", findings="annotations_added")
case("note-in-list-black", "I", noted(YELLOW.replace(b"[1 1 0]", b"[0 0 0]")), "a black one hides the price")
case("note-in-list-stamp", "F", noted(b"<< /Type /Annot /Subtype /Stamp /Rect %s /AP << /N 60 0 R >> >>" % OVER, o60=form(b"1 g 0 0 244 26 re f", 244, 26)), "a stamp over the price")
case("note-in-list-field", "IF", noted(b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (more) /V (9,000,000) /Rect [300 600 420 620] >>"), "a field")
case("note-in-list-link", "F", noted(b"<< /Type /Annot /Subtype /Link /Rect %s /A << /S /URI /URI (https://example.org) >> >>" % OVER), "an action on a click")
case("note-in-list-twice", "IF", noted(YELLOW.replace(b"/CA 1", b"/C [0 0 0]")), "one with two colours")
case("note-in-list-changed", "F", append(noted(YELLOW), {PAGE_1: body_of(noted(YELLOW), PAGE_1).replace(b"/C [1 1 0]", b"/C [0 0 0]")}), "it turns black in the next update")
CERTIFIED = sign(blank(), SIGNER, certify=2)
case("note-in-list-forbidden", "F", noted(YELLOW, CERTIFIED), "where notes are forbidden", allowed=False)

# --- content compressed anew ----------------------------------------------------------------------------------------------------------

SAID = text(b"Contract", b"The price is 1,000 euros.", b"It is paid within 30 days.")
OTHER = text(b"Contract", b"The price is 9,000 euros.", b"It is paid within 30 days.")


def packed(content, entries=b"/Filter /FlateDecode", ending=b"", damage=0):
    data = bytearray(zlib.compress(content))
    data[-1] ^= damage
    return append(SIGNED, {CONTENT_1: stream(bytes(data) + ending, entries)})


case("content-packed", "P", packed(SAID), "the same content, compressed by the program that saved the file")
case("content-packed-in-list", "P", packed(SAID, b"/Filter [/FlateDecode]"), "the same with a list of one filter")
case("content-packed-other", "F", packed(OTHER), "other content")
case("content-packed-damaged", "F", packed(SAID, damage=1), "a sum that does not fit: some viewers show less of it")
case("content-packed-longer", "F", packed(SAID, ending=b"\n% more"), "something behind the end")
case("content-packed-told", "F", packed(SAID, b"/Filter /FlateDecode /DecodeParms << /Predictor 1 >>"), "with numbers for the filter")
case("content-packed-twice", "F", packed(zlib.compress(SAID), b"/Filter [/FlateDecode /FlateDecode]"), "in another way than the usual one")
TWO_ENDS = stream(SAID + b"\nendstream\nBT /F1 14 Tf 60 400 Td (Annex) Tj ET")
LONGER = sign(blank(**{f"o{CONTENT_1}": TWO_ENDS}), SIGNER)
case("content-packed-with-two-ends", "F", append(LONGER, {CONTENT_1: stream(zlib.compress(SAID + b"\nendstream\nBT /F1 14 Tf 60 400 Td (Annex) Tj ET"), b"/Filter /FlateDecode")}),
     "it ended where its length or where its word said: from now on in one place only")

# --- the document that LibreOffice keeps beside the pages ---------------------------------------------------------------------------

TRAILER = b"/Size %d /Root 1 0 R /Info 8 0 R /Prev %d /ID [<%s> <%s>] /AdditionalStreams [/application#2Fvnd.oasis.opendocument.text %d 0 R]"


def hybrid(pdf, names, objects, size=100):
    return append(pdf, objects, trailer=TRAILER % (size, last_xref(pdf), b"a1" * 16, b"b2" * 16, names))


ODT = stream(b"PK a text of its own")
META = b"<< /Title (Contract) /Producer (Paraphe test PKI) /CreationDate (D:20260101120000Z) /ModDate (D:20260202120000Z) >>"
OPEN = hybrid(SIGNED, 90, {8: META})
case("hybrid-names-nothing", "P", OPEN, "an update that has LibreOffice look for its text where nothing stands: it opens the pages")
case("hybrid-names-font", "P", hybrid(SIGNED, FONT, {8: META}), "the same where something stands that is no text")
case("hybrid-names-text", "F", hybrid(SIGNED, 90, {8: META, 90: ODT}), "LibreOffice opens another text")
case("hybrid-names-content", "F", hybrid(SIGNED, CONTENT_1, {8: META}), "LibreOffice takes a stream of the document for its text")
case("hybrid-filled", "F", hybrid(OPEN, 90, {90: ODT}), "what was open is filled with a text in the next update")
PROOFS = CATALOG_BODY % b"/DSS << /Type /DSS /Certs [90 0 R] >> "
case("hybrid-filled-with-proof", "F", hybrid(OPEN, 90, {1: PROOFS, 90: ODT}), "a text that passes for a certificate")

# --- frames and clips -----------------------------------------------------------------------------------------------------------------

PALE = b"0.9 g 0 0 200 20 re f 0 g "
case("frame-by-pdfium", "P", filled(shown(PALE + b"0 0 200 20 re 1 1 198 18 re f* " + CLAIRE)), "a frame: a box within a box, of which what is painted twice is left out")
case("frame-of-one-way", "I", filled(shown(PALE + b"0 0 200 20 re 1 1 198 18 re f " + CLAIRE)), "painted in full: black letters on black")
case("frame-with-small-hole", "I", filled(shown(PALE + b"0 0 200 20 re 100 1 99 18 re f* " + CLAIRE)), "the letters stand beside the hole")
case("frame-of-three", "I", filled(shown(PALE + b"0 0 200 20 re 1 1 198 18 re 2 2 196 16 re f* " + CLAIRE)), "three boxes: the innermost is painted")
case("frame-beside", "I", filled(shown(PALE + b"0 0 200 20 re 100 -5 198 30 re f* " + CLAIRE)), "boxes of which neither is within the other")
case("clip-unended", "P", filled(shown(b"q 2 1 196 18 re W " + CLAIRE + b" Q")), "a clip that is never used, as pypdf leaves it")
case("clip-unended-and-filled", "I", filled(shown(b"q 0 0 200 20 re W " + CLAIRE + b" Q 0 0 1 1 re f")), "what was left is painted with the next box, over the letters")
case("clip-unended-and-clipped", "I", filled(shown(b"q 0 0 1 1 re W " + CLAIRE + b" n BT /F1 12 Tf 60 5 Td (9) Tj ET Q")), "what follows is cut off by what was left")
