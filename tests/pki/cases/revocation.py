"""Who was revoked, when, and whose word it is. Every signer here has a certificate that names whom to ask."""

from asn1crypto import ocsp as asn1_ocsp
from cryptography import x509

import container
from authority import DAY, HOUR, JUDGED_AT, SIGNED_AT, authority, crl, issue, moment, ocsp_answer, responder, scope, timestamper
from cases import case
from document import blank, sign, stamp, store
from people import ASKED, CA, CRL_AT, CURVE_CA, OCSP_AT, ROOT, STRANGER, TSA, TSA_CA

PDF = blank()
T = container.token(TSA)
REASON = x509.ReasonFlags
SIGNED = sign(PDF, ASKED, timestamp=T)
NOT_TIMED = sign(PDF, ASKED)
BEFORE, AFTER = SIGNED_AT - DAY, SIGNED_AT + DAY
LATER = SIGNED_AT + 2 * DAY
REVOKED = "REVOKED REVOKED_NO_POE"
CERTIFICATES = [one.der for one in ASKED.chain + TSA.chain]


def told(ocsps=(), crls=(), pdf=SIGNED, more=()):
    return store(pdf, [*CERTIFICATES, *(one.der for one in more)], ocsps, [*crls, crl(ROOT)])


delegate = responder("Responder", CA)
case("ocsp-by-the-issuer", "P", told([ocsp_answer(ASKED)]), "the issuer itself answers", level="B-LT")
case("ocsp-by-a-delegate", "P", told([ocsp_answer(ASKED, by=delegate)]), "a responder the issuer certified for it", level="B-LT")
case("ocsp-by-a-delegate-apart", "PI", told([ocsp_answer(ASKED, by=delegate, embed=False)], more=[delegate]),
     "the responder's certificate stands in the DSS instead of the answer")
for name, no_check in (("nocheck", True), ("unasked", False)):
    lost = responder(f"Responder {name}", CA, no_check=no_check)
    for revoked, conclusion, why in (([(lost, BEFORE, REASON.key_compromise)], "I", "compromised, as a list says that is too old for the signer"), ([], "P", "on no list")):
        old = crl(CA, revoked, this=SIGNED_AT - DAY / 2, following=SIGNED_AT - DAY / 4)
        case(f"ocsp-by-a-delegate-{name}{'-revoked' if revoked else ''}", conclusion, told([ocsp_answer(ASKED, by=lost)], [old]), f"a responder nobody is to ask about, {why}")
unmarked = responder("Responder without the usage", CA, eku=())
case("ocsp-by-a-delegate-without-usage", "I", told([ocsp_answer(ASKED, by=unmarked)]),
     "whom the issuer certified for something else may not answer (RFC 6960, 4.2.2.2)", sub="TRY_LATER")
other = responder("Responder of another authority", CURVE_CA)
case("ocsp-by-another-authority", "I", told([ocsp_answer(ASKED, by=other)]), "somebody else's responder", sub="TRY_LATER")
case("ocsp-by-a-stranger", "I", told([ocsp_answer(ASKED, by=responder("Strange responder", STRANGER))]),
     "a responder nobody trusts", sub="TRY_LATER")
case("ocsp-by-the-signer", "I", told([ocsp_answer(ASKED, by=ASKED)]), "nobody vouches for himself", sub="TRY_LATER")
out = responder("Expired responder", CA, end=moment(2026, 1, 15))
case("ocsp-by-an-expired-delegate", "I", told([ocsp_answer(ASKED, by=out)]), "the responder had expired when it answered")
neighbour = issue("Neighbour", CA, crl=CRL_AT, ocsp_at=OCSP_AT)
case("ocsp-about-somebody-else", "I", told([ocsp_answer(neighbour)]), "good, but another certificate", sub="TRY_LATER")
case("ocsp-about-another-issuer", "I", told([ocsp_answer(ASKED, by=CA, issuer=CURVE_CA)]),
     "the same serial number under another issuer is another certificate", sub="TRY_LATER")


def damaged(answer, at=-5):
    out = bytearray(answer)
    out[at] ^= 1
    return bytes(out)


