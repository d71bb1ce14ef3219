"""Matters that are judged and not counted: which of them are a region's."""

from __future__ import annotations

from evaluation.measured.rubric import JudgedMatter, judged_matters
from evaluation.view.view import View


def elsewhere(view: View) -> set[str]:
    """Codes of matters judged for the whole and for no region, or the other way round, that are not this page's."""
    of_whole = {row.item for row in view.study.rubric if row.region == view.top}
    of_regions = {row.item for row in view.study.rubric if row.region != view.top}
    return of_regions - of_whole if view.is_overview else of_whole - of_regions


def matters(view: View) -> tuple[JudgedMatter, ...]:
    """Those of this region."""
    gone = elsewhere(view)
    return tuple(j for j in judged_matters(view.study, view.catalogue, view.region) if j.check.code not in gone)
