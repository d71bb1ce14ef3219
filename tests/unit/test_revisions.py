"""A table that its source delivers again: the last delivery known at the cut-off is used, and what it changed is told."""

from __future__ import annotations

from datetime import date, timedelta

import own_study
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import evaluation
from evaluation.data.findings import render
from evaluation.errors import Refused
from evaluation.study.as_of import read_day
from evaluation.tables import tables
from evaluation.view.findings import describe
from evaluation.view.view import View

CODES = (
    "revised",
    "vanished",
    "withheld",
    "as_of",
    "snapshot_later",
    "snapshot_twice",
    "snapshot_wrong",
    "file_name",
    "file_missing",
)
HEAD, R1, R2 = own_study.ROWS.splitlines()
PATTERN = "file: works-{as_of}.csv"
FIRST, SECOND = "works-2008-01-20.csv", "works-20080410.csv"
CHANGED = R1.replace("R1,400,150", "R1,400,170")


def study(root, files, table=PATTERN, cut_off="2008-12-31", asked="", more=""):
    """The study of works with the rows of each of ``files``; its table says ``table``."""
    own_study.write_study(root)
    (root / "data/tiny/works.csv").unlink()
    for name, rows in files.items():
        (root / "data/tiny" / name).write_text("\n".join([HEAD + more, *rows]) + "\n", encoding="utf-8")
    path = root / "params/tiny/study.yml"
    text = path.read_text(encoding="utf-8").replace("cut_off: 2007-12-31", f"cut_off: {cut_off}")
    if "{region}" in table:
        text = text.replace("    file: works.csv\n    region: region\n", "    file: works.csv\n")
    path.write_text(text.replace("file: works.csv", table), encoding="utf-8")
    return evaluation.open("tiny", root, cut_off=asked)


def told(opened, *codes):
    return [render(f) for f in opened.findings if f.code in (codes or CODES)]


def amount(opened, quantity="workers_women", region="R1"):
    return opened.results.figures.at(region, "2007", quantity).amount


TWO = {FIRST: [R1, R2], SECOND: [CHANGED, R2]}


def test_the_last_delivery_is_used_and_what_it_revised_is_told(tmp_path):
    opened = study(tmp_path, TWO)
    assert (amount(opened), amount(opened, region="TOP")) == (170, 230)
    assert told(opened) == [
        "reportable: works-20080410.csv, line 2, column 'women': R1 2007: workers_women was 150人 as of 2008-01-20 "
        "(works-2008-01-20.csv, line 2) and is 170人 as of 2008-04-10, which is used. Nothing to do where the revision is "
        "known; else "
        "ask who delivers it why the figure changed. [revised]"
    ]
    [finding] = [f for f in opened.results.findings if f.code == "revised"]
    view = View(results=opened.results, region="R1", language="zh", key="0" * 64)
    assert describe(view, finding)[0] == (
        "甲市2007年：其中女性2008-01-20报送为150人（works-2008-01-20.csv），2008-04-10修订为170人，本报告采用后者。"
    )


def test_at_an_earlier_cut_off_the_earlier_figures_come_out_and_nothing_was_revised(tmp_path):
    opened = study(tmp_path, TWO, asked="2008-02-01")
    assert (amount(opened), opened.results.before) == (150, {})
    assert told(opened) == [
        "reportable: works-20080410.csv: 1 delivery of the table is as of a day after the cut-off 2008-02-01 and not "
        "read, the first "
        "as of 2008-04-10. Nothing to do where the report is to say what was known by the cut-off; else give a later one. "
        "[snapshot_later]"
    ]
    assert {c.as_of for c in (*opened.delivery.cell_rows, *opened.delivery.beside_rows)} == {"", "2008-01-20"}


