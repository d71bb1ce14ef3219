"""What meets and what misses its line, drawn: what was delivered, what is asked, and what becomes of it.

Region A has the figures of the row. ``met`` and ``missed`` are judged; whatever else stands under ``state`` is not, and
``word`` names why.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from drawn_study import WHOLE, Drawn, opened, view

from evaluation.report.sections.targets import projection
from evaluation.view.judgements import missed_standings, standing, strongest, tally
from evaluation.view.statements import sentence

RATE, COUNT, STOCK = "unemp_rate_reg", "trained_reemp", "ui_insured"
OTHERS = "B | {period} | 40 | 1000 | 100 | 100"


def rows(drawn):
    return [tuple(cell.strip() for cell in line.split("|")) for line in drawn.strip().splitlines()]


def study(tmp_path, cells, targets, period="2024", more=""):
    """One row of figures of A (unemployed, labour force, retrained, insured) beside an ordinary B."""
    table = "\n".join(
        [
            "region | period | reg_unemployed | unemp_base_long | trained_reemp | ui_insured",
            f"A | {period} | {cells}",
            OTHERS.format(period=period),
        ]
    )
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
    2024   | 5   | at_least | 0   | not_judged | zero           |
    2024   |     | at_least | 0   | not_judged | zero           |
    2024   | *   | at_most  | 0   | missing    | suppressed     |
    2024   | 0   | at_most  | 0   | met        | met            | 0
    2024   | 3   | at_most  | 0   | missed     | missed         | 3
    2024   | 3   | equal    | 0   | missed     | missed         | 3
    2024Q1 | 0   | at_most  | 0   | met        | early_met      | 0
    2024Q1 | 3   | at_most  | 0   | missed     | early_missed   | 3
    2024Q1 | 3   | equal    | 0   | not_judged | year           | 3
    2024Q1 |     | at_least | 0   | not_judged | zero           |
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
    seen = view(study(tmp_path, f"40 | 1000 | {done} | 100", asked, period), "A")
    found, progress = standing(seen, COUNT), seen.results.progress("A", COUNT)
    assert (found.state, found.word) == (state, word)
    if word == "zero":
        assert {progress.completion_mark, progress.schedule_mark} == {found.mark} == {"not_applicable"}
    assert found.value == (Fraction(completion) if completion else None)


# --- targets with a day of their own: figures by quarter ----------------------------------------------------------

DAYS = rows("""
    2024Q3 | 70 30 10 | at_least | 03-31 | missed     | missed | 70  | 03-31
    2024Q3 | 70 30 10 | at_least | 06-30 | met        | met    | 100 | 06-30
    2024   | 70 30 10 5 | at_least | 03-31 | missed   | missed | 70  | 03-31
    2024   | 70 30 10 5 | at_least | 12-31 | met      | met    | 115 |
    2024Q1 | 70       | at_least | 03-31 | missed     | missed | 70  |
    2024Q1 | 70       | at_least | 06-30 | not_judged | not_due | 70 |
    2024Q1 | 70       | at_least | 02-15 | missed     | missed | 70  | 03-31
    2024Q1 | 100      | at_least | 02-15 | not_judged | by_day | 100 |
    2024Q2 | 100 5    | at_least | 05-15 | met        | met    | 100 | 03-31
    2024Q2 | 70 29    | at_least | 05-15 | missed     | missed | 99  | 06-30
    2024Q2 | 70 30    | at_least | 05-15 | not_judged | by_day | 100 |
    2024Q2 | 70 31    | at_most  | 05-15 | not_judged | by_day | 101 |
    2024Q2 | 70 30    | at_most  | 05-15 | met        | met    | 100 | 06-30
    2024Q2 | 101 0    | at_most  | 05-15 | missed     | missed | 101 | 03-31
    2024Q2 | 100 0    | equal    | 05-15 | met        | met    | 100 | 03-31
    2024Q2 | 100 1    | equal    | 05-15 | not_judged | by_day | 101 |
    2024Q2 | 101 0    | equal    | 05-15 | missed     | missed | 101 | 03-31
    2024Q2 | 70 29    | equal    | 05-15 | missed     | missed | 99  | 06-30
    2024Q3 | 70 … 50  | at_least | 06-30 | missing    | missing |    |
    2024Q3 | 70 10 …  | at_least | 06-30 | missed     | missed | 80  | 06-30
    2024Q3 | 100 … 0  | at_least | 06-30 | met        | met    | 100 | 03-31
