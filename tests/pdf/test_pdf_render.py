"""The PDF: structure for screen readers and archives, text, fonts, layout of long tables, the same bytes."""

import hashlib
import io
import itertools
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import report_sample as sample

from evaluation.errors import Refused
from evaluation.render import component as c
from evaluation.render import outline, paged
from evaluation.render import pdf as printed
from evaluation.render.pdf import Attachment, pdf_document

FILE = Attachment("indicators.csv", "text/csv", "指标数据", "指标,值\n甲,1\n".encode())
NOTHING = re.compile(r"[\s\ufffe]")  # PDFium marks hyphens at line ends with U+FFFE


def squeezed(text):
    return NOTHING.sub("", text)


@pytest.fixture(scope="module", params=["zh", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def data(language):
    return pdf_document(sample.data(language), [FILE])


@pytest.fixture(scope="module")
def pdf(data):
    return pikepdf.open(io.BytesIO(data))


@pytest.fixture(scope="module")
def pages(data):
    return [page.get_textpage() for page in pypdfium2.PdfDocument(data)]


@pytest.fixture(scope="module")
def text(pages):
    return squeezed("".join(page.get_text_range() for page in pages))


def elements(node):
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K", pikepdf.Array()))


def test_it_claims_ua_1_and_a_3a_and_names_itself(pdf, language):
    about = sample.document(language)
    assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20080115000000Z"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as claims:
        assert claims["pdfuaid:part"] == "1"
        assert (claims["pdfaid:part"], claims["pdfaid:conformance"]) == ("3", "A")
        assert about["region"] in claims["dc:title"] and about["title"] in claims["dc:title"]
        assert about["synthetic"] in claims["dc:description"]
    assert str(pdf.Root.Lang) == {"zh": "zh-CN", "en": "en-GB"}[language]
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.docinfo.Author == about["author"]
    for word in (about["region"], about["region_code"], about["period"], about["key"], about["synthetic"]):
        assert word in str(pdf.docinfo.Keywords)


def test_bookmarks_are_the_numbered_headings(pdf, language):
    with pdf.open_outline() as outline:
        top = [item.title for item in outline.root]
        second = [item.title for item in outline.root[1].children]
    if language == "zh":
        assert (top, second) == (["一、结论", "二、指标", "三、附录"], ["（一）社会效益", "（二）资金使用"])
    else:
        assert top == ["1 Conclusion", "2 Indicators", "3 Annex"]
        assert second == ["2.1 Social benefit", "2.2 Use of funds"]


def test_tags_hold_title_headings_tables_with_headers_and_named_figures(pdf):
    found = [(str(node.S), node) for node in elements(pdf.Root.StructTreeRoot.K)]
    names = [name for name, _ in found]
    assert names.count("/Title") == 1
    assert [name for name in names if re.fullmatch("/H[1-6]", name)] == ["/H1", "/H1", "/H2", "/H2", "/H3", "/H1"]
    assert names.count("/Table") == names.count("/THead") == 3
    assert names.count("/TH") == 6 + 2 + 6 + 5
    assert names.count("/Figure") == 3
    assert all(str(node.get("/Alt", "")).strip() for name, node in found if name == "/Figure")
    assert names.count("/Caption") == 6


def test_only_the_shipped_font_is_inside(pdf):
    fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
    assert fonts
    assert {re.sub(r"^/\w+\+", "", str(font.FontName)) for font in fonts} == {"NotoSansSC-Regular", "NotoSansSC-Bold"}
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_attached_files_come_out_as_they_went_in(pdf):
    assert list(pdf.attachments) == [FILE.name]
    spec = pdf.attachments[FILE.name]
    assert spec.get_file().read_bytes() == FILE.data
    assert spec.get_file().mime_type == FILE.mime
    assert spec.description == FILE.description


def test_every_text_of_every_component_is_printed(text, language):
    def texts(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            for item in value:
                yield from texts(item)
        elif isinstance(value, dict) and value.get("kind") not in ("omitted", "end"):
            skip = ("kind", "id", "svg", "alt", "style", "role", "align", "state", "tone", "document", "table", "place")
            for name in value.keys() - set(skip):
                yield from texts(value[name])

    missing = [t for t in map(squeezed, texts(sample.data(language))) if t not in text and len(t) < 60]
    assert missing == []
    for never in ("nan", "None", "{region}", "null"):
        assert never not in text


def test_every_page_says_whose_it_is_that_it_is_synthetic_and_its_number(pages, language):
    about = sample.document(language)
    for number, page in enumerate(pages, start=1):
        words = squeezed(page.get_text_range())
        for word in (about["region"], about["period"], about["key"], about["status"], about["synthetic"]):
            assert squeezed(word) in words
        assert f"{number}/{len(pages)}" in words


def test_drawings_keep_their_text(text, language):
    assert ("要求40%" if language == "zh" else "Requirement40%") in text


def rows(pages, label):
    """(page, top, bottom) of each line that starts with ``label`` and two digits."""
    for number, page in enumerate(pages):
        whole = page.get_text_range()
        for found in re.finditer(re.escape(label) + r"\s?\d\d", whole):
            boxes = [page.get_charbox(i) for i in range(found.start(), found.end()) if not whole[i].isspace()]
            yield number, max(box[3] for box in boxes), min(box[1] for box in boxes)


def test_a_long_table_does_not_print_over_itself_or_the_footer(pages, language):
    found = list(rows(pages, "街道办事处" if language == "zh" else "Street office"))
    assert len(found) == 60
    assert len({page for page, _, _ in found}) >= 2
    for (page, _, bottom), (after, top, _) in itertools.pairwise(found):
        assert after > page or top < bottom - 3
    assert all(bottom > 65 for _, _, bottom in found)
    header = squeezed("街道Q1" if language == "zh" else "OfficeQ1")
    for number in {page for page, _, _ in found}:
        words = squeezed(pages[number].get_text_range())
        assert ("Q1" in words and "Q4" in words) or header in words, "the header is repeated"


def test_the_report_is_the_same_bytes_again(data, language):
    assert pdf_document(sample.data(language), [FILE]) == data


def test_fonts_of_the_machine_change_nothing(data, language, tmp_path):
    if language == "en":
        pytest.skip("once is enough")
    (tmp_path / "fonts.conf").write_text('<?xml version="1.0"?><fontconfig></fontconfig>')
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:2]\n"
        "import report_sample as s\n"
        "from evaluation.render.pdf import pdf_document\n"
        "file = ('indicators.csv', 'text/csv', '指标数据', '指标,值\\n甲,1\\n'.encode())\n"
        "print(hashlib.sha256(pdf_document(s.data('zh'), [file])).hexdigest())"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
        "TZ": "Asia/Shanghai",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
    }
    run = subprocess.run(
        [sys.executable, "-c", code, str(Path(sample.__file__).parent)],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == hashlib.sha256(data).hexdigest()


def test_a_forked_process_is_told_instead_of_waiting_for_ever(data, monkeypatch):
    monkeypatch.setattr("evaluation.render.pdf.os.getpid", lambda: -1)
    with pytest.raises(RuntimeError, match="start workers with 'spawn'"):
        pdf_document(sample.data())


def test_characters_the_font_lacks_are_listed_and_refused():
    with pytest.raises(Refused, match=r"has no ✔ \(U\+2714\), ✗ \(U\+2717\); replace the character"):
        pdf_document(sample.data(extra=[c.paragraph("✔"), c.bullets(["✗"])]))


def test_characters_in_a_drawing_count_too():
    drawing = sample.drawings("zh")[1].replace("要求", "✗")
    with pytest.raises(Refused, match=r"has no ✗ \(U\+2717\)"):
        pdf_document(sample.data(extra=[c.figure("x", "甲", svg=drawing, alt="甲")]))


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (("../x.csv", "text/csv", "d", b""), "attachment '../x.csv': needs a plain file name"),
        (("x.csv", "text", "d", b""), "attachment 'x.csv': needs a mime type"),
        (("x.csv", "text/csv", " ", b""), "attachment 'x.csv': needs a mime type"),
    ],
)
def test_a_bad_attachment_is_refused(file, said):
    with pytest.raises(Refused, match=re.escape(said)):
        pdf_document(sample.data(), [file])


