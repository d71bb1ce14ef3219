"""Facts about ranks: how sure they are, what moves them."""

from __future__ import annotations

from evaluation.view.standings import league_if_drawn, moves_without, scored_without_strata, sharing, what_moves
from evaluation.view.view import View


def ranks_without_draws(view: View) -> bool:
    """The study gives scores and asks for no draws."""
    return bool(view.scored.scores) and league_if_drawn(view) is None


def some_scored_indicator_lacks_strata(view: View) -> bool:
    """Regions have ranks by points, and the study declares no strata of an indicator that brings points."""
    return bool(view.scored.ranks) and bool(scored_without_strata(view))


def rank_drawn(view: View) -> bool:
    """This region's rank has an interval over the draws."""
    drawn = league_if_drawn(view)
    return drawn is not None and view.region in drawn.places


def rank_shared(view: View) -> bool:
    """The draws do not tell this region's rank from some other's."""
    return rank_drawn(view) and bool(sharing(view))


def rank_not_shared(view: View) -> bool:
    """The draws tell this region's rank from every other's."""
    return rank_drawn(view) and not sharing(view)


def rank_moves_in_the_draws(view: View) -> bool:
    """The interval of this region's rank holds more than one rank."""
    return (_width(view) or 0) > 0


def rank_stays_in_the_draws(view: View) -> bool:
    """The interval of this region's rank holds one rank."""
    return _width(view) == 0


def _width(view: View) -> int | None:
    """How many ranks the interval of this region's rank goes over; None without one."""
    drawn = league_if_drawn(view)
    if drawn is None or not rank_drawn(view):
        return None
    return drawn.places[view.region].high - drawn.places[view.region].low


def regions_drawn(view: View) -> bool:
    """This is the page of the whole, and ranks have intervals."""
    return view.is_overview and league_if_drawn(view) is not None


def ranks_fall_into_groups(view: View) -> bool:
    """The draws tell at least two groups of ranks apart."""
    drawn = league_if_drawn(view)
    return drawn is not None and view.is_overview and len({p.shared for p in drawn.places.values()}) > 1


def no_indicator_moves_this_rank(view: View) -> bool:
    """This region has a rank, and without any single indicator it is the same."""
    return view.region in view.scored.ranks and not moves_without(view)


def no_indicator_moves_any_rank(view: View) -> bool:
    """Without any single indicator all ranks are the same."""
    without = view.scored.without_each
    return all(found == without[""] for found in without.values())


def something_moves_the_ranks(view: View) -> bool:
    """Some source has a total index above nought."""
    found, _ = what_moves(view)
    return bool(found) and found[0].total > 0


def two_things_move_the_ranks(view: View) -> bool:
    """At least two sources have a total index above nought."""
    found, _ = what_moves(view)
    return len(found) > 1 and found[1].total > 0


def nothing_moves_the_ranks(view: View) -> bool:
    """No source has a total index above nought."""
    return not something_moves_the_ranks(view)
