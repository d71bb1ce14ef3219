"""Laws of the composite chain on any table: names decide, never an order; gaps leave pairs out; what is drawn in is counted."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evaluation import scores
from evaluation.errors import Refused

lawful = settings(max_examples=60, deadline=None, derandomize=True)
some = st.integers(1, 60).map(float)


@st.composite
def tables(draw, least_rows=2):
    """Positive figures that vary in every column, with names that do not sort as they stand."""
    columns = draw(st.lists(st.sampled_from(["jobs", "cost", "wage", "days", "aid"]), min_size=1, max_size=5, unique=True))
    rows = draw(st.lists(st.sampled_from("QWERTYUIOP"), min_size=least_rows, max_size=8, unique=True))
    made = pd.DataFrame({c: draw(st.lists(some, min_size=len(rows), max_size=len(rows))) for c in columns}, index=rows)
    assume((made.max() > made.min()).all())
    return made


def shuffled(data, entries: dict):
    """The same entries in another order, as a dict or a Series."""
    turned = {k: entries[k] for k in data.draw(st.permutations(list(entries)))}
    return pd.Series(turned, dtype=float) if data.draw(st.booleans()) else turned


def moved(data, table: pd.DataFrame) -> pd.DataFrame:
    return table.loc[data.draw(st.permutations(list(table.index))), data.draw(st.permutations(list(table.columns)))]


def same(found, expected):
    """Equal but for the order of rows and columns."""
    if isinstance(expected, pd.DataFrame):
        pd.testing.assert_frame_equal(found.loc[expected.index, expected.columns], expected, rtol=1e-9)
    else:
        pd.testing.assert_series_equal(found.loc[expected.index], expected, rtol=1e-9)


BY_DIRECTION = (scores.minmax, scores.zscore, scores.rank, scores.percentile, scores.distance_to_best)
BY_WEIGHT = (scores.arithmetic, scores.geometric, scores.harmonic, scores.leave_one_out)


@pytest.mark.slow
@lawful
@given(tables(), st.data())
def test_directions_go_by_name(table, data):
    signs = {c: data.draw(st.sampled_from([1, -1])) for c in table}
    other, turned = moved(data, table), shuffled(data, signs)
    for function in BY_DIRECTION:
        made = function(table, signs)
        same(function(other, turned), made)
        for column, sign in signs.items():
            same(function(table[column], sign), made[column])
            assert (made[column].corr(table[column]) * sign > 0) == (function is not scores.rank)


@pytest.mark.slow
@lawful
@given(tables(), st.data())
def test_goalposts_and_sizes_go_by_name(table, data):
    worst = {c: data.draw(st.integers(0, 9)) for c in table}
    best = {c: worst[c] + data.draw(st.sampled_from([-7, 20])) for c in table}
    sizes = {r: data.draw(st.integers(1, 9)) for r in table.index}
    first = table.columns[0]
    other = moved(data, table)
    same(scores.goalposts(other, shuffled(data, worst), shuffled(data, best)), scores.goalposts(table, worst, best))
    same(scores.denominate(other, {first: shuffled(data, sizes)}), scores.denominate(table, {first: sizes}))
    assert scores.denominate(table, {first: sizes})[first].tolist() == [table[first][r] / n for r, n in sizes.items()]


@pytest.mark.slow
@lawful
@given(tables(), st.data())
def test_weights_groups_and_costs_go_by_name(table, data):
    weights = {c: data.draw(st.integers(1, 9)) for c in table}
    groups = {r: data.draw(st.sampled_from(["east", "west"])) for r in table.index}
    costs = [c for c in table if data.draw(st.booleans())]
    other, turned = moved(data, table), shuffled(data, weights)
    for function in BY_WEIGHT[: 4 if len(table.columns) > 1 else 3]:
        same(function(other, turned), function(table, weights))
    same(scores.topsis(other, turned, costs[::-1]), scores.topsis(table, weights, costs))
    same(scores.entropy(other), scores.entropy(table))
    level = {"all": weights}
    same(scores.by_groups(other, {"all": turned}), scores.by_groups(table, level))
    named = pd.Series(groups)[data.draw(st.permutations(list(groups)))]
    same(scores.impute(other, "mean", named).table, scores.impute(table, "mean", groups).table)


@lawful
@given(tables(), st.data())
def test_a_name_too_many_too_few_or_misspelt_is_refused_everywhere(table, data):
    gone = data.draw(st.sampled_from(list(table.columns)))
    wrong = data.draw(
        st.sampled_from(
            [
                {c: 1 for c in table if c != gone},
                {**dict.fromkeys(table, 1), "zzzz": 1},
                {f"{c}s" if c == gone else c: 1 for c in table},
            ]
        )
    )
    for function in (*BY_DIRECTION, *BY_WEIGHT[:3], scores.topsis):
        with pytest.raises(Refused, match=rf"{function.__name__}: (direction|weights).*({gone}|zzzz)"):
            function(table, wrong)
        with pytest.raises(Refused, match=rf"{function.__name__}: (direction|weights).*({gone}|zzzz)"):
            function(table, pd.Series(wrong, dtype=float))


ranked = st.one_of(st.none(), st.integers(0, 4)).map(lambda x: np.nan if x is None else float(x))


@lawful
@given(st.lists(st.tuples(ranked, ranked), min_size=1, max_size=12), st.data())
def test_correlations_of_pairs_with_gaps_and_ties_are_those_of_pandas(pairs, data):
    table = pd.DataFrame(pairs, columns=["a", "b"], index=[f"r{i}" for i in range(len(pairs))])
    other = table["b"].iloc[data.draw(st.permutations(range(len(table))))]
    for function in (scores.spearman, scores.kendall):
        expected = table["a"].corr(table["b"], method=function.__name__)
        assert function(table["a"], other) == pytest.approx(expected, nan_ok=True), function
    found = scores.shifts(table["a"], other)
    both = table.dropna()
    assert found["before"].dropna().sort_index().tolist() == both["a"].rank(ascending=False, method="min").sort_index().tolist()
    assert found["shift"].notna().sum() == len(both)


@lawful
@given(st.lists(some, min_size=8, max_size=30), st.integers(1, 6), st.sampled_from([400.0, -400.0, 1000.0]), st.integers(0, 9))
def test_values_drawn_in_are_counted_one_by_one(values, tied, far, most):
    """Ties at the end go together; once ``most`` values are drawn in, nothing more is."""
    values = [*values, *[far] * tied]
    made, taken = scores.winsorise(values, most)
    assert taken == sum(a != b for a, b in zip(values, made, strict=True))
    order = np.argsort(values, kind="stable")
    assert (np.diff(made[order]) >= 0).all()
    skewed = abs(scores.skewness(values)) > 2 and scores.kurtosis(values) > 3.5
    assert (taken > 0) == (skewed and most > 0)
    if taken > most:  # only the last step, and only by its ties
        assert scores.winsorise(values, taken - 1)[1] == taken
    still = abs(scores.skewness(made)) > 2 and scores.kurtosis(made) > 3.5
    assert not still or taken >= most
