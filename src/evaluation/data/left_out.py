"""Rows that a study says are not to be read: which, and how many of each, told in one finding a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from evaluation.data.findings import FilePlace, Finding
from evaluation.data.grid import Grid, Row
from evaluation.data.places import Places, text_of
from evaluation.data.record import squeeze
from evaluation.errors import fit_for_message
from evaluation.study.model import Table

_LISTED = 12  # names


class LeftOut:
    """What :class:`~evaluation.study.questions.Rows` of a table leaves out of its ``grid``, counted row by row."""

    def __init__(self, table: Table, grid: Grid, places: Places) -> None:
        self._table, self._grid, self._places = table, grid, places
        self._values = {column: {squeeze(value) for value in values} for column, values in table.rows.ignore.items()}
        self._only = {column: {squeeze(value) for value in values} for column, values in table.rows.only.items()}
        self._by_value: dict[str, Counter[str]] = {column: Counter() for column in (*self._values, *self._only)}
        self._unlisted: Counter[str] = Counter()

    def takes(self, row: Row, cells: Sequence[str]) -> bool:
        """Whether the row, whose region the ``cells`` name (none: a total's), is left out; it is counted then."""
        for column, values in self._values.items():
            if squeeze(row.cells[column]) in values:
                self._by_value[column][row.cells[column].strip()] += 1
                return True
        for column, values in self._only.items():
            if squeeze(row.cells[column]) not in values:
                self._by_value[column][row.cells[column].strip()] += 1
                return True
        if self._table.rows.unlisted == "ignored" and cells and self._places.unlisted(cells):
            self._unlisted[text_of(cells)] += 1
            return True
        return False

    def findings(self) -> Iterator[Finding]:
        place: FilePlace = {"file": self._grid.file, "sheet": self._grid.sheet}
        for column, met in self._by_value.items():
            if met:
                yield Finding(
                    severity="reportable",
                    code="rows_ignored",
                    message=f"{_rows(met)} not read, as declared: {_list_names(met)}",
                    fix="Nothing to do if they are not to be evaluated; else correct 'rows' in study.yml",
                    column=column,
                    facts={"count": f"{met.total()}", "names": _list_names(met)},
                    **place,
                )
        if self._unlisted:
            yield Finding(
                severity="reportable",
                code="rows_unlisted",
                message=f"{_rows(self._unlisted)} not read: regions.csv does not list {_list_names(self._unlisted)}",
                fix="Nothing to do if they are not to be evaluated; else list them in regions.csv",
                column=self._table.region_keys[-1],
                facts={"count": f"{self._unlisted.total()}", "names": _list_names(self._unlisted)},
                **place,
            )


def _rows(met: Counter[str]) -> str:
    return "1 row is" if met.total() == 1 else f"{met.total():,} rows are"


def _list_names(met: Counter[str]) -> str:
    """The names, the most frequent first, as many as can be read."""
    names = [f"{fit_for_message(name)}{f' ({count})' if count > 1 else ''}" for name, count in met.most_common(_LISTED)]
    return ", ".join(names) + (f" … ({len(met)} names)" if len(met) > _LISTED else "")
