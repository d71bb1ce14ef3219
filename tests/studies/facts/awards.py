"""Facts about awards and the adjustment fund, shared out by hand from allocation.yml."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from tests.studies.plain import Plain, Task
from tests.studies.standings import is_target


class _Factor(NamedTuple):
    """What each region has to show for one factor (None: no figure), and counted times its size, never below 0."""

    values: dict[str, Fraction | None]
    counts: dict[str, Fraction]


def _scheme(study: Plain) -> dict[str, Any]:
    return study.yml("allocation.yml")


def _number(given: object) -> Fraction:
    return Fraction(str(given))


def _figure(study: Plain, region: str, measure: dict[str, str]) -> Fraction | None:
    if "item" in measure:
        return _item(study, region, measure["item"])
    if "quantity" in measure:
        amount = study.at(region, study.period, measure["quantity"]).amount
        return None if amount is None else Fraction(amount)
    code = measure["indicator"]
    return study.exact(code, study.reading(code), region, study.period)


def _item(study: Plain, region: str, item: str) -> Fraction | None:
    rows = (r for r in study.rows("allocation.csv") if (r["region"], r["item"]) == (region, item))
    return next((_number(r["value"]) for r in rows), None)


def _factors(study: Plain) -> dict[str, _Factor]:
    return study.once("factors", lambda s: {code: _factor(s, f) for code, f in _scheme(s)["factors"].items()})


def _factor(study: Plain, declared: dict[str, Any]) -> _Factor:
    values, counts = {}, {}
    for region in study.reporting:
        value = _figure(study, region, declared["value"])
        size = _figure(study, region, declared["size"]) if "size" in declared else Fraction(1)
        values[region] = None if size is None else value
        counts[region] = Fraction(0) if None in (value, size) else max(value, Fraction(0)) * max(size, Fraction(0))
    return _Factor(values, counts)


def factor_without_figure(study: Plain, region: str, factor: str, place: str) -> bool:
    return _factors(study)[factor].values[place] is None


def factor_without_anything(study: Plain, region: str, factor: str) -> bool:
    return not any(_factors(study)[factor].counts.values())


def factors_overlap(study: Plain, region: str, inner: str, outer: str) -> bool:
    """Where both take part, and some region that has both has something of the outer one."""
    found = _factors(study)
    both = [r for r, v in found[inner].values.items() if v is not None and found[outer].values[r] is not None]
    takes_part = not any(factor_without_anything(study, region, f) for f in (inner, outer))
    declared = _scheme(study)["factors"][inner].get("within") == outer
    return declared and takes_part and sum(found[outer].values[r] for r in both) != 0


# ---- this year's money beside last year's, in fen


def award_grew(study: Plain, region: str, place: str) -> bool:
    return _awards(study)[place] > _last(study)[place]


def award_shrank(study: Plain, region: str, place: str) -> bool:
    return _awards(study)[place] < _last(study)[place]


def award_stayed(study: Plain, region: str, place: str) -> bool:
    return _awards(study)[place] == _last(study)[place]


def _last(study: Plain) -> dict[str, Fraction]:
    measure = _scheme(study).get("bounds", {}).get("last_year")
    return {r: _item(study, r, measure["item"]) * 100 if measure else Fraction(0) for r in study.reporting}


def _awards(study: Plain) -> dict[str, int]:
    return study.once("awards", _shared_out)


def _shared_out(study: Plain) -> dict[str, int]:
    scheme, pool = _scheme(study), _number(_scheme(study)["pool"]) * 100
    claims = dict.fromkeys(study.reporting, Fraction(0))
    for code, factor in _factors(study).items():
        every = sum(factor.counts.values())
        for region, count in factor.counts.items() if every else ():
            claims[region] += _number(scheme["factors"][code]["weight"]) * count / every
    if "adjust" in scheme:
        claims = {r: claim * _item(study, r, scheme["adjust"]) for r, claim in claims.items()}
    low, high = _bounds(study, scheme.get("bounds", {}), pool)
    return _whole(_within(pool, claims, low, high))


def _bounds(study: Plain, given: dict[str, Any], pool: Fraction):
    """Floor and cap of each region in whole fen, the floor rounded up and the cap down; None without a cap."""
    last, low, high = _last(study), {}, {}
    for region in study.reporting:
        floors = [pool * _number(given.get("least_share", 0)) / 100]
        floors.append(_number(given.get("least_of_last_year", 0)) * last[region])
        caps = [pool * _number(given["most_share"]) / 100] if "most_share" in given else []
        if "most_of_last_year" in given:
            caps.append(_number(given["most_of_last_year"]) * last[region])
        low[region] = Fraction(-(-max(floors) // 1))
        high[region] = Fraction(min(caps) // 1) if caps else None
    return low, high


def _within(pool: Fraction, claims: dict[str, Fraction], low, high) -> dict[str, Fraction]:
    """Money in proportion to claims; who would leave the bounds is put on them, the greater sum of breaches first."""
    fixed = {r: low[r] for r, claim in claims.items() if not claim}
    while True:
        free = {r: claim for r, claim in claims.items() if r not in fixed}
        rest = pool - sum(fixed.values())
        made = {r: rest * claim / sum(free.values()) for r, claim in free.items()}
        below = {r: low[r] - m for r, m in made.items() if m < low[r]}
        above = {r: m - high[r] for r, m in made.items() if high[r] is not None and m > high[r]}
        if not below and not above:
            return {r: (fixed | made)[r] for r in claims}
        side, bound = (below, low) if sum(below.values()) >= sum(above.values()) else (above, high)
        fixed |= {r: bound[r] for r in side}


def _whole(parts: dict[str, Fraction]) -> dict[str, int]:
    """By largest remainder; of equal ones the larger part, then the name that sorts first."""
    made = {r: int(part // 1) for r, part in parts.items()}
    order = sorted(parts, key=lambda r: (-(parts[r] - made[r]), -parts[r], r))
    for region in order[: int(sum(parts.values())) - sum(made.values())]:
        made[region] += 1
    return made


# ---- the adjustment fund


def _lacks(study: Plain, region: str) -> bool:
    rules = _scheme(study)["adjustment"]
    found = [study.at(region, study.period, rules[k]).amount for k in ("payable", "income", "balance", "outlay", "insured")]
    found.append(study.at(region, study.period.before, rules["balance"]).amount)
    found += [Task.of(study, code, region).completion for code in rules["completion"] if is_target(study, code)]
    return None in found


def _short(study: Plain) -> bool:
    """Whether some region that takes part has not the means to pay what is due."""
    rules = _scheme(study)["adjustment"]

    def lacking(region: str) -> int:
        due, income = (study.at(region, study.period, rules[k]).amount for k in ("payable", "income"))
        return due - income - study.at(region, study.period.before, rules["balance"]).amount

    return any(lacking(r) > 0 for r in study.reporting if not _lacks(study, r))


def benefits_first_secured(study: Plain, region: str) -> bool:
    return _short(study)


def every_region_can_pay(study: Plain, region: str) -> bool:
    return not _short(study)


def region_left_out_of_the_fund(study: Plain, region: str, place: str) -> bool:
    return _lacks(study, place)
