"""The same bytes as two documents: by two keys of an encrypted file, and by two ways of counting offsets. Each with a neighbour that
is one document."""

import hashlib
import re
import struct
import zlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

import container
from cases import case
from document import RESOURCES, stream, text
from people import SIGNER

ELSE = "shown_otherwise"
ONE, OTHER = text(b"Contract", b"The price is 1,000 euros."), text(b"Contract", b"The price is 9,000,000 euros.")
BODIES = {
    1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources " + RESOURCES.replace(b"7 0", b"4 0") + b" /Contents %s /Annots [7 0 R] >>",
    4: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", 6: b"<< /Fields [7 0 R] /SigFlags 3 >>",
    7: b"<< /Type /Annot /Subtype /Widget /FT /Sig /T %s /Rect [0 0 0 0] /F 132 /P 3 0 R /V 8 0 R >>",
    8: b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [" + b" " * 60 + b"] /Contents <" + b"0" * 12000 + b"> >>",
}
ID = b"/ID [<%s> <%s>]" % (b"a1" * 16, b"a1" * 16)


def signed(out):
    """The whole file signed, in the places its signature leaves."""
    out = bytes(out)
    begin, end = re.search(rb"/ByteRange \[ +\] /Contents (<0+>)", out).span(1)
    at = out.index(b"/ByteRange [ ") + len(b"/ByteRange [")
    out = out[:at] + (b"0 %d %d %d" % (begin, end, len(out) - end)).ljust(60) + out[at + 60:]
    made = container.sign(container.digest("sha256", out[:begin] + out[end:]), SIGNER).hex().encode()
    return out[:begin + 1] + made + out[begin + 1 + len(made):]


