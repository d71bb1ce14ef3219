"""Facts about what is due by date."""

from __future__ import annotations

from evaluation.study.calendar import due_of
from evaluation.view.view import View


def some_item_has_a_term(view: View) -> bool:
    """Some item that this page's region, or a region of the whole, owes has a term."""
    of = {view.region, *(view.results.regions if view.is_overview else ())}
    return any(d.due is not None for d in due_of(view.study, of, view.results.year))
