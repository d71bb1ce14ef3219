"""Nothing dated after the cut-off is read or printed: not in a quarter of a bundled study, and not when it is changed."""

import datetime
import re
import shutil

import pytest
import real_reports as real
from pydantic import BaseModel

import evaluation
from evaluation.opened import Opened
from evaluation.runs import documents
from evaluation.study.load import load
from evaluation.study.periods import Period, parse, period_asked

ROOT = real.ROOT
CALLS = ("cover", "opening", "body", "closing", "annexes", "imprint")
QUARTERS = [("hubei-2007", p) for p in ("2006Q4", "2007Q1", "2007Q2", "2007Q3", "2007Q4")] + [
    ("guizhou-2010", p) for p in ("2009Q4", "2010Q1", "2010Q2", "2010Q3", "2010Q4")
]
TROUBLED = {"hubei-2007": "421000", "guizhou-2010": "520100"}

# --- scan ------------------------------------------------------------------------------------------------------

_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日|(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_OF_YEAR = re.compile(r"(?<![\d年])(\d{1,2})月(\d{1,2})日")
_MONTH = re.compile(r"(\d{4})年(\d{1,2})月(?!\d*日)")
_QUARTER = re.compile(r"(\d{4})年?第?([1-4一二三四])季度|(\d{4})Q([1-4])")
AHEAD = {"期限", "回复期限", "处理、期限"}  # columns of terms
PLANNED = {"retraining-pace-table", "retraining-pace"}  # when the last class can start
ORDERED = re.compile(r"请于[^。]*前|前整改到位|起施行|的期限为[^。]*尚未到期")  # terms ahead, and since when a document binds


def named(text, cut_off):
    """Days, months and quarters in ``text`` that begin after ``cut_off``."""
    for m in _DAY.finditer(text):
        yield m[0], datetime.date(*(int(g) for g in m.groups() if g))
    for m in _OF_YEAR.finditer(text):
        yield m[0], datetime.date(cut_off.year, int(m[1]), int(m[2]))
    for m in _MONTH.finditer(text):
        if 1 <= int(m[2]) <= 12:
            yield m[0], datetime.date(int(m[1]), int(m[2]), 1)
    for m in _QUARTER.finditer(text):
        number = m[2] or m[4]
        yield m[0], datetime.date(int(m[1] or m[3]), 3 * (_NUMERALS.get(number) or int(number)) - 2, 1)


def printed(part, column=""):
    """Every text of a component with the head of its column, texts of drawings too."""
    if isinstance(part, str):
        yield column, part
    elif isinstance(part, list):
        for item in part:
            yield from printed(item, column)
    elif part.get("kind") == "table":
        heads = [c["title"] for c in part["columns"]]
        for row in part["rows"]:
            for head, cell in zip(heads, row["cells"], strict=False):
                yield ("期限" if part["id"] in PLANNED else head), cell
        yield from printed([part["title"], *part["notes"]])
    else:
        for key, value in part.items():
            if key == "svg":
                texts = re.findall(r"<text[^>]*>(.*?)</text>", value, re.DOTALL)
                yield from (("期限" if part["id"] in PLANNED else column, re.sub("<[^>]*>", "", t)) for t in texts)
            elif key not in ("document", "fonts") and isinstance(value, (str, list, dict)):
                yield from printed(value, column)


def pages(opened, study):
    """Components of the overview, of one region in trouble, and of every document, by their place."""
    for region in (real.STUDIES[study], TROUBLED[study]):
        whole = region == real.STUDIES[study]
        report = opened.overview() if whole else opened.report(region)
        for name in real.calls(study, region)[:-1]:
            yield f"{region}.{name}", getattr(report, name)()
    for paper in documents.papers(opened.study, opened.period, "zh"):
        if paper.kind == documents.WARNING and not opened.at(paper.period).warned:
            continue
        made = opened.document(paper.kind, paper.subject, paper.period)
        yield from ((f"{paper.code}.{name}", getattr(made, name)()) for name in CALLS)


@pytest.mark.slow
@pytest.mark.parametrize(("study", "period"), QUARTERS)
def test_no_page_of_a_quarter_names_what_came_after_its_cut_off(study, period):
    opened = real.opened(study).at(period)
    cut_off = opened.results.study.file.cut_off
    assert cut_off == parse(period).last_day
    late = [
        (place, column, text)
        for place, component in pages(opened, study)
        for column, text in printed(component.data)
        for words, day in named(text, cut_off)
        if day > cut_off and column not in AHEAD and not ORDERED.search(text)
    ]
    assert late == []


@pytest.mark.parametrize("period", ["2007Q1", "2007Q2", "2007Q3", "2007Q4"])
def test_a_bulletin_speaks_of_its_own_quarter(period):
    made = real.opened("hubei-2007").at(period).document("bulletin")
    number = "一二三四"[int(period[-1]) - 1]
    month = parse(period).last_day.month
    text = "".join("".join(real.printed(getattr(made, name)().data)) for name in ("cover", "opening", "body"))
    assert made.cover().data["title"].startswith(f"关于2007年第{number}季度全省")
    assert f"截至2007年{month}月末" in text and f"2007年1—{month}月累计" in text
    assert not re.search(r"优秀|达标(?!率)|等级|综合得分|年末预计", text)


# --- what comes later may change -------------------------------------------------------------------------------

TERMS = {"due", "term", "answer_by"}
DAY = datetime.date(2007, 6, 30)


def altered(value, number=0):
    """``value`` with every fact after :data:`DAY` moved, and what is wholly later dropped or written anew."""
    days = [
        v.last_day if isinstance(v, Period) else v for k, v in value if k not in TERMS and isinstance(v, (datetime.date, Period))
    ]
    if days and min(days) > DAY:
        if number % 2:
            return None
        text = {k: f"{v}改" for k, v in value if isinstance(v, str) and k in ("title", "facts", "evidence", "reason", "level")}
        return value.model_copy(update=text)
    moved = {k: v + datetime.timedelta(days=9) for k, v in value if k not in TERMS and isinstance(v, datetime.date) and v > DAY}
    return value.model_copy(update=moved)


DATED = ("ledger", "rubric", "employers", "checks", "orders", "layoffs", "enterprises", "calendar")


def changed_later(study):
    update = {}
    for name in DATED:
        rows = [altered(row, n) for n, row in enumerate(getattr(study, name))]
        assert rows != list(getattr(study, name)), f"nothing of {name} lies after {DAY}"
        update[name] = tuple(row for row in rows if row is not None)
    first = study.ledger[0]
    new = first.model_copy(update={"item": "NEW-1", "found": DAY + datetime.timedelta(days=1), "closed": None})
    update["ledger"] += (new,)
    forms = dict(study.documents.forms)
    pilots = tuple(altered(p) for p in forms["pilots"].pilots)
    forms["pilots"] = forms["pilots"].model_copy(update={"pilots": pilots})
    update["documents"] = study.documents.model_copy(update={"forms": forms, "decisions": ()})
    return study.model_copy(update=update)


@pytest.fixture(scope="module")
def half_year():
    return dict(pages(real.opened("hubei-2007").at("2007Q2"), "hubei-2007"))


def test_events_after_the_cut_off_change_no_byte_of_any_page(half_year):
    study = load("hubei-2007", ROOT)
    changed = changed_later(study)
    assert all(isinstance(row, BaseModel) for row in changed.ledger)
    made = dict(pages(Opened("hubei-2007", ROOT, "2007Q2", changed), "hubei-2007"))
    assert [place for place in half_year if made[place].payload != half_year[place].payload] == []
    assert made.keys() == half_year.keys()


def test_figures_after_the_cut_off_change_no_byte_of_any_page(half_year, tmp_path):
    """Of every table; what was planned or budgeted for later is known and stays."""
    for folder in ("params", "data", "notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    touched = 0
    for path in sorted((tmp_path / "data" / "hubei-2007").glob("*.csv")):
        encoding = "gb18030" if path.name == "employment.csv" else "utf-8"
        head, *lines = path.read_bytes().decode(encoding).split("\n")
        kept = {n for n, title in enumerate(head.split(",")) if re.search("计划|预算|期间|地区|城镇登记失业率（", title)}
        for number, line in enumerate(lines):
            if re.match("2007(Q[34])?,", line):
                cells = line.split(",")
                cells = [c if n in kept or not c[:1].isdigit() else f"1{c}" for n, c in enumerate(cells)]
                touched += cells != line.split(",")
                lines[number] = ",".join(cells)
        path.write_bytes("\n".join([head, *lines]).encode(encoding))
    assert touched > 300
    made = dict(pages(evaluation.open("hubei-2007", tmp_path, "2007Q2"), "hubei-2007"))

    def plain(component):
        return re.sub(r"[0-9a-f]{12,64}", "<hash>", component.payload)

    assert [place for place in half_year if plain(made[place]) != plain(half_year[place])] == []


# --- the other studies: figures and dated rows of every file --------------------------------------------------

EARLIER = [
    ("guizhou-2010", "2010Q2", ("follow_up", "calendar")),
    ("guizhou-2010", "2010Q3", ("follow_up", "calendar")),
    ("india-nsfdc", "2021-22", ()),
]
"""``china-ui-2008`` holds one year: nothing in it is later."""


def reports(opened):
    """Components of the overview and of the first and last region, by their place."""
    for region in ("", opened.region_codes[0], opened.region_codes[-1]):
        report = opened.report(region) if region else opened.overview()
        for name in CALLS_OF_REPORTS:
            yield f"{region}.{name}", getattr(report, name)()


CALLS_OF_REPORTS = (
    "cover",
    "conclusion",
    "background",
    "comparison",
    "targets",
    "retraining",
    "fund",
    "outcomes",
    "assistance",
    "follow_up",
    "families",
    "exits",
    "insurance",
    "services",
    "calendar",
    "score",
    "problems",
    "methods",
    "annex",
)


@pytest.mark.parametrize(("study", "period", "dated"), EARLIER)
def test_what_is_later_changes_no_byte_of_the_other_studies(study, period, dated, tmp_path):
    for folder in ("params", "data", "notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    own = load(study, ROOT).file.period
    until, touched = period_asked(period, own).last_day, 0
    codes = {r.code for r in load(study, ROOT).regions}
    for path in sorted((tmp_path / "data" / study).glob("*.csv")):
        head, *lines = path.read_text(encoding="utf-8-sig").split("\n")
        for number, line in enumerate(lines):
            cells = line.split(",")
            at = next((n for n, c in enumerate(cells) if re.fullmatch(r"\d{4}(Q\d|-\d\d)?", c)), None)
            if at is not None and period_asked(cells[at], own).last_day > until:
                lines[number] = ",".join(
                    f"1{c}" if n > at and re.match("[1-9]", c) and c not in codes else c for n, c in enumerate(cells)
                )
                touched += 1
        path.write_text("\n".join([head, *lines]), encoding="utf-8")
    assert touched > 10
    known, read_again = real.opened(study).at(period), load(study, tmp_path)
    rows = {name: [later(row, until) for row in getattr(read_again, name)] for name in dated}
    for name, changed in rows.items():
        assert changed != list(getattr(read_again, name)), f"nothing of {name} lies after {until}"
    altered_study = read_again.model_copy(update={n: tuple(r) for n, r in rows.items()})
    before, after = dict(reports(known)), dict(reports(Opened(study, tmp_path, period, altered_study)))

    def plain(component):
        return re.sub(r"[0-9a-f]{12,64}", "<hash>", component.payload)

    assert [place for place in before if plain(after[place]) != plain(before[place])] == []


def later(row, until):
    """``row`` with other amounts where its period lies after ``until``, and with a later day where it was done then."""
    if getattr(row, "period", None) is not None and row.period.last_day > until:
        return row.model_copy(update={"count": row.count + 1})
    if getattr(row, "done", None) is not None and row.done > until:
        return row.model_copy(update={"done": row.done + datetime.timedelta(days=9), "evidence": f"{row.evidence}改"})
    return row
