"""PAdES levels, and what they are for: years later."""

import container
from authority import DAY, HOUR, SIGNED_AT, crl, issue, moment, ocsp_answer, timestamper
from cases import case
from document import blank, sign, stamp, store
from people import ASKED, CA, CRL_AT, OCSP_AT, ROOT, SIGNER, TSA, TSA_CA, expired_by

PDF = blank()
T = container.token(TSA)
LATER = SIGNED_AT + 2 * HOUR
CHAIN = [one.der for one in ASKED.chain + TSA.chain]


def lists(this=SIGNED_AT + HOUR, **options):
    """Revocation lists of everybody above the signer."""
    return [crl(CA, this=this, **options), crl(ROOT, this=this, **options), crl(TSA_CA, this=this, **options)]


def b_lt(signer=ASKED, *, ocsps="usual", crls="usual", timestamp=T, at=SIGNED_AT, vri=True):
    pdf = sign(PDF, signer, timestamp=timestamp, at=at)
    ocsps = [ocsp_answer(signer)] if ocsps == "usual" else ocsps
    crls = lists() if crls == "usual" else crls
    return store(pdf, [one.der for one in signer.chain + TSA.chain], ocsps, crls, vri=vri)


case("b-b", "P", sign(PDF, SIGNER), "nothing is missing: nobody can be asked about revocation", level="B-B", modifications="none")
case("b-b-asks", "I", sign(PDF, ASKED), "the certificate names who could be asked, and offline nobody is", level="B-B", sub="TRY_LATER")
case("b-t", "P", sign(PDF, SIGNER, timestamp=T), "a signature with a timestamp", level="B-T", timestamp=True)
case("b-t-asks", "I", sign(PDF, ASKED, timestamp=T), "a timestamp is no word about revocation", level="B-T", sub="TRY_LATER")
case("b-lt-ocsp", "P", b_lt(crls=[crl(ROOT)]), "an OCSP answer of after the signature", level="B-LT", modifications="lta_updates")
case("b-lt-crl", "P", b_lt(ocsps=[]), "revocation lists of after the signature", level="B-LT")
case("b-lt-both", "P", b_lt(), "both", level="B-LT")
case("b-lt-no-vri", "P", b_lt(vri=False), "VRI is no duty (EN 319 142-1, 5.4.2.3)", level="B-LT")
case("b-lt-no-timestamp", "P", b_lt(timestamp=None),
     "validation data without a timestamp: good while the certificate is, and no more than B-B", level="B-B")
case("b-lta", "P", stamp(b_lt(), TSA, at=LATER), "a document timestamp over the validation data", level="B-LTA", signatures=2)
case("b-t-by-document-timestamp", "P", stamp(sign(PDF, SIGNER), TSA, at=LATER),
     "a document timestamp is a proof of time, too (EN 319 142-1, 6.3)", level="B-B B-T", signatures=2)
case("b-lta-by-document-timestamp-alone", "PI", stamp(b_lt(timestamp=None), TSA, at=LATER),
     "the document timestamp proves time for signature and data", signatures=2)


def renewed():
    pdf = stamp(b_lt(), TSA, at=LATER)
    pdf = store(pdf, [one.der for one in TSA.chain], [], [crl(TSA_CA, this=moment(2027)), crl(ROOT, this=moment(2027))], vri=False)
    later = timestamper("Later timestamper", TSA_CA, start=moment(2027), end=moment(2039))
    return stamp(pdf, later, "Timestamp2", at=moment(2027, 1, 2))


case("b-lta-renewed", "P", renewed(), "renewed after a year", at=moment(2027, 6), level="B-LTA", signatures=3)
case("b-lta-renewed-old", "P", renewed(), "renewed, judged when signer and first timestamper have expired", at=moment(2037), signatures=3)
case("b-lta-old", "P", stamp(b_lt(), TSA, at=LATER), "judged when the signer's certificate has expired, as B-LTA is for",
     at=moment(2031), signatures=2)
case("b-lt-old", "P", b_lt(), "judged when the signer's certificate has expired and the timestamper's has not", at=moment(2031))
case("b-lta-too-old", "I", stamp(b_lt(), TSA, at=LATER), "judged when even the last timestamper has expired: not renewed in time",
     at=moment(2040, 6), signatures=2)
case("b-b-old", "I", sign(PDF, SIGNER), "the certificate has expired and nothing proves that the signature is older",
     at=moment(2031), sub="OUT_OF_BOUNDS_NO_POE", certificate="expired")
case("b-t-old", "P", sign(PDF, SIGNER, timestamp=T),
     "the certificate has expired, the timestamp proves that the signature is older, and nobody can be asked about revocation",
     at=moment(2031))
case("b-t-old-asks", "I", sign(PDF, ASKED, timestamp=T),
     "as before, and whether the certificate was revoked is not known", at=moment(2031))
case("b-t-soon-expired", "P", sign(PDF, expired_by(), timestamp=T), "expired two weeks after the timestamp")
case("b-lt-claimed-time-differs", "P", b_lt(at=SIGNED_AT - 30 * DAY),
     "the claimed time is a month before the proven one: a claim, nothing more", timestamp=True)
archived = container.attribute(container.REVOCATION_ARCHIVAL, container.seq(
    container.tlv(0xA0, container.seq(crl(CA))), container.tlv(0xA1, container.seq(ocsp_answer(ASKED)))))
case("adobe-revocation-archival", "PI", sign(PDF, ASKED, subfilter="/adbe.pkcs7.detached", more=[archived], timestamp=T),
     "Adobe's revocation attribute stands inside the signature: taken before the timestamp, so the standards leave it open")
in_container = sign(PDF, ASKED, timestamp=T, crls=lists())
case("crls-in-container", "PI", in_container, "revocation lists in the container: PAdES looks for them in the DSS, others here")
soon = issue("Soon out", CA, crl=CRL_AT, ocsp_at=OCSP_AT, end=moment(2026, 2, 15))
case("b-lt-expired-signer", "P", b_lt(soon), "signed and answered for before the certificate expired", at=moment(2026, 5))
case("b-t-sha512", "P", sign(PDF, SIGNER, timestamp=T, md="sha512"), "another digest than the timestamp's", level="B-T")
