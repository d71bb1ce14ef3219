"""Retraining-rate targets: base, coverage, target rate, pace and what closing the gap would cost."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from shipped import QUANTITIES, SHIPPED
from study_files import made

from evaluation.errors import Refused
from evaluation.measured import out_of_range
from evaluation.measured.figure import MISSING
from evaluation.measured.flows import roll_up
from evaluation.measured.retraining import base, stream
from evaluation.study.model import Standard, Target
from evaluation.study.periods import parse

TOP, WUHAN, XIANGFAN = "420000", "420100", "420600"
RULES = """\
retraining:
  pace_cut_off: 2007-09-30
  source: {zh: 建议, en: proposal}
  streams:
    trained_reemp: {last_class_start: 2007-11-30, class_weeks: 4, subsidised_share: 0.8}
    trained_startup: {last_class_start: 2007-09-30, class_weeks: 2, subsidised_share: 1}
    trained_rural: {last_class_start: 2007-12-12, class_weeks: 4, subsidised_share: 0.5}
"""


@pytest.fixture
def study(tmp_path):
    loaded = made(tmp_path, ("study.yml", "", RULES))
    return loaded.model_copy(update={"targets": (), "standards": ()})


def demanding(study, **persons):
    """``study`` with a target of re-employment training for regions w (武汉), x (襄樊) and p (the province)."""
    codes = {"w": WUHAN, "x": XIANGFAN, "p": TOP}
    targets = [
        Target(
            item="trained_reemp",
            region=codes[k],
            period="2007",
            demand="at_least",
            value=Decimal(v),
            unit="人",
            status="proposal",
            source="split",
        )
        for k, v in persons.items()
    ]
    return study.model_copy(update={"targets": tuple(targets)})


def rolled(*rows):
    full = [(r, p, q, a, "", "stock" if QUANTITIES[q].kind == "stock" else "current", 0) for r, p, q, a in rows]
    columns = ["region", "period", "quantity", "amount", "mark", "kind", "bound"]
    return roll_up(pd.DataFrame(full, columns=columns).astype({"amount": "Int64"}), [WUHAN, XIANGFAN], TOP)


def quarterly(quantity, amounts, region=WUHAN):
    return [(region, f"2007Q{i}", quantity, a) for i, a in enumerate(amounts, 1)]


def based(region=WUHAN, opening=1000, inflow=(50, 50, 50, 50), outflow=(10, 10, 10, 10)):
    return [
        (region, "2006Q4", "eligible_unemployed", opening),
        *quarterly("eligible_inflow", inflow, region),
        *quarterly("eligible_outflow", outflow, region),
    ]


def test_a_stream_that_the_study_says_nothing_of_is_refused(study):
    silent = study.model_copy(update={"file": study.file.model_copy(update={"retraining": None})})
    for of, told in ((study, "did you mean 'trained_reemp'"), (silent, "none is known here")):
        with pytest.raises(Refused, match=f"nothing is said of 'trained_reemploy'; {told}"):
            stream(of, rolled(*based()), "trained_reemploy", WUHAN, parse("2007"))


def test_completion_coverage_and_target_rate(study):
    figures = rolled(
        *based(),
        *quarterly("trained_reemp", [100, 120, 140, 40]),
        *quarterly("trained_in_base_reemp", [90, 100, 130, 28]),
        *quarterly("completed_reemp", [80, 100, 120, 20]),
        *quarterly("passed_reemp", [70, 80, 100, 6]),
        *quarterly("mature_reemp", [50, 50, 50, 50]),
        *quarterly("mature_employed_reemp", [20, 20, 30, 30]),
    )
    seen = stream(demanding(study, w=500), figures, "trained_reemp", WUHAN, parse("2007"))
    assert (seen.trained, seen.demanded, seen.gap) == (400, 500, 100)
    assert (seen.base, seen.covered, seen.in_base) == (1160, 1160, 348)  # 1000 + 200 - 40
    assert seen.completion == 80
    assert seen.retraining_rate == 30
    assert seen.target_rate == Fraction(50_000, 1160)
    assert seen.pass_rate == 80
    assert seen.employment_rate == 50


def test_the_stock_alone_is_not_the_base(study):
    stream = SHIPPED.streams["trained_reemp"]
    assert base(rolled((WUHAN, "2006Q4", "eligible_unemployed", 1000)), parse("2007"), stream, WUHAN) == MISSING
    assert base(rolled(*based()), parse("2007"), stream, WUHAN).amount == 1160
    assert base(rolled(*based()), parse("2007Q2"), stream, WUHAN).amount == 1080


def test_each_stream_has_its_own_base(study):
    rural = [
        (WUHAN, "2006Q4", "rural_surplus", 5000),
        *quarterly("rural_surplus_inflow", [10] * 4),
        *quarterly("rural_surplus_outflow", [1] * 4),
    ]
    figures = rolled(*based(), *rural)
    bases = {c: stream(study, figures, c, WUHAN, parse("2007")).base for c in ("trained_reemp", "trained_startup", "trained_rural")}
    assert bases == {"trained_reemp": 1160, "trained_startup": 1160, "trained_rural": 5036}


def test_split_over_the_same_base_all_target_rates_are_equal(study):
    figures = rolled(*based(), *based(XIANGFAN, 480, (30, 20, 30, 20), (0, 0, 0, 0)))
    split = demanding(study, w=348, x=174, p=522)  # 30 % of 1160, 580 and 1740
    rates = [stream(split, figures, "trained_reemp", r, parse("2007")).target_rate for r in (WUHAN, XIANGFAN, TOP)]
    assert rates == [30, 30, 30]


def test_the_rate_of_the_whole_leaves_out_a_region_without_training_figures(study):
    figures = rolled(*based(), *based(XIANGFAN, 840), *quarterly("trained_in_base_reemp", [87] * 4))
    seen = stream(demanding(study, p=1080), figures, "trained_reemp", TOP, parse("2007"))
    assert (seen.base, seen.covered, seen.in_base) == (2160, 1160, 348)
    assert seen.retraining_rate == 30  # over the 1160 of Wuhan, not over 2160
    assert seen.target_rate == 50


def test_what_is_not_delivered_is_unknown_and_never_zero(study):
    seen = stream(demanding(study, w=500), rolled(*based()), "trained_reemp", WUHAN, parse("2007"))
    assert (seen.trained, seen.in_base, seen.gap) == (None, None, None)
    assert (seen.completion, seen.retraining_rate, seen.pass_rate, seen.employment_rate) == (None, None, None, None)
    assert seen.pace.verdict == "unknown"
    assert (seen.closing.cost, seen.closing.shortfall) == (None, None)


def test_without_an_issued_or_proposed_target_there_is_no_completion(study):
    seen = stream(study, rolled(*quarterly("trained_reemp", [1, 1, 1, 1])), "trained_reemp", WUHAN, parse("2007"))
    assert (seen.trained, seen.target, seen.demanded, seen.completion, seen.gap) == (4, None, None, None, None)
    assert seen.pace.verdict == seen.mark("trained", "demanded") == "no_target"


def test_an_empty_base_has_no_rate(study):
    figures = rolled(*based(opening=0, inflow=[0] * 4, outflow=[0] * 4), *quarterly("trained_in_base_reemp", [0] * 4))
    seen = stream(demanding(study, w=5), figures, "trained_reemp", WUHAN, parse("2007"))
    assert (seen.base, seen.retraining_rate, seen.target_rate) == (0, None, None)


def test_the_gap_is_never_negative(study):
    figures = rolled(*quarterly("trained_reemp", [300, 300, 0, 0]))
    seen = stream(demanding(study, w=500), figures, "trained_reemp", WUHAN, parse("2007"))
    assert (seen.gap, seen.completion) == (0, 120)
    assert seen.pace.needed_per_month == 0


def paced(study, done, target, seats, code="trained_reemp"):
    rows = quarterly(code, done)
    if seats is not None:
        rows.append((WUHAN, "2007Q3", f"seats_{code.removeprefix('trained_')}", seats))
    targets = tuple(t.model_copy(update={"item": code}) for t in demanding(study, w=target).targets)
    return stream(study.model_copy(update={"targets": targets}), rolled(*rows), code, WUHAN, parse("2007")).pace


# 61 days are left to the last class start: 61 * 12/365 months, and three classes of four weeks can begin
@pytest.mark.parametrize(
    ("done", "target", "seats", "verdict"),
    [
        ([90, 150, 120], 360, 40, "done"),
        ([90, 150, 120], 200, None, "done"),  # reached, whatever the seats
        ([90, 150, 120], 460, 40, "feasible"),  # 100 in 2.005 months, the best month mean was 50
        ([90, 150, 120], 461, 40, "more_classes"),  # 101 / 2.005 > 50
        ([90, 150, 120], 480, 40, "more_classes"),  # 120 = all seats of three classes
        ([90, 150, 120], 481, 40, "unlikely"),
        ([90, 150, 120], 460, None, "unknown"),
    ],
)
def test_verdicts_of_the_pace(study, done, target, seats, verdict):
    assert paced(study, done, target, seats).verdict == verdict


@pytest.mark.parametrize(("target", "verdict"), [(480, "feasible"), (481, "more_classes")])
def test_a_pace_that_just_suffices_is_feasible(study, target, verdict):
    pace = paced(study, [90, 150, 120], target, 50, "trained_rural")  # 73 days are 2.4 months; 2.4 * 50 = 120
    assert (pace.months_left, pace.best_month_mean, pace.verdict) == (Fraction(12, 5), 50, verdict)


def test_pace_in_numbers(study):
    pace = paced(study, [90, 150, 120], 480, 40)
    assert (pace.trained, pace.gap, pace.capacity, pace.best_month_mean) == (360, 120, 120, 50)
    assert pace.months_left == Fraction(61 * 12, 365)
    assert pace.needed_per_month == 120 / pace.months_left


def test_a_quarter_not_delivered_leaves_the_pace_unknown(study):
    pace = paced(study, [90, None, 120], 480, 40)
    assert (pace.trained, pace.gap, pace.best_month_mean, pace.verdict) == (None, None, None, "unknown")


def test_after_the_last_class_start_nothing_is_feasible(study):
    pace = paced(study, [5, 5, 5], 16, 400, "trained_startup")  # last start on the day of the cut-off
    assert (pace.months_left, pace.needed_per_month, pace.verdict) == (0, None, "unlikely")


def test_later_quarters_do_not_enter_the_pace(study):
    assert paced(study, [90, 150, 120, 999], 480, 40) == paced(study, [90, 150, 120], 480, 40)


def standard(region, yuan, code="trained_reemp"):
    return Standard(region=region, stream=code, yuan=None if yuan is None else Decimal(yuan), source="x")


def closed(study, *standards, balance=None):
    rows = [*quarterly("trained_reemp", [100] * 4), *quarterly("exp_training", [500_00] * 4)]
    rows += quarterly("mature_employed_reemp", [10] * 4) + quarterly("mature_reemp", [20] * 4)
    if balance is not None:
        rows.append((WUHAN, "2007Q4", "fund_balance", balance))
    asked = demanding(study, w=500).model_copy(update={"standards": standards})
    return stream(asked, rolled(*rows), "trained_reemp", WUHAN, parse("2007")).closing


def test_cost_to_close_and_shortfall(study):
    seen = closed(study, standard(WUHAN, 600), standard(XIANGFAN, 9), balance=3_000_000)
    assert seen.cost == 100 * Fraction(8, 10) * 600 * 100 == 4_800_000
    assert (seen.available, seen.shortfall) == (3_000_000, 1_800_000)
    assert (seen.standard, seen.standard_is_median) == (600, False)


def test_enough_money_is_no_negative_shortfall(study):
    assert closed(study, standard(WUHAN, 600), balance=9_000_000).shortfall == 0


def test_money_not_known_is_no_shortfall(study):
    assert closed(study, standard(WUHAN, 600)).shortfall is None


def test_without_a_standard_the_median_stands_in_and_says_so(study):
    odd = closed(study, standard(WUHAN, None), standard(XIANGFAN, 500), standard("420200", 900), standard("420300", 700))
    assert (odd.standard, odd.standard_is_median) == (700, True)
    even = closed(study, standard(XIANGFAN, 500), standard("420200", "625.50"))
    assert (even.standard, even.standard_is_median) == (Fraction(112_550, 200), True)


def test_a_standard_of_another_stream_is_none(study):
    seen = closed(study, standard(WUHAN, 600, "trained_rural"))
    assert (seen.standard, seen.standard_is_median, seen.cost) == (None, False, None)


def test_a_base_below_zero_is_contradictory_and_told(study):
    year = parse("2007")
    figures = rolled(*based(opening=10, inflow=(5, 5, 5, 5), outflow=(20, 20, 20, 20)), *based(XIANGFAN))
    done = stream(study, figures, "trained_reemp", WUHAN, year)
    assert (done.base, done.mark("base"), done.target_rate) == (None, "contradictory", None)
    assert stream(study, figures, "trained_reemp", TOP, year).base == 1160
    [found] = out_of_range.findings(study, figures, (), year)
    assert (found.code, found.region) == ("base_below_zero", WUHAN) and "a base of -50" in found.message
