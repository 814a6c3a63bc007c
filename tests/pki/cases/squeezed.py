"""Digits that are there and are read as others: squeezed to a hair, over each other, lower, or carried to the other end of a field. The
value says 1000. Each with a neighbour as programs write it."""

from cases import case
from cases.covering import SIGNED, filled, shown

DIFFERS = "appearance_differs_from_value"


def written(text):
    return filled(shown(b"BT /F1 12 Tf 1 0 0 1 2 5 Tm %s ET" % text), b"1000", SIGNED)


for name, text in (
    ("by-matrix", b"(1) Tj .05 0 0 1 9 5 Tm (000) Tj"), ("by-scale", b"(1) Tj 8 Tz (000) Tj"), ("by-scale-20", b"(1) Tj 20 Tz (000) Tj"), ("over-each-other", b"(1) Tj -4 Tc (000) Tj"),
    ("by-numbers", b"[(1) 500 (0) 500 (0) 500 (0)] TJ"), ("lower", b"(1) Tj -4 Ts (000) Tj"), ("elsewhere", b"(1) Tj 160 0 Td (000) Tj"),
    ("elsewhere-by-numbers", b"[(1) -9000 (000)] TJ"), ("drawn-out", b"(1) Tj 1 0 0 .2 9 5 Tm (000) Tj"),
):
    case(f"digits-{name}", "I", written(text), "the noughts are not read as those of this number", findings=DIFFERS)
for name, text in (
    ("plain", b"(1000) Tj"), ("narrow", b"80 Tz (1000) Tj"), ("kerned", b"[(1) 60 (0) 20 (00)] TJ"), ("in-boxes", b"38 Tc (1000) Tj"), ("by-thousands", b"(1 000) Tj"),
):
    case(f"digits-{name}", "P", written(text), "as programs write them", findings=f"!{DIFFERS}")
