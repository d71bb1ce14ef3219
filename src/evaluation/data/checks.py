"""Checks of a delivery that no single table can make: files, declarations, dates, figures delivered twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from evaluation.data import rows
from evaluation.data.file_names import written_as
from evaluation.data.findings import Finding
from evaluation.data.tall import Cell
from evaluation.door import NotAFile
from evaluation.errors import escape, nameless, near
from evaluation.study.model import Study, Table
from evaluation.study.periods import Period


def folder(study: Study, root: Path) -> Path:
    return root / "data" / study.name


def too_large(table: Table, limit: int) -> Finding:
    return stop("too_large", f"the file is larger than {limit // 2**20} MB", "Deliver the declared table alone", table)


def declaration(code: str, table: Table) -> list[Finding]:
    """A rate cannot be a quantity: quantities are whole and are added."""
    return [
        stop(
            "declaration",
            f"tables.{code}: the quantity {c.quantity} is declared in {c.unit}, which is a rate",
            f"Write 'states: {c.quantity}' if the column repeats an indicator, or correct the unit",
            table,
            name,
        )
        for name, c in table.columns.items()
        if c.quantity and c.unit.is_rate
    ]


def no_file(table: Table, error: NotAFile) -> Finding:
    fix = "Put the file itself there: nothing outside the project is read"
    return stop("no_file", f"{error.name} is {error.kind}, not the file that is declared", fix, table)


def absent(table: Table, study: Study, root: Path) -> Finding:
    there = _table_names(folder(study, root))
    for name in there:
        if how := written_as(name, table.file):
            return stop(
                "file_missing",
                f"data/{study.name}/{table.file} is not there, but a file whose name in {how} reads so: an archive made on another "
                "system keeps names in its encoding",
                f"Unpack the archive with that encoding, or rename the file to {table.file}: its content stays as it is",
                table,
            )
    fix = f"Put it there; {near(table.file, there)}" if there else "Put the declared files there"
    return stop("file_missing", f"data/{study.name}/{table.file} is not there", fix, table)


def _table_names(where: Path) -> list[str]:
    """Names of the tables in ``where`` (none when there is no folder), without an office program's lock files."""
    if not where.is_dir():
        return []
    kinds = (".csv", ".xlsx", ".xls", ".xlsm", ".txt", ".tsv")
    return sorted(p.name for p in where.iterdir() if p.suffix.lower() in kinds and p.name[0] not in ".~")


def undeclared_files(study: Study, root: Path) -> list[Finding]:
    """The files in ``data/<study>/`` that look like tables and are in none."""
    known = {t.file for t in study.file.tables.values()}
    return [
        Finding(
            severity="reportable",
            code="file_undeclared",
            message=f"data/{study.name}/{name} is in no table",
            fix="Declare it in study.yml or remove it: it was not read",
            file=name,
        )
        for name in (escape(nameless(n)) for n in _table_names(folder(study, root)) if n not in known)
    ]


def late(lines: list[rows.Line], table: Table, file: str, study: Study) -> list[Finding]:
    cut_off = study.file.cut_off
    return [
        Finding(
            severity="reportable",
            code="after_cut_off",
            file=file,
            column=table.period,
            message=f"figures for {period} reach beyond the data cut-off {cut_off}",
            fix="Correct the period, or the cut_off in study.yml",
            facts={"period": str(period), "cut_off": str(cut_off)},
        )
        for period in sorted({x.dated for x in lines})
        if period.last_day > cut_off
    ]


def twice(cells: list[Cell]) -> Iterator[Finding]:
    """A figure that two columns or tables deliver: which one counts is not for the program to choose."""
    if len({(c.region, c.period, c.quantity) for c in cells}) == len(cells):
        return
    groups: dict[tuple[str, Period, str], list[Cell]] = defaultdict(list)
    for c in cells:
        groups[c.region, c.period, c.quantity].append(c)
    for (region, period, quantity), group in groups.items():
        first, *others = sorted(group, key=lambda c: (c.table, c.column))
        yield from (
            Finding(
                severity="blocking",
                code="delivered_twice",
                message=f"{quantity} of {region} for {period} is delivered here and in {first.file}, "
                f"line {first.row}, column '{first.column}'",
                fix="Declare one column for a quantity and list the other under 'ignore' in study.yml",
                file=c.file,
                sheet=c.sheet or None,
                row=c.row,
                column=c.column,
                value=c.text,
                region=region,
            )
            for c in others
        )


def stop(code: str, message: str, fix: str, table: Table, column: str | None = None) -> Finding:
    return Finding(severity="blocking", code=code, message=message, fix=fix, file=table.file, column=column)
