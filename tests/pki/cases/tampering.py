"""Bytes that are not as they were signed, and containers that are not as they should be."""

import container
from cases import case
from document import (
    blank, byte_range, container_of, contents_span, flip, sign, signed_again, with_byte_range, with_container,
)
from people import CA, SECOND, SIGNER, TSA

PDF = blank()
SIGNED = sign(PDF, SIGNER, reason="I agree")
TIMED = sign(PDF, SIGNER, timestamp=container.token(TSA))
BEGIN, END = contents_span(SIGNED)


def at(what, offset=0, pdf=SIGNED, last=False):
    return (pdf.rindex(what) if last else pdf.index(what)) + offset


PLACES = {
    "text": (at(b"1,000 euros"), "F"), "second-page": (at(b"Nothing else"), "F"), "header": (at(b"%PDF-1.7", 7), "FIU"),
    "comment": (at(b"\xe2\xe3"), "F"), "metadata": (at(b"dc:title>C", 9), "F"), "reason": (at(b"I agree"), "F"),
    "time": (at(b"/M (D\\0722026", 12), "F"), "first-table": (at(b"00000 n", -3), "FIU"), "trailer": (at(b"/Size", 6), "FIU"),
    "second-half": (at(b"trailer", 0, last=True) - 12, "FIU"), "last-byte-of-end": (at(b"%%EOF", 4, last=True), "F"),
    "field-name": (at(b"Signature1", 9), "FIU"),
}
for place, (position, letters) in PLACES.items():
    case(f"flip-{place}", letters, flip(SIGNED, position), f"one bit of the {place.replace('-', ' ')} is another")


def in_container(pdf, what, offset, expected, name, why, which=0, **more):
    made = bytearray(container_of(pdf))
    position = -1
    for _ in range(which + 1):
        position = made.index(what, position + 1)
    made[position + offset] ^= 1
    case(f"flip-{name}", expected, with_container(pdf, bytes(made)), why, **more)


signature_value = container.read(container_of(SIGNED))[1][-8:]
in_container(SIGNED, signature_value, 2, "F", "signature-value", "one bit of the signature value is another", sub="SIG_CRYPTO_FAILURE")
in_container(SIGNED, bytes.fromhex("2a864886f70d010904"), 15, "F", "message-digest", "one bit of the signed digest is another")
in_container(SIGNED, SIGNER.der, 200, "IF", "certificate", "one bit of the signer's certificate is another")
in_container(SIGNED, CA.der, 200, "I", "authority-certificate", "one bit of the authority's certificate is another")
in_container(TIMED, TSA.der, 150, "PIF", "token", "one bit of the timestamper's certificate is another", timestamp=False)
case("flip-first-byte-of-container", "IF", flip(SIGNED, BEGIN), "the container does not begin as one")
case("container-empty", "IF", SIGNED[:BEGIN] + b"0" * (END - BEGIN) + SIGNED[END:], "nothing but zeros")
case("container-garbage", "IF", with_container(SIGNED, b"Hello, this is no container at all"), "words instead of a container")
case("container-cut", "IF", with_container(SIGNED, container_of(SIGNED)[:-40]), "the end of the container is missing")
other = sign(blank(o5=b"<< /Length 5 >>\nstream\nq Q q\nendstream"), SIGNER)
case("container-of-another-file", "F", with_container(SIGNED, container_of(other)), "the container was made for another document", sub="HASH_FAILURE")
case("container-padding", "P", SIGNED[:END - 8] + b"CAFEBABE" + SIGNED[END:], "something else than zeros behind the container: noticed, not signed")
case("container-literal-hex-case", "P", SIGNED[:BEGIN] + SIGNED[BEGIN:END].upper() + SIGNED[END:], "capital letters in the hexadecimal string")

