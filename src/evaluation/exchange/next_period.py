"""The study of the next period from the one of the last: its files rewritten line by line, its figures carried as they came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation.data import files
from evaluation.errors import Refused
from evaluation.exchange.carried import CARRIED, carried_as
from evaluation.study import fonts
from evaluation.study.base import Words
from evaluation.study.model import Study, Table
from evaluation.study.periods import Period
from evaluation.study.round_standing import as_the_round_says

_CARRIED_FILE = re.compile(rf"{CARRIED}[0-9]{{4}}(?:-[0-9]{{2}})?(?:[HQ][1-4]|M[0-9]{{2}})?-")
_FILE = re.compile(r"    file:")
_KEY = re.compile(r"^([A-Za-z_]+):")
_LEFT_OUT = ("delivered", "issued")
_JUDGED = ("agencies.csv", "appraisal.csv", "budget.csv", "employers.csv", "reasons.csv", "rubric.csv", "verified.csv")
"""Files that hold what was judged or set of one period, which no line of theirs may say."""
_ISSUED = re.compile(r"^ +(number|dated|reply_by|meeting|team):")


_NOT_ISSUED = {
    "open": "its round is open",
    "frozen": "its figures are frozen",
    "changed": "its files have changed since they were frozen",
}
_LATER = "; what is corrected there from now on does not reach the figures that are carried, and `evaluation round {name}` tells it"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStudy:
    """Texts and the office's own ``fonts`` by their names in ``params/``, delivered files by the names they are carried under, and
    what is to be told."""

    texts: Mapping[str, str]
    fonts: Mapping[str, bytes]
    data: Mapping[str, bytes]
    told: tuple[str, ...]


def next_study(study: Study, root: Path, name: str, period: Period, with_figures: bool = True) -> NextStudy:
    """What ``params/<name>/`` and ``data/<name>/`` of ``period`` begin with. :class:`Refused` unless it follows that of ``study``.

    Tables are declared as they were; what was delivered goes on as tables of its own (``with_figures``), byte for byte, so that
    openings, the same period of last year and sums from the year's start are those of the last delivery.
    """
    last = study.file.period
    if period.grain is not last.grain or period.previous != last:
        raise Refused(f"{period} does not follow {last}, the period of {study.name}; the next one is {last.shift(1)}")
    texts = dict(study.texts)
    study = as_the_round_says(study, files.round_of(study, root, last))
    data, tables = _carried_files(study, root, last) if with_figures else ({}, {})
    texts["study.yml"] = _rewrite(texts["study.yml"], period, tables, study)
    if "documents.yml" in texts:
        texts["documents.yml"] = "".join(x for x in texts["documents.yml"].splitlines(keepends=True) if not _ISSUED.match(x))
    if "calendar.csv" in texts and period.year != last.year:
        texts["calendar.csv"] = texts["calendar.csv"].splitlines(keepends=True)[0]
    if "round.yml" in texts:
        kept = [x for x in texts["round.yml"].splitlines(keepends=True) if not x.startswith("follows:")]
        texts["round.yml"] = "".join([*kept, f"follows: {study.name}\n"])
    own = [file.removeprefix(fonts.PREFIX) for file in study.files if file.startswith(fonts.PREFIX)]
    lent = {file: fonts.read(study.name, root, file) for file in own if (root / "params" / study.name / file).exists()}
    return NextStudy(texts=texts, fonts=lent, data=data, told=tuple(_sentences(study, period, data, name)))


def _carried_files(study: Study, root: Path, last: Period) -> tuple[dict[str, bytes], dict[str, tuple[str, str]]]:
    """Files of all tables under the names they go on by, and by table the code and file that are declared for them."""
    data: dict[str, bytes] = {}
    tables: dict[str, tuple[str, str]] = {}
    for file in files.files_of(study, root):
        table, name = study.file.tables[file.table], Path(file.path).name
        carried = name if name.startswith(CARRIED) else carried_as(name, last)
        data[carried] = files.content(root / file.path, root)
        renewed = _find_fixed_period(table, last) != table.fixed_period
        if not name.startswith(CARRIED) or renewed:
            again = renewed or table.fixed_period is None
            code = f"{file.table[:22]}_{last.spelled}".replace("-", "_") if again else file.table
            tables[file.table] = code, table.file if name.startswith(CARRIED) else carried_as(table.file, last)
    return data, tables


def _find_fixed_period(table: Table, last: Period) -> Period | None:
    """What all rows of ``table`` are of in the study after that of ``last``: the period after the one they are of where it is, is
    within, or ends with ``last``; the same, which is not asked for again, where it is over or goes on."""
    fixed = table.fixed_period
    if fixed is None or fixed.calendar != last.calendar or fixed.closing > last.closing or fixed.closing <= last.opening:
        return fixed
    return fixed.shift(max(1, last.grain // fixed.grain))


def _rewrite(text: str, period: Period, tables: Mapping[str, tuple[str, str]], study: Study) -> str:
    """``study.yml`` of the new period: what is of one period alone is changed, every other line stands as it stood."""
    told = {"period": f'period: "{period}"\n', "cut_off": f"cut_off: {period.last_day}\n", "status": "status: draft\n"}
    lines: list[str] = []
    for key, block in _blocks(text.splitlines(keepends=True)):
        if key == "tables":
            lines += _with_carried(block, tables, study)
        else:
            left_out = key in _LEFT_OUT or key in told
            lines += [told.get(key, ""), *block[1:]] if left_out else block
    return "".join(lines)


def _blocks(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Top-level keys with their lines; comments and blank lines go with what stands above them."""
    key, block = "", list[str]()
    for line in lines:
        if found := _KEY.match(line):
            yield key, block
            key, block = found[1], []
        block.append(line if line.endswith("\n") else f"{line}\n")
    yield key, block


