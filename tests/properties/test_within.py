"""Figures that their source rounds to a base: what is said of them holds of the figures before they were rounded."""

from fractions import Fraction
from random import Random

import pytest
from drawn_study import Drawn, opened, view

from evaluation.measured.within import verdict
from evaluation.scores.scored import scores_of
from evaluation.study.target import meets
from evaluation.view import placing
from evaluation.view.judgements import standing

TASK, SHARE = "trained_reemp", "cert_pass_rate"
BASE, HALF, MANY = 5, 2, 60
WEIGHTS = """\
preset: v0
status: proposal
source: {{zh: 建议, en: proposal}}
least_evidence: 0
groups:
  social_benefit:
    points: 10
    title: {{zh: 社会效益, en: Social benefit}}
    indicators:
      {share}: {{points: 10, worst: 0, best: 100, why: {{zh: 值, en: value}}}}
grades:
  - {{name: {{zh: 好, en: good}}, from_score: 0}}
gates:
  enough: {{indicator: {share}, demand: at_least, value: 5, why: {{zh: 线, en: a line}}}}
"""


def rounded(true):
    return (true + HALF) // BASE * BASE


def draw(seed):
    """True figures of regions: what was done, who passed a test, who took it."""
    dice = Random(seed)
    return {f"R{n}": (dice.randint(90, 110), dice.randint(15, 85), dice.randint(900, 1100)) for n in range(MANY)}


def study(true, demand, root, coarse=True):
    rows = "".join(f"{r} | 2024 | {' | '.join(str(rounded(x) if coarse else x) for x in row)}\n" for r, row in true.items())
    targets = [f"{TASK} | {r} | 2024 | {demand} | 100 | 人 | issued" for r in true]
    targets += [f"{SHARE} | {r} | 2024 | {demand} | 5 | % | issued" for r in true]
    columns = (TASK, "assessed_passed", "assessed")
    head = f"region | period | {' | '.join(columns)}\n"
    files = {"weights.yml": WEIGHTS.format(share=SHARE)}
    bases = dict.fromkeys(columns, BASE) if coarse else {}
    return opened(Drawn((TASK, SHARE), head + rows, "\n".join(targets), files=files, coarse=bases), root)


@pytest.mark.parametrize(("seed", "demand"), [(1, "at_least"), (2, "at_most"), (3, "equal")])
def test_what_is_met_or_missed_was_so_before_figures_were_rounded(seed, demand, tmp_path):
    true = draw(seed)
    seen = view(study(true, demand, tmp_path), "P")
    told = set()
    for region, (done, drawing, insured) in true.items():
        for code, value, line in ((TASK, Fraction(done), 100), (SHARE, Fraction(drawing * 100, insured), 5)):
            found = standing(seen, code, region)
            if found.state in ("met", "missed"):
                assert (found.state == "met") == meets(demand, value, Fraction(line)), (code, region)
            else:
                assert (found.state, found.word) == ("not_judged", "rounding")
            told.add((code, found.state))
    assert {(code, state) for code in (TASK, SHARE) for state in ("missed", "not_judged")} <= told
    assert demand == "equal" or {(TASK, "met"), (SHARE, "met")} <= told


def test_gates_that_rounding_leaves_open_give_no_grade_and_such_places_are_not_told(tmp_path):
    true = draw(4)
    results = study(true, "at_least", tmp_path).results
    states = {region: score.gates[0].state for region, score in scores_of(results).scores.items()}
    for region, state in states.items():
        truth = meets("at_least", Fraction(true[region][1] * 100, true[region][2]), Fraction(5))
        assert state == "missing" or (state == "passed") == truth
    assert set(states.values()) == {"passed", "failed", "missing"}
    assert {scores_of(results).scores[r].grade is None for r, s in states.items() if s == "missing"} == {True}
    seen = view(study(true, "at_least", tmp_path), "R0")
    assert not placing.rankable(seen, SHARE)
    few = {region: true[region] for region in ("R0", "R1")}
    few["R1"] = (100, few["R0"][1] + 500, 1000)
    assert placing.rankable(view(study(few, "at_least", tmp_path), "R0"), SHARE)


def test_figures_that_are_not_rounded_to_a_base_are_judged_as_printed(tmp_path):
    seen = view(study(draw(5), "at_least", tmp_path, coarse=False), "P")
    assert {standing(seen, code, r).state for code in (TASK, SHARE) for r in seen.results.regions} == {"met", "missed"}


@pytest.mark.parametrize(
    ("demand", "ends", "said"),
    [
        ("at_least", (5, 7), "met"),
        ("at_least", (4, 7), ""),
        ("at_least", (3, 4), "missed"),
        ("at_most", (4, 5), "met"),
        ("at_most", (4, 6), ""),
        ("at_most", (6, 7), "missed"),
        ("equal", (5, 5), "met"),
        ("equal", (4, 6), ""),
        ("equal", (5, 6), ""),
        ("equal", (6, 7), "missed"),
        ("equal", (1, 2), "missed"),
        ("at_least", None, ""),
    ],
)
def test_a_verdict_holds_at_both_ends(demand, ends, said):
    assert verdict(demand, ends and (Fraction(ends[0]), Fraction(ends[1])), Fraction(5)) == said
