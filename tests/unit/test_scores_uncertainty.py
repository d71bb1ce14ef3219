"""Rank intervals and what drives them: seeds, noise of counts, curves, missing values, shared ranks, refusals."""

from __future__ import annotations

import builtins
from fractions import Fraction
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from SALib.analyze import sobol as analyse
from SALib.sample import sobol as sample_rows
from scipy.stats import qmc
from study_files import made
from test_study_schemes import item

import evaluation
from evaluation import scores
from evaluation.errors import Refused
from evaluation.scores.scored import scores_of
from evaluation.scores.tree import share
from evaluation.scores.uncertainty import intervals
from evaluation.scores.uncertainty.intervals import Spread, base_scores, rank_intervals, shared_ranks
from evaluation.scores.uncertainty.league import _curve, scheme
from evaluation.scores.uncertainty.scheme import Scheme, prepare, rank
from evaluation.scores.uncertainty.sequence import MOST, points
from evaluation.scores.uncertainty.sobol import rank_drivers, sobol

ROOT = Path(__file__).parents[2]
STILL = Spread(weights=0, goalposts=0, readings=False, noise=False)


def sample(n=6, m=4, readings=2, seed=0, **changes) -> Scheme:
    rng = np.random.default_rng(seed)
    fields = {
        "names": tuple(f"r{i}" for i in range(n)),
        "indicators": tuple(f"i{j}" for j in range(m)),
        "values": rng.uniform(30, 95, (readings, n, m)),
        "cases": rng.integers(4, 900, (readings, n, m)).astype(float),
        "weights": rng.uniform(1, 8, m),
        "worst": np.full(m, 30.0),
        "best": np.full(m, 95.0),
    }
    return Scheme(**fields | changes)


def test_the_same_seed_gives_the_same_ranks_however_the_work_is_cut(monkeypatch):
    first = rank_intervals(sample(), draws=300, seed=5)
    monkeypatch.setattr(intervals, "_CELLS", 24 * 7)
    monkeypatch.setattr(intervals, "_COLUMNS", 2)
    again = rank_intervals(sample(), draws=300, seed=5)
    assert (first.ranks == again.ranks).all()
    pd.testing.assert_frame_equal(first.table.drop(columns="mean_score"), again.table.drop(columns="mean_score"))
    assert not (rank_intervals(sample(), draws=300, seed=6).ranks == first.ranks).all()
    assert (first.draws, first.seed, first.level, first.spread) == (300, 5, 0.9, Spread())


def test_with_nothing_moving_every_interval_is_the_rank():
    found = rank_intervals(sample(), draws=20, spread=STILL).table
    assert (found.low == found["rank"]).all()
    assert (found.high == found["rank"]).all()


def test_an_interval_holds_the_share_of_draws_it_says():
    found = rank_intervals(sample(n=9), draws=2000, level=0.8)
    inside = (found.ranks >= found.table.low.to_numpy()) & (found.ranks <= found.table.high.to_numpy())
    assert (inside.mean(axis=0) >= 0.8).all()
    outside = (found.ranks < found.table.low.to_numpy()).mean(axis=0)
    assert (outside <= 0.1).all()


@pytest.mark.parametrize(("cases", "rate"), [(12, 1.0), (12, 0.25), (400, 0.5), (4000, 0.9)])
def test_noise_is_that_of_a_count(cases, rate):
    """Mean and spread over many draws are those of Beta(x + ½, n − x + ½), with few cases and with many."""
    one = Scheme(
        names=("A",),
        indicators=("i",),
        values=np.full((1, 1, 1), 100 * rate),
        cases=np.full((1, 1, 1), float(cases)),
        weights=np.ones(1),
        worst=np.zeros(1),
        best=np.full(1, 100.0),
    )
    streams = [np.random.Generator(np.random.PCG64(i)) for i in range(5)]
    drawn = intervals._draw(one, prepare(one), 40_000, Spread(weights=0, goalposts=0), streams)[:, 0]
    a, b = rate * cases + 0.5, (1 - rate) * cases + 0.5
    assert drawn.mean() == pytest.approx(a / (a + b), abs=0.003)
    assert drawn.std() == pytest.approx(np.sqrt(a * b / (a + b) ** 2 / (a + b + 1)), rel=0.03)


def test_each_source_moves_ranks_by_itself():
    for spread in (
        Spread(0.5, 0, False, False),
        Spread(0, 0.3, False, False),
        Spread(0, 0, True, False),
        Spread(0, 0, False, True),
    ):
        assert np.ptp(rank_intervals(sample(), draws=200, spread=spread).ranks, axis=0).max() > 0, spread


