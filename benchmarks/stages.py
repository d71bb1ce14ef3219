"""Where the time of one report goes when its stages run one after the other in one warm process.

``python benchmarks/stages.py STUDY`` in a project prints it as JSON. CPU seconds throughout.
"""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cells
import nbformat
import papermill
import taps
from papermill.engines import Engine, papermill_engines

import evaluation
from evaluation import project
from evaluation.render import schema
from evaluation.render.html import html_document
from evaluation.render.notebook import components
from evaluation.render.pdf import pdf_document
from evaluation.runs import strict

IMPORTED = time.process_time()  # of the process so far: starting Python and the imports above
TOP = 15
_MODULES = (
    ("render/charts", "charts"),
    ("matplotlib", "charts"),
    ("report/sections", "sections"),
    ("render/preview", "mime bundle"),
    ("render/fonts", "HTML"),
    ("fontTools", "HTML"),
    ("render/html", "HTML"),
    ("render/svg", "HTML"),
    ("jinja2", "HTML and mime bundle"),
    ("markupsafe", "HTML and mime bundle"),
    ("render/pdf", "Typst"),
    ("typst", "Typst"),
    ("papermill", "papermill"),
    ("nbformat", "notebook file"),
    ("jsonschema", "notebook file"),
    ("evaluation/tables", "tables and files"),
    ("pandas", "tables and files"),
    ("csv", "tables and files"),
    ("posix.", "tables and files"),
    ("evaluation/indicators", "measure"),
    ("evaluation/data", "measure"),
    ("evaluation/scores", "measure"),
    ("evaluation/study", "measure"),
)


class Stages:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        self.cpu: dict[str, float] = defaultdict(float)

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        started = time.process_time()
        try:
            yield
        finally:
            self.cpu[name] += time.process_time() - started


class _Nothing(Engine):
    """Executes nothing, so that what papermill does around the execution is left."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, **_):
        for index, cell in enumerate(nb_man.nb.cells):
            nb_man.cell_start(cell, index)
            nb_man.cell_complete(cell, index)


def stages(study: str) -> dict[str, Any]:
    """Stages of all reports of ``study``, and a profile of one region's report."""
    root = project.root()
    cells.prepare()
    papermill_engines.register("nothing", _Nothing)
    drawn, compiled, found = taps.on_charts(), taps.on_typst(), Stages()
    with found.of("measure"):
        opened = evaluation.open(study)
        opened.check()
    wanted = cells.reports(root, study)
    with tempfile.TemporaryDirectory() as folder:
        _report(opened, *wanted[-1], Stages(), Path(folder))  # the first one would pay for what is kept
        drawn.cpu = compiled.cpu = 0.0
        for notebook, parameters in wanted:
            _report(opened, notebook, parameters, found, Path(folder))
        cpu = dict(found.cpu)
        cpu["charts"], cpu["Typst"] = drawn.cpu, compiled.cpu
        cpu["sections"] -= drawn.cpu
        cpu["PDF outside Typst"] -= compiled.cpu
        cpu["start and import"] = IMPORTED
        profile = cProfile.Profile()
        profile.enable()
        _report(opened, *wanted[1], Stages(), Path(folder))
        profile.disable()
    return {"reports": len(wanted), "cpu": cpu, "top": _top(profile)}


def _report(opened: Any, notebook: Path, parameters: dict[str, str], found: Stages, folder: Path) -> None:
    region = parameters.get("region", opened.study.top.code)
    with found.of("sections"):
        made = list(cells.run(notebook, parameters))
    with found.of("mime bundle"):
        bundles = [c._repr_mimebundle_() for c in made]
    with found.of("notebook file"):
        executed, parts = _executed(bundles)
    with found.of("HTML"):
        page = html_document(parts).encode()
    with found.of("tables and files"):
        tables = cells.attachments(opened, region, folder)
    with found.of("PDF outside Typst"):
        printed = pdf_document(parts, attachments=tables)
    with found.of("tables and files"):
        for name, content in (("report.ipynb", executed), ("report.html", page), ("report.pdf", printed)):
            with (folder / name).open("wb") as handle:
                handle.write(content)
                handle.flush()
                os.fsync(handle.fileno())
    with found.of("papermill"):
        papermill.execute_notebook(
            str(notebook), None, parameters, engine_name="nothing", kernel_name="python3", language="python", progress_bar=False
        )


def _executed(bundles: list[dict]) -> tuple[bytes, list[dict]]:
    """The notebook with its outputs as bytes, and its components as the renderers read them."""
    made = nbformat.v4.new_notebook()
    for number, bundle in enumerate(bundles, start=1):
        output = nbformat.v4.new_output("execute_result", data=bundle, execution_count=number)
        cell = nbformat.v4.new_code_cell("report", execution_count=number, outputs=[output])
        cell["id"] = f"c{number}"
        made.cells.append(cell)
    assert all(schema.MIME in bundle for bundle in bundles)
    return strict.spell(made), components(made)


def _top(profile: cProfile.Profile) -> list[tuple[str, str, int, float]]:
    """(stage, function, calls, own seconds) of the functions that take most time themselves."""
    rows = [(own, calls, *where) for where, (_, calls, own, *_) in pstats.Stats(profile).stats.items()]
    return [
        (_stage(file, name), _named(file, line, name), calls, own)
        for own, calls, file, line, name in sorted(rows, reverse=True)[:TOP]
    ]


def _stage(file: str, name: str) -> str:
    said = file + name
    return next((stage for part, stage in _MODULES if part in said), "several")


def _named(file: str, line: int, name: str) -> str:
    """``render/html.py:58 html_document``: the last two parts of the path, never the machine's folders."""
    return name if file == "~" else f"{'/'.join(Path(file).parts[-2:])}:{line} {name}"


if __name__ == "__main__":
    print(json.dumps(stages(sys.argv[1])))
