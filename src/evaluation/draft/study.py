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
from evaluation.draft.guesses import period_in, read_period
from evaluation.draft.own import OwnEntry, show
from evaluation.draft.pages import DeliveredPage
from evaluation.draft.table import DraftedTable, draft_table
from evaluation.study.divisions import namesakes
from evaluation.study.period import Period

_HEADER = "code,name_zh,name_en,short_zh,level,parent,reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedPage:
    """A page with its table; ``regions``: what it calls them, in the order of the file."""

    delivered: DeliveredPage
    form: FoundForm
    roles: Roles
    table: DraftedTable
    regions: tuple[str, ...]


def draft_pages(pages: Sequence[DeliveredPage], catalogue: Catalogue) -> list[DraftedPage]:
    """The first table of every page that has one; pages with one header whose names are periods or places are one table."""
    found = [(page, form) for page in pages if (form := find_form(page))]
    made: list[DraftedPage] = []
    for page, form in found:
        alike = [p for p, f in found if f.names == form.names]
        pattern = _pattern([p.sheet or "" for p in alike])
        if pattern and page is not alike[0]:
            continue
        roles = find_roles(form)
        sheet = pattern or page.sheet
        table = draft_table(page, form, roles, catalogue, sheet)
        regions = tuple(p.sheet or "" for p in alike) if pattern == "{region}" else tuple(_regions(form, roles))
        made.append(DraftedPage(delivered=page, form=form, roles=roles, table=table, regions=regions))
    return made


def _pattern(sheets: Sequence[str]) -> str:
    if len(sheets) < 2:
        return ""
    if all(period_in(name) == name for name in sheets):
        return "{period}"
    return "{region}" if all(namesakes(name) for name in sheets) else ""


def _regions(form: FoundForm, roles: Roles) -> Iterator[str]:
    for names in dict.fromkeys(tuple(" ".join(r.text(at).split()) for at in roles.regions) for r in form.rows):
        if names and all(names) and squeeze(names[-1]) != squeeze(roles.total):
            yield names[-1]


def table_text(drafted: Sequence[DraftedPage]) -> str:
    """The tables, as they stand in study.yml."""
    lines = ["tables:"]
    for number, page in enumerate(drafted, 1):
        lines += [f"  t{number}:", *(f"    {line}" for line in page.table.lines)]
    return "\n".join(lines) + "\n"


def likest(pages: Sequence[DeliveredPage], catalogues: Sequence[Catalogue]) -> tuple[Catalogue, list[DraftedPage]]:
    """The packs whose quantities the pages call best, and what is drafted of them."""

    def score(found: tuple[Catalogue, list[DraftedPage]]) -> int:
        return sum(e.guess.score for page in found[1] for e in page.table.entries if e.guess)

    return max(((c, draft_pages(pages, c)) for c in catalogues), key=score)


def own_entries(drafted: Sequence[DraftedPage], catalogue: Catalogue) -> list[OwnEntry]:
    """Entries for what no pack has; where packs measure nothing of what is delivered, what shows it as it is."""
    entries = [e for page in drafted for e in page.table.entries]
    guesses = [e.guess for e in entries if e.guess]
    made = [e.own for e in entries if e.own]
    made += [] if made or indicators_of({g.quantity.code for g in guesses}, catalogue) else map(show, guesses)
    return list({entry.code: entry for entry in made}.values())


def study_text(name: str, drafted: Sequence[DraftedPage], catalogue: Catalogue, own: Sequence[OwnEntry]) -> str:
    """study.yml: what the file says, and what somebody has to say."""
    period = last_period(drafted)
    found = {e.guess.quantity.code for page in drafted for e in page.table.entries if e.guess}
    packs = [pack.replace("_", "-") for pack in catalogue.packs] if found else []
    asked = [*indicators_of(found, catalogue), *(entry.indicator for entry in own)]
    when = f'"{period.spelled}"' if period else "'?'   # the file does not say of which period its figures are"
    language = "zh" if _is_chinese(drafted) else "en"
    lines = [
        f"# Drafted from {drafted[0].delivered.file}: look at every line, above all at those with a remark.",
        f"# Then: evaluation check {name}",
        "format: 2",
        f"title: {{zh: {yaml_entry(name)}, en: {yaml_entry(name)}}}",
        "report_title: {zh: 评价报告, en: Evaluation report}",
        f"language: {language}",
        "region_system: free   # codes and names in regions.csv are as this study says",
        f"region_vintage: {period.year.spelled if period else 2024}",
        "levels: {whole: {zh: 全域, en: Whole}, area: {zh: 地区, en: Area}}",
        f"period: {when}",
        f"cut_off: {period.last_day if period else '2024-12-31'}   # the last day whose facts the file holds",
        "money: {currency: CNY}   # a guess: the file names no currency",
        "status: draft",
        "author: {zh: 填写单位, en: Fill in the office}",
        "source_note: {zh: 填写数据来源, en: Fill in the source of the data}",
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
    said = {page.table.period for page in drafted}
    for page in drafted:
        for record in page.form.rows if page.roles.periods else ():
            said.add(record.text(page.roles.periods[0]))
        said |= {period_in(name) for name in page.form.names} | {period_in(page.delivered.sheet or "")}
    read = (read_period(text) for text in said if text)
    return max((p for p in read if p), key=lambda p: (p.last_day, -p.grain), default=None)


def regions_text(drafted: Sequence[DraftedPage]) -> str:
    """regions.csv: names as the file has them; codes of divisions where a name is that of one alone."""
    names = list(dict.fromkeys(name for page in drafted for name in page.regions)) or ["填写地区名称"]
    rows = [_HEADER, "WHOLE,全域,Whole area,全域,whole,,false"]
    for number, name in enumerate(names, 1):
        of = {d.code for d in namesakes(name) if d.last is None}
        code = next(iter(of)) if len(of) == 1 else re.sub(r"\W", "", name) if name.isdecimal() else f"R{number}"
        said = _cell(name)
        rows.append(f"{code},{said},{said},{said},area,WHOLE,true" if not name.isascii() else f"{code},,{said},,area,WHOLE,true")
    return "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",]', text) else text


def _is_chinese(drafted: Sequence[DraftedPage]) -> bool:
    return any(re.search("[\u4e00-\u9fff]", name) for page in drafted for name in page.form.names)
