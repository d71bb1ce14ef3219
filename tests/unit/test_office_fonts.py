"""An office's own fonts: found, checked, embedded in both formats, part of the key, and refused when unusable."""

from __future__ import annotations

import io
import shutil
import struct
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import real_reports as real

import evaluation
from evaluation.errors import Refused
from evaluation.render.fonts import REGULAR
from evaluation.render.html import html_document
from evaluation.render.pdf import pdf_document
from evaluation.runs import plan, reasons
from evaluation.runs.bundle import Bundle
from evaluation.runs.job import Start
from evaluation.study import fonts
from evaluation.study.load import load

CALLS = ("cover", "opening", "body", "closing", "annexes", "imprint", "end")
SONG, TITLE = "示例仿宋.ttf", "XiaoBiaoSong.ttf"
NOTICE = ("notice", "421000")


def font(family: str, codes: str = "", **bits: int) -> bytes:
    """The shipped font under another name, with the characters of ``codes`` only (empty: all)."""
    from fontTools import subset, ttLib

    made = ttLib.TTFont(REGULAR, recalcTimestamp=False)
    if codes:
        cut = subset.Subsetter()
        cut.populate(text=codes)
        cut.subset(made)
    for number in (1, 4, 16):
        made["name"].setName(family, number, 3, 1, 0x409)
    for name, value in bits.items():
        setattr(made["OS/2"], name, value)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


@pytest.fixture(scope="module")
def offices(tmp_path_factory):
    """One font of all characters and one of the title's alone, made once."""
    folder = tmp_path_factory.mktemp("office")
    (folder / SONG).write_bytes(font("Some Fangsong"))
    (folder / TITLE).write_bytes(font("Some Song", "湖北省人民政府劳动就业工作领导小组文件再资金问题整改通知书"))
    return folder


def project(root: Path, named: str = "") -> Path:
    for part in ("params", "data"):
        shutil.copytree(real.ROOT / part / "hubei-2007", root / part / "hubei-2007")
    shutil.copytree(real.ROOT / "notebooks", root / "notebooks")
    if named:
        path = root / "params/hubei-2007/documents.yml"
        path.write_text(path.read_text(encoding="utf-8").replace("decisions:", f"fonts: {named}\ndecisions:", 1), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory, offices):
    """A project whose study names both fonts and holds them."""
    made = project(tmp_path_factory.mktemp("own"), f"{{song: {SONG}, title: {TITLE}}}")
    for name in (SONG, TITLE):
        shutil.copy(offices / name, made / "params/hubei-2007")
    return made


@pytest.fixture(scope="module")
def parts(root):
    document = evaluation.open("hubei-2007", root).document(*NOTICE)
    return [getattr(document, name)().data for name in CALLS]


def test_the_pdf_carries_both_fonts_under_our_names_and_nothing_else(parts, root):
    made = pdf_document(parts, (), root)
    assert made == pdf_document(parts, (), root)
    with pikepdf.open(io.BytesIO(made)) as opened:
        fonts = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Subtype") == "/Type0"]
        names = [str(font.BaseFont).partition("+")[2] for font in fonts]
    assert sorted(names) == ["NotoSansSC-Bold", "NotoSansSC-Regular", "OfficeSong", "OfficeTitle"]
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made))
    assert "就业再就业资金问题整改通知书" in text and "经检查核实并征求你单位意见" in "".join(text.split())


def test_the_page_carries_both_fonts_and_names_what_is_set_in_them(parts, root):
    page = html_document(parts, root)
    assert page == html_document(parts, root)
    assert page.count('@font-face { font-family: "Office Song"') == page.count('@font-face { font-family: "Office Title"') == 1
    assert '.official :is(.ev-issuer, .ev-doctitle) { font-family: "Office Title", "Noto Sans SC"' in page
    assert "Office" not in html_document(real_parts(), real.ROOT)


def real_parts():
    document = real.opened("hubei-2007").document(*NOTICE)
    return [getattr(document, name)().data for name in CALLS]


def test_a_font_counts_by_its_content_wherever_it_lies(root, offices, tmp_path, monkeypatch):
    inside = load("hubei-2007", root).files
    assert {n for n in inside if n.startswith(fonts.PREFIX)} == {f"fonts/{SONG}", f"fonts/{TITLE}"}
    outside = project(tmp_path, f"{{song: {SONG}, title: {TITLE}}}")
    monkeypatch.setenv("EVALUATION_FONTS", str(offices))
    assert load("hubei-2007", outside).files == inside
    keys = [plan.make("hubei-2007", r, ["420100"]).reports[0].key for r in (root, outside)]
    assert keys[0] == keys[1]
    other = tmp_path / "other"
    other.mkdir()
    for name in (SONG, TITLE):
        (other / name).write_bytes((offices / SONG).read_bytes() + b"\0" * (name == TITLE))
    monkeypatch.setenv("EVALUATION_FONTS", str(other))
    changed = plan.make("hubei-2007", outside, ["420100"])
    assert changed.reports[0].key != keys[0]


