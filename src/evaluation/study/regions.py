"""Regions of a study against each other and, for Chinese studies, against the division codes of the right year."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluation.errors import Refused, near
from evaluation.study import divisions
from evaluation.study.model import Study
from evaluation.study.periods import Period
from evaluation.study.region import LEVELS, Region
from evaluation.study.target import EACH, EVERYWHERE

_BELOW_COUNTY = re.compile(r"[0-9]{9}|[0-9]{12}")


def tree(rows: Sequence[tuple[int, Region]], path: Path) -> None:
    """:class:`Refused`, with the line, unless the regions of ``path`` are one tree: every code once, one region without
    a parent, and every other one below it."""
    if not rows:
        raise Refused(f"{path}: no region is listed, the file is empty or has a header alone; every study lists its regions")
    lines: dict[str, int] = {}
    folders: dict[str, str] = {}
    for line, region in rows:
        if region.code in lines:
            raise Refused(f"{path}, line {line}: the code {region.code} stands twice; every region has one row")
        other = folders.setdefault(region.code.casefold(), region.code)
        if other != region.code:
            raise Refused(
                f"{path}, line {line}: {region.code} and {other} would be one folder on some disks; give one another code"
            )
        lines[region.code] = line
    tops = [line for line, region in rows if region.parent == ""]
    if len(tops) != 1:
        where = f", line {tops[1]}" if tops else ""
        raise Refused(f"{path}{where}: exactly one region has no parent (the whole that the others lie in)")
    parents = {region.code: region.parent for _, region in rows}
    under: set[str] = {""}
    for line, region in rows:
        _climb(region.code, parents, under, f"{path}, line {line}")


def _climb(code: str, parents: Mapping[str, str], under: set[str], where: str) -> None:
    """From ``code`` up to a region known to lie ``under`` the top; those on the way are known then, too."""
    way: dict[str, None] = {}
    here = code
    while here not in under and here not in way:
        way[here] = None
        if parents[here] not in parents and parents[here]:
            raise Refused(f"{where}: parent {parents[here]!r} of {here} is not listed; {near(parents[here], parents)}")
        here = parents[here]
    if here in way:
        round_ = " → ".join([*list(way)[list(way).index(here) :], here])
        raise Refused(f"{where}: {code} lies in itself ({round_}); correct the parents")
    under.update(way)


def check(study: Study, folder: Path) -> None:
    """Refuse tiles, targets and judgements that do not fit the regions, and names that are not of the study's vintage."""
    path = folder / "regions.csv"
    codes = [r.code for r in study.regions]
    listed = set(codes)
    _check_tiles(study, path)
    _check_levels(study, path)
    _check_apart(study, path)
    if not study.reporting:
        raise Refused(f"{path}: no region has reports = true; name the units that get a report")
    for target in study.targets:
        if target.region not in (EACH, EVERYWHERE) and target.region not in listed:
            raise Refused(
                f"{folder / 'targets.csv'}: target of {target.item} for region {target.region!r}, which is not listed; "
                f"{near(target.region, [*codes, EACH, EVERYWHERE])}"
            )
    seen: set[tuple[str, str, Period]] = set()
    for target in study.targets:
        key = (target.item, target.region, target.period)
        if key in seen:
            raise Refused(f"{folder / 'targets.csv'}: two targets of {key[0]} for {key[1]} in {key[2]}; keep one")
        seen.add(key)
    _check_rubric(study, folder / "rubric.csv")
    if study.file.region_system == "gb2260":
        _check_vintage(study, path)


def _check_apart(study: Study, path: Path) -> None:
    """No region with a report lies in another one: they are compared with each other, and added to the whole."""
    reporting = {r.code for r in study.apart}
    for region in study.apart:
        for above in study.path(region.parent):
            if above in reporting:
                raise Refused(
                    f"{path}: {region.code} has a report and lies in {above}, which has one too; regions with a report are "
                    "compared and added, so set reports = false for one of them (a region's report lists what lies in it)"
                )


