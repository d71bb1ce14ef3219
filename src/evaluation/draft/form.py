"""Where a table begins and ends on its page, by where figures stand; what its header says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from evaluation.data.form import TableForm
from evaluation.data.record import Record, position_of, squeeze
from evaluation.data.units import normalise
from evaluation.draft.guesses import is_period, read_unit
from evaluation.draft.pages import DeliveredPage, stub
from evaluation.study.period_words import is_day
from evaluation.study.unit import WrittenUnit

_NUMBER = re.compile(r"[-+−(]?(?:\d{1,3}(?:[, ]\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}|\d{1,3}(?:\.\d{3})+|\d+)(?:[.,]\d+)?[)]?%?")
_ENDS_OF_NUMBERS = frozenset("0123456789)%")
_FLAG = re.compile(r" ?([*†‡§#^]{1,3}|[①-⑳]|[pr]|\([a-z]\))| ([a-z]{1,2})")
_YEAR = re.compile(r"((?:19|20)\d\d)年?(?:[-—/]\d{2,4}年?)?(?:[-./年]?\d{1,2}月?)?")
UNIT = re.compile(r"(?i)^(?:计量)?单位$|^units?$|^unitofmeasure$|^uom$")
_ABOUT = re.compile(
    r"(?i)^[（(]?\s*(?:计量单位|单位|單位|填报|编制|制表|报送|表\s*号|制定|批准|备案|有效期|文号|综合机关|报告期|填表|审核|数据库|指标[：:]|时间[：:]"
    r"|unit|source|table|as of\b|printed|prepared|date\b)"
)
_TOTAL = re.compile(r"(?i)(?:合计|总计|全国|全省|全市|全区|共计|總計|合計|total|all)")
_FAR = 10  # years that may lie between those over two columns
_MOST_HEADS, _STOP_LENGTH, _KEYS = 12, 8, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundForm:
    """``above``: the records over the header. ``names``: of the columns, as study.yml calls them; ``heads``: what each row of the
    header says, by position. ``rows``: of figures. ``stop``: what begins the first row below them. ``numbering``: rows that only
    number the columns (甲 1 2 3)."""

    title_rows: int
    header_rows: int
    above: tuple[Record, ...]
    names: tuple[str, ...]
    heads: tuple[Record, ...]
    rows: tuple[Record, ...]
    stop: str
    numbering: tuple[Record, ...]


def find_form(delivered: DeliveredPage) -> FoundForm | None:
    """The first table of a page; None where no row of figures stands below a header."""
    records = delivered.records
    begun = next((at for at in range(1, len(records)) if _is_of_figures(records[at]) and is_header_row(_above(records, at))), None)
    if begun is None:
        return None
    last = max(at for at in range(begun, len(records)) if _is_of_figures(records[at]) or at == begun)
    first = _first_dated(records, begun, last)
    top = _top_of_header(records, begun, delivered)
    below = next((r for r in records[last + 1 :] if r.filled_positions()), None)
    numbered = delivered.merged is not None
    start = first_row(delivered)
    title_rows = records[top].number - start if numbered else top
    header_rows = records[first].number - records[top].number if numbered else first - top
    said = {"cells": delivered.cells} if delivered.cells else {}
    declared = stub(delivered.file, title_rows=title_rows, header_rows=header_rows, separator=delivered.separator, **said)
    table = TableForm(declared, delivered.page)
    header = table.header
    of_table = {r.number for r in table.rows()}  # without its header and notes once more
    rows = [r for r in records[first : last + 1] if r.filled_positions() and r.number in of_table]
    width = max((max(r.filled_positions()) + 1 for r in (header, *rows) if r.filled_positions()), default=0)
    return FoundForm(
        title_rows=title_rows,
        header_rows=header_rows,
        above=tuple(records[:top]),
        names=tuple(" ".join(header.text(i).split()) for i in range(width)),
        heads=tuple(records[top:first]),
        rows=tuple(r for r in rows if not _is_numbering(r)),
        stop=_beginning(below, rows) if below else "",
        numbering=tuple(r for r in rows if _is_numbering(r)),
    )


def first_row(delivered: DeliveredPage) -> int:
    """The row in which the area of the table begins."""
    found = re.match("[A-Z]+([0-9]+)", delivered.cells)
    return int(found[1]) if found else 1


def is_number(text: str) -> bool:
    """Whether a cell holds a number, however its digits are parted."""
    return bool(_NUMBER.fullmatch(normalise(text)))


def is_figure(text: str) -> bool:
    """Whether a cell holds a number, alone or with its unit or the flag of a source behind it."""
    return is_number(text) or unit_of_cell(text) is not None or flag_of_cell(text) != ""


def flag_of_cell(text: str) -> str:
    """The flag that stands behind the number of a cell: ``6.3 b``, ``1234*``; empty for none."""
    plain = normalise(text)
    found = _NUMBER.match(plain) if plain[-1:] not in _ENDS_OF_NUMBERS else None
    said = _FLAG.fullmatch(plain[found.end() :]) if found else None
    return said[1] or said[2] if said else ""


def unit_of_cell(text: str) -> WrittenUnit | None:
    """The unit that stands behind the number of a cell: as of ``3.5 km``."""
    plain = normalise(text)
    found = _NUMBER.match(plain) if plain[-1:] not in _ENDS_OF_NUMBERS else None
    return read_unit(plain[found.end() :]) if found else None


def cells_of(record: Record) -> list[str]:
    """What stands in a row, days too."""
    return [text for i in {*record.texts, *record.refused} if (text := record.text(i).strip())]


def _above(records: Sequence[Record], at: int) -> Record:
    """The nearest row above in which something stands."""
    return next((r for r in reversed(records[:at]) if cells_of(r)), records[at - 1])


def _is_of_figures(record: Record) -> bool:
    """A row of figures, and not of years over columns."""
    filled = cells_of(record)
    numbers = [t for t in filled if is_figure(t)]
    years = [t for t in filled if _YEAR.fullmatch(normalise(t))]
    return bool(numbers) and (len(years) < max(2, len(numbers)) or (all(map(is_number, years)) and not _follow(years)))


def _follow(years: Sequence[str]) -> bool:
    """Whether years stand in their order, as those over columns do, and figures that look like years do not."""
    told = (_YEAR.match(normalise(t)) for t in years)
    steps = [b - a for a, b in pairwise(int(found[1]) for found in told if found)]
    return all(abs(step) <= _FAR for step in steps) and (min(steps) >= 0 or max(steps) <= 0)


def is_header_row(record: Record) -> bool:
    """Words over several columns, and no figures."""
    return len(cells_of(record)) > 1 and not _is_of_figures(record)


def _is_numbering(record: Record) -> bool:
    """甲 乙 1 2 3 or (1) (2) (3), as statistical forms number their columns."""
    filled = [normalise(t).strip("()（）") for t in cells_of(record)]
    numbers = [int(t) for t in filled if t.isdecimal()]
    others = [t for t in filled if not t.isdecimal()]
    lettered = all(squeeze(t) in "甲乙丙丁戊" for t in others)
    return len(numbers) > (not others) and numbers == list(range(1, len(numbers) + 1)) and lettered


def _first_dated(records: Sequence[Record], begun: int, last: int) -> int:
    """Where every row from one on names a period, the rows of figures above that one are of the header: they number the
    observations, or the series."""
    for column in range(_KEYS):
        dated = [at for at in range(begun, last + 1) if is_period(records[at].text(column)) or is_day(records[at].text(column))]
        between = records[begun : dated[0]] if len(dated) > 2 else []
        said = [squeeze(r.text(column)) for r in between]
        if between and len(dated) == last - dated[0] + 1 and all(said) and not any(map(_TOTAL.fullmatch, said)):
            return dated[0]
    return begun


def _top_of_header(records: Sequence[Record], first: int, delivered: DeliveredPage) -> int:
    """The header goes up as long as rows hold names of several columns, or of one that is over several."""
    top = first - 1
    while top > 0 and not cells_of(records[top]):
        top -= 1
    over = {m.first_row for m in delivered.merged or () if m.last_column > m.first_column > first_column(delivered) + 1}
    while top > 0 and first - top < _MOST_HEADS:
        record = records[top - 1]
        above = cells_of(record)
        groups = len(above) == 1 and record.number in over
        about = any(_ABOUT.match(t) and not (UNIT.match(squeeze(t)) and len(above) > 1) for t in above)
        if (len(above) < 2 and not groups) or about or _is_of_figures(record):
            break
        top -= 1
    return top


def first_column(delivered: DeliveredPage) -> int:
    """The position of the column with which the area of the table begins."""
    found = re.match("[A-Z]+", delivered.cells)
    return position_of(found[0]) if found else 0


def _beginning(record: Record, rows: Sequence[Record]) -> str:
    """What a note begins with: its word, without what it notes; more of it where rows of figures begin so too."""
    text = " ".join(cells_of(record)[0].split())
    said = re.split(r"[：:.．、\s]", text)[0][:_STOP_LENGTH] or text[:_STOP_LENGTH]
    firsts = [squeeze(cells_of(r)[0]) for r in rows]
    longer = (text[:n] for n in range(len(said), len(text) + 1))
    return next((t for t in longer if not any(f.startswith(squeeze(t)) for f in firsts)), text)
