"""Facts about the figures of official documents, from the year's start."""

from __future__ import annotations

from fractions import Fraction

from tests.studies.facts.judged import _by_the_years_end
from tests.studies.plain import Figure, Plain, added, applying
from tests.studies.standings import Standing, standing

TAKE_UP = ("policy_received", "policy_eligible")
QUALITY = {
    "completed": ("completed_rural", "trained_rural"),
    "passed": ("passed_rural", "completed_rural"),
    "employed": ("mature_employed_rural", "mature_rural"),
}
SUBSIDIES = ("takeup_train_sub", "takeup_assess_sub")


def _standings(study: Plain, region: str, codes: tuple[str, ...]) -> list[Standing]:
    return [standing(study, region, c) for c in codes]


def some_completion_known(study: Plain, region: str, *codes: str) -> bool:
    return any(s.row and s.value is not None for s in _standings(study, region, codes))


def no_target_holds_here(study: Plain, region: str, *codes: str) -> bool:
    return not any(s.row for s in _standings(study, region, codes))


def targets_without_a_completion(study: Plain, region: str, *codes: str) -> bool:
    found = [s for s in _standings(study, region, codes) if s.row]
    return bool(found) and all(s.value is None for s in found)


def _states(study: Plain, region: str, codes: tuple[str, ...]) -> set[str]:
    return {s.state for s in _standings(study, region, codes)}


def some_meets_what_was_due(study: Plain, region: str, *codes: str) -> bool:
    return not _by_the_years_end(study, region, codes) and "met" in _states(study, region, codes)


def some_reached_at_years_end(study: Plain, region: str, *codes: str) -> bool:
    return _by_the_years_end(study, region, codes) and "met" in _states(study, region, codes)


def some_shown_not_judged(study: Plain, region: str, *codes: str) -> bool:
    found = _standings(study, region, codes)
    return any(s.row and s.value is not None and s.state == "not_judged" for s in found)


def line_here(study: Plain, region: str, code: str) -> bool:
    return standing(study, region, code).row is not None


def these_all_met(study: Plain, region: str, *codes: str) -> bool:
    return bool(codes) and all(s.state == "met" for s in _standings(study, region, codes))


def these_all_missed(study: Plain, region: str, *codes: str) -> bool:
    return bool(codes) and all(s.state == "missed" for s in _standings(study, region, codes))


def these_have_lines_and_no_value(study: Plain, region: str, *codes: str) -> bool:
    return bool(codes) and all(s.row and s.state == "missing" for s in _standings(study, region, codes))


def these_have_lines_and_are_not_judged(study: Plain, region: str, *codes: str) -> bool:
    return bool(codes) and all(s.row and s.state == "not_judged" for s in _standings(study, region, codes))


def these_have_no_line(study: Plain, region: str, *codes: str) -> bool:
    return bool(codes) and no_target_holds_here(study, region, *codes)


# ---- amounts and rates to date


def _to_date(study: Plain, region: str, quantity: str) -> Figure:
    return study.to_date(region, study.period, quantity)


def _share(study: Plain, region: str, top: str, below: str) -> Fraction | None:
    """Over the regions that have both."""
    of = study.reporting if region == study.top else [region]
    pairs = [(_to_date(study, r, top).amount, _to_date(study, r, below).amount) for r in of]
    known = [p for p in pairs if None not in p]
    whole = sum(b for _, b in known)
    return Fraction(sum(t for t, _ in known), whole) if whole else None


def _take_up(study: Plain) -> list[Fraction]:
    found = (_share(study, r, *TAKE_UP) for r in study.reporting)
    return [v for v in found if v is not None]


def take_up_known(study: Plain, region: str) -> bool:
    return _share(study, region, *TAKE_UP) is not None


def take_up_unknown(study: Plain, region: str) -> bool:
    return not take_up_known(study, region)


def _leads(study: Plain) -> bool:
    whole = _share(study, study.top, *TAKE_UP)
    return any(whole is None or v >= whole for v in _take_up(study))


def take_up_differs_and_some_region_leads(study: Plain, region: str) -> bool:
    return len({*_take_up(study)}) > 1 and _leads(study)


def take_up_differs_and_no_region_leads(study: Plain, region: str) -> bool:
    return len({*_take_up(study)}) > 1 and not _leads(study)


def _benefit(study: Plain) -> list[int]:
    """Due less paid, of every region that has both."""
    sides = (
        (_to_date(study, r, "ui_benefit_payable").amount, _to_date(study, r, "ui_benefit_paid").amount) for r in study.reporting
    )
    return [due - paid for due, paid in sides if None not in (due, paid)]


def some_benefit_known(study: Plain, region: str) -> bool:
    return bool(_benefit(study))


def no_benefit_known(study: Plain, region: str) -> bool:
    return not _benefit(study)


def some_benefit_unpaid(study: Plain, region: str) -> bool:
    return any(gap > 0 for gap in _benefit(study))


def some_benefit_overpaid(study: Plain, region: str) -> bool:
    return any(gap < 0 for gap in _benefit(study))


def benefit_paid_as_due(study: Plain, region: str) -> bool:
    return bool(_benefit(study)) and not any(_benefit(study))


