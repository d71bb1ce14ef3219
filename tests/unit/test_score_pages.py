"""The pages of scores and money: lines add up as printed, gates before points, sure ranks, fair rates, shared money."""

from __future__ import annotations

import builtins
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from study_files import STUDY, write

import evaluation
from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.errors import Refused
from evaluation.measured.rounding import adding_up, half_up
from evaluation.scores.allocation.change import changes
from evaluation.scores.allocation.factors import FactorColumn, award
from evaluation.scores.allocation.funds import adjust_funds, pool_of, tilt_awards
from evaluation.scores.allocation.study import Shared
from evaluation.scores.efficiency.study import efficiency
from evaluation.scores.fairness import fair_rates
from evaluation.scores.scored import scores_of
from evaluation.scores.trace import trace
from evaluation.scores.uncertainty.drivers import drivers
from evaluation.scores.uncertainty.league import league
from evaluation.study.periods import parse

ROOT = Path(__file__).parents[2]
F = Fraction
A, B = "420100", "420600"
TRAINING = """\
  training:
    title: {zh: 培训, en: Training}
    file: training.csv
    region: 地区代码
    fixed_period: "2007"
    columns:
      甲: {quantity: mature_reemp, unit: 人}
      乙: {quantity: mature_employed_reemp, unit: 人}
      丙: {quantity: mature_rural, unit: 人}
      丁: {quantity: mature_employed_rural, unit: 人}
      戊: {quantity: mature_young, unit: 人}
      己: {quantity: mature_employed_young, unit: 人}
      庚: {quantity: mature_older, unit: 人}
      辛: {quantity: mature_employed_older, unit: 人}
indicators: [emp_new_urban, reemp_laidoff, unemp_rate_reg, train_emp_rate]
"""
MORE_WEIGHTS = """\
uncertainty:
  draws: 200
  seed: 1
  spread: {weights: 0.2, goalposts: 0.1}
  why: {zh: 示例, en: a sample}
gates:
  jobless: {indicator: unemp_rate_reg, demand: at_most, value: 4.5, why: {zh: 上限, en: a ceiling}}
parallel: {indicators: [emp_new_urban], single_below: 50, mean_below: 90, why: {zh: 提示, en: a hint}}
"""
COMPARISON = """\
preset: fair-v0
status: proposal
source: {zh: 建议, en: ours}
least_cases: 5
strata:
  train_emp_rate:
    by: {zh: 年龄, en: age}
    strata:
      young: {title: {zh: 青年, en: young}, part: mature_employed_young, whole: mature_young}
      older: {title: {zh: 大龄, en: older}, part: mature_employed_older, whole: mature_older}
"""
CHANGES = (
    ("study.yml", "indicators: [emp_new_urban, reemp_laidoff, unemp_rate_reg]\n", TRAINING),
    ("weights.yml", "least_evidence: 60\n", "least_evidence: 60\n" + MORE_WEIGHTS),
    ("choices.yml", "", "train_emp_rate: {reading: of_completers, why: {zh: 因为, en: because}}\n"),
)
# A is ahead of B in the raw rate and behind it in both strata
PEOPLE = {A: (60, 50, 60, 40, 100, 80, 20, 10), B: (60, 40, 60, 38, 20, 18, 100, 60)}


