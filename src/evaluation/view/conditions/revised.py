"""Facts about values that revised figures changed."""

from __future__ import annotations

from evaluation.view.revised import value_before
from evaluation.view.view import View


def values_were_revised(view: View, *codes: str) -> bool:
    """Each of these indicators has a value here, and had another one by figures of an earlier delivery."""
    return bool(codes) and all(value_before(view, code) is not None for code in codes)
