"""Figures on a basis: a whole table of one, columns side by side, or rows below each other, and which is used."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from evaluation.study.basis import BASES
from tests.studies.dice import Dice
from tests.studies.pen import FIGURE
from tests.studies.tables import MARKS, Table

if TYPE_CHECKING:
    from tests.studies.invent import Draft

COLUMN = "口径"
_SHARE = 0.12
_SAID = {"reported": ("上报",), "verified": ("核实", "抽查核实"), "provisional": ("初步",), "revised": ("修订",)}


def stand(dice: Dice, draft: Draft) -> None:
    """Put the figures of some tables on bases, and say in study.yml which goes before."""
    if not dice.yes(_SHARE):
        return
    met: set[str] = set()
    for number, table in enumerate(draft.tables):
        mine = dice.part(f"table{number}")
        put = {"none": _nothing, "table": _whole, "columns": beside, "rows": below}
        met |= put[mine.weighted(none=0.3, table=0.2, columns=0.25, rows=0.25)](mine, table)
    if met:
        order = [basis for basis in BASES if basis in met or dice.yes(0.5)]
        dice.shuffle(order)
        draft.study["bases"] = order


def _nothing(dice: Dice, table: Table) -> set[str]:
    return set()


def _whole(dice: Dice, table: Table) -> set[str]:
    table.declared["basis"] = dice.choice(BASES)
    return set()


def beside(dice: Dice, table: Table) -> set[str]:
    """Some columns once more, on another basis."""
    own, met = table.declared.get("basis", "reported"), set[str]()
    for header, column in list(table.figures.items()):
        if dice.yes(0.4):
            other = dice.choice([basis for basis in BASES if basis != own])
            twin = f"{header}，{_SAID[other][0]}数"
            table.columns[twin] = column | {"basis": other}
            for row in table.rows:
                row[twin] = _again(dice, row[header])
            met |= {own, other}
    return met


def below(dice: Dice, table: Table) -> set[str]:
    """A column that says of each row on which basis it is, and rows of another one below some."""
    bases = dice.few(BASES, 2, 3)
    said: dict[str, Any] = {basis: list(_SAID[basis]) for basis in bases}
    table.declared["basis"] = {"column": COLUMN, "means": said}
    first, rows = dice.choice(bases), []
    read = [row for row in table.rows if row in table.regional and row[table.region] != "外"]
    for row in table.rows:
        rows.append(row | {COLUMN: _SAID[first][0]})
        for basis in bases if row in read else ():
            if basis != first and dice.yes(0.4):
                again = {header: _again(dice, row[header]) for header in table.figures}
                rows.append(row | again | {COLUMN: dice.choice(_SAID[basis])})
    table.rows[:] = rows
    return {*bases}


def _again(dice: Dice, text: str) -> str:
    """The figure as another basis has it: mostly the same, at times less, at times none."""
    if not FIGURE.fullmatch(text) or text.startswith("-") or dice.yes(0.6):
        return text
    if dice.yes(0.2):
        return dice.choice((*MARKS["missing"], *MARKS["suppressed"]))
    last = Decimal(1).scaleb(int(Decimal(text).as_tuple().exponent))
    return format(last * dice.randint(0, int(Decimal(text) / last)), "f")
