"""The approved budget of the fund by line, and the plan of spending by parts of the year that was made from it (HB-19)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from evaluation.errors import Refused
from evaluation.study.base import Code, Model, Name, Period
from evaluation.study.money import Amount


class BudgetLine(Model):
    """One row of ``budget.csv``: ``yuan`` approved for one ``line`` of spending in a year, or planned for a part of it."""

    line: Code
    period: Period
    yuan: Amount
    source: Name

    @property
    def amount(self) -> Decimal:
        """In the study's currency."""
        return self.yuan


def approved_budget(found: Iterable[BudgetLine]) -> dict[tuple[str, Period], Decimal]:
    """Amounts by line and period."""
    return {(row.line, row.period): row.yuan for row in found}


def check_budget(found: Iterable[BudgetLine], _: Collection[str], path: str) -> None:
    """:class:`Refused` for a figure given twice, a plan without a budget, or parts that do not make up the year."""
    known: dict[tuple[str, Period], Decimal] = {}
    for number, row in enumerate(found, start=2):
        if (row.line, row.period) in known:
            raise Refused(f"{path}, row {number}: {row.line} has a figure for {row.period} already; keep one")
        known[row.line, row.period] = row.yuan
    for line, year in dict.fromkeys((line, period.year) for line, period in known):
        _adds_up(known, line, year, path)


def _adds_up(known: Mapping[tuple[str, Period], Decimal], line: str, year: Period, path: str) -> None:
    if (line, year) not in known:
        raise Refused(f"{path}: {line} is planned by parts of {year} and has no budget for the year; add it")
    grains = {p.grain for of, p in known if of == line and p.year == year and p.is_part_of_year}
    for grain in sorted(grains):
        parts, name = year.parts(grain), grain.plural
        planned = [known[line, part] for part in parts if (line, part) in known]
        if len(planned) < len(parts):
            raise Refused(f"{path}: {line} is planned for some {name} of {year} only; give all {len(parts)}, or none")
        if sum(planned) != known[line, year]:
            raise Refused(
                f"{path}: the {name} of {line} in {year} add up to {sum(planned)}, the budget is {known[line, year]}; "
                "correct one of them"
            )
