"""Region and period cells: a code or an exact name, a year or a quarter; never a guess."""

from __future__ import annotations

import re
from collections import defaultdict

from evaluation.data.findings import Problem
from evaluation.data.units import normalise
from evaluation.errors import Refused, fit_for_message, near
from evaluation.study import periods
from evaluation.study.model import Study
from evaluation.study.periods import Calendar, Period


class Places:
    """The regions of a study by everything a cell may call them, and the calendar that its periods are of."""

    def __init__(self, study: Study) -> None:
        self.calendar = study.file.years.calendar
        self.codes = dict.fromkeys(r.code for r in study.regions)
        self._codes_of: dict[str, set[str]] = defaultdict(set)
        for region in study.regions:
            for name in (region.name_zh, region.short_zh, region.name_en):
                self._codes_of[name].add(region.code)

    def resolve(self, cell: str) -> str:
        """The region's code, or the cell as it stands when it is none or names several regions."""
        plain = normalise(cell)
        if plain in self.codes:
            return plain
        named = self._codes_of.get(cell.strip(" \u3000\u00a0"), set())
        return next(iter(named)) if len(named) == 1 else cell

    def explain(self, cell: str) -> Problem:
        """Why ``cell`` is no region of the study."""
        if not cell.strip():
            return Problem("region_unknown", "the row names no region", "Write the region's code or name")
        named = self._codes_of.get(cell.strip(" \u3000\u00a0"))
        if named:
            return Problem(
                "region_unknown",
                f"'{fit_for_message(cell)}' names {len(named)} regions ({', '.join(sorted(named))})",
                "Write the code instead of the name",
            )
        known = [*(self.codes if re.fullmatch(r"[0-9\s]+", normalise(cell)) else self._codes_of)]
        hint = near(normalise(cell), known[:400])
        if not hint.startswith("did you mean"):
            hint = "use a code or exact name of regions.csv, or declare the row's label as 'total' in study.yml"
        return Problem("region_unknown", f"'{fit_for_message(cell)}' is no region of this study", hint[:1].upper() + hint[1:])


def code_was_rewritten(cell: str, code: str) -> bool:
    """True when ``cell`` is ``code`` in fullwidth characters."""
    stripped = cell.strip(" \u3000\u00a0")
    return stripped != code and normalise(cell) == code


def period_of(cell: str, calendar: Calendar) -> Period | None:
    """The period of ``calendar`` a cell names; None when it names none."""
    try:
        return periods.parse(normalise(cell), calendar)
    except Refused:
        return None


def explain_period(cell: str, calendar: Calendar) -> Problem:
    plain = normalise(cell)
    meant = periods.meant(plain, calendar)
    how = periods.how_to_write(calendar)
    fix = f"Write '{meant}'" if meant else how[:1].upper() + how[1:]
    got = f"'{fit_for_message(cell)}' is not a period" if plain else "the row names no period"
    return Problem("period", got, fix)
