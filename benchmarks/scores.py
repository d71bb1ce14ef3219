"""Time and memory of rank intervals, Sobol indices, efficiency and allocation: ``python benchmarks/scores.py``.

Seconds are those of one core (``process_time``); figures are drawn from a fixed seed. ``--small`` leaves out the counties.
"""

from __future__ import annotations

import os
import sys

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")  # before numpy is imported: one core

import resource  # noqa: E402
import time  # noqa: E402
from fractions import Fraction  # noqa: E402

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

from evaluation import scores  # noqa: E402


def scheme(regions: int, indicators: int, readings: int = 2) -> scores.Scheme:
    rng = np.random.default_rng(1)
    shape = (readings, regions, indicators)
    return scores.Scheme(
        names=tuple(f"r{i}" for i in range(regions)),
        indicators=tuple(f"i{j}" for j in range(indicators)),
        values=rng.uniform(30, 95, shape),
        cases=rng.integers(20, 2000, shape).astype(float),
        weights=rng.uniform(1, 8, indicators),
        worst=np.full(indicators, 30.0),
        best=np.full(indicators, 95.0),
    )


def timed(title: str, work) -> None:
    start = time.process_time()
    work()
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    print(f"{seconds:8.2f} s  {peak:6.0f} MB at most so far  {title}")


def main(small: bool) -> None:
    rng = np.random.default_rng(2)
    prefectures, inputs = scheme(17, 40), pd.DataFrame(rng.uniform(1, 9, (17, 2)), columns=["money", "staff"])
    outputs = pd.DataFrame(rng.uniform(1, 9, (17, 2)), columns=["jobs", "trained"])
    timed("rank intervals, 10,000 draws x 17 regions x 40 indicators", lambda: scores.rank_intervals(prefectures))
    timed("drivers of ranks, 256 x 45 rows x 17 regions", lambda: scores.rank_drivers(prefectures))
    timed("efficiency of 17 regions, 2 inputs, 2 outputs", lambda: scores.dea(inputs, outputs))
    timed("its bias, 1,000 draws", lambda: scores.bias_corrected(inputs, outputs, draws=1000))
    counts = [Fraction(int(c)) for c in rng.integers(1, 10**6, 3000)]
    columns = [scores.FactorColumn(code=f"f{k}", weight=Fraction(10), values=tuple(counts[k:] + counts[:k])) for k in range(10)]
    names, low = [str(i) for i in range(3000)], [10**5] * 3000
    timed("award of 3,000 counties, 10 factors", lambda: scores.award(10**12, names, columns, low=low))
    if not small:
        timed("rank intervals, 10,000 draws x 3,000 counties x 40 indicators", lambda: scores.rank_intervals(scheme(3000, 40)))


if __name__ == "__main__":
    main("--small" in sys.argv)
