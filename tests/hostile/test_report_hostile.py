"""Hostile text is shown as text, wherever it stands; hostile notebooks are refused or ignored."""

import io
import re
from html.parser import HTMLParser

import nbformat
import pikepdf
import pypdfium2
import pytest
import report_sample as sample

from evaluation.errors import Refused
from evaluation.render import component as c
from evaluation.render import notebook
from evaluation.render.exporters import EvaluationHTML
from evaluation.render.html import html_document, html_fragment
from evaluation.render.pdf import pdf_document

HOSTILE = [
    "<script>PWN()</script>",
    "<img src=x onerror=PWN()>",
    "</td></table><h1>x",
    '"><svg onload=PWN()>',
    "[x](javascript:PWN())",
    "![x](http://evil/p.png)",
    "{{7*7}}",
    "{% include '/etc/passwd' %}",
    "${7*7}",
    '#read("/etc/passwd")',
    '#eval("1") *b* $x$ @l <l>',
    '"+read("secret.csv")+"',
    "` ] // \\",
    'first\n#read("x")',
    "\\input{/etc/passwd}",
    "\\write18{id} % & _",
    "```\n```{=html}\n<b>x</b>",
    "</style><script>PWN()</script>",
    "x" * 120,
]
IDS = [text[:18].replace("\n", " ") for text in HOSTILE]


def everywhere(text):
    """The text in every field of every kind of component that can hold it."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    limit = {"title": text, "requirement": text, "value": text, "detail": text, "state": "missed", "state_text": text}
    rows = [c.row(text, role="group"), c.row(text, text), c.row(text, text, role="total")]
    return c.section(
        "hostile",
        [
            c.heading(1, text),
            c.paragraph([text, {"text": text, "strong": True}]),
            c.bullets([text]),
            c.bullets([text], ordered=True),
            c.limits(text, [limit, limit, limit, limit]),
            c.table("t", text, [c.column(text, text), c.column(text, text, "right")], rows, [text], text),
            c.figure(
                "f",
                text,
                text,
                svg=sample.drawings("zh")[1].replace("要求 40%", escaped),
                alt=text,
                notes=[text],
                source=text,
                table=c.table("t2", text, [c.column(text)], [c.row(text)]),
            ),
            c.notice("warning", text, text),
            c.keyfacts([{"label": text, "value": text, "note": text}]),
        ],
    )


def report(text):
    named = dict.fromkeys(("title", "region", "period", "study", "author", "key", "status", "synthetic", "subject"), text)
    parts = [c.cover(sample.document(**named), text, text, [(text, text)]), everywhere(text)]
    return [part.data for part in [*parts, c.end(parts)]]


class Page(HTMLParser):
    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.found, self.texts, self.stack, self.raw = [], [""], [], ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        self.texts.append("")
        if tag == "style":
            self.stack.append(tag)

    def handle_endtag(self, tag):
        self.texts.append("")
        if tag == "style":
            self.stack.pop()

    def handle_data(self, data):
        if self.stack:
            self.raw += data
        else:
            self.texts[-1] += data


ALLOWED = """
    html head meta title style body a div p header h1 h2 h3 h4 dl dt dd nav ul ol li span main section strong table
    caption thead tbody tr th td figure figcaption svg g defs use path rect circle text clippath details summary
    footer code small
"""


@pytest.mark.parametrize("text", HOSTILE, ids=IDS)
def test_html_shows_the_text_and_nothing_else_happens(text):
    page = Page(html_document(report(text)))
    assert {tag for tag, _ in page.found} <= set(ALLOWED.split())
    for _, attrs in page.found:
        assert not [name for name in attrs if name.startswith("on") or name in ("src", "action", "srcdoc", "formaction")]
        assert all(attrs.get(name, "#").startswith("#") for name in ("href", "xlink:href"))
    shown = [part for part in page.texts if text in part]
    assert len(shown) >= 30
    assert text not in page.raw
    assert "49" not in "".join(page.texts).split("2006Q1")[0]
    assert len([1 for tag, _ in page.found if tag == "h1"]) == 1


@pytest.mark.parametrize("text", HOSTILE, ids=IDS)
def test_a_notebook_shows_the_text_too(text):
    page = Page(html_fragment(everywhere(text).data))
    assert {tag for tag, _ in page.found} <= set(ALLOWED.split())
    assert sum(text in part for part in page.texts) >= 20


@pytest.mark.parametrize("text", HOSTILE, ids=IDS)
def test_the_pdf_shows_the_text_and_reads_nothing(text):
    data = pdf_document(report(text))
    squeeze = re.compile(r"[\s\ufffe]").sub
    printed = squeeze("", "".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(data)))
    assert printed.count(squeeze("", text)) >= 15
    assert "root:" not in printed
    pdf = pikepdf.open(io.BytesIO(data))
    assert not [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") in ("/URI", "/JavaScript")]
    assert "/OpenAction" not in pdf.Root
    assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})


def test_text_stays_inside_the_page():
    parts = report("x" * 120)
    parts[1]["children"] = [child for child in parts[1]["children"] if child["kind"] != "figure"]
    data = pdf_document(parts)
    for page in pypdfium2.PdfDocument(data):
        letters = page.get_textpage()
        for index in range(letters.count_chars()):
            left, _, right, _ = letters.get_charbox(index)
            assert (left > 70 and right < 595 - 70) or not letters.get_text_range(index, 1).strip()


def good():
    parts = [c.cover(sample.document(), "T"), c.heading(1, "甲")]
    return sample.notebook([*parts, c.end(parts)])


@pytest.mark.parametrize("mime", ["text/vnd.mermaid", "application/javascript", "text/html", "image/svg+xml"])
def test_other_outputs_are_refused_alone_and_ignored_beside_ours(mime):
    nb = good()
    before = EvaluationHTML().from_notebook_node(nb)[0]
    nb.cells[4].outputs[0].data[mime] = "<script>PWN()</script>"
    assert EvaluationHTML().from_notebook_node(nb)[0] == before
    nb.cells[4].outputs = [nbformat.v4.new_output("display_data", {mime: "<script>PWN()</script>"})]
    with pytest.raises(Refused, match="exactly one is due"):
        notebook.components(nb)


def test_names_in_the_notebook_reach_neither_page_nor_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    nb = good()
    before = EvaluationHTML().from_notebook_node(nb)[0]
    nasty = '"><script>PWN()</script>'
    nb.metadata.update(title=nasty, language=nasty, filename="../x.svg", widgets={"x": nasty})
    nb.cells[4].metadata.update(tags=[nasty], filename="../x.svg")
    nb.cells[4].outputs[0].metadata.update(filenames={"image/svg+xml": "../x.svg"})
    nb.cells[4]["id"] = nasty
    assert EvaluationHTML().from_notebook_node(nb)[0] == before
    assert list(tmp_path.iterdir()) == []
    assert not (tmp_path.parent / "x.svg").exists()


@pytest.mark.parametrize("nasty", ['"><script>', 'zh" onload=x', "../../etc"])
def test_a_language_or_id_that_is_code_is_refused(nasty):
    with pytest.raises(ValueError, match="is not"):
        c.cover(sample.document(language=nasty), "T")
    with pytest.raises(ValueError, match="is not of the form"):
        c.section(nasty, [c.page_break()])
