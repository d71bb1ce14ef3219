"""Where a region stands on an indicator, worked out by hand: its line, its value beside it, and whether it is judged."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from evaluation.catalogue.model import Dimension, When
from tests.studies.catalogues import CATALOGUE
from tests.studies.plain import Figure, Plain, Task, since_start

MOST = 4  # decimals that a page spends on showing a difference


class Standing(NamedTuple):
    """``value`` and ``line`` in the printed unit: of a quantity target its completion and the share due, in per cent; of one that
    allows nothing the ``amount`` itself."""

    row: dict[str, str] | None
    value: Fraction | None
    line: Fraction | None
    mark: str
    state: str
    amount: bool = False
    least: int = 0
    """What is known of a count that is not, where that alone misses the line."""

    @property
    def judged(self) -> bool:
        return self.state in ("met", "missed")

    @property
    def difference(self) -> Fraction | None:
        return None if self.value is None or self.line is None else self.value - self.line


def standing(study: Plain, region: str, code: str) -> Standing:
    of = _task if is_target(study, code) else _rate
    return study.once(("standing", region, code), lambda s: of(s, region, code))


def is_target(study: Plain, code: str) -> bool:
    """Whether it is judged by its completion: of the theme of targets, or an amount that one was set for."""
    indicator = CATALOGUE.get(code)
    if indicator is None:  # a duty's cases
        return False
    return indicator.dimension is Dimension.TARGETS or (indicator.is_amount and any(r["item"] == code for r in study.targets))


def met(demand: str, value: Fraction, line: str | Fraction) -> str:
    line = Fraction(line)
    held = {"at_least": value >= line, "at_most": value <= line, "equal": value == line}[demand]
    return "met" if held else "missed"


def _rate(study: Plain, region: str, code: str) -> Standing:
    reading = study.reading(code)
    value, mark = (study.exact(code, reading, region, study.period), study.value(code, reading, region, study.period)[2])
    row = study.line_now(code, region)
    if row is None:
        return Standing(None, value, None, mark, "not_judged")
    line = Fraction(row["value"])
    other = not row["due"] and study.between(code, region)
    if study.waits(code, row) or not study.binds(code, row) or other:
        return Standing(row, value, line, mark, "not_judged")
    known = _at_least(study, region, code) if row["demand"] == "at_most" and mark != "contradictory" else 0
    if known > line and (value is None or (region == study.top and known > value)):
        return Standing(row, None, line, "", "missed", least=known)
    if value is None:
        return Standing(row, None, line, mark, "not_judged" if mark == "not_applicable" else "missing")
    return Standing(row, value, line, mark, met(row["demand"], value, line))


def _at_least(study: Plain, region: str, code: str) -> int:
    """Of a sum of flows that are counted, what is known by parts of the year, of the region or of what lies inside it."""
    reading, when = study.reading(code), study.period
    terms = reading.numerator.terms
    counted = all(t.quantity.kind == "flow" and t.quantity.counts != "money" and t.when is When.THIS for t in terms)
    if reading.denominator is not None or not counted or any(t.coefficient < 0 for t in terms):
        return 0
    opens = when.quarter is None or since_start(study.covers(code, reading), when)
    quarters = range(1 if opens else when.quarter, (when.quarter or 4) + 1)
    return sum(t.coefficient * _known(study, region, t.quantity.code, quarters) for t in terms)


def _known(study: Plain, region: str, quantity: str, quarters: range) -> int:
    inside = [r["code"] for r in study.regions if r["parent"] == region]
    if region == study.top and region not in study.reporting:
        inside = study.reporting
    own = 0
    for q in quarters:
        alone, so_far = study.at(region, study.period.part(q), quantity), study.to_date(region, study.period.part(q), quantity)
        own = max(own + _low(alone), _low(so_far) if quarters[0] == 1 else 0)
    if len(quarters) == 4:
        own = max(own, _low(study.at(region, study.period.part(None), quantity)))
    return max(own, sum(_known(study, code, quantity, quarters) for code in inside))


def _low(figure: Figure) -> int:
    return max(0, (figure.amount or 0) - figure.off)


def _task(study: Plain, region: str, code: str) -> Standing:
    task = Task.of(study, code, region)
    if task.line is None:
        waived = study.waived(code, region)
        return Standing(None, None, None, "not_applicable" if waived else "no_target", "not_judged")
    if not task.demanded and task.line["demand"] == "at_least":
        return Standing(task.line, None, None, "not_applicable", "not_judged")
    if not task.demanded:
        reached = task.seen[1] if task.seen else None if task.open else task.actual.amount
        value, due = None if reached is None else Fraction(reached), task.scheduled if task.judged else None
        ended = "not_judged" if not task.judged else "missing" if value is None else met(task.line["demand"], value, due)
        return Standing(task.line, value, due, task.actual.mark, ended, True)
    if not task.judged:
        return Standing(task.line, task.completion, None, task.completion_mark, "not_judged")
    if task.seen:
        state = met(task.line["demand"], Fraction(task.seen[1]), Fraction(task.demanded))
        return Standing(task.line, task.shown, Fraction(100), "", state)
    line = task.scheduled * 100 / task.demanded
    if task.actual.amount is None:
        return Standing(task.line, None, line, task.actual.mark, "missing")
    state = met(task.line["demand"], Fraction(task.actual.amount), task.scheduled)
    return Standing(task.line, task.completion, line, "", state)


def why(study: Plain, region: str, code: str) -> str:
    """Why the line judges nothing, whatever the figure: no_line, before, not_due, year; empty where it judges."""
    row = study.line(code, region, str(study.period.year)) if is_target(study, code) else study.line_now(code, region)
    if row is None:
        return "no_line"
    if not study.binds(code, row):
        return "before"
    if row["due"] and study.waits(code, row):
        return "not_due"
    if not row["due"] and study.between(code, region):
        return "between"
    if study.waits(code, row):
        return "year"
    task = Task.of(study, code, region) if is_target(study, code) else None
    asked = task is not None and (task.demanded or row["demand"] != "at_least")
    if asked and task.past:
        return "" if task.seen or task.actual.amount is None else "by_day"
    task = task if study.period.left else None
    if task is None or not asked or task.scheduled or (task.scheduled is not None and row["demand"] != "at_least"):
        return ""
    return "year" if task.scheduled is None else "not_due"


def standings(study: Plain, region: str) -> list[Standing]:
    """Of every indicator that has a line, and of every duty."""
    codes = dict.fromkeys([*study.indicators, *study.duties])
    return [s for s in (standing(study, region, c) for c in codes) if s.row is not None]


def told_apart(value: Fraction, line: Fraction) -> bool:
    """Whether at most four decimals, or all of a line that has more, show on which side of the line the value lies."""
    most, rest, ended = MOST, line, 0
    while rest.denominator != 1 and ended < 40:
        rest, ended = rest * 10, ended + 1
    if rest.denominator == 1:
        most = max(MOST, ended)
    for places in range(most + 1):
        shown, gap = _rounded(value, places), _rounded(value - line, places)
        drawn = line if rest.denominator == 1 else _rounded(line, places)
        if gap and (shown > drawn) == (value > line) and shown != drawn:
            return True
    return False


def _rounded(value: Fraction, places: int) -> Fraction:
    scaled = abs(value) * 10**places * 2 + 1
    return Fraction(scaled // 2 * (1 if value > 0 else -1), 10**places)


def shares_whole(study: Plain, code: str) -> bool:
    below = study.reading(code).denominator
    return below is not None and any(t.when is When.WHOLE for t in below.terms)
