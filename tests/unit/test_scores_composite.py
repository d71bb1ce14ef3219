"""The composite chain on small tables, by hand, and what it refuses."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evaluation import scores
from evaluation.errors import Refused

TABLE = pd.DataFrame({"jobs": [10.0, 20.0, 40.0], "cost": [5.0, 3.0, 1.0]}, index=["A", "B", "C"])
DIRECTIONS = pd.Series({"jobs": 1, "cost": -1})


def refused(said: str):
    return pytest.raises(Refused, match=said)


def test_the_public_names_are_all_there_and_documented():
    for name in scores.__all__:
        assert getattr(scores, name).__doc__, name
        assert name in dir(scores)
    with pytest.raises(AttributeError, match=r"evaluation\.scores has no 'normalize'"):
        _ = scores.normalize


def test_a_size_of_zero_gives_no_value():
    made = scores.denominate(TABLE, {"jobs": pd.Series({"A": 2.0, "B": 0.0, "C": -1.0})}, per=100)
    assert made.jobs.tolist() == pytest.approx([500, np.nan, np.nan], nan_ok=True)
    assert made.cost.tolist() == TABLE.cost.tolist()
    with refused("the size for 'jobs': nothing is given for the row 'B', 'C'"):
        scores.denominate(TABLE, {"jobs": pd.Series({"A": 2.0})})
    with refused("denominate: by: there is no column 'job'; did you mean 'jobs'"):
        scores.denominate(TABLE, {"job": pd.Series({"A": 2.0})})


def test_gaps_are_filled_and_told():
    table = pd.DataFrame({"x": [1.0, np.nan, 3.0, 10.0, np.nan]}, index=list("ABCDE"))
    made = scores.impute(table)
    assert made.table.x.tolist() == [1, 3, 3, 10, 3]
    assert made.filled.x.tolist() == [False, True, False, False, True]
    groups = pd.Series(["east", "east", "west", "west", "west"], index=table.index)
    assert scores.impute(table, "mean", groups).table.x.tolist() == [1, 1, 3, 10, 6.5]
    with refused("'x' of 'B' cannot be filled: its group has no value; drop the column or the row"):
        scores.impute(table.iloc[:2].assign(x=np.nan).iloc[1:], "mean", groups.iloc[[1]])
    with refused("impute: how is 'medain'; did you mean 'median'"):
        scores.impute(table, "medain")


def test_skewness_and_kurtosis_are_those_of_a_sample():
    """By their formulas: g1 and g2 from the moments, then the corrections for the size of the sample."""
    values = np.array([2, 3, 4, 5, 6, 50.0])
    n, x = len(values), values - values.mean()
    g1, g2 = (x**3).mean() / (x**2).mean() ** 1.5, (x**4).mean() / (x**2).mean() ** 2 - 3
    assert scores.skewness(values) == pytest.approx(g1 * np.sqrt(n * (n - 1)) / (n - 2))
    assert scores.kurtosis(values) == pytest.approx((n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g2 + 6))
    assert np.isnan(scores.skewness(np.array([1.0, 2.0])))


def test_an_outlier_is_drawn_in_and_named():
    table = pd.DataFrame({"x": [*range(1, 10), 1000.0], "y": range(10)})
    made = scores.treat(table)
    assert made.table.x.tolist() == [*range(1, 10), 9]
    assert made.log.winsorised.tolist() == [1, 0]
    assert made.table.y.tolist() == list(range(10))


def test_a_tail_that_a_few_values_do_not_explain_goes_on_a_log_scale():
    x = np.exp(np.linspace(0, 12, 60))
    made = scores.treat(pd.DataFrame({"x": x, "down": -x}), most=1)
    assert made.log.logged.tolist() == [True, True]
    assert (made.log.skewness_after.abs() < 2).all()
    assert (made.table.x.diff().dropna() > 0).all()
    assert (made.table.down.diff().dropna() < 0).all()


def test_normalising():
    assert scores.minmax(TABLE, DIRECTIONS).to_numpy().tolist() == [[0, 0], [1 / 3, 0.5], [1, 1]]
    assert scores.minmax(TABLE.cost, -1).tolist() == [0, 0.5, 1]
    assert scores.goalposts(TABLE.jobs, 0, 20).tolist() == [0.5, 1, 1]
    assert scores.goalposts(TABLE.jobs, 0, 20, cap=False).tolist() == [0.5, 1, 2]
    assert scores.distance_to_target(TABLE.cost, 5, 2).tolist() == [0, 2 / 3, 1]
    assert scores.rank(TABLE, DIRECTIONS).to_numpy().tolist() == [[3, 3], [2, 2], [1, 1]]
    assert scores.percentile(TABLE.jobs).tolist() == [0, 0.5, 1]
    assert scores.distance_to_best(TABLE, DIRECTIONS).to_numpy().tolist() == [[0.25, 0.2], [0.5, 1 / 3], [1, 1]]
    assert scores.distance_to_best(TABLE.cost, -1).tolist() == [0.2, 1 / 3, 1]
    z = scores.zscore(TABLE, DIRECTIONS, mean=50, deviation=10)
    assert z.mean().tolist() == pytest.approx([50, 50])
    assert z.std().tolist() == pytest.approx([10, 10])
    assert z.cost.is_monotonic_increasing


def test_what_cannot_be_normalised_is_refused():
    ends = pd.Series({"jobs": 0.0, "cost": 5.0})
    with refused("goalposts: worst and best of 'cost' are both 5; part them"):
        scores.goalposts(TABLE, ends, pd.Series({"jobs": 40.0, "cost": 5.0}))
    with refused("goalposts: worst: nothing is given for the column 'cost'"):
        scores.goalposts(TABLE, ends[["jobs"]], pd.Series({"jobs": 40.0}))
    with refused("minmax: values: column 'values' is 3 in every row"):
        scores.minmax(pd.Series([3.0, 3.0]))
    with refused("column 'values' is 3 in every row, which has no standard deviation"):
        scores.zscore(pd.Series([3.0, 3.0]))
    with refused("needs positive values"):
        scores.distance_to_best(pd.Series([3.0, 0.0]))


def test_weights():
    assert scores.proportions({"a": 3, "b": 1}).tolist() == [0.75, 0.25]
    assert scores.equal(list("abcd")).tolist() == [0.25] * 4
    with refused("proportions: weights: 'b' is -1; a weight is 0 or more"):
        scores.proportions({"a": 3, "b": -1})
    with refused("proportions: weights: 'a' is nan"):
        scores.proportions({"a": float("nan")})
    with refused("proportions: weights add up to 90, the total is 100; change one of a, b"):
        scores.proportions({"a": 60, "b": 30}, total=100)
    with refused("every weight is 0"):
        scores.proportions({"a": 0})


def test_entropy_weights_by_hand():
    """Shares ½ and ½ carry nothing; shares ¼ and ¾ have the entropy 0.8113 in units of ln 2."""
    made = scores.entropy(pd.DataFrame({"flat": [5.0, 5.0], "steep": [1.0, 3.0]}))
    assert made.tolist() == pytest.approx([0, 1])
    three = scores.entropy(pd.DataFrame({"a": [1.0, 3.0], "b": [0.0, 2.0]}))
    assert three.tolist() == pytest.approx([0.188722 / 1.188722, 1 / 1.188722], abs=1e-6)
    with refused("need values of 0 or more"):
        scores.entropy(pd.DataFrame({"a": [-1.0, 2.0]}))
    with refused("column 'a' is 0 in every row"):
        scores.entropy(pd.DataFrame({"a": [0.0, 0.0]}))
    with refused("the columns do not differ in a way that could give weights"):
        scores.entropy(pd.DataFrame({"a": [2.0, 2.0]}))
    with refused("at least two rows"):
        scores.entropy(pd.DataFrame({"a": [2.0]}))


def test_critic_weights_reward_spread_and_conflict():
    table = pd.DataFrame({"a": [0.0, 0.5, 1.0], "same": [0.0, 0.5, 1.0], "other": [1.0, 0.5, 0.0]})
    assert scores.critic(table).tolist() == pytest.approx([0.25, 0.25, 0.5])
    with refused("column 'flat' is 1 in every row, which has no correlation with the others"):
        scores.critic(table.assign(flat=1.0))
    with refused("critic: table: 'a' of 1 is missing; impute it or leave it out"):
        scores.critic(pd.DataFrame({"a": [1.0, np.nan]}))


def test_judgements_that_agree_are_perfectly_consistent():
    judged = scores.ahp(scores.judgements([[2, 6], [3]], ["a", "b", "c"]))
    assert judged.weights.tolist() == pytest.approx([0.6, 0.3, 0.1])
    assert judged.ratio == pytest.approx(0, abs=1e-12)
    assert scores.ahp(scores.judgements([["1/4"]], ["a", "b"])).weights.tolist() == pytest.approx([0.2, 0.8])


def test_judgements_that_are_none_are_refused():
    with refused("3 criteria need rows of 2, 1 … 1 judgements"):
        scores.judgements([[2], [3]], ["a", "b", "c"])
    lopsided = scores.judgements([[2, 6], [3]], ["a", "b", "c"])
    lopsided.loc["b", "a"] = 2
    with refused("a against b is 2, the other way 2; one must be 1 over the other"):
        scores.ahp(lopsided)
    with refused("a judgement is a number above 0"):
        scores.ahp(pd.DataFrame([[1, 0], [1, 1]], index=["a", "b"], columns=["a", "b"]))
    with refused("10 criteria are too many to judge in pairs"):
        scores.ahp(pd.DataFrame(np.ones((10, 10))))
    with refused("ahp: judged: columns: there is no criterion 'B'; did you mean 'b'.; nothing is given for the criterion 'b'"):
        scores.ahp(pd.DataFrame(np.ones((2, 2)), index=["a", "b"], columns=["a", "B"]))


def test_means():
    table, weights = pd.DataFrame({"a": [1.0, 0.25], "b": [0.25, 0.25]}), pd.Series({"b": 1, "a": 1})
    assert scores.arithmetic(table, weights).tolist() == [0.625, 0.25]
    assert scores.geometric(table, weights).tolist() == pytest.approx([0.5, 0.25])
    assert scores.harmonic(table, weights).tolist() == pytest.approx([0.4, 0.25])
    gap = table.assign(b=[np.nan, 0.25])
    assert scores.arithmetic(gap, weights).tolist() == pytest.approx([np.nan, 0.25], nan_ok=True)
    assert scores.arithmetic(gap, weights, gaps="reweight").tolist() == [1, 0.25]
    row = pd.DataFrame({"a": [np.nan, 1.0], "b": [np.nan, 3.0]})
    assert scores.arithmetic(row, 1, gaps="reweight").tolist() == pytest.approx([np.nan, 2], nan_ok=True)


def test_means_that_would_mislead_are_refused():
    with refused("'b' of 0 is 0; a geometric mean needs values above 0"):
        scores.geometric(pd.DataFrame({"a": [1.0], "b": [0.0]}), pd.Series({"a": 1, "b": 1}))
    with refused("arithmetic: weights: there is no column 'c'; known: jobs, cost"):
        scores.arithmetic(TABLE, pd.Series({"jobs": 1, "cost": 1, "c": 1}))
    with refused("arithmetic: weights: nothing is given for the column 'cost'"):
        scores.arithmetic(TABLE, pd.Series({"jobs": 1}))
    with refused("arithmetic: weights: every weight is 0"):
        scores.arithmetic(TABLE, pd.Series({"jobs": 0, "cost": 0}))
    with refused("by_groups: groups: 'g' names 'job'; did you mean 'jobs'"):
        scores.by_groups(TABLE, {"g": {"job": 1}})


def test_topsis_finds_the_row_that_is_best_in_everything():
    made = scores.topsis(TABLE, scores.equal(TABLE.columns), costs=("cost",))
    assert made.tolist()[0] == 0
    assert made.tolist()[2] == 1
    with refused("all rows are the same"):
        scores.topsis(pd.concat([TABLE.iloc[[0]], TABLE.iloc[[0]].rename({"A": "B"})]), scores.equal(TABLE.columns))
    with refused("there is no column 'costs'; did you mean 'cost'"):
        scores.topsis(TABLE, scores.equal(TABLE.columns), costs=("costs",))
    with refused("topsis: table: 'cost' of 'A' is missing"):
        scores.topsis(TABLE.mask(TABLE == 5), scores.equal(TABLE.columns))


def test_comparing_two_orders():
    a, b = pd.Series({"x": 3.0, "y": 2.0, "z": 1.0}), pd.Series({"z": 9.0, "x": 5.0, "y": 1.0})
    moved = scores.shifts(a, b)
    assert moved.loc[["x", "y", "z"], "shift"].tolist() == [-1, -1, 2]
    assert moved.index[0] == "z"
    assert scores.spearman(a, b) == pytest.approx(-0.5)
    assert scores.kendall(a, b) == pytest.approx(-1 / 3)
    assert scores.spearman(a, a) == scores.kendall(a, a) == pytest.approx(1)
    assert np.isnan(scores.spearman(a, a * 0))
    with refused("spearman: b: nothing is given for the row 'z'"):
        scores.spearman(a, b.drop("z"))


def test_leaving_each_column_out():
    made = scores.leave_one_out(TABLE.assign(cost=[9.0, 3.0, 1.0]), pd.Series({"jobs": 1, "cost": 9}))
    assert made["all"].tolist() == [1, 3, 2]
    assert made["cost"].tolist() == [3, 2, 1]
    with refused("table has one column; there is nothing to leave out"):
        scores.leave_one_out(TABLE[["jobs"]], pd.Series({"jobs": 1}))


def panel(n: int = 60):
    """Units whose value is 50 + 3 × youth, plus what they do themselves."""
    rng = np.random.default_rng(7)
    youth, own = rng.uniform(0, 10, n), rng.normal(0, 1, n)
    rows = [f"c{i}" for i in range(n)]
    return pd.Series(50 + 3 * youth + own, rows), pd.DataFrame({"youth": youth}, rows), pd.Series(own, rows)


def test_regression_takes_circumstances_out():
    values, covariates, own = panel()
    found = scores.regression_adjusted(values, covariates)
    assert found.coefficients.coefficient.youth == pytest.approx(3, abs=3 * found.coefficients.standard_error.youth)
    assert 0.9 < found.r2 < 1
    assert scores.spearman(found.table.adjusted, own) > 0.95
    assert scores.spearman(found.table.raw, own) < 0.5
    assert found.table.adjusted.mean() == pytest.approx(values.mean())


def test_regression_agrees_with_the_textbook_formula():
    values, covariates, _ = panel()
    x, y = covariates.youth, values
    slope = ((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum()
    residual = y - y.mean() - slope * (x - x.mean())
    error = np.sqrt((residual**2).sum() / (len(x) - 2) / ((x - x.mean()) ** 2).sum())
    found = scores.regression_adjusted(values, covariates).coefficients.loc["youth"]
    assert found.tolist() == pytest.approx([slope, error])


@pytest.mark.parametrize(
    ("rows", "change", "reason"),
    [
        (17, {}, "17 units with everything known, 30 are needed (covariates: 1)"),
        (60, {f"x{i}": i for i in range(6)}, "60 units with everything known, 70 are needed (covariates: 7)"),
        (60, {"flat": 1.0}, "'flat' is the same in every unit"),
        (60, {"twin": "youth"}, "two covariates say the same; leave one out"),
    ],
)
def test_regression_on_too_little_is_not_estimable(rows, change, reason):
    values, covariates, _ = panel(rows)
    more = {k: covariates[v] * 2 if isinstance(v, str) else v for k, v in change.items()}
    found = scores.regression_adjusted(values, covariates.assign(**more))
    assert (found.table, found.coefficients, found.r2, found.reason) == (None, None, None, reason)
    with refused("regression_adjusted: covariates: nothing is given for the row 'c0'"):
        scores.regression_adjusted(values, covariates.iloc[1:])
