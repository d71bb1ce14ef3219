"""``docs/register.md`` says what the tables, parameters, rules and tallies are."""

from __future__ import annotations

import re
from pathlib import Path

from evaluation.catalogue.catalogue import catalogue
from evaluation.register import about
from evaluation.register.counts import counts_of
from evaluation.register.tables import TABLES
from evaluation.register.tally import quantities_of

PAGE = (Path(__file__).parents[2] / "docs" / "register.md").read_text(encoding="utf-8")


def test_every_table_stands_there_with_its_columns_and_words_in_order():
    folder = PAGE.partition("## The folder")[2].partition("## Parameters")[0]
    for name, table in TABLES.items():
        (row,) = re.findall(rf"^\| `{name}`(.*)\|$", folder, re.MULTILINE)
        assert re.findall(r"`(\w+)` \(", row.partition("|")[2]) == list(table.columns), name
        assert ("may be left out" in row) is not table.needed
        for column in table.columns.values():
            assert ", ".join(column.choices) in row
            assert not column.refers or f"`{column.refers}`" in row
        assert row.count("may be blank") == sum(c.blank for c in table.columns.values())
        assert row.count("may lie ahead") == sum(c.ahead for c in table.columns.values())


def test_every_parameter_rule_and_quantity_stands_there():
    words = set(re.findall(r"`(\w+)`", PAGE))
    assert words >= set(about.Rules.model_fields) | set(about.About.model_fields)
    for field in about.Rules.model_fields.values():
        assert words >= set(field.annotation.model_fields) - {"source"}
    rules = {p.code for p in catalogue().parts.values() if ".register." in p.at}
    assert words | {"G2", "G3", "G4"} >= rules
    _, _, counted = PAGE.partition("## What is counted")
    named = set(re.findall(r"`(\w+)`", counted.partition("All are whole numbers")[0]))
    assert named - {"ignore"} == set(quantities_of(counts_of(["employment", "guizhou_2010"], Path("no-project"))))
