"""Runs of a study that was run before: nothing changed, something lost, something changed; and start-up."""

from __future__ import annotations

import hashlib
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import copies
from copies import Copy
from measured import Cost

NOTHING, LOST, TAMPERED, FIGURE, GOALPOST = (
    "nothing changed",
    "one report removed",
    "one report tampered with",
    "one figure of one region changed",
    "one goalpost in weights.yml changed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerun:
    """A run after ``change``. ``changed``: reports that differ from before; ``whole``: none is missing or damaged."""

    change: str
    cost: Cost
    changed: int
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Several calls of a command that only looks."""

    command: str
    costs: Sequence[Cost]

    def middle(self, what: Callable[[Cost], float]) -> float:
        return statistics.median(map(what, self.costs))


def reruns(copy: Copy, region: str, jobs: int, say: Callable[[str], None]) -> list[Rerun]:
    """``copy`` run, then each change made in turn, most of them to ``region``, followed by a run."""
    say("a run before the reruns")
    copy.run(jobs)
    changes: dict[str, Callable[[Copy, str], None]] = {
        NOTHING: nothing,
        LOST: remove,
        TAMPERED: tamper,
        FIGURE: figure,
        GOALPOST: goalpost,
    }
    found = []
    for change, make in changes.items():
        say(f"evaluation run: {change}")
        before = copy.reports()
        make(copy, region)
        cost = copy.run(jobs)
        after = copy.reports()
        differing = [region for region in before if after.get(region) != before[region]]
        whole = after.keys() == before.keys() and (change in (FIGURE, GOALPOST)) == bool(differing)
        found.append(Rerun(change=change, cost=cost, changed=len(differing), whole=whole))
    return found


def nothing(copy: Copy, region: str) -> None:
    """Leave everything as it is."""


def _kept(copy: Copy, region: str) -> list[Path]:
    """Every file below outputs/ with the content of the region's page, wherever a run keeps it."""
    content = (copy.latest() / region / "report.html").read_bytes()
    digest = hashlib.sha256(content).digest()
    files = (p for p in (copy.root / "outputs").rglob("*") if p.is_file() and p.stat().st_size == len(content))
    return [p for p in files if hashlib.sha256(p.read_bytes()).digest() == digest]


def remove(copy: Copy, region: str) -> None:
    for path in _kept(copy, region):
        path.unlink()


def tamper(copy: Copy, region: str) -> None:
    for path in _kept(copy, region):
        content = path.read_bytes()
        path.chmod(0o644)
        path.write_bytes(content.replace(b"<body", b"<!-- tampered --><body", 1))


def figure(copy: Copy, region: str) -> None:
    """One problem more that was due for rectification in the region, in the study's last quarter."""
    path = copy.root / "data" / copy.study / "fund.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    place = header.split(",").index("到期应整改问题数（件）")
    number = max(i for i, row in enumerate(rows) if row.split(",")[1] == region)
    cells = rows[number].split(",")
    cells[place] = str(int(cells[place]) + 1)
    rows[number] = ",".join(cells)
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")


def goalpost(copy: Copy, region: str) -> None:
    """The first ``worst`` in weights.yml lowered by one."""
    path = copy.root / "params" / copy.study / "weights.yml"
    before, found, after = path.read_text(encoding="utf-8").partition("worst: ")
    old, line, rest = after.partition("\n")
    path.write_text(f"{before}{found}{int(old) - 1}{line}{rest}", encoding="utf-8")


def starts(folder: Path, repeat: int, say: Callable[[str], None]) -> list[Start]:
    copy = copies.fresh(folder / "starts")
    found = []
    for words in (("--help",), ("check", copy.study)):
        say(f"evaluation {' '.join(words)}")
        copy.evaluation(*words)
        costs = [copy.evaluation(*words) for _ in range(repeat)]
        found.append(Start(command=f"evaluation {' '.join(words)}", costs=costs))
    return found
