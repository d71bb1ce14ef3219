"""Efficiency beyond the textbook cases, bias by bootstrap, and direct standardisation by hand."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from evaluation import scores
from evaluation.errors import Refused
from evaluation.scores.efficiency.study import efficiency
from evaluation.study.periods import parse

X = pd.DataFrame({"x": [2, 3, 3, 4, 5, 5, 6, 8]}, index=list("ABCDEFGH"))
Y = pd.DataFrame({"y": [1, 3, 2, 3, 4, 2, 3, 5]}, index=X.index)


def many(n=24, seed=3):
    rng = np.random.default_rng(seed)
    inputs = pd.DataFrame(rng.uniform(1, 9, (n, 2)), columns=["money", "staff"])
    return inputs, pd.DataFrame({"jobs": inputs.sum(axis=1) ** 0.7 * rng.uniform(0.4, 1, n)})


@pytest.mark.parametrize("returns", ["constant", "variable"])
@pytest.mark.parametrize("orientation", ["input", "output"])
def test_units_do_not_matter(returns, orientation):
    inputs, outputs = many()
    first = scores.dea(inputs, outputs, returns, orientation)
    other = scores.dea(inputs * [10_000, 0.01], outputs * 7, returns, orientation)
    assert first.table.score.tolist() == pytest.approx(other.table.score.tolist())
    assert (first.table.efficient == other.table.efficient).all()
    assert (other.table.slack_money / 10_000).tolist() == pytest.approx(first.table.slack_money.tolist(), abs=1e-6)


@pytest.mark.parametrize("orientation", ["input", "output"])
def test_peers_make_at_least_as_much_with_no_more(orientation):
    inputs, outputs = many()
    found = scores.dea(inputs, outputs, "variable", orientation)
    for name, peers in found.peers.items():
        assert sum(peers.values()) == pytest.approx(1)
        assert all(found.table.efficient[p] for p in peers)
        score = found.table.score[name]
        used = sum(inputs.loc[p] * w for p, w in peers.items())
        done = sum(outputs.loc[p] * w for p, w in peers.items())
        allowed, wanted = inputs.loc[name], outputs.loc[name]
        allowed, wanted = (allowed * score, wanted) if orientation == "input" else (allowed, wanted / score)
        assert (used <= allowed + 1e-6).all()
        assert (done >= wanted - 1e-6).all()


def test_constant_returns_are_the_same_from_both_sides_and_never_better_than_variable():
    inputs, outputs = many()
    crs = [scores.dea(inputs, outputs, "constant", o).table.score for o in ("input", "output")]
    assert crs[0].tolist() == pytest.approx(crs[1].tolist())
    for orientation in ("input", "output"):
        vrs = scores.dea(inputs, outputs, "variable", orientation).table.score
        assert (crs[0] <= vrs + 1e-9).all()


def test_too_few_rows_are_said():
    few = "5 rows for 1 inputs and 1 outputs: below 6 many rows are efficient by lack of others"
    assert scores.dea(X.head(5), Y.head(5)).caution == few
    assert scores.dea(X, Y).caution == ""
    found = scores.bias_corrected(X.head(5), Y.head(5))
    assert (found.table, found.reason) == (None, few)


def test_the_bootstrap_takes_the_flattery_out_and_can_be_made_again():
    inputs, outputs = many()
    found = scores.bias_corrected(inputs, outputs, draws=60, seed=4)
    table = found.table
    assert (table.bias > 0).all()
    assert (table.corrected < table.score).all()
    assert (table.low < table.high).all()
    assert (table.high <= table.score + 1e-9).all()
    pd.testing.assert_frame_equal(table, scores.bias_corrected(inputs, outputs, draws=60, seed=4).table)
    assert (scores.bias_corrected(inputs, outputs, "variable", "output", draws=20).table.bias > 0).all()


def test_a_single_ratio_is_corrected_alike_everywhere():
    """With one input, one output and constant returns the frontier is one line: the bias is a share of the score."""
    table = scores.bias_corrected(X, Y, draws=50).table
    assert np.ptp(table.bias / table.score) == pytest.approx(0, abs=1e-9)


def test_when_nearly_all_are_on_the_frontier_there_is_no_spread_to_draw_from():
    found = scores.bias_corrected(X, pd.DataFrame({"y": X.x}))
    assert (found.table, found.reason) == (None, "fewer than three rows are off the frontier: no spread to draw from")


@pytest.mark.parametrize(
    ("inputs", "outputs", "said"),
    [
        (X, Y.iloc[1:], "dea: outputs: nothing is given for the row 'A'"),
        (X.replace(2, 0), Y, "inputs: 'x' of 'A' is 0; an input is above 0, leave the row out"),
        (X, Y.replace(5, -5), "outputs: 'y' of 'H' is -5; an output is 0 or more, leave the row out"),
        (X, Y.astype(float).replace(5, np.nan), "outputs: 'y' of 'H' is missing"),
        (X, Y.replace(5, 0), "'H' made no output at all; leave the row out"),
        (X, Y.assign(z=0), "outputs: 'z' is 0 in every row; leave it out"),
    ],
)
def test_figures_that_efficiency_cannot_use_are_refused(inputs, outputs, said):
    with pytest.raises(Refused, match=said):
        scores.dea(inputs, outputs)


def alone(x, y, o):
    """The least input that some mix of two rows needs for the output of row ``o``, exactly: variable returns."""
    best = min(a for a, b in zip(x, y, strict=True) if b >= y[o])
    for i in range(len(x)):
        for j in range(len(x)):
            if y[i] < y[o] <= y[j]:
                best = min(best, x[i] + (y[o] - y[i]) / (y[j] - y[i]) * (x[j] - x[i]))
    return float(best / x[o])


@pytest.mark.parametrize("wide", [2, 5, 8])
def test_small_rows_beside_giants_have_the_scores_of_exact_arithmetic(wide):
    rng = np.random.default_rng(wide)
    for _ in range(10):
        x = [Fraction(int(v)) for v in 10 ** rng.uniform(0, wide - 0.4, 12) * 1000]
        y = [Fraction(int(v)) for v in np.array(x, dtype=float) ** 0.9 * 10 ** rng.uniform(0, 0.3, 12) + 1]
        inputs, outputs = pd.DataFrame({"x": map(float, x)}), pd.DataFrame({"y": map(float, y)})
        best = max(b / a for a, b in zip(x, y, strict=True))
        for orientation in ("input", "output"):
            found = scores.dea(inputs, outputs, "crs", orientation).table
            exact = [float(b / a / best) for a, b in zip(x, y, strict=True)]
            assert found.score.tolist() == pytest.approx(exact, rel=1e-8)
            assert found.efficient.tolist() == [e == 1 for e in exact]
        found = scores.dea(inputs, outputs, "vrs")
        assert found.table.score.tolist() == pytest.approx([alone(x, y, o) for o in range(12)], rel=1e-7)
        for row, peers in found.peers.items():
            used = sum(float(x[p]) * share for p, share in peers.items())
            assert used == pytest.approx(float(x[row]) * found.table.score[row] - found.table.slack_x[row], rel=1e-5)


def test_a_figure_too_far_from_the_others_is_refused_by_name():
    said = "dea: outputs: 'y' of 'H' is 5e.08, the column spreads over more than 1e.08 times its least figure"
    with pytest.raises(Refused, match=said):
        scores.dea(X, Y.replace(5, 5e8))


MIX = {
    "A": {"young": (80, 100), "old": (10, 20)},  # 90 of 120
    "B": {"young": (18, 20), "old": (60, 100)},  # 78 of 120, better in both
}


def test_a_region_better_in_every_stratum_is_better_when_the_mix_is_the_same():
    found = scores.standardise_rates(MIX)
    assert found["A"].raw > found["B"].raw
    assert found["A"].adjusted == Fraction(1, 2) * Fraction(80, 100) + Fraction(1, 2) * Fraction(10, 20)
    assert found["B"].adjusted == Fraction(3, 4)
    assert found["A"].adjusted < found["B"].adjusted


def test_a_standard_of_ones_own():
    found = scores.standardise_rates(MIX, {"young": 3, "old": 1})
    assert found["B"].adjusted == Fraction(3, 4) * Fraction(9, 10) + Fraction(1, 4) * Fraction(3, 5)
    assert scores.standardise_rates({"A": MIX["A"]})["A"].adjusted == Fraction(90, 120)  # its own mix changes nothing


def test_a_stratum_without_cases_is_not_estimable_and_not_zero():
    found = scores.standardise_rates({**MIX, "C": {"young": (5, 9)}, "D": {"old": (0, 0)}}, least=5)
    assert (found["C"].adjusted, found["C"].reason) == (None, "fewer than 5 cases in old")
    assert (found["D"].raw, found["D"].reason) == (None, "fewer than 5 cases in young, old")


def test_counts_that_are_none_are_refused():
    with pytest.raises(Refused, match="A, young: 7 of 5 cases; a part is from 0 to its whole"):
        scores.standardise_rates({"A": {"young": (7, 5)}})
    with pytest.raises(Refused, match="A has the stratum 'old', the standard has not"):
        scores.standardise_rates(MIX, {"young": 3})
    with pytest.raises(Refused, match="the standard has no cases"):
        scores.standardise_rates(MIX, {"young": 0, "old": 0})


def test_a_study_with_a_figure_too_far_from_the_others_has_no_efficiency_and_says_whose():
    asked = SimpleNamespace(
        inputs={"fund_used": {}}, outputs={"reemployed": {}}, returns="constant", orientation="input", draws=0, seed=0
    )
    amounts = {("A", "fund_used"): 3, ("B", "fund_used"): 5 * 10**9, ("C", "fund_used"): 4}
    at = lambda region, _, quantity: SimpleNamespace(amount=amounts.get((region, quantity), 7))  # noqa: E731
    results = SimpleNamespace(
        study=SimpleNamespace(comparison=SimpleNamespace(efficiency=asked)),
        figures=SimpleNamespace(at=at),
        regions=("A", "B", "C"),
        period=parse("2007"),
    )
    found = efficiency(results)
    assert (found.rows, found.apart) == ({}, ("B", "fund_used"))
    amounts["B", "fund_used"] = 5
    assert efficiency(results).apart is None
