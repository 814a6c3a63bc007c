"""Cases for the validator, with what must be said of each by construction: `make.py OUT [PART OF A NAME]`.

Writes one PDF per case and `cases.json`. Everything comes out of our own authorities (people.py); pyHanko writes the
signatures into the files, certomancer the timestamps; what must be wrong is made wrong byte by byte.
"""

import dataclasses
import importlib
import json
import pathlib
import pkgutil
import sys
import warnings

warnings.filterwarnings("ignore")

import cases


def main():
    out = pathlib.Path(sys.argv[1])
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    for module in pkgutil.iter_modules(cases.__path__):
        importlib.import_module(f"cases.{module.name}")
    out.mkdir(parents=True, exist_ok=True)
    index = []
    for one in cases.ALL.values():
        if wanted not in one.name:
            continue
        (out / f"{one.name}.pdf").write_bytes(one.pdf)
        told = dataclasses.asdict(one)
        del told["pdf"]
        index.append({"file": f"{one.name}.pdf", **told})
    (out / "cases.json").write_text(json.dumps(index, indent=1))
    print(f"{len(index)} cases")


main()
