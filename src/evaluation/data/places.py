"""Region and period cells: a code or an exact name, a year or a quarter; never a guess."""

from __future__ import annotations

import re
from collections import defaultdict

from evaluation.data.findings import Problem
from evaluation.data.units import normalised
from evaluation.errors import Refused, near, shown
from evaluation.study import periods
from evaluation.study.model import Study

_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


class Places:
    """The regions of a study by everything a cell may call them."""

    def __init__(self, study: Study) -> None:
        self.codes = dict.fromkeys(r.code for r in study.regions)
        self._codes_of: dict[str, set[str]] = defaultdict(set)
        for region in study.regions:
            for name in (region.name_zh, region.short_zh, region.name_en):
                self._codes_of[name].add(region.code)

    def resolve(self, cell: str) -> str:
        """The region's code, or the cell as it stands when it is none or names several regions."""
        plain = normalised(cell)
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
                f"'{shown(cell)}' names {len(named)} regions ({', '.join(sorted(named))})",
                "Write the code instead of the name",
            )
        known = [*(self.codes if re.fullmatch(r"[0-9\s]+", normalised(cell)) else self._codes_of)]
        hint = near(normalised(cell), known[:400])
        if not hint.startswith("did you mean"):
            hint = "use a code or exact name of regions.csv, or declare the row's label as 'total' in study.yml"
        return Problem("region_unknown", f"'{shown(cell)}' is no region of this study", hint[:1].upper() + hint[1:])


def code_was_rewritten(cell: str, code: str) -> bool:
    """True when ``cell`` is ``code`` in fullwidth characters."""
    stripped = cell.strip(" \u3000\u00a0")
    return stripped != code and normalised(cell) == code


def is_period(text: str) -> bool:
    try:
        periods.parse(text)
    except Refused:
        return False
    return True


def explain_period(cell: str) -> Problem:
    plain = normalised(cell)
    match = re.fullmatch(r"([12][0-9]{3}) ?年?(?:第?([一二三四1-4])季度?|[-/ ]?[Qq]([1-4]))?", plain)
    if match:
        quarter = match[2] or match[3]
        meant = f"{match[1]}Q{_QUARTERS[quarter]}" if quarter else match[1]
        fix = f"Write '{meant}'"
    else:
        fix = "Write a year (2007) or a quarter (2007Q3)"
    got = f"'{shown(cell)}' is not a period" if plain else "the row names no period"
    return Problem("period", got, fix)
