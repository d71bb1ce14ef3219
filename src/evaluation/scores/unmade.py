"""Parts of the reports that a study asks for and cannot have for a period, told before anything is made.

A report says the same in the place of the part (:mod:`evaluation.report.refusals`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from evaluation.data.findings import Finding
from evaluation.errors import Refused
from evaluation.measured.results import Results
from evaluation.scores import fairness
from evaluation.scores.allocation.funds import adjust_funds, pool_of, tilt_awards
from evaluation.scores.allocation.study import share_out
from evaluation.scores.scored import scores_of


class ReportPart(NamedTuple):
    """``make`` is what a report would make of the part, and raises :class:`Refused` where it cannot be made; ``file`` is
    the study's file that asks for it."""

    title: str
    file: str
    make: Callable[[Results], Any]


def parts(results: Results) -> Iterator[ReportPart]:
    """What ``results`` has to make beside figures and indicators, as its study asks."""
    study, scheme = results.study, results.study.allocation
    if study.weights is not None:
        yield ReportPart("the score", "weights.yml", _score)
    if study.comparison is not None:
        yield ReportPart("the fair comparison", "comparison.yml", fairness.fair_rates)
    if scheme is not None and scheme.factors and scheme.pool is not None:
        yield ReportPart("the awards", "allocation.yml", lambda r: share_out(r, pool_of(study, "award")))
    if scheme is not None and scheme.adjustment is not None and scheme.adjustment.pool is not None:
        yield ReportPart("the adjustment fund", "allocation.yml", adjust_funds)
    if scheme is not None and scheme.tilt is not None and scheme.tilt.pool is not None:
        yield ReportPart("awards that lean to the grassroots", "allocation.yml", tilt_awards)


def drawn_parts(results: Results) -> Iterator[ReportPart]:
    """What ``results`` has to make by drawing and solving, which takes seconds: looked at when a period is asked about."""
    from evaluation.scores.efficiency.study import efficiency
    from evaluation.scores.uncertainty.drivers import drivers

    weights, comparison = results.study.weights, results.study.comparison
    if weights is not None and weights.uncertainty is not None and scores_of(results).unscored is None:
        yield ReportPart("the intervals of the ranks", "weights.yml", _league)
        if weights.uncertainty.drivers:
            yield ReportPart("what moves the ranks", "weights.yml", drivers)
    if comparison is not None and comparison.efficiency is not None:
        yield ReportPart("the efficiency of the money", "comparison.yml", efficiency)


def unmade(results: Results, of: Callable[[Results], Iterator[ReportPart]] = parts) -> tuple[Finding, ...]:
    """A reportable finding for every part that is refused for the results' period, with the refusal's own sentence."""
    found = []
    for part in of(results):
        try:
            part.make(results)
        except Refused as error:
            found.append(
                Finding(
                    severity="reportable",
                    code="part_not_made",
                    file=part.file,
                    message=f"{part.title} cannot be made for {results.period}: {error}",
                    fix="Reports are made without it and say so in its place; deliver what is missing or change the file",
                    facts={"part": part.title, "period": results.period.spelled, "why": str(error)},
                )
            )
    return tuple(found)


def _score(results: Results) -> None:
    if (why := scores_of(results).unscored) is not None:
        raise why


def _league(results: Results) -> None:
    from evaluation.scores.uncertainty.league import undrawn

    if (why := undrawn(results)) is not None:
        raise why
