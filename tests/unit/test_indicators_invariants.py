"""What must hold between delivered figures: each finding by its text, and none when it holds."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from shipped import CATALOGUE, EXPENDITURE, INCOME, QUANTITIES
from study_files import made

from evaluation.measured.flows import roll_up
from evaluation.measured.invariants import findings
from evaluation.measured.measured_values import MeasuredValues
from evaluation.study.periods import parse
from evaluation.study.unit import WrittenUnit

TOP, WUHAN, XIANGFAN = "420000", "420100", "420600"
NONE = pd.DataFrame(columns=["region"])


@pytest.fixture
def study(tmp_path):
    return made(tmp_path)


def found(study, *rows, stated=NONE, bound=0):
    """Findings over rows of (period, quantity, amount) of Wuhan, each with a rounding ``bound``."""
    full = [(WUHAN, p, q, a, "", "stock" if QUANTITIES[q].kind == "stock" else "current", bound) for p, q, a in rows] or [
        (WUHAN, "2007", "referrals", 1, "", "current", 0)
    ]
    columns = ["region", "period", "quantity", "amount", "mark", "kind", "bound"]
    figures = roll_up(pd.DataFrame(full, columns=columns).astype({"amount": "Int64"}), [WUHAN, XIANGFAN], TOP)
    covered = sorted({p for _, p, _ in figures})
    values = MeasuredValues([CATALOGUE["unemp_rate_reg"]], figures, [WUHAN, XIANGFAN], TOP, covered)
    return findings(study, figures, values, stated)


def only(seen):
    assert len(seen) == 1, [f.message for f in seen]
    assert seen[0].severity == "reportable"
    return seen[0]


def test_a_part_larger_than_its_whole(study):
    seen = only(found(study, ("2007Q1", "reemp_laidoff", 90), ("2007Q1", "reemp_hard", 91)))
    assert (seen.code, seen.region) == ("part_exceeds_whole", WUHAN)
    assert seen.message == ("420100 2007Q1: hard-to-place persons re-employed 91 is more than laid-off persons re-employed 90")
    assert seen.fix == "ask the unit which of the two is right"
    assert found(study, ("2007Q1", "reemp_laidoff", 90), ("2007Q1", "reemp_hard", 90)) == []


def test_a_part_may_pass_its_whole_by_the_rounding_of_both(study):
    pair = [("2007", "ui_benefit_payable", 100), ("2007", "ui_benefit_paid", 110)]
    assert found(study, *pair, bound=5) == []
    assert only(found(study, *pair, bound=4)).code == "part_exceeds_whole"


def test_a_part_without_its_whole_is_no_finding(study):
    assert found(study, ("2007", "reemp_hard", 5)) == []


def fund(closing, period="2007Q2", before="2007Q1"):
    rows = [(before, "fund_balance", 1000), (period, "fund_balance", closing)]
    rows += [(period, q.code, 100) for q in INCOME] + [(period, q.code, 50) for q in EXPENDITURE]
    return rows


def broken(finding):
    """The sum that a finding says does not hold."""
    assert finding.code == "sum_broken"
    return dict(finding.facts)["sum"]


def test_the_fund_account_must_close(study):
    assert found(study, *fund(850)) == []  # 1000 + 300 - 450
    seen = only(found(study, *fund(851)))
    assert (broken(seen), seen.region) == ("fund_account", WUHAN)
    assert seen.message == (
        "420100 2007Q2: opening balance + money paid in - expenditure = closing balance (I6): 8.50 yuan against 8.51 yuan"
    )
    assert seen.fix == "ask the unit which of them is right"


def test_the_fund_account_of_a_study_by_years(study):
    assert broken(only(found(study, *fund(851, "2007", "2006")))) == "fund_account"


def test_a_yearly_account_is_looked_at_beside_quarterly_tables(study):
    assert broken(only(found(study, *fund(851, "2007", "2006"), ("2007Q1", "referrals", 5)))) == "fund_account"


def test_a_quarter_that_does_not_close_is_told_once(study):
    rows = [(f"2007Q{i}", "ui_income", 10) for i in (1, 2, 3, 4)] + [(f"2007Q{i}", "ui_outlay", 4) for i in (1, 2, 3, 4)]
    balances = [("2006Q4", "ui_balance", 100), *((f"2007Q{i}", "ui_balance", 100 + 6 * i) for i in (1, 2, 3))]
    seen = only(found(study, *rows, *balances, ("2007Q4", "ui_balance", 120)))
    assert (broken(seen), "2007Q4: opening balance + revenue - expenses" in seen.message) == ("ui_account", True)
    assert "1.24 yuan against 1.20 yuan" in seen.message


def test_rounded_accounts_close_within_their_bounds(study):
    rows = [("2006", "ui_balance", 100), ("2007", "ui_income", 50), ("2007", "ui_outlay", 30)]
    assert found(study, *rows, ("2007", "ui_balance", 123), bound=1) == []
    assert broken(only(found(study, *rows, ("2007", "ui_balance", 123), bound=0))) == "ui_account"


def test_figures_rounded_half_up_are_never_off_by_the_whole_of_their_bounds(study):
    rows = [("2006", "ui_balance", 100), ("2007", "ui_income", 50), ("2007", "ui_outlay", 30), ("2007", "ui_balance", 124)]
    assert broken(only(found(study, *rows, bound=1))) == "ui_account"


def test_recipients_must_roll_over(study):
    rows = [("2007Q1", "ui_recipients", 100), ("2007Q2", "ui_new_recipients", 30), ("2007Q2", "ui_ended", 20)]
    assert found(study, *rows, ("2007Q2", "ui_recipients", 110)) == []
    seen = only(found(study, *rows, ("2007Q2", "ui_recipients", 90)))
    assert (broken(seen), "110 against 90" in seen.message) == ("ui_recipients_roll", True)


def test_assistance_targets_must_roll_over(study):
    rows = [
        ("2007Q1", "assist_unemployed", 100),
        ("2007Q2", "assist_certified", 30),
        ("2007Q2", "assist_reunemployed", 5),
        ("2007Q2", "assist_employed", 20),
        ("2007Q2", "assist_exited", 3),
    ]
    assert found(study, *rows, ("2007Q2", "assist_unemployed", 112)) == []
    seen = only(found(study, *rows, ("2007Q2", "assist_unemployed", 113)))
    assert (broken(seen), "112 against 113" in seen.message) == ("assist_roll", True)


def printed(text, value, bound, decimals, unit="%"):
    return pd.DataFrame(
        [
            {
                "region": WUHAN,
                "period": parse("2007"),
                "indicator": "unemp_rate_reg",
                "text": text,
                "value": value,
                "unit": unit,
                "decimals": decimals,
                "file": "e.csv",
                "sheet": "",
                "row": 3,
                "column": "失业率",
                "mark": "",
                "bound": bound,
            }
        ]
    )


RATE = [("2007", "reg_unemployed", 43), ("2007", "unemp_base_long", 1000), ("2007", "urban_employed", 100)]


def test_a_stated_rate_that_does_not_follow(study):
    seen = only(found(study, *RATE, stated=printed("4.4", Fraction(44, 1000), Fraction(5, 10_000), 1)))
    assert (seen.code, seen.file, seen.row, seen.column, seen.value) == ("stated_rate", "e.csv", 3, "失业率", "4.4")
    assert seen.message == (
        "420100 2007: unemp_rate_reg is stated as 4.4 %, but 43 / 1000 gives 4.3 %; the recomputed rate is used"
    )


@pytest.mark.parametrize(
    ("stated", "bound", "agrees"),
    [
        (Fraction(43, 1000), Fraction(5, 10_000), True),
        (Fraction(4, 100), Fraction(5, 1000), True),  # 4 %, printed without decimals
        (Fraction(43, 1000) + Fraction(5, 10_000), Fraction(5, 10_000), True),  # a half, either way
        (Fraction(43, 1000) + Fraction(51, 100_000), Fraction(5, 10_000), False),
        (Fraction(43, 143), Fraction(5, 10_000), False),  # the other reading
        (None, Fraction(5, 10_000), True),  # nothing was stated
    ],
)
def test_a_stated_rate_may_differ_by_half_its_last_digit(study, stated, bound, agrees):
    assert (found(study, *RATE, stated=printed("x", stated, bound, 1)) == []) is agrees


def test_a_rate_stated_per_thousand_is_compared_at_its_own_precision(study):
    per_mille = {"bound": Fraction(5, 100_000), "decimals": 1, "unit": "‰"}
    assert found(study, *RATE, stated=printed("43.0", Fraction(43, 1000), **per_mille)) == []
    assert only(found(study, *RATE, stated=printed("43.3", Fraction(433, 10_000), **per_mille))).code == "stated_rate"


def test_a_split_that_does_not_add_up(study):
    assert found(study) == []
    split = [t.model_copy(update={"value": Decimal(299_999)}) if t.region == XIANGFAN else t for t in study.targets]
    seen = only(found(study.model_copy(update={"targets": tuple(split)})))
    assert (seen.code, seen.region, seen.fix) == ("target_split", None, "make the split in targets.csv add up")
    assert seen.message == "emp_new_urban 2007: the split adds up to 699999, the target of 420000 is 700000"


def test_a_target_of_zero_is_told_and_one_that_is_none_is_not(study):
    def with_wuhan(value):
        lines = (t.model_copy(update={"value": value}) if t.region == WUHAN else t for t in study.targets)
        return study.model_copy(update={"targets": tuple(lines)})

    told = [f for f in found(with_wuhan(Decimal(0))) if f.code == "target_zero"]
    assert [(f.severity, f.region) for f in told] == [("reportable", WUHAN)]
    assert told[0].message.startswith("emp_new_urban 2007: the target of 420100 is 0: there is nothing to complete")
    assert told[0].fix.startswith("where the scheme has no such target, write — in targets.csv")
    assert found(with_wuhan(None)) == []


@pytest.mark.parametrize(
    ("due", "told"),
    [
        ({1: 100_000, 2: 350_000, 4: 700_000}, None),
        ({1: 100_000, 2: 90_000}, "100000 人 are due by the end of 2007Q1, and 90000 人 by that of 2007Q2"),
        ({4: 690_000}, "690000 人 are due by the end of 2007Q4, and 70 万人 by that of 2007"),
        ({2: 710_000}, "710000 人 are due by the end of 2007Q2, and 70 万人 by that of 2007"),
    ],
)
def test_a_schedule_that_falls_or_misses_the_years_target(study, due, told):
    whole = next(t for t in study.targets if t.region == study.top.code)
    step = whole.model_copy(update={"unit": WrittenUnit.of("人")})
    steps = [step.model_copy(update={"value": Decimal(v), "period": parse(f"2007Q{q}")}) for q, v in due.items()]
    seen = found(study.model_copy(update={"targets": (*study.targets, *steps)}))
    if told is None:
        assert seen == []
    else:
        assert (only(seen).code, only(seen).region) == ("schedule_contradicts", "420000")
        assert only(seen).message == f"emp_new_urban of 420000: {told}"


def test_an_incomplete_split_is_no_finding(study):
    part = tuple(t for t in study.targets if t.region != XIANGFAN)
    assert found(study.model_copy(update={"targets": part})) == []


def test_a_year_that_is_not_the_sum_of_its_quarters(study):
    quarters = [(f"2007Q{q}", "reemp_laidoff", 10) for q in (1, 2, 3, 4)]
    seen = only(found(study, *quarters, ("2007", "reemp_laidoff", 41)))
    assert seen.code == "year_total"
    assert seen.message == "420100 2007: laid-off persons re-employed is 41, other periods give 40"
    assert not found(study, *quarters, ("2007", "reemp_laidoff", 40))


def test_a_year_end_stock_that_is_not_the_last_quarter(study):
    rows = [(f"2007Q{q}", "reg_unemployed", 10 + q) for q in (1, 2, 3, 4)]
    assert only(found(study, *rows, ("2007", "reg_unemployed", 11))).code == "year_total"
    assert not found(study, *rows, ("2007", "reg_unemployed", 14))
