"""The bundled studies' real reports as PDF and HTML: whose they are, nothing foreign in the text, nothing printed over
itself, only the shipped font, the same bytes where no font is installed. Made in process, without kernels."""

from __future__ import annotations

import hashlib
import io
import itertools
import math
import os
import re
import subprocess
import sys
from collections import Counter
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as raw
import pytest
import real_reports as real
from tests.studies import finished
from tests.studies.finished import squeezed

from evaluation.render.outline import outline

SLOW = pytest.mark.slow
QUICK = [
    ("guizhou-2010", "520300", "zh"),
    ("guizhou-2010", "522600", "zh"),
    ("hubei-2007", "420100", "zh"),
    ("hubei-2007", "429021", "zh"),
    ("china-ui-2008", "540000", "zh"),
    ("hubei-2007", "420000", "zh"),
    ("hubei-2007", "420200", "en"),
]
REST = [
    *(("guizhou-2010", code, "zh") for code in ("520100", "520200", "520400", "522200", "522300", "522400", "522700", "520000")),
    *(("hubei-2007", code, "zh") for code in ("420200", "421000", "429006", "421100")),
    *(("china-ui-2008", code, "zh") for code in ("110000", "420000", "650000", "000000")),
    ("guizhou-2010", "520000", "en"),
    ("china-ui-2008", "440000", "en"),
    ("hubei-2007", "429021", "en"),
]
PEERS = re.compile("分不出高下|cannot be told apart")
PAGES = {"guizhou-2010": (5, 22), "hubei-2007": (12, 46), "china-ui-2008": (4, 14)}


def ids(place):
    return "-".join(place)


@pytest.fixture(
    scope="module",
    params=[*QUICK, *(pytest.param(p, marks=SLOW, id=ids(p)) for p in REST)],
    ids=lambda p: ids(p) if isinstance(p, tuple) else None,
)
def place(request):
    return request.param


@lru_cache(maxsize=2)
def pages(place):
    return [page.get_textpage() for page in pypdfium2.PdfDocument(real.pdf(*place))]


@lru_cache(maxsize=2)
def words(place):
    return [page.get_text_range() for page in pages(place)]


def document(place):
    return real.components(*place)[0]["document"]


def names(place):
    """Own name, and the names of all other reporting regions as the report's language writes them."""
    study, region, language = place
    listed = real.opened(study).study.reporting
    own = document(place)["region"]
    if language == "en":
        others = [r.name_en for r in listed if r.code != region]
    else:
        others = [name for r in listed if r.code != region for name in {r.name_zh, r.short_zh}]
    return own, [name for name in others if name not in own and own not in name]


def named(text, name, language):
    return bool(re.search(rf"\b{re.escape(name)}\b", text)) if language == "en" else name in squeezed(text)


# --- PDF: text -------------------------------------------------------------------------------------------------


def test_the_report_names_its_region(place):
    own, _ = names(place)
    assert squeezed(own) in squeezed("".join(words(place)))


def test_no_other_region_is_its_subject(place):
    """Others may stand in tables and charts that compare, and where a score cannot be told apart from theirs, never in
    title, header, bookmarks or other sentences."""
    own, others = names(place)
    about = document(place)
    pdf = pikepdf.open(io.BytesIO(real.pdf(*place)))
    subject = [str(pdf.docinfo.Title), about["region"], about["title"]]
    subject += [words(place)[0].split("一、" if place[2] == "zh" else "1 Conclusion")[0]]
    subject += [page.split("\n")[0] for page in words(place)]
    assert all(squeezed(own) in squeezed(text) for text in subject)
    if place[1] != real.STUDIES[place[0]]:
        for component in real.every(*place):
            if component["kind"] in ("heading", "paragraph", "list", "notice", "limits", "keyfacts"):
                subject += [text for text in real.printed(component) if not PEERS.search(text)]
    wrong = [(text, name) for text in subject for name in others if named(text, name, place[2])]
    assert wrong == []


def test_nothing_of_the_program_is_in_what_is_read(place):
    assert finished.foreign("\n".join((finished.seen(real.html(*place)), *words(place)))) == []


def test_no_code_stands_where_a_title_should(place):
    assert [code for part in real.contents(*place) for code in finished.codes(part)] == []


def test_the_label_of_invented_data_is_on_every_page_where_it_is_due(place):
    assert finished.unlabelled(real.html(*place), words(place), place[0] != "china-ui-2008", place[2]) == []


def test_every_page_has_header_and_number(place):
    about = document(place)
    for number, text in enumerate(map(squeezed, words(place)), start=1):
        for word in (about["region"], about["period"], about["key"]):
            assert squeezed(word) in text, number
        assert f"{number}/{len(words(place))}" in text


