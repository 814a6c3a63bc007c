"""What others say of signed files: a JSON object on standard input, one on standard output; one process for all.

In: `roots` (PEM files), `moment` (milliseconds), `jobs`: file, password, level (B-B … B-LTA), before
(the page without the mark), box (left, top, right, bottom of the mark on the page as displayed).
Out: file → what pyHanko, pdfsig and qpdf say, and by three renderers where the mark is in pixels and how dark which part of
the box became.
"""

import asyncio
import datetime
import functools
import json
import logging
import pathlib
import subprocess
import sys
import tempfile
import warnings

import pypdfium2
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec, RevinfoOnlineFetchingRule, RevocationInfoGatheringSpec, SignatureValidationSpec,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
LONG = ("B-LT", "B-LTA")
HARD_FAIL = "hard-fail"
DOTS = 72
# As wide as a letter of the mark's text: which word stands where is seen, how a renderer smooths an edge hardly.
CELL = 4


def lasting(signature, roots, moment):
    """The whole process of EN 319 102-1, 5.6.3, offline."""
    checking = RevocationCheckingPolicy.from_legacy(HARD_FAIL)
    spec = PdfSignatureValidationSpec(SignatureValidationSpec(
        cert_validation_policy=CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(trust_roots=roots), revinfo_policy=CertRevTrustPolicy(checking),
        ),
        revinfo_gathering_policy=RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY),
        key_usage_settings=USAGE,
    ))
    timing = ValidationTimingInfo(validation_time=moment, best_signature_time=moment, point_in_time_validation=False)
    result = asyncio.run(ades_lta_validation(signature, spec, timing))
    return str(result.ades_subindic)


def pyhanko(job, roots, moment):
    with open(job["file"], "rb") as file:
        try:
            reader = PdfFileReader(file, strict=True)
            if reader.encrypted:
                reader.decrypt((job["password"] or "").encode())
            signature = reader.embedded_regular_signatures[-1]
            settings = {"trust_roots": roots, "allow_fetching": False, "moment": moment}
            if job["level"] in LONG:
                # What the file brings must be enough: revocation is demanded for every certificate that names a source.
                store = DocumentSecurityStore.read_dss(reader)
                context = store.as_validation_context({**settings, "revocation_mode": HARD_FAIL})
            else:
                context = ValidationContext(**settings)
            status = validate_pdf_signature(signature, context, key_usage_settings=USAGE)
            stamp = status.timestamp_validity
            return {
                "intact": status.intact, "valid": status.valid, "trusted": status.trusted, "changes_allowed": status.docmdp_ok,
                "coverage": status.coverage.name, "signatures": len(reader.embedded_signatures),
                "stamped": stamp is not None and stamp.valid and stamp.trusted,
                "lasting": lasting(signature, roots, moment) if job["level"] == "B-LTA" else None,
            }
        except Exception as error:  # what it cannot judge is an answer, too
            return {"error": f"{type(error).__name__}: {error}"}


def run(*words):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, errors="replace")


def pdfsig(job):
    words = ["-upw", job["password"]] if job["password"] else []
    told = run("pdfsig", "-nocert", *words, job["file"])
    parts = told.stdout.split("Signature #")[1:]
    # Of a document timestamp pdfsig says nothing; the signature asked about is the last it knows.
    known = [part for part in parts if "Signature Validation:" in part and "has not yet been verified" not in part]
    return {"count": len(known), "valid": bool(known) and all("Signature is Valid." in part for part in known)}


def qpdf(job):
    words = [f"--password={job['password']}"] if job["password"] else []
    told = run("qpdf", *words, "--check", job["file"])
    sound = told.returncode == 0 and "No syntax or stream encoding errors found" in told.stdout
    return None if sound else told.stdout + told.stderr


# --- renderers: a page in grey, as (width, height, rows) -------------------------------------------------------------------


