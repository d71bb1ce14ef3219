"""Money of the fund that no table reads: told by check, and nothing where all is read or nothing is of the fund."""

from __future__ import annotations

import shutil

import drawn_study
import pytest
import real_reports as real
from test_conditions import WORLDS

import evaluation
from evaluation.measured import left_out
from evaluation.report.parts.grouped import separate
from evaluation.view.view import View

STUDY = "hubei-subsidy-2024"
ITEM = "      就业见习补贴（万元）: {quantity: internship_subsidy, unit: 万元}\n"


def found(tmp_path, *changes):
    for part in (f"params/{STUDY}", f"data/{STUDY}"):
        shutil.copytree(real.ROOT / part, tmp_path / part)
    path = tmp_path / "params" / STUDY / "study.yml"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    opened = evaluation.open(STUDY, tmp_path)
    return {f.code: f for f in left_out.findings(opened.study, opened.catalogue)}


def test_all_items_read_is_no_finding(tmp_path):
    assert found(tmp_path) == {}


def test_an_item_without_a_column_and_its_column_left_out_are_two_findings(tmp_path):
    told = found(tmp_path, (ITEM, ""), ("ignore: [地区]", "ignore: [地区, 就业见习补贴（万元）]"))
    assert set(told) == {"item_left_out", "money_left_out"}
    assert "internship_subsidy (internship subsidies)" in told["item_left_out"].message
    assert "就业见习补贴（万元）" in told["money_left_out"].message


def test_an_item_that_the_scheme_lacks_is_none(tmp_path):
    (tmp_path / "params" / STUDY).parent.mkdir(parents=True)
    lacks = "format: 2\ngroups:\n  spending:\n    without: {internship_subsidy: 本省没有该项目}\n"
    with pytest.MonkeyPatch.context() as patch:
        copy = shutil.copytree
        patch.setattr(
            shutil, "copytree", lambda a, b: (copy(a, b), "params" in str(b) and (b / "catalogue.yml").write_text(lacks, "utf-8"))
        )
        assert found(tmp_path, (ITEM, ""), ("ignore: [地区]", "ignore: [地区, 就业见习补贴（万元）]")).keys() == {
            "money_left_out",
            "never_measured",
        }


def test_an_indicator_that_needs_what_the_scheme_lacks_never_has_a_value_and_check_and_page_say_so(tmp_path):
    opened = drawn_study.opened(WORLDS["without"], tmp_path)
    [finding] = [f for f in opened.findings if f.code == "never_measured"]
    assert finding.message.startswith("matched never has a value: it needs what catalogue.yml says that the scheme has not: job-")
    view = View(results=opened.results, region="A", language="en", key="0" * 64)
    _, told = separate(view, ["matched", "trained"])
    assert told[0] == "1 indicator needs what the scheme does not have and is not listed: one." and "two" in told[1]
