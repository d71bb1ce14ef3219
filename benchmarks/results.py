"""Everything one benchmark measured, and the goals computed from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goals import Goal
from measured import Cost
from naive import Loop
from ours import Runs, Size, per_region
from reruns import FIGURE, LOST, NOTHING, TAMPERED, Rerun, Start

LARGE = 1000
CONSTANT = 1.5  # so many times the memory of the smallest study still counts as constant


@dataclass(slots=True, kw_only=True)
class Results:
    """Parts that were not asked for stay empty. Seconds throughout; ``floor`` and ``stages`` as their programs say."""

    naive: Loop | None = None
    runs: Sequence[Runs] = ()
    floor: dict[str, Any] = field(default_factory=dict)
    stages: dict[str, Any] = field(default_factory=dict)
    sizes: Sequence[Size] = ()
    reruns: Sequence[Rerun] = ()
    starts: Sequence[Start] = ()
    large: Mapping[str, Cost] = field(default_factory=dict)

    @property
    def most_jobs(self) -> Runs | None:
        return max(self.runs, key=lambda r: r.jobs, default=None)

    @property
    def one_job(self) -> Runs | None:
        return min(self.runs, key=lambda r: r.jobs, default=None)

    def floor_cpu(self, typst: bool) -> float | None:
        """CPU seconds a report of drawing its charts, and of compiling its PDF when ``typst``."""
        if not self.floor:
            return None
        cpu = self.floor["charts_cpu"] + (self.floor["typst_cpu"] if typst else 0)
        return cpu / self.floor["reports"]

    def run_cpu(self) -> float | None:
        """CPU seconds a report of a run with one worker, everything included."""
        return self.one_job.middle(cpu) / self.one_job.reports if self.one_job else None

    def more_cpu(self) -> float | None:
        """CPU seconds of one more region."""
        return per_region(self.sizes, cpu)

    def chart_cpu(self) -> float | None:
        return self.floor["charts_cpu"] / self.floor["charts"] if self.floor else None

    def faster(self, what: Callable[[Cost], float]) -> float | None:
        """How many times more the naive loop costs than our run with the most workers."""
        if not self.naive or not self.most_jobs:
            return None
        return self.naive.estimate(what) / self.most_jobs.middle(what)

    def memory_ratio(self) -> float | None:
        """Peak memory of 1,000 regions against the smallest study."""
        large = next((s for s in self.sizes if s.regions == LARGE), None)
        small = min(self.sizes, key=lambda s: s.regions, default=None)
        return large.cost.tree / small.cost.tree if large and large.cost.tree and small.cost.tree else None

    def goals(self) -> list[Goal]:
        return [*self._against_the_loop(), *self._against_the_floor(), *self._when_repeated(), *self._when_large()]

    def _against_the_loop(self) -> list[Goal]:
        pdf = {"browser": ", PDF by browser", "LaTeX": ", PDF by LaTeX"}.get(self.naive.pdf if self.naive else "", "")
        how = {"unit": "×", "more": True, "speed": True}
        return [
            Goal(what=f"less CPU than the naive loop{pdf}", value=self.faster(cpu), demand=20, least=12, **how),
            Goal(what=f"less wall time than the naive loop{pdf}", value=self.faster(wall), demand=30, least=20, **how),
        ]

    def _against_the_floor(self) -> list[Goal]:
        floor, run, charts = self.floor_cpu(typst=True), self.run_cpu(), self.floor_cpu(typst=False)
        times = {"demand": 1.3, "unit": "×", "speed": True}
        over = {"demand": 50, "unit": "ms", "speed": True}
        return [
            Goal(what="CPU of a run ÷ floor (charts and Typst)", value=_ratio(run, floor), **times),
            Goal(what="CPU of a run ÷ floor (charts only)", value=_ratio(run, charts), **times),
            Goal(what="CPU a report outside charts and Typst, start included", value=_rest(run, floor), **over),
            Goal(what="CPU of one more region outside charts and Typst", value=_rest(self.more_cpu(), floor), **over),
            Goal(what="CPU of drawing one chart", value=_rest(self.chart_cpu(), 0), demand=40, unit="ms", speed=True),
        ]

    def _when_repeated(self) -> list[Goal]:
        again = {r.change: r.cost.wall if r.whole else None for r in self.reruns}
        start = {s.command.split()[1]: s.middle(wall) for s in self.starts}
        memory = f"memory of {LARGE:,} regions ÷ memory of the smallest study"
        return [
            Goal(what=memory, value=self.memory_ratio(), demand=CONSTANT, unit="×"),
            *(Goal(what=f"wall time, {c}", value=again.get(c), demand=3, unit="s") for c in (LOST, TAMPERED, FIGURE)),
            Goal(what=f"wall time, {NOTHING}", value=again.get(NOTHING), demand=1, unit="s"),
            Goal(what="wall time, evaluation --help", value=start.get("--help"), demand=0.25, unit="s"),
            Goal(what="wall time, evaluation check", value=start.get("check"), demand=1, unit="s"),
        ]

    def _when_large(self) -> list[Goal]:
        """Of the same table as CSV and as a workbook."""
        table, xlsx = self.large.get("csv"), self.large.get("xlsx")
        what = "check of 100,000 rows × 30 columns"
        return [
            Goal(what=f"CPU, {what}, CSV", value=table and table.cpu, demand=15, unit="s", speed=True),
            Goal(what=f"memory, {what}, CSV", value=table and table.largest, demand=600, unit="MiB"),
            Goal(what=f"CPU, {what}, XLSX", value=xlsx and xlsx.cpu, demand=45, unit="s", speed=True),
        ]


def cpu(cost: Cost) -> float:
    return cost.cpu


def wall(cost: Cost) -> float:
    return cost.wall


def _ratio(value: float | None, base: float | None) -> float | None:
    return value / base if value is not None and base else None


def _rest(value: float | None, base: float | None) -> float | None:
    return (value - base) * 1000 if value is not None and base is not None else None
