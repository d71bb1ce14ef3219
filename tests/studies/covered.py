"""Of how many regions a printed value of the whole is, and of which stretch of time a printed value: wherever one is not of all
of them, or of another stretch than the title over it names, the same component says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from evaluation.catalogue.span import Covers
from evaluation.measured.keys import Key, read
from evaluation.measured.measure import in_whole
from evaluation.measured.results import Results
from evaluation.render.component import Component
from evaluation.view import spans
from evaluation.view.view import View

_PART = r"\d{4}(?:Q[1-4]|H[12]|M\d\d)"
_QUOTED = re.compile("'[^']*'|“[^”]*”")


def unmarked(results: Results, part: Component) -> list[str]:
    """Indicators with such a value in a table or a text of ``part`` that says nothing of it."""
    everyone, top, period = len(results.regions), results.study.top.code, results.period
    told = (
        f"/{everyone}个",
        f"（共{everyone}个",
        f"共{everyone}个",
        f"of {everyone} region",
        f"(of {everyone})",
        f"all {everyone} ",
    )
    found: dict[str, None] = {}
    for piece in _blocks(part.content):
        text = _flat(piece)
        if any(mark in text for mark in told):
            continue
        for figure in _figures(piece):
            key = read(figure)
            if key is None or key.region != top or key.kind == "line":
                continue  # what is demanded of the whole is of no regions
            to_date = key.kind == "quantity" and key.months == period.so_far
            if (to_date or key.months == period.months) and _lacks(results, key.code, to_date=to_date):
                found[key.code] = None
            elif key.months == period.last_year.months and _beside(text) and _lacked(results, key.code):
                found[f"{key.code} of {key.span}"] = None
    return [*found]


def _beside(text: str) -> bool:
    """Whether the year before stands beside the period."""
    return "上年同期" in text or "Year before" in text


def _lacked(results: Results, code: str) -> bool:
    """Whether the value of the whole a year before is of other regions than this year's."""
    indicator, periods = results.indicator(code), (results.period, results.period.last_year)
    if indicator is None or results.value(results.study.top.code, code).exact is None:
        return False
    name, reading = indicator.settle(results.study.choices)
    values = ([results.values.get((r, p, code, name)) for r in results.regions] for p in periods)
    now, then = ({v.region for v in in_whole(reading, [v for v in of if v is not None])} for of in values)
    return not reading.is_stated and now != then


def _lacks(results: Results, code: str, *, to_date: bool) -> bool:
    """Whether the value or the figure of the whole is not of every region that it applies to."""
    top, everyone = results.study.top.code, len(results.regions)
    if results.indicator(code):
        value = results.value(top, code)
        return value.exact is not None and value.regions < everyone
    if code not in results.catalogue.quantities:
        return False
    figures = results.figures
    figure = figures.to_date(top, results.period, code) if to_date else figures.at(top, results.period, code)
    return figure.amount is not None and bool(figure.without)


def misdated(view: View, part: Component) -> list[str]:
    """Values under a title that names the period alone, or what has come together since the year's start, which are of another
    stretch of time, where nothing else in the table or drawing names it."""
    if view.period.is_year or view.period.opens_year:
        return []  # one stretch, by two names
    named = {span: spans.span_words(view, span) for span in (Covers.PERIOD, Covers.TO_DATE)}
    found: dict[str, None] = {}
    for block in _blocks(part.content):
        titles = " ".join(_flat(block.get(key, "")) for key in ("title", "subtitle"))
        for words in (spans.through(view), spans.span_words(view, Covers.AT_END)):
            titles = titles.replace(words, "")
        over = {span for span, words in named.items() if words in titles}
        for figure in _figures(block) if over else ():
            key = read(figure)
            span = _span(view, key) if key else None
            if key and span and span not in over and spans.name(view, span) not in _flat(block):
                found[f"{key.code} ({span.value})"] = None
    return [*found]


def _span(view: View, key: Key) -> Covers | None:
    if view.results.indicator(key.code):
        return spans.of(view, key.code) if key.months == view.period.months else None
    if key.code not in view.catalogue.quantities or key.months != view.period.so_far:
        return None
    return spans.figure_and_span(view, view.region, key.code)[1]


