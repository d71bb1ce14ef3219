"""Columns of the tables that reports print: no word of letters is broken, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import real_reports as real

from evaluation.render.columns import column_ems, ems
from evaluation.render.lines import rooms
from evaluation.render.outline import annotate

WORD = re.compile(r"[A-Za-z]{2,}(?:['’][a-z]+)?")


def broken(table: dict[str, Any]) -> Iterator[str]:
    """Words that are wider than the room of their column."""
    found = annotate(table)
    for number, room in enumerate(rooms(found["widths"], found["size"] / 100)):
        column = found["columns"][number]
        cells = [row["cells"][number] for row in found["rows"] if row["role"] != "group"]
        for text, weight in ((column["title"], "bold"), *((cell, "regular") for cell in (column["unit"] or "", *cells))):
            yield from (
                f"{column['title']}: {w} {ems(w, weight):.1f} > {room:.1f}" for w in WORD.findall(text) if ems(w, weight) > room
            )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("study", "region"), [("hubei-2007", "420100"), ("guizhou-2010", "520300"), ("hubei-2007", "420000")])
def test_no_word_is_broken_in_a_table_of_a_report(study, region, language):
    looked_at = [part for part in real.every(study, region, language) if part["kind"] == "table"]
    assert len(looked_at) > 15
    assert {table["id"]: told for table in looked_at if (told := list(broken(table)))} == {}


def test_weights_give_way_to_the_longest_word():
    titles = [("Demand", 7), ("Judgement", 1), ("Clause", 1)]
    columns = [{"title": title, "unit": None, "align": "left", "weight": weight} for title, weight in titles]
    rows = [{"role": "body", "cells": ["Insurance subsidies are at least 30 % of spending " * 2, "met", "HB-16, HB-21"]}]
    widths, scale = column_ems({"columns": columns, "rows": rows})
    assert scale == 1.0
    assert widths[1] > ems("Judgement", "bold") and widths[0] > 2 * widths[1]
