"""What ``weights.yml`` and ``allocation.yml`` may not say beyond points and goalposts: every refusal by its text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from study_files import made

from evaluation.errors import Refused

ITEM = "emp_new_urban: {points: 6, worst: 60, best: 100, why: {zh: 值, en: value}}"


def item(more: str, points: int = 6, worst: int = 60, best: int = 100) -> tuple[str, str, str]:
    """The change of one scored indicator that gives it a curve."""
    new = f"emp_new_urban: {{points: {points}, worst: {worst}, best: {best}, {more}, why: {{zh: 值, en: value}}}}"
    return "weights.yml", ITEM, new


def refused(root, *changes) -> str:
    with pytest.raises(Refused) as caught:
        made(root, *changes)
    return str(caught.value)


GOOD_BANDS = "{to_value: 60, points: 0}, {from_value: 60, to_value: 80, points: 3}, {from_value: 80, points: 6}"


@pytest.mark.parametrize(
    "more",
    [
        "curve: threshold, threshold: 80",
        "curve: steps, step: 8",
        "curve: all_or_nothing",
        f"curve: bands, bands: [{GOOD_BANDS}]",
        "curve: linear",
    ],
)
def test_a_curve_with_what_it_needs_is_accepted(tmp_path, more):
    scored = made(tmp_path, item(more)).weights.groups["social_benefit"].indicators["emp_new_urban"]
    assert scored.curve in more


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("curve: parabola", "emp_new_urban.curve: Input should be 'linear', 'threshold', 'steps', 'bands' or"),
        ("curve: threshold", "the curve 'threshold' needs 'threshold'; add it"),
        ("curve: steps", "the curve 'steps' needs 'step'; add it"),
        ("curve: bands", "the curve 'bands' needs 'bands'; add it"),
        ("step: 4", "the curve 'linear' has no 'step'; remove it or change the curve"),
        ("curve: threshold, threshold: 120", "threshold 120 is not between worst 60 and best 100; move it"),
        ("curve: steps, step: 7", "from worst 60 to best 100 is no whole number of steps of 7; change one of them"),
        ("curve: steps, step: 0", "step: Input should be greater than 0, got '0'"),
        (
            "curve: bands, bands: [{to_value: 60, points: 0}, {from_value: 70, points: 6}]",
            "there is a gap between bands: one band ends at 60, the next begins at 70; let it begin where the other ends",
        ),
        (
            "curve: bands, bands: [{to_value: 80, points: 0}, {from_value: 70, points: 6}]",
            "two bands overlap: one band ends at 80, the next begins at 70; let it begin where the other ends",
        ),
        (
            "curve: bands, bands: [{points: 0}, {from_value: 70, points: 6}]",
            "two bands overlap: one band ends at None, the next begins at 70",
        ),
        (
            "curve: bands, bands: [{from_value: 50, to_value: 70, points: 0}, {from_value: 70, points: 6}]",
            "values below 50 are in no band; leave from_value of the lowest band out",
        ),
        (
            "curve: bands, bands: [{to_value: 70, points: 0}, {from_value: 70, to_value: 90, points: 6}]",
            "values above 90 are in no band; leave to_value of the highest band out",
        ),
        (
            "curve: bands, bands: [{to_value: 70, points: 6}, {from_value: 70, points: 2}]",
            "the better of the bands that meet at 70 pays less; put their points the other way round",
        ),
        (
            "curve: bands, bands: [{to_value: 70, points: 1}, {from_value: 70, points: 5}]",
            "the best band pays 5 of 6 points; let it pay all",
        ),
        (
            "curve: bands, bands: [{to_value: 60, points: 0}, {from_value: 60, to_value: 60, points: 3}, "
            "{from_value: 60, points: 6}]",
            "a band goes from 60 to 60; let it end above its beginning",
        ),
        ("curve: bands, bands: [{from_valu: 60, points: 6}]", "from_valu: unknown key; did you mean 'from_value'?"),
    ],
)
def test_a_curve_that_leaves_a_value_open_or_pays_less_for_more_is_refused(tmp_path, more, said):
    message = refused(tmp_path, item(more))
    assert "weights.yml" in message
    assert said in message


def test_bands_where_less_is_better_fall(tmp_path):
    bands = "{to_value: 3, points: 6}, {from_value: 3, to_value: 6, points: 2}, {from_value: 6, points: 0}"
    assert made(tmp_path / "a", item(f"curve: bands, bands: [{bands}]", worst=6, best=3)).weights
    rising = bands.replace("points: 2", "points: 7")
    said = refused(tmp_path / "b", item(f"curve: bands, bands: [{rising}]", worst=6, best=3))
    assert "the better of the bands that meet at 3 pays less" in said


GATES = """\
gates:
  paid: {indicator: unemp_rate_reg, demand: at_most, value: 4.5, why: {zh: 因, en: why}}
