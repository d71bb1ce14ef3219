"""How a judged value is printed: with the digits that make its judgement visible beside its line.

The only way a value, its line and what became of it stand together on a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction

from evaluation.catalogue.model import Dimension
from evaluation.catalogue.unit import POINTS
from evaluation.measured.keys import Key, key_of_line
from evaluation.render.printed import Printed, number
from evaluation.study.counted import MONEY
from evaluation.view import amounts, wholes
from evaluation.view.apart import MOST, decimals_of, figure, places
from evaluation.view.judgements import Standing, standing
from evaluation.view.keyed import key
from evaluation.view.numbers import digits_of
from evaluation.view.scales import AmountScale
from evaluation.view.view import View


def digits_apart(s: Standing) -> int | None:
    """:func:`places` of a value beside its line; None without one of them."""
    return None if s.value is None or s.line is None else places(s.value, s.line)


def _least(view: View, s: Standing) -> int:
    if s.is_completion:
        return 1
    return view.numbers.places(s.indicator.settle(view.study.choices)[1].unit, s.value)


def bare(view: View, s: Standing) -> str:
    """The value for a cell whose column names the unit, an amount in full."""
    if s.least is not None:
        return Printed("≥", view.numbers.exact(s.least, s.counts))
    if s.counts:
        return view.numbers.exact(_base_units(s.value), s.counts, s.mark, _key(view, s))
    return figure(view, s.value, s.line, s.mark, _least(view, s), _unit(view, s), _key(view, s))


def _base_units(value: Fraction | None) -> int | None:
    """An amount in base units."""
    return None if value is None else value.numerator


def _unit(view: View, s: Standing) -> str:
    if s.is_completion:
        return "%"
    return str(view.numbers.unit(s.indicator.settle(view.study.choices)[1].unit))


def _key(view: View, s: Standing) -> str:
    """Which value it is: :attr:`Value.key`, of a target its completion, or what was reached."""
    code = s.indicator.code
    if s.is_completion:
        return Key("completion", code, s.region, (s.seen or view.period).months).spelled
    if s.indicator.dimension is Dimension.TARGETS:
        return Key("actual", code, s.region, (s.seen or view.period).months).spelled
    return view.results.value(s.region, code).key


def cell(view: View, code: str, region: str | None = None) -> str:
    """The value of an indicator without its unit, as :func:`of` prints it."""
    value = view.results.value(region or view.region, code)
    if value.exact is None:
        return view.numbers.bare(value)
    s = standing(view, code, region)
    return amounts.cell(view, value, _amount_demanded(view, s)) if value.unit.form == "level" else bare(view, s)


def text(view: View, s: Standing) -> str:
    """The value with its unit: completion in per cent for targets; of the whole with how many regions it is of. What was
    judged by the figure of a day of its own, which is of all regions, has that day beside it."""
    unsaid = s.value is None or s.seen is not None
    return alone(view, s) + ("" if unsaid else wholes.coverage_note(view, s.indicator.code, s.region))


def proposal_mark(view: View, codes: Iterable[str]) -> str:
    """What stands behind that which rests on the lines of these, where nobody issued one of them."""
    targets = [standing(view, code).target for code in codes]
    return next((mark for t in targets if t is not None and (mark := view.proposal_mark(t))), "")


def alone(view: View, s: Standing) -> str:
    """The value with its unit, where something beside it says how many regions it is of."""
    if s.least is not None:
        return view.say("standing.at_least", value=view.numbers.amount(s.least, s.counts))
    return view.numbers.mark(s.mark) if s.value is None else _text(view, s)


def _text(view: View, s: Standing) -> str:
    seen = view.say("standing.seen", day=view.date(s.seen.last_day)) if s.seen else ""
    if s.is_completion:
        return bare(view, s) + "%" + seen
    reading = s.indicator.settle(view.study.choices)[1]
    value = _base_units(s.value)
    if s.counts and value is not None and (s.line is not None or s.seen):
        if s.line is None:
            return view.numbers.amount(value, s.counts, figure=_key(view, s)) + seen
        return view.numbers.at(value, _scale(view, s)) + seen
    if s.line is None or reading.unit.form == "level":
        return view.text_of(s.indicator.code, s.value, s.mark, figure=_key(view, s))
    return bare(view, s) + view.numbers.space(reading.unit) + view.numbers.unit(reading.unit)


def of(view: View, code: str, region: str | None = None) -> str:
    """The value of an indicator with its unit, of a quantity target the amount; with the digits its line asks for."""
    if view.results.indicator_named(code).dimension is Dimension.TARGETS:
        where = region or view.region
        return view.numbers.value(view.results.value(where, code)) + wholes.coverage_note(view, code, where)
    return text(view, standing(view, code, region))


def points(view: View, total: Fraction | None, least: int = 1, region: str = "") -> str:
    """A score with the digits that show on which side of the nearest grade it lies."""
    near = min((Fraction(g.from_score) for g in view.grades), key=lambda g: abs((total or 0) - g), default=None)
    return figure(view, total, near, "missing", least, None, key(view, "score", "total", region))


def line(view: View, s: Standing) -> str:
    """The line alone, with its unit: of a target the share of the year's amount that is due."""
    if s.target is None or s.line is None:
        return ""
    if not s.is_completion:
        return _line_of_amount(view, s) or view.demand_value(s.target)
    return _schedule(view, s, s.line) + "%"


def line_words(view: View, s: Standing) -> str:
    """``不低于40%`` and the like, for sentences that say the value too."""
    beside = _line_of_amount(view, s)
    return view.say(f"demand.{s.target.demand}", value=beside) if s.target and beside else view.demand_words(s.target)


