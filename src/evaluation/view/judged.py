"""How a judged value is printed: with the digits that make its judgement visible beside its line.

The only way a value, its line and what became of it stand together on a page. 89.96 against 90 keeps its two places;
what no ``MOST`` places tell apart is printed as a bound of the line (``<90%``) and told in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from evaluation.catalogue.model import Dimension
from evaluation.catalogue.unit import POINTS, ValueUnit
from evaluation.measured.rounding import half_up
from evaluation.render.printed import Printed, number
from evaluation.view import wholes
from evaluation.view.judgements import Standing, standing
from evaluation.view.view import View

MOST = 4


def places(value: Fraction, line: Fraction, least: int = 1) -> int | None:
    """The fewest places, from ``least``, with which the rounded value lies on the same side of the printed line as the
    exact one of the exact line, and with which their difference does not round to nothing and is that of what is printed;
    None beyond ``MOST``."""
    side = _sign(value - line)
    for n in range(least, max(MOST, least, _finite(line) or 0) + 1):
        told, apart = Fraction(half_up(value, n)) - printed_line(line, n), Fraction(half_up(value - line, n))
        if (apart or not side) and _sign(told) == side and (told == apart or _finite(line) is None):
            return n
    return None


def digits_apart(s: Standing) -> int | None:
    """:func:`places` of a value beside its line; None without one of them."""
    return None if s.value is None or s.line is None else places(s.value, s.line)


def printed_line(line: Fraction, n: int) -> Fraction:
    """A line with all its decimals; one that has no end, as a share of a year, with ``n``."""
    return line if _finite(line) is not None else Fraction(half_up(line, n))


def ends(line: Fraction, n: int) -> int:
    """With how many decimals :func:`printed_line` prints."""
    found = _finite(line)
    return n if found is None else found


def _finite(line: Fraction) -> int | None:
    """Decimals of a number that has an end."""
    rest, n = line.denominator, 0
    while rest % 10 == 0 or rest % 2 == 0 or rest % 5 == 0:
        rest //= 10 if rest % 10 == 0 else 2 if rest % 2 == 0 else 5
        n += 1
    return n if rest == 1 else None


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def figure(
    view: View,
    value: Fraction | None,
    line: Fraction | None,
    mark: str = "",
    least: int = 1,
    unit: str | None = None,
    key: str | None = None,
) -> str:
    """A value beside its line, without unit: ``89.96``, ``<90`` where no digits tell it from its line. ``key`` is which
    value it is, ``unit`` what it is printed in."""
    numbers = view.numbers
    if value is None or line is None:
        return numbers.decimal(value, least, mark, unit, key)
    n = places(value, line, least)
    if n is None:
        return number(("<" if value < line else ">") + str(numbers.decimal(line, ends(line, MOST))), value, unit, key)
    return numbers.decimal(value, n, "", unit, key)


def _least(view: View, s: Standing) -> int:
    if s.is_completion:
        return 1
    return view.numbers.places(s.indicator.settle(view.study.choices)[1].unit, s.value)


def bare(view: View, s: Standing) -> str:
    """The value for a cell whose column names the unit, an amount in full."""
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


def _key(view: View, s: Standing) -> str | None:
    """Which value it is: :attr:`Value.key`, of a target its completion; None of the amount of another period."""
    code = s.indicator.code
    if s.is_completion:
        return f"{s.region}/{s.seen or view.period}/{code}/completion"
    if s.indicator.dimension is Dimension.TARGETS:
        return None
    return view.results.value(s.region, code).key


def cell(view: View, code: str, region: str | None = None) -> str:
    """The value of an indicator without its unit, as :func:`of` prints it."""
    value = view.results.value(region or view.region, code)
    if value.exact is None or value.unit.form == "level":
        return view.numbers.bare(value)
    return bare(view, standing(view, code, region))


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
    return view.numbers.mark(s.mark) if s.value is None else _text(view, s)


def _text(view: View, s: Standing) -> str:
    seen = view.say("standing.seen", day=view.date(s.seen.last_day)) if s.seen else ""
    if s.is_completion:
        return bare(view, s) + "%" + seen
    reading = s.indicator.settle(view.study.choices)[1]
    value = _base_units(s.value)
    if s.counts and value is not None and (s.line is not None or s.seen):
        if s.line is None or s.line.denominator != 1:
            return view.numbers.amount(value, s.counts, figure=_key(view, s)) + seen
        return amounts(view, value, s.line.numerator, s.counts)[0] + seen
    if s.line is None or reading.unit.form == "level":
        return view.text_of(s.indicator.code, s.value, s.mark, figure=_key(view, s))
    return bare(view, s) + view.numbers.space(reading.unit) + view.numbers.unit(reading.unit)


def of(view: View, code: str, region: str | None = None) -> str:
    """The value of an indicator with its unit, of a quantity target the amount; with the digits its line asks for."""
    if view.results.indicator_named(code).dimension is Dimension.TARGETS:
        where = region or view.region
        return view.numbers.value(view.results.value(where, code)) + wholes.coverage_note(view, code, where)
    return text(view, standing(view, code, region))


def points(view: View, total: Fraction | None, least: int = 1) -> str:
    """A score with the digits that show on which side of the nearest grade it lies."""
    near = min((Fraction(g.from_score) for g in view.grades), key=lambda g: abs((total or 0) - g), default=None)
    return figure(view, total, near, "missing", least)


def line(view: View, s: Standing) -> str:
    """The line alone, with its unit: of a target the share of the year's amount that is due."""
    if s.target is None or s.line is None:
        return ""
    if not s.is_completion:
        return view.demand_value(s.target)
    return _schedule(view, s, s.line) + "%"