def test_the_number_of_pages_is_plausible_and_no_page_is_all_but_empty(place):
    low, high = PAGES[place[0]]
    assert low <= len(words(place)) <= high
    head = len(squeezed(words(place)[0].split("\n")[0])) + 40
    bare = [n for n, text in enumerate(words(place), start=1) if len(squeezed(text)) < head + 20]
    assert bare in ([], [len(words(place))]), "only the signatures may stand alone, on the last page"


# --- PDF: layout -----------------------------------------------------------------------------------------------


def overlaps(page):
    """Pairs of text runs that cover each other: rows printed over rows, labels over labels."""
    rects = [page.get_rect(i) for i in range(page.count_rects())]
    rects = sorted((r for r in rects if r[2] - r[0] > 1 and r[3] - r[1] > 1), key=lambda r: r[1])
    for i, (left, bottom, right, top) in enumerate(rects):
        for other in rects[i + 1 :]:
            if other[1] >= top:
                break
            wide = min(right, other[2]) - max(left, other[0])
            high = min(top, other[3]) - other[1]
            if wide > 1.5 and high > 0.35 * min(top - bottom, other[3] - other[1]):
                yield (page.get_text_bounded(left, bottom, right, top), page.get_text_bounded(*other))


def test_nothing_is_printed_over_something_else(place):
    found = [(n, pair) for n, page in enumerate(pages(place), start=1) for pair in overlaps(page)]
    assert found == []


def test_text_stays_on_the_page_and_above_the_footer(place):
    outside = []
    for n, page in enumerate(pages(place), start=1):
        for i in range(page.count_rects()):
            left, bottom, right, top = page.get_rect(i)
            text = page.get_text_bounded(left, bottom, right, top).strip()
            footer = re.fullmatch(r"[\d /]*", text)
            if left < 72 or right > 526 or top > 820 or (bottom < 45 and not footer):
                outside.append((n, text, round(left), round(bottom), round(right), round(top)))
    assert outside == []


def headings(place):
    """Numbered headings as they are printed, by the bookmarks."""
    with pikepdf.open(io.BytesIO(real.pdf(*place))) as pdf, pdf.open_outline() as outline:
        todo = list(outline.root)
        while todo:
            item = todo.pop(0)
            todo += item.children
            yield item.title


def test_no_heading_stands_alone_at_the_foot_of_a_page(place):
    titles = {squeezed(t) for t in headings(place)}
    assert titles
    orphans = []
    for n, text in enumerate(words(place), start=1):
        lines = [squeezed(line) for line in text.splitlines() if squeezed(line)]
        lines = [line for line in lines if not re.fullmatch(r"\d+/\d+", line)]
        if lines and lines[-1] in titles:
            orphans.append((n, lines[-1]))
    assert orphans == []


# --- PDF: file -------------------------------------------------------------------------------------------------


def test_only_the_shipped_font_is_inside(place):
    pdf = pikepdf.open(io.BytesIO(real.pdf(*place)))
    found = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
    plain = {re.sub(r"^/\w+\+", "", str(o.FontName)) for o in found}
    assert plain <= {"NotoSansSC-Regular", "NotoSansSC-Bold"} and "NotoSansSC-Regular" in plain
    assert all("/FontFile2" in o or "/FontFile3" in o for o in found)


def test_metadata_says_language_title_author_and_synthetic(place):
    pdf, about = pikepdf.open(io.BytesIO(real.pdf(*place))), document(place)
    assert str(pdf.Root.Lang) == {"zh": "zh-CN", "en": "en-GB"}[place[2]]
    assert about["region"] in str(pdf.docinfo.Title)
    assert str(pdf.docinfo.Author) == about["author"]
    known = str(pdf.docinfo.Keywords) + str(pdf.docinfo.get("/Subject", ""))
    assert (finished.LABEL[place[2]] in known) == (place[0] != "china-ui-2008")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as claims:
        assert (claims["pdfuaid:part"], claims["pdfaid:part"], claims["pdfaid:conformance"]) == ("1", "3", "A")


