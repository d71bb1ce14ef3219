"""Facts about which tables were delivered."""

from __future__ import annotations

from evaluation.view.coverage import missing_tables, without_figure
from evaluation.view.view import View


def every_region_delivered_every_table(view: View) -> bool:
    """This is the page of the whole, and every region delivered every table for every period that any region did."""
    return view.is_overview and not any(missing_tables(view, r) for r in view.results.regions)


def some_region_lacks_a_table(view: View) -> bool:
    """This is the page of the whole, and some region did not deliver some table for some period."""
    return view.is_overview and any(missing_tables(view, r) for r in view.results.regions)


def this_region_delivered_every_table(view: View) -> bool:
    """This region delivered every table for every period that any region did."""
    return not view.is_overview and not missing_tables(view, view.region)


def this_region_lacks_a_table(view: View) -> bool:
    """This region did not deliver some table for some period."""
    return not view.is_overview and bool(missing_tables(view, view.region))


def made_of_what_lies_inside(view: View) -> bool:
    """Some figure of this region was not delivered for it, and is the sum of what was delivered for the regions inside it."""
    return view.region in view.results.inside.regions


def some_needed_cell_holds_no_figure(view: View) -> bool:
    """A cell of this region, or of any on the page of the whole, that an indicator needs is empty, marked missing or
    suppressed."""
    return bool(without_figure(view))


def no_finding(view: View) -> bool:
    """The checks of the data found nothing that touches this region, or the whole."""
    return not view.results.findings_of(view.region)


def no_open_clause(view: View) -> bool:
    """No choice of a reading had to be made."""
    return not view.study.choices
