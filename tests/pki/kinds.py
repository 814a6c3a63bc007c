"""Kinds of file, none of them signed."""

import pathlib
import subprocess
import tempfile

from document import (
    CATALOG, CATALOG_BODY, CONTENT_1, PAGE_1, blank, bodies, body_of, page, stream, text, write,
)

PDF = blank()


def qpdf(pdf, *options, identity="--deterministic-id"):
    """Written anew by qpdf."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = pathlib.Path(folder, "in.pdf"), pathlib.Path(folder, "out.pdf")
        source.write_bytes(pdf)
        subprocess.run(["qpdf", identity, *options, source, target], check=True)
        return target.read_bytes()


def locked(bits, *options, word=""):
    """Encrypted; `word` opens it."""
    return qpdf(PDF, "--allow-weak-crypto", "--encrypt", word, "owner", bits, *options, "--", identity="--static-id")


def hybrid():
    """A table for old readers, a stream for new ones (ISO 32000-1, 7.5.8.4): object 50 is in the stream only."""
    objects = bodies()
    numbers = sorted(objects)
    out, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), {}
    for number in numbers:
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + objects[number] + b"\nendobj\n"
    inner = b"<< /Hidden (from old readers) >>"
    packed = b"50 0 " + inner
    places[51] = len(out)
    out += b"51 0 obj\n" + stream(packed, b"/Type /ObjStm /N 1 /First 5") + b"\nendobj\n"
    stream_at = len(out)
    rows = b"\x02" + (51).to_bytes(3, "big") + b"\0" + b"".join(
        b"\x01" + place.to_bytes(3, "big") + b"\0" for place in (places[51], stream_at))
    out += b"52 0 obj\n" + stream(rows, b"/Type /XRef /Size 53 /W [1 3 1] /Index [50 3] /Root 1 0 R") + b"\nendobj\n"
    table_at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (max(numbers) + 1)
    out += b"".join(b"%010d 00000 n \n" % places[number] for number in numbers)
    out += b"trailer\n<< /Size 53 /Root 1 0 R /Info 8 0 R /ID [<%s> <%s>] /XRefStm %d >>\n" % (b"b2" * 16, b"b2" * 16, stream_at)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % table_at


def cross_reference_stream():
    """The table as a stream, every object apart (ISO 32000-1, 7.5.8)."""
    objects = bodies()
    out, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    own = max(objects) + 1
    places[own] = len(out)
    rows = b"\0\0\0\0\xff" + b"".join(b"\x01" + places[number].to_bytes(3, "big") + b"\0" for number in range(1, own + 1))
    entries = b"/Type /XRef /Size %d /W [1 3 1] /Root 1 0 R /Info 8 0 R /ID [<%s> <%s>]" % (own + 1, b"c3" * 16, b"c3" * 16)
    out += b"%d 0 obj\n" % own + stream(rows, entries) + b"\nendobj\n"
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % places[own]


def tagged():
    """With a tree of structure, as readers for the blind need it."""
    words = b"/P << /MCID 0 >> BDC " + text(b"Contract", b"The price is 1,000 euros.") + b" EMC"
    shown = page(b"5 0 R", b"10 0 R 11 0 R 15 0 R 18 0 R 20 0 R").replace(b"/Type /Page", b"/Type /Page /StructParents 0 /Tabs /S", 1)
    return blank(**{
        f"o{CATALOG}": CATALOG_BODY % b"/MarkInfo << /Marked true >> /StructTreeRoot 30 0 R /Lang (en) ",
        f"o{PAGE_1}": shown, f"o{CONTENT_1}": stream(words),
        "o30": b"<< /Type /StructTreeRoot /K [31 0 R] /ParentTree 33 0 R /ParentTreeNextKey 1 >>",
        "o31": b"<< /Type /StructElem /S /Document /P 30 0 R /K [32 0 R] >>",
        "o32": b"<< /Type /StructElem /S /P /P 31 0 R /Pg 3 0 R /K 0 >>",
        "o33": b"<< /Nums [0 [32 0 R]] >>",
    })


def turned():
    """Stored on its side, and cropped."""
    shown = body_of(PDF, PAGE_1).replace(b"/Type /Page", b"/Type /Page /Rotate 90 /CropBox [40 60 555 800]", 1)
    return blank(**{f"o{PAGE_1}": shown})


def colour_profile():
    """A small profile of sRGB (ICC.1:2001): three primaries, one curve."""
    def tag(kind, body):
        return kind + bytes(4) + body

    def fixed(*values):
        return b"".join(int(round(value * 65536)).to_bytes(4, "big", signed=True) for value in values)

    name = b"sRGB\0"
    parts = {
        b"desc": tag(b"desc", len(name).to_bytes(4, "big") + name + bytes(8 + 3 + 67)),
        b"cprt": tag(b"text", b"free\0"), b"wtpt": tag(b"XYZ ", fixed(0.9642, 1.0, 0.8249)),
        b"rXYZ": tag(b"XYZ ", fixed(0.4361, 0.2225, 0.0139)), b"gXYZ": tag(b"XYZ ", fixed(0.3851, 0.7169, 0.0971)),
        b"bXYZ": tag(b"XYZ ", fixed(0.1431, 0.0606, 0.7141)),
        b"rTRC": tag(b"curv", b"\0\0\0\1\x02\x33"), b"gTRC": tag(b"curv", b"\0\0\0\1\x02\x33"), b"bTRC": tag(b"curv", b"\0\0\0\1\x02\x33"),
    }
    table, content, at = len(parts).to_bytes(4, "big"), b"", 128 + 4 + 12 * len(parts)
    for kind, body in parts.items():
        body += bytes(-len(body) % 4)
        table += kind + (at + len(content)).to_bytes(4, "big") + len(body).to_bytes(4, "big")
        content += body
    size = at + len(content)
    head = size.to_bytes(4, "big") + bytes(4) + b"\x02\x40\0\0mntrRGB XYZ " + bytes(12) + b"acsp" + bytes(28) + fixed(0.9642, 1.0, 0.8249)
    return head + bytes(128 - len(head)) + table + content


ARCHIVAL_XMP = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    b'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>'
    b'</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)


def archival():
    """PDF/A-2b: no text here, so no font; drawn shapes under an output intent."""
    shape = stream(b"0.2 0.2 0.6 rg 60 700 300 60 re f")
    return write({
        1: b"<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R /OutputIntents [6 0 R] >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents 4 0 R >>",
        4: shape, 5: stream(ARCHIVAL_XMP, b"/Type /Metadata /Subtype /XML"),
        6: b"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /DestOutputProfile 7 0 R >>",
        7: stream(colour_profile(), b"/N 3"),
    }, header=b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", info=b"")
