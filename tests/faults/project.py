"""The tiny project run as a user runs it, in processes of its own, to be stopped, killed and starved."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from evaluation.runs import files

FIXTURES = Path(__file__).parents[1] / "notebooks" / "fixtures"
HOOKS = Path(__file__).parent / "hooks"
import tiny  # noqa: E402


class Project:
    """A tiny project with its own temporary folder."""

    def __init__(self, folder: Path, *cells: str, codes: tuple[str, ...] = ("R1", "R2")) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.root, self.temporary = folder / "project", folder / "t"
        self.temporary.mkdir(exist_ok=True)
        self.codes = codes
        self.cells(*cells)
        self.outputs = self.root / "outputs" / "tiny"
        self.running: list[subprocess.Popen] = []

    def cells(self, *cells: str) -> None:
        tiny.write_project(self.root, *cells, codes=self.codes)

    def start(self, *args: str, limit=None, **variables: str) -> subprocess.Popen:
        """``evaluation run tiny --region R1 --region R2`` with ``args``; ``limit`` is called in the child first."""
        env = {
            **os.environ,
            "TMPDIR": str(self.temporary),
            "EVALUATION_ROOT": str(self.root),
            "PYTHONPATH": f"{HOOKS}{os.pathsep}{FIXTURES}",
            **variables,
        }
        env.pop("EVALUATION_DEBUG", None)
        regions = [word for code in self.codes for word in ("--region", code)]

        def prepare():
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a background shell hands it down as ignored
            if limit:
                limit()

        process = subprocess.Popen(
            [sys.executable, "-m", "evaluation", "run", "tiny", *regions, *args],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=prepare,
        )
        self.running.append(process)
        return process

    def run(self, *args: str, **more) -> tuple[int, str]:
        """Exit code and what was said."""
        process = self.start(*args, **more)
        said, _ = process.communicate(timeout=600)
        return process.returncode, said

    def close(self) -> None:
        for process in self.running:
            if process.poll() is None:
                process.kill()
            process.wait()
            process.stdout.close()

    @property
    def runs(self) -> list[Path]:
        """Published runs, oldest first."""
        return sorted(self.outputs.glob("2*"))

    @property
    def strays(self) -> list[Path]:
        return sorted(self.outputs.glob(".*.tmp"))

    def record(self) -> dict:
        return json.loads((self.runs[-1] / "run.json").read_text(encoding="utf-8"))

    def states(self) -> dict[str, str]:
        return {r["code"]: r["state"] for r in self.record()["regions"]}

    def contents(self) -> dict[str, str]:
        """SHA-256 of the files of all regions of the latest run."""
        return {p.relative_to(self.runs[-1]).as_posix(): files.sha256(p) for p in self.runs[-1].glob("R*/*")}

    def is_whole(self, run: Path) -> bool:
        """Every file that the run's records name is there as they say, and no other file is."""
        said = json.loads((run / "run.json").read_text(encoding="utf-8"))
        named = {o["path"]: o["sha256"] for o in said["outputs"]} | {
            f"{r['code']}/{o['path']}": o["sha256"] for r in said["regions"] for o in r["outputs"]
        }
        there = {p.relative_to(run).as_posix(): files.sha256(p) for p in run.rglob("*") if p.is_file()}
        there.pop("run.json")
        return named == there

    def processes(self, *, but: tuple[int, ...] = ()) -> dict[int, str]:
        """Processes that belong to this project, with their command lines: all have its temporary folder in their
        environment."""
        mark = f"TMPDIR={self.temporary}".encode()
        found = {}
        for path in Path("/proc").glob("[0-9]*/environ"):
            try:
                if mark in path.read_bytes() and int(path.parent.name) not in but:
                    found[int(path.parent.name)] = (path.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
        return {pid: line for pid, line in found.items() if line}


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])


def until(true, seconds=120):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)
