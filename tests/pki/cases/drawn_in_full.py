"""Yellow marks over the price whose looks some viewers make something else of: by functions that turn colours around, by what is
narrower than a pixel and drawn as one, by streams and other things where dictionaries belong. Each with a neighbour that passes."""

from cases import case
from cases.covering import OVER, SIGNED
from cases.together import annotated, highlight
from document import stream

MIXES = b"/BM /Multiply"
WHITE = b"/G gs 1 g 0 0 244 26 re f"
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 244 26] "
COVERED = "appearance_covers_content"
TOLD = {"findings": COVERED}
QUIET = {"modifications": "annotations"}


def drawn(content, resources, more=None):
    """A mark with this look, `resources` with their key."""
    mark = highlight(OVER, b"/C [1 1 0] /AP << /N 61 0 R >>")
    return annotated(SIGNED, mark, more={61: stream(content, FORM + resources), **(more or {})})


def state(entries):
    return b"/Resources << /ExtGState << /G << /BM /Multiply %s >> >> >>" % entries


# --- transfer functions ---------------------------------------------------------------------------------------------------------------

TURNED = b"<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [1] /C1 [0] >>"
DOTS = b"/HT << /HalftoneType 1 /Frequency 60 /Angle 0 /SpotFunction /Round %s >>"
for name, entries in {
    "one": b"/TR " + TURNED, "second": b"/TR2 " + TURNED, "four": b"/TR [%s %s %s %s]" % ((TURNED,) * 4), "stream": b"/TR 73 0 R",
    "dots": DOTS % (b"/TransferFunction " + TURNED), "black": b"/BG " + TURNED, "under-colours": b"/UCR2 " + TURNED,
    "unseen": b"/ca 0 /CA 0 /TR " + TURNED, "in-two-ways": b"/TR /Default",
}.items():
    function = stream(b"{1 exch sub}", b"/FunctionType 4 /Domain [0 1] /Range [0 1]")
    case(f"transfer-{name}", "I", drawn(WHITE, state(entries), {73: function}), f"white that viewers show as black: {name}", **TOLD)
for name, entries in {
    "identity": b"/TR /Identity", "default": b"/TR2 /Default /BG2 /Default /UCR2 /Default /HT /Default", "plain-dots": DOTS % b"",
}.items():
    case(f"transfer-{name}", "P", drawn(WHITE, state(entries)), f"what leaves colours as they are: {name}", **QUIET)

# --- narrower than a pixel ------------------------------------------------------------------------------------------------------------


def lines(count, shape):
    """So many, one above the other over all of the mark."""
    return b" ".join(shape.replace(b"@", b"%.3f" % (26 * at / count)) for at in range(count))


for name, content in {
    "boxes": lines(104, b"0 @ 244 0 re f"), "boxes-low": lines(104, b"0 @ 244 0.001 re f"), "boxes-white": b"1 g " + lines(1000, b"0 @ 244 0 re f"),
    "boxes-few": b"1 g " + lines(26, b"0 @ 244 0.01 re f"), "lines": lines(104, b"0 @ m 244 @ l f"), "one-path": lines(400, b"0 @ 244 0 re") + b" f*",
    "upright": b" ".join(b"%.2f 0 0.001 26 re f" % (at / 4) for at in range(976)),
    "clips": b"1 g " + lines(104, b"q 0 @ 244 0 re W n 0 0 244 26 re f Q"), "dashes": lines(9, b"[0.001 0.001] 0 d 1 w 0 @ m 244 @ l S"),
    "dashes-of-state": b"/G gs " + lines(9, b"1 w 0 @ m 244 @ l S"),
}.items():
    dashed = b"/Resources << /ExtGState << /G << /D [[0.001 0.001] 0] >> >> >>"
    case(f"narrow-{name}", "I", drawn(content, dashed), f"narrower than a pixel each, over all of the price: {name}", **TOLD)
for name, content in {
    "rule": b"1 0 0 rg 0 2 244 0.2 re f", "two-rules": b"1 0 0 rg 0 1 244 0.2 re f 0 13 244 0.2 re f", "dotted": b"1 0 0 RG [0.5 2] 0 d 1 w 0 2 m 244 2 l S",
    "dashed": b"1 0 0 RG [3 2] 0 d 1 w 0 2 m 244 2 l S",
}.items():
    case(f"narrow-{name}", "P", drawn(content, b"/Resources << >>"), f"thin lines as programs draw them: {name}", **QUIET)

# --- streams where dictionaries belong ------------------------------------------------------------------------------------------------

STATES = b"/Resources << /ExtGState %s >>"
AS_STREAM = {73: stream(b"x", MIXES), 74: stream(b"x", b"/G << /BM /Multiply >>"), 75: stream(b"x", b"/ExtGState << /G << /BM /Multiply >> >>")}
for name, resources in {"state": STATES % b"<< /G 73 0 R >>", "states": STATES % b"74 0 R", "resources": b"/Resources 75 0 R"}.items():
    case(f"stream-as-{name}", "I", drawn(WHITE, resources, AS_STREAM), f"a stream as {name}: for some it mixes colours, for others it says nothing and the price is gone", **TOLD)
case("stream-as-none", "P", drawn(WHITE, STATES % b"<< /G 73 0 R >>", {73: b"<< /BM /Multiply >>"}), "the same as a dictionary", **QUIET)

# --- resources that are something else ------------------------------------------------------------------------------------------------


def inner(resources):
    outer = b"/Resources << /ExtGState << /G << /BM /Multiply >> >> /XObject << /I 62 0 R >> >>"
    return drawn(b"/I Do", outer, {62: stream(WHITE, FORM + resources)})


for name, resources in {
    "nowhere": b"70 0 R", "text": b"(x)", "number": b"7", "truth": b"true", "list": b"[ ]", "name": b"/x",
}.items():
    case(f"resources-{name}", "I", inner(b"/Resources " + resources), f"a form within a look, whose resources are none: {name}; to some the price is gone", **TOLD)
case("resources-lent", "P", inner(b""), "without resources of its own it draws with those around it", **QUIET)
case("resources-own", "P", inner(state(b"")), "resources of its own", **QUIET)
