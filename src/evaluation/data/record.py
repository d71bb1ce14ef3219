"""One row as a reader found it, before the columns it belongs to are known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from evaluation.data.findings import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row as a reader found it: texts by position from 0, empty ones left out, and what is wrong at the positions
    that cannot be read. ``width``: cells in the row, where rows have one of their own."""

    number: int
    texts: Mapping[int, str]
    refused: Mapping[int, Problem]
    width: int | None = None

    def filled_positions(self) -> list[int]:
        """Positions at which something stands."""
        return [i for i, text in self.texts.items() if not text.isspace()]


def squeeze(text: str) -> str:
    """Without any white space: headers are wrapped and labels spread out (合　计) for looks only."""
    return re.sub(r"\s+", "", text)
