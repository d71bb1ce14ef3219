"""One table of study.yml as text, with what is not sure said beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.catalogue.catalogue import Catalogue
from evaluation.data.header import yaml_entry
from evaluation.data.record import squeeze
from evaluation.draft.columns import Roles, name_at
from evaluation.draft.form import FoundForm
from evaluation.draft.guesses import (
    Guess,
    counts_on,
    find_money,
    guess_quantity,
    has_decimal_comma,
    packs_sure,
    period_in,
    read_period,
    unit_above,
    unit_in,
)
from evaluation.draft.own import OwnEntry, own_entry
from evaluation.draft.pages import DeliveredPage, texts_of
from evaluation.study.counted import SHIPPED, Counts
from evaluation.study.money import Money
from evaluation.study.unit import WrittenUnit

_CUMULATIVE = re.compile(r"(?i)累计|cumulative|year to date|lũy kế")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedColumn:
    """A column (or row) of figures as study.yml calls it, with what it may be."""

    name: str
    unit: WrittenUnit | None
    guess: Guess | None
    own: OwnEntry | None = None

    @property
    def quantity(self) -> str:
        """The code of what it holds; empty where nothing is known of it."""
        return self.guess.quantity.code if self.guess else self.own.code if self.own else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedTable:
    """What study.yml says of a table, line by line, and what of it went in. ``money``: as its headers and figures say."""

    lines: tuple[str, ...]
    entries: tuple[DraftedColumn, ...]
    period: str
    money: Money | None


def draft_table(
    delivered: DeliveredPage,
    form: FoundForm,
    roles: Roles,
    catalogues: tuple[Catalogue, Catalogue],
    sheet: str | None,
    language: str,
) -> DraftedTable:
    """The entry of one table; ``catalogues``: the one it is drafted by, and that of all packs. ``sheet``: its name, or a pattern of
    those that are read alike."""
    above = [text for record in form.above for text in record.texts.values()]
    figures = [text for at in roles.figures for text in texts_of(form.rows, at)]
    money = find_money([*form.names, *above], figures)
    entries = list(_entries(form, roles, catalogues, money.counts if money else SHIPPED))
    said = (read_period(period_in(text)) for text in (*above, delivered.sheet or "", delivered.file))
    period = "" if roles.periods else next((p.spelled for p in said if p), "")
    title = max((" ".join(t.split()) for r in form.above[:1] for t in r.texts.values()), key=len, default=delivered.file)
    lines = [f"title: {{{language}: {yaml_entry(title)}}}", f"file: {yaml_entry(delivered.file)}"]
    lines += [f"sheet: {yaml_entry(sheet)}"] if sheet else []
    lines += [f"separator: {_quote(delivered.separator)}"] if delivered.separator != "," else []
    lines += [f"title_rows: {form.title_rows}"] if form.title_rows else []
    lines += [f"header_rows: {form.header_rows}"] if form.header_rows > 1 else []
    lines += [f"stop: {yaml_entry(form.stop)}"] if form.stop else []
    lines += ["decimal: ','   # points part thousands"] if has_decimal_comma(figures) else []
    lines += _key_lines(form, roles, period, sheet)
    used = {entry.name for entry in entries if entry.quantity}
    left = [name for name in _names(form, roles) if name not in used]
    lines += (
        [f"ignore: [{', '.join(yaml_entry(name) for name in left)}]   # left out: no figures, or nothing is known of them"]
        if left
        else []
    )
    lines += ["columns:" if used else "columns: {}   # say what is to be read: nothing is known of any column"]
    counted_on = any(counts_on(text) for at in roles.periods for text in texts_of(form.rows, at))
    for entry in entries:
        lines += [f"  {_column_line(entry, counted_on)}"] if entry.quantity else []
    return DraftedTable(lines=tuple(lines), entries=tuple(entries), period=period, money=money)


def _entries(form: FoundForm, roles: Roles, catalogues: tuple[Catalogue, Catalogue], counts: Counts) -> Iterator[DraftedColumn]:
    taken: set[str] = set()
    everywhere = unit_above([text for record in form.above for text in record.texts.values()], counts)
    units = [(name, said or unit_in(name, counts)) for name, said in _figures(form, roles, counts)]
    found = [(name, unit and unit.unit_of_figures()) for name, unit in units]
    votes = Counter(pack for name, unit in found for pack in packs_sure(_title(name, form), unit, catalogues[0]))
    for number, (name, unit) in enumerate(found, 1):
        guess = guess_quantity(_title(name, form), unit, *catalogues, votes)
        if guess and guess.quantity.code in taken:
            guess = None
        if guess:
            taken.add(guess.quantity.code)
        if unit is None and everywhere and (guess is None or guess.quantity.counts == everywhere.counts):
            unit = everywhere
        own = own_entry(number, _title(name, form), unit) if guess is None and (unit is None or unit.counts in unit.known) else None
        yield DraftedColumn(name=name, unit=unit, guess=guess, own=own)


def _figures(form: FoundForm, roles: Roles, counts: Counts) -> Iterator[tuple[str, WrittenUnit | None]]:
    """What holds figures, by its name in study.yml, with the unit that a column of units gives it."""
    if roles.down is None:
        for name in dict.fromkeys(roles.opened.get(at) or name_at(form, at) for at in roles.figures):
            yield name, None
        return
    for record in form.rows:
        if name := " ".join(record.text(roles.down).split()):
            yield name, unit_in(record.text(roles.unit), counts) if roles.unit is not None else None


def _names(form: FoundForm, roles: Roles) -> list[str]:
    """Everything that has to be said something of, but for the keys."""
    columns = [roles.opened.get(at) or name_at(form, at) for at, name in enumerate(form.names) if at not in roles.keys and name]
    if roles.down is None:
        return list(dict.fromkeys(columns))
    values = set(_values(form, roles))
    return [*dict.fromkeys(c for c in columns if c not in values), *texts_of(form.rows, roles.down)]


def _values(form: FoundForm, roles: Roles) -> list[str]:
    """Of a form with quantities down its rows, the columns of figures."""
    return list(dict.fromkeys(roles.opened.get(at) or name_at(form, at) for at in roles.figures))[:1]


def _key_lines(form: FoundForm, roles: Roles, period: str, sheet: str | None) -> list[str]:
    lines = []
    if roles.down is not None:
        unit = f", unit: {yaml_entry(name_at(form, roles.unit))}" if roles.unit is not None else ""
        value = next(iter(_values(form, roles)), "?")
        lines.append(f"down: {{name: {yaml_entry(name_at(form, roles.down))}, values: {_quote(value)}{unit}}}")
    if roles.regions:
        names = [yaml_entry(name_at(form, at)) for at in roles.regions]
        lines.append(f"region: {names[0] if len(names) == 1 else '[' + ', '.join(names) + ']'}")
    elif "{region}" not in (sheet or ""):
        lines.append("fixed_region: R1   # the region that all figures are of; its name is in regions.csv")
    if roles.periods:
        names = [yaml_entry(name_at(form, at)) for at in roles.periods]
        lines.append(f"period: {names[0] if len(names) == 1 else '[' + ', '.join(names) + ']'}")
    elif not roles.opened and "{period}" not in (sheet or ""):
        lines.append(f"fixed_period: {_quote(period or '?')}   # {'as the file says' if period else 'the file does not say which'}")
    lines += [f"total: {yaml_entry(roles.total)}"] if roles.total else []
    if form.numbering and roles.regions:
        key = roles.regions[-1]
        said = list(dict.fromkeys(text for r in form.numbering if (text := squeeze(r.text(key)))))
        lines += [f"rows: {{ignore: {{{yaml_entry(name_at(form, key))}: [{', '.join(map(yaml_entry, said))}]}}}}"] if said else []
    return lines


def _title(name: str, form: FoundForm) -> str:
    """What a column that is called by its period alone holds: what a line above the table says (指标：…), or its title."""
    if name != "{period}":
        return name
    above = [" ".join(text.split()) for record in form.above for text in record.texts.values()]
    said = next((text for text in above if re.match(r"(?i)指标\s*[：:]|indicator\s*:", text)), above[0] if above else name)
    return re.sub(r"(?i)^(?:指标|indicator)\s*[：:]\s*", "", said)


def _column_line(entry: DraftedColumn, counted_on: bool) -> str:
    """``counted_on``: whether the periods of the table run from the first of a year."""
    guess = entry.guess
    is_stock = guess.quantity.kind == "stock" if guess else entry.own is not None and entry.own.kind == "stock"
    stated = entry.own is not None and entry.own.kind == "stated"
    kind = (
        "stock"
        if is_stock
        else "current"
        if stated
        else "cumulative"
        if counted_on or _CUMULATIVE.search(entry.name)
        else "current"
    )
    if guess:
        remark = "called so" if guess.sure else f"likely: {guess.quantity.title.zh}; confirm or correct"
        remark += f"; so is {', '.join(guess.others)} too" if guess.others else ""
    else:
        remark = "no pack has it: an entry of your own in catalogue.yml"
        remark += "; write 'states' for a rate that other columns give" if stated else ""
    name = _quote(entry.name) if re.search(r"[{}\d]", entry.name) else yaml_entry(entry.name)
    remark += "" if entry.unit else "; the file says no unit"
    remark += (
        ""
        if kind == "stock" or stated
        else "; kind: cumulative where it is counted from the year's start"
        if kind == "current"
        else ""
    )
    return f"{name}: {{quantity: {entry.quantity}, unit: {_unit(entry.unit)}, kind: {kind}}}   # {remark}"


def _unit(unit: WrittenUnit | None) -> str:
    return yaml_entry(str(unit)) if unit else _quote("?")


def _list_entry(name: str) -> str:
    return _quote(name) if re.search(r"[{}]", name) else yaml_entry(name)


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