def test_a_value_that_changed_says_from_what_to_what_where_it_stands(tmp_path):
    opened = study(tmp_path, TWO)
    said = {lang: str(opened.report("R1", language=lang).general().data) for lang in ("zh", "en")}
    assert "因报送数修订：女性占比由37.5%变为42.5%。" in said["zh"]
    assert "Changed by revised figures: Share of women: 37.5% became 42.5%." in said["en"]
    assert "变为" not in str(opened.report("R2", language="zh").general().data)
    header, rows = tables(opened.results, "R1")["indicators"]
    found = {row[header.index("indicator")]: [row[header.index(n)] for n in ("value", "before", "basis")] for row in rows}
    assert found["share_women"] == ["42.500000", "37.500000", "revised"]
    assert found["wages_per_worker"][1:] == ["", ""]


def test_every_delivery_is_evidence_in_the_table_of_cells(tmp_path):
    header, rows = tables(study(tmp_path, TWO).results, "R1")["cells"]
    cells = [dict(zip(header, row, strict=True)) for row in rows]
    assert [(c["amount"], c["basis"], c["as_of"], c["file"], c["used"]) for c in cells if c["quantity"] == "workers_women"] == [
        (170, "revised", "2008-04-10", SECOND, "yes"),
        (150, "reported", "2008-01-20", FIRST, ""),
    ]


def test_of_three_deliveries_the_last_figure_that_differed_is_told(tmp_path):
    opened = study(tmp_path, {**TWO, "works-2008年7月1日.csv": [CHANGED, R2]})
    assert amount(opened) == 170
    assert "was 150人 as of 2008-01-20" in told(opened, "revised")[0] and "170人 as of 2008-07-01" in told(opened, "revised")[0]


def test_a_figure_that_is_gone_is_told_and_not_used(tmp_path):
    opened = study(tmp_path, {FIRST: [R1, R2], SECOND: [R1]})
    assert amount(opened, "workers", "R2") is None
    assert told(opened, "vanished")[0] == (
        "reportable: works-2008-01-20.csv, line 3, column 'admin': R2 2007: admin was 2500元 as of 2008-01-20; that of 2008-04-10 "
        "(works-20080410.csv) has no such figure, and none is used. Ask who delivers it whether the figure was withdrawn "
        "or left out. "
        "[vanished]"
    )
    assert len(told(opened, "vanished")) == 6


def test_a_figure_that_is_suppressed_by_now_is_shown_nowhere_any_more(tmp_path):
    opened = study(tmp_path, {FIRST: [R1.replace(",150,", ",399,"), R2], SECOND: [R1.replace(",150,", ",*,"), R2]})
    assert "is suppressed as of 2008-04-10; the earlier figure is not shown any more" in told(opened, "withheld")[0]
    assert opened.results.before == {}
    assert "399" not in str(tables(opened.results, "R1")) + str(tables(opened.results, "TOP"))
    assert "399" not in str(opened.report("R1", language="en").methods().data)


LISTED = "file: a.csv\n    as_of: {a.csv: 2008-01-20, b.csv: 2008-04-10}"


def test_days_of_files_may_be_listed(tmp_path):
    files = {"a.csv": [R1, R2], "b.csv": [CHANGED, R2]}
    assert amount(study(tmp_path / "now", files, LISTED)) == 170
    assert amount(study(tmp_path / "then", files, LISTED, asked="2008-04-09")) == 150


COLUMN = "file: works.csv\n    as_of: 截至"


def test_a_column_may_say_the_day_of_each_row_and_a_row_replaces_the_one_before_it(tmp_path):
    rows = [f"{CHANGED},2008-04-10", f"{R1},2008-01-20", f"{R2},2008-01-20"]
    opened = study(tmp_path / "now", {"works.csv": rows}, COLUMN, more=",截至")
    assert (amount(opened), amount(opened, region="R2")) == (170, 60)
    assert "was 150人 as of 2008-01-20 (works.csv, line 3)" in told(opened, "revised")[0]
    assert amount(study(tmp_path / "then", {"works.csv": rows}, COLUMN, asked="2008-04-09", more=",截至")) == 150


