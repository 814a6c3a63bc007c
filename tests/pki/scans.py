"""Images of pages, as scanners and offices make them: words above, blank paper below. Each kind keeps the same page in another way."""

import zlib

import jbig2 as coder

WIDTH, HEIGHT = 500, 300
PAPER, INK = 250, 10


def is_ink(x, y):
    """Words of six dark blocks each, in lines, in the upper third; drawn in blocks of eight pixels so that every kind keeps them."""
    column, row = x // 8, y // 8
    return 1 <= row <= 12 and row % 2 == 1 and column % 2 == 1


def rows(dark=is_ink):
    return [bytes(INK if dark(x, y) else PAPER for x in range(WIDTH)) for y in range(HEIGHT)]


def image(content, more, width=WIDTH, height=HEIGHT):
    return b"<< /Type /XObject /Subtype /Image /Width %d /Height %d %s /Length %d >>\nstream\n%s\nendstream" % (
        width, height, more, len(content), content)


def grey(lines, more=b""):
    return image(zlib.compress(b"".join(lines), 9), b"/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode " + more, len(lines[0]), len(lines))


def bits():
    """A bit for each pixel, rows padded to octets; 0 is black."""
    def packed(line):
        padded = [pixel > 128 for pixel in line] + [True] * (-len(line) % 8)
        return bytes(sum(bit << (7 - at) for at, bit in enumerate(padded[place:place + 8])) for place in range(0, len(padded), 8))
    return image(zlib.compress(b"".join(packed(line) for line in rows()), 9), b"/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode")


def palette():
    content = b"".join(bytes(1 if pixel > 128 else 0 for pixel in line) for line in rows())
    return image(zlib.compress(content, 9), b"/ColorSpace [/Indexed /DeviceRGB 1 <000000FFFFFF>] /BitsPerComponent 8 /Filter /FlateDecode")


def bars():
    """Colours in rows that say only what differs from the pixel to the left."""
    content = bytearray()
    for line in rows():
        content.append(1)
        before = 0
        for pixel in line:
            content += bytes([(pixel - before) % 256] * 3)
            before = pixel
    return image(zlib.compress(bytes(content), 9), b"/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode "
                 b"/DecodeParms << /Predictor 15 /Colors 3 /Columns %d >>" % WIDTH)


# --- JPEG: blocks of one colour each, so that only their means have to be written --------------------------------------------------

# The usual table for means (ITU-T T.81, table K.3): code lengths, and the sizes they stand for.
LENGTHS, SIZES = bytes([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]), bytes(range(12))


def codes(lengths, symbols):
    table, code, symbol = {}, 0, iter(symbols)
    for length, count in enumerate(lengths, 1):
        for _ in range(count):
            table[next(symbol)] = (code, length)
            code += 1
        code <<= 1
    return table


GREY = b"/ColorSpace /DeviceGray"


