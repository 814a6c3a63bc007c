"""Documents: one of our own, written byte by byte; signatures in it, by pyHanko; updates to it, byte by byte.

The numbers of the objects are fixed, so that a case can say "object 5" and mean the first page's content.
"""

import hashlib
import io
import re

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp, PdfSignedData
from pyhanko.sign.validation.dss import DocumentSecurityStore

import container
from authority import SIGNED_AT

CATALOG, PAGES, PAGE_1, PAGE_2, CONTENT_1, CONTENT_2, FONT, INFO, FORM = range(1, 10)
NAME, AGREE, NAME_LOOK, AGREE_ON, AGREE_OFF, AMOUNT, AMOUNT_LOOK, XMP, PREPARED, PERSON, TOWN, TOWN_LOOK = range(10, 22)
FIRST_FREE = 22
RESERVED = 24000
RESOURCES = b"<< /Font << /F1 7 0 R >> >>"


def stream(content, entries=b""):
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def text(*lines):
    return b"BT /F1 14 Tf 60 760 Td 20 TL " + b" ".join(b"(%s) Tj T*" % line for line in lines) + b" ET"


def form(content, width=200, height=20):
    """An appearance."""
    return stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 %d %d] /Resources %s" % (width, height, RESOURCES))


def look_of(value):
    return form(b"/Tx BMC q BT /F1 12 Tf 2 5 Td (%s) Tj ET Q EMC" % value)


def page(content, annots=b"", box=b"[0 0 595 842]"):
    return b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Resources %s /Contents %s /Annots [%s] >>" % (
        box, RESOURCES, content, annots
    )


def text_field(name, value, look, rect, on=PAGE_1, more=b""):
    return (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (%s) /V (%s) /DA (/F1 12 Tf 0 g) /Rect %s /P %d 0 R /F 4 "
        b"/AP << /N %d 0 R >> %s >>" % (name, value, rect, on, look, more)
    )


def check_box(state):
    return (
        b"<< /Type /Annot /Subtype /Widget /FT /Btn /T (agree) /V /%s /AS /%s /Rect [60 600 80 620] /P 3 0 R /F 4 "
        b"/AP << /N << /Yes 13 0 R /Off 14 0 R >> >> >>" % (state, state)
    )


CATALOG_BODY = b"<< /Type /Catalog /Pages 2 0 R /AcroForm 9 0 R /Metadata 17 0 R %s>>"
FORM_BODY = b"<< /Fields [10 0 R 11 0 R 15 0 R 18 0 R 19 0 R %s] /DR << /Font << /F1 7 0 R >> >> /DA (/F1 12 Tf 0 g) %s>>"
XMP_BODY = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>%s</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>'
    b'<?xpacket end="w"?>'
)


def bodies():
    return {
        CATALOG: CATALOG_BODY % b"",
        PAGES: b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        PAGE_1: page(b"5 0 R", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R"),
        PAGE_2: page(b"6 0 R"),
        CONTENT_1: stream(text(b"Contract", b"The price is 1,000 euros.", b"It is paid within 30 days.")),
        CONTENT_2: stream(text(b"Annex", b"Nothing else was agreed.")),
        FONT: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        INFO: b"<< /Title (Contract) /Producer (Paraphe test PKI) /CreationDate (D:20260101120000Z) >>",
        FORM: FORM_BODY % (b"", b""),
        NAME: text_field(b"name", b"", NAME_LOOK, b"[60 640 260 660]"),
        AGREE: check_box(b"Off"),
        NAME_LOOK: look_of(b""),
        AGREE_ON: form(b"q BT /F1 14 Tf 4 4 Td (X) Tj ET Q", 20),
        AGREE_OFF: form(b"q Q", 20),
        AMOUNT: text_field(b"amount", b"1000", AMOUNT_LOOK, b"[60 560 260 580]"),
        AMOUNT_LOOK: look_of(b"1000"),
        XMP: stream(XMP_BODY % b"Contract", b"/Type /Metadata /Subtype /XML"),
        PREPARED: b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Prepared) /Rect [300 100 500 160] /P 3 0 R /F 4 >>",
        PERSON: b"<< /T (person) /FT /Tx /DA (/F1 12 Tf 0 g) /Kids [20 0 R] >>",
        TOWN: b"<< /Type /Annot /Subtype /Widget /Parent 19 0 R /T (town) /V () /Rect [60 520 260 540] /P 3 0 R /F 4 "
              b"/AP << /N 21 0 R >> >>",
        TOWN_LOOK: look_of(b""),
    }