def test_a_delivery_of_each_region_is_replaced_by_its_own(tmp_path):
    files = {"R1-2008-01-20.csv": [R1], "R1-2008-04-10.csv": [CHANGED], "R2-2008-02-20.csv": [R2]}
    opened = study(tmp_path, files, "file: '{region}-{as_of}.csv'\n    ignore: [region]")
    assert (amount(opened), amount(opened, region="R2")) == (170, 60)
    assert len(told(opened)) == 1


def test_what_is_wrong_with_an_earlier_delivery_stops_nothing_and_is_told(tmp_path):
    opened = study(tmp_path, {FIRST: [R1.replace(",150,", ",about 150,"), R2], SECOND: [CHANGED, R2]})
    assert amount(opened) == 170
    [said] = told(opened)
    assert said.startswith(
        "reportable: works-2008-01-20.csv, line 2, column 'women': 1 thing in this earlier delivery cannot be read"
    )


@pytest.mark.parametrize(
    ("files", "table", "asked", "said"),
    [
        (
            {FIRST: [R1, R2], "works-final.csv": [R1, R2]},
            PATTERN,
            "",
            "blocking: works-final.csv: the file is called as 'works-{as_of}.csv' says, but what stands for {as_of} is no day "
            "(2008-01-20, 20080120). List the files with their days in study.yml instead ('as_of: {file: day}', and "
            "'file' names one "
            "of them). [file_name]",
        ),
        (
            {FIRST: [R1, R2], "works-20080120.csv": [R1, R2]},
            PATTERN,
            "",
            "blocking: works-20080120.csv: works-20080120.csv and works-2008-01-20.csv are of the same table as of "
            "2008-01-20: which came "
            "last is not known. Ask who delivers it which one counts; then list the files with their days in study.yml "
            "('as_of: {file: "
            "day}'). [snapshot_twice]",
        ),
        (
            TWO,
            PATTERN,
            "2008-01-01",
            "blocking: works-2008-01-20.csv: the table stands as of 2008-01-20 at the earliest, after the cut-off "
            "2008-01-01: nothing of "
            "it is known by then. Give that day or a later one as the cut-off ('-p cut_off 2008-01-20', or cut_off in "
            "study.yml), or put "
            "the file there that was delivered before. [snapshot_later]",
        ),
        (
            {"a.csv": [R1, R2]},
            LISTED,
            "",
            "blocking: b.csv: data/tiny/b.csv is not there. Put the declared files there. [file_missing]",
        ),
    ],
)
def test_deliveries_whose_days_are_not_known_are_refused(tmp_path, files, table, asked, said):
    assert said in told(study(tmp_path, files, table, asked=asked))


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("", "the row does not say as of which day it stands"),
        ("April", "'April' is no day"),
        ("2008-02-30", "'2008-02-30' is no day"),
    ],
)
def test_a_row_without_a_day_is_refused(tmp_path, cell, said):
    opened = study(tmp_path, {"works.csv": [f"{R1},{cell}", f"{R2},2008-01-20"]}, COLUMN, more=",截至")
    assert told(opened) == [
        f"blocking: works.csv, line 2, column '截至': {said}. Ask who delivers it for the day of each row, as 2008-01-20, "
        f"and keep this one. [as_of]"
    ]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (PATTERN + "\n    as_of: 截至", "the day stands in the name of the file ({as_of}) and in 'as_of'; say it once"),
        (
            "file: '{region}.csv'\n    as_of: {a.csv: 2008-01-20}",
            "'as_of' lists files by name, and 'file' leaves open how they are called; write one of them there",
        ),
        ("file: c.csv\n    as_of: {a.csv: 2008-01-20}", "'as_of' has no day for 'c.csv', the table's own file; add it"),
        (
            "file: a.csv\n    as_of: {a.csv: 2008-01-20, b.xlsx: 2008-02-20}",
            "'b.xlsx' is another kind of file than 'a.csv'; a form of its own is a table of its own",
        ),
        ("file: works.csv\n    as_of: [截至]", "write the column that says the day of each row, or the files with their days"),
        ("file: works.csv\n    as_of: {works.csv: April}", "'April'"),
        ("file: works-{as_of}-{as_of}.csv", "{as_of} stands in it twice; write it once"),
        ("file: works-{period}{as_of}.csv", "nothing parts {period} from {as_of}; such names cannot be told apart"),
        ("file: works.csv\n    fill_down: '{as_of}'", "'fill_down' fills columns that say which row it is"),
        ("file: works.xlsx\n    sheet: '{as_of}'", "{as_of} stands in the name of a file"),
        ("file: works.csv\n    as_off: 截至", "did you mean 'as_of'?"),
    ],
)
def test_a_declaration_that_does_not_tell_the_days_is_refused(tmp_path, table, said):
    with pytest.raises(Refused) as refused:
        study(tmp_path, {}, table)
    assert said in str(refused.value) and "study.yml:\n  line " in str(refused.value)


