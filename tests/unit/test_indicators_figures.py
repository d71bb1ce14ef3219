"""Delivered cells become figures of every quarter, year and of the whole; what is missing stays missing."""

from __future__ import annotations

from itertools import accumulate, product

import pandas as pd
import pytest
from shipped import CATALOGUE, EXPENDITURE, SPENT

from evaluation.catalogue.model import expression
from evaluation.catalogue.span import Covers
from evaluation.errors import Refused
from evaluation.measured.figure import MISSING, Figure, add, of_whole, worst
from evaluation.measured.figures import Figures
from evaluation.measured.flows import roll_up
from evaluation.measured.measure import COLUMNS, evaluate, frame, over
from evaluation.measured.measured_values import MeasuredValues
from evaluation.report.parts.empty import quotient, quotient_mark
from evaluation.study.periods import parse

FLOW, STOCK, MONEY = "new_employed", "reg_unemployed", "exp_training"


def rolled(*rows, regions=("A", "B"), refundable=()):
    """Rows of (region, period, quantity, amount or mark, kind, bound)."""
    full = [
        (r, p, q, None if isinstance(a, str) else a, a if isinstance(a, str) else "", kind, bound)
        for r, p, q, a, kind, bound in rows
    ]
    columns = ["region", "period", "quantity", "amount", "mark", "kind", "bound"]
    return roll_up(
        pd.DataFrame(full, columns=columns).astype({"amount": "Int64", "bound": "Int64"}), regions, "P", refundable=refundable
    )


def quarters(kind, *amounts, quantity=FLOW, bound=0, region="A"):
    return [(region, f"2007Q{i}", quantity, a, kind, bound) for i, a in enumerate(amounts, 1) if a is not None]


def test_cumulative_figures_become_current_ones():
    found = rolled(*quarters("cumulative", 10, 25, 25, 60))
    assert [found.at("A", parse(f"2007Q{i}"), FLOW).amount for i in (1, 2, 3, 4)] == [10, 15, 0, 35]
    assert found.at("A", parse("2007"), FLOW).amount == 60


def test_a_cumulative_figure_that_falls_is_contradictory_until_one_is_again_as_high():
    found = rolled(*quarters("cumulative", 10, 8, 9, 20))
    periods = [parse(f"2007Q{i}") for i in (1, 2, 3, 4)]
    so_far = [found.to_date("A", p, FLOW) for p in periods]
    assert [(f.amount, f.mark) for f in so_far] == [(10, ""), *[(None, "contradictory")] * 2, (20, "")]
    alone = [found.at("A", p, FLOW) for p in periods]
    assert [(f.amount, f.mark) for f in alone] == [(10, ""), *[(None, "contradictory")] * 3]
    assert found.at("A", parse("2007"), FLOW).amount == 20
    falls = [found.fall("A", p, FLOW) for p in periods]
    assert [None if f is None else (f[0].amount, f[1].amount) for f in falls] == [None, (8, 10), (9, 10), None]


def test_a_year_whose_last_cumulative_figure_fell_is_contradictory_and_not_in_the_whole():
    found = rolled(*quarters("cumulative", 10, 94, None, 20), *quarters("cumulative", 1, 2, 3, 4, region="B"))
    assert found.at("A", parse("2007"), FLOW).amount is None
    whole = found.at("P", parse("2007"), FLOW)
    assert (whole.amount, whole.regions, whole.without) == (4, 1, {"A"})


def test_a_year_that_ends_with_a_fall_is_contradictory_whatever_else_its_quarters_lack():
    found = rolled(*quarters("cumulative", 10, None, 12, 8))
    assert found.at("A", parse("2007"), FLOW).mark == "contradictory"


def test_a_fall_that_printing_explains_is_none():
    found = rolled(*quarters("cumulative", 10, 8, bound=1))
    assert found.to_date("A", parse("2007Q2"), FLOW).amount == 8
    assert rolled(*quarters("cumulative", 11, 8, bound=1)).to_date("A", parse("2007Q2"), FLOW).mark == "contradictory"


def test_more_may_be_paid_back_than_was_paid_where_a_table_says_so():
    found = rolled(*quarters("cumulative", 10, 8), refundable={FLOW})
    assert found.at("A", parse("2007Q2"), FLOW).amount == -2


def test_rounding_adds_up_over_a_difference_and_over_quarters():
    found = rolled(*quarters("cumulative", 10, 25, 40, 60, bound=5))
    assert [found.at("A", parse(f"2007Q{i}"), FLOW).bound for i in (1, 2)] == [5, 10]
    assert found.at("A", parse("2007"), FLOW).bound == 5  # the fourth cumulative figure is printed once
    assert rolled(*quarters("current", 1, 2, 3, 4, bound=5)).at("A", parse("2007"), FLOW).bound == 20


