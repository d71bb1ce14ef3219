"""Tables that read well on a terminal and are Markdown as they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"[-+]?[\d.,]+( ?(×|%|s|ms|MiB))?|—|yes|no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A titled table of plain text, with remarks under it."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()

    def text(self) -> str:
        lines = [f"## {self.title}", ""]
        if self.rows:
            lines += [*grid(self.header, self.rows), ""]
        for note in self.notes:
            lines += [note, ""]
        return "\n".join(lines)


def grid(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of a Markdown table with padded cells; columns that hold only numbers stand to the right."""
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"a row of {len(row)} cells under {len(header)} titles: {row}")
    right = [all(_NUMBER.fullmatch(row[i]) for row in rows) for i in range(len(header))]
    widths = [max(3, *(len(line[i]) for line in (header, *rows))) for i in range(len(header))]
    rule = ["-" * (w - 1) + (":" if r else "-") for w, r in zip(widths, right, strict=True)]
    return [_line(header, widths, right), _line(rule, widths, right), *(_line(r, widths, right) for r in rows)]


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = [c.rjust(w) if r else c.ljust(w) for c, w, r in zip(cells, widths, right, strict=True)]
    return f"| {' | '.join(padded)} |"


def number(value: float | None, places: int = 2) -> str:
    """``value`` with thousands separated; — when there is none."""
    return "—" if value is None else f"{value:,.{places}f}"


def spread(values: Sequence[float], places: int = 2) -> str:
    """``least to most`` of several measurements, or the only one."""
    least, most = number(min(values), places), number(max(values), places)
    return least if least == most else f"{least} to {most}"
