"""What may be done to a table whose figures stay the same."""

from __future__ import annotations

from collections.abc import Iterable

from tests.studies.tables import Table

FORMS = frozenset(
    [
        "also",
        "blocks",
        "cells",
        "decimal_comma",
        "down",
        "down_wide",
        "files_by_period",
        "files_by_region",
        "fill_down",
        "flags",
        "header_rows",
        "marks",
        "merged",
        "numbers",
        "only",
        "repeated",
        "sheets_by_period",
        "sheets_by_region",
        "starts",
        "stop",
        "thousands",
        "units_down",
        "wide",
        "wide_regions",
        "words",
        "year_and_part",
    ]
)


def forms_of(tables: Iterable[Table]) -> set[str]:
    return {form for table in tables if table.dress for form in table.dress.forms}
