"""A Dask scheduler and workers on this machine, each a process group of its own with folders of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from project import FIXTURES, until

import evaluation

SOURCE = Path(evaluation.__file__).parents[1]
PATH = f"{SOURCE}{os.pathsep}{FIXTURES}"


class Cluster:
    """``workers`` of one thread each, without a nanny that would start a killed one again."""

    def __init__(self, folder: Path, workers: int = 2, **settings: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.workers = folder, []
        self.env = {**os.environ, "PYTHONPATH": PATH, **settings}
        self.env.pop("EVALUATION_ROOT", None)
        said = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(said))
        until(lambda: said.is_file() and said.stat().st_size)
        self.address = json.loads(said.read_text())["address"]
        for _ in range(workers):
            self.worker()

    def worker(self, *args: str, **variables: str) -> subprocess.Popen:
        """Start one more worker in a working and temporary folder of its own; return when the scheduler knows it."""
        home = self.home(len(self.workers))
        home.mkdir()
        process = self._start(
            "worker", self.address, "--nthreads", "1", "--no-nanny", *args, home=home, TMPDIR=str(home), **variables
        )
        self.workers.append(process)
        until(lambda: "Registered to" in (home / "log").read_text())
        return process

    def home(self, number: int) -> Path:
        return self.folder / f"w{number}"

    def _start(self, what: str, *args: str, home: Path | None = None, **variables: str) -> subprocess.Popen:
        home = home or self.folder
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *args, "--no-dashboard"]
        with (home / "log").open("w") as log:
            return subprocess.Popen(
                command,
                cwd=home,
                env={**self.env, **variables},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def processes(self, number: int) -> dict[int, str]:
        """What runs for reports on a worker, with command lines: the warm parent, its children and theirs."""
        found = {}
        for path in Path("/proc").glob("[0-9]*/environ"):
            try:
                if f"={self.home(number)}".encode() in path.read_bytes():
                    line = (path.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    if "evaluation.runs." in line:
                        found[int(path.parent.name)] = line
            except OSError:
                continue
        return found

    def at_work(self, number: int) -> bool:
        """Whether cells are run on a worker now: their process is in a folder of its own."""
        for pid in self.processes(number):
            try:
                if os.readlink(f"/proc/{pid}/cwd").endswith("/work"):
                    return True
            except OSError:
                continue
        return False

    def left(self, number: int) -> list[str]:
        """What a worker keeps of runs: of the project, the results and the processes' files."""
        kept = self.home(number).glob("dask-scratch-space/worker-*/[eo]*")
        return [p.name for p in kept] + list(self.processes(number).values())

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