def take_up_alike(study: Plain, region: str) -> bool:
    return len(_take_up(study)) > 1 and len({*_take_up(study)}) == 1


def take_up_of_one_region_at_most(study: Plain, region: str) -> bool:
    return len(_take_up(study)) < 2


def some_region_below_the_whole(study: Plain, region: str) -> bool:
    whole = _share(study, study.top, *TAKE_UP)
    return whole is not None and any(v < whole for v in _take_up(study))


def no_region_below_the_whole(study: Plain, region: str) -> bool:
    whole = _share(study, study.top, *TAKE_UP)
    return whole is not None and not any(v < whole for v in _take_up(study))


def some_money_known(study: Plain, region: str) -> bool:
    sides = (
        added(applying(_to_date(study, region, q.code) for q in those)) for those in (study.fund.paid_in.of, study.fund.spending.of)
    )
    return any(side.amount is not None for side in sides)


def someone_served(study: Plain, region: str, *quantities: str) -> bool:
    return any(_to_date(study, region, q).amount is not None for q in quantities)


def nobody_known_to_be_served(study: Plain, region: str, *quantities: str) -> bool:
    return not someone_served(study, region, *quantities)


def no_year_of_the_insurance_fund(study: Plain, region: str) -> bool:
    return not any(q == "ui_balance" and when.year <= study.period.year for _, when, q in study.cells)


# ---- the budget by line, in fen


class _Budget:
    def __init__(self, study: Plain) -> None:
        self.study, year = study, study.period.year
        self.plans = {(r["line"], r["period"]): round(Fraction(r["yuan"]) * 100) for r in study.rows("budget.csv")}
        self.year = str(year)
        self.quarters = [study.period.part(n, year) for n in range(1, (study.period.quarter or study.period.parts) + 1)]
        drawn = {line for line, _ in self.plans} | study.columns
        self.lines = [q.code for q in study.fund.spending.of if q.code in drawn]

    def over(self, line: str) -> int | None:
        plans = [self.plans.get((line, str(q))) for q in self.quarters]
        spent = _to_date(self.study, self.study.top, line).amount
        return None if spent is None or None in plans else spent - sum(plans)

    def gap(self) -> int | None:
        lines = [self.plans.get((line, self.year)) for line in self.lines]
        told = _to_date(self.study, self.study.top, self.study.fund.budget).amount if self.study.fund.budget else None
        if not self.plans or not lines or None in lines or told is None or self.study.period.quarter:
            return None
        return sum(lines) - told


def no_budget_by_line(study: Plain, region: str) -> bool:
    return not study.rows("budget.csv")


def budget_by_line(study: Plain, region: str) -> bool:
    return bool(study.rows("budget.csv"))


def budget_lines_agree(study: Plain, region: str) -> bool:
    return _Budget(study).gap() == 0


def budget_lines_differ(study: Plain, region: str) -> bool:
    return bool(_Budget(study).gap())


def deviation_known(study: Plain, region: str) -> bool:
    of = _Budget(study)
    cells = [(of.plans.get((x, str(q))), study.at(study.top, q, x).amount) for x in of.lines for q in of.quarters]
    return bool(cells) and all(None not in pair for pair in cells)


def deviation_unknown(study: Plain, region: str) -> bool:
    return not deviation_known(study, region)


def _excess(study: Plain) -> list[int | None]:
    of = _Budget(study)
    return [of.over(line) for line in of.lines]


def some_line_over_its_plan(study: Plain, region: str) -> bool:
    return any(by is not None and by > 0 for by in _excess(study))


def no_line_over_its_plan(study: Plain, region: str) -> bool:
    known = [by for by in _excess(study) if by is not None]
    return bool(known) and max(known) <= 0


def some_line_not_compared(study: Plain, region: str) -> bool:
    return None in _excess(study)


# ---- the skills plan


def _sides(study: Plain, code: str) -> list[str]:
    if code in QUALITY:
        return [*QUALITY[code]]
    reading = study.reading(code)
    return [t.quantity.code for side in (reading.numerator, reading.denominator) for t in side.terms]


def no_rate_delivered(study: Plain, region: str, *codes: str) -> bool:
    return not any({*_sides(study, code)} <= study.columns for code in codes)


def _below(study: Plain) -> list[bool]:
    """Of each region that has the share of every subsidy: whether all are below the whole's."""
    codes = [c for c in SUBSIDIES if {*_sides(study, c)} <= study.columns]
    whole = [_share(study, study.top, *_sides(study, c)) for c in codes]
    if not codes or None in whole:
        return []
    found = [[_share(study, r, *_sides(study, c)) for c in codes] for r in study.reporting]
    return [all(mine < all_ for mine, all_ in zip(row, whole, strict=True)) for row in found if None not in row]


def some_region_behind_in_both(study: Plain, region: str) -> bool:
    return any(_below(study))


def no_region_behind_in_both(study: Plain, region: str) -> bool:
    return bool(_below(study)) and not any(_below(study))


def subsidies_not_comparable(study: Plain, region: str) -> bool:
    return not _below(study)
