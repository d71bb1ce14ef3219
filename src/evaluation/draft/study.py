"""The files of a first study of one delivered file: every line that is not sure says so, and nothing else is taken for granted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.catalogue.catalogue import Catalogue
from evaluation.data.header import yaml_entry
from evaluation.draft.alike import SharedName, share_name
from evaluation.draft.areas import split
from evaluation.draft.columns import find_roles, texts_down
from evaluation.draft.figures import Drafting
from evaluation.draft.form import FoundForm, find_form
from evaluation.draft.guesses import GUESSED, find_calendar, find_money, period_in, read_period, shared_signs
from evaluation.draft.own import Codes, OwnEntry, show
from evaluation.draft.pages import DeliveredPage, texts_of
from evaluation.draft.places import DraftedPlace, FoundPlaces, find_places, merge
from evaluation.draft.roles import Roles
from evaluation.draft.table import DraftedTable, draft_table
from evaluation.study import pattern
from evaluation.study.counted import MONEY, Counted
from evaluation.study.divisions import divisions_of, namesakes
from evaluation.study.money import Money
from evaluation.study.months import Calendar
from evaluation.study.period import Period

_CHINESE = re.compile("[\u4e00-\u9fff]")
_ABOUT = re.compile(r"(?i)notes?|contents?|table of contents|cover|index|read ?me|metadata|说明|编制说明|填报说明|目录|封面|注释")
_HEADER = "code,name_zh,name_en,short_zh,level,parent,reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedPage:
    """An area of a page with its table, and the regions that it speaks of. ``called``: what it and those read alike are called,
    ``files`` where they stand, ``rows`` how many there are of figures; ``money``: as the file says."""

    delivered: DeliveredPage
    called: SharedName
    files: tuple[str, ...]
    rows: int
    form: FoundForm
    roles: Roles
    table: DraftedTable
    places: FoundPlaces
    money: Money | None


def draft_pages(pages: Sequence[DeliveredPage], catalogue: Catalogue, every: Catalogue) -> list[DraftedPage]:
    """The tables of every page that has some; pages with one header whose names are periods or places are one table."""
    of_data = [page for page in pages if not _ABOUT.fullmatch((page.sheet or "").strip())] or pages
    found = [(page, form) for whole in of_data for page in split(whole) if (form := find_form(page))]
    language = _language_of([form for _, form in found])
    by = Drafting(catalogue, every, language, _find_money([form for _, form in found]), Codes())
    made: list[DraftedPage] = []
    for page, form in found:
        alike = [(p, f) for p, f in found if f.names == form.names and not p.cells and not page.cells]
        together = share_name([p for p, _ in alike]) if len(alike) > 1 else None
        if together and page is not alike[0][0]:
            continue
        called = together or SharedName(page.file, page.sheet)
        read = alike if together else [(page, form)]
        all_roles = find_roles(form)
        places = merge(find_places(f, find_roles(f)) for _, f in read)
        if called.leaves(pattern.REGION):
            places = FoundPlaces("", tuple(DraftedPlace((name,), True) for name in called.regions))
        for roles in all_roles.parts(form):
            table = draft_table(page, form, roles, by, called)
            drafted = DraftedPage(
                delivered=page,
                called=called,
                files=tuple(p.file for p, _ in read),
                rows=sum(len(f.rows) for _, f in read),
                form=form,
                roles=roles,
                table=table,
                places=places,
                money=by.money,
            )
            made.append(drafted)
    return made


def _find_money(forms: Sequence[FoundForm]) -> Money | None:
    headers = [text for form in forms for text in (*form.names, *(t for r in form.above for t in r.texts.values()))]
    figures = (t for form in forms for at in range(len(form.names)) for t in texts_of(form.rows, at))
    return find_money(headers, figures)


def things_counted(drafted: Sequence[DraftedPage]) -> list[Counted]:
    """What the study counts that has to be declared."""
    return list({c.code: c for page in drafted for c in page.table.counted}.values())


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
    """Entries for what no pack has, and what shows as it is that of which packs measure nothing."""
    entries = [e for page in drafted for e in page.table.entries]
    guesses = [e.guess for e in entries if e.guess]
    asked = (catalogue.indicators[code] for code in indicators_of({g.quantity.code for g in guesses}, catalogue))
    measured = {t.quantity.code for indicator in asked for r in indicator.readings.values() for t in r.terms}
    made = [e.own for e in entries if e.own]
    made += [show(guess, language_of(drafted)) for guess in guesses if guess.quantity.code not in measured]
    return list({entry.code: entry for entry in made}.values())


def study_text(name: str, drafted: Sequence[DraftedPage], catalogue: Catalogue, own: Sequence[OwnEntry]) -> str:
    """study.yml: what the file says, and what somebody has to say."""
    period = last_period(drafted)
    found = {e.guess.quantity.code for page in drafted for e in page.table.entries if e.guess}
    packs = [pack.replace("_", "-") for pack in catalogue.packs] if found else []
    asked = [*indicators_of(found, catalogue), *(entry.indicator for entry in own)]
    when = f'"{period.spelled}"' if period else "'?'   # the file does not say of which period its figures are"
    language, calendar = language_of(drafted), calendar_of(drafted)
    money = drafted[0].money
    in_money = any(e.unit and e.unit.counts == MONEY for page in drafted for e in page.table.entries)
    more = ", grouping: indian" if money and money.grouping == "indian" else ""
    called = money.called if money else None
    more += f", called: {{zh: {called.zh}, en: {called.en}, one: {called.one}}}" if called else ""
    signs = shared_signs(e.name for page in drafted for e in page.table.entries)
    guessed = money is not None and any(GUESSED.get(sign.casefold()) == money.currency for sign in signs)
    signs = [] if in_money and not guessed else signs
    currency = money.currency if money and (guessed or not signs) else "'?'" if signs else "CNY"
    by_digits = not in_money and money is not None and money.grouping == "indian"
    named = "a guess: digits are parted by lakh" if by_digits else "a guess: the file names no currency"
    named = "as the file says" if in_money or (money and not by_digits) else named
    several = f"the file says {' and '.join(signs)}, which is several currencies"
    named = (f"a guess: {several}" if guessed else f"{several}: say which") if signs else named
    inside = any(not p.added for p in merge(page.places for page in drafted).places)

    def words(zh: str, en: str) -> str:
        return f"{{zh: {zh}}}" if language == "zh" else f"{{en: {en}}}"

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
        f"money: {{currency: {currency}{more}}}   # {named}",
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
        said |= set(zip(*(texts_down(page.form, page.roles, at) for at in page.roles.periods), strict=True))
        said.add((page.roles.said,))
        said |= {(period_in(text),) for text in (*page.form.names, page.delivered.sheet or "", *page.called.periods)}
    calendar = calendar_of(drafted)
    dates = next((page.roles.dates for page in drafted if page.roles.dates), "")
    read = (read_period(*texts, calendar=calendar, dates=dates) for texts in said)
    return max((p for p in read if p), key=lambda p: (p.last_day, -p.grain), default=None)


def regions_text(drafted: Sequence[DraftedPage]) -> str:
    """regions.csv: names as the file has them; codes of divisions where a name is that of one alone."""
    zh = language_of(drafted) == "zh"
    found = merge(page.places for page in drafted)
    unnamed = (DraftedPlace(("填写地区名称" if zh else "Fill in a name",), True),)
    places = found.places or unnamed
    whole = found.whole or ("全域" if zh else "Whole area")
    rows = [_HEADER, _region_row("WHOLE", whole, "whole,,false", zh)]
    codes: dict[tuple[str, ...], str] = {(): "WHOLE"}
    added = {p.path for p in places if p.added} or {p.path for p in places if len(p.path) == 1}
    ordered = [p.path for p in sorted(places, key=lambda p: len(p.path))]
    for letter, paths in (("R", [p for p in ordered if p in added]), ("P", [p for p in ordered if p not in added])):
        for number, path in enumerate(paths, 1):
            code = _region_code(path[-1], f"{letter}{number}")
            codes[path] = f"{letter}{number}" if code in codes.values() else code
    for path, code in codes.items():
        if path:
            level, reports = ("area", "true") if path in added else ("part", "false")
            rows.append(_region_row(code, path[-1], f"{level},{codes[path[:-1]]},{reports}", zh))
    return "\n".join(rows) + "\n"


def _region_code(name: str, otherwise: str) -> str:
    of = {d.code for d in namesakes(name) if d.last is None}
    return next(iter(of)) if len(of) == 1 else re.sub(r"\W", "", name) if name.isdecimal() else otherwise


def _region_row(code: str, name: str, place: str, zh: bool) -> str:
    """A row of regions.csv; a code of divisions with its last name."""
    said = _cell(next((d.name for d in reversed(divisions_of(name))), name) if name.isdecimal() else name)
    return f"{code},{said},{said},{said},{place}" if zh or _CHINESE.search(said) else f"{code},,{said},,{place}"


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",]', text) else text


def language_of(drafted: Sequence[DraftedPage]) -> str:
    """Chinese where a name of a column is, else English."""
    return _language_of([page.form for page in drafted])


def _language_of(forms: Sequence[FoundForm]) -> str:
    return "zh" if any(_CHINESE.search(name) for form in forms for name in form.names) else "en"


def calendar_of(drafted: Sequence[DraftedPage]) -> Calendar:
    """The years that cells of periods speak of, or names of columns, sheets and files where they leave the period open."""
    cells = (text for page in drafted for at in page.roles.periods for text in texts_of(page.form.rows, at))
    names = (page.form.names[at] for page in drafted for at in page.roles.figures if at in page.roles.opened)
    said = (said for page in drafted for said in (*page.called.periods, page.table.period))
    return find_calendar(text for text in (*cells, *map(period_in, names), *said) if text)