def test_a_row_higher_than_a_page_breaks_instead_of_being_cut():
    words = "".join(f"第{n:04d}项。" for n in range(900))
    table = c.table("tall", "甲", [c.column("号"), c.column("说明")], [c.row("1", words)], ["注"])
    text = squeezed(
        "".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(pdf_document(sample.data(extra=[table]))))
    )
    assert "第0000项" in text
    assert "第0899项" in text


def test_rows_are_as_high_as_they_were_taken_to_be(monkeypatch):
    """Their height is not measured by Typst: every letter must stand where it stands when all rows are measured."""
    letters = ("国", "W", "m", "1", "，", "国a", "AV", "g 国", "（x）")
    columns = [c.column("项"), c.column("文", weight=1), c.column("数", "元", "right")]
    texts = [(letter * 400)[:long] for letter in letters for long in range(20, 80)]
    rows = [c.row(str(n), text, "1,234", role=("body", "total")[n % 2]) for n, text in enumerate(texts)]
    narrow = [c.column("项"), *(c.column("金额", "元", "right") for _ in range(9))]
    small = [c.row("长" * long, *["264,497,200.00"] * 9) for long in range(1, 16)]
    parts = sample.data(extra=[c.table("a", "甲", columns, rows), c.table("b", "乙", narrow, small, ["注"])])

    def letter_boxes():
        for page in pypdfium2.PdfDocument(pdf_document(parts)):
            page = page.get_textpage()
            yield page.get_text_range(), [tuple(map(round, page.get_charbox(n))) for n in range(page.count_chars())]

    given = list(letter_boxes())
    high = [lines for item in outline.outline(parts).body[-2:] for lines in paged.paginate(item)["lines"]]
    assert len(high) == len(texts) + len(small) and {1, 2, 3} <= set(high)
    assert 0 < high.count(0) < 60  # commas have no place to break

    def measured(item, *width):
        item = paged.paginate(item, *width)
        return {**item, "lines": [0] * len(item["rows"]), "head": None} if item["kind"] == "table" else item

    monkeypatch.setattr(printed, "paginate", measured)
    assert list(letter_boxes()) == given


ROWS_AND_LINES = [(1, 8), (2, 6), (3, 5), (2, 20), (3, 14), (4, 10), (9, 6)]


def heads_apart(before):
    """Of tables that begin behind ``before`` paragraphs each, those with a page that has their head and no beginning of a row."""
    parts = []
    for k, (rows, lines) in enumerate(ROWS_AND_LINES):
        told = [c.row(f"表{k}行{n}首", "文" * 45 * lines) for n in range(rows)]
        columns = [c.column(f"列头{k}号"), c.column("次列", weight=3)]
        parts += [*(c.paragraph("空") for _ in range(before)), c.table(f"t{k}", "甲", columns, told, ["注"])]
    found = pypdfium2.PdfDocument(pdf_document(sample.data(extra=parts)))
    pages = [squeezed(page.get_textpage().get_text_range()) for page in found]
    return [
        k for k in range(len(ROWS_AND_LINES)) for page in pages if f"列头{k}号" in page and not re.search(f"表{k}行[0-9]+首", page)
    ]


def test_the_head_of_a_table_stays_with_its_first_row_wherever_it_begins():
    assert {before: heads_apart(before) for before in range(0, 32, 3)} == {before: [] for before in range(0, 32, 3)}
