"""Many studies of one seed, and what went wrong with any of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.studies.invent import invent
from tests.studies.run import Outcome, run

SEED = 20100806


def failures(outcomes: Iterable[Outcome]) -> list[tuple[int, int, str, str, str]]:
    """What went wrong, with what draws the study again."""
    return [(o.seed, o.index, o.label, place, told) for o in outcomes for place, told in o.failures]


def hundred(start: int, root: Path) -> list[tuple[int, int, str, str, str]]:
    """What went wrong with a hundred studies, of which one in twenty is drawn as PDF too."""
    return failures(run(invent(SEED, n), root, pdf=n % 20 == 0) for n in range(start, start + 100))
