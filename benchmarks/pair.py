"""``make bench BASE=<commit>``: this work tree beside an older commit, command by command, in turns on one machine.

The ratio of CPU seconds says what a change costs; the seconds themselves belong to the machine. Both sides run with the
libraries of this environment, each with its own package, notebooks and study files; a library that only the older commit
needs is installed beside them first.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import copies
from measured import measure
from table import Table, number

COMPILE = """
import time
try:
    from evaluation.catalogue.catalogue import catalogue
except ModuleNotFoundError:
    print("compiled in nan")
else:
    before = time.process_time()
    catalogue()
    print("compiled in", time.process_time() - before)
"""
PACKS, CHECK, RUN = "compile the packs", "evaluation check", "evaluation run"
AT_MOST = {PACKS: 0.06, CHECK: 1.0}
"""CPU seconds that are asked of this side. A commit without packs compiles none (nan)."""
AS_BEFORE = 1.05
"""Times the CPU of the older commit that a run may take: what two runs of one commit differ by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A tree of the project and the folder its commands run in."""

    tree: Path
    folder: Path

    def environment(self) -> dict[str, str]:
        copy = copies.Copy(root=self.folder, study="")
        bytecode = str(self.folder.with_name(f"{self.folder.name}-bytecode"))
        return {**copy.env, "PYTHONPATH": str(self.tree / "src"), "PYTHONPYCACHEPREFIX": bytecode}

    def cpu(self, what: str, study: str) -> float:
        """CPU seconds of one command."""
        log = self.folder / "log.txt"
        words = [sys.executable, "-c", COMPILE] if what == PACKS else [*copies.EVALUATION, *what.split()[1:], study]
        if what == RUN:
            shutil.rmtree(self.folder / "outputs", ignore_errors=True)
        log.unlink(missing_ok=True)
        cost = measure(words, cwd=self.folder, env=self.environment(), log=log)
        if what == PACKS:
            return float(log.read_text(encoding="utf-8").rpartition(" ")[2])
        return cost.cpu


def side(tree: Path, folder: Path, study: str) -> Side:
    """A project in ``folder`` with the study as ``tree`` has it."""
    folder.mkdir()
    shutil.copytree(tree / "notebooks", folder / "notebooks")
    shutil.copy(tree / "requirements.lock", folder)
    for kind in ("params", "data"):
        shutil.copytree(tree / kind / study, folder / kind / study)
    return Side(tree=tree, folder=folder)


def compared(before: Side, now: Side, study: str, repeat: int) -> Table:
    """Medians of ``repeat`` turns; the side that begins changes every turn, the first turn only warms up."""
    rows = []
    for what in (PACKS, CHECK, RUN):
        print(f"bench: {what}", file=sys.stderr, flush=True)
        took: dict[Side, list[float]] = {before: [], now: []}
        for turn in range(repeat + 1):
            for one in (before, now) if turn % 2 else (now, before):
                seconds = one.cpu(what, study)
                if turn:
                    took[one].append(seconds)
        old, new = (statistics.median(took[one]) for one in (before, now))
        limit, right = (AT_MOST[what], new <= AT_MOST[what]) if what in AT_MOST else (AS_BEFORE * old, new <= AS_BEFORE * old)
        spread = f"{number(min(took[now]), 3)} to {number(max(took[now]), 3)}"
        told = f"≤ {number(limit, 3)} s"
        rows.append([what, number(old, 3), number(new, 3), spread, number(new / old, 2), told, "met" if right else "not met"])
    header = ("what", "before, CPU s", "now, CPU s", "from to", "now ÷ before", "asked", "standing")
    return Table(title=f"{study}, {repeat} turns", header=header, rows=rows)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python benchmarks/pair.py", description=__doc__.splitlines()[0])
    parser.add_argument("base", help="commit to compare with")
    parser.add_argument("--study", default=copies.STUDY)
    parser.add_argument("--repeat", type=int, default=5, help="turns counted (default 5)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="evaluation-pair-", ignore_cleanup_errors=True) as name:
        tree = Path(name) / "tree"
        git = ["git", "-C", str(copies.ROOT)]
        if subprocess.run([*git, "worktree", "add", "--quiet", "--detach", str(tree), asked.base]).returncode:
            sys.exit(f"bench: {asked.base} is no commit of this project; git log --oneline names them")
        try:
            before, now = (side(of, Path(name) / which, asked.study) for of, which in ((tree, "before"), (copies.ROOT, "now")))
            print(compared(before, now, asked.study, asked.repeat).text())
        finally:
            subprocess.run([*git, "worktree", "remove", "--force", str(tree)], check=False)


if __name__ == "__main__":
    main()
