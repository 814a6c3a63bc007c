"""Who vouches for whom: what is accepted as a person's speaks for that person alone, an authority within its own limits."""

from asn1crypto import x509 as asn1_x509
from cryptography import x509

import container
from authority import Identity, authority, issue, timestamper
from cases import case
from cases.chains import BROKEN_CHAIN, GENERAL, tree
from document import blank, sign
from people import CA, ROOT, expired_by

PDF = blank()
SERVERS, CLIENTS, MAIL, STAMPS = (f"1.3.6.1.5.5.7.3.{one}" for one in (1, 2, 4, 8))
ANY, DOCUMENTS = "2.5.29.37.0", "1.2.840.113583.1.1.5"


def under(name, anchor, conclusion, why, *more, through=None, **expected):
    """Somebody whom `anchor`, or who stands `through` it, certified; `anchor` and `more` are trusted."""
    case(f"anchor-{name}", conclusion, sign(PDF, issue(f"Under {name}", through or anchor)), why, trust=[anchor, *more], **expected)


own = issue("Claire, self-made")
under("self-made", own, "I", "whoever accepts a person accepts nobody that person certifies", certificate="untrusted")
leaf = issue("Claire, certified", CA)
under("person", leaf, "I", "the same of somebody whom an authority certified", certificate="untrusted")
under("person-and-root", leaf, "I", "that the root is trusted too makes no authority of a person", ROOT, sub=BROKEN_CHAIN)
bare = issue("Claire, says nothing", constraints=None, ku=None)
under("says-nothing", bare, "I", "neither basicConstraints nor keyUsage: no authority (RFC 5280, 4.2.1.9)")
under("says-nothing-through", bare, "I", "the same with an authority between", through=authority("Below a person", bare))
case("anchor-says-nothing-itself", "P", sign(PDF, bare), "its own signature is what was accepted", trust=[bare])
may_not = authority("Root that may not certify", ku=("crl_sign",))
under("may-not-certify", may_not, "I", "the trusted key may not sign certificates (RFC 5280, 4.2.1.3)")
under("no-usage", authority("Root without usage", ku=None), "P", "an authority that says nothing of its key may use it for everything")
flat = authority("Flat root", pathlen=0)
under("flat", flat, "P", "certified by the trusted root itself, below which no other authority may stand")
under("too-long", flat, "I", "the trusted root allows no authority below it (RFC 5937, 3)", through=authority("Below the flat root", flat),
      sub=BROKEN_CHAIN)
allowed = authority("Root for ours", more=[(x509.NameConstraints([tree("Paraphe Test")], None), True)])
under("names-permitted", allowed, "P", "a name the trusted root may certify")
barred = authority("Root for others", more=[(x509.NameConstraints(None, [tree("Paraphe Test")]), True)])
under("names-excluded", barred, "I", "a name the trusted root must not certify (RFC 5937, 3)", sub=BROKEN_CHAIN)
strange = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.55555.1"), b"\x05\x00")
under("unknown-critical", authority("Root with an unknown extension", more=[(strange, True)]), "I",
      "a critical extension of the trusted root nobody knows (RFC 5937, 3)", sub=BROKEN_CHAIN)


def of_version_1(common):
    """As roots were made before 1996: nothing says what it is."""
    made = issue(common, ca=True)
    parsed = asn1_x509.Certificate.load(made.der)
    body = parsed["tbs_certificate"]
    body["version"], body["extensions"] = "v1", None
    parsed["signature_value"] = container.raw_signature(made.key, body.dump(force=True), "sha256")
    return Identity(x509.load_der_x509_certificate(parsed.dump(force=True)), made.key)


old = of_version_1("Root of version 1")
under("version-1", old, "I", "it says nothing of being an authority, so that any person's could be one")
case("anchor-version-1-itself", "P", sign(PDF, old), "its own signature is what was accepted", trust=[old])

for name, purposes, conclusion, why in (
    ("servers", [SERVERS], "I", "an authority certified for web sites vouches for nobody who signs"),
    ("stamps", [STAMPS], "I", "an authority certified for timestamps vouches for nobody who signs"),
    ("mail", [CLIENTS, MAIL], "P", "an authority certified for persons"),
    ("servers-and-clients", [SERVERS, CLIENTS], "P", "an authority for persons as well"),
    ("anything", [ANY], "P", "an authority certified for anything"),
):
    limited = authority(f"CA for {name}", ROOT, eku=purposes)
    case(f"authority-for-{name}", conclusion, sign(PDF, issue(f"Under a CA for {name}", limited)), why,
         sub=GENERAL if conclusion == "I" else "null")
    chosen = authority(f"Root for {name}", eku=purposes)
    under(f"for-{name}", chosen, conclusion, why + "; it is trusted itself", sub=GENERAL if conclusion == "I" else "null")

EXPIRED = expired_by()
for name, purposes, counts in (
    ("mail", [CLIENTS, MAIL], False), ("stamps", [STAMPS], True), ("documents", [DOCUMENTS], True), ("anything", [ANY], True),
):
    limited = authority(f"Timestamping CA for {name}", ROOT, eku=purposes)
    token = container.odd_token(timestamper(f"Timestamper under a CA for {name}", limited))
    case(f"ts-authority-for-{name}", "P" if counts else "I", sign(PDF, EXPIRED, timestamp=token),
         "what its authority was certified for limits a timestamper, too", timestamp=counts)
