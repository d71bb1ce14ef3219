"""What the reports of one study have in common: worked out once for its results, not once a region."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from evaluation.scores.results import Results

T = TypeVar("T")


def shared(results: Results, key: Hashable, make: Callable[[], T]) -> T:
    """``make()``, made once for these results; it must follow from ``results`` and ``key`` alone, and not be changed."""
    kept = vars(results).setdefault("_shared", {})  # as functools.cached_property keeps its values
    if key not in kept:
        kept[key] = make()
    return kept[key]
