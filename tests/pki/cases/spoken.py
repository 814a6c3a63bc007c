"""Signatures that say something else than they are, and what a signer forbade in an odd way: another signature that calls itself a
timestamp, two fields with one signature, permissions and locks told twice or in no known way. Each with a neighbour that is ordinary."""

from pyhanko.pdf_utils import generic
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec

from authority import HOUR, SIGNED_AT
from cases import case
from document import NAME, NAME_LOOK, append, blank, look_of, sign, stamp, text_field
from people import SECOND, SIGNER, TSA

PDF = blank()
LATER = SIGNED_AT + HOUR
NAMED = generic.pdf_name


def called(pdf, kind):
    """A second signature that says it is of this kind."""
    def call(_, __, signature):
        signature["/Type"] = NAMED(kind)
    return sign(pdf, SECOND, "Second", at=LATER, touch=call)


CLOSED = sign(PDF, SIGNER, certify=1)
case("p1-then-called-timestamp", "IF", called(CLOSED, "/DocTimeStamp"), "another person's signature calls itself a timestamp, which the certification would permit")
case("p1-then-timestamp", "P", stamp(CLOSED, TSA), "a timestamp, which the certification permits")
case("called-timestamp", "P", called(sign(PDF, SIGNER), "/Sig"), "a second signature", signatures=2)


# --- permissions ------------------------------------------------------------------------------------------------------------------


def touched(change, **knobs):
    """Signed, its references to what it permits changed before that."""
    def touch(_, widget, signature):
        change(widget, signature)
    return sign(PDF, SIGNER, touch=touch, **knobs)


def reference(method, **said):
    told = generic.DictionaryObject({NAMED("/Type"): NAMED("/TransformParams"), NAMED("/V"): NAMED("/1.2")})
    told.update({NAMED(f"/{key}"): value for key, value in said.items()})
    return generic.DictionaryObject({NAMED("/Type"): NAMED("/SigRef"), NAMED("/TransformMethod"): NAMED(f"/{method}"), NAMED("/TransformParams"): told})


def filled(pdf):
    return append(pdf, {NAME: text_field(b"name", b"Claire", NAME_LOOK, b"[60 640 260 660]"), NAME_LOOK: look_of(b"Claire")})


def permitting(*references, listed=True):
    def change(_, signature):
        signature["/Reference"] = generic.ArrayObject(references) if listed else references[0]
    return filled(touched(change))


ONE, TWO, THREE = (reference("DocMDP", P=generic.NumberObject(number)) for number in (1, 2, 3))
case("permits-filling", "P", permitting(TWO), "filling in is permitted", modifications="form_filling")
for name, references in (("nothing-then-all", (ONE, THREE)), ("all-then-nothing", (THREE, ONE))):
    case(f"permits-{name}", "F", permitting(*references), "two permissions: the narrower one counts")
case("permits-nothing-unlisted", "F", permitting(ONE, listed=False), "the permission stands for itself, and in no list")
for name, value in (("text", generic.pdf_string("1")), ("nought", generic.NumberObject(0)), ("large", generic.NumberObject(4294967297)), ("real", generic.FloatObject("1.5"))):
    case(f"permits-{name}", "F", permitting(reference("DocMDP", P=value)), "a permission that is none permits nothing")


# --- locks ------------------------------------------------------------------------------------------------------------------------


def locking(*references, lock=None):
    def change(widget, signature):
        if references:
            signature["/Reference"] = generic.ArrayObject(references)
        if lock:
            widget.get_object()["/Lock"] = lock
    return filled(touched(change))


def lock(action, *names, **said):
    told = {"Action": NAMED(f"/{action}"), **said}
    if names:
        told["Fields"] = generic.ArrayObject([generic.pdf_string(name) for name in names])
    return told


ALL, ONLY = reference("FieldMDP", **lock("All")), reference("FieldMDP", **lock("Include", "amount"))
case("locks-another", "P", locking(ONLY), "another field is locked")
case("locks-all-then-another", "F", locking(ALL, ONLY), "two locks that differ lock everything")
case("locks-another-twice", "P", locking(ONLY, ONLY), "the same lock twice")
case("locks-by-unknown-action", "F", locking(reference("FieldMDP", **lock("Foo", "amount"))), "an action nobody knows locks everything")
case("locks-by-text", "F", locking(reference("FieldMDP", **lock("Include", Fields=generic.pdf_string("name")))), "fields in no list lock everything")
IN_FIELD = generic.DictionaryObject({NAMED("/Type"): NAMED("/SigFieldLock"), NAMED("/Action"): NAMED("/All")})
case("locks-in-field-only", "I", locking(lock=IN_FIELD), "the field it was signed in asks to lock everything, the signature does not repeat it",
     findings="locked_field_filled", modifications="form_filling", allowed=True)
OTHERS = generic.DictionaryObject({NAMED(f"/{key}"): value for key, value in lock("Include", "amount").items()})
case("locks-another-in-field-only", "P", locking(lock=OTHERS), "it asks to lock another field", findings="!locked_field_filled")

# --- two fields with one signature ------------------------------------------------------------------------------------------------

SIGNED = sign(PDF, SIGNER)


def second(borrows):
    """A second signature, with another field beside it that has the same one for its value, or none."""
    def lend(writer, _, __):
        number = generic.NumberObject
        field = generic.DictionaryObject({
            NAMED("/Type"): NAMED("/Annot"), NAMED("/Subtype"): NAMED("/Widget"), NAMED("/FT"): NAMED("/Sig"), NAMED("/T"): generic.pdf_string("Notary"),
            NAMED("/Rect"): generic.ArrayObject([number(side) for side in (300, 300, 500, 340)]), NAMED("/F"): number(4),
        })
        added = writer.add_object(field)
        if borrows:
            # The signature is the object that is written next.
            field[NAMED("/V")] = generic.IndirectObject(added.idnum + 1, 0, writer)
        form = writer.root["/AcroForm"]
        form["/Fields"].append(added)
        writer.update_container(form)
    return sign(SIGNED, SECOND, "Second", at=LATER, touch=lend)


case("second-with-field", "P", second(False), "a second signature, and a field for another one")
case("second-with-borrower", "IF", second(True), "two fields show one signature, as if two people had signed")
