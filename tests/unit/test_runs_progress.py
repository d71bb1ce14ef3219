"""What a run shows while it goes: a bar on a terminal, plain lines anywhere else."""

import io

import pytest

from evaluation.runs.job import DONE, FAILED, Outcome
from evaluation.runs.progress import Bar, Lines, for_stream, time_left


class Terminal(io.StringIO):
    def isatty(self):
        return True


def through(display):
    with display.shown("tiny", 12):
        display.running("R1", "甲市")
        display.running("R2", "乙市")
        display.finished(Outcome(region="R1", state=DONE, seconds=4.06), "甲市")
        display.finished(
            Outcome(region="R2", state=FAILED, error="cell 7 raised [x] ValueError", seconds=1), "乙市"
        )


def test_plain_lines_count_and_name_every_region():
    stream = io.StringIO()
    through(Lines(stream))
    assert stream.getvalue() == (
        "tiny: 12 reports\n[ 1/12] R1 甲市 done 4.1 s\n[ 2/12] R2 乙市 failed 1.0 s: cell 7 raised [x] ValueError\n"
    )


def test_the_bar_tells_states_and_keeps_failures_on_the_screen(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    through(Bar(stream))
    said = stream.getvalue()
    assert "cell 7 raised [x] ValueError" in said
    assert "2/12" in said
    for word in ("done 1", "running 0", "failed 1"):
        assert word in said
    assert "…" not in said


def test_a_terminal_gets_the_bar():
    assert isinstance(for_stream(Terminal()), Bar)
    assert isinstance(for_stream(io.StringIO()), Lines)


@pytest.mark.parametrize(
    ("elapsed", "finished", "total", "told"),
    [(0, 0, 18, ""), (30, 3, 18, "left 2:30"), (65, 17, 18, "left 0:04"), (65, 18, 18, "")],
)
def test_time_left_follows_the_pace_so_far(elapsed, finished, total, told):
    assert time_left(elapsed, finished, total) == told
