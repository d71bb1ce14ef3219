"""``evaluation papers``: a working paper for each thing that needs action, with norm, delivered cells and room for a reply."""

import io
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.exchange.working_paper_book import MOST_ROWS, MOST_SHEETS, PaperBook, paper_book
from evaluation.exchange.working_paper_words import WORDS
from evaluation.exchange.working_papers import KINDS, PaperRow, WorkingPaper, working_papers
from evaluation.opened import open_study
from evaluation.study.names import names
from evaluation.tables import tables
from evaluation.view.judgements import missed_standings
from evaluation.view.view import View

ROOT = Path(__file__).parents[2]
HOSTILE = ("=1+1", "+A1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil","x")', "\x01_x0041_", "<b>&amp;", "x" * 40_000, "12", " ")
PAPER = WorkingPaper(
    kind="duty",
    code="a",
    title="t",
    facts=(("what", "f"),),
    norm="n",
    cited=(("AB-1", "words"),),
    rows=(PaperRow(file="t.csv", sheet="", row="2", column="c", text="7"),),
    cases=3,
)
BOOK = PaperBook(language="en", study="s", region="r", period="2023-24", notes=(), papers=(PAPER,), created=None)


@pytest.fixture(scope="module", params=names(ROOT))
def opened(request):
    return open_study(request.param, root=ROOT)


def view_of(opened, region, language="zh"):
    return View(results=opened.results, region=region, language=language, key="")


def test_every_missed_duty_of_a_region_has_its_paper_with_the_same_cases_and_money(opened):
    for region in opened.results.places:
        header, rows = tables(opened.results, region)["duties"]
        told = [dict(zip(header, row, strict=True)) for row in rows]
        missed = {
            d["duty"]: (d["cases"] or None, d["money"] or None) for d in told if (d["region"], d["state"]) == (region, "missed")
        }
        found = {
            p.code: (p.cases or None, p.money or None) for p in working_papers(opened, view_of(opened, region)) if p.kind == "duty"
        }
        assert found == missed, region


def test_every_missed_line_has_one_paper_that_calls_a_proposal_a_proposal(opened):
    for region in opened.results.places:
        view = view_of(opened, region)
        papers = working_papers(opened, view)
        by_duty = {d.indicator.code: d.code for d in opened.results.duties}
        for s in missed_standings(view):
            told = {s.indicator.code, by_duty.get(s.indicator.code)}
            [paper] = [p for p in papers if p.kind in ("duty", "target") and p.code in told]
            if paper.kind == "target" and not s.issued:
                assert str(view.proposal_mark(s.target)) in paper.norm
        assert [p.kind for p in papers] == sorted((p.kind for p in papers), key=KINDS.index)


def test_the_cells_of_a_paper_stand_in_the_files_where_it_says(opened):
    lines = {}
    for region in opened.results.regions[:2]:
        for paper in working_papers(opened, view_of(opened, region)):
            for row in paper.rows if paper.kind in ("duty", "target") else ():
                path = ROOT / "data" / opened.study.name / row.file
                if path.suffix == ".csv":
                    if path not in lines:
                        lines[path] = path.read_bytes()
                    assert row.text.encode() in lines[path].splitlines()[int(row.row) - 1]


