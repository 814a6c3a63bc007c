"""CMS containers, written byte by byte: each part can be made wrong on its own."""

import hashlib

from asn1crypto import algos, core, tsp
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from certomancer.services import TimeStamper
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, utils

from authority import SIGNED_AT

DATA, SIGNED_DATA, TST_INFO = "1.2.840.113549.1.7.1", "1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_TIME = (f"1.2.840.113549.1.9.{number}" for number in (3, 4, 5))
ESS_V1, ESS_V2, TIMESTAMP = (f"1.2.840.113549.1.9.16.2.{number}" for number in (12, 47, 14))
ALGORITHM_PROTECTION = "1.2.840.113549.1.9.52"
REVOCATION_ARCHIVAL = "1.2.840.113583.1.1.8"
DIGESTS = {
    "md5": "1.2.840.113549.2.5", "sha1": "1.3.14.3.2.26", "sha256": "2.16.840.1.101.3.4.2.1",
    "sha384": "2.16.840.1.101.3.4.2.2", "sha512": "2.16.840.1.101.3.4.2.3", "sha3_256": "2.16.840.1.101.3.4.2.8",
}
RSA_WITH = {
    "md5": "1.2.840.113549.1.1.4", "sha1": "1.2.840.113549.1.1.5", "sha256": "1.2.840.113549.1.1.11",
    "sha384": "1.2.840.113549.1.1.12", "sha512": "1.2.840.113549.1.1.13",
}
ECDSA_WITH = {
    "sha1": "1.2.840.10045.4.1", "sha256": "1.2.840.10045.4.3.2", "sha384": "1.2.840.10045.4.3.3",
    "sha512": "1.2.840.10045.4.3.4", "sha3_256": "2.16.840.1.101.3.4.3.10",
}


def tlv(tag, content):
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def seq(*parts):
    return tlv(0x30, b"".join(parts))


def set_of(*parts):
    return tlv(0x31, b"".join(sorted(parts)))


def oid(dotted):
    return core.ObjectIdentifier(dotted).dump()


def octets(content):
    return tlv(0x04, content)


def integer(value):
    return core.Integer(value).dump()


NULL = b"\x05\x00"


def digest(md, content):
    return hashlib.new(md, content).digest()


def digest_algorithm(md):
    return seq(oid(DIGESTS[md]), NULL if md in ("md5", "sha1") else b"")


def attribute(kind, *values):
    return seq(oid(kind), set_of(*values))


def hash_of(md):
    return getattr(hashes, {"sha3_256": "SHA3_256"}.get(md, md.upper()))()


def raw_signature(key, content, md, scheme="usual", salt=None, mgf=None):
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(content)
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(content, ec.ECDSA(hash_of(md), deterministic_signing=True))
    if scheme == "pss":
        return key.sign(content, padding.PSS(padding.MGF1(hash_of(mgf or md)), salt), hash_of(md))
    return key.sign(content, padding.PKCS1v15(), hash_of(md))


def prehashed(key, digested, md):
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(digested, ec.ECDSA(utils.Prehashed(hash_of(md))))
    return key.sign(digested, padding.PKCS1v15(), utils.Prehashed(hash_of(md)))


def signature_algorithm(key, md, scheme="usual", salt=None, mgf=None):
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return seq(oid("1.3.101.112"))
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return seq(oid(ECDSA_WITH[md]))
    if scheme == "pss":
        mask = seq(oid("1.2.840.113549.1.1.8"), digest_algorithm(mgf or md))
        parameters = seq(tlv(0xA0, digest_algorithm(md)), tlv(0xA1, mask), tlv(0xA2, integer(salt)))
        return seq(oid("1.2.840.113549.1.1.10"), parameters)
    return seq(oid("1.2.840.113549.1.1.1" if scheme == "bare" else RSA_WITH[md]), NULL)


def ess_v2(certificate, md="sha256"):
    algorithm = b"" if md == "sha256" else digest_algorithm(md)
    return attribute(ESS_V2, seq(seq(seq(algorithm, octets(digest(md, certificate))))))


def ess_v1(certificate):
    return attribute(ESS_V1, seq(seq(seq(octets(digest("sha1", certificate))))))


def identifier(who, how):
    if how == "key":
        return tlv(0x80, who.certificate.extensions.get_extension_for_class(_key_identifier()).value.digest)
    parsed = Certificate.load(who.der)
    return seq(parsed.issuer.dump(), integer(parsed.serial_number))


def _key_identifier():
    from cryptography import x509

    return x509.SubjectKeyIdentifier


def attributes(digested, who, *, md, ess="v2", ess_of=None, content_type=DATA, more=(), without=(), repeated=()):
    """The signed attributes, unsorted."""
    made = {
        CONTENT_TYPE: attribute(CONTENT_TYPE, oid(content_type)),
        MESSAGE_DIGEST: attribute(MESSAGE_DIGEST, octets(digested)),
    }
    bound = (ess_of or who).der
    if ess == "v2":
        made[ESS_V2] = ess_v2(bound)
    elif ess == "v1":
        made[ESS_V1] = ess_v1(bound)
    elif ess == "v2-sha512":
        made[ESS_V2] = ess_v2(bound, "sha512")
    kept = [value for kind, value in made.items() if kind not in without]
    return kept + [made[kind] for kind in repeated] + list(more)


