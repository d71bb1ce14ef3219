"""What is wrong with a delivery, where, and what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, Literal, TypedDict

from evaluation.errors import Refused, fit_for_message, mask_digits, nameless
from evaluation.study.pattern import for_readers

_HIDE = {"message": mask_digits, "fix": mask_digits, "file": nameless, "sheet": nameless, "column": nameless}
"""Messages hold figures of ours, names of files, sheets and columns are others' words."""
Severity = Literal["blocking", "reportable"]


class FilePlace(TypedDict):
    """Where a finding was made; None without a file (the whole delivery) or a sheet."""

    file: str | None
    sheet: str | None


class CellPlace(FilePlace, total=False):
    row: int
    column: str
    value: str
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One defect of a delivery.

    ``blocking``: nothing may be measured until it is repaired. ``reportable``: figures stand, the report names it.
    ``row`` counts from 1 in the file as delivered (the line of a CSV file, the row of a sheet). ``facts`` are the
    figures of the message by name, for reports in another language. ``alike``: row and region of all cells that it stands for,
    where it stands for several of its column.
    """

    severity: Severity
    code: str
    message: str
    fix: str
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    region: str | None = None
    facts: Mapping[str, str] | tuple[tuple[str, str], ...] = ()
    alike: tuple[tuple[int, str | None], ...] = ()

    @property
    def stands_for(self) -> int:
        """How many there are: more than one for what :class:`Told` counted."""
        return int(dict(self.facts)["count"]) if self.code == "more_of_a_kind" else 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", tuple((k, mask_digits(str(v))) for k, v in dict(self.facts).items()))
        for name, hide in _HIDE.items():
            text = getattr(self, name)
            if text is not None:
                object.__setattr__(self, name, hide(text))
        if self.value is not None:
            object.__setattr__(self, "value", fit_for_message(self.value))


OF_THE_COLUMN = ("fraction", "decimals", "thousands_point", "not_a_multiple")
"""Problems of cells that one declaration of their column settles."""


class Told:
    """Findings of one file (or of a whole delivery) while they are made: of each kind the first ones, and how many more
    there are and where. A million wrong rows are a few findings."""

    MOST: ClassVar[dict[Severity, int]] = {"blocking": 100, "reportable": 2_000}
    SHOWN: ClassVar[int] = 5  # rows of a column

    def __init__(self, file: str | None = None, sheet: str | None = None) -> None:
        self.place: FilePlace = {"file": file, "sheet": sheet}
        self.found: list[Finding] = []
        self._met: Counter[tuple[Severity, str]] = Counter()
        self._rest: dict[tuple[Severity, str], tuple[int | None, int | None]] = {}
        self._alike: dict[tuple[str, str, str], tuple[Finding, list[tuple[int, str | None]]]] = {}

    def wants(self, code: str, row: int | None = None, severity: Severity = "blocking") -> bool:
        """Whether one more of the kind is to be added; when it is not, it is counted."""
        kind = (severity, code)
        self._met[kind] += 1
        if self._met[kind] <= self.MOST[severity]:
            return True
        self._rest[kind] = (self._rest.get(kind, (row, row))[0], row)
        return False

    def has_room(self, code: str) -> bool:
        """Whether one more blocking finding of the kind would be taken."""
        return self._met["blocking", code] < self.MOST["blocking"]

    def add(self, *findings: Finding) -> None:
        self.found += findings

    def take(self, findings: Iterable[Finding]) -> None:
        """Add as many of ``findings`` as are wanted, and count the others."""
        self.found += (f for f in findings if self.wants(f.code, f.row, f.severity))

    def join(self, problem: Problem, row: int, column: str, value: str, region: str | None = None) -> None:
        """Take ``problem`` as one with all of its kind in the column that are mended alike: by one declaration of the column
        whatever the cell, else those of the same cell."""
        key = problem.code, column, "" if problem.code in OF_THE_COLUMN else value
        if key in self._alike or self.wants(problem.code, row):
            found = problem.at(row=row, column=column, value=value, region=region, **self.place)
            self._alike.setdefault(key, (found, []))[1].append((row, region))

    def all(self) -> list[Finding]:
        """What was added, and a finding for each kind of which there are more."""
        alike = (self._one_of_column(finding, rows) for finding, rows in self._alike.values())
        return [*self.found, *alike, *(self._more(*kind, *rows) for kind, rows in self._rest.items())]

    def _one_of_column(self, finding: Finding, rows: list[tuple[int, str | None]]) -> Finding:
        if len(rows) == 1:
            return finding
        lines = "lines" if (self.place["file"] or "").endswith(".csv") else "rows"
        shown = ", ".join(str(row) for row, _ in rows[: self.SHOWN]) + (" …" if len(rows) > self.SHOWN else "")
        return replace(
            finding,
            message=f"{finding.message}; the same in {len(rows):,} cells of the column, {lines} {shown}",
            region=None,
            alike=tuple(rows),
        )

    def _more(self, severity: Severity, code: str, first: int | None, last: int | None) -> Finding:
        count = self._met[severity, code] - self.MOST[severity]
        line = "line" if (self.place["file"] or "").endswith(".csv") else "row"
        where = f", the first in {line} {first}, the last in {line} {last}" if first else ""
        return Finding(
            severity=severity,
            code="more_of_a_kind",
            message=f"and {count:,} more of the kind '{code}'{where}",
            fix="See those listed: what is done about them is done about these",
            row=first,
            facts={"kind": code, "count": f"{count}", "first": f"{first or '—'}", "last": f"{last or '—'}"},
            **self.place,
        )


class Problem(ValueError):
    """A cell that cannot be used, before its place is known: :meth:`at` makes the finding."""

    def __init__(self, code: str, message: str, fix: str, text: str = "") -> None:
        """``text``: what the cell holds, where a study may say what it stands for."""
        super().__init__(message)
        self.code, self.message, self.fix, self.text = code, message, fix, text

    def at(self, severity: Severity = "blocking", **place: Any) -> Finding:
        return Finding(severity=severity, code=self.code, message=self.message, fix=self.fix, **place)


class Unreadable(Refused):
    """A whole file that cannot be read; carries the findings that say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("\n".join(render(f) for f in findings))
        self.findings = findings


def order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Blocking first, then by file and row, without repetition; the order is total."""
    return tuple(sorted(set(findings), key=_key))


def _key(finding: Finding) -> tuple[Any, ...]:
    rest = tuple(str(getattr(finding, f.name) or "") for f in fields(finding) if f.name not in ("severity", "row"))
    place = (finding.file or "", finding.sheet or "", finding.row or 0, finding.column or "")
    return (finding.severity != "blocking", *place, *rest)


def place(finding: Finding) -> str:
    """``fund.csv, line 12, column '支出'`` as far as it is known."""
    line = "line" if (finding.file or "").endswith((".csv", ".yml")) else "row"
    parts = [
        fit_for_message(finding.file) if finding.file else None,
        f"sheet '{fit_for_message(finding.sheet)}'" if finding.sheet else None,
        f"{line} {finding.row}" if finding.row else None,
        f"column '{fit_for_message(for_readers(finding.column))}'" if finding.column else None,
    ]
    return ", ".join(part for part in parts if part)


def render(finding: Finding) -> str:
    """One line for terminal and log: severity, place, what is wrong, what to do, code."""
    where = place(finding)
    stop = "" if finding.fix.endswith("?") else "."
    return f"{finding.severity}: {where + ': ' if where else ''}{finding.message}. {finding.fix}{stop} [{finding.code}]"
