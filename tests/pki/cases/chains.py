"""From the signer to somebody trusted, or not."""

from cryptography import x509
from cryptography.x509.name import _ASN1Type
from cryptography.x509.oid import NameOID

import container
import keys
from authority import authority, issue, moment, name, SIGNED_AT, DAY
from cases import case
from document import blank, sign, store
from people import CA, CURVE_CA, ROOT, SECOND, SIGNER, STRANGER, TSA, expired_by

PDF = blank()
OID = x509.ObjectIdentifier
NO_CHAIN, GENERAL, USAGE = "NO_CERTIFICATE_CHAIN_FOUND", "CERTIFICATE_CHAIN_GENERAL_FAILURE", "CHAIN_CONSTRAINTS_FAILURE"
BROKEN_CHAIN = f"{NO_CHAIN} {GENERAL} {USAGE}"


def by(signer, **options):
    return sign(PDF, signer, **options)


case("chain-root-trusted", "P", by(SIGNER), "root, authority, signer", certificate="good")
case("chain-authority-trusted", "P", by(SIGNER), "the authority is trusted, whoever stands above it", trust=[CA])
case("chain-signer-trusted", "P", by(SIGNER), "the signer's own certificate is trusted", trust=[SIGNER])
case("chain-nobody-trusted", "I", by(SIGNER), "nobody is trusted", trust=[], sub=NO_CHAIN, certificate="untrusted")
case("chain-stranger-trusted", "I", by(SIGNER), "somebody else is trusted", trust=[STRANGER], sub=NO_CHAIN)
case("chain-self-signed", "I", by(issue("Self signed")), "everybody can make such a certificate", sub=NO_CHAIN)
own = issue("Self signed and trusted")
case("chain-self-signed-trusted", "P", by(own), "self-signed, and exactly this certificate is trusted", trust=[own])
long_ca = authority("Long 1", ROOT)
long_ca = authority("Long 2", long_ca)
long_ca = authority("Long 3", long_ca)
case("chain-of-five", "P", by(issue("At the end", long_ca)), "five links are as good as three")
case("chain-expired", "I", by(expired_by()), "expired when judged, nothing proves that the signature is older",
     sub="OUT_OF_BOUNDS_NO_POE", certificate="expired")
case("chain-not-yet-valid", "IF", by(issue("Not yet", CA, start=moment(2027))), "not valid yet when judged",
     sub="OUT_OF_BOUNDS_NO_POE NOT_YET_VALID")
case("chain-timestamp-before-validity", "FI", by(issue("Too early", CA, start=SIGNED_AT + DAY), timestamp=container.token(TSA)),
     "provenly signed before the certificate was valid", sub="NOT_YET_VALID OUT_OF_BOUNDS_NO_POE")
old_ca = authority("Expired CA", ROOT, end=moment(2026, 2, 15))
case("chain-authority-expired", "I", by(issue("Under an expired CA", old_ca)), "the authority had expired when judged")
late_root = authority("Expired root", end=moment(2026, 1, 15))
case("chain-root-expired", "PI", by(issue("Under an expired root", late_root)),
     "the root is trusted as a key: whether its own end matters is left open (RFC 5280, 6.1)", trust=[late_root])
false_root = authority("Root", key=keys.curve_key("false root"))
case("chain-false-root", "I", by(issue("Under a false root", false_root)), "the trusted name, another key", sub=BROKEN_CHAIN)
false_ca = authority("CA", STRANGER, key=keys.curve_key("false CA"))
under_false = issue("Under a false CA", false_ca)
case("chain-false-authority", "I", by(under_false, certificates=[under_false.der, CA.der]), "the authority's name, another key", sub=BROKEN_CHAIN)
case("chain-leaf-as-authority", "I", by(issue("Under a person", SECOND)), "a person's certificate cannot vouch for another",
     sub=BROKEN_CHAIN)
case("chain-path-too-long", "I", by(issue("Too deep", authority("Sub CA", CA))),
     "the authority may have no authority below it", sub=BROKEN_CHAIN)
no_constraints = authority("CA without basic constraints", ROOT, constraints=None)
case("chain-no-basic-constraints", "I", by(issue("Under no constraints", no_constraints)),
     "without basic constraints it is no authority (RFC 5280, 6.1.4 k)", sub=BROKEN_CHAIN)
