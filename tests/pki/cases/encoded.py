"""Streams that one program undoes otherwise than another: parameters that belong to no filter or to several, filters nobody knows,
lengths that end too soon or too late. Each with a neighbour that is ordinary and passes."""

import zlib

import scans
from cases import case
from cases.blank import pictured
from cases.covering import SIGNED, signed_over
from cases.later import annotated
from cases.looks import COVERED, STRUCK
from cases.misread import BLACK, LOOK, ON_WORDS, YELLOW
from document import blank, sign
from people import SIGNER

FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 244 26] /Resources << /ExtGState << /G << /BM /Multiply >> >> >>"


def streamed(content, entries, length=None):
    return b"<< %s /Length %s >>\nstream\n%s\nendstream" % (entries, length or b"%d" % len(content), content)


def marked(content, entries=b"", length=None):
    """A mark over the price with this look."""
    return annotated(SIGNED, STRUCK, {LOOK: streamed(content, FORM + b" " + entries, length)})


# --- parameters -------------------------------------------------------------------------------------------------------------------


def summed(octets):
    """What a decoder makes of octets that say what differs from the one before."""
    before, sums = 0, []
    for octet in octets:
        before = (before + octet) % 256
        sums.append(before)
    return bytes(sums)


def disguised(content):
    """The same operators for who reads the octets as they are, and one long comment for who adds them up: with blanks between them so
    that no sum ends a line."""
    out = b"%\n"
    for word in content.split():
        blanks = (bytes(9 if number >> bit & 1 else 32 for bit in range(4)) + b" " for number in range(16))
        longer = (out + blank + word for blank in blanks)
        out = next(one for one in longer if not set(summed(one)) & set(b"\r\n"))
    assert summed(out).startswith(b"%")
    return out


def parameters(size):
    return b"<< /Predictor 2 /Colors 1 /BitsPerComponent 8 /Columns %d >>" % size


def packed(content):
    return zlib.compress(content, 9)


def in_digits(content):
    return packed(content).hex().encode() + b">"


NIGHT, TWO = disguised(BLACK), b"/Filter [/ASCIIHexDecode /FlateDecode] "
SAID = parameters(len(NIGHT))
for name, content, entries in (
    ("beside-list", in_digits(NIGHT), TWO + b"/DecodeParms " + SAID),
    ("beside-list-of-one", packed(NIGHT), b"/Filter [/FlateDecode] /DecodeParms " + SAID),
    ("listed-beside-name", packed(NIGHT), b"/Filter /FlateDecode /DecodeParms [%s]" % SAID),
    ("too-few", in_digits(NIGHT), TWO + b"/DecodeParms [%s]" % SAID),
    ("too-many", packed(NIGHT), b"/Filter [/FlateDecode] /DecodeParms [null %s]" % SAID),
    ("by-short-name", packed(NIGHT), b"/Filter /FlateDecode /DP " + SAID),
):
    case(f"parameters-{name}", "I", marked(content, entries), "parameters that are no filter's for sure: viewers leave them out and draw a black box over the price")
DIFFERENCES = bytes((octet - before) % 256 for before, octet in zip(b"\0" + YELLOW, YELLOW))
OWN = parameters(len(YELLOW))
for name, content, entries in (
    ("plain", packed(DIFFERENCES), b"/Filter /FlateDecode /DecodeParms " + OWN),
    ("listed", in_digits(DIFFERENCES), TWO + b"/DecodeParms [null %s]" % OWN),
    ("listed-alone", packed(DIFFERENCES), b"/Filter [/FlateDecode] /DecodeParms [%s]" % OWN),
    ("none", in_digits(YELLOW), TWO),
):
    case(f"parameters-{name}", "P", marked(content, entries), "a yellow mark, each filter with its parameters")


def in_rows(content, columns):
    """By the third of PNG's filters, in rows: what is added to the row above."""
    content += b" " * (-len(content) % columns)
    rows = [b"\0" * columns, *(content[at:at + columns] for at in range(0, len(content), columns))]
    return packed(b"".join(b"\2" + bytes((one - above) % 256 for one, above in zip(row, before)) for before, row in zip(rows, rows[1:])))


