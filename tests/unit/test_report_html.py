"""The page stands alone, is built from landmarks, and says what the components say."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
import report_sample as sample

from evaluation.errors import Refused
from evaluation.render import component as c
from evaluation.render.html import html_document
from evaluation.render.html import title as name_of_report

VOID = {"meta", "br", "col", "link", "img", "input", "hr"}
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:"


class Page(HTMLParser):
    """Tags, attributes and text of a page; fails on a tag that is not closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module", params=["zh", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def source(language):
    return html_document(sample.data(language))


@pytest.fixture(scope="module")
def page(source):
    return Page(source)


def test_every_tag_is_closed(page):
    assert page.open == []


def test_nothing_runs_and_nothing_is_loaded(source, page):
    policies = [m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert policies == [POLICY]
    names = {name for name, _ in page.tags}
    assert not names & {"script", "link", "iframe", "object", "embed", "img", "form", "base"}
    for _, attrs in page.tags:
        assert not [name for name in attrs if name.startswith("on") or name in ("src", "srcset", "action")]
        for name in ("href", "xlink:href"):
            assert attrs.get(name, "#").startswith("#")
    assert all(start in ("data:", "#c") for start in re.findall(r"url\((data:|#c|.{6})", source))
    assert "@import" not in source
    addresses = set(re.findall(r"https?://[^\s\"'<)]+", source))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_landmarks_language_and_title(page, language):
    count = Counter(name for name, _ in page.tags)
    assert all(count[name] == 1 for name in ("header", "main", "nav", "footer", "h1", "title"))
    assert page.all("html")[0]["lang"] == {"zh": "zh-CN", "en": "en"}[language]
    assert page.all("a")[0] == {"class": "skip", "href": "#main"}
    assert ("武汉市" if language == "zh" else "Wuhan") in page.text


@pytest.mark.parametrize(
    ("title", "region", "told"),
    [
        ("竹溪县就业报告", "竹溪县", "竹溪县就业报告·2024年"),
        ("就业报告", "竹溪县", "就业报告·竹溪县·2024年"),
        ("Works in East", "East", "Works in East · 2024"),
        ("Eastern works", "East", "Eastern works · East · 2024"),
    ],
)
def test_the_name_of_a_report_says_its_region_once(title, region, told):
    said = {"title": title, "region": region, "period": "2024" + "年" * (not title.isascii())}
    assert name_of_report({**said, "language": "en" if title.isascii() else "zh"}) == told


def test_links_lead_somewhere_and_ids_are_unique(page):
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["href"][1:] for attrs in page.all("a")} <= set(ids)


def test_tables_have_captions_and_scopes_and_drawings_have_names(page):
    count = Counter(name for name, _ in page.tags)
    assert count["table"] == count["caption"] == count["thead"] == 4
    scopes = Counter(attrs.get("scope") for attrs in page.all("th"))
    assert scopes[None] == 0
    assert scopes["rowgroup"] == 2
    assert scopes["col"] == 2 + 6 + 6 + 5
    assert count["figure"] == count["figcaption"] == 3
    assert count["details"] == 1
    for drawing in page.all("svg"):
        assert drawing.get("aria-hidden") == "true" or (drawing["role"] == "img" and drawing["aria-label"])


def test_the_synthetic_banner_runs_along(source, page, language):
    label = sample.document(language)["synthetic"]
    assert [a for _, a in page.tags if a.get("class") == "banner"]
    assert page.text.count(label) >= 2
    codes = "".join(f"\\{ord(char):06x}" for char in label)
    assert f'@top-right {{ content: "{codes}"' in source
    assert 'class="banner"' not in html_document(sample.data(language, synthetic=None))


def test_numbers_of_headings_are_in_text_and_contents(page, language):
    number = "（二）资金使用" if language == "zh" else "2.2Use of funds"
    assert page.text.count(number) == 2


def test_the_same_report_gives_the_same_bytes(source, language):
    from evaluation.render import fonts

    fonts._subset.cache_clear()
    assert html_document(sample.data(language)) == source


def test_characters_the_font_lacks_are_refused():
    with pytest.raises(Refused, match=r"区域就业再就业资金绩效评价报告 420100: the report font .* 𠮷 \(U\+20BB7\)"):
        html_document(sample.data(extra=[c.paragraph("𠮷")]))
