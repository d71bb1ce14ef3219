"""No file bears a date that nobody gave: of issue, else of the last delivery, else none at all."""

import datetime
import io
from functools import cache
from pathlib import Path

import pikepdf
import pytest
import report_sample as sample

import evaluation
from evaluation.render.pdf import pdf_document
from evaluation.runs import documents
from evaluation.study import issue, load
from evaluation.study.names import names

ROOT = Path(__file__).parents[2]
CALLS = ("cover", "opening", "body", "closing", "annexes", "imprint", "end")
DELIVERED = {
    "hubei-2007": "2008-01-15",
    "guizhou-2010": "2011-01-10",
    "china-ui-2008": "2026-11-21",
    "india-nsfdc": "2026-11-22",
    "india-mgnrega": "2026-11-29",
    "linhe-2022": "2026-11-29",
    "hubei-subsidy-2024": "2025-01-15",
}
PAPERS = [(n, p) for n in DELIVERED for p in documents.papers(load.load(n, ROOT), load.load(n, ROOT).file.period, "zh")]


@cache
def opened(study):
    return evaluation.open(study, ROOT)


def dates(data):
    """Every date in a PDF: of the document, in its metadata, of its attachments."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = {str(v)[2:10] for k, v in pdf.docinfo.items() if "Date" in k}
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as claims:
            found |= {v[:10].replace("-", "") for k, v in claims.items() if "Date" in k}
            return found, claims.get("pdfaid:part"), claims.get("pdfuaid:part")


def test_every_bundled_study_says_when_it_was_delivered():
    assert set(DELIVERED) == set(names(ROOT))


@pytest.mark.parametrize("study", DELIVERED)
def test_a_report_that_is_not_issued_bears_the_day_of_the_last_delivery(study):
    shown = opened(study).overview()
    parts = [shown.cover().data, shown.end().data]
    facts = dict(parts[0]["facts"])
    final = opened(study).study.file.status == "final"
    untold, not_yet = ("未注明", "day not told"), ("尚未签发", "not issued yet")
    assert facts.get("签发日期", facts.get("Issued")) in (untold if final else not_yet)
    data = pdf_document(parts, [("a.csv", "text/csv", "a", b"a")], ROOT)
    assert dates(data) == ({DELIVERED[study].replace("-", "")}, "3", "1")
    assert f'<meta name="dcterms.date" content="{DELIVERED[study]}">' in html(parts)


def html(parts):
    from evaluation.render.html import html_document

    return html_document(parts, ROOT)


@pytest.mark.parametrize(("study", "paper"), PAPERS, ids=lambda v: getattr(v, "code", v))
def test_a_document_bears_the_day_it_was_issued_or_the_last_delivery(study, paper):
    made = opened(study).document(paper.kind, paper.subject, paper.period)
    issued = made.paper.issued
    parts = [getattr(made, name)().data for name in CALLS]
    expected = issued.isoformat() if issued else DELIVERED[study]
    assert dates(pdf_document([parts[0], parts[-1]], root=ROOT)) == ({expected.replace("-", "")}, "3", "1")
    assert expected != opened(study).study.file.cut_off.isoformat()
    assert (issued is None) == ("尚未签发" in made.paper.date_line())


def test_an_undated_report_is_a_pdf_without_any_date_and_no_pdf_a():
    parts = sample.data("zh")
    parts[0]["document"]["dated"] = None
    data = pdf_document(parts, [("a.csv", "text/csv", "a", b"a")])
    assert dates(data) == (set(), None, "1")
    assert data == pdf_document(parts, [("a.csv", "text/csv", "a", b"a")])
    assert "dcterms.date" not in html(parts)
    assert b"19700101" not in data and str(datetime.date.today().year).encode() + b"-" not in data


def issued(study, day, period=""):
    """The study's cover when its reports were issued on ``day``."""
    of = opened(study).study
    changed = of.model_copy(update={"file": of.file.model_copy(update={"issued": day})})
    return evaluation.opened.Opened(study, ROOT, period, changed).overview().cover().data


def test_an_issued_report_bears_its_day_and_another_period_does_not():
    own = issued("hubei-2007", datetime.date(2008, 3, 3))
    assert ["签发日期", "2008年3月3日"] in own["facts"] and own["document"]["dated"] == "2008-03-03"
    later = evaluation.open("hubei-2007", ROOT, cut_off="2008-01-31").study.model_copy()
    file = later.file.model_copy(update={"issued": datetime.date(2008, 1, 20), "cut_off": datetime.date(2008, 1, 31)})
    assert issue.day_of_issue(later.model_copy(update={"file": file}), file.period) is None, "known until after it was issued"
    other = issued("hubei-2007", datetime.date(2008, 3, 3), "2007Q4")
    assert ["签发日期", "尚未签发"] in other["facts"] and other["document"]["dated"] == "2008-01-15"
