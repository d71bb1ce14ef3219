"""Awards by hand, the bundled scheme of HB-18, and the command that shares out money."""

from __future__ import annotations

import csv
import io
import re
import shutil
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

import evaluation
from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.errors import Refused
from evaluation.scores.allocation.factors import FactorColumn, award, reweight, without_each
from evaluation.scores.allocation.grassroots import Unit, tilt
from evaluation.scores.allocation.insurance import Fund, adjust
from evaluation.scores.allocation.study import share_out
from evaluation.study.allocation import Allocation, AllocationItem
from evaluation.study.load import load
from evaluation.study.periods import parse

ROOT = Path(__file__).parents[2]
F = Fraction
JOBS = FactorColumn(code="jobs", weight=F(60), values=(F(100), F(300)))
NEED = FactorColumn(code="need", weight=F(40), values=(F(-5), F(2)), sizes=(F(10), F(5)))
POOL = 120_000_000_00


def test_an_award_by_hand():
    """Jobs share 60 by 100 : 300; of the decline, the region that rose has none: 40 go to the other."""
    made = award(1000, ["A", "B"], [JOBS, NEED])
    assert made.parts == {"jobs": (150, 450), "need": (0, 400)}
    assert made.amounts == (150, 850)
    assert (made.bound_effect, made.rounding, made.held) == ((0, 0), (0, 0), ("", ""))


def test_floors_and_coefficients_by_hand():
    held = award(1000, ["A", "B"], [JOBS, NEED], low=[400, 0])
    assert (held.amounts, held.bound_effect, held.held) == ((400, 600), (250, -250), ("floor", ""))
    capped = award(1000, ["A", "B"], [JOBS, NEED], high=[None, 700])
    assert (capped.amounts, capped.held) == ((300, 700), ("", "cap"))
    tuned = award(1000, ["A", "B"], [JOBS, NEED], adjust=[F(2), F(1)])
    assert tuned.quotas == (F(300_000, 1150), F(850_000, 1150))
    assert (tuned.amounts, sum(tuned.rounding)) == ((261, 739), 0)


def test_leaving_a_factor_out_and_changing_a_weight():
    made = award(1000, ["A", "B"], [JOBS, NEED])
    assert without_each(made) == {"jobs": (0, 1000), "need": (250, 750)}
    assert without_each(award(1000, ["A", "B"], [JOBS])) == {}
    assert [c.weight for c in reweight([JOBS, NEED], {"jobs": F(80)})] == [80, 20]
    assert [c.code for c in reweight([JOBS, NEED], {"jobs": F(0)})] == ["need"]
    whole = [FactorColumn(code=code, weight=1, values=(1, 2)) for code in ("a", "b", "c")]
    assert [c.weight for c in reweight(whole, {"a": 2})] == [2, F(1, 2), F(1, 2)]


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"job": F(10)}, "there is no factor 'job'; did you mean 'jobs'?"),
        ({"jobs": F(-1)}, "the weight of 'jobs' is -1"),
        ({"jobs": F(101)}, "the weights given leave -1 of 100 for the others"),
        ({"jobs": F(20), "need": F(20)}, "the weights given leave 60 of 100 for the others"),
    ],
)
def test_weights_that_do_not_add_up_are_refused(weights, said):
    with pytest.raises(Refused, match=said):
        reweight([JOBS, NEED], weights)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"low": [600, 500]},
            "the floors add up to 11.00 yuan, 1.00 yuan more than the pool of 10.00 yuan; raise the pool by "
            "that much, or lower every floor to 90.90 % of itself",
        ),
        (
            {"high": [300, 300]},
            "the caps add up to 6.00 yuan, 4.00 yuan less than the pool of 10.00 yuan; lower the pool by "
            "that much, or raise every cap to 166.67 % of itself",
        ),
        ({"low": [400, 0], "high": [300, None]}, "A: the floor of 4.00 yuan is above the cap of 3.00 yuan; lower one"),
        ({"adjust": [F(0), F(0)]}, "every claim is 0"),
    ],
)
def test_bounds_that_cannot_be_kept_are_refused_with_the_smallest_change(changes, said):
    with pytest.raises(Refused, match=re.escape(said)):
        award(1000, ["A", "B"], [JOBS, NEED], **changes)


