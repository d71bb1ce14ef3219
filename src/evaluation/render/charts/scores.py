"""Points achieved of the points available, group by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.render.charts import check, style
from evaluation.render.charts.canvas import Canvas
from evaluation.render.charts.scale import Scale

_ROW, _BAR, _GAP = 17.0, 9.6, 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreItem:
    """One indicator inside a group."""

    achieved: float | None
    available: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreGroup:
    """One group of the score tree with its items in order; ``text`` is e.g. "24.1 / 30", ``note`` what cost most.

    ``total`` draws the row as the sum: bold, ruled off, on the same scale when it fits, else on its own.
    """

    label: str
    items: tuple[ScoreItem, ...]
    text: str
    note: str = ""
    total: bool = False


def points(groups: Sequence[ScoreGroup]) -> str:
    """SVG of the groups; every item is a segment as long as its available points, filled as far as achieved.

    An item without a score is left blank and outlined. ValueError when more is achieved than available, or less than 0.
    """
    groups = check.rows("points", groups, ScoreGroup, name="groups")
    for group in groups:
        _check(group)
    canvas = Canvas()
    text_width = style.widest((g.text for g in groups), bold=True)
    notes = [style.wrap(g.note, canvas.width * 0.22, style.SMALL) if g.note else [] for g in groups]
    note_width = max(style.widest(block, style.SMALL) for block in notes)
    note_x = canvas.width - note_width
    text_x = note_x - (_GAP if note_width else 0)
    labels, label_width = style.column((g.label for g in groups), 130.0, bold=True)
    end = text_x - text_width - _GAP
    plain = [_available(g) for g in groups if not g.total] or [_available(g) for g in groups]
    y = 1.0
    for group, label, note in zip(groups, labels, notes, strict=True):
        most = _available(group) if group.total else max(plain)
        at = Scale(0, most, label_width + _GAP, end)
        tall = max(_ROW, style.height(len(label)) + 5, style.height(len(note), style.SMALL) + 5)
        middle = y + tall / 2
        if group.total:
            canvas.line([(0, y), (canvas.width, y)], style.HALF, 0.7)
        canvas.lines(0, middle, label, bold=group.total)
        known = any(item.achieved is not None for item in group.items)
        canvas.text(text_x, middle, group.text, bold=known, align="right", color=style.ACCENT if known else style.MUTED)
        canvas.lines(note_x, middle, note, style.SMALL, color=style.MUTED)
        _segments(canvas, group, at, middle)
        y += tall
    return canvas.svg(y + 1)


def _check(group: ScoreGroup) -> None:
    where = f"points group {group.label!r}"
    check.rows(where, group.items, ScoreItem, name="items")
    if not group.text.strip():
        raise ValueError(f"{where}: its text is empty; give the points as printed, or the mark '…' or '—'")
    for index, item in enumerate(group.items):
        check.number(f"{where} items[{index}].achieved", item.achieved)
        check.number(f"{where} items[{index}].available", item.available, optional=False)
        if item.available <= 0:
            raise ValueError(f"{where}: items[{index}] needs available points above 0, got {item.available!r}")
        if item.achieved is not None and not 0 <= item.achieved <= item.available * (1 + 1e-9):
            raise ValueError(f"{where}: items[{index}] achieved {item.achieved!r} is not within 0..{item.available!r}")


def _available(group: ScoreGroup) -> float:
    return sum(item.available for item in group.items)


def _segments(canvas: Canvas, group: ScoreGroup, at: Scale, y: float) -> None:
    done = 0.0
    for item in group.items:
        left, right = at(done), at(done + item.available)
        gap = 1.0 if right - left > 3 else 0.0
        if item.achieved is None:
            canvas.rect(left + 0.3, y - _BAR / 2 + 0.3, right - left - gap - 0.6, _BAR - 0.6, style.WHITE, style.HALF)
        else:
            canvas.rect(left, y - _BAR / 2, right - left - gap, _BAR, style.HALF)
            reach = min(at(done + item.achieved), right - gap)
            if reach > left:
                canvas.rect(left, y - _BAR / 2, reach - left, _BAR, style.ACCENT)
        done += item.available
