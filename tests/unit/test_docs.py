"""Documents say what is there: links, commands, keys, generated pages and the sample report."""

import re
import shlex
import struct
from pathlib import Path
from typing import get_args

import clauses
import click
import indicators
import pytest

import evaluation_demo as demo
from evaluation import errors
from evaluation.cli import cli
from evaluation.data import units
from evaluation.runs.job import EVENTS, INDEX, LOG, PARAMS, PARTIAL, RECORD, files_of
from evaluation.study import allocation, comparison, documents, model, outline, questions, tables, target, watch, weights
from evaluation.study.load import FILES, names
from evaluation.view.numbers import MARKS

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = ("china-ui-2008", "india-mgnrega", "india-nsfdc", "linhe-2022", *demo.STUDIES)
READMES = ("README.md", "README.zh-CN.md")
PAGES = sorted(p.relative_to(ROOT).as_posix() for p in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))
STUDIES = (ROOT / "docs" / "studies.md").read_text(encoding="utf-8")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text(name), re.MULTILINE | re.DOTALL)


def commands(name: str) -> list[list[str]]:
    return [shlex.split(line) for block in blocks(name, "sh") for line in block.splitlines() if line]


def rows(table: str) -> list[list[str]]:
    """Body cells of a Markdown table."""
    lines = table.strip().splitlines()[2:]
    return [[c.strip().replace(r"\|", "|") for c in re.split(r"(?<!\\)\|", line.strip("|"))] for line in lines]


def anchors(name: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", text(name), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", t.lower()).replace(" ", "-") for t in titles}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\(([^)\s]+)\)", text(page))
    for link in links:
        target, _, anchor = link.partition("#")
        path = (ROOT / page).parent / target if target else ROOT / page
        assert path.exists(), f"{page} links to {link}, which is not there"
        if anchor:
            assert anchor in anchors(path.relative_to(ROOT).as_posix()), f"{page}: no heading for {link}"


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_fetched_from_elsewhere(page):
    assert "://" not in text(page).replace("tcp://", "").replace("tls://", "")  # addresses of a Dask scheduler


def test_both_readmes_have_the_same_sections():
    english, chinese = ([len(h) for h in re.findall(r"^(#+) ", text(name), re.MULTILINE)] for name in READMES)
    assert english == chinese
    assert len(english) >= 10


def test_both_readmes_show_the_same_commands_links_and_files():
    english, chinese = READMES
    for language in ("sh", "python"):
        assert blocks(english, language) == blocks(chinese, language)

    def links(name):
        found = set(re.findall(r"\]\(([^)\s]+)\)", text(name)))
        return found - set(READMES)

    assert links(english) == links(chinese)
    assert [line.split()[0] for line in blocks(english, "text")[0].splitlines()] == [
        line.split()[0] for line in blocks(chinese, "text")[0].splitlines()
    ]


@pytest.mark.parametrize("name", READMES)
def test_the_chinese_readme_is_chinese_and_the_english_one_english(name):
    prose = re.sub(r"```.*?```|`[^`]*`|\([^)]*\)", "", text(name), flags=re.DOTALL)
    chinese = len(re.findall(r"[\u4e00-\u9fff]", prose))
    assert chinese > 800 if name == "README.zh-CN.md" else chinese <= 2  # 中文, the link to the other


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_named_in_documents_exist(page):
    found = re.findall(r"`make ([a-z-]+)", text(page))
    found += [words[1] for words in commands(page) if words[0] == "make"]
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    folders = {f"test-{p.name}" for p in (ROOT / "tests").iterdir() if p.is_dir()} | {"test-browser"}
    assert set(found) <= targets | folders


@pytest.mark.parametrize("page", PAGES)
def test_commands_named_in_documents_exist_with_their_options(page):
    inline = [shlex.split(c) for c in re.findall(r"`(evaluation [^`<…]+)`", text(page))]
    for words in [*commands(page), *inline]:
        if words[0] != "evaluation" or words[1].startswith("-"):
            continue
        command = cli.get_command(click.Context(cli), words[1])
        assert command is not None, f"{page}: there is no command {words[1]}"
        options = {o for p in command.params for o in p.opts if o.startswith("-")}
        assert {w for w in words[2:] if re.match(r"--?[a-z]", w)} <= options, f"{page}: {' '.join(words)}"
        if len(words) > 2 and words[1] in ("run", "check", "show") and not words[2].startswith("-"):
            assert words[2] in (*names(ROOT), "my-study")


def test_notebooks_exporters_and_other_tools_named_in_the_readme_exist():
    from importlib import metadata

    exporters = {p.name for p in metadata.entry_points(group="nbconvert.exporters")}
    seen = []
    for words in commands("README.md"):
        tool = words[0]
        assert tool in {"make", "source", "evaluation", "papermill", "jupyter", "quarto"}
        seen += [w for w in words if w.startswith("notebooks/")]
        if tool == "jupyter":
            assert words[3] in exporters
    assert seen
    assert all((ROOT / notebook).is_file() for notebook in seen)