@pytest.mark.parametrize(("pool", "told"), [(1, "0.00000001 % of itself"), (0, "nothing")])
def test_a_pool_far_below_the_floors_is_told_a_change_that_is_one(pool, told):
    with pytest.raises(Refused, match=f"raise the pool by that much, or lower every floor to {told}"):
        award(pool, ["A", "B"], [JOBS], low=400_000_000_0)


def test_a_factor_nobody_can_show_anything_for_is_refused():
    with pytest.raises(Refused, match="no region has anything to show for the factor 'need'; leave it out"):
        award(1000, ["A", "B"], [JOBS, FactorColumn(code="need", weight=F(40), values=(F(-5), None))])


def fund(region, payable, means, balance, outlay, completion, insured=100):
    return Fund(
        region=region,
        payable=payable,
        means=means,
        balance=balance,
        monthly_outlay=F(outlay),
        completion=F(completion),
        insured=insured,
    )


FUNDS = (fund("A", 500, 300, 0, 50, 80), fund("B", 400, 900, 500, 50, 120), fund("C", 100, 100, 300, 50, 20))


def test_the_adjustment_fund_pays_benefits_before_it_rewards():
    """200 are lacking in A; of the 1000 that are left, 500 go by completion 80 : 100 : 20, 500 by need 600 : 100 : 300."""
    made = adjust(1200, FUNDS, months=F(12), targets=F(50), reserve=F(50))
    assert made.guaranteed == (200, 0, 0)
    assert made.reward.parts == {"targets": (200, 250, 50), "reserve": (300, 50, 150)}
    assert made.amounts == (700, 300, 200)
    assert [f.reserve_months for f in FUNDS] == [0, 10, 6]
    assert fund("D", 0, 0, 5, 0, 0).reserve_months is None


def test_a_pool_that_does_not_pay_all_benefits_is_refused_with_what_it_lacks():
    with pytest.raises(
        Refused,
        match=re.escape(
            "the pool of 1.50 yuan does not cover the benefits due: 2.00 yuan are lacking in 1 regions; raise the pool by 0.50 yuan"
        ),
    ):
        adjust(150, FUNDS, months=F(12), targets=F(50), reserve=F(50))
    just = adjust(200, FUNDS, months=F(12), targets=F(50), reserve=F(50))
    assert (just.amounts, just.reward) == ((200, 0, 0), None)
    with pytest.raises(Refused, match="adjust: the weights of targets and reserve are both 0"):
        adjust(1200, FUNDS, months=F(12), targets=F(0), reserve=F(0))


def test_when_nobody_needs_reserve_completion_decides():
    made = adjust(1200, FUNDS, months=F(0), targets=F(50), reserve=F(50))
    assert made.reward.parts == {"targets": (400, 500, 100)}
    with pytest.raises(Refused, match="no region has reached any of its targets or lacks reserve; lower the pool"):
        adjust(1200, FUNDS, months=F(0), targets=F(0), reserve=F(50))


UNITS = (
    Unit(code="bureau", tier="administration", score=F(90), staff=10),
    Unit(code="centre", tier="service", score=F(80), staff=10),
    Unit(code="street", tier="grassroots", score=F(90), staff=10),
    Unit(code="village", tier="grassroots", score=F(60), staff=10),
)


def test_awards_lean_to_the_grassroots():
    """By merit alone the grassroots have 1500 of 3200; the share of 0.8 lifts them, and the others keep their proportion."""
    made = tilt(1000, UNITS, F(8, 10))
    assert made.by_tier == {"administration": 106, "service": 94, "grassroots": 800}
    assert made.amounts == {"bureau": 106, "centre": 94, "street": 480, "village": 320}
    assert made.ratio == F(8, 10) / F(1, 2)
    assert made.ranks == {"bureau": 1, "centre": 1, "street": 1, "village": 2}
    assert tilt(3200, UNITS, F(0)).by_tier["grassroots"] == 1500


def test_a_tier_whose_bodies_earned_nothing_has_0_and_its_staff_counts():
    made = tilt(1000, (replace(UNITS[0], score=F(0)), *UNITS[1:]), F(8, 10))
    assert made.by_tier == {"administration": 0, "service": 200, "grassroots": 800}
    assert made.amounts["bureau"] == 0
    assert made.staff == {"administration": 10, "service": 10, "grassroots": 20}
    assert made.ratio == F(8, 10) / F(1, 2)


