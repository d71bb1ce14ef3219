"""Facts about the early warning in the last quarter, monitored enterprises and reductions of staff."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import isqrt
from typing import Any, NamedTuple

from tests.studies.plain import Plain, When_

_ALONE = "job_loss"
_ORDER = ("none", "yellow", "orange", "red")


class _Series(NamedTuple):
    """``over``: whether the last value reached its line, None without one of them; ``grade`` its line gives alone."""

    over: bool | None
    warned: bool
    core: bool
    grade: str


def _reached(value: Fraction | None, line: Fraction | None, side: str) -> bool | None:
    if value is None or line is None:
        return None
    return value >= line if side == "above" else value <= line


def _series(study: Plain, region: str) -> dict[str, _Series]:
    return study.once(f"warning of {region}", lambda s: {c: _watched(s, region, c) for c in _rules(s)["watched"]})


def _rules(study: Plain) -> dict[str, Any]:
    return study.yml("warning.yml")


def _watched(study: Plain, region: str, code: str) -> _Series:
    rules = _rules(study)
    watched, given = rules["watched"][code], _given(study, region, code)
    side, margin = watched["side"], Fraction(str(watched.get("margin", 0)))
    values = [_value(study, region, watched, q) for q in study.quarters]
    warned, beyond, back, over = False, 0, 0, None
    for n, value in enumerate(values):
        line = Fraction(str(given["value"])) if given else _worked_out(rules, values[:n], side)
        ends = None if line is None else line - margin if side == "above" else line + margin
        over = _reached(value, line, side)
        beyond = beyond + 1 if over else 0
        back = back + 1 if _reached(value, ends, side) is False else 0
        if beyond >= rules["hysteresis"]["enter"]:
            warned = True
        if back >= rules["hysteresis"]["leave"]:
            warned = False
    grade = (given or {}).get("severity") or "none"
    return _Series(over, warned, bool(watched.get("core")), grade if over else "none")


def _given(study: Plain, region: str, code: str) -> dict[str, Any] | None:
    """An issued line before a proposal, the region's own before that of its level."""
    level = next(r["level"] for r in study.regions if r["code"] == region)
    lines = [x for x in _rules(study).get("lines", []) if x["watched"] == code and x["level"] == level]
    for status in ("issued", "proposal"):
        for of in (region, None):
            for line in lines:
                if (line["status"], line.get("region")) == (status, of):
                    return line
    return None


def _worked_out(rules: dict[str, Any], past: list[Fraction | None], side: str) -> Fraction | None:
    """Mean and so many deviations of the quarters before; the root cut at six decimals."""
    rule = rules.get("statistical")
    known = [v for v in past[-rule["quarters"] :] if v is not None] if rule else []
    if not rule or len(known) < rule["least"]:
        return None
    mean = sum(known) / len(known)
    spread = sum((v - mean) ** 2 for v in known) / (len(known) - 1)
    reach = Fraction(str(rule["sigmas"])) * Fraction(isqrt(int(spread * 10**12)), 10**6)
    return mean + reach if side == "above" else mean - reach


