"""What a document does by itself, what only some programs show of it, and what is no signature of anybody: told, and doubted where
what is seen need not be what was signed. Each with a neighbour that is ordinary."""

from pyhanko.pdf_utils import generic

from authority import DAY, SIGNED_AT, issue, moment
from cases import case
from document import AMOUNT, AMOUNT_LOOK, CATALOG, CATALOG_BODY, FORM_BODY, PAGE_2, blank, page, sign, stamp, stream, text, text_field
from people import CA, SIGNER, TSA

SCRIPT, ACTS, ELSE, LAYERS, DISPUTED = "opens_with_script", "acts_unasked", "shown_otherwise", "hidden_layers", "layers_disputed"
NAMES, UNSEEN, LATE = "name_mixes_alphabets", "name_hides_characters", "claimed_time_too_late"
BOX = b"[60 560 260 580]"
RUN, GO = b"<< /S /JavaScript /JS (x) >>", b"<< /S /GoTo /D [3 0 R /Fit] >>"
NEW = 50


def signed(**changed):
    return sign(blank(**changed), SIGNER)


def catalog(more, **changed):
    return signed(**{f"o{CATALOG}": CATALOG_BODY % more, **changed})


# --- actions nobody asks for ------------------------------------------------------------------------------------------------------

for name, action in (
    ("reset", b"/S /ResetForm"), ("hide", b"/S /Hide /T (amount)"), ("layers", b"/S /SetOCGState /State [/OFF 50 0 R]"), ("import", b"/S /ImportData /F (a.fdf)"),
    ("embedded", b"/S /GoToE /T << /R /C /N (a.pdf) >> /D [0 /Fit]"), ("remote", b"/S /GoToR /F (a.pdf) /D [0 /Fit]"), ("launch", b"/S /Launch /F (a.pdf)"),
    ("address", b"/S /URI /URI (https://example.org/a.pdf)"), ("unknown", b"/S /Foo"),
):
    case(f"acts-{name}", "I", catalog(b"/OpenAction << %s >> " % action), "what is seen once it is open need not be what was signed", findings=ACTS)
