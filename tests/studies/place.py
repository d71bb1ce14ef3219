"""Where a table stands in its file: below other lines, beside other columns, under a header of several rows, above notes."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from evaluation import spreadsheet
from evaluation.study.tables import SEPARATORS
from tests.studies.dice import Dice
from tests.studies.pen import FIGURE

if TYPE_CHECKING:
    from tests.studies.tables import Table

_PLAIN = re.compile(r"(0|[1-9][0-9]{0,13})(\.[0-9]{0,4}[1-9])?")
_BLOCKS = ("总计", "其中：女")
_KINDS = ("全市", "市本级")
_GROUPS = ("基金 ", "Group A", "人员情况")


class Page(NamedTuple):
    """The names of the columns and the lines below them; ``keys`` columns say what a line is of."""

    heads: list[str]
    lines: list[list[str]]
    keys: int


def names_a_sheet(text: str) -> bool:
    return len(text) <= 31 and not set(text) & set("[]:*?/\\")


def among_others(page: Page, declared: dict[str, Any], region: str) -> Page:
    """Every line with one of another kind below it, which is not to be read."""
    declared.setdefault("rows", {})["only"] = {"口径": [_KINDS[0]]}
    both = zip(page.lines, _others(page), strict=True)
    lines = [[*line[: page.keys], kind, *line[page.keys :]] for pair in both for kind, line in zip(_KINDS, pair, strict=True)]
    return Page([*page.heads[: page.keys], "口径", *page.heads[page.keys :]], lines, page.keys + 1)


def above_a_block(page: Page, declared: dict[str, Any], region: str) -> Page:
    """All lines under the name of what they are of, and below them those of another kind."""
    first, second = (["" if at != page.heads.index(region) else block for at in range(len(page.heads))] for block in _BLOCKS)
    declared["groups"] = {"块": {"of": region, "heads": list(_BLOCKS)}}
    declared.setdefault("rows", {}).update({"only": {"块": [_BLOCKS[0]]}, "ignore": {region: list(_BLOCKS)}})
    return Page(page.heads, [first, *page.lines, second, *_others(page)], page.keys)


def _others(page: Page) -> list[list[str]]:
    return [[*line[: page.keys], *("7" if FIGURE.fullmatch(text) else text for text in line[page.keys :])] for line in page.lines]


@dataclass
class Style:
    """How the pages of one table look; ``forms`` says it in words. ``named``: the names of its columns begin with their group."""

    dice: Dice
    forms: set[str] = field(default_factory=set)
    header_rows: int = 1
    title_rows: int = 0
    named: bool = False

    @staticmethod
    def drawn(dice: Dice, xlsx: bool, layout: str, whole: bool) -> Style:
        style = Style(dice)
        chances = {"stop": 0.3, "starts": 0.15, "cells": 0.15, "repeated": 0.15, "fill_down": 0.25, "numbers": 0.4, "merged": 0.4}
        style.forms = {form for form, chance in chances.items() if dice.yes(chance)}
        style.forms -= set() if xlsx else {"numbers", "merged"}
        style.forms -= set() if whole else {"numbers", "fill_down", "repeated"}
        style.title_rows = dice.choice((0, 0, 1, 2))
        if layout in ("long", "wide", "wide_regions") and dice.yes(0.35):
            style.header_rows = 2
            style.forms.add("header_rows")
        else:
            style.forms.discard("merged")
        return style

    def groups(self, headers: list[str]) -> dict[str, str]:
        """The group that stands over each column of figures, where it is not what differs."""
        if self.header_rows == 1:
            return {}
        half = len(headers) // 2
        return {h: _GROUPS[n >= half].strip() for n, h in enumerate(headers)}

    def declare(self, declared: dict[str, Any], page: Page) -> None:
        if self.header_rows > 1:
            declared["header_rows"] = self.header_rows
        if self.title_rows:
            declared["title_rows"] = self.title_rows
        if "starts" in self.forms:
            declared["starts"] = "表二"
        if "stop" in self.forms:
            declared["stop"] = ["注", "续表"] if "repeated" in self.forms else self.dice.choice(("注", ["资料来源", "注："]))
        elif "repeated" in self.forms:
            declared["stop"] = "续表"
        if "cells" in self.forms:
            declared["cells"] = f"C:{_letter(len(page.heads) + 1)}"
        if "fill_down" in self.forms:
            keys = [k for k in page.heads[: page.keys] if k not in ("项目", "计量单位")]
            if keys:
                declared["fill_down"] = keys
            else:
                self.forms.discard("fill_down")

    def laid(self, page: Page) -> tuple[list[list[str]], list[tuple[int, int, int, int]]]:
        """All lines of the file or sheet, and what is merged of it: first and last line and column, from 0."""
        heads, merged = self._heads(page)
        above = [["表一 其他"], ["甲", "1"], ["表二 本表"]] if "starts" in self.forms else []
        above += [["统计表"], ["单位：略"]][: self.title_rows]
        body, half = self._filled(page), len(page.lines) // 2
        if "repeated" in self.forms and half:
            body = [*body[:half], ["续表 1"], [], *heads, *body[half:]]
        below = [["注：1.本表为试验数据。"], ["  2.口径不同。"], [], ["资料来源：略"]] if "stop" in self.forms else []
        lines = [*above, *heads, *body, *below]
        at = len(above)
        if "cells" in self.forms:
            lines = [["旁", str(n), *line] for n, line in enumerate(lines)]
        shift = 2 if "cells" in self.forms else 0
        return lines, [(a + at, b + at, c + shift, d + shift) for a, b, c, d in merged]

    def _heads(self, page: Page) -> tuple[list[list[str]], list[tuple[int, int, int, int]]]:
        if self.header_rows == 1:
            return [page.heads], []
        top, low = ["" for _ in page.heads], ["" for _ in page.heads]
        merged = []
        for at, name in enumerate(page.heads):
            group, _, own = name.partition(" ")
            if at < page.keys or (not self.named and not own) or not own or name.startswith("no: "):
                top[at] = name
            else:
                top[at], low[at] = group, own
        start = page.keys
        for at in range(page.keys, len(top) + 1):
            if at == len(top) or top[at] != top[start] or not low[at]:
                if at - start > 1 and low[start]:
                    merged.append((0, 0, start, at - 1))
                    top[start + 1 : at] = [""] * (at - start - 1)
                start = at
        return [top, low], merged if "merged" in self.forms else []

    def _filled(self, page: Page) -> list[list[str]]:
        """Lines whose keys are left blank where they are those above."""
        if "fill_down" not in self.forms:
            return page.lines
        names = [at for at, name in enumerate(page.heads[: page.keys]) if name not in ("项目", "计量单位")]
        found, above = [], [""] * len(page.heads)
        for line in page.lines:
            found.append(["" if at in names and text == above[at] else text for at, text in enumerate(line)])
            above = line
        return found


def _letter(position: int) -> str:
    above, last = divmod(position, 26)
    return (_letter(above - 1) if above else "") + chr(65 + last)


def written(pages: dict[tuple[str, str], Page], table: Table, style: Style) -> dict[str, bytes]:
    """The delivered files by name."""
    books: dict[str, dict[str, Page]] = {}
    for (file, sheet), page in pages.items():
        books.setdefault(file, {})[sheet] = page
    return {
        file: _book(sheets, style) if file.endswith(".xlsx") else _text(sheets[""], table, style) for file, sheets in books.items()
    }


def _text(page: Page, table: Table, style: Style) -> bytes:
    lines, _ = style.laid(page)
    width, out = max(map(len, lines)), io.StringIO()
    writer = csv.writer(out, lineterminator="\n", delimiter=SEPARATORS[table.declared.get("separator", ",")])
    writer.writerows([*line, *[""] * (width - len(line))] for line in lines)
    return out.getvalue().encode(table.encoding, "replace")


def _book(sheets: dict[str, Page], style: Style) -> bytes:
    out = io.BytesIO()
    with spreadsheet.workbook(out, {}, None) as book:
        for name, page in sheets.items():
            sheet = book.add_worksheet(name)
            lines, merged = style.laid(page)
            for number, line in enumerate(lines):
                for at, text in enumerate(line):
                    if not text:
                        continue
                    if "numbers" in style.forms and _PLAIN.fullmatch(text):
                        sheet.write_number(number, at, float(text) if "." in text else int(text))
                    else:
                        sheet.write_string(number, at, text)
            for first, last, left, right in merged:
                sheet.merge_range(first, left, last, right, lines[first][left])
    return out.getvalue()
