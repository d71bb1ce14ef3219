"""Which column of a file is which declared one: every difference at once, told so that it can be pasted into study.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from evaluation.data.advice import ask_for
from evaluation.data.findings import FilePlace, Finding, Told, Unreadable
from evaluation.data.record import Record, letters, position_of, squeeze
from evaluation.errors import escape, fit_for_message, nameless, near
from evaluation.study import pattern
from evaluation.study.model import Table
from evaluation.study.tables import REST, SEPARATORS

MARKS = {",": "commas", ";": "semicolons", "tab": "tabs", "|": "vertical bars"}
_PLAIN = re.compile(r"[^\W\d][\w .()%/-]*")
_WORDS = ("yes", "no", "true", "false", "null", "on", "off", "y", "n", "rest")


def _width(header: Record) -> int:
    """Columns that belong to the table: those of the file, or up to the last header of a sheet."""
    if header.width is not None:
        return header.width
    return max((i + 1 for i in (*header.filled_positions(), *header.refused)), default=0)


class KnownNames(Protocol):
    """What a header may name beside a quantity."""

    def is_region(self, text: str) -> bool: ...

    def is_period(self, text: str, part: bool) -> bool:
        """Whether ``text`` is a period; with ``part``, that of a year which is said elsewhere."""
        ...


@dataclass(frozen=True, slots=True)
class Header:
    """``names``: the declared column at each position, None for one that is not read, empty where nothing stands above
    the cells. ``open``: what the header says there of region and period. ``rest``: columns that no entry names and ``ignore: rest``
    leaves out."""

    names: tuple[str | None, ...]
    texts: tuple[str, ...]
    open: Mapping[int, Mapping[str, str]]
    rest: tuple[str, ...]


def match(table: Table, header: Record, place: FilePlace, known: KnownNames) -> Header:
    """The columns of ``header`` by what ``table`` declares; :class:`Unreadable` with all that differs."""
    wanted = {squeeze(name): name for name in table.declared if not pattern.holes(name)}
    far = max((at for name in wanted.values() if (at := _by_letter(name)) is not None), default=-1)
    texts = [header.text(i) for i in range(max(_width(header), far + 1))]
    told = Told(**place)

    def add(code: str, message: str, fix: str, column: str | None = None) -> None:
        told.add(Finding(severity="blocking", code=code, message=message, fix=fix, row=header.number, column=column, **place))

    if mark := _separator(texts, table, wanted):
        add("separator", *_separator_advice(mark, table))
        raise Unreadable(*told.all())
    ignored = () if table.ignore == REST else table.ignore
    left, by_letter = {squeeze(name) for name in ignored}, {_by_letter(name) for name in ignored}
    names, opened = _columns(texts, table, wanted, known)
    found: dict[object, int] = {}
    other: list[str] = []
    for position, text in enumerate(texts):
        key = squeeze(text)
        declared = names[position]
        if not declared and (not key or position in by_letter or key in left or any(_take(name, key) for name in ignored)):
            continue
        one: object = (declared, *opened[position].items()) if position in opened else key
        if not declared and one not in found:
            other.append(text)
        if declared and _by_letter(declared) is None and one in found and told.wants("header_twice", header.number):
            where = f"the header '{fit_for_message(text)}' stands in columns {found[one] + 1} and {position + 1}"
            add("header_twice", where, f"Name the one that is meant by its place in study.yml: 'column {letters(position)}'", text)
        found.setdefault(one, position)
    if other and table.ignore != REST:
        column = other[0] if len(other) == 1 else None
        add("header_unknown", _undeclared_message(other), _hints(other, [*table.declared, *ignored]), column)
    present = [fit_for_message(text) for text in texts if squeeze(text)]
    for name in table.declared:
        if name not in names and told.wants("header_missing", header.number):
            fix = _advice(near(name, present), "Ask for the column, or correct study.yml")
            add("header_missing", f"the declared column '{name}' is not in the file", fix, name)
    if told.found:
        raise Unreadable(*told.all())
    return Header(
        names=tuple(name or (None if squeeze(texts[i]) or i in by_letter else "") for i, name in enumerate(names)),
        texts=tuple(texts),
        open=opened,
        rest=tuple(other),
    )


def _columns(
    texts: Sequence[str], table: Table, wanted: Mapping[str, str], known: KnownNames
) -> tuple[list[str], dict[int, Mapping[str, str]]]:
    """The declared column at each position, empty where none is, and what the header says there of region and period."""
    said = {squeeze(text) for text in texts}
    by_place = {_by_letter(name): name for key, name in wanted.items() if key not in said}
    open_names = [name for name in table.figures if pattern.holes(name)]
    part = len(table.period_keys) > 1
    names, opened = [], dict[int, Mapping[str, str]]()
    for position, text in enumerate(texts):
        name = by_place.get(position) or wanted.get(squeeze(text), "") if squeeze(text) or position in by_place else ""
        for candidate in open_names if not name and text else ():
            taken = _take(candidate, text.strip()) or _take(candidate, squeeze(text))
            if taken and _fits(taken, known, part, table.total):
                name, opened[position] = candidate, {pattern.of_header(hole): said for hole, said in taken.items()}
                break
        names.append(name)
    return names, opened


def parts_of_name(name: str | None, text: str, table: Table, known: KnownNames) -> Mapping[str, str] | None:
    """What a file or sheet called ``text`` says for what ``name`` leaves open; None where it is not called so."""
    taken = {} if name is None or name == text or text in table.as_of.files else _take(name, text)
    return taken if taken is not None and _fits(taken, known, len(table.period_keys) > 1, table.total) else None


def _take(name: str, text: str) -> dict[str, str] | None:
    """What ``text`` says for what ``name`` leaves open, whatever the white space."""
    if not pattern.is_open(name):
        return None
    return pattern.take(name, text) or pattern.take(squeeze(name), squeeze(text))


def _fits(taken: Mapping[str, str], known: KnownNames, part: bool, total: str | None) -> bool:
    region, period = taken.get(pattern.REGION), taken.get(pattern.PERIOD)
    named = region is None or known.is_region(region) or (total is not None and squeeze(region) == squeeze(total))
    return named and (period is None or known.is_period(period, part))


def _by_letter(name: str | None) -> int | None:
    """The position that ``column B`` names."""
    found = re.fullmatch(r"column ([A-Z]{1,3})", name or "")
    return position_of(found[1]) if found else None


def rest_ignored(header: Header, row: int, place: FilePlace) -> Finding:
    """What ``ignore: rest`` left out."""
    names = [_in_full(text) for text in header.rest]
    columns = "1 column is" if len(names) == 1 else f"{len(names)} columns are"
    return Finding(
        severity="reportable",
        code="columns_ignored",
        message=f"{columns} not read (ignore: {REST}): {', '.join(names)}",
        fix="Declare a column whose figures are needed; nothing to do for the others",
        row=row,
        facts={"columns": "、".join(names), "count": f"{len(names)}"},
        **place,
    )


def undeclared_rows(names: Sequence[str], first: Mapping[str, int], table: Table, place: FilePlace) -> Finding:
    """Rows of a table with indicators down its rows that no entry names: refused, or left out by ``ignore: rest``."""
    column = table.down.name[-1] if table.down else None
    listed = ", ".join(_in_full(name) for name in names)
    rows = "1 row is" if len(names) == 1 else f"{len(names)} rows are"
    if table.ignore == REST:
        return Finding(
            severity="reportable",
            code="rows_ignored",
            message=f"{rows} not read, as declared: {listed}",
            fix="Declare a row whose figures are needed; nothing to do for the others",
            row=first[names[0]],
            column=column,
            facts={"count": f"{len(names)}", "names": listed},
            **place,
        )
    return Finding(
        severity="blocking",
        code="row_unknown",
        message=f"{rows} not declared for this table: {listed}",
        fix=_hints(names, [*table.columns, *table.ignore]),
        row=first[names[0]],
        column=column,
        **place,
    )


def _separator(texts: Sequence[str], table: Table, wanted: Mapping[str, str]) -> str:
    """What parts the cells of a header in which no declared column is found as it is, and one would be if that did."""
    if any(squeeze(text) in wanted for text in texts):
        return ""
    whole = SEPARATORS[table.separator].join(texts)
    counts = {mark: whole.count(sign) for mark, sign in SEPARATORS.items() if mark != table.separator}
    named = [m for m in counts if {squeeze(part) for part in whole.split(SEPARATORS[m])} & wanted.keys()]
    guessed = [m for m, count in counts.items() if count > 1 and len([t for t in texts if t]) == 1]
    return max(named or guessed, key=counts.__getitem__, default="")


def _separator_advice(mark: str, table: Table) -> tuple[str, str]:
    message = f"the cells of the header are parted by {MARKS[mark]}, not by {MARKS[table.separator]}"
    if mark == ",":
        return message, "Take 'separator' out of this table in study.yml"
    return message, f"Write 'separator: {mark if mark == 'tab' else repr(mark)}' for this table in study.yml"


def _undeclared_message(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"the column '{fit_for_message(names[0])}' is not declared for this table"
    return f"{len(names)} columns are not declared for this table: {', '.join(_in_full(n) for n in names)}"


def _hints(names: Sequence[str], known: list[str]) -> str:
    if len(names) == 1:
        return _hint(names[0], known)
    wrong = [hint for hint in (_hint(name, known) for name in names) if hint.startswith("Its bytes")]
    pasted = ", ".join(yaml_entry(name) for name in names)
    return wrong[0] if wrong else f"Declare those that are needed; for the others write 'ignore: {REST}', or 'ignore: [{pasted}]'"


def _in_full(name: str) -> str:
    """A name in full, so that it can be pasted."""
    return escape(nameless(name))


def yaml_entry(name: str) -> str:
    """``name`` as an entry of a list in YAML."""
    text = _in_full(re.sub(r"\s+", " ", name))
    return text if _PLAIN.fullmatch(text) and text.lower() not in _WORDS else "'" + text.replace("'", "''") + "'"


def _hint(text: str, known: list[str]) -> str:
    try:
        meant = text.encode("gb18030").decode("utf-8")
    except UnicodeError:
        meant = ""
    if re.search("[\u4e00-\u9fff]", meant) and meant != text:
        return f"Its bytes read '{fit_for_message(meant)}' as UTF-8: the file was converted wrongly. " + ask_for(
            "it as it was before that"
        )
    return _advice(near(text, known), "Declare it by the name it has here, or list it under 'ignore', in study.yml")


def _advice(hint: str, fix: str) -> str:
    return f"{hint[:1].upper()}{hint[1:]}{'' if hint.endswith('?') else '.'} {fix}"
