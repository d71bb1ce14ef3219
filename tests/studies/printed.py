"""What pages print where a figure is not there, held against the figure worked out by hand: missing, suppressed, not
applicable. Rows are known by their title or region, columns by their head, as the phrases of the study's language have them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from evaluation.catalogue.known_packs import HOME
from tests.studies.catalogues import CATALOGUE, QUANTITIES, SPLITS
from tests.studies.plain import Figure, Plain, Task, When_, added, applying, gravest, lacking
from tests.studies.scored import of_regions, value_of
from tests.studies.standings import standing

if TYPE_CHECKING:
    from tests.studies.spoken import Record

_PACKAGE = HOME.parent
_SIGNS = {"missing": "…", "below_precision": "…", "not_applicable": "—"}
_NO_TARGET = {"zh": "无目标", "en": "no target"}
_CONTRADICTORY = {"zh": "[矛盾]", "en": "[contradictory]"}
_SUPPRESSED = {"zh": "[已抑制]", "en": "[suppressed]"}
FIGURE = "a figure"
Expected = Iterator[tuple[str, str]]
"""Head of a column and the mark due under it, empty for a figure."""


class Cell(NamedTuple):
    place: str
    printed: str
    due: str


class _Page(NamedTuple):
    study: Plain
    region: str

    @property
    def language(self) -> str:
        return self.study.study["language"]

    def say(self, key: str) -> str:
        part, _, name = key.partition(".")
        return _read()[part][name][self.language]


@cache
def _read() -> dict[str, Any]:
    """The words of the package by file, key and language, read without it."""
    files = sorted(path for name in ("words.toml", "words/*.toml") for path in _PACKAGE.rglob(name))
    found: dict[str, Any] = {}
    for path in files:
        for topic, words in tomllib.loads(path.read_text("utf-8")).items():
            found.setdefault(topic, {}).update(words)
    return found


def wrong(study: Plain, record: Record) -> tuple[int, list[tuple[str, str]]]:
    """How many cells were looked at, and (place, message) of those with another mark than is due."""
    count, found = 0, []
    for shown in (s for s in record.shown if not s.section.startswith("document")):
        page = _Page(study, shown.region)
        for table in shown.tables:
            for cell in _cells(page, table):
                count += 1
                if cell.printed != cell.due:
                    said = f"{table['id']}: {cell.place}: prints {cell.printed}, by hand {cell.due}"
                    found.append((f"{shown.region}, {shown.section}", said))
    return count, found


def _cells(page: _Page, table: dict[str, Any]) -> Iterator[Cell]:
    heads = [column["title"] for column in table["columns"]]
    of_row = _handler(page, table["id"], heads)
    for row in table["rows"] if of_row else ():
        cells = dict(zip(heads, row["cells"], strict=False))
        name = " · ".join(row["cells"][:2]) if of_row is _quantity else row["cells"][0]
        for head, due in of_row(page, name):
            if head in cells and row["role"] == "body":
                parts, marks = cells[head].split(" / "), due.split(" / ")
                for printed, mark in zip(parts, marks, strict=False) if len(parts) == len(marks) else ():
                    yield Cell(f"{row['cells'][0]}, {head}", _sign(page, printed), _due(page, mark))


def _sign(page: _Page, text: str) -> str:
    signs = (*_SIGNS.values(), *(words[page.language] for words in (_SUPPRESSED, _CONTRADICTORY, _NO_TARGET)))
    return text if text in signs else FIGURE


def _due(page: _Page, mark: str) -> str:
    words = {"suppressed": _SUPPRESSED, "contradictory": _CONTRADICTORY, "no_target": _NO_TARGET}
    return FIGURE if not mark else words[mark][page.language] if mark in words else _SIGNS[mark]


def _handler(page: _Page, id: str, heads: list[str]) -> Callable[[_Page, str], Expected] | None:
    code = id.removesuffix("-table")
    if code in CATALOGUE and id != code and len(heads) in (4, 5):
        return lambda page, name: _beside(page, name, code, heads)
    if id in _OF_ROWS:
        return _OF_ROWS[id]
    if page.say("column.sides") in heads and heads[0] == page.say("column.indicator"):
        return _rate
    return None


# ---- rows


def _code(page: _Page, name: str) -> str:
    """The indicator that a row is named after, with its unit behind it or not; nothing for another row, and where two are
    called so."""
    mine = page.study.study["indicators"]
    for said in (name, _bare(name)):
        found = [c for c in mine if CATALOGUE[c].title[page.language] == said]
        if found:
            return found[0] if len(found) == 1 else ""
    return ""


def _bare(name: str) -> str:
    for opens, closes in (("（", "）"), (" (", ")")):
        if name.endswith(closes) and opens in name:
            return name[: name.rindex(opens)]
    return name


def _region(page: _Page, name: str) -> str:
    key = "short_zh" if page.language == "zh" else "name_en"
    return next((r["code"] for r in page.study.regions if r[key] == name), "")


def _sides(study: Plain, code: str, region: str, when: When_) -> tuple[str, str, str]:
    """Marks of numerator, denominator and value; a side that is not there has the value's."""
    reading = study.reading(code)
    top, below, mark = study.value(code, reading, region, when)
    under = "not_applicable" if reading.denominator is None else "" if below is not None else mark
    return "" if top is not None else mark, under, mark


def _beside(page: _Page, name: str, code: str, heads: list[str]) -> Expected:
    region = _region(page, name)
    if not region:
        return
    top, below, mark = _sides(page.study, code, region, page.study.period)
    known = sum(not _sides(page.study, code, r, page.study.period)[2] for r in page.study.reporting)
    place = mark or ("" if known > 1 else "not_applicable")
    for head, due in zip(heads[1:], (mark, top, below, place), strict=False):
        if head != page.say("twin.place") or region != page.study.top:
            yield head, due


