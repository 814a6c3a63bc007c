"""What programs do to a signed form in their own words: pdf-lib, MuPDF, pypdf and pdf.js write a field's letters, border and colours anew,
spell numbers otherwise, say that nothing is to be drawn anew; people frame a word. Each with a neighbour that hides or shows something."""

from cases import case
from cases.covering import CLAIRE, SIGNED, shown
from cases.drawn_otherwise import signed_anew
from document import FORM, FORM_BODY, NAME, NAME_LOOK, PAGE_1, append, blank, body_of, page, sign, stream, text_field
from people import SIGNER

NEW, NOTE = 60, 61
BOX = b"[60 640 260 660]"
LETTERS = b"/DA (/F1 12 Tf 0 g)"


def filled(*changes, before=b"", signed=None, look=shown(CLAIRE)):
    """The name filled in, in the words of some program; `before`: what the field said besides when it was signed."""
    if signed is None:
        signed = sign(blank(**{f"o{NAME}": text_field(b"name", b"", NAME_LOOK, BOX, more=before)}), SIGNER)
    body = body_of(signed, NAME).replace(b"/V ()", b"/V (Claire)").replace(b"/N %d 0 R" % NAME_LOOK, b"/N %d 0 R" % NEW)
    for old, new in changes:
        assert old in body, (old, body)
        body = body.replace(old, new)
    return append(signed, {NAME: body, NEW: look})


# --- letters ----------------------------------------------------------------------------------------------------------------------

for name, written in (("pdf-lib", b"0 g\\n/Helvetica 12 Tf"), ("mupdf", b"0 g /Helv 12 Tf"), ("fitting", b"/Helv 0 Tf 0 0 0.5 rg")):
    case(f"letters-by-{name}", "P", filled((LETTERS, b"/DA (%s)" % written)), "a filled field says anew in which letters it is typed: its look is what is shown")
for name, written in (
    ("white", b"1 g /Helv 12 Tf"), ("tiny", b"0 g /Helv 1 Tf"), ("huge", b"0 g /Helv 400 Tf"), ("unseen", b"3 Tr 0 g /Helv 12 Tf"),
    ("moved", b"0 g /Helv 12 Tf 500 0 Td"), ("nothing", b""),
):
    case(f"letters-{name}", "IF", filled((LETTERS, b"/DA (%s)" % written)), f"{name} letters: viewers that let people type do not show the value")
case("letters-on-dark", "IF", filled((LETTERS, b"/DA (0 g /Helv 12 Tf)"), before=b"/MK << /BG [0] >>"), "black letters on a black ground")
AFRESH = signed_anew()
case("letters-drawn-afresh", "IF", filled((LETTERS, b"/DA (0 g /Helv 30 Tf)"), signed=AFRESH), "a form whose fields viewers draw anew, in other letters")

# --- borders and colours ----------------------------------------------------------------------------------------------------------

STYLE = b"/MK << /BC [0.0] /BG [1.0] /R 0 >>"
case("border-by-mupdf", "P", filled((b"/F 4", b"/F 4 /BS << /S /S /W 1 >> /Ff 0")), "a border that says what is so without it")
case("border-wide", "IF", filled((b"/F 4", b"/F 4 /BS << /S /S /W 90 >>")), "a border that leaves no place for letters")
case("colours-by-pdf-js", "P", filled((STYLE, b"/MK << /BC [0 0 0] /BG [1 1 1] >>"), before=STYLE), "the same colours in other words")
case("colours-other", "IF", filled((STYLE, b"/MK << /BC [0 0 0] /BG [0 0 0] >>"), before=STYLE), "another ground, on which nothing can be read")
case("colours-turned", "IF", filled((STYLE, b"/MK << /BC [0.0] /BG [1.0] /R 90 >>"), before=STYLE), "letters that stand upright")
FRAME = b"1 w 0 G 0.5 0.5 199 19 re s " + CLAIRE
case("frame-closed-twice", "P", filled(look=shown(FRAME)), "a look with a frame that is closed twice, as MuPDF draws it")

# --- numbers spelled otherwise ----------------------------------------------------------------------------------------------------

WITH_POINTS = sign(blank(**{f"o{NAME}": text_field(b"name", b"", NAME_LOOK, b"[60.0 640.0 260.0 660.0]")}), SIGNER)
case("rectangle-without-points", "P", filled((b"[60.0 640.0 260.0 660.0]", BOX), signed=WITH_POINTS), "a rectangle in whole numbers, as programs write them")
case("rectangle-moved", "IF", filled((b"[60.0 640.0 260.0 660.0]", b"[60 640 260.5 660]"), signed=WITH_POINTS), "a rectangle half a point wider")

# --- fields drawn anew --------------------------------------------------------------------------------------------------------------


def reformed(*changes, signed=SIGNED, filling=True):
    body = body_of(signed, FORM)
    for old, new in changes:
        assert old in body, (old, body)
        body = body.replace(old, new)
    return append(filled(signed=signed) if filling else signed, {FORM: body})


case("need-appearances-not", "P", reformed((b"/DR", b"/NeedAppearances false /DR")), "a program says that fields need not be drawn anew")
case("need-appearances-filled", "I", reformed((b"/DR", b"/NeedAppearances true /DR")), "a program asks for fields to be drawn anew: what was signed may look otherwise")
case("need-appearances-no-more", "I", reformed((b"/NeedAppearances true", b"/NeedAppearances false"), signed=signed_anew(), filling=False), "what viewers drew by the values is shown by its looks from now on")
case("need-appearances-name", "IF", reformed((b"/DR", b"/NeedAppearances /true /DR")), "the same with a name, which viewers take as they like")

