"""Who is there in every case: a root, an authority below it, signers, timestampers."""

import functools

from cryptography.hazmat.primitives.asymmetric import ec

import keys
from authority import authority, issue, moment, timestamper

ROOT = authority("Root", key=keys.rsa_key("Root"))
CA = authority("CA", ROOT, key=keys.rsa_key("CA"), pathlen=0)
CURVE_CA = authority("Curve CA", ROOT, pathlen=0)
# A signer whose certificate names nobody to ask about revocation: nothing is left open about it.
SIGNER = issue("Claire Martin", CA)
SECOND = issue("Karim Haddad", CURVE_CA)
CRL_AT, OCSP_AT = "http://127.0.0.1:9/ca.crl", "http://127.0.0.1:9/ocsp"
# Signers whose certificates do.
ASKED = issue("Anne Asked", CA, crl=CRL_AT, ocsp_at=OCSP_AT)
TSA_CA = authority("Timestamping CA", ROOT, pathlen=0)
TSA = timestamper("Timestamper", TSA_CA, key=keys.rsa_key("Timestamper"))
STRANGER = authority("Stranger", key=keys.curve_key("Stranger"))


@functools.cache
def rsa_signer(bits=2048):
    return issue(f"Signer with RSA {bits}", CA, key=keys.rsa_key("signer", bits))


@functools.cache
def curve_signer(curve=ec.SECP256R1):
    return issue(f"Signer with {curve.name}", CA, key=keys.curve_key("signer", curve))


@functools.cache
def edwards_signer():
    return issue("Signer with Ed25519", CA, key=keys.edwards_key("signer"))


@functools.cache
def expired_by(year=2026, month=2, day=15):
    """Good when it signed, expired when it is judged."""
    return issue(f"Expired {year}-{month}-{day}", CA, end=moment(year, month, day))
