"""What was odd about a document already when it was signed: it is told, and the signature is none the worse for it."""

from cases import case
from document import AMOUNT, AMOUNT_LOOK, CATALOG, CATALOG_BODY, NAME, NAME_LOOK, PAGE_1, TOWN_LOOK, append, blank, form, look_of, page, sign, text_field
from people import SIGNER

BOX = b"[60 560 260 580]"
LOOKS, SCRIPT, LAYERS = "signed_look_differs_from_value", "opens_with_script", "hidden_layers"
NEW = 40


def signed(**changed):
    return sign(blank(**changed), SIGNER)


# --- a look and its value ---------------------------------------------------------------------------------------------------------

amount = text_field(b"amount", b"9000", AMOUNT_LOOK, BOX)
case("signed-look-other", "P", signed(**{f"o{AMOUNT}": amount}), "the field shows 1000 and says 9000", findings=LOOKS)
case("signed-look-same", "P", signed(), "the field shows what it says", findings=f"!{LOOKS} !{SCRIPT} !{LAYERS}")
case("signed-look-other-below", "P", signed(**{f"o{TOWN_LOOK}": look_of(b"Lyon")}), "a field within another shows a town and says none", findings=LOOKS)
FORMATS = b"/AA << /F << /S /JavaScript /JS (AFNumber_Format\\(2, 2, 0, 0, \"\", true\\);) >> >>"
amount = text_field(b"amount", b"1000", AMOUNT_LOOK, BOX, more=FORMATS)
case("signed-look-formatted", "P", signed(**{f"o{AMOUNT}": amount, f"o{AMOUNT_LOOK}": look_of(b"1,000.00")}), "the form writes the amount in its own way", findings=f"!{LOOKS} !{SCRIPT}")
picture = form(b"0 g 2 2 m 20 12 l 40 2 l S")
case("signed-look-drawn", "P", signed(**{f"o{AMOUNT_LOOK}": picture}), "lines in the place of figures, which nobody can compare", findings=f"!{LOOKS}")
later = append(signed(), {NAME: text_field(b"name", b"Claire", NAME_LOOK, b"[60 640 260 660]"), NAME_LOOK: look_of(b"Claire")})
case("signed-look-filled-later", "P", later, "a field filled in afterwards is a change, and was no oddity", findings=f"fields_filled !{LOOKS}")

# --- scripts ----------------------------------------------------------------------------------------------------------------------

RUN = b"<< /S /JavaScript /JS (this.getField\\('amount'\\).value = 9000;) >>"
for name, more in (
    ("opening", b"/OpenAction %s " % RUN), ("chained", b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [%s] >> " % RUN),
    ("named", b"/Names << /JavaScript << /Names [(a) %s] >> >> " % RUN),
):
    case(f"script-{name}", "P", signed(**{f"o{CATALOG}": CATALOG_BODY % more}), "a script that runs when the document is opened", findings=SCRIPT)
first = page(b"5 0 R", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R").replace(b"/Type /Page ", b"/Type /Page /AA << /O %s >> " % RUN)
case("script-of-page", "P", signed(**{f"o{PAGE_1}": first}), "one that runs when the first page is shown", findings=SCRIPT)
case("script-none", "P", signed(**{f"o{CATALOG}": CATALOG_BODY % b"/OpenAction [3 0 R /Fit] "}), "the document opens at a page", findings=f"!{SCRIPT}")

# --- layers -----------------------------------------------------------------------------------------------------------------------

LAYER = {f"o{NEW}": b"<< /Type /OCG /Name (Price) >>"}
for name, shown, findings in (
    ("off", b"/OFF [40 0 R]", LAYERS), ("off-at-first", b"/BaseState /OFF /ON []", LAYERS),
    ("for-print", b"/AS [<< /Event /Print /Category [/Print] /OCGs [40 0 R] >>]", LAYERS), ("shown", b"/Order [40 0 R] /OFF []", f"!{LAYERS}"),
):
    layers = b"/OCProperties << /OCGs [40 0 R] /D << %s >> >> " % shown
    case(f"layer-{name}", "P", signed(**{f"o{CATALOG}": CATALOG_BODY % layers}, **LAYER), "a layer of the document", findings=findings)