def _schedule(view: View, s: Standing, line: Fraction) -> str:
    n = None if s.value is None else places(s.value, line)
    ended = _finite(line)
    return view.numbers.decimal(line, ended if ended is not None and ended <= MOST else n or MOST)


def demand(view: View, s: Standing) -> str:
    """``≥40%`` and the like, for tables and charts; of a target by which nothing is judged yet the year's amount."""
    if s.target is None or not s.is_completion:
        return view.demand_text(s.target)
    if s.line is None:
        return _demand_of_year(view, s)
    return view.sign(s.target) + line(view, s) + view.proposal_mark(s.target)


def _demand_of_year(view: View, s: Standing) -> str:
    done = view.results.progress(s.region, s.indicator.code)
    if s.target is None or done.demanded is None:
        return ""
    return view.sign(s.target) + view.numbers.line(done.demanded, done.counts) + view.proposal_mark(s.target)


def demand_or_reason(view: View, s: Standing) -> str:
    """:func:`demand`, or that there is no line, or that none applies."""
    if s.target is not None:
        return demand(view, s)
    none = "no_target" if s.indicator.dimension is Dimension.TARGETS else "no_line"
    return view.numbers.mark("not_applicable" if s.unjudged == "not_here" else none)


def whole_demand(view: View, s: Standing) -> str:
    """:func:`demand_or_reason` beside a value: of a target the amount of the year, and no share of it."""
    if s.target is None or not s.is_completion:
        return demand_or_reason(view, s)
    return _demand_of_year(view, s)


def gap(view: View, s: Standing) -> str:
    """How far from the line, without sign: in percentage points alone, else with its unit; empty where that is less than the
    last printed digit."""
    if s.value is None or s.line is None:
        return ""
    if s.counts:
        return view.numbers.amount(abs(s.value - s.line), s.counts)
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
    if s.value is None or s.line is None:
        return view.numbers.mark(s.mark)
    if s.counts:
        apart = s.value - s.line
        return Printed("+" if apart > 0 else "", view.numbers.amount(apart, s.counts))
    points = Printed(view.numbers.space(POINTS), view.numbers.unit(POINTS)) if named else ""
    unit = points if in_points(view, s) else _ending(view, s)
    n, apart = places(s.value, s.line, 1 if in_points(view, s) else _least(view, s)), s.value - s.line
    if n is not None:
        return view.numbers.sign(apart, n) + unit
    bound = (">−" if apart < 0 else "<+") + str(view.numbers.decimal(Fraction(1, 10**MOST), MOST))
    return number(bound, apart) + (unit if named else "")


def share(view: View, value: Fraction | None, mark: str = "") -> str:
    """A part of all in per cent: 99.97 keeps the digits that tell it from all."""
    return figure(view, value, Fraction(100), mark, unit="%") + ("" if value is None else "%")


def plain(view: View, number: Decimal) -> str:
    """A number of the study as it is written there, without rounding."""
    return view.numbers.decimal(Fraction(number), _finite(Fraction(number)) or 0)


def amounts(view: View, actual: int, demanded: int, counts: str) -> tuple[str, str]:
    """What was reached and what was asked for with their unit: in full where the shorter form would print both alike."""
    reached, asked = view.numbers.amount(actual, counts), view.numbers.amount(demanded, counts)
    if actual == demanded or reached != asked:
        return reached, asked
    unit = view.numbers.unit(counts)
    behind = Printed(view.numbers.space(ValueUnit("level", counts)), unit)
    return view.numbers.exact(actual, counts) + behind, view.numbers.exact(demanded, counts) + behind
