"""Which signature was computed, over which digest, with which key."""

from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils import generic

import container
import keys
from authority import issue
from cases import case
from document import blank, sign
from people import CA, ROOT, SIGNER, curve_signer, edwards_signer, rsa_signer

PDF = blank()
WEAK = "CRYPTO_CONSTRAINTS_FAILURE_NO_POE CRYPTO_CONSTRAINTS_FAILURE"
RSA = rsa_signer()

for md in ("sha256", "sha384", "sha512"):
    case(f"rsa-pkcs1-{md}", "P", sign(PDF, RSA, md=md), "RSA PKCS#1 v1.5 with a strong digest is good", level="B-B")
case("rsa-pkcs1-3072", "P", sign(PDF, rsa_signer(3072)), "a longer RSA key is good")
case("rsa-bare-oid", "P", sign(PDF, RSA, scheme="bare"),
     "rsaEncryption as the signature algorithm means PKCS#1 v1.5 with the digest algorithm (RFC 3370, 3.2)")
case("pss-sha256", "P", sign(PDF, RSA, scheme="pss"), "RSA-PSS with a salt as long as the digest is good")
case("pss-sha512", "P", sign(PDF, RSA, scheme="pss", md="sha512"), "RSA-PSS with SHA-512 is good")
case("pss-no-salt", "P", sign(PDF, RSA, scheme="pss", salt=0), "RSA-PSS may have no salt (RFC 8017, 8.1)")
case("pss-max-salt-2048", "P", sign(PDF, RSA, scheme="pss", salt=222), "RSA-PSS with the longest salt of a 2048 bit key")
case("pss-max-salt-3072", "P", sign(PDF, rsa_signer(3072), scheme="pss", salt=350),
     "RSA-PSS with the longest salt of a 3072 bit key, more than a byte can say")
case("pss-mgf-other-digest", "PI", sign(PDF, RSA, scheme="pss", md="sha512", mgf="sha256", salt=32),
     "the mask's digest may differ from the message's (RFC 4055, 3.1); rare enough to be unknown to a program, never failed")
case("pss-wrong-salt-said", "F", sign(PDF, RSA, scheme="pss", salt=20, said_salt=32),
     "the salt is not as long as the parameters say, so the signature does not verify", sub="SIG_CRYPTO_FAILURE")
for curve, mds in ((ec.SECP256R1, ("sha256", "sha512")), (ec.SECP384R1, ("sha384", "sha256")), (ec.SECP521R1, ("sha512",))):
    for md in mds:
        case(f"{curve.name}-{md}", "P", sign(PDF, curve_signer(curve), md=md), "ECDSA takes its curve from the key")
case("ed25519", "P", sign(PDF, edwards_signer(), md="sha512"), "Ed25519 with SHA-512 for the attributes (RFC 8419)")
case("brainpool-p256", "PI", sign(PDF, curve_signer(ec.BrainpoolP256R1)),
     "a curve a program may not know: good or not checkable, never failed")
case("secp256k1", "PI", sign(PDF, curve_signer(ec.SECP256K1)),
     "a curve no signature standard for documents names: good or not checkable, never failed")
case("sha3-256", "PI", sign(PDF, curve_signer(), md="sha3_256"),
     "a digest a program may not know: good or not checkable, never failed")
case("sha1-digest-rsa", "I", sign(PDF, RSA, md="sha1"), "SHA-1 proves nothing in 2026 without a proof of age", sub=WEAK)
case("sha1-digest-ecdsa", "I", sign(PDF, curve_signer(), md="sha1"), "SHA-1 proves nothing in 2026", sub=WEAK)
case("md5-digest", "IF", sign(PDF, RSA, md="md5"), "MD5 has been broken for twenty years")
case("rsa-1024", "I", sign(PDF, rsa_signer(1024)), "a 1024 bit RSA key proves nothing in 2026", sub=WEAK)
small = issue("CA with a short key", ROOT, ca=True, key=keys.rsa_key("short CA", 1024))
case("rsa-1024-authority", "I", sign(PDF, issue("Under a short key", small)),
     "an authority with a 1024 bit RSA key vouches for nobody in 2026")
case("pkcs7-detached", "P", sign(PDF, RSA, subfilter="/adbe.pkcs7.detached"), "Adobe's older kind is as good")
case("pkcs7-detached-no-ess", "P", sign(PDF, RSA, subfilter="/adbe.pkcs7.detached", ess=None),
     "Adobe's older kind needs no signing-certificate attribute")
case("pkcs7-sha1", "I", sign(PDF, RSA, subfilter="/adbe.pkcs7.sha1", md="sha1", make=lambda digested: container.sign(
    container.digest("sha1", digested), RSA, md="sha1", inside=digested)),
    "the digest of this kind is SHA-1 by definition: intact, and proof of nothing", sub=WEAK)


def bare_rsa(pdf):
    def certify(_writer, _field, dictionary):
        dictionary["/Cert"] = generic.ByteStringObject(RSA.der)

    return sign(
        pdf, RSA, subfilter="/adbe.x509.rsa_sha1", md="sha1", touch=certify,
        make=lambda digested: container.octets(container.prehashed(RSA.key, digested, "sha1")),
    )


case("x509-rsa-sha1", "I", bare_rsa(PDF), "a bare RSA signature over SHA-1: proof of nothing in 2026", signatures=1)
case("unknown-subfilter", "I", sign(PDF, SIGNER, subfilter="/Foo.Bar"),
     "a kind nobody knows is listed and cannot be checked", signatures=1, sub="GENERIC")
case("said-digest-is-another", "F", sign(PDF, RSA, said_md="sha512"),
     "the digest algorithm named is not the one the digest was computed with")
case("wrong-signature-value", "F", sign(PDF, RSA, broken=True), "a bit of the signature value is another",
     sub="SIG_CRYPTO_FAILURE")
case("signed-by-another-key", "F", sign(PDF, RSA, make=lambda digested: container.sign(
    digested, type(RSA)(RSA.certificate, rsa_signer(3072).key, CA))), "the value was computed with somebody else's key",
    sub="SIG_CRYPTO_FAILURE")
case("no-signed-attributes", "IF", sign(PDF, RSA, bare=True), "PAdES asks for signed attributes")
case("pkcs7-no-signed-attributes", "PI", sign(PDF, RSA, subfilter="/adbe.pkcs7.detached", bare=True),
     "Adobe's older kind does not say that there must be signed attributes")
