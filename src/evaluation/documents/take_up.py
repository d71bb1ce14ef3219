"""应享, 实享, 未兑现 and 落实率 as letters name them, from the year's start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from evaluation.documents.letter import Titled
from evaluation.documents.paper import Paper
from evaluation.render.component import Component
from evaluation.view import judged
from evaluation.view.facts import figures


@dataclass(frozen=True, kw_only=True)
class TakeUp:
    """Persons entitled, served and not honoured, and their share; ``kind``: why there is none."""

    eligible: str
    received: str
    rest: str
    rate: str
    kind: str


def take_up_of(paper: Paper) -> TakeUp:
    """Of the region the letter is about."""
    view, count = paper.view, paper.view.numbers.count
    rate = figures.take_up(view, view.region)
    return TakeUp(
        eligible=count(rate.denominator, "missing", figure="side"),
        received=count(rate.numerator, "missing", figure="side"),
        rest=count(rate.rest, "missing", figure="rest"),
        rate=judged.share(view, rate.exact, rate.mark or "missing", rate.key),
        kind=paper.say(f"state.{rate.mark or 'missing'}"),
    )


def take_up_table(paper: Paper) -> Titled | None:
    """Every region with its rank; None where no table delivers these figures."""
    return partial(_table, paper) if paper.view.mapped(*figures.take_up_codes(paper.view)) else None


def _table(paper: Paper, title: str) -> Component:
    view, say, people = paper.view, paper.say, paper.say("unit.persons")
    eligible, received = figures.take_up_codes(view)

    def rest(region: str) -> tuple[int | None, str]:
        rate = figures.take_up(view, region)
        return rate.rest, rate.mark

    of: Callable[[str], figures.Rate] = partial(figures.take_up, view)
    fields = [
        figures.heads_field(view, say("take_up.eligible"), eligible, people),
        figures.heads_field(view, say("take_up.received"), received, people),
        figures.RegionField(
            title=say("take_up.rest"),
            unit=people,
            value=rest,
            shown=lambda v, mark, key: view.numbers.count(v, mark, figure=key),
            key=lambda _: "rest",
        ),
        figures.percent(view, say("take_up.rate"), of, ranked=True, counts_cases=True),
    ]
    notes = [say("paper.rank_note"), say("paper.shared_note"), say("paper.year_note")]
    return figures.regions(view, "take-up", title, fields, notes)
