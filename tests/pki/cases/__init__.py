"""Cases: a file, and what must be said of it because of how it was made."""

import dataclasses

import authority
import people

PASSED, INDETERMINATE, FAILED, NONE = "TOTAL_PASSED", "INDETERMINATE", "TOTAL_FAILED", "NO_SIGNATURE"
LETTERS = {"P": PASSED, "I": INDETERMINATE, "F": FAILED, "N": NONE, "U": "UNREADABLE"}


@dataclasses.dataclass
class Case:
    name: str
    why: str
    pdf: bytes
    conclusion: list
    at: int
    trust: list
    password: "str | None" = None
    # Of the first signature, each where it follows from how the file was made.
    expected: dict = dataclasses.field(default_factory=dict)


ALL = {}


def case(name, conclusion, pdf, why, *, at=authority.JUDGED_AT, trust=(people.ROOT,), password=None, **expected):
    """`conclusion`: letters of what may be said (P passed, I indeterminate, F failed, N no signature, U the reader
    refuses the file); several where
    the standards leave it open. `expected`: `sub` (sub-indications), `modifications`, `allowed`, `level`, `signatures` (how many),
    `certificate` (its status), `findings` (which there must be, or must not where `!` stands before), `timestamp` (whether its token counts), `intact`."""
    assert name not in ALL, name
    for key in ("sub", "modifications", "level", "certificate", "findings"):
        if isinstance(expected.get(key), str):
            expected[key] = expected[key].split()
    ALL[name] = Case(
        name, why, pdf, [LETTERS[letter] for letter in conclusion], int(at.timestamp() * 1000),
        [one.pem.decode() for one in trust], password, expected,
    )
