"""The registered unemployed, graduates and zero-employment families."""

from __future__ import annotations

from evaluation.packs.employment.register.unemployment import COUNTS

__all__ = ["COUNTS"]
