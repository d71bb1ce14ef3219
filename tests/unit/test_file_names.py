"""A declared file that is there under its name in another encoding is told, and never read under it."""

from __future__ import annotations

import os
from unicodedata import normalize

import pytest

from evaluation.data.file_names import written_as

NAMES = ["失业保险.csv", "武汉市就业资金.xlsx", "Übersicht.csv"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("encoding", "called"), [("gb18030", "GBK"), ("utf-8", "UTF-8")])
@pytest.mark.parametrize("taken_for", ["utf-8", "cp437", "cp850", "latin-1"])
def test_the_encoding_of_a_name_is_found(name, encoding, called, taken_for):
    raw = name.encode(encoding)
    try:
        there = os.fsdecode(raw) if taken_for == "utf-8" else raw.decode(taken_for)
    except UnicodeDecodeError:
        pytest.fail(f"{taken_for} has every byte")
    assert written_as(there, name) == ("" if there == name else called)


def test_accents_taken_apart_are_found_and_other_names_are_not():
    assert written_as(normalize("NFD", "Übersicht.csv"), "Übersicht.csv") == "another Unicode form"
    assert written_as("失业.csv", "失业保险.csv") == written_as("失业保险.csv", "失业保险.csv") == ""
