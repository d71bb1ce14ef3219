"""Reproducible evaluation of employment funds and retraining targets, region by region.

>>> import evaluation
>>> study = evaluation.open("hubei-2007")            # doctest: +SKIP
>>> study.report("420100").conclusion()              # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["__version__", "open"]

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from evaluation.opened import Opened


def open(name: str, root: str | Path | None = None, period: str = "", cut_off: str | date = "") -> Opened:
    """Open the study ``params/<name>/``; ``root`` is the project folder, found by itself when not given.

    ``period`` is the study's own when empty. ``cut_off`` is the last day whose facts are known (a date, or 2007-07-15);
    when empty it follows from the period: the study's own cut-off, or the end of another period.
    """
    from evaluation.opened import open_study  # pandas is not imported for `evaluation --help`

    return open_study(name, root, period, cut_off)
