"""What viewers draw otherwise than it seems: numbers and names they cut off, states and groups that are none, looks without a box,
letters that begin where another letter's width has left them, values whose look is taken away. Each with a neighbour that is ordinary
and passes."""

from pyhanko.pdf_utils import generic

from authority import HOUR, SIGNED_AT
from cases import case
from cases.covering import ANNOTS, BESIDE, CLAIRE, OVER, SIGNED, filled, marked, shown, signed_over
from cases.later import annotated
from cases.looks import COVERED, FONT, MULTIPLY
from cases.misread import BLACK, LOOK, YELLOW, mark
from document import (
    AGREE, AMOUNT, AMOUNT_LOOK, FORM, FORM_BODY, NAME, NAME_LOOK, append, blank, body_of, form, page, sign, stream, text_field,
)
from people import SECOND, SIGNER

FORMS = b"/Type /XObject /Subtype /Form "
FIELD, AMOUNT_BOX = b"[60 640 260 660]", b"[60 560 260 580]"

# --- numbers, names and texts that are cut off --------------------------------------------------------------------------------------

BOX_AT = YELLOW + b"0 g %s500 0 244 26 re f"
case("number-cut-off", "I", mark(BOX_AT % (b"0" * 300)), "a number with 300 noughts before it, of which some viewers read the first 255: a black box over the price")
case("number-with-noughts", "P", mark(BOX_AT % b"000"), "the same with three: the box lies outside of the mark")
for size, conclusion, why in ((126, "IF", "two names alike for 126 octets, behind which some viewers read no further"), (100, "P", "two names alike for 100 octets")):
    names = b"/XObject << /%s 62 0 R /%s 63 0 R >>" % (b"x" * size + b"a", b"x" * size + b"b")
    case(f"name-cut-off-at-{size}", conclusion, mark(YELLOW + b"/%s Do" % (b"x" * size + b"b"), MULTIPLY + names, others={62: form(BLACK, 244, 26), 63: form(b"q Q", 244, 26)}), why)
OWN = b"/XObject << /x 62 0 R /x#80 63 0 R >>"
case("name-ends-at-octet", "I", mark(YELLOW + b"/x\x80 Do", MULTIPLY + OWN, others={62: form(BLACK, 244, 26), 63: form(b"q Q", 244, 26)}),
     "a name with an octet that is a blank to some viewers, which draw the black box")
for name, written in (("signed", b"#+5"), ("short", b"#5"), ("nought", b"#00")):
    named = b"/XObject << /x#05 63 0 R /x#23%s 62 0 R >>" % written[1:]
    case(f"name-escaped-{name}", "IF", mark(YELLOW + b"/x%s Do" % written, MULTIPLY + named, others={62: form(BLACK, 244, 26), 63: form(b"q Q", 244, 26)}),
         "a number for a letter that is none, which each viewer reads in its own way")
SAID = b"BT 0 g /F1 1 Tf %d 10 Td (%s) Tj /F1 14 Tf (9,000,000 9,000) Tj ET"
case("text-cut-off", "I", mark(YELLOW + SAID % (4 - 9109, b" " * 40_000), MULTIPLY + FONT), "more blanks than some viewers read in one text: the figures behind them stand over the price")
case("text-of-many-blanks", "P", mark(YELLOW + SAID % (4000, b" " * 20_000), MULTIPLY + FONT), "many blanks, and figures outside of the mark")

# --- opacities --------------------------------------------------------------------------------------------------------------------

for name, opacity in (("above-1", b"1.5"), ("large", b"5"), ("negative", b"-5"), ("name", b"/A")):
    for kind, colour in ((b"Highlight", b"/C [1 1 0.5] "), (b"Underline", b"/C [1 0 0] ")):
        case(f"opacity-{name}-of-{kind.decode().lower()}", "I", marked(kind, colour + b"/CA " + opacity), "no opacity there is: some viewers paint all of it", findings=COVERED)
for name, opacity in (("half", b"0.5"), ("whole", b"1")):
    case(f"opacity-{name}", "P", marked(b"Highlight", b"/C [1 1 0.5] /CA " + opacity), "a yellow mark with an opacity")