def _check_levels(study: Study, path: Path) -> None:
    """Every level that is used, of regions and by early warning, is known or declared."""
    declared, known = study.file.levels, (*LEVELS, *study.file.levels)
    used = [(path, r.level) for r in study.regions]
    if study.warning:
        small = study.warning.smallest
        named = (*(x.level for x in study.warning.lines), *study.warning.plans, *(small.levels if small else ()))
        used += [(path.parent / "warning.yml", level) for level in named]
    wrong = {level: where for where, level in reversed(used) if level not in known}
    if wrong:
        level, where = next(reversed(wrong.items()))
        write = ", ".join([*(f"{name}: …" for name in declared), *(f"{name}: {{en: …}}" for name in reversed(wrong))])
        hint = near(level, known)
        raise Refused(
            f"{where}: no words are known for the level {level!r}; {hint}{'' if hint.endswith('?') else '.'} Say in study.yml what "
            f"levels of the study's own are called: 'levels: {{{write}}}'"
        )


def _check_tiles(study: Study, path: Path) -> None:
    """All reporting regions have a tile of their own, or none has one."""
    taken: dict[tuple[int | None, int | None], str] = {}
    for region in study.reporting:
        tile = (region.tile_row, region.tile_column)
        if (None in tile) != (study.reporting[0].tile_row is None) or (tile[0] is None) != (tile[1] is None):
            raise Refused(
                f"{path}: {region.code} and {study.reporting[0].code} do not both have a tile_row and a tile_column; give "
                "every reporting region both, or none any"
            )
        if None not in tile and tile in taken:
            raise Refused(f"{path}: {taken[tile]} and {region.code} have the same tile, row {tile[0]}, column {tile[1]}; move one")
        taken[tile] = region.code


def _check_rubric(study: Study, path: Path) -> None:
    """Every judgement is of a listed region, and one item of one region is judged once."""
    first: dict[tuple[str, str], int] = {}
    for row in study.rubric:
        where = f"{path}, line {row.line}"
        if row.region not in study.by_code:
            raise Refused(
                f"{where}: {row.item} is judged for region {row.region!r}, which is not listed; {near(row.region, study.by_code)}"
            )
        key = (row.item, row.region)
        if key in first:
            raise Refused(
                f"{where}: {row.item} of {row.region} is judged a second time (first in line {first[key]}); "
                "keep the judgement that stands"
            )
        first[key] = row.line


def _check_vintage(study: Study, path: Path) -> None:
    vintage = study.file.region_vintage
    if not divisions.FIRST <= vintage <= divisions.LAST:
        raise Refused(
            f"{path.parent / 'study.yml'}: no division codes of {vintage} are known, only of {divisions.FIRST} to "
            f"{divisions.LAST}; take the nearest year, or region_system: free"
        )
    for region in study.regions:
        if region.code == "000000" or region.name_zh in divisions.COLLECTIVE or _is_below_county(region):
            continue
        official = divisions.names_in(region.code, vintage)
        if not official:
            raise Refused(f"{path}: {region.code} {region.name_zh} is not a division code of {vintage}; {_of_other_years(region)}")
        if region.name_zh not in official:
            raise Refused(
                f"{path}: {region.code} is called {' and '.join(official)} in {vintage}, not {region.name_zh}; "
                "use the name of the study's vintage (others may stand in the column 'also')"
            )


def _is_below_county(region: Region) -> bool:
    """Whether it is a street, township or village, which are in no list of divisions: its code begins with that of what it lies
    in."""
    return bool(_BELOW_COUNTY.fullmatch(region.code)) and region.code[:6] == region.parent[:6]


def _of_other_years(region: Region) -> str:
    """What the code was or is in another year, and the code of the name."""
    was = divisions.divisions_of(region.code)
    became = [f"followed by {', '.join(d.became)}" for d in was[-1:] if d.became]
    ever = [", ".join((f"it is {was[-1].name} ({was[-1].told})", *became))] if was else []
    named = [f"{region.name_zh} is {d.told}" for d in divisions.namesakes(region.name_zh) if d.code != region.code]
    return "; ".join([*ever, *named, "check the code or region_vintage in study.yml"])
