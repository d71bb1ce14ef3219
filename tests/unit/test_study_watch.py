"""Files of warning, calendar, target changes and follow-up: what does not fit is refused with its line."""

from __future__ import annotations

from datetime import date

import pytest
import study_files

from evaluation.catalogue.catalogue import catalogue
from evaluation.errors import Refused
from evaluation.measured.progress import demand
from evaluation.study.calendar import due, occurrences
from evaluation.study.events import package_events
from evaluation.study.periods import parse

RULES = """\
status: proposal
source: {zh: 建议, en: proposal}
watched:
  rate: {title: {zh: 率, en: Rate}, of: unemp_rate_reg, side: above, core: true}
hysteresis: {enter: 1, leave: 2}
grades: {yellow: 1, orange: 2, red: 3}
"""
ENTERPRISES = "enterprise,region,period,kind,base,jobs,reason,source\n"
LAYOFFS = "enterprise,region,date,kind,staff,persons,filed,source\n"
CALENDAR = "event,region,due,done,evidence\n"
ORDERS = "item,region,period,number,effective,value,unit,source\n"
ASSISTANCE = "region,period,kind,part,count,of,source\n"


def made(root, **files):
    """The small study with a policy and these files, named without their ending."""
    study_files.write(
        root,
        ("study.yml", "region_system: gb2260\n", "region_system: gb2260\npolicy: {prefix: HB, title: {zh: 要点, en: Points}}\n"),
    )
    for name, text in files.items():
        ending = "yml" if name == "warning" else "csv"
        (root / "params" / "small" / f"{name}.{ending}").write_text(text, encoding="utf-8")
    return study_files.load("small", root)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"enterprises": ENTERPRISES + "A,420100,2007Q1,strong,9,8,,x\n"},
            r"enterprises.csv, line 1: there is no warning.yml that uses it",
        ),
        (
            {"warning": RULES, "enterprises": ENTERPRISES + "A,420100,2007,strong,9,8,,x\n"},
            r"enterprises.csv, line 2:\n  period: .*'2007' is a year; give a part of it, such as 2007Q1",
        ),
        (
            {"warning": RULES, "enterprises": ENTERPRISES + "A,420100,2007Q1,strong,9,8,,x\nA,420100,2007Q1,normal,9,8,,x\n"},
            r"enterprises.csv, line 3: A, 420100, 2007Q1 stands in line 2 too; keep one",
        ),
        (
            {"warning": RULES, "enterprises": ENTERPRISES + "A,420000,2007Q1,strong,9,8,,x\n"},
            r"enterprises.csv, line 2: region '420000' is not one that reports; did you mean '420",
        ),
        ({"warning": RULES, "enterprises": ENTERPRISES + "A,420100,2007Q1,strong,0,0,,x\n"}, r"line 2:\n  base: .*greater"),
        (
            {"warning": RULES, "layoffs": LAYOFFS + "A,420100,2007-05-01,strong,10,11,,x\n"},
            r"layoffs.csv, line 2:\n.*11 persons of a staff of 10",
        ),
        ({"calendar": CALENDAR + "bulletin_q,420000,2007-03-31,2007-03-30,\n"}, r"calendar.csv, line 2:\n.*done without evidence"),
        ({"calendar": CALENDAR + "bulletins,420000,,,\n"}, r"line 2: 'bulletins' is no event .* did you mean 'bulletin_q'"),
        (
            {"calendar": CALENDAR + "bulletin_q,420100,2007-03-31,,\n"},
            r"line 2: bulletin_q is due from the whole \(420000\), not from 420100",
        ),
        ({"calendar": CALENDAR + "assistance_month,420000,,,\n"}, r"is due from each reporting region, not from 420000"),
        ({"calendar": CALENDAR + "bulletin_q,420000,,2007-03-30,x\n"}, r"bulletin_q comes round every quarter; give 'due'"),
        ({"calendar": CALENDAR + "family_clock,420100,,2007-03-30,x\n"}, r"family_clock runs all the time and has no term"),
        (
            {"calendar": CALENDAR + "bulletin_q,420000,2008-03-31,,\n"},
            r"due 2008-03-31 belongs to no bulletin_q of the year; due are 2007-03-31, 2007-06-30",
        ),
        ({"calendar": CALENDAR + "home_visits,420100,2007-03-31,,\n"}, r"'home_visits' is no event of the calendar"),
        (
            {"target_orders": ORDERS + "emp_new_urban,420100,2006,N1,2006-07-01,1,人,x\n"},
            r"target_orders.csv, line 2: there is no target of emp_new_urban for 420100 in 2006",
        ),
        (
            {"target_orders": ORDERS + "emp_new_urban,420100,2007,N1,2007-07-01,1,万人,x\n"},
            r"line 2: the target of emp_new_urban is in 人, not in 万人",
        ),
        (
            {
                "targets": study_files.TARGETS.replace("400000", "—"),
                "target_orders": ORDERS + "emp_new_urban,420100,2007,N1,2007-07-01,1,人,x\n",
            },
            r"line 2: there is no target of emp_new_urban for 420100 in 2007: what sets it says — there, which no order",
        ),
        ({"assistance": ASSISTANCE + "420100,2007Q1,visit,persons,1,2,x\n"}, r"line 2:\n.*visit has no part 'persons'"),
        ({"assistance": ASSISTANCE + "420100,2007Q1,visit,person,3,2,x\n"}, r"line 2:\n.*count 3 is more than the 2 it is of"),
        ({"assistance": ASSISTANCE + "420100,2007Q1,visit,person,3,,x\n"}, r"line 2:\n.*visit needs 'of'"),
        ({"assistance": ASSISTANCE + "420100,2007Q1,chain,stable,3,4,x\n"}, r"line 2:\n.*chain takes no 'of'"),
        ({"assistance": ASSISTANCE + "420100,2007Q1,chain,stable,-1,,x\n"}, r"line 2:\n  count: .*greater than or equal to 0"),
        ({"warning": RULES.replace("side: above", "side: over")}, r"warning.yml:\n  line 4, watched.rate.side: "),
        ({"warning": RULES.replace(", core: true", "")}, r"no indicator is core"),
        ({"warning": RULES.replace("yellow: 1", "yellow: 3")}, r"grades must rise"),
        (
            {"warning": RULES + "lines:\n  - {watched: x, level: county, value: 1, status: issued, source: {zh: a, en: a}}\n"},
            r"lines: 'x' is not watched; known: rate",
        ),
        (
            {
                "warning": RULES + "lines:\n  - {watched: rate, level: county, region: '420100', value: 1, status: issued, "
                "source: {zh: a, en: a}}\n"
            },
            r"lines: '420100' is no county of the study",
        ),
        (
            {"warning": RULES + "statistical: {quarters: 3, least: 4, sigmas: 2, source: {zh: a, en: a}}\n"},
            r"'least' is 4, more than the 3 quarters looked at",
        ),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(tmp_path, files, told):
    with pytest.raises(Refused, match=told):
        made(tmp_path, **files)


