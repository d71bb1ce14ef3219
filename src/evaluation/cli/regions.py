"""``evaluation regions``: a first regions.csv from the key columns of a delivered table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluation.cli.output import say, with_limits
from evaluation.errors import EXIT_DONE, Refused, near

if TYPE_CHECKING:
    from evaluation.data.grid import Row
    from evaluation.study.periods import Calendar
    from evaluation.study.questions import StudyFile
    from evaluation.study.tables import Table

_KNOWN = ("country", "province", "prefecture", "county", "street", "community")
_TOP = "TOP"


@click.command(short_help="Draft regions.csv from the key columns of a delivered table.")
@click.argument("study")
@click.argument("table")
@with_limits
def regions(study: str, table: str, timeout: int, memory: int) -> int:
    """Write params/STUDY/regions.csv with every region that TABLE of its study.yml names, the outer ones with a report.

    Names are those of the file, codes are numbers; levels are those of study.yml, else the known six. Look at all of it: what a
    region is called and which have a report is for you to say. A file that is there is never replaced.
    """
    from evaluation import project
    from evaluation.runs.limits import Limits, within
    from evaluation.spreadsheet import write_csv
    from evaluation.study.load import questions

    root = project.root()
    path = root / "params" / study / "regions.csv"
    asked = questions(study, root)
    if table not in asked.tables:
        raise Refused(f"study {study!r} has no table {table!r}; {near(table, asked.tables)}")
    if path.exists():
        raise Refused(f"params/{study}/regions.csv is there already; nothing was changed")
    limits = Limits(timeout=timeout, memory=memory)
    rows = within(limits, f"reading {table}", partial(_draft, asked, asked.tables[table], root / "data" / study, root))
    write_csv(path, rows)
    say(f"wrote params/{study}/regions.csv: {len(rows) - 2} regions below the whole; look at names, levels and reports")
    return EXIT_DONE


def _draft(asked: StudyFile, table: Table, folder: Path, root: Path) -> list[tuple[str, ...]]:
    """Header and rows of regions.csv."""
    from evaluation.data.record import squeeze

    levels = _levels(asked, len(table.region_keys))
    title = asked.title.en
    rows: dict[tuple[str, ...], tuple[str, ...]] = {(): (_TOP, title, title, title, levels[0], "", "false")}
    left = {column: {squeeze(v) for v in values} for column, values in table.rows.ignore.items()}
    total, inside = squeeze(table.total or ""), dict[tuple[str, ...], int]()
    for row in _rows(asked, table, folder, root):
        names = tuple(row.cells[column].strip() for column in table.region_keys)
        if not all(names) or squeeze(names[-1]) == total or any(squeeze(row.cells[c]) in v for c, v in left.items()):
            continue
        for depth in range(1, len(names) + 1):
            path, above = names[:depth], names[: depth - 1]
            if path not in rows:
                inside[above] = inside.get(above, 0) + 1
                parent = rows[above][0]
                code = f"{'R' if depth == 1 else parent + '-'}{inside[above]:02}"
                rows[path] = (
                    code,
                    names[depth - 1],
                    names[depth - 1],
                    names[depth - 1],
                    levels[depth],
                    parent,
                    str(depth == 1).lower(),
                )
    return [("code", "name_zh", "name_en", "short_zh", "level", "parent", "reports"), *(_in_one_language(r) for r in rows.values())]


class _Unlisted:
    """Any name may be a region while none is listed."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar

    def is_region(self, text: str) -> bool:
        return bool(text.strip())

    def is_period(self, text: str, part: bool) -> bool:
        from evaluation.data import when

        return when.is_period(text, self.calendar, part)


def _rows(asked: StudyFile, table: Table, folder: Path, root: Path) -> Iterator[Row]:
    """Rows of every file of the table."""
    from evaluation import door
    from evaluation.data import checks, readers

    known = _Unlisted(asked.years.calendar)
    names = [n for n in checks.table_names(folder) if table.is_called(n)] if table.is_open else [table.file]
    if not names:
        raise Refused(f"{folder}: no file is called {table.file!r}; put it there or correct 'file' in study.yml")
    for name in names:
        grids, _ = readers.read(door.read(folder / name, root, readers.LARGEST_FILE), table, name, known)
        for grid in grids:
            yield from grid.rows


def _levels(asked: StudyFile, depth: int) -> list[str]:
    """Of the whole and of each key column."""
    known = (
        [*asked.levels]
        if len(asked.levels) > depth
        else [*asked.levels, *_KNOWN]
        if not asked.levels
        else [_KNOWN[0], *asked.levels]
    )
    return [known[min(at, len(known) - 1)] for at in range(depth + 1)]


def _in_one_language(row: tuple[str, ...]) -> tuple[str, ...]:
    """A name in its own language alone."""
    code, zh, en, short, *rest = row
    return (code, "", en, "", *rest) if en.isascii() else (code, zh, "", short, *rest)