def test_a_year_with_a_quarter_missing_has_no_sum():
    found = rolled(*quarters("current", 10, None, 5, 60))
    assert found.at("A", parse("2007"), FLOW) == Figure(None, "missing")
    assert found.at("A", parse("2007Q3"), FLOW).amount == 5


def test_a_suppressed_quarter_suppresses_the_year():
    found = rolled(*quarters("current", 10, "suppressed", 5, 60))
    assert found.at("A", parse("2007"), FLOW) == Figure(None, "suppressed")


@pytest.mark.parametrize(
    "kind, amounts", [("current", (10, "not_applicable", 5, 60)), ("cumulative", (10, "not_applicable", 15, 75))]
)
def test_money_of_a_quarter_that_does_not_apply_adds_nothing_to_its_year(kind, amounts):
    found = rolled(*quarters(kind, *amounts, quantity=MONEY))
    periods = [parse(p) for p in ("2007Q2", "2007Q3", "2007Q4", "2007")]
    assert [found.to_date("A", p, MONEY).amount for p in periods] == [10, 15, 75, 75]
    assert found.over("A", parse("2007Q4").trailing_year, MONEY).amount == 75
    assert found.at("A", parse("2007Q2"), MONEY).mark == "not_applicable"
    assert found.at("A", parse("2007Q3"), MONEY).amount == 5


def test_a_cumulative_column_of_money_may_begin_or_end_with_quarters_that_do_not_apply():
    late = rolled(*quarters("cumulative", "not_applicable", "not_applicable", 30, 40, quantity=MONEY))
    assert [late.at("A", parse(f"2007Q{i}"), MONEY).amount for i in (3, 4)] == [30, 10]
    early = rolled(*quarters("cumulative", 10, 30, "not_applicable", "not_applicable", quantity=MONEY))
    assert early.at("A", parse("2007"), MONEY).amount == 30


def test_a_count_that_does_not_apply_in_a_quarter_has_no_year_that_a_rate_could_take_for_a_whole_one():
    found = rolled(*quarters("current", 10, "not_applicable", 5, 60))
    assert found.at("A", parse("2007"), FLOW) == Figure(None, "not_applicable")


@pytest.mark.parametrize("mark", ["missing", "suppressed", "contradictory"])
def test_money_of_a_year_is_not_applicable_only_where_no_quarter_applies(mark):
    none = rolled(*quarters("current", *["not_applicable"] * 4, quantity=MONEY))
    assert none.at("A", parse("2007"), MONEY) == Figure(None, "not_applicable")
    unknown = rolled(*quarters("current", 10, "not_applicable", mark, 5, quantity=MONEY))
    assert unknown.at("A", parse("2007"), MONEY) == Figure(None, mark)


def test_an_item_of_money_that_does_not_apply_adds_nothing_to_a_sum_of_items():
    items = [("A", "2007", q.code, 7, "current", 1) for q in EXPENDITURE]
    items[0] = (*items[0][:3], "not_applicable", "current", 0)
    spent, _ = evaluate(SPENT, rolled(*items), "A", parse("2007"), "P")
    assert (spent.amount, spent.bound) == (7 * (len(EXPENDITURE) - 1), len(EXPENDITURE) - 1)
    alone, cause = evaluate(expression(EXPENDITURE[0]), rolled(*items), "A", parse("2007"), "P")
    assert (alone.mark, cause) == ("not_applicable", EXPENDITURE[0].code)
    nothing = [(*i[:3], "not_applicable", "current", 0) for i in items]
    assert evaluate(SPENT, rolled(*nothing), "A", parse("2007"), "P")[0].mark == "not_applicable"
    assert evaluate(SPENT, rolled(*items[:-1]), "A", parse("2007"), "P")[0].mark == "missing"


def test_a_misspelt_quantity_or_period_is_not_a_missing_figure():
    found = rolled(("A", "2007Q3", FLOW, 10, "current", 0))
    assert found.at("A", "2007Q3", FLOW) == found.at("A", parse("2007Q3"), FLOW) == Figure(10)
    assert found.at("A", "2007Q2", FLOW) == MISSING
    with pytest.raises(Refused, match="there is no quantity 'new_employd'; did you mean 'new_employed'"):
        found.at("A", "2007Q3", "new_employd")
    with pytest.raises(Refused, match="period '2007q3' is not one"):
        found.at("A", "2007q3", FLOW)


