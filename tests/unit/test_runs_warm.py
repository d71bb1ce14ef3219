"""The warm parent ends a child that goes beyond its time, whatever the child does, and says so of its region."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import pytest

from evaluation.runs import local, warm
from evaluation.runs.job import FAILED
from evaluation.runs.limits import Limits

warm_child = warm.Child
WAIT = 120  # seconds for an answer that is due after a tenth of one


@pytest.fixture
def served(monkeypatch):
    """The other end of a warm parent whose children stop at once and have a tenth of a second."""
    mine, theirs = multiprocessing.Pipe()
    sleepers = []

    def begin(job, opened, client):
        hears, _ = pipe = multiprocessing.Pipe(duplex=False)
        process = subprocess.Popen(
            [sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)"], start_new_session=True
        )
        sleepers.append((process, pipe))
        return warm.Child(job, process.pid, hears, time.monotonic() + 0.1)

    monkeypatch.setattr(warm, "begin", begin)
    thread = threading.Thread(target=warm.serve, args=(theirs, None), daemon=True)
    thread.start()
    yield mine, sleepers
    for process, _ in sleepers:
        process.kill()
    mine.close()
    thread.join(WAIT)


def a_job(folder, timeout, memory):
    return SimpleNamespace(
        region="R1",
        name="one",
        document="",
        timeout=timeout,
        memory=memory,
        engine="fork",
        folder=folder / "R1",
        notebook=folder / "region.ipynb",
    )


def test_a_child_that_stopped_is_ended_and_its_region_told(served, tmp_path):
    mine, sleepers = served
    mine.send(a_job(tmp_path, timeout=7, memory=0))
    assert mine.poll(WAIT), "the child was not ended"
    kind, region, outcome = mine.recv()
    assert (kind, region, outcome.state) == ("done", "R1", FAILED)
    assert outcome.error == "the region took longer than 7 s and was ended"
    assert (tmp_path / "R1" / "log.txt").read_text(encoding="utf-8").endswith(f"{outcome.error}\n")
    assert sleepers[0][0].poll() is not None


def test_a_child_that_is_full_and_says_nothing_is_ended_and_its_region_told(served, monkeypatch, tmp_path):
    mine, sleepers = served
    monkeypatch.setattr(warm, "Child", lambda *given: _with_time(warm_child(*given)))
    monkeypatch.setattr(Limits, "full", lambda self, process: process == sleepers[0][0].pid)
    mine.send(a_job(tmp_path, timeout=600, memory=256))
    assert mine.poll(WAIT), "the child was not ended"
    assert mine.recv()[2].error == "memory is short; the limit is 256 MiB, raise it with --memory"
    assert sleepers[0][0].poll() is not None


def _with_time(child):
    child.until += 600
    return child


def test_a_warm_parent_that_says_nothing_any_more_is_ended(monkeypatch):
    monkeypatch.setattr(local, "GRACE", 0.1)
    parent = object.__new__(local.Parent)
    parent.pipe, theirs = multiprocessing.Pipe()
    parent.process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
    parent.limits, parent.busy = Limits(timeout=0), {}
    kind, region, told = parent.hear()
    assert (kind, region, told) == ("lost", "", "the warm parent process said nothing for 0.1 s and was ended")
    assert parent.process.poll() is not None
    theirs.close()