def test_the_python_of_the_readme_runs(monkeypatch):
    monkeypatch.chdir(ROOT)
    (block,) = blocks("README.md", "python")
    *before, last = [line for line in block.splitlines() if line]
    known: dict = {}
    exec("\n".join(before), known)
    assert not eval(before[-1], known).empty
    assert eval(last, known).data["kind"] == "section"


@pytest.mark.parametrize("name", READMES)
def test_readme_lists_the_studies_and_exit_codes_there_are(name):
    assert sorted(re.findall(r"^\| `([a-z0-9-]+)` \|", text(name), re.MULTILINE)) == sorted(BUNDLED)
    assert set(BUNDLED) <= set(names(ROOT))
    codes = [int(c) for c in re.findall(r"^\| (\d+) \|", text(name), re.MULTILINE)]
    assert codes == sorted(value for key, value in vars(errors).items() if key.startswith("EXIT_"))


@pytest.mark.parametrize("name", READMES)
def test_readme_lists_the_files_a_run_leaves(name):
    lines = blocks(name, "text")[0].splitlines()
    top = {line.split()[0] for line in lines if re.match(r"  [a-z]", line)}
    region = {line.split()[0] for line in lines if re.match(r"    [a-z]", line)}
    assert top == {INDEX, RECORD, PARAMS, EVENTS}
    assert region == {*files_of(""), RECORD}


def test_the_reference_lists_the_files_a_run_leaves():
    listed = set(re.findall(r"`(?:<region>/)?([a-z]+\.[a-z]+)`", STUDIES.partition("## What a run leaves")[2]))
    assert listed == {INDEX, *files_of(""), RECORD, LOG, PARTIAL, PARAMS, EVENTS}


def test_the_catalogue_page_is_current():
    pages = indicators.pages()
    there = {indicators.PATH, *indicators.PATH.with_suffix("").iterdir()}
    assert {path: path.read_text(encoding="utf-8") for path in there} == pages, "run `make docs`"
    assert len(pages[indicators.PATH]) < 60_000


def test_the_page_of_clauses_is_current():
    assert clauses.PATH.read_text(encoding="utf-8") == clauses.document(), "run `make docs`"


WRITTEN = {
    n: c
    for module in (model, questions, outline, tables, target, documents, weights, allocation, comparison, watch)
    for n, c in vars(module).items()
    if isinstance(c, type) and issubclass(c, model.Model)
}
MODELS = dict(re.findall(r"<!-- model: (\w+) -->\n((?:\|.*\n)+)", STUDIES))


def test_every_model_of_a_study_file_is_documented():
    assert set(MODELS) == set(WRITTEN) - {"Model", "Words", "Study", "Dated"}
    for file in FILES:
        assert f"\n## {file}\n" in STUDIES


@pytest.mark.parametrize("name", MODELS)
def test_every_key_is_documented_as_it_is(name):
    fields = WRITTEN[name].model_fields
    documented = {cells[0].strip("`"): cells for cells in rows(MODELS[name])}
    assert list(documented) == list(fields)
    for key, field in fields.items():
        _, needed, value, meaning = documented[key]
        assert needed == ("yes" if field.is_required() else "no"), f"{name}.{key}"
        assert meaning
        for word in literals(field.annotation):
            assert f"`{word}`" in value, f"{name}.{key}: {word} is not named"
        if isinstance(field.default, str | int) and field.default != "":
            assert f"default `{field.default}`" in value, f"{name}.{key}: default {field.default} is not named"


def literals(annotation) -> list[str]:
    """Words of a ``Literal``, also inside ``X | None`` and ``dict[Literal, X]``."""
    arguments = get_args(annotation)
    if arguments and all(isinstance(a, str) for a in arguments):
        return list(arguments)
    return [word for a in arguments for word in literals(a)]


def test_the_marks_documented_are_those_that_are_read_and_printed():
    table = re.search(r"\| reason \| cell \|.*?\n\n", STUDIES, re.DOTALL)[0]
    documented = {cells[0].strip("`"): cells for cells in rows(table)}
    assert set(documented) == set(units.MARKS)
    for mark, (_, cell, printed) in documented.items():
        shown = re.findall(r"`([^`]+)`", cell)
        assert shown
        assert all(units.MARK_OF[word] == mark for word in shown)
        assert printed == MARKS[mark]["zh"]


def test_contributing_names_files_that_exist_and_every_category_of_tests():
    page = text("CONTRIBUTING.md")
    for path in re.findall(r"`((?:src|tests|docs|params|data|notebooks)/[\w./-]+)`", page):
        assert (ROOT / path).exists() or path == "tests/browser/", path
    folders = {p.name for p in (ROOT / "tests").iterdir() if p.is_dir() and any(p.glob("test_*.py"))}
    listed = set(re.findall(r"^\| `tests/(\w+)/` \|", page, re.MULTILINE))
    assert folders <= listed
    assert listed - folders <= {"browser"}


@pytest.mark.parametrize("name", ["report-pdf.png", "overview-html.png"])
def test_screenshots_are_pictures_of_a_decent_size(name):
    content = (ROOT / "docs" / "images" / name).read_bytes()
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert width >= 800
    assert height >= 800
    assert len(content) < 300_000
