"""What is made of a whole year only: what a part of one has is neither shared out by nor compared with it; and what says
nothing of its own once the year is over."""

from __future__ import annotations

from evaluation.errors import OnlyOfYear
from evaluation.study.periods import Period
from evaluation.study.weights import Weights

_NAMES = {
    "award": "awards rest on the results of a whole year",
    "adjustment": "the adjustment fund rests on the accounts and results of a whole year",
    "tilt": "awards of bodies rest on the appraisal of a whole year",
    "efficiency": "efficiency compares what a whole year took and brought",
}


def of_a_year(what: str, period: Period) -> None:
    """:class:`OnlyOfYear` unless ``period`` is a year; ``what`` is ``award``, ``adjustment`` or ``efficiency``."""
    if period.is_part_of_year:
        _refuse(what, period)


def when_over(what: str, period: Period) -> None:
    """:class:`OnlyOfYear` unless the year is over at the end of ``period``; ``what`` is ``tilt``."""
    if period.left:
        _refuse(what, period)


def _refuse(what: str, period: Period) -> None:
    raise OnlyOfYear(what, f"{_NAMES[what]}, and {period} is a part of {period.year}; ask for the period {period.year}")


def why_unscored(weights: Weights, period: Period) -> OnlyOfYear | None:
    """Why ``weights`` give no score at ``period``: they were set for other kinds of period. None where they hold."""
    if period.grain.name.lower() in weights.holds_for:
        return None
    kinds = " or a ".join(weights.holds_for)
    return OnlyOfYear(
        "score",
        f"points and goalposts of weights.yml were set for a {kinds} and are not laid on {period}; ask for such a period, "
        f"or set them for a {period.grain.name.lower()} too and say so in holds_for",
    )
