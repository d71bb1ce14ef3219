"""Labels below a bar, each at the end of a leader from its place, so that no leader crosses a label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.render.charts import style
from evaluation.render.charts.canvas import Canvas

_STEP, _DROP, _ELBOW, _CLEAR, _CHIP = 12.0, 11.0, 4.0, 5.0, 7.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tooth:
    """One label: ``x`` of its place on the bar; without ``leader`` (nothing there to point at) no line is drawn."""

    x: float
    label: str
    value_text: str
    fill: str
    leader: bool = True

    @property
    def long(self) -> float:
        """Width of label and value in points."""
        return style.width(self.label, style.SMALL) + 5 + style.width(self.value_text, style.SMALL, True)

    def reach(self, side: int) -> float:
        """Where the label ends that starts beside the leader, on the left (−1) or the right (+1)."""
        return self.x + side * (_ELBOW + 2 + self.long)


def comb(canvas: Canvas, teeth: Sequence[Tooth], y: float) -> float:
    """Draws the labels of ``teeth`` (from left to right) under a bar that ends at ``y``; returns the y below.

    Where no arrangement with leaders is free of crossings, the labels are listed with a chip of their colour.
    """
    if not teeth:
        return y
    placed = _arrange(teeth, canvas.width)
    if placed is None:
        for row, tooth in enumerate(teeth):
            middle = y + _DROP + row * _STEP
            canvas.rect(0, middle - _CHIP / 2, _CHIP, _CHIP, tooth.fill, style.LINE, 0.4)
            _label(canvas, tooth, _CHIP + 5, middle, 1)
        return y + _DROP + (len(teeth) - 0.5) * _STEP
    for tooth, side, row in placed:
        middle = y + _DROP + row * _STEP
        if tooth.leader:
            elbow = tooth.x + side * _ELBOW
            canvas.line([(tooth.x, y + 1), (tooth.x, middle), (elbow, middle)], style.LINE, 0.6)
        _label(canvas, tooth, tooth.x + side * (_ELBOW + 2), middle, side)
    return y + _DROP + (max(row for *_, row in placed) + 0.5) * _STEP


def _arrange(teeth: Sequence[Tooth], width: float) -> list[tuple[Tooth, int, int]] | None:
    """(tooth, side, row) in the fewest rows: some first teeth labelled to their right, the others to their left."""
    best = None
    for split in range(len(teeth) + 1):
        rightward, leftward = teeth[:split], teeth[split:]
        if any(t.reach(1) > width for t in rightward) or any(t.reach(-1) < 0 for t in leftward):
            continue
        below_left = all(t.reach(-1) > other.x + _CLEAR for t in leftward for other in rightward)
        below_right = all(t.reach(1) < other.x - _CLEAR for t in rightward for other in leftward)
        lefts, rights = _rows(leftward, -1), _rows(rightward[::-1], 1)
        for possible, first, second in ((below_left, lefts, rights), (below_right, rights, lefts)):
            if not possible:
                continue
            depth = 1 + max((row for *_, row in first), default=-1)
            found = [*first, *((tooth, side, row + depth) for tooth, side, row in second)]
            if best is None or max(row for *_, row in found) < max(row for *_, row in best):
                best = found
    return best


def _rows(teeth: Sequence[Tooth], side: int) -> list[tuple[Tooth, int, int]]:
    """Each label just below those of the leaders it passes under."""
    found: list[tuple[Tooth, int, int]] = []
    for tooth in teeth:
        end = tooth.reach(side) + side * _CLEAR
        row = max((r + 1 for other, _, r in found if (other.x - end) * side < 0), default=0)
        found.append((tooth, side, row))
    return found


def _label(canvas: Canvas, tooth: Tooth, x: float, y: float, side: int) -> None:
    if side < 0:
        value = style.width(tooth.value_text, style.SMALL, True)
        canvas.text(x, y, tooth.value_text, style.SMALL, bold=True, align="right")
        canvas.text(x - value - 5, y, tooth.label, style.SMALL, align="right")
        return
    canvas.text(x, y, tooth.label, style.SMALL)
    canvas.text(x + style.width(tooth.label, style.SMALL) + 5, y, tooth.value_text, style.SMALL, bold=True)
