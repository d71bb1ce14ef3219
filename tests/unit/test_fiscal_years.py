"""Studies whose years begin in another month: their days, spelling and words follow, nothing is laid on the calendar year."""

from __future__ import annotations

import ast
import shutil
from datetime import date
from pathlib import Path

import pytest
from drawn_study import Drawn, view, write
from real_reports import printed

import evaluation
from evaluation.data.findings import Finding
from evaluation.errors import Refused
from evaluation.report.sections import cover, targets
from evaluation.runs import index
from evaluation.runs.plan import make
from evaluation.study import periods
from evaluation.study.cut_off import cut_off_of
from evaluation.study.periods import Calendar
from evaluation.view import findings, spans

YEAR = {"begins": "2023", "ends": "2024", "both": "2023-24"}


def table(year, quarters=4):
    rows = [f"{r} | {year}Q{n} | {40 + n}" for r in "AB" for n in range(1, quarters + 1)]
    return "\n".join(["region | period | reemp_laidoff", *rows])


def study(
    tmp_path,
    label="begins",
    at="",
    quarters=4,
    in_force="2023-07-01",
    cut_off="2024-06-30",
    targets="",
    more="",
    called="fiscal",
    starts=7,
):
    year = YEAR[label]
    drawn = Drawn(
        ("reemp_laidoff",),
        table(year, quarters),
        period=year,
        at=at.format(year=year),
        cut_off=cut_off,
        policy="XX",
        targets=targets or f"reemp_laidoff | A | {year} | at_least | 160 | 人 | issued",
        more=f"years: {{starts: {starts}, label: {label}, called: {called}}}\n{more}",
    )
    write(drawn, tmp_path)
    path = tmp_path / "params" / "drawn" / "study.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("prefix: XX,", f"prefix: XX, in_force: {in_force},"), encoding="utf-8")
    return evaluation.open("drawn", root=tmp_path, period=drawn.at)


def write_months(root):
    """Months in the place of the quarters."""
    works = next((root / "data" / "drawn").glob("*.csv"))
    months = [f"2023M{n:02}" for n in range(7, 13)] + [f"2024M{n:02}" for n in range(1, 4)]
    head = works.read_text(encoding="utf-8-sig").splitlines()[0]
    works.write_text("\n".join([head, *(f"{r},{m},4" for r in "AB" for m in months), ""]), "utf-8")


def said(component):
    return " ".join(printed(component.data))


@pytest.mark.parametrize("label", YEAR)
def test_a_year_has_its_own_days_and_name(tmp_path, label):
    found = study(tmp_path, label)
    assert (found.period.first_day, found.period.last_day) == (date(2023, 7, 1), date(2024, 6, 30))
    text = said(cover.build(view(found, "A")))
    assert f"FY {YEAR[label]}" in text and "2023-07-01 to 2024-06-30" in text
    assert f"{YEAR[label]}财年" in said(cover.build(view(found, "A", "zh")))


@pytest.mark.parametrize("label", YEAR)
def test_the_page_of_a_run_says_that_its_year_is_fiscal(tmp_path, label):
    opened = study(tmp_path, label)
    shutil.copytree(Path(__file__).parents[2] / "notebooks", tmp_path / "notebooks", dirs_exist_ok=True)
    for language, name in (("en", f"FY {YEAR[label]}"), ("zh", f"{YEAR[label]}财年")):
        made = make("drawn", root=opened.root, given={"language": language})
        assert made.period_name == name
        record = {"language": language, "period": made.period, "period_name": made.period_name, "title": "t", "regions": []}
        assert f"<dd>{name}</dd>" in index.page(record | {"state": "done", "run_id": "r", "synthetic": None}, {})


@pytest.mark.parametrize(("language", "period", "day"), [("zh", "2024年第2季度", "2024年6月30日"), ("en", "2024Q2", "2024-06-30")])
def test_the_page_of_a_run_tells_its_period_and_day_as_its_reports_do(bundled, language, period, day):
    made = make("hubei-subsidy-2024", bundled, given={"period": "2024Q2", "language": language})
    record = {"language": language, "period": made.period, "cut_off": made.cut_off.isoformat(), "title": "t", "regions": []}
    record |= {"period_name": made.period_name} if made.period_name else {}
    page = index.page(record | {"state": "done", "run_id": "r", "synthetic": None}, {})
    assert f"<dd>{period}</dd>" in page and f"<dd>{day}</dd>" in page


