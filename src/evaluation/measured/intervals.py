"""Wilson score interval of a proportion, for charts only: what chance alone could have made of the rate."""

from __future__ import annotations

from math import sqrt

Z95 = 1.959963984540054


def wilson(successes: int, cases: int, z: float = Z95) -> tuple[float, float]:
    """Lower and upper end in per cent; Wilson (1927). ``cases`` must be positive."""
    p, n = successes / cases, cases
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)
