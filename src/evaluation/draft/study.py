"""The files of a first study of one delivered file: every line that is not sure says so, and nothing else is taken for granted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluation.catalogue.catalogue import Catalogue
from evaluation.data.header import yaml_entry
from evaluation.data.record import squeeze
from evaluation.draft.columns import Roles, find_roles
from evaluation.draft.form import FoundForm, find_form
from evaluation.draft.guesses import find_calendar, period_in, read_period
from evaluation.draft.own import OwnEntry, show
from evaluation.draft.pages import DeliveredPage
from evaluation.draft.table import DraftedTable, draft_table
from evaluation.study.counted import MONEY
from evaluation.study.divisions import namesakes
from evaluation.study.months import Calendar
from evaluation.study.period import Period

_CHINESE = re.compile("[\u4e00-\u9fff]")
_HEADER = "code,name_zh,name_en,short_zh,level,parent,reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedPage:
    """A page with its table; ``regions``: what it calls them, in the order of the file, ``inside``: what lies in each where it
    tells of parts."""

    delivered: DeliveredPage
    form: FoundForm
    roles: Roles
    table: DraftedTable
    regions: tuple[str, ...]
    inside: tuple[tuple[str, str], ...] = ()


def draft_pages(pages: Sequence[DeliveredPage], catalogue: Catalogue, every: Catalogue) -> list[DraftedPage]:
    """The first table of every page that has one; pages with one header whose names are periods or places are one table."""
    found = [(page, form) for page in pages if (form := find_form(page))]
    language = _language_of([form for _, form in found])
    made: list[DraftedPage] = []
    for page, form in found:
        alike = [p for p, f in found if f.names == form.names]
        pattern = _pattern([p.sheet or "" for p in alike])
        if pattern and page is not alike[0]:
            continue
        roles = find_roles(form)
        sheet = pattern or page.sheet
        table = draft_table(page, form, roles, (catalogue, every), sheet, language)
        named = list(_regions(form, roles))
        regions = tuple(p.sheet or "" for p in alike) if pattern == "{region}" else tuple(dict.fromkeys(n[0] for n in named))
        inside = tuple((n[0], n[1]) for n in named if len(n) > 1)
        made.append(DraftedPage(delivered=page, form=form, roles=roles, table=table, regions=regions, inside=inside))
    return made


def _pattern(sheets: Sequence[str]) -> str:
    if len(sheets) < 2:
        return ""
    if all(period_in(name) == name for name in sheets):
        return "{period}"
    return "{region}" if all(namesakes(name) for name in sheets) else ""


def _regions(form: FoundForm, roles: Roles) -> Iterator[tuple[str, ...]]:
    """What each row calls its region, from the widest area in."""
    for names in dict.fromkeys(tuple(" ".join(r.text(at).split()) for at in roles.regions) for r in form.rows):
        if names and all(names) and squeeze(names[-1]) != squeeze(roles.total):
            yield names


def table_text(drafted: Sequence[DraftedPage]) -> str:
    """The tables, as they stand in study.yml."""
    lines = ["tables:"]
    for number, page in enumerate(drafted, 1):
        lines += [f"  t{number}:", *(f"    {line}" for line in page.table.lines)]
    return "\n".join(lines) + "\n"


def likest(pages: Sequence[DeliveredPage], catalogues: Sequence[Catalogue]) -> tuple[Catalogue, list[DraftedPage]]:
    """The packs whose quantities the pages call best, the fewest of them, and what is drafted of them."""
    every = max(catalogues, key=lambda c: len(c.packs))

    def score(found: tuple[Catalogue, list[DraftedPage]]) -> tuple[int, int]:
        return sum(e.guess.score for page in found[1] for e in page.table.entries if e.guess), -len(found[0].packs)

    return max(((c, draft_pages(pages, c, every)) for c in catalogues), key=score)


def own_entries(drafted: Sequence[DraftedPage], catalogue: Catalogue) -> list[OwnEntry]:
    """Entries for what no pack has; where packs measure nothing of what is delivered, what shows it as it is."""
    entries = [e for page in drafted for e in page.table.entries]
    guesses = [e.guess for e in entries if e.guess]
    made = [e.own for e in entries if e.own]
    made += (
        []
        if made or indicators_of({g.quantity.code for g in guesses}, catalogue)
        else (show(guess, language_of(drafted)) for guess in guesses)
    )
    return list({entry.code: entry for entry in made}.values())


def study_text(name: str, drafted: Sequence[DraftedPage], catalogue: Catalogue, own: Sequence[OwnEntry]) -> str:
    """study.yml: what the file says, and what somebody has to say."""
    period = last_period(drafted)
    found = {e.guess.quantity.code for page in drafted for e in page.table.entries if e.guess}
    packs = [pack.replace("_", "-") for pack in catalogue.packs] if found else []
    asked = [*indicators_of(found, catalogue), *(entry.indicator for entry in own)]
    when = f'"{period.spelled}"' if period else "'?'   # the file does not say of which period its figures are"
    language, calendar = language_of(drafted), calendar_of(drafted)
    money = next((page.table.money for page in drafted if page.table.money), None)
    in_money = any(e.unit and e.unit.counts == MONEY for page in drafted for e in page.table.entries)
    indian = ", grouping: indian" if money and money.grouping == "indian" else ""
    named = "as the file says" if money or in_money else "a guess: the file names no currency"
    inside = any(page.inside for page in drafted)

    def words(zh: str, en: str) -> str:
        return f"{{zh: {zh}, en: {en}}}" if language == "zh" else f"{{en: {en}}}"

    lines = [
        f"# Drafted from {drafted[0].delivered.file}: look at every line, above all at those with a remark.",
        f"# Then: evaluation check {name}",
        "format: 2",
        f"title: {words(yaml_entry(name), yaml_entry(name))}",
        f"report_title: {words('评价报告', 'Evaluation report')}",
        f"language: {language}",
        "region_system: free   # codes and names in regions.csv are as this study says",
        f"region_vintage: {period.last_day.year if period else 2024}",
        f"levels: {{whole: {words('全域', 'Whole')}, area: {words('地区', 'Area')}"
        + (f", part: {words('下辖地区', 'Part')}}}" if inside else "}"),
        f"years: {{starts: {calendar.starts}, label: {calendar.label}, called: {calendar.called}}}   # a guess: say when they start"
        if calendar.starts != 1
        else "",
        f"period: {when}",
        f"cut_off: {period.last_day if period else '2024-12-31'}   # the last day whose facts the file holds",
        f"money: {{currency: {money.currency if money else 'CNY'}{indian}}}   # {named}",
        "status: draft",
        f"author: {words('填写单位', 'Fill in the office')}",
        f"source_note: {words('填写数据来源', 'Fill in the source of the data')}",
        f"packs: [{', '.join(packs)}]",
        table_text(drafted).rstrip(),
        "# All that can be computed of what is delivered; leave out what is not asked",
        f"indicators: [{', '.join(asked)}]",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def indicators_of(found: set[str], catalogue: Catalogue) -> list[str]:
    """Those computed from what was found alone, of one reading: which of several is for the office to choose."""
    return [
        code
        for code, indicator in catalogue.indicators.items()
        if len(indicator.readings) == 1
        and all({t.quantity.code for t in r.terms} <= found and not r.is_stated for r in indicator.readings.values())
    ]


def last_period(drafted: Sequence[DraftedPage]) -> Period | None:
    """The latest period that any table speaks of."""
    said: set[tuple[str, ...]] = {(page.table.period,) for page in drafted}
    for page in drafted:
        for record in page.form.rows if page.roles.periods else ():
            said.add(tuple(record.text(at) for at in page.roles.periods))
        said |= {(period_in(text),) for text in (*page.form.names, page.delivered.sheet or "")}
    calendar = calendar_of(drafted)
    read = (read_period(*texts, calendar=calendar) for texts in said)
    return max((p for p in read if p), key=lambda p: (p.last_day, -p.grain), default=None)


def regions_text(drafted: Sequence[DraftedPage]) -> str:
    """regions.csv: names as the file has them; codes of divisions where a name is that of one alone."""
    zh = language_of(drafted) == "zh"
    names = list(dict.fromkeys(name for page in drafted for name in page.regions)) or ["填写地区名称" if zh else "Fill in a name"]
    parts = list(dict.fromkeys(pair for page in drafted for pair in page.inside))
    rows = [_HEADER, "WHOLE,全域,Whole area,全域,whole,,false" if zh else "WHOLE,,Whole area,,whole,,false"]
    codes = {name: _region_code(name, f"R{number}") for number, name in enumerate(names, 1)}
    rows += [_region_row(codes[name], name, "area,WHOLE,true") for name in names]
    rows += [
        _region_row(_region_code(name, f"P{number}"), name, f"part,{codes[outer]},false")
        for number, (outer, name) in enumerate(parts, 1)
    ]
    return "\n".join(rows) + "\n"


def _region_code(name: str, otherwise: str) -> str:
    of = {d.code for d in namesakes(name) if d.last is None}
    return next(iter(of)) if len(of) == 1 else re.sub(r"\W", "", name) if name.isdecimal() else otherwise


def _region_row(code: str, name: str, place: str) -> str:
    said = _cell(name)
    return f"{code},{said},{said},{said},{place}" if _CHINESE.search(name) else f"{code},,{said},,{place}"


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",]', text) else text


def language_of(drafted: Sequence[DraftedPage]) -> str:
    """Chinese where a name of a column is, else English."""
    return _language_of([page.form for page in drafted])


def _language_of(forms: Sequence[FoundForm]) -> str:
    return "zh" if any(_CHINESE.search(name) for form in forms for name in form.names) else "en"


def calendar_of(drafted: Sequence[DraftedPage]) -> Calendar:
    """The years that cells of periods speak of."""
    return find_calendar(record.text(at) for page in drafted for record in page.form.rows[:1] for at in page.roles.periods)