parallel: {indicators: [emp_new_urban], single_below: 50, mean_below: 90, why: {zh: 因, en: why}}
missing: not_awarded
"""


def test_gates_are_read(tmp_path):
    weights = made(tmp_path, ("weights.yml", "", GATES)).weights
    gate = weights.gates["paid"]
    assert (gate.value, gate.effect, gate.missing) == (Decimal("4.5"), "lowest_grade", "no_grade")
    assert (weights.parallel.single_below, weights.missing) == (50, "not_awarded")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "indicator: unemp_rate_reg",
            "indicator: unemp_rate",
            "gates.paid.indicator: 'unemp_rate' is not in study.yml; did you mean 'unemp_rate_reg'?",
        ),
        ("[emp_new_urban]", "[emp_new_urbn]", "parallel.indicators: 'emp_new_urbn' is not in study.yml; did you mean"),
        ("at_most", "below", "gates.paid.demand: Input should be 'at_least', 'at_most' or 'equal', got 'below'"),
        ("missing: not_awarded", "missing: zero", "missing: Input should be 'reweighted', 'not_awarded' or 'refused'"),
    ],
)
def test_a_gate_on_nothing_is_refused(tmp_path, old, new, said):
    assert old in GATES
    assert said in refused(tmp_path, ("weights.yml", "", GATES.replace(old, new)))


def test_the_last_grade_cannot_be_limited(tmp_path):
    said = refused(tmp_path, ("weights.yml", "from_score: 0}", "from_score: 0, at_most: 30}"))
    assert "the last grade cannot be limited by at_most: whoever is left belongs there; remove it" in said
    assert made(tmp_path / "b", ("weights.yml", "from_score: 75}", "from_score: 75, at_most: 30}")).weights


ALLOCATION = """\
preset: p
status: proposal
source: {zh: 建议, en: proposal}
clause: HB-18
factors:
  jobs:
    {number: 1, title: {zh: 就业, en: jobs}, weight: 60, kind: volume, value: {indicator: emp_new_urban}, why: {zh: 因, en: x}}
  need:
    number: 2
    title: {zh: 困难, en: need}
    weight: 40
    kind: rate
    value: {item: need}
    size: {quantity: reg_unemployed}
    why: {zh: 因, en: why}
bounds: {last_year: {item: last_year}, least_of_last_year: 0.8}
"""
ITEMS = """\
region,item,value,unit,source
420100,need,20,指数,示例
420100,last_year,1000.50,元,示例
420600,need,60,指数,示例
420600,last_year,2000,元,示例
"""


def allocation(old: str = "", new: str = "", file: str = "allocation.yml") -> list[tuple[str, str, str]]:
    texts = {"allocation.yml": ALLOCATION, "allocation.csv": ITEMS}
    assert old in texts[file]
    texts[file] = texts[file].replace(old, new, 1) if old else texts[file]
    return [(name, "", text) for name, text in texts.items()]


def test_a_scheme_of_allocation_is_read(tmp_path):
    study = made(tmp_path, *allocation())
    assert [f.weight for f in study.allocation.factors.values()] == [60, 40]
    assert study.allocation_items[1].value == Decimal("1000.50")
    assert {"allocation.yml", "allocation.csv"} < set(study.files)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("yml", "weight: 60", "weight: 50", "the weights of the factors add up to 90, not 100; change them by 10"),
        ("yml", "number: 1", "number: 3", "factors stand in the order of the document's list, got the numbers [3, 2]"),
        (
            "yml",
            "weight: 40",
            "weight: 40\n    within: job",
            "factors.need.within: there is no other factor 'job'; did you mean 'jobs'?",
        ),
        ("yml", "weight: 40", "weight: 40\n    within: need", "there is no other factor 'need'; known: jobs"),
        ("yml", "    size: {quantity: reg_unemployed}\n", "", "a 'rate' needs a 'size' to count with, a 'volume' has none"),
        ("yml", "kind: rate", "kind: volume", "a 'rate' needs a 'size' to count with, a 'volume' has none"),
        (
            "yml",
            "{item: need}",
            "{item: need, quantity: reg_unemployed}",
            "give one of 'indicator', 'quantity', 'item', got quantity, item",
        ),
        ("yml", "{item: need}", "{}", "give one of 'indicator', 'quantity', 'item', got none"),
        ("yml", "last_year: {item: last_year}, ", "", "need 'last_year': where the award stands"),
        ("yml", "least_of_last_year: 0.8", "most_of_own_budget: 2", "'most_of_own_budget' needs 'own_budget'"),
        ("yml", "weight: 40", "wieght: 40", "factors.need.wieght: unknown key; did you mean 'weight'?"),
        (
            "yml",
            "bounds: {",
            "adjust: hardship\nbounds: {",
            "no row for hardship of 420100 and 1 more, which adjust needs; add it or change adjust",
        ),
        (
            "csv",
            "420600,need,60,指数,示例\n",
            "",
            "no row for need of 420600, which factors.need.value needs; add it or change factors.need.value",
        ),
        ("csv", "420600,need", "420700,need", "need of region '420700', which is not listed; did you mean '420600'?"),
        ("csv", "420600,need", "420600,ned", "nothing in allocation.yml uses 'ned'; did you mean 'need'?"),
        ("csv", "420600,need", "420100,need", "need of 420100 stands twice; keep one"),
        ("csv", "2000,元", "0.2,万元", "last_year of 420600 is in 万元; write it in 元"),
        ("csv", "need,20", "need,twenty", "line 2:\n  value: is no number;"),
    ],
)
def test_a_scheme_that_does_not_add_up_or_lacks_a_figure_is_refused(tmp_path, file, old, new, said):
    message = refused(tmp_path, *allocation(old, new, f"allocation.{file}"))
    assert "small/allocation." in message
    assert said in message


def test_figures_without_a_scheme_are_refused(tmp_path):
    said = refused(tmp_path, ("allocation.csv", "", ITEMS))
    assert "there is no allocation.yml that uses it; add one or remove the file" in said
