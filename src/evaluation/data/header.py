"""Which column of a file is which declared one: every difference at once, told so that it can be pasted into study.yml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.data.findings import FilePlace, Finding, Told, Unreadable
from evaluation.data.record import Record, squeeze
from evaluation.errors import escape, fit_for_message, nameless, near
from evaluation.study.model import Table
from evaluation.study.questions import REST, SEPARATORS

MARKS = {",": "commas", ";": "semicolons", "tab": "tabs", "|": "vertical bars"}
_PLAIN = re.compile(r"[^\W\d][\w .()%/-]*")
_WORDS = ("yes", "no", "true", "false", "null", "on", "off", "y", "n", "rest")


def _width(header: Record) -> int:
    """Columns that belong to the table: those of the file, or up to the last header of a sheet."""
    return header.width if header.width is not None else max((i + 1 for i in header.filled_positions()), default=0)


@dataclass(frozen=True, slots=True)
class Header:
    """``names``: the declared column at each position, None for one that is not read, empty where nothing stands above
    the cells. ``rest``: columns that no entry names and ``ignore: rest`` leaves out."""

    names: tuple[str | None, ...]
    rest: tuple[str, ...]


def match(table: Table, header: Record, place: FilePlace) -> Header:
    """The columns of ``header`` by what ``table`` declares; :class:`Unreadable` with all that differs."""
    wanted = {squeeze(name): name for name in table.declared}
    texts = [header.texts.get(i, "") for i in range(_width(header))]
    told = Told(**place)

    def add(code: str, message: str, fix: str, column: str | None = None) -> None:
        told.add(Finding(severity="blocking", code=code, message=message, fix=fix, row=header.number, column=column, **place))

    if mark := _separator(texts, table, wanted):
        add("separator", *_separator_advice(mark, table))
        raise Unreadable(*told.all())
    found: dict[str, int] = {}
    for position, text in enumerate(texts, 1):
        key = squeeze(text)
        if key in found and told.wants("header_twice", header.number):
            where = f"the header '{fit_for_message(text)}' stands in columns {found[key]} and {position}"
            add("header_twice", where, "Give every column a name of its own", text)
        if key:
            found.setdefault(key, position)
    ignored = () if table.ignore == REST else table.ignore
    known = wanted.keys() | {squeeze(name) for name in ignored}
    other = [texts[position - 1] for key, position in found.items() if key not in known]
    if other and table.ignore != REST:
        column = other[0] if len(other) == 1 else None
        add("header_unknown", _undeclared_message(other), _hints(other, [*wanted.values(), *ignored]), column)
    present = [fit_for_message(text) for text in texts if squeeze(text)]
    for key, name in wanted.items():
        if key not in found and told.wants("header_missing", header.number):
            fix = _advice(near(name, present), "Deliver the column, or correct study.yml")
            add("header_missing", f"the declared column '{name}' is not in the file", fix, name)
    if told.found:
        raise Unreadable(*told.all())
    return Header(tuple(wanted.get(squeeze(t)) if squeeze(t) else "" for t in texts), tuple(other))


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


def _separator(texts: Sequence[str], table: Table, wanted: dict[str, str]) -> str:
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
    write = "Remove 'separator' from" if mark == "," else f"Write 'separator: {mark if mark == 'tab' else repr(mark)}' for"
    return message, f"{write} this table in study.yml"


def _undeclared_message(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"the column '{fit_for_message(names[0])}' is not declared for this table"
    return f"{len(names)} columns are not declared for this table: {', '.join(_in_full(n) for n in names)}"


def _hints(names: Sequence[str], known: list[str]) -> str:
    if len(names) == 1:
        return _hint(names[0], known)
    wrong = [hint for hint in (_hint(name, known) for name in names) if hint.startswith("Its bytes")]
    pasted = ", ".join(_yaml_entry(name) for name in names)
    return wrong[0] if wrong else f"Declare those that are needed; for the others write 'ignore: {REST}', or 'ignore: [{pasted}]'"


def _in_full(name: str) -> str:
    """A name in full, so that it can be pasted."""
    return escape(nameless(name))


def _yaml_entry(name: str) -> str:
    """``name`` as an entry of a list in YAML."""
    text = _in_full(re.sub(r"\s+", " ", name))
    return text if _PLAIN.fullmatch(text) and text.lower() not in _WORDS else "'" + text.replace("'", "''") + "'"


def _hint(text: str, known: list[str]) -> str:
    try:
        meant = text.encode("gb18030").decode("utf-8")
    except UnicodeError:
        meant = ""
    if re.search("[\u4e00-\u9fff]", meant) and meant != text:
        return f"Its bytes read '{fit_for_message(meant)}' as UTF-8: the file was converted wrongly; save it again as UTF-8"
    return _advice(near(text, known), "Rename it, declare it, or list it under 'ignore' in study.yml")


def _advice(hint: str, fix: str) -> str:
    return f"{hint[:1].upper()}{hint[1:]}{'' if hint.endswith('?') else '.'} {fix}"
