"""Ranks with ties on exact totals, and the score of one region worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from study_files import made

from evaluation.scores.tree import Score, award, ranks, score


def at(total) -> Score:
    return Score(region="x", lines=(), total=total, evidence=Fraction(100), grade=None)


def test_equal_totals_share_a_rank_and_the_next_is_skipped():
    totals = {"a": 80, "b": 90, "c": 80, "d": 70}
    assert ranks({k: at(Fraction(v)) for k, v in totals.items()}) == {"b": 1, "a": 2, "c": 2, "d": 4}


def test_ranks_look_at_exact_totals_and_not_at_printed_ones():
    tiny = Fraction(1, 10**18)
    assert ranks({"a": at(Fraction(80)), "b": at(80 + tiny), "c": at(Fraction(240, 3))}) == {"a": 2, "b": 1, "c": 2}
    thirds = {"a": at(Fraction(1, 3) + Fraction(1, 3) + Fraction(1, 3)), "b": at(Fraction(1))}
    assert ranks(thirds) == {"a": 1, "b": 1}


def test_a_region_without_a_total_has_no_rank():
    assert ranks({"a": at(None), "b": at(Fraction(3))}) == {"b": 1}
    assert ranks({}) == {}


@pytest.fixture
def weights(tmp_path):
    return made(tmp_path).weights


def test_a_score_by_hand(weights):
    values = {"emp_new_urban": (Fraction(90), ""), "unemp_rate_reg": (Fraction(4), "")}
    found = score(weights, "420100", values)
    assert [line.awarded for line in found.lines] == [Fraction(9, 2), Fraction(8, 3)]
    assert found.total == Fraction(9, 2) * 10 + Fraction(8, 3) * 10
    assert found.grade.name.en == "poor"
    assert found.group("social_benefit") == (Fraction(43, 6), 10, 10)
    assert found.group("no such group") == (0, 0, 0)


def test_the_total_is_out_of_the_points_with_evidence(weights):
    found = score(weights, "420100", {"emp_new_urban": (Fraction(90), ""), "unemp_rate_reg": (None, "missing")})
    assert (found.total, found.evidence) == (75, 60)
    assert found.grade.name.en == "good"  # the band starts at 75, included
    assert [(line.awarded, line.mark) for line in found.lines] == [(Fraction(9, 2), ""), (None, "missing")]
    assert found.group("social_benefit") == (Fraction(9, 2), 6, 10)


def test_too_little_evidence_gives_lines_but_no_total(weights):
    found = score(weights, "420100", {"unemp_rate_reg": (Fraction(3), "")})
    assert (found.total, found.grade, found.evidence) == (None, None, 40)
    assert [line.awarded for line in found.lines] == [None, 4]
    assert score(weights, "420100", {}).evidence == 0


def test_goalposts_of_an_indicator_where_less_is_better(weights):
    rate = weights.groups["social_benefit"].indicators["unemp_rate_reg"]
    points = [award(rate, Fraction(v)) for v in (7, 6, Fraction(9, 2), 3, 2)]
    assert points == [0, 0, 2, 4, 4]
