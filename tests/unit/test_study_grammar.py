"""One way to write a number, a day, a yes or no and a text: what else there is, is refused, in every field of every model."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, TypeAdapter, ValidationError
from study_files import made

import evaluation
from evaluation.errors import Refused
from evaluation.register import about  # noqa: F401  its models are made of the same
from evaluation.study import grammar, model, strict_yaml  # noqa: F401
from evaluation.study.base import Code, FolderName, Model
from evaluation.study.tables import Table

NUMBERS = (
    "1e9999999",
    "1e309",
    "1e5",
    "1E5",
    "1e-999999",
    "1_000",
    "1,000",
    "１２３",
    "٣",
    "NaN",
    "Infinity",
    "-Infinity",
    "inf",
    "0x10",
    "+5",
    ".5",
    "5.",
    "007",
    "-",
    "--5",
    " 5",
    "5 ",
    "1 000",
    "½",
    "²",
    "1'000",
    "5%",
    "真",
    "9" * 16,
    "1." + "9" * 13,
    "9" * 5_000_000,
)
WHOLES = (*(n for n in NUMBERS if n != "9" * 16), "1.0", "2024.0", "2_024", "9" * 20)
DAYS = (
    "0",
    "1735603200",
    "now",
    "2024-12-31T00:00:00",
    "2024-12-31 00:00",
    "20241231",
    "2024-1-5",
    "31.12.2024",
    "2024/12/31",
    "２０２４-12-31",
    "2024-02-30",
    "2023-02-29",
    "0000-01-01",
    "2024-13-01",
    "2024-12-31Z",
    "-2024-12-31",
    "9" * 100_000,
)
FLAGS = ("yes", "no", "y", "n", "on", "off", "1", "0", "T", "t", "True", "FALSE", "ｔｒｕｅ", "true ", "t" * 100_000)
TEXTS = (
    "a\nb",
    "a\tb",
    "a\rb",
    "\x1b[31mred",
    "a\x00",
    "a\x7f",
    "a\x85b",
    "a\u202eb",
    "a\u2066b",
    "a\u200bb",
    "a\u200db",
    "\ufeffa",
    "a\u00adb",
    "a\ufe0f",
    "葛\U000e0100",
    "\ue000",
    "\U000f0000",
    "a\u2028b",
    "a\u2029b",
    "\u061c",
    "\U000e0041",
    "\u3000",
    " ",
    "\ufffe",
    "\U0001fffe",
)


def refused(kind: Any, value: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    (error,) = caught.value.errors()
    return error["msg"]


@pytest.mark.parametrize(
    ("kind", "values"),
    [(grammar.Number, NUMBERS), (grammar.Whole, WHOLES), (grammar.Day, DAYS), (grammar.Flag, FLAGS), (grammar.Text, TEXTS)],
    ids=["number", "whole", "day", "flag", "text"],
)
def test_another_spelling_is_refused_and_the_message_is_short(kind, values):
    for value in values:
        assert len(refused(kind, value)) < 200, value[:40]


@pytest.mark.parametrize("kind", [grammar.Number, grammar.Whole, grammar.Day, grammar.Flag, grammar.Text])
@pytest.mark.parametrize("value", [1.5, None, [], {}, b"1", datetime(2024, 12, 31), Decimal("NaN"), ("a",)])
def test_a_value_of_another_type_is_refused(kind, value):
    refused(kind, value)


@pytest.mark.parametrize(
    ("kind", "said", "meant"),
    [
        (grammar.Number, "0", Decimal(0)),
        (grammar.Number, "-2.5", Decimal("-2.5")),
        (grammar.Number, "10.50", Decimal("10.50")),
        (grammar.Number, "999999999999999.999999999999", Decimal("999999999999999.999999999999")),
        (grammar.Number, 5, Decimal(5)),
        (grammar.Whole, "0", 0),
        (grammar.Whole, str(2**63 - 1), 2**63 - 1),
        (grammar.Whole, -3, -3),
        (grammar.Day, "2024-02-29", date(2024, 2, 29)),
        (grammar.Day, date(2024, 2, 29), date(2024, 2, 29)),
        (grammar.Flag, "true", True),
        (grammar.Flag, "false", False),
        (grammar.Flag, True, True),
        (grammar.Text, "武汉市　汉口 (a)", "武汉市　汉口 (a)"),
        (grammar.Text, "a\u00a0b", "a\u00a0b"),
        (grammar.Text, "𠀀", "𠀀"),
    ],
)
def test_what_is_written_as_it_should_be_is_read_exactly(kind, said, meant):
    found = TypeAdapter(kind).validate_python(said)
    assert (found, type(found)) == (meant, type(meant))


def test_a_true_is_no_number():
    refused(grammar.Number, True)
    refused(grammar.Whole, True)


def models(of: type = Model) -> list[type]:
    return [found for kind in of.__subclasses__() for found in (kind, *models(kind))]


def test_no_field_of_any_model_is_read_leniently():
    found = {
        f"{kind.__name__}.{name}": lax
        for kind in models()
        for name, field in kind.model_fields.items()
        if (lax := grammar.lax(field.annotation, tuple(field.metadata)))
    }
    assert (found, len(models()) > 40) == ({}, True)


@pytest.mark.parametrize(
    "kind",
    [
        int,
        str,
        bool,
        date,
        Decimal,
        float,
        Any,
        int | None,
        tuple[int, ...],
        dict[str, Code],
        dict[Code, Decimal],
        Annotated[int, Field(ge=1)],
        Annotated[Decimal, Field(ge=0)] | None,
        dict[Literal["a"], tuple[date, ...]],
    ],
)
def test_a_model_with_a_lenient_field_cannot_be_made(kind):
    with pytest.raises(TypeError, match="is read leniently; use a type of"):
        type("Lenient", (Model,), {"__annotations__": {"field": kind}})


@pytest.mark.parametrize("code", ["-R", "-x", "", "a" * 33, "a b", "a/b", "..", "武汉", "R\n", "１"])
def test_what_is_no_code_is_refused(code):
    refused(Code, code)


@pytest.mark.parametrize("code", ["CON", "con", "Nul", "AUX", "prn", "COM1", "lpt9"])
def test_no_folder_is_named_as_a_device(code):
    assert "is the name of a device on Windows" in refused(FolderName, code)
    assert TypeAdapter(FolderName).validate_python(f"{code}-1") == f"{code}-1"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("targets.csv", "at_least,70,", "at_least,1e9999999,"), "targets.csv, line 2:\n  value: is no number;"),
        (("targets.csv", "at_least,70,", "at_least,-5,"), "targets.csv, line 2:\n  a target of -5 万人: what is counted is never"),
        (("study.yml", "cut_off: 2007-12-31", "cut_off: 0"), "study.yml:\n  line 6, cut_off: is no date; write it as 2007-12-31"),
        (("study.yml", "region_vintage: 2007", "region_vintage: 2_007"), "region_vintage: is no whole number;"),
        (("regions.csv", "420000,true", "420000,yes"), "regions.csv, line 3:\n  reports: is neither true nor false"),
        (("regions.csv", "Wuhan", "Wu\u202ehan"), "regions.csv, line 3:\n  name_en: holds U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        (("study.yml", "en: Office", 'en: "Of\\efice"'), "author.en: holds U+001B (the escape character)"),
        (("weights.yml", "points: 10", "points: 1e1"), "groups.social_benefit.points: is no number;"),
    ],
)
def test_the_files_of_a_study_are_refused_with_place_and_remedy(tmp_path, change, said):
    with pytest.raises(Refused) as caught:
        made(tmp_path, change)
    assert said in str(caught.value)


@pytest.mark.parametrize("value", [-1, 0, 2.5])
def test_a_rate_may_be_demanded_below_zero(tmp_path, value):
    study = made(tmp_path, ("targets.csv", "at_most,4.5,%", f"at_most,{value},%"))
    assert study.targets[3].value == Decimal(str(value))


ROW = "{},名,Name,名,prefecture,{},true\n"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("A", "B"), ("B", "A")], "line 5: A lies in itself (A → B → A); correct the parents"),
        ([("A", "A")], "line 5: A lies in itself (A → A)"),
        ([("A", "B"), ("B", "C"), ("C", "B")], "line 5: A lies in itself (B → C → B)"),
        ([("A", "")], "line 5: exactly one region has no parent"),
        ([("A", "Z")], "line 5: parent 'Z' of A is not listed"),
        ([("420100", "420000")], "line 5: the code 420100 stands twice"),
        ([("r1", "420000"), ("R1", "420000")], "line 6: R1 and r1 would be one folder on some disks"),
        ([("-R", "420000")], "line 5:\n  code: is no code, got '-R'; write 1 to 32 letters A-Z"),
        ([("CON", "420000")], "line 5:\n  code: is the name of a device on Windows"),
    ],
)
def test_the_regions_are_one_tree_of_folders(tmp_path, rows, said):
    more = "".join(ROW.format(*row) for row in rows)
    with pytest.raises(Refused) as caught:
        made(tmp_path, ("regions.csv", "", more), ("study.yml", "gb2260", "free"))
    assert f"regions.csv, {said}" in str(caught.value)


def test_a_region_below_one_that_stands_later_is_of_the_tree(tmp_path):
    more = (ROW.format("A", "B") + ROW.format("B", "420100")).replace(",true", ",false")
    study = made(tmp_path, ("regions.csv", "", more), ("study.yml", "gb2260", "free"))
    assert study.region("A").parent == "B"


@pytest.mark.parametrize("name", ["-x", "CON", "my study", "研究", "x" * 33])
def test_a_folder_that_cannot_name_a_study_is_refused_in_words(tmp_path, name):
    from study_files import write

    from evaluation.study.load import load

    write(tmp_path, name=name)
    with pytest.raises(Refused, match="a study's folder is named with up to 32 letters"):
        load(name, tmp_path)


@pytest.mark.parametrize("name", ["-x", "CON", "nul", "my study", "研究", "x" * 33, "Small", "SMALL"])
def test_a_study_is_not_begun_under_such_a_name(tmp_path, name):
    from study_files import write

    from evaluation.cli import skeleton

    write(tmp_path)
    with pytest.raises(Refused, match=r"named with up to 32 letters|would be one folder on some disks"):
        skeleton.create(tmp_path, name)
    assert [p.name for p in (tmp_path / "params").iterdir()] == ["small"]


def test_two_studies_that_one_disk_would_mix_are_refused(tmp_path):
    from study_files import write

    from evaluation.study.load import load

    write(tmp_path, name="one")
    write(tmp_path, name="One")
    with pytest.raises(Refused, match="params/one and params/One would be one folder on some disks; rename one"):
        load("one", tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("title： {zh: 甲}\nperiod: 2007\n", 1, "title"),
        ("tables:\n  a：1\n  b: 2\n", 2, "a"),
        ("period: 2007\ntables：\n  x: 1\n", 2, "tables"),
        ("title：甲\n", 1, "title"),
    ],
)
def test_a_fullwidth_colon_behind_a_key_is_told_in_its_line(text, line, key):
    told = f"study.yml, line {line}: '{key}：' ends in a fullwidth colon; write '{key}: ' with a plain one and a blank"
    with pytest.raises(Refused, match=re.escape(told)):
        strict_yaml.parse(text, "study.yml")


def test_a_fullwidth_colon_in_a_name_or_a_text_is_none():
    assert strict_yaml.parse("人数：女: {zh: 甲：乙}\n", "study.yml") == {"人数：女": {"zh": "甲：乙"}}


def test_no_pattern_is_shown_to_anybody():
    """Only codes have one that pydantic checks, and those have their own words: all else says what to write."""
    home = Path(evaluation.__file__).parent
    sources = [p for room in ("study", "catalogue", "packs") for p in (home / room).rglob("*.py")]
    assert {p.name for p in sources if "StringConstraints(pattern" in p.read_text(encoding="utf-8")} == {"base.py", "entries.py"}


@pytest.mark.parametrize(
    ("file", "told"),
    [("fund.ods", "is no table that is read; write the name of a .csv, .xlsx or .xls file"), ("a/fund.csv", "without folders")],
)
def test_a_file_that_is_no_table_is_told_with_what_to_do(file, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        Table.model_validate({"title": {"zh": "表"}, "file": file, "region": "a", "fixed_period": "2007", "columns": {}})