case("acts-chained", "I", catalog(b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /ResetForm >> >> "), "behind a harmless action", findings=ACTS)
case("acts-on-page-2", "I", signed(**{f"o{PAGE_2}": page(b"6 0 R")[:-2] + b" /AA << /O << /S /ResetForm >> >> >>"}), "when the second page is shown", findings=ACTS)
RESET = b"/S /ResetForm"
for name, more in (
    ("stream", b"/OpenAction 60 0 R "), ("stream-chained", b"/OpenAction << /S /Named /N /NextPage /Next 60 0 R >> "), ("string", b"/OpenAction << /S (ResetForm) >> "),
    ("two-kinds", b"/OpenAction 61 0 R "), ("two-next", b"/OpenAction 62 0 R "), ("thread-elsewhere", b"/OpenAction << /S /Thread /F (a.pdf) /D 0 >> "),
):
    case(f"acts-{name}", "I", catalog(more, o60=stream(b"x", RESET), o61=b"<< /S /GoTo /D [3 0 R /Fit] %s >>" % RESET,
                                      o62=b"<< /S /Named /N /Foo /Next << /S /Named /N /Foo >> /Next << %s >> >>" % RESET), "some readers run it", findings=ACTS)
for name, more in (("stream", b"/AA << /O 60 0 R >>"), ("events-stream", b"/AA 61 0 R"), ("said-first", b"/AA << /O << %s >> >> /AA << >>" % RESET),
                   ("said-last", b"/AA << >> /AA << /O << %s >> >>" % RESET)):
    parts = {"o60": stream(b"x", RESET), "o61": stream(b"x", b"/O << %s >>" % RESET)}
    case(f"acts-page-{name}", "I", signed(**{f"o{PAGE_2}": page(b"6 0 R")[:-2] + more + b" >>"}, **parts), "the same when the second page is shown", findings=ACTS)
for name, settings in (
    ("model", b"/Subtype /3D /3DD 61 0 R /3DA << /A /%s >>"), ("film", b"/Subtype /RichMedia /RichMediaSettings << /Activation << /Condition /%s >> >>"),
):
    for when in (b"PO", b"PV", b"XA"):
        told, judged = (f"!{ACTS}", "P") if when == b"XA" else (ACTS, "I")
        annotation = b"<< /Type /Annot /Rect [60 300 260 400] /F 4 %s >>" % (settings % when)
        case(f"acts-{name}-{when.decode().lower()}", judged, signed(**{f"o{PAGE_2}": page(b"6 0 R", b"60 0 R"), "o60": annotation, "o61": stream(b"x", b"/Type /3D /Subtype /U3D")}),
             "a picture on which something plays, at once or when somebody clicks", findings=told)
case("acts-by-click", "P", signed(**{f"o{AMOUNT}": text_field(b"amount", b"1000", AMOUNT_LOOK, BOX, more=b"/A << /S /ResetForm >> ")}), "when somebody clicks",
     findings=f"!{ACTS} !{SCRIPT}")
for name, more in (("page", b"/OpenAction %s " % GO), ("print", b"/OpenAction << /S /Named /N /Print >> "), ("place", b"/OpenAction [3 0 R /FitH 800] "),
                   ("named-place", b"/OpenAction (x) "), ("thread", b"/OpenAction << /S /Thread /D 0 >> ")):
    case(f"acts-not-{name}", "P", catalog(more), "it moves within the document", findings=f"!{ACTS} !{SCRIPT}")
for name, event in (("seen", b"PV"), ("opened", b"PO"), ("closed", b"PC"), ("unseen", b"PI")):
    field = text_field(b"amount", b"1000", AMOUNT_LOOK, BOX, more=b"/AA << /%s %s >> " % (event, RUN))
    case(f"script-field-{name}", "P", signed(**{f"o{AMOUNT}": field}), "a script that runs with the page of a field", findings=SCRIPT)
case("script-field-entered", "P", signed(**{f"o{AMOUNT}": text_field(b"amount", b"1000", AMOUNT_LOOK, BOX, more=b"/AA << /Fo %s >> " % RUN)}),
     "one that runs when somebody enters the field", findings=f"!{SCRIPT}")
case("script-page-2", "P", signed(**{f"o{PAGE_2}": page(b"6 0 R")[:-2] + b" /AA << /O %s >> >>" % RUN}), "one that runs with the second page", findings=SCRIPT)
case("script-printing", "P", catalog(b"/AA << /WP %s >> " % RUN), "one that runs before printing", findings=SCRIPT)
case("script-behind-many", "P", catalog(b"/OpenAction << /S /Named /N /Foo /Next [%s] >> " % (RUN + b"<< /S /Named /N /Foo >> " * 2100)),
     "among more actions than are looked at", findings=SCRIPT)

# --- something else than the pages ------------------------------------------------------------------------------------------------

FILES = {"o60": stream(b"%PDF-1.7", b"/Type /EmbeddedFile"), "o61": b"<< /Type /Filespec /F (a.pdf) /UF (a.pdf) /EF << /F 60 0 R >> >>"}
NAMED = b"/Names << /EmbeddedFiles << /Names [(a.pdf) 61 0 R] >> >> "
case("shows-portfolio", "I", catalog(NAMED + b"/Collection << /Type /Collection /D (a.pdf) >> ", **FILES), "some programs show the attached file first", findings=ELSE)
case("shows-attachment", "P", catalog(NAMED, **FILES), "a file is attached", findings=f"!{ELSE}")
XFA = {"o9": FORM_BODY % (b"", b"/XFA [(template) 60 0 R] "), "o60": stream(b"<template/>")}
case("shows-xfa-anew", "I", catalog(b"/NeedsRendering true ", **XFA), "the form is laid out anew, the page never shown", findings=ELSE)
case("shows-xfa", "P", catalog(b"", **XFA), "a form that is also said in XML, and keeps its pages", findings=f"!{ELSE}")

# --- layers -----------------------------------------------------------------------------------------------------------------------

PROPERTIES = page(b"5 0 R", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R").replace(b"/Resources << ", b"/Resources << /Properties << /L 50 0 R /M 51 0 R >> ")
CONTENT = stream(b"/OC /L BDC " + text(b"Contract") + b" EMC /OC /M BDC " + text(b"The price is 9,000,000 euros.") + b" EMC")


def layered(shown, member, layer=b""):
    return catalog(b"/OCProperties << /OCGs [50 0 R] %s >> " % shown, o3=PROPERTIES, o5=CONTENT, o50=b"<< /Type /OCG /Name (x) %s >>" % layer,
                   o51=b"<< /Type /OCMD /OCGs [50 0 R] %s >>" % member)


ON = b"/D << /ON [50 0 R] /Order [] >>"
case("layer-member", "P", layered(ON, b""), "shown with its layer", findings=f"!{LAYERS} !{DISPUTED}")
case("layer-member-any", "P", layered(ON, b"/P /AnyOn"), "the same, said", findings=f"!{LAYERS} !{DISPUTED}")
for name, policy in (("all", b"/AllOff"), ("any", b"/AnyOff")):
    case(f"layer-shown-when-{name}-off", "P", layered(ON, b"/P " + policy), "shown when the layer is off", findings=LAYERS)
case("layer-by-expression", "I", layered(ON, b"/VE [/Not 50 0 R]"), "some programs do not know such expressions", findings=DISPUTED)
case("layer-without-state", "I", layered(b"", b"/P /AllOff"), "nothing says how the layers begin", findings=DISPUTED)
case("layer-usage-people", "P", layered(ON, b"", b"/Usage << /User << /Type /Ind /Name (x) >> >>"), "off for some people", findings=LAYERS)
case("layer-usage-creator", "P", layered(ON, b"", b"/Usage << /CreatorInfo << /Creator (x) >> /Print << /PrintState /ON >> >>"), "on for every use", findings=f"!{LAYERS}")

# --- nobody's signature, odd names, odd times -------------------------------------------------------------------------------------

PICTURE = {"o5": stream(text(b"Contract", b"Signed electronically by Claire Martin"))}
case("stamped-picture", "N", stamp(blank(**PICTURE), TSA), "a picture of a signature, and a timestamp: nobody signed", signatures=1)
case("stamped-twice", "N", stamp(stamp(blank(), TSA), TSA, "Timestamp2", at=SIGNED_AT + DAY), "two timestamps", signatures=2)


def by(common):
    return sign(blank(), issue(common, CA))


def naming(told):
    def touch(_, __, signature):
        signature["/Name"] = generic.pdf_string(told)
    return sign(blank(), SIGNER, touch=touch)


for name, common, findings in (
    ("cyrillic", "Claire M\u0430rtin", NAMES), ("greek", "D\u03bfminique Roy", NAMES), ("armenian", "Marti\u0578", NAMES), ("unseen", "Claire\u200b Martin", UNSEEN),
    ("turned", "\u202enitraM erialC", UNSEEN), ("filler", "\u3164", UNSEEN),
    ("plain", "Zo\u00eb d\u2019\u00c9t\u00e9", ""), ("two-scripts", "Soci\u00e9t\u00e9 \u0391\u0392\u0393", ""), ("all-cyrillic", "\u0412\u0435\u0440\u0430 \u0418\u0432\u0430\u043d\u043e\u0432\u0430", ""),
    ("arabic", "\u0645\u062d\u0645\u062f \u200f(Dupont)", ""), ("persian", "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627", ""), ("japanese", "NTT\u30c9\u30b3\u30e2 \u5c71\u7530\u592a\u90ce", ""), ("korean", "\uc0bc\uc131SDS", ""),
):
    case(f"name-{name}", "P", by(common), "how the signer's name is written", findings=findings or f"!{NAMES} !{UNSEEN}")
case("name-declared", "P", naming("Claire M\u0430rtin"), "the name beside the certificate", findings=NAMES)
case("name-of-issuer", "I", sign(blank(), issue("Certign\u0430", None)), "who vouches for it", trust=(), findings=NAMES)
case("claimed-next-year", "P", sign(blank(), SIGNER, at=moment(2027, 6)), "a time that is yet to come, by the signer's clock", findings=LATE)
case("claimed-in-time", "P", sign(blank(), SIGNER), "a time before the check", findings=f"!{LATE}")