@pytest.mark.slow
@pytest.mark.parametrize("place", [QUICK[0], pytest.param(QUICK[3], marks=SLOW)], ids=ids)
def test_a_machine_without_fonts_makes_the_same_bytes(place, tmp_path):
    (tmp_path / "fonts.conf").write_text('<?xml version="1.0"?><fontconfig></fontconfig>')
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); import real_reports as r\n"
        "made = [r.pdf(*sys.argv[2:5]), r.html(*sys.argv[2:5]).encode()]\n"
        "print([hashlib.sha256(m).hexdigest() for m in made])"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
        "XDG_DATA_HOME": str(tmp_path),
        "TZ": "Asia/Shanghai",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "11",
    }
    run = subprocess.run(
        [sys.executable, "-c", code, str(Path(real.__file__).parent), *place],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    here = [real.pdf(*place), real.html(*place).encode()]
    assert run.stdout.strip() == str([hashlib.sha256(made).hexdigest() for made in here])


# --- HTML ------------------------------------------------------------------------------------------------------

VOID = {"meta", "br", "col", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """Tags with their attributes and ancestors; text outside style."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.open, self.text = [], [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs), tuple(self.open)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data

    def all(self, tag):
        return [attrs for name, attrs, _ in self.tags if name == tag]


@lru_cache(maxsize=2)
def page(place):
    return Page(real.html(*place))


def test_html_is_one_file_that_loads_and_runs_nothing(place):
    source, shown = real.html(*place), page(place)
    policy = [m["content"] for m in shown.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert len(policy) == 1 and policy[0].startswith("default-src 'none'; ")
    assert not {name for name, _, _ in shown.tags} & {"script", "link", "iframe", "object", "embed", "form", "base"}
    for tag, attrs, _ in shown.tags:
        assert not [name for name in attrs if name.startswith("on") or name in ("src", "srcset", "action")], tag
        assert all(attrs.get(name, "#").startswith("#") for name in ("href", "xlink:href"))
    addresses = set(re.findall(r"https?://[^\s\"'<)]+", source))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert all(target.startswith(("data:", "#")) for target in re.findall(r"url\(['\"]?([^)'\"]+)", source))


def test_html_has_language_landmarks_and_headings_in_order(place):
    shown = page(place)
    assert shown.all("html")[0]["lang"] == {"zh": "zh-CN", "en": "en"}[place[2]]
    count = Counter(name for name, _, _ in shown.tags)
    assert all(count[name] == 1 for name in ("header", "nav", "main", "footer", "h1", "title"))
    levels = [int(name[1]) for name, _, _ in shown.tags if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_html_tables_have_caption_and_scopes_and_drawings_a_name(place):
    shown = page(place)
    count = Counter(name for name, _, _ in shown.tags)
    assert count["table"] == count["caption"] == count["thead"] > 0
    assert all(attrs.get("scope") in ("col", "row", "rowgroup", "colgroup") for attrs in shown.all("th"))
    for drawing in shown.all("svg"):
        name = drawing.get("aria-label", "").strip()
        assert drawing.get("aria-hidden") == "true" or (drawing.get("role") == "img" and name)
    identifiers = [attrs["id"] for _, attrs, _ in shown.tags if "id" in attrs]
    assert len(identifiers) == len(set(identifiers))
    assert {attrs["href"][1:] for attrs in shown.all("a")} <= set(identifiers)


def test_html_names_its_region(place):
    assert document(place)["region"] in page(place).text


def test_every_text_of_the_components_is_on_the_page_and_in_the_pdf(place):
    """Nothing is cut, folded away or set in a glyph that does not come back as its character."""
    assert finished.lost(real.components(*place), real.html(*place), words(place)) == []


LEAST = 6.99  # points


def sizes(place):
    """What is printed on each page in type below the least, by its size."""
    found, matrix = {}, raw.FS_MATRIX()
    for number, page in enumerate(pages(place), 1):
        for at in range(page.count_chars()):
            raw.FPDFText_GetMatrix(page, at, matrix)
            points = raw.FPDFText_GetFontSize(page, at) * math.hypot(matrix.c, matrix.d)
            letter = chr(raw.FPDFText_GetUnicode(page, at))
            if points < LEAST and letter.strip():
                found[number, round(points, 2)] = found.get((number, round(points, 2)), "") + letter
    return found


def test_nothing_is_printed_too_small_to_be_read(place):
    assert sizes(place) == {}


def printed_tables(place):
    def within(part):
        if part["kind"] == "table" and part.get("label"):
            yield part
        for child in part.get("children", ()):
            yield from within(child)

    for part in outline(real.components(*place)).body:
        yield from within(part)


def test_no_head_of_a_table_stands_alone_at_the_end_of_a_page(place):
    printed, alone = [squeezed(text) for text in words(place)], []
    for table in printed_tables(place):
        title = squeezed(f"{table['label']}{table['title']}")
        row = next((r for r in table["rows"] if r["role"] != "group" and squeezed(r["cells"][0])), None)
        [after] = [text.partition(title)[2] for text in printed if title in text][:1] or [""]
        assert after, f"{title} is not found"
        if row is not None and squeezed(row["cells"][0])[:6] not in after:
            alone.append(title)
    assert alone == []