STATED = b"<< %s /ExtGState << /T << /ca %%s >> >> >>" % FONT
for name, opacity in (("name", b"/X"), ("text", b"(0)"), ("list", b"[0]"), ("boolean", b"true"), ("null", b"null")):
    case(f"value-opacity-of-{name}", "I", filled(shown(b"/T gs " + CLAIRE, STATED % opacity)), "an opacity that is no number, which some viewers take for nought")
case("value-opacity-of-one", "P", filled(shown(b"/T gs " + CLAIRE, STATED % b"1.0")), "an opacity of 1")

# --- how colours mix --------------------------------------------------------------------------------------------------------------

STATES = b"/ExtGState << /G << /BM /Multiply >> /H << /BM %s >> >>"
WHITE = b"1 g 0 0 244 26 re f"
for name, mode in (
    ("number", b"5"), ("text", b"(Normal)"), ("nothing", b"[]"), ("list-of-number", b"[5]"), ("null", b"null"), ("dictionary", b"<< >>"), ("boolean", b"false"),
    ("list-of-list", b"[[/Normal]]"), ("reference", b"63 0 R"), ("list-of-null", b"[null /Multiply]"),
):
    case(f"blend-of-{name}", "I", mark(b"/G gs /H gs " + WHITE, STATES % mode, others={63: b"5"}), "a way of mixing that is no name: some viewers go back to the usual one and paint white over the price")
for name, mode in (("name", b"/Multiply"), ("list-of-names", b"[/Multiply /Normal]"), ("name-by-reference", b"63 0 R")):
    case(f"blend-of-{name}", "P", mark(b"/H gs " + WHITE, STATES % mode, others={63: b"/Multiply"}), "the colours mix")
MIXING = b"/BBox [0 0 244 26] /Resources << /ExtGState << /G << /BM /Multiply >> >> /XObject << /Inner 62 0 R >> >> "


def grouped(content, inner, group, own=b""):
    """A mark whose look draws a form that is this group."""
    look = stream(content, FORMS + MIXING + own)
    return annotated(SIGNED, MARK, {LOOK: look, 62: stream(inner, FORMS + MIXING + group)})


MARK = b"<< /Type /Annot /Subtype /Highlight /Rect %s /QuadPoints [56 756 300 756 56 730 300 730] /C [1 1 0] /P 3 0 R /F 4 /AP << /N 61 0 R >> >>" % OVER
GROUP = b"/Group << /S /Transparency %s>>"
for name, entries in (("joined", b""), ("said", b"/I false "), ("coloured", b"/CS /DeviceRGB "), ("number", b"/I 1 "), ("knocking-out", b"/K true ")):
    case(f"group-{name}-mixes", "I", grouped(b"/Inner Do", b"/G gs " + WHITE, GROUP % entries), "a form painted apart by some viewers, in which no colours mix with what is under it")
case("group-of-number-mixes", "I", grouped(b"/G gs " + WHITE, b"q Q", b"", GROUP % b"/I 1 "), "a look painted apart by some viewers")
case("group-mixed", "P", grouped(b"/G gs /Inner Do", b"1 1 0 rg 0 0 244 26 re f", GROUP % b""), "a yellow group that is mixed as one")
case("group-of-look", "P", grouped(b"/G gs 1 1 0 rg 0 0 244 26 re f", b"q Q", b"", GROUP % b"/I false "), "a look that is a group, and yellow")


def knocked(group):
    """A value with a box over it through which one sees, both in a group."""
    inner = stream(CLAIRE + b" /T gs 1 g 0 0 200 20 re f", FORMS + b"/BBox [0 0 200 20] /Resources << %s /ExtGState << /T << /ca 0 >> >> >> " % FONT + group)
    look = shown(b"/Inner Do", b"<< /XObject << /Inner 62 0 R >> >>")
    return append(SIGNED, {NAME: text_field(b"name", b"Claire", LOOK, FIELD), LOOK: look, 62: inner})


case("group-knocks-out-value", "I", knocked(GROUP % b"/K true "), "a box that is not seen takes away the value under it")
case("group-keeps-value", "P", knocked(GROUP % b"/K false "), "the same in an ordinary group")

