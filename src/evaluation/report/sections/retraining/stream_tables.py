"""Tables with one column a training stream."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evaluation.measured.stream_progress import StreamProgress
from evaluation.render.component import Component, column, row
from evaluation.view import judged
from evaluation.view.page_tables import name_with_unit, number, table_with_notes
from evaluation.view.streams import in_no_table
from evaluation.view.view import View

Line = tuple[str, str | None, list[str]]
"""Phrase key, unit, and a cell for each stream."""
RESTING = {
    "column.year_target",
    "retraining.completion",
    "retraining.target_rate",
    "retraining.gap",
    "retraining.needed",
    "retraining.verdict",
    "retraining.final_gap",
    "retraining.gaps_of_regions",
    "retraining.cost",
    "retraining.cost_of_regions",
    "retraining.shortfall",
    "splits.own",
}
"""Lines that rest on the target."""


def by_stream(
    view: View, id: str, title: str, streams: tuple[StreamProgress, ...], lines: Sequence[Line], notes: Iterable[str]
) -> Component:
    """One column a stream, one row an item: (phrase key, unit, cells)."""
    say, mark = view.say, judged.proposal_mark(view, (s.stream for s in streams))
    named = ((say(key) + (mark if key in RESTING else ""), unit, cells) for key, unit, cells in lines)
    rows = [row(name_with_unit(view, name, unit or ""), *cells) for name, unit, cells in named]
    columns = [column(say("column.item"), weight=1), *(number(view.title(s.stream)) for s in streams)]
    return table_with_notes(view, id, title, columns, rows, notes)


def usable_columns(view: View, lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The lines without those that need what no table of the study has for any stream, and which these are."""
    gone = tuple(key for key, *_ in lines if in_no_table(view, key))
    titles = view.say("list.comma").join(map(view.say, gone))
    told = view.sentence("retraining.in_no_table", of=gone, titles=titles)
    return [line for line in lines if line[0] not in gone], [told] if told else []
