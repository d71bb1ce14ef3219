"""What sharing out money gives, whatever the fund."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationOutput:
    """Money shared out, ready to be told: ``lines`` of text, a table, and the workbook's bytes from notes and date."""

    lines: list[str]
    header: list[str]
    rows: list[list[str]]
    workbook: Callable[[list[str], date | None], bytes]
