"""`next`, `round` and `issue` killed at their k-th file operation, for every k: nothing is lost or half written, and the command
given again does the rest."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
from pathlib import Path

import own_study
import pytest

from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.study.load import load
from evaluation.study.names import names
from evaluation.study.round import read_marks

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not sys.platform.startswith("linux"), reason="kills through fork")]
MOST = 200
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod"}
MARK = ("--by", "甲", "--on", "2008-01-09")
COMMANDS = {
    "next": ("next", "tiny", "2008"),
    "received": ("round", "tiny", "--mark", "received", "--unit", "all", "--file", "works.csv", *MARK),
    "frozen": ("round", "tiny", "--mark", "frozen", "--note", "as they are", *MARK),
    "issue": ("issue", "tiny", *MARK),
}
BEFORE = {"next": (), "received": (), "frozen": ("received",), "issue": ("received", "frozen")}


def write_project(root: Path, command: str) -> None:
    own_study.write_study(root)
    (root / "params/tiny/round.yml").write_text("days: 10\n", encoding="utf-8")
    for earlier in BEFORE[command]:
        assert call(root, *COMMANDS[earlier]) == 0


def call(root: Path, *words: str, kill: int = 0) -> int:
    """Its exit code, in a process of its own which is killed at its ``kill``-th change of a file of the project; -9 then."""
    process = multiprocessing.get_context("fork").Process(target=_run, args=(root, words, kill))
    process.start()
    process.join()
    return process.exitcode or 0


def _run(root: Path, words: tuple[str, ...], kill: int) -> None:
    os.environ["EVALUATION_ROOT"] = str(root)
    done = 0

    def hook(event: str, args: tuple) -> None:
        nonlocal done
        writes = event == "open" and isinstance(args[2], int) and bool(args[2] & (os.O_WRONLY | os.O_RDWR))
        if (event in CHANGES or writes) and str(args[0]).startswith(str(root)):
            done += 1
            if done == kill:
                os.kill(os.getpid(), signal.SIGKILL)

    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    sys.addaudithook(hook)
    os._exit(run_guarded(cli, list(words)))


def state(root: Path) -> object:
    """Studies, their files, and what the records say, but for the time of recording and what the next mark sweeps."""
    kept = {}
    for part in ("params", "data", "rounds"):
        for path in sorted((root / part).rglob("*")) if (root / part).exists() else ():
            left = part == "rounds" and path.name.endswith(".tmp")
            if path.is_file() and path.name not in ("record.jsonl", "record.seal") and not left:
                kept[path.relative_to(root).as_posix()] = path.read_bytes()
    marks = [(m.state, m.unit, m.day, dict(m.files)) for m in read_marks("tiny", root)]
    return names(root), kept, marks


@pytest.mark.parametrize("command", COMMANDS)
def test_killed_at_any_file_operation(tmp_path, command):
    reference = tmp_path / "reference"
    write_project(reference, command)
    before = state(reference)
    assert call(reference, *COMMANDS[command]) == 0
    after, killed = state(reference), 0
    pristine = tmp_path / "pristine"
    write_project(pristine, command)
    for number in range(1, MOST):
        root = tmp_path / str(number)
        shutil.copytree(pristine, root)
        code = call(root, *COMMANDS[command], kill=number)
        if code == 0:
            assert state(root) == after
            break
        assert code in (-signal.SIGKILL, 1)  # itself, or the child that does the work
        killed += 1
        known, _, marks = state(root)  # whatever is there is read
        assert (known, marks) in ((before[0], before[2]), (after[0], after[2])), number
        for name in known:
            load(name, root)
        if (known, marks) == (before[0], before[2]):
            assert call(root, *COMMANDS[command]) == 0, number
        found = state(root)
        assert found == after, (number, found[1].keys() ^ after[1].keys())
        shutil.rmtree(root)
    else:
        pytest.fail(f"it has more than {MOST} file operations; raise MOST")
    assert killed > 3
