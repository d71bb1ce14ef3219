"""A report notebook's cells run as plain Python in this process: what a report costs without any engine."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import evaluation
from evaluation.study.load import load


def prepare() -> None:
    """Open every study once for all notebooks of this process, as a run that measures once does."""
    evaluation.open = cache(evaluation.open)


def reports(root: Path, study: str) -> list[tuple[Path, dict[str, str]]]:
    """(notebook, parameters) of every report of ``study``: its overview and one for each reporting region."""
    regions = [r.code for r in load(study, root).reporting]
    each = root / "notebooks" / "region.ipynb"
    return [
        (root / "notebooks" / "province.ipynb", {"study": study}),
        *((each, {"study": study, "region": code}) for code in regions),
    ]


def run(notebook: Path, parameters: dict[str, str]) -> Iterator[Any]:
    """The values of the notebook's cells, in order, those of cells that end with an expression."""
    known: dict[str, Any] = {}
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        body = ast.parse("".join(cell["source"])).body
        last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), notebook.name, "exec"), known)
        if "parameters" in cell["metadata"].get("tags", []):
            known.update(parameters)
        if last is not None:
            yield eval(compile(ast.Expression(last.value), notebook.name, "eval"), known)


def attachments(opened: Any, region: str, folder: Path) -> list[tuple[str, str, str, bytes]]:
    """What a report's PDF carries: the region's tables, written to ``folder`` first; not the delivered cells."""
    written = opened.write_tables(region, folder)
    return [(p.name, "text/csv", p.stem, p.read_bytes()) for p in written if p.stem != "cells"]
