"""One door to the file readers: bytes of a delivered file to grids of texts."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.data.build import build
from evaluation.data.encodings import doubt
from evaluation.data.findings import Finding, Unreadable
from evaluation.data.grid import Grid
from evaluation.data.header import KnownNames, parts_of_name
from evaluation.data.record import Page
from evaluation.study import pattern
from evaluation.study.model import Table

LARGEST_FILE = 64 * 1024 * 1024


def read(content: bytes, table: Table, file: str, known: KnownNames) -> tuple[list[Grid], list[Finding]]:
    """The table's texts, a grid for each of its sheets, and the findings about its form; ``Unreadable`` when there is no table to
    read."""
    read_pages, findings = pages(content, table, file, known)
    grids: list[Grid] = []
    wrong: list[Finding] = []
    for page in read_pages:
        try:
            grid, found = build(table, page, known, dict(_parts_of_names(table, page, known)))
        except Unreadable as error:
            wrong += doubt(error.findings, page.encoding, table)
        else:
            grids.append(grid)
            findings += found
    if wrong and not grids:
        raise Unreadable(*wrong)
    return grids, findings + wrong


def pages(content: bytes, table: Table, file: str, known: KnownNames) -> tuple[list[Page], list[Finding]]:
    """The rows of the file, or of each declared sheet of it, before a table is found in them; ``Unreadable`` as by :func:`read`."""
    if table.file.endswith(".csv"):
        from evaluation.data import csv_reader

        return [csv_reader.read(content, table, file)], []
    from evaluation.data import workbook_reader  # openpyxl takes longer than most deliveries do

    return workbook_reader.read(content, table, file, known)


def _parts_of_names(table: Table, page: Page, known: KnownNames) -> Iterator[tuple[str, str]]:
    """What the names of the file and the sheet say, by the key that it is."""
    for place, name, text in (("file", table.file, page.file), ("sheet", table.sheet, page.sheet or "")):
        for hold, value in (parts_of_name(name, text, table, known) or {}).items():
            if hold != pattern.AS_OF:
                yield f"{hold} of the {place}", value