case("ocsp-damaged", "I", told([damaged(ocsp_answer(ASKED))]), "the answer's signature does not verify", sub="TRY_LATER")
case("ocsp-unknown", "I", told([ocsp_answer(ASKED, status="unknown")]), "the responder does not know the certificate")
case("ocsp-stale", "I", told([ocsp_answer(ASKED, this=SIGNED_AT - 30 * DAY)]),
     "answered, and outdated, before the signature was made: no word about then", sub="TRY_LATER")
case("ocsp-just-before", "PI", told([ocsp_answer(ASKED, this=SIGNED_AT - HOUR)]),
     "an hour before the signature, and current at its time: rules of freshness differ")
refusal = asn1_ocsp.OCSPResponse({"response_status": "try_later"}).dump()
case("ocsp-no-answer", "I", told([refusal]), "the responder said nothing", sub="TRY_LATER")
case("ocsp-revoked-before", "IF", told([ocsp_answer(ASKED, status="revoked", at=BEFORE, reason=REASON.key_compromise)]),
     "revoked before the signature was made", sub=REVOKED, certificate="revoked")
case("ocsp-revoked-after", "P", told([ocsp_answer(ASKED, status="revoked", at=AFTER, this=LATER)]),
     "revoked after the time the timestamp proves", level="B-LT B-T")
case("ocsp-revoked-after-not-timed", "IF", told([ocsp_answer(ASKED, status="revoked", at=AFTER, this=LATER)], pdf=NOT_TIMED),
     "revoked after the claimed time, and nothing proves that time", sub=REVOKED, certificate="revoked")
case("ocsp-good-then-revoked", "IF", told([
    ocsp_answer(ASKED), ocsp_answer(ASKED, status="revoked", at=BEFORE, this=LATER)]),
    "a later answer says that it was revoked before the signature: the later one counts", certificate="revoked")
case("ocsp-good-crl-revoked", "IF", told([ocsp_answer(ASKED)], [crl(CA, [(ASKED, BEFORE, REASON.key_compromise)], this=LATER)]),
     "the newer list says revoked before the signature", certificate="revoked")

case("crl-good", "P", told(crls=[crl(CA)]), "the issuer's list does not name it", level="B-LT")
case("crl-user-scope", "P", told(crls=[crl(CA, more=[(scope(only_contains_user_certs=True), True)])]),
     "a list of users' certificates is about this one")
point = x509.UniformResourceIdentifier(CRL_AT)
case("crl-same-point", "P", told(crls=[crl(CA, more=[(scope(full_name=[point]), True)])]),
     "the list of the distribution point the certificate names")
case("crl-revoked-before", "IF", told(crls=[crl(CA, [(ASKED, BEFORE, REASON.key_compromise)])]),
     "revoked before the signature was made", sub=REVOKED, certificate="revoked")
case("crl-revoked-no-reason", "IF", told(crls=[crl(CA, [(ASKED, BEFORE, None)])]), "revoked, without a reason", sub=REVOKED)
case("crl-on-hold", "IF", told(crls=[crl(CA, [(ASKED, BEFORE, REASON.certificate_hold)])]), "suspended before the signature was made")
case("crl-on-hold-after", "P", told(crls=[crl(CA, [(ASKED, AFTER, REASON.certificate_hold)], this=LATER)]),
     "suspended after the time the timestamp proves")
HELD = crl(CA, [(ASKED, BEFORE, REASON.certificate_hold)], this=SIGNED_AT + HOUR)
case("crl-on-hold-released", "I", told([ocsp_answer(ASKED, this=LATER)], [HELD]),
     "suspended at the time the timestamp proves, released later: the key was not the signer's alone then", findings="certificate_held",
     sub="TRY_LATER")
case("crl-on-hold-released-not-timed", "P", told(
    [ocsp_answer(ASKED, this=JUDGED_AT - HOUR)], [HELD, crl(ROOT, this=JUDGED_AT - HOUR)], pdf=NOT_TIMED),
    "good when it is judged; that it was suspended in between is told", findings="certificate_held")
