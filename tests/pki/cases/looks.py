"""Looks that a reader follows in one way and viewers draw in another: data of a picture that never began, dictionaries among
operators, texts within texts, states, boxes and matrices that are not what they seem. Each with a neighbour that is ordinary and
passes."""

from cases import case
from cases.covering import ANNOTS, CLAIRE, NAMED, NINE, OVER, SIGNED, filled, marked, shown, signed_over
from cases.later import annotated
from cases.misread import BLACK, DAY, LOOK, SPACE, USED, YELLOW, mark
from document import NAME, append, blank, look_of, page, sign, stream, text_field
from people import SIGNER

COVERED = "appearance_covers_content"
# Right behind "The price is 9", where a second signature begins.
BEHIND_NINE = (145, 755, 245, 775)
NOUGHT, BESIDE_NOUGHT = b"BT /F1 14 Tf 0 5 Td (0) Tj ET", NAMED.replace(b"2 4", b"30 4")


def adds(content):
    """A second signature that begins with this behind the nine."""
    return signed_over(NINE, BEHIND_NINE, content + b" " + BESIDE_NOUGHT)


# --- pictures within the content --------------------------------------------------------------------------------------------------

PIXEL = b"/W 1 /H 1 /CS /G /BPC 8"
case("data-without-picture", "I", mark(YELLOW + b"ID " + BLACK + b" EI"), "the data of a picture that never began, which viewers draw: black over the price")
case("data-without-picture-nought", "I", adds(b"ID " + NOUGHT + b" EI"), "the same in a second signature: a nought behind the nine", findings=COVERED)
case("picture-begun-with-operators", "I", mark(YELLOW + b"BI 1 0 0 1 500 0 cm ID x EI " + BLACK),
     "a move among the entries of a picture, which most viewers take for none: the box behind it lies over the price")
case("picture-ended-and-begun", "I", mark(YELLOW + b"BI EI 1 0 0 1 500 0 cm ID x EI " + BLACK), "the same behind an end of the picture, which some viewers take for one more entry")
case("picture-broken-off", "I", mark(YELLOW + b"BI q " + BLACK + b" Q " + PIXEL + b" ID x EI"), "a box among the entries of a picture, which some viewers draw")
case("picture-in-second", "P", signed_over(SIGNED, (60, 400, 260, 440), b"q 40 0 0 20 2 2 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\xff\x00\xff EI Q " + NAMED.replace(b"2 4", b"50 4")),
     "a second signature with a small picture beside the text")

# --- dictionaries among operators -------------------------------------------------------------------------------------------------

# Who takes the bracket in the text for the end of the dictionary takes the rest of the line for a comment.
NOTED = b"/Span << /A (>%%) >> %s "
for name, operator, end in (("mark", b"BDC", b" EMC\n/P << /M 0 >> BDC EMC"), ("point", b"DP", b"\n/P << /M 0 >> DP")):
    case(f"dictionary-of-{name}", "I", mark(YELLOW + NOTED % operator + BLACK + end), "a text in a dictionary that holds its end and a comment's beginning: viewers draw what follows")
case("dictionary-of-mark-nought", "I", adds(NOTED % b"BDC" + NOUGHT + b" EMC\n/P << /M 0 >> BDC EMC"), "the same before a nought behind the nine", findings=COVERED)
case("dictionary-nested", "P", filled(shown(b"/Span << /A << /B (x) >> /C [1 (b)] /D <61> /E true >> BDC " + CLAIRE + b" EMC")), "a dictionary of everything that may stand in one")

# --- graphics states that are the page's ------------------------------------------------------------------------------------------

# A thick line, and ink that is not seen.
STATES = b"/Resources << /ExtGState << /G << /LW 30 >> /T << /ca 0 /CA 0 >> >> "
LENT = sign(blank(o3=page(b"5 0 R", ANNOTS).replace(b"/Resources <<", STATES)), SIGNER)
STRUCK = b"<< /Type /Annot /Subtype /StrikeOut /Rect %s /QuadPoints [56 756 300 756 56 730 300 730] /C [1 0 0] /P 3 0 R /F 4 /AP << /N 61 0 R >> >>" % OVER


def struck(resources):
    look = stream(b"1 1 1 RG /G gs 0 13 m 244 13 l S", b"/Type /XObject /Subtype /Form /BBox [0 0 244 26] " + resources)
    return annotated(LENT, STRUCK, {LOOK: look})


