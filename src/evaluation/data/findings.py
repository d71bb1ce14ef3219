"""What is wrong with a delivery, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from evaluation.errors import Refused, masked, shown

Severity = Literal["blocking", "reportable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One defect of a delivery.

    ``blocking``: nothing may be measured until it is repaired. ``reportable``: figures stand, the report names it.
    ``row`` counts from 1 in the file as delivered (the line of a CSV file, the row of a sheet). ``facts`` are the
    figures of the message by name, for reports in another language.
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

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", tuple((k, masked(str(v))) for k, v in dict(self.facts).items()))
        for name in ("message", "fix", "file", "sheet", "column"):
            text = getattr(self, name)
            if text is not None:
                object.__setattr__(self, name, masked(text))
        if self.value is not None:
            object.__setattr__(self, "value", shown(self.value))


class Problem(ValueError):
    """A cell that cannot be used, before its place is known: :meth:`at` makes the finding."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.code, self.message, self.fix = code, message, fix

    def at(self, severity: Severity = "blocking", **place: Any) -> Finding:
        return Finding(severity=severity, code=self.code, message=self.message, fix=self.fix, **place)


class Unreadable(Refused):
    """A whole file that cannot be read; carries the findings that say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("\n".join(render(f) for f in findings))
        self.findings = findings


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Blocking first, then by file and row, without repetition; the order is total."""
    return tuple(sorted(set(findings), key=_key))


def _key(finding: Finding) -> tuple:
    rest = tuple(str(getattr(finding, f.name) or "") for f in fields(finding) if f.name not in ("severity", "row"))
    place = (finding.file or "", finding.sheet or "", finding.row or 0, finding.column or "")
    return (finding.severity != "blocking", *place, *rest)


def place(finding: Finding) -> str:
    """``fund.csv, line 12, column '支出'`` as far as it is known."""
    line = "line" if (finding.file or "").endswith(".csv") else "row"
    parts = [
        shown(finding.file) if finding.file else None,
        f"sheet '{shown(finding.sheet)}'" if finding.sheet else None,
        f"{line} {finding.row}" if finding.row else None,
        f"column '{shown(finding.column)}'" if finding.column else None,
    ]
    return ", ".join(part for part in parts if part)


def render(finding: Finding) -> str:
    """One line for terminal and log: severity, place, what is wrong, what to do, code."""
    where = place(finding)
    stop = "" if finding.fix.endswith("?") else "."
    return f"{finding.severity}: {where + ': ' if where else ''}{finding.message}. {finding.fix}{stop} [{finding.code}]"
