"""The columns (or rows) of figures of a table: what each is called, its unit, and what it may be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evaluation.catalogue.catalogue import Catalogue
from evaluation.data.record import Record, squeeze
from evaluation.data.units import normalise
from evaluation.draft.columns import name_at
from evaluation.draft.form import UNIT, FoundForm, is_figure, is_number, unit_of_cell
from evaluation.draft.guesses import (
    PERCENT,
    Guess,
    guess_quantity,
    packs_sure,
    read_unit,
    unit_above,
    unit_in,
    units_said,
    usual_units,
)
from evaluation.draft.own import Codes, OwnEntry, own_entry
from evaluation.draft.pages import texts_of
from evaluation.draft.rates import find_sides
from evaluation.draft.roles import Roles
from evaluation.study import pattern
from evaluation.study.counted import STATED_RATES, Counts
from evaluation.study.money import Money
from evaluation.study.period_words import is_day
from evaluation.study.unit import RATES, WrittenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedColumn:
    """A column (or row) of figures as study.yml calls it, with what it may be. ``below``: decimals that its figures have
    below one of what they count, ``in_cells``: whether each says its own unit; ``head``: what stands over it and others;
    ``states``: the indicator that it repeats, which other columns give."""

    name: str
    unit: WrittenUnit | None
    guess: Guess | None
    own: OwnEntry | None = None
    below: int = 0
    in_cells: bool = False
    head: str = ""
    states: str = ""

    @property
    def is_stock(self) -> bool:
        """Whether it may be what is there at the end of a period."""
        return self.guess.quantity.kind == "stock" if self.guess else self.own is not None and self.own.kind == "stock"

    @property
    def quantity(self) -> str:
        """The code of what it holds; empty where nothing is known of it."""
        return self.states or (self.guess.quantity.code if self.guess else self.own.code if self.own else "")


@dataclass(frozen=True, slots=True)
class Drafting:
    """What tables of one study are drafted by: the catalogue of some packs, that of all, the language, the money that any of them
    names, and the study's own codes."""

    catalogue: Catalogue
    every: Catalogue
    language: str
    money: Money | None
    codes: Codes


@dataclass(frozen=True, slots=True)
class _Figures:
    """What holds figures, by its name in study.yml; ``title``: what it is called beside its unit and numbers."""

    name: str
    title: str
    unit: WrittenUnit | None
    cells: list[str]
    head: str = ""

    @property
    def texts(self) -> list[str]:
        """What stands in them, empty cells left out."""
        return [text for text in self.cells if text.strip()]

    @property
    def in_cells(self) -> WrittenUnit | None:
        """The unit that they say themselves."""
        return next((unit for text in self.texts if (unit := unit_of_cell(text))), None)


def draft_columns(form: FoundForm, roles: Roles, by: Drafting, counts: Counts) -> list[DraftedColumn]:
    """What the columns (or rows) of figures of a table are called and may be, in their order."""
    taken: set[str] = set()
    made: list[DraftedColumn] = []
    everywhere = unit_above([text for record in form.above for text in record.texts.values()], counts)
    found = list(_figures(form, roles, counts))
    units = [unit and unit.unit_of_figures() for f in found for unit in [f.in_cells or f.unit]]
    votes = Counter(pack for f, unit in zip(found, units, strict=True) for pack in packs_sure(f.title, unit, by.catalogue))
    for number, (figures, unit) in enumerate(zip(found, units, strict=True), 1):
        guess = guess_quantity(figures.title, unit, by.catalogue, by.every, votes)
        if guess and guess.quantity.code in taken:
            guess = None
        if guess:
            taken.add(guess.quantity.code)
        if unit is None and everywhere and (guess is None or guess.quantity.counts == everywhere.counts):
            unit = everywhere.unit_of_figures()
        own = None
        if guess is None and (unit is None or unit.counts in unit.known):
            own = own_entry(number, figures.title, unit, by.codes)
        column = DraftedColumn(name=figures.name, unit=unit, guess=guess, own=own, head=figures.head)
        said = figures.in_cells is not None
        made.append(replace(column, in_cells=said, below=0 if said else _digits_below_one(figures.texts, unit)))
    rates = {n: RATES[c.unit.text] for n, c in enumerate(made) if c.own and c.unit and c.unit.text in RATES}
    counted = {n: c.unit for n, c in enumerate(made) if c.quantity and not c.in_cells and n not in rates}
    for n, (top, bottom) in find_sides(rates, counted, [f.cells for f in found]).items():
        made[n] = _state(made[n], made[top], made[bottom], by.catalogue)
    return made