def test_a_missing_value_is_left_out_of_both_sides():
    values = sample().values.copy()
    values[:, 2, :2] = np.nan
    gap = sample(values=values)
    weights, position = gap.weights[2:], (values[0, 2, 2:] - 30) / 65
    assert base_scores(gap, prepare(gap))[2] == pytest.approx((weights @ position) / weights.sum(), abs=1e-6)
    assert rank_intervals(gap, draws=50).ranks.min() == 1


def test_a_reading_that_is_missing_takes_the_first():
    values = sample().values.copy()
    values[1] = np.nan
    assert sample(values=values).readings.tolist() == [1, 1, 1, 1]
    assert sample().readings.tolist() == [2, 2, 2, 2]
    some = sample().values.copy()
    some[1, :, 1] = some[0, :, 1]
    assert sample(values=some).readings.tolist() == [2, 1, 2, 2]


def test_ranks_of_equal_scores_are_shared():
    assert rank(np.array([[3.0, 1, 3, 2], [1, 1, 1, 1]])).tolist() == [[1, 4, 1, 3], [1, 1, 1, 1]]


def test_who_cannot_be_told_from_the_first_of_a_group_shares_its_rank():
    table = pd.DataFrame({"rank": [1, 2, 3, 4, 5], "low": [1, 1, 2, 4, 5], "high": [2, 3, 4, 4, 5]}, index=list("ABCDE"))
    assert shared_ranks(table.iloc[::-1]).loc[list("ABCDE")].tolist() == [1, 1, 1, 4, 5]
    table.loc["C", "low"] = 3  # meets B's interval, not A's
    assert shared_ranks(table).tolist() == [1, 1, 3, 3, 5]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"values": np.ones((6, 4))}, r"values must be \(readings, 6, 4\), got \(6, 4\)"),
        ({"weights": np.ones(3)}, "weights must have one entry for each of 4 indicators"),
        ({"best": np.array([95, 30, 95, 95.0])}, "Scheme: worst and best of 'i1' are both 30; part them"),
        ({"weights": np.array([1, -1, 1, 1.0])}, "Scheme: weights: 'i1' is -1; a weight is 0 or more"),
        ({"values": np.full((2, 6, 4), 101.0)}, "a value with cases is a rate from 0 to 100; give NaN cases for others"),
        ({"values": np.full((2, 6, 4), np.nan)}, "'r0' has no value at all; leave it out"),
        ({"cases": np.ones((1, 6, 4))}, "boolean index did not match|cases must have the shape"),
    ],
)
def test_a_scheme_that_does_not_fit_is_refused(changes, said):
    with pytest.raises(Refused, match=said):
        sample(**changes)


def test_spreads_that_could_turn_goalposts_round_are_refused():
    with pytest.raises(Refused, match=r"goalposts move by 0\.5 of the span; give 0 to below 0.5, or they may cross"):
        Spread(goalposts=0.5)
    with pytest.raises(Refused, match="weights move by 2 of themselves; give 0 to 1"):
        Spread(weights=2)
    with pytest.raises(Refused, match="rank_intervals: draws is 0; give 1 or more"):
        rank_intervals(sample(), draws=0)


def test_sobol_of_a_sum_is_the_share_of_each_part():
    found = sobol(lambda x: 3 * x[:, 0] + x[:, 1], {"a": (0, 1), "b": (0, 1)}, n=512)
    assert found.S1.tolist() == pytest.approx([0.9, 0.1], abs=0.02)
    assert found.ST.tolist() == pytest.approx([0.9, 0.1], abs=0.02)
    assert not sobol(lambda x: np.zeros(len(x)), {"a": (0, 1)}, n=8).to_numpy().any()
    with pytest.raises(Refused, match="n is 100; Sobol's sequence is balanced for a power of two only"):
        sobol(lambda x: x[:, 0], {"a": (0, 1)}, n=100)


def test_only_what_can_move_is_a_driver():
    only = rank_drivers(sample(), n=32, spread=Spread(0.4, 0, False, False))
    assert sorted(only.index) == [f"weight i{j}" for j in range(4)]
    every = rank_drivers(sample(), n=32)
    assert {"goalposts", "readings", "noise"} < set(every.index)
    assert every.ST.is_monotonic_decreasing
    with pytest.raises(Refused, match="nothing can move: every spread is 0"):
        rank_drivers(sample(), n=32, spread=STILL)


