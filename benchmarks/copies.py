"""Fresh copies of the project to run in, and the ``evaluation`` command that runs there."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from measured import Cost, measure

ROOT = Path(__file__).resolve().parents[1]
STUDY = "hubei-2007"
EVALUATION = (sys.executable, "-m", "evaluation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A throw-away project folder with one study and no outputs."""

    root: Path
    study: str

    @property
    def log(self) -> Path:
        return self.root / "log.txt"

    @property
    def env(self) -> dict[str, str]:
        """The caller's variables; bytecode is kept, beside the copies, wherever the caller's Python keeps none:
        compiling pandas and nbconvert anew in every process would make the naive loop slower than it is."""
        kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        bytecode = str(self.root.parent / "bytecode")
        return {**kept, "EVALUATION_ROOT": str(self.root), "PYTHONPYCACHEPREFIX": bytecode}

    def evaluation(self, *words: str, watch: bool = False) -> Cost:
        """Cost of ``evaluation <words>`` in this project."""
        return measure([*EVALUATION, *words], cwd=self.root, env=self.env, log=self.log, watch=watch)

    def run(self, jobs: int, watch: bool = False) -> Cost:
        return self.evaluation("run", self.study, "-j", str(jobs), watch=watch)

    def latest(self) -> Path:
        """Folder of the newest run."""
        finished = [p for p in (self.root / "outputs" / self.study).iterdir() if (p / "run.json").is_file()]
        return max((p for p in finished if not p.name.startswith(".")), key=lambda p: p.name)

    def reports(self) -> dict[str, str]:
        """Region to hash of its report's page, for every report of the newest run that is whole."""
        return {
            page.parent.name: hashlib.sha256(page.read_bytes()).hexdigest()
            for page in sorted(self.latest().glob("*/report.html"))
            if (page.parent / "report.pdf").is_file()
        }


def bare(target: Path) -> Path:
    """``target`` as a project without studies: the notebooks, and the lock a run records."""
    (target / "notebooks").mkdir(parents=True)
    for notebook in (ROOT / "notebooks").glob("*.ipynb"):
        shutil.copy(notebook, target / "notebooks")
    shutil.copy(ROOT / "requirements.lock", target)
    return target


def fresh(target: Path, study: str = STUDY) -> Copy:
    """``target`` as a project with the bundled ``study`` and nothing else, and without its official documents: the
    naive loop makes the reports of the regions and the overview only."""
    bare(target)
    for kind in ("params", "data"):
        shutil.copytree(ROOT / kind / study, target / kind / study)
    (target / "params" / study / "documents.yml").unlink(missing_ok=True)
    return Copy(root=target, study=study)
