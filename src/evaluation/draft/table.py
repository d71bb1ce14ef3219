"""One table of study.yml as text, with what is not sure said beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evaluation.data.advice import likely_mark
from evaluation.data.header import yaml_entry
from evaluation.data.record import squeeze
from evaluation.data.units import MARK_OF, normalise
from evaluation.draft.alike import SharedName
from evaluation.draft.columns import name_at
from evaluation.draft.figures import DraftedColumn, Drafting, draft_columns, row_name, unit_texts
from evaluation.draft.form import FoundForm, cells_of, flag_of_cell, is_figure, is_number
from evaluation.draft.guesses import PERCENT, counts_on, find_counted, find_period, has_decimal_comma, period_in, shared_signs
from evaluation.draft.pages import DeliveredPage, texts_of
from evaluation.draft.roles import Roles
from evaluation.study import pattern
from evaluation.study.counted import MOST_DIGITS, SHIPPED, Counted
from evaluation.study.period import Period
from evaluation.study.unit import IN_CELLS, WrittenUnit

_FLAGS = (
    ("p", "初步数", "provisional"),
    ("r", "修订数", "revised"),
    ("e", "估计数", "estimated"),
    ("b", "口径有变", "break in the series"),
    ("u", "可靠性低", "low reliability"),
    ("d", "定义不同", "definition differs"),
    ("f", "预测数", "forecast"),
)
_ANNEX = re.compile(r"附[件表录][0-9一二三四五六七八九十]*[：:]?$|(?i:annex|appendix) ?[0-9A-Z]*$")
_DATED = re.compile(r"(?i)(?:date|period|time|year|quarter|month|报告期|所属期|期间|时间|年度|日期)\s*(?:[：:].*)?$")
_A_DAY = re.compile(r"[12]\d{3}年\d{1,2}月\d{1,2}日|\d{1,2} [A-Z][a-z]{2,8}\.? [12]\d{3}|[A-Z][a-z]{2,8}\.? \d{1,2}, ?[12]\d{3}")
_CUMULATIVE = re.compile(r"(?i)累计|cumulative|year to date|lũy kế")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedTable:
    """What study.yml says of a table, line by line, and what of it went in. ``counted``: what its units count that is not known
    without being declared."""

    lines: tuple[str, ...]
    entries: tuple[DraftedColumn, ...]
    period: str
    counted: tuple[Counted, ...]


def draft_table(delivered: DeliveredPage, form: FoundForm, roles: Roles, by: Drafting, called: SharedName) -> DraftedTable:
    """The entry of one table."""
    above = [text for record in form.above for text in record.texts.values()]
    figures = [text for at in roles.figures for text in texts_of(form.rows, at)]
    counted = find_counted(unit_texts(form, roles, above))
    counts = (by.money.counts if by.money else SHIPPED).among(counted)
    entries = draft_columns(form, roles, by, counts)
    counted = [_with_digits(c, entries) for c in counted]
    digits = {c.code: c.digits for c in counted}
    names = [form.names[at] for at in roles.figures] if roles.down else [entry.name for entry in entries]
    so_far = any(map(_CUMULATIVE.search, names))
    period = "" if roles.periods or called.leaves(pattern.PERIOD) else _period_said(delivered, form, roles, so_far)
    titled = [r for r in form.above if not any(map(_ANNEX.match, cells_of(r)))][:1]
    title = max((" ".join(t.split()) for r in titled for t in r.texts.values()), key=len, default=delivered.file)
    lines = [f"title: {{{by.language}: {yaml_entry(title)}}}", f"file: {yaml_entry(called.file)}"]
    lines += [f"sheet: {yaml_entry(called.sheet)}"] if called.sheet else []
    lines += [f"separator: {_quote(delivered.separator)}"] if delivered.separator != "," else []
    lines += [f"cells: {delivered.cells}"] if delivered.cells else []
    lines += [f"title_rows: {form.title_rows}"] if form.title_rows else []
    lines += [f"header_rows: {form.header_rows}"] if form.header_rows > 1 else []
    lines += [f"stop: {yaml_entry(form.stop)}"] if form.stop else []
    lines += ["decimal: ','   # points part thousands"] if has_decimal_comma(figures) else []
    lines += [*_mark_lines(figures), *_flag_lines(figures, by.language)]
    lines += _key_lines(form, roles, period, called)
    used = {entry.name for entry in entries if entry.quantity}
    left = [name for name in _names(form, roles) if name not in used]
    lines += (
        [f"ignore: [{', '.join(yaml_entry(name) for name in left)}]   # left out: no figures, or nothing is known of them"]
        if left
        else []
    )
    lines += ["columns:" if used else "columns: {}   # say what is to be read: nothing is known of any column"]
    counted_on = any(counts_on(text) for at in roles.periods for text in texts_of(form.rows, at))
    counted_on = counted_on or (so_far and bool(roles.down))
    for entry in (e for e in entries if e.quantity):
        lines.append(f"  {_column_line(entry, digits.get(entry.unit.counts, 0) if entry.unit else 0, counted_on)}")
    return DraftedTable(lines=tuple(lines), entries=tuple(entries), period=period, counted=tuple(counted))


def _with_digits(thing: Counted, entries: Sequence[DraftedColumn]) -> Counted:
    """``thing`` with the decimals that figures of it have; as it is where they are more than may be kept."""
    digits = max((e.below for e in entries if e.unit and e.unit.counts == thing.code), default=0)
    return replace(thing, base=10**digits) if digits <= MOST_DIGITS else thing


def _period_said(delivered: DeliveredPage, form: FoundForm, roles: Roles, so_far: bool) -> str:
    """The period that names of columns, lines above the table, its sheet or its file say: first what a line calls so, or is a
    period and nothing else, last the period around a day. ``so_far``: figures are those of the year so far."""

    def find(text: str, dates: str = "") -> Period | None:
        return find_period(text, dates, so_far)

    lines = [texts for record in form.above if (texts := cells_of(record))]
    called = [text for texts in lines for text in texts if _DATED.match(texts[0])]
    above = [text for texts in lines for text in texts]
    alone = [text for text in above if find(text)]
    rest = [*above, delivered.sheet or "", delivered.file]
    undated = [_A_DAY.sub(" ", text) for text in rest]
    found = [find(text) or find(period_in(text)) for text in (roles.said, *called, *alone, *undated)]
    found += [find(period_in(text), "month") for text in rest]
    return next((p.spelled for p in found if p), "")


def _names(form: FoundForm, roles: Roles) -> list[str]:
    """Everything that has to be said something of, but for the keys."""
    columns = [roles.opened.get(at) or name_at(form, at) for at, name in enumerate(form.names) if at not in roles.keys and name]
    if not roles.down:
        return list(dict.fromkeys(columns))
    values = set(_values(form, roles))
    rows = dict.fromkeys(filter(None, (row_name(r, roles) for r in (*form.numbering, *form.rows))))
    return [*dict.fromkeys(c for c in columns if c not in values), *rows]


def _values(form: FoundForm, roles: Roles) -> list[str]:
    """Of a form with quantities down its rows, the columns of figures."""
    return list(dict.fromkeys(roles.opened.get(at) or name_at(form, at) for at in roles.figures))[:1]


def _mark_lines(figures: Sequence[str]) -> list[str]:
    """Texts without a figure that sources mostly write so, by the kind of nothing that they then mean."""
    plain = dict.fromkeys(t for text in figures if (t := normalise(text)) not in MARK_OF and not is_figure(t))
    kinds: dict[str, list[str]] = {}
    for text in plain:
        if kind := likely_mark(text):
            kinds.setdefault(kind, []).append(_list_entry(text))
    said = ", ".join(f"{kind}: [{', '.join(texts)}]" for kind, texts in kinds.items())
    return [f"marks: {{{said}}}   # a guess by what sources mostly mean: confirm with theirs"] if said else []


def _flag_lines(figures: Sequence[str], language: str) -> list[str]:
    """Signs behind figures, with what sources mostly mean by them."""
    codes = dict.fromkeys(code for text in figures if not is_number(text) and (code := flag_of_cell(text)))
    usual = {code: (zh, en) for code, zh, en in _FLAGS}
    said = []
    for code in codes:
        zh, en = usual.get(code.strip("()"), (f"来源标注 {code}", f"marked {code} by the source"))
        said.append(f"{_quote(code)}: {{{language}: {zh if language == 'zh' else en}}}")
    return [f"flags: {{{', '.join(said)}}}   # a guess by what sources mostly mean: confirm with theirs"] if said else []


def _key_lines(form: FoundForm, roles: Roles, period: str, called: SharedName) -> list[str]:
    lines = []
    if roles.down:
        unit = f", unit: {yaml_entry(name_at(form, roles.unit))}" if roles.unit is not None else ""
        value = next(iter(_values(form, roles)), "?")
        lines.append(f"down: {{name: {_one_or_list([name_at(form, at) for at in roles.down])}, values: {_quote(value)}{unit}}}")
    if roles.regions:
        names = [yaml_entry(name_at(form, at)) for at in roles.regions]
        if roles.heads:
            heads = ", ".join(map(yaml_entry, roles.heads))
            lines.append(f"groups: {{block: {{of: {names[0]}, heads: [{heads}]}}}}   # rows that head the ones below them")
            names.insert(0, "block")
        lines.append(f"region: {_one_or_list(names, written=True)}")
    elif not called.leaves(pattern.REGION) and not roles.is_of_regions:
        lines.append("fixed_region: R1   # the region that all figures are of; its name is in regions.csv")
    if roles.periods:
        lines.append(f"period: {_one_or_list([name_at(form, at) for at in roles.periods])}")
    elif not roles.is_open and not called.leaves(pattern.PERIOD):
        lines.append(f"fixed_period: {_quote(period or '?')}   # {'as the file says' if period else 'the file does not say which'}")
    lines += [f"dates: {roles.dates}   # what a day stands for"] if roles.dates else []
    lines += [f"fill_down: [{', '.join(yaml_entry(name_at(form, at)) for at in roles.filled)}]"] if roles.filled else []
    lines += [f"total: {yaml_entry(roles.total)}"] if roles.total else []
    left = []
    if form.numbering and roles.regions:
        key = roles.regions[-1]
        said = list(dict.fromkeys(text for r in form.numbering if (text := squeeze(r.text(key)))))
        left += [f"ignore: {{{yaml_entry(name_at(form, key))}: [{', '.join(map(yaml_entry, said))}]}}"] if said else []
    left += ["wider: read"] if roles.wider else []
    return [*lines, f"rows: {{{', '.join(left)}}}"] if left else lines


def _column_line(entry: DraftedColumn, digits: int, counted_on: bool) -> str:
    """``digits``: decimals of what it counts. ``counted_on``: whether the periods of the table run from the first of a year."""
    guess, is_stock = entry.guess, entry.is_stock
    name = _quote(entry.name) if re.search(r"[{}\d]", entry.name) else yaml_entry(entry.name)
    if entry.states:
        remark = "two columns give it: compared, not used"
        return f"{name}: {{states: {entry.states}, unit: {_unit(entry.unit)}, kind: current}}   # {remark}"
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
    remark += "; in % by its name" if PERCENT.search(entry.name) and not re.search("[%％]", entry.name) else ""
    signs = "" if entry.unit else " and ".join(shared_signs([entry.name]))
    remark += "" if entry.unit else f"; the file says {signs}, which is several currencies" if signs else "; the file says no unit"
    remark += (
        ""
        if kind == "stock" or stated
        else "; kind: cumulative where it is counted from the year's start"
        if kind == "current"
        else ""
    )
    rounded = ", round: minor" if entry.below > digits else ""
    unit = IN_CELLS if entry.in_cells else _unit(entry.unit)
    return f"{name}: {{quantity: {entry.quantity}, unit: {unit}, kind: {kind}{rounded}}}   # {remark}"


def _one_or_list(names: Sequence[str], *, written: bool = False) -> str:
    """``written``: whether they are entries of YAML already."""
    said = list(names) if written else [yaml_entry(name) for name in names]
    return said[0] if len(said) == 1 else f"[{', '.join(said)}]"


def _unit(unit: WrittenUnit | None) -> str:
    return yaml_entry(str(unit)) if unit else _quote("?")


def _list_entry(name: str) -> str:
    return _quote(name) if re.search(r"[{}]", name) else yaml_entry(name)


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