def project(root: Path, *more, comparison: str = COMPARISON, people=PEOPLE) -> Path:
    folder = write(root, *CHANGES, *more)
    (folder / "comparison.yml").write_text(comparison, encoding="utf-8")
    data = root / "data" / "small"
    data.mkdir(parents=True)
    head = "地区代码,期间,新就业,减员,再就业,失业,长分母"
    rows = [f"{A},2007,420000,10000,5000,40000,100", f"{B},2007,250000,10000,4000,30000,60"]
    (data / "employment.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    lines = [",".join(map(str, (region, *counts))) for region, counts in people.items()]
    (data / "training.csv").write_text("\n".join(["地区代码,甲,乙,丙,丁,戊,己,庚,辛", *lines]) + "\n", encoding="utf-8")
    for name in ("region.ipynb", "province.ipynb"):
        (root / "notebooks").mkdir(exist_ok=True)
        (root / "notebooks" / name).write_bytes((ROOT / "notebooks" / name).read_bytes())
    return root


def walk(component):
    yield component
    for child in component.get("children", ()):
        yield from walk(child)
    if component.get("table"):
        yield from walk(component["table"])


def parts(component, kind):
    return {c["id"]: c for c in walk(component) if c["kind"] == kind}


def prose(component) -> str:
    return "\n".join("".join(r["text"] for r in c["runs"]) for c in walk(component) if c["kind"] == "paragraph")


def number(text: str) -> Fraction:
    return F(text.replace(",", "").replace("−", "-").replace("+", ""))


@given(st.lists(st.fractions(-1000, 1000), min_size=1, max_size=12), st.integers(0, 3))
def test_rounded_parts_add_up_to_the_rounded_sum_and_stay_beside_their_value(given_parts, decimals):
    made = adding_up(given_parts, decimals)
    assert sum(made) == F(half_up(sum(given_parts), decimals))
    assert all(abs(m - p) <= F(1, 10**decimals) for m, p in zip(made, given_parts, strict=True))
    assert sum(adding_up(given_parts, decimals, F(7))) == 7


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("region", [A, B])
def test_the_trace_adds_up_as_printed_to_the_printed_total(tmp_path, region, language):
    opened = evaluation.open("small", project(tmp_path))
    table = parts(opened.report(region, language=language).score().data, "table")["score-table"]
    titles = [c["title"] for c in table["columns"]]
    points, got, lost, total = (
        titles.index(t)
        for t in ({"zh": ("分值", "得分", "失分", "折合总分"), "en": ("Points", "Awarded", "Lost", "Of the total")}[language])
    )
    lines = [r["cells"] for r in table["rows"] if r["role"] == "body"]
    end = next(r["cells"] for r in table["rows"] if r["role"] == "total")
    for at in (points, got, lost, total):
        assert sum(number(cells[at]) for cells in lines) == number(end[at])
    assert all(number(c[got]) + number(c[lost]) == number(c[points]) for c in lines)
    score = scores_of(opened.results).scores[region]
    assert end[total] == half_up(score.total, 2)
    assert sum(line.in_total for line in trace(score)) == score.total


def test_every_loss_has_its_reason(tmp_path):
    section = evaluation.open("small", project(tmp_path)).report(A).score().data
    rows = [r["cells"] for r in parts(section, "table")["score-table"]["rows"] if r["role"] == "body"]
    assert [(cells[0], cells[-1]) for cells in rows] == [("城镇新增就业完成率（%）", ""), ("城镇登记失业率（%）", "距满分值差1.0")]


def test_gates_are_judged_before_points_and_the_page_says_whose_choice_they_are(tmp_path):
    opened = evaluation.open("small", project(tmp_path))
    first, second = (opened.report(region).score().data for region in (A, B))
    assert "1项前置条件全部满足。评价等级为“达标”。" in prose(first)
    assert "未满足前置条件：城镇登记失业率。评价等级为“不达标”。" in prose(second)
    gates = parts(second, "table")["gates"]
    assert gates["rows"][0]["cells"] == ["城镇登记失业率", "≤4.5%", "5.0%", "未满足", "评为最低等级", "上限"]
    assert gates["notes"][0].startswith("前置条件由本研究选定，不改变得分")
    assert "并行提示已触发：1项目标完成率平均80.0%" in prose(second)


def test_a_gate_that_costs_the_grade_is_told_in_the_verdict(tmp_path):
    low = ("weights.yml", "from_score: 75", "from_score: 40")
    told = prose(evaluation.open("small", project(tmp_path, low)).report(B).conclusion().data)
    assert "评价等级“不达标”，居2个有得分的地区第2位。因未满足前置条件（城镇登记失业率），等级低于分数所属的“达标”。" in told


def test_a_gate_that_cannot_be_judged_leaves_no_grade(tmp_path):
    gate = (
        "weights.yml",
        "indicator: unemp_rate_reg, demand: at_most, value: 4.5",
        "indicator: train_emp_rate, demand: at_least, value: 50",
    )
    few = {A: PEOPLE[A], B: ("…",) * 8}
    report = evaluation.open("small", project(tmp_path, gate, people=few)).report(B)
    assert "因前置条件无法判断，不定级。" in prose(report.conclusion().data)
    assert "前置条件无法判断：培训就业率，因此不定级。" in prose(report.score().data)


def test_the_rank_says_its_interval_draws_and_seed(tmp_path):
    opened = evaluation.open("small", project(tmp_path))
    section = opened.report(A).score().data
    assert "在2个有总分的地区中居第1位；90%的抽样中名次在第1位至第1位之间。没有其他地区与其并列。" in prose(section)
    figure = parts(section, "figure")["rank-intervals"]
    assert figure["title"] == "武汉市的名次稳定在第1位（90%的抽样）"
    assert figure["notes"][0].startswith("共抽样200次，随机种子1，区间含90%的抽样。")
    places = league(opened.results).places
    assert [(p.rank, p.low, p.high, p.shared) for p in places.values()] == [(1, 1, 1, 1), (2, 2, 2, 2)]


def test_without_a_spread_the_page_says_that_there_is_no_interval(tmp_path):
    alone = ("weights.yml", MORE_WEIGHTS[: MORE_WEIGHTS.index("gates:")], "")
    opened = evaluation.open("small", project(tmp_path, alone))
    assert league(opened.results) is None
    assert "本研究没有规定抽样的范围，不测算名次区间" in prose(opened.report(A).score().data)


@pytest.mark.slow
def test_intervals_do_not_depend_on_the_hash_seed():
    code = (
        "import evaluation, sys; from evaluation.scores.uncertainty.league import league\n"
        "r = evaluation.open('hubei-2007', sys.argv[1]).results\n"
        "print([(k, p.rank, p.low, p.median, p.high, p.shared) for k, p in league(r).places.items()])"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code, str(ROOT)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            text=True,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    ]
    assert said[0] == said[1]
    assert "('420100', 3," in said[0]


@pytest.mark.slow
def test_the_pages_of_scores_are_the_same_with_one_two_and_four_workers(tmp_path):
    made = []
    for workers in ("1", "2", "4"):
        root = project(tmp_path / workers)
        said = subprocess.run(
            [sys.executable, "-m", "evaluation", "run", "small", "-j", workers, "-q"],
            text=True,
            capture_output=True,
            env={**os.environ, "EVALUATION_ROOT": str(root)},
            check=False,
        )
        assert said.returncode == 0, said.stderr
        notebooks = sorted((root / "outputs" / "small").glob("2*/42*/report.ipynb"))
        assert len(notebooks) == 3
        cells = [c for n in notebooks for c in json.loads(n.read_text(encoding="utf-8"))["cells"]]
        made.append([c["outputs"] for c in cells if c["id"] in ("score", "fairness", "comparison", "drivers")])
    assert made[0] == made[1] == made[2]


# --- fair comparison -------------------------------------------------------------------------------------------


def test_who_is_ahead_in_the_raw_rate_and_behind_in_every_stratum_changes_places(tmp_path):
    """A: 90 of 120 raw; 120 young and 120 older in the standard: (80 % + 50 %) / 2 = 65 %. B: (90 % + 60 %) / 2 = 75 %."""
    opened = evaluation.open("small", project(tmp_path))
    found = fair_rates(opened.results)["train_emp_rate"]
    assert [(x.raw, x.adjusted) for x in found.adjusted.values()] == [(F(3, 4), F(13, 20)), (F(13, 20), F(3, 4))]
    section = opened.report(A).fairness().data
    assert "培训就业率75.0%（90人/120人）；若年龄构成与湖北省相同，则为65.0%。位次由第1位降至第2位，下降1位。" in prose(section)
    assert parts(section, "figure")["fair-train_emp_rate"]["title"] == "按年龄构成调整后，武汉市培训就业率由第1位变为第2位"
    row = parts(section, "table")["fair-train_emp_rate-table"]["rows"][0]["cells"]
    assert row == ["武汉", "90", "120", "75.0", "77.8", "88–99", "相符", "65.0", "1", "2", "−1"]


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        ({A: PEOPLE[A], B: (60, 40, 60, 38, 4, 3, 116, 75)}, "青年不足5例"),
        ({A: PEOPLE[A], B: (60, 40, 60, 38, 20, 18, 100, 61)}, "分层数据相加与该率的分子、分母不符"),
        ({A: PEOPLE[A], B: (60, 40, 60, 38, "…", "…", "…", "…")}, "未报送分层数据"),
    ],
)
def test_what_is_not_estimable_says_why(tmp_path, people, reason):
    section = evaluation.open("small", project(tmp_path, people=people)).report(B).fairness().data
    assert f"襄樊市的培训就业率不能测算调整率：{reason}" in prose(section)
    told = next(c for c in walk(section) if c["kind"] == "list")["items"]
    assert told[-1].startswith("回归调整至少需要30个单位，本研究只有2个，不测算")


