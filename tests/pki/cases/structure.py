"""Files of unusual build. The signature is good, so it must be said to be."""

import io
import re

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

import container
from authority import HOUR, SIGNED_AT, crl
from cases import case
from document import (
    CONTENT_1, FORM, PAGE_1, PREPARED, append, blank, bodies, body_of, sign, stamp, store, stream, text, write,
)
from kinds import hybrid, locked, qpdf
from people import CA, ROOT, SECOND, SIGNER, TSA

PDF = blank()


def both(name, pdf, why, password=None, twice=True):
    """Signed, and signed twice."""
    once = sign(pdf, SIGNER, password=password)
    case(f"file-{name}", "P", once, why, password=password, modifications="none", signatures=1)
    if twice:
        case(f"file-{name}-twice", "P", sign(once, SECOND, "Signature2", at=SIGNED_AT + HOUR, password=password), f"{why}, signed twice",
             password=password, modifications="form_filling", signatures=2)


def rewritten(pdf):
    """Other words on the first page, by an update through pyHanko: for files whose objects are locked."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.encrypt(b"")
    first = writer.root["/Pages"]["/Kids"][0]
    first["/Contents"] = writer.add_object(generic.StreamObject(stream_data=text(b"Another contract")))
    writer.update_container(first)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


both("object-streams", qpdf(PDF, "--object-streams=generate"), "objects in streams")
both("linearized", qpdf(PDF, "--linearize"), "linearized")
both("linearized-streams", qpdf(PDF, "--linearize", "--object-streams=generate"), "linearized, objects in streams")
both("compressed", qpdf(PDF, "--recompress-flate", "--compression-level=9"), "compressed")
both("aes-256", locked("256"), "AES-256, opens without a password")
both("aes-256-password", locked("256", word="user"), "AES-256 with a password", "user")
both("aes-128", locked("128", "--use-aes=y"), "AES-128")
both("rc4-128", locked("128", "--use-aes=n"), "RC4 with 128 bits", twice=False)
both("rc4-40", locked("40"), "RC4 with 40 bits", twice=False)
case("file-aes-256-changed", "F", rewritten(sign(locked("256"), SIGNER)), "locked, and the first page's content changed after signing",
     intact=True)
case("file-locked-no-password", "U", sign(locked("256", word="user"), SIGNER, password="user"), "a password is needed")
both("pdf-2.0", write(bodies(), header=b"%PDF-2.0\n%\xe2\xe3\xcf\xd3\n"), "PDF 2.0")
both("carriage-returns", write(bodies(), eol=b"\r\n"), "lines end in two characters")


both("hybrid", hybrid(), "a table and a stream beside each other (pyHanko refuses such files on principle)")


def raw_signed(pdf, *, objects=None, before=b"", offset=0, contents=None, range_slot=60, make=None, trailer=None):
    """Signed byte by byte, where pyHanko would not: `before` stands before the header, which offsets may or may not count."""
    out = bytearray(before + pdf)
    body = (
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:20260201100000Z) /ByteRange ["
        + b" " * range_slot + b"] /Contents " + (contents or b"<" + b"0" * 12000 + b">") + b" >>"
    )
    changed = objects or {
        FORM: body_of(pdf, FORM).replace(b"]", b"60 0 R ]", 1).replace(b"/DR", b"/SigFlags 3 /DR"),
        PAGE_1: body_of(pdf, PAGE_1).replace(b"/Annots [", b"/Annots [60 0 R "),
        60: b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Raw) /Rect [0 0 0 0] /P 3 0 R /F 132 /V 61 0 R >>",
    }
    changed = {**changed, 61: body}
    places = {}
    for number, one in sorted(changed.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = len(out)
    out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % (number, place - offset) for number, place in sorted(places.items()))
    previous = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    out += b"trailer\n<< /Size 70 /Root 1 0 R /Info 8 0 R /Prev %d /ID [<%s> <%s>] %s >>\n" % (
        previous + len(before) - offset, b"a1" * 16, b"a1" * 16, trailer or b"")
    out += b"startxref\n%d\n%%%%EOF\n" % (table - offset)
    out = bytes(out)
    start = re.search(rb"/ByteRange \[ +\] /Contents (<0+>|\(.*?\))", out, re.DOTALL)
    begin, end = start.span(1)
    numbers = b"0 %d %d %d" % (begin, end, len(out) - end)
    slot = out.index(b"/ByteRange [ ") + 12
    out = out[:slot] + numbers.ljust(range_slot) + out[slot + range_slot:]
    digested = container.digest("sha256", out[:begin] + out[end:])
    made = (make or (lambda value: container.sign(value, SIGNER)))(digested)
    if contents:
        text_form = b"".join(b"\\%03o" % byte for byte in made)
        assert len(text_form) <= end - begin - 2
        # A literal string has no zeros to spare: the rest are zero bytes, spelled out.
        padding = (end - begin - 2 - len(text_form)) // 4
        return out[:begin + 1] + text_form + b"\\000" * padding + out[end - 1:]
    return out[:begin + 1] + made.hex().encode() + out[begin + 1 + 2 * len(made):]


case("file-raw", "P", raw_signed(PDF), "signed without pyHanko", modifications="none", signatures=1)
case("file-literal-contents", "PF", raw_signed(PDF, contents=b"(" + b"\\000" * 4000 + b")"),
     "the container in a literal string (ISO 32000 asks for a hexadecimal one)", signatures=1)
case("file-junk-before", "P", raw_signed(PDF, before=b"HTTP/1.1 200 OK\r\n\r\n", offset=19),
     "bytes before the header, signed with the rest; offsets count from the header", signatures=1)
case("file-junk-before-not-counted", "PIFU", raw_signed(PDF, before=b"From: somebody\n\n", offset=0),
     "bytes before the header; only the newer offsets count them: readers differ", signatures=1)
kid = {
    FORM: body_of(PDF, FORM).replace(b"]", b"60 0 R ]", 1), PAGE_1: body_of(PDF, PAGE_1).replace(b"/Annots [", b"/Annots [63 0 R "),
    60: b"<< /T (outer) /Kids [62 0 R] >>", 62: b"<< /T (inner) /FT /Sig /Parent 60 0 R /V 61 0 R /Kids [63 0 R] >>",
    63: b"<< /Type /Annot /Subtype /Widget /Parent 62 0 R /Rect [0 0 0 0] /P 3 0 R /F 132 >>",
}
case("file-nested-field", "P", raw_signed(PDF, objects=kid), "the signature in a field inside another, the widget apart", signatures=1)
inherited = {**kid, 60: b"<< /T (outer) /FT /Sig /Kids [62 0 R] >>", 62: kid[62].replace(b"/FT /Sig ", b"")}
case("file-inherited-kind", "P", raw_signed(PDF, objects=inherited), "the field's kind stands at its parent", signatures=1)
no_widget = {FORM: kid[FORM], 60: b"<< /T (bare) /FT /Sig /V 61 0 R >>"}
case("file-no-widget", "P", raw_signed(PDF, objects=no_widget), "a field without a widget", signatures=1)
loop = {**kid, 62: kid[62].replace(b"/Kids [63 0 R]", b"/Kids [60 0 R]")}
case("file-field-loop", "PIF", raw_signed(PDF, objects=loop), "fields that are each other's parents")
no_field = {FORM: body_of(PDF, FORM)}
case("file-orphan", "IFN", raw_signed(PDF, objects=no_field), "a signature no field leads to is listed, and never passes")
case("file-no-form", "IFN", raw_signed(PDF, objects={PREPARED: body_of(PDF, PREPARED), 1: re.sub(rb"/AcroForm 9 0 R", b"", body_of(PDF, 1))}),
     "no form at all")
two_fields = {**kid, FORM: body_of(PDF, FORM).replace(b"]", b"60 0 R 64 0 R ]", 1), 64: b"<< /T (again) /FT /Sig /V 61 0 R >>"}
case("file-two-fields-one-signature", "PIF", raw_signed(PDF, objects=two_fields), "two fields lead to one signature")
case("file-prev-loop", "PIFU", raw_signed(PDF, trailer=b"/Prev 999999"), "two /Prev, one leads nowhere")


def looping():
    made = append(PDF, {CONTENT_1: body_of(PDF, CONTENT_1)})
    at = int(re.findall(rb"startxref\s+(\d+)", made)[-1])
    first = int(re.findall(rb"startxref\s+(\d+)", made)[0])
    return made.replace(b"/Prev %d" % first, b"/Prev %d" % at) if len(str(first)) == len(str(at)) else made


case("file-table-loop", "NU", looping(), "a table whose /Prev is itself, and nobody signed")
case("file-startxref-wrong", "PIFU", raw_signed(PDF)[:-30] + b"startxref\n7\n%%EOF\n", "the end leads nowhere")


def damaged(*words):
    """The signed file with these words spoilt, each where it stands last; nothing moves."""
    out = raw_signed(PDF)
    for word in words:
        at = out.rindex(word)
        out = out[:at] + b"x" * len(word) + out[at + len(word):]
    return out


NO_FIELD = b"/FT /Sig"
case("file-damaged-object", "I", damaged(b"61 0 obj", NO_FIELD), "the signature's object cannot be read, nor its field: signed all the same")
case("file-damaged-contents", "I", damaged(b"/Contents <", NO_FIELD), "a signature whose container cannot be found, without its field")
case("file-damaged-range", "I", damaged(b"61 0 obj", b"/ByteRange", NO_FIELD), "of the signature only the name of its format can be read")
case("file-damaged-table", "I", damaged(b"61 0 obj", b"/ByteRange", b"/SubFilter", b"startxref", b"startxref"),
     "nothing of the signature but the field that asks for it")
case("file-says-range", "N", append(PDF, {60: b"<< /Title (/ByteRange [0 1 2 3] /SubFilter /ETSI.CAdES.detached) >>"}),
     "the words of a signature in a text; nobody signed", signatures=0)
case("file-attached-signed", "N", append(PDF, {60: stream(raw_signed(PDF))}), "a signed PDF attached as it is; this one nobody signed", signatures=0)
case("file-unsigned", "N", PDF, "nobody signed", signatures=0)
case("file-unsigned-updated", "N", append(PDF, {CONTENT_1: stream(text(b"New"))}), "nobody signed, changed once", signatures=0)
case("file-not-a-pdf", "U", b"This is a letter, not a PDF.\n" * 40, "no PDF")
case("file-empty", "U", b"", "no bytes")
case("file-header-only", "UN", b"%PDF-1.7\n", "a header and nothing else")
store_and_all = stamp(store(sign(qpdf(PDF, "--object-streams=generate"), SIGNER), [CA.der], [], [crl(ROOT)]), TSA, at=SIGNED_AT + HOUR)
case("file-streams-lta", "P", store_and_all, "objects in streams, then validation data and a document timestamp",
     modifications="lta_updates", signatures=2)
ten = PDF
for number in range(10):
    ten = sign(ten, SIGNER if number % 2 else SECOND, f"Signature{number}", at=SIGNED_AT + number * HOUR)
case("file-ten-signatures", "P", ten, "ten signatures", signatures=10)
