"""A notebook as an outline has it: the cells of its sections in their order, without those of others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from evaluation.study.model import Study
from evaluation.study.outline import ReportOutline

if TYPE_CHECKING:
    from nbformat import NotebookNode

_SECTION = re.compile(r"\s*report\.([a-z][a-z0-9_]*)\(\)\s*")
_END = "end"


def outline_of(study: Study, overview: bool) -> tuple[str, ...]:
    """The sections that the cells of the notebook are arranged by; none where it stays as it is."""
    if study.file.outline == ReportOutline():
        return ()
    from evaluation.report import outlines  # they know every section

    kept = outlines.follows_notebook(study, overview)
    return () if kept else tuple(part.section for part in outlines.parts_of(study, overview))


def arrange(notebook: NotebookNode, names: Sequence[str]) -> None:
    """Put the cells of the sections ``names`` in this order, each behind the text above it; a section that has no cell gets one.

    What stands before the first section stays there, and from the end marker on nothing is moved.
    """
    groups, first, last = _groups(notebook.cells)
    found = [cell for name in names for cell in groups.get(name) or [_cell(name)]]
    notebook.cells = [*notebook.cells[:first], *found, *notebook.cells[last:]]


def _groups(cells: Sequence[NotebookNode]) -> tuple[dict[str, list[NotebookNode]], int, int]:
    """Cells by the section they belong to: the texts above its call, and what follows up to the next; where the first begins
    and where the end marker does."""
    calls = [(at, m[1]) for at, cell in enumerate(cells) if cell.cell_type == "code" and (m := _SECTION.fullmatch(cell.source))]
    begins = [_text_above(cells, at) for at, _ in calls]
    sections = [(name, begin) for (_, name), begin in zip(calls, begins, strict=True) if name != _END]
    last = next((begin for (_, name), begin in zip(calls, begins, strict=True) if name == _END), len(cells))
    ends = [*(begin for _, begin in sections[1:]), last]
    groups = {name: list(cells[begin:end]) for (name, begin), end in zip(sections, ends, strict=True)}
    return groups, sections[0][1] if sections else last, last


def _text_above(cells: Sequence[NotebookNode], at: int) -> int:
    while at and cells[at - 1].cell_type == "markdown":
        at -= 1
    return at


def _cell(name: str) -> NotebookNode:
    import nbformat.v4

    return nbformat.v4.new_code_cell(f"report.{name}()", id=f"outline-{name.replace('_', '-')}")
