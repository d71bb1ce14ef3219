"""The condition of every sentence once more, from the study's files alone: ``fact(study, region, *codes)``.

Named as in evaluation.view.conditions, whose code is not looked at: a sentence that rests on a condition that was taken
away, or that is not the fact it is named for, is found here.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.studies.facts import absent, awards, comparison, documents, figures, judged, papers, records, scores, training, warning

FACTS: dict[str, Callable[..., bool]] = {
    name: thing
    for module in (absent, awards, comparison, documents, figures, judged, papers, records, scores, training, warning)
    for name, thing in vars(module).items()
    if callable(thing) and not name.startswith("_") and getattr(thing, "__module__", "") == module.__name__
}
_DRAWN = "it follows from random draws, which would have to be drawn the same way"
NOT_RECOMPUTED = {
    "values_were_revised": "no drawn study delivers a table again; tests of revisions hold it",
    **dict.fromkeys(
        (
            "some_unit_has_not_delivered",
            "some_unit_delivered_late",
            "some_unit_delivered_in_part",
            "some_unit_delivered_after_the_freeze",
            "files_changed_since_the_freeze",
            "every_region_is_in_every_table",
            "this_region_is_in_every_table",
        ),
        "no drawn study collects in rounds; test_conditions and tests of the round hold it",
    ),
    "rounding_leaves_these_lines_open": "no drawn study delivers figures rounded to a base; test_within holds it",
    "some_problem_left_by_the_last_period": "the ledger of a drawn study begins in its own year; test_left_over holds it",
    "no_finding": "tests.studies.findings holds it to the list of findings, and that to the study's files",
    "some_sum_of_this_region_is_broken": "it follows from a finding; test_conditions draws both sides",
    "some_suppressed_figure_follows": "tests/properties/test_suppressed.py holds what follows against algebra",
    "needs_what_the_scheme_lacks": "no drawn study's own entries take anything out of a group; test_conditions draws both sides",
    **dict.fromkeys(
        ("better_than_expected", "worse_than_expected", "as_expected"),
        "how far chance goes is held by test_scores_expected against every draw counted out",
    ),
    "one_figure_too_far_apart": "how far is too far is the solver's own limit; test_scores_efficiency holds it",
    **dict.fromkeys(
        ("some_interval_misses_its_target", "some_target_within_its_interval", "some_projection_can_be_checked"),
        "it follows from the interval of a projection, which tests of the method hold",
    ),
    **dict.fromkeys(
        (
            "bias_corrected",
            "bias_not_corrected",
            "rank_drawn",
            "rank_shared",
            "rank_not_shared",
            "regions_drawn",
            "rank_moves_in_the_draws",
            "rank_stays_in_the_draws",
            "ranks_fall_into_groups",
            "ranks_without_draws",
            "something_moves_the_ranks",
            "two_things_move_the_ranks",
            "nothing_moves_the_ranks",
        ),
        _DRAWN,
    ),
    **dict.fromkeys(
        (
            "kind_is_of_whole_years",
            "policy_binds_later",
            "period_before_the_studys_year",
            "no_appraisal_known",
            "no_figures_of_its_period",
            "a_file_of_it_contradicts_the_tables",
        ),
        "it is asked before a run, of studies with documents; test_conditions draws both sides",
    ),
}
"""Conditions without a fact, with the reason."""