@pytest.mark.parametrize("label", YEAR)
def test_a_quarter_ends_where_it_does(tmp_path, label):
    found = study(tmp_path, label, at="{year}Q3")
    assert cut_off_of(found.study, found.period) == date(2024, 3, 31)
    seen = view(found, "A")
    assert spans.span_words(seen, spans.Covers.TO_DATE) == f"July–March FY {YEAR[label]}, cumulative"
    assert spans.span_words(view(found, "A", "zh"), spans.Covers.TO_DATE) == f"{YEAR[label]}财年7—次年3月累计"
    assert spans.span_words(seen, spans.Covers.AT_END) == "end of March 2024"
    assert found.results.progress("A", "reemp_laidoff").actual == 41 + 42 + 43


@pytest.mark.parametrize(
    ("month", "en", "zh"),
    [
        ("2024M03", "July 2023–March 2024, cumulative", "2023年7—次年3月累计"),
        ("2023M09", "July–September 2023, cumulative", "2023年7—9月累计"),
    ],
)
def test_a_month_says_in_which_years_its_months_lie(tmp_path, month, en, zh):
    study(tmp_path, "both")
    write_months(tmp_path)
    found = evaluation.open("drawn", root=tmp_path, period=month)
    assert spans.span_words(view(found, "A"), spans.Covers.TO_DATE) == en
    assert spans.span_words(view(found, "A", "zh"), spans.Covers.TO_DATE) == zh


def test_a_run_takes_the_period_as_its_pages_print_it(tmp_path):
    opened = study(tmp_path, called="programme")
    shutil.copytree(Path(__file__).parents[2] / "notebooks", tmp_path / "notebooks", dirs_exist_ok=True)
    for text in ("PY 2023 Q2", "PY2023Q2", "quarter 2 of PY 2023", "2023项目年第2季度"):
        assert make("drawn", root=opened.root, given={"period": text}).period == "2023Q2"
    with pytest.raises(Refused, match="it says a fiscal year, those of the study are called programme"):
        make("drawn", root=opened.root, given={"period": "FY 2023 Q2"})


def test_a_line_binds_from_the_first_day_of_the_fiscal_year(tmp_path):
    found = study(tmp_path)
    text = said(cover.build(view(found, "A")))
    assert "not in this period" not in text and "binding since" not in text
    assert found.results.progress("A", "reemp_laidoff").unjudged == ""


def test_a_line_that_begins_after_it_does_not(tmp_path):
    assert "binding since 2024-01-01, within this period" in said(cover.build(view(study(tmp_path, in_force="2024-01-01"), "A")))


def test_a_due_day_lies_in_the_fiscal_year(tmp_path):
    asked = "reemp_laidoff | A | 2023 | at_least | 160 | 人 | issued"
    files = "item,region,period,demand,value,unit,status,source,due\nreemp_laidoff,A,2023,at_least,160,人,issued,s,{}\n"
    for day, accepted in (("2024-03-31", True), ("2023-06-30", False), ("2024-07-01", False)):
        study(tmp_path, targets=asked)
        path = tmp_path / "params" / "drawn" / "targets.csv"
        path.write_text(files.format(day), encoding="utf-8")
        if accepted:
            evaluation.open("drawn", root=tmp_path)
        else:
            with pytest.raises(Refused, match=f"due {day} is no day of 2023"):
                evaluation.open("drawn", root=tmp_path)


def test_a_calendar_year_is_no_period_of_a_study_that_names_both(tmp_path):
    with pytest.raises(Refused, match=r"write a year \(2007-08\), a half \(2007-08H2\), a quarter \(2007-08Q3\)"):
        study(tmp_path, "both", at="2023")