def sheets(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_a_workbook_has_no_merged_cell_and_no_blank_one_in_a_table():
    papers = (PAPER, replace(PAPER, rows=(), cases=None, norm="", cited=(("AB-2", ""),)))
    for language in WORDS:
        book = sheets(paper_book(replace(BOOK, language=language, papers=papers)))
        assert (book.properties.language, book.properties.title) == (
            WORDS[language]["lang"],
            f"{WORDS[language]['book']} · r · 2023-24",
        )
        for sheet in book:
            assert not sheet.merged_cells.ranges
            assert sheet.tables
            for table in sheet.tables.values():
                assert all(cell.value not in (None, "") for row in sheet[table.ref] for cell in row), (sheet.title, table.name)


def test_text_of_others_stays_text_and_the_bytes_are_the_same_each_time():
    row = PaperRow(file="f", sheet="s", row="1", column="c", text="")
    for text in HOSTILE:
        spoiled = replace(PAPER, title=text, facts=(("what", text),), norm=text, rows=(replace(row, text=text, file=text),))
        made = replace(BOOK, study=text, region=text, notes=(text,), papers=(spoiled,))
        assert paper_book(made) == paper_book(made)
        for sheet in sheets(paper_book(made)):
            cells = [cell for line in sheet.iter_rows() for cell in line if cell.value is not None]
            assert {cell.data_type for cell in cells} <= {"s", "n"}
            assert {cell.value for cell in cells if cell.data_type == "n"} <= {1, 3}


def test_very_many_papers_have_a_sheet_a_kind_and_very_many_cells_are_counted():
    rows = tuple(replace(PAPER.rows[0], row=str(n)) for n in range(MOST_ROWS + 5))
    some = tuple(replace(PAPER, kind=KINDS[n * 2 // (MOST_SHEETS + 1)], rows=rows) for n in range(MOST_SHEETS + 1))
    book = sheets(paper_book(replace(BOOK, papers=some)))
    assert book.sheetnames == ["Summary", "absolute demand", "target"]
    assert sum(len(sheet.tables) for sheet in book) == 1 + 3 * len(some)
    told = [cell.value for sheet in book for line in sheet.iter_rows() for cell in line]
    assert told.count("5 more are not listed; see cells.csv and findings.csv.") == len(some)


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    for part in ("notebooks", "params/hubei-2007", "data/hubei-2007"):
        shutil.copytree(ROOT / part, tmp_path / part)
    (tmp_path / "out").mkdir()
    (tmp_path / "outputs" / "run").mkdir(parents=True)
    monkeypatch.setenv("EVALUATION_ROOT", str(tmp_path))

    def called(*words):
        code, said = run_guarded(cli, ["papers", *map(str, words)]), capsys.readouterr()
        return code, said.out + said.err

    return called


def test_the_command_writes_a_workbook_a_region_and_replaces_none(call, tmp_path):
    asked = ("hubei-2007", "--region", "Wuhan", "--region", "421000", "-o", tmp_path / "out")
    assert call(*asked)[0] == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["papers-420100-2007.xlsx", "papers-421000-2007.xlsx"]
    assert call(*asked)[0] == 0  # the same bytes
    path = tmp_path / "out" / "papers-421000-2007.xlsx"
    filled = openpyxl.load_workbook(path)
    filled.active["A40"] = "a reply"
    filled.save(path)
    held = path.read_bytes()
    code, said = call(*asked)
    assert (code, path.read_bytes()) == (2, held)
    assert "is there already and may hold a reply; move it" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("hubei-2077", "--region", "420100"), "there is no study 'hubei-2077'; did you mean 'hubei-2007'"),
        (("hubei-2007", "--region", "Wuhn"), "did you mean"),
        (("hubei-2007", "--region", "420100", "-p", "colour", "red"), "colour"),
        (("hubei-2007", "--region", "420100", "-o", "{root}/outputs/run"), "outputs/ holds what runs made and vouch for"),
        (("hubei-2007", "--region", "420100", "-o", "{root}/data"), "name a folder outside it"),
        (("hubei-2007", "--region", "420100", "-o", "{root}/none"), "is no folder; make it"),
        (("hubei-2007",), "--region"),
    ],
)
def test_what_cannot_be_written_is_refused_with_what_to_do(call, tmp_path, words, told):
    code, said = call(*(word.format(root=tmp_path) for word in words))
    assert (code, told in said) == (2, True), said
    assert not [*tmp_path.rglob("*.xlsx")]


def test_both_languages_say_the_same_things_and_english_is_english():
    assert WORDS["zh"].keys() == WORDS["en"].keys()
    assert not [text for text in WORDS["en"].values() if not text.replace("—", "").isascii()]