no_sign = authority("CA that may not certify", ROOT, ku=("crl_sign",))
case("chain-authority-may-not-certify", "I", by(issue("Under a CA that may not", no_sign)),
     "its key may not sign certificates (RFC 5280, 6.1.4 n)", sub=BROKEN_CHAIN)


def constrained(common, **trees):
    return authority(common, ROOT, more=[(x509.NameConstraints(
        permitted_subtrees=trees.get("permitted"), excluded_subtrees=trees.get("excluded")), True)])


def tree(organisation):
    return x509.DirectoryName(x509.Name(list(name("any", organisation))[:2]))


inside, outside = constrained("Only ours", permitted=[tree("Paraphe Test")]), constrained("Only others", permitted=[tree("Others")])
case("chain-name-permitted", "P", by(issue("Permitted", inside)), "a name the authority may certify")
case("chain-name-not-permitted", "I", by(issue("Not permitted", outside)), "a name the authority may not certify", sub=BROKEN_CHAIN)
case("chain-name-excluded", "I", by(issue("Excluded", constrained("Not ours", excluded=[tree("Paraphe Test")]))),
     "a name the authority must not certify", sub=BROKEN_CHAIN)
mail = x509.SubjectAlternativeName([x509.RFC822Name("somebody@example.org")])
case("chain-mail-not-permitted", "I", by(issue("Mail", authority("Only example.com", ROOT, more=[(x509.NameConstraints(
    [x509.RFC822Name("example.com")], None), True)]), more=[(mail, False)])), "an address the authority may not certify",
    sub=BROKEN_CHAIN)
def spelled(text, kind, at=None):
    """A name whose organisation is written in another kind of string."""
    named = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, text, _type=kind), x509.NameAttribute(NameOID.COMMON_NAME, "Somebody")]
    return x509.Name(named)


def bank(text):
    return x509.DirectoryName(x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, text)]))


NO_BANK, ONLY_BANK = constrained("No bank", excluded=[bank("Stra\u00dfen-Bank")]), constrained("Only a bank", permitted=[bank("Stra\u00dfen-Bank")])
for label, text, kind in (
    ("bmp", "STRASSEN-BANK", _ASN1Type.BMPString), ("universal", "stra\u00dfen-bank", _ASN1Type.UniversalString), ("printable", "Strassen-Bank ", _ASN1Type.PrintableString),
    ("folded", "stra\u017f\u017fen-bank", _ASN1Type.UTF8String), ("wide", "\uff33tra\u00dfen-Bank", _ASN1Type.UTF8String), ("unseen", "Stra\u00ad\u00dfen-Bank", _ASN1Type.BMPString),
    ("private", "Stra\u00dfen-\ue000ank", _ASN1Type.UTF8String),
):
    case(f"chain-name-excluded-{label}", "I", by(issue(f"Excluded {label}", NO_BANK, subject=spelled(text, kind))),
         "the excluded name in other letters, or in some that nobody can compare (RFC 5280, 7.1)", sub=BROKEN_CHAIN)
case("chain-name-excluded-other", "P", by(issue("Excluded other", NO_BANK, subject=spelled("Sparkasse", _ASN1Type.BMPString))), "another name in such letters")
case("chain-name-permitted-private", "I", by(issue("Permitted private", ONLY_BANK, subject=spelled("Stra\u00dfen-\ue000ank", _ASN1Type.UTF8String))),
     "a name that nobody can compare is not permitted", sub=BROKEN_CHAIN)
strange = x509.UnrecognizedExtension(OID("1.3.6.1.4.1.55555.1"), b"\x05\x00")
case("chain-unknown-critical", "I", by(issue("Unknown critical", CA, more=[(strange, True)])),
     "a critical extension nobody knows (RFC 5280, 4.2)", sub=BROKEN_CHAIN)
case("chain-unknown-critical-above", "I", by(issue("Under unknown critical", authority("Unknown critical CA", ROOT, more=[(strange, True)]))),
     "the same in the authority's certificate", sub=BROKEN_CHAIN)
case("chain-unknown-not-critical", "P", by(issue("Unknown", CA, more=[(strange, False)])), "an unknown extension that is not critical")
case("chain-missing-link", "I", by(SIGNER, certificates=[SIGNER.der]), "the authority's certificate is nowhere", sub=NO_CHAIN)
case("chain-link-in-store", "P", store(by(SIGNER, certificates=[SIGNER.der]), [CA.der], vri=False),
     "the authority's certificate stands in the DSS")
