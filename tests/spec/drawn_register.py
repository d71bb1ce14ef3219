"""A register drawn in a test: a table of persons, of spells, of facts, with columns left out that do not matter.

person | birth      | sex            asked: person | on         =>
a      | 1960-02-29 | male                  a      | 2010-02-27 => no
                                            a      | 2010-02-28 => yes
"""

from __future__ import annotations

from datetime import date

import ibis

from evaluation.register.about import About, Rules
from evaluation.register.reading import Register
from evaluation.register.tables import TABLES

KINDS = {"day": "DATE", "flag": "BOOLEAN"}
PLAIN = {
    "sex": "male",
    "birth": "1970-01-01",
    "hukou": "R1",
    "able": "true",
    "willing": "true",
    "region": "R1",
    "urban": "true",
    "form": "unit",
    "free": "true",
    "answer": "accepted",
    "entered": "2005-09-01",
    "graduated": "2009-06-30",
    "tags": "A4_ltu",
    "home": "true",
    "services": "true",
    "income": "true",
    "insurance": "true",
    "policies": "true",
}
SOURCE = "a test"
RULES = {
    "working_age": {"begins": 16, "men_end": 60, "women_end": 55, "source": SOURCE},
    "refusals": {"count": 2, "source": SOURCE},
    "reassist": {"days": 30, "source": SOURCE},
    "visits": {"days": 10, "source": SOURCE},
    "zero_family": {"members": "all", "source": SOURCE},
    "disabled_parents": {"reading": "both", "source": SOURCE},
    "other_groups": {"codes": ["hero"], "source": SOURCE},
    "order": {
        "tags": ["B_zero_family", "A2_disabled", "A3_dibao", "A1_4050", "A5_landless", "A6_grad", "A4_ltu", "A7_other"],
        "source": SOURCE,
    },
}


def rules(**changed) -> Rules:
    """The parameters of these tests, with ``changed`` parts: ``rules(zero_family={"members": "able"})``."""
    return Rules.model_validate({k: {**v, **changed.get(k, {})} for k, v in RULES.items()})


def rows(text: str) -> list[dict[str, str]]:
    """Rows of a drawn table by its header; blank cells are left out."""
    header, *lines = ([c.strip() for c in line.split("|")] for line in text.strip().splitlines())
    return [{k: v for k, v in zip(header, line, strict=True) if v} for line in lines]


def register(cut_off: str = "2012-12-31", regions=("R1", "R2"), threads: int = 1, without=(), **drawn: str | list) -> Register:
    """A checked register of drawn (or listed) tables; whoever is named anywhere is a person, and every table is there."""
    tables = {name: rows(t) if isinstance(t, str) else [dict(row) for row in t] for name, t in drawn.items()}
    people = {row["person"]: {} for t in tables.values() for row in t if "person" in row}
    people |= {row["person"]: row for row in tables.get("persons", ())}
    tables["persons"] = [{"person": person, **row} for person, row in people.items()]
    homes = {row["household"]: {} for row in tables["persons"] if "household" in row}
    homes |= {row["household"]: row for row in tables.get("households", ())}
    tables["households"] = [{"household": home, **row} for home, row in homes.items()]
    con = ibis.duckdb.connect(threads=threads)
    made = {}
    for name, contract in TABLES.items():
        if name in without:
            continue
        columns = ", ".join(f'"{c}" {KINDS.get(k.type, "VARCHAR")}' for c, k in contract.columns.items())
        con.con.execute(f'CREATE TABLE "{name}" ("row" BIGINT, {columns})')
        lines = enumerate(tables.get(name, []), start=2)
        said = [[number, *(_cell(row, c, name, number) for c in contract.columns)] for number, row in lines]
        if said:
            marks = ", ".join(f"({', '.join('?' * len(row))})" for row in said)
            con.con.execute(f'INSERT INTO "{name}" VALUES {marks}', [cell for row in said for cell in row])
        made[name] = con.table(name)
    about = About(cut_off=date.fromisoformat(cut_off), regions=regions, source=SOURCE, synthetic=True)
    return Register(about=about, tables=made, credited={r: r for r in regions})


def _cell(row: dict[str, str], column: str, table: str, number: int) -> str | None:
    """What is drawn, else what does not matter here; the household of a visit is a condition, of a person a key."""
    if column in row:
        return row[column] or None
    if column in ("service", "visit"):
        return f"{column}{number}"
    if table == "visits" and column == "household":
        return "true"
    return None if column == "household" else PLAIN.get(column)


def judged(rule, drawn: Register, asked: str, parameters: Rules | None = None) -> None:
    """``rule`` holds for the drawn persons and days marked ``yes``, and for no others."""
    lines = [line.split("=>") for line in asked.strip().splitlines()]
    expected = {tuple(c.strip() for c in left.split("|")): right.strip() for left, right in lines}
    assert set(expected.values()) <= {"yes", "no"}
    con = drawn["persons"].get_backend()
    name = ibis.util.gen_name("asked")
    con.con.execute(f'CREATE TABLE "{name}" (person VARCHAR, "on" DATE)')
    con.con.executemany(f'INSERT INTO "{name}" VALUES (?, ?)', [list(key) for key in expected])
    found = rule(drawn, con.table(name), parameters or rules()).to_pyarrow().to_pylist()
    assert all(set(row) == {"person", "on"} for row in found)
    held = sorted((row["person"], row["on"].isoformat()[:10]) for row in found)
    assert held == sorted(key for key, said in expected.items() if said == "yes"), f"{rule.__name__}: {expected}"


def listed(rows_of, *columns: str) -> list[tuple[str, ...]]:
    """Rows of an expression as sorted texts, for comparison with drawn ones."""
    found = rows_of.select(*columns).to_pyarrow().to_pylist()
    return sorted(tuple(_text(row[c]) for c in columns) for row in found)


def _text(value) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(value).lower() if isinstance(value, bool) else str(value)
