"""Scores and ranks of one study's results, worked out once."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from evaluation.catalogue.model import Dimension
from evaluation.errors import Refused
from evaluation.measured.results import Results
from evaluation.measured.within import is_coarse, verdict
from evaluation.scores.gates import limit_grades
from evaluation.scores.leave_out import leave_one_out
from evaluation.scores.score import Score
from evaluation.scores.tree import ranks, score
from evaluation.scores.yearly import why_unscored


class Scored:
    """Scores of the reporting regions: none when the study has no weights, or its own rules refuse a score."""

    def __init__(self, results: Results) -> None:
        self._results = results

    @property
    def scores(self) -> dict[str, Score]:
        """Scores by region; empty when there are none (:attr:`unscored`)."""
        return self._made[0]

    @property
    def unscored(self) -> Refused | None:
        """Why a study with weights scores nobody: they do not hold for this kind of period, or a value is missing that
        weights.yml demands."""
        return self._made[1]

    @cached_property
    def _made(self) -> tuple[dict[str, Score], Refused | None]:
        results, weights = self._results, self._results.study.weights
        if weights is None:
            return {}, None
        if (why := why_unscored(weights, results.period)) is not None:
            return {}, why
        try:
            made = {
                code: score(weights, code, values_of_score(results, code), _open_gates(results, code)) for code in results.regions
            }
        except Refused as error:
            return {}, error
        return limit_grades(weights, made), None

    @cached_property
    def ranks(self) -> dict[str, int]:
        return ranks(self.scores)

    @cached_property
    def without_each(self) -> dict[str, dict[str, int]]:
        """Ranks without each scored indicator in turn, by indicator and region."""
        return leave_one_out(self.scores)


def scores_of(results: Results) -> Scored:
    """The scores of ``results``, the same each time."""
    return results.once("scored", lambda: Scored(results))


def _open_gates(results: Results, region: str) -> list[str]:
    """Gates of which the rounding of figures to a base leaves open whether they are passed."""
    study, found = results.study, []
    for code, gate in study.weights.gates.items() if study.weights and study.coarse else ():
        indicator = results.indicator_named(gate.indicator)
        if not is_coarse(study, indicator.settle(study.choices)[1]):
            continue
        value = results.value(region, gate.indicator)
        ends = value.ends
        if indicator.dimension is Dimension.TARGETS and ends is not None:
            done = results.progress(region, gate.indicator).demanded
            ends = (ends[0] * value.over * 100 / done, ends[1] * value.over * 100 / done) if done else None
        if value.exact is not None and not verdict(gate.demand, ends, Fraction(gate.value)):
            found.append(code)
    return found


def values_of_score(results: Results, region: str) -> dict[str, tuple[Fraction | None, str]]:
    """What the score looks at: values in their printed unit, completion in per cent for quantity targets."""
    seen: dict[str, tuple[Fraction | None, str]] = {}
    for indicator in results.indicators:
        if indicator.dimension is Dimension.TARGETS:
            done = results.progress(region, indicator.code)
            seen[indicator.code] = (done.completion, done.completion_mark)
        else:
            value = results.value(region, indicator.code)
            seen[indicator.code] = (value.exact, value.mark)
    return seen
