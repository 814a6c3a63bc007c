"""What pyHanko says of each file: `judge.py [--trust PEM]… [--password WORD] FILE…` prints a JSON object, file → list of
signatures.

A file pyHanko refuses to read is `{"error": …}`. Everything is judged for one fixed moment and without a network.
"""

import datetime
import json
import sys

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

MOMENT = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.timezone.utc)


def context(roots):
    return ValidationContext(trust_roots=roots, allow_fetching=False, moment=MOMENT)


def judge(signature, roots):
    told = {"field": signature.field_name}
    try:
        if str(signature.sig_object.get("/Type")) == "/DocTimeStamp":
            status = validate_pdf_timestamp(signature, context(roots))
        else:
            usage = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
            status = validate_pdf_signature(signature, context(roots), key_usage_settings=usage)
        told |= {
            "intact": status.intact,
            "valid": status.valid,
            "trusted": status.trusted,
            "coverage": status.coverage.name,
            "modifications": status.modification_level.name if status.modification_level else None,
            "changes_allowed": status.docmdp_ok,
        }
    except Exception as error:  # what pyHanko cannot judge is an answer, too
        told["error"] = f"{type(error).__name__}: {error}"
    return told


def main():
    roots, files, password, arguments = [], [], None, iter(sys.argv[1:])
    for argument in arguments:
        if argument == "--trust":
            roots += list(load_certs_from_pemder([next(arguments)]))
        elif argument == "--password":
            password = next(arguments)
        else:
            files.append(argument)
    answers = {}
    for path in files:
        with open(path, "rb") as file:
            try:
                reader = PdfFileReader(file, strict=True)
                if password is not None:
                    reader.decrypt(password)
                answers[path] = [judge(signature, roots) for signature in reader.embedded_signatures]
            except Exception as error:
                answers[path] = {"error": f"{type(error).__name__}: {error}"}
    json.dump(answers, sys.stdout, indent=1)


main()
