"""Signs samples with pyHanko: `sign.py SAMPLES KEYS OUT` writes one PDF per case into OUT and prints their names.

The keys are those of tests/fixtures/keys; every chain ends in root.pem there.
"""

import pathlib
import sys

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign import fields, signers

SAMPLES, KEYS, OUT = map(pathlib.Path, sys.argv[1:4])
PADES = fields.SigSeedSubFilter.PADES
ADOBE = fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED


def key(name, **options):
    return signers.SimpleSigner.load_pkcs12(KEYS / f"{name}.p12", passphrase=b"paraphe", **options)


def sign(source, target, signer, field="Signature1", box=None, **options):
    with open(source, "rb") as original, open(OUT / target, "wb") as out:
        writer = IncrementalPdfFileWriter(original)
        if box:
            fields.append_signature_field(writer, fields.SigFieldSpec(field, box=box, on_page=0))
        metadata = signers.PdfSignatureMetadata(
            field_name=field, md_algorithm=options.pop("digest", "sha256"),
            subfilter=options.pop("subfilter", PADES), **options,
        )
        signers.sign_pdf(writer, metadata, signer=signer, output=out)
    print(target)


contract, quote = SAMPLES / "contrat.pdf", SAMPLES / "devis-tourne.pdf"
rsa, curve = key("rsa"), key("ecdsa")
sign(contract, "rsa.pdf", rsa)
sign(contract, "ecdsa.pdf", curve)
sign(contract, "pss.pdf", key("rsa", prefer_pss=True), digest="sha512")
sign(contract, "visible.pdf", rsa, box=(100, 100, 250, 160), reason="Bon pour accord", location="Lyon")
sign(contract, "adobe.pdf", rsa, subfilter=ADOBE)
sign(quote, "xref-stream.pdf", curve)
# Between the text and the footer: a later box over words is a doubt of its own.
sign(OUT / "rsa.pdf", "twice.pdf", curve, field="Signature2", box=(300, 70, 450, 130))
certified = {"certify": True, "docmdp_permissions": fields.MDPPerm.FILL_FORMS}
sign(contract, "certified.pdf", rsa, **certified)
sign(OUT / "certified.pdf", "certified-and-signed.pdf", curve, field="Signature2")
with open(contract, "rb") as original, open(OUT / "rewritten.tmp", "wb") as out:
    copy_into_new_writer(PdfFileReader(original)).write(out)
sign(OUT / "rewritten.tmp", "rewritten.pdf", rsa)
(OUT / "rewritten.tmp").unlink()
