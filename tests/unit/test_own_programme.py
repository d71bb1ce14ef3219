"""docs/own-programme.md: what it says to write is written, what it says to run is run, and the page comes out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import entries as page
import pytest
import real_reports as real

import evaluation
from evaluation.catalogue.compile import compile_entries
from evaluation.catalogue.entries import Entries
from evaluation.catalogue.sources import Source
from evaluation.cli import cli
from evaluation.cli.guard import run_guarded

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "own-programme.md").read_text(encoding="utf-8")
_FILE = re.compile(r"^`((?:params|data)/my-study/[^`]+)`[^\n]*\n(?:[^\n`]*\n)*?```\w+\n(.*?)```", re.MULTILINE | re.DOTALL)
FILES = dict(_FILE.findall(PAGE))
[COMMANDS] = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("programme")
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_the_page_names_all_files_of_the_study():
    assert sorted(FILES) == [
        "data/my-study/SOURCE.md",
        "data/my-study/works.csv",
        "params/my-study/catalogue.yml",
        "params/my-study/regions.csv",
        "params/my-study/study.yml",
    ]


def test_its_commands_are_done(root, monkeypatch, capsys):
    monkeypatch.setenv("EVALUATION_ROOT", str(root))
    monkeypatch.setenv("PYTHONPATH", "")
    for line in COMMANDS.splitlines():
        program, *words = line.split()
        assert program == "evaluation"
        assert run_guarded(cli, words) == 0, (line, capsys.readouterr())
    said = capsys.readouterr().out
    assert "workdays  Days of work" in said
    [report] = (root / "outputs").glob("my-study/*/D1/report.html")
    text = report.read_text(encoding="utf-8")
    assert "Cost of a day of work" in text and "320" in text
    assert not re.search("[\u4e00-\u9fff]", re.sub(r"<(style|script).*?</\1>", "", text, flags=re.DOTALL).partition("<body")[2])


def test_the_figures_that_it_tells_are_those_of_the_study(root):
    opened = evaluation.open("my-study", root)
    results = opened.results
    assert results.value("D1", "cost_per_day").exact == 320
    assert f"{float(results.value('ST', 'cost_per_day').exact):.1f}" == "342.3"
    assert "East pays 320 rupees for a day of work, the whole 342.3." in PAGE
    assert not [f for f in opened.findings if f.code == "sum_broken"]
    said = "".join(real.printed(opened.report("D1").general().data))
    assert "total outlay ÷ Days of work" in said and "rupees per day of work" in said


def test_the_page_of_what_can_be_declared_is_current():
    assert page.PATH.read_text(encoding="utf-8") == page.document(), "run `make docs`"


def test_entries_in_the_documentation_compile():
    found = re.findall(r"```yaml\n(format: 2\n.*?)```", (ROOT / "docs" / "studies.md").read_text(encoding="utf-8"), re.DOTALL)
    assert found
    for text in found:
        assert compile_entries((Source("docs", "", text),)).indicators
    assert set(Entries.model_fields) <= set(page.MEANINGS)
