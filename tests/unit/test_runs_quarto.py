"""Quarto with a stand-in executable that records how it was called; the Typst settings with the real compiler."""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
import tiny
import typst

import evaluation
from evaluation.errors import Refused, RegionFailed
from evaluation.render import component, fonts, html, preview
from evaluation.runs import quarto

ROOT = Path(__file__).parents[2]
STAND_IN = f"""#!{sys.executable}
import json, os, pathlib, sys
here = pathlib.Path.cwd()
name = sys.argv[sys.argv.index("--output") + 1]
call = {{"args": sys.argv[1:], "cwd": str(here), "files": sorted(p.relative_to(here).as_posix() for p in here.rglob("*"))}}
call["about"] = json.loads((here / "about.json").read_text(encoding="utf-8"))
with open(os.environ["CALLS"], "a") as calls:
    calls.write(json.dumps(call) + "\\n")
if os.environ.get("QUARTO_FAILS"):
    print("ERROR: typst compile failed", file=sys.stderr)
    sys.exit(3)
if not os.environ.get("QUARTO_LEAVES_NOTHING"):
    out = here / "outputs" / "quarto"
    out.mkdir(parents=True, exist_ok=True)
    (out / name).write_text("made by quarto: " + name, encoding="utf-8")
"""


def report(region="R1"):
    with tempfile.TemporaryDirectory() as folder:
        return evaluation.open("tiny", tiny.write_project(Path(folder))).report(region)


def executed(region="R1"):
    """A notebook as papermill would leave it, without running a kernel."""
    import nbformat.v4 as v4

    made = report(region)
    shown = [made.cover(), made.methods(), made.end()]
    cells = []
    for number, item in enumerate(shown, start=1):
        data = item._repr_mimebundle_()
        cell = v4.new_code_cell("report.x()", execution_count=number)
        cell.outputs = [v4.new_output("execute_result", data=data, execution_count=number)]
        cells.append(cell)
    return v4.new_notebook(cells=cells)


@pytest.fixture
def calls(tmp_path, monkeypatch):
    """Puts the stand-in on the PATH; gives a function that reads its calls."""
    path = tmp_path / "bin" / "quarto"
    path.parent.mkdir()
    path.write_text(STAND_IN, encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(path.parent))
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    return lambda: [json.loads(line) for line in (tmp_path / "calls").read_text().splitlines()]


def scratch(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    return folder


def test_without_quarto_the_run_is_refused_and_says_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match=r"conda env create -f environment.yml.*quarto.org"):
        quarto.need(ROOT)


def test_without_the_projects_settings_the_run_is_refused(calls, tmp_path):
    with pytest.raises(Refused, match=r"_quarto.yml is missing"):
        quarto.need(tmp_path)


def test_the_executed_notebook_is_rendered_once_per_format_and_never_executed(calls, tmp_path):
    made = quarto.render(executed(), ROOT, scratch(tmp_path, "a"))
    assert made == {"report.html": b"made by quarto: report.html", "report.pdf": b"made by quarto: report.pdf"}
    for call, target in zip(calls(), ("html", "typst"), strict=True):
        assert call["args"][:5] == ["render", "report.ipynb", "--to", target, "--no-execute"]
        assert "--execute" not in call["args"]
        assert "-P" not in call["args"]
        title = html.title(report().cover().data["document"])
        assert call["about"] == {"title": title, "pagetitle": title, "lang": "zh-CN"}


def test_every_region_has_a_folder_of_its_own_with_all_that_the_settings_name(calls, tmp_path):
    quarto.render(executed("R1"), ROOT, scratch(tmp_path, "a"))
    quarto.render(executed("R2"), ROOT, scratch(tmp_path, "b"))
    first, _, second, _ = calls()
    assert first["cwd"] != second["cwd"]
    for name in (
        "_quarto.yml",
        "quarto/head.html",
        "quarto/typst-show.typ",
        "quarto/typst-template.typ",
        "src/evaluation/render/templates/components.typ",
        "src/evaluation/render/fonts/NotoSansSC-Regular.ttf",
    ):
        assert name in first["files"]


def test_a_failing_quarto_fails_the_region_with_its_last_word(calls, tmp_path, monkeypatch):
    monkeypatch.setenv("QUARTO_FAILS", "1")
    with pytest.raises(RegionFailed, match=r"quarto ended 3 for report.html: ERROR: typst compile failed"):
        quarto.render(executed(), ROOT, scratch(tmp_path, "a"))


def test_a_quarto_that_leaves_nothing_fails_the_region(calls, tmp_path, monkeypatch):
    monkeypatch.setenv("QUARTO_LEAVES_NOTHING", "1")
    with pytest.raises(RegionFailed, match=r"left 0 files report.html, one was due"):
        quarto.render(executed(), ROOT, scratch(tmp_path, "a"))


def test_the_settings_name_files_that_exist():
    import yaml

    settings = yaml.safe_load((ROOT / "_quarto.yml").read_text(encoding="utf-8"))
    typst_settings = settings["format"]["typst"]
    named = [
        settings["format"]["html"]["include-in-header"],
        typst_settings["font-paths"],
        typst_settings["include-before-body"],
        *typst_settings["template-partials"],
    ]
    assert [n for n in named if not (ROOT / n).exists()] == []
    assert settings["lang"] == "zh-CN"
    assert settings["execute"]["freeze"] is False


def test_the_typst_partials_and_the_components_compile_to_a_page(tmp_path):
    """What Quarto's own template puts together: partials, include before the body, then our raw blocks."""
    show = (ROOT / "quarto" / "typst-show.typ").read_text(encoding="utf-8")
    for before, after in {"$if(title)$": "", "$if(lang)$": "", "$endif$": "", "$title$": "样例", "$lang$": "zh-CN"}.items():
        show = show.replace(before, after)
    blocks = [
        preview.markdown(part.data).split("{=typst}\n")[1].rsplit("\n```", 1)[0]
        for part in (
            report().cover(),
            component.heading(1, '结论 #read("/etc/passwd")'),
            component.table(
                "t", "表", [component.column("地区"), component.column("值", "%", "right")], [component.row("甲", "1")]
            ),
        )
    ]
    parts = [
        (ROOT / "quarto" / "typst-template.typ").read_text(encoding="utf-8"),
        show,
        (html.TEMPLATES / "components.typ").read_text(encoding="utf-8"),
        *blocks,
    ]
    source = tmp_path / "report.typ"
    source.write_text("\n".join(parts), encoding="utf-8")
    page = typst.compile(str(source), font_paths=[str(fonts.FONT_DIR)], ignore_system_fonts=True)
    assert page.startswith(b"%PDF")


@pytest.mark.skipif(shutil.which("quarto") is None, reason="Quarto is not installed")
def test_a_real_quarto_makes_both_formats(tmp_path):
    made = quarto.render(executed(), ROOT, scratch(tmp_path, "a"))
    assert "样例报告" in made["report.html"].decode()
    assert made["report.pdf"].startswith(b"%PDF")
