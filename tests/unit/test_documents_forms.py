"""Forms of the finance departments: what the study knows is filled in, what only the office can say is printed as not delivered."""

from __future__ import annotations

import pytest
import real_reports as real
from pydantic import ValidationError

from evaluation.documents.book import write_letter
from evaluation.errors import Refused
from evaluation.study.documents import FormRow
from evaluation.study.periods import parse


def form(kind, period, language="zh"):
    """Cells of the tables of a form of the Hubei study, by table."""
    made = write_letter(real.opened(f"hubei-2007{real.WITH_FORMS}").document(kind, "", period, language).paper)
    return {c.data["id"]: [[str(x) for x in r["cells"]] for r in c.data["rows"]] for c in made.body if "rows" in c.data}


def test_a_monitoring_form_tells_target_forecast_deviation_and_likelihood():
    tables = form("monitoring_form", "2007Q2")
    assert tables["monitoring-money"][-1] == ["合计", "154,823.02", "55,847.60", "36.1"]
    jobs, cost, rate = tables["monitoring-indicators"]
    assert jobs[3:] == ["≥70.00万人", "34.35万人", "49.1", "71.47万人", "+14,718人", "待定，预计可完成", ""]
    assert cost[2:] == ["人均补贴标准", "（未报送）", "（未报送）", "—", "—", "—", "—", ""]
    assert rate[3:5] == ["≤4.5%", "4.3%"] and rate[8] == "达到"


def test_a_transfer_form_says_of_each_block_what_was_not_delivered():
    tables = form("transfer_form", "2007", "en")
    assert tables["transfer-money"] == [["Total of the year", "154,823.02", "146,973.60", "94.930"]]
    assert tables["transfer-management"][0] == ["Sound allocation", "By factors.", ""]
    assert {tuple(r[1:]) for r in tables["transfer-management"][1:]} == {("(not delivered)", "(not delivered)")}
    assert tables["transfer-goals"] == [["Promote employment.", "(not delivered)"]]
    assert [r[4] for r in tables["transfer-indicators"]] == ["716,512 persons", "(not delivered)", "4.2%"]


def test_a_row_of_an_indicator_that_the_study_has_not_is_refused_with_the_nearest(monkeypatch):
    monkeypatch.setitem(real.FORM["rows"][0], "indicator", "emp_new_urbn")
    with pytest.raises(Refused, match="rows: 'emp_new_urbn' is no indicator of the study; did you mean 'emp_new_urban'"):
        real._open_with_forms("hubei-2007").check()


def test_both_forms_of_a_study_print_the_same_spending():
    totals = []
    for kind, id in (("transfer_form", "transfer-money"), ("monitoring_form", "monitoring-money")):
        body = write_letter(real.opened("hubei-subsidy-2024").document(kind, "", "", "zh").paper).body
        totals += [str(c.data["rows"][-1]["cells"][2]) for c in body if c.data.get("id") == id]
    assert totals == ["269,446.54", "269,446.54"]


@pytest.mark.parametrize(
    ("period", "told"), [("2007H1", "2007年上半年"), ("2007Q2", "2007年第二季度"), ("2007M05", "2007年5月"), ("2007", "2007年")]
)
def test_a_document_names_the_period_that_it_is_of(period, told):
    paper = real.opened(f"hubei-2007{real.WITH_FORMS}").document("monitoring_form", "", "2007Q2", "zh").paper
    assert str(paper.spell(parse(period))) == told


def test_a_row_of_what_no_table_delivers_says_what_the_office_wrote(monkeypatch):
    row = {
        "first": {"zh": "产出", "en": "Output"},
        "second": {"zh": "质量", "en": "Quality"},
        "title": {"zh": "公示", "en": "Notice"},
    }
    written = row | {"target": {"zh": "全部公示", "en": "all published"}, "achieved": {"zh": "已公示", "en": "published"}}
    for name, cells in ((written, ["all published", "published"]), (row, ["(not delivered)", "(not delivered)"])):
        monkeypatch.setitem(real.FORM, "rows", [name])
        paper = real._open_with_forms("hubei-2007").document("monitoring_form", "", "2007Q2", "en").paper
        body = [c.data for c in write_letter(paper).body if c.data.get("id") == "monitoring-indicators"]
        assert [str(x) for x in body[0]["rows"][0]["cells"]][3:5] == cells


def test_a_target_in_words_of_an_indicator_is_refused():
    with pytest.raises(ValidationError, match="'target' is for a row without 'indicator'"):
        FormRow.model_validate(real.FORM["rows"][0] | {"target": {"zh": "全部", "en": "all"}})