# Byte ranges.
WHOLE = byte_range(SIGNED)
GAP_BEGIN, GAP_END, LENGTH = WHOLE[1], WHOLE[2], len(SIGNED)
RANGES = {
    "short": ([0, GAP_BEGIN, GAP_END, LENGTH - GAP_END - 30], "F", "the end of the file is not covered"),
    "from-20": ([20, GAP_BEGIN - 20, GAP_END, LENGTH - GAP_END], "F", "the first twenty bytes are not covered"),
    "gap-before": ([0, GAP_BEGIN - 40, GAP_END, LENGTH - GAP_END], "F", "more than the container is left out: forty bytes before it"),
    "gap-behind": ([0, GAP_BEGIN, GAP_END + 40, LENGTH - GAP_END - 40], "F", "forty bytes behind the container are left out"),
    "gap-inside": ([0, GAP_BEGIN + 1, GAP_END - 1, LENGTH - GAP_END + 1], "PF",
                   "the brackets of the string are covered, too: nothing is left out, and it is not what the standard says"),
    "three-parts": ([0, 40, 40, GAP_BEGIN - 40, GAP_END, LENGTH - GAP_END], "PF", "two parts in three pieces"),
    "one-part": ([0, GAP_BEGIN], "F", "nothing behind the container is covered"),
    "empty-second": ([0, GAP_BEGIN, GAP_END, 0], "F", "the second part is empty"),
    "odd": ([0, GAP_BEGIN, GAP_END], "IF", "three numbers are no pairs"),
    "overlap": ([0, GAP_BEGIN, GAP_BEGIN - 100, 100], "F", "the parts overlap and end before the container"),
    "turned": ([GAP_END, LENGTH - GAP_END, 0, GAP_BEGIN], "F", "the parts in the other order"),
    "elsewhere": ([0, 1000, 25000, LENGTH - 25000], "F", "the gap is not where the container stands"),
}
for name, (numbers, letters, why) in RANGES.items():
    case(f"range-{name}", letters, signed_again(SIGNED, SIGNER, numbers), f"{why}; digest and signature fit")
for name, numbers, why in (
    ("beyond", [0, GAP_BEGIN, GAP_END, LENGTH], "it ends behind the end of the file"),
    ("negative", [0, GAP_BEGIN, GAP_END, -5], "a negative length"),
    ("huge", [0, GAP_BEGIN, GAP_END, 99999999999999999999], "a number no computer word holds"),
    ("zeros", [0, 0, 0, 0], "nothing is covered"),
    ("empty", [], "no numbers at all"),
):
    case(f"range-{name}", "IF", with_byte_range(SIGNED, numbers), why)
case("range-digit-changed", "F", with_byte_range(SIGNED, [0, GAP_BEGIN, GAP_END, LENGTH - GAP_END - 1]),
     "one byte less, without signing again")

# Containers.

def made_by(name, letters, why, sub=None, **knobs):
    more = {"sub": sub} if sub else {}
    case(f"cms-{name}", letters, sign(PDF, SIGNER, **knobs), why, **more)


made_by("two-signers", "F", "two signers in one container (EN 319 142-1, 5.3: one)", signers=[SECOND],
        certificates=[one.der for one in [*SIGNER.chain, *SECOND.chain]])
case("cms-no-signer", "IF", sign(PDF, SIGNER, make=lambda digested: container.signed_data([], [one.der for one in SIGNER.chain])),
     "nobody signed")
made_by("ess-mismatch", "IF", "bound to another certificate than the one whose key signed", ess_of=SECOND,
        certificates=[one.der for one in [*SIGNER.chain, *SECOND.chain]])
made_by("ess-v1", "PI", "bound by SHA-1: allowed once, discouraged now", ess="v1")
made_by("ess-sha512", "P", "bound by SHA-512", ess="v2-sha512")
made_by("ess-missing", "PIF", "PAdES demands the signing-certificate attribute (EN 319 142-1, 6.3), others take it leniently", ess=None)
made_by("digest-missing", "F", "no message digest among the signed attributes", without=[container.MESSAGE_DIGEST])
made_by("digest-twice", "F", "the message digest stands there twice (RFC 5652, 11.2: once)", repeated=[container.MESSAGE_DIGEST])
made_by("type-missing", "F", "no content type among the signed attributes (RFC 5652, 11.1)", without=[container.CONTENT_TYPE])
made_by("type-wrong", "F", "the content type is not that of the content", content_type=container.TST_INFO)
wrong = container.seq(container.digest_algorithm("sha512"), container.tlv(0xA1, container.signature_algorithm(SIGNER.key, "sha512")[2:]))
right = container.seq(container.digest_algorithm("sha256"), container.tlv(0xA1, container.signature_algorithm(SIGNER.key, "sha256")[2:]))
made_by("protection-wrong", "F", "the protected algorithms are not those used (RFC 6211)",
        more=[container.attribute(container.ALGORITHM_PROTECTION, wrong)])
