"""Employment assistance: who is a target and why, what each is given, and who leaves."""

from __future__ import annotations

from evaluation.packs.guizhou_2010.register.assistance import COUNTS

__all__ = ["COUNTS"]
