"""Targets that stand in columns beside the figures of a delivered table."""

from __future__ import annotations

from tests.studies.dice import Dice
from tests.studies.tables import Table
from tests.studies.world import World

Row = dict[str, str]


def stand_in_tables(dice: Dice, world: World, tables: list[Table], rows: list[Row]) -> list[Row]:
    """``rows`` of targets.csv without those of one item that a table has instead, at times."""
    if not dice.yes(0.3):
        return rows
    mine = {r["item"]: [x for x in rows if x["item"] == r["item"]] for r in rows}
    fitting = [item for item, lines in mine.items() if all(_fits(world, line) for line in lines)]
    open_tables = [t for t in tables if "rows" not in t.declared and any(_year(t, world, row) for row in t.regional)]
    if not fitting or not open_tables:
        return rows
    item, table = dice.choice(fitting), dice.choice(open_tables)
    lines = {line["region"]: line for line in mine[item]}
    first = mine[item][0]
    column = {"target": item, "unit": first["unit"], "demand": first["demand"], "status": first["status"]}
    if world.quarters[world.year]:
        column["of"] = "year"
    named = {r[key]: r for r in world.regions for key in ("code", "name_zh", "name_en")}
    moved = set()
    for row in table.rows:
        region = named.get(row[table.region])
        line = _line(lines, region, world) if region and _year(table, world, row) else None
        row["年度目标"] = line["value"] if line else ""
        moved |= {line["region"]} if line else set()
    if not moved:
        for row in table.rows:
            del row["年度目标"]
        return rows
    table.columns["年度目标"] = column
    return [row for row in rows if row["item"] != item or row["region"] not in moved]


def _fits(world: World, line: Row) -> bool:
    """Whether a table can say the same: of the year, without days of its own."""
    return line["period"] == str(world.year) and not line.get("due") and not line.get("in_force") and line["region"] != "everywhere"


def _year(table: Table, world: World, row: Row) -> bool:
    """Whether the row is of the year, and known by the period that is evaluated: a later one sets nothing yet."""
    year, _, part = row.get(table.declared.get("period", ""), table.declared.get("fixed_period", "")).partition("Q")
    return year == str(world.year) and int(part or 0) <= int(world.period.partition("Q")[2] or 99)


def _line(lines: dict[str, Row], region: Row, world: World) -> Row | None:
    if region["reports"] != "true":
        return None
    return lines.get(region["code"]) or lines.get("each")