EARLY = [ocsp_answer(ASKED, status="revoked", at=JUDGED_AT + DAY, reason=REASON.key_compromise, this=JUDGED_AT - HOUR)]
case("ocsp-revoked-ahead", "IF", told(EARLY, [crl(ROOT, this=JUDGED_AT - HOUR)], pdf=NOT_TIMED),
     "already said to be revoked, though with a date to come (RFC 6960, 2.4)", sub=REVOKED, certificate="revoked")
AHEAD = crl(CA, [(ASKED, JUDGED_AT + DAY, REASON.key_compromise)], this=JUDGED_AT - HOUR)
case("crl-revoked-ahead", "IF", told(crls=[AHEAD, crl(ROOT, this=JUDGED_AT - HOUR)], pdf=NOT_TIMED),
     "on the list already, though with a date to come (RFC 5280, 5.1.2.6)", sub=REVOKED, certificate="revoked")
case("crl-revoked-ahead-timed", "P", told(crls=[AHEAD]), "on the list after the time the timestamp proves",
     findings="certificate_revoked_later")
case("crl-revoked-after", "P", told(crls=[crl(CA, [(ASKED, AFTER, REASON.superseded)], this=LATER)]),
     "revoked after the time the timestamp proves")
case("crl-revoked-after-not-timed", "IF", told(crls=[crl(CA, [(ASKED, AFTER, REASON.superseded)], this=LATER)], pdf=NOT_TIMED),
     "revoked after the claimed time, and nothing proves that time", sub=REVOKED)
case("crl-other-revoked", "P", told(crls=[crl(CA, [(neighbour, BEFORE, None)])]), "somebody else is revoked")
case("crl-of-authorities", "I", told(crls=[crl(CA, more=[(scope(only_contains_ca_certs=True), True)])]),
     "a list about authorities' certificates says nothing of a person's", sub="TRY_LATER")
case("crl-of-attributes", "I", told(crls=[crl(CA, more=[(scope(only_contains_attribute_certs=True), True)])]),
     "a list about attribute certificates", sub="TRY_LATER")
elsewhere = x509.UniformResourceIdentifier("http://127.0.0.1:9/other.crl")
case("crl-other-point", "I", told(crls=[crl(CA, more=[(scope(full_name=[elsewhere]), True)])]),
     "the list of another distribution point (RFC 5280, 6.3.3 b 2)", sub="TRY_LATER")
some = scope(full_name=[point], only_some_reasons=frozenset([REASON.key_compromise]))
case("crl-some-reasons", "I", told(crls=[crl(CA, more=[(some, True)])]), "a list about one reason only leaves the others open")
case("crl-stale", "I", told(crls=[crl(CA, this=SIGNED_AT - 60 * DAY, following=SIGNED_AT - 30 * DAY)]),
     "outdated before the signature was made", sub="TRY_LATER")
case("crl-of-another-key", "I", told(crls=[crl(CA, key=STRANGER.key)]), "the issuer's name, a stranger's signature", sub="TRY_LATER")
case("crl-of-another-authority", "I", told(crls=[crl(CURVE_CA)]), "another authority's list", sub="TRY_LATER")
unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.55555.9"), b"\x05\x00")
case("crl-unknown-critical", "I", told(crls=[crl(CA, more=[(unknown, True)])]),
     "a critical extension nobody knows: the list may not be used (RFC 5280, 5.2)", sub="TRY_LATER")
case("crl-unknown-not-critical", "P", told(crls=[crl(CA, more=[(unknown, False)])]), "an unknown extension that is not critical")
delta = crl(CA, more=[(x509.DeltaCRLIndicator(1), True)], number=2)
case("crl-delta-alone", "I", told(crls=[delta]), "a delta list without its base", sub="TRY_LATER")
case("crl-delta-not-critical", "I", told(crls=[crl(CA, more=[(x509.DeltaCRLIndicator(1), False)], number=2)]),
     "a delta list whose mark is not critical: it is no whole list all the same", sub="TRY_LATER")
mute = authority("CA that may not sign lists", ROOT, ku=("key_cert_sign",), key=CURVE_CA.key)
quiet = issue("Under the mute CA", mute, crl=CRL_AT)
case("crl-by-a-key-that-may-not", "I", store(sign(PDF, quiet, timestamp=T), [one.der for one in quiet.chain + TSA.chain], [],
                                            [crl(mute), crl(ROOT)]), "the issuer's key may not sign lists (RFC 5280, 6.3.3 f)")

