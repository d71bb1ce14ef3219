"""The floor: the charts of all reports drawn, and their PDFs compiled, in a bare loop in one warm process.

``python benchmarks/floor.py STUDY REPEAT`` in a project prints it as JSON. CPU seconds throughout.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cells
import taps

import evaluation
from evaluation import project
from evaluation.render.pdf import pdf_document


def floor(study: str, repeat: int) -> dict[str, Any]:
    """CPU of all charts and of all Typst compiles of ``study``, each the median of ``repeat`` loops.

    ``kinds`` is (kind of chart, how many, CPU seconds of one).
    """
    root = project.root()
    cells.prepare()
    drawn, compiled = taps.on_charts(), taps.on_typst()
    drawn.keep = True
    documents = list(_documents(root, study))
    drawn.keep = False
    pdf_document(*documents[0])
    if not drawn.calls or not compiled.count:
        raise RuntimeError("no chart or no Typst compile was seen; benchmarks/taps.py looks in the wrong place")
    charts, kinds = zip(*(_draw(drawn.calls) for _ in range(repeat)), strict=True)
    counts = Counter(name for name, *_ in drawn.calls)
    return {
        "reports": len(documents),
        "charts": len(drawn.calls),
        "charts_cpu": statistics.median(charts),
        "typst_cpu": statistics.median(_compile(documents, compiled) for _ in range(repeat)),
        "kinds": [(name, number, statistics.median(k[name] for k in kinds) / number) for name, number in counts.items()],
    }


def _documents(root: Path, study: str) -> Iterator[tuple[list[dict], list[tuple]]]:
    """(components, attachments) of every report."""
    opened = evaluation.open(study)
    with tempfile.TemporaryDirectory() as folder:
        for notebook, parameters in cells.reports(root, study):
            region = parameters.get("region", opened.study.top.code)
            parts = [c.data for c in cells.run(notebook, parameters)]
            yield parts, cells.attachments(opened, region, Path(folder))


def _draw(calls: list[tuple]) -> tuple[float, dict[str, float]]:
    by_kind: dict[str, float] = defaultdict(float)
    for name, function, args, named in calls:
        started = time.process_time()
        function(*args, **named)
        by_kind[name] += time.process_time() - started
    return sum(by_kind.values()), by_kind


def _compile(documents: list[tuple[list[dict], list[tuple]]], tap: taps.Tap) -> float:
    tap.cpu = 0.0
    for document in documents:
        pdf_document(*document)
    return tap.cpu


if __name__ == "__main__":
    print(json.dumps(floor(sys.argv[1], int(sys.argv[2]))))
