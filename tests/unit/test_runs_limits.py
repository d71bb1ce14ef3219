"""Work in a child of its own: what it returns and raises is what it would be here, and it cannot go beyond its limits."""

from __future__ import annotations

import os
import sys
import threading
import time

import pytest

from evaluation.errors import EXIT_BUSY, EXIT_FAILED, EXIT_REFUSED, Busy, EvaluationError, Refused, RegionFailed, steady
from evaluation.runs import work
from evaluation.runs.limits import Limits, within

pytestmark = pytest.mark.skipif(threading.active_count() > 1, reason="a process with threads is not forked")


def refuse(kind, text="no"):
    raise kind(text)


def test_what_is_made_comes_back_from_another_process():
    assert within(Limits(), "work", lambda: {"a": [1, (2, None)]}) == {"a": [1, (2, None)]}
    assert within(Limits(), "work", os.getpid) != os.getpid()
    assert within(Limits(), "work", lambda: None) is None
    assert len(within(Limits(), "work", lambda: "x" * 10_000_000)) == 10_000_000  # more than a pipe holds


@pytest.mark.parametrize(
    ("kind", "as_kind", "code"),
    [
        (Refused, Refused, EXIT_REFUSED),
        (Busy, Busy, EXIT_BUSY),
        (EvaluationError, EvaluationError, EXIT_FAILED),
        (RegionFailed, EvaluationError, EXIT_FAILED),
    ],
)
def test_errors_are_what_they_would_be_here(kind, as_kind, code):
    with pytest.raises(as_kind, match=r"^no$") as caught:
        within(Limits(), "work", lambda: refuse(kind))
    assert caught.value.exit_code == code


def test_an_error_nobody_foresaw_names_the_place_and_no_value():
    with pytest.raises(EvaluationError, match=r"^unexpected AttributeError in errors.py line \d+ \(steady\); run with"):
        within(Limits(), "work", lambda: steady(["张三"]))


def test_what_takes_longer_than_it_may_is_ended():
    with pytest.raises(EvaluationError, match=r"^counting took longer than 1 s and was ended"):
        within(Limits(timeout=1), "counting", lambda: time.sleep(600))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)  # no child is left


def test_what_wants_more_memory_than_it_may_is_told():
    with pytest.raises(EvaluationError, match=r"^memory is short; the limit is 512 MiB, raise it with --memory$"):
        within(Limits(memory=512), "work", lambda: len(bytearray(600 << 20)))


def fill_and_hang():
    """All the memory that there is, and then no error, as an interpreter that asks for more for ever."""
    held = []
    try:
        while True:
            held.append(bytearray(1 << 20))
    except MemoryError:
        time.sleep(600)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_what_is_full_and_says_nothing_is_ended_and_told():
    with pytest.raises(EvaluationError, match=r"^memory is short; the limit is 512 MiB, raise it with --memory$"):
        within(Limits(timeout=60, memory=512), "the check", fill_and_hang)


@pytest.mark.parametrize("error", [MemoryError(), SystemError("error return without exception set")])
def test_an_interpreter_that_lost_its_memory_error_is_told_as_one(error):
    told = "memory is short; the limit is 512 MiB, raise it with --memory"
    assert Limits(memory=512).describe(error) == work.describe(error, 512) == told


def test_without_a_limit_a_system_error_is_not_told_as_want_of_memory():
    assert "memory" not in Limits().describe(SystemError("x")) + work.describe(SystemError("x"))


def test_what_holds_less_than_it_may_has_all_its_time():
    assert within(Limits(timeout=60, memory=4096), "work", lambda: time.sleep(1.2) or "made") == "made"


def test_a_process_that_is_gone_is_told():
    with pytest.raises(EvaluationError, match=r"^work ended without a word; memory is short\?$"):
        within(Limits(), "work", lambda: os._exit(3))


def test_beside_other_threads_the_work_is_done_here():
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert within(Limits(timeout=1), "work", os.getpid) == os.getpid()
    finally:
        done.set()
        thread.join()
