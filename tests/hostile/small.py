"""A study of two regions as ``evaluation init`` begins it, and ``evaluation`` run on it in a process with little memory."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

from evaluation.cli import skeleton

ROOT = Path(__file__).parents[2]
HEADER = "region,income,outlay,balance\n"
ROWS = "R1,1,2,3\nR2,4,5,6\n"
MEMORY = 500  # MiB


def project(root: Path, table: str | bytes = HEADER + ROWS, file: str = "insurance.csv") -> Path:
    """The study ``sy`` below ``root`` with its table."""
    (root / "notebooks").mkdir(parents=True)
    for name in ("region.ipynb", "province.ipynb"):
        shutil.copy(ROOT / "notebooks" / name, root / "notebooks")
    skeleton.create(root, "sy")
    change(root, "study.yml", "insurance.csv", file)
    change(root, "study.yml", "# delivered:", "delivered:")
    change(root, "study.yml", "填写单位, en: Fill in the office", "某局, en: An office")
    change(root, "study.yml", "填写数据来源, en: Fill in the source of the data", "年报, en: Annual return")
    (root / "data" / "sy" / file).write_bytes(table if isinstance(table, bytes) else table.encode())
    return root


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / "params" / "sy" / file
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    assert old in text, f"{file} has no {old!r}"
    path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")


def said(root: Path, *args: str, memory: int = MEMORY, seconds: int = 300) -> tuple[int, str]:
    """Exit code and everything printed by ``evaluation`` with ``args``, which may hold ``memory`` MiB of data and is killed beyond
    ``seconds`` of CPU."""

    def limit():
        resource.setrlimit(resource.RLIMIT_DATA, (memory << 20, memory << 20))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    done = subprocess.run(
        [sys.executable, "-m", "evaluation", *args],
        env={**os.environ, "EVALUATION_ROOT": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        preexec_fn=limit,
        stdin=subprocess.DEVNULL,
    )
    return done.returncode, done.stdout