def thinned(resources):
    look = stream(b"/Tx BMC q /T gs " + CLAIRE + b" Q EMC", b"/Type /XObject /Subtype /Form /BBox [0 0 200 20] " + resources)
    return append(LENT, {NAME: text_field(b"name", b"Claire", LOOK, b"[60 640 260 660]"), LOOK: look})


FONT = b"/Font << /F1 7 0 R >>"
for name, resources in (("", b""), ("-among-none", b"/Resources << >>"), ("-among-others", b"/Resources << /ExtGState << /Other << /LW 1 >> >> >>")):
    case(f"state-not-brought{name}", "I", struck(resources), "for a state the look does not bring, some viewers take the page's: a white line as thick as the text")
case("state-brought", "P", struck(b"/Resources << /ExtGState << /G << /LW 1 >> >> >>"), "a state of the same name that the look brings itself: a thin line")
case("value-by-state-not-brought", "I", thinned(b"/Resources << %s >>" % FONT), "some viewers write the value with the page's state, by which it is not seen")
case("value-by-state-brought", "P", thinned(b"/Resources << %s /ExtGState << /T << /ca 1 >> >> >>" % FONT), "the value is written with a state of the look's own")

# --- matrices, boxes and calibrations ---------------------------------------------------------------------------------------------

INNER = b"/ExtGState << /G << /BM /Multiply >> >> /XObject << /Inner 62 0 R >>"


def moved(matrix, box=b"[0 0 744 26]"):
    """A yellow mark whose look draws a form with a black box."""
    entries = b"/Type /XObject /Subtype /Form /BBox %s %s" % (box, b"/Matrix [%s]" % matrix if matrix else b"")
    return mark(YELLOW + b"/Inner Do", INNER, others={62: stream(BLACK, entries), 63: b"500"})


for name, matrix in (
    ("null", b"1 0 0 null 1 500 0"), ("name", b"1 0 0 /A 1 500 0"), ("five", b"1 0 0 1 500"), ("seven", b"0 0 0 0 500 0 9"), ("null-for-number", b"1 0 0 1 null 0"),
):
    case(f"matrix-of-{name}", "I", moved(matrix), "six numbers make a matrix: of anything else some viewers take what leaves the black box over the price")
case("matrix-by-reference", "P", moved(b"1 0 0 1 63 0 R 0"), "one of the six is an object of its own: the box is moved out of the mark")
case("box-of-two", "I", moved(b"", b"[300 300]"), "a box of two numbers, by which some viewers cut off everything and some nothing")
case("box-empty", "P", moved(b"", b"[300 300 300 300]"), "a box of no size cuts off everything")
case("clip-of-nothing", "I", mark(YELLOW + b"q W n " + BLACK + b" Q"), "a limit that is no path: some viewers go on drawing, over the price")
NINE_MORE = [(DAY.replace(b"/Matrix [", b"/Matrix [" + item * 9), name) for item, name in ((b"null ", "nulls"), (b"/A ", "names"))]
for space, name in NINE_MORE:
    case(f"colour-calibrated-by-{name}", "I", mark(USED, SPACE % (b"C", space)), "nine that are no numbers stand before the matrix, which some viewers read as noughts: yellow is black")
UNSEEN = DAY.replace(b"/Gamma [", b"/Gamma [null null null ")
case("colour-gamma-of-nulls", "I", filled(shown(b"/C cs 0 0 0 sc " + CLAIRE, b"<< %s /ColorSpace << /C %s >> >>" % (FONT, UNSEEN))),
     "three nulls before the gamma, which some viewers read as noughts: black is white")
case("colour-gamma-usual", "P", filled(shown(b"/C cs 0 0 0 sc " + CLAIRE, b"<< %s /ColorSpace << /C %s >> >>" % (FONT, DAY))), "black by the gamma of every screen")

# --- colours ----------------------------------------------------------------------------------------------------------------------

MULTIPLY = b"/ExtGState << /G << /BM /Multiply >> >>"


def coloured(colour):
    """A mark over the price in this colour, through which one reads what is black."""
    return mark(b"/G gs " + colour + b" 0 0 244 26 re f", MULTIPLY)