# --- states with fonts ------------------------------------------------------------------------------------------------------------

SET = b"<< %s /ExtGState << /T << /Font [7 0 R 12] >> >> >>" % FONT
case("font-by-state", "I", filled(shown(b"BT /T gs 2 5 Td (Claire) Tj ET", SET)), "a font that only some viewers take from a state")

# --- looks without a box ----------------------------------------------------------------------------------------------------------

PAGEWIDE = b"0 g -1000 -1000 3000 3000 re f"


def noted(kind, rect, look, more=b""):
    return b"<< /Type /Annot /Subtype /%s /Rect %s /P 3 0 R /F 4 %s %s >>" % (kind, rect, look, more)


for name, box in (("none", b""), ("null", b"/BBox null"), ("name", b"/BBox /X"), ("two", b"/BBox [0 0]")):
    case(f"box-of-{name}-note", "I", annotated(SIGNED, noted(b"Square", BESIDE, b"/AP << /N 61 0 R >>"), {LOOK: stream(PAGEWIDE, FORMS + box)}),
         "a look without a box, which some viewers paint all over the page", findings=COVERED)
case("box-of-four-note", "P", annotated(SIGNED, noted(b"Square", BESIDE, b"/AP << /N 61 0 R >>"), {LOOK: stream(PAGEWIDE, FORMS + b"/BBox [0 0 244 26]")}), "the same with a box")


def signed_without(entry, content=PAGEWIDE):
    """A second signature below the text whose look lacks this entry."""
    def draw(writer, widget, _):
        number = generic.NumberObject
        entries = {"/Type": generic.pdf_name("/XObject"), "/Subtype": generic.pdf_name("/Form"),
                   "/BBox": generic.ArrayObject([number(0), number(0), number(200), number(40)])}
        kept = {generic.pdf_name(key): value for key, value in entries.items() if key != entry}
        look = writer.add_object(generic.StreamObject(kept, stream_data=content))
        widget.get_object()[generic.pdf_name("/AP")] = generic.DictionaryObject({generic.pdf_name("/N"): look})

    return sign(SIGNED, SECOND, "Second", at=SIGNED_AT + HOUR, box=(60, 400, 260, 440), touch=draw)


case("box-of-none-second", "I", signed_without("/BBox"), "a second signature below the text, its look without a box", findings=COVERED)
case("box-of-four-second", "P", signed_without(""), "the same with a box")
UNBOXED = stream(b"/Tx BMC 1 g -60 80 600 200 re f 0 g " + CLAIRE + b" EMC", FORMS + b"/Resources << %s >>" % FONT)
case("box-of-none-field", "I", append(SIGNED, {NAME: text_field(b"name", b"Claire", LOOK, FIELD), LOOK: UNBOXED}), "a field filled in, its look without a box", findings=COVERED)

# --- looks that are none ----------------------------------------------------------------------------------------------------------

POINTS = ((b"Ink", b"/InkList [[56 743 300 743]]"), (b"Line", b"/L [56 743 300 743]"), (b"Polygon", b"/Vertices [56 730 300 730 300 756 56 756]"))
BAR = b"/C [0 0 0] /BS << /W 26 >> "
RIGHT = b"[310 330 544 356]"
for kind, points in POINTS:
    for name, look in (("stateless", b"/AP << /N << /A 61 0 R >> >>"), ("of-name", b"/AP /N"), ("of-dictionary", b"/AP << /N 62 0 R >>"), ("of-other-state", b"/AP << /N << /A 61 0 R >> >> /AS /B")):
        case(f"drawing-{kind.decode().lower()}-{name}", "IF", annotated(SIGNED, noted(kind, RIGHT, look, BAR + points), {LOOK: form(b"q Q", 244, 26), 62: b"<< /A 1 >>"}),
             "something in the place of a look that is none: viewers draw the points, over the price")
    case(f"drawing-{kind.decode().lower()}-of-state", "P", annotated(SIGNED, noted(kind, RIGHT, b"/AP << /N << /A 61 0 R >> >> /AS /A", BAR + points), {LOOK: form(b"q Q", 244, 26)}),
         "a look, and the state that is shown")

