"""From values to points on the page: linear scales, round ticks, labels pushed apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear map of ``low``..``high`` onto ``start``..``end`` points; ``start`` may lie right of (below) ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def clamp(self, value: float) -> float:
        """The point of ``value``, or of the nearer end of the scale where it lies outside."""
        return self(min(max(value, self.low), self.high))


def span(values: Iterable[float | None], pad: float = 0.0, zero: bool = False) -> tuple[float, float]:
    """Lowest and highest of ``values`` that are there, widened by ``pad`` of their distance; never of zero length.

    ``zero`` brings zero in and keeps it unpadded where it is the end.
    """
    known = [v for v in values if v is not None]
    if zero or not known:
        known.append(0.0)
    low, high = min(known), max(known)
    if high == low:
        reach = abs(high) * 0.1 or 1.0
        return (0.0, reach) if zero and high == 0 else (low - reach, high + reach)
    reach = (high - low) * pad
    return (low if zero and low == 0 else low - reach, high if zero and high == 0 else high + reach)


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """At most ``most`` round values within ``low``..``high``, evenly spaced by 1, 2, 2.5 or 5 times a power of ten."""
    raw = (high - low) / most
    power = 10.0 ** math.floor(math.log10(raw))
    for factor in (1, 2, 2.5, 5, 10, 20):
        step = factor * power
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first + 1 <= most:
            return [round(i * step, 12) + 0.0 for i in range(first, last + 1)]
    return []


def tick_texts(values: Sequence[float], comma: bool = False) -> list[str]:
    """Tick values with as many decimals as their step needs, a real minus sign and, with ``comma``, thousands."""
    decimals = 0
    while decimals < 6 and any(abs(round(v, decimals) - v) > 1e-9 * max(1.0, abs(v)) for v in values):
        decimals += 1
    return [f"{v:{',' if comma else ''}.{decimals}f}".replace("-", "−") for v in values]


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float, gap: float = 2.0) -> list[float]:
    """Middles of labels as near as possible to ``wanted``, not overlapping and within ``low``..``high``.

    ``sizes`` are their lengths along the axis. Where they cannot fit they overflow ``high``.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed: dict[int, float] = {}
    edge = low
    for i in order:
        placed[i] = max(wanted[i], edge + sizes[i] / 2)
        edge = placed[i] + sizes[i] / 2 + gap
    edge = max(high, low + sum(sizes) + gap * (len(sizes) - 1))
    for i in reversed(order):
        placed[i] = min(placed[i], edge - sizes[i] / 2)
        edge = placed[i] - sizes[i] / 2 - gap
    return [placed[i] for i in range(len(wanted))]