case("chain-signer-missing", "I", by(SIGNER, certificates=[CA.der]), "the signer's certificate is nowhere",
     sub="NO_SIGNING_CERTIFICATE_FOUND")
case("chain-many-certificates", "P", by(SIGNER, certificates=[
    *(issue(f"Bystander {number}", CURVE_CA).der for number in range(20)), *(one.der for one in SIGNER.chain)]),
    "twenty certificates of bystanders beside the right ones")
case("chain-root-in-container", "P", by(SIGNER, certificates=[*(one.der for one in SIGNER.chain), ROOT.der]),
     "the root is brought along, as many programs do")
loop_key = [keys.curve_key("loop 1"), keys.curve_key("loop 2")]
first = authority("Loop 1", key=loop_key[0])
second = authority("Loop 2", first, key=loop_key[1])
again = authority("Loop 1", second, key=loop_key[0])
looped = issue("In a loop", second)
case("chain-loop", "I", by(looped, certificates=[looped.der, second.der, again.der]), "two authorities vouch for each other",
     sub=BROKEN_CHAIN)
cross = authority("Cross", ROOT, key=keys.curve_key("cross"))
cross_old = authority("Cross", STRANGER, key=keys.curve_key("cross"), end=moment(2025, 6))
crossed = issue("Crossed", cross)
case("chain-two-paths", "P", by(crossed, certificates=[crossed.der, cross_old.der, cross.der]),
     "one of two paths has expired, the other holds", trust=[ROOT, STRANGER])
policy = x509.PolicyConstraints(require_explicit_policy=0, inhibit_policy_mapping=None)
case("chain-policy-required", "I", by(issue("Without policy", authority("Policy CA", ROOT, more=[(policy, True)]))),
     "the authority asks for a policy, and there is none (RFC 5280, 6.1.5)", sub=BROKEN_CHAIN)

ENCRYPTION = ("key_encipherment", "data_encipherment")
case("usage-encryption", "I", by(issue("Only encryption", CA, ku=ENCRYPTION)), "a key for encryption", sub=USAGE, certificate="wrong_usage")
case("usage-digital-signature", "P", by(issue("Digital signature", CA, ku=("digital_signature",))), "digitalSignature alone is enough")
case("usage-content-commitment", "P", by(issue("Commitment", CA, ku=("content_commitment",))), "nonRepudiation alone is enough")
case("usage-not-said", "P", by(issue("No usage said", CA, ku=None)), "no key usage said: anything (RFC 5280, 4.2.1.3)")
case("usage-server", "I", by(issue("Server", CA, eku=["1.3.6.1.5.5.7.3.1"])), "a certificate for servers", sub=USAGE)
case("usage-timestamps", "I", by(issue("Timestamps", CA, eku=["1.3.6.1.5.5.7.3.8"], eku_critical=True)),
     "a certificate for timestamps only", sub=USAGE)
case("usage-documents", "P", by(issue("Documents", CA, eku=["1.3.6.1.5.5.7.3.36"])), "made for signing documents (RFC 9336)")
case("usage-adobe", "P", by(issue("Adobe", CA, eku=["1.2.840.113583.1.1.5"])), "made for signing documents, as Adobe says it")
case("usage-mail", "P", by(issue("E-mail", CA, eku=["1.3.6.1.5.5.7.3.4"])), "for e-mail: what most signing certificates say")

serial = 77
wrong_twin = issue("Twin", CA, serial=serial, key=keys.curve_key("wrong twin"))
right_twin = issue("Twin", CA, serial=serial, key=keys.curve_key("right twin"))
case("twins-wrong-first", "P", by(right_twin, certificates=[wrong_twin.der, right_twin.der, CA.der]),
     "two certificates of one issuer and serial number: ESS says which")
case("twins-right-first", "P", by(right_twin, certificates=[right_twin.der, wrong_twin.der, CA.der]), "the same in the other order")
rogue = issue("Twin", false_ca, serial=serial, key=keys.curve_key("rogue twin"))
case("twins-rogue", "I", by(rogue, certificates=[right_twin.der, rogue.der, CA.der]),
     "signed by a rogue, the good twin brought along: ESS and key say which", sub=BROKEN_CHAIN)
case("twins-rogue-claims-good", "IF", by(rogue, ess_of=right_twin, certificates=[right_twin.der, rogue.der, CA.der]),
     "signed by a rogue who claims to be the good twin")
case("signer-by-key-identifier", "P", by(SIGNER, sid="key"), "the signer named by key identifier (RFC 5652, 5.3)")
