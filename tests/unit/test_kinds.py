"""Kinds of official documents: found where they are declared, in the package and in a project; and what a new one takes."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import nbformat
import pytest
import real_reports as real

import evaluation
from evaluation import own as project_own
from evaluation.catalogue.catalogue import catalogue_of
from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.errors import Refused, SectionFailed
from evaluation.measured.resolve import problems
from evaluation.runs import plan, reasons, record
from evaluation.runs.bundle import Bundle
from evaluation.runs.job import Outcome, Start
from evaluation.study.kinds import kinds
from evaluation.study.load import load

CALLS = ("cover", "opening", "body", "closing", "annexes", "imprint", "end")
ENGLISH = "= On the regions, {{ period }}\n\nAs follows.\n\n---\n\nRegions: {{ regions }}.\n\n---\n"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A project with the study of Hubei and nothing of its own."""
    for part in ("params", "data"):
        shutil.copytree(real.ROOT / part / "hubei-2007", tmp_path / part / "hubei-2007")
    shutil.copytree(real.ROOT / "notebooks", tmp_path / "notebooks")
    monkeypatch.setenv("EVALUATION_ROOT", str(tmp_path))
    return tmp_path


@pytest.fixture
def own(root, capsys):
    """The project with a document of its own, as ``evaluation add`` begins it, asked for by the study."""
    before = files(root)
    assert run_guarded(cli, ["add", "document", "stock_taking"]) == 0
    capsys.readouterr()
    added = files(root) - before
    asked = root / "params/hubei-2007/documents.yml"
    asked.write_text(asked.read_text(encoding="utf-8").replace("forms:\n", "forms:\n  stock_taking: {}\n"), encoding="utf-8")
    return root, added


def files(root: Path) -> set[str]:
    return {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts}


def made(root, language=""):
    document = evaluation.open("hubei-2007", root).document("stock_taking", language=language)
    return [getattr(document, name)() for name in CALLS]


def take_packs(root, names):
    path = root / "params/hubei-2007/study.yml"
    text = re.sub(r"(?m)^packs: .*$", f"packs: [{names}]", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")


def change(root, file, old, new):
    path = root / "documents/stock_taking" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, (1, 1))


def test_a_new_document_takes_three_files_and_is_made_at_once(own):
    root, added = own
    assert added == {f"documents/stock_taking/{name}" for name in ("kind.toml", "__init__.py", "zh.j2")}
    cover, opening, body, closing, annexes, imprint, end = made(root)
    assert cover.data["title"] == "关于2007年全省\n有关情况的通报"
    said = "".join("".join(real.printed(part.data)) for part in (opening, body, closing, annexes, imprint))
    assert "本次报送数据的地区有17个，名单见附件。" in said and "附件：报送数据的地区" in said and "武汉市" in said
    assert end.data["count"] == 6


def test_its_letter_in_english_is_one_file_more(own):
    root, _ = own
    with pytest.raises(Refused, match=r"documents/stock_taking/en\.j2: there is no such letter; write it, or ask for the"):
        made(root, "en")
    (root / "documents/stock_taking/en.j2").write_text(ENGLISH, encoding="utf-8")
    assert "Regions: 17." in "".join(real.printed(made(root, "en")[2].data))


def test_a_run_plans_it_by_its_title_and_its_files_are_part_of_its_key(own):
    root, _ = own
    change(root, "kind.toml", 'zh = "Stock taking"', 'zh = "盘点"')

    def planned():
        return {r.region: r for r in plan.make("hubei-2007", root).reports}

    before = planned()
    assert before["stock_taking"].name == "盘点"
    assert before["stock_taking"].parameters["kind"] == "stock_taking"
    plan.check_notebooks(plan.make("hubei-2007", root).notebooks)
    assert before["stock_taking"].key == evaluation.open("hubei-2007", root).document("stock_taking").view.key
    for file, old, new in (("zh.j2", "名单见附件", "名单附后"), ("__init__.py", '"地区",', '"各地",')):
        change(root, file, old, new)
        after = planned()
        assert after["stock_taking"].key != before["stock_taking"].key, file
        before = after


def test_a_project_without_the_notebook_of_documents_is_told_where_it_is(own):
    root, _ = own
    (root / "notebooks/document.ipynb").unlink()
    with pytest.raises(Refused, match=r"document\.ipynb: is missing; copy it from the notebooks/ that evaluation comes with"):
        plan.make("hubei-2007", root, ["stock_taking"])


def test_a_run_records_its_files_says_which_changed_and_takes_them_along(own):
    root, added = own
    (root / "documents/stock_taking/__pycache__").mkdir(exist_ok=True)
    (root / "documents/stock_taking/__pycache__/x.pyc").write_bytes(b"x")
    made = plan.make("hubei-2007", root, ["stock_taking"])
    recorded = record.environment(root)
    (root / "stock_taking").mkdir()
    outcome = Outcome(region="stock_taking", state="done", digest="0" * 64)
    content = record.of_region(made, made.reports[0], outcome, root, recorded, "typst")
    assert reasons.why(made, made.reports[0], json.loads(content), {}) == (
        "its changes are told by another run, or its record is of another kind"
    )
    change(root, "zh.j2", "名单见附件", "名单附后")
    changed = plan.make("hubei-2007", root, ["stock_taking"])
    assert {o["path"] for o in json.loads(content)["own"]} == added
    told = reasons.why(changed, changed.reports[0], json.loads(content), {})
    assert told == "documents/stock_taking/zh.j2 changed"
    packed = Bundle.pack(Start(study="hubei-2007", root=root, period="2007")).files
    assert added <= packed.keys() and not [name for name in packed if "__pycache__" in name]


