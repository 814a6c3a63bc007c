"""Timestamps that prove something, and others. Where one matters, the signer has expired when judged."""

import container
from authority import DAY, HOUR, SIGNED_AT, issue, moment, timestamper
from cases import case
from document import blank, sign, stamp
from people import CA, SIGNER, STRANGER, TSA, TSA_CA, expired_by

PDF = blank()
EXPIRED = expired_by()
EKU = "1.3.6.1.5.5.7.3.8"


def both(name, token, why):
    """Without the need of a timestamp nothing hangs on it; with the need, the signature cannot be confirmed."""
    case(f"ts-{name}", "PIF", sign(PDF, SIGNER, timestamp=token), why + "; the signer needs none", timestamp=False)
    case(f"ts-{name}-needed", "IF", sign(PDF, EXPIRED, timestamp=token), why + "; only it could prove the time", timestamp=False)


def changed_info(token):
    """Another time than was signed."""

    def stamp_it(value):
        made = token(value)
        year = made.index(b"20260201100000Z")
        return made[:year] + b"2025" + made[year + 4:]

    return stamp_it


both("bad-imprint", container.odd_token(TSA, of=b"something else"), "the token stamps something else")
both("damaged", container.odd_token(TSA, broken=True), "the token's signature does not verify")
both("time-changed", changed_info(container.odd_token(TSA)), "the time in the token was changed")
both("untrusted", container.odd_token(timestamper("Strange timestamper", STRANGER)), "a timestamper nobody trusts")
both("no-usage", container.odd_token(issue("No timestamper", CA)), "a person's certificate may not stamp time")
both("usage-any", container.odd_token(issue("Servers and time", TSA_CA, eku=["1.3.6.1.5.5.7.3.1"])), "a server's certificate")
LOCKED = timestamper("Timestamper for encryption", TSA_CA, ku=("key_encipherment",))
both("usage-encryption", container.odd_token(LOCKED), "a timestamper's key that may sign nothing (RFC 5280, 4.2.1.3)")
both("tsa-expired-then", container.odd_token(timestamper("Expired timestamper", TSA_CA, end=moment(2026, 1, 15))),
     "the timestamper had expired when it stamped")
both("tsa-not-yet", container.odd_token(timestamper("Early timestamper", TSA_CA, start=moment(2026, 2, 20))),
     "the timestamper was not valid yet when it stamped")
both("two-signers", container.odd_token(TSA, signers=[timestamper("Second timestamper", TSA_CA)]),
     "a token has one signer (RFC 3161, 2.4.2)")
both("ess-mismatch", container.odd_token(TSA, ess_of=timestamper("Other timestamper", TSA_CA)),
     "the token is bound to another certificate")
both("no-certificate", container.odd_token(TSA, certificates=[TSA_CA.der]), "the timestamper's certificate is nowhere")
both("garbage", lambda value: container.seq(container.oid(container.DATA)), "no token at all")
case("ts-usage-not-critical", "PI", sign(PDF, EXPIRED, timestamp=container.odd_token(timestamper(
    "Not critical", TSA_CA, eku_critical=False))), "the usage must be critical (RFC 3161, 2.3); many are not so strict")
case("ts-usage-and-others", "PI", sign(PDF, EXPIRED, timestamp=container.odd_token(timestamper(
    "Time and mail", TSA_CA, eku=[EKU, "1.3.6.1.5.5.7.3.4"]))), "the usage must stand alone (RFC 3161, 2.3); many are not so strict")
case("ts-sha512", "P", sign(PDF, EXPIRED, timestamp=container.odd_token(TSA, md="sha512")), "a token over SHA-512", timestamp=True)
case("ts-curve", "P", sign(PDF, EXPIRED, timestamp=container.odd_token(timestamper("Curve timestamper", TSA_CA))),
     "a token by ECDSA", timestamp=True)
case("ts-ess-v1", "P", sign(PDF, EXPIRED, timestamp=container.odd_token(TSA, ess="v1")),
     "bound by SHA-1 (RFC 2634), as most timestampers still do", timestamp=True)
case("ts-after-expiry", "I", sign(PDF, EXPIRED, timestamp=container.odd_token(TSA, at=moment(2026, 2, 20))),
     "the timestamp is good, and younger than the certificate's end", sub="OUT_OF_BOUNDS_NO_POE EXPIRED", timestamp=True)
case("ts-before-claimed", "PI", sign(PDF, SIGNER, timestamp=container.token(TSA, SIGNED_AT - 2 * DAY)),
     "stamped two days before the time the signer claims: one clock was wrong", timestamp=True)
case("ts-in-the-future", "PIF", sign(PDF, SIGNER, timestamp=container.token(TSA, moment(2027))), "stamped after the time for which it is judged")

case("dts-alone", "N", stamp(PDF, TSA), "a document timestamp and no signature: nobody signed", level="null", signatures=1)
case("dts-untrusted", "N", stamp(PDF, timestamper("Strange timestamper 2", STRANGER)), "by a timestamper nobody trusts",
     sub="NO_CERTIFICATE_CHAIN_FOUND")
case("dts-bad-imprint", "F", stamp(PDF, TSA, make=container.odd_token(TSA, of=b"something else")),
     "it stamps something else than this document", sub="HASH_FAILURE")
case("dts-damaged", "F", stamp(PDF, TSA, make=container.odd_token(TSA, broken=True)), "its signature does not verify",
     sub="SIG_CRYPTO_FAILURE")
case("dts-no-usage", "N", stamp(PDF, TSA, make=container.odd_token(issue("No timestamper 2", CA))),
     "a person's certificate may not stamp time")
case("dts-usage-encryption", "N", stamp(PDF, LOCKED, make=container.odd_token(LOCKED)), "its key may sign nothing",
     sub="CHAIN_CONSTRAINTS_FAILURE", certificate="wrong_usage")
case("dts-is-a-signature", "F", stamp(PDF, TSA, make=lambda value: container.sign(value, SIGNER)),
     "a signature where a token should be")
case("dts-signer-expired", "P", stamp(sign(PDF, EXPIRED), TSA, at=SIGNED_AT + HOUR),
     "the document timestamp proves that the signature is older than the certificate's end", signatures=2)
case("dts-bad-signer-expired", "IF", stamp(sign(PDF, EXPIRED), TSA, make=container.odd_token(TSA, broken=True)),
     "the same with a damaged document timestamp", signatures=2)


def stamped_before(who):
    """A signature that carries a timestamp over the content, from before it was made."""
    over = "1.2.840.113549.1.9.16.2.20"
    return sign(PDF, who, make=lambda digested: container.sign(
        digested, who, more=[container.attribute(over, container.token(TSA, SIGNED_AT - HOUR)(digested))]))


case("ts-content", "P", stamped_before(SIGNER), "a timestamp over the content: said, and nothing rests on it",
     findings="content_timestamp_not_checked", timestamp=False)
case("ts-content-expired", "I", stamped_before(EXPIRED), "it proves when the content was there, not when it was signed",
     sub="OUT_OF_BOUNDS_NO_POE", findings="content_timestamp_not_checked")