def _state(rate: DraftedColumn, top: DraftedColumn, bottom: DraftedColumn, catalogue: Catalogue) -> DraftedColumn:
    """The column of a rate that two others give, with the indicator that it repeats: that of a pack, or one of the study's own."""
    assert rate.own
    for code, indicator in catalogue.indicators.items():
        sides = [(r.numerator, r.denominator) for r in indicator.readings.values()]
        codes = [[[t.quantity.code for t in side.terms] if side else [] for side in pair] for pair in sides]
        if codes == [[[top.quantity], [bottom.quantity]]]:
            return replace(rate, own=None, states=code)
    own = replace(rate.own, kind="rate", sides=(top.quantity, bottom.quantity), stocks=top.is_stock and bottom.is_stock)
    return replace(rate, own=own, states=own.code)


def _digits_below_one(texts: Sequence[str], unit: WrittenUnit | None) -> int:
    """Decimals that figures have below one of what they count, or below the minor unit of money."""
    if unit is None or unit.counts in STATED_RATES or unit.counts not in unit.known:
        return 0
    digits = max((len(t.partition(".")[2]) for t in map(normalise, texts) if re.fullmatch(r"-?[\d,' ]*\.\d+", t)), default=0)
    return next(n for n in range(digits + 1) if unit.scale * 10**n % 10**digits == 0)


def _figures(form: FoundForm, roles: Roles, counts: Counts) -> Iterator[_Figures]:
    if not roles.down:
        said = {roles.opened.get(at) or name_at(form, at): at for at in reversed(roles.figures)}
        units = _unit_row(form)
        for name in dict.fromkeys(roles.opened.get(at) or name_at(form, at) for at in roles.figures):
            at = said[name]
            title = _title(name, form) if not name.startswith("column ") else _head_of(form, roles, at) or name
            unit = read_unit(units.text(at), counts) if units and units.text(at) else None
            same = [i for i in roles.figures if (roles.opened.get(i) or name_at(form, i)) == name]
            cells = [r.text(i) for i in same for r in form.rows]
            percent = PERCENT.search(name) or all(c.rstrip().endswith(("%", "％")) for c in cells if is_figure(c))
            unit = unit or unit_in(title, counts) or (read_unit("%") if percent else None)
            yield _Figures(name, title, unit, cells, _group_over(form, at))
        return
    rows: dict[str, list[Record]] = {}
    for record in form.rows:
        rows.setdefault(row_name(record, roles), []).append(record)
    for name, records in rows.items():
        cells = [record.text(at) for record in records for at in roles.figures]
        said_unit = read_unit(records[0].text(roles.unit), counts) if roles.unit is not None else None
        if name:
            yield _Figures(name, name, said_unit or unit_in(name, counts), cells)


def _group_over(form: FoundForm, at: int) -> str:
    """What stands in the first row of a header of several over a column and others."""
    said = (" ".join(text.split()) for text in form.heads[0].texts.values()) if len(form.heads) > 1 else ()
    return next((head for head in said if head and form.names[at].startswith(f"{head} ")), "")


def row_name(record: Record, roles: Roles) -> str:
    """How study.yml calls what the row holds, where rows hold quantities."""
    return " ".join(" ".join(record.text(at).split()) for at in roles.down).strip()


def _unit_row(form: FoundForm) -> Record | None:
    """The row of the header that gives the units."""
    return (
        next((h for h in form.heads if any(UNIT.match(squeeze(t)) for t in h.texts.values())), None)
        if len(form.heads) > 1
        else None
    )


def unit_texts(form: FoundForm, roles: Roles, above: Sequence[str]) -> list[str]:
    """Texts that stand where a unit is due."""
    row = _unit_row(form)
    said = [row.text(at) for at in roles.figures] if row else []
    said += texts_of(form.rows, roles.unit) if roles.unit is not None else []
    return list(dict.fromkeys([*said, *units_said(above), *usual_units(form.names)]))


def _head_of(form: FoundForm, roles: Roles, at: int) -> str:
    """Of a column whose name is long, the row of the header that tells it apart, and is no unit, number or day."""
    for head in form.heads:
        texts = [head.text(i).strip() for i in roles.figures]
        words = all(t and not is_number(t) and not is_day(t) for t in texts)
        if words and len(set(texts)) == len(texts):
            return " ".join(head.text(at).split()).strip(" ;；")
    return ""


def _title(name: str, form: FoundForm) -> str:
    """What a column that is called by its period alone holds: what a line above the table says (指标：…), or its title."""
    if name not in (pattern.PERIOD, pattern.REGION):
        return " ".join(name.replace("{period}", " ").split()).strip(" -_/：:")
    above = [" ".join(text.split()) for record in form.above for text in record.texts.values()]
    said = next((text for text in above if re.match(r"(?i)指标\s*[：:]|indicator\s*:", text)), above[0] if above else "")
    unnamed = "Figures" if "".join(form.names).isascii() else "数据"
    return re.sub(r"(?i)^(?:指标|indicator)\s*[：:]\s*", "", said) or unnamed
