"""Locks, hidden folders and publication; files that are old or new, never half."""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evaluation.errors import Busy, Refused
from evaluation.runs import files, folder

WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HOLD = (
    "import sys, time, pathlib\nfrom evaluation.runs import folder\n"
    "with folder.hold_lock(pathlib.Path(sys.argv[1]), 's'):\n    print('held', flush=True)\n    time.sleep(60)"
)


def test_a_second_run_of_a_study_is_busy_and_changes_nothing(tmp_path):
    with folder.hold_lock(tmp_path, "s"):
        before = sorted(tmp_path.iterdir())
        with pytest.raises(Busy, match="another run of 's' is going"), folder.hold_lock(tmp_path, "s"):
            pass
        assert sorted(tmp_path.iterdir()) == before


def test_a_lock_dies_with_its_process(tmp_path):
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(Busy), folder.hold_lock(tmp_path, "s"):
        pass
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with folder.hold_lock(tmp_path, "s"):
        pass


def test_outputs_that_cannot_be_written_are_refused_early(tmp_path):
    (tmp_path / "outputs").write_text("a file", encoding="utf-8")
    with pytest.raises(Refused, match=r"cannot be written: .* nothing was run"), folder.hold_lock(tmp_path / "outputs" / "s", "s"):
        pass


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_refused_early(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(Refused, match="cannot be written: Permission denied"), folder.hold_lock(tmp_path / "s", "s"):
        pass
    tmp_path.chmod(0o700)


def test_a_folder_that_turns_read_only_is_refused_early(tmp_path, monkeypatch):
    def refuse(self, *_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(Refused, match="cannot be written: Permission denied; nothing was run"):
        folder.new(tmp_path, "0123abcd", WHEN)


def test_a_run_id_is_its_time_and_key_and_never_taken_twice(tmp_path):
    (tmp_path / "20260102T030405Z-0123abcd").mkdir()
    run_id, hidden = folder.new(tmp_path, "0123abcd", WHEN)
    assert run_id == "20260102T030406Z-0123abcd"
    assert hidden == tmp_path / ".20260102T030406Z-0123abcd.tmp"


def test_what_killed_runs_left_is_swept_with_its_scratch_folder(tmp_path):
    _, hidden = folder.new(tmp_path, "0123abcd", WHEN)
    scratch = Path(tempfile.mkdtemp(prefix="evaluation-"))
    (hidden / folder.SCRATCH).write_text(str(scratch), encoding="utf-8")
    (hidden / "R1").mkdir()
    (tmp_path / "20260101T000000Z-0123abcd").mkdir()
    assert folder.sweep(tmp_path) == [hidden.name]
    assert not hidden.exists()
    assert not scratch.exists()
    assert (tmp_path / "20260101T000000Z-0123abcd").exists()


def test_a_forged_scratch_note_removes_nothing_else(tmp_path):
    _, hidden = folder.new(tmp_path, "0123abcd", WHEN)
    precious = tmp_path / "evaluation-precious"
    precious.mkdir()
    (hidden / folder.SCRATCH).write_text(str(precious), encoding="utf-8")
    folder.sweep(tmp_path)
    assert precious.exists()


def test_publication_is_one_rename_and_a_failure_leaves_the_hidden_folder(tmp_path):
    run_id, hidden = folder.new(tmp_path, "0123abcd", WHEN)
    (hidden / "R1").mkdir()
    (hidden / "R1" / "report.html").write_text("x", encoding="utf-8")

    def full(*_):
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        folder.publish(hidden, tmp_path / run_id, rename=full)
    assert hidden.is_dir()
    folder.publish(hidden, tmp_path / run_id)
    assert (tmp_path / run_id / "R1" / "report.html").read_text(encoding="utf-8") == "x"
    assert not hidden.exists()


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, broken):
    path = tmp_path / "report.html"
    files.write(path, b"old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, broken, fail)
    with pytest.raises(OSError, match="No space"):
        files.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
