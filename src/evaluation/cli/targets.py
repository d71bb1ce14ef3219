"""``evaluation targets``: rows of targets.csv from a table of targets as it was issued."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from evaluation.cli.output import save, say, with_limits
from evaluation.errors import EXIT_DONE, Refused, near

if TYPE_CHECKING:
    from evaluation.catalogue.catalogue import Catalogue
    from evaluation.data.grid import Grid, Row
    from evaluation.data.places import Places
    from evaluation.study.model import Study, Table

_NAMES = ("三级指标", "指标名称", "绩效指标", "Indicator")
_VALUES = ("年度指标值", "指标值", "目标值", "年度目标值", "Target")
_UNITS = ("计量单位", "度量单位", "单位", "Unit")
_REGIONS = ("地区", "区域", "Region")
_MOST_TITLES = 13
_HEADER = ("item", "region", "period", "demand", "value", "unit", "status", "source")


class _Draft(NamedTuple):
    rows: list[tuple[str, ...]]
    told: list[str]


@click.command(short_help="Draft targets.csv from an issued table of targets.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--study", required=True, help="The study whose indicators the rows are of.")
@click.option("--sheet", help="Of a workbook.")
@click.option("--region", default="", help="Code, each or everywhere; left out: the whole, or what a column of regions says.")
@click.option("--period", default="", help="Left out: the year of the study's period.")
@click.option("--map", "maps", multiple=True, metavar="NAME=CODE", help="A name of the table and its indicator; may be repeated.")
@click.option("-o", "out", type=click.Path(path_type=Path), help="Write the rows there instead of printing them.")
@with_limits
def targets(
    file: Path,
    study: str,
    sheet: str | None,
    region: str,
    period: str,
    maps: tuple[str, ...],
    out: Path | None,
    timeout: int,
    memory: int,
) -> int:
    """Read an issued 区域绩效目标表 (CSV or XLSX) and write its rows as those of targets.csv, each with its place.

    A row is taken by the exact name of an indicator (title, code or other name), or by --map. What is only like one, unknown,
    a range or a text is named and left out. Look at every row before it goes into params/STUDY/targets.csv.
    """
    from evaluation import project
    from evaluation.runs.limits import Limits, within
    from evaluation.spreadsheet import csv_bytes

    named = dict(_pair(said) for said in maps)
    made = within(
        Limits(timeout=timeout, memory=memory),
        f"reading {file.name}",
        partial(_draft, file, study, sheet, (region, period), named, project.root()),
    )
    rows = [_HEADER, *made.rows]
    if out is None:
        say(csv_bytes(rows, "utf-8").decode().rstrip("\n"))
    else:
        save(out, csv_bytes(rows), f"{len(made.rows)} targets; look at every row")
    for line in made.told:
        say(line, err=True)
    return EXIT_DONE


def _pair(said: str) -> tuple[str, str]:
    name, equals, code = said.rpartition("=")
    if not (name and equals and code):
        raise Refused(f"--map {said!r} is no pair; write --map '城镇新增就业人数=new_urban_jobs'")
    return name.strip(), code.strip()


def _draft(file: Path, name: str, sheet: str | None, where: tuple[str, str], named: Mapping[str, str], root: Path) -> _Draft:
    from evaluation.catalogue.catalogue import catalogue_of
    from evaluation.data.places import Places
    from evaluation.study.load import load
    from evaluation.study.periods import parse

    study = load(name, root)
    catalogue = catalogue_of(study, root)
    for code in named.values():
        if code not in study.file.indicators:
            raise Refused(f"--map: {code!r} is no indicator of the study; {near(code, study.file.indicators)}")
    period = parse(where[1], study.file.years.calendar) if where[1] else study.file.period.year
    grid, value, columns = _grid(file, sheet, Places(study))
    made = _Draft([], [])
    for row in grid.rows:
        title = row.cells[columns["name"]].strip()
        if title:
            place = f"{file.name}{f'（{grid.sheet}）' if grid.sheet else ''}，第{row.number}行，{title}"
            _take(row, title, place, (value, columns), (study, catalogue), (where[0], period.spelled), named, made)
    return made


def _take(
    row: Row,
    title: str,
    place: str,
    of: tuple[str, Mapping[str, str]],
    known: tuple[Study, Catalogue],
    where: tuple[str, str],
    named: Mapping[str, str],
    made: _Draft,
) -> None:
    """One row as a target, or why it is none."""
    from evaluation.data.goals import read_goal
    from evaluation.measured.delivered import side_of_a_line

    (value, columns), (study, catalogue) = of, known
    code, hint = _indicator(title, study, catalogue, named)
    if not code:
        made.told.append(f"{place}: {hint}; not taken")
        return
    indicator, text = catalogue.indicators[code], row.cells[value].strip()
    try:
        goal = read_goal(text, row.cells.get(columns.get("unit", ""), ""), study.counts)
        region = where[0] or _region(row.cells.get(columns.get("region", ""), ""), study)
    except ValueError as error:
        made.told.append(f"{place}: {text!r} {error}; not taken")
        return
    unit = indicator.settle(study.choices)[1].unit
    if unit.line(goal.value, goal.unit, catalogue.counts) is None:
        measured_in = unit.words("en", catalogue.counts)
        told = f"{code} is measured in {measured_in}, {goal.unit} is not its unit; put it into targets.csv by hand if it is meant"
        made.told.append(f"{place}: {text!r}: {told}; not taken")
        return
    demand = goal.demand or side_of_a_line(indicator)
    if demand is None:
        made.told.append(f"{place}: {text!r} has no sign, and which side of {code} is good is not known; not taken")
        return
    if goal.demand is None:
        made.told.append(f"{place}: {text!r} has no sign; taken as {demand}, by the direction of {code}")
    made.rows.append((code, region, where[1], demand, f"{goal.value.normalize():f}", goal.unit.text, "issued", place[:200]))


def _indicator(title: str, study: Study, catalogue: Catalogue, named: Mapping[str, str]) -> tuple[str, str]:
    """The indicator that is called so, or none and what to do."""
    from evaluation.catalogue.search import Known, rank

    if title in named:
        return named[title], ""
    every = [catalogue.indicators[c] for c in study.file.indicators if c in catalogue.indicators]
    known = [Known(i.code, (i.title.zh, i.title.en), catalogue.also.get(i.code, ())) for i in every]
    found = rank(title, known)
    same = [entry.code for score, entry in found if score == 1000]
    if len(same) == 1:
        return same[0], ""
    if not found:
        return "", "no indicator of the study is called like it; declare one, or leave the row out"
    return "", f"like {found[0][1].code} ({found[0][1].titles[0]}); if it is, add --map '{title}={found[0][1].code}'"


def _region(said: str, study: Study) -> str:
    """The code of a region by its name; the whole where the row names none."""
    from evaluation.study.region import homonyms

    if not said.strip():
        return study.top.code
    found = homonyms(study.regions, said)
    if len(found) != 1:
        raise ValueError(f"is of {said.strip()!r}, which is no one region of the study")
    return found[0].code


def _grid(file: Path, sheet: str | None, places: Places) -> tuple[Grid, str, dict[str, str]]:
    """The table, its column of values, and those of names, units and regions as far as there are any."""
    from evaluation import door
    from evaluation.data import readers
    from evaluation.data.findings import Unreadable

    if file.suffix not in (".csv", ".xlsx"):
        raise Refused(f"{file.name} is neither .csv nor .xlsx; save it as one of them")
    try:
        content = door.read(file.resolve(), file.resolve().parent, readers.LARGEST_FILE)
    except OSError as error:
        raise Refused(f"{file}: cannot be read: {error.strerror}") from None
    wrong = ""
    for titles, name, value in product(range(_MOST_TITLES), _NAMES, _VALUES):
        columns = {"name": name, "value": value}
        try:
            (first, *_), _ = readers.read(content, _table(file.name, sheet, titles, columns), file.name, places)
            for key, others in (("unit", _UNITS), ("region", _REGIONS)):
                found = next((said for said in others if said in first.header), None)
                columns |= {key: found} if found else {}
            grids, _ = readers.read(content, _table(file.name, sheet, titles, columns), file.name, places)
            return grids[0], value, columns
        except Unreadable as error:
            wrong = wrong or error.findings[0].message
    names, values = " or ".join(_NAMES), " or ".join(_VALUES)
    raise Refused(f"{file.name}: no row names a column {names} and a column {values}; the first thing wrong: {wrong}")


def _table(file: str, sheet: str | None, titles: int, columns: Mapping[str, str]) -> Table:
    from evaluation.study.model import Table

    said = {column: {"unit": "%", "states": "x"} for key, column in columns.items() if key != "name"}
    return Table.model_validate(
        {
            "title": {"zh": "区域绩效目标表"},
            "file": file,
            "sheet": sheet,
            "title_rows": titles,
            "region": columns["name"],
            "fixed_period": "2000",
            "ignore": "rest",
            "columns": said,
        }
    )
