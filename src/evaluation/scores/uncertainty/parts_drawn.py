"""How many of those that count a region gets by chance, when all regions work alike: drawn from the cases of all, stratum by
stratum, without putting back. Floats."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

Drawn = tuple[int, int, int]
"""Cases drawn, cases of all, those of all that count."""
_FAR = 10
"""Standard deviations beyond which nothing is added up."""


def range_of_parts(strata: Sequence[Drawn], tail: Fraction) -> tuple[int, int]:
    """Least and most of the sum over ``strata``, outside which it falls with a probability of at most ``tail`` on either side
    (sums of hypergeometric counts, Fisher's exact test of several tables)."""
    import numpy as np  # takes longer than most commands do

    start, chances = 0, np.ones(1)
    for drawn, of, counting in strata:
        first, made = _chances(drawn, of, counting)
        start, chances = start + first, np.convolve(chances, made)
    chances /= chances.sum()
    below, above = np.cumsum(chances), np.cumsum(chances[::-1])
    low = int(np.searchsorted(below, float(tail), side="right"))
    high = len(chances) - 1 - int(np.searchsorted(above, float(tail), side="right"))
    return start + low, start + high


def _chances(drawn: int, of: int, counting: int) -> tuple[int, np.ndarray]:
    """The first count looked at, and the chances of it and of those after it."""
    import numpy as np

    least, most = max(0, drawn + counting - of), min(drawn, counting)
    share = counting / of if of else 0.0
    middle = drawn * share
    width = _FAR * (sqrt(middle * (1 - share) * (of - drawn) / max(of - 1, 1)) + 1) + _FAR**2
    first, last = max(least, floor(middle - width)), min(most, ceil(middle + width))
    x = np.arange(first, last, dtype=float)
    steps = np.log((counting - x) * (drawn - x)) - np.log((x + 1) * (of - counting - drawn + x + 1))
    logs = np.concatenate(([0.0], np.cumsum(steps)))
    return first, np.exp(logs - logs.max())
