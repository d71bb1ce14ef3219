"""A delivered file that is changed in place after reports were made of it: what changed since is told, figure by figure."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import random

import own_study
import pytest

import evaluation
from evaluation.runs.bundle import Bundle
from evaluation.runs.job import Start
from evaluation.tables import tables
from evaluation.view.findings import describe
from evaluation.view.view import View

CODES = ("figure_changed", "figure_gone", "figure_withheld")
HEAD, R1, R2 = own_study.ROWS.splitlines()
CHANGED = R1.replace("R1,400,150", "R1,400,170")


@pytest.fixture
def root(tmp_path):
    own_study.write_study(tmp_path)
    return tmp_path


def deliver(root, *rows):
    (root / "data/tiny/works.csv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")


def publish(root, number=1, codes=("TOP", "R1", "R2"), **said):
    """What a run leaves behind: the tables of its regions, and a record that vouches for them."""
    opened = evaluation.open("tiny", root)
    home = root / "outputs/tiny" / f"20260102T03040{number}Z-0123abcd"
    regions = []
    for code in codes:
        (home / code).mkdir(parents=True)
        opened.write_tables(code, home / code)
        content = (home / code / "cells.csv").read_bytes()
        outputs = [{"path": "cells.csv", "sha256": hashlib.sha256(content).hexdigest()}]
        regions.append({"code": code, "state": "done", "outputs": outputs})
    record = {"study": "tiny", "period": opened.period.spelled, "inputs": opened.inputs, "regions": regions, **said}
    (home / "run.json").write_text(json.dumps(record), encoding="utf-8")
    return home


def told(root):
    return [f for f in evaluation.open("tiny", root).findings if f.code in CODES]


def test_what_changed_since_the_run_before_is_told_on_pages_and_tables(root):
    publish(root)
    key = evaluation.open("tiny", root).key("R1", "n")
    assert told(root) == []
    deliver(root, CHANGED, R2)
    opened = evaluation.open("tiny", root)
    [finding] = told(root)
    assert finding.message == (
        "R1 2007: workers_women was 150人 in the reports made before, works.csv has been changed since, and it is 170人, which is "
        "used"
    )
    view = View(results=opened.results, region="R1", language="zh", key="0" * 64)
    assert describe(view, finding)[0] == (
        "甲市2007年：其中女性在此前的报告中为150人，其后文件works.csv有改动，现为170人，本报告采用后者。"
    )
    assert "因报送数修订：女性占比由37.5%变为42.5%。" in str(opened.report("R1", language="zh").general().data)
    assert "变为" not in str(opened.report("R2", language="zh").general().data)
    header, rows = tables(opened.results, "R1")["indicators"]
    before = {row[header.index("indicator")]: row[header.index("before")] for row in rows}
    assert before["share_women"] == "37.500000" and before["wages_per_worker"] == ""
    assert opened.key("R1", "n") != key
    publish(root, 2)
    assert evaluation.open("tiny", root).key("R1", "n") == opened.key("R1", "n"), "told by the same run as long as nothing changes"
    deliver(root, R1, R2)
    assert [dict(f.facts)["was"] for f in told(root)] == ["170人"], "told by the last run, not by the first"


def test_a_figure_that_is_gone_or_suppressed_is_told_and_no_longer_shown(root):
    deliver(root, R1.replace(",150,", ",399,"), R2)
    publish(root)
    deliver(root, R1.replace(",150,", ",*,"), R2.replace(",60,", ",,"))
    assert {(f.code, f.region) for f in told(root)} == {("figure_withheld", "R1"), ("figure_gone", "R2")}
    assert [dict(f.facts)["was"] for f in told(root) if f.code == "figure_gone"] == ["60人"]
    opened = evaluation.open("tiny", root)
    assert "399" not in str(tables(opened.results, "TOP")) + str(opened.report("R1", language="en").methods().data)


def test_of_a_file_that_is_not_read_nothing_is_said_to_be_gone(root):
    publish(root)
    (root / "data/tiny/works.csv").write_text(f"{HEAD},extra\n{CHANGED},1\n{R2},1\n", encoding="utf-8")
    found = evaluation.open("tiny", root).delivery.findings
    assert "blocking" in {f.severity for f in found} and not {f.code for f in found} & {*CODES}


def test_drawn_changes_are_told_each_and_nothing_else(root):
    dice = random.Random(1)
    columns = HEAD.split(",")[1:]
    for number in range(20):
        rows = [[code, *(str(dice.randrange(50, 60)) for _ in columns)] for code in ("R1", "R2")]
        publish_rows = [",".join(row) for row in rows]
        deliver(root, *publish_rows)
        home = publish(root, 1)
        changed = {}
        for row in rows:
            for at, column in enumerate(columns, start=1):
                if dice.random() < 0.3:
                    changed[row[0], column] = row[at], str(dice.randrange(60, 70))
                    row[at] = changed[row[0], column][1]
        deliver(root, *(",".join(row) for row in rows))
        found = {(f.region, f.column): (dict(f.facts)["was"], dict(f.facts)["now"]) for f in told(root)}
        plain = {of: tuple("".join(c for c in text if c.isdigit()) for text in both) for of, both in found.items()}
        assert plain == changed, number
        for path in sorted(home.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        home.rmdir()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda home: (home / "TOP/cells.csv").write_bytes(b"region\nR1\n"),
        lambda home: (home / "run.json").write_text("{"),
        lambda home: (home / "run.json").write_text('{"inputs": [1]}'),
        lambda home: (home / "TOP/cells.csv").unlink(),
        lambda home: home.rename(home.with_name(".hidden.tmp")),
    ],
)
def test_a_run_that_is_not_whole_tells_nothing(root, spoil):
    spoil(publish(root))
    deliver(root, CHANGED, R2)
    assert told(root) == []


def test_runs_of_other_periods_and_of_other_files_tell_nothing(root):
    publish(root, 1, period="2006")
    deliver(root, CHANGED, R2)
    assert told(root) == []
    publish(root, 2)
    (root / "data/tiny/works.csv").rename(root / "data/tiny/new.csv")
    study = root / "params/tiny/study.yml"
    study.write_text(study.read_text("utf-8").replace("file: works.csv", "file: new.csv"), encoding="utf-8")
    assert told(root) == [], "the same figures under another name"


def test_a_run_of_some_regions_tells_of_these_alone(root):
    publish(root, codes=("R1",))
    deliver(root, CHANGED, R2.replace(",60,", ",61,"))
    assert [f.region for f in told(root)] == ["R1"]


def test_rows_of_a_table_that_this_version_does_not_know_are_passed_over(root):
    home = publish(root)
    path = home / "TOP/cells.csv"
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    rows += [[*row] for row in rows[1:2]]
    for place, wrong in ((0, "R9"), (1, "2007Q7"), (2, "unknown"), (3, "1.5"), (3, "x")):
        rows.append([wrong if n == place else text for n, text in enumerate(rows[1])])
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    record = json.loads((home / "run.json").read_text("utf-8"))
    record["regions"][0]["outputs"][0]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (home / "run.json").write_text(json.dumps(record), encoding="utf-8")
    deliver(root, CHANGED, R2)
    assert [f.code for f in told(root)] == ["figure_changed"]


def test_a_worker_elsewhere_tells_by_the_same_run(root, tmp_path_factory):
    publish(root)
    deliver(root, CHANGED, R2)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    Bundle.pack(Start(study="tiny", root=root, period="", cut_off="")).unpack(elsewhere)
    here, there = evaluation.open("tiny", root), evaluation.open("tiny", elsewhere)
    assert [f.message for f in there.findings] == [f.message for f in here.findings]
    assert there.key("R1", "n") == here.key("R1", "n")


PARTS = (("P1", "甲一县", "County one"), ("P2", "甲二县", "County two"))


@pytest.mark.parametrize("codes", [("TOP", "R1", "R2"), ("TOP",), ("R1", "R2")])
def test_a_changed_figure_of_what_lies_inside_a_region_is_told_with_what_became_of_its_value(root, codes):
    path = root / "params/tiny/regions.csv"
    text = path.read_text(encoding="utf-8")
    head, first = text.splitlines()[0].split(","), text.splitlines()[-1].split(",")
    rows = (dict(zip(head, first, strict=True)) | {"code": c, "name_zh": z, "name_en": e, "parent": "R1"} for c, z, e in PARTS)
    with path.open("a", encoding="utf-8") as file:
        csv.DictWriter(file, head, lineterminator="\n").writerows({**row, "short_zh": "", "reports": "false"} for row in rows)
    first, second = ("P1,250,100,50000,10000,2500,62500", "P2,150,50,30000,10000,2500,42500")
    deliver(root, first, second, R2)
    publish(root, codes=codes)
    deliver(root, first.replace(",100,", ",120,"), second, R2)
    assert [(f.code, f.region) for f in told(root)] == [("figure_changed", "P1")]
    results = evaluation.open("tiny", root).results
    assert {(v.region, v.indicator, float(v.exact)) for v in results.before.values() if v.region == "R1"} == {
        ("R1", "share_women", 37.5)
    }
    deliver(root, first.replace(",100,", ",*,"), second, R2)
    assert [(f.code, f.region) for f in told(root)] == [("figure_withheld", "P1")]
