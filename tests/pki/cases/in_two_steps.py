"""What is not believed when it comes with a change is not believed either when it came in an update before: letters, and what a form
says its fields are written with. Each with a neighbour where it was signed."""

from cases import case
from cases.covering import CLAIRE, EMBEDDED, FONT_FILE as NARROW, SIGNED, filled, shown
from cases.later import annotated
from document import FORM, FORM_BODY, NAME, NAME_LOOK, append, blank, body_of, sign, text_field
from people import SIGNER

DIFFERS = "appearance_differs_from_value"
# It says how wide its letters are.
FONT_FILE = {**NARROW, 62: NARROW[62].replace(b"/LastChar 32 /Widths [500]", b"/LastChar 126 /Widths [%s]" % b" ".join([b"500"] * 95))}
OWN = shown(CLAIRE, EMBEDDED)

# --- letters ------------------------------------------------------------------------------------------------------------------------

LEFT = append(SIGNED, FONT_FILE)
BESIDE = b"<< /Type /Annot /Subtype /FreeText /Rect [400 300 440 320] /DA (/F1 12 Tf 0 g) /Contents (00) /P 3 0 R /F 4 /AP << /N 66 0 R >> >>"
USED = annotated(SIGNED, BESIDE, {66: shown(b"BT /F1 12 Tf 2 5 Td (00) Tj ET", EMBEDDED), **FONT_FILE})
SIGNED_WITH = sign(blank(**{f"o{number}": body for number, body in FONT_FILE.items()}), SIGNER)
case("font-left-behind", "P", LEFT, "letters that nothing draws with yet", findings=f"!{DIFFERS}")
case("font-left-behind-then-filled", "I", filled(OWN, pdf=LEFT), "the field is filled in with them one update later", findings=DIFFERS)
case("font-used-then-filled", "I", filled(OWN, pdf=USED), "the same after a text beside that uses them", findings=DIFFERS)
case("font-signed-then-filled", "P", filled(OWN, pdf=SIGNED_WITH), "letters that were in the document when it was signed", findings=f"!{DIFFERS}")
CHANGED_LATER = append(SIGNED_WITH, {63: body_of(SIGNED_WITH, 63).replace(b"/Flags 32", b"/Flags 4")})
case("font-changed-then-filled", "IF", filled(OWN, pdf=CHANGED_LATER), "letters that were described otherwise when it was signed")

# --- what a form writes its fields with -----------------------------------------------------------------------------------------------

BARE = FORM_BODY.replace(b"/DR << /Font << /F1 7 0 R >> >> /DA (/F1 12 Tf 0 g) ", b"") % (b"", b"")
FALSE = b"/DR << /Font << /E << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [49 /nine] >> >> >> >> /DA (/E 12 Tf 0 g) "


def unlooked(value):
    return text_field(b"name", value, NAME_LOOK, b"[60 640 260 660]").replace(b"/AP << /N 12 0 R >>", b"").replace(b"/DA (/F1 12 Tf 0 g)", b"")


def waiting(form_body):
    """Signed while the field is empty; the other fields keep their looks."""
    return sign(blank(o9=form_body, o10=unlooked(b"")), SIGNER)


def told(pdf, more):
    body = body_of(pdf, FORM)
    return append(pdf, {FORM: body[:body.rindex(b">>")] + more + b">>"})


for name, more in (("plainly", FALSE), ("anew", b"/NeedAppearances true " + FALSE)):
    told_first = told(waiting(BARE), more)
    case(f"defaults-then-filled-{name}", "I", append(told_first, {NAME: unlooked(b"1000")}), "the form gains false letters, the field its value afterwards", findings=DIFFERS)
case("defaults-signed-then-filled", "P", append(waiting(FORM_BODY % (b"", b"")), {NAME: unlooked(b"1000")}), "letters the form had when it was signed", findings=f"!{DIFFERS}")
