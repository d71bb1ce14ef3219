"""A finished run in a hostile's hands, one kind of change at a time: `verify` says what it is, in one sentence and with the
exit code that it has, and no command stumbles."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
import tiny
from evidence import alter, forge, forge_both, latest

from evaluation import door
from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.runs import batch, plan
from evaluation.runs.progress import RunProgress

OK, ALTERED, UNREADABLE = 0, 1, 2


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    root = tiny.write_project(tmp_path_factory.mktemp("made"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(tiny.HERE))
        assert batch.run(plan.make("tiny", root), batch.Options(), RunProgress()).exit_code == 0
    return root


@pytest.fixture
def run(made, tmp_path, monkeypatch):
    """The folder of the run, in a copy."""
    monkeypatch.setenv("PYTHONPATH", str(tiny.HERE))
    copied = Path(shutil.copytree(made, tmp_path / "project"))
    monkeypatch.setenv("EVALUATION_ROOT", str(copied))
    return latest(copied)


def swap(run):
    one, other = run / "R1" / "report.pdf", run / "R2" / "report.pdf"
    first, second = one.read_bytes(), other.read_bytes()
    alter(one, second)
    alter(other, first)


def swap_folders(run):
    (run / "R1").rename(run / "R0")
    (run / "R2").rename(run / "R1")
    (run / "R0").rename(run / "R2")


def events(run):
    text = (run / "events.jsonl").read_text(encoding="utf-8")
    alter(run / "events.jsonl", text.replace("sealed", "finished", 1).encode())


def placed(*where, by):
    """What stands at ``where``, relative to the run, is made anew ``by``."""

    def change(run):
        path = run.joinpath(*where)
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        by(path)

    return change


def link(to):
    return lambda path: path.symlink_to(to)


def huge(path):
    with path.open("wb") as handle:
        handle.truncate(door.LARGEST_MADE + 1)


def nested(path):
    path.write_text('{"schema": ' + "[" * 100_000, encoding="utf-8")


def deep_member(run):
    """A record that is whole but for a member nobody asks for, as deep as JSON is read."""
    text = (run / "run.json").read_text(encoding="utf-8")
    alter(run / "run.json", text.replace("{", '{"more": ' + "[" * 900 + "]" * 900 + ",", 1).encode())


def named(run):
    (Path(os.fsdecode(os.fsencode(run / "R1") + b"/\xff\xfe.csv"))).write_bytes(b"x")


KINDS = {
    "a page": (lambda r: alter(r / "R1" / "report.html"), ALTERED, "R1/report.html", "is not what was recorded"),
    "a page with its record": (forge, ALTERED, "R1/run.json", "is not what was recorded"),
    "a page with both records": (forge_both, ALTERED, "events.jsonl", "names another record of R1 than the run's"),
    "the events": (events, ALTERED, "events.jsonl", "is not what was recorded"),
    "two files of two regions": (swap, ALTERED, "R2/report.pdf", "is not what was recorded"),
    "two regions": (swap_folders, ALTERED, "R1/run.json", "is not what was recorded"),
    "a file more": (lambda r: (r / "R1" / "x.csv").write_bytes(b"x"), ALTERED, "R1/x.csv", "is not in the record"),
    "a file more beside": (lambda r: (r / "x.csv").write_bytes(b"x"), ALTERED, "x.csv", "is not in the record"),
    "a file less": (lambda r: (r / "R1" / "report.pdf").unlink(), ALTERED, "R1/report.pdf", "is missing"),
    "a region less": (lambda r: shutil.rmtree(r / "R1"), ALTERED, "R1/report.pdf", "is missing"),
    "a name of no text": (named, ALTERED, "R1/\\udcff\\udcfe.csv", "is not in the record"),
    "an empty record": (lambda r: alter(r / "run.json", b""), UNREADABLE, "run.json", "is empty"),
    "a huge record": (placed("run.json", by=huge), UNREADABLE, "run.json", "it is larger than 256 MB, as none is"),
    "a nested record": (placed("run.json", by=nested), UNREADABLE, "run.json", "is no JSON"),
    "a record with a deep member": (deep_member, OK, "", ""),
    "a list as record": (lambda r: alter(r / "run.json", b"[1]"), UNREADABLE, "run.json", "is no record"),
    "no record": (lambda r: (r / "run.json").unlink(), UNREADABLE, "run.json", "cannot be read: No such file"),
    "a link as record": (placed("run.json", by=link("/etc/passwd")), UNREADABLE, "run.json", "cannot be read: it is a link"),
    "a pipe as record": (placed("run.json", by=os.mkfifo), UNREADABLE, "run.json", "cannot be read: it is no file"),
    "a folder as record": (placed("run.json", by=Path.mkdir), UNREADABLE, "run.json", "cannot be read: it is no file"),
    "a pipe as a region's record": (placed("R1", "run.json", by=os.mkfifo), ALTERED, "R1/run.json", "is not what was recorded"),
    "a pipe as events": (placed("events.jsonl", by=os.mkfifo), ALTERED, "events.jsonl", "is not what was recorded"),
    "a pipe as index": (placed("index.html", by=os.mkfifo), ALTERED, "index.html", "is not what was recorded"),
    "a pipe as study files": (placed("params.json", by=os.mkfifo), ALTERED, "params.json", "is not what was recorded"),
    "a link out of the folder": (
        placed("R1", "report.html", by=link("/etc/passwd")),
        ALTERED,
        "R1/report.html",
        "is not what was recorded",
    ),
    "a link to itself": (
        placed("R1", "report.html", by=link("report.html")),
        ALTERED,
        "R1/report.html",
        "is not what was recorded",
    ),
    "a region as a link": (placed("R1", by=link("R2")), ALTERED, "R1", "is a link, not the folder that was made"),
    "a region as a file": (placed("R1", by=Path.touch), ALTERED, "R1/report.pdf", "is missing"),
    "a folder as a file": (placed("R1", "report.pdf", by=Path.mkdir), ALTERED, "R1/report.pdf", "is not what was recorded"),
    "a device as a file": (placed("R1", "report.pdf", by=link("/dev/zero")), ALTERED, "R1/report.pdf", "is not what was recorded"),
}


def said(capsys, *args):
    code = run_guarded(cli, [str(a) for a in args])
    out = capsys.readouterr()
    assert "unexpected" not in out.err and "Traceback" not in out.err, out.err
    return code, out.out


@pytest.mark.parametrize("kind", KINDS)
def test_verify_says_what_was_changed_with_the_exit_code_that_it_has(run, capsys, kind):
    change, code, path, told = KINDS[kind]
    change(run)
    for args in (("verify",), ("verify", "tiny"), ("verify", "tiny", run.name)):
        assert said(capsys, *args)[0] == code
    ended, text = said(capsys, "verify", "tiny")
    lines = [line.strip() for line in text.splitlines() if told and f"{run.name}/{path} " in line and told in line]
    assert (ended, len(lines)) == (code, 1 if told else 0), text
    ended, text = said(capsys, "verify", "tiny", "--json")
    (one,) = json.loads(text)["runs"]
    assert ended == code
    assert one["verdict"] == ("as recorded", "altered", "cannot be checked")[code]


@pytest.mark.parametrize("kind", KINDS)
def test_no_command_stumbles_over_it_and_nothing_altered_is_kept(run, capsys, kind):
    change, code, path, told = KINDS[kind]
    change(run)
    assert said(capsys, "list", "tiny")[0] == OK
    assert said(capsys, "show", "tiny")[0] in (OK, UNREADABLE)
    ended, text = said(capsys, "run", "tiny", "-n", "--json")
    assert ended == OK
    kept = [r["region"] for r in json.loads(text)[0]["reports"] if r["kept_from"]]
    assert "R1" not in kept or not path.startswith("R1/") or told == "is not in the record"
    assert code != UNREADABLE or not kept
