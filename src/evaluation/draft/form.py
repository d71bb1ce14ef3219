"""Where a table begins and ends on its page, by where figures stand; what its header says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.data.form import TableForm
from evaluation.data.record import Record, squeeze
from evaluation.data.units import normalise
from evaluation.draft.pages import DeliveredPage, stub

_NUMBER = re.compile(r"[-+−(]?(?:\d{1,3}(?:[, ]\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}|\d{1,3}(?:\.\d{3})+|\d+)(?:[.,]\d+)?[)]?%?")
_YEAR = re.compile(r"(?:19|20)\d\d年?(?:[-—/]\d{2,4}年?)?(?:[-./年]?\d{1,2}月?)?")
_ABOUT = re.compile(r"(?i)^[（(]?\s*(?:计量单位|单位|填报|编制|制表|报送|数据库|指标：|时间：|unit|source|table)")
_MOST_HEADS, _STOP_LENGTH = 4, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundForm:
    """``above``: the records over the header. ``names``: of the columns, as study.yml calls them. ``rows``: of figures.
    ``stop``: what begins the first row below them. ``numbering``: rows that only number the columns (甲 1 2 3)."""

    title_rows: int
    header_rows: int
    above: tuple[Record, ...]
    names: tuple[str, ...]
    rows: tuple[Record, ...]
    stop: str
    numbering: tuple[Record, ...]


def find_form(delivered: DeliveredPage) -> FoundForm | None:
    """The first table of a page; None where no row of figures stands below a header."""
    records = delivered.records
    first = next((at for at in range(1, len(records)) if _is_of_figures(records[at]) and _is_header(records[at - 1])), None)
    if first is None:
        return None
    top = _top_of_header(records, first)
    last = max(at for at in range(first, len(records)) if _is_of_figures(records[at]) or at == first)
    below = next((r for r in records[last + 1 :] if r.filled_positions()), None)
    numbered = delivered.merged is not None
    title_rows = records[top].number - 1 if numbered else top
    header_rows = records[first].number - records[top].number if numbered else first - top
    rows = [r for r in records[first : last + 1] if r.filled_positions()]
    declared = stub(delivered.file, title_rows=title_rows, header_rows=header_rows, separator=delivered.separator)
    header = TableForm(declared, delivered.page).header
    width = max((max(r.filled_positions()) + 1 for r in (header, *rows) if r.filled_positions()), default=0)
    return FoundForm(
        title_rows=title_rows,
        header_rows=header_rows,
        above=tuple(records[:top]),
        names=tuple(" ".join(header.text(i).split()) for i in range(width)),
        rows=tuple(r for r in rows if not _is_numbering(r)),
        stop=_beginning(below) if below else "",
        numbering=tuple(r for r in rows if _is_numbering(r)),
    )


def is_number(text: str) -> bool:
    """Whether a cell holds a figure, however its digits are parted."""
    return bool(_NUMBER.fullmatch(normalise(text)))


def _cells(record: Record) -> list[str]:
    return [text for i in {*record.texts, *record.refused} if (text := record.text(i).strip())]


def _is_of_figures(record: Record) -> bool:
    """A row of figures, and not of years over columns."""
    filled = _cells(record)
    numbers = [t for t in filled if is_number(t)]
    years = [t for t in filled if _YEAR.fullmatch(normalise(t))]
    return bool(numbers) and len(years) < max(2, len(numbers))


def _is_header(record: Record) -> bool:
    filled = _cells(record)
    return len(filled) > 1 and not _is_of_figures(record)


def _is_numbering(record: Record) -> bool:
    """甲 乙 1 2 3, as statistical forms number their columns."""
    filled = _cells(record)
    numbers = [int(t) for t in filled if t.isdecimal()]
    others = [t for t in filled if not t.isdecimal()]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)) and all(squeeze(t) in "甲乙丙丁戊" for t in others)


def _top_of_header(records: Sequence[Record], first: int) -> int:
    """The header goes up as long as rows hold names of several columns."""
    top = first - 1
    while top > 0 and first - top < _MOST_HEADS:
        above = _cells(records[top - 1])
        if len(above) < 2 or any(_ABOUT.match(t) for t in above) or _is_of_figures(records[top - 1]):
            break
        top -= 1
    return top


def _beginning(record: Record) -> str:
    """What a note begins with: its word, without what it notes."""
    text = " ".join(_cells(record)[0].split())
    return re.split(r"[：:.．、\s]", text)[0][:_STOP_LENGTH] or text[:_STOP_LENGTH]
