"""Employers whose unemployment insurance was inspected, and which of them go under special inspection (HB-15)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from evaluation.study.base import Code, Name, check_region, once
from evaluation.study.dated import Dated
from evaluation.study.grammar import Day, Whole
from evaluation.study.money import Amount

GROUNDS = ("refused", "persons", "base")
"""拒不参保缴费 · 少报参保人数 · 少报缴费基数"""
_ORDER = (("checked", "told"), ("told", "term"), ("checked", "settled"))


class Employer(Dated):
    """One row of ``employers.csv``: what an inspection found of one employer.

    ``staff`` have to be insured, ``insured`` are. ``base_found`` and ``base_declared`` are the year's contribution base
    as found and as declared. ``told``: asked in writing to insure or pay, by ``term``; ``settled``: put right,
    shown by ``evidence``.
    """

    SINCE = "checked"
    TOGETHER = (("told", "term"), ("settled", "evidence"))
    AHEAD = ("term",)

    employer: Code
    name_zh: Name
    name_en: Name
    region: Code
    staff: Annotated[Whole, Field(ge=1)]
    insured: Annotated[Whole, Field(ge=0)]
    base_declared: Amount | None = None
    base_found: Amount | None = None
    checked: Day
    told: Day | None = None
    term: Day | None = None
    settled: Day | None = None
    evidence: Name | None = None
    source: Name

    @model_validator(mode="after")
    def _agree(self) -> Employer:
        if self.insured > self.staff:
            raise ValueError(f"insured {self.insured} is larger than staff {self.staff}")
        for one, other in (("base_declared", "base_found"), ("told", "term")):
            if (getattr(self, one) is None) != (getattr(self, other) is None):
                raise ValueError(f"give both {one!r} and {other!r}, or neither")
        if self.settled and not self.evidence:
            raise ValueError("settled without evidence; name the document or file that shows it")
        for before, after in _ORDER:
            first, then = getattr(self, before), getattr(self, after)
            if first and then and then < first:
                raise ValueError(f"{after} {then} lies before {before} {first}")
        return self

    @property
    def missing(self) -> int:
        """Persons who should be insured and are not."""
        return self.staff - self.insured

    @property
    def short(self) -> Decimal:
        """Contribution base not declared."""
        return max(Decimal(0), (self.base_found or Decimal(0)) - (self.base_declared or Decimal(0)))

    def grounds(self, day: date) -> tuple[str, ...]:
        """Why the employer is under special inspection on ``day``, of :data:`GROUNDS`; empty when it is not.

        HB-15 names 少报漏缴 and 拒不参保缴费. An employer without any insured person refuses once the term it was given
        in writing is over, not before; one with fewer insured or a smaller base than was found reports too little.
        What was settled is off the list.
        """
        if self.checked > day or (self.settled and self.settled <= day):
            return ()
        if not self.insured:
            return ("refused",) if self.term and self.term < day else ()
        return (*(("persons",) if self.missing else ()), *(("base",) if self.short else ()))


def inspection_list(employers: Iterable[Employer], day: date) -> list[tuple[Employer, tuple[str, ...]]]:
    """The list for special inspection as it stood on ``day``, with the grounds, in the file's order."""
    found = ((e, e.grounds(day)) for e in employers)
    return [(e, why) for e, why in found if why]


def check_employers(found: Iterable[Employer], known: Collection[str], path: str) -> None:
    """:class:`Refused` for an region that is not ``known`` or an employer listed twice."""
    seen: dict[str, int] = {}
    for line, row in enumerate(found, start=2):
        where = f"{path}, row {line}"
        check_region(row.region, known, where)
        once(seen, line, "employer", row.employer, where)
