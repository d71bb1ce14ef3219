"""Verdicts on values that are known within bounds alone: of figures that their source rounds to a base."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from evaluation.catalogue.model import Reading
from evaluation.study.model import Study
from evaluation.study.target import Demand, meets

Ends = tuple[Fraction, Fraction] | None
"""The least and the most that a value may be; None where its denominator may be nothing."""


def is_coarse(study: Study, reading: Reading) -> bool:
    """Whether some of its figures are rounded to a base, so that what is printed is not what it is judged by."""
    return bool(study.coarse) and any(term.quantity.code in study.coarse for term in reading.terms)


def verdict(demand: Demand, ends: Ends, line: Fraction) -> Literal["met", "missed", ""]:
    """What holds of a value wherever it lies between its ``ends``; empty where rounding leaves it open."""
    if ends is None or (demand == "equal" and ends[0] != ends[1] and ends[0] <= line <= ends[1]):
        return ""
    said = {meets(demand, end, line) for end in ends}
    return "" if len(said) > 1 else "met" if said == {True} else "missed"