for name, colour in (
    ("grey-by-three", b"/DeviceGray cs 0 1 1 scn"), ("grey-by-three-white-first", b"/DeviceGray cs 1 1 0 scn"), ("inks-by-three", b"/DeviceCMYK cs 1 1 0 scn"),
    ("three-by-two", b"/DeviceRGB cs 1 1 sc"), ("three-by-four", b"/DeviceRGB cs 0 0 1 0 sc"), ("unnamed-by-three", b"1 1 0 scn"),
):
    case(f"colour-of-{name}", "I", coloured(colour), "more or fewer numbers than a colour of this space has: some viewers, or all, take black")
for name, colour in (("three", b"/DeviceRGB cs 1 1 0 sc"), ("inks", b"/DeviceCMYK cs 0 0 1 0 scn"), ("grey", b"/DeviceGray cs 0.9 sc"), ("unnamed", b"0.9 sc")):
    case(f"colour-of-{name}", "P", coloured(colour), "as many numbers as a colour of this space has: a light one")
for name, colour in (("grey-by-three", b"/DeviceGray cs 1 0 0 sc "), ("three-by-four", b"/DeviceRGB cs 1 1 1 0 sc "), ("inks-by-one", b"/DeviceCMYK cs 0 sc ")):
    case(f"value-of-{name}", "I", filled(shown(colour + CLAIRE)), "a value in numbers of another space, which some viewers write in white")
case("value-of-grey", "P", filled(shown(b"/DeviceGray cs 0 sc " + CLAIRE)), "a value in black as its space has it")
for name, colour in (("null-first", b"null 1 1 0"), ("name-first", b"/A 1 1 0"), ("null-last", b"1 1 0 null"), ("null-within", b"1 null 1 0"), ("six", b"1 1 0 0 0 0"), ("large", b"9 9 0")):
    case(f"mark-of-{name}", "I", marked(b"Highlight", b"/C [%s]" % colour), "a mark without a look, its colour none there is: yellow for who counts the numbers, black in some viewers")
case("mark-of-inks", "P", marked(b"Highlight", b"/C [0 0 1 0]"), "a yellow mark in four inks")
ON_LINE = b"[56 755 256 775]"


def written_over(colour):
    """A line of the page in this colour, and a field over it that is filled in with letters like them."""
    empty, full = (text_field(b"name", value, LOOK, ON_LINE) for value in (b"", b"8888"))
    printed = stream(colour + b" BT /F1 14 Tf 60 760 Td (The price is 9) Tj ET")
    return append(sign(blank(o5=printed, **{f"o{NAME}": empty, f"o{LOOK}": look_of(b"")}), SIGNER), {NAME: full, LOOK: look_of(b"8888")})


case("written-over-inks-by-three", "I", written_over(b"/DeviceCMYK cs 1 1 1 scn"), "words in three of four inks, which are black and not white", findings=COVERED)
case("written-over-pale-inks", "P", written_over(b"/DeviceCMYK cs 0 0 0 0.1 scn"), "words as pale as a template's, in four inks")

# --- texts ------------------------------------------------------------------------------------------------------------------------

SAVED = b"BT /F1 14 Tf 0 5 Td q 300 0 Td (x) Tj Q (0) Tj ET"
case("text-saved-within", "I", adds(SAVED), "a state is saved and restored within a text, and with it in some viewers the place: a nought behind the nine", findings=COVERED)
case("text-saved-around", "P", adds(b"q BT /F1 9 Tf 30 14 Td (Seen) Tj ET Q"), "the same around a text")
case("state-restored-too-often", "I", filled(shown(b"Q Q " + CLAIRE)), "more states are restored than were saved: some viewers show nothing that follows")
for name, modes in (("half", b"3.5 Tr"), ("nine", b"9 Tr"), ("below", b"-1 Tr"), ("below-unseen", b"3 Tr -1 Tr")):
    case(f"text-mode-{name}", "I", filled(shown(CLAIRE.replace(b"BT", b"BT " + modes))), "a way of showing text that there is not: some viewers show none")
case("text-mode-again", "P", filled(shown(CLAIRE.replace(b"BT", b"BT 3 Tr 0 Tr"))), "text is not shown, and then shown again before it is written")

# --- names ------------------------------------------------------------------------------------------------------------------------

ESCAPED = STRUCK.replace(b"/AP", b"/A#50").replace(b"/N", b"/#4E")
case("look-by-escaped-names", "I", annotated(SIGNED, ESCAPED, {LOOK: stream(BLACK, b"/Type /XObject /Subtype /Form /BBox [0 0 244 26]")}),
     "the names that lead to the black look, written in numbers")
