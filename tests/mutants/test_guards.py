"""Each guard removed makes its test fail, by an assertion and within a minute: a guard that nothing holds is gone tomorrow."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from guards import MUTANTS

ROOT = Path(__file__).parents[2]
SOURCE, TESTS = ROOT / "src" / "evaluation", ROOT / "tests"
ASSERTED = re.compile(r"^E\s+(assert |AssertionError|Failed: DID NOT RAISE)", re.MULTILINE)


@pytest.mark.parametrize("guard", MUTANTS)
def test_a_guard_stands_once_and_its_test_is_there(guard):
    mutant = MUTANTS[guard]
    assert (SOURCE / mutant.file).read_text(encoding="utf-8").count(mutant.guard) == 1
    path, _, name = mutant.test.partition("::")
    assert f"def {name.partition('[')[0]}" in (TESTS / path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """The package elsewhere, where it may be changed."""
    folder = tmp_path_factory.mktemp("mutants")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    return folder


def told(folder: Path, *tests: str) -> tuple[int, str]:
    """Exit code and output of ``tests`` with the package in ``folder``."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--tb=short", "--timeout=60", *tests],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("guard", MUTANTS)
def test_a_removed_guard_is_told_by_an_assertion(copied, guard):
    mutant = MUTANTS[guard]
    path = copied / "src" / "evaluation" / mutant.file
    sound, when = path.read_text(encoding="utf-8"), path.stat().st_mtime_ns
    path.write_text(sound.replace(mutant.guard, mutant.gone), encoding="utf-8")
    os.utime(path, ns=(when, when - (1 + [*MUTANTS].index(guard)) * 10**9))  # bytecode is known by the second
    try:
        code, said = told(copied, f"tests/{mutant.test}")
    finally:
        path.write_text(sound, encoding="utf-8")
        os.utime(path, ns=(when, when))
    assert (code, bool(ASSERTED.search(said)), "Timeout" in said) == (1, True, False), said[-3000:]


@pytest.mark.slow
def test_with_every_guard_the_tests_pass(copied):
    """So that nothing but the missing guard makes them fail."""
    code, said = told(copied, "-n", "2", *sorted({f"tests/{mutant.test}" for mutant in MUTANTS.values()}))
    assert code == 0, said[-3000:]
