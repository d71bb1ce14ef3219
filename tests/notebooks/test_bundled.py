"""The bundled notebooks as a user runs them: plain papermill from a foreign folder, plain nbconvert, real kernels."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys

import nbformat
import pytest
import real_reports as real
from papermill import execute_notebook
from papermill.exceptions import PapermillExecutionError

from evaluation.errors import Refused
from evaluation.render.exporters import EvaluationHTML
from evaluation.render.notebook import components

NOTEBOOKS = real.ROOT / "notebooks"
STUDY, REGION = "china-ui-2008", "420000"
BAD = {
    "raises": "report.no_such_section()",
    "exits": "import sys\nsys.exit(0)",
    "swallows": "try:\n    report.no_such_section()\nexcept Exception:\n    pass",
    "prints to stderr": "import sys\nprint('careful', file=sys.stderr)\nreport.conclusion()",
}


def run(folder, *command):
    """A command of the installation, as if no project were near."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("EVALUATION_", "PYTEST_"))}
    return subprocess.run([sys.executable, "-m", *map(str, command)], cwd=folder, env=environment, capture_output=True, text=True)


def papermill(folder, notebook, *parameters, name="out.ipynb"):
    done = run(folder, "papermill", notebook, name, "--no-progress-bar", *parameters)
    return done, folder / name


def nbconvert(folder, to, *arguments):
    return run(folder, "nbconvert", "--to", to, *arguments)


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    folder = tmp_path_factory.mktemp("foreign folder 中文")
    done, out = papermill(folder, NOTEBOOKS / "region.ipynb", "-p", "study", STUDY, "-p", "region", REGION)
    assert done.returncode == 0, done.stderr
    return out


def test_papermill_from_a_foreign_folder_gives_the_same_report(region):
    """The code arrives as a number."""
    assert f"region = {REGION}" in region.read_text(encoding="utf-8")
    assert components(nbformat.read(region, as_version=4)) == real.components(STUDY, REGION)


def test_papermill_with_the_fork_engine_gives_the_same_report(tmp_path):
    done, out = papermill(
        tmp_path, NOTEBOOKS / "region.ipynb", "-p", "study", STUDY, "-r", "region", REGION, "--engine", "evaluation-fork"
    )
    assert done.returncode == 0, done.stderr
    assert components(nbformat.read(out, as_version=4)) == real.components(STUDY, REGION)


def test_running_leaves_nothing_else_behind(region):
    assert [p.name for p in region.parent.iterdir() if p.suffix not in (".html", ".pdf")] == ["out.ipynb"]


@pytest.mark.parametrize("to", [pytest.param("html", marks=pytest.mark.slow), "pdf"])
def test_nbconvert_makes_the_same_pages_as_the_package(region, to):
    done = nbconvert(region.parent, f"evaluation-{to}", region.name)
    assert done.returncode == 0, done.stderr
    made = region.with_suffix(f".{to}").read_bytes()
    here = getattr(real, to)(STUDY, REGION)
    assert made.rstrip(b"\n") == (here.encode() if to == "html" else here).rstrip(b"\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("notebook", "parameters", "place"),
    [
        ("region", (), ("hubei-2007", "420100", "")),
        ("province", (), ("hubei-2007", "420000", "")),
        (
            "assistance",
            ("-p", "study", "guizhou-2010", "-r", "region", "522600", "-p", "language", "en"),
            ("guizhou-2010", "522600", "en"),
        ),
        ("province", ("-p", "study", "china-ui-2008"), ("china-ui-2008", "000000", "")),
    ],
    ids=["region on its defaults", "province on its defaults", "another study in English", "overview of the real study"],
)
def test_notebooks_give_what_the_package_gives(tmp_path, notebook, parameters, place):
    done, out = papermill(tmp_path, NOTEBOOKS / f"{notebook}.ipynb", *parameters)
    assert done.returncode == 0, done.stderr
    assert components(nbformat.read(out, as_version=4)) == real.components(*place)


@pytest.mark.slow
def test_a_clone_elsewhere_runs_its_own_notebooks_and_data(tmp_path):
    """The project is found upward from the folder the notebook runs in, before the installed one."""
    clone = tmp_path / "a clone"
    for part in ("params", "data"):
        shutil.copytree(real.ROOT / part / "guizhou-2010", clone / part / "guizhou-2010")
    shutil.copytree(NOTEBOOKS, clone / "notebooks")
    study = clone / "params/guizhou-2010/study.yml"
    text = study.read_text(encoding="utf-8")
    study.write_text(text.replace("zh: 就业援助工作评价报告", "zh: 另一份报告"), encoding="utf-8")
    (clone / "work").mkdir()
    done, out = papermill(clone / "work", "../notebooks/region.ipynb", "-p", "study", "guizhou-2010", "-p", "region", "520100")
    assert done.returncode == 0, done.stderr
    assert components(nbformat.read(out, as_version=4))[0]["title"] == "另一份报告"


# --- notebooks that did not run whole --------------------------------------------------------------------------


def bad(source):
    """A short report whose third cell of code misbehaves."""
    v4 = nbformat.v4
    setup = 'import evaluation\n\nreport = evaluation.open("china-ui-2008").report("420000")'
    cells = [
        v4.new_code_cell(setup, metadata={"tags": ["setup"]}),
        *map(v4.new_code_cell, ("report.cover()", source, "report.end()")),
    ]
    return v4.new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """The four bad notebooks after papermill, whatever it says of them."""
    folder, found = tmp_path_factory.mktemp("bad"), {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVALUATION_ROOT", str(real.ROOT))
        for number, (name, source) in enumerate(BAD.items()):
            found[name] = folder / f"bad{number}.ipynb"
            with contextlib.suppress(PapermillExecutionError):
                execute_notebook(bad(source), found[name], progress_bar=False, cwd=folder)
            assert found[name].is_file()
    return found


@pytest.mark.parametrize("name", BAD)
def test_a_notebook_that_did_not_run_whole_is_refused(executed, name):
    path = executed[name]
    with pytest.raises(Refused, match=f"notebook {path.stem}, cell "):
        EvaluationHTML().from_filename(str(path))


@pytest.mark.slow
@pytest.mark.parametrize("to", ["html", "pdf"])
@pytest.mark.parametrize("name", BAD)
def test_nbconvert_makes_no_page_of_it(executed, name, to):
    path = executed[name]
    done = nbconvert(path.parent, f"evaluation-{to}", path.name)
    assert done.returncode != 0
    assert f"notebook {path.stem}, cell " in done.stderr
    assert not path.with_suffix(f".{to}").exists()


def test_a_notebook_that_was_never_run_gives_no_page():
    with pytest.raises(Refused, match="was not executed"):
        EvaluationHTML().from_filename(str(NOTEBOOKS / "region.ipynb"))


def test_a_section_of_another_region_put_in_gives_no_page(region):
    """The end marker seals what was shown."""
    book = nbformat.read(region, as_version=4)
    cell = next(c for c in book.cells if "report.conclusion()" in c.source)
    conclusion = real.components(STUDY, "430000")[1]
    cell.outputs[0].data["application/vnd.evaluation+json"]["component"] = conclusion
    with pytest.raises(Refused, match="vouches for"):
        EvaluationHTML().from_notebook_node(book)
