"""Runs that are stopped, killed, starved or crowded: finished regions are kept, nothing half is published, nobody is
orphaned, and the next run finishes the rest."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from project import Project, parent_of, until

from evaluation.runs import batch, plan
from evaluation.runs.progress import RunProgress

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
SECOND_HANGS = "tiny.slow(report, 0 if region == 'R1' else 90)"


@pytest.fixture
def project(tmp_path):
    made = Project(tmp_path)
    yield made
    made.close()


def first_done(project):
    return any(project.outputs.glob(".*.tmp/R1/run.json"))


def cells_process(project, region="R2", engine="fork"):
    """The process that runs the cells of ``region``: the only one in a folder of its own."""
    for pid in project.processes():
        try:
            if os.readlink(f"/proc/{pid}/cwd").endswith("/work") and f"{project.temporary}" in os.readlink(f"/proc/{pid}/cwd"):
                return pid
        except OSError:
            continue
    return None


def in_the_slow_cell(project):
    return cells_process(project) if any(project.temporary.glob("*/*/work/slow")) else None


def hanging(project, *args):
    """A run that has finished R1 and will never finish R2."""
    project.cells(SECOND_HANGS)
    process = project.start("-j", "1", *args)
    until(lambda: first_done(project) and in_the_slow_cell(project))
    return process


def finished_by_the_next(project):
    """The next run, on a notebook that ends, makes R2 only when nothing else changed."""
    code, said = project.run("-j", "1")
    assert code == 0, said
    assert project.states() == {"R1": "done", "R2": "done"}
    assert project.is_whole(project.runs[-1])
    assert not project.strays
    assert not list(project.temporary.iterdir())
    return said


@pytest.mark.parametrize("engine", ["fork", "kernel"])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_keeps_what_is_finished_and_ends_130(project, how, engine):
    process = hanging(project, "--engine", engine)
    process.send_signal(how)
    assert process.wait(30) == 130
    said = process.stdout.read()
    assert project.record()["state"] == "interrupted"
    assert project.states() == {"R1": "done", "R2": "interrupted"}
    assert project.is_whole(project.runs[-1])
    assert not (project.runs[-1] / "R2").exists()
    assert "Traceback" not in said
    assert f"open outputs/tiny/{project.runs[-1].name}/index.html" in said
    assert not project.strays
    until(lambda: not project.processes())
    assert not list(project.temporary.iterdir())


@pytest.mark.parametrize("engine", ["fork", "kernel"])
def test_a_killed_run_leaves_no_process_and_the_next_run_finishes_the_rest(project, engine):
    process = hanging(project, "--engine", engine)
    process.kill()
    process.wait()
    until(lambda: not project.processes())
    assert len(project.strays) == 1
    assert not project.runs
    finished = project.start("-j", "1")
    until(lambda: in_the_slow_cell(project))
    os.kill(cells_process(project), signal.SIGKILL)
    said, _ = finished.communicate(timeout=600)
    assert finished.returncode == 1
    assert "1 report kept" in said
    assert project.states() == {"R1": "done", "R2": "failed"}
    project.cells()
    assert "notebooks/region.ipynb changed" in finished_by_the_next(project)


@pytest.mark.parametrize("engine", ["fork", "kernel"])
def test_a_killed_kernel_fails_its_region_with_the_cell(project, engine):
    process = hanging(project, "--engine", engine)
    os.kill(cells_process(project), signal.SIGKILL)
    assert process.wait(60) == 1
    run = project.runs[-1]
    assert re.search(r"cell \d: the kernel died", (run / "R2" / "log.txt").read_text(encoding="utf-8"))
    assert (run / "R2" / "partial.ipynb").stat().st_mode & 0o077 == 0
    assert not (run / "R2" / "report.html").exists()
    assert project.states() == {"R1": "done", "R2": "failed"}
    until(lambda: not project.processes())


def test_a_killed_worker_fails_its_region_and_the_others_go_on(tmp_path):
    project = Project(tmp_path, "tiny.slow(report, 90 if region == 'R1' else 0)")
    try:
        process = project.start("-j", "1")
        until(lambda: in_the_slow_cell(project))
        os.kill(parent_of(cells_process(project)), signal.SIGKILL)
        assert process.wait(60) == 1
        told = (project.runs[-1] / "R1" / "log.txt").read_text(encoding="utf-8")
        assert "the worker process ended (exit code -9); was memory short?" in told
        assert project.states() == {"R1": "failed", "R2": "done"}
        until(lambda: not project.processes())
    finally:
        project.close()


def test_a_killed_warm_parent_is_replaced_and_the_others_go_on(tmp_path):
    project = Project(tmp_path, "tiny.slow(report, 90 if region == 'R1' else 0)")
    try:
        process = project.start("-j", "1")
        until(lambda: in_the_slow_cell(project))
        warm = parent_of(parent_of(cells_process(project)))
        assert "evaluation.runs.warm" in project.processes()[warm]
        os.kill(warm, signal.SIGKILL)
        assert process.wait(60) == 1
        told = (project.runs[-1] / "R1" / "log.txt").read_text(encoding="utf-8")
        assert "the warm parent process ended (exit code -9)" in told
        assert project.states() == {"R1": "failed", "R2": "done"}
        until(lambda: not project.processes())
    finally:
        project.close()


def test_a_second_run_at_once_ends_75_and_changes_nothing(project):
    process = hanging(project)
    code, said = project.run()
    assert code == 75
    assert "another run of 'tiny' is going" in said
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    assert project.states() == {"R1": "done", "R2": "interrupted"}


def test_failed_repeats_what_failed_and_keeps_the_rest(project):
    project.cells("report.methods() if region == 'R1' else report.missing()")
    assert project.run()[0] == 1
    first = project.contents()
    code, said = project.run("--failed")
    assert code == 1
    assert "1 report kept" in said
    assert project.record()["regions"][1]["reason"] == "it failed last time"
    assert {k: v for k, v in project.contents().items() if k.startswith("R1")} == {
        k: v for k, v in first.items() if k.startswith("R1")
    }
    project.cells()
    assert project.run()[0] == 0
    assert project.run("--failed") == (0, "tiny: nothing failed in the latest run\n")


@pytest.mark.parametrize("kilobytes", [1, 4, 16, 64])
def test_a_disk_that_takes_no_more_leaves_whole_files_and_the_next_run_finishes(project, kilobytes):
    """A limit on file size fails writes as a full disk does, at a place that depends on the limit."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes << 10, kilobytes << 10))

    code, said = project.run(limit=limit)
    assert code == 1
    assert "Traceback" not in said
    assert "File too large" in said
    assert all(project.is_whole(run) for run in project.runs)
    finished_by_the_next(project)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounts a small disk, which only root may")
