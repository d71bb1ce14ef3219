"""Curves by hand, what a missing value does, gates, the parallel gate, limited grades, and scores without an indicator."""

from __future__ import annotations

from fractions import Fraction

import pytest
from study_files import made
from test_study_schemes import GATES, item

from evaluation.errors import Refused
from evaluation.scores import curves
from evaluation.scores.gates import limit_grades
from evaluation.scores.leave_out import leave_one_out
from evaluation.scores.trace import trace
from evaluation.scores.tree import Awarded, Score, award, score

F = Fraction
HALF = {"emp_new_urban": (F(80), ""), "unemp_rate_reg": (F(9, 2), "")}


def awards(root, more: str, values, worst: int = 60, best: int = 100) -> list[Fraction]:
    scored = made(root, item(more, worst=worst, best=best)).weights.groups["social_benefit"].indicators["emp_new_urban"]
    return [award(scored, F(v)) for v in values]


def test_threshold_then_proportional(tmp_path):
    assert awards(tmp_path, "curve: threshold, threshold: 80", (60, 79, 80, 90, 100, 120)) == [0, 0, 3, F(9, 2), 6, 6]


def test_a_deduction_for_every_case(tmp_path):
    """Six points, one for each verified case; half a step costs a whole one."""
    found = awards(tmp_path, "curve: steps, step: 1", (0, 1, F(3, 2), 5, 6, 9), worst=6, best=0)
    assert found == [6, 5, 4, 1, 0, 0]


def test_bands_and_their_borders(tmp_path):
    bands = "{to_value: 60, points: 0}, {from_value: 60, to_value: 80, points: 3}, {from_value: 80, points: 6}"
    found = awards(tmp_path / "up", f"curve: bands, bands: [{bands}]", (59, 60, F(799, 10), 80, 500))
    assert found == [0, 3, 3, 6, 6]
    bands = "{to_value: 3, points: 6}, {from_value: 3, to_value: 6, points: 2}, {from_value: 6, points: 0}"
    found = awards(tmp_path / "down", f"curve: bands, bands: [{bands}]", (-1, 3, F(31, 10), 6, 7), worst=6, best=3)
    assert found == [6, 6, 2, 2, 0]


def test_all_or_nothing(tmp_path):
    assert awards(tmp_path / "up", "curve: all_or_nothing", (99, F(9999, 100), 100, 101)) == [0, 0, 6, 6]
    assert awards(tmp_path / "down", "curve: all_or_nothing", (4, 3, 2), worst=6, best=3) == [0, 6, 6]


def test_a_value_in_no_band_is_a_fault_not_a_zero():
    with pytest.raises(Refused, match="band_share: value is 7, which no band holds"):
        curves.band_share(F(7), [(None, F(5), F(1))])


@pytest.fixture
def weights(tmp_path):
    return made(tmp_path).weights


def test_a_missing_value_by_the_three_rules(weights):
    lacking = {"emp_new_urban": (F(100), ""), "unemp_rate_reg": (None, "suppressed")}
    assert score(weights, "A", lacking).total == 100
    counted = score(weights.model_copy(update={"missing": "not_awarded"}), "A", lacking)
    assert (counted.total, counted.evidence) == (60, 60)
    assert [(x.awarded, x.mark) for x in counted.lines] == [(6, ""), (0, "suppressed")]
    assert [line.reason for line in trace(counted)] == ["", "missing"]
    with pytest.raises(Refused, match=r"A has no value of unemp_rate_reg, and weights\.yml says missing: refused"):
        score(weights.model_copy(update={"missing": "refused"}), "A", lacking)


def test_not_awarded_is_still_no_score_without_evidence(weights):
    rule = weights.model_copy(update={"missing": "not_awarded", "least_evidence": 0})
    found = score(rule, "A", {})
    assert (found.total, found.grade, found.evidence) == (None, None, 0)


def test_a_trace_tells_what_was_lost_and_why(weights):
    lines = trace(score(weights, "A", {"emp_new_urban": (F(80), ""), "unemp_rate_reg": (F(7), "")}))
    assert [(x.share, x.awarded, x.lost, x.in_total, x.reason) for x in lines] == [
        (F(1, 2), 3, 3, 30, "short"),
        (0, 0, 4, 0, "nothing"),
    ]


def test_a_trace_that_does_not_add_up_is_a_fault():
    line = Awarded(group="g", indicator="i", points=F(4), worst=F(0), best=F(1), value=F(1), awarded=F(4), mark="")
    wrong = Score(region="A", lines=(line,), total=F(90), evidence=F(100), grade=None)
    with pytest.raises(ValueError, match="the lines of A do not add up to its total"):
        trace(wrong)


