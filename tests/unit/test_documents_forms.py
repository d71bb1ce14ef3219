"""Forms of the finance departments: what the study knows is filled in, what only the office can say is printed as not delivered."""

from __future__ import annotations

import shutil

import pytest
import real_reports as real

import evaluation
from evaluation.documents.book import write_letter
from evaluation.errors import Refused

FORMS = """
  {kind}:
    goals: {{zh: 促进就业。, en: Promote employment.}}
    management:
      allocation: {{said: {{zh: 按因素法分配。, en: By factors.}}}}
    rows:
      - {{first: {{zh: 产出指标, en: Output}}, second: {{zh: 数量指标, en: Quantity}}, indicator: {code}}}
      - first: {{zh: 产出指标, en: Output}}
        second: {{zh: 成本指标, en: Cost}}
        title: {{zh: 人均补贴标准, en: Standard per head}}
      - {{first: {{zh: 效益指标, en: Benefit}}, second: {{zh: 社会效益, en: Social benefit}}, indicator: unemp_rate_reg}}
"""


def form(tmp_path, kind, period, language="zh", code="emp_new_urban"):
    """Cells of the tables of a form of the Hubei study, by table."""
    for part in ("params/hubei-2007", "data/hubei-2007", "notebooks"):
        shutil.copytree(real.ROOT / part, tmp_path / part)
    path = tmp_path / "params" / "hubei-2007" / "documents.yml"
    path.write_text(path.read_text(encoding="utf-8") + FORMS.format(kind=kind, code=code), encoding="utf-8")
    made = write_letter(evaluation.open("hubei-2007", tmp_path).document(kind, "", period, language).paper)
    return {c.data["id"]: [[str(x) for x in r["cells"]] for r in c.data["rows"]] for c in made.body if "rows" in c.data}


def test_a_monitoring_form_tells_target_forecast_deviation_and_likelihood(tmp_path):
    tables = form(tmp_path, "monitoring_form", "2007Q2")
    assert tables["monitoring-money"][-1] == ["合计", "154,823.02", "55,847.60", "36.1"]
    jobs, cost, rate = tables["monitoring-indicators"]
    assert jobs[3:] == ["≥70.00万人", "34.35万人", "49.1", "71.47万人", "+14,718人", "需加力", ""]
    assert cost[2:] == ["人均补贴标准", "无规定", "（未报送）", "—", "—", "—", "—", ""]
    assert rate[3:5] == ["≤4.5%", "4.3%"] and rate[8] == "达到"


def test_a_transfer_form_says_of_each_block_what_was_not_delivered(tmp_path):
    tables = form(tmp_path, "transfer_form", "2007", "en")
    assert tables["transfer-money"] == [["Total of the year", "154,823.02", "146,973.60", "94.930"]]
    assert tables["transfer-management"][0] == ["Sound allocation", "By factors.", ""]
    assert {tuple(r[1:]) for r in tables["transfer-management"][1:]} == {("(not delivered)", "(not delivered)")}
    assert tables["transfer-goals"] == [["Promote employment.", "(not delivered)"]]
    assert [r[4] for r in tables["transfer-indicators"]] == ["716,512 persons", "(not delivered)", "4.2%"]


def test_a_row_of_an_indicator_that_the_study_has_not_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(Refused, match="rows: 'emp_new_urbn' is no indicator of the study; did you mean 'emp_new_urban'"):
        form(tmp_path, "transfer_form", "2007", code="emp_new_urbn")
