"""What is shown and what is not, said so that viewers make different things of it: a white box with another price lies in a layer over
the one that is printed. Each told as disputed, beside neighbours that all viewers read alike."""

from cases import case
from cases.unasked import DISPUTED, LAYERS, catalog, signed
from document import form, page, stream, text

OVER = b"q 1 g 55 735 300 20 re f Q BT /F1 14 Tf 60 740 Td (The price is 1,000 euros.) Tj ET"
RESOURCED = b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R"
PLAIN, ON = b"<< /Type /OCG /Name (x) >>", b"/D << /ON [50 0 R] /Order [] >>"
OFF_VIEW, OFF_PRINT = b"/View << /ViewState /OFF >>", b"/Print << /PrintState /OFF >>"


def layer(said):
    return b"<< /Type /OCG /Name (x) %s >>" % said


def drawn(shown=b"/OCGs [50 0 R] " + ON, target=b"50 0 R", **objects):
    """`shown`: /OCProperties, or none; `target`: where the box belongs to."""
    front = page(b"5 0 R", RESOURCED).replace(b"/Resources << ", b"/Resources << /Properties << /L %s >> " % target)
    content = stream(text(b"Contract", b"The price is 9,000,000 euros.") + b" /OC /L BDC " + OVER + b" EMC")
    objects = {"o3": front, "o5": content, "o50": PLAIN, **objects}
    return catalog(b"/OCProperties << %s >> " % shown if shown is not None else b"", **objects)


def disputed(name, why, pdf):
    case(f"layered-{name}", "I", pdf, why, findings=DISPUTED)


case("layered-plainly", "P", drawn(), "one layer, which is on", findings=f"!{LAYERS} !{DISPUTED}")
member = b"<< /Type /OCMD /OCGs %s >>"
case("layered-member-of-one", "P", drawn(target=b"51 0 R", o51=member % b"50 0 R"), "shown with the one layer it names", findings=f"!{LAYERS} !{DISPUTED}")
case("layered-other-properties", "P", drawn(target=b"51 0 R", o51=b"<< /Metadata 17 0 R >>"), "properties that are about no layer", findings=f"!{DISPUTED}")
case("layered-resource-named-so", "P", signed(o3=page(b"5 0 R", RESOURCED).replace(b"/Resources << ", b"/Resources << /XObject << /OC 60 0 R >> "), o60=form(b"")),
     "a form that happens to bear the name of the entry", findings=f"!{DISPUTED}")
for name, usage in (("view", OFF_VIEW), ("print", OFF_PRINT)):
    event = name.capitalize().encode()
    asked = b"/OCGs [50 0 R] /D << /ON [50 0 R] /AS [<< /Event /%s /Category [/%s] /OCGs [50 0 R] >>] >>" % (event, event)
    case(f"layered-asked-for-{name}", "P", drawn(asked, o50=layer(b"/Usage << %s >>" % usage)), "off for some use, and asked for", findings=f"{LAYERS} !{DISPUTED}")
    disputed(f"off-for-{name}", "off for some use, which some viewers obey though nothing asks for it", drawn(o50=layer(b"/Usage << %s >>" % usage)))
off = layer(b"/Usage << %s >>" % OFF_VIEW)
disputed("not-listed", "a layer the document does not list", drawn(b"/OCGs [] /D << >>", o50=off))
disputed("nowhere-said", "a layer in a document that says nothing of layers", drawn(None, o50=off))
disputed("state-is-text", "a state that is a text", drawn(o50=layer(b"/Usage << /View << /ViewState (OFF) >> >>")))
disputed("base-is-text", "a state to begin with that is a text", drawn(b"/OCGs [50 0 R] /D << /BaseState (OFF) >>"))
disputed("usage-is-stream", "a stream for a dictionary", drawn(o50=layer(b"/Usage 52 0 R"), o52=stream(b"", OFF_VIEW)))
disputed("beginning-is-stream", "a stream for the state to begin with", drawn(b"/OCGs [50 0 R] /D 52 0 R", o52=stream(b"", b"/OFF [50 0 R]")))
disputed("off-elsewhere", "the layers that are off, behind a reference", drawn(b"/OCGs [50 0 R] /D << /OFF 52 0 R >>", o52=b"[50 0 R]"))
disputed("said-twice", "two lists of what is off, of which viewers take the first or the last", drawn(b"/OCGs [50 0 R] /D 52 0 R", o52=b"<< /OFF [] /OFF [50 0 R] >>"))
disputed("on-and-off", "a layer that is on and off", drawn(b"/OCGs [50 0 R] /D << /ON [50 0 R] /OFF [50 0 R] >>"))
for name, said in (("of-another-kind", b"/Type /Foo"), ("of-kind-in-text", b"/Type (OCMD)"), ("of-no-kind", b"")):
    disputed(f"member-{name}", "what depends on layers, and does not call itself so",
             drawn(target=b"51 0 R", o51=b"<< %s /OCGs [50 0 R] /P /AllOff >>" % said))
disputed("member-nowhere-said", "depends on layers in a document that says nothing of them", drawn(None, target=b"51 0 R", o51=member % b"[50 0 R]"))
for name, among in (("of-none", b"[]"), ("of-nothing", b"[99 0 R]"), ("nested", b"[53 0 R]"), ("of-unlisted", b"[54 0 R]")):
    disputed(f"member-{name}", "depends on what is no layer of the document",
             drawn(target=b"51 0 R", o51=member % among, o53=member % b"[50 0 R]", o54=PLAIN))
