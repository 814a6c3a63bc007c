"""Values that viewers write themselves because their field has no look: where they are written, in which letters, and with which
border. Each with a neighbour that is ordinary and passes."""

from cases import case
from cases.blank import HIGH, LOW, unlooked
from cases.covering import BESIDE, CLAIRE, filled, shown
from cases.looks import COVERED
from document import FORM, FORM_BODY, NAME, NAME_LOOK, append, blank, look_of, sign, text_field
from people import SIGNER

# --- looks that are none ----------------------------------------------------------------------------------------------------------

for name, look in (("null", b"/AP << /N null >>"), ("other-state", b"/AP << /N << /Yes 40 0 R >> >> /AS /Off"), ("null-at-all", b"/AP null")):
    case(f"look-{name}-over", "I", unlooked(look), "no look where the field says it has one: some viewers write the value over the price", findings=COVERED)
    case(f"look-{name}-beside", "P", unlooked(look, BESIDE), "the same where nothing stands")
for name, look in (
    ("nowhere", b"/AP << /N 99 0 R >>"), ("of-name", b"/AP << /N /Off >>"), ("of-number", b"/AP << /N 5 >>"), ("of-list", b"/AP []"),
    ("of-null-state", b"/AP << /N << /Off null >> >>"),
):
    case(f"look-{name}", "I", unlooked(look), "something in the place of a look that is none: some viewers write the value over the price")

# --- where the value is written ---------------------------------------------------------------------------------------------------

# The price stands at the lower edge of the one field and at the upper edge of the other; a line is written in the middle.
SMALL = b"/F1 12 Tf 0 g"
case("value-upright-by-real", "I", unlooked(b"", HIGH, more=b"/MK << /R 90.0 >>"), "upright by a number with a point", findings=COVERED)
case("value-upright-once-round", "I", unlooked(b"", HIGH, more=b"/MK << /R 450 >>"), "once round and upright", findings=COVERED)
case("value-of-two-sizes", "I", unlooked(b"", HIGH, b"/F1 90 Tf " + SMALL), "small letters after large ones, of which some viewers take the first", findings=COVERED)
case("value-of-two-sizes-large-last", "I", unlooked(b"", HIGH, SMALL + b" /F1 90 Tf"), "the large ones last", findings=COVERED)
case("value-of-lines", "I", unlooked(b"", LOW, more=b"/Ff 4096"), "several lines begin at the upper edge, over the price", findings=COVERED)
case("value-in-blue", "P", unlooked(b"", LOW, b"0 0 1 rg /F1 12 Tf"), "a blue line in the middle")


def by_the_form(default, rect=LOW):
    """A field that leaves it to the form how its value is written."""
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) %%s/Rect %s /P 3 0 R /F 4 >>" % rect
    body = (FORM_BODY % (b"", b"")).replace(b"/DA (/F1 12 Tf 0 g)", b"/DA (%s)" % default)
    return append(sign(blank(**{f"o{NAME}": field % b"", f"o{FORM}": body}), SIGNER), {NAME: field % b"/V (999) "})


case("value-raised-by-form", "I", by_the_form(SMALL + b" 40 Ts"), "the form raises the letters of its fields, over the price", findings=COVERED)
case("value-large-by-form", "I", by_the_form(b"/F1 90 Tf 0 g", HIGH), "the form makes them as high as the field", findings=COVERED)
case("value-by-form", "P", by_the_form(SMALL, BESIDE), "small letters by the form, where nothing stands")

# --- borders ----------------------------------------------------------------------------------------------------------------------


def without_look(more, rect=HIGH):
    """A field that had an empty look when it was signed, and has none when it is filled in."""
    before, after = (text_field(b"name", value, NAME_LOOK, rect, more=more) for value in (b"", b"Claire"))
    return append(sign(blank(**{f"o{NAME}": before}), SIGNER), {NAME: after.replace(b"/AP << /N 12 0 R >>", b"")})


for name, more in (("style", b"/BS << /W 40 >> /MK << /BC [1] >>"), ("border", b"/Border [0 0 40] /MK << /BC [1] >>")):
    case(f"look-removed-wide-{name}", "I", without_look(more), "without its look viewers draw the field's white border, as wide as the price is high", findings=COVERED)
    case(f"look-removed-wide-{name}-beside", "P", without_look(more, BESIDE), "the same where nothing stands")
case("look-removed-no-border", "P", without_look(b"/BS << /W 40 >>"), "a border without a colour, which nobody draws")

# --- values that were signed ------------------------------------------------------------------------------------------------------

SAID = sign(blank(o10=text_field(b"name", b"Claire", NAME_LOOK, b"[60 640 260 660]"), o12=look_of(b"Claire")), SIGNER)


def says(value, pdf=SAID):
    return append(pdf, {NAME: text_field(b"name", value, NAME_LOOK, b"[60 640 260 660]"), NAME_LOOK: look_of(value)})


REPLACED = "field_value_replaced"
case("said-replaced", "I", says(b"Karim"), "another name in the field than when it was signed, which the form permits", modifications="form_filling", findings=REPLACED)
case("said-emptied", "I", says(b""), "the name that was signed is gone", findings=REPLACED)
case("said-again", "P", says(b"Claire"), "filled in again with what it said")
case("said-replaced-and-back", "P", says(b"Claire", says(b"Karim")), "what it says now is what was signed")
case("said-nothing-then-corrected", "P", filled(shown(CLAIRE), pdf=filled(shown(CLAIRE.replace(b"Claire", b"Clare")), b"Clare")), "empty when it was signed; filled in, and corrected")