def test_without_files_nothing_is_watched(tmp_path):
    study = made(tmp_path)
    assert (study.warning, study.calendar, study.orders, study.follow_up) == (None, None, (), ())
    assert due(study, "420000") == []


# --- calendar --------------------------------------------------------------------------------------------------


def states(study, region):
    return {(d.event.code, d.due): d.state for d in due(study, region)}


def test_the_calendar_is_judged_at_the_cut_off_and_not_by_the_clock(tmp_path):
    rows = (
        "bulletin_q,420000,2007-03-31,2007-03-30,a\nbulletin_q,420000,2007-06-30,2007-07-02,b\n"
        "fund_check_november,420000,,2008-01-04,c\n"
    )
    study = made(tmp_path, calendar=CALENDAR + rows)
    found = states(study.as_of(study.file.cut_off), "420000")
    assert [found["bulletin_q", date(2007, m, d)] for m, d in ((3, 31), (6, 30), (9, 30), (12, 31))] == [
        "done",
        "late",
        "overdue",
        "due",
    ]
    assert found["fund_check_november", date(2007, 11, 30)] == "overdue"  # done after the cut-off is not known yet


def test_a_term_of_the_study_replaces_the_built_in_one(tmp_path):
    study = made(tmp_path, calendar=CALENDAR + "pilot_review,420000,2007-08-15,2007-08-10,a\n")
    assert states(study, "420000")["pilot_review", date(2007, 8, 15)] == "done"


