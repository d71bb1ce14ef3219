"""The parts of a document as paragraphs and tables of a word processor, each in its style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from evaluation.render.columns import ems
from evaluation.render.word.sheet import RED, SIZES, WIDTH, WordSheet, rule

Part = Mapping[str, Any]
_SIDES = {"left": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}
_PLACES = {"addressee": "Addressee", "annexes": "Annex List", "signature": "Signature", "annex": "Annex Mark"}
_STYLES = {"body": "Body Text", "lead": "Body Text", "small": "Note"}
_GRID = "Table Grid"
_HEAD, _LEAST_HEAD = 36, 22  # points of the issuer, in one line where it fits


class WordBody:
    """What is added to ``file``, part by part; ``labels``: the words of its language."""

    def __init__(self, file: Document, sheet: WordSheet, labels: Mapping[str, str]) -> None:
        self._file, self._sheet, self._labels = file, sheet, labels

    def cover(self, part: Part) -> None:
        """Letterhead, number and title; of what is no official document title, subtitle and facts."""
        head = part["letterhead"]
        if head:
            issuer = self._line(head["issuer"], "Letterhead")
            issuer.runs[0].font.size = Pt(max(_LEAST_HEAD, min(_HEAD, WIDTH.pt // ems(head["issuer"]))))
            rule(self._line(head["number"], "Document Number"), ("bottom",), str(RED), 18)
        self._line(part["title"], "Title")
        if part["subtitle"]:
            self._line(part["subtitle"], "Subtitle")
        for label, value in part["facts"]:
            self._line(f"{label}{self._labels['between'] or '：'}{value}", "Note")

    def add(self, part: Part) -> None:
        """One part, and what stands in it."""
        getattr(self, f"_add_{part['kind']}")(part)

    def _add_section(self, part: Part) -> None:
        for child in part["children"]:
            self.add(child)

    def _add_heading(self, part: Part) -> None:
        between = " " if part["number"] and part["number"][-1:].isascii() else ""
        self._line(f"{part['number']}{between}{part['text']}", f"Heading {part['level']}")

    def _add_paragraph(self, part: Part) -> None:
        made = self._file.add_paragraph(style=_STYLES[part["style"]])
        for run in part["runs"]:
            made.add_run(run["text"]).bold = True if run["strong"] else None
        made.paragraph_format.keep_with_next = True if part.get("keep") else None

    def _add_list(self, part: Part) -> None:
        for item in part["items"]:
            self._line(item, "List Number" if part["ordered"] else "List Bullet")

    def _add_line(self, part: Part) -> None:
        place = part["place"]
        lines = [self._line(text, _PLACES[place]) for text in part["lines"]]
        if place == "signature":
            lines[0].paragraph_format.space_before = Pt(42)
        if place == "annexes":
            for line in lines[1:]:
                line.paragraph_format.left_indent = 5 * SIZES[self._sheet.language]

    def _add_notice(self, part: Part) -> None:
        made = self._file.add_paragraph(style="Note")
        if part["title"]:
            made.add_run(f"{part['title']} ").bold = True
        made.add_run(part["text"])

    def _add_break(self, part: Part) -> None:
        self._file.add_page_break()

    def _add_limits(self, part: Part) -> None:
        self._line(part["title"], "Caption")
        names = ("title", "requirement", "value", "state_text", "detail")
        self._plain_table([[item[name] for name in names] for item in part["items"]])

    def _add_keyfacts(self, part: Part) -> None:
        self._plain_table([[item["label"], item["value"], item["note"]] for item in part["items"]])

    def _add_figure(self, part: Part) -> None:
        self._line(self._caption(part), "Caption")
        self._line(part["alt"], "Note")
        if part["table"]:
            self._table(part["table"])
        self._notes(part)

    def _add_table(self, part: Part) -> None:
        self._line(self._caption(part), "Caption")
        self._table(part)
        self._notes(part)

    def _caption(self, part: Part) -> str:
        return f"{part['label']} {part['title']}" if part["label"] else str(part["title"])

    def _notes(self, part: Part) -> None:
        for text in part["notes"]:
            self._line(f"{self._labels['note']}{text}", "Note")
        if part["source"]:
            self._line(f"{self._labels['source']}{part['source']}", "Note")

    def _add_imprint(self, part: Part) -> None:
        """The last lines, between two rules."""
        lines = []
        for label, text in part["rows"]:
            lines.append(self._line("", "Imprint"))
            lines[-1].add_run(label).bold = True
            lines[-1].add_run(text)
        if part["printed"]:
            lines.append(self._line("\t".join(part["printed"]), "Imprint"))
            lines[-1].paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        if lines:
            lines[0].paragraph_format.space_before = Pt(36)
        for line in lines:
            line.paragraph_format.keep_together = True
            rule(line, ("top", "bottom", "between"), "000000", 6)
        for line in lines[:-1]:
            line.paragraph_format.keep_with_next = True

    def _line(self, text: str, style: str) -> Paragraph:
        return self._file.add_paragraph(text, style=style)

    def _plain_table(self, rows: Sequence[Sequence[str]]) -> None:
        made = self._grid(len(rows), len(rows[0]), [1] * len(rows[0]))
        for row, texts in zip(made.rows, rows, strict=True):
            self._fill(row, texts, ["left"] * len(texts))

    def _table(self, part: Part) -> None:
        columns, rows = part["columns"], part["rows"]
        made = self._grid(len(rows) + 1, len(columns), part["widths"])
        head, *others = made.rows
        comma = {"zh": "，", "en": ", "}[self._sheet.language]
        titles = [comma.join(filter(None, (c["title"], c["unit"]))) for c in columns]
        self._fill(head, titles, [c["align"] for c in columns], strong=True)
        _say(head, "w:tblHeader")
        for made_row, row in zip(others, rows, strict=True):
            _say(made_row, "w:cantSplit")
            if row["role"] == "group":
                one = made_row.cells[0].merge(made_row.cells[-1])
                self._write(one, row["cells"][0], "left", strong=True)
            else:
                self._fill(made_row, row["cells"], [c["align"] for c in columns], strong=row["role"] in ("total", "emphasis"))

    def _grid(self, rows: int, columns: int, shares: Sequence[int]) -> Table:
        made = self._file.add_table(rows, columns)
        made.style, made.alignment, made.autofit = self._file.styles[_GRID], WD_TABLE_ALIGNMENT.CENTER, False
        for share, column in zip(shares, made.columns, strict=True):
            column.width = width = Emu(WIDTH * share // sum(shares))
            for cell in column.cells:
                cell.width = width
        return made

    def _fill(self, row: _Row, texts: Sequence[str], sides: Sequence[str], *, strong: bool = False) -> None:
        for cell, text, side in zip(row.cells, texts, sides, strict=True):
            self._write(cell, text, side, strong=strong)

    def _write(self, cell: _Cell, text: str, side: str, *, strong: bool) -> None:
        line = cell.paragraphs[0]
        line.style, line.alignment = self._file.styles["Table Text"], _SIDES[side]
        line.add_run(text).bold = True if strong else None


def _say(row: _Row, what: str) -> None:
    made = OxmlElement(what)
    made.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(made)