def test_two_files_of_the_same_that_are_not_declared_as_deliveries_are_refused_with_how_to(tmp_path):
    study(tmp_path, {"works.csv": [R1, R2], "works-2.csv": [CHANGED, R2]}, "file: works.csv")
    path = tmp_path / "params/tiny/study.yml"
    text = path.read_text("utf-8")
    entry = text[text.index("  works:\n") :].partition("\nindicators")[0]
    again = entry.replace("  works:", "  again:", 1).replace("works.csv", "works-2.csv")
    path.write_text(text.replace(entry, f"{again.rstrip()}\n{entry}"), "utf-8")
    said = told(evaluation.open("tiny", tmp_path), "delivered_twice")
    assert len(said) == 12
    assert "declare one table with the days of both ('as_of: {works-2.csv: 2024-01-20, works.csv: …}')" in said[0]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2008-01-20", date(2008, 1, 20)),
        ("20080120", date(2008, 1, 20)),
        ("2008.01.20", date(2008, 1, 20)),
        ("2008年1月20日", date(2008, 1, 20)),
        ("2008-0120", None),
        ("2008-01", None),
        ("20081320", None),
        ("２００８-01-20", None),
    ],
)
def test_a_day_is_read_in_the_writings_of_offices_and_no_other(text, day):
    assert read_day(text) == day


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    deliveries=st.dictionaries(st.integers(0, 300), st.integers(0, 400), min_size=1, max_size=5),
    asked=st.integers(0, 320),
    order=st.randoms(use_true_random=False),
    spelled=st.sampled_from(("%Y-%m-%d", "%Y%m%d", "%Y.%m.%d")),
)
def test_whatever_the_order_the_last_delivery_by_the_cut_off_counts(tmp_path_factory, deliveries, asked, order, spelled):
    begin = date(2007, 12, 31)
    days = {begin + timedelta(n): women for n, women in deliveries.items()}
    cut_off = max(begin + timedelta(asked), min(days))
    files = {f"works-{day.strftime(spelled)}.csv": [R1.replace(",150,", f",{women},"), R2] for day, women in days.items()}
    rows = [f"{R1.replace(',150,', f',{women},')},{day}" for day, women in days.items()] + [f"{R2},{min(days)}"]
    order.shuffle(rows)
    last = days[max(day for day in days if day <= cut_off)]
    for name, table, brought, more in (("files", PATTERN, files, ""), ("rows", COLUMN, {"works.csv": rows}, ",截至")):
        opened = study(tmp_path_factory.mktemp(name), brought, table, asked=str(cut_off), more=more)
        assert amount(opened) == last
        known = [women for day, women in sorted(days.items()) if day <= cut_off and women != last]
        assert [dict(f.facts)["was"] for f in opened.delivery.findings if f.code == "revised"] == [f"{w}人" for w in known[-1:]]
