"""Facts about matters that are judged and not counted."""

from __future__ import annotations

from evaluation.measured.rubric import judged_matters
from evaluation.view.matters import elsewhere, matters
from evaluation.view.view import View


def matters_and_none_judged(view: View) -> bool:
    """The study's document has matters that cannot be counted, and the study judges none of them anywhere."""
    return bool(judged_matters(view.study, view.catalogue, view.region)) and not view.study.rubric


def some_matter_is_this_regions(view: View) -> bool:
    """The study judges such matters, and at least one falls to this region."""
    return bool(view.study.rubric) and bool(matters(view))


def one_assessor(view: View) -> bool:
    """All judged matters of this region were judged by the same assessor."""
    return len({j.assessment.assessor for j in matters(view) if j.assessment}) == 1


def some_matter_falls_to_regions_alone(view: View) -> bool:
    """This is the page of the whole, and some matter is judged for its several regions only."""
    return view.is_overview and view.compares and bool(elsewhere(view))


def some_matter_falls_to_the_only_region_alone(view: View) -> bool:
    """This is the page of the whole, and some matter is judged only for the one region that is reported on."""
    return view.is_overview and not view.compares and bool(elsewhere(view))


def some_matter_falls_to_the_whole_alone(view: View) -> bool:
    """This is a region's page, and some matter is judged for the whole only."""
    return not view.is_overview and bool(elsewhere(view))
