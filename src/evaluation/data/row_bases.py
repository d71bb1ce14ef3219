"""On which basis the figures of a row stand, where a column says so."""

from __future__ import annotations

from collections.abc import Mapping

from evaluation.data.findings import Problem, Told
from evaluation.data.grid import Row
from evaluation.data.record import squeeze
from evaluation.errors import fit_for_message, near
from evaluation.study.basis import Basis
from evaluation.study.model import Table


class RowBases:
    """What the rows of ``table`` say of their basis."""

    def __init__(self, table: Table) -> None:
        self._said = table.basis
        self._means: Mapping[str, Basis] = {squeeze(text): basis for basis, of in table.basis.means.items() for text in of}

    def read(self, row: Row, told: Told) -> Basis | None:
        """The basis of a row; None for one that names none, which is told."""
        column = self._said.column
        if column is None:
            return self._said.all
        text = row.cells[column]
        found = self._means.get(squeeze(text))
        if found is None and told.wants("basis", row.number):
            problem = self._problem(fit_for_message(text.strip()))
            told.add(problem.at(row=row.number, column=column, value=text, **told.place))
        return found

    def _problem(self, shown: str) -> Problem:
        if not shown:
            fix = "Ask who delivers it; where a blank cell is as the one above it, write 'fill_down' in study.yml"
            return Problem("basis", "the row does not say on which basis it is", fix)
        hint = near(shown, [text for of in self._said.means.values() for text in of])
        fix = f"{hint[0].upper()}{hint[1:]}{'' if hint.endswith('?') else '.'} Else say what it means, as in 'verified: [{shown}]'"
        return Problem("basis", f"'{shown}' is no basis that study.yml knows", fix)