def _with_carried(block: list[str], tables: Mapping[str, tuple[str, str]], study: Study) -> list[str]:
    head, *rest = block
    made: list[str] = [head]
    parts: list[list[str]] = []
    for line in rest:
        if re.match(r"  [^\s#]", line) or not parts:
            parts.append([])
        parts[-1].append(line)
    found: set[str] = set()
    for part in parts:
        code = _code_of(part)
        if code not in tables or tables[code][0] != code:
            made += [_of_period(line, code, study) for line in part]
    for part in parts:
        code = _code_of(part)
        if code in tables and any(_FILE.match(line) for line in part):
            found.add(code)
            made += _declare(part, *tables[code], code, study)
    if missing := tables.keys() - found:
        raise Refused(f"params/{study.name}/study.yml: write each table in lines of its own; {min(missing)} is not found")
    return made


def _code_of(part: list[str]) -> str:
    """The code of the table that these lines declare."""
    return part[0].strip().partition(":")[0].strip("\"'")


def _of_period(line: str, code: str, study: Study) -> str:
    """A line of a table as of the new period, where it says of which one all rows are and in which file they were carried."""
    table = study.file.tables.get(code)
    again = table and _find_fixed_period(table, study.file.period)
    if table is None or again == table.fixed_period:
        return line
    if re.match(r"    fixed_period:", line):
        return f'    fixed_period: "{again}"\n'
    return _CARRIED_FILE.sub("", line, count=1) if _FILE.match(line) else line


def _declare(part: list[str], code: str, file: str, before: str, study: Study) -> Iterator[str]:
    """The lines of a table again, as of the file that is carried."""
    yield f"  {code}:\n"
    day = study.file.tables[before].delivered or study.file.delivered
    if day is not None:
        yield f"    delivered: {day}\n"
    for line in part[1:]:
        if _FILE.match(line):
            yield f"    file: {file!r}\n" if "{" in file else f"    file: {file}\n"
        elif not re.match(r"    delivered:", line):
            yield line


def _sentences(study: Study, period: Period, data: Mapping[str, bytes], name: str) -> Iterator[str]:
    from evaluation.study.ledger import OPEN

    last = study.file.period
    yield f"{name}: {period}, after {last} of {study.name}"
    if data:
        yield f"figures until {last} go on as delivered: {', '.join(sorted(data))}"
    if study.standing and study.standing.state != "issued":
        yield f"warning: {last} is not issued, {_NOT_ISSUED[study.standing.state]}" + (_LATER.format(name=name) if data else "")
    left = [item for item in study.ledger if item.state(study.file.cut_off) in OPEN]
    if study.ledger:
        named = f": {', '.join(item.item for item in left)}" if left else ""
        yield f"ledger: {len(left)} of {len(study.ledger)} problems are open{named}"
    if study.calendar and period.year != last.year:
        yield f"calendar.csv: what was done in {last.year} is left out"
    if judged := [name for name in _JUDGED if name in study.texts]:
        yield f"look at what was judged or set of {last}: {', '.join(judged)}"
    titles = {"title": study.file.title, "report_title": study.file.report_title}
    if titled := [name for name, words in titles.items() if _dated(words, last)]:
        yield f"study.yml: {', '.join(titled)} may say {last}, the last period, still"
    if not any(target.period.year == period.year for target in study.targets):
        yield f"targets.csv: none is of {period.year}"


def _dated(words: Words, last: Period) -> bool:
    """Whether a title holds a number of the last period's year."""
    return any(str(last.last_day.year) in text or last.spelled in text for text in (words.zh, words.en))
