"""A fund that takes the place of another: what it has no more is told with the line of its reason."""

from __future__ import annotations

import pytest
import tiny

import evaluation
from evaluation.errors import Refused
from evaluation.measured import left_out
from evaluation.study.load import load

KEPT = """\
  spending: spending
  paid_in: paid_in
  planned: planned
  levels:
    fund_in_central: {zh: 中央, en: Central}
  persons:
    exp_si_subsidy: persons_si_subsidy
    exp_training: persons_training
    exp_assessment: persons_assessment
    exp_matching: persons_matching
    exp_public_post: persons_public_post
  balance: fund_balance
  budget: fund_budget
"""
FEWER = """\
groups:
  costs:
    title: {zh: 支出, en: costs}
    of: [exp_si_subsidy, exp_training, exp_assessment, exp_matching, exp_public_post, exp_microloan,
      exp_guarantee, exp_special_policy]
"""


def study(root, fund, groups=""):
    tiny.write_project(root)
    entries = f"format: 2\n{groups}fund:\n  overrides: this scheme has one account\n{fund}"
    (root / "params/tiny/catalogue.yml").write_text(entries, encoding="utf-8")
    return evaluation.open("tiny", root)


def told(opened):
    return [(f.file, f.row, f.message) for f in opened.findings if f.code == "fund_drops"]


def test_nothing_is_told_where_everything_is_said_again(tmp_path):
    assert told(study(tmp_path, KEPT)) == []


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ("  budget: fund_budget\n", "it does not say budget; it is without fund_budget (expenditure budget)"),
        ("  levels:\n    fund_in_central: {zh: 中央, en: Central}\n", "it does not say levels"),
        ("    exp_matching: persons_matching\n", "it is without persons_matching (persons with job-matching subsidies)"),
    ],
)
def test_a_key_or_a_quantity_that_is_no_more_is_told_with_its_line(tmp_path, lost, said):
    assert lost in KEPT
    whole = f"the fund takes the place of that of pack employment: {said}"
    assert told(study(tmp_path, KEPT.replace(lost, ""))) == [("params/tiny/catalogue.yml", 3, whole)]


def test_an_item_that_its_own_sum_leaves_out_is_told(tmp_path):
    [(_, row, said)] = told(study(tmp_path, KEPT.replace("spending: spending", "spending: costs"), FEWER))
    assert (row, said.rpartition(": ")[2].split(" (")[0]) == (8, "it is without exp_capacity")


def test_a_pack_that_takes_the_place_of_another_ones_fund_tells_nothing(tmp_path):
    tiny.write_project(tmp_path)
    path = tmp_path / "params/tiny/study.yml"
    path.write_text("packs: [employment-subsidy]\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    study, catalogue = load("tiny", tmp_path), evaluation.open("tiny", tmp_path).catalogue
    assert catalogue.fund_drops is not None and not [f for f in left_out.findings(study, catalogue) if f.code == "fund_drops"]


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "资金账户另行规定，不再有原账户的以下内容（键）：budget"), ("en", "it does not say budget")]
)
def test_the_page_tells_it(tmp_path, language, said):
    opened = study(tmp_path, KEPT.replace("  budget: fund_budget\n", ""))
    assert said in str(opened.report("R1", language=language).methods().data)


SOURCES = {"planned": "budget_county", "paid_in": "received_county", "executed": "executed_county"}


@pytest.mark.parametrize("left", [("planned",), ("planned", "paid_in"), ("executed",)])
def test_a_source_left_out_of_one_sum_is_told_where_the_study_says_so(tmp_path, left):
    tiny.write_project(tmp_path)
    path = tmp_path / "params/tiny"
    study_file = (path / "study.yml").read_text(encoding="utf-8")
    (path / "study.yml").write_text(f"packs: [employment-subsidy]\n{study_file}", encoding="utf-8")

    def said(groups):
        lines = [f"  {g}: {{without: {{{SOURCES[g]}: {{zh: 无, en: none}}}}}}" for g in groups]
        (path / "catalogue.yml").write_text("\n".join(["format: 2", "groups:", *lines, ""]), encoding="utf-8")
        return evaluation.open("tiny", tmp_path).catalogue

    with pytest.raises(Refused) as wrong:
        said(left)
    assert "params/tiny/catalogue.yml:3" in str(wrong.value) and "packs/" not in str(wrong.value)
    others = [f"'{code}' (under '{group}')" for group, code in SOURCES.items() if group not in left]
    assert f"leave out {', '.join(others)} too, or none" in str(wrong.value)
    assert {len(said(SOURCES).groups[group].of) for group in SOURCES} == {4}
