"""Suppressed figures that follow exactly from what is shown beside them: by other periods, by regions and their whole, by a sum
that must hold. Each is told where it stands, and never what it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from evaluation.catalogue.catalogue import Catalogue
from evaluation.catalogue.groups import Identity
from evaluation.data.coverage import list_periods
from evaluation.data.findings import Finding, Told
from evaluation.data.tall import Cell
from evaluation.measured.lookups import Lookup
from evaluation.measured.sums import Form, Sums, Unknown
from evaluation.study.model import Study

_FIX = "Ask who delivers it whether a second figure is to be withheld too, or this one may be shown; no page works it out"
By = tuple[Identity | None, ...]
"""The sums that a figure follows by, besides other periods of its own: None stands for regions that make a larger one."""


class GivenAway:
    """Of ``shown`` figures, printed totals among them, the suppressed ``cells`` that follow from the others."""

    def __init__(self, shown: Iterable[Cell], study: Study, catalogue: Catalogue) -> None:
        self._study, self._catalogue, self._shown = study, catalogue, tuple(shown)
        self.cells = dict(self._find()) if any(c.mark == "suppressed" for c in self._shown) else {}
        self._told: dict[tuple[str, tuple[Lookup, ...]], bool] = {}

    def _find(self) -> Iterator[tuple[Cell, By]]:
        sums = Sums(self._shown, self._study, self._catalogue)
        for cell in sorted(sums.cells, key=lambda c: (c.file, c.sheet, c.row, c.column)):
            if cell.mark == "suppressed" and (by := sums.sums_for(cell)) is not None:
                yield cell, tuple(sorted(by, key=lambda identity: identity.code if identity else ""))

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
        """One for each column of a region of which the figures follow alike."""
        groups: dict[tuple[str, str, str, str, By], list[Cell]] = {}
        for cell, by in self.cells.items():
            groups.setdefault((cell.file, cell.sheet, cell.column, cell.region, by), []).append(cell)
        told = {place: Told(place[0], place[1] or None) for place in dict.fromkeys(key[:2] for key in groups)}
        for (file, sheet, _, _, by), found in groups.items():
            told[file, sheet].take([_tell(self._study, self._catalogue, found, by)])
        return [finding for of in told.values() for finding in of.all()]


def _tell(study: Study, catalogue: Catalogue, found: list[Cell], by: By) -> Finding:
    first, title = found[0], catalogue.quantities[found[0].quantity].title
    periods, rows = list_periods([p.spelled for p in sorted({c.period for c in found})]), sorted({c.row for c in found})
    line = "line" if first.file.endswith(".csv") else "row"
    where = f" ({line}s {', '.join(map(str, rows))})" if len(rows) > 1 else ""
    said = f"{first.region} {study.by_code[first.region].name_en}: {title.en} is suppressed for {periods}{where} and follows from"
    holds = [identity for identity in by if identity is not None]
    if holds:
        texts = ["; ".join(identity.text(language) for identity in holds) for language in ("en", "zh")]
        return _finding(
            "suppressed_by_sum",
            f"{said} what must hold: {texts[0]}",
            first,
            facts={"periods": periods, "title": title.zh, "says": texts[1]},
        )
    if by:
        told = f"{said} the total over regions and the other regions"
        return _finding("suppressed_by_total", told, first, facts={"periods": periods, "title": title.zh})
    return _finding("suppressed_follows", f"{said} figures of other periods", first, facts={"periods": periods, "title": title.zh})


def _finding(code: str, message: str, first: Cell, facts: dict[str, str]) -> Finding:
    return Finding(
        severity="reportable",
        code=code,
        message=message,
        fix=_FIX,
        facts=facts,
        file=first.file,
        sheet=first.sheet or None,
        row=first.row,
        column=first.column,
        region=first.region,
    )