# --- what viewers write by defaults of the form that are new -------------------------------------------------------------------------

BARE = FORM_BODY.replace(b"/DR << /Font << /F1 7 0 R >> >> /DA (/F1 12 Tf 0 g) ", b"")
DEFAULTS = b"/DR << /Font << /F1 7 0 R >> >> /DA (/F1 12 Tf 0 g) "


def with_defaults(annotation, certify=None, **objects):
    """A page with something that has no look, in a form without defaults; then the form gains them."""
    kids = b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R 40 0 R"
    own = {f"o{FORM}": BARE % (b"", b""), f"o{PAGE_1}": page(b"5 0 R", kids), "o40": annotation, **objects}
    signed = sign(blank(**own), SIGNER, certify=certify)
    return append(signed, {FORM: body_of(signed, FORM).replace(b"/Fields", DEFAULTS + b"/Fields")})


BUTTON = b"<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (button) /Rect [300 600 560 640] /P 3 0 R /F 4 /MK << /CA (9,000,000 euros) >> >>"
TEXT = b"<< /Type /Annot /Subtype /FreeText /Rect [300 600 560 640] /P 3 0 R /F 4 /Contents (9,000,000 euros) >>"
VALUE = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (value) /V (9,000,000 euros) /Rect [300 600 560 640] /P 3 0 R /F 4 >>"
LINK = b"<< /Type /Annot /Subtype /Link /Rect [300 600 560 640] /P 3 0 R /F 4 /Border [0 0 0] >>"
for name, annotation in (("button", BUTTON), ("text", TEXT), ("value", VALUE)):
    case(f"default-new-for-{name}-on-page", "I", with_defaults(annotation), f"a {name} without a look, in no list of fields: some viewers write it once the form has a font")
case("default-new-for-link", "P", with_defaults(LINK), "nothing on the page is written by viewers")

# --- numbers in a format ------------------------------------------------------------------------------------------------------------

FORMATTED = sign(blank(**{f"o{NAME}": text_field(
    b"name", b"", NAME_LOOK, BOX, more=b"/AA << /F << /S /JavaScript /JS (AFNumber_Format\\(2, 0, 0, 0, '', true\\);) >> >> ")}), SIGNER)


def amount(value, seen):
    return filled((b"(Claire)", b"(%s)" % value), signed=FORMATTED, look=shown(CLAIRE.replace(b"Claire", seen)))


for value, seen in ((b"0.125", b"125"), (b"0.001", b"1"), (b"1.500", b"1500"), (b"1.500", b"1,500"), (b"10.000", b"10000"), (b"1.5", b"1,500")):
    case(f"amount-{value.decode()}-seen-{seen.decode()}", "I", amount(value, seen), "programs take the point for that of decimals, and people read thousands")
for value, seen in ((b"1500", b"1,500"), (b"1234.5", b"1,234.50"), (b"0.125", b"0,125"), (b"1234567", b"1.234.567"), (b"1234,5", b"1 234,50")):
    case(f"amount-{value.decode()}-seen-{seen.decode().replace(' ', '-')}", "P", amount(value, seen), "an amount as its format has it")

# --- notes ------------------------------------------------------------------------------------------------------------------------


def noted(subtype, rect, entries=b"", look=None):
    ids = b"/Annots [%d 0 R " % NOTE
    body = b"<< /Type /Annot /Subtype /%s /Rect [%s] /P 3 0 R /F 4 %s>>" % (subtype, rect, entries)
    objects = {PAGE_1: body_of(SIGNED, PAGE_1).replace(b"/Annots [", ids).replace(b"/Annots[", ids), NOTE: body}
    if look is not None:
        objects |= {NOTE: body[:-2] + b"/AP << /N 62 0 R >> >>", 62: stream(look, b"/Type /XObject /Subtype /Form /BBox [%s] " % rect)}
    return append(SIGNED, objects)


AROUND, THROUGH = b"50 730 250 758", b"50 730 250 746"
case("frame-around-words", "P", noted(b"Square", AROUND, b"/C [1 0 0] ", b"1 w 1 0 0 RG 51 731 198 26 re S"), "a thin frame around a line of text")
case("frame-through-words", "IF", noted(b"Square", THROUGH, b"/C [1 0 0] ", b"1 w 1 0 0 RG 51 731 198 14 re S"), "the frame goes through the letters")
case("frame-filled", "IF", noted(b"Square", AROUND, b"/C [1 0 0] ", b"1 w 1 0 0 RG 1 g 51 731 198 26 re B"), "the frame is filled")
case("frame-thick", "IF", noted(b"Square", AROUND, b"/C [1 0 0] ", b"12 w 1 0 0 RG 57 737 186 14 re S"), "the frame is as thick as a line of text")
case("strokes-without-look", "I", noted(b"Line", b"300 100 400 130", b"/L [300 100 400 130] "), "a line without a look, where nothing stands: viewers draw it each in its own way")
case("strokes-without-look-over-words", "IF", noted(b"Line", b"300 100 400 130", b"/L [50 744 250 744] "), "the points of a line without a look lie in a line of text")
case("note-by-pypdf", "P", noted(b"Text", b"500 100 520 120", b"/Flags 0 /Contents (x) "), "a note with an entry nobody defined")
