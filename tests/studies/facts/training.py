"""Facts about training streams and about projections of quantity targets to the year's end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from tests.studies.plain import Plain, Task, When_, added

LEAST_CASES = 8
_STOCKS = {"trained_reemp": "eligible_unemployed", "trained_startup": "eligible_unemployed", "trained_rural": "rural_surplus"}


def _so_far(study: Plain, region: str, quantity: str) -> int | None:
    return study.to_date(region, study.period, quantity).amount


def _of(study: Plain, region: str) -> list[str]:
    return study.reporting if region == study.top else [region]


def _base(study: Plain, region: str, code: str) -> int | None:
    """Of one region: who was there when the year began, and who came and went since; fewer than nobody are none."""
    stock = _STOCKS[code]
    flows = stock.removesuffix("_unemployed")
    opening = study.at(region, study.period.part(None, study.period.year - 1), stock).amount
    came, went = (_so_far(study, region, f"{flows}_{way}") for way in ("inflow", "outflow"))
    if None in (opening, came, went) or opening + came < went:
        return None
    return opening + came - went


def _demanded(study: Plain, region: str, code: str) -> int | None:
    return Task.of(study, code, region).demanded


def trained_known(study: Plain, region: str, code: str) -> bool:
    return _so_far(study, region, code) is not None


def trained_unknown(study: Plain, region: str, code: str) -> bool:
    return _so_far(study, region, code) is None


def stream_target_known(study: Plain, region: str, code: str) -> bool:
    return _demanded(study, region, code) is not None


def stream_measured_by_its_target(study: Plain, region: str, code: str) -> bool:
    return bool(_demanded(study, region, code)) and not _open(study, region, code, study.period)


def stream_of_some_regions_below_its_target(study: Plain, region: str, code: str) -> bool:
    return _open(study, region, code, study.period)


def _open(study: Plain, region: str, code: str, when: When_) -> bool:
    """Whether regions are missing from who was trained, and the others do not reach what is asked of all."""
    trained, demanded = study.to_date(region, when, code), _demanded(study, region, code)
    short = trained.amount is not None and demanded is not None and trained.amount < demanded
    return short and bool(trained.without)


def some_stream_lacks_regions(study: Plain, region: str, *codes: str) -> bool:
    if region != study.top:
        return False
    counted = []
    for code in codes:
        short = code.removeprefix("trained_")
        employed = f"mature_{'started' if short == 'startup' else 'employed'}_{short}"
        for of in ([code], [f"passed_{short}", f"completed_{short}"], [employed, f"mature_{short}"]):
            counted.append(sum(all(_so_far(study, r, q) is not None for q in of) for r in study.reporting))
        within = [r for r in study.reporting if _so_far(study, r, f"trained_in_base_{short}") is not None]
        counted.append(sum(_base(study, r, code) is not None for r in within))
    return any(0 < n < len(study.reporting) for n in counted)


def stream_without_a_target(study: Plain, region: str, code: str) -> bool:
    return _demanded(study, region, code) is None


def stream_with_a_target_of_nought(study: Plain, region: str, code: str) -> bool:
    return _demanded(study, region, code) == 0


def persons_still_missing(study: Plain, region: str, code: str) -> bool:
    trained, demanded = _so_far(study, region, code), _demanded(study, region, code)
    short = trained is not None and demanded is not None and trained < demanded
    return short and not _open(study, region, code, study.period)


def retraining_rate_known(study: Plain, region: str, code: str) -> bool:
    within = code.replace("trained_", "trained_in_base_")
    bases = [_base(study, r, code) for r in _of(study, region) if _so_far(study, r, within) is not None]
    return sum(b for b in bases if b is not None) > 0


def target_rate_known(study: Plain, region: str, code: str) -> bool:
    bases = [_base(study, r, code) for r in _of(study, region)]
    return stream_target_known(study, region, code) and sum(b for b in bases if b is not None) > 0


def targets_are_one_share_of_the_base(study: Plain, region: str, *codes: str) -> bool:
    for code in codes:
        pairs = [(_demanded(study, r, code), _base(study, r, code)) for r in study.reporting]
        known = [(asked, base) for asked, base in pairs if asked and base is not None and base > 0]
        if len(known) < 2:
            return False
        share = Fraction(sum(asked for asked, _ in known), sum(base for _, base in known))
        if any(abs(asked - share * base) >= 1 for asked, base in known):
            return False
    return bool(codes)


def places_do_not_suffice(study: Plain, region: str) -> bool:
    return "unlikely" in _paces(study, region)


def pace_does_not_suffice(study: Plain, region: str) -> bool:
    return "more_classes" in _paces(study, region)


def some_stream_can_be_completed(study: Plain, region: str) -> bool:
    return bool({"done", "feasible"} & _paces(study, region))


def some_pace_unknown(study: Plain, region: str) -> bool:
    return "unknown" in _paces(study, region)


def some_stream_has_no_target(study: Plain, region: str) -> bool:
    return "no_target" in _paces(study, region)


def some_stream_has_a_target_of_nought(study: Plain, region: str) -> bool:
    return "zero" in _paces(study, region)


def several_streams_shown(study: Plain, region: str) -> bool:
    return len(_streams(study)) > 1


def a_stream_is_asked_of_some_regions_only(study: Plain, region: str) -> bool:
    asked = [[_demanded(study, r, code) is not None for r in study.reporting] for code in _streams(study)]
    return region == study.top and any(any(found) and not all(found) for found in asked)


_LINES = {
    "completed": ["completed_{s}"],
    "base": ["{b}", "{i}_inflow", "{i}_outflow"],
    "covered": ["{b}", "{i}_inflow", "{i}_outflow"],
    "in_base": ["trained_in_base_{s}"],
    "rate": ["{b}", "{i}_inflow", "{i}_outflow", "trained_in_base_{s}"],
    "target_rate": ["{b}", "{i}_inflow", "{i}_outflow"],
    "passed_share": ["completed_{s}", "passed_{s}"],
    "employment_rate": ["mature_{s}", "{e}"],
    "capacity": ["seats_{s}"],
}


def some_lines_of_the_streams_in_no_table(study: Plain, region: str, *lines: str) -> bool:
    return bool(lines) and all(_in_no_table(study, line.removeprefix("retraining.")) for line in lines)


def _in_no_table(study: Plain, line: str) -> bool:
    def there(code: str) -> bool:
        short = code.removeprefix("trained_")
        words = {
            "s": short,
            "b": "rural_surplus" if short == "rural" else "eligible_unemployed",
            "i": "rural_surplus" if short == "rural" else "eligible",
            "e": "mature_started_startup" if short == "startup" else f"mature_employed_{short}",
        }
        return {part.format(**words) for part in _LINES[line]} <= study.columns

    return line in _LINES and not any(map(there, _streams(study)))


def _streams(study: Plain) -> list[str]:
    rules = study.study.get("retraining")
    return list(rules["streams"]) if rules and _day(rules["pace_cut_off"]).year == study.period.year else []


def _paces(study: Plain, region: str) -> set[str]:
    rules = study.study.get("retraining")
    if rules is None or _day(rules["pace_cut_off"]).year != study.period.year:
        return set()
    seen = min(_day(rules["pace_cut_off"]), study.period.ends_on)
    return {_pace(study, region, code, plan, seen) for code, plan in rules["streams"].items()}


def _pace(study: Plain, region: str, code: str, plan: dict, seen: date) -> str:
    """As it stands on the day ``seen``, by the figures of the quarters up to it."""
    months = 12 // study.period.parts
    quarters = [study.period.part(q, seen.year) for q in range(1, (seen.month + months - 1) // months + 1)]
    reached, asked = study.to_date(region, quarters[-1], code).amount, _demanded(study, region, code)
    if not asked:
        return "no_target" if asked is None else "zero"
    if reached is None or _open(study, region, code, quarters[-1]):
        return "unknown"
    gap = asked - reached
    if gap <= 0:
        return "done"
    done = [study.at(region, q, code) for q in quarters]
    together = max(1, 3 // months)
    if added(done).amount is None or len(done) < together:
        return "unknown"
    last, today = (_day(study.years.day(str(day))) for day in (plan["last_class_start"], seen))
    days = (last - today).days
    places = study.at(region, quarters[-1], code.replace("trained_", "seats_"))
    seats = places.amount
    if seats is None or places.without:
        return "unknown"
    if days <= 0 or gap > seats * (days // (7 * plan["class_weeks"]) + 1):
        return "unlikely"
    most = max(sum(f.amount for f in done[n : n + together]) for n in range(len(done) - together + 1))
    return "feasible" if Fraction(gap) / Fraction(days * 12, 365) <= Fraction(most, together * months) else "more_classes"


def _day(text: object) -> date:
    return date.fromisoformat(str(text))


def some_standard_is_a_median(study: Plain, region: str) -> bool:
    rows = [row for row in study.rows("standards.csv") if row["yuan"]]
    of = {code: {row["region"] for row in rows if row["stream"] == code} for code in _STOCKS}
    streams = study.study.get("retraining", {}).get("streams", {})
    return any(of[code] and region not in of[code] for code in streams)


# ---- projections


def projected_for_the_whole(study: Plain, region: str, *codes: str) -> bool:
    return region == study.top


def some_projection_lacks_the_figure(study: Plain, region: str, *codes: str) -> bool:
    return "missing" in _reasons(study, region, codes)


def some_projection_lacks_regions(study: Plain, region: str, *codes: str) -> bool:
    return "partial" in _reasons(study, region, codes)


def some_projection_lacks_past_years(study: Plain, region: str, *codes: str) -> bool:
    return "too_few" in _reasons(study, region, codes)


def some_projection_starts_from_nought(study: Plain, region: str, *codes: str) -> bool:
    return "nought" in _reasons(study, region, codes)


def _reasons(study: Plain, region: str, codes: Iterable[str]) -> set[str]:
    if not study.period.left:
        return set()
    found = set()
    for code in codes:
        reached = Task.of(study, code, region).actual.amount
        if reached is not None and _lacking(study, region, code):
            found.add("partial")
            continue
        few = _cases(study, code) < LEAST_CASES
        found.add("missing" if reached is None else "too_few" if few else "nought" if reached <= 0 else "")
    return found


def _lacking(study: Plain, region: str, code: str) -> bool:
    """Whether some region that has such a thing has no figure of what it reached."""
    side = study.reading(code).numerator
    marks = {study.side(side, r, study.period, True).mark for r in _of(study, region)}
    return not marks <= {"", "not_applicable"}


def _cases(study: Plain, code: str) -> int:
    """Past years of regions, known up to the quarter and whole and both above nought, where there are others to project
    them from."""
    side = study.reading(code).numerator
    wholes = []
    for region in study.reporting:
        for year in sorted({when.year for _, when, _ in study.cells if when.year < study.period.year}):
            part = study.side(side, region, study.period.part(study.period.quarter, year), True).amount
            whole = study.side(side, region, study.period.part(study.period.parts, year), True).amount
            if part is not None and whole is not None and part > 0 and whole > 0:
                wholes.append(whole)
    return sum(sum(wholes) > whole for whole in wholes)
