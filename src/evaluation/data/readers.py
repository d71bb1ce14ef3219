"""One door to the file readers: bytes of a delivered file to a grid of texts."""

from __future__ import annotations

from evaluation.data.findings import Finding
from evaluation.data.grid import Grid
from evaluation.study.model import Table

LARGEST_FILE = 64 * 1024 * 1024


def read(content: bytes, table: Table, file: str) -> tuple[Grid, list[Finding]]:
    """The table's texts and the findings about its form; ``Unreadable`` when there is no table to read."""
    if table.file.endswith(".csv"):
        from evaluation.data import csv_reader

        return csv_reader.read(content, table, file)
    from evaluation.data import xlsx_reader  # openpyxl takes longer than most deliveries do

    return xlsx_reader.read(content, table, file)
