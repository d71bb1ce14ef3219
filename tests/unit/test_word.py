"""Official documents for a word processor: what the page says, part by part, in real styles; the same bytes always."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import sys
import zipfile

import docx
import lxml.html
import pypdfium2
import pytest
import report_sample
import test_documents as papers
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from evaluation.render.html import html_document
from evaluation.render.word import word_document

KINDS = ("notice", "assistance_table", "bulletin", "budget_and_accounts")
SOME = [next(place for place in papers.ALL if place[1] == kind) for kind in KINDS]
REST = [place for place in papers.ALL if place not in SOME]
EVERY = [*SOME, *(pytest.param(p, marks=pytest.mark.slow) for p in REST)]
LANGUAGES = ["", pytest.param("en", marks=pytest.mark.slow)]
_BLANK = re.compile(r"\s")
_BESIDE = ("//head", "//style", "//nav", "//svg", "//details/summary", "//footer", "//a[contains(@class, 'skip')]")
_BESIDE += ("//div[@class='banner']", "//*[@class='ev-subtitle']")


def opened(components):
    return docx.Document(io.BytesIO(word_document(components)))


def spelled(file) -> str:
    """All that the file prints, in order, without blanks."""
    found = []
    for child in file.element.body:
        if child.tag == qn("w:p"):
            found.append(Paragraph(child, file).text)
        elif child.tag == qn("w:tbl"):
            for row in Table(child, file).rows:
                cells = dict.fromkeys(cell._tc for cell in row.cells)
                found += ["".join(node.text or "" for node in cell.iter(qn("w:t"))) for cell in cells]
    return _BLANK.sub("", "".join(found))


def due(components) -> list[str]:
    """The stretches of text of the page, in their order, without what serves its reading."""
    page = lxml.html.document_fromstring(html_document(components))
    for left in page.xpath(" | ".join(_BESIDE)):
        left.drop_tree()
    return [found for text in page.itertext() if (found := _BLANK.sub("", text))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", EVERY, ids="-".join)
def test_it_says_what_the_page_says_in_its_order(place, language):
    study, kind, unit, period = place
    parts = papers.components(study, kind, unit, period, language)
    said, texts = spelled(opened(parts)), due(parts)
    reached, lost = 0, []
    for text in texts:
        found = said.find(text, reached)
        reached, lost = (found + len(text), lost) if found >= 0 else (reached, [*lost, text])
    assert lost == []
    assert reached == len(said), said[reached:]


def test_styles_tables_and_running_lines_are_real():
    parts = papers.components("hubei-2007", "notice", "421000", "")
    file = opened(parts)
    used = {p.style.name for p in file.paragraphs}
    assert {"Letterhead", "Document Number", "Title", "Addressee", "Body Text", "Heading 1", "Signature", "Imprint"} <= used
    assert file.tables and all(
        row.get_or_add_trPr().find(qn("w:tblHeader")) is not None for t in file.tables for row in [t.rows[0]._tr]
    )
    section = file.sections[0]
    assert (round(section.page_width.mm), round(section.left_margin.mm), round(section.top_margin.mm)) == (210, 28, 37)
    about = parts[0]["document"]
    for head in (section.header, section.even_page_header):
        assert about["key"] in head.paragraphs[0].text and about["synthetic"] in head.paragraphs[0].text
    for foot in (section.footer, section.even_page_footer):
        assert "PAGE" in "".join(node.text for node in foot._element.iter(qn("w:instrText")))
    assert file.core_properties.title and file.core_properties.author == about["author"]
    assert file.styles["Body Text"].element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋"


def test_the_bytes_are_the_same_in_another_process_and_bear_no_time_of_their_own(tmp_path):
    parts = report_sample.data("zh")
    made = word_document(parts)
    code = "import hashlib, report_sample; from evaluation.render.word import word_document as w; "
    code += "print(hashlib.sha256(w(report_sample.data('zh'))).hexdigest())"
    answers = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        environment = {"PYTHONPATH": "tests/unit", "PYTHONHASHSEED": seed, "TZ": zone, "PATH": ""}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        answers.add(done.stdout)
    assert answers == {hashlib.sha256(made).hexdigest() + "\n"}
    with zipfile.ZipFile(io.BytesIO(made)) as read:
        assert {part.date_time for part in read.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in part.filename for part in read.infolist())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_of_part_has_its_place(language):
    """Of a report too: lists, limits, facts and drawings as the tables of their numbers."""
    parts = report_sample.data(language)
    said = spelled(opened(parts))
    assert [text for text in due(parts) if text not in said] == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("place", EVERY, ids="-".join)
def test_libreoffice_draws_it_whole(place, tmp_path):
    study, kind, unit, period = place
    parts = papers.components(study, kind, unit, period)
    (tmp_path / "paper.docx").write_bytes(word_document(parts))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    words = [
        shutil.which("soffice"),
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "paper.docx"),
    ]
    done = subprocess.run(words, capture_output=True, text=True, timeout=600)
    if not (tmp_path / "paper.pdf").is_file():
        pytest.skip(f"LibreOffice converts no text here: {done.stdout}{done.stderr}")
    drawn = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    text = _BLANK.sub("", "".join(page.get_textpage().get_text_range() for page in drawn))
    title = _BLANK.sub("", parts[0]["title"])
    assert title in text and parts[0]["document"]["key"] in text
    assert len(drawn) <= 60
