"""Time, memory and the death of the command hold for everything a delivery can start: its check, its measuring."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from project import FIXTURES, HOOKS, Project, until

from evaluation_demo import register as invented

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
IN_A_THREAD = """
import sys, tempfile, threading, time
from pathlib import Path
from evaluation.runs.job import Start
from evaluation.runs.local import Parent

def begin():
    parent = Parent(Start(study="tiny", root=Path(sys.argv[1]), period="2007"), Path(tempfile.gettempdir()))
    _ = parent.readiness

threading.Thread(target=begin).start()
time.sleep(600)
"""


@pytest.fixture
def project(tmp_path):
    made = Project(tmp_path)
    yield made
    made.close()


def hanging(project, word, *args):
    """A command on ``tiny`` of which a process with ``word`` on its command line hangs while it reads the table."""
    mark = project.root.parent / "hangs"
    env = {
        **os.environ,
        "TMPDIR": str(project.temporary),
        "EVALUATION_ROOT": str(project.root),
        "PYTHONPATH": f"{HOOKS}{os.pathsep}{FIXTURES}",
        "EVALUATION_TEST_HANG": f"{word} {mark}",
    }
    process = subprocess.Popen(
        [sys.executable, *args], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    project.running.append(process)
    until(mark.exists)
    return process


WARM, CHECK = "evaluation.runs.warm", "check"
RUN = ("-m", "evaluation", "run", "tiny")


@pytest.mark.parametrize(
    ("word", "args", "told"),
    [
        (WARM, (*RUN, "--timeout", "4"), "measuring the study took longer than 4 s and was ended"),
        (CHECK, ("-m", "evaluation", "check", "tiny", "--timeout", "2"), "checking tiny took longer than 2 s and was ended"),
        ("scores", ("-m", "evaluation", "scores", "tiny", "--timeout", "2"), "scoring tiny took longer than 2 s and was ended"),
        ("allocate", ("-m", "evaluation", "allocate", "tiny", "--timeout", "2"), "took longer than 2 s and was ended"),
    ],
)
def test_what_takes_too_long_is_ended_and_told(project, word, args, told):
    said, _ = hanging(project, word, *args).communicate(timeout=600)
    assert told in said and "give it more with --timeout" in said
    assert project.running[-1].returncode == 1
    until(lambda: not project.processes())
    assert not list(project.temporary.iterdir()) and not project.strays and not project.runs


@pytest.mark.parametrize(("word", "args"), [(WARM, RUN), (CHECK, ("-m", "evaluation", "check", "tiny"))])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_nothing_lives_on_when_the_command_is_ended_while_it_measures(project, word, args, how):
    process = hanging(project, word, *args)
    assert any(word in line for line in project.processes().values())
    process.send_signal(how)
    process.wait(30)
    until(lambda: not project.processes())


def test_a_warm_parent_that_a_thread_began_ends_with_its_process_too(project):
    process = hanging(project, WARM, "-c", IN_A_THREAD, str(project.root))
    os.kill(process.pid, signal.SIGKILL)
    process.wait(30)
    until(lambda: not project.processes())


def test_a_study_that_needs_more_memory_than_it_may_have_is_told(project):
    path = project.root / "data" / "tiny" / "fund.csv"
    text = Path(path).read_text(encoding="utf-8")
    path.write_text(text + "".join(f"X{n},1,2,3\n" for n in range(290_000)), encoding="utf-8")
    for args in (("-m", "evaluation", "check", "tiny", "--memory", "256"), (*RUN, "--memory", "256")):
        process = subprocess.run(
            [sys.executable, *args], env={**os.environ, "EVALUATION_ROOT": str(project.root)}, capture_output=True, text=True
        )
        assert process.returncode == 1, process.stdout
        assert "memory is short; the limit is 256 MiB, raise it with --memory" in process.stderr


def test_a_register_that_is_counted_for_ever_is_ended_and_told(project):
    register = project.root / "register"
    invented.write(register)
    os.mkfifo(project.root / "key")  # nobody writes into it
    process = subprocess.run(
        [
            sys.executable,
            "-m",
            "evaluation",
            "tally",
            "tiny",
            str(register),
            "--period",
            "2007",
            "--rules",
            str(register / "rules.yml"),
            "-o",
            str(project.root / "t.csv"),
            "--key",
            str(project.root / "key"),
            "--timeout",
            "3",
        ],
        env={**os.environ, "EVALUATION_ROOT": str(project.root), "TMPDIR": str(project.temporary)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert process.returncode == 1
    assert "counting the register took longer than 3 s and was ended" in process.stderr
    until(lambda: not project.processes())