made_by("protection-right", "P", "the protected algorithms are those used", more=[container.attribute(container.ALGORITHM_PROTECTION, right)])
signing_time = container.attribute(container.SIGNING_TIME, container.tlv(0x17, b"260201100000Z"))
made_by("signing-time", "PIF", "the signing time belongs into /M (EN 319 142-1, 6.3), and does no harm", more=[signing_time])
unknown = container.attribute("1.3.6.1.4.1.55555.3", container.NULL)
made_by("unknown-signed", "P", "a signed attribute nobody knows", more=[unknown])
made_by("unknown-unsigned", "P", "an unsigned attribute nobody knows", unsigned=[unknown])
made_by("unsorted", "PF", "attributes in another order than DER's, signed as they stand: many signers do it",
        is_sorted=False, more=[signing_time, unknown])
case("cms-content-inside", "IF", sign(PDF, SIGNER, make=lambda digested: container.sign(digested, SIGNER, inside=b"something else")),
     "a detached container that brings content of its own")
case("cms-empty-content-inside", "PIF", sign(PDF, SIGNER, make=lambda digested: container.sign(digested, SIGNER, inside=b"")),
     "a detached container with empty content")
case("cms-not-signed-data", "IF", sign(PDF, SIGNER, make=lambda digested: container.seq(
    container.oid("1.2.840.113549.1.7.3"), container.tlv(0xA0, container.seq()))), "an envelope instead of signed data")
case("cms-ber", "P", sign(PDF, SIGNER, make=lambda digested: container.to_ber(container.sign(digested, SIGNER)), subfilter="/adbe.pkcs7.detached"),
     "indefinite lengths, as BER permits and one file of twelve has")
case("cms-ber-pades", "PIF", sign(PDF, SIGNER, make=lambda digested: container.to_ber(container.sign(digested, SIGNER))),
     "PAdES asks for DER (EN 319 142-1, 5.2), readers take BER")


def counter(value):
    """Deep, but not endless."""
    made = container.NULL
    for _ in range(2000):
        made = container.seq(made)
    return made


case("cms-deep", "PIF", sign(PDF, SIGNER, timestamp=counter), "two thousand containers one inside the other", timestamp=False)

# Ends of the file.
case("end-newline", "P", SIGNED + b"\n", "one more line end is harmless", intact=True)
case("end-space", "PF", SIGNED + b" \n\n", "blanks at the end")
case("end-bytes", "F", SIGNED + b"and some words\n", "bytes behind the end that no update explains")
case("end-zeros", "PF", SIGNED + b"\0" * 512, "zeros at the end, as some mail systems leave them")
case("end-cut", "IFUN", SIGNED[:-200], "the end of the file is missing")
case("end-cut-in-container", "IFUN", SIGNED[:BEGIN + 500], "the file ends inside the container")
case("end-doubled", "IF", SIGNED + SIGNED, "the file twice, one behind the other")
case("begin-doubled", "IF", PDF + SIGNED, "the unsigned file before the signed one")
twice = sign(SIGNED, SECOND, "Signature2")
case("second-good-first-broken", "F", flip(twice, at(b"1,000 euros", 0, twice)), "a flipped bit breaks both signatures", signatures=2)
first, second = container_of(twice, 0), container_of(twice, 1)
case("containers-swapped", "F", with_container(with_container(twice, second, 0), first, 1), "each signature has the other's container", signatures=2)
