"""Region and period cells: a code or an exact name, a period; never a guess."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from evaluation import personal
from evaluation.data import when
from evaluation.data.advice import ALIKE, NOTE, UNKNOWN
from evaluation.data.findings import Finding, Problem
from evaluation.data.header import parts_of_name
from evaluation.data.record import squeeze
from evaluation.data.units import normalise
from evaluation.data.writings import is_number
from evaluation.errors import fit_for_message, near
from evaluation.study import pattern
from evaluation.study.divisions import explain, without_blanks
from evaluation.study.model import Study, Table

_TELEPHONE = 7  # digits of the shortest
_INDENT = re.compile(r"(?:[.·．•…]+|[-－–—]{1,4}|其中[：:]?)[\s\u3000]*(?=\w)")


class Places:
    """The regions of a study by everything a cell may call them, and the period that it is about."""

    def __init__(self, study: Study) -> None:
        self.calendar, self.period = study.file.years.calendar, study.file.period
        self.codes = dict.fromkeys(r.code for r in study.regions)
        self.top = study.top.code
        self._official = {r.code: r.name_zh for r in study.regions} if study.file.region_system == "gb2260" else {}
        self._year = study.file.region_vintage
        self._path = {code: study.path(code) for code in self.codes}
        self._codes_of: dict[str, set[str]] = defaultdict(set)
        self._in_any_case: dict[str, set[str]] = defaultdict(set)
        for region in study.regions:
            for name in map(without_blanks, region.names):
                self._codes_of[name].add(region.code)
                self._in_any_case[name.casefold()].add(region.code)

    def is_region(self, text: str) -> bool:
        return bool(self._homonyms(text))

    def is_period(self, text: str, part: bool) -> bool:
        return when.is_period(text, self.calendar, part)

    def resolve(self, cells: Sequence[str], *, wider: bool = False) -> str:
        """The code of the region that ``cells`` name, from the widest area to the region itself; what they say as it stands
        when it is none or several regions. ``wider``: blank cells behind those of an area, or a name of it once more, are of it."""
        if len(cells) == 1 and cells[0] in self.codes:  # most
            return cells[0]
        named = tuple(cells)
        while wider and len(named) > 1 and not self._candidates(named) and self._says_area(named):
            named = named[:-1]
        return self._single(named) or text_of(cells)

    def with_region(self, finding: Finding, table: Table) -> Finding:
        """``finding`` of a file or sheet that is of one region is of that region: no other is asked about it."""
        if finding.region is not None or table.region or finding.file is None:
            return finding
        said = parts_of_name(table.file, finding.file, table, self) or {}
        said = {**said, **(parts_of_name(table.sheet, finding.sheet or "", table, self) or {})}
        region = self.resolve((said[pattern.REGION],)) if pattern.REGION in said else ""
        return replace(finding, region=region) if region in self.codes else finding

    def _says_area(self, cells: tuple[str, ...]) -> bool:
        """Whether the last of ``cells`` is blank or names once more, however it is written, what those before it name."""
        return not squeeze(cells[-1]) or bool(self._homonyms(cells[-1]) & self._candidates(cells[:-1]))

    def unlisted(self, cells: Sequence[str]) -> bool:
        """Whether ``cells`` name something, and no region of the study is called so."""
        return all(squeeze(cell) for cell in cells) and not self._candidates(tuple(cells))

    def explain(self, cells: Sequence[str]) -> tuple[int, Problem]:
        """At which of ``cells`` no region of the study is named any more, and why."""
        at = next((n for n in range(len(cells)) if not self._candidates(tuple(cells[: n + 1]))), len(cells) - 1)
        return at, self._problem(cells[: at + 1], at == len(cells) - 1)

    def _single(self, cells: tuple[str, ...]) -> str | None:
        """Of several the one that lies nearest to what the cells before it name."""
        named = self._candidates(cells)
        if len(named) > 1 and len(cells) > 1:
            wider = self._candidates(cells[:-1])
            far = {code: min(n for n, above in enumerate(self._path[code]) if n and above in wider) for code in named}
            named = {code for code, n in far.items() if n == min(far.values())}
        return next(iter(named)) if len(named) == 1 else None

    def _candidates(self, cells: tuple[str, ...]) -> Set[str]:
        """The regions that ``cells`` may name: each lies in one that the cells before it may name."""
        *above, last = cells
        found = self._homonyms(last)
        if not above:
            return found
        wider = self._candidates(tuple(above))
        return {code for code in found if wider & set(self._path[code][1:])}

    def _homonyms(self, cell: str) -> Set[str]:
        plain, name = normalise(cell), without_blanks(cell.strip(" \u3000\u00a0"))
        if plain in self.codes:
            return {plain}
        return self._codes_called(name) or self._codes_called(without_indent(name))

    def _codes_called(self, name: str) -> Set[str]:
        return self._codes_of.get(name) or self._in_any_case.get(name.casefold(), set())

    def _problem(self, cells: Sequence[str], is_last: bool) -> Problem:
        *above, cell = cells
        if not cell.strip():
            fix = f"{NOTE}; if the region stands in a row above, 'fill_down'; else ask for the region"
            if above and self._single(tuple(above)):
                fix += "; if the row is of the area before it, 'rows: {wider: read}'"
            return Problem("region_unknown", "the row names no region", fix)
        if is_number(cell) and not self._has_such_codes(cell):
            fix = "Check that the columns are not shifted; if they are not, ask who delivers it which region is meant"
            return Problem(
                "region_unknown", f"'{_mask_telephone(cell)}' is a number where the name or code of a region is due", fix
            )
        named = self._candidates(tuple(cells))
        if named and is_last:
            return Problem(
                "region_unknown",
                f"'{fit_for_message(text_of(cells))}' names {len(named)} regions ({', '.join(sorted(named))})",
                "List the columns that say where it lies in study.yml, as 'region: [state, district]', or a column of codes",
            )
        wider = self._single(tuple(above)) if above else None
        inside = f" of {wider}" if wider else " of this study"
        if wider and (called := self._homonyms(cell)):
            message = f"nothing called '{fit_for_message(cell)}' lies inside {wider}: {', '.join(sorted(called))} is called so"
            itself = f"If such rows are of {wider} itself, write 'rows: {{wider: read}}' for the table in study.yml"
            first = itself if wider in called else "Ask who delivers it in which region it lies"
            return Problem("region_unknown", message, f"{first}; if a part of {wider} is called so, list that in regions.csv")
        known = explain(normalise(cell), self._official, self._year) if self._official else None
        if known:
            return Problem("region_unknown", known[0], known[1][:1].upper() + known[1][1:])
        hint = near(normalise(cell), list(self._names_in(cell, wider))[:400])
        fix = f"{hint[:1].upper()}{hint[1:]} {ALIKE}" if hint.startswith("did you mean") else UNKNOWN
        return Problem("region_unknown", f"'{fit_for_message(cell)}' is no region{inside}", fix)

    def _has_such_codes(self, cell: str) -> bool:
        """Whether ``cell`` has as many digits as a code of the study, or is one that lost its zeros."""
        plain = normalise(cell)
        codes = [code for code in self.codes if code.isdecimal()] if plain.isdecimal() else []
        return any(len(code) == len(plain) or code.lstrip("0") == plain for code in codes)

    def _names_in(self, cell: str, wider: str | None) -> Iterator[str]:
        """What a cell like ``cell`` may say, codes or names, of what lies in ``wider``."""
        if re.fullmatch(r"[0-9\s]+", normalise(cell)):
            yield from (code for code in self.codes if wider is None or wider in self._path[code][1:])
        else:
            inside = (n for n, codes in self._codes_of.items() if any(wider in self._path[c][1:] for c in codes))
            yield from self._codes_of if wider is None else inside


def without_indent(name: str) -> str:
    """``name`` without what shows that it lies in one above it: ``.Alabama``, ``——武汉市``, ``其中：市本级``.

    >>> [without_indent(name) for name in (".Alabama", "其中：市本级", "St. Louis")]
    ['Alabama', '市本级', 'St. Louis']
    """
    found = _INDENT.match(name)
    return name[found.end() :] if found else name


def _mask_telephone(cell: str) -> str:
    """A number that is no code, without its digits where it may be a telephone's."""
    return personal.MASK if sum(map(str.isdecimal, cell)) >= _TELEPHONE else fit_for_message(cell)


def text_of(cells: Sequence[str]) -> str:
    """What the cells that name a region say together."""
    return cells[0] if len(cells) == 1 else " / ".join(cell.strip() for cell in cells)


def code_was_rewritten(cell: str, code: str) -> bool:
    """True when ``cell`` is ``code`` in fullwidth characters."""
    stripped = cell.strip(" \u3000\u00a0")
    return stripped != code and normalise(cell) == code