def test_the_table_says_how_many_regions_are_in_each_figure():
    table = rolled(("A", "2007", FLOW, 10, "current", 0), ("B", "2007", FLOW, "missing", "current", 0)).frame()
    assert dict(zip(table.region, table.regions, strict=True)) == {"A": 1, "B": 1, "P": 1}
    both = rolled(*quarters("current", 1, 2, 3, 4), *quarters("current", 1, 2, 3, 4, region="B")).frame()
    assert dict(zip(both.region, both.regions, strict=True)) == {"A": 1, "B": 1, "P": 2}
    none = rolled(("A", "2007", FLOW, "missing", "current", 0)).frame()
    assert dict(zip(none.region, none.regions, strict=True))["P"] == 0


def test_a_gap_before_a_cumulative_figure_keeps_its_reason():
    found = rolled(*quarters("cumulative", 10, "suppressed", 25, 60))
    assert found.at("A", parse("2007Q3"), FLOW) == Figure(None, "suppressed")
    assert found.at("A", parse("2007Q4"), FLOW).amount == 35
    assert found.at("A", parse("2007"), FLOW).amount == 60


def test_a_stock_stands_at_the_end_of_the_year():
    found = rolled(*quarters("stock", 10, 20, 30, 40, quantity=STOCK))
    assert found.at("A", parse("2007"), STOCK).amount == 40
    assert rolled(*quarters("stock", 10, 20, 30, quantity=STOCK)).at("A", parse("2007"), STOCK) == MISSING


def test_a_year_delivered_is_taken_as_it_is():
    assert rolled(("A", "2007", FLOW, 99, "current", 0), *quarters("current", 1, 1, 1, 1)).at("A", parse("2007"), FLOW).amount == 99


def test_the_whole_says_how_many_regions_are_in_it():
    found = rolled(("A", "2007", FLOW, 5, "current", 1), ("B", "2007", FLOW, 7, "current", 1))
    assert found.at("P", parse("2007"), FLOW) == Figure(12, "", 2, 2)
    found = rolled(("A", "2007", FLOW, 5, "current", 1), ("B", "2007", FLOW, "below_precision", "current", 1))
    assert found.at("P", parse("2007"), FLOW) == Figure(5, "", 1, 1, frozenset("B"), "below_precision")
    found = rolled(("A", "2007", FLOW, "missing", "current", 0), ("B", "2007", FLOW, "suppressed", "current", 0))
    assert found.at("P", parse("2007"), FLOW) == Figure(None, "missing", 0, 0)


def test_a_delivered_total_is_never_added():
    found = rolled(("A", "2007", FLOW, 5, "current", 0), ("P", "2007", FLOW, 500, "current", 0))
    assert found.at("P", parse("2007"), FLOW).amount == 5


def test_a_region_that_does_not_report_is_not_in_the_whole():
    found = rolled(("A", "2007", FLOW, 5, "current", 0), ("A1", "2007", FLOW, 3, "current", 0))
    assert found.at("P", parse("2007"), FLOW).amount == 5
    assert found.at("A1", parse("2007"), FLOW).amount == 3


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (["missing", "suppressed"], "missing"),
        (["below_precision", "missing"], "missing"),
        (["below_precision", "suppressed"], "suppressed"),
        (["contradictory", "suppressed"], "contradictory"),
        (["not_applicable", "suppressed"], "suppressed"),
        (["not_applicable", "missing"], "missing"),
        (["not_applicable"], "not_applicable"),
        ([], "missing"),
    ],
)
def test_nothing_is_called_suppressed_that_lacks_what_nobody_delivered(marks, said):
    assert worst(marks) == worst(marks[::-1]) == said


def test_add():
    assert add([Figure(1, "", 2), Figure(3, "", 4)]) == Figure(4, "", 6)
    assert add([Figure(1), Figure(None, "suppressed"), Figure(0)]) == Figure(None, "suppressed")
    assert add([Figure(1), Figure(None, "suppressed"), MISSING]) == MISSING


def test_the_tall_table_is_sorted_and_keeps_whole_numbers():
    table = Figures({("B", parse("2007"), FLOW): Figure(10**15 + 1), ("A", parse("2007"), FLOW): MISSING}).frame()
    assert list(table.region) == ["A", "B"]
    assert table.amount.dtype == "Int64"
    assert table.amount[1] == 10**15 + 1
    assert table.amount.isna().tolist() == [True, False]


def test_values_as_a_table_are_exact_text():
    found = rolled(("A", "2007", "assessed", 3, "current", 0), ("A", "2007", "assessed_passed", 2, "current", 0))
    table = frame(MeasuredValues([CATALOGUE["cert_pass_rate"]], found, ["A", "B"], "P", [parse("2007")]).values())
    assert list(table.columns) == COLUMNS
    row = table.set_index("region").loc["A"]
    assert (row.numerator, row.denominator, row.value, row.unit) == (2, 3, "66.666667", "%")
    gone = table.set_index("region").loc["B"]
    assert (gone.value, gone.mark, gone.cause) == ("", "missing", "assessed_passed")


