"""What the last period left stands first, and what problems are made of: nature, norm, basis, cause, money that came back."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

import evaluation
from evaluation.errors import Refused
from evaluation.render.printed import flatten
from evaluation.study.ledger import Item
from evaluation.study.left_over import BECAME, find_left_over
from evaluation.study.natures import NATURES
from evaluation.view.phrases import Phrases

BEFORE = {
    "item": "A1",
    "region": "421000",
    "unit": "421000",
    "unit_zh": "荆州市劳动保障局",
    "unit_en": "Bureau of Jingzhou",
    "check": "检查",
    "title": "垫付经费",
    "kind": "fund",
    "clause": "HB-21",
    "nature": "diverted",
    "found": "2006-08-01",
    "facts": "垫付办公经费。",
    "when": "2006年",
    "yuan": "1000",
    "voucher": "凭证",
    "handling": "return",
    "responsible": "财务科",
    "drafted": "2006-08-02",
    "answer_by": "2006-08-20",
    "answered": "2006-08-10",
    "answer": "属实",
    "decision": "agreed",
    "confirmed": "2006-09-01",
    "issued": "2006-09-05",
    "term": "2007-03-31",
}
CLOSED = {"reported": "2007-03-01", "evidence": "凭证", "closed": "2007-03-20", "recovered": "1000"}
STORIES = {
    "closed": CLOSED,
    "better": {"reported": "2007-03-01", "evidence": "凭证", "recovered": "400"},
    "worse": {},
    "no_reply": {"term": "2006-10-01"},
    "same": {"issued": None, "term": "2007-12-31"},
}


def item(**changes) -> Item:
    return Item.model_validate_strings({k: v for k, v in {**BEFORE, **changes}.items() if v is not None})


@pytest.fixture(scope="module")
def hubei():
    return evaluation.open("hubei-2007")


def _with(hubei, *items):
    return hubei.study.model_copy(update={"ledger": items})


@pytest.mark.parametrize("became", BECAME)
def test_what_became_of_a_problem_follows_from_its_dates(hubei, became):
    study = _with(hubei, item(**STORIES[became]))
    assert [one.became for one in find_left_over(study, "421000", hubei.period, "zh")] == [became]


def test_what_was_closed_before_or_found_since_was_not_left(hubei):
    closed = item(reported="2006-10-01", evidence="x", closed="2006-12-31")
    since = {k: v.replace("2006", "2007") for k, v in BEFORE.items() if v.startswith("2006-")}
    found = item(**since, term="2007-12-31")
    assert find_left_over(_with(hubei, closed, found), "421000", hubei.period, "zh") == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "zh",
            "截至上期末（2006年12月31日）未销号的问题2件：已销号1件，转为逾期或督办1件。其中2件记有金额，共2000.00元，已追回：1000.00元。",
        ),
        ("en", "Problems open at the end of the last period (2006-12-31): 2; 1 closed, 1 worse, overdue or under supervision"),
    ],
)
def test_the_conclusion_opens_with_what_the_last_period_left(hubei, language, said):
    from evaluation.measured.measuring import results
    from evaluation.report.sections.conclusion import build
    from evaluation.view.view import View

    study = _with(hubei, item(**CLOSED), item(item="A2"))
    measured = results(study, hubei.delivery, catalogue=hubei.catalogue)
    made = flatten(build(View(results=measured, region="421000", language=language, key="")).content)["children"]
    assert made[0]["kind"] == "heading"
    assert said.replace(" ", "") in json.dumps(made[1], ensure_ascii=False).replace(" ", "").replace(",0", "0")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "outcome", "issued": None}, "is one of money"),
        ({"recovered": "2000", **{k: CLOSED[k] for k in ("reported", "evidence", "closed")}}, "more than"),
        ({"recovered": "10"}, "without reported or closed"),
        ({"quote": "x"}, "quote is given without norm"),
    ],
)
def test_a_problem_that_contradicts_itself_is_refused(changes, said):
    with pytest.raises(ValueError, match=said):
        item(**changes)


def test_money_that_came_back_is_not_known_before_it_was_reported():
    one = item(**CLOSED)
    assert one.as_of(date(2007, 2, 28), date(2007, 12, 31)).recovered is None
    assert one.as_of(date(2007, 3, 1), date(2007, 12, 31)).recovered == Decimal(1000)


def test_every_nature_has_its_words_in_both_languages():
    for language in ("zh", "en"):
        say = Phrases(language)
        assert len({say(f"nature.{nature}") for nature in NATURES}) == len(NATURES)


def test_a_reason_stands_beside_the_line_that_is_missed_and_is_called_the_units(hubei):
    told = json.dumps(flatten(hubei.report("420900", language="zh").problems().content), ensure_ascii=False)
    [said] = [d for d in hubei.study.deviations if d.region == "420900"]
    assert said.reason in told and said.measure in told and "未经核实" in told
    other = json.dumps(flatten(hubei.report("420100", language="zh").problems().content), ensure_ascii=False)
    assert said.reason not in other and "未经核实" not in other


def test_advice_is_given_once_and_of_every_row(hubei):
    for region in ("420000", "421000", "420200"):
        report = hubei.overview(language="en") if region == "420000" else hubei.report(region, language="en")
        children = flatten(report.problems().content)["children"]
        table = next(c for c in children if c.get("id") == "problems-table")
        advised = next(c for c in children if c["kind"] == "list")["items"]
        texts = [text.partition(": ")[2] for text in advised]
        assert len(set(texts)) == len(texts)
        numbers = []
        for text in advised:
            for span in text.partition(": ")[0].split(", "):
                first, _, last = span.partition(" to ")
                numbers += range(int(first), int(last or first) + 1)
        assert sorted(numbers) == list(range(1, len(table["rows"]) + 1))


def test_a_reason_for_what_is_no_indicator_of_the_study_is_refused(hubei):
    from evaluation.measured.resolve import resolve

    wrong = tuple(d.model_copy(update={"item": "no_such"}) for d in hubei.study.deviations)
    with pytest.raises(Refused, match=r"reasons.csv.*no_such"):
        resolve(hubei.study.model_copy(update={"deviations": wrong}), hubei.catalogue)