for name, entries in {
    "predictor-in-fractions": b"/Predictor 12.0 /Columns 60", "predictor-beyond": b"/Predictor 16 /Columns 60", "predictor-unknown": b"/Predictor 3 /Columns 60",
    "columns-in-fractions": b"/Predictor 12 /Columns 60.0", "columns-of-none": b"/Predictor 12 /Columns 0", "colours-in-fractions": b"/Predictor 12 /Columns 60 /Colors 1.0",
    "bits-unusual": b"/Predictor 12 /Columns 60 /BitsPerComponent 7", "early-unusual": b"/Predictor 1 /EarlyChange 2",
}.items():
    told = b"/Filter /FlateDecode /DecodeParms << %s >>" % entries
    case(f"parameters-{name}", "I", marked(in_rows(YELLOW, 60), told), "a mark whose filter is told a number that viewers take or leave")
case("parameters-predictor", "P", marked(in_rows(YELLOW, 60), b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 60 >>"), "a yellow mark in rows, as programs write them")
PRICE = disguised(b"BT /F1 14 Tf 60 740 Td (1,000) Tj ET")
PRICED = sign(blank(o5=streamed(in_digits(PRICE), TWO + b"/DecodeParms " + parameters(len(PRICE)))), SIGNER)
case("parameters-of-content", "I", signed_over(PRICED, (56, 730, 300, 756)), "a price of the page that is a comment by parameters viewers leave out", findings=COVERED)


def striped():
    """Words in stripes: black by the list of colours, and a step down and up again for who adds up."""
    lines = []
    for y in range(scans.HEIGHT):
        line = bytearray([100] + [0] * (scans.WIDTH - 1))
        for x in range(2, scans.WIDTH - 2, 2):
            if scans.is_ink(x, y):
                line[x:x + 2] = b"\xff\x01"
        lines.append(bytes(line))
    return b"".join(lines)


LISTED = b"/ColorSpace [/Indexed /DeviceGray 255 <%s>] /BitsPerComponent 8 " % (b"FF" * 255 + b"00")
STRIPED = scans.image(in_digits(striped()), LISTED + TWO + b"/DecodeParms " + parameters(scans.WIDTH))
case("parameters-of-scan", "I", signed_over(pictured(STRIPED), ON_WORDS), "words of a scan that are blank paper by parameters viewers leave out", findings=COVERED)

# --- filters ----------------------------------------------------------------------------------------------------------------------


def beside_brotli(content):
    """Nothing for who undoes Brotli (RFC 7932, 9.2): all of it is told to be passed over. Who does not reads it as it is."""
    content = b"\n" + content + b"\n"
    head = 0b11 << 2 | 1 << 5 | (len(content) - 1) << 7
    return head.to_bytes(2, "little") + content + b"\x03"


case("filter-brotli", "I", marked(beside_brotli(BLACK), b"/Filter /BrotliDecode"), "a filter viewers do not know: some read what it hides, a black box over the price")
case("filter-unknown", "I", marked(BLACK, b"/Filter /Nothing"), "a filter there is not: some viewers read on without it")
case("filter-short-name", "I", marked(packed(BLACK), b"/Filter /Fl"), "the name filters have in pictures within the content, which viewers take here as well")
case("digits-with-others", "I", marked(b"ZZ" + BLACK.hex().encode() + b">", b"/Filter /ASCIIHexDecode"), "digits after letters that are none, which some viewers leave out")
case("checksum-wrong", "I", marked(packed(YELLOW + BLACK)[:-4] + b"abcd", b"/Filter /FlateDecode"), "a wrong checksum, which viewers pass over: a black box over the price")

# --- lengths ----------------------------------------------------------------------------------------------------------------------

BOTH = YELLOW + b"\n" + BLACK
for name, length in (("short", b"%d" % len(YELLOW)), ("nought", b"0"), ("negative", b"-5"), ("too-long", b"5000"), ("text", b"(5)"), ("nowhere", b"99 0 R")):
    case(f"length-{name}", "IF", marked(BOTH, length=length), "most viewers look for the end of the stream themselves, behind a black box over the price")
ENDS = YELLOW + b"\nendstream\n" + BLACK
case("length-past-an-end", "I", marked(ENDS), "what ends a stream stands in the midst of it, and some viewers go by the length")
case("length-right", "P", marked(YELLOW), "the same mark without a box")
