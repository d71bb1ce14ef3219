"""Cells against their columns: what each may hold, told without telling what it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import ibis
from ibis.expr.types import BooleanValue, StringColumn
from ibis.expr.types import Table as Expression

from evaluation.data.findings import Finding
from evaluation.errors import near
from evaluation.register.keys import resident_number
from evaluation.register.tables import TAGS, Column, Table

SHOWN = 5
"""Rows named for one breach of one column; the rest is counted."""

_KEY = "^[0-9A-Za-z_-]{1,64}$"
_CODE = "^[0-9A-Za-z_-]{1,32}$"
_DAY = "^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$"
_TAG = "|".join(TAGS)
_TAGS = f"^({_TAG})( ({_TAG}))*$"


def shape(text: str) -> str:
    """How ``text`` looks without what it says: digits as 9, small and capital letters as a and A, Chinese as 汉."""
    for pattern, sign in (("[0-9０-９]", "9"), ("[^\\W\\d_a-zA-Z]", "汉"), ("[a-z]", "a"), ("[A-Z]", "A")):
        text = re.sub(pattern, "\0" if sign == "a" else "\1" if sign == "A" else sign, text)
    text = text.replace("\0", "a").replace("\1", "A")
    text = "".join(c if c.isprintable() else "." for c in text)
    return text if len(text) <= 24 else f"{text[:23]}…"


def check(table: Expression, contract: Table, file: str, covered: Sequence[str]) -> list[Finding]:
    """Breaches of every column of ``table``, whose cells are text; ``covered`` are the regions there may be."""
    found: list[Finding] = []
    for name, column in contract.columns.items():
        cell = table[name]
        if not column.blank:
            found += _findings(table, cell.isnull(), file, name, "blank", "the cell is blank", "Fill it in")
        if column.type in ("key", "code"):
            found += _findings(
                table, resident_number(cell), file, name, "resident_number", "the cell holds a resident's number",
                "Pseudonymise first: name a secret with --key, or export opaque keys",
            )  # fmt: skip
            wrong = _wrong(cell, column, covered) & ~resident_number(cell).fill_null(False)
        else:
            wrong = _wrong(cell, column, covered)
        found += _findings(table, wrong, file, name, "not_allowed", "", _fix(column), column)
    for given, value, needed in contract.when:
        lacking = (table[given] == value) & table[needed].isnull()
        found += _findings(table, lacking, file, needed, "blank", f"the cell is blank though {given} is {value}",
                           "Fill it in")  # fmt: skip
    if contract.together:
        one, other = contract.together
        alone = table[one].isnull() != table[other].isnull()
        found += _findings(table, alone, file, other, "alone", f"of {one} and {other} only one is given",
                           "Give both or neither")  # fmt: skip
    return found


def typed(con, name: str, contract: Table) -> Expression:
    """The table of the checked texts ``raw_<name>`` with days and flags as such, kept under ``name``."""
    raw = con.table(f"raw_{name}")
    kinds = {"day": "date", "flag": "boolean"}
    made = raw.select("row", **{c: raw[c].cast(kinds.get(k.type, "string")) for c, k in contract.columns.items()})
    con.create_table(name, made)
    con.raw_sql(f'DROP TABLE "raw_{name}"')
    return con.table(name)


def _wrong(cell: StringColumn, column: Column, covered: Sequence[str]) -> BooleanValue:
    match column.type:
        case "key":
            return ~cell.re_search(_KEY)
        case "code" | "place":
            return ~cell.re_search(_CODE)
        case "day":
            return ~cell.re_search(_DAY) | cell.try_cast("date").isnull() & cell.notnull()
        case "tags":
            return ~cell.re_search(_TAGS)
        case "region":
            return ~cell.isin(list(covered))
        case "flag":
            return ~cell.isin(["true", "false"])
        case _:
            return ~cell.isin(list(column.choices))


def _fix(column: Column) -> str:
    return {
        "key": "Write an opaque key of at most 64 letters, digits, - and _",
        "code": "Write a code of at most 32 letters, digits, - and _",
        "place": "Write a division code",
        "day": "Write a day of the calendar as 2010-12-31",
        "tags": f"Write categories with a blank between them: {', '.join(TAGS)}",
        "region": "Write the code of a region that register.yml covers, or of one inside it",
        "flag": "Write true or false",
        "word": f"Write one of {', '.join(column.choices)}",
    }[column.type]


def _findings(
    table: Expression, wrong: BooleanValue, file: str, name: str, code: str, message: str, fix: str,
    column: Column | None = None,
) -> Iterator[Finding]:  # fmt: skip
    bad = table.filter(wrong).select("row", cell=table[name])
    rows = bad.order_by("row").limit(SHOWN).to_pyarrow().to_pylist()
    more = int(bad.count().execute()) - SHOWN if len(rows) == SHOWN else 0
    for number, row in enumerate(rows, start=1):
        said = message or f"got a cell shaped {shape(row['cell'])!r}"
        hint = near(row["cell"], column.choices) if column is not None and column.choices else ""
        todo = f"{hint[:1].upper()}{hint[1:]}" if hint.startswith("did you mean") else fix
        if more > 0 and number == SHOWN:
            said += f" (and {more} more rows)"
        yield Finding(
            severity="blocking", code=code, message=said, fix=todo, file=file, row=row["row"], column=name
        )


def rows_of(bad: Expression, file: str, name: str, code: str, message: str, fix: str) -> Iterator[Finding]:
    """A finding for each row of ``bad``, which has the column ``row``; the cell is not told."""
    made = bad.select("row", cell=ibis.literal(""))
    return _findings(made.rename({name: "cell"}), ibis.literal(True), file, name, code, message, fix)
