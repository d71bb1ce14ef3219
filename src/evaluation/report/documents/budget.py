"""The budget by line beside what was planned by quarter and spent: figures of the whole, in fen, ``None`` where one was
not given or not delivered."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from evaluation.indicators.quantities import EXPENDITURE
from evaluation.report.documents import figures
from evaluation.report.view import View
from evaluation.study.budget import approved
from evaluation.study.periods import Grain, Period


class Accounts:
    """Plans, spending and lines of one study."""

    def __init__(self, view: View) -> None:
        self.view, self.year = view, view.period.year
        self.quarters = view.period.to_date(Grain.QUARTER)
        self.plans = approved(view.study.budget)
        planned = {line for line, _ in self.plans}
        self.lines = [q.code for q in EXPENDITURE if q.code in planned or view.mapped(q.code)]

    def plan(self, line: str, period: Period) -> int | None:
        yuan = self.plans.get((line, period))
        return None if yuan is None else int(yuan * 100)

    def spent(self, line: str, period: Period) -> int | None:
        return self.view.results.figures.at(self.view.region, period, line).amount

    def executed(self, line: str) -> int | None:
        """From the year's start to the end of the period."""
        return figures.amount(self.view, self.view.region, line)[0]

    def whole(self) -> int | None:
        """The year's budget of all lines."""
        return total([self.plan(line, self.year) for line in self.lines])


def total(amounts: Sequence[int | None]) -> int | None:
    return None if not amounts or None in amounts else sum(amounts)


def less(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one - other


def rate(part: int | None, whole: int | None) -> Fraction | None:
    return None if part is None or not whole else Fraction(part * 100, whole)


def reported(view: View) -> int | None:
    """The expenditure budget that the units report."""
    return figures.amount(view, view.region, "fund_budget")[0]


def gap(view: View, of: Accounts) -> int | None:
    """By how much the lines differ from the budget that the units report, of a whole year."""
    return less(of.whole(), reported(view)) if of.plans and view.period == of.year else None


def deviation(of: Accounts) -> tuple[int | None, int | None, int]:
    """Deviations by line and quarter added without their sign, the plan (as ``plan_deviation`` has it), how many."""
    cells = [(of.plan(line, q), of.spent(line, q)) for line in of.lines for q in of.quarters]
    off = total([None if p is None or s is None else abs(s - p) for p, s in cells])
    return off, total([p for p, _ in cells]), len(cells)


def exceeds(of: Accounts, line: str) -> int | None:
    """By how much a line spent more than was planned up to now; negative when less."""
    return less(of.executed(line), total([of.plan(line, q) for q in of.quarters]))