@pytest.mark.parametrize(
    ("units", "least", "said"),
    [
        (UNITS[:2], F(1, 2), "no grassroots unit has a score and staff; there is nobody to lean to"),
        (UNITS, F(3, 2), "tilt: least is 3/2; give a share from 0 to 1"),
        ((*UNITS, UNITS[0]), F(1, 2), "tilt: units: code 'bureau' is there twice"),
    ],
)
def test_a_tilt_to_nobody_is_refused(units, least, said):
    with pytest.raises(Refused, match=said):
        tilt(1000, units, least)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"tier": "grasroots"}, "Unit: x: tier is 'grasroots'; did you mean 'grassroots'"),
        ({"staff": -1}, "Unit: x: staff is -1; give 0 or more"),
        ({"score": 0.5}, r"Unit: x: score is the float 0.5, .* give an int, Fraction\('0.5'\)"),
    ],
)
def test_a_unit_checks_itself(given, said):
    with pytest.raises(Refused, match=said):
        Unit(**{"code": "x", "tier": "service", "score": F(1), "staff": 1} | given)


@cache
def results():
    return evaluation.open("hubei-2007", root=ROOT).results


def changed(**changes) -> SimpleNamespace:
    """The results of hubei-2007 with other keys in allocation.yml."""
    scheme = results().study.allocation.model_dump(exclude_none=True)
    for path, value in changes.items():
        *ways, last = path.split("__")
        at = scheme
        for way in ways:
            at = at[way]
        at.pop(last) if value is None else at.update({last: value})
    study = results().study.model_copy(update={"allocation": Allocation.model_validate(scheme)})
    made = object.__new__(type(results()))
    made.__dict__.update({**results().__dict__, "study": study})
    return made


def test_the_bundled_scheme_is_the_list_of_hb18_in_its_order_and_called_a_proposal():
    scheme = results().study.allocation
    assert (scheme.status, scheme.clause) == ("proposal", "HB-18")
    numbers = [f.number for f in scheme.factors.values()]
    assert sorted(set(numbers)) == list(range(1, 11))
    assert [code for code, f in scheme.factors.items() if f.number == 5] == ["matching", "training"]


def test_the_bundled_scheme_shares_out_every_fen():
    shared = share_out(results(), POOL)
    made = shared.award
    assert sum(made.amounts) == POOL
    for i in range(17):
        parts = sum(part[i] for part in made.parts.values())
        assert parts + made.bound_effect[i] + made.rounding[i] == made.amounts[i]
        assert made.low[i] <= made.amounts[i] <= made.high[i]
    assert sum(shared.last_year) == 100_000_000_00
    assert made.low == tuple(-(-amount * 8 // 10) for amount in shared.last_year)
    assert [(o.inner, o.outer) for o in shared.overlaps] == [
        ("si_subsidy", "fund_used"),
        ("matching", "fund_used"),
        ("training", "fund_used"),
        ("reemployed", "new_urban"),
        ("hard", "reemployed"),
    ]
    assert shared.unshared == (("ui_decline", "429021", "missing"), ("rural_trained", "429021", "missing"))
    rose = made.regions.index("421000")
    assert made.parts["ui_decline"][rose] == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"factors__rural_trained__missing": "refused"},
            "params/hubei-2007/allocation.yml: factors.rural_trained: quantity 'trained_rural' has no figure for 429021 神农架林区 "
            "in 2007 (missing); deliver it, give it in allocation.csv as an item, or set missing: no_share",
        ),
        (
            {"factors__new_urban__value": {"indicator": "emp_new_urbn"}},
            "factors.new_urban.value: 'emp_new_urbn' is not in study.yml; did you mean 'emp_new_urban'?",
        ),
        (
            {"factors__training__value": {"quantity": "exp_trainin"}},
            "factors.training.value: no quantity 'exp_trainin'; did you mean 'exp_training'?",
        ),
        ({"bounds__own_budget": {"quantity": "trained_reemp"}}, "bounds.own_budget: 'trained_reemp' is no money"),
        ({"bounds__last_year": {"indicator": "fund_used_amount"}}, "bounds.last_year: name a quantity of money or an item"),
        ({"bounds__least_of_last_year": "1.3"}, "the floors add up to 130000000.00 yuan, 10000000.00 yuan more than the pool"),
        ({"bounds__most_of_last_year": "0.9"}, "the caps add up to 90000000.00 yuan, 30000000.00 yuan less than the pool"),
        ({"bounds__own_budget": {"quantity": "ui_outlay"}}, "bounds.own_budget has no figure for 429021 (missing)"),
    ],
)
def test_a_scheme_the_figures_do_not_carry_is_refused(changes, said):
    with pytest.raises(Refused, match=re.escape(said)):
        share_out(changed(**changes), POOL)