def _value(study: Plain, region: str, watched: dict[str, Any], quarter: When_) -> Fraction | None:
    now, take = _level(study, region, watched["of"], quarter), watched.get("take", "value")
    if take == "value" or now is None:
        return now
    then = quarter.part(quarter.quarter, quarter.year - 1)
    if take == "change_on_quarter":
        then = quarter
        for _ in range(max(1, quarter.parts // 4)):
            then = then.before
    before = _level(study, region, watched["of"], then)
    if before is None:
        return None
    of = watched["of"]
    if of in study.study["indicators"] and study.reading(of).denominator is not None:
        return now - before
    return (now - before) * 100 / before if before else None


def _level(study: Plain, region: str, of: str, quarter: When_) -> Fraction | None:
    if of == _ALONE:
        firms = _firms(study, region, quarter)
        base = sum(int(f["base"]) for f in firms)
        return Fraction((base - sum(int(f["jobs"]) for f in firms)) * 100, base) if base else None
    if of in study.study["indicators"]:
        return study.alone(of, region, quarter)
    amount = study.at(region, quarter, of).amount
    return None if amount is None else Fraction(amount)


def _firms(study: Plain, region: str, quarter: When_) -> list[dict[str, str]]:
    of = _of(study, region)
    return [row for row in study.rows("enterprises.csv") if row["region"] in of and row["period"] == str(quarter)]


def _of(study: Plain, region: str) -> list[str]:
    return study.reporting if region == study.top else [region]


# ---- severity


def _small(study: Plain, region: str) -> bool:
    rule = _rules(study).get("smallest")
    if rule is None or next(r["level"] for r in study.regions if r["code"] == region) not in rule["levels"]:
        return False
    size = study.at(region, study.quarters[-1], rule["of"]).amount
    return size is not None and size < rule["least"]


def _severity(study: Plain, region: str) -> str:
    found = _series(study, region).values()
    cores = [s for s in found if s.core]
    if _small(study, region) or not any(s.warned or s.over is not None for s in cores):
        return "unknown"
    count, grades = sum(s.warned for s in cores), _rules(study)["grades"]
    by_count = [name for name in _ORDER[1:] if count >= grades[name]]
    return max(["none", *by_count, *(s.grade for s in found)], key=_ORDER.index)


def _severities(study: Plain) -> list[str]:
    return [_severity(study, r) for r in study.reporting]


def _warned_cores(study: Plain, region: str) -> int:
    return sum(s.core and s.warned for s in _series(study, region).values())


def smaller_than_the_rule_asks(study: Plain, region: str, place: str) -> bool:
    return _small(study, place)


def warning_rules_are_a_proposal(study: Plain, region: str) -> bool:
    return _rules(study)["status"] == "proposal"


def no_core_in_warning(study: Plain, region: str, place: str) -> bool:
    return _severity(study, place) == "none" and not _warned_cores(study, place)


def too_few_cores_in_warning(study: Plain, region: str, place: str) -> bool:
    return _severity(study, place) == "none" and _warned_cores(study, place) > 0


def severity_unknown(study: Plain, region: str, place: str) -> bool:
    return _severity(study, place) == "unknown" and not _small(study, place)


def in_warning(study: Plain, region: str, place: str) -> bool:
    return _severity(study, place) in _ORDER[1:]


def some_region_in_warning(study: Plain, region: str) -> bool:
    return _any(_severities(study), _ORDER[1:])


def judged_regions_without_warning(study: Plain, region: str) -> bool:
    return {*_severities(study)} in ({"none"}, {"none", "unknown"})


def no_region_of_the_warning_judged(study: Plain, region: str) -> bool:
    return {*_severities(study)} == {"unknown"}


def some_region_of_the_warning_unknown(study: Plain, region: str) -> bool:
    return "unknown" in _severities(study) and _any(_severities(study), _ORDER)


def _any(found: Iterable[str], of: Iterable[str]) -> bool:
    return bool({*found} & {*of})


# ---- one series


def line_reached(study: Plain, region: str, place: str, code: str) -> bool:
    return _series(study, place)[code].over is True


def line_not_reached(study: Plain, region: str, place: str, code: str) -> bool:
    return _series(study, place)[code].over is False


def no_value_or_no_line(study: Plain, region: str, place: str, code: str) -> bool:
    return _series(study, place)[code].over is None


def no_line_and_no_rule(study: Plain, region: str, place: str, code: str) -> bool:
    return _given(study, place, code) is None and "statistical" not in _rules(study)


def too_few_quarters_for_a_line(study: Plain, region: str, place: str, code: str) -> bool:
    rules = _rules(study)
    if _given(study, place, code) is not None or "statistical" not in rules:
        return False
    watched = rules["watched"][code]
    past = [_value(study, place, watched, q) for q in study.quarters[:-1]]
    return _worked_out(rules, past, watched["side"]) is None


# ---- enterprises and reductions of staff


def no_monitored_enterprise(study: Plain, region: str) -> bool:
    return not _firms(study, region, study.quarters[-1])


def some_reduction_of_staff(study: Plain, region: str) -> bool:
    first, last = f"{study.period.year}-01-01", study.period.last_day
    rows = study.rows("layoffs.csv") if "layoffs" in _rules(study) else []
    return any(row["region"] in _of(study, region) and first <= row["date"] <= last for row in rows)


def no_reduction_of_staff(study: Plain, region: str) -> bool:
    return not some_reduction_of_staff(study, region)