def test_a_full_disk_leaves_whole_files_and_the_next_run_finishes(project):
    project.outputs.mkdir(parents=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", project.outputs], check=False)
    if mounted.returncode:
        pytest.skip("this machine does not allow mounting")
    try:
        code, said = project.run()
        assert code == 1
        assert "No space left on device" in said
        assert "Traceback" not in said
        assert all(project.is_whole(run) for run in project.runs)
        subprocess.run(["mount", "-o", "remount,size=64m", project.outputs], check=True)
        finished_by_the_next(project)
    finally:
        subprocess.run(["umount", project.outputs], check=True)


def test_a_clock_set_back_does_not_bring_an_older_run_to_the_front(project, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(p for p in sys.path if p))
    late, early = datetime(2026, 1, 2, tzinfo=UTC), datetime(2025, 1, 2, tzinfo=UTC)
    first = batch.run(plan.make("tiny", project.root), batch.Options(), RunProgress(), lambda: late)
    again = batch.run(plan.make("tiny", project.root), batch.Options(), RunProgress(), lambda: early)
    assert again.unchanged
    data = project.root / "data/tiny/fund.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("100", "104", 1), encoding="utf-8")
    changed = batch.run(plan.make("tiny", project.root), batch.Options(), RunProgress(), lambda: early)
    assert changed.run_id > first.run_id
    assert [r["reason"] for r in changed.record["regions"]] == ["data/tiny/fund.csv changed"] * 3
    assert batch.run(plan.make("tiny", project.root), batch.Options(), RunProgress(), lambda: early).unchanged
