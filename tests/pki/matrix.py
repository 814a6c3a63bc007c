"""What the signing matrix needs: `matrix.py OUT` writes kinds of files, keys and roots into OUT, then answers as timestamping
authority, OCSP responder and place of revocation lists on this computer, until its standard input ends.

The first line it prints is JSON: where it answers. Its clock stands at NOW.
"""

import http.server
import json
import pathlib
import sys
import threading

from asn1crypto import ocsp, tsp
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from certomancer.services import RevocationInfoInterface, SimpleOCSPResponder, TimeStamper, choose_signed_digest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12

import document
import keys
import kinds
from authority import DAY, authority, crl, issue, moment, responder, timestamper
from people import ROOT, SIGNER

NOW = moment(2026, 11, 22, 10)
PASSWORD = "paraphe"


def private(identity):
    return PrivateKeyInfo.load(identity.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))


class AllGood(RevocationInfoInterface):
    def __init__(self, issuer):
        self.issuer = issuer

    def get_issuer_cert(self):
        return Certificate.load(self.issuer.der)

    def check_revocation_status(self, cid, at_time):
        return ocsp.CertStatus("good"), []


class Services:
    """The authorities, with addresses on this computer in their certificates."""

    def __init__(self, base):
        lists = f"{base}/root.crl"
        self.ca = authority("Matrix CA", ROOT, key=keys.rsa_key("CA"), pathlen=0, crl=lists)
        self.tsa_ca = authority("Matrix timestamping CA", ROOT, pathlen=0, crl=lists)
        self.tsa = timestamper("Matrix timestamper", self.tsa_ca, key=keys.rsa_key("Timestamper"), crl=f"{base}/tsa.crl")
        self.responder = responder("Matrix responder", self.ca)
        self.lists = {
            "/root.crl": crl(ROOT, this=NOW), "/ca.crl": crl(self.ca, this=NOW), "/tsa.crl": crl(self.tsa_ca, this=NOW),
        }
        asked = {"crl": f"{base}/ca.crl", "ocsp_at": f"{base}/ocsp"}
        self.signers = {
            "rsa": issue("Rita RSA", self.ca, key=keys.rsa_key("signer"), **asked),
            "p384": issue("Paul Drei Acht Vier", self.ca, key=keys.curve_key("signer", ec.SECP384R1), **asked),
            "p521": issue("Paula Cinq Deux Un", self.ca, key=keys.curve_key("signer", ec.SECP521R1), **asked),
            # Lists only: what has no OCSP responder is asked for its list.
            "ed25519": issue("Édouard Vingt-Cinq", self.ca, key=keys.edwards_key("signer"), crl=asked["crl"]),
        }

    def stamp(self, question):
        service = TimeStamper(
            Certificate.load(self.tsa.der), private(self.tsa), fixed_dt=NOW,
            certs_to_embed=[Certificate.load(self.tsa_ca.der)],
        )
        return service.request_tsa_response(tsp.TimeStampReq.load(question)).dump()

    def answer(self, question):
        by = Certificate.load(self.responder.der)
        service = SimpleOCSPResponder(
            by, private(self.responder), choose_signed_digest("sha256", by.public_key), NOW, AllGood(self.ca),
            validity=7 * DAY,
        )
        return service.build_ocsp_response(ocsp.OCSPRequest.load(question)).dump()


class Door(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    services = None

    def do_GET(self):
        found = self.services.lists.get(self.path)
        self.give(200 if found else 404, "application/pkix-crl", found or b"")

    def do_POST(self):
        question = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/tsa":
            self.give(200, "application/timestamp-reply", self.services.stamp(question))
        elif self.path == "/ocsp":
            self.give(200, "application/ocsp-response", self.services.answer(question))
        else:
            self.give(404, "text/plain", b"")

    def give(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def files():
    """Name, bytes, password, and an empty field to sign in where a new one is not wanted."""
    plain = kinds.PDF
    yield "plain", plain, None, None
    yield "xref-stream", kinds.cross_reference_stream(), None, None
    yield "object-streams", kinds.qpdf(plain, "--object-streams=generate"), None, None
    yield "hybrid", kinds.hybrid(), None, None
    yield "linearized", kinds.qpdf(plain, "--linearize"), None, None
    yield "aes-256", kinds.locked("256", word="user"), "user", None
    yield "aes-128", kinds.locked("128", "--use-aes=y", word="user"), "user", None
    yield "rc4", kinds.locked("128", "--use-aes=n", word="user"), "user", None
    yield "archival", kinds.archival(), None, None
    yield "tagged", kinds.tagged(), None, None
    yield "turned", kinds.turned(), None, None
    # pyHanko permits no new visible field after a certification, so the one that stands ready is signed.
    yield "certified", document.sign(plain, SIGNER, certify=2), None, "Prepared"


def bare():
    """The page as it is without the field that stands ready: mupdf draws a frame of its own where one is not signed."""
    hidden = document.body_of(kinds.PDF, document.PREPARED).replace(b"/F 4", b"/F 2")
    return document.blank(**{f"o{document.PREPARED}": hidden})


def main():
    out = pathlib.Path(sys.argv[1])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Door)
    base = f"http://127.0.0.1:{server.server_port}"
    Door.services = services = Services(base)
    for folder in ("kinds", "keys"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    told = []
    for name, pdf, password, field in files():
        (out / "kinds" / f"{name}.pdf").write_bytes(pdf)
        told.append({"name": name, "password": password, "field": field})
    for name, who in services.signers.items():
        (out / "keys" / f"{name}.p12").write_bytes(pkcs12.serialize_key_and_certificates(
            name.encode(), who.key, who.certificate, [services.ca.certificate],
            serialization.BestAvailableEncryption(PASSWORD.encode()),
        ))
        # For a token, whose tools take them one by one.
        (out / "keys" / f"{name}.key").write_bytes(private(who).dump())
        (out / "keys" / f"{name}.cer").write_bytes(who.der)
    (out / "keys" / "ca.cer").write_bytes(services.ca.der)
    (out / "bare.pdf").write_bytes(bare())
    (out / "root.pem").write_bytes(ROOT.pem)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({"tsa": f"{base}/tsa", "kinds": told, "now": int(NOW.timestamp() * 1000)}), flush=True)
    sys.stdin.read()


main()
