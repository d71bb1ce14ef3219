"""What a chart refuses to draw, said in a ValueError that names the chart and the field."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TypeVar

from evaluation.errors import near
from evaluation.render.largest import MOST_ROWS

Kind = TypeVar("Kind")
STATES = ("met", "missed", "not_judged", "missing")


def rows(chart: str, given: Iterable[Kind], kind: type[Kind], most: int = MOST_ROWS, name: str = "rows") -> list[Kind]:
    """``given`` as a list of 1 to ``most`` objects of ``kind``."""
    found = list(given)
    if not 1 <= len(found) <= most:
        raise ValueError(f"{chart}: 1 to {most} {name} can be drawn, got {len(found)}; split the figure or leave it out")
    for index, item in enumerate(found):
        if not isinstance(item, kind):
            raise ValueError(f"{chart}: {name}[{index}] must be a {kind.__name__}, got {type(item).__name__}")
    return found


def number(where: str, value: object, optional: bool = True) -> None:
    """A finite int or float, or None where ``optional``."""
    if value is None and optional:
        return
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        also = " or None (missing)" if optional else ""
        raise ValueError(f"{where}: a finite number{also} is needed, got {value!r}")


def numbers(where: str, values: Iterable[object]) -> None:
    """Each a finite number or None."""
    for index, value in enumerate(values):
        number(f"{where}[{index}]", value)


def check_order(where: str, pair: Sequence[float] | None) -> None:
    """Two finite numbers, the lower first, or None."""
    if pair is None:
        return
    if not isinstance(pair, (tuple, list)) or len(pair) != 2:
        raise ValueError(f"{where}: (low, high) or None is needed, got {pair!r}")
    for value in pair:
        number(where, value, optional=False)
    if pair[0] > pair[1]:
        raise ValueError(f"{where}: low must not exceed high, got {tuple(pair)!r}")


def state(where: str, value: str, allowed: Sequence[str] = STATES) -> None:
    """One of the four states of a judged value."""
    if value not in allowed:
        raise ValueError(f"{where}: unknown state {value!r}; {near(value, allowed)}")


def missing(where: str, value: float | None, judged: str, text: str) -> None:
    """A value and its state and text agree: no value means 'missing' or 'not_judged' and a printed mark."""
    if value is None and judged in ("met", "missed"):
        raise ValueError(f"{where}: state {judged!r} needs a value, got None; use 'missing' or 'not_judged'")
    if value is not None and judged == "missing":
        raise ValueError(f"{where}: state 'missing' but a value is given ({value!r})")
    if not text.strip():
        raise ValueError(f"{where}: its text is empty; give the figure as printed, or the mark '…' or '—'")


def same_length(chart: str, **lists: Sequence[object] | None) -> None:
    """All the lists given (None is left out) have the same length."""
    lengths = {name: len(values) for name, values in lists.items() if values is not None}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"{chart}: lengths differ: " + ", ".join(f"{k} {v}" for k, v in lengths.items()))
