"""Files and sheets of one header, whose names differ by a period or a region: one table, however many there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import PurePath

from evaluation.draft.guesses import period_in
from evaluation.draft.pages import DeliveredPage
from evaluation.study import pattern
from evaluation.study.divisions import namesakes


@dataclass(frozen=True, slots=True)
class SharedName:
    """What some pages are called: ``file`` and ``sheet`` as study.yml names them all, and the ``periods`` and ``regions`` that
    their names say."""

    file: str
    sheet: str | None
    periods: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    def leaves(self, hold: str) -> bool:
        """Whether a name leaves the region, or the period, open."""
        return hold in self.file or hold in (self.sheet or "")


def share_name(pages: Sequence[DeliveredPage]) -> SharedName | None:
    """What ``pages`` are called together; None where what their names differ by is neither periods nor regions."""
    file = _open([page.file for page in pages], unknown=True)
    sheet = _open([page.sheet or "" for page in pages], unknown=False)
    if file is None or sheet is None or set(pattern.holes(file.file)) & set(pattern.holes(sheet.file)):
        return None
    return SharedName(file.file, sheet.file or None, file.periods + sheet.periods, file.regions + sheet.regions)


def _open(names: Sequence[str], *, unknown: bool) -> SharedName | None:
    """The one name of several. ``unknown``: whether what differs may be regions that no register has."""
    told = list(dict.fromkeys(names))
    if len(told) == 1:
        return SharedName(told[0], None)
    periods = [period_in(re.sub(r"(?<!\d)-", "_", name)) for name in told]
    rest = told
    if all(periods) and len(set(periods)) > 1:
        rest = list(dict.fromkeys(name.replace(said, pattern.PERIOD, 1) for name, said in zip(told, periods, strict=True)))
    said = tuple(dict.fromkeys(periods)) if rest is not told else ()
    if len(rest) == 1:
        return SharedName(rest[0], None, periods=said)
    found = _region_in(rest, lambda text: bool(namesakes(text))) or (_region_in(rest, _is_word) if unknown else None)
    return SharedName(found[0], None, said, found[1]) if found else None


def _region_in(names: Sequence[str], fits: Callable[[str], bool]) -> tuple[str, tuple[str, ...]] | None:
    """The name with what differs left open, and what stands there: as much as ``fits``."""
    before, behind = _begin_alike(names), _begin_alike([name[::-1] for name in names])[::-1]
    ends = len(PurePath(names[0]).suffix)
    for first in range(len(before) + 1):
        for last in range(min(ends, len(behind)), len(behind) + 1):
            middles = [name[first : len(name) - last] for name in names]
            if all(map(fits, middles)) and len(set(middles)) == len(names):
                return before[:first] + pattern.REGION + names[0][len(names[0]) - last :], tuple(middles)
    return None


def _begin_alike(names: Sequence[str]) -> str:
    """What all of ``names`` begin with."""
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    return "".join(letters[0] for letters in same)


def _is_word(text: str) -> bool:
    """A name of its own, and not the part of one: nothing but letters, with blanks between."""
    return re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)*", text) is not None
