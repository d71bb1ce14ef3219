"""Scores by hand from weights.yml: points, totals, gates and grades."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from tests.studies.plain import Plain, Task
from tests.studies.standings import is_target


class Line(NamedTuple):
    """One scored indicator as scores.csv has it; ``got`` None where it counts on neither side."""

    code: str
    value: Fraction | None
    mark: str
    points: Fraction
    got: Fraction | None


class Score(NamedTuple):
    """``grade``: place of the band from the best, after the gates; None without one. ``of_points``: what the points alone
    give. ``lines``: group, points brought and points there are of every indicator that counts, by its code; ``shown``:
    of every scored one."""

    total: Fraction | None
    evidence: Fraction
    gates: set[str]
    of_points: int | None
    grade: int | None
    lines: dict[str, tuple[str, Fraction, Fraction]]
    shown: tuple[Line, ...]
    held_back: bool = False


def value_of(study: Plain, region: str, code: str) -> tuple[Fraction | None, str]:
    if code not in study.study["indicators"]:
        return None, "missing"
    if is_target(study, code):
        task = Task.of(study, code, region)
        return task.completion, task.completion_mark
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


def _score(study: Plain, region: str, weights: dict) -> Score | None:
    """None where the study refuses a score without every value."""
    lines: dict[str, tuple[str, Fraction, Fraction]] = {}
    known = every = Fraction(0)
    shown = []
    for name, group in weights["groups"].items():
        for code, scored in group["indicators"].items():
            value, mark = value_of(study, region, code)
            points = Fraction(str(scored["points"]))
            every += points
            if value is not None:
                known += points
                lines[code] = name, points * _share(scored, value), points
            elif weights.get("missing") == "refused":
                return None
            elif weights.get("missing") == "not_awarded":
                lines[code] = name, Fraction(0), points
            shown.append(Line(code, value, mark, points, lines[code][1] if code in lines else None))
    evidence = known * 100 / every
    enough = evidence > 0 and evidence >= Fraction(str(weights["least_evidence"]))
    total = of_hundred(lines.values()) if enough else None
    bands = [Fraction(str(g["from_score"])) for g in weights["grades"]]
    of_points = None if total is None else next((n for n, start in enumerate(bands) if total >= start), None)
    states = {(_gate(study, region, g), g.get("effect", "lowest_grade")) for g in weights.get("gates", {}).values()}
    gates, effects = {s for s, _ in states}, {e for s, e in states if s == "failed"}
    return Score(total, evidence, gates, of_points, _after(of_points, gates, effects, len(bands)), lines, tuple(shown))


def of_hundred(lines: Iterable[tuple[str, Fraction, Fraction]]) -> Fraction | None:
    found = list(lines)
    reached = sum(points for _, _, points in found)
    return sum(got for _, got, _ in found) * 100 / reached if reached else None


def _gate(study: Plain, region: str, gate: dict) -> str:
    value, mark = value_of(study, region, gate["indicator"])
    if value is None:
        asked = gate.get("missing", "no_grade")
        return "passed" if mark == "not_applicable" or asked == "passed" else {"failed": "failed"}.get(asked, "missing")
    line = Fraction(str(gate["value"]))
    held = {"at_least": value >= line, "at_most": value <= line, "equal": value == line}[gate["demand"]]
    return "passed" if held else "failed"


def _after(grade: int | None, gates: set[str], effects: set[str], bands: int) -> int | None:
    if grade is None or "missing" in gates:
        return None
    if "lowest_grade" in effects:
        return bands - 1
    return min(1, bands - 1) if "not_best" in effects and grade == 0 else grade


def of_regions(study: Plain) -> dict[str, Score]:
    """Of every region; none where the study has or allows none."""
    return study.once("scores", _scored)


def _scored(study: Plain) -> dict[str, Score]:
    weights = study.yml("weights.yml")
    kind = study.period.kind
    if not weights or kind not in weights.get("holds_for", ["year"]):
        return {}
    found = {r: _score(study, r, weights) for r in study.reporting}
    return {} if None in found.values() else _limited(found, weights["grades"])


def _limited(found: dict[str, Score], bands: list[dict]) -> dict[str, Score]:
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
