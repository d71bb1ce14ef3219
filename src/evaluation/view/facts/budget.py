"""The budget by line beside what was planned by parts of the year and spent: figures of the whole, with a
mark where one was not given or not delivered."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from evaluation.measured.figure import MISSING, Figure, worst
from evaluation.study.budget import approved_budget
from evaluation.study.periods import Grain, Period
from evaluation.view.facts import figures
from evaluation.view.view import View


class Accounts:
    """Plans, spending and lines of one study."""

    def __init__(self, view: View) -> None:
        self.view, self.year = view, view.period.year
        self.plans = approved_budget(view.study.budget)
        self.grain = max((p.grain for _, p in self.plans if p.is_part_of_year), default=Grain.QUARTER)
        self.parts = view.period.to_date(self.grain)
        planned = {line for line, _ in self.plans}
        self.lines = [q.code for q in view.fund.spending.of if q.code in planned or view.mapped(q.code)]

    def plan(self, line: str, period: Period) -> Figure:
        planned = self.plans.get((line, period))
        return MISSING if planned is None else Figure(self.view.study.counts.minor(planned))

    def spent(self, line: str, period: Period) -> Figure:
        return self.view.results.figures.at(self.view.region, period, line)

    def execution(self, line: str) -> Figure:
        """From the year's start to the end of the period."""
        return to_date(self.view, line)

    def total(self) -> Figure:
        """The year's budget of all lines."""
        return total([self.plan(line, self.year) for line in self.lines])


def to_date(view: View, *quantities: str) -> Figure:
    """The sum of quantities from the year's start."""
    return Figure(*figures.amount(view, view.region, *quantities))


def total(lines: Sequence[Figure]) -> Figure:
    """Of several lines; one that does not apply adds nothing to the others."""
    return _every([f for f in lines if f.mark != "not_applicable"] or lines)


def _every(amounts: Sequence[Figure]) -> Figure:
    absent = [f.mark for f in amounts if f.amount is None]
    if absent or not amounts:
        return Figure(None, worst(absent))
    return Figure(sum(f.known for f in amounts))


def less(one: Figure, other: Figure) -> Figure:
    if one.amount is None or other.amount is None:
        return _every([one, other])
    return Figure(one.amount - other.amount)


def rate(part: Figure, whole: Figure) -> tuple[Fraction | None, str]:
    """In per cent, and the mark where there is none."""
    if part.amount is None or whole.amount is None:
        return None, _every([part, whole]).mark
    return (Fraction(part.amount * 100, whole.amount), "") if whole.amount else (None, "not_applicable")


def reported_budget(view: View) -> Figure:
    """The expenditure budget that the units report."""
    return to_date(view, view.fund.budget)


def gap(view: View, of: Accounts) -> int | None:
    """By how much the lines differ from the budget that the units report, of a whole year."""
    return less(of.total(), reported_budget(view)).amount if of.plans and view.period == of.year else None


def deviation(of: Accounts) -> tuple[Figure, Figure, int]:
    """Deviations by line and part of the year added without their sign, the plan (as ``plan_deviation`` has it), how many."""
    cells = [(of.plan(line, q), of.spent(line, q)) for line in of.lines for q in of.parts]
    off = _every([f if (f := less(s, p)).amount is None else Figure(abs(f.amount)) for p, s in cells])
    return off, total([p for p, _ in cells]), len(cells)


def exceeds(of: Accounts, line: str) -> int | None:
    """By how much a line spent more than was planned up to now; negative when less."""
    return less(of.execution(line), total([of.plan(line, q) for q in of.parts])).amount
