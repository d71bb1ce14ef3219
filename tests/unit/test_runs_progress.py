"""What a run shows while it goes: a live table on a terminal, plain lines anywhere else."""

import io
import json
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from evaluation.runs.job import DONE, FAILED, Outcome
from evaluation.runs.progress import Lines, Live, Logged, RunProgress, for_stream, time_left


class Terminal(io.StringIO):
    def isatty(self):
        return True


def job(region, name, reason):
    return SimpleNamespace(region=region, name=name, reason=reason)


def through(display):
    with display.show("tiny", 12):
        display.keep(10)
        display.running(job("R1", "甲市", "weights.yml: x 8 → 9"))
        display.running(job("R2", "乙市", "not made before"))
        display.stage("R1", "notebook 5/31")
        display.stage("R1", "notebook 6/31")
        display.stage("R1", "PDF")
        display.finish(Outcome(region="R1", state=DONE, seconds=4.06), "甲市")
        display.finish(Outcome(region="R2", state=FAILED, error="cell 7 raised [x] ValueError", seconds=1), "乙市")


def test_plain_lines_count_and_name_every_region():
    stream = io.StringIO()
    through(Lines(stream))
    assert stream.getvalue() == (
        "tiny: 12 reports\n[10/12] 10 reports kept: nothing they are made from has changed\n"
        "[11/12] R1 甲市 done 4.1 s: weights.yml: x 8 → 9\n[12/12] R2 乙市 failed 1.0 s: cell 7 raised [x] ValueError\n"
    )


def test_the_table_follows_regions_and_keeps_failures_on_the_screen(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    display = Live(stream)
    with display.show("tiny", 12):
        display.keep(3)
        display.running(job("R1", "甲市", "weights.yml: [x] 8 → 9"))
        display.stage("R1", "PDF")
        display.live.refresh()
        display.finish(Outcome(region="R2", state=FAILED, error="cell 7 raised [x] ValueError", seconds=1), "乙市")
    said = stream.getvalue()
    for words in ("R1", "甲市", "PDF", "weights.yml: [x] 8 → 9", "R2 乙市: cell 7 raised [x] ValueError"):
        assert words in said
    for words in ("4/12", "made 0", "kept 3", "failed 1"):
        assert words in said


def test_a_terminal_gets_the_table_and_a_quiet_run_nothing():
    assert isinstance(for_stream(Terminal()), Live)
    assert isinstance(for_stream(io.StringIO()), Lines)
    assert type(for_stream(Terminal(), quiet=True)) is RunProgress


def test_the_log_has_one_json_line_an_event(tmp_path):
    when = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    stream = io.StringIO()
    with Logged(Lines(stream), tmp_path, lambda: when) as display:
        through(display)
    lines = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["event"] for line in lines] == ["begun", "kept", "running", "running", "stage", "stage", "done", "failed", "ended"]
    assert {line["time"] for line in lines} == {"2026-01-02T03:04:05.000+00:00"}
    assert lines[2] == {"time": lines[0]["time"], "event": "running", "region": "R1", "reason": "weights.yml: x 8 → 9"}
    assert [line["stage"] for line in lines if line["event"] == "stage"] == ["notebook", "PDF"]
    assert lines[7]["error"] == "cell 7 raised [x] ValueError"
    assert "R1 甲市 done" in stream.getvalue()


@pytest.mark.parametrize(
    ("elapsed", "finished", "total", "told"),
    [(0, 0, 18, ""), (30, 3, 18, "left 2:30"), (65, 17, 18, "left 0:04"), (65, 18, 18, "")],
)
def test_time_left_follows_the_pace_so_far(elapsed, finished, total, told):
    assert time_left(elapsed, finished, total) == told