def _rate(page: _Page, name: str) -> Expected:
    study, code = page.study, _code(page, name)
    if not code:
        return
    top, below, mark = _sides(study, code, page.region, study.period)
    yield page.say("column.value"), mark
    yield page.say("column.sides"), top if study.reading(code).denominator is None else f"{top} / {below}"
    before = study.period.part(study.period.quarter, study.period.year - 1)
    known = str(before) in study.periods
    yield page.say("column.last_year"), study.mark_before(code, page.region, before) if known else "missing"
    if page.region != study.top:
        whole = next(r for r in study.regions if r["code"] == study.top)
        head = whole["short_zh" if page.language == "zh" else "name_en"]
        yield head, _sides(study, code, study.top, study.period)[2]


def _quantity(page: _Page, name: str) -> Expected:
    """The head of the file's own column ends with the code."""
    for code in page.study.columns:
        if f"（{code}）" in name:
            yield page.say("annex.amount"), page.study.at(page.region, page.study.period, code).mark


def _target(page: _Page, name: str) -> Expected:
    code = _code(page, name)
    if code:
        task = Task.of(page.study, code, page.region)
        none = "" if task.demanded is not None else standing(page.study, page.region, code).mark
        yield page.say("column.year_target"), none
        yield page.say("column.actual"), "" if task.actual.amount is not None else task.actual.mark
        yield (page.say("column.completion"), none or task.completion_mark)
        if page.study.period.left:
            undue = "not_applicable" if not task.scheduled else task.open
            mark = none or ("not_applicable" if task.demanded == 0 else task.actual.mark or undue)
            yield page.say("column.schedule_completion"), mark
        yield page.say("column.yoy"), task.change_mark


def _headline(page: _Page, name: str) -> Expected:
    study, code = page.study, _code(page, name)
    if code:
        for region in (page.region, study.top):
            place = next(r for r in study.regions if r["code"] == region)
            found = standing(study, region, code)
            yield place[f"name_{page.language}"], "" if found.value is not None else found.mark


def _score(page: _Page, name: str) -> Expected:
    code = _code(page, name)
    if code:
        yield page.say("column.value"), value_of(page.study, page.region, code)[1]


def _total(page: _Page, name: str) -> Expected:
    score = of_regions(page.study).get(_region(page, name))
    if score is not None:
        yield page.say("score.total"), "" if score.total is not None else "missing"
        yield page.say("column.rank"), "" if score.total is not None else "not_applicable"


def _spent(page: _Page, name: str) -> Expected:
    """An item of spending beside all of them and beside the persons it was spent on."""
    study, at = page.study, page.study.to_date
    items = [q.code for q in study.fund.spending.of]
    titles = {QUANTITIES[q].title[page.language].lower(): q for q in items if q in study.columns}
    code = titles.get(name.lower())
    if code is None:
        return
    spent, every = (at(page.region, study.period, code), added(applying(at(page.region, study.period, q) for q in items)))
    counted = study.fund.persons.get(code)
    persons = at(page.region, study.period, counted) if counted else Figure(None, "not_applicable")
    yield page.say("fund.spent"), spent.mark
    yield page.say("fund.share"), _over(spent, every)
    yield page.say("fund.persons"), persons.mark
    yield page.say("fund.per_head"), _over(spent, persons)


def _over(top: Figure, below: Figure) -> str:
    absent = [f.mark for f in (top, below) if f.amount is None]
    if not absent and top.without != below.without:
        return gravest(lacking((top, below)))  # a quotient is of the same regions
    return gravest(absent) if absent else "" if below.amount else "not_applicable"


def _paid_in(page: _Page, name: str) -> Expected:
    fund = page.study.fund
    pairs = zip(fund.planned.of or fund.paid_in.of, fund.paid_in.of, strict=True)
    pair = next(((p.code, q.code) for p, q in pairs if q.code in fund.levels and fund.levels[q.code][page.language] == name), None)
    if pair is None or not fund.planned.of:
        return
    sides = [page.study.to_date(page.region, page.study.period, q) for q in pair]
    yield page.say("fund.of_planned"), sides[0].mark
    yield page.say("fund.of_paid_in"), sides[1].mark
    yield page.say("fund.rate_paid_in"), _over(sides[1], sides[0])


def _by_quarter(page: _Page, name: str) -> Expected:
    code, study = _code(page, name), page.study
    for quarter in study.quarters if code and study.years.parts == 4 else ():
        text = page.say("period.quarter_of").replace("{year}", str(quarter.year))
        yield text.replace("{quarter}", str(quarter.quarter)), study.alone_sides(code, page.region, quarter)[2]


def _told_apart(page: _Page, name: str) -> Expected:
    """A member of a whole beside it; rows of members that two wholes call alike are told by nothing here."""
    study, found = page.study, list[tuple[str, str]]()
    for split in SPLITS:
        listed = split.members if study.columns & split.members.keys() else {}
        found += [(c, split.whole) for c, title in listed.items() if title[page.language] == name.strip("\u3000 ")]
    if len(found) == 1 and QUANTITIES[found[0][0]].kind not in ("entitlement", "stated"):
        part, whole = (study.to_date(page.region, study.period, code) for code in found[0])
        yield page.say("general.amount"), part.mark
        yield page.say("general.share"), _over(part, whole)


_OF_ROWS: dict[str, Callable[[_Page, str], Expected]] = {
    "figures": _quantity,
    "targets-table": _target,
    "targets-counts": _target,
    "spine-table": _headline,
    "score-table": _score,
    "scores-table": _total,
    "fund-spending": _spent,
    "fund-sources": _paid_in,
    "quarters": _by_quarter,
    "general-breakdowns": _told_apart,
}
