"""What meets and what misses its line, drawn: what was delivered, what is asked, and what becomes of it.

Region A has the figures of the row. ``met`` and ``missed`` are judged; whatever else stands under ``state`` is not, and
``word`` names why.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from drawn_study import Drawn, opened, view

from evaluation.report.judgements import missed, standing, strongest, tally

RATE, COUNT, STOCK = "unemp_rate_reg", "trained_reemp", "ui_insured"
OTHERS = "B | {period} | 40 | 1000 | 100 | 100"


def rows(drawn):
    return [tuple(cell.strip() for cell in line.split("|")) for line in drawn.strip().splitlines()]


def study(tmp_path, cells, targets, period="2024", more=""):
    """One row of figures of A (unemployed, labour force, retrained, insured) beside an ordinary B."""
    table = "\n".join([
        "region | period | reg_unemployed | unemp_base_long | trained_reemp | ui_insured",
        f"A | {period} | {cells}", OTHERS.format(period=period),
    ])  # fmt: skip
    cut_off = {"Q1": "-03-31", "Q2": "-06-30", "Q3": "-09-30"}.get(period[4:], "-12-31")
    drawn = Drawn((RATE, COUNT, STOCK), table, targets, period, more, policy="HB", cut_off=period[:4] + cut_off)
    return opened(drawn, tmp_path)


# --- rates ------------------------------------------------------------------------------------------------------

RATES = rows("""
    45       | 1000       | at_most  | 4.5 | met        | met            | 0
    44       | 1000       | at_most  | 4.5 | met        | met            | -0.1
    46       | 1000       | at_most  | 4.5 | missed     | missed         | 0.1
    45000001 | 1000000000 | at_most  | 4.5 | missed     | missed         | 0.0000001
    44999999 | 1000000000 | at_most  | 4.5 | met        | met            | -0.0000001
    45       | 1000       | at_least | 4.5 | met        | met            | 0
    44       | 1000       | at_least | 4.5 | missed     | missed         | -0.1
    45       | 1000       | equal    | 4.5 | met        | met            | 0
    46       | 1000       | equal    | 4.5 | missed     | missed         | 0.1
    0        | 1000       | at_most  | 4.5 | met        | met            | -4.5
    0        | 1000       | at_most  | 0   | met        | met            | 0
    0        | 0          | at_most  | 4.5 | not_judged | not_applicable |
    -        | 1000       | at_most  | 4.5 | not_judged | not_applicable |
             | 1000       | at_most  | 4.5 | missing    | missing        |
    45       |            | at_most  | 4.5 | missing    | missing        |
    *        | 1000       | at_most  | 4.5 | missing    | suppressed     |
    45       | 1000       | at_most  | —   | not_judged | not_here       |
""")


@pytest.mark.parametrize(("part", "whole", "demand", "line", "state", "word", "difference"), RATES)
def test_a_rate_against_its_line(part, whole, demand, line, state, word, difference, tmp_path):
    asked = f"{RATE} | A | 2024 | {demand} | {line} | % | issued"
    seen = view(study(tmp_path, f"{part} | {whole} | 100 | 100", asked), "A")
    found = standing(seen, RATE)
    assert (found.state, found.word) == (state, word)
    assert found.difference == (Fraction(difference) if difference else None)
    counted = tally(seen)
    assert (counted.met, counted.missed) == (int(state == "met"), int(state == "missed"))


# --- counts against the year's target and its schedule ----------------------------------------------------------

COUNTS = rows("""
    2024   | 100 | at_least | 100 | met        | met            | 100
    2024   | 99  | at_least | 100 | missed     | missed         | 99
    2024   | 100 | at_most  | 100 | met        | met            | 100
    2024   | 101 | at_most  | 100 | missed     | missed         | 101
    2024   | 99  | equal    | 100 | missed     | missed         | 99
    2024   | 0   | at_least | 0   | not_judged | zero           |
    2024   |     | at_least | 100 | missing    | missing        |
    2024   | *   | at_least | 100 | missing    | suppressed     |
    2024Q1 | 25  | at_least | 100 | met        | early_met      | 25
    2024Q1 | 24  | at_least | 100 | missed     | early_missed   | 24
    2024Q1 | 25  | equal    | 100 | not_judged | year           | 25
    2024Q1 | 25  | at_most  | 100 | met        | early_met      | 25
    2024Q1 | 26  | at_most  | 100 | missed     | early_missed   | 26
""")


@pytest.mark.parametrize(("period", "done", "demand", "target", "state", "word", "completion"), COUNTS)
def test_a_count_against_its_target(period, done, demand, target, state, word, completion, tmp_path):
    asked = f"{COUNT} | A | 2024 | {demand} | {target} | 人 | issued"
    found = standing(view(study(tmp_path, f"40 | 1000 | {done} | 100", asked, period), "A"), COUNT)
    assert (found.state, found.word) == (state, word)
    assert found.value == (Fraction(completion) if completion else None)


def test_a_stock_is_judged_by_the_years_end(tmp_path):
    asked = f"{STOCK} | A | 2024 | at_least | 100 | 人 | issued"
    early = standing(view(study(tmp_path, "40 | 1000 | 100 | 90", asked, "2024Q1"), "A"), STOCK)
    assert (early.state, early.word, early.value) == ("not_judged", "year", 90)


def test_what_no_document_asks_is_not_judged(tmp_path):
    seen = view(study(tmp_path, "40 | 1000 | 100 | 100", f"{RATE} | B | 2024 | at_most | 4.5 | % | issued"), "A")
    assert [(standing(seen, c).state, standing(seen, c).target) for c in (RATE, COUNT)] == [
        ("not_judged", None)
    ] * 2
    assert tally(seen).without == 3


# --- the order of problems and of what is strong ----------------------------------------------------------------

ASKED = """
    unemp_rate_reg | A | 2024 | at_most  | 3.9 | %  | {rate}
    trained_reemp  | A | 2024 | at_least | 200 | 人 | {count}
    ui_insured     | A | 2024 | at_least | 110 | 人 | {stock}
"""


@pytest.mark.parametrize(
    ("rate", "count", "stock", "hard", "order"),
    [
        ("issued", "issued", "issued", "", (COUNT, STOCK, RATE)),  # 50 % short, 9.1 % short, 2.6 % above
        ("issued", "issued", "issued", f"hard_limits: [{RATE}]\n", (RATE, COUNT, STOCK)),
        ("issued", "proposal", "issued", "", (STOCK, RATE, COUNT)),
        ("proposal", "proposal", "proposal", f"hard_limits: [{RATE}]\n", (RATE, COUNT, STOCK)),
    ],
)
def test_problems_begin_with_what_was_issued_then_hard_limits_then_the_worst(
    rate, count, stock, hard, order, tmp_path
):
    asked = ASKED.format(rate=rate, count=count, stock=stock)
    seen = view(study(tmp_path, "40 | 1000 | 100 | 100", asked, more=hard), "A")
    assert tuple(s.indicator.code for s in missed(seen)) == order
    assert strongest(seen) == []


def test_what_is_met_exactly_has_no_margin_and_is_no_strength(tmp_path):
    asked = f"{RATE} | A | 2024 | at_most | 4 | % | issued\n{COUNT} | A | 2024 | at_least | 80 | 人 | issued"
    seen = view(study(tmp_path, "40 | 1000 | 100 | 100", asked), "A")
    assert [s.indicator.code for s in strongest(seen)] == [COUNT]
    assert (tally(seen).met, missed(seen)) == (2, [])
