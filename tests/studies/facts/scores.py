"""Facts about scores: points, totals, grades and ranks by hand from weights.yml."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from tests.studies.plain import Plain, Task
from tests.studies.standings import is_target


class _Score(NamedTuple):
    """``grade``: place of the band from the best, after the gates; None without one. ``of_points``: what the points alone
    give. ``lines``: group, points brought and points there are of every indicator that counts, by its code."""

    total: Fraction | None
    evidence: Fraction
    gates: set[str]
    of_points: int | None
    grade: int | None
    lines: dict[str, tuple[str, Fraction, Fraction]]
    held_back: bool = False


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
    lines: dict[str, tuple[str, Fraction, Fraction]] = {}
    known = every = Fraction(0)
    for name, group in weights["groups"].items():
        for code, scored in group["indicators"].items():
            value, _ = _value(study, region, code)
            points = Fraction(str(scored["points"]))
            every += points
            if value is not None:
                known += points
                lines[code] = name, points * _share(scored, value), points
            elif weights.get("missing") == "refused":
                return None
            elif weights.get("missing") == "not_awarded":
                lines[code] = name, Fraction(0), points
    evidence = known * 100 / every
    enough = evidence > 0 and evidence >= Fraction(str(weights["least_evidence"]))
    total = _of_hundred(lines.values()) if enough else None
    bands = [Fraction(str(g["from_score"])) for g in weights["grades"]]
    of_points = None if total is None else next((n for n, start in enumerate(bands) if total >= start), None)
    states = {(_gate(study, region, g), g.get("effect", "lowest_grade")) for g in weights.get("gates", {}).values()}
    gates, effects = {s for s, _ in states}, {e for s, e in states if s == "failed"}
    return _Score(total, evidence, gates, of_points, _after(of_points, gates, effects, len(bands)), lines)


def _of_hundred(lines: Iterable[tuple[str, Fraction, Fraction]]) -> Fraction | None:
    found = list(lines)
    reached = sum(points for _, _, points in found)
    return sum(got for _, got, _ in found) * 100 / reached if reached else None


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
    """Of every region; none where the study has or allows none."""
    return study.once("scores", _scored)


def _scored(study: Plain) -> dict[str, _Score]:
    weights = study.yml("weights.yml")
    kind = "quarter" if study.period.quarter else "year"
    if not weights or kind not in weights.get("holds_for", ["year"]):
        return {}
    found = {r: _score(study, r, weights) for r in study.reporting}
    return {} if None in found.values() else _limited(found, weights["grades"])


def _limited(found: dict[str, _Score], bands: list[dict]) -> dict[str, _Score]:
    """Of a grade for a share of the regions alone the best keep it, equal totals together; the others take the next."""
    graded = dict(found)
    ranked = sum(s.total is not None for s in found.values())
    for place, band in enumerate(bands):
        if "at_most" not in band:
            continue
        room = ranked * Fraction(str(band["at_most"])) // 100
        mine = {r: s.total for r, s in graded.items() if s.grade == place}
        for region, total in mine.items():
            if sum(t >= total for t in mine.values()) > room:
                graded[region] = graded[region]._replace(grade=place + 1, held_back=True)
    return graded


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
    return s is not None and s.grade is not None and s.grade - s.held_back > s.of_points


def grade_held_back(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.held_back and s.grade - 1 == s.of_points


def graded_as_the_points(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.grade is not None and s.grade == s.of_points


def graded_below_the_points(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.grade is not None and s.grade != s.of_points


def every_gate_passed(study: Plain, region: str) -> bool:
    return _gates(study, region) == {"passed"}


def some_gate_failed(study: Plain, region: str) -> bool:
    return _gates(study, region) in ({"failed"}, {"failed", "passed"})


def some_gate_unknown(study: Plain, region: str) -> bool:
    return "missing" in _gates(study, region)


def _gates(study: Plain, region: str) -> set[str]:
    s = _mine(study, region)
    return s.gates if s is not None and s.total is not None else set()


# ---- points


def this_region_has_a_total(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.total is not None


def some_points_lost(study: Plain, region: str) -> bool:
    return any(got < points for _, got, points in _lines(study, region))


def group_lost_points(study: Plain, region: str, group: str) -> bool:
    return any(got < points for of, got, points in _lines(study, region) if of == group)


def _lines(study: Plain, region: str) -> list[tuple[str, Fraction, Fraction]]:
    s = _mine(study, region)
    return [] if s is None else list(s.lines.values())


def points_without_data_left_out(study: Plain, region: str) -> bool:
    return _of_missing(study) == "reweighted"


def points_without_data_count(study: Plain, region: str) -> bool:
    return _of_missing(study) == "not_awarded"


def points_need_all_data(study: Plain, region: str) -> bool:
    return _of_missing(study) == "refused"


def _of_missing(study: Plain) -> str:
    weights = study.yml("weights.yml")
    return weights.get("missing", "reweighted") if weights else ""


# ---- the flag of completions beside the points


class _Flag(NamedTuple):
    below: bool
    raised: bool
    known: int
    missing: int


def _flag(study: Plain, region: str) -> _Flag | None:
    parallel = study.yml("weights.yml").get("parallel")
    if parallel is None or _mine(study, region) is None:
        return None
    found = [_value(study, region, c)[0] for c in parallel["indicators"]]
    known = [v for v in found if v is not None]
    below = any(v < Fraction(str(parallel["single_below"])) for v in known)
    mean = sum(known) / len(known) if known else None
    low = mean is not None and mean < Fraction(str(parallel["mean_below"]))
    return _Flag(below, below or low, len(known), len(found) - len(known))


def no_completion_for_the_flag(study: Plain, region: str) -> bool:
    found = _flag(study, region)
    return found is not None and not found.known


def flag_not_raised(study: Plain, region: str) -> bool:
    found = _flag(study, region)
    return found is not None and found.known > 0 and not found.raised


def flag_raised(study: Plain, region: str) -> bool:
    found = _flag(study, region)
    return found is not None and found.raised


def some_completion_below_the_flag(study: Plain, region: str) -> bool:
    found = _flag(study, region)
    return found is not None and found.below


def some_completion_of_the_flag_unknown(study: Plain, region: str) -> bool:
    found = _flag(study, region)
    return found is not None and found.known > 0 and found.missing > 0


# ---- ranks without each indicator in turn


def no_indicator_moves_this_rank(study: Plain, region: str) -> bool:
    now, *without = _rankings(study)
    return region in now and all(ranks.get(region) == now[region] for ranks in without)


def no_indicator_moves_any_rank(study: Plain, region: str) -> bool:
    now, *without = _rankings(study)
    return all(ranks == now for ranks in without)


def _rankings(study: Plain) -> list[dict[str, int]]:
    """As it is, then without each scored indicator."""
    groups = study.yml("weights.yml").get("groups", {}).values()
    return [_ranks(study, code) for code in ("", *dict.fromkeys(c for g in groups for c in g["indicators"]))]


def _ranks(study: Plain, without: str) -> dict[str, int]:
    totals = {}
    for region, s in _scores(study).items():
        rest = _of_hundred(line for code, line in s.lines.items() if code != without)
        if s.total is not None and rest is not None:
            totals[region] = rest
    return {r: 1 + sum(t > mine for t in totals.values()) for r, mine in totals.items()}


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


def ranks_asked_and_nobody_has_a_total(study: Plain, region: str) -> bool:
    asked = "uncertainty" in study.yml("weights.yml") and "efficiency" not in study.yml("comparison.yml")
    return asked and all(s.total is None for s in _scores(study).values())
