"""What the measurements were made on."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from importlib import metadata
from pathlib import Path

from table import Table

LIBRARIES = (
    "papermill",
    "nbconvert",
    "nbclient",
    "ipykernel",
    "ipython",
    "matplotlib",
    "numpy",
    "pandas",
    "pydantic",
    "jinja2",
    "fonttools",
    "typst",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LATEX = ("xelatex", "pandoc")
_QUIET = 0.25  # load per core up to which the measurements have the machine to themselves


def browser() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def latex() -> str | None:
    """Path of xelatex when everything nbconvert needs for a PDF is there."""
    return shutil.which(LATEX[0]) if all(shutil.which(name) for name in LATEX) else None


def described(root: Path) -> Table:
    chromium, load = browser(), os.getloadavg()[0]
    rows = [
        ("processor", _line_of(Path("/proc/cpuinfo"), "model name") or platform.processor() or "unknown"),
        ("cores to be used", str(cores())),
        ("memory", _memory()),
        ("system", f"{platform.system()} {platform.release()}, {platform.machine()}"),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("browser", _said([chromium, "--version"]) if chromium else "none"),
        ("LaTeX", _said([found, "--version"]) if (found := latex()) else f"none ({' and '.join(LATEX)} are needed)"),
        ("commit", _commit(root)),
        ("load before the measurements", f"{load:.2f}"),
    ]
    libraries = ", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES)
    return Table(title="Machine", header=("what", "which"), rows=rows, notes=[f"Libraries: {libraries}.", *_busy(load)])


def _busy(load: float) -> list[str]:
    if load < _QUIET * cores():
        return []
    return ["Other work was going on: seconds are too long here, most of all wall times. Measure again on a quiet machine."]


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _memory() -> str:
    said = _line_of(Path("/proc/meminfo"), "MemTotal")
    return f"{int(said.split()[0]) / 2**20:.1f} GiB" if said else "unknown"


def _line_of(path: Path, key: str) -> str:
    if not path.is_file():
        return ""
    lines = (line.partition(":") for line in path.read_text(encoding="utf-8").splitlines())
    return next((value.strip() for name, _, value in lines if name.strip() == key), "")


def _commit(root: Path) -> str:
    known = _said(["git", "-C", str(root), "rev-parse", "--short", "HEAD"])
    changed = _said(["git", "-C", str(root), "status", "--porcelain", "--", "src", "benchmarks", "notebooks"])
    return f"{known} with changes" if changed and known != "unknown" else known


def _said(command: list[str]) -> str:
    """First line that ``command`` prints; ``unknown`` when it cannot be run or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    except OSError:
        return "unknown"
    if done.returncode:
        return "unknown"
    return done.stdout.strip().splitlines()[0].strip() if done.stdout.strip() else ""
