"""What of a study is known at the end of a day, and which day that is."""

import datetime
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from evaluation.errors import Refused
from evaluation.study import load
from evaluation.study.cut_off import check_over, cut_off_of
from evaluation.study.dated import Dated
from evaluation.study.ledger import Item
from evaluation.study.model import Study
from evaluation.study.periods import parse

ROOT = Path(__file__).parents[2]
DAY = datetime.date
RULES = {
    "StudyFile.cut_off",
    "StudyFile.issued",
    "StudyFile.delivered",
    "Table.delivered",
    "AsOf.files",  # what the study says of itself
    "Retraining.pace_cut_off",
    "Stream.last_class_start",  # rules and plans
    "Policy.in_force",
    "Target.in_force",
    "Target.due",  # since when a document or a line binds
    "Form.dated",
    "Form.reply_by",  # the document's own day and term
    "Round.due",  # when the office asks for a delivery
    "Mark.day",  # what its record says of itself
}
PLANS = {"Deviation", "StudyFile", "Table", "Target", "TargetOrder", "BudgetLine", "Check", "Mark"}
"""Models whose period is no day of a fact: what is asked, demanded or approved, what names a column or has a day beside."""


def inside(annotation):
    """Every class that an annotation is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from inside(part)


def models(top=Study):
    found, todo = set(), [top]
    while todo:
        model = todo.pop()
        found.add(model)
        for field in model.model_fields.values():
            todo += [
                part
                for part in inside(field.annotation)
                if isinstance(part, type) and issubclass(part, BaseModel) and part not in found
            ]
    return sorted(found, key=lambda model: model.__name__)


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_day_of_a_study_file_is_known_since_a_day_or_is_said_to_lie_ahead(model):
    days = {name for name, field in model.model_fields.items() if datetime.date in set(inside(field.annotation))}
    told = set()
    if issubclass(model, Dated):
        told = {model.SINCE, *model.AHEAD, *(fields[0] for fields in model.TOGETHER)}
        named = {*told, *(name for fields in model.TOGETHER for name in fields)} - {""}
        assert named <= set(model.model_fields)
    assert days - told == {rule.split(".")[1] for rule in RULES if rule.split(".")[0] == model.__name__}
    if "period" in model.model_fields:
        assert model.__name__ in PLANS or model.SINCE == "period"


@pytest.fixture(scope="module")
def hubei():
    return load.load("hubei-2007", ROOT)


def test_at_its_own_cut_off_a_study_is_what_it_says(hubei):
    assert hubei.as_of(hubei.file.cut_off) == hubei


def test_what_is_known_on_a_day_is_known_later_too(hubei):
    early, late = hubei.as_of(DAY(2007, 6, 30)), hubei.as_of(DAY(2007, 9, 30))
    assert late.as_of(DAY(2007, 6, 30)) == early
    assert len(early.ledger) < len(late.ledger) < len(hubei.ledger)


def test_nothing_of_a_later_day_is_left(hubei):
    day = DAY(2007, 6, 30)
    early = hubei.as_of(day)
    for name, rows in early:
        for row in rows if isinstance(rows, tuple) else ():
            if isinstance(row, Dated):
                known = [v for k, v in row if isinstance(v, datetime.date) and k not in row.AHEAD]
                assert all(v <= day for v in known), (name, row)
    assert (early.rubric, early.orders, early.checks) == ((), (), ())
    assert early.documents.decisions == ()
    assert early.documents.forms["pilots"].pilots[0].level is None


def test_a_problem_is_known_as_far_as_it_had_come(hubei):
    item = next(i for i in hubei.ledger if i.item == "HB07-03")
    seen = {day: hubei.as_of(day).ledger for day in (DAY(2007, 11, 7), DAY(2007, 11, 20), DAY(2007, 11, 28))}
    first, second, third = (next((i for i in rows if i.item == "HB07-03"), None) for rows in seen.values())
    assert first is None
    assert (second.drafted, second.answered, second.decision, second.handling, second.term) == (
        item.drafted,
        None,
        None,
        None,
        None,
    )
    assert (third.answer, third.decision, third.handling) == (item.answer, item.decision, item.handling)
    assert (third.issued, third.term) == (None, item.term)  # the term is a plan, and ahead


def test_a_decision_is_known_with_the_reply_where_nothing_was_confirmed(hubei):
    item = next(i for i in hubei.ledger if i.decision == "adopted" and i.confirmed is None)
    assert item.as_of(item.answered, hubei.file.cut_off).state(item.answered) == "cleared"
    before = item.as_of(item.answered - datetime.timedelta(1), hubei.file.cut_off)
    assert (before.decision, before.reason, before.answer) == (None, None, None)


def test_evidence_is_known_with_the_report_it_belongs_to(hubei):
    item = next(i for i in hubei.ledger if i.item == "HB07-01")
    assert item.as_of(DAY(2007, 6, 17), DAY(2007, 12, 31)).evidence is None
    assert item.as_of(DAY(2007, 6, 18), DAY(2007, 12, 31)).evidence == item.evidence


def test_what_bears_no_day_is_known_at_the_cut_off_of_its_study_and_not_before(hubei):
    undated = tuple(c.model_copy(update={"checked": None}) for c in hubei.checks)
    study = hubei.model_copy(update={"checks": undated})
    assert study.as_of(DAY(2007, 12, 30)).checks == ()
    assert study.as_of(DAY(2007, 12, 31)).checks == undated


def test_rows_in_the_ledger_stay_in_their_order(hubei):
    rows = [i.item for i in hubei.as_of(DAY(2007, 11, 30)).ledger]
    assert rows == [i.item for i in hubei.ledger if i.item in rows]
    assert all(isinstance(i, Item) for i in hubei.as_of(DAY(2007, 11, 30)).ledger)


@pytest.mark.parametrize(
    ("period", "given", "day"),
    [
        ("", "", DAY(2007, 12, 31)),
        ("2007", "", DAY(2007, 12, 31)),
        ("2007Q2", "", DAY(2007, 6, 30)),
        ("2007Q2", "2007-07-15", DAY(2007, 7, 15)),
        ("2007", "2008-01-31", DAY(2008, 1, 31)),
        ("2008Q1", "2008-03-31", DAY(2008, 3, 31)),
    ],
)
def test_the_cut_off_follows_the_period_or_is_given(hubei, period, given, day):
    assert cut_off_of(hubei, parse(period) if period else None, given) == day


@pytest.mark.parametrize("period", ["2008Q1", "2008M01", "2008"])
def test_a_period_that_ends_after_the_studys_cut_off_is_refused_until_a_day_is_given(hubei, period):
    with pytest.raises(Refused, match=f"parameter 'period': {period} ends on 2008-.*, after the study's cut_off 2007-12-31"):
        check_over(hubei, parse(period))
    check_over(hubei, parse(period), "2008-12-31")


def test_the_own_cut_off_holds_for_the_own_period_alone(hubei):
    later = hubei.model_copy(update={"file": hubei.file.model_copy(update={"cut_off": DAY(2008, 1, 20)})})
    assert cut_off_of(later) == DAY(2008, 1, 20)
    assert cut_off_of(later, parse("2007Q4")) == DAY(2007, 12, 31)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("2007-06-29", "2007-06-29 lies before the end of 2007Q2, 2007-06-30"),
        ("2007-02-30", "'2007-02-30' is not accepted: the calendar has no such day"),
        ("15.7.2007", "write a day as 2007-07-15"),
        ("2007-7-15", "write a day as 2007-07-15"),
        ("２００７-07-15", "write a day as 2007-07-15"),
        ("0207-07-15", "write a day as 2007-07-15"),
    ],
)
def test_a_cut_off_that_cannot_be_one_is_refused(hubei, given, said):
    with pytest.raises(Refused, match="parameter 'cut_off'") as refused:
        cut_off_of(hubei, parse("2007Q2"), given)
    assert said in str(refused.value)
