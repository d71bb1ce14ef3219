"""What a process needs once to make reports, for a parent that forks a child for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from evaluation.report.book import Report

_DOCUMENT = {
    "title": "warm",
    "region": "甲",
    "region_code": "0",
    "study": "warm",
    "period": "0",
    "language": "zh",
    "cut_off": "2000-01-01",
    "dated": None,
    "author": "甲",
    "key": "0" * 12,
    "status": "甲",
    "synthetic": None,
    "subject": "",
}


def warm() -> None:
    """Import what a report needs, read fonts and words, compile the templates, draw a chart and show it once.

    It makes no PDF: a process that is forked after its parent compiled with Typst would wait for ever.
    """
    from evaluation.render import charts, component, html, notebook, pdf, preview  # noqa: F401
    from evaluation.report import brief, section  # noqa: F401
    from evaluation.view import phrases

    drawing = charts.funnel([charts.Stage(label="甲", value=1, value_text="1")])
    table = component.table("t", "甲", [component.column("甲")], [component.row("甲")])
    parts = [component.cover(_DOCUMENT, title="甲"), component.figure("f", "甲", svg=drawing, alt="甲", table=table), table]
    for part in parts:
        part._repr_mimebundle_()
    html.html_document([p.data for p in (*parts, component.end(parts))])
    for language in ("zh", "en"):
        phrases.Phrases(language)
    section.load_all()
    pdf.load_fonts()


class Reporting(Protocol):
    """What an opened study does, which stands above reports."""

    def report(self, region: str, *, language: str) -> Report: ...


def rehearse(opened: Reporting, region: str, language: str, sections: Sequence[str]) -> None:
    """Build these sections of a region's report, its brief and their pages, and throw them away. What is remembered on the
    way (widths of texts, rows that several reports have, what the regions share out) is then there for every child."""
    from evaluation.render import html
    from evaluation.report import brief

    report = opened.report(region, language=language)
    html.html_document([getattr(report, name)().data for name in sections])
    html.html_document(brief.components(report.view, "0" * 12))
