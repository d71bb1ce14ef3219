"""Early warning (HB-13): lines by level, hysteresis, severity as a second axis, enterprises and lay-offs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest
import real_reports as real
from shipped import SHIPPED

from evaluation.catalogue.unit import POINTS
from evaluation.errors import Refused
from evaluation.study.base import Words
from evaluation.study.model import Region
from evaluation.study.periods import parse
from evaluation.study.watch import Layoff, LayoffRule, Statistical, WarningLine, WarningRules, Watched
from evaluation.warning import firms
from evaluation.warning.assess import assess, check, severity, warnings
from evaluation.warning.hysteresis import Point, states
from evaluation.warning.lines import deviation, line, root, statistical

WORDS = Words(zh="词", en="word")
CITY = Region(code="420100", name_zh="武汉市", name_en="Wuhan", short_zh="武汉", level="prefecture", parent="420000", reports=True)
RULE = Statistical(quarters=4, least=3, sigmas=2, source=WORDS)


def rules(*lines, statistical=RULE, **watched):
    first = {"title": WORDS, "of": "unemp_rate_reg", "side": "above", "core": True, "margin": "0.1"} | watched
    return WarningRules(
        status="proposal",
        source=WORDS,
        watched={"rate": Watched(**first)},
        lines=lines,
        statistical=statistical,
        hysteresis={"enter": 1, "leave": 2},
        grades={"yellow": 1, "orange": 2, "red": 3},
    )


def drawn(status, value, level="prefecture", region=None):
    return WarningLine(watched="rate", level=level, region=region, value=value, status=status, source=WORDS)


def points(*values, line=5, leave=4):
    return [Point(value=None if v is None else F(v), line=F(line), leave=F(leave)) for v in values]


def test_a_least_size_must_be_of_a_quantity_and_the_rule_is_optional():
    study = real.opened("hubei-2007").study
    wrong = study.warning.smallest.model_copy(update={"of": "urban_employd"})
    spoiled = study.model_copy(update={"warning": study.warning.model_copy(update={"smallest": wrong})})
    with pytest.raises(Refused, match="smallest: 'urban_employd' is no quantity; did you mean 'urban_employed'"):
        check(spoiled, SHIPPED)
    results = real.opened("hubei-2007").results
    assert assess(results, "429021").too_small and assess(results, "429021").severity == "unknown"
    without = study.model_copy(update={"warning": study.warning.model_copy(update={"smallest": None})})
    assert not assess(replace(results, study=without), "429021").too_small


def test_nobody_is_watched_in_a_study_without_rules():
    results = real.opened("hubei-2007").results
    without = replace(results, study=results.study.model_copy(update={"warning": None}))
    with pytest.raises(Refused, match="has no warning"):
        assess(without, "420100")
    assert warnings(without) == []


# --- lines -----------------------------------------------------------------------------------------------------


def test_an_issued_line_comes_before_a_proposal_and_a_proposal_before_a_statistical_one():
    past = [F(1), F(2), F(3)]
    assert line(rules(drawn("proposal", 4), drawn("issued", 6, region="420100")), "rate", CITY, past).kind == "issued"
    assert line(rules(drawn("proposal", 4)), "rate", CITY, past).kind == "proposal"
    assert line(rules(), "rate", CITY, past).kind == "statistical"


def test_a_line_holds_for_its_own_level_only():
    """The provincial ceiling of 4.5 % judges no prefecture (amendments B)."""
    found = line(rules(drawn("issued", "4.5", level="province"), statistical=None), "rate", CITY, [F(9)])
    assert (found.kind, found.value) == ("none", None)


def test_a_regions_own_line_comes_before_its_levels():
    found = line(rules(drawn("issued", 6), drawn("issued", 5, region="420100")), "rate", CITY, [])
    assert (found.value, found.leave) == (5, F(49, 10))


def test_a_statistical_line_is_mean_and_deviations_of_the_regions_own_past():
    value, count = statistical(RULE, [F(100), F(2), F(4), F(4), F(6)], "above")
    assert count == 4  # the oldest is out of reach
    assert value == F(4) + 2 * root(F(8, 3))
    assert statistical(RULE, [F(2), F(4), F(4), F(6)], "below")[0] == F(4) - 2 * root(F(8, 3))


def test_too_few_quarters_give_no_line_and_missing_ones_do_not_count():
    assert statistical(RULE, [F(2), None, F(4)], "above") == (None, 2)
    assert line(rules(), "rate", CITY, [F(2), F(4)]).past == 2


def test_a_root_is_exact_to_six_decimals_and_rounded_down():
    assert root(F(2)) == F(1414213, 10**6)
    assert root(F(9, 4)) == F(3, 2)
    assert deviation([F(3), F(3)]) == (3, 0)


# --- hysteresis ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "enter", "leave", "expected"),
    [
        ((4, 5, 6, 4.5), 1, 1, "-+++"),  # on the line is beyond it; inside the margin nothing ends
        ((6, 3, 6), 1, 2, "+++"),
        ((6, 3, 3, 3), 1, 2, "++--"),
        ((5, 4, 5, 5), 2, 1, "---+"),
        ((6, None, 3, 3), 1, 2, "+++-"),  # not reported is not recovered
        ((6, 3, None, 3), 1, 2, "++++"),
        ((5, None, 5), 2, 1, "---"),
        ((None, None), 1, 1, "--"),
    ],
)
def test_a_warning_begins_and_ends_as_the_rule_says(values, enter, leave, expected):
    found = states(points(*values), "above", enter, leave)
    assert "".join("+" if s else "-" for s in found) == expected


def test_below_is_the_mirror_of_above():
    up = states(points(4, 6, 3, 3), "above", 1, 2)
    down = [Point(value=-p.value, line=-p.line, leave=-p.leave) for p in points(4, 6, 3, 3)]
    assert states(down, "below", 1, 2) == up


def test_without_a_line_there_is_no_warning():
    assert states([Point(value=F(99), line=None, leave=None)], "above", 1, 1) == [False]


# --- the bundled study -----------------------------------------------------------------------------------------


def found(region):
    return assess(real.opened("hubei-2007").results, region)


def test_severity_counts_the_core_series_in_warning():
    assert {r: found(r).severity for r in ("420000", "420100", "420900", "421000")} == {
        "420000": "none",
        "420100": "none",
        "420900": "orange",
        "421000": "yellow",
    }


def test_a_series_back_before_its_line_stays_in_warning_until_the_rule_lets_it_go():
    growth = next(w for w in found("421000").watches if w.code == "unemp_growth")
    assert (growth.state, growth.over, growth.since) == ("recovering", False, parse("2007Q1"))


def test_a_line_may_give_a_severity_by_itself():
    (rate, *others) = found("420000").watches
    study = real.opened("hubei-2007").results.study
    high = type(rate)(**{f: getattr(rate, f) for f in rate.__slots__} | {"values": (*rate.values[:-1], F(9, 2))})
    assert severity(study, [high, *others]) == "red"
    assert severity(study, [rate, *others]) == "none"


def test_without_any_core_value_nothing_is_judged():
    study = real.opened("hubei-2007").results.study
    gone = [
        type(w)(**{f: getattr(w, f) for f in w.__slots__} | {"values": (None,) * len(w.values), "warned": False})
        for w in found("420000").watches
    ]
    assert severity(study, gone) == "unknown"


def test_the_value_is_the_indicators_own():
    results = real.opened("hubei-2007").results
    rate, jump = found("420100").watches[:2]
    now, before = (results.value("420100", "unemp_rate_reg", period=p).exact for p in (parse("2007Q4"), parse("2007Q3")))
    assert (rate.value, jump.value, jump.unit) == (now, now - before, POINTS)


def test_a_series_nobody_knows_is_refused_with_the_nearest():
    study = real.opened("hubei-2007").results.study
    watched = {"x": study.warning.watched["unemp_rate"].model_copy(update={"of": "unemp_rate_rge"})}
    wrong = study.model_copy(update={"warning": study.warning.model_copy(update={"watched": watched})})
    with pytest.raises(Refused, match=r"warning.yml, watched.x: 'unemp_rate_rge' is no indicator .* 'unemp_rate_reg'"):
        check(wrong, SHIPPED)


def test_job_losses_need_enterprises():
    study = real.opened("hubei-2007").results.study
    with pytest.raises(Refused, match=r"watched.job_loss: job_loss needs enterprises.csv"):
        check(study.model_copy(update={"enterprises": ()}), SHIPPED)


# --- enterprises and lay-offs ----------------------------------------------------------------------------------


def test_job_losses_are_sum_over_sum():
    study = real.opened("hubei-2007").results.study
    mine = [e for e in study.enterprises if (e.region, e.period) == ("420900", parse("2007Q4"))]
    made = firms.jobs(study, ["420900"], parse("2007Q4"), most=2)
    base = sum(e.base for e in mine)
    assert made.loss == F((base - sum(e.jobs for e in mine)) * 100, base)
    assert [firms.loss(e) for e in made.worst] == sorted((firms.loss(e) for e in mine), reverse=True)[:2]
    assert firms.jobs(study, [], parse("2007Q4")).loss is None


LAYOFFS = LayoffRule(persons=20, share=10, notice_days=30, ceilings={"strong": 5}, source=WORDS)


def layoff(persons=20, staff=1000, filed="2007-04-01", kind="normal"):
    return Layoff(
        enterprise="A", region="420100", date=date(2007, 5, 1), kind=kind, staff=staff, persons=persons, filed=filed, source="x"
    )


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (layoff(), "in_time"),
        (layoff(filed="2007-04-02"), "late"),
        (layoff(filed=None), "unfiled"),
        (layoff(filed="2008-01-05"), "unfiled"),  # not known at the cut-off
        (layoff(persons=19), "small"),
        (layoff(persons=10, staff=100), "in_time"),
        (layoff(persons=9, staff=100, filed=None), "small"),
    ],
)
def test_a_mass_layoff_has_to_be_filed_in_time(given, state):
    assert firms.filing(LAYOFFS, given, date(2007, 12, 31)).state == state


def test_a_class_of_enterprises_has_its_ceiling():
    assert firms.filing(LAYOFFS, layoff(persons=51, kind="strong"), date(2007, 12, 31)).over
    assert not firms.filing(LAYOFFS, layoff(persons=50, kind="strong"), date(2007, 12, 31)).over
    assert not firms.filing(LAYOFFS, layoff(persons=900), date(2007, 12, 31)).over