def test_it_may_bring_words_and_conditions_of_its_own(own):
    root, _ = own
    home = root / "documents/stock_taking"
    (home / "words.toml").write_text('[stock_taking.head]\nzh = "报送地区"\nen = "Region"\n', encoding="utf-8")
    fact = 'def many_regions(view, least):\n    """Many report."""\n    return len(view.results.regions) >= int(least)\n'
    (home / "conditions.py").write_text(fact, encoding="utf-8")
    change(root, "__init__.py", '[column("地区")]', '[column(paper.say("stock_taking.head"))]')
    said = '名单见附件。{% if many_regions("17") %}很多。{% endif %}{% if many_regions("18") %}不可能。{% endif %}'
    change(root, "zh.j2", "名单见附件。", said)
    _, _, body, _, annexes, *_ = made(root)
    assert "名单见附件。很多。" in "".join(real.printed(body.data)) and "不可能" not in "".join(real.printed(body.data))
    assert "报送地区" in "".join(real.printed(annexes.data))


def test_an_error_in_its_python_is_told_with_file_and_line_and_no_traceback(own):
    root, _ = own
    change(root, "__init__.py", "names = [", "names = [][1] or [")
    with pytest.raises(SectionFailed, match=r"documents/stock_taking/__init__\.py line \d+: IndexError: list index out of range"):
        made(root)
    change(root, "__init__.py", "names = [][1] or [", "names = [[")
    with pytest.raises(Refused, match=r"documents/stock_taking/__init__\.py line \d+: SyntaxError"):
        made(root)


def test_a_figure_that_it_does_not_have_is_refused_with_a_near_one(own):
    root, _ = own
    change(root, "zh.j2", "{{ regions }}", "{{ region }}")
    with pytest.raises(Refused, match=r"documents/stock_taking/zh\.j2, line 13: 'region' is not known .* 'regions'"):
        made(root)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("bulletin", "title = {zh = '甲', en = 'A'}", "documents/bulletin: the package has a document of this name"),
        ("mine", "title = '甲'", r"documents/mine/kind\.toml:\n  title: "),
        ("mine", "titel = 1", r"documents/mine/kind\.toml:\n.*titel: unknown key; did you mean 'title'"),
        ("mine", "title = ", r"documents/mine/kind\.toml: cannot be read as TOML"),
        ("mine", "title = {zh = '甲', en = 'A'}\nabout = 'unit'", r"documents/mine/kind\.toml: about = 'unit' stands with units"),
        ("mine", None, r"documents/mine/kind\.toml is missing; declare the document there"),
    ],
)
def test_a_declaration_that_cannot_be_is_refused(root, name, text, told):
    home = root / "documents" / name
    home.mkdir(parents=True)
    (home / "__init__.py").write_text("", encoding="utf-8")
    if text is not None:
        (home / "kind.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=f"(?s){told}"):
        load("hubei-2007", root)


def test_a_document_that_nobody_declares_is_refused_with_a_near_one(root):
    path = root / "params/hubei-2007/documents.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("  bulletin:", "  buletin:"), encoding="utf-8")
    with pytest.raises(Refused, match="forms: there is no document 'buletin'; did you mean 'bulletin'"):
        load("hubei-2007", root)


def test_a_document_of_a_pack_that_the_study_does_not_name_is_refused(root):
    take_packs(root, "guizhou-2010")
    study = load("hubei-2007", root)
    told = (
        "documents.yml, line 18, forms.bulletin: is a document of the pack hubei-2007, which the study does not name; "
        "add hubei-2007 to packs in study.yml, or take the form out"
    )
    assert told in problems(study, catalogue_of(study, root))


def test_a_document_of_a_projects_own_pack_is_made_where_the_study_has_the_pack(own):
    root, _ = own
    pack = root / "packs" / "stocks"
    pack.mkdir(parents=True)
    head = "format: 2\ntitle: {zh: 甲, en: A}\ndocument: {zh: 甲, en: A}\nowner: Office\nfiles: []\n"
    (pack / "pack.yml").write_text(head, encoding="utf-8")
    (root / "documents").rename(pack / "documents")
    take_packs(root, "hubei-2007, guizhou-2010, stocks")
    assert made(root)
    place = "packs/stocks/documents/stock_taking"
    assert f"{place}/zh.j2" in project_own.files(root)
    (root / "documents").mkdir()
    shutil.copytree(root / place, root / "documents/stock_taking")
    with pytest.raises(Refused, match=f"{place}: documents/stock_taking has this name too; rename one of them"):
        made(root)


def test_one_notebook_makes_every_kind():
    notebook = nbformat.read(real.ROOT / "notebooks/document.ipynb", as_version=4)
    shown = [c.source for c in notebook.cells if c.cell_type == "code" and not c.metadata.get("tags")]
    assert shown == [f"report.{name}()" for name in CALLS]
    assert not {f"{name}.ipynb" for name in kinds()} & {p.name for p in (real.ROOT / "notebooks").iterdir()}