def _blocks(content: Any) -> Iterator[Any]:
    """Tables, figures and texts: what is read together."""
    if isinstance(content, dict) and content.get("kind") in ("section",):
        for child in content.values():
            yield from _blocks(child)
    elif isinstance(content, list):
        for child in content:
            yield from _blocks(child)
    elif isinstance(content, dict):
        yield content


def _figures(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        if isinstance(content.get("figure"), str) and "exact" in content:
            yield content["figure"]
        for child in content.values():
            yield from _figures(child)
    elif isinstance(content, list):
        for child in content:
            yield from _figures(child)


def _flat(content: Any) -> str:
    """All its texts as they are printed."""
    if isinstance(content, dict):
        if "pieces" in content:
            return "".join(p if isinstance(p, str) else p["printed"] for p in content["pieces"])
        return " ".join(_flat(child) for child in content.values())
    if isinstance(content, list):
        return " ".join(map(_flat, content))
    return content if isinstance(content, str) else ""


def coded(view: View, part: Component) -> list[str]:
    """Texts that call a region by its code, spell a part of a year as files do, or in Chinese end a list in English, outside of
    what they quote; the run card gives codes beside names."""
    codes = [c for c, region in view.study.by_code.items() if c[:1].isalpha() and c not in (region.name_en, region.short_zh)]
    said = re.compile(rf"(?<![\w=-])(?:{'|'.join([*map(re.escape, codes), _PART])})(?![\w-])")
    called = {name for r in view.study.regions for name in (r.name_en, r.name_zh, r.short_zh) if name}
    names = re.compile("|".join(sorted(map(re.escape, called), key=len, reverse=True)))
    found = []
    for text in _texts(part.content):
        rest = names.sub("", _QUOTED.sub("", text))
        if said.search(rest) or (view.language == "zh" and re.search(r"\band \d+ more", rest)):
            found.append(text)
    return found


_ZERO = {
    "zh": re.compile(r"(?<![\d.,−])0(?:项次|项|个地区|个|家)(?:未|达|低于|没有|不(?!等)|处于)"),
    "en": re.compile(r"(?<![\d.,−])0 (?:of \d(?!\d*$)|more (?!than)|regions? (?:below|miss))"),
}


def zeros(view: View, part: Component) -> list[str]:
    """Sentences that count none of something in the midst of what they say: there is none, or all are."""
    return [text for text in _texts(part.content) if _ZERO[view.language].search(text)]


_SEVERAL = {
    "zh": re.compile("各地区(?!.*合计)|其他地区|每个地区|有地区|[2-9]个地区(?!年度)"),  # 合计: what whole(…) of an entry is called
    "en": re.compile(r"(?<!of all )(?<!years of )\bregions\b(?!\.csv)|\b(?:each|any|some|every|other|no) region\b"),
}


def many(view: View, part: Component) -> list[str]:
    """In a study that reports on one region, texts that speak of several, outside of findings and of what was refused, or
    left out although the outline names it: a title and the reason."""
    told = {c["kind"] for c in part.content.get("children", ())}
    if view.compares or part.content["kind"] == "omitted" or told == {"heading", "notice"}:
        return []
    said = [c for c in part.content.get("children", ()) if c.get("id") != "findings" and c["kind"] != "notice"]
    return [text for text in _texts(said) if _SEVERAL[view.language].search(text)]


def _texts(content: Any) -> Iterator[str]:
    """Every text without what it writes in the form of a file, of all but the run card."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for child in content:
            yield from _texts(child)
    elif isinstance(content, dict) and "pieces" in content:
        yield "".join(p if isinstance(p, str) else p["printed"] for p in content["pieces"] if _is_read(p))
    elif isinstance(content, dict) and content.get("kind") != "keyfacts":
        for name, child in content.items():
            if name not in ("svg", "id", "kind", "document"):
                yield from _texts(child)


def _is_read(piece: Any) -> bool:
    return isinstance(piece, str) or piece.get("named") not in ("code", "file", "formula")
