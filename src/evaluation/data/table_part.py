"""What one table brings, while its files are read, and what a reader sees of it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date

from evaluation.data import files, rows, tall, targets
from evaluation.data.cell_rows import CellRow
from evaluation.data.findings import FilePlace, Finding
from evaluation.study.model import Table
from evaluation.study.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile(files.DeliveredFile):
    """A file as it was read: ``rows`` of the table without its header."""

    rows: int
    encoding: str
    sheet: str | None

    @property
    def other_encoding(self) -> str:
        """The encoding of a CSV file that is not in UTF-8 (a mark at its beginning changes nothing); else nothing."""
        plain = not self.path.endswith(".csv") or self.encoding in ("", "utf-8", "utf-8-sig")
        return "" if plain else self.encoding.upper()


@dataclass(frozen=True, slots=True)
class Horizon:
    """What a reader sees who stands at the end of ``until`` (everything when it is None), and knows what was delivered until
    ``cut_off``."""

    cut_off: date
    until: date | None
    plans: Set[str]
    alone: Set[str]
    counts: Mapping[str, str]
    apart: Set[str]

    def later(self, line: rows.Line) -> bool:
        return self.until is not None and line.period is not None and line.period.last_day > self.until

    def ahead(self, line: rows.Line, table: Table) -> rows.Line:
        """What of a later ``line`` was set beforehand."""
        others = (name for name, column in table.columns.items() if column.quantity not in self.plans)
        return replace(line, readings=line.readings.without(others))


@dataclass(slots=True, kw_only=True)
class TablePart:
    """What one table brings, while its files are read."""

    findings: list[Finding]
    cells: list[CellRow]
    ahead: list[CellRow]
    totals: list[CellRow]
    stated: list[tall.Stated]
    files: list[InputFile]
    due: set[tuple[str, Period]] | None
    """Regions and periods of the rows that could be due by now; None where no row tells what is."""
    place: FilePlace
    lines: list[rows.Line] = field(default_factory=list)
    """Rows that are none of totals; ``printed``: the totals of each place."""
    printed: list[tuple[FilePlace, list[rows.Line]]] = field(default_factory=list)
    targets: list[targets.DeliveredTarget] = field(default_factory=list)
    earlier: list[CellRow] = field(default_factory=list)
    later: bool = False
    """Whether it has rows of periods that are not over yet."""


def begin(table: Table) -> TablePart:
    """Nothing read yet."""
    place: FilePlace = {"file": table.file, "sheet": None}
    return TablePart(findings=[], cells=[], ahead=[], totals=[], stated=[], files=[], due=None, place=place)