# --- where letters stand ----------------------------------------------------------------------------------------------------------

PATH = b"0 0 m 0 0 l S "
case("path-within-text", "I", mark(YELLOW + b"BT 0 g /F1 14 Tf 400 10 Td " + PATH + b"(9,000,000) Tj ET", MULTIPLY + FONT), "a path within a text, which moves the next letter in some viewers: over the price")
case("text-within-text", "I", mark(YELLOW + b"BT 0 g /F1 14 Tf 400 10 Td BT (9,000,000) Tj ET", MULTIPLY + FONT), "a text that begins within a text")
case("path-before-text", "P", mark(YELLOW + PATH + b"BT 0 g /F1 14 Tf 400 10 Td (9,000,000) Tj ET", MULTIPLY + FONT), "the same path before the text")

STANDARD = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
DESCRIBED = b"<< /Type /Font /Subtype /TrueType /BaseFont /Foo %s/FontDescriptor << /Type /FontDescriptor /FontName /Foo /Flags 32 /MissingWidth 5000 >> >>"
COMPOSITE = (b"<< /Type /Font /Subtype /Type0 /BaseFont /Foo /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Foo "
             b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 20000 >>] >>")


def behind(letters, font, at=4, place=b""):
    """A mark whose look writes these letters in this font above it, and figures behind them."""
    text = b"BT 0 g /F2 14 Tf %d 10 Td 500 Ts %s Tj 0 Ts %s/F1 14 Tf (9,000,000 9,000) Tj ET" % (at, letters, place)
    return mark(YELLOW + text, MULTIPLY + b"/Font << /F1 7 0 R /F2 %s >>" % font)


DASHES = b"<%s>" % (b"97" * 100)
case("letters-behind-dashes", "I", behind(DASHES, STANDARD % b"Helvetica", 4 - 1400), "a hundred long dashes before the mark, as wide as that font has them: the figures behind them lie over the price")
case("letters-behind-dashes-beside", "P", behind(DASHES, STANDARD % b"Helvetica", 400), "the same from another place: the figures stand outside of the mark")
case("letters-behind-bold", "I", behind(b"(%s)" % (b"b" * 300), STANDARD % b"Helvetica-Bold", 4 - 2566), "letters wider than those of the same font that is not bold")
case("letters-behind-signs", "I", behind(b"(%s)" % (b"d" * 100), b"<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>", 4 - 962), "signs as wide as that font has them")
for name, more in (("no-widths", b""), ("few-widths", b"/FirstChar 65 /LastChar 66 /Widths [500 500] ")):
    case(f"letters-behind-{name}", "I", behind(b"(    )", DESCRIBED % more), "a font that does not say how wide its letters are, but how wide those are that are missing")
case("letters-behind-composite", "I", behind(b"<00200020>", COMPOSITE), "a composite font that does not come with the file, whose widths some viewers do not believe")
case("letters-apart-from-guessed", "P", behind(b"( )", DESCRIBED % b"", place=b"400 0 Td "), "the figures say their own place, outside of the mark")
LISTED = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar %s /LastChar %s /Widths [%s] >>"
for name, first, last, width, conclusion in (
    ("whole", b"32", b"126", b"5000", "P"), ("last-too-large", b"32", b"300", b"5000", "I"), ("first-with-point", b"32.0", b"126", b"5000", "I"), ("huge", b"32", b"126", b"70000", "I"),
):
    case(f"letters-behind-widths-{name}", conclusion, behind(b"(    )", LISTED % (first, last, b" ".join([width] * 95))), "widths by which the figures stand outside of the mark, as far as every viewer reads them so")

# --- outlines ---------------------------------------------------------------------------------------------------------------------

for name, modes in (("alone", b"1 Tr 0 w"), ("alone-wide", b"1 Tr 0.3 w"), ("clipping", b"5 Tr 0 w")):
    case(f"value-outline-{name}", "I", filled(shown(CLAIRE.replace(b"BT", b"BT " + modes))), "letters of which only the outline is drawn, so thin that some viewers draw none")
