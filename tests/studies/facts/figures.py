"""Facts about figures: which are there, the fund's account, a stock and what moved it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from evaluation.catalogue.model import Reading, When
from evaluation.catalogue.span import Covers
from tests.studies.catalogues import CATALOGUE, QUANTITIES
from tests.studies.plain import NONE, Plain, When_, added, applying, gravest


def quantity_known(study: Plain, region: str, quantity: str) -> bool:
    return _amount(study, region, quantity) is not None


def quantity_below_precision(study: Plain, region: str, quantity: str) -> bool:
    return study.at(region, study.period, quantity).mark == "below_precision"


def no_figure_here(study: Plain, region: str, *names: str) -> bool:
    for name in names:
        if name in QUANTITIES and quantity_known(study, region, name):
            return False
        if name in study.study["indicators"]:
            top, below, _ = study.value(name, study.reading(name), region, study.period)
            if (top, below) != (None, None):
                return False
    return True


def whole_of_quantity_lacks_regions(study: Plain, region: str, *quantities: str) -> bool:
    return bool(quantities) and all(
        quantity_known(study, study.top, q) and not all(quantity_known(study, r, q) for r in study.reporting) for q in quantities
    )


def whole_lacks_regions(study: Plain, region: str, *codes: str) -> bool:
    return bool(codes) and all(
        study.exact(c, study.reading(c), study.top, study.period) is not None
        and not all(
            _both_sides(study, c, study.reading(c), r) and _in_the_whole(*study.value(c, study.reading(c), r, study.period))
            for r in study.reporting
        )
        for c in codes
    )


def _in_the_whole(top: int, below: int | None, mark: str) -> bool:
    """What contradicts itself, and what was counted where nothing was due, is not in it."""
    return mark != "contradictory" and (below is None or below > 0 or top == below == 0)


def some_whole_lacks_regions(study: Plain, region: str, *codes: str) -> bool:
    return any(whole_lacks_regions(study, region, c) for c in codes)


def value_only_when_the_year_is_over(study: Plain, region: str, *codes: str) -> bool:
    return bool(study.period.left and codes) and all(study.covers(c) is Covers.YEAR_ONLY for c in codes)


def no_region_reports(study: Plain, region: str, *codes: str) -> bool:
    return bool(codes) and all(not _value(study, c) and not _longer(study, c) and not _some(study, c) for c in codes)


def delivered_in_part(study: Plain, region: str, *codes: str) -> bool:
    return bool(codes) and all(not _value(study, c) and not _longer(study, c) and _some(study, c) for c in codes)


def delivered_for_longer_parts_alone(study: Plain, region: str, *codes: str) -> bool:
    return bool(codes) and all(not _value(study, c) and _longer(study, c) for c in codes)


def _value(study: Plain, code: str) -> bool:
    return _reported(study, code, study.reading(code))


def _asked(study: Plain, code: str) -> dict[str, When_]:
    """Of which period each quantity is asked."""
    now = study.period
    return {
        term.quantity.code: now.part(now.quarter, now.year - 1) if term.when is When.LAST_YEAR else now
        for term in study.reading(code).terms
    }


def _longer(study: Plain, code: str) -> bool:
    """A drawn study is told by years and by one kind of part; the year so far is longer than a part alone."""
    apart = study.covers(code) is not Covers.TO_DATE
    told: dict[str, set[bool]] = {}
    for (_, when, quantity), (figure, _) in study.cells.items():
        if figure.amount is not None and (when.end <= study.period.end or QUANTITIES[quantity].plan):
            told.setdefault(quantity, set()).add(when.quarter is not None)
    alone = {q: _anywhere(study, when, q) for q, when in _asked(study, code).items()}
    longer = {
        q: when.quarter is not None
        and (told.get(q) == {False} or _in_the_year(study, when, q, apart) or (apart and _anywhere(study, when, q, True)))
        for q, when in _asked(study, code).items()
    }
    return not all(alone.values()) and all(alone[q] or longer[q] for q in alone)


def _in_the_year(study: Plain, part: When_, quantity: str, apart: bool) -> bool:
    """Whether the year is told: what is asked to date is no longer than itself where the part ends the year."""
    year = part.part(None)
    known = year.end <= study.period.end or bool(QUANTITIES[quantity].plan)
    return known and (apart or part.end < year.end) and _anywhere(study, year, quantity)


def _some(study: Plain, code: str) -> bool:
    asked = _asked(study, code).items()
    return any(_anywhere(study, when, q) or _anywhere(study, when, q, to_date=True) for q, when in asked)


def _anywhere(study: Plain, when: When_, quantity: str, to_date: bool = False) -> bool:
    found = study.to_date if to_date else study.at
    return any(found(r, when, quantity).amount is not None for r in {*study.reporting, study.top})


def no_figures_for_reading(study: Plain, region: str, *codes: str) -> bool:
    pairs = zip(codes[::2], codes[1::2], strict=True)
    return bool(codes) and not any(_reported(study, c, CATALOGUE[c].readings[name]) for c, name in pairs)


def _both_sides(study: Plain, code: str, reading: Reading, region: str) -> bool:
    top, below, _ = study.value(code, reading, region, study.period)
    return top is not None and (below is not None or reading.denominator is None)


def _reported(study: Plain, code: str, reading: Reading) -> bool:
    """Whether some region has both sides, or no side is simply missing."""
    if any(_both_sides(study, code, reading, r) for r in study.reporting):
        return True
    return gravest(study.value(code, reading, r, study.period)[2] for r in study.reporting) != "missing"


def check_differs(study: Plain, region: str, place: str, quantity: str) -> bool:
    delivered = _amount(study, place, quantity)
    mine = (place, quantity, str(study.period))
    rows = [r for r in study.rows("verified.csv") if (r["region"], r["quantity"], r["period"]) == mine]
    rows = [r for r in rows if r["checked"] <= str(study.study["cut_off"])]
    return delivered is not None and any(int(r["reported"]) != delivered for r in rows)


def no_quarter_delivered(study: Plain, region: str) -> bool:
    return not study.quarters


def _amount(study: Plain, region: str, quantity: str) -> int | None:
    return study.at(region, study.period, quantity).amount


def _so_far(study: Plain, region: str, quantity: str) -> int | None:
    return study.to_date(region, study.period, quantity).amount


# ---- the fund's account


class _Fund(NamedTuple):
    before: int | None
    paid_in: int | None
    spent: int | None
    balance: int | None
    sets: frozenset[frozenset[str]]
    """Of each known part, which regions the whole is without."""
    interest: int | None = 0
    returned: int | None = 0

    @property
    def unexplained(self) -> int | None:
        if None in self or len(self.sets) > 1:
            return None
        return self.balance - self.before - self.paid_in - self.interest + self.spent + self.returned


def _fund(study: Plain, region: str) -> _Fund:
    fund = study.fund
    income, spent = [q.code for q in fund.paid_in.of if q.code in study.columns], [q.code for q in fund.spending.of]
    earned, handed_back = ([code] if code and code in study.columns else [] for code in (fund.interest, fund.returned))
    last_year = study.period.part(None, study.period.year - 1)
    carried = bool(fund.carried_over) and fund.carried_over in study.columns
    before = NONE
    if carried:
        before = study.to_date(region, study.period, fund.carried_over)
    elif fund.balance:
        before = study.at(region, last_year, fund.balance)
    parts = [
        study.to_date(region, study.period, q) for q in (*income, *spent, *earned, *handed_back, *filter(None, [fund.balance]))
    ]
    sets = {f.without for f in (*parts, before) if f.amount is not None}
    return _Fund(
        before.amount,
        _together(study, region, income),
        _together(study, region, spent),
        _amount(study, region, fund.balance) if fund.balance else None,
        frozenset(sets),
        _together(study, region, earned) if earned else 0,
        _together(study, region, handed_back) if handed_back else 0,
    )


def _together(study: Plain, region: str, quantities: Iterable[str]) -> int | None:
    found = [study.to_date(region, study.period, q) for q in quantities]
    return added(applying(found)).amount if found else None


def amounts_run_from_the_years_start(study: Plain, region: str) -> bool:
    return study.period.quarter is not None


def account_adds_up(study: Plain, region: str) -> bool:
    return _fund(study, region).unexplained == 0


def account_adds_up_but_not_as_printed(study: Plain, region: str) -> bool:
    found = _fund(study, region)
    if found.unexplained != 0:
        return False
    unit = study.money.least_printed
    before, paid_in, spent, balance, interest, returned = (
        (2 * abs(a or 0) + unit) // (2 * unit) * (-1 if (a or 0) < 0 else 1) for a in (*found[:4], found.interest, found.returned)
    )
    return before + paid_in + interest - spent - returned != balance


def account_does_not_add_up(study: Plain, region: str) -> bool:
    return _fund(study, region).unexplained not in (None, 0)


def account_known_in_part(study: Plain, region: str) -> bool:
    found = _fund(study, region)
    return found.balance is not None and found.unexplained is None


def account_of_different_regions(study: Plain, region: str) -> bool:
    return len(_fund(study, region).sets) > 1


def account_of_some_regions(study: Plain, region: str) -> bool:
    sets = _fund(study, region).sets
    return len(sets) == 1 and bool(min(sets))


def spending_known(study: Plain, region: str) -> bool:
    return _fund(study, region).spent is not None


def balance_known(study: Plain, region: str) -> bool:
    balance = study.fund.balance
    return bool(balance) and quantity_known(study, region, balance)


def account_is_overdrawn(study: Plain, region: str) -> bool:
    balance = study.fund.balance
    return bool(balance) and (_amount(study, region, balance) or 0) < 0


def neither_spending_nor_balance_known(study: Plain, region: str) -> bool:
    return not spending_known(study, region) and not balance_known(study, region)


def some_item_is_negative(study: Plain, region: str) -> bool:
    return any((_so_far(study, region, q.code) or 0) < 0 for q in study.fund.spending.of)


def some_share_has_other_readings(study: Plain, region: str, *codes: str) -> bool:
    return any(c in study.study["indicators"] and len(CATALOGUE[c].readings) > 1 for c in codes)


def some_item_has_no_column(study: Plain, region: str) -> bool:
    there = {q.code in study.columns for q in study.fund.spending.of}
    return there == {True, False}


# ---- a stock and what moved it: the stock, then its moves


def opening_moves_and_closing_known(study: Plain, region: str, *codes: str) -> bool:
    return bool(_accounts(study, region, codes))


def some_left(study: Plain, region: str, *codes: str) -> bool:
    return sum(moves[1] for moves in _accounts(study, region, codes)) > 0


def account_lacks_regions(study: Plain, region: str, *codes: str) -> bool:
    return region == study.top and 0 < len(_accounts(study, region, codes)) < len(study.reporting)


def _accounts(study: Plain, region: str, codes: Iterable[str]) -> list[list[int]]:
    """The moves of every region that has opening, moves and closing."""
    stock, *moves = codes
    found = []
    for of in study.reporting if region == study.top else [region]:
        before = study.at(of, study.period.before, stock).amount
        moved = [_amount(study, of, q) for q in moves]
        if None not in (before, _amount(study, of, stock), *moved):
            found.append(moved)
    return found