asked_ca = authority("CA somebody can be asked about", ROOT, crl="http://127.0.0.1:9/root.crl", pathlen=0)
under = issue("Under an asked CA", asked_ca, crl=CRL_AT)


def chain_told(root_list, pdf=None):
    pdf = pdf or sign(PDF, under, timestamp=T)
    return store(pdf, [one.der for one in under.chain + TSA.chain], [], [crl(asked_ca), *root_list])


case("ca-good", "P", chain_told([crl(ROOT)]), "signer and authority are answered for", level="B-LT")
case("ca-not-answered", "I", chain_told([]), "nobody says whether the authority was revoked", sub="TRY_LATER")
case("ca-revoked-before", "IF", chain_told([crl(ROOT, [(asked_ca, BEFORE, REASON.ca_compromise)])]),
     "the authority was revoked before the signature was made", sub="REVOKED REVOKED_NO_POE REVOKED_CA_NO_POE CHAIN_CONSTRAINTS_FAILURE")
case("ca-revoked-after", "PI", chain_told([crl(ROOT, [(asked_ca, AFTER, REASON.superseded)], this=LATER)]),
     "the authority was revoked after the time the timestamp proves")
case("ca-list-of-users", "I", chain_told([crl(ROOT, more=[(scope(only_contains_user_certs=True), True)])]),
     "a list of users' certificates says nothing of an authority's", sub="TRY_LATER")
asked_tsa = timestamper("Timestamper somebody can be asked about", TSA_CA, crl="http://127.0.0.1:9/tsa.crl")
by_asked = sign(PDF, ASKED, timestamp=container.odd_token(asked_tsa))


def tsa_told(tsa_list):
    return store(by_asked, [one.der for one in ASKED.chain + asked_tsa.chain], [ocsp_answer(ASKED)], [crl(CA), crl(ROOT), *tsa_list])


case("tsa-good", "P", tsa_told([crl(TSA_CA)]), "the timestamper is answered for, too", level="B-LT")
case("tsa-revoked-before", "PIF", tsa_told([crl(TSA_CA, [(asked_tsa, BEFORE, REASON.key_compromise)])]),
     "the timestamper's key was compromised before: its timestamp proves nothing", timestamp=False)
gone = issue("Gone", CA, crl=CRL_AT, end=moment(2026, 2, 15))
case("tsa-revoked-and-signer-expired", "IF", store(
    sign(PDF, gone, timestamp=container.odd_token(asked_tsa)), [one.der for one in gone.chain + asked_tsa.chain], [],
    [crl(CA), crl(ROOT), crl(TSA_CA, [(asked_tsa, BEFORE, REASON.key_compromise)])]),
    "the only proof that the signature is older than the certificate's end is by a compromised timestamper")

# --- whoever is accepted as he is ---------------------------------------------------------------------------------------------------


def accepted(*crls, ocsps=(), trust=ASKED):
    """What the file has of the issuer of somebody who is trusted without it."""
    return dict(pdf=store(SIGNED, [*CERTIFICATES, ROOT.der], ocsps, crls), trust=(trust, TSA_CA))


def accept(name, conclusion, why, made, **more):
    case(name, conclusion, made["pdf"], why, trust=made["trust"], **more)


accept("accepted", "P", "an accepted certificate needs no word of its issuer", accepted())
accept("accepted-good", "P", "its issuer has not revoked it", accepted(crl(CA)))
accept("accepted-revoked", "I", "its issuer had revoked it before", accepted(crl(CA, [(ASKED, BEFORE, REASON.key_compromise)])))
accept("accepted-revoked-by-answer", "I", "the same in an answer", accepted(ocsps=[ocsp_answer(ASKED, status="revoked", at=BEFORE)]))
accept("accepted-revoked-by-stranger", "P", "a list of somebody else says nothing of it", accepted(crl(CURVE_CA, [(ASKED, BEFORE, REASON.key_compromise)])))
accept("accepted-authority-revoked", "I", "an accepted authority that its own issuer had revoked", accepted(crl(ROOT, [(CA, BEFORE, REASON.ca_compromise)]), crl(CA), trust=CA))