case("value-outline-and-inside", "P", filled(shown(CLAIRE.replace(b"BT", b"BT 2 Tr 0.3 w 0 G"))), "letters with an outline, made a little bolder")

# --- flags of fields --------------------------------------------------------------------------------------------------------------

SECRET = b"8192"


def signed_anew(anew=True, **changed):
    """Signed; the form says whether its fields are to be drawn anew (pyHanko takes away what it said before)."""
    def say(writer, _, __):
        writer.root["/AcroForm"][generic.pdf_name("/NeedAppearances")] = generic.BooleanObject(anew)
    return sign(blank(**changed), SIGNER, touch=say)



def amount(more=b"", look=True):
    field = text_field(b"amount", b"1000", AMOUNT_LOOK, AMOUNT_BOX, more=more)
    return field if look else field.replace(b"/AP << /N %d 0 R >>" % AMOUNT_LOOK, b"")


for name, look in (("anew", True), ("without-look", False)):
    signed = signed_anew(look, **{f"o{AMOUNT}": amount(look=look)})
    for kind, flags in (("reference", b"62 0 R"), ("point", b"8192.5"), ("whole-with-point", b"8192.0"), ("text", b"(8192)"), ("number", SECRET)):
        case(f"flags-{name}-by-{kind}", "IF", append(signed, {AMOUNT: amount(b"/Ff " + flags, look), 62: SECRET} if kind == "reference" else {AMOUNT: amount(b"/Ff " + flags, look)}),
             "a value that was signed becomes a password, which viewers show as stars")
    case(f"flags-{name}-closed", "P", append(signed, {AMOUNT: amount(b"/Ff 1", look)}), "the field is closed")
REFERRED = sign(blank(**{f"o{AMOUNT}": amount(b"/Ff 40 0 R "), "o40": b"4096"}), SIGNER)
case("flags-by-reference-as-before", "P", append(REFERRED, {AMOUNT: amount(b"/Ff 40 0 R /M (D:20260101)")}), "flags that stand in an object of their own stay as they were")
PARENTED = b"<< /Type /Annot /Subtype /Widget /Parent 40 0 R /T (kid) /V (1000) /Rect %s /P 3 0 R /F 4 %s>>"
ABOVE = {"o40": b"<< /T (above) /FT /Tx /DA (/F1 12 Tf 0 g) /Ff 8192 /Kids [15 0 R] >>", f"o{FORM}": (FORM_BODY % (b"40 0 R ", b"")).replace(b"15 0 R ", b"", 1)}
UNDER = sign(blank(**{f"o{AMOUNT}": PARENTED % (AMOUNT_BOX, b"")}, **ABOVE), SIGNER)
case("flags-instead-of-inherited", "IF", append(UNDER, {AMOUNT: PARENTED % (AMOUNT_BOX, b"/Ff 0 ")}), "own flags in the place of those of the field above: what was a password is shown")
case("flags-inherited-and-closed", "P", append(UNDER, {AMOUNT: PARENTED % (AMOUNT_BOX, b"/Ff 8193 ")}), "the same flags, and closed")

# --- values that viewers write anew -----------------------------------------------------------------------------------------------

TINY = form(b"/Tx BMC q BT /F1 5 Tf 140 18 Td (8888888888888888888888) Tj ET Q EMC", 244, 26)


def anew(rect, is_anew=True):
    """A field, filled in with small letters in its corner."""
    before, after = (text_field(b"name", value, NAME_LOOK, rect) for value in (b"", b"8" * 22))
    signed = signed_anew(is_anew, **{f"o{NAME}": before, f"o{NAME_LOOK}": form(b"/Tx BMC EMC", 244, 26)})
    return append(signed, {NAME: after, NAME_LOOK: TINY})


case("filled-anew-over", "I", anew(OVER), "the form has its fields drawn anew, and some viewers write the value large over the price", findings=COVERED)
case("filled-anew-beside", "P", anew(BESIDE), "the same where nothing stands")
case("filled-not-anew", "P", anew(OVER, False), "the form does not: the small letters stand above the price")

