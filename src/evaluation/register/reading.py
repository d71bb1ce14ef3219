"""A folder of CSV or Parquet files as a checked register. Every cell is text until it has passed its column's check."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import ibis
from ibis.backends.duckdb import Backend
from ibis.expr.types import Table as Expression

from evaluation import door
from evaluation.data.findings import Finding, Unreadable, order
from evaluation.errors import Refused, near
from evaluation.register import cells, keys, links
from evaluation.register.about import ABOUT, About, about
from evaluation.register.tables import TABLES, RegisterTable

_OPENED = {"temp_directory": "", "autoinstall_known_extensions": False, "autoload_known_extensions": False}
"""Nothing of a person is ever spilt to disk, and nothing is fetched."""

_CSV = (
    "read_csv(?, columns=?, header=true, auto_detect=false, all_varchar=true, delim=',', quote='\"', escape='\"', "
    "nullstr='', strict_mode=true, null_padding=false)"
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Register:
    """Checked tables by name, with typed columns and ``row``, the row in the file.

    ``credited``: the region of the study that a division code counts for. Tables that were not delivered are absent.
    """

    about: About
    tables: Mapping[str, Expression]
    credited: Mapping[str, str]

    def __getitem__(self, name: str) -> Expression:
        if name not in self.tables:
            raise Refused(f"the register has no {name}.csv, which this is read from; export it")
        return self.tables[name]


def read(folder: Path, credited: Mapping[str, str], *, key: bytes | None = None, threads: int | None = None) -> Register:
    """The register in ``folder``, whose regions count for those of ``credited``.

    With ``key``, persons and households are pseudonymised as they are read. :class:`Refused` with every breach found,
    by file, row and column; what stands in a cell is told by its shape only.
    """
    said = about(folder)
    reporting = sorted(set(credited.values()))
    for region in said.regions:
        if region not in reporting:
            raise Refused(f"{folder / ABOUT}: {region!r} is no reporting region; {near(region, reporting)}")
    covered = sorted(code for code, region in credited.items() if region in said.regions)
    _nothing_else(folder)
    files = {name: path for name in TABLES if (path := _file(folder, name)) is not None}
    con = ibis.duckdb.connect(**_OPENED, **({"threads": threads} if threads else {}))
    findings: list[Finding] = []
    for name, path in files.items():
        _load(con, name, path, folder)
        if key is not None:
            _hide(con, name, TABLES[name], key)
        findings += cells.check(con.table(f"raw_{name}"), TABLES[name], path.name, covered)
    _stop(findings)
    typed = {name: cells.check_types(con, name, TABLES[name]) for name in files}
    names = {name: path.name for name, path in files.items()}
    _stop(links.check(typed, names, said.cut_off))
    return Register(about=said, tables=typed, credited=credited)


def _stop(findings: list[Finding]) -> None:
    if findings:
        raise Unreadable(*order(findings))


def _nothing_else(folder: Path) -> None:
    known = [ABOUT, *(f"{name}.csv" for name in TABLES)]
    for path in sorted(folder.iterdir()):
        if path.suffix in (".csv", ".parquet") and path.stem not in TABLES:
            raise Refused(f"{folder} holds a file that is no table of a register; {near(path.name, known)}")


def _file(folder: Path, name: str) -> Path | None:
    ends = (folder / f"{name}{end}" for end in (".csv", ".parquet"))
    found = [path for path in ends if door.size(path, folder) is not None]
    if len(found) > 1:
        raise Refused(
            f"{folder} holds {name}.csv and {name}.parquet; export the register into a folder of its own, with one of them"
        )
    if not found and TABLES[name].needed:
        raise Refused(f"{folder} has no {name}.csv; export it, with its header alone if there is nobody in it")
    return found[0] if found else None


def _load(con: Backend, name: str, path: Path, folder: Path) -> None:
    """``path`` as the table ``raw_<name>``: every cell a text, blank cells null, and the row each stands in."""
    if re.search(r"[*?\[\]]", str(path)):
        raise Refused(f"the folder {folder} has one of *?[] in its name; read a copy in another folder")
    given: list[str | dict[str, str]] = [str(path)]
    try:
        if path.suffix == ".parquet":
            source = "read_parquet(?)"
            header = [row[0] for row in con.con.execute(f"DESCRIBE SELECT * FROM {source}", given).fetchall()]
        else:
            header = _header(path)
            source, given = _CSV, [*given, dict.fromkeys(header, "VARCHAR")]
        _check_columns(header, name, path)
        texts = ", ".join(f'nullif(cast("{c}" AS VARCHAR), \'\') AS "{c}"' for c in TABLES[name].columns)
        numbered = f'SELECT row_number() OVER () + 1 AS "row", {texts} FROM {source}'
        con.con.execute(f'CREATE TABLE "raw_{name}" AS {numbered}', given)
    except duckdb.OutOfMemoryException:
        raise MemoryError from None
    except (duckdb.Error, UnicodeDecodeError, csv.Error) as error:  # its words may hold a line of the file
        line = re.search(r"Line: (\d+)", str(error))
        where = f"{path.name}, line {line[1]}" if line else path.name
        raise Refused(
            f"{where}: not readable as a table; export it again as CSV in UTF-8 with commas, each row as long as the header"
        ) from None


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return next(csv.reader(handle, strict=True), [])


def _check_columns(header: list[str], name: str, path: Path) -> None:
    known = TABLES[name].columns
    for position, column in enumerate(header):
        if column in header[:position]:
            raise Refused(f"{path.name}: column {position + 1} has the name of one before it; export it once")
        if column not in known:
            raise Refused(f"{path.name}: column {position + 1} is none of this table; {near(column, known)}")
    for column in known:
        if column not in header:
            raise Refused(f"{path.name}: the column {column!r} is missing; export it too")


def _hide(con: Backend, name: str, table: RegisterTable, key: bytes) -> None:
    """Replace the keys of persons and households by pseudonyms."""
    import pyarrow

    for column in [c for c in table.columns if c in ("person", "household") and table.columns[c].type == "key"]:
        found = con.con.execute(f'SELECT DISTINCT "{column}" FROM "raw_{name}" WHERE "{column}" IS NOT NULL').fetchall()
        hidden = keys.pseudonymise((value for (value,) in found), key)
        pairs = pyarrow.table(
            {"name": list(hidden), "pseudonym": list(hidden.values())},
            schema=pyarrow.schema({"name": "string", "pseudonym": "string"}),
        )
        con.con.register("pairs", pairs)
        con.con.execute(f'UPDATE "raw_{name}" SET "{column}" = pairs.pseudonym FROM pairs WHERE "{column}" = pairs.name')
        con.con.unregister("pairs")
