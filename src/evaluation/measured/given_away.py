"""Suppressed figures that follow exactly from what is shown beside them: by other periods, by regions and their whole, by a sum
that must hold. Each is told where it stands, and never what it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from evaluation.catalogue.catalogue import Catalogue
from evaluation.data.cells import Cells
from evaluation.data.coverage import list_periods
from evaluation.data.findings import Finding, Told
from evaluation.data.tall import Cell, place_of
from evaluation.measured.lookups import Lookup
from evaluation.measured.sums import Form, Sums, Unknown, Way
from evaluation.study.model import Study

FOLLOWING = ("suppressed_follows", "suppressed_by_sum", "suppressed_by_total")
"""Findings that a suppressed figure follows from others: by other periods, by what must hold, by totals."""
_FIX = "Ask who delivers it whether a second figure is to be withheld too, or this one may be shown; no page works it out"
_TOTAL = {"en": "the total over regions and the other regions", "zh": "地区合计数与其他各地区"}
_PERIODS = {"en": "figures of other periods", "zh": "同一指标其他各期的报送数"}
_SUMS = {"en": ("what must hold: {}", "; ", " with {}"), "zh": ("应有关系（{}）", "；", "及{}")}
_ALSO = {"en": ", and also from ", "zh": "，也可由"}


class GivenAway:
    """Of ``shown`` figures, printed totals among them, the suppressed ``cells`` that follow from the others."""

    def __init__(self, shown: Iterable[Cell], study: Study, catalogue: Catalogue) -> None:
        self._study, self._catalogue, self._shown = study, catalogue, Cells.of(shown)
        self.cells = dict(self._find()) if any(self._shown.with_marks({"suppressed"})) else {}
        self._told: dict[tuple[str, tuple[Lookup, ...]], bool] = {}

    def _find(self) -> Iterator[tuple[Cell, frozenset[Way]]]:
        sums = Sums(self._shown, self._study, self._catalogue)
        for cell in sorted(sums.cells, key=lambda c: (c.file, c.sheet, c.row, c.column)):
            if cell.mark == "suppressed" and (ways := sums.ways_for(cell)):
                yield cell, ways

    def told_by(self, region: str, lookups: tuple[Lookup, ...]) -> bool:
        """Whether the sum of what is looked up for ``region`` is one of the figures. What was delivered for it is no sum."""
        if len(lookups) == 1 and (lookups[0].region or region) != self._study.top.code:
            return False
        key = region, lookups
        if key not in self._told:
            self._told[key] = self._is_one(*key)
        return self._told[key]

    def _is_one(self, region: str, lookups: tuple[Lookup, ...]) -> bool:
        found: Counter[Unknown] = Counter()
        for coefficient, quantity, of, periods, _ in lookups:
            if quantity not in self._among.quantities:
                return False
            for unknown, by in self._among.over(of or region, quantity, periods).items():
                found[unknown] += coefficient * by
        return self._among.form(found) in self._forms

    @cached_property
    def _among(self) -> Sums:
        return Sums(self._shown, self._study, self._catalogue, told=False)

    @cached_property
    def _forms(self) -> frozenset[Form]:
        return frozenset(self._among.form(self._among.figure_of(cell)) for cell in self.cells)

    def findings(self) -> list[Finding]:
        """One for each column of a region of which the figures follow alike, with every way in which they do."""
        groups: dict[tuple[str, str, str, str, frozenset[Way]], list[Cell]] = {}
        for cell, ways in self.cells.items():
            groups.setdefault((cell.file, cell.sheet, cell.column, cell.region, ways), []).append(cell)
        told = {place: Told(place[0], place[1] or None) for place in dict.fromkeys(key[:2] for key in groups)}
        for (file, sheet, _, _, ways), found in groups.items():
            told[file, sheet].take([_tell(self._study, self._catalogue, found, ways)])
        return [finding for of in told.values() for finding in of.all()]


def _tell(study: Study, catalogue: Catalogue, found: list[Cell], ways: frozenset[Way]) -> Finding:
    first, title = found[0], catalogue.quantities[found[0].quantity].title
    periods, rows = list_periods([p.spelled for p in sorted({c.period for c in found})]), sorted({c.row for c in found})
    line = "line" if first.file.endswith(".csv") else "row"
    where = f" ({line}s {', '.join(map(str, rows))})" if len(rows) > 1 else ""
    held = any(one for way in ways for one in way)
    said = {language: _ALSO[language].join(_words(way, language) for way in _in_order(ways)) for language in ("en", "zh")}
    return Finding(
        severity="reportable",
        code="suppressed_by_sum" if held else "suppressed_by_total" if any(ways) else "suppressed_follows",
        message=f"{first.region} {study.name_of(first.region, 'en')}: {title.en} is suppressed for {periods}{where} and follows "
        f"from {said['en']}",
        fix=_FIX,
        facts={"periods": periods, "item": first.quantity, "title": title.zh, "ways": said["zh"]},
        **place_of(first),
    )


def _in_order(ways: Iterable[Way]) -> list[Way]:
    """What must hold first, then totals, then other periods."""
    return sorted(ways, key=lambda way: (not any(way), not way, len(way), sorted(one.code for one in way if one)))


def _words(way: Way, language: str) -> str:
    holds = sorted((one for one in way if one is not None), key=lambda one: one.code)
    if not holds:
        return (_TOTAL if way else _PERIODS)[language]
    text, comma, besides = _SUMS[language]
    return text.format(comma.join(one.text(language) for one in holds)) + (besides.format(_TOTAL[language]) if None in way else "")
