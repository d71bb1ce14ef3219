"""Everything that is wrong with a study is told at once, each with its line and what to write."""

from pathlib import Path

import pytest
from study_files import write

import evaluation
from evaluation.errors import Refused
from evaluation.study.load import load


def refused(root: Path, *changes: tuple[str, str, str]) -> list[str]:
    write(root, *changes)
    with pytest.raises(Refused) as caught:
        load("small", root)
    return str(caught.value).replace(f"{root}/", "").splitlines()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "title: {zh: 小样, en: Small sample}",
            "title: MGNREGA",
            "line 1, title: has keys and values, got 'MGNREGA'; write {en: MGNREGA} or {zh: …, en: MGNREGA}",
        ),
        (
            "indicators: [emp_new_urban, reemp_laidoff, unemp_rate_reg]",
            "indicators: wages",
            "line 21, indicators: is a list, got 'wages'; write [wages]",
        ),
        ("    region: 地区代码\n", "    region: []\n", "line 10, tables.employment: give one of 'region' (a column)"),
        ("en: Small sample", f"en: {'x' * 201}", "line 1, title.en: has 201 characters, at most 200 are taken, got 'xxx"),
        (
            "      新就业: {quantity: new_employed, unit: 人, kind: cumulative}",
            "      新就业: 人",
            "line 16, tables.employment.columns.新就业: has keys and values, got '人'; write {quantity: …, unit: …, states: …, …}",
        ),
        ("unit: 万人", "unt: 万人", "line 20, tables.employment.columns.长分母.unt: unknown key; did you mean 'unit'?"),
        ("cut_off: 2007-12-31\n", "", "line 1, cut_off: missing; add it"),
    ],
)
def test_a_wrong_key_is_told_with_its_line_and_what_to_write(tmp_path, old, new, told):
    assert any(line.startswith(f"  {told}") for line in refused(tmp_path, ("study.yml", old, new)))


def test_all_files_are_told_at_once(tmp_path):
    told = refused(
        tmp_path,
        ("study.yml", "region_system: gb2260", "region_system: gb"),
        ("regions.csv", "prefecture,420000,true", "prefecture,420000,perhaps"),
        ("choices.yml", "{reading: long,", "{raeding: long,"),
    )
    assert [line for line in told if not line.startswith(" ")] == [
        "params/small/study.yml:",
        "params/small/regions.csv, line 3:",
        "params/small/choices.yml:",
    ]
    assert "  line 2, unemp_rate_reg.raeding: unknown key; did you mean 'reading'?" in told


def test_unknown_names_are_told_beside_a_bad_cell(tmp_path):
    write(
        tmp_path,
        ("study.yml", "quantity: new_employed", "quantity: new_employd"),
        ("study.yml", "[emp_new_urban, reemp_laidoff", "[emp_new_urbn, reemp_laidoff"),
        drop=("targets.csv", "choices.yml", "weights.yml"),
    )
    (tmp_path / "data/small").mkdir(parents=True)
    header = "地区代码,期间,新就业,减员,再就业,失业,长分母\n"
    (tmp_path / "data/small/employment.csv").write_text(header + "420100,2007,x,1,1,1,1\n420600,2007,1,1,1,1,1\n", encoding="utf-8")
    found = [f for f in evaluation.open("small", root=tmp_path).findings if f.severity == "blocking"]
    assert {(f.file, f.row, f.code) for f in found} >= {
        ("employment.csv", 2, "not_a_figure"),
        ("params/small/study.yml", 16, "name_unknown"),
        ("params/small/study.yml", 21, "name_unknown"),
    }
    assert any("'new_employd' is not in the catalogue" in f.message for f in found)
