"""The grid of a table from the page it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaluation.data import form_findings
from evaluation.data.body import Body
from evaluation.data.down import RowsDown
from evaluation.data.findings import Finding, Unreadable
from evaluation.data.form import TableForm
from evaluation.data.grid import Grid
from evaluation.data.header import Header, KnownNames, match, rest_ignored
from evaluation.data.record import Page
from evaluation.study.model import Table


def build(table: Table, page: Page, known: KnownNames, said: Mapping[str, str]) -> tuple[Grid, list[Finding]]:
    """The grid of the table on ``page`` and the findings about single rows. ``said``: what the names of file and sheet say.

    Raises :class:`Unreadable` with every header problem at once: a table is not read by half.
    """
    form = TableForm(table, page)
    try:
        return _build(table, page, form, match(table, form.header, page.place, known), said)
    except Unreadable:
        form.check_title_rows()
        if wrong := form_findings.find_merged(form, frozenset()):
            raise Unreadable(*wrong) from None  # merged cells are the reason of what they lead to
        raise


def _build(table: Table, page: Page, form: TableForm, header: Header, said: Mapping[str, str]) -> tuple[Grid, list[Finding]]:
    body, place, top = Body(table, page, header, said), page.place, form.header.number
    told = body.told
    if header.rest:
        told.add(rest_ignored(header, top, place))
    told.add(*(p.at(row=top, **place) for p in form.header.refused.values() if not p.text))
    declared = [(i, table.columns[name].unit) for _, slots in body.groups for i, name in slots if name in table.columns]
    told.add(*form_findings.units_of_header(dict(enumerate(header.texts)), declared, top, place))
    records = filter(body.belongs, form.rows())
    rows = RowsDown(body, table.down).rows(records) if table.down else [row for r in records for row in body.across(r)]
    if wrong := form_findings.find_merged(form, frozenset(i for _, slots in body.groups for i, _ in slots), body.read):
        raise Unreadable(*wrong)
    told.add(*_hidden_columns(page, header))
    if form.notes:
        told.add(form_findings.notes_below(form.notes, place))
    if not rows and not any(f.severity == "blocking" for f in told.found):
        told.add(
            Finding(
                severity="blocking",
                code="no_rows",
                message="the table has a header and no rows",
                fix="Ask for the figures, or check 'title_rows' in study.yml",
                **place,
            )
        )
    grid = Grid(file=page.file, sheet=page.sheet, encoding=page.encoding, header_row=top, header=header.texts, rows=tuple(rows))
    return grid, told.all()


def _hidden_columns(page: Page, header: Header) -> Iterator[Finding]:
    for position, name in enumerate(header.texts, start=1):
        if any(first <= position <= last for first, last in page.hidden_columns):
            yield Finding(
                severity="reportable",
                code="hidden_column",
                message="the column is hidden; its figures are read",
                fix="Ask who delivers it why it is hidden",
                column=name,
                **page.place,
            )