def write(objects, *, header=b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", eol=b"\n", info=b"/Info 8 0 R"):
    """A whole file with a classic table."""
    out, places = bytearray(header.replace(b"\n", eol)), {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += (b"%d 0 obj\n" % number).replace(b"\n", eol) + body + b"\nendobj\n".replace(b"\n", eol)
    return bytes(out) + _table(places, len(out), eol, first=True, trailer=(
        b"/Size %d /Root 1 0 R %s /ID [<%s> <%s>]" % (max(objects) + 1, info, b"a1" * 16, b"a1" * 16)
    ))


def _table(places, at, eol, trailer, first=False):
    lines, numbers = [b"xref"], sorted(places)
    if first:
        lines.append(b"0 %d" % (max(numbers) + 1))
        lines.append(b"0000000000 65535 f ")
        for number in range(1, max(numbers) + 1):
            lines.append(b"%010d 00000 n " % places[number] if number in places else b"0000000000 65535 f ")
    else:
        for number in numbers:
            lines += [b"%d 1" % number, b"%010d 00000 n " % places[number]]
    # An entry has 20 bytes, whatever ends the lines elsewhere.
    table = b"".join(line + (b"\n" if line[-1:] == b" " else eol) for line in lines)
    return table + eol.join([b"trailer", b"<< " + trailer + b" >>", b"startxref", b"%d" % at, b"%%EOF", b""])


def blank(**changed):
    """The document as it is before anybody signs; `changed` replaces bodies by number: `o5=…`."""
    objects = bodies()
    objects.update({int(name[1:]): body for name, body in changed.items()})
    return write({number: body for number, body in objects.items() if body is not None})


def last_xref(pdf):
    return int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])


def size_of(pdf):
    return max(int(number) for number in re.findall(rb"/Size (\d+)", pdf))