def gated(root, values, *changes, old="", new=""):
    text = (GATES.replace(old, new) if old else GATES).replace("missing: not_awarded", "missing: reweighted")
    assert old in GATES
    return score(made(root, ("weights.yml", "", text), *changes).weights, "A", values)


def test_a_gate_takes_the_grade_and_leaves_the_points(tmp_path):
    values = {"emp_new_urban": (F(100), ""), "unemp_rate_reg": (F(46, 10), "")}
    found = gated(tmp_path / "a", values)
    assert found.total == F(6 + F(4) * F(14, 30)) * 10
    assert (found.grade.name.en, found.gates[0].state) == ("poor", "failed")
    met = gated(tmp_path / "b", {**values, "unemp_rate_reg": (F(9, 2), "")})
    assert (met.grade.name.en, met.gates[0].state) == ("good", "passed")


def test_a_gate_can_keep_from_the_best_grade_only(tmp_path):
    three = ("weights.yml", "  - {name: {zh: 不达标", "  - {name: {zh: 中, en: fair}, from_score: 40}\n  - {name: {zh: 不达标")
    values = {"emp_new_urban": (F(100), ""), "unemp_rate_reg": (F(46, 10), "")}
    change = {"old": "at_most, value: 4.5,", "new": "at_most, value: 4.5, effect: not_best,"}
    assert gated(tmp_path, values, three, **change).grade.name.en == "fair"


@pytest.mark.parametrize(("rule", "grade"), [("no_grade", None), ("passed", "good"), ("failed", "poor")])
def test_a_gate_without_a_value_does_what_the_study_says(tmp_path, rule, grade):
    values = {"emp_new_urban": (F(100), ""), "unemp_rate_reg": (None, "missing")}
    found = gated(tmp_path, values, old="why: {zh: 因, en: why}}\npar", new=f"missing: {rule}, why: {{zh: 因, en: why}}}}\npar")
    assert (found.grade.name.en if found.grade else None) == grade


def test_what_does_not_exist_here_cannot_be_missed(tmp_path):
    """Without a zero-employment family there is none that was not helped."""
    values = {"emp_new_urban": (F(100), ""), "unemp_rate_reg": (None, "not_applicable")}
    assert gated(tmp_path, values).gates[0].state == "passed"


@pytest.mark.parametrize(
    ("completion", "met", "below"), [(F(90), True, ()), (F(899, 10), False, ()), (F(49), False, ("emp_new_urban",))]
)
def test_the_parallel_gate_flags_and_changes_nothing(tmp_path, completion, met, below):
    found = gated(tmp_path, {"emp_new_urban": (completion, ""), "unemp_rate_reg": (F(4), "")})
    assert (found.flag.met, found.flag.below, found.flag.average, found.flag.counted) == (met, below, completion, 1)
    assert found.total is not None


def test_the_parallel_gate_without_completions_is_not_judged(tmp_path):
    found = gated(tmp_path, {"emp_new_urban": (None, "missing"), "unemp_rate_reg": (F(4), "")})
    assert (found.flag.met, found.flag.average, found.flag.missing) == (None, None, ("emp_new_urban",))


def test_a_limited_grade_goes_to_the_best_and_never_by_lot(tmp_path):
    weights = made(tmp_path, ("weights.yml", "from_score: 75}", "from_score: 75, at_most: 30}")).weights
    good, poor = weights.grades

    def of(totals: dict[str, int]) -> dict[str, str]:
        before = {
            k: Score(region=k, lines=(), total=F(v), evidence=F(100), grade=good if v >= 75 else poor) for k, v in totals.items()
        }
        after = limit_grades(weights, before)
        assert {k: s.total for k, s in after.items()} == {k: s.total for k, s in before.items()}
        assert all(after[k].held_back == (after[k].grade != before[k].grade) for k in after)
        return {k for k, s in after.items() if s.grade == good}

    ten = {"a": 99, "b": 95, "c": 90, "d": 85, "e": 80, "f": 70, "g": 60, "h": 50, "i": 40, "j": 30}
    assert of(ten) == {"a", "b", "c"}
    assert of({**ten, "d": 90}) == {"a", "b"}  # c and d are equal and do not both fit
    assert of({**ten, "c": 70, "d": 70, "e": 70}) == {"a", "b"}
    assert of({"a": 99, "b": 98, "c": 10}) == set()  # three in ten of three are none


def test_leaving_one_indicator_out_moves_ranks(weights):
    scores = {
        "A": score(weights, "A", {"emp_new_urban": (F(100), ""), "unemp_rate_reg": (F(6), "")}),
        "B": score(weights, "B", {"emp_new_urban": (F(70), ""), "unemp_rate_reg": (F(3), "")}),
    }
    assert leave_one_out(scores) == {"": {"A": 1, "B": 2}, "emp_new_urban": {"A": 2, "B": 1}, "unemp_rate_reg": {"A": 1, "B": 2}}
