"""Where several tables stand on one page: side by side, and one below the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evaluation.data.record import Record, letters, squeeze
from evaluation.data.units import MARK_OF, normalise
from evaluation.draft.form import FoundForm, cells_of, find_form, first_column, first_row, is_figure, is_header_row
from evaluation.draft.guesses import is_period
from evaluation.draft.pages import DeliveredPage, texts_of

_MOSTLY = 0.5


def split(delivered: DeliveredPage) -> Iterator[DeliveredPage]:
    """The areas of a page in which one table each stands; the page itself where there is one alone."""
    for side in _split_beside(delivered):
        yield from _split_below(side)


def _split_beside(delivered: DeliveredPage) -> Iterator[DeliveredPage]:
    form = find_form(delivered)
    starts = [] if form is None else list(_starts(form))
    if form is None or len(starts) < 2:
        yield delivered
        return
    width = len(form.names)
    for start, end in zip(starts, [*starts[1:], width], strict=True):
        last = max((i for i in range(start, end) if form.names[i] or texts_of(form.rows, i)), default=end - 1)
        yield _clip(delivered, f"{letters(start)}:{letters(last)}", range(start, last + 1))


def _starts(form: FoundForm) -> Iterator[int]:
    """Positions at which a table begins: a column that says what rows are, called as the first one or behind an empty one, with
    figures on either side."""
    filled = {at: texts_of(form.rows, at) for at in range(len(form.names))}
    keys = {at for at, texts in filled.items() if texts and _tells_rows(texts)}
    figures = [at for at, texts in filled.items() if texts and at not in keys]
    begun = next((at for at, texts in filled.items() if texts or form.names[at]), 0)
    yield begun
    name = squeeze(form.names[begun])
    last = begun
    for at in sorted(keys):
        again = (name and squeeze(form.names[at]) == name) or not (filled[at - 1] or form.names[at - 1] if at else "")
        if at > begun and again and any(last < f < at for f in figures) and any(f > at for f in figures):
            last = at
            yield at


def _tells_rows(texts: list[str]) -> bool:
    numbers = sum(is_figure(t) or normalise(t) in MARK_OF for t in texts)
    return numbers < _MOSTLY * len(texts) or all(map(is_period, texts))


def _split_below(delivered: DeliveredPage) -> Iterator[DeliveredPage]:
    """The tables from the top down: another begins above a header that is not that of the one before."""
    form = find_form(delivered)
    border = None if form is None else _next_table(delivered, form)
    if form is None or border is None:
        yield delivered
        return
    records = delivered.records
    first, last = first_column(delivered), max(max(r.filled_positions(), default=0) for r in records)
    top, end = first_row(delivered), records[-1].number
    yield _clip(delivered, f"{letters(first)}{top}:{letters(last)}{border - 1}", range(first, last + 1))
    rest = _clip(delivered, f"{letters(first)}{border}:{letters(last)}{end}", range(first, last + 1))
    yield from _split_below(rest)


def _next_table(delivered: DeliveredPage, form: FoundForm) -> int | None:
    """The row with which what is above the header of another table begins; None where there is no other."""
    records = delivered.records
    figures = [i for i in range(len(form.names)) if any(is_figure(t) for t in texts_of(form.rows, i))]
    known = [_texts_in(head) for head in form.heads]
    begun = form.rows[0].number
    for at, record in enumerate(records[:-1]):
        words = [t for i in figures if (t := record.text(i).strip()) and not is_figure(t) and normalise(t) not in MARK_OF]
        if (
            record.number <= begun
            or _texts_in(record) in known
            or not is_header_row(record)
            or len(words) < max(2, _MOSTLY * len(figures))
        ):
            continue
        if not any(is_figure(t) for t in cells_of(next(r for r in records[at + 1 :] if cells_of(r)))):
            continue
        last = max(n for n, r in enumerate(records[:at]) if any(is_figure(r.text(i)) for i in figures))
        gap = next((n for n in range(last + 1, at) if not cells_of(records[n])), None)
        jump = next((n for n in range(last + 1, at + 1) if records[n].number > records[n - 1].number + 1), None)
        starts = [n for n in (None if gap is None else gap + 1, jump) if n is not None]
        return records[min(starts, default=last + 1)].number
    return None


def _texts_in(record: Record) -> list[str]:
    return [squeeze(t) for t in cells_of(record)]


def _clip(delivered: DeliveredPage, cells: str, columns: range) -> DeliveredPage:
    area = replace(delivered, cells=cells)
    rows = range(first_row(area), 2**21)
    last = cells.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    rows = range(rows.start, int(last) + 1) if last else rows
    kept = tuple(
        r._replace(
            texts={i: t for i, t in r.texts.items() if i in columns}, refused={i: p for i, p in r.refused.items() if i in columns}
        )
        for r in delivered.records
        if r.number in rows
    )
    return replace(area, records=kept)
