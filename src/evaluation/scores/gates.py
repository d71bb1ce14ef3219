"""Gates before points, the parallel gate of completions, and the limit on how many can have the best grades."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from fractions import Fraction

from evaluation.scores.score import Flag, Gated, Score
from evaluation.study.target import meets
from evaluation.study.weights import Gate, Grade, Parallel, Weights

Values = Mapping[str, tuple[Fraction | None, str]]


def gate_results(weights: Weights, values: Values, undecided: Collection[str] = ()) -> tuple[Gated, ...]:
    """Every gate of ``weights`` against the region's values; of those ``undecided`` nothing can be said, whatever is printed."""
    made = (_gate_result(code, gate, *values.get(gate.indicator, (None, "missing"))) for code, gate in weights.gates.items())
    return tuple(replace(gated, state="missing") if gated.gate in undecided else gated for gated in made)


def _gate_result(code: str, gate: Gate, value: Fraction | None, mark: str) -> Gated:
    if value is None:
        # what does not exist here cannot be missed: no payments due, no family to be helped
        state = "passed" if mark == "not_applicable" or gate.missing == "passed" else "missing"
        state = "failed" if state == "missing" and gate.missing == "failed" else state
    else:
        state = "passed" if meets(gate.demand, value, Fraction(gate.value)) else "failed"
    return Gated(gate=code, indicator=gate.indicator, state=state, value=value, mark=mark, effect=gate.effect)


def open_grade(grade: Grade | None, weights: Weights, gates: tuple[Gated, ...]) -> Grade | None:
    """The grade that is left after the gates; None when one cannot be judged."""
    if grade is None or any(g.state == "missing" for g in gates):
        return None
    failed = {g.effect for g in gates if g.state == "failed"}
    if "lowest_grade" in failed:
        return weights.grades[-1]
    if "not_best" in failed and grade == weights.grades[0]:
        return weights.grades[min(1, len(weights.grades) - 1)]
    return grade


def flag(parallel: Parallel | None, values: Values) -> Flag | None:
    """Completions in per cent of target against the parallel gate; it changes no points and no grade."""
    if parallel is None:
        return None
    known = {c: v for c in parallel.indicators if (v := values.get(c, (None, ""))[0]) is not None}
    missing = tuple(c for c in parallel.indicators if c not in known)
    if not known:
        return Flag(met=None, below=(), average=None, counted=0, missing=missing)
    below = tuple(c for c, v in known.items() if v < Fraction(parallel.single_below))
    average = sum(known.values(), Fraction(0)) / len(known)
    met = not below and average >= Fraction(parallel.mean_below)
    return Flag(met=met, below=below, average=average, counted=len(known), missing=missing)


def limit_grades(weights: Weights, scores: Mapping[str, Score]) -> dict[str, Score]:
    """Scores after ``at_most``: of those a grade was given to, only the best keep it; the others take the next one.

    The limit is a whole number of regions, rounded down, of those with a total. Equal totals stay together: when they
    do not all fit, none of them keeps the grade. ``held_back`` says whose grade was lowered.
    """
    made = dict(scores)
    of = sum(1 for s in made.values() if s.total is not None)
    for place, grade in enumerate(weights.grades):
        if grade.at_most is None:
            continue
        room = int(of * Fraction(grade.at_most) / 100)
        holders = sorted((s.total for s in made.values() if s.grade == grade and s.total is not None), reverse=True)
        if len(holders) <= room:
            continue
        first_out = holders[room]
        for region, score in made.items():
            if score.grade == grade and score.total is not None and score.total <= first_out:
                made[region] = replace(score, grade=weights.grades[place + 1], held_back=True)
    return made
