"""What it would cost to train the rest of each stream."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeVar

from evaluation.measured.figure import worst
from evaluation.measured.stream_progress import StreamProgress
from evaluation.render.component import Component
from evaluation.render.printed import digits
from evaluation.report.sections.retraining.stream_tables import by_stream
from evaluation.study.counted import MONEY
from evaluation.view.view import View

Amount = TypeVar("Amount", int, Fraction)


def closing(view: View, streams: tuple[StreamProgress, ...]) -> Component:
    say, n = view.say, view.numbers
    money, persons = n.money_unit, say("unit.persons")
    medians = [s.closing.standard_is_median and s.closing.standard is not None for s in streams]
    marks = [say("retraining.median_mark") if m else "" for m in medians]
    regional = _regional(view) if view.is_overview and view.compares else []
    lines = [
        ("retraining.final_gap", persons, [n.count(s.gap, s.mark("trained", "demanded")) for s in streams]),
        ("retraining.share", "%", [n.decimal(s.closing.subsidised_share * 100, 0) for s in streams]),
        (
            "retraining.standard",
            say("unit.money_person", money=n.currency),
            [n.decimal(s.closing.standard, 0, s.mark("standard")) + m for s, m in zip(streams, marks, strict=True)],
        ),
        ("retraining.cost", money, [n.need(s.closing.cost, MONEY, s.mark("trained", "demanded", "standard")) for s in streams]),
        ("retraining.available", money, [n.money_cell(s.closing.available, s.mark("available")) for s in streams]),
        (
            "retraining.shortfall",
            money,
            [n.need(s.closing.shortfall, MONEY, s.mark("trained", "demanded", "standard", "available")) for s in streams],
        ),
    ]
    if regional:
        gaps, costs = ([x[k] for x in regional] for k in (0, 1))
        lines.insert(1, ("retraining.gaps_of_regions", persons, [n.count(*p) for p in gaps]))
        lines.append(("retraining.cost_of_regions", money, [n.need(cost, MONEY, mark) for cost, mark in costs]))
    told = (
        say("retraining.note_cost"),
        view.sentence("retraining.note_shared"),
        view.sentence("retraining.note_median"),
        view.sentence("retraining.note_regions", items=say("list.semicolon").join(_demand_note(view))),
    )
    notes = [*filter(None, told)]
    return by_stream(view, "retraining-cost-table", say("retraining.cost_table"), streams, lines, notes)


def _by_stream(view: View) -> list[list[StreamProgress]]:
    """Of each stream that of every region with a target."""
    by_region = [view.results.streams(r) for r in view.results.regions]
    return [[s for s in streams if s.demanded is not None] for streams in zip(*by_region, strict=True)]


def _demand_note(view: View) -> list[str]:
    """How many regions have a target of a stream, where it is not all of them."""
    found, everyone = _by_stream(view), len(view.results.regions)
    titles = (view.title(s.stream) for s in view.results.streams(view.region))
    return [
        view.say("retraining.regions_item", stream=title, count=digits(len(asked)))
        for title, asked in zip(titles, found, strict=True)
        if 0 < len(asked) < everyone
    ]


def _regional(view: View) -> list[tuple[tuple[int | None, str], tuple[Fraction | None, str]]]:
    """Gaps and closing costs added up over the regions that have a target, each with why there is none: a surplus
    elsewhere closes no gap. None as soon as that of one of them is not known."""
    return [
        (
            _sum((s.gap, s.mark("trained", "demanded")) for s in asked),
            _sum((s.closing.cost, s.mark("trained", "demanded", "standard")) for s in asked),
        )
        for asked in _by_stream(view)
    ]


def _sum(amounts: Iterable[tuple[Amount | None, str]]) -> tuple[Amount | None, str]:
    found = list(amounts)
    if not found:
        return None, "no_target"
    lacking = [mark for amount, mark in found if amount is None]
    known = [amount for amount, _ in found if amount is not None]
    return (None, worst(lacking)) if lacking else (sum(known[1:], known[0]), "")