def by_pdfium(path, password):
    document = pypdfium2.PdfDocument(path, password=password)
    document.init_forms()
    bitmap = document[0].render(scale=DOTS / 72, grayscale=True, may_draw_forms=True)
    raw = bytes(bitmap.buffer)
    rows = [raw[row * bitmap.stride:row * bitmap.stride + bitmap.width] for row in range(bitmap.height)]
    return bitmap.width, bitmap.height, rows


def grey_map(path):
    raw = pathlib.Path(path).read_bytes()
    words, at = [], 0
    while len(words) < 4:
        end = at
        while raw[end:end + 1] not in (b" ", b"\n"):
            end += 1
        if raw[at:at + 1] == b"#":
            at = raw.index(b"\n", at) + 1
            continue
        words.append(raw[at:end])
        at = end + 1
    width, height = int(words[1]), int(words[2])
    return width, height, [raw[at + row * width:at + (row + 1) * width] for row in range(height)]


def by_poppler(path, password):
    with tempfile.TemporaryDirectory() as folder:
        words = ["-upw", password] if password else []
        run("pdftoppm", *words, "-r", DOTS, "-gray", "-f", 1, "-l", 1, "-singlefile", "-cropbox", path, f"{folder}/page")
        return grey_map(f"{folder}/page.pgm")


def by_mupdf(path, password):
    with tempfile.TemporaryDirectory() as folder:
        words = ["-p", password] if password else []
        run("mutool", "draw", *words, "-r", DOTS, "-c", "gray", "-F", "pgm", "-o", f"{folder}/page.pgm", path, 1)
        return grey_map(f"{folder}/page.pgm")


RENDERERS = {"pdfium": by_pdfium, "poppler": by_poppler, "mupdf": by_mupdf}


def place(before, after):
    """The smallest rectangle around what differs, in pixels from the upper left; nothing where nothing does."""
    if before[:2] != after[:2]:
        return {"error": f"{before[:2]} became {after[:2]}"}
    left, right, rows = before[0], -1, []
    for number, (old, new) in enumerate(zip(before[2], after[2])):
        if old == new:
            continue
        # Edges differ by a shade from run to run nowhere, but a hairline of one level is not a mark.
        columns = [column for column, (one, other) in enumerate(zip(old, new)) if abs(one - other) > 32]
        if columns:
            rows.append(number)
            left, right = min(left, columns[0]), max(right, columns[-1])
    return [left, rows[0], right + 1, rows[-1] + 1] if rows else None


def ink(before, after, box):
    """How much darker each square of the box became, row by row."""
    left, top, right, bottom = (round(edge) for edge in box)
    told = []
    for upper in range(top, bottom, CELL):
        for near in range(left, right, CELL):
            rows = range(upper, min(upper + CELL, bottom))
            told.append(sum(
                max(0, old - new) for row in rows
                for old, new in zip(before[2][row][near:min(near + CELL, right)], after[2][row][near:min(near + CELL, right)])
            ))
    return told


@functools.cache
def page_before(name, path, password):
    """One source serves many keys and levels."""
    return RENDERERS[name](path, password)


def marks(job):
    told = {}
    for name, renderer in RENDERERS.items():
        try:
            before, after = page_before(name, job["before"], job["password"]), renderer(job["file"], job["password"])
            told[name] = {"place": place(before, after), "ink": ink(before, after, job["box"])}
        except Exception as error:
            told[name] = {"error": f"{type(error).__name__}: {error}"}
    return told


def main():
    asked = json.load(sys.stdin)
    roots = [one for path in asked["roots"] for one in load_certs_from_pemder([path])]
    moment = datetime.datetime.fromtimestamp(asked["moment"] / 1000, datetime.timezone.utc)
    told = {}
    for job in asked["jobs"]:
        told[job["file"]] = {
            "pyhanko": pyhanko(job, roots, moment), "pdfsig": pdfsig(job), "qpdf": qpdf(job),
            "marks": marks(job),
        }
    json.dump(told, sys.stdout)


main()