def _line_of_amount(view: View, s: Standing) -> str:
    """The line of an amount at the scale that its value is given in; empty of any other, and where there may be none."""
    if not s.counts or s.target is None or not s.line:
        return ""
    return view.numbers.line(s.line, s.counts, _scale(view, s), key_of_line(s.target)) + view.proposal_mark(s.target)


def _scale(view: View, s: Standing) -> AmountScale:
    """What an amount and its line are given in where both have their unit."""
    found = amounts.scale_of_both(view, s.value or 0, s.line or 0, s.counts)
    counted = s.counts != MONEY and digits_of((s.line or Fraction(0)) / found.base) > found.places
    return view.numbers.scales.in_full(s.counts) if counted else found


def _schedule(view: View, s: Standing, line: Fraction) -> str:
    n = None if s.value is None else places(s.value, line)
    ended, figure = decimals_of(line), key_of_line(s.target) if s.target else None
    return view.numbers.decimal(line, ended if ended is not None and ended <= MOST else n or MOST, figure=figure)


def demand(view: View, s: Standing) -> str:
    """``≥40%`` and the like, for tables and charts; of a target by which nothing is judged yet the year's amount."""
    if s.target is None or not s.is_completion:
        beside = _line_of_amount(view, s)
        return view.sign(s.target) + beside if s.target and beside else view.demand_text(s.target)
    if s.line is None:
        return _line_in(view, s, None)
    return view.sign(s.target) + line(view, s) + view.proposal_mark(s.target)


def _line_in(view: View, s: Standing, scale: Callable[[str], AmountScale] | None) -> str:
    amount = _amount_demanded(view, s)
    if s.target is None or amount is None:
        return ""
    counts = s.counts or view.results.progress(s.region, s.indicator.code).counts
    return (
        view.sign(s.target)
        + view.numbers.line(amount, counts, scale and scale(counts), key_of_line(s.target))
        + view.proposal_mark(s.target)
    )


def _amount_demanded(view: View, s: Standing) -> Fraction | int | None:
    """The amount that is demanded, in base units: of a target that of the year."""
    if s.counts:
        return s.line or None
    return view.results.progress(s.region, s.indicator.code).demanded if s.is_completion else None


def demand_or_reason(view: View, s: Standing) -> str:
    """:func:`demand`, or that there is no line, or that none applies."""
    if s.target is not None:
        return demand(view, s)
    none = "no_target" if s.indicator.dimension is Dimension.TARGETS else "no_line"
    return view.numbers.mark("not_applicable" if s.unjudged == "not_here" else none)


def whole_demand(view: View, s: Standing) -> str:
    """:func:`demand_or_reason` beside a value in a table: of a target the amount of the year, and no share of it; an amount at
    the scale of the table."""
    if s.target is None or not (s.is_completion or _amount_demanded(view, s)):
        return demand_or_reason(view, s)
    return _line_in(view, s, view.numbers.scales.of_tables)


def full_demand(view: View, s: Standing) -> str:
    """:func:`demand` beside :func:`bare`: an amount in full."""
    return _line_in(view, s, view.numbers.scales.in_full) if s.counts and s.line else demand(view, s)


def gap(view: View, s: Standing) -> str:
    """How far from the line, without sign: in percentage points alone, else with its unit; empty where that is less than the
    last printed digit."""
    if s.value is None or s.line is None:
        return ""
    if s.counts:
        return view.numbers.gap(abs(s.value - s.line), s.counts)
    n = places(s.value, s.line, 1 if in_points(view, s) else _least(view, s))
    return "" if n is None else view.numbers.decimal(abs(s.value - s.line), n) + ("" if in_points(view, s) else _ending(view, s))


def in_points(view: View, s: Standing) -> bool:
    """Whether the difference from the line is in percentage points."""
    return s.is_completion or (not s.counts and s.indicator.settle(view.study.choices)[1].unit.form == "percent")


def _ending(view: View, s: Standing) -> str:
    unit = s.indicator.settle(view.study.choices)[1].unit
    return Printed(view.numbers.space(unit), view.numbers.unit(unit))


def difference(view: View, s: Standing, named: bool = False) -> str:
    """The signed difference for a cell, with its unit where that is not percentage points or is to be ``named``; a bound where
    digits do not show it."""
    if s.least is not None and s.line is not None:
        return Printed("≥+", view.numbers.amount(s.least - s.line, s.counts))
    if s.value is None or s.line is None:
        return view.numbers.mark(s.mark)
    if s.counts:
        apart = s.value - s.line
        return Printed("+" if apart > 0 else "", view.numbers.gap(apart, s.counts))
    points = Printed(view.numbers.space(POINTS), view.numbers.unit(POINTS)) if named else ""
    unit = points if in_points(view, s) else _ending(view, s)
    n, apart = places(s.value, s.line, 1 if in_points(view, s) else _least(view, s)), s.value - s.line
    if n is not None:
        return view.numbers.sign(apart, n) + unit
    bound = (">−" if apart < 0 else "<+") + str(view.numbers.decimal(Fraction(1, 10**MOST), MOST))
    return number(bound, apart) + (unit if named else "")


def share(view: View, value: Fraction | None, mark: str = "", key: str | None = None) -> str:
    """A part of all in per cent: 99.97 keeps the digits that tell it from all. ``key`` is which share it is."""
    return figure(view, value, Fraction(100), mark, unit="%", key=key) + ("" if value is None else "%")


def plain(view: View, number: Decimal) -> str:
    """A number of the study as it is written there, without rounding."""
    return view.numbers.decimal(Fraction(number), decimals_of(Fraction(number)) or 0)
