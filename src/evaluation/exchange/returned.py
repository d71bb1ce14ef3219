"""Delivered files with what is asked about each: findings of the check by kind, with their places."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evaluation.data import files, readers
from evaluation.data.findings import Finding, Unreadable
from evaluation.data.places import Places
from evaluation.data.record import letters
from evaluation.exchange.asks import Ask, asks
from evaluation.opened import Opened
from evaluation.render.fonts import spell
from evaluation.study import pattern
from evaluation.study.model import Study, Table
from evaluation.view.findings import describe
from evaluation.view.view import View

MOST = 20
"""Places of one kind that a page lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """Where something was found in a file: ``cell`` as a spreadsheet names it, empty where no single cell is meant; ``said``: what
    is wrong there beyond its kind."""

    sheet: str
    row: int | None
    cell: str
    column: str
    region: str
    got: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedKind:
    """Findings of one kind in a file: how many there are, and their places (the first ones where there are very many)."""

    ask: Ask
    blocking: bool
    count: int
    places: tuple[FoundPlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedFile:
    """A delivered file, by what it holds, with what is asked about it."""

    name: str
    sha256: str
    content: bytes
    groups: tuple[AskedKind, ...]

    @property
    def is_old_workbook(self) -> bool:
        return self.name.endswith(".xls")

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


def files_to_return(opened: Opened, findings: Sequence[Finding], language: str, unit: str = "") -> tuple[ReturnedFile, ...]:
    """Files of the study about which something is asked of those who delivered them, in the order of their names. ``unit``: only
    what touches this region, and what is of no region."""
    of_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in [touching for f in findings if (touching := _touching(f, unit, opened.study)) is not None]:
        if finding.file and _kind(finding) in asks():
            of_file[finding.file].append(finding)
    view = None if opened.blocking else View(results=opened.results, region=opened.study.top.code, language=language, key="")
    found = {}
    for delivered in opened.delivery.files:
        path = opened.root / delivered.path
        wrong = of_file.get(path.name, [])
        if wrong and path.name not in found:
            content = files.content(path, opened.root)
            cells = _addresses(content, opened.study.file.tables[delivered.table], path.name, Places(opened.study))
            found[path.name] = ReturnedFile(
                name=path.name,
                sha256=hashlib.sha256(content).hexdigest(),
                content=content,
                groups=tuple(_groups(wrong, cells, opened, view, language)),
            )
    return tuple(found[name] for name in sorted(found))


def _touching(finding: Finding, unit: str, study: Study) -> Finding | None:
    """The finding as far as it touches ``unit``, or a region inside it; None where it does not."""

    named = regions_of_file(study, finding.file) if unit and finding.file else set()

    def is_meant(region: str | None) -> bool:
        if region is None and named:
            return any(unit in study.path(of) for of in named)
        return not unit or region is None or unit in study.path(region) or study.region(region) is None

    if finding.alike:
        alike = tuple((row, region) for row, region in finding.alike if is_meant(region))
        return replace(finding, alike=alike) if alike else None
    return finding if is_meant(finding.region) else None


def regions_of_file(study: Study, name: str) -> set[str]:
    """The regions that the name of a delivered file says it is of; none of one that says none."""
    taken = [said for table in study.file.tables.values() if (said := pattern.take(table.file, name))]
    return {Places(study).resolve([said[pattern.REGION]]) for said in taken if pattern.REGION in said}


def _kind(finding: Finding) -> str:
    return dict(finding.facts)["kind"] if finding.code == "more_of_a_kind" else finding.code


def _groups(
    findings: Sequence[Finding], cells: Mapping[tuple[str, str], int], opened: Opened, view: View | None, language: str
) -> Iterator[AskedKind]:
    of_kind: dict[tuple[bool, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        of_kind[finding.severity != "blocking", _kind(finding)].append(finding)
    for (reportable, code), some in sorted(of_kind.items(), key=lambda item: item[0]):
        single = [f for f in some if f.code != "more_of_a_kind"]
        yield AskedKind(
            ask=asks()[code],
            blocking=not reportable,
            count=sum(max(1, len(f.alike)) * f.stands_for for f in some),
            places=tuple(place for f in single for place in _places(f, cells, opened, view, language)),
        )


def _places(
    finding: Finding, cells: Mapping[tuple[str, str], int], opened: Opened, view: View | None, language: str
) -> Iterator[FoundPlace]:
    sheet, column = finding.sheet or "", finding.column or ""
    position = cells.get((sheet, column))
    said = finding.message if language == "en" else str(describe(view, finding)[0]) if view else ""
    for row, code in finding.alike or ((finding.row, finding.region),):
        region = opened.study.region(code or "")
        yield FoundPlace(
            sheet=spell(sheet),
            row=row,
            cell="" if position is None or row is None else f"{letters(position)}{row}",
            column=spell(column),
            region=opened.study.name_of(region.code, "en" if language == "en" else "zh") if region else "",
            got=spell(finding.value or ""),
            said=spell("" if finding.alike else said),
        )


def _addresses(content: bytes, table: Table, name: str, places: Places) -> dict[tuple[str, str], int]:
    """By sheet and column of the table, at which position from 0 the column stands; none of a file that cannot be read."""
    try:
        grids, _ = readers.read(content, table, name, places)
    except Unreadable:
        return {}
    found: dict[tuple[str, str], int] = {}
    for grid in grids:
        sheet = grid.sheet or ""
        for position, text in enumerate(grid.header):
            found.setdefault((sheet, text), position)
        for row in grid.rows:
            found |= {(sheet, column): position for column, position in row.columns.items()}
    return found
