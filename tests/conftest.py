"""What holds for every test: folders whose tests take their time are slow as a whole (`-m slow` selects all that `make
test` leaves out), `outputs/` of this project belongs to its user, and a period is never compared with a text."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from evaluation import earlier, own
from evaluation.study.periods import Period

HERE = Path(__file__).parent
ROOT = HERE.parent
OUTPUTS = ROOT / "outputs"
settings.register_profile("evaluation", deadline=None)  # no test is timed: machines are noisy
settings.load_profile("evaluation")
SLOW = ("faults", "browser")
SLOW_SECONDS = 900
_LOOKING = ("open", "os.listdir", "os.scandir", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link")


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(HERE) and item.path.relative_to(HERE).parts[0] in SLOW:
            item.add_marker("slow")
        if item.get_closest_marker("slow") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(SLOW_SECONDS))


@pytest.fixture(scope="session")
def bundled(tmp_path_factory):
    """Root of a project with the bundled studies and no outputs: for tests that plan or run them."""
    root = tmp_path_factory.mktemp("bundled")
    for part in ("params", "data", "notebooks", *own.KINDS):
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, root / part)
    return root


class OutputsTouched(BaseException):
    """Not an ``Exception``, so that no code under test takes it for one of its own."""


class Guard:
    """Fails a test that looks into ``outputs/`` of this project, and the session when anything there changed, whoever
    changed it: processes that tests start are seen by that only."""

    def __init__(self) -> None:
        self.before, self.changed = self.listed(), ()
        self.on = True
        sys.addaudithook(self)

    def __call__(self, event: str, args: tuple) -> None:
        if self.on and event in _LOOKING and isinstance(args[0], (str, bytes, os.PathLike)):
            path = os.path.abspath(os.fsdecode(args[0]))
            if path == str(OUTPUTS) or path.startswith(f"{OUTPUTS}{os.sep}"):
                raise OutputsTouched(f"{event} {path}: give the test a project of its own, as the fixture `bundled` is")

    def listed(self) -> set[tuple[str, int, int, int]]:
        """Path, size, time and node of all that is there."""
        self.on = False
        found = {OUTPUTS, *OUTPUTS.rglob("*")} if OUTPUTS.exists() else set()
        return {(str(p), s.st_size, s.st_mtime_ns, s.st_ino) for p in found for s in [p.lstat()]}

    def end(self) -> None:
        self.changed = sorted({entry[0] for entry in self.before ^ self.listed()})


GUARD = pytest.StashKey[Guard]()


def same_period(self: Period, other: object) -> bool:
    """As it is, and it refuses to say of a text only that it is another: that is always a mistake."""
    if isinstance(other, str):
        raise TypeError(f"the period {self} is compared with the text {other!r}; parse the text where it comes in")
    return self is other


before = earlier.earlier_run
earlier.earlier_run = lambda study, root, *of: None if root == ROOT else before(study, root, *of)  # no test rests on its outputs


Period.__eq__, Period.__hash__ = same_period, object.__hash__  # type: ignore[method-assign,assignment]


def pytest_configure(config):
    gc.disable()
    config.stash[GUARD] = Guard()


def pytest_collection_finish():
    """What was collected stays to the end, and need not be looked through again and again: a third of the time."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    gc.enable()


def pytest_sessionfinish(session):
    gc.unfreeze()
    session.config.stash[GUARD].end()
    if session.config.stash[GUARD].changed:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    for path in config.stash[GUARD].changed[:10]:
        terminalreporter.write_line(f"ERROR the tests changed {path}", red=True)
