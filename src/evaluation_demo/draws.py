"""Drawing without a generator's state: every figure depends on its own name alone, on any machine, in any order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from evaluation.measured.splits import split_whole

SEED = "evaluation-demo-1"


def draw(*name: object, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``, fixed by :data:`SEED` and ``name``."""
    digest = hashlib.sha256("/".join((SEED, *map(str, name))).encode()).digest()
    return low + int.from_bytes(digest[:8], "big") % (high - low + 1)


def permille(amount: int, share: int) -> int:
    """``share`` thousandths of ``amount``, rounded down."""
    return amount * share // 1000


def leaning(name: str, unit: str, reach: int) -> int:
    """Thousandths by which ``unit`` lies off the others in ``name``, the same in every quarter."""
    return draw("leaning", name, unit, low=-reach, high=reach)


def seasons(total: int, shape: Sequence[int], *name: object) -> list[int]:
    """``total`` over the quarters of a year, in ``shape`` give or take a twentieth."""
    return split_whole(total, [w * draw("season", *name, i, low=950, high=1050) for i, w in enumerate(shape)])
