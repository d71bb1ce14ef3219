"""Rows of the forms of finance departments: what the study knows of an indicator that a form asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.catalogue.model import Dimension
from evaluation.documents.paper import Paper
from evaluation.measured.figure import Figure
from evaluation.render.component import Component, table
from evaluation.study.documents import FormRow
from evaluation.view import judged, wholes
from evaluation.view.judgements import Standing, standing
from evaluation.view.page_tables import marks_note
from evaluation.view.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFigures:
    """One row as it is printed: ``demanded`` and ``value`` with their units; empty where there is none. ``state``: what became of
    it."""

    row: FormRow
    title: str
    demanded: str = ""
    value: str = ""
    state: str = ""
    found: Standing | None = None


def form_rows(paper: Paper, blank: str) -> tuple[FormFigures, ...]:
    """Every row that ``documents.yml`` sets for the form; ``blank`` stands for a target that the office has not written."""
    return tuple(_figures(paper, row, blank) for row in paper.form.rows)


def _figures(paper: Paper, row: FormRow, blank: str) -> FormFigures:
    view, code = paper.view, row.indicator
    if code is None:
        return FormFigures(
            row=row, title=paper.words_of(row.title), demanded=paper.words_of(row.target, blank), value=paper.words_of(row.achieved)
        )
    found = standing(view, code)
    title = paper.words_of(row.title) or view.title(code)
    if found.indicator.dimension is Dimension.TARGETS:
        done = view.results.progress(view.region, code)
        value = view.numbers.amount(done.actual, done.counts, done.mark, view.value(code).key)
        value += wholes.coverage_note(view, code, view.region)
        asked = found.target is not None and done.demanded is not None
        demanded = ""
        if asked and found.target:
            amount = view.numbers.amount(done.demanded, done.counts)
            demanded = view.sign(found.target) + amount + view.proposal_mark(found.target)
    else:
        value, demanded = judged.text(view, found), judged.demand(view, found)
    return FormFigures(row=row, title=title, demanded=demanded, value=value, state=found.settled, found=found)


def form_table(view: View, id: str, title: str, columns: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]) -> Component:
    """A table of a form, whose columns all stand, filled in or not."""
    return table(id, title, columns, rows, marks_note(view, (cell for r in rows for cell in r["cells"])))


def money_of(view: View, figure: Figure) -> str:
    """Money for a cell of a form; of the whole with how many regions it is of."""
    return view.numbers.money_cell(figure.amount, figure.mark) + wholes.sum_note(view, figure)