def test_points_are_those_of_scipy():
    for dimensions, n, seed in ((1, 16, 5), (2, 1024, 3), (MOST, 64, 0)):
        assert (points(dimensions, n, seed) == qmc.Sobol(dimensions, seed=seed).random(n)).all()


def test_indices_are_those_of_salib():
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0, 2], [-1, 1], [1, 5]]}

    def made(x):
        return x[:, 0] ** 2 + np.sin(x[:, 1] * x[:, 2])

    rows = sample_rows.sample(problem, 128, calc_second_order=False, seed=7)
    said = analyse.analyze(problem, made(rows), calc_second_order=False, seed=7)
    found = sobol(made, dict(zip(problem["names"], problem["bounds"], strict=True)), n=128, seed=7)
    for name in ("S1", "S1_conf", "ST", "ST_conf"):
        assert found[name].tolist() == pytest.approx(said[name].tolist(), rel=1e-9, abs=1e-12), name
    with pytest.raises(Refused, match="257 inputs; Sobol indices are made of at most 256"):
        sobol(made, dict.fromkeys(map(str, range(257)), (0, 1)), n=8)


def test_without_the_library_the_extra_is_named(monkeypatch):
    ordinary = builtins.__import__

    def without(name, *args, **kwargs):
        if name.split(".")[0] == "highspy":
            raise ModuleNotFoundError(name)
        return ordinary(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(Refused, match=r"highspy; install it with: pip install 'employment-fund-evaluation\[scores\]'"):
        scores.dea(pd.DataFrame({"x": [1, 2]}), pd.DataFrame({"y": [1, 1]}))


@pytest.mark.parametrize(
    ("more", "worst", "best"),
    [
        ("curve: linear", 60, 100),
        ("curve: threshold, threshold: 80", 60, 100),
        ("curve: all_or_nothing", 60, 100),
        ("curve: threshold, threshold: 70", 100, 60),
        ("curve: steps, step: 8", 60, 100),
        ("curve: steps, step: 8", 100, 60),
        (
            "curve: bands, bands: [{to_value: 60, points: 0}, {from_value: 60, to_value: 80, points: 3}, "
            "{from_value: 80, points: 6}]",
            60,
            100,
        ),
        (
            "curve: bands, bands: [{to_value: 60, points: 6}, {from_value: 60, to_value: 80, points: 3}, "
            "{from_value: 80, points: 0}]",
            80,
            60,
        ),
    ],
)
def test_curves_of_the_draws_are_those_of_the_score(tmp_path, more, worst, best):
    weights = made(tmp_path, item(more, worst=worst, best=best)).weights
    scored = weights.groups["social_benefit"].indicators["emp_new_urban"]
    curve = _curve(scored)
    for value in range(40, 121):
        position = np.float32((value - worst) / (best - worst))
        drawn = np.clip(position if curve is None else curve(position), 0, 1)
        assert float(drawn) == pytest.approx(float(share(scored, Fraction(value))), abs=1e-4), value


@cache
def hubei():
    return evaluation.open("hubei-2007", root=ROOT).results


def test_the_scores_of_a_study_are_those_that_are_drawn_around():
    results, found = hubei(), scheme(hubei())
    plain = base_scores(found, prepare(found))
    assert found.names == results.regions
    for name, value in zip(found.names, plain, strict=True):
        assert 100 * float(value) == pytest.approx(float(scores_of(results).scores[name].total), abs=1e-4)
    table = rank_intervals(found, draws=200).table
    assert table["rank"].to_dict() == scores_of(results).ranks
    assert (table.low <= table["rank"]).all()
    assert (table["rank"] <= table.high).all()


def test_readings_and_cases_of_a_study_are_found():
    found = scheme(hubei())
    at = {code: j for j, code in enumerate(found.indicators)}
    assert found.readings[at["train_emp_rate"]] == 3
    assert found.readings[at["emp_new_urban"]] == 1  # a completion of its target
    assert np.isnan(found.cases[0][:, at["share_si_subsidy"]]).all()  # a share of money is no count of cases
    value = hubei().value("420100", "train_emp_rate")
    assert found.cases[0][0, at["train_emp_rate"]] == value.denominator


def test_a_study_without_weights_has_nothing_to_draw():
    with pytest.raises(Refused, match=r"study 'china-ui-2008' has no weights\.yml, so no scores that could be uncertain"):
        scheme(evaluation.open("china-ui-2008", root=ROOT).results)
