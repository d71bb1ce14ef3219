"""Checks of a delivery that no single table can make: files, declarations, dates, figures delivered twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from pathlib import Path

from evaluation.data import rows
from evaluation.data.advice import ask_for
from evaluation.data.cell_rows import CellRow, LineCells, Thing
from evaluation.data.cells import Cells
from evaluation.data.file_names import written_as
from evaluation.data.findings import Finding
from evaluation.data.tall import Cell, place_of
from evaluation.door import NotAFile
from evaluation.errors import escape, nameless, near
from evaluation.study import pattern
from evaluation.study.model import Study, Table
from evaluation.study.periods import Period


def folder(study: Study, root: Path) -> Path:
    return root / "data" / study.name


def too_large(name: str, limit: int) -> Finding:
    return stop("too_large", f"the file is larger than {limit // 2**20} MB", ask_for("the declared table alone"), name)


def no_file(name: str, error: NotAFile) -> Finding:
    fix = "Put the file itself there: nothing outside the project is read"
    return stop("no_file", f"{error.name} is {error.kind}, not the file that is declared", fix, name)


def absent(name: str, study: Study, root: Path) -> Finding:
    there = table_names(folder(study, root))
    for other in there:
        if how := written_as(other, name):
            return stop(
                "file_missing",
                f"data/{study.name}/{name} is not there, but a file whose name in {how} reads so: an archive made on another "
                "system keeps names in its encoding",
                f"Unpack the archive with that encoding, or put a renamed copy, {name}, beside the one there, which is kept",
                name,
            )
    free = [other for other in there if not any(table.is_called(other) for table in study.file.tables.values())]
    fix = f"Put it there; {near(name, free)}" if free else "Put the declared files there"
    return stop("file_missing", f"data/{study.name}/{name} is not there", fix, name)


def wrong_name(table: Table, name: str) -> Finding:
    if pattern.AS_OF in table.file and table.day_of(name) is None:
        message = f"the file is called as '{table.file}' says, but what stands for {{as_of}} is no day (2008-01-20, 20080120)"
        fix = "List the files with their days in study.yml instead ('as_of: {file: day}', and 'file' names one of them)"
        return stop("file_name", message, fix, name)
    message = f"the file is called as '{table.file}' says, but what stands for {{region}} or {{period}} is none of the study's"
    return stop("file_name", message, "Correct 'file' in study.yml, or list the region in regions.csv", name)


def table_names(where: Path) -> list[str]:
    """Names of the tables in ``where`` (none when there is no folder), without an office program's lock files."""
    if not where.is_dir():
        return []
    kinds = (".csv", ".xlsx", ".xls", ".xlsm", ".txt", ".tsv")
    return sorted(p.name for p in where.iterdir() if p.suffix.lower() in kinds and p.name[0] not in ".~")


def undeclared_files(study: Study, root: Path) -> list[Finding]:
    """The files in ``data/<study>/`` that look like tables and are in none, nor named as the source of a target."""
    tables, sources = study.file.tables.values(), {target.source for target in study.targets}
    there = (n for n in table_names(folder(study, root)) if not any(t.is_called(n) for t in tables))
    found = (n for n in there if not any(source.startswith(Path(n).name) for source in sources))
    return [
        Finding(
            severity="reportable",
            code="file_undeclared",
            message=f"data/{study.name}/{name} is in no table",
            fix="Declare it in study.yml if its figures are needed; else nothing to do: it was not read",
            file=name,
        )
        for name in (escape(nameless(n)) for n in found)
    ]


def late(lines: list[rows.Line], table: Table, file: str, study: Study, plans: Set[str]) -> list[Finding]:
    """Periods after the cut-off of which more is told than what is set beforehand: ``plans``, and targets."""
    cut_off = study.file.cut_off
    done = {name for name, column in table.columns.items() if column.target is None and column.quantity not in plans}
    after = [x for x in lines if x.dated.last_day > cut_off]
    return [
        Finding(
            severity="reportable",
            code="after_cut_off",
            file=file,
            column=(table.period_keys or (None,))[-1],
            message=f"figures for {period} reach beyond the data cut-off {cut_off}",
            fix="If they came later than that, correct cut_off in study.yml; else ask who delivers them of which period they are",
            facts={"period": str(period), "cut_off": str(cut_off)},
        )
        for period in sorted({x.dated for x in after if any(r.amount is not None for n, r in x.readings.items() if n in done)})
    ]


def twice(cells: Cells) -> Iterator[Finding]:
    """A figure that two columns or tables deliver: which one counts is not for the program to choose."""
    of_row: dict[tuple[str, Period], list[CellRow]] = defaultdict(list)
    for row in cells.rows:
        of_row[row.region, row.period].append(row)
    groups: dict[tuple[str, Period, str, str], list[Cell]] = defaultdict(list)
    for there in of_row.values():
        if all(isinstance(row, LineCells) for row in there) and _are_apart([row.things for row in there]):
            continue
        found = [c for row in there for c in row.as_read()]
        if len({(c.quantity, c.basis) for c in found}) < len(found):
            for c in found:
                groups[c.region, c.period, c.quantity, c.basis].append(c)
    for (region, period, quantity, _), group in groups.items():
        first, *others = sorted(group, key=lambda c: (c.table, c.column))
        yield from (
            Finding(
                severity="blocking",
                code="delivered_twice",
                message=f"{quantity} of {region} for {period} is delivered here and in {first.file}, "
                f"line {first.row}, column '{first.column}'",
                fix=_one_of_two(first, c),
                **(place_of(c) | {"value": c.text}),
            )
            for c in others
        )


def _are_apart(things: list[frozenset[Thing]]) -> bool:
    return len(things) == 1 or sum(map(len, things)) == len(frozenset().union(*things))


def _one_of_two(first: Cell, other: Cell) -> str:
    if first.file == other.file:
        return "Declare one column for a quantity and list the other under 'ignore' in study.yml"
    return (
        "Where one file is a later delivery of the other, declare one table with the days of both "
        f"('as_of: {{{first.file}: 2024-01-20, {other.file}: …}}'); else declare one column for a quantity and list the other "
        "under 'ignore' in study.yml"
    )


def stop(code: str, message: str, fix: str, file: str, column: str | None = None) -> Finding:
    return Finding(severity="blocking", code=code, message=message, fix=fix, file=file, column=column)