def test_bounds_are_left_out_when_not_wanted():
    free = share_out(changed(bounds={}), POOL)
    assert free.last_year is None
    assert free.award.bound_effect == (0,) * 17
    floor = share_out(changed(bounds={"least_share": "2", "most_share": "20"}), POOL).award
    assert min(floor.amounts) == POOL * 2 // 100
    assert max(floor.amounts) == POOL * 20 // 100


def test_last_years_money_can_come_from_a_table():
    bounds = {"last_year": {"quantity": "fund_in_central"}, "least_of_last_year": "0.1"}
    shared = share_out(changed(bounds=bounds), POOL)
    assert shared.last_year[0] == results().figures.at("420100", parse("2006"), "fund_in_central").amount


def test_a_coefficient_of_its_own_for_each_region():
    free = share_out(changed(bounds={}), POOL).award
    tuned = share_out(changed(bounds={}, adjust="fiscal_difficulty"), POOL).award
    claims = [p * k for p, k in zip(free.proportional, tuned.adjust, strict=True)]
    assert tuned.proportional == tuple(POOL * c / sum(claims) for c in claims)


def test_a_factor_nobody_shows_anything_for_gives_its_weight_to_the_others():
    nothing = changed(factors__ui_decline__value={"item": "nothing"}, factors__ui_decline__all_zero="others")
    rows = [{"region": r, "item": "nothing", "value": -1, "unit": "%", "source": "test"} for r in nothing.regions]
    items = (*nothing.study.allocation_items, *(AllocationItem.model_validate(row) for row in rows))
    nothing.__dict__["study"] = nothing.study.model_copy(update={"allocation_items": items})
    shared = share_out(nothing, POOL)
    assert shared.dropped == ("ui_decline",)
    assert "ui_decline" not in shared.award.parts
    assert sum(shared.award.amounts) == POOL