def jpeg(lines=None, more=GREY, width=None, height=None):
    """`width` and `height`: what the file says of them, if something else than the picture."""
    lines = lines or rows()
    wide, high = len(lines[0]), len(lines)
    across, down = -(-wide // 8), -(-high // 8)
    table, out, before = codes(LENGTHS, SIZES), [], 0
    for row in range(down):
        for column in range(across):
            mean = lines[row * 8][column * 8]
            # The coefficient is eight times the mean around 0; the table of quanta says 8.
            value = mean - 128
            difference, before = value - before, value
            size = abs(difference).bit_length()
            code, length = table[size]
            out.append(format(code, f"0{length}b"))
            if size:
                out.append(format(difference if difference > 0 else difference + (1 << size) - 1, f"0{size}b"))
            # The only code of the table for details: there are none.
            out.append("0")
    text = "".join(out)
    text += "1" * (-len(text) % 8)
    data = bytes(int(text[at:at + 8], 2) for at in range(0, len(text), 8)).replace(b"\xff", b"\xff\0")

    def segment(marker, content):
        return b"\xff" + bytes([marker]) + (len(content) + 2).to_bytes(2, "big") + content

    frame = b"\x08" + high.to_bytes(2, "big") + wide.to_bytes(2, "big") + b"\x01\x01\x11\x00"
    return image(b"\xff\xd8" + segment(0xDB, b"\0" + b"\x08" * 64) + segment(0xC0, frame) + segment(0xC4, b"\0" + LENGTHS + SIZES)
                 + segment(0xC4, b"\x10" + bytes([1] + [0] * 15) + b"\0") + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + data + b"\xff\xd9",
                 more + b" /BitsPerComponent 8 /Filter /DCTDecode", width or wide, height or high)


# --- fax: what these pages need of ITU-T T.4 and T.6 ---------------------------------------------------------------------------------

# Runs of this many pixels, white and black, and 448 and 52 of white that make a row.
WHITE_RUNS, BLACK_RUNS = {4: "1011", 8: "10011", 500: "01100100" + "01010101"}, {0: "0000110111", 8: "000101"}
HORIZONTAL, SAME = "001", "1"
END = "000000000001"


def changes(line):
    """Where white becomes black and black white, and the end of the row."""
    ink = [False] + [pixel < 128 for pixel in line]
    return [at for at in range(len(line)) if ink[at + 1] != ink[at]] + [len(line)]


def octets(text):
    text += "0" * (-len(text) % 8)
    return bytes(int(text[at:at + 8], 2) for at in range(0, len(text), 8))


def by_lines():
    """Each row by its own runs."""
    def coded(line):
        ends = [0] + changes(line)
        lengths = [end - start for start, end in zip(ends, ends[1:])]
        return "".join((BLACK_RUNS if place % 2 else WHITE_RUNS)[length] for place, length in enumerate(lengths))
    return "".join(coded(line) for line in rows())


def by_differences():
    """Each row by the one above it, which is the same, or paper, or words over paper."""
    out, above = [], [WIDTH]
    for line in rows():
        own = changes(line)
        if own == above:
            out.append(SAME * len(own))
        elif own == [WIDTH]:
            out.append(HORIZONTAL + WHITE_RUNS[WIDTH] + BLACK_RUNS[0])
        else:
            out.append((HORIZONTAL + WHITE_RUNS[8] + BLACK_RUNS[8]) * (len(own) // 2) + SAME)
        above = own
    return "".join(out)


def fax(content=None, parameters=b"/K -1 /Columns 500 /Rows 300", more=GREY):
    content = octets(by_differences() + END * 2) if content is None else content
    return image(content, more + b" /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << %s >>" % parameters)


def of_jbig2(*segments):
    return image(b"".join(segments), GREY + b" /BitsPerComponent 1 /Filter /JBIG2Decode")


def jbig2():
    bits = [[int(pixel < 128) for pixel in row] for row in rows()]
    return of_jbig2(coder.page(0, WIDTH, HEIGHT), coder.region(1, WIDTH, HEIGHT, coder.plain(bits)), coder.segment(2, coder.END, b""))


def jbig2_fax():
    """One region of bits, coded as a fax is (ITU-T T.88, 6.2.6)."""
    return of_jbig2(coder.page(0, WIDTH, HEIGHT), coder.region(1, WIDTH, HEIGHT, b"\x01" + octets(by_differences() + END * 2)))


def line(x, y):
    """A printed line, and one of dots."""
    return (y == 270 and 20 < x < 400) or (y == 240 and 20 < x < 400 and x % 4 == 0)


def objects(kind):
    """Objects 30 and on: the image, and what it needs."""
    turned = [bytes(column) for column in zip(*rows()[::-1])]
    made = {
        "grey": lambda: grey(rows()),
        "bits": bits,
        "palette": palette,
        "bars": bars,
        "jpeg": jpeg,
        "turned": lambda: grey(turned),
        "reversed": lambda: grey([bytes(255 - pixel for pixel in line) for line in rows()], b"/Decode [1 0]"),
        "jpx": lambda: image(b"whatever", b"/Filter /JPXDecode"),
        "fax": fax,
        "fax-lines": lambda: fax(octets(by_lines()), b"/Columns 500 /Rows 300 /EndOfBlock false"),
        "fax-stencil": lambda: fax(more=b"/ImageMask true", parameters=b"/K -1 /Columns 500"),
        "jbig2": jbig2,
        "jbig2-fax": jbig2_fax,
        "masked": lambda: grey([bytes([INK] * WIDTH)] * HEIGHT, b"/SMask 31 0 R"),
        "keyed": lambda: grey(rows(), b"/Mask [240 255]"),
        "line": lambda: grey(rows(line)),
    }[kind]()
    return {30: made, 31: grey(rows())} if kind == "masked" else {30: made}


def drawn(kind):
    """How the page draws it, from (50, 500) to (550, 800)."""
    if kind == "turned":
        # The image lies on its side: it was turned clockwise, and is turned back.
        return b"q 0 300 -500 0 550 500 cm /Scan Do Q"
    return b"q 500 0 0 300 50 500 cm /Scan Do Q"