def test_a_changed_font_is_told_as_the_reason(root):
    made = plan.make("hubei-2007", root, ["420100"])
    params = [{"path": f"params/hubei-2007/{n}", "sha256": h} for n, h in made.params.items() if not n.startswith("fonts/")]
    record = {
        "inputs": list(made.inputs),
        "params": [*params, {"path": f"fonts/{SONG}", "sha256": "0" * 64}],
        "notebook": {"sha256": made.reports[0].notebook.sha256},
        "period": made.period,
        "language": made.language,
        "parameters": {},
        "environment": {"libraries": reasons.identity.libraries(), "code_sha256": reasons.identity.code_hash()},
    }
    assert reasons.why(made, made.reports[0], record, {}) == f"font {TITLE} is new; font {SONG} changed"


def test_a_cluster_is_sent_the_fonts_as_the_studys_own(offices, tmp_path, monkeypatch):
    outside = project(tmp_path / "a", f"{{song: {SONG}}}")
    monkeypatch.setenv("EVALUATION_FONTS", str(offices))
    sent = Bundle.pack(Start(study="hubei-2007", root=outside, period=""))
    monkeypatch.delenv("EVALUATION_FONTS")
    sent.unpack(tmp_path / "b")
    assert load("hubei-2007", tmp_path / "b").files[f"fonts/{SONG}"] == fonts.check("hubei-2007", tmp_path / "b", SONG)


def test_a_document_is_not_rendered_with_another_font(parts, root, tmp_path):
    other = project(tmp_path, f"{{song: {SONG}}}")
    (other / "params/hubei-2007" / SONG).write_bytes(b"another")
    with pytest.raises(Refused, match="is not the one the document was made with; run the study again"):
        html_document(parts, other)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (lambda good: b"no font at all", "is no TrueType or OpenType font; give a .ttf or .otf file"),
        (lambda good: b"", "is no TrueType or OpenType font"),
        (lambda good: b"ttcf" + good[4:], "is a collection of fonts"),
        (lambda good: good[: len(good) // 2], "is damaged or cut short, it has no whole table"),
        (lambda good: good[:200], "is damaged or cut short"),
        (lambda good: font("Locked", "中", fsType=2), r"its licence bits \(fsType 0x0002\) do not let a page carry"),
        (lambda good: font("Whole only", "中", fsType=0x108), r"licence bits \(fsType 0x0108\)"),
    ],
    ids=["text", "empty", "collection", "half", "header", "restricted", "no subsets"],
)
def test_a_file_that_cannot_be_used_is_refused_before_anything_runs(offices, tmp_path, content, told):
    made = project(tmp_path, f"{{song: {SONG}}}")
    (made / "params/hubei-2007" / SONG).write_bytes(content((offices / TITLE).read_bytes()))
    with pytest.raises(Refused, match=told):
        load("hubei-2007", made)


@pytest.mark.slow
def test_a_font_without_the_documents_characters_or_with_a_broken_table_is_refused(root, parts, tmp_path):
    made = project(tmp_path, f"{{song: {SONG}, title: {TITLE}}}")
    folder = made / "params/hubei-2007"
    (folder / TITLE).write_bytes((root / "params/hubei-2007" / TITLE).read_bytes())
    (folder / SONG).write_bytes(font("Greek", "αβγ"))
    with pytest.raises(Refused, match=f"font {SONG}: has none of the document's characters"):
        html_document(rendered(made), made)
    broken = bytearray((root / "params/hubei-2007" / TITLE).read_bytes())
    start, length = fonts._tables(bytes(broken))["cmap"]
    broken[start : start + length] = struct.pack(">B", 255) * length
    (folder / SONG).write_bytes(bytes(broken))
    with pytest.raises(Refused, match=f"font {SONG}: cannot be used"):
        html_document(rendered(made), made)


def rendered(root: Path):
    document = evaluation.open("hubei-2007", root).document(*NOTICE)
    return [getattr(document, name)().data for name in CALLS]


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("{song: FangSong.ttf}", "there is no file 'FangSong.ttf' in params/hubei-2007/; or set EVALUATION_FONTS"),
        ("{song: FangSong.woff2}", "is no font; write a file's name alone"),
        ("{song: ../x.ttf}", "is no font; write a file's name alone"),
        ("{sung: x.ttf}", "fonts.sung: unknown key; did you mean 'song'"),
    ],
)
def test_a_font_that_is_not_there_or_no_file_name_is_refused(tmp_path, named, told):
    with pytest.raises(Refused, match=told):
        load("hubei-2007", project(tmp_path, named))


def test_a_font_that_nobody_names_is_no_study_file(offices, tmp_path):
    made = project(tmp_path)
    shutil.copy(offices / TITLE, made / "params/hubei-2007")
    with pytest.raises(Refused, match=f"{TITLE} is not a study file"):
        load("hubei-2007", made)


def test_a_folder_of_fonts_that_is_none_is_refused(tmp_path, monkeypatch):
    made = project(tmp_path, f"{{song: {SONG}}}")
    monkeypatch.setenv("EVALUATION_FONTS", str(tmp_path / "nowhere"))
    with pytest.raises(Refused, match="is no folder; point it at the folder of your fonts, or unset it"):
        load("hubei-2007", made)
