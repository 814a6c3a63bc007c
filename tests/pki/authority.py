"""Authorities: certificates, revocation lists, OCSP answers. What a case does not say is as it should be."""

import dataclasses
import datetime
import hashlib

from asn1crypto import core
from asn1crypto import ocsp as asn1_ocsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

import keys

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)


def moment(year, month=1, day=1, hour=0):
    return datetime.datetime(year, month, day, hour, tzinfo=datetime.timezone.utc)


SIGNED_AT = moment(2026, 2, 1, 10)
JUDGED_AT = moment(2026, 3, 1, 12)
USAGES = "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign crl_sign"


@dataclasses.dataclass(frozen=True)
class Identity:
    certificate: x509.Certificate
    key: object
    issuer: "Identity | None" = None

    @property
    def der(self):
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self):
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def chain(self):
        """Its own certificate and those above it, without the root."""
        chain, one = [], self
        while one.issuer is not None:
            chain.append(one)
            one = one.issuer
        return chain


def name(common, organisation="Paraphe Test", country="FR"):
    return x509.Name([
        x509.NameAttribute(NameOID.COUNTRY_NAME, country),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        x509.NameAttribute(NameOID.COMMON_NAME, common),
    ])


def usage(*names):
    given = {one: one in names for one in USAGES.split()}
    return x509.KeyUsage(**given, encipher_only=False, decipher_only=False)


def hash_for(key, wanted=None):
    return None if isinstance(key, ed25519.Ed25519PrivateKey) else (wanted or hashes.SHA256())


def deterministic(key):
    """What the builders want to hear: yes for curves, nothing for others."""
    return True if isinstance(key, ec.EllipticCurvePrivateKey) else None


def issue(
    common, issuer=None, *, key=None, ca=False, pathlen=None, constraints="usual", ku="usual", eku=(), eku_critical=False,
    start=moment(2025), end=moment(2028), serial=None, crl=None, ocsp_at=None, more=(), md=None, subject=None,
):
    """A certificate by `issuer`, or its own where there is none. `more` are (extension, critical)."""
    key = key or keys.curve_key(common)
    subject = subject or name(common)
    signer = issuer.key if issuer else key
    if serial is None:
        serial = int.from_bytes(hashlib.sha256(common.encode()).digest()[:8], "big") | 1
    made = x509.CertificateBuilder(
        subject_name=subject, issuer_name=issuer.certificate.subject if issuer else subject,
        public_key=key.public_key(), serial_number=serial, not_valid_before=start, not_valid_after=end,
    )
    if constraints == "usual":
        made = made.add_extension(x509.BasicConstraints(ca, pathlen if ca else None), critical=True)
    if ku == "usual":
        ku = ("key_cert_sign", "crl_sign") if ca else ("digital_signature", "content_commitment")
    if ku is not None:
        made = made.add_extension(usage(*ku), critical=True)
    if eku:
        made = made.add_extension(x509.ExtendedKeyUsage([x509.ObjectIdentifier(one) for one in eku]), critical=eku_critical)
    made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    if issuer:
        made = made.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False
        )
    if crl:
        point = x509.DistributionPoint([x509.UniformResourceIdentifier(crl)], None, None, None)
        made = made.add_extension(x509.CRLDistributionPoints([point]), critical=False)
    if ocsp_at:
        place = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(ocsp_at))
        made = made.add_extension(x509.AuthorityInformationAccess([place]), critical=False)
    for extension, critical in more:
        made = made.add_extension(extension, critical=critical)
    return Identity(made.sign(signer, hash_for(signer, md), ecdsa_deterministic=deterministic(signer)), key, issuer)


def authority(common, issuer=None, **options):
    years = {"start": moment(2020) if issuer is None else moment(2021), "end": moment(2045) if issuer is None else moment(2040)}
    return issue(common, issuer, ca=True, **{**years, **options})


def timestamper(common, issuer, **options):
    return issue(common, issuer, **{
        "ku": ("digital_signature",), "eku": ("1.3.6.1.5.5.7.3.8",), "eku_critical": True,
        "start": moment(2024), "end": moment(2035), **options,
    })


def responder(common, issuer, *, no_check=True, eku=("1.3.6.1.5.5.7.3.9",), **options):
    more = [(x509.OCSPNoCheck(), False)] if no_check else []
    return issue(common, issuer, ku=("digital_signature",), eku=eku, more=more, **{"end": moment(2035), **options})


def crl(issuer, revoked=(), *, this=SIGNED_AT + HOUR, following=None, more=(), key=None, number=1):
    """A list by `issuer`; `revoked` are (identity, time, reason or None)."""
    made = x509.CertificateRevocationListBuilder(
        issuer_name=issuer.certificate.subject, last_update=this, next_update=following or this + 90 * DAY
    )
    made = made.add_extension(x509.CRLNumber(number), critical=False)
    made = made.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False
    )
    for extension, critical in more:
        made = made.add_extension(extension, critical=critical)
    for one, at, reason in revoked:
        entry = x509.RevokedCertificateBuilder(one.certificate.serial_number, at)
        if reason:
            entry = entry.add_extension(x509.CRLReason(reason), critical=False)
        made = made.add_revoked_certificate(entry.build())
    key = key or issuer.key
    return made.sign(key, hash_for(key), ecdsa_deterministic=deterministic(key)).public_bytes(serialization.Encoding.DER)


def scope(**said):
    """The extension that says what a list is for."""
    usual = dict(
        full_name=None, relative_name=None, only_contains_user_certs=False, only_contains_ca_certs=False,
        only_some_reasons=None, indirect_crl=False, only_contains_attribute_certs=False,
    )
    return x509.IssuingDistributionPoint(**{**usual, **said})


def ocsp_answer(
    about, *, by=None, status="good", at=None, reason=None, this=SIGNED_AT + HOUR, following="usual", issuer=None, embed=True
):
    """What `by` (the issuer, if nobody else) says of `about`."""
    issuer = issuer or about.issuer
    by = by or issuer
    statuses = {
        "good": ocsp.OCSPCertStatus.GOOD, "revoked": ocsp.OCSPCertStatus.REVOKED, "unknown": ocsp.OCSPCertStatus.UNKNOWN,
    }
    made = ocsp.OCSPResponseBuilder().add_response(
        about.certificate, issuer.certificate, hashes.SHA1(), statuses[status], this,
        this + 7 * DAY if following == "usual" else following, at if status == "revoked" else None, reason,
    ).responder_id(ocsp.OCSPResponderEncoding.HASH, by.certificate)
    if embed and by is not issuer:
        made = made.certificates([by.certificate])
    # cryptography writes producedAt from the clock: written anew and signed again.
    answer = made.sign(by.key, hash_for(by.key)).public_bytes(serialization.Encoding.DER)
    return _produced_at(answer, this, by)


def _produced_at(answer, at, by):
    import container

    parsed = asn1_ocsp.OCSPResponse.load(answer)
    basic = parsed["response_bytes"]["response"].parsed
    basic["tbs_response_data"]["produced_at"] = at
    basic["signature"] = container.raw_signature(by.key, basic["tbs_response_data"].dump(force=True), "sha256")
    parsed["response_bytes"]["response"] = core.ParsableOctetString(basic.dump(force=True))
    return parsed.dump(force=True)