# --- looks that are taken away ----------------------------------------------------------------------------------------------------

PALE = amount().replace(b"/F1 12 Tf 0 g", b"/F1 1 Tf 1 g")
for name, field in (("pale", PALE), ("short", amount(b"/MaxLen 2")), ("plain", amount())):
    case(f"look-taken-{name}", "I", append(sign(blank(**{f"o{AMOUNT}": field}), SIGNER), {AMOUNT: field.replace(b"/AP << /N %d 0 R >>" % AMOUNT_LOOK, b"")}),
         "the look of a value that was signed is taken away: what viewers write in its place nobody saw", findings="appearance_differs_from_value")
ON_LIST = amount().replace(b"/AP << /N %d 0 R >>" % AMOUNT_LOOK, b"/AS /%s /AP << /N << /A 16 0 R >> >>")
case("look-taken-by-state", "I", append(sign(blank(**{f"o{AMOUNT}": ON_LIST % b"A"}), SIGNER), {AMOUNT: ON_LIST % b"B"}), "a state is named that has no look")
case("look-taken-beside-index", "I", append(sign(blank(**{f"o{AMOUNT}": PALE}), SIGNER), {AMOUNT: PALE.replace(b"/AP << /N %d 0 R >>" % AMOUNT_LOOK, b"/I [0]")}),
     "its look is taken away, and something else is said of it")
case("look-kept", "P", append(sign(blank(**{f"o{AMOUNT}": PALE}), SIGNER), {AMOUNT: PALE.replace(b"/F 4", b"/F 4 /M (D:20260101)")}), "a look is kept")

# --- what stands on the page in other ways ----------------------------------------------------------------------------------------

BUTTON = b"<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (agree) /Rect %s /P 3 0 R /F 4 %s>>"


def over_button(caption, rect=BESIDE):
    """A second signature over a button that has this caption and no look."""
    pdf = sign(blank(**{f"o{AGREE}": BUTTON % (rect, caption)}), SIGNER)
    return signed_over(pdf, (56, 330, 300, 356))


case("second-over-caption", "I", over_button(b"/MK << /CA (The price is 1,000 euros) >> "), "the price is the caption of a button, which viewers write", findings=COVERED)
case("second-over-picture-of-button", "I", over_button(b"/MK << /I 40 0 R >> "), "a button with a picture that viewers draw")
case("second-over-bare-button", "P", over_button(b""), "a button of which nothing is seen")
case("second-beside-caption", "P", over_button(b"/MK << /CA (Send) >> ", b"[56 230 300 256]"), "a button elsewhere")


def over_line(content, at=(300, 330)):
    """A second signature at the right of where a line seems to stand."""
    return signed_over(sign(blank(o5=stream(content)), SIGNER), (*at, at[0] + 200, at[1] + 26))


case("second-over-moved-by-path", "I", over_line(b"BT /F1 14 Tf 20 340 Td 0 0 m 330 340 l n (The price is 1,000) Tj ET"), "a path within a text, which moves the words in some viewers", findings=COVERED)
case("second-beside-path-in-text", "P", over_line(b"BT /F1 14 Tf 20 340 Td 0 0 m 330 340 l n 0 0 Td (The price is 1,000) Tj ET"), "the place of the words is said anew behind it")
case("second-over-many-blanks", "I", over_line(b"BT /F1 1 Tf %d 340 Td (%s) Tj /F1 14 Tf (The price is 1,000) Tj ET" % (320 - 9109, b" " * 40_000)), "more blanks in one text than some viewers read", findings=COVERED)
SQUARE = b"<< /Type /Annot /Subtype /Square /Rect %s /P 3 0 R /F 4 /AP << /N 61 0 R >> >>"


def over_look(rect, box):
    """A second signature over words that are a note's, which does not say where."""
    words = stream(b"0 g BT /F1 14 Tf 4 10 Td (The price is 1,000 euros) Tj ET", FORMS + b"/Resources << %s >> " % FONT + box)
    note = {"o3": page(b"5 0 R", ANNOTS + b" 60 0 R"), "o60": SQUARE % rect, "o61": words}
    return signed_over(sign(blank(**note), SIGNER), (56, 330, 300, 356))


