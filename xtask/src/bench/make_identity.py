"""Makes the key both programs sign with: key.p12 (password `bench`) and certificate.pem, in the folder given."""

import datetime
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12

folder = sys.argv[1]
key = ec.generate_private_key(ec.SECP256R1())
name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Bench")])
start = datetime.datetime(2026, 1, 1)
usage = x509.KeyUsage(
    digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
    key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
)
certificate = (
    x509.CertificateBuilder()
    .subject_name(name).issuer_name(name).public_key(key.public_key())
    .serial_number(x509.random_serial_number())
    .not_valid_before(start).not_valid_after(start + datetime.timedelta(days=3650))
    .add_extension(usage, critical=True)
    .sign(key, hashes.SHA256())
)
encryption = serialization.BestAvailableEncryption(b"bench")
with open(f"{folder}/key.p12", "wb") as file:
    file.write(pkcs12.serialize_key_and_certificates(b"bench", key, certificate, None, encryption))
with open(f"{folder}/certificate.pem", "wb") as file:
    file.write(certificate.public_bytes(serialization.Encoding.PEM))
with open(f"{folder}/password", "wb") as file:
    file.write(b"bench")