@pytest.fixture
def call(capsys, monkeypatch):
    monkeypatch.setenv("EVALUATION_ROOT", str(ROOT))

    def called(*args):
        code = run_guarded(cli, ["allocate", *map(str, args)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


def test_the_command_prints_the_awards_and_writes_nothing(call, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = call("hubei-2007", "--pool", "120000000")
    assert (code, err, list(tmp_path.iterdir())) == (0, "", [])
    lines = out.splitlines()
    assert lines[0] == "hubei-2007, 2007: HB-18, award-proposal-v0 (proposal)"
    total = sum(Fraction(re.search(r"  (\d+\.\d\d)  ", line)[1]) for line in lines[2:19])
    assert total == 120_000_000
    assert "hard is 28.9 % of reemployed, which counts it too" in out
    assert "Shennongjia has no share in rural_trained: missing" in out


def test_the_parts_are_written_where_told(call, tmp_path):
    path = tmp_path / "award.csv"
    assert call("hubei-2007", "--pool", "120000000", "-o", path)[0] == 0
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 18
    for row in rows:
        parts = [Fraction(v) for k, v in row.items() if k.startswith("factor_") or k in ("bound_effect", "rounding")]
        assert abs(sum(parts) - Fraction(row["award"])) < Fraction(1, 10**4)
    assert sum(Fraction(r["award"]) for r in rows[:17]) == Fraction(rows[17]["award"]) == 120_000_000
    assert {k for k in rows[0] if k.startswith("without_")} == {
        k.replace("factor_", "without_") for k in rows[0] if k.startswith("factor_")
    }


def test_a_workbook_to_try_weights_in(call, tmp_path):
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    assert call("hubei-2007", "--pool", "120000000", "-o", first)[0] == 0
    assert call("hubei-2007", "--pool", "120000000", "-o", second)[0] == 0
    assert first.read_bytes() == second.read_bytes()
    live, values = openpyxl.load_workbook(first), openpyxl.load_workbook(first, data_only=True)
    assert live.sheetnames == ["what if", "search", "as decided", "notes"]
    sheet = live["what if"]
    assert sheet["C1"].value == 120_000_000
    assert [c.value for c in sheet[2][9:]] == [10, 10, 10, 10, 5, 5, 15, 10, 10, 5, 10]
    assert sheet["C4"].value == "=ROUND(MIN(I4,MAX(H4,search!$B$62*F4)),2)"
    assert sheet["F4"].value.startswith("=G4*(J$2*J4/SUM(J$4:J$20)+")
    assert live["search"]["A3"].value == "=IF(D2<'what if'!$C$1,B2,A2)"
    awards = [row[2].value for row in values["what if"].iter_rows(min_row=4, max_row=20)]
    assert [round(a * 100) for a in awards] == list(share_out(results(), POOL).award.amounts)
    assert values["notes"]["A1"].value.startswith("Regional figures are invented")


def test_the_workbooks_search_ends_at_the_award(call, tmp_path):
    """The formulas of the search sheet, worked here as a spreadsheet would: sixty halvings reach the fen."""
    made = share_out(results(), POOL).award
    claims = [p / POOL for p in made.proportional]
    low, high = Fraction(0), POOL * Fraction(10**9)
    for _ in range(61):
        middle = (low + high) / 2
        total = sum(min(h, max(f, middle * c)) for c, f, h in zip(claims, made.low, made.high, strict=True))
        low, high = (middle, high) if total < POOL else (low, middle)
    found = [min(h, max(f, middle * c)) for c, f, h in zip(claims, made.low, made.high, strict=True)]
    assert all(abs(a - b) < 2 for a, b in zip(found, made.amounts, strict=True))


def test_another_weight_moves_the_money(call):
    before, after = share_out(results(), POOL), share_out(results(), POOL, {"rural_trained": F(30)})
    huanggang = before.award.regions.index("421100")
    assert after.award.amounts[huanggang] > before.award.amounts[huanggang]
    out = call("hubei-2007", "--pool", "120000000", "-w", "rural_trained", "30")[1]
    assert "with other weights than allocation.yml: rural_trained" in out
    assert "  10 rural_trained  30  Rural workers trained" in out
    assert "   6 new_urban  11.7  New urban jobs" in out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["hubei-2007", "--fund", "prize"], "'prize' is not one of 'award', 'adjustment', 'tilt'"),
        (["hubei-2007", "--pool", "1e400x"], "the pool is '1e400x'; write a number of 0 or more"),
        (["hubei-2007", "--pool", "nan"], "the pool is 'nan'"),
        (["hubei-2007", "--pool", "-5"], "the pool is '-5'"),
        (["hubei-2007", "--pool", "0.001"], "the pool of 0.001 yuan is no whole number of fen; give at most 2 decimals"),
        (["hubei-2007", "--pool", "5", "-o", "x.pdf"], "x.pdf is neither .csv nor .xlsx; name one of them"),
        (["hubei-207", "--pool", "5"], "there is no study 'hubei-207'; did you mean 'hubei-2007'?"),
        (["china-ui-2008", "--pool", "5"], "study 'china-ui-2008' has no allocation.yml"),
        (["hubei-2007", "--pool", "5", "-w", "jobs", "5"], "there is no factor 'jobs'; known: fiscal_difficulty,"),
        (["hubei-2007", "--pool", "5", "-w", "hard", "x"], "the weight of hard is 'x'"),
        (["hubei-2007", "--pool", "1200"], "the floors add up to 80000000.00 yuan"),
        (["hubei-2007", "--pool", "120000000", "-o", "/no/such/folder/x.csv"], "cannot be written: No such file or directory"),
    ],
)
def test_what_the_command_cannot_do_ends_2_and_says_why(call, args, said):
    code, _, err = call(*args)
    assert code == 2
    assert said in err


def test_a_study_copied_without_its_figures_says_which_are_lacking(tmp_path):
    shutil.copytree(ROOT / "params" / "hubei-2007", tmp_path / "params" / "hubei-2007")
    (tmp_path / "params" / "hubei-2007" / "allocation.csv").unlink()
    with pytest.raises(Refused, match="no row for fiscal_difficulty of 420100 and 16 more"):
        load("hubei-2007", tmp_path)
