"""``evaluation run`` from nothing: all regions of a study, and studies of growing size."""

from __future__ import annotations

import math
import shutil
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import copies
import counties
from measured import Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """Equal runs from nothing; ``reports`` is what each made: one a region, and the overview."""

    jobs: int
    reports: int
    costs: Sequence[Cost]

    def middle(self, what: Callable[[Cost], float]) -> float:
        return statistics.median(map(what, self.costs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """One run of a study with ``regions`` regions."""

    regions: int
    cost: Cost


def cold(folder: Path, jobs: Sequence[int], repeat: int, say: Callable[[str], None]) -> list[Runs]:
    """Runs of the bundled study, each in a project of its own without outputs; the numbers of jobs take turns."""
    costs: dict[int, list[Cost]] = {number: [] for number in jobs}
    reports = 0
    for turn in range(repeat):
        for number in jobs:
            say(f"evaluation run -j {number} ({turn + 1} of {repeat})")
            copy = copies.fresh(folder / f"run-{number}-{turn}")
            costs[number].append(copy.run(number))
            reports = len(_whole(copy))
            shutil.rmtree(copy.root)
    return [Runs(jobs=number, reports=reports, costs=found) for number, found in costs.items()]


def growth(folder: Path, sizes: Sequence[int], jobs: int, say: Callable[[str], None]) -> list[Size]:
    """One run of a study of every size, with memory watched."""
    found = []
    for number in sizes:
        say(f"evaluation run of {number} regions")
        copy = counties.write(folder / f"counties-{number}", number)
        cost = copy.run(jobs, watch=True)
        if len(_whole(copy)) != number + 1:
            raise RuntimeError(f"{number + 1} reports were due, {len(_whole(copy))} are there")
        found.append(Size(regions=number, cost=cost))
        shutil.rmtree(copy.root)
    return found


def _whole(copy: copies.Copy) -> dict[str, str]:
    reports = copy.reports()
    if not reports:
        raise RuntimeError("the run left no report")
    return reports


def exponent(points: Sequence[tuple[float, float]]) -> float | None:
    """Slope of the least-squares line through the logarithms of ``points``: 1 is linear, 2 quadratic.

    None for fewer than two different sizes.
    """
    if len({size for size, _ in points}) < 2:
        return None
    fit = statistics.linear_regression([math.log(x) for x, _ in points], [math.log(y) for _, y in points])
    return fit.slope


def per_region(sizes: Sequence[Size], what: Callable[[Cost], float]) -> float | None:
    """What one more region costs: the slope between the smallest and the largest study."""
    if len(sizes) < 2:
        return None
    least, most = min(sizes, key=lambda s: s.regions), max(sizes, key=lambda s: s.regions)
    return (what(most.cost) - what(least.cost)) / (most.regions - least.regions)
