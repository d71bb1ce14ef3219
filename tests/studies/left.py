"""What leaves, by the same law as ``based``: a text of a finished page, a row of a table or of a workbook that is another one where
the provisional figures of a delivery are others says that it is provisional. What tells the delivery itself, or stands for it
(findings, hashes, keys), is left out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import openpyxl

import evaluation
from evaluation.cli import fund_tables, scores_book
from evaluation.cli.allocate import _share_out
from evaluation.cli.scores import notes
from evaluation.errors import EvaluationError
from evaluation.opened import Opened
from evaluation.render import fonts
from evaluation.render.html import html_document
from evaluation.report.section import package_sections
from evaluation.runs import index
from evaluation.scores.scored import scores_of
from evaluation.tables import tables
from tests.studies.based import _MARK, _judged, _otherwise

_KEYS = re.compile(r"\b[0-9a-f]{12,64}\b")
_BLOCKS = {"td", "th", "p", "li", "dt", "dd", "text", "figcaption", "caption", "h1", "h2", "h3", "h4", "title", "span"}
_DRAWN = {"zh": "初", "en": "provisional"}
_SHARED = {"award": _share_out, "adjustment": fund_tables.adjustment, "tilt": fund_tables.tilt}


class Left(NamedTuple):
    """A text of what leaves, where it stands, and whether it or what it stands in says that it is provisional."""

    place: str
    text: str
    said: bool


def unmarked(name: str, root: Path, language: str) -> list[str] | None:
    """Texts that follow from what is provisional and do not say so; None where any other figures are judged otherwise."""
    opened = evaluation.open(name, root=root)
    now, judged = [*_left(opened, root, language)], _judged(opened)
    for more in (1, -1):
        with mock.patch("evaluation.data.bases.on", partial(_otherwise, more)):
            other = evaluation.open(name, root=root)
            if _judged(other) == judged:
                then = [*_left(other, root, language)]
                assert [x.place for x in now] == [x.place for x in then]
                pairs = zip(now, then, strict=True)
                return [f"{a.place}: {a.text} | {b.text}" for a, b in pairs if a.text != b.text and not (a.said and b.said)]
    return None


def _left(opened: Opened, root: Path, language: str) -> Iterator[Left]:
    regions, top = list(dict.fromkeys([opened.study.top.code, *opened.region_codes])), opened.study.top.code
    with mock.patch.object(fonts, "faces", lambda letters: ""):
        for region in regions:
            report = opened.overview(language=language) if region == top else opened.report(region, language=language)
            names = sorted(package_sections(), key=lambda name: name != "cover")
            parts = [getattr(report, name)().data for name in names]
            yield from _page(f"page {region}", html_document(_without_findings([*parts, report.end().data]), root), language)
        yield from _page("index", _index(opened, regions, language), language)
    for region in regions:
        for table, (header, rows) in tables(opened.results, region).items():
            for n, row in enumerate(rows) if table != "findings" else ():
                told = dict(zip(header, map(str, row), strict=True))
                yield Left(f"{table}.csv {region} {n}", str(told), "provisional" in told.get("basis", ""))
    for named, book in _books(opened):
        yield from _sheets(named, book)


def _without_findings(parts: list[dict]) -> list[dict]:
    return [{**p, "children": [c for c in p["children"] if c.get("id") != "findings"]} if "children" in p else p for p in parts]


def _index(opened: Opened, regions: list[str], language: str) -> str:
    made = {"key": "k", "state": "done", "outputs": []}
    said = [{"code": r, "name": r, "overview": opened.study.gives_overview(r), **made} for r in regions]
    record = {"language": language, "title": "t", "period": "p", "state": "done", "run_id": "r", "synthetic": None, "regions": said}
    return index.page(record, {r: opened.summary(r, language) for r in regions})


def _books(opened: Opened) -> Iterator[tuple[str, bytes]]:
    weights = opened.study.weights
    if weights is not None and scores_of(opened.results).scores:
        yield "scores", scores_book.workbook(opened.results, weights, notes(opened.results, weights), None)
    for fund, share_out in _SHARED.items() if opened.study.allocation else ():
        try:
            made = share_out(opened, None, {}) if fund == "award" else share_out(opened, None)
        except EvaluationError:
            continue
        yield fund, made.workbook([], None)


def _sheets(named: str, book: bytes) -> Iterator[Left]:
    for sheet in openpyxl.load_workbook(io.BytesIO(book), data_only=True):
        for n, row in enumerate(sheet.iter_rows(values_only=True)):
            text = " | ".join("" if cell is None else str(cell) for cell in row)
            yield Left(f"{named}.xlsx {sheet.title} {n}", text, "provisional" in text)


def _page(place: str, page: str, language: str) -> Iterator[Left]:
    parser = _Blocks(_MARK[language], _DRAWN[language])
    parser.feed(re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL))
    for n, (text, said) in enumerate(parser.blocks()):
        yield Left(f"{place} {n}", text, said)


class _Blocks(HTMLParser):
    """Texts by the innermost block they stand in; what is drawn is told by a note of its figure."""

    def __init__(self, mark: str, drawn: str) -> None:
        super().__init__()
        self.mark, self.drawn = mark, drawn
        self.open: list[tuple[str, int]] = []
        self.found: list[tuple[str, int]] = []
        self.figure = 0
        self.noted: set[int] = set()
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "figure":
            self.figure, self.inside = self.figure + 1, True
        if tag == "details":
            self.inside = False
        if tag in _BLOCKS:
            self.open.append((tag, len(self.found)))
            self.found.append(("", self.figure if self.inside else 0))
        label = dict(attrs).get("aria-label") or ""
        if label:
            self.found.append((label, self.figure if self.inside else 0))

    def handle_endtag(self, tag: str) -> None:
        if tag == "figure":
            self.inside = False
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open:
            text, figure = self.found[self.open[-1][1]]
            self.found[self.open[-1][1]] = text + data, figure
            if self.inside and self.drawn in data:
                self.noted.add(self.figure)

    def blocks(self) -> Iterator[tuple[str, bool]]:
        for text, figure in self.found:
            yield _KEYS.sub("", " ".join(text.split())), self.mark in text or figure in self.noted