def test_a_rate_says_how_far_rounding_may_have_moved_its_sides():
    """Counts to the nearest 5, and a whole of the two."""
    rows = [("A", "2007", "assessed", 2000, "current", 0), ("B", "2007", "assessed", 1000, "current", 2)]
    rows += [(region, "2007", "assessed_passed", n, "current", 2) for region, n in (("A", 120), ("B", 105))]
    table = frame(MeasuredValues([CATALOGUE["cert_pass_rate"]], rolled(*rows), ["A", "B"], "P", [parse("2007")]).values())
    bounds = table.set_index("region")[["numerator_bound", "denominator_bound"]]
    assert {region: tuple(row) for region, row in bounds.iterrows()} == {"A": (2, 0), "B": (2, 2), "P": (4, 2)}


def test_the_cause_is_the_quantity_that_gives_the_mark():
    found = rolled(("A", "2007", "assessed", "suppressed", "current", 0))
    value = MeasuredValues([CATALOGUE["cert_pass_rate"]], found, ["A"], "P", [parse("2007")])[
        "A", parse("2007"), "cert_pass_rate", "only"
    ]
    assert (value.mark, value.cause) == ("missing", "assessed_passed")  # the denominator alone is suppressed


def test_a_negative_denominator_is_not_applicable():
    rows = [("A", "2007", q, -5 if q == "ui_income" else 7, "current", 0) for q in ("ui_income", "ui_outlay")]
    value = MeasuredValues([CATALOGUE["ui_spending_ratio"]], rolled(*rows), ["A"], "P", [parse("2007")])
    assert {(v.mark, v.cause, v.exact) for v in value.values()} == {("not_applicable", "ui_income", None)}


@pytest.mark.parametrize("kind", ["current", "cumulative"])
def test_a_share_of_quarters_of_which_one_has_a_part_above_its_whole_is_contradictory_and_not_in_the_whole(kind):
    of_a = (310, 310, 310, 310), (200, 400, 100, 100)
    of_b = (100, 100, 100, 100), (50, 60, 50, 50)
    rows = []
    for region, sides in (("A", of_a), ("B", of_b)):
        for quantity, amounts in zip(("assist_certified", "cards_issued"), sides, strict=True):
            told = amounts if kind == "current" else accumulate(amounts)
            rows += quarters(kind, *told, quantity=quantity, region=region)
    figures, periods = rolled(*rows), [parse(p) for p in ("2007Q1", "2007Q2", "2007Q3", "2007")]
    rate = CATALOGUE["card_issued_rate"]
    marks = {
        covers: [over(rate, "only", figures, ("A", "B"), p, "P", covers)[0].mark for p in periods]
        for covers in (Covers.PERIOD, Covers.TO_DATE)
    }
    wrong = "contradictory"
    assert marks == {Covers.PERIOD: ["", wrong, "", wrong], Covers.TO_DATE: ["", wrong, wrong, wrong]}
    whole = over(rate, "only", figures, ("A", "B"), parse("2007"), "P", Covers.TO_DATE)[-1]
    assert (whole.numerator, whole.denominator, whole.regions, whole.mark) == (210, 400, 1, "")


def test_a_quarter_above_its_whole_that_printing_explains_leaves_the_year_its_share():
    rows = quarters("current", 9, 11, 9, 9, quantity="cards_issued", bound=1) + quarters(
        "current", 10, 10, 10, 10, quantity="assist_certified"
    )
    year = over(CATALOGUE["card_issued_rate"], "only", rolled(*rows), ("A",), parse("2007"), "P", Covers.PERIOD)
    assert year[0].mark == "" and year[0].exact == 95


def test_nothing_made_of_figures_that_are_known_or_withheld_is_missing():
    """Every pair of quantities of two regions: their sums, a sum with a third of every region, and what one is of the other."""
    kinds, every = (Figure(7), Figure(None, "suppressed"), Figure(None, "not_applicable")), of_whole("AB", [Figure(1), Figure(2)])
    wholes = [of_whole("AB", pair) for pair in product(kinds, repeat=2)]
    for one, other in product(wholes, repeat=2):
        made = [add([one, other]), add([add([one, other]), every])]
        marks = {f.mark for f in (one, other, *made)} | ({quotient_mark(one, other)} if quotient(one, other) is None else set())
        assert "missing" not in marks, (one, other)
    withheld, lacking = of_whole("AB", [Figure(7), Figure(None, "suppressed")]), of_whole("AB", [MISSING, Figure(7)])
    assert add([withheld, every]).mark == quotient_mark(withheld, every) == "suppressed"
    assert add([withheld, lacking]).mark == quotient_mark(lacking, every) == "missing"
