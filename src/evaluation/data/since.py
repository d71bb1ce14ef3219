"""What changed in a delivery since reports were made of it before: in figures of files that were altered meanwhile, under the
name that they had. What the reports printed then is all that is known of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from evaluation.data.cells import join
from evaluation.data.delivery import Delivery
from evaluation.data.findings import Finding, Told, order
from evaluation.data.tall import Cell, place_of, show, tell_figure
from evaluation.earlier import earlier_run
from evaluation.errors import Refused
from evaluation.study.counted import Counts
from evaluation.study.model import Study
from evaluation.study.periods import Period, parse
from evaluation.study.unit import join_unit


class EarlierFigure(NamedTuple):
    """A figure that reports were made of before, in base units, with its ``file`` and what it ``said`` there."""

    region: str
    period: Period
    quantity: str
    amount: int
    kind: str
    file: str
    said: str


def with_changes(
    delivery: Delivery, study: Study, root: Path, period: Period, counted: Mapping[str, str], counts: Counts
) -> Delivery:
    """The delivery of ``period`` with what changed in it since the run before. ``counted``: what each quantity counts."""
    run = earlier_run(study, root, period, {file.path: file.sha256 for file in delivery.files})
    if run is None:
        return delivery
    figures = (f for table in run.tables.values() for f in figures_in(table, study, counted, counts) if f.file in run.changed)
    return replace(tell_changes(delivery, figures, study), compared_with=run.key)


def figures_in(table: bytes, study: Study, counted: Mapping[str, str], counts: Counts) -> Iterator[EarlierFigure]:
    """The figures in a ``cells.csv`` that were used; ``counted``: what each quantity counts. Rows that this version does not know
    are passed over."""
    for row in csv.DictReader(io.StringIO(table.decode("utf-8-sig"))):
        quantity = row["quantity"]
        if row["used"] != "yes" or not row["amount"] or quantity not in counted or row["region"] not in study.by_code:
            continue
        try:
            period = parse(row["period"], study.file.period.calendar)
            amount = counts.base_units(Decimal(row["amount"]), counted[quantity])
        except (Refused, ArithmeticError):
            continue
        said = join_unit(row["text"], row["unit"])
        yield EarlierFigure(row["region"], period, quantity, amount, row["kind"], row["file"], said)


def tell_changes(delivery: Delivery, earlier: Iterable[EarlierFigure], study: Study) -> Delivery:
    """The delivery with what changed since the ``earlier`` figures: told, and kept as what revised figures were."""
    now = {_of(cell): cell for cell in (*delivery.cell_rows, *delivery.ahead_rows)}
    revised = {_of(cell) for cell in delivery.before_rows}
    unread = {finding.file for finding in delivery.findings if finding.severity == "blocking"}
    before, told = list[Cell](), Told()
    for was in earlier:
        cell = now.get((was.region, was.period, was.quantity))
        if cell is None and was.file in unread:
            continue  # it may stand there still
        if cell is None or cell.amount is None:
            told.take([_tell_withheld(was, cell) if cell is not None and cell.mark == "suppressed" else _tell_gone(was)])
        elif cell.amount != was.amount:
            old = cell._replace(amount=was.amount, kind=was.kind, bound=0)
            told.take([_tell_changed(was, old, cell, study)])
            before += [] if _of(cell) in revised else [old]
    return replace(delivery, before_rows=join(delivery.before_rows, before), findings=order((*delivery.findings, *told.all())))


def _of(cell: Cell) -> tuple[str, Period, str]:
    return cell.region, cell.period, cell.quantity


def _tell_changed(was: EarlierFigure, old: Cell, now: Cell, study: Study) -> Finding:
    before, after = show(old, study), show(now, study)
    return tell_figure(
        "figure_changed",
        was,
        f"was {before} in the reports made before, {was.file} has been changed since, and it is {after}, which is used",
        "Nothing to do where the correction is known, else ask who delivers it why the figure changed; put a corrected "
        "delivery beside the first and declare their days ('as_of'), so that both can be looked up",
        facts={"was": before, "now": after, "was_file": was.file},
        place=place_of(now),
    )


def _tell_gone(was: EarlierFigure) -> Finding:
    return tell_figure(
        "figure_gone",
        was,
        f"was {was.said} in the reports made before, {was.file} has been changed since and has no such figure, and none is used",
        "Ask who delivers it whether the figure was withdrawn or left out",
        facts={"was": was.said, "was_file": was.file},
        place={"file": was.file, "sheet": None, "region": was.region},
    )


def _tell_withheld(was: EarlierFigure, now: Cell) -> Finding:
    return tell_figure(
        "figure_withheld",
        was,
        "was shown in the reports made before and is suppressed now; the earlier figure is not shown any more",
        "Ask who delivers it whether reports that show the earlier figure are to be withdrawn",
        facts={},
        place=place_of(now),
    )
