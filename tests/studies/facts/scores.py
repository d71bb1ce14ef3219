"""Facts about scores: points, totals, grades and ranks by hand from weights.yml."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import NamedTuple

from tests.studies.plain import Plain, Task
from tests.studies.standings import is_target


class _Score(NamedTuple):
    """``grade``: place of the band from the best; None without one. ``of_points``: what the points alone give."""

    total: Fraction | None
    evidence: Fraction
    gates: set[str]
    effects: set[str]
    of_points: int | None
    grade: int | None


def _value(study: Plain, region: str, code: str) -> tuple[Fraction | None, str]:
    if code not in study.study["indicators"]:
        return None, "missing"
    if is_target(code):
        task = Task.of(study, code, region)
        return task.completion, task.actual.mark or ("" if task.demanded else "not_applicable")
    reading = study.reading(code)
    return study.exact(code, reading, region, study.period), study.value(code, reading, region, study.period)[2]


def _share(scored: dict, value: Fraction) -> Fraction:
    worst, best = Fraction(str(scored["worst"])), Fraction(str(scored["best"]))
    up = best > worst
    line = min(Fraction(1), max(Fraction(0), (value - worst) / (best - worst)))

    def at(end: object) -> bool:
        return value >= Fraction(str(end)) if up else value <= Fraction(str(end))

    match scored.get("curve", "linear"):
        case "threshold":
            return line if at(scored["threshold"]) else Fraction(0)
        case "steps":
            step = Fraction(str(scored["step"]))
            begun = 0 if at(best) else ceil(abs(best - value) / step)
            return max(Fraction(0), 1 - begun * step / abs(best - worst))
        case "all_or_nothing":
            return Fraction(at(best))
        case "bands":
            held = [b["points"] for b in scored["bands"] if _inside(b, value)]
            return Fraction(str(max(held))) / Fraction(str(scored["points"]))
    return line


def _inside(band: dict, value: Fraction) -> bool:
    low, high = band.get("from_value"), band.get("to_value")
    return (low is None or value >= Fraction(str(low))) and (high is None or value <= Fraction(str(high)))


def _score(study: Plain, region: str, weights: dict) -> _Score | None:
    """None where the study refuses a score without every value."""
    got = reached = known = every = Fraction(0)
    for group in weights["groups"].values():
        for code, scored in group["indicators"].items():
            value, _ = _value(study, region, code)
            points = Fraction(str(scored["points"]))
            every += points
            if value is None and weights.get("missing") == "refused":
                return None
            if value is None and weights.get("missing") != "not_awarded":
                continue
            reached += points
            if value is not None:
                known += points
                got += points * _share(scored, value)
    evidence = known * 100 / every
    enough = evidence > 0 and evidence >= Fraction(str(weights["least_evidence"]))
    total = got * 100 / reached if enough else None
    bands = [Fraction(str(g["from_score"])) for g in weights["grades"]]
    of_points = None if total is None else next((n for n, start in enumerate(bands) if total >= start), None)
    states = {(_gate(study, region, g), g.get("effect", "lowest_grade")) for g in weights.get("gates", {}).values()}
    gates, effects = {s for s, _ in states}, {e for s, e in states if s == "failed"}
    grade = _after(of_points, gates, effects, len(bands))
    return _Score(total, evidence, gates, effects, of_points, grade)


def _gate(study: Plain, region: str, gate: dict) -> str:
    value, mark = _value(study, region, gate["indicator"])
    if value is None:
        asked = gate.get("missing", "no_grade")
        return (
            "passed"
            if mark == "not_applicable" or asked == "passed"
            else {"failed": "failed"}.get(asked, "missing")
        )
    line = Fraction(str(gate["value"]))
    held = {"at_least": value >= line, "at_most": value <= line, "equal": value == line}[gate["demand"]]
    return "passed" if held else "failed"


def _after(grade: int | None, gates: set[str], effects: set[str], bands: int) -> int | None:
    if grade is None or "missing" in gates:
        return None
    if "lowest_grade" in effects:
        return bands - 1
    return min(1, bands - 1) if "not_best" in effects and grade == 0 else grade


def _scores(study: Plain) -> dict[str, _Score]:
    """Of every region, before a limit on grades, which takes none away; none where the study has or allows none."""
    weights = study.yml("weights.yml")
    kind = "quarter" if study.period.quarter else "year"
    if not weights or kind not in weights.get("holds_for", ["year"]):
        return {}
    found = {r: _score(study, r, weights) for r in study.reporting}
    return {} if None in found.values() else found


def _totals(study: Plain) -> list[Fraction]:
    return [s.total for s in _scores(study).values() if s.total is not None]


def _mine(study: Plain, region: str) -> _Score | None:
    return _scores(study).get(region)


def regions_are_scored(study: Plain, region: str) -> bool:
    return region == study.top and bool(_scores(study))


def graded_on_all_points(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.grade is not None and s.evidence == 100


def graded_on_part_of_the_points(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.grade is not None and s.evidence < 100


def total_without_grade(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.total is not None and s.grade is None and "missing" in s.gates


def too_little_data_for_a_total(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.total is None


def ranked_among_others(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.total is not None and len(_totals(study)) > 1


def grade_lowered_by_a_gate(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.grade is not None and s.grade > s.of_points


def some_region_without_grade(study: Plain, region: str) -> bool:
    return any(s.grade is None for s in _scores(study).values())


def totals_differ(study: Plain, region: str) -> bool:
    return len(set(_totals(study))) > 1


def totals_equal(study: Plain, region: str) -> bool:
    return len(set(_totals(study))) == 1


def no_total(study: Plain, region: str) -> bool:
    return not _totals(study)


def some_total(study: Plain, region: str) -> bool:
    return bool(_totals(study))


def weights_are_a_proposal(study: Plain, region: str) -> bool:
    return study.yml("weights.yml").get("status") == "proposal"