def written(out, bodies):
    places = {}
    for number, body in sorted(bodies.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return places


def table(places, shift=0, more=b""):
    rows = b"".join(b"%010d 00000 n \n" % (places[number] - shift) for number in sorted(places))
    return b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s%s >>\n" % (len(places) + 1, rows, len(places) + 1, more, ID)


# --- two keys -----------------------------------------------------------------------------------------------------------------------


def aes(key, content, mode=None):
    cipher = Cipher(algorithms.AES(key), mode or modes.CBC(bytes(16))).encryptor()
    return cipher.update(content) + cipher.finalize()


def hardened(password, salt, more=b""):
    """Algorithm 2.B of ISO 32000-2."""
    key, step = hashlib.sha256(password + salt + more).digest(), 0
    while True:
        mixed = aes(key[:16], (password + key + more) * 64, modes.CBC(key[16:32]))
        key = (hashlib.sha256, hashlib.sha384, hashlib.sha512)[sum(mixed[:16]) % 3](mixed).digest()
        step += 1
        if step >= 64 and mixed[-1] <= step - 32:
            return key[:32]


def sealed(key, content, packed=True):
    content = zlib.compress(content) if packed else content
    pad = 16 - len(content) % 16
    start = hashlib.md5(content).digest()
    return stream(start + aes(key, content + bytes([pad]) * pad, modes.CBC(start)), b"/Filter /FlateDecode" if packed else b"")


def encrypted(users, owners, *contents, owner=b""):
    """Opened without a password with the key of its user, and with the owner's, which may be none either, with that of its owner."""
    salt = [bytes([number]) * 8 for number in range(1, 5)]
    user_value = hardened(b"", salt[0]) + salt[0] + salt[1]
    owner_value = hardened(owner, salt[2], user_value) + salt[2] + salt[3]
    rights = struct.pack("<i", -4) + b"\xff" * 4 + b"Tadb" + b"1234"
    values = [
        user_value, aes(hardened(b"", salt[1]), users), owner_value, aes(hardened(owner, salt[3], user_value), owners), aes(users, rights, modes.ECB()),
    ]
    encryption = (
        b"<< /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /U <%s> /UE <%s> /O <%s> /OE <%s> /Perms <%s> /CF << /StdCF << /CFM /AESV3 "
        b"/AuthEvent /DocOpen /Length 32 >> >> /StmF /StdCF /StrF /StdCF >>" % tuple(value.hex().encode() for value in values)
    )
    out = bytearray(b"%PDF-2.0\n%\xe2\xe3\xcf\xd3\n")
    name = b"<%s>" % (bytes(16) + aes(users, b"Signature" + b"\x07" * 7)).hex().encode()
    bodies = {**BODIES, 3: BODIES[3] % b"[5 0 R 9 0 R]", 7: BODIES[7] % name, 10: encryption}
    bodies |= {number: sealed(*content) for number, content in zip((5, 9), contents)}
    places = written(out, bodies)
    at = len(out)
    return signed(out + table(places, more=b"/Encrypt 10 0 R ") + b"startxref\n%d\n%%%%EOF\n" % at)


FIRST, SECOND = b"\x11" * 32, b"\x22" * 32
case("key-one", "P", encrypted(FIRST, FIRST, (FIRST, ONE), (FIRST, ONE)), "one key for owner and user", findings=f"!{ELSE}")
case("key-one-owner-unknown", "P", encrypted(FIRST, FIRST, (FIRST, ONE), (FIRST, ONE), owner=b"o"), "the owner has a password, and the same key", findings=f"!{ELSE}")
case("keys-two", "I", encrypted(FIRST, SECOND, (FIRST, ONE), (SECOND, OTHER)), "programs take the owner's key or the user's, and show other words", findings=ELSE)
case("keys-two-swapped", "I", encrypted(FIRST, SECOND, (FIRST, OTHER), (SECOND, ONE)), "the other way round", findings=ELSE)
case("keys-two-owner-unknown", "I", encrypted(FIRST, SECOND, (FIRST, ONE), (SECOND, OTHER), owner=b"o"), "words that only the owner's password shows", findings=ELSE)
case("key-of-owner", "P", encrypted(FIRST, FIRST, (FIRST, ONE), (FIRST, ONE), owner=b"o"), "opened by its owner, with the key of all", password="o", findings=f"!{ELSE}")
case("key-of-owner-alone", "I", encrypted(FIRST, SECOND, (SECOND, ONE), (SECOND, ONE), owner=b"o"), "opened by its owner, with a key /Perms does not hold for", password="o", findings=ELSE)
case("key-one-unpacked", "P", encrypted(FIRST, FIRST, (FIRST, ONE, False), (FIRST, b"q Q", False)), "contents that are not packed", findings=f"!{ELSE}")
case("keys-two-unpacked", "I", encrypted(FIRST, SECOND, (FIRST, ONE, False), (SECOND, OTHER, False), owner=b"o"), "words for another key, which turn into anything", findings=ELSE)

# --- two ways of counting -----------------------------------------------------------------------------------------------------------

JUNK = 1000


def counted(*ways, junk=JUNK):
    """Text before the header; `ways`: of each table what its offsets count from, and which content it names."""
    out = bytearray((b"%" + b"x" * (junk - 2) + b"\n" if junk else b"") + b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = written(out, {**BODIES, 3: BODIES[3] % b"5 0 R", 7: BODIES[7] % b"(Signature)"})
    contents = [written(out, {5: stream(content)})[5] for content in (ONE, OTHER)]
    at = len(out)
    for shift, content in ways:
        one = table({**places, 5: contents[content]}, shift)
        # The next stands as much further as there is text before the header.
        out += one + b"%" + b"y" * (JUNK - len(one) - 2) + b"\n"
    return signed(out + b"startxref\n%d\n%%%%EOF\n" % (at - (ways[0][0] if len(ways) == 1 else 0)))


case("counted-plainly", "P", counted((0, 0), junk=0), "nothing stands before the header", findings=f"!{ELSE}")
case("counted-from-start", "P", counted((0, 0)), "offsets count from the first byte", findings=f"!{ELSE}")
case("counted-from-header", "P", counted((JUNK, 0)), "offsets count from the header", findings=f"!{ELSE}")
case("counted-both-ways", "I", counted((0, 0), (JUNK, 1)), "one table for each way of counting, with other words", findings=ELSE)
case("counted-both-ways-swapped", "I", counted((0, 1), (JUNK, 0)), "the other way round", findings=ELSE)
