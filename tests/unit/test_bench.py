"""What the benchmark computes from its measurements, and the studies it invents. Nothing here is timed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import copies
import counties
import goals
import large
import measured
import ours
import page
import pytest
import reruns
import table
from goals import Goal
from hypothesis import given
from hypothesis import strategies as st
from measured import Cost
from naive import Loop
from results import Results, cpu, wall

import evaluation
from evaluation.data import cell_rows
from evaluation.measured import account, region_accounts

BENCHMARKS = Path(copies.__file__).parent


def cost(seconds, **more):
    return Cost(**{"wall": seconds, "cpu": seconds, "largest": 1.0, **more})


@given(st.floats(0.2, 3), st.floats(0.01, 100))
def test_the_exponent_of_a_power_is_its_power(power, factor):
    points = [(n, factor * n**power) for n in (17, 103, 1000)]
    assert ours.exponent(points) == pytest.approx(power)


def test_one_size_has_no_exponent_and_no_slope():
    assert ours.exponent([(17, 3.0)]) is None
    assert ours.per_region([ours.Size(regions=17, cost=cost(3))], cpu) is None


def test_one_more_region_costs_the_slope_without_the_start():
    sizes = [ours.Size(regions=n, cost=cost(5 + 0.25 * n)) for n in (103, 17)]
    assert ours.per_region(sizes, cpu) == pytest.approx(0.25)


def test_the_whole_loop_is_the_median_turn_times_all_regions_and_the_overview():
    turns = [[cost(1), cost(2)], [cost(2), cost(3)], [cost(30), cost(40)]]  # the last one was disturbed
    loop = Loop(regions=turns, overview=[cost(10), cost(10)], of=17, pdf="")
    assert loop.estimate(wall) == 5 * 17 + 20
    assert loop.step(1, wall) == 3
    assert loop.step(2, wall) is None


@pytest.mark.parametrize(("value", "standing"), [(25, goals.MET), (12, goals.LEAST), (11.9, goals.MISSED), (None, goals.UNKNOWN)])
def test_a_ratio_is_judged_by_its_aim_and_its_least(value, standing):
    goal = Goal(what="less CPU", value=value, demand=20, least=12, unit="×", more=True, speed=True)
    assert goal.standing == standing
    assert goal.demanded() == "≥ 20×, least 12×"
    assert goals.explain([goal]) == (standing in (goals.LEAST, goals.MISSED))


def test_a_duration_is_met_when_it_is_short_enough():
    assert Goal(what="no-op", value=1.0, demand=1, unit="s").standing == goals.MET
    assert Goal(what="no-op", value=1.01, demand=1, unit="s").standing == goals.MISSED


def test_goals_say_what_follows_from_the_measurements():
    floor = {"reports": 4, "charts": 40, "charts_cpu": 1.0, "typst_cpu": 3.0, "kinds": []}
    runs = [ours.Runs(jobs=jobs, reports=4, costs=[cost(s) for s in (5, 6, 9)]) for jobs in (1, 2)]
    lost = reruns.Rerun(change=reruns.LOST, cost=cost(2), changed=0, whole=False)
    loop = Loop(regions=[[cost(30)]], overview=[cost(30)], of=3, pdf="browser")
    found = {g.what: g for g in Results(naive=loop, runs=runs, floor=floor, reruns=[lost]).goals()}
    assert found["less CPU than the naive loop, PDF by browser"].value == 120 / 6
    assert found["CPU of a run ÷ floor (charts and Typst)"].value == 1.5
    assert found["CPU of a run ÷ floor (charts only)"].value == 6
    assert found["CPU a report outside charts and Typst, start included"].value == pytest.approx(500)
    assert found["CPU of drawing one chart"].value == 25
    assert found["CPU of drawing one chart"].standing == goals.MET
    assert found["wall time, one report removed"].standing == goals.UNKNOWN, "a damaged result is no result"
    assert found["memory of 1,000 regions ÷ memory of the smallest study"].value is None


def test_memory_is_judged_at_a_thousand_regions():
    sizes = [ours.Size(regions=n, cost=cost(1, tree=m)) for n, m in ((17, 400.0), (1000, 500.0))]
    assert Results(sizes=sizes).memory_ratio() == 1.25
    assert Results(sizes=sizes[:1]).memory_ratio() is None


def test_a_table_is_markdown_with_numbers_to_the_right():
    lines = table.grid(("what", "CPU s"), [("one turn", "1.50"), ("two", "—")])
    assert lines == ["| what     | CPU s |", "| -------- | ----: |", "| one turn |  1.50 |", "| two      |     — |"]
    with pytest.raises(ValueError, match="a row of 1 cells under 2 titles"):
        table.grid(("what", "CPU s"), [("one",)])


def test_a_spread_names_both_ends_or_the_one_value():
    assert table.spread([3, 1, 2]) == "1.00 to 3.00"
    assert table.spread([1.001, 1.002]) == "1.00"


def test_every_part_makes_a_table_and_missing_parts_make_none():
    stage = {"start and import": 1.0, "measure": 1.0, "charts": 0.5}
    full = Results(
        naive=Loop(regions=[[cost(1)] * 2], overview=[cost(1)] * 2, of=3, pdf=""),
        runs=[ours.Runs(jobs=1, reports=4, costs=[cost(5)])],
        floor={"reports": 4, "charts": 4, "charts_cpu": 1.0, "typst_cpu": 1.0, "kinds": [("dots", 4, 0.25)]},
        stages={"reports": 4, "cpu": stage, "top": [("charts", "charts/dots.py:1 dots", 3, 0.2)]},
        sizes=[ours.Size(regions=n, cost=cost(n)) for n in (17, 103)],
        reruns=[reruns.Rerun(change=reruns.NOTHING, cost=cost(1), changed=0, whole=True)],
        starts=[reruns.Start(command="evaluation --help", costs=[cost(0.1)])],
    )
    titles = [t.title for t in page.tables(full)]
    assert len(titles) == 9
    assert [t.title for t in page.tables(Results())] == ["Goals"]
    text = "\n".join(t.text() for t in page.tables(full))
    assert "The LaTeX route was not measured" in text
    assert "1,000 regions were not run" in text
    assert "Exponent of CPU: 1.00." in text


def test_descendants_are_found_at_any_depth_and_no_others():
    assert measured.below(10, {11: 10, 12: 11, 13: 12, 20: 1, 10: 1, 21: 20}) == [11, 12, 13]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="orphans can be adopted on Linux only")
def test_the_cpu_of_a_process_that_was_left_behind_is_counted(tmp_path):
    burn = "import time\nwhile time.process_time() < 0.3: pass"
    leave = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {burn!r}])"
    program = (
        "import json, os, sys; from pathlib import Path; import measured\n"
        "command = [sys.executable, '-c', sys.argv[1]]\n"
        "cost = measured.measure(command, cwd=Path.cwd(), env=os.environ, log=Path('log.txt'))\n"
        "print(json.dumps([cost.cpu, cost.largest]))"
    )
    env = {**os.environ, "PYTHONPATH": str(BENCHMARKS)}
    done = subprocess.run([sys.executable, "-c", program, leave], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    used, largest = json.loads(done.stdout)
    assert used >= 0.3
    assert largest > 1


def test_a_command_that_fails_is_no_measurement(tmp_path):
    program = (
        "import os, sys; from pathlib import Path; import measured\n"
        "command = [sys.executable, '-c', 'raise SystemExit(\"no data\")']\n"
        "measured.measure(command, cwd=Path.cwd(), env=os.environ, log=Path('log.txt'))"
    )
    env = {**os.environ, "PYTHONPATH": str(BENCHMARKS)}
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 1
    assert "ended with 1:\nno data" in done.stderr


@pytest.fixture(scope="module")
def invented(tmp_path_factory):
    return counties.write(tmp_path_factory.mktemp("bench") / "project", 20)


def test_an_invented_study_is_whole_synthetic_and_has_no_finding_of_a_new_kind(invented):
    opened = evaluation.open(invented.study, root=invented.root)
    assert len(opened.region_codes) == 20
    assert all(r.name_zh.startswith("示例") for r in opened.study.regions)
    assert "no real place" in opened.study.file.synthetic.en
    known = {f.code for f in evaluation.open(copies.STUDY, root=copies.ROOT).findings}
    assert {f.code for f in opened.findings} == known


def test_invented_regions_repeat_the_rows_of_real_ones_in_turn(invented):
    files = [invented.root / "data" / invented.study / t for t in ("employment.csv", "fund.csv")]
    for path in files:
        lines = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
        first, again = ([x[:1] + x[3:] for x in lines if x[1] == code] for code in ("c0001", "c0018"))
        assert first == again != []


def test_a_study_without_regions_is_refused(tmp_path):
    with pytest.raises(ValueError, match="at least one region, got 0"):
        counties.write(tmp_path / "project", 0)


def test_each_change_before_a_rerun_changes_what_it_says(tmp_path):
    copy = copies.fresh(tmp_path / "project")
    before = evaluation.open(copy.study, root=copy.root)
    assert before.delivery.files
    reruns.figure(copy, "420300")
    reruns.goalpost(copy, "420300")
    after = evaluation.open(copy.study, root=copy.root)
    assert [f for f in before.study.files if before.study.files[f] != after.study.files[f]] == ["weights.yml"]
    pairs = zip(before.inputs, after.inputs, strict=True)
    assert [a["path"] for a, b in pairs if a != b] == [f"data/{copy.study}/fund.csv"]
    cells = [o.delivery.cells.set_index(["region", "period", "quantity"]).amount for o in (before, after)]
    differing = cells[0].compare(cells[1])
    assert list(differing.index) == [("420300", "2007Q4", "issues_due")]


def test_a_damaged_report_is_damaged_wherever_it_is_kept(tmp_path):
    copy = copies.Copy(root=tmp_path, study="s")
    run, store = tmp_path / "outputs" / "s" / "20070101T000000Z-0", tmp_path / "outputs" / "s" / ".kept"
    (run / "r1").mkdir(parents=True)
    store.mkdir()
    (run / "run.json").touch()
    (run / "r1" / "report.pdf").touch()
    for path in (run / "r1" / "report.html", store / "abc"):
        path.write_text("<html><body>one", encoding="utf-8")
    (store / "other").write_text("<html><body>two", encoding="utf-8")
    assert list(copy.reports()) == ["r1"]
    reruns.tamper(copy, "r1")
    assert "tampered" in (store / "abc").read_text(encoding="utf-8")
    assert "tampered" not in (store / "other").read_text(encoding="utf-8")
    reruns.remove(copy, "r1")
    assert copy.reports() == {}
    assert not (store / "abc").exists()


def test_a_large_delivery_is_checked_without_a_finding_whatever_its_file(tmp_path):
    for kind in ("csv", "xlsx"):
        copy = large.write(tmp_path / kind, kind, counties=2)
        opened = evaluation.open(copy.study, copy.root)
        assert (opened.findings, len(opened.delivery.cell_rows)) == ((), 2 * 40 * 28)


def test_a_check_makes_no_cell_and_draws_up_few_accounts_where_nothing_is_wrong(tmp_path, monkeypatch):
    drawn = []
    monkeypatch.setattr(cell_rows.LineCells, "_cells", lambda row, columns: pytest.fail("a cell is made"))
    monkeypatch.setattr(region_accounts, "account_of", lambda *about: drawn.append(about) or account.account_of(*about))
    copy = large.write(tmp_path / "large", "csv", counties=12)
    assert evaluation.open(copy.study, copy.root).findings == ()
    assert 0 < len(drawn) < 12 * 28 / 4
