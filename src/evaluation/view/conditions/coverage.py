"""Facts about which tables were delivered."""

from __future__ import annotations

from evaluation.view.conditions.round import some_unit_delivered_in_part, some_unit_has_not_delivered
from evaluation.view.coverage import missing_tables, parts_without_row_this_year, without_figure
from evaluation.view.only import only
from evaluation.view.statements import broken_identities
from evaluation.view.view import View


def every_region_delivered_every_table(view: View) -> bool:
    """This is the page of the whole, and each of several regions delivered every table for every period that is due; where a
    round is kept, by its record every unit did, and every figure that is due."""
    return _of_several(view) and _all_there(view) and not _came_in_part(view)


def every_region_is_in_every_table(view: View) -> bool:
    """This is the page of the whole, and each of several regions has rows of every table for every period that is due; by the
    record of the round some unit delivered nothing, or less figures than are due."""
    return _of_several(view) and _all_there(view) and _came_in_part(view)


def some_region_lacks_a_table(view: View) -> bool:
    """This is the page of the whole, and one of several regions did not deliver some table for some period."""
    return _of_several(view) and any(missing_tables(view, r) for r in view.results.regions)


def this_region_delivered_every_table(view: View) -> bool:
    """This region, or the only one that is reported on, delivered every table for every period that is due; where a round is
    kept, by its record it did, and every figure that is due."""
    return not _of_several(view) and not missing_tables(view, only(view)) and not _came_in_part(view)


def this_region_is_in_every_table(view: View) -> bool:
    """This region, or the only one that is reported on, has rows of every table for every period that is due; by the record of
    the round it delivered nothing, or less figures than are due."""
    return not _of_several(view) and not missing_tables(view, only(view)) and _came_in_part(view)


def this_region_lacks_a_table(view: View) -> bool:
    """This region, or the only one that is reported on, did not deliver some table for some period."""
    return not _of_several(view) and bool(missing_tables(view, only(view)))


def _all_there(view: View) -> bool:
    return not any(missing_tables(view, r) for r in view.results.regions)


def _came_in_part(view: View) -> bool:
    return some_unit_has_not_delivered(view) or some_unit_delivered_in_part(view)


def _of_several(view: View) -> bool:
    return view.is_overview and view.compares


def made_of_what_lies_inside(view: View) -> bool:
    """Some figure of this region was not delivered for it, and is the sum of what was delivered for the regions inside it."""
    return view.region in view.results.inside.regions


def part_of_this_region_lacks_rows(view: View) -> bool:
    """A region that this one is made of has no row for a table and a period of the page's year that others inside it have."""
    return bool(parts_without_row_this_year(view))


def some_sum_of_this_region_is_broken(view: View) -> bool:
    """Figures delivered for this region, or for one inside it, for periods of the page's year do not add up as they must."""
    return bool(broken_identities(view))


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