def test_a_study_without_strata_leaves_the_section_out(tmp_path):
    root = project(tmp_path)
    (root / "params" / "small" / "comparison.yml").unlink()
    assert evaluation.open("small", root).report(A).fairness().data["kind"] == "omitted"


# --- what drives the ranks -------------------------------------------------------------------------------------


def test_without_the_extra_the_section_says_so(monkeypatch):
    ordinary = builtins.__import__

    def without(name, *args, **kwargs):
        if name.split(".")[0] == "highspy":
            raise ModuleNotFoundError(name)
        return ordinary(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    section = evaluation.open("hubei-2007", ROOT).overview().drivers().data
    assert any("未安装 highspy" in c["text"] for c in walk(section) if c["kind"] == "notice")
    assert "drivers" in parts(section, "figure")
    assert "efficiency" not in parts(section, "table")


def test_what_the_study_does_not_ask_for_is_refused(hubei):
    study = hubei.study.model_copy(update={"comparison": None, "weights": None, "allocation": None})
    bare = replace(hubei.results, study=study)
    for asked, told in (
        (efficiency, "asks for no efficiency"),
        (drivers, "asks for no drivers"),
        (adjust_funds, "has no allocation"),
        (tilt_awards, "has no allocation"),
    ):
        with pytest.raises(Refused, match=told):
            asked(bare)


# --- money -----------------------------------------------------------------------------------------------------

whole = st.integers(0, 10**6)


@given(st.lists(st.tuples(whole, whole, st.integers(1, 10**7)), min_size=2, max_size=6), st.integers(1, 10**9))
def test_changes_on_last_year_add_up_exactly(rows, pool):
    jobs = FactorColumn(code="jobs", weight=F(60), values=tuple(F(1 + a) for a, _, _ in rows))
    need = FactorColumn(code="need", weight=F(40), values=tuple(F(1 + b) for _, b, _ in rows))
    made = award(pool, [str(i) for i in range(len(rows))], [jobs, need])
    last = tuple(x for _, _, x in rows)
    found = changes(Shared(award=made, last_year=last, overlaps=(), unshared=(), dropped=()))
    assert all(c.last + c.pool + sum(c.factors.values()) + c.bounds + c.rounding == c.amount for c in found)
    assert sum(c.pool for c in found) == pool - sum(last)
    assert all(sum(c.factors[code] for c in found) == 0 for code in ("jobs", "need"))


@pytest.fixture(scope="module")
def hubei():
    return evaluation.open("hubei-2007", ROOT)


def test_a_regions_award_and_its_waterfall_add_up_as_printed(hubei):
    section = hubei.report("420500").allocation().data
    steps = parts(section, "figure")["award-420500"]["alt"].partition("上年 ")[2].split("；")
    first, *rest, end = [number(re.search(r"[+−]?[\d,.]+$", step)[0]) for step in steps]
    assert first + sum(rest) == end
    rows = parts(section, "table")["award-factors"]["rows"]
    assert sum(number(r["cells"][-1]) for r in rows[:-1]) == number(rows[-1]["cells"][-1]) == end


def test_the_overviews_awards_add_up_and_agree_with_each_other(hubei):
    section = hubei.overview().allocation().data
    tables = parts(section, "table")
    awards = {r["cells"][0]: number(r["cells"][1]) for r in tables["awards"]["rows"]}
    assert sum(v for k, v in awards.items() if k != "合计") == awards["合计"] == 12000
    lines = [
        [a["cells"][0], *a["cells"][1:], *b["cells"][1:]]
        for a, b in zip(tables["award-parts-1"]["rows"], tables["award-parts-2"]["rows"], strict=True)
    ]
    for name, *cells in lines:
        assert sum(map(number, cells[:-1])) == number(cells[-1]) == awards[name]


def test_the_adjustment_fund_of_the_study_is_shared_out_whole(hubei):
    found = adjust_funds(hubei.results)
    assert (sum(found.made.amounts), found.made.pool) == (6_000_000_000, 6_000_000_000)
    assert found.left_out == (("429021", "ui_benefit_payable"),)
    wuhan = found.funds[0]
    assert wuhan.means == sum(
        hubei.results.figures.at("420100", parse(period), code).amount
        for period, code in (("2006", "ui_balance"), ("2007", "ui_income"))
    )
    rows = parts(hubei.overview().allocation().data, "table")["adjustment-fund"]["rows"]
    assert all(sum(map(number, r["cells"][5:8])) == number(r["cells"][8]) for r in rows)


def test_awards_lean_to_the_grassroots_by_the_appraisal():
    made, units = tilt_awards(evaluation.open("guizhou-2010", ROOT).results)
    assert sum(made.amounts.values()) == 20_000_000
    assert made.by_tier["grassroots"] == 10_000_000
    assert units[0].score == 50 * F(158, 180) + 50 * F(1986, 2140)


def test_a_fund_that_is_not_there_or_has_no_pool_is_refused(hubei):
    with pytest.raises(Refused, match=r"allocation\.yml has no fund 'tilt'; it has award, adjustment"):
        pool_of(hubei.study, "tilt")
    scheme = hubei.study.allocation
    bare = scheme.model_copy(update={"adjustment": scheme.adjustment.model_copy(update={"pool": None})})
    with pytest.raises(Refused, match="names no pool for adjustment; give one with --pool, or add 'pool' in yuan"):
        pool_of(hubei.study.model_copy(update={"allocation": bare}), "adjustment")


# --- commands --------------------------------------------------------------------------------------------------


@pytest.fixture
def call(capsys, monkeypatch):
    monkeypatch.setenv("EVALUATION_ROOT", str(ROOT))

    def called(*args):
        code = run_guarded(cli, [str(a) for a in args])
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


def test_the_scores_workbook_holds_live_formulas_and_the_exact_scores(call, hubei, tmp_path):
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    code, said, _ = call("scores", "hubei-2007", "-o", first)
    assert code == 0
    assert "420100  Wuhan        90.24  Excellent" in said
    assert "draws, seed 2007" in said
    call("scores", "hubei-2007", "-o", second)
    assert first.read_bytes() == second.read_bytes()
    live, values = openpyxl.load_workbook(first), openpyxl.load_workbook(first, data_only=True)
    assert live.sheetnames == ["summary", "trace", "league", "weights", "notes"]
    assert live["trace"]["H2"].value == "=MAX(0,MIN(1,(E2-weights!E2)/(weights!F2-weights!E2)))"
    assert live["summary"]["C2"].value == "=SUM(trace!I2:I22)*100/SUMPRODUCT(trace!G2:G22,trace!K2:K22)"
    scores = scores_of(hubei.results).scores
    for row, score in zip(values["summary"].iter_rows(min_row=2, values_only=True), scores.values(), strict=True):
        assert (row[2], row[6]) == (float(half_up(score.total, 12)), scores_of(hubei.results).ranks[score.region])
        lines = [r for r in values["trace"].iter_rows(min_row=2, values_only=True) if r[0] == score.region]
        assert sum(r[11] for r in lines) == pytest.approx(float(score.total), abs=1e-9)
        assert sum(r[8] for r in lines) * 100 / sum(r[6] * r[10] for r in lines) == pytest.approx(row[2], abs=1e-9)


def test_a_text_that_looks_like_a_formula_stays_a_text(call, tmp_path, monkeypatch):
    evil = "=HYPERLINK(1)"
    root = project(tmp_path / "project", ("regions.csv", "Xiangfan", evil), ("weights.yml", "en: proposal}", f'en: "{evil}"}}'))
    monkeypatch.setenv("EVALUATION_ROOT", str(root))
    assert call("scores", "small", "-o", tmp_path / "s.xlsx")[0] == 0
    cells = [c for sheet in openpyxl.load_workbook(tmp_path / "s.xlsx") for row in sheet.iter_rows() for c in row]
    told = [c for c in cells if c.value == evil]
    assert len(told) >= 4
    assert {c.data_type for c in told} == {"s"}


@pytest.mark.parametrize("study", ["hubei-2007", "guizhou-2010"])
def test_other_funds_are_told_and_tried_in_a_workbook(call, study, tmp_path):
    fund = {"hubei-2007": "adjustment", "guizhou-2010": "tilt"}[study]
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    code, said, _ = call("allocate", study, "--fund", fund, "-o", first)
    assert (code, "A proposal." in said) == (0, True)
    call("allocate", study, "--fund", fund, "-o", second)
    assert first.read_bytes() == second.read_bytes()
    live, values = openpyxl.load_workbook(first), openpyxl.load_workbook(first, data_only=True)
    assert live.sheetnames == ["what if", "as decided", "notes"]
    assert live["what if"]["C4"].value.startswith("=ROUND(")
    rows = list(values["what if"].iter_rows(min_row=4, values_only=True))
    assert round(sum(r[2] for r in rows[:-1]) * 100) == round(rows[-1][2] * 100) == round(values["what if"]["C1"].value * 100)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["scores", "china-ui-2008"], "study 'china-ui-2008' has no weights.yml and gives no scores"),
        (["scores", "hubei-2007", "-o", "x.csv"], "x.csv is no workbook; name a file that ends in .xlsx"),
        (["allocate", "guizhou-2010", "--pool", "5"], "allocation.yml has no fund 'award'; it has tilt"),
        (["allocate", "hubei-2007", "--fund", "adjustment", "-w", "hard", "5"], "--weight is for the factors of the award"),
    ],
)
def test_what_the_commands_cannot_do_ends_2_and_says_why(call, args, said):
    code, _, err = call(*args)
    assert (code, said in err) == (2, True), err


