"""What every process that makes reports needs once: for a parent that forks a child a region."""

from __future__ import annotations

from evaluation.report import book, charts, component, fonts, html, notebook, pdf, phrases  # noqa: F401
from evaluation.report.component import Component


def warm() -> None:
    """Import, parse and compile what reports are made with, so that processes forked from now on share it.

    Reads the fonts, the templates and the words, and makes one throw-away page. No thread is left behind and no PDF is
    made: a process forked after its parent compiled with Typst would wait for ever.
    """
    pdf.typst_fonts()
    for language in ("zh", "en"):
        phrases.Phrases(language)
        html.html_document([part.data for part in _specimen(language)])
    for part in _specimen("zh"):
        part._repr_mimebundle_()
    fonts.supports("")


def _specimen(language: str) -> list[Component]:
    """A report with a component of every kind."""
    document = {
        "title": "T", "region": "R", "region_code": "0", "study": "s", "period": "2007", "language": language,
        "cut_off": "2007-12-31", "author": "A", "key": "0", "status": "S", "synthetic": "S",
    }  # fmt: skip
    limit = {"title": "T", "requirement": "1", "value": "1", "detail": "D", "state_text": "S"}
    states = ("met", "missed", "not_judged", "missing")
    roles = [
        component.row("T", role="group"),
        *(component.row("1", "2", role=r) for r in ("body", "total", "emphasis")),
    ]
    columns = [component.column("T"), component.column("N", "%", "right")]
    table = component.table("t", "T", columns, roles, ["N"], "S")
    steps = [charts.Step(label="T", value=1.0, value_text="1")]
    parts = [
        component.cover(document, "T", "S", [("L", "V")]),
        component.heading(1, "H"),
        component.paragraph(["P", {"text": "S", "strong": True}]),
        component.bullets(["L"]),
        component.limits("T", [{**limit, "state": state} for state in states]),
        component.notice("info", "N", "T"),
        component.keyfacts([{"label": "L", "value": "V", "note": "N"}]),
        component.section("s", [table]),
        component.figure("f", "T", "S", svg=charts.waterfall(steps), alt="A", notes=["N"], source="S", table=table),
    ]
    return [*parts, component.end(parts)]
