"""The sheets of a delivered file as they stand, before anything is declared of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.data import csv_reader
from evaluation.data.record import Merged, Page, Record
from evaluation.study.tables import SEPARATORS, Table

MOST_ROWS, _SNIFFED = 20_000, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredPage:
    """``separator``: of a CSV file, by its name in study.yml. ``merged``: as in :class:`Page`. ``cells``: the area of a page with
    several tables that one of them stands in, whose records alone are here."""

    file: str
    sheet: str | None
    separator: str
    records: tuple[Record, ...]
    merged: tuple[Merged, ...] | None
    cells: str = ""

    @property
    def page(self) -> Page:
        """The page for a reader, from the top."""
        return Page(file=self.file, sheet=self.sheet, encoding="", records=iter(self.records), merged=self.merged)


def read_pages(content: bytes, file: str) -> list[DeliveredPage]:
    """The visible sheets in which something stands, up to their first :data:`MOST_ROWS` rows; ``Unreadable`` as for a delivery."""
    if file.endswith(".csv"):
        separator = _separator(csv_reader.decode(content, file)[0])
        page = csv_reader.read(content, stub(file, separator=separator), file)
        return [_page(page, separator)]
    from evaluation.data import workbook_reader

    book, _ = workbook_reader.open_book(content, file)
    found = [workbook_reader.read_sheet(book, name, file) for name in book.visible]
    return [delivered for page in found if (delivered := _page(page, ",")).records]


def stub(file: str, **said: object) -> Table:
    """A table of which only its form is declared."""
    key = {"title": {"zh": "表"}, "file": file, "region": "region", "fixed_period": "2000"}
    return Table.model_validate(key | {"columns": {"x": {"unit": "%", "states": "x"}}} | said)


def _page(page: Page, separator: str) -> DeliveredPage:
    records: list[Record] = []
    for record in page.records:
        if len(records) == MOST_ROWS:
            break
        records.append(record)
    return DeliveredPage(file=page.file, sheet=page.sheet, separator=separator, records=tuple(records), merged=page.merged)


def _separator(text: str) -> str:
    """What parts the cells: the sign that stands in most lines equally often."""
    lines = [line for line in text.splitlines()[:_SNIFFED] if line.strip()]

    def evenness(name: str) -> tuple[int, int, bool]:
        counts = Counter(n for line in lines if (n := line.count(SEPARATORS[name])))
        often, how_many = max(((n, many) for n, many in counts.items()), key=lambda c: (c[1], c[0]), default=(0, 0))
        return how_many, often, name == "tab"

    return max(SEPARATORS, key=evenness)


def texts_of(records: Iterable[Record], position: int) -> list[str]:
    """What stands in a column, empty cells left out."""
    return [text for record in records if (text := record.text(position).strip())]
