"""Which parts of the training streams the tables of a study can show at all."""

from __future__ import annotations

from evaluation.view.view import View

PARTS = {
    "retraining.completed": ("completed",),
    "retraining.base": ("base",),
    "retraining.covered": ("base",),
    "retraining.in_base": ("in_base",),
    "retraining.rate": ("base", "in_base"),
    "retraining.target_rate": ("base",),
    "retraining.passed_share": ("passed",),
    "retraining.employment_rate": ("employed",),
    "retraining.capacity": ("seats",),
}
"""Lines of the tables by what they are made of."""


def in_no_table(view: View, line: str) -> bool:
    """Whether of every stream some table lacks a column that the line is made of."""
    if line not in PARTS:
        return False
    streams = (view.catalogue.streams[s.stream] for s in view.results.streams(view.region))
    return not any(all(view.mapped(q) for part in PARTS[line] for q in s.needs(part)) for s in streams)