def test_every_region_owes_its_own(tmp_path):
    study = made(tmp_path, calendar=CALENDAR + "assistance_month,420100,,2007-01-20,a\n")
    assert states(study, "420100")["assistance_month", date(2007, 1, 31)] == "done"
    assert states(study, "420600")["assistance_month", date(2007, 1, 31)] == "overdue"
    assert not any(d.event.each for d in due(study, "420000"))


def test_late_february_is_its_last_day(tmp_path):
    study = made(tmp_path)
    plan = next(e for e in package_events() if e.code == "own_plan_filing")
    leap = study.model_copy(update={"file": study.file.model_copy(update={"period": parse("2008")})})
    assert [occurrences(plan, s)[0].due for s in (study, leap)] == [date(2007, 2, 28), date(2008, 2, 29)]


def binding(study, since, **file):
    policy = study.file.policy.model_copy(update={"in_force": since})
    return study.model_copy(update={"file": study.file.model_copy(update={"policy": policy, **file})})


def test_nothing_is_due_before_the_document_binds(tmp_path):
    study = binding(made(tmp_path, calendar=CALENDAR), date(2007, 8, 6), cut_off=date(2007, 12, 31))
    assert {d.due for d in due(study, "420000") if d.due} == {
        date(2007, 8, 31),
        date(2007, 9, 30),
        date(2007, 11, 30),
        date(2007, 12, 31),
    }
    assert all(d.due is None or d.due >= date(2007, 8, 6) for d in due(study, "420100"))
    before = study.as_of(date(2007, 8, 5))
    assert due(before, "420000") == due(before, "420100") == []
    assert due(study.as_of(date(2007, 8, 6)), "420000")


def test_a_document_that_does_not_say_since_when_asks_of_the_studys_own_year_alone(tmp_path):
    study = made(tmp_path, calendar=CALENDAR + "assistance_month,420100,,2007-01-20,a\n")
    assert due(study, "420100", parse("2007")) == due(study, "420100")
    assert due(study, "420100", parse("2006")) == due(study, "420100", parse("2008")) == []


def test_another_year_has_its_own_events_and_no_row_without_a_date(tmp_path):
    row = "assistance_month,420100,,2007-01-20,a\n"
    study = binding(made(tmp_path, calendar=CALENDAR + row), date(2007, 1, 1), cut_off=date(2008, 12, 31))
    months = {y: next(d for d in due(study, "420100", parse(y)) if d.event.code == "assistance_month") for y in ("2007", "2008")}
    assert [(d.due, d.done) for d in months.values()] == [(date(2007, 1, 31), date(2007, 1, 20)), (date(2008, 1, 31), None)]


def test_what_runs_on_has_no_term(tmp_path):
    found = due(made(tmp_path, calendar=CALENDAR), "420100")
    assert {d.event.code for d in found if d.state == "rolling"} == {"family_clock", "graduate_clock"}
    assert all(d.due is None for d in found if d.state == "rolling")


def test_every_event_has_a_clause_and_both_languages():
    assert {e.prefix for e in package_events()} == {"HB", "GZ"}
    assert len({e.code for e in package_events()}) == len(package_events()) == 19
    assert all(e.title.zh and e.title.en and e.output.zh and e.output.en for e in package_events())


# --- target orders ---------------------------------------------------------------------------------------------


def test_the_order_in_force_at_the_cut_off_sets_the_target(tmp_path):
    rows = (
        "emp_new_urban,420100,2007,N2,2007-09-01,390000,人,x\nemp_new_urban,420100,2007,N1,2007-07-01,380000,人,x\n"
        "emp_new_urban,420100,2007,N3,2008-01-01,1,人,x\n"
    )
    study = made(tmp_path, target_orders=ORDERS + rows)
    study = study.as_of(study.file.cut_off)
    found = demand(study, "emp_new_urban", "420100", parse("2007"))
    assert (found.value, found.status) == (390000, "proposal")
    assert found.source.startswith("N2（2007-09-01）")
    assert demand(study, "emp_new_urban", "420600", parse("2007")).value == 300000
    assert [t.value for t in study.targets if t.region == "420100"] == [400000]  # what was first set stays on record


def test_every_date_of_the_clauses_is_in_the_calendar():
    dates = {code for code, part in catalogue().parts.items() if part.kind == "events"}
    assert dates <= {e.code for e in package_events()}
