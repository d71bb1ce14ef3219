"""Everything a study's files deliver: checked figures, printed totals, stated rates, findings and what was read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from evaluation.data import checks, contracts, coverage, readers, rows, tall
from evaluation.data.findings import Finding, Unreadable, ordered
from evaluation.data.places import Places
from evaluation.errors import Refused
from evaluation.study.model import Study, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file as it was read: ``path`` from the project's root, ``rows`` of the table without its header."""

    path: str
    sha256: str
    bytes: int
    rows: int
    encoding: str
    sheet: str | None
    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """``cells`` are the figures to measure (columns: ``tall.CELLS``, amounts in base units).

    ``totals`` are the printed totals under the code of the whole region; they were compared and must never be added.
    ``stated`` are delivered rates (``tall.STATED``), exact fractions of one; they are recomputed, never adopted.
    """

    cells: pd.DataFrame
    totals: pd.DataFrame
    stated: pd.DataFrame
    findings: tuple[Finding, ...]
    files: tuple[InputFile, ...]

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity == "blocking")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What one table brings."""

    findings: list[Finding]
    cells: list[dict]
    totals: list[dict]
    stated: list[dict]
    file: InputFile | None


def read(study: Study, root: Path) -> Delivery:
    """Read and check every table of ``study`` below ``root/data/<study>/``.

    Bad data come back as findings, all of them at once; a file that cannot be read does not keep the others from
    being read. Only a file that changes while it is read raises :class:`Refused`.
    """
    places = Places(study)
    parts = [_table(code, table, study, root, places) for code, table in sorted(study.file.tables.items())]
    cells = [c for p in parts for c in p.cells]
    findings = [f for p in parts for f in p.findings]
    findings += checks.twice(cells) + checks.undeclared(study, root)
    return Delivery(
        cells=tall.cells_frame(cells),
        totals=tall.cells_frame(c for p in parts for c in p.totals),
        stated=tall.stated_frame(c for p in parts for c in p.stated),
        findings=ordered(findings),
        files=tuple(p.file for p in parts if p.file),
    )


def _table(code: str, table: Table, study: Study, root: Path, places: Places) -> _Part:
    path = checks.folder(study, root) / table.file
    wrong = checks.declaration(code, table)
    if wrong:
        return _nothing(wrong)
    if not path.is_file():
        return _nothing([checks.absent(table, study, root)])
    if path.stat().st_size > readers.LARGEST_FILE:
        return _nothing([checks.too_large(table, readers.LARGEST_FILE)])
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    try:
        grid, findings = readers.read(content, table, table.file)
    except Unreadable as error:
        return _nothing(list(error.findings), _input(path, root, digest, content, code, None))
    finally:
        _unchanged(path, digest)
    lines, more = rows.read(grid, table, study, places)
    findings += more
    regions, wrong = contracts.check([x for x in lines if not x.is_total], table, grid, places)
    printed, wrong_totals = contracts.check([x for x in lines if x.is_total], table, grid, places)
    findings += wrong + wrong_totals
    if grid.rows:
        findings += coverage.missing([x for x in lines if not x.is_total], table, grid, study)
        findings += coverage.totals(regions, printed, table, grid, study)
        findings += checks.late(regions, table, grid.file, study)
    cells, stated = tall.records(regions, code, table, grid)
    totals, stated_totals = tall.records(printed, code, table, grid)
    return _Part(
        findings=findings,
        cells=cells,
        totals=totals,
        stated=stated + stated_totals,
        file=_input(path, root, digest, content, code, grid),
    )


def _input(path: Path, root: Path, digest: str, content: bytes, code: str, grid) -> InputFile:
    return InputFile(
        path=path.relative_to(root).as_posix(), sha256=digest, bytes=len(content), table=code,
        rows=len(grid.rows) if grid else 0, encoding=grid.encoding if grid else "", sheet=grid.sheet if grid else None,
    )  # fmt: skip


def _nothing(findings: list[Finding], file: InputFile | None = None) -> _Part:
    return _Part(findings=findings, cells=[], totals=[], stated=[], file=file)


def _unchanged(path: Path, digest: str) -> None:
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        raise Refused(f"{path} changed while it was being read; wait until it is written and start again")
