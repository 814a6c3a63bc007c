"""Pages of bits as most scanners keep them: JBIG2 (ITU-T T.88), one region coded by arithmetic. A row is a list of bits, 1 for black."""

# T.88, table E.1: the estimate, the next state after the more and after the less probable symbol, and whether they change places.
STATES = [
    (0x5601, 1, 1, 1), (0x3401, 2, 6, 0), (0x1801, 3, 9, 0), (0x0AC1, 4, 12, 0), (0x0521, 5, 29, 0), (0x0221, 38, 33, 0), (0x5601, 7, 6, 1),
    (0x5401, 8, 14, 0), (0x4801, 9, 14, 0), (0x3801, 10, 14, 0), (0x3001, 11, 17, 0), (0x2401, 12, 18, 0), (0x1C01, 13, 20, 0),
    (0x1601, 29, 21, 0), (0x5601, 15, 14, 1), (0x5401, 16, 14, 0), (0x5101, 17, 15, 0), (0x4801, 18, 16, 0), (0x3801, 19, 17, 0),
    (0x3401, 20, 18, 0), (0x3001, 21, 19, 0), (0x2801, 22, 19, 0), (0x2401, 23, 20, 0), (0x2201, 24, 21, 0), (0x1C01, 25, 22, 0),
    (0x1801, 26, 23, 0), (0x1601, 27, 24, 0), (0x1401, 28, 25, 0), (0x1201, 29, 26, 0), (0x1101, 30, 27, 0), (0x0AC1, 31, 28, 0),
    (0x09C1, 32, 29, 0), (0x08A1, 33, 30, 0), (0x0521, 34, 31, 0), (0x0441, 35, 32, 0), (0x02A1, 36, 33, 0), (0x0221, 37, 34, 0),
    (0x0141, 38, 35, 0), (0x0111, 39, 36, 0), (0x0085, 40, 37, 0), (0x0049, 41, 38, 0), (0x0025, 42, 39, 0), (0x0015, 43, 40, 0),
    (0x0009, 44, 41, 0), (0x0005, 45, 42, 0), (0x0001, 45, 43, 0), (0x5601, 46, 46, 0),
]


class Arithmetic:
    """The coder of T.88, annex E."""

    def __init__(self):
        self.interval, self.code, self.count, self.out, self.contexts = 0x8000, 0, 12, bytearray(b"\0"), {}

    def push(self, context, bit):
        state, likely = self.contexts.get(context, (0, 0))
        estimate, after_more, after_less, changes = STATES[state]
        self.interval -= estimate
        if bit == likely:
            if self.interval & 0x8000:
                self.code += estimate
                return
            self.shrink(estimate, self.interval < estimate)
            self.contexts[context] = (after_more, likely)
        else:
            self.shrink(estimate, self.interval >= estimate)
            self.contexts[context] = (after_less, likely ^ changes)
        while not self.interval & 0x8000:
            self.interval, self.code, self.count = self.interval << 1, self.code << 1, self.count - 1
            if self.count == 0:
                self.put()

    def shrink(self, estimate, to_estimate):
        if to_estimate:
            self.interval = estimate
        else:
            self.code += estimate

    def put(self):
        if self.out[-1] != 0xFF and self.code >= 0x8000000:
            self.out[-1] += 1
            self.code &= 0x7FFFFFF
        bits = 20 if self.out[-1] == 0xFF else 19
        self.out.append(self.code >> bits & 0xFF)
        self.code, self.count = self.code & ((1 << bits) - 1), 7 if bits == 20 else 8

    def end(self):
        most = self.code + self.interval
        self.code |= 0xFFFF
        if self.code >= most:
            self.code -= 0x8000
        for _ in range(2):
            self.code <<= self.count
            self.put()
        return bytes(self.out[1:]) + (b"\xac" if self.out[-1] == 0xFF else b"\xff\xac")


# Template 0 with its usual adaptive pixels (T.88, 6.2.5.3): what a pixel is guessed from.
NEAR = [(x, -2) for x in range(-2, 3)] + [(x, -1) for x in range(-3, 4)] + [(x, 0) for x in range(-4, 0)]


def arithmetic(rows):
    coder, width = Arithmetic(), len(rows[0])
    padded = [[0] * (width + 8)] * 2 + [[0] * 4 + row + [0] * 4 for row in rows]
    for y, row in enumerate(rows):
        for x in range(width):
            coder.push(tuple(padded[y + 2 + down][x + 4 + across] for across, down in NEAR), row[x])
    return coder.end()


def segment(number, kind, data):
    return number.to_bytes(4, "big") + bytes([kind, 0, 1]) + len(data).to_bytes(4, "big") + data


PAGE, REGION, END = 48, 38, 49


def page(number, width, height):
    return segment(number, PAGE, width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes(11))


def region(number, width, height, coded):
    """`coded`: how, and the bits."""
    return segment(number, REGION, width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes(9) + coded)


def plain(rows):
    """Template 0, and the usual places of the bits each is guessed from."""
    return b"\x00" + bytes([3, 0xFF, 0xFD, 0xFF, 2, 0xFE, 0xFE, 0xFE]) + arithmetic(rows)