def append(pdf, objects, *, trailer=None, root=b"1 0 R", with_table=True, tail=True):
    """An incremental update, as a naive writer makes it."""
    out = bytearray(pdf if pdf.endswith(b"\n") else pdf + b"\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    if trailer is None:
        size = max([size_of(pdf), *(number + 1 for number in objects)])
        trailer = b"/Size %d /Root %s /Info 8 0 R /Prev %d /ID [<%s> <%s>]" % (
            size, root, last_xref(pdf), b"a1" * 16, hashlib.md5(bytes(out)).hexdigest().encode()
        )
    if not with_table:
        return bytes(out) + (b"trailer\n<< %s >>\n%%%%EOF\n" % trailer if tail else b"")
    return bytes(out) + _table(places, len(out), b"\n", trailer)


def body_of(pdf, number):
    """The last body of an object in a file with plain objects."""
    found = re.findall(rb"(?:^|[\r\n])%d 0 obj\s*(.*?)\s*endobj" % number, pdf, re.DOTALL)
    return found[-1]


def changed(pdf, number, old, new):
    """An update in which one object says `new` instead of `old`."""
    body = body_of(pdf, number)
    assert old in body, (number, old, body)
    return append(pdf, {number: body.replace(old, new, 1)})


# --- signatures --------------------------------------------------------------------------------------------------------


def _writer(pdf, password=None):
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    if writer.prev.encrypted:
        writer.encrypt((password or "").encode())
    return writer


def _embed(writer, dictionary, make, *, field, md="sha256", spec=None, mdp=None, touch=None):
    embedder = PdfCMSEmbedder(new_field_spec=spec or fields.SigFieldSpec(field))
    steps = embedder.write_cms(field_name=field, writer=writer)
    field_reference = next(steps)
    if touch:
        touch(writer, field_reference, dictionary)
    steps.send(SigObjSetup(sig_placeholder=dictionary, mdp_setup=mdp))
    prepared, output = steps.send(SigIOSetup(md_algorithm=md))
    steps.send(make(prepared.document_digest))
    return output.getvalue()


def sign(
    pdf, who, field="Signature1", *, make=None, subfilter="/ETSI.CAdES.detached", certify=None, lock=None, lock_in_field=None,
    at=SIGNED_AT, box=None, page=0, password=None, md="sha256", reason=None, touch=None, **knobs
):
    """Signed by `who`; `knobs` go to `container.sign`, unless `make` builds the container from the digest."""
    dictionary = PdfSignedData(
        obj_type=generic.pdf_name("/Sig"), subfilter=fields.SigSeedSubFilter.PADES, timestamp=at, bytes_reserved=RESERVED
    )
    dictionary["/SubFilter"] = generic.pdf_name(subfilter)
    if reason:
        dictionary["/Reason"] = generic.pdf_string(reason)
    spec = fields.SigFieldSpec(field, on_page=page, box=box, field_mdp_spec=lock_in_field)
    mdp = None
    if certify or lock:
        permission = fields.MDPPerm(certify) if certify else None
        mdp = SigMDPSetup(md_algorithm="sha256", certify=certify is not None, docmdp_perms=permission, field_lock=lock)
    make = make or (lambda digested: container.sign(digested, who, md=md, **knobs))
    writer = _writer(pdf, password)
    return _embed(writer, dictionary, make, field=field, md=md, spec=spec, mdp=mdp, touch=touch)


def stamp(pdf, tsa, field="Timestamp1", *, at=SIGNED_AT, make=None, password=None):
    """A document timestamp."""
    dictionary = DocumentTimestamp(bytes_reserved=RESERVED)
    make = make or container.token(tsa, at)
    writer = _writer(pdf, password)
    # The token stamps the digest of what it is given, so that is what it is given: an odd token of the digest itself.
    return _embed(writer, dictionary, lambda digested: _of_digest(make, digested), field=field)


def _of_digest(make, digested):
    original = container.digest
    container.digest = lambda md, content: digested if content is digested else original(md, content)
    try:
        return make(digested)
    finally:
        container.digest = original


def store(pdf, certificates=(), ocsps=(), crls=(), *, vri=True, password=None):
    """A document security store (or its enlargement), as one update."""
    from asn1crypto import crl as asn1_crl
    from asn1crypto import ocsp as asn1_ocsp
    from asn1crypto import x509 as asn1_x509

    writer = _writer(pdf, password)
    contents = None
    if vri:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        if reader.encrypted:
            reader.decrypt((password or "").encode())
        signature = reader.embedded_regular_signatures[-1]
        contents = signature.pkcs7_content.hex().encode()
    DocumentSecurityStore.supply_dss_in_writer(
        writer, contents,
        certs=[asn1_x509.Certificate.load(one) for one in certificates],
        ocsps=[asn1_ocsp.OCSPResponse.load(one) for one in ocsps],
        crls=[asn1_crl.CertificateList.load(one) for one in crls],
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


# --- where things stand in a file -----------------------------------------------------------------------------------------


def contents_span(pdf, which=-1):
    """Begin and end of a signature's hexadecimal string, without the brackets."""
    spans = [match.span(1) for match in re.finditer(rb"/Contents\s*<([0-9a-fA-F]{64,})>", pdf)]
    return spans[which]


def container_of(pdf, which=-1):
    """The container without the zeros behind it."""
    begin, end = contents_span(pdf, which)
    raw = bytes.fromhex(pdf[begin:end].decode())
    return raw[:len(raw) - len(container.read(raw)[2])]


def with_container(pdf, made, which=-1):
    begin, end = contents_span(pdf, which)
    text = made.hex().encode()
    assert len(text) <= end - begin
    return pdf[:begin] + text + b"0" * (end - begin - len(text)) + pdf[end:]


def byte_range(pdf, which=-1):
    matches = list(re.finditer(rb"/ByteRange\s*\[([\d\s-]+)\]", pdf))
    return [int(number) for number in matches[which].group(1).split()]


def with_byte_range(pdf, numbers, which=-1):
    """Other numbers in the same space."""
    match = list(re.finditer(rb"/ByteRange\s*(\[[\d\s-]+\]\s*)", pdf))[which]
    begin, end = match.span(1)
    text = b"[" + b" ".join(b"%d" % number for number in numbers) + b"]"
    assert len(text) <= end - begin, (text, end - begin)
    return pdf[:begin] + text + b" " * (end - begin - len(text)) + pdf[end:]


def covered(pdf, numbers):
    return b"".join(pdf[begin:begin + size] for begin, size in zip(numbers[::2], numbers[1::2]))


def signed_again(pdf, who, numbers=None, which=-1, md="sha256", **knobs):
    """The same file with another byte range, and a container that fits it."""
    if numbers is not None:
        pdf = with_byte_range(pdf, numbers, which)
    made = container.sign(container.digest(md, covered(pdf, byte_range(pdf, which))), who, md=md, **knobs)
    return with_container(pdf, made, which)


def flip(pdf, at, bit=1):
    out = bytearray(pdf)
    out[at] ^= bit
    return bytes(out)