""")


@pytest.mark.parametrize(("period", "done", "demand", "day", "state", "word", "completion", "seen"), DAYS)
def test_a_target_with_a_day_is_judged_by_what_was_reached_on_it(
    period, done, demand, day, state, word, completion, seen, tmp_path
):
    """Later figures neither heal a day that was missed nor spoil one that was met."""
    table = ["region | period | trained_reemp"]
    table += [f"A | 2024Q{q} | {'' if n == '…' else n}" for q, n in enumerate(done.split(), 1)]
    targets = f"item,region,period,demand,value,unit,status,source,due\n{COUNT},A,2024,{demand},100,人,issued,s,2024-{day}\n"
    end = {"Q1": "03-31", "Q2": "06-30", "Q3": "09-30"}.get(period[4:], "12-31")
    asked = f"{COUNT} | A | 2024 | at_least | 1 | 人 | issued"
    drawn = Drawn((COUNT,), "\n".join(table), asked, period, files={"targets.csv": targets}, cut_off=f"2024-{end}")
    found = standing(view(opened(drawn, tmp_path), "A"), COUNT)
    assert (found.state, found.word) == (state, word)
    assert found.value == (Fraction(completion) if completion else None)
    assert (f"{found.seen.last_day:%m-%d}" if found.seen else "") == seen


@pytest.mark.parametrize(
    ("of_b", "state", "word", "value", "said"),
    [
        (
            "60 20 30",
            "missed",
            "missed",
            65,
            "65.0% (at 2024-03-31) of the year's target (due by 2024-03-31), 35.0 points below, target not met.",
        ),
        ("… 95 30", "not_judged", "by_day", 105, ""),
        ("60 … 30", "missed", "missed", 65, "target not met."),
    ],
)
def test_the_whole_is_judged_on_a_day_by_all_its_regions(of_b, state, word, value, said, tmp_path):
    table = ["region | period | trained_reemp"]
    for region, done in (("A", "70 30 110"), ("B", of_b)):
        table += [f"{region} | 2024Q{q} | {'' if n == '…' else n}" for q, n in enumerate(done.split(), 1)]
    asked = f"{COUNT},{WHOLE},2024,at_least,200,人,issued,s,2024-03-31\n"
    files = {"targets.csv": "item,region,period,demand,value,unit,status,source,due\n" + asked}
    drawn = Drawn((COUNT,), "\n".join(table), "a | b", "2024Q3", files=files, cut_off="2024-09-30")
    seen = view(opened(drawn, tmp_path), WHOLE)
    found = standing(seen, COUNT)
    assert (found.state, found.word, found.value) == (state, word, value)
    assert said in sentence(seen, COUNT)


@pytest.mark.parametrize(("day", "tables"), [("06-30", 0), ("09-30", 0), ("12-31", 1)])
def test_only_a_target_of_the_years_end_is_projected_to_it(day, tables, tmp_path):
    asked = f"{COUNT},A,2024,at_least,100,人,issued,s,2024-{day}\n"
    files = {"targets.csv": "item,region,period,demand,value,unit,status,source,due\n" + asked}
    table = f"region | period | {COUNT}\nA | 2024Q1 | 40\nA | 2024Q2 | 10"
    drawn = Drawn((COUNT,), table, "a | b", "2024Q2", files=files, cut_off="2024-06-30")
    made = projection.parts(view(opened(drawn, tmp_path), "A"), [COUNT])
    assert len(made) == 1
    assert ("not projected" in str(made[0])) == (not tables)


def test_a_stock_is_judged_by_the_years_end(tmp_path):
    asked = f"{STOCK} | A | 2024 | at_least | 100 | 人 | issued"
    early = standing(view(study(tmp_path, "40 | 1000 | 100 | 90", asked, "2024Q1"), "A"), STOCK)
    assert (early.state, early.word, early.value) == ("not_judged", "year", 90)


def test_what_no_document_asks_is_not_judged(tmp_path):
    seen = view(study(tmp_path, "40 | 1000 | 100 | 100", f"{RATE} | B | 2024 | at_most | 4.5 | % | issued"), "A")
    assert [(standing(seen, c).state, standing(seen, c).target) for c in (RATE, COUNT)] == [("not_judged", None)] * 2
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
def test_problems_begin_with_what_was_issued_then_hard_limits_then_the_worst(rate, count, stock, hard, order, tmp_path):
    asked = ASKED.format(rate=rate, count=count, stock=stock)
    seen = view(study(tmp_path, "40 | 1000 | 100 | 100", asked, more=hard), "A")
    assert tuple(s.indicator.code for s in missed_standings(seen)) == order
    assert strongest(seen) == []


def test_what_is_met_exactly_has_no_margin_and_is_no_strength(tmp_path):
    asked = f"{RATE} | A | 2024 | at_most | 4 | % | issued\n{COUNT} | A | 2024 | at_least | 80 | 人 | issued"
    seen = view(study(tmp_path, "40 | 1000 | 100 | 100", asked), "A")
    assert [s.indicator.code for s in strongest(seen)] == [COUNT]
    assert (tally(seen).met, missed_standings(seen)) == (2, [])