def signer_info(
    digested, who, *, md="sha256", scheme="usual", salt=None, said_salt=None, mgf=None, sid="issuer", timestamp=None,
    is_sorted=True, bare=False, broken=False, said_md=None, unsigned=(), **knobs
):
    """One SignerInfo over `digested`. `timestamp` gets the signature value and answers a token."""
    if isinstance(who.key, ed25519.Ed25519PrivateKey):
        md = "sha512" if md == "sha256" else md
    salt = salt if salt is not None else (hash_of(md).digest_size if scheme == "pss" else None)
    signed = attributes(digested, who, md=md, **knobs)
    body = b"".join(sorted(signed) if is_sorted else signed)
    # Without signed attributes the signature is over the document, of which only the digest is at hand.
    value = prehashed(who.key, digested, md) if bare else raw_signature(who.key, tlv(0x31, body), md, scheme, salt, mgf)
    if broken:
        value = value[:-1] + bytes([value[-1] ^ 1])
    unsigned = list(unsigned) + ([attribute(TIMESTAMP, timestamp(value))] if timestamp else [])
    return seq(
        integer(3 if sid == "key" else 1), identifier(who, sid), digest_algorithm(said_md or md),
        b"" if bare else tlv(0xA0, body), signature_algorithm(who.key, md, scheme, said_salt or salt, mgf),
        octets(value), tlv(0xA1, b"".join(sorted(unsigned))) if unsigned else b"",
    )


def signed_data(infos, certificates, *, mds=("sha256",), content_type=DATA, content=None, crls=()):
    inside = b"" if content is None else tlv(0xA0, octets(content))
    return seq(oid(SIGNED_DATA), tlv(0xA0, seq(
        integer(1 if content_type == DATA else 3), set_of(*map(digest_algorithm, mds)), seq(oid(content_type), inside),
        tlv(0xA0, b"".join(certificates)) if certificates else b"", tlv(0xA1, b"".join(crls)) if crls else b"",
        set_of(*infos),
    )))


def sign(digested, who, *, certificates=None, md="sha256", signers=None, inside=None, crls=(), **knobs):
    """A detached container over a digest; `signers` further identities that sign the same."""
    if certificates is None:
        certificates = [one.der for one in who.chain] or [who.der]
    infos = [signer_info(digested, one, md=md, **knobs) for one in [who, *(signers or ())]]
    said = "sha512" if isinstance(who.key, ed25519.Ed25519PrivateKey) else md
    return signed_data(infos, certificates, mds=[said], content=inside, crls=crls)


# --- timestamps -------------------------------------------------------------------------------------------------------


def token(tsa, at=SIGNED_AT, md="sha256"):
    """A timestamp token over a value, by certomancer's authority: `token(tsa)(value)`."""
    private = PrivateKeyInfo.load(tsa.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))

    def stamp(value):
        service = TimeStamper(
            Certificate.load(tsa.der), private, md_algorithm=md, fixed_dt=at,
            certs_to_embed=[Certificate.load(one.der) for one in tsa.chain[1:]],
        )
        imprint = {"hash_algorithm": {"algorithm": md}, "hashed_message": digest(md, value)}
        request = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "cert_req": True})
        return service.request_tsa_response(request)["time_stamp_token"].dump()

    return stamp


def odd_token(tsa, at=SIGNED_AT, *, md="sha256", of=None, certificates=None, signers=(), **knobs):
    """A token with something wrong. `of`: what is stamped instead of the value."""

    def stamp(value):
        info = tsp.TSTInfo({
            "version": "v1", "policy": "1.3.6.1.4.1.4146.2.3", "serial_number": int.from_bytes(digest("md5", value)[:7], "big"),
            "message_imprint": {
                "hash_algorithm": algos.DigestAlgorithm({"algorithm": md}),
                "hashed_message": digest(md, value if of is None else of),
            },
            "gen_time": at,
        }).dump()
        infos = [
            signer_info(digest("sha256", info), one, content_type=TST_INFO, **knobs) for one in [tsa, *signers]
        ]
        given = [one.der for one in tsa.chain] if certificates is None else certificates
        return signed_data(infos, given, content_type=TST_INFO, content=info)

    return stamp


# --- BER ---------------------------------------------------------------------------------------------------------------


def to_ber(der):
    """The same with indefinite lengths everywhere, and octet strings in pieces."""
    tag, content, rest = read(der)
    return _ber(tag, content) + (to_ber(rest) if rest else b"")


def _ber(tag, content):
    if tag & 0x20:
        inner, rest = b"", content
        while rest:
            one_tag, one, rest = read(rest)
            inner += _ber(one_tag, one)
        return bytes([tag, 0x80]) + inner + b"\0\0"
    return tlv(tag, content)


def read(data):
    tag, size, at = data[0], data[1], 2
    if size & 0x80:
        count = size & 0x7F
        size, at = int.from_bytes(data[2:2 + count], "big"), 2 + count
    return tag, data[at:at + size], data[at + size:]