case("second-over-flat-note", "I", over_look(b"[56 330 56 330]", b"/BBox [0 0 244 26]"), "a note in a rectangle without extent, which some viewers draw as large as its look", findings=COVERED)
case("second-over-boxless-note", "I", over_look(b"[56 430 300 456]", b""), "a note without a box, which some viewers draw elsewhere", findings=COVERED)
case("second-beside-note", "P", over_look(b"[56 430 300 456]", b"/BBox [0 0 244 26]"), "a note above it")
STROKES = b"<< /Type /Annot /Subtype /Ink /Rect [56 430 300 456] /InkList [[60 %d 290 %d]] /C [0 0 0] /BS << /W 2 >> /P 3 0 R /F 4 >>"
for name, at, conclusion in (("over", 343, "I"), ("beside", 443, "P")):
    pdf = sign(blank(o3=page(b"5 0 R", ANNOTS + b" 60 0 R"), o60=STROKES % (at, at)), SIGNER)
    case(f"second-{name}-strokes", conclusion, signed_over(pdf, (56, 330, 300, 356)), "strokes of a note without a look, which lie where its points say")
LIST = b"<< /Type /Annot /Subtype /Widget /FT /Ch /T (agree) /Opt [(The price is 1,000 euros) (Nothing)] /DA (/F1 12 Tf 0 g) /Rect %s /P 3 0 R /F 4 >>"
for name, rect, conclusion in (("over", BESIDE, "I"), ("beside", b"[56 230 300 256]", "P")):
    pdf = sign(blank(**{f"o{AGREE}": LIST % rect}), SIGNER)
    case(f"second-{name}-list", conclusion, signed_over(pdf, (56, 330, 300, 356)), "a list without a choice and without a look, which shows all that can be chosen")
EMPTY = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Later) /Rect [300 200 500 240] /P 3 0 R /F 4 %s>>"
for name, look, conclusion in (("of-name", b"/AP /N ", "IF"), ("of-list", b"/AP [] ", "IF"), ("none", b"", "P")):
    field = {FORM: body_of(SIGNED, FORM).replace(b"/Fields [", b"/Fields [60 0 R "), 60: EMPTY % look}
    case(f"empty-field-look-{name}", conclusion, annotated(SIGNED, field.pop(60), field), "a signature field is added, and something in the place of its look")
for kind in (b"Stamp", b"Text", b"Highlight"):
    case(f"note-look-of-name-{kind.decode().lower()}", "IF", annotated(SIGNED, noted(kind, BESIDE, b"/AP /N"), {}), "a name in the place of a look, at which some viewers show nothing of the page")
TICKING = b"<< /Type /Annot /Subtype /Widget /FT /Btn /T (agree) /V /%s /AS /%s /Rect [60 600 80 620] /P 3 0 R /F 4 /AP << /N << /Yes 13 0 R /Off 14 0 R >> >> >>"
DINGBATS = b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >> >> >>"
TICK = b"q BT /F1 12 Tf 0 0 Td (4) Tj ET Q"


def ticked(content):
    """A box whose look for what is ticked has no box."""
    return append(sign(blank(o13=stream(content, FORMS + DINGBATS)), SIGNER), {AGREE: TICKING % (b"Yes", b"Yes")})


case("box-of-none-tick", "P", ticked(TICK), "a box is ticked, its look as some programs make it: a tick, and no box around it")
case("box-of-none-button", "I", ticked(PAGEWIDE), "the same with black where some viewers end nowhere")
case("second-beside-boxless-tick", "P", signed_over(sign(blank(o11=TICKING % (b"Yes", b"Yes"), o13=stream(TICK, FORMS + DINGBATS)), SIGNER), (56, 330, 300, 356)),
     "a second signature on a page with such a tick")
CUSTOM = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding << /Differences [128 /Euro 186 /ordmasculine 201 /Eacute] >> >>"
case("letters-behind-named-signs", "P", behind(b"<80BAC9>", CUSTOM, 400), "signs by their names, as wide as that font has them: the figures stand outside of the mark")