def test_a_cut_off_before_the_fiscal_year_is_over_is_refused(tmp_path):
    with pytest.raises(Refused, match="2023-12-31"):
        study(tmp_path, cut_off="2023-12-31")


def test_years_are_refused_with_the_near_word(tmp_path):
    study(tmp_path)
    path = tmp_path / "params" / "drawn" / "study.yml"
    text = path.read_text(encoding="utf-8")
    for wrong, told in (("starts: 13", "less than or equal to 12"), ("start: 7", "did you mean 'starts'")):
        path.write_text(text.replace("starts: 7", wrong), encoding="utf-8")
        with pytest.raises(Refused, match=told):
            evaluation.open("drawn", root=tmp_path)


def test_targets_and_their_schedule_follow_the_fiscal_quarters(tmp_path):
    text = said(targets.build(view(study(tmp_path, at="{year}Q2"), "A")))
    assert "July–December, cumulative 160 83 51.9 103.8" in text and "end of December 2023" in text and "January" not in text


@pytest.mark.parametrize("label", YEAR)
def test_a_finding_names_the_fiscal_quarter(tmp_path, label):
    facts = {"period": f"{YEAR[label]}Q2", "part": "甲", "inner": "2", "whole": "乙", "outer": "1", "counts": "persons"}
    finding = Finding(severity="reportable", code="part_exceeds_whole", message="m", fix="f", region="A", facts=facts)
    what, _ = findings.describe(view(study(tmp_path, label), "A", "zh"), finding)
    assert f"{YEAR[label]}财年" in what


@pytest.mark.parametrize(
    ("called", "en", "zh"),
    [("programme", "PY 2023", "2023项目年"), ("school", "SY 2023", "2023学年"), ("fiscal", "FY 2023", "2023财年")],
)
@pytest.mark.parametrize("at", ["", "2023Q3"])
def test_every_page_says_what_its_years_are_called(tmp_path, called, en, zh, at):
    found = study(tmp_path, at=at, more="", cut_off="2024-06-30", called=called)
    for language, name in (("en", en), ("zh", zh)):
        seen = view(found, "A", language)
        texts = said(cover.build(seen)) + said(targets.build(seen))
        others = {"FY ", "PY ", "SY ", "财年", "项目年", "学年"} - {en[:3], zh[4:]}
        assert name in texts and [word for word in others if word in texts] == []


@pytest.mark.parametrize(("language", "year"), [("en", "(of PY 2023)"), ("zh", "（属2023项目年）")])
def test_the_cover_of_a_month_says_in_which_year_it_lies(tmp_path, language, year):
    study(tmp_path, called="programme")
    write_months(tmp_path)
    found = evaluation.open("drawn", root=tmp_path, period="2024M03")
    assert year in said(cover.build(view(found, "A", language)))


def test_years_of_another_kind_are_none_of_the_study():
    programme = Calendar(7, "begins", "programme")
    assert str(periods.meant("PY 2023", programme)) == "2023" and periods.meant("FY 2023", programme) is None
    assert periods.meant("PY2023", Calendar(7)) is None and str(periods.meant("FY2023", Calendar(7))) == "2023"
    assert periods.parse("2023Q1", programme) != periods.parse("2023Q1", Calendar(7))


def test_years_of_the_calendar_on_the_wall_are_called_nothing_else(tmp_path):
    with pytest.raises(Refused) as refused:
        study(tmp_path, starts=1, called="school")
    assert "years from January are those of the calendar, not school; remove 'called', or say 'starts'" in str(refused.value)
    with pytest.raises(Refused, match=r"years\.called: "):
        study(tmp_path, called="program")


def test_no_text_is_read_as_a_period_without_the_calendar_of_its_study():
    """The sample data are of years from January."""
    package, bare = Path(evaluation.__file__).parent, []
    for path in package.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and "periods" in (n.module or "") for a in n.names
        }
        calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and len(n.args) + len(n.keywords) == 1]
        names = {ast.unparse(c.func) for c in calls}
        if "demo" not in path.parts and ("periods.parse" in names or ("parse" in imported and "parse" in names)):
            bare.append(path.relative_to(package).as_posix())
    assert bare == []
