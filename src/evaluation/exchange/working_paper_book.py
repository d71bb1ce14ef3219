"""Working papers of a region as a workbook: a list of all, and a sheet each, or of very many a sheet for each kind."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from evaluation import spreadsheet
from evaluation.exchange.working_paper_words import WORDS
from evaluation.exchange.working_papers import PaperRow, WorkingPaper
from evaluation.render.columns import ems

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_SHEETS = 60
"""Papers that have a sheet each."""
MOST_ROWS = 60
"""Delivered cells that a paper lists."""
_LINE, _MOST_LINES = 16, 25  # height of a line in points; lines of the highest row that there may be
_LISTED = 3  # facts of a paper in the list
_LONGEST = 32_767  # letters of a cell
_WIDTHS_OF_LIST = (10, 20, 36, 40, 48, 14, 20, 16)
_WIDTHS = (30, 64, 10, 36, 28)
_BLANKS = ("answer", "signed", "signed_on", "taken", "taken_on", "checked", "checked_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBook:
    """What a workbook is of. ``notes``: that its data are invented, provisional, a draft; ``created``: the day in its properties,
    or none."""

    language: str
    study: str
    region: str
    period: str
    notes: tuple[str, ...]
    papers: tuple[WorkingPaper, ...]
    created: date | None

    @property
    def words(self) -> Mapping[str, str]:
        return WORDS[self.language]

    @property
    def title(self) -> str:
        return f"{self.words['book']} · {self.region} · {self.period}"

    def sheet_of(self, number: int) -> str:
        """The name of the sheet that has the paper of that number."""
        of_kind = self.words[self.papers[number - 1].kind]
        return self.words["paper"].format(number=number) if len(self.papers) <= MOST_SHEETS else of_kind


def paper_book(book: PaperBook) -> bytes:
    """The workbook, the same bytes for the same papers."""
    raw = io.BytesIO()
    properties = {"title": book.title, "subject": book.study}
    with spreadsheet.workbook(raw, properties, book.created, book.words["lang"]) as made:
        _Writer(made, book).write()
    return raw.getvalue()


class _Writer:
    def __init__(self, made: Workbook, book: PaperBook) -> None:
        self._made, self._book, self._words = made, book, book.words
        self._bold = made.add_format({"bold": True, "valign": "top"})
        self._wrapped: Format = made.add_format({"text_wrap": True, "valign": "top"})
        self._counted: Format = made.add_format({"num_format": "#,##0.######", "valign": "top"})
        self._ends: dict[str, list[int]] = {}  # rows of each sheet after which a paper ends

    def write(self) -> None:
        self._write_list(self._sheet(self._words["list"], _WIDTHS_OF_LIST))
        for number, paper in enumerate(self._book.papers, 1):
            self._write_paper(number, paper)

    def _sheet(self, name: str, widths: Sequence[int] = _WIDTHS) -> Worksheet:
        sheet = self._made.get_worksheet_by_name(name)
        if sheet is None:
            sheet = self._made.add_worksheet(name)
            for place, width in enumerate(widths):
                sheet.set_column(place, place, width)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
        return sheet

    def _write_list(self, sheet: Worksheet) -> None:
        words, book = self._words, self._book
        lines = (book.title, book.study, words["about"], *book.notes)
        for row, text in enumerate(lines):
            sheet.write_string(row, 0, text[:_LONGEST], self._bold if row == 0 else None)
        heads = [words[name] for name in ("number", "kind", "matter", "fact", "norm", "breaches", "money", "place")]
        told = [self._cells_of(number, paper) for number, paper in enumerate(book.papers, 1)]
        self._write_table(sheet, len(lines) + 1, "findings", heads, told)

    def _cells_of(self, number: int, paper: WorkingPaper) -> list[str | int]:
        """A line of the list: the first facts, of a missed line its value, the line and how far they are apart."""
        words, named = self._words, dict(paper.facts)
        fact = words["next"].join(words["named"].format(name=name, text=text.rstrip("。.")) for name, text in paper.facts[:_LISTED])
        norm = words["next"].join([paper.norm, *(code for code, _ in paper.cited if code not in paper.norm)])
        cases = "" if paper.cases is None else paper.cases
        sheet = self._book.sheet_of(number)
        return [number, words[paper.kind], paper.title, fact, norm, cases, named.get(words["money"], ""), sheet]

    def _write_paper(self, number: int, paper: WorkingPaper) -> None:
        words, book = self._words, self._book
        sheet = self._sheet(book.sheet_of(number))
        ends = self._ends.setdefault(sheet.name, [])
        row = ends[-1] if ends else 0
        sheet.write_string(row, 0, words["paper"].format(number=number), self._bold)
        about = [(words["region"], book.region), (words["period"], book.period), (words["kind"], words[paper.kind])]
        about += [(words["matter"], paper.title), *paper.facts, (words["norm"], paper.norm)]
        about += [(words["cited"].format(clause=code), text or words["no_text"]) for code, text in paper.cited]
        row = self._write_table(sheet, row + 1, f"paper_{number}", [words["item"], words["content"]], about)
        sheet.write_string(row, 0, words["rows"], self._bold)
        row = self._write_rows(sheet, row + 1, number, paper.rows)
        sheet.write_string(row, 0, words["reply"], self._bold)
        blanks = [(words[name], words["to_fill"]) for name in _BLANKS]
        row = self._write_table(sheet, row + 1, f"reply_{number}", [words["item"], words["content"]], blanks)
        ends.append(row)
        sheet.set_h_pagebreaks(ends)

    def _write_rows(self, sheet: Worksheet, row: int, number: int, rows: Sequence[PaperRow]) -> int:
        words = self._words
        if not rows:
            sheet.write_string(row, 0, words["no_rows"])
            return row + 2
        heads = [words[name] for name in ("file", "sheet", "row", "column", "text")]
        told = [(r.file, r.sheet, r.row, r.column, r.text) for r in rows[:MOST_ROWS]]
        after = self._write_table(sheet, row, f"rows_{number}", heads, told)
        if len(rows) > MOST_ROWS:
            sheet.write_string(after - 1, 0, words["more"].format(count=len(rows) - MOST_ROWS))
            after += 1
        return after

    def _write_table(self, sheet: Worksheet, top: int, name: str, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> int:
        """A named table, with a mark in every cell that has nothing; the row after the blank one below it."""
        last, columns = top + len(rows), [{"header": head} for head in heads]
        options = {"name": name, "columns": columns, "autofilter": False, "style": "Table Style Light 1"}
        sheet.add_table(top, 0, last, len(heads) - 1, options)
        widths = _WIDTHS_OF_LIST if sheet.name == self._words["list"] else _WIDTHS
        for number, cells in enumerate(rows, start=top + 1):
            lines = max(ceil(2 * ems(str(cell)) / (width - 2)) for cell, width in zip(cells, widths, strict=False))
            sheet.set_row(number, _LINE * min(max(lines, 1), _MOST_LINES))
            for place, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(number, place, cell, self._counted)
                else:
                    sheet.write_string(number, place, (cell or self._words["none"])[:_LONGEST], self._wrapped)
        return last + 2
