"""Drawing without a generator's state: every figure depends on its own name alone, on any machine, in any order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

SEED = "evaluation-demo-1"


def draw(*name: object, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``, fixed by :data:`SEED` and ``name``."""
    digest = hashlib.sha256("/".join((SEED, *map(str, name))).encode()).digest()
    return low + int.from_bytes(digest[:8], "big") % (high - low + 1)


def permille(amount: int, share: int) -> int:
    """``share`` thousandths of ``amount``, rounded down."""
    return amount * share // 1000


def split(total: int, weights: Sequence[int]) -> list[int]:
    """``total`` in whole parts that are proportional to ``weights`` and add up to it (largest remainder).

    Of equal remainders the earlier part gets the unit. ``ValueError`` when no weight is positive or one is negative.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError(f"weights must not be negative and not all be zero, got {list(weights)}")
    parts = [total * w // whole for w in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def leaning(name: str, unit: str, reach: int) -> int:
    """Thousandths by which ``unit`` lies off the others in ``name``, the same in every quarter."""
    return draw("leaning", name, unit, low=-reach, high=reach)


def seasons(total: int, shape: Sequence[int], *name: object) -> list[int]:
    """``total`` over the quarters of a year, in ``shape`` give or take a twentieth."""
    return split(total, [w * draw("season", *name, i, low=950, high=1050) for i, w in enumerate(shape)])
