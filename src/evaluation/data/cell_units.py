"""Units that cells say of their own, and whether they count what their column holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evaluation.data.advice import ask_for
from evaluation.data.findings import Finding
from evaluation.data.grid import Grid
from evaluation.data.rows import Line
from evaluation.errors import fit_for_message
from evaluation.study.model import Table


def misfits(lines: Sequence[Line], table: Table, grid: Grid, counts: Mapping[str, str]) -> Iterator[Finding]:
    """Cells whose unit counts something else than the quantity of their column. ``counts``: what each quantity counts."""
    for name, column in table.columns.items():
        due = counts.get(column.quantity or "")
        for line in lines if column.unit.in_cells and due else ():
            reading = line.readings.get(name)
            if reading is None or reading.unit is None or reading.unit.counts == due:
                continue
            yield Finding(
                severity="blocking",
                code="unit_in_cell",
                message=f"'{fit_for_message(line.texts[name])}' is in {reading.unit}, and {column.quantity} counts {due}",
                fix=f"Correct the quantity of the column in study.yml, or {ask_for('the figure that is meant')[:1].lower()}"
                f"{ask_for('the figure that is meant')[1:]}",
                file=grid.file,
                sheet=grid.sheet,
                row=line.row_of(name),
                column=name,
                value=line.texts[name],
            )
