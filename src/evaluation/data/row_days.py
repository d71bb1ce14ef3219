"""As of which day the rows of a table stand, where it is delivered again."""

from __future__ import annotations

from evaluation.data.advice import ask_for
from evaluation.data.findings import Problem, Told
from evaluation.data.grid import Row
from evaluation.errors import fit_for_message
from evaluation.study.as_of import read_day
from evaluation.study.model import Table


class RowDays:
    """As of which day rows stand: that of their file, or what their column says; empty where nothing is declared."""

    def __init__(self, table: Table, file: str) -> None:
        self._column = table.as_of.column
        day = table.day_of(file)
        self._of_file = day.isoformat() if day else ""

    def read(self, row: Row, told: Told) -> str | None:
        """The day of a row; None for one that says none, which is told."""
        if self._column is None:
            return self._of_file
        text = row.cells[self._column]
        day = read_day(text)
        if day is not None:
            return day.isoformat()
        if told.wants("as_of", row.number):
            shown = fit_for_message(text.strip())
            what = f"'{shown}' is no day" if shown else "the row does not say as of which day it stands"
            fix = ask_for("the day of each row, as 2008-01-20")
            told.add(Problem("as_of", what, fix).at(row=row.number, column=self._column, value=text, **told.place))
        return None
