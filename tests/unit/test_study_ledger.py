"""The rectification ledger: states from dates, refusals by their text, and what of it is due."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from study_files import write

from evaluation.errors import Refused
from evaluation.study import rectification
from evaluation.study.ledger import Item
from evaluation.study.load import load
from evaluation.study.periods import parse

POLICY = "policy: {prefix: HB, title: {zh: 要点, en: Key points}}\n"
ROW = {
    "item": "A1",
    "region": "420100",
    "unit": "420100",
    "unit_zh": "武汉市劳动保障局",
    "unit_en": "Bureau of Wuhan",
    "check": "检查",
    "title": "重复申领",
    "kind": "fund",
    "clause": "HB-21",
    "found": "2007-03-01",
    "facts": "重复申领补贴。",
    "when": "2006年",
    "persons": "3",
    "yuan": "1200.50",
    "voucher": "名册1份",
    "handling": "recover",
    "responsible": "培训科负责人",
    "drafted": "2007-03-05",
    "answer_by": "2007-03-15",
    "answered": "2007-03-12",
    "answer": "属实",
    "decision": "agreed",
    "confirmed": "2007-03-20",
    "issued": "2007-04-01",
    "term": "2007-05-31",
    "reported": "2007-05-20",
    "evidence": "凭证",
    "closed": "2007-06-10",
}
EARLY = ("issued", "reported", "closed", "evidence")


def text(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(Item.model_fields), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def study(root, *rows, en: str = ""):
    write(root, ("study.yml", "", POLICY))
    (root / "params/small/ledger.csv").write_text(text(*rows), encoding="utf-8")
    if en:
        (root / "params/small/ledger_en.csv").write_text(en, encoding="utf-8")
    return load("small", root)


def refused(root, *rows, en: str = "") -> str:
    with pytest.raises(Refused) as caught:
        study(root, *rows, en=en)
    return str(caught.value)


def without(*names, **changes):
    return {**{k: v for k, v in ROW.items() if k not in names}, **changes}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2007-03-01", "found"),
        ("2007-03-19", "found"),
        ("2007-03-20", "confirmed"),
        ("2007-04-01", "issued"),
        ("2007-05-20", "replied"),
        ("2007-05-31", "replied"),
        ("2007-06-01", "overdue"),
        ("2007-06-10", "closed"),
    ],
)
def test_a_state_follows_from_the_dates_up_to_a_day(day, state):
    assert Item.model_validate(ROW).state(date.fromisoformat(day)) == state


def test_supervision_stands_over_overdue_until_it_is_closed():
    item = Item.model_validate(without(supervised="2007-06-05"))
    assert [item.state(date(2007, 6, d)) for d in (4, 5, 10)] == ["overdue", "supervised", "closed"]


def test_an_adopted_reply_clears_what_was_not_confirmed():
    gone = ("confirmed", *EARLY)
    item = Item.model_validate(without(*gone, decision="adopted", reason="登记表相符"))
    assert [item.state(date(2007, 3, d)) for d in (11, 12, 31)] == ["found", "cleared", "cleared"]


@given(st.integers(0, 400), st.integers(0, 400))
def test_what_is_closed_stays_closed_and_nothing_is_found_before_it_was(first, second):
    item = Item.model_validate(ROW)
    start = date(2007, 1, 1)
    early, late = sorted((start + timedelta(first), start + timedelta(second)))
    if item.state(early) == "closed":
        assert item.state(late) == "closed"
    order = ("found", "confirmed", "issued", "replied", "overdue", "closed")
    assert order.index(item.state(early)) <= order.index(item.state(late))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (without(kind="outcome"), "a notice was issued for a problem of kind 'outcome'; notices are for fund problems"),
        (without("voucher", "handling"), "a confirmed fund problem goes into a notice, which needs voucher, handling"),
        (without("persons", "yuan"), "which needs persons or yuan"),
        (without(issued="2007-03-10"), "issued 2007-03-10 lies before confirmed 2007-03-20"),
        (without("drafted"), "answered is given without drafted; add it"),
        (without(decision="rejected"), "a reply that was rejected needs a reason, which is printed"),
        (without("answered", "answer", "decision", confirmed="2007-03-14"), "before the term for it (answer_by) was over"),
        (without("evidence"), "closed is given without evidence; add it"),
        (without("term"), "issued is given without term; add it"),
        (without(kind="money"), "kind: Input should be 'fund', 'outcome' or 'data', got 'money'"),
        (without(region="420900"), "region '420900' is not listed in regions.csv; did you mean '420600'?"),
        (without(clause="GZ-18"), "clause 'GZ-18' is not of the study's document (HB-n)"),
        (without(facts="身份证110105194912310021"), "looks like an identity, account or telephone number"),
        (without(responsible="张科长13800138000"), "looks like an identity, account or telephone number"),
        (without(yuan="12.345"), "yuan"),
        (without(unit="a/b"), "unit"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused_with_its_line(tmp_path, row, said):
    told = refused(tmp_path, ROW | {"item": "A0"}, row)
    assert said in told
    assert "ledger.csv, line 3" in told or "ledger.csv, row 3" in told


def test_a_refusal_does_not_spread_the_number_it_refuses(tmp_path):
    assert "110105194912310021" not in refused(tmp_path, without(facts="身份证110105194912310021"))


def test_items_and_units_are_the_same_all_over(tmp_path):
    assert "item 'A1' stands in line 2 already; keep one" in refused(tmp_path / "a", ROW, ROW)
    other = without(item="A2", unit_en="Other")
    assert "one unit has one name and one region" in refused(tmp_path / "b", ROW, other)
    assert "ledger_en.csv, line 2: there is no item 'A9'" in refused(tmp_path / "c", ROW, en="item,title\nA9,x\n")


def test_english_texts_stand_beside_the_record(tmp_path):
    made = study(tmp_path, ROW, en="item,title\nA1,Claimed twice\n")
    ((item, _),) = rectification.items(made, date(2007, 12, 31), language="en")
    assert (item.title, item.facts) == ("Claimed twice", "重复申领补贴。")
    assert rectification.items(made, date(2007, 12, 31))[0][0].title == "重复申领"


def test_rectified_counts_terms_of_the_period_and_closings_in_time(tmp_path):
    late = without(item="A2")
    early = without(item="A3", closed="2007-05-30", reported="2007-05-20")
    next_year = without("reported", "closed", "evidence", item="A4", term="2008-01-15")
    made = study(tmp_path, late, early, next_year)
    assert rectification.rectification_counts(made) == (1, 2)
    assert rectification.rectification_counts(made, "420100", parse("2007Q2")) == (1, 2)
    assert rectification.rectification_counts(made, "420600") == (0, 0)
    assert rectification.rectification_counts(made, period=parse("2007Q1")) == (0, 0)


def test_a_notice_is_due_for_confirmed_open_fund_problems_and_for_no_other(tmp_path):
    rows = [
        without(*EARLY, item="A1", term="2008-02-01"),
        without(*EARLY, item="A2", kind="outcome", unit="u2"),
        without(*EARLY, item="A3", kind="data", unit="u3"),
        without("confirmed", *EARLY, item="A4", unit="u4"),
        without(item="A5", unit="u5"),
        without(*EARLY, item="A6", unit="420100", term="2008-02-01"),
    ]
    made = study(tmp_path, *rows)
    due = rectification.problems_to_notice(made, date(2007, 12, 31))
    assert {unit: [i.item for i, _ in items] for unit, items in due.items()} == {"420100": ["A1", "A6"]}
    assert rectification.problems_to_notice(made, date(2007, 3, 10)) == {}
