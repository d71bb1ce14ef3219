"""A drawing is rebuilt from allowed parts; anything else is refused."""

import re
import xml.etree.ElementTree as ET

import pytest
import report_sample as sample

from evaluation.render import svg

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def drawing(inside: str) -> str:
    return f"{OPEN}{inside}</svg>"


REFUSED = [
    "<script>alert(1)</script>",
    "<foreignObject><p>x</p></foreignObject>",
    '<g onload="alert(1)"/>',
    '<a xlink:href="https://example.org/"><rect/></a>',
    '<image xlink:href="https://example.org/p.png"/>',
    '<image xlink:href="data:image/svg+xml;base64,AAAA"/>',
    '<use xlink:href="other.svg#x"/>',
    '<use href="javascript:alert(1)"/>',
    '<rect fill="url(https://example.org/x)"/>',
    '<rect style="fill: url(//example.org/x)"/>',
    '<rect style="fill: \\75rl(x)"/>',
    '<style>@import "x";</style>',
    "<style>p { color: red }</style>",
    "<animate attributeName='href'/>",
    "<set attributeName='onload' to='x'/>",
    '<g id="a&quot; onload=&quot;x"/>',
    "<g xmlns='http://www.w3.org/1999/xhtml'><script/></g>",
    "<svg/>",
    "<?xml-stylesheet href='x'?>",
    "loose text",
    "<g>",
]


@pytest.mark.parametrize("inside", REFUSED)
def test_parts_that_run_or_load_are_refused(inside):
    with pytest.raises(ValueError, match=r"^svg: "):
        svg.check(drawing(inside))


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + drawing("<text>&a;</text>"),
        '<!DOCTYPE svg SYSTEM "x" [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + drawing("<text>&a;</text>"),
        "<html/>",
        "",
    ],
)
def test_declarations_and_other_documents_are_refused(text):
    with pytest.raises(ValueError, match=r"^svg: "):
        svg.check(text)


def test_a_matplotlib_drawing_loses_prolog_metadata_and_style_sheet_and_keeps_its_look():
    raw = sample.drawings("zh")[0]
    clean = svg.check(raw)
    assert clean.startswith("<svg ")
    for gone in ("<?xml", "DOCTYPE", "metadata", "<style", "matplotlib.org"):
        assert gone in raw and gone not in clean
    assert 'style="stroke-linejoin: round; stroke-linecap: butt"' in clean[:400]
    assert svg.check(clean) == clean
    assert "培训就业率" in svg.characters(clean)


def test_text_stays_text():
    clean = svg.check(drawing("<text>&lt;b&gt; &amp; <tspan>x</tspan> y</text>"))
    assert svg.characters(clean) == "<b> & x y"


def test_ids_of_two_drawings_on_a_page_never_meet():
    ids = []
    for raw in sample.drawings("zh"):
        page = svg.inline(svg.check(raw), 'a "label"')
        assert page.startswith('<svg role="img" aria-label="a &quot;label&quot;"')
        tree = ET.fromstring(page)
        own = {node.get("id") for node in tree.iter() if node.get("id")}
        used = set(re.findall(r"url\(#([^)]+)\)", page)) | set(re.findall(r'xlink:href="#([^"]+)"', page))
        assert used <= own
        ids.append(own)
    assert not ids[0] & ids[1]
    assert not ids[1] & ids[2]