# --- bad input -------------------------------------------------------------------------------------------------

WUHAN, XIANGFAN = (
    ("regions.csv", f"{name},prefecture,420000,true", f"{name},prefecture,420000,true,1,1") for name in ("武汉", "襄樊")
)
REGIONS = ("regions.csv", "parent,reports\n", "parent,reports,tile_row,tile_column\n")


@pytest.mark.parametrize(
    ("changes", "comparison", "said"),
    [
        (
            [("weights.yml", "  draws: 200", "  draws: 20")],
            ("", ""),
            "uncertainty.draws: Input should be greater than or equal to 100",
        ),
        (
            [("weights.yml", "  seed: 1", "  seed: 1\n  drivers: 100")],
            ("", ""),
            "drivers is 100, which is no power of two; 128 or 256 are common",
        ),
        (
            [("weights.yml", "goalposts: 0.1", "goalposts: 0.5")],
            ("", ""),
            "uncertainty.spread.goalposts: Input should be less than 0.5",
        ),
        ([], ("train_emp_rate", "train_emp"), "strata.train_emp: not in study.yml; did you mean 'train_emp_rate'?"),
        (
            [],
            ("whole: mature_older", "whole: mature_old"),
            "strata.train_emp_rate.older.whole: no table of study.yml delivers 'mature_old'; did you mean 'mature_older'?",
        ),
        ([REGIONS, WUHAN], ("", ""), "420600 and 420100 do not both have a tile_row and a tile_column"),
        ([REGIONS, WUHAN, XIANGFAN], ("", ""), "420100 and 420600 have the same tile, row 1, column 1; move one"),
    ],
)
def test_bad_input_is_refused_with_file_key_and_fix(tmp_path, changes, comparison, said):
    root = project(tmp_path, *changes, comparison=COMPARISON.replace(*comparison))
    with pytest.raises(Refused, match=re.escape(said)):
        evaluation.open("small", root)


