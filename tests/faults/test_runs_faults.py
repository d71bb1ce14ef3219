"""Runs that are stopped, killed or crowded: finished regions are kept, nothing half is published, nobody is orphaned."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "notebooks" / "fixtures"))
import tiny

PROGRAM = """
import sys, time, pathlib
import evaluation, tiny
evaluation.open = lambda name, root=None, period="": tiny.Opened()
from evaluation.cli import cli
from evaluation.cli.guard import guarded
if __name__ == "__main__":
    sys.exit(guarded(cli, sys.argv[1:]))
"""


@pytest.fixture
def start(tmp_path):
    """Start ``evaluation run`` in a process of its own; region R2 never ends unless told otherwise."""
    root = tmp_path / "project"
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    scratch = tmp_path / "t"
    scratch.mkdir()
    env = {**os.environ, "TMPDIR": str(scratch), "EVALUATION_ROOT": str(root), "PYTHONPATH": str(tiny.HERE)}
    env.pop("EVALUATION_DEBUG", None)
    running = []

    def started(*args, source="report.slow(0 if region == 'R1' else 60)"):
        tiny.write_project(root, source)
        command = [sys.executable, str(program), "run", "tiny", "--region", "R1", "--region", "R2", *args]
        process = subprocess.Popen(
            command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
            # a background shell hands SIGINT down as ignored, and Python would leave it so
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )  # fmt: skip
        running.append(process)
        return process, root

    yield started
    for process in running:
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdout.close()


def until(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def first_done(root):
    return any((root / "outputs" / "tiny").glob(".*.tmp/R1/report.pdf"))


def second_begun(root):
    return any((root / "outputs" / "tiny").glob(".*.tmp/R2"))


def kernels(root):
    """Processes that serve this project: kernels say so in their environment."""
    mark = f"EVALUATION_ROOT={root}\0EVALUATION_PROOF=".encode()
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            content = path.read_bytes()
        except OSError:
            continue
        if mark.split(b"\0")[0] in content and b"EVALUATION_NONCE=" in content:
            found.append(int(path.parent.name))
    return found


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)])
def test_a_stopped_run_keeps_what_is_finished_and_ends_130(start, how):
    process, root = start("-j", "1")
    until(lambda: first_done(root) and second_begun(root) and kernels(root))
    process.send_signal(how)
    assert process.wait(30) == 130
    said = process.stdout.read()
    run = next((root / "outputs" / "tiny").glob("2*"))
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert record["state"] == "interrupted"
    assert [(r["code"], r["state"]) for r in record["regions"]] == [("R1", "done"), ("R2", "interrupted")]
    assert (run / "R1" / "report.pdf").stat().st_size
    assert not (run / "R2").exists()
    assert "Traceback" not in said
    assert f"open outputs/tiny/{run.name}/index.html" in said
    assert not list((root / "outputs" / "tiny").glob(".*.tmp"))
    until(lambda: not kernels(root), 10)
    assert not list((root.parent / "t").iterdir())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_after_a_killed_run_no_kernel_lives_and_the_next_run_sweeps(start):
    process, root = start("-j", "2")
    until(lambda: second_begun(root) and len(kernels(root)) >= 1)
    process.kill()
    process.wait()
    until(lambda: not kernels(root), 10)
    outputs = root / "outputs" / "tiny"
    left = list(outputs.glob(".*.tmp"))
    assert len(left) == 1
    assert not list(outputs.glob("2*"))
    again, _ = start("--no-keep-going", "-j", "1", source="try:\n    report.fact()\nexcept ValueError:\n    pass")
    assert again.wait(60) == 1
    assert not left[0].exists()
    assert not list((root.parent / "t").iterdir())
    assert len(list(outputs.glob("2*"))) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.slow
def test_a_killed_worker_fails_its_region_and_the_other_goes_on(start):
    process, root = start("-j", "1", source="report.slow(0 if region == 'R2' else 60)")
    until(lambda: kernels(root))
    kernel = kernels(root)[0]
    worker = int(Path(f"/proc/{kernel}/stat").read_text().rsplit(")", 1)[1].split()[1])
    os.kill(worker, signal.SIGKILL)
    assert process.wait(60) == 1
    run = next((root / "outputs" / "tiny").glob("2*"))
    assert "the worker process ended (exit code -9)" in (run / "R1" / "log.txt").read_text(encoding="utf-8")
    assert not (run / "R1" / "report.html").exists()
