"""Cells against their columns: what each may hold, told without telling what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ibis.backends.duckdb import Backend
from ibis.expr.types import BooleanValue, StringColumn
from ibis.expr.types import Table as Expression

from evaluation.data.findings import Finding
from evaluation.errors import near
from evaluation.personal import FEWEST, fill_in_key
from evaluation.register.tables import TAGS, RegisterColumn, RegisterTable

SHOWN = 5
"""Rows named for one breach of one column; the rest is counted."""

_KEY = "^[0-9A-Za-z_-]{1,64}$"
_CODE = "^[0-9A-Za-z_-]{1,32}$"
_DAY = "^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$"
_TAG = "|".join(TAGS)
_TAGS = f"^({_TAG})( ({_TAG}))*$"


def shape(text: str) -> str:
    """How ``text`` looks without what it says: digits as 9, small and capital letters as a and A, others as 汉."""
    signs = "".join(map(_sign, text))
    return signs if len(signs) <= 24 else f"{signs[:23]}…"


def _sign(character: str) -> str:
    if character.isdigit():
        return "9"
    if character.isalpha():
        return "汉" if not character.isascii() else "a" if character.islower() else "A"
    return character if character.isprintable() else "."


_FILL = "Fill it in where the register is kept, and export it again"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellBreach:
    """``bad``: the rows that break a promise of ``column``, and what is said of them; without ``message`` the cell's
    shape. ``sure`` has the last word on what a cell holds."""

    bad: BooleanValue
    column: str
    code: str
    fix: str
    message: str = ""
    choices: tuple[str, ...] = ()
    sure: Callable[[str], bool] | None = None


def check(table: Expression, contract: RegisterTable, file: str, covered: Sequence[str]) -> list[Finding]:
    """Breaches of every column of ``table``, whose cells are text; ``covered`` are the regions there may be."""
    breaches = [b for name, column in contract.columns.items() for b in _of_column(table[name], name, column, covered)]
    for given, value, needed in contract.when:
        lacking = (table[given] == value) & table[needed].isnull()
        breaches.append(
            CellBreach(bad=lacking, column=needed, code="blank", fix=_FILL, message=f"the cell is blank though {given} is {value}")
        )
    if contract.together:
        one, other = contract.together
        breaches.append(
            CellBreach(
                bad=table[one].isnull() != table[other].isnull(),
                column=other,
                code="alone",
                message=f"of {one} and {other} only one is given",
                fix="Give both or neither where the register is kept, and export it again",
            )
        )
    counts = table.aggregate(**{str(n): b.bad.sum() for n, b in enumerate(breaches)}).to_pyarrow().to_pylist()[0]
    return [f for n, b in enumerate(breaches) if (times := counts[str(n)]) for f in _findings(table, b, file, times)]


def _of_column(cell: StringColumn, name: str, column: RegisterColumn, covered: Sequence[str]) -> Iterator[CellBreach]:
    if not column.blank:
        yield CellBreach(bad=cell.isnull(), column=name, code="blank", message="the cell is blank", fix=_FILL)
    if column.type in ("key", "code", "place"):
        like = cell.re_replace("[^0-9]", "").length() >= FEWEST
        yield CellBreach(
            bad=like,
            sure=fill_in_key,
            column=name,
            code="resident_number",
            message="the cell holds a resident's number or a telephone's",
            fix="Pseudonymise first: name a secret with --key, or export opaque keys",
        )
    yield CellBreach(bad=_wrong(cell, column, covered), column=name, code="not_allowed", fix=_fix(column), choices=column.choices)


def check_types(con: Backend, name: str, contract: RegisterTable) -> Expression:
    """The table of the checked texts ``raw_<name>`` with days and flags as such, kept under ``name``."""
    raw = con.table(f"raw_{name}")
    kinds = {"day": "date", "flag": "boolean"}
    made = raw.select("row", **{c: raw[c].cast(kinds.get(k.type, "string")) for c, k in contract.columns.items()})
    con.create_table(name, made)
    con.raw_sql(f'DROP TABLE "raw_{name}"')
    return con.table(name)


def _wrong(cell: StringColumn, column: RegisterColumn, covered: Sequence[str]) -> BooleanValue:
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


def _fix(column: RegisterColumn) -> str:
    return {
        "key": "Export an opaque key of at most 64 letters, digits, - and _",
        "code": "Export a code of at most 32 letters, digits, - and _",
        "place": "Export a division code",
        "day": "Export a day of the calendar as 2010-12-31",
        "tags": f"Export categories with a blank between them: {', '.join(TAGS)}",
        "region": "Export the code of a region that register.yml covers, or of one inside it",
        "flag": "Export true or false",
        "word": f"Export one of {', '.join(column.choices)}",
    }[column.type]


def _findings(table: Expression, breach: CellBreach, file: str, times: int) -> Iterator[Finding]:
    bad = table.filter(breach.bad).select("row", cell=table[breach.column]).order_by("row")
    if breach.sure is None:
        rows = bad.limit(SHOWN).to_pyarrow().to_pylist()
    else:
        rows = [row for row in bad.to_pyarrow().to_pylist() if breach.sure(row["cell"])]
        times, rows = len(rows), rows[:SHOWN]
    for nth, row in enumerate(rows, start=1):
        said = breach.message or f"got a cell shaped {shape(row['cell'])!r}"
        hint = near(row["cell"], breach.choices) if breach.choices else ""
        fix = f"{hint[:1].upper()}{hint[1:]}" if hint.startswith("did you mean") else breach.fix
        yield finding_at(file, row["row"], breach.column, breach.code, said, fix, nth, times)


def finding_at(file: str, row: int, column: str, code: str, message: str, fix: str, nth: int, times: int) -> Finding:
    """The ``nth`` finding of ``times`` alike; the last one told counts the others."""
    more = f" (and {times - nth} more rows)" if nth == SHOWN < times else ""
    return Finding(severity="blocking", code=code, message=message + more, fix=fix, file=file, row=row, column=column)
