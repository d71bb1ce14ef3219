"""``python -m tests.studies.removal``: takes away the condition of one sentence after another, and says how many studies
it took to find that out."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from evaluation.view.conditions import CONDITIONS
from tests.studies.invent import invent
from tests.studies.run import run

ALWAYS = (
    "value_known",
    "some_missed",
    "some_judged_and_some_not",
    "some_indicator_without_a_line",
    "demanded_and_none_judged",
    "no_requirement_holds",
    "line_issued_under_a_clause",
    "line_is_a_proposal",
    "some_hard_limit_without_data",
    "ranked_on",
    "some_region_without_grade",
    "some_region_lacks_a_table",
    "this_region_lacks_a_table",
    "weights_are_a_proposal",
    "some_points_lost",
    "tables_missing_of_this_region",
    "schedules_differ",
    "some_target_waits_for_the_years_end",
)
NEVER = (
    "value_and_line_known",
    "regions_are_scored",
    "whole_lacks_regions",
    "no_region_reports",
    "no_open_clause",
    "above_line_by_printed_digits",
    "below_line_by_printed_digits",
    "all_demanded_are_met",
    "some_met_none_missed_some_open",
    "shown_none_judged",
    "no_value_here",
    "value_as_the_whole",
    "totals_differ",
    "year_is_over",
    "this_region_delivered_every_table",
    "judged_by_one_line",
    "values_differ",
    "graded_on_part_of_the_points",
)
"""One of several sentences of which one is said, and those asked about only where they hold."""
MOST = 500


@contextmanager
def replaced(name: str, answer: bool) -> Iterator[None]:
    """The condition ``name`` gives ``answer`` whatever it is asked."""
    kept = CONDITIONS[name]
    CONDITIONS[name] = lambda view, *of: answer
    try:
        yield
    finally:
        CONDITIONS[name] = kept


def found(name: str, answer: bool, root: Path, seed: int, most: int = MOST) -> int | None:
    """How many studies it takes until one is told wrong for the sake of this condition, or breaks down; None when ``most``
    do not do."""
    with replaced(name, answer):
        for index in range(most):
            outcome = run(invent(seed, index), root, pages=False)
            if outcome.state == "crashed" or any(f": {name}(" in told for _, told in outcome.failures):
                return index + 1
    return None


def removals() -> Iterable[tuple[str, bool]]:
    yield from ((name, True) for name in ALWAYS)
    yield from ((name, False) for name in NEVER)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.studies.removal", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(argv)
    missed = 0
    with tempfile.TemporaryDirectory(prefix="removal-") as scratch:
        for name, answer in removals():
            took = found(name, answer, Path(scratch), asked.seed)
            missed += took is None
            how = "always holds" if answer else "never holds"
            print(f"{name} {how}: " + (f"found after {took}" if took else f"not found in {MOST}"), flush=True)
    print(f"found {len(list(removals())) - missed} of {len(list(removals()))}")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
