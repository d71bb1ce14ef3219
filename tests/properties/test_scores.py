"""Laws of the score, over invented weights and values: one region at a time, exact, between fixed goalposts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evaluation.scores.trace import trace
from evaluation.scores.tree import award, ranks, score
from evaluation.study.scheme_checks import check_weights
from evaluation.study.weights import Weights

WORDS = {"zh": "词", "en": "word"}
lawful = settings(max_examples=30, deadline=None, derandomize=True)
posts = st.decimals(min_value=-200, max_value=200, places=1)
points = st.decimals(min_value=Decimal("0.5"), max_value=30, places=1)
amounts = st.fractions(min_value=-300, max_value=300, max_denominator=997)


@st.composite
def curve(draw, points, worst, best):
    """Keys of a curve between the goalposts: any of them, bands from three pieces of the way."""
    kind = draw(st.sampled_from(["linear", "threshold", "steps", "bands", "all_or_nothing"]))
    span = best - worst
    if kind == "threshold":
        return {"curve": kind, "threshold": worst + span * draw(st.integers(0, 10)) / 10}
    if kind == "steps":
        return {"curve": kind, "step": abs(span) / draw(st.sampled_from([1, 2, 4, 5]))}
    if kind == "bands":
        ends = [None, worst, worst + span * draw(st.integers(1, 9)) / 10, best, None]
        pays = [0, points / 4, points / 2, points]
        pieces = zip(ends, ends[1:], pays, strict=False)
        keys = ("from_value", "to_value") if best > worst else ("to_value", "from_value")
        return {"curve": kind, "bands": [{keys[0]: a, keys[1]: b, "points": pay} for a, b, pay in pieces]}
    return {"curve": kind}


@st.composite
def weights(draw, least=0, curves=True):
    groups, number = {}, 0
    for group in range(draw(st.integers(1, 3))):
        indicators = {}
        for _ in range(draw(st.integers(1, 4))):
            number += 1
            worst, best = draw(posts), draw(posts)
            assume(worst != best)
            item = {"points": draw(points), "worst": worst, "best": best, "why": WORDS}
            indicators[f"i{number}"] = item | (draw(curve(item["points"], worst, best)) if curves else {})
        total = sum(i["points"] for i in indicators.values())
        groups[f"g{group}"] = {"points": total, "title": WORDS, "indicators": indicators}
    grades = [{"name": {"zh": n, "en": n}, "from_score": s} for n, s in (("good", 75), ("fair", 40), ("poor", 0))]
    return Weights.model_validate(
        {"preset": "p", "status": "proposal", "source": WORDS, "least_evidence": least, "groups": groups, "grades": grades}
    )


def scored(made: Weights) -> dict:
    return {code: item for group in made.groups.values() for code, item in group.indicators.items()}


@st.composite
def weighted(draw, missing=True):
    """Weights with one value (or none) for each indicator."""
    made = draw(weights())
    one = st.one_of(st.tuples(st.none(), st.sampled_from(["missing", "suppressed"])), st.tuples(amounts, st.just("")))
    of = one if missing else st.tuples(amounts, st.just(""))
    return made, {code: draw(of) for code in scored(made)}


@lawful
@given(weighted(), st.data(), st.fractions(min_value=0, max_value=500, max_denominator=97))
def test_a_better_value_never_lowers_the_score(given_, data, step):
    made, values = given_
    code = data.draw(st.sampled_from(sorted(values)))
    assume(values[code][0] is not None)
    item = scored(made)[code]
    better = values[code][0] + (step if item.best > item.worst else -step)
    before, after = score(made, "A", values), score(made, "A", {**values, code: (better, "")})
    assert after.total >= before.total
    assert award(item, better) >= award(item, values[code][0])


@lawful
@given(weighted())
def test_points_lie_between_none_and_all(given_):
    made, values = given_
    found = score(made, "A", values)
    for line in found.lines:
        assert line.awarded is None or 0 <= line.awarded <= line.points
    assert found.total is None or 0 <= found.total <= 100
    assert 0 <= found.evidence <= 100


@lawful
@given(weights())
def test_every_curve_earns_nothing_short_of_worst_and_all_at_best(made):
    for item in scored(made).values():
        worst, best = Fraction(item.worst), Fraction(item.best)
        assert award(item, worst - (best - worst)) == 0
        assert award(item, best) == award(item, best + (best - worst)) == Fraction(item.points)


@lawful
@given(weights())
def test_every_drawn_scheme_passes_the_checks_of_a_study(made):
    check_weights(made, Path("weights.yml"), [])


@lawful
@given(weighted())
def test_the_trace_adds_up_to_the_total(given_):
    made, values = given_
    for missing in ("reweighted", "not_awarded"):
        found = score(made.model_copy(update={"missing": missing}), "A", values)
        lines = trace(found)
        assert found.total is None or sum(line.in_total for line in lines) == found.total
        for line in lines:
            if line.awarded is None:
                assert (line.reason, line.lost) == ("left_out", 0)
            else:
                assert line.awarded + line.lost == line.points
                assert (line.lost == 0) == (line.reason == "")


@lawful
@given(weights(curves=False))
def test_the_goalposts_earn_none_all_and_half(made):
    for item in scored(made).values():
        worst, best = Fraction(item.worst), Fraction(item.best)
        assert award(item, worst) == 0
        assert award(item, best) == Fraction(item.points)
        assert award(item, (worst + best) / 2) == Fraction(item.points) / 2
        assert award(item, worst - (best - worst)) == 0
        assert award(item, best + (best - worst)) == Fraction(item.points)


@lawful
@given(weighted(missing=False))
def test_lines_add_up_exactly_to_groups_and_to_the_total(given_):
    made, values = given_
    found = score(made, "A", values)
    awarded = sum(line.awarded for line in found.lines)
    assert awarded == sum(found.group(code)[0] for code in made.groups)
    assert found.total == awarded * 100 / sum(Fraction(g.points) for g in made.groups.values())
    assert found.evidence == 100
    for code, group in made.groups.items():
        assert found.group(code)[2] == found.group(code)[1] == Fraction(group.points)


@lawful
@given(weighted(missing=False), st.data())
def test_a_missing_value_is_weighted_out_and_said(given_, data):
    made, values = given_
    gone = data.draw(st.sets(st.sampled_from(sorted(values)), min_size=1))
    left = {**values, **dict.fromkeys(gone, (None, "missing"))}
    found = score(made, "A", left)
    lines = {line.indicator: line for line in found.lines}
    assert {code for code, line in lines.items() if line.awarded is None} == gone
    assert all(lines[code].mark == "missing" for code in gone)
    known = [line for line in found.lines if line.awarded is not None]
    every = sum(line.points for line in found.lines)
    assert found.evidence == sum(line.points for line in known) * 100 / every
    if not known:
        assert (found.total, found.grade) == (None, None)
    else:
        assert found.total == sum(line.awarded for line in known) * 100 / sum(line.points for line in known)


@lawful
@given(weighted(missing=False))
def test_an_indicator_not_handed_in_at_all_is_missing_too(given_):
    made, values = given_
    code = min(values)
    without = {k: v for k, v in values.items() if k != code}
    assert score(made, "A", without) == score(made, "A", {**values, code: (None, "missing")})


@lawful
@given(weighted(), st.decimals(min_value=0, max_value=100, places=1))
def test_below_the_least_evidence_there_is_no_total_and_no_grade(given_, least):
    made, values = given_
    strict = made.model_copy(update={"least_evidence": least})
    found = score(strict, "A", values)
    if found.evidence < Fraction(least) or not found.evidence:
        assert (found.total, found.grade) == (None, None)
    else:
        assert found.total == score(made, "A", values).total
        assert found.grade is not None
    assert found.lines == score(made, "A", values).lines


@lawful
@given(weighted())
def test_the_grade_is_the_band_the_exact_total_reaches(given_):
    made, values = given_
    found = score(made, "A", values)
    if found.total is not None:
        due = "good" if found.total >= 75 else "fair" if found.total >= 40 else "poor"
        assert found.grade.name.en == due


@lawful
@given(weights(), st.data())
def test_another_region_changes_no_score_and_only_shifts_ranks(made, data):
    def one():
        return {code: (data.draw(amounts), "") for code in scored(made)}

    regions = {name: score(made, name, one()) for name in "ABC"}
    wider = {**regions, "D": score(made, "D", one())}
    assert {k: wider[k] for k in regions} == regions
    before, after = ranks(regions), ranks(wider)
    assert all(after[r] - before[r] == (wider["D"].total > regions[r].total) for r in regions)


@lawful
@given(weights(), st.data())
def test_ranks_follow_exact_totals(made, data):
    found = {n: score(made, n, {c: (data.draw(amounts), "") for c in scored(made)}) for n in "ABCD"}
    for a in found:
        for b in found:
            assert (found[a].total > found[b].total) == (ranks(found)[a] < ranks(found)[b])