FUND = """\
preset: fund-v0
status: proposal
clause: HB-16
source: {zh: 建议, en: ours}
adjustment: {clause: HB-16, source: {zh: 建议, en: ours}, months: 6, targets: 50, reserve: 50, completion: [emp_new_urban],
  payable: ui_benefit_payable, income: ui_income, balance: ui_balance, outlay: ui_outlay, insured: ui_insured}
"""
TILT = "tilt: {clause: GZ-23, source: {zh: 建议, en: ours}, least: 50, satisfaction: 50, delivery: 50}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FUND.replace("targets: 50", "targets: 60"), "'targets' and 'reserve' add up to 110, not 100"),
        (FUND.replace("emp_new_urban", "emp_new"), "adjustment.completion: 'emp_new' is not in study.yml"),
        (FUND + TILT, "tilt: there is no appraisal.csv with bodies to award; add it"),
        (FUND + TILT.replace("delivery: 50", "delivery: 40"), "'satisfaction' and 'delivery' add up to 90, not 100"),
        (FUND[: FUND.index("adjustment")], "give 'factors', 'adjustment' or 'tilt': what is shared by"),
    ],
)
def test_bad_funds_are_refused(tmp_path, text, said):
    root = project(tmp_path)
    (root / "params" / "small" / "allocation.yml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=re.escape(said)):
        evaluation.open("small", root)


def test_the_sample_study_is_the_one_that_is_changed():
    assert CHANGES[0][1] in STUDY
