"""The round: a year of quarters collected from the units of ``hubei-subsidy-2024``, as it happened, and what is never issued."""

import csv
import fcntl
import hashlib
import io
import json
import multiprocessing
import os
import random
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.data.cells import Cells
from evaluation.data.completeness import completeness
from evaluation.errors import Refused
from evaluation.opened import open_study
from evaluation.runs.bundle import Bundle
from evaluation.runs.job import Start
from evaluation.runs.limits import Limits
from evaluation.runs.round_marks import add_marks, check_issue
from evaluation.study.load import load
from evaluation.study.names import names
from evaluation.study.periods import Grain
from evaluation.study.round import read_marks, record_path, seal_of
from evaluation.study.round_standing import standing_of

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "data" / "hubei-subsidy-2024"
FILES = ("money.csv", "results.csv", "spending.csv")
FIRST = "subsidy-2024Q1"
DUE = {"2024Q1": "2024-04-10", "2024Q2": "2024-07-10", "2024Q3": "2024-10-10", "2024Q4": "2025-01-10"}


def rows_of(name, periods):
    with (SOURCE / name).open(encoding="utf-8-sig", newline="") as handle:
        header, *rows = csv.reader(handle)
    return [header, *(row for row in rows if periods(row[0]))]


def put(folder, periods, change=lambda rows: rows):
    """The delivered files with the rows of ``periods``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(change(rows_of(name, periods)))
        (folder / name).write_text(out.getvalue(), encoding="utf-8")


@pytest.fixture
def root(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    params = tmp_path / "params" / FIRST
    shutil.copytree(ROOT / "params" / "hubei-subsidy-2024", params)
    text = (params / "study.yml").read_text(encoding="utf-8")
    text = text.replace('period: "2024"', 'period: "2024Q1"  # the first').replace("cut_off: 2024-12-31", "cut_off: 2024-03-31")
    (params / "study.yml").write_text(text.replace("delivered: 2025-01-15\n", ""), encoding="utf-8")
    (params / "round.yml").write_text("days: 10\n", encoding="utf-8")
    put(tmp_path / "data" / FIRST, lambda period: period <= "2024Q1")
    monkeypatch.setenv("EVALUATION_ROOT", str(tmp_path))
    return tmp_path


@pytest.fixture
def call(capsys):
    def called(*words):
        code, said = run_guarded(cli, [str(w) for w in words]), capsys.readouterr()
        return code, said.out + said.err

    return called


def mark(root, study, state, units=(), day="2024-04-08", **more):
    opened = open_study(study, root)
    units = [u.unit for u in opened.round.units] if units == "all" else units
    given = {}
    if state == "received":
        given = {Path(f["path"]).name: f["sha256"] for f in opened.inputs}
    return add_marks(opened, state, "省中心", units, date.fromisoformat(day), given or more.pop("given", None), **more)


def collect(root, study, day, late=(), returned=()):
    """A round as it mostly goes: all deliver on ``day``, are checked and confirmed."""
    units = [u.unit for u in open_study(study, root).round.units]
    mark(root, study, "received", [u for u in units if u not in late], day)
    if returned:
        mark(root, study, "returned", list(returned), day, given={"page.html": "0" * 64})
        data = root / "data" / study / "results.csv"
        data.write_bytes(data.read_bytes().replace(b"\n", b"\r\n"))  # a new delivery of the same figures
        mark(root, study, "received", list(returned), day)
    for unit in late:
        day = DUE[study[-6:]].replace("-10", "-15")
        mark(root, study, "received", [unit], day)
    mark(root, study, "checked", "all", day)
    return mark(root, study, "confirmed", "all", day)


def follow(root, call, study, period):
    code, said = call("next", study, period)
    name = f"subsidy-{period}"
    assert code == 0, said
    put(root / "data" / name, lambda p: p == period)
    return name, said


def test_a_year_of_rounds_is_told_as_it_happened(root, call):
    late, back, revised = "420100", "420200", "420300"
    collect(root, FIRST, "2024-04-08", late=[late])
    mark(root, FIRST, "frozen", day="2024-04-16")
    assert call("issue", FIRST, "--by", "省厅", "--on", "2024-04-20")[0] == 0
    first = json.loads(call("round", FIRST, "--json")[1])
    assert first["state"] == "issued" and first["issued"]["on"] == "2024-04-20" and first["changed"] == []
    assert {u["unit"]: u["days_late"] for u in first["units"] if u["days_late"]} == {late: 5}
    assert {u["state"] for u in first["units"]} == {"confirmed"} and {u["revisions"] for u in first["units"]} == {0}
    assert {(u["figures"], u["figures_due"]) for u in first["units"]} == {(41, 41)}
    before = open_study(FIRST, root)

    second, said = follow(root, call, FIRST, "2024Q2")
    assert "figures until 2024Q1 go on as delivered: carried-2024Q1-money.csv" in said
    opened = open_study(second, root)
    assert [f.code for f in opened.findings] == ["no_delivery_day"] and opened.period.spelled == "2024Q2"
    for quantity in ("subsidy_balance", "jobs_new_urban"):  # last period's closing is this one's opening
        was, now = (o.results.figures.at("420100", before.period, quantity).amount for o in (before, opened))
        assert was == now is not None
    (root / "out").mkdir()
    said = call("template", second, "-o", root / "out")[1]
    assert re.findall(r"tables\.(\w+):", said) == ["spending", "money", "results"]  # carried ones are no forms
    collect(root, second, "2024-07-01", returned=[back])
    mark(root, second, "frozen", day="2024-07-12")
    assert open_study(second, root).findings == ()
    told = json.loads(call("round", second, "--json")[1])
    assert {u["unit"]: (u["returned"], u["revisions"]) for u in told["units"] if u["returned"]} == {back: (1, 0)}
    assert told["state"] == "frozen" and {u["days_late"] for u in told["units"]} == {0}

    third, _ = follow(root, call, second, "2024Q3")
    collect(root, third, "2024-10-01")
    mark(root, third, "frozen", day="2024-10-12")
    results = root / "data" / third / "results.csv"
    lines = results.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if f",{revised}," in line)
    cells = lines[at].split(",")
    lines[at] = ",".join([*cells[:10], str(int(cells[10]) + 1), *cells[11:]])
    results.write_text("".join(lines), encoding="utf-8")
    code, said = call("issue", third, "--by", "省厅")
    assert code == 2 and "results.csv" in said and "not as they were frozen" in said
    mark(root, third, "received", [revised], "2024-10-14")
    told = json.loads(call("round", third, "--json")[1])
    assert told["state"] == "changed" and [u["unit"] for u in told["units"] if u["after_freeze"]] == [revised]
    assert [c["file"] for c in told["changed"]] == ["results.csv"]
    assert told["changed"][0]["rows"] == f"1 row ({at + 1}) of the frozen one gone or changed, 1 row ({at + 1}) new or changed"
    mark(root, third, "checked", [revised], "2024-10-14")
    mark(root, third, "confirmed", [revised], "2024-10-14")
    assert mark(root, third, "frozen", day="2024-10-15").state == "frozen"

    fourth, said = follow(root, call, third, "2024Q4")
    spending = root / "data" / fourth / "spending.csv"
    spending.write_text(spending.read_text(encoding="utf-8").replace("其他支出（万元）", "其它支出（万元）"), encoding="utf-8")
    told = json.loads(call("round", fourth, "--json")[1])
    assert told["columns"] == [{"file": "spending.csv", "before": third, "told": "gone: 其他支出（万元）; new: 其它支出（万元）"}]
    assert told["state"] == "open" and {u["state"] for u in told["units"]} == {"expected"}
    put(root / "data" / fourth, lambda p: p == "2024Q4")
    opened = open_study(fourth, root)
    assert [f.code for f in opened.findings] == ["no_delivery_day"]
    collect(root, fourth, "2025-01-08")
    mark(root, fourth, "frozen", day="2025-01-11")
    for study, day in ((second, "2024-07-20"), (third, "2024-10-20"), (fourth, "2025-01-20")):
        assert call("issue", study, "--by", "省厅", "--on", day)[0] == 0
    told = {study: json.loads(call("round", study, "--json")[1]) for study in (FIRST, second, third, fourth)}
    assert {t["state"] for t in told.values()} == {"issued"}
    assert [[u["unit"] for u in t["units"] if u["days_late"]] for t in told.values()] == [[late], [], [], []]
    assert [[u["unit"] for u in t["units"] if u["returned"]] for t in told.values()] == [[], [back], [], []]
    assert [[u["unit"] for u in t["units"] if u["after_freeze"]] for t in told.values()] == [[], [], [revised], []]
    assert {(u["figures"], u["figures_due"]) for t in told.values() for u in t["units"]} == {(41, 41)}
    whole = open_study("hubei-subsidy-2024", ROOT)
    for quantity in ("subsidy_balance", "post_subsidy", "jobs_new_urban", "payments_right"):  # a year of parts is the year
        for region in ("420100", "420300", "420000"):
            told = [o.results.figures.at(region, opened.period.year, quantity).amount for o in (opened, whole)]
            assert told[0] == told[1] is not None


def test_a_hundred_attempts_to_issue_from_what_is_not_frozen_are_refused(root):
    dice, opened = random.Random(1), open_study(FIRST, root)
    data, whole = root / "data" / FIRST, {name: (root / "data" / FIRST / name).read_bytes() for name in FILES}
    record = record_path(FIRST, root)
    refused = 0
    for attempt in range(100):
        if attempt == 50:
            collect(root, FIRST, "2024-04-08")
            mark(root, FIRST, "frozen")
            opened = open_study(FIRST, root)
        if attempt >= 50:
            name = dice.choice(FILES)
            content = bytearray(whole[name])
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(7)
            if attempt % 3:
                (data / name).write_bytes(content)
            else:
                (data / name).unlink()
        before = record.read_bytes() if record.exists() else b""
        with pytest.raises(Refused, match=r"not frozen|not as they were frozen"):
            add_marks(opened, "issued", "省厅")
        refused += 1
        assert (record.read_bytes() if record.exists() else b"") == before
        for name, content in whole.items():
            (data / name).write_bytes(content)
    assert refused == 100
    assert add_marks(opened, "issued", "省厅").state == "issued"
    with pytest.raises(Refused, match="was issued on"):
        check_issue(open_study(FIRST, root).round, FIRST)


def test_pages_say_draft_until_it_is_issued_and_again_when_files_change(root):
    def cover(study):
        return dict(study.overview().cover().data["facts"])["文稿状态"]

    assert cover(open_study(FIRST, root)) == "征求意见稿"
    collect(root, FIRST, "2024-04-08")
    mark(root, FIRST, "frozen")
    opened = open_study(FIRST, root)
    assert cover(opened) == "征求意见稿" and "已定稿，报告尚未印发" in str(opened.overview().background().data)
    key = opened.key("420100", "s")
    mark(root, FIRST, "issued", day="2024-04-20")
    issued = open_study(FIRST, root)
    facts = dict(issued.overview().cover().data["facts"])
    assert facts["文稿状态"] == "正式稿" and facts["签发日期"] == "2024年4月20日"
    assert issued.key("420100", "s") != key
    (root / "data" / FIRST / "money.csv").write_bytes((root / "data" / FIRST / "money.csv").read_bytes() + b"\n")
    changed = open_study(FIRST, root)
    assert cover(changed) == "征求意见稿" and "定稿之后所据文件" in str(changed.overview().background().data)


def test_who_marked_and_when_changes_no_key(root, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("other"))
    keys = []
    for place, by in ((root, "甲"), (other, "乙")):
        opened = open_study(FIRST, place)
        add_marks(opened, "received", by, ["420100"], date(2024, 4, 8), {"money.csv": "0" * 64})
        keys.append(open_study(FIRST, place).key("420000", "s"))
    assert keys[0] == keys[1]


def test_an_altered_record_is_refused(root, call):
    mark(root, FIRST, "received", "all")
    path = record_path(FIRST, root)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for wrong in (
        lines[1:],
        [*lines[:3], *lines[4:]],
        [lines[0].replace("省中心", "市中心"), *lines[1:]],
        [*lines, "{}\n"],
        ["no mark\n"],
        [lines[0], lines[2], lines[1], *lines[3:]],
    ):
        path.write_text("".join(wrong), encoding="utf-8")
        with pytest.raises(Refused, match=r"record.jsonl, line \d+: .*altered"):
            read_marks(FIRST, root)
    code, said = call("round", FIRST)
    assert code == 2 and "was altered" in said and "Traceback" not in said
    assert call("verify")[0] == 1
    path.write_text("".join(lines), encoding="utf-8")
    assert call("verify")[0] == 0 and len(read_marks(FIRST, root)) == len(lines)


def test_the_end_of_the_record_is_sealed(root, call):
    issue_first(root)
    path = record_path(FIRST, root)
    seal, lines = path.with_name("record.seal"), path.read_text(encoding="utf-8").splitlines(keepends=True)
    sealed = seal.read_bytes()
    for wrong in ([*lines[:-1], lines[-1].replace("2024-04-18", "2024-04-17")], lines[:-1], lines[:1], []):
        path.write_text("".join(wrong), encoding="utf-8")
        with pytest.raises(Refused, match=r"record.seal does not seal the \d+ lines .*altered"):
            read_marks(FIRST, root)
    path.unlink()
    for gone in (path, seal):  # the record alone, then its seal too: what was frozen lies there still
        gone.unlink(missing_ok=True)
        with pytest.raises(Refused, match=r"record.jsonl is gone; the record was altered"):
            read_marks(FIRST, root)
        code, said = call("verify")
        assert code == 1 and "record.jsonl is gone" in said
    path.write_text("".join(lines), encoding="utf-8")
    with pytest.raises(Refused, match=r"record\.seal does not seal"):
        read_marks(FIRST, root)
    seal.write_bytes(sealed)
    assert call("verify")[0] == 0
    copy = next((path.parent / "frozen").iterdir())
    copy.chmod(0o644)
    copy.write_bytes(b"other")
    code, said = call("verify")
    assert code == 1 and f"{copy.name} is no more the copy that was frozen" in said


def test_a_mark_whose_seal_was_not_written_any_more_is_one(root, monkeypatch):
    _received(root, 1)
    seal = record_path(FIRST, root).with_name("record.seal")
    before = seal.read_bytes()
    _received(root, 2)
    seal.write_bytes(before)  # as after a power cut
    assert len(read_marks(FIRST, root)) == 2
    _received(root, 3)
    assert len(read_marks(FIRST, root)) == 3 and seal.read_bytes() != before


def test_a_mark_made_wrongly_is_withdrawn_by_a_mark(root, call):
    words = ("--mark", "withdrawn", "--by", "甲", "--on", "2024-04-09")
    code, said = call("round", FIRST, *words, "--unit", "武汉市", "--note", "x")
    assert code == 2 and "nothing is marked of 420100" in said
    mark(root, FIRST, "received", ["420100"])
    code, said = call("round", FIRST, *words, "--unit", "武汉市")
    assert code == 2 and "say with --note why" in said
    code, said = call("round", FIRST, *words, "--unit", "武汉市", "--note", "of another unit")
    assert code == 0 and "420100 武汉市: expected" in said and len(read_marks(FIRST, root)) == 2
    issue_first(root)
    for state in ("frozen", "open"):
        code, said = call("round", FIRST, *words[:4], "--on", "2024-04-19", "--note", "too early")
        assert code == 0 and f"{FIRST} 2024Q1: {state}" in said
    assert facts_of(root)["签发日期"] == "尚未签发"


def test_only_what_can_have_come_or_gone_back_is_marked(root, call):
    study = root / "params" / FIRST / "study.yml"
    text = study.read_text(encoding="utf-8").replace("    file: money.csv\n", "    file: money-{region}.csv\n")
    study.write_text(text, encoding="utf-8")
    money = root / "data" / FIRST / "money.csv"
    money.rename(money.with_name("money-420100.csv"))
    (root / "data" / FIRST / "carried-2023Q4-results.csv").write_bytes(b"x")
    base = ("--mark", "received", "--by", "甲", "--on", "2024-04-09", "--unit")
    for unit, name, said in (
        ("420200", "money-420100.csv", "is by its name of 420100, not of 420200"),
        ("420200", "carried-2023Q4-results.csv", "was delivered for an earlier period"),
    ):
        code, told = call("round", FIRST, *base, unit, "--file", name)
        assert code == 2 and said in told, told
    opened = open_study(FIRST, root)
    sha = next(f["sha256"] for f in opened.inputs if f["path"].endswith("results.csv"))
    add_marks(opened, "received", "甲", ["420100"], date(2024, 4, 8), {"results.csv": sha})
    back = ("--mark", "returned", "--by", "甲", "--on", "2024-04-09", "--unit", "420100")
    page = root / f"results.csv-{sha[:8]}.html"
    for content in ("", "<title>x</title>", "<title>报送数据核对退回单 · results.csv</title>"):
        page.write_text(content, encoding="utf-8")
        code, told = call(
            "round", FIRST, "--mark", "returned", "--by", "甲", "--on", "2024-04-09", "--unit", "420100", "--file", page
        )
        assert code == 2 and "is no page that `evaluation check --send-back` wrote of a file that came from 420100" in told
    page.write_text(f"<title>报送数据核对退回单 · results.csv</title>{sha}", encoding="utf-8")
    code, told = call("round", FIRST, *back, "--file", page)
    assert code == 0 and "420100 武汉市: returned" in told


def test_marks_go_in_their_order_and_say_who_and_what(root, call):
    for words, said in (
        (("--mark", "confirmed", "--unit", "420100", "--by", "甲"), "420100 is 'expected'; 'confirmed' needs 'checked' before it"),
        (("--mark", "received", "--unit", "420100", "--by", "甲"), "which file came? --file with one of: money.csv"),
        (("--mark", "received", "--unit", "420100", "--file", "money.csv"), "who did it? --by"),
        (("--mark", "received", "--unit", "420100", "--file", "mony.csv", "--by", "甲"), "did you mean 'money.csv'"),
        (("--mark", "received", "--by", "甲"), "of which unit?"),
        (("--mark", "frozen", "--by", "甲"), "17 of 17 units are not confirmed: 420100 (expected)"),
        (("--mark", "returned", "--unit", "武汉市", "--by", "甲", "--file", "no.html"), "cannot be read"),
        (("--mark", "frozen", "--unit", "武汉市", "--by", "甲", "--note", "x"), "of the whole round"),
        (("--mark", "received", "--unit", "武汉市", "--file", "money.csv", "--by", "甲", "--on", "8 April"), "is no date"),
        (("--mark", "received", "--unit", "420100", "--file", "money.csv", "--by", "甲13800138000"), "by: looks like an identity"),
        (("--by", "甲"), "what happened? Give --mark"),
    ):
        code, told = call("round", FIRST, *words)
        assert code == 2 and said in told, told
    assert not record_path(FIRST, root).exists() and "Traceback" not in told
    code, told = call(
        "round", FIRST, "--mark", "received", "--unit", "武汉市", "--file", "money.csv", "--by", "甲", "--on", "2024-04-12"
    )
    assert code == 0 and "420100 武汉市: received, received 2024-04-12, 2 days late, 41 of 41 figures" in told
    code, told = call("round", FIRST, "--mark", "frozen", "--by", "甲", "--note", "other units have nothing to report")
    assert code == 0 and f"{FIRST} 2024Q1: frozen; 1 of 17 units delivered" in told


def test_what_is_wrong_with_a_unit_keeps_it_from_being_checked(root):
    data = root / "data" / FIRST / "money.csv"
    lines = data.read_text(encoding="utf-8").splitlines(keepends=True)
    at = max(n for n, line in enumerate(lines) if ",420200," in line)
    lines[at] = re.sub(r",[0-9.]+\n", ",约一千\n", lines[at])
    data.write_text("".join(lines), encoding="utf-8")
    mark(root, FIRST, "received", "all")
    mark(root, FIRST, "checked", ["420100"])
    with pytest.raises(Refused, match=r"420200 is not checked: 1 blocking finding"):
        mark(root, FIRST, "checked", ["420200"])


def test_a_round_is_declared_with_a_day_and_studies_without_one_have_none(root, call):
    path = root / "params" / FIRST / "round.yml"
    for text, said in (("units: [420100]\n", "say by when units deliver"), ("days: 10\nunits: [R9]\n", "R9")):
        path.write_text(text, encoding="utf-8")
        code, told = call("round", FIRST)
        assert code == 2 and said in told
    path.write_text("due: {2024Q1: 2024-05-01}\nunits: [420100]\n", encoding="utf-8")
    assert "420100 武汉市: expected, due 2024-05-01" in call("round", FIRST)[1]
    study = root / "params" / FIRST / "study.yml"
    text = study.read_text(encoding="utf-8")
    study.write_text(text.replace("status: draft", "status: final"), encoding="utf-8")
    assert "is issued by `evaluation issue`" in call("check", FIRST)[1]
    study.write_text(text, encoding="utf-8")
    path.unlink()
    code, told = call("round", FIRST)
    assert code == 2 and "has no round; write params/" in told
    assert call("issue", FIRST, "--by", "甲")[0] == 2


def test_next_takes_the_period_that_follows_and_replaces_nothing(root, call):
    code, said = call("next", FIRST, "2024Q3")
    assert code == 2 and "the next one is 2024Q2" in said

    def renamed(rows):
        return [[cell.replace("中央到位", "国家到位") for cell in row] for row in rows]

    put(root / "data" / "subsidy-2024Q2", lambda p: p == "2024Q2", renamed)
    code, said = call("next", FIRST, "2024Q2")
    assert code == 0 and f"form of money.csv against {FIRST}: gone: 中央到位（万元）; new: 国家到位（万元）" in said
    code, said = call("next", FIRST, "2024Q2")
    assert code == 2 and "params/subsidy-2024Q2 is there already" in said
    shutil.rmtree(root / "params" / "subsidy-2024Q2")
    carried = root / "data" / "subsidy-2024Q2" / "carried-2024Q1-money.csv"
    carried.write_bytes(carried.read_bytes() + b"\n")
    code, said = call("next", FIRST, "2024Q2")
    assert code == 2 and "carried-2024Q1-money.csv is there already" in said and not (root / "params" / "subsidy-2024Q2").exists()
    code, said = call("next", FIRST, "2024Q2", "--study", "half", "--without-figures")
    assert code == 0 and list((root / "data" / "half").iterdir()) == []
    text = (root / "params" / "half" / "study.yml").read_text(encoding="utf-8")
    assert 'period: "2024Q2"\n' in text and "cut_off: 2024-06-30\n" in text and "carried-" not in text
    old = (root / "params" / FIRST / "study.yml").read_text(encoding="utf-8").splitlines()
    assert [line for line in old if line not in text.splitlines()] == ['period: "2024Q1"  # the first', "cut_off: 2024-03-31"]


def test_next_says_that_the_last_period_is_not_issued_and_the_round_what_changed_since(root, call):
    said = call("next", FIRST, "2024Q2")[1]
    assert "warning: 2024Q1 is not issued, its round is open; what is corrected there from now on" in said
    put(root / "data" / "subsidy-2024Q2", lambda p: p == "2024Q2")
    assert json.loads(call("round", "subsidy-2024Q2", "--json")[1])["carried"] == []
    money = root / "data" / FIRST / "money.csv"
    money.write_bytes(money.read_bytes() + b"\n")
    told = call("round", "subsidy-2024Q2")[1]
    assert f"carried-2024Q1-money.csv: {FIRST} holds something else now" in told and "results.csv:" not in told
    mark(root, FIRST, "frozen", day="2024-04-16", note="as they are")
    assert "warning: 2024Q1 is not issued, its figures are frozen" in call("next", FIRST, "2024Q2", "--study", "later")[1]
    assert call("issue", FIRST, "--by", "省厅", "--on", "2024-04-20")[0] == 0
    assert "warning" not in call("next", FIRST, "2024Q2", "--study", "last")[1]


def _received(root, number):
    add_marks(open_study(FIRST, root), "received", f"第{number}", ["420100"], date(2024, 4, 8), {"money.csv": f"{number:064d}"})


def test_marks_of_several_at_once_are_all_there_in_one_chain(root):
    fork = multiprocessing.get_context("fork")
    at_once = [fork.Process(target=_received, args=(root, number)) for number in range(6)]
    for process in at_once:
        process.start()
    for process in at_once:
        process.join()
    assert [p.exitcode for p in at_once] == [0] * 6
    assert {mark.by for mark in read_marks(FIRST, root)} == {f"第{number}" for number in range(6)}


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_mark_that_cannot_be_written_leaves_the_record_as_it_was(root, monkeypatch, step):
    _received(root, 1)
    before = record_path(FIRST, root).read_bytes()

    def fail(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(f"evaluation.runs.files.os.{step}", fail)
        with pytest.raises(Refused, match="No space left on device; nothing was recorded"):
            _received(root, 2)
    assert record_path(FIRST, root).read_bytes() == before
    assert [p.name for p in record_path(FIRST, root).parent.iterdir() if p.name.endswith(".tmp")] == []
    _received(root, 3)
    assert len(read_marks(FIRST, root)) == 2


def test_a_round_is_looked_at_before_anything_has_come(root, call):
    shutil.rmtree(root / "data" / FIRST)
    code, said = call("round", FIRST)
    assert code == 0 and "0 of 17 units delivered" in said and "420100 武汉市: expected, due 2024-04-10, 0 of 0 figures" in said
    code, said = call("issue", FIRST, "--by", "甲")
    assert code == 2 and "not frozen" in said


@pytest.mark.parametrize("name", names(ROOT))
def test_every_bundled_study_has_a_next_one_that_is_read(name, tmp_path, monkeypatch, call):
    for part in ("params", "data"):
        shutil.copytree(ROOT / part / name, tmp_path / part / name)
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    monkeypatch.setenv("EVALUATION_ROOT", str(tmp_path))
    before = load(name, tmp_path)
    period = before.file.period.shift(1)
    code, said = call("next", name, period.spelled, "--study", "later")
    assert code == 0, said
    after = load("later", tmp_path)
    assert after.file.period == period and after.file.cut_off == period.last_day and after.ledger == before.ledger
    assert len(after.file.tables) == 2 * len(before.file.tables) and after.file.issued is None
    carried = {p.name.partition(f"{before.file.period}-")[2]: p.read_bytes() for p in (tmp_path / "data" / "later").iterdir()}
    assert carried == {name: (tmp_path / "data" / before.name / name).read_bytes() for name in carried}
    assert {f.code for f in open_study("later", tmp_path).delivery.blocking} == {"file_missing"}


def test_what_cannot_be_used_is_not_issued(root, call):
    money = root / "data" / FIRST / "money.csv"
    money.write_text(money.read_text(encoding="utf-8").replace("2024Q1,420100,武汉,", "2024Q1,420100,武汉,约", 1), encoding="utf-8")
    mark(root, FIRST, "frozen", note="as they are")
    code, said = call("issue", FIRST, "--by", "省厅")
    assert code == 2 and "1 blocking finding(s)" in said
    assert open_study(FIRST, root).round.state == "frozen"


def test_a_worker_elsewhere_gets_the_record(root):
    mark(root, FIRST, "received", ["420100"])
    packed = Bundle.pack(Start(study=FIRST, root=root, period="", cut_off="", limits=Limits()))
    assert f"rounds/{FIRST}/record.jsonl" in packed.files


def facts_of(root, **asked):
    return dict(open_study(FIRST, root, **asked).overview().cover().data["facts"])


def issue_first(root):
    collect(root, FIRST, "2024-04-08")
    mark(root, FIRST, "frozen", day="2024-04-16")
    return mark(root, FIRST, "issued", day="2024-04-18")


def test_every_file_that_a_page_rests_on_belongs_to_the_freeze(root, call):
    params = root / "params" / FIRST
    section = root / "sections" / "mine" / "__init__.py"
    section.parent.mkdir(parents=True)
    section.write_text('"""Mine."""\n', encoding="utf-8")
    assert issue_first(root).state == "issued"
    for path in sorted(p for p in (*params.iterdir(), section) if p.is_file()):
        before = path.read_bytes()
        path.write_bytes(before + b"\n" if path.suffix == ".yml" else before.replace(b"\n", b"\r\n"))
        opened = open_study(FIRST, root)
        name = path.relative_to(root).as_posix()
        assert opened.round.state == "changed" and [c.name for c in opened.round.changed] == [name]
        code, said = call("round", FIRST)
        assert code == 0 and f"changed after the freeze: {name}" in said and "row" in said.partition(name)[2]
        path.write_bytes(before)
    assert open_study(FIRST, root).round.state == "issued"


def test_a_day_of_issue_and_a_draft_never_stand_on_one_page(root):
    def consistent(facts):
        assert (facts["文稿状态"] == "正式稿") == facts["签发日期"].startswith("2024年"), facts
        return facts["签发日期"], facts["文稿状态"]

    assert consistent(facts_of(root)) == ("尚未签发", "征求意见稿")
    issue_first(root)
    assert consistent(facts_of(root)) == ("2024年4月18日", "正式稿")
    targets = root / "params" / FIRST / "targets.csv"
    targets.write_text(targets.read_text(encoding="utf-8").replace("\n", "\r\n"), encoding="utf-8")
    assert consistent(facts_of(root)) == ("曾于2024年4月18日签发，其后所据文件有变", "征求意见稿")
    mark(root, FIRST, "frozen", day="2024-05-10")
    assert consistent(facts_of(root)) == ("曾于2024年4月18日签发，其后重新定稿，尚未再次签发", "征求意见稿")
    mark(root, FIRST, "issued", day="2024-05-12")
    assert consistent(facts_of(root)) == ("2024年5月12日（代替2024年4月18日签发的文稿）", "正式稿")


def test_another_period_of_a_study_is_issued_with_its_day(root):
    opened = open_study(FIRST, root, "2023Q4")
    for state, day in (("frozen", "2024-01-10"), ("issued", "2024-01-12")):
        add_marks(opened, state, "甲", (), date.fromisoformat(day), note="as they are")
    facts = facts_of(root, period="2023Q4")
    assert (facts["签发日期"], facts["文稿状态"]) == ("2024年1月12日", "正式稿")


def test_days_that_cannot_be_are_refused(root):
    with pytest.raises(Refused, match="2023-12-31 lies before 2024-01-01: 2024Q1 began"):
        mark(root, FIRST, "received", "all", "2023-12-31")
    with pytest.raises(Refused, match="still to come"):
        mark(root, FIRST, "received", "all", "2099-01-01")
    mark(root, FIRST, "received", "all", "2024-03-20")
    with pytest.raises(Refused, match="lies before 2024-03-20: the last delivery"):
        mark(root, FIRST, "checked", "all", "2024-03-19")
    mark(root, FIRST, "checked", "all", "2024-03-20")
    mark(root, FIRST, "confirmed", "all", "2024-03-20")
    with pytest.raises(Refused, match="lies before 2024-03-31: the end of 2024Q1"):
        mark(root, FIRST, "frozen", day="2024-03-30")
    mark(root, FIRST, "frozen", day="2024-04-02")
    with pytest.raises(Refused, match="lies before 2024-04-02: the files were frozen"):
        mark(root, FIRST, "issued", day="2024-04-01")
    study = root / "params" / FIRST / "study.yml"
    study.write_text(study.read_text(encoding="utf-8").replace("cut_off: 2024-03-31", "cut_off: 2024-04-20"), encoding="utf-8")
    mark(root, FIRST, "frozen", day="2024-04-02")
    with pytest.raises(Refused, match="lies before 2024-04-20: the cut-off"):
        mark(root, FIRST, "issued", day="2024-04-19")


def test_an_altered_copy_of_what_was_frozen_tells_nothing(root, call):
    issue_first(root)
    data = root / "data" / FIRST / "money.csv"
    copy = record_path(FIRST, root).parent / "frozen" / hashlib.sha256(data.read_bytes()).hexdigest()
    copy.chmod(0o644)
    copy.write_bytes(b"other")
    data.write_bytes(data.read_bytes() + b"\n")
    code, said = call("round", FIRST)
    assert code == 2 and "is no more the copy that was frozen" in said


def test_what_parts_of_a_unit_deliver_is_the_units(root):
    opened = open_study(FIRST, root)
    unit, period = opened.study.by_code["420100"], opened.period
    parts = [unit.model_copy(update={"code": code, "parent": unit.code}) for code in ("P1", "P2")]
    study = opened.study.model_copy(update={"regions": (*opened.study.regions, *parts)})

    def told(cells, when=period):
        found = completeness(replace(opened.delivery, cell_rows=Cells.of(cells)), study, when)["420100"]
        return found.there, found.due

    split = [c._replace(region=p.code) for c in opened.delivery.cell_rows if c.region == unit.code for p in parts]
    others = [c for c in opened.delivery.cell_rows if c.region != unit.code]
    assert told(opened.delivery.cell_rows) == told([*split, *others]) == (41, 41)
    now = next(n for n, c in enumerate(split) if c.period == period)
    assert told([*split[:now], *split[now + 1 :], *others]) == (40, 41)  # one part lacks one figure
    half = opened.study.file.period.year.parts(Grain.HALF)[0]
    columns = [c for t in opened.study.file.tables.values() for c in t.columns.values() if c.quantity]
    to_date = sum(c.kind in ("cumulative", "stock") for c in columns)
    halves = [c._replace(period=half) for c in opened.delivery.cell_rows if c.period == period]
    assert told(halves, period.shift(1)) == (to_date, to_date) and 0 < to_date < 41  # 2024年上半年 ends where 2024Q2 ends


def test_units_that_it_was_frozen_without_stand_on_the_page(root, call):
    mark(root, FIRST, "received", "all")
    mark(root, FIRST, "frozen", day="2024-04-12", note="武汉正在核查")
    text = str(open_study(FIRST, root).overview().background().data)
    assert "未经确认即定稿的单位：武汉、" in text and "所记原因：武汉正在核查" in text
    assert "study.yml: title may say 2024Q1, the last period, still" in call("next", FIRST, "2024Q2")[1]


def said_first(root, region=""):
    opened = open_study(FIRST, root)
    report = opened.report(region, language="zh") if region else opened.overview(language="zh")
    return str(report.conclusion().data)


def test_the_first_page_says_who_is_missing_late_or_changed_what_was_frozen(root):
    units = [u.unit for u in open_study(FIRST, root).round.units]
    mark(root, FIRST, "received", units[1:], "2024-04-08")
    mark(root, FIRST, "received", units[2:3], "2024-04-09")
    assert "按报送记录，尚未报送的单位有1个：武汉。" in said_first(root) and "迟报的单位" not in said_first(root)
    mark(root, FIRST, "received", units[:1], "2024-04-15")
    assert "迟报的单位：武汉（5天）。" in said_first(root) and "迟报的单位：武汉（5天）。" in said_first(root, units[0])
    assert "迟报" not in said_first(root, units[1])
    mark(root, FIRST, "frozen", day="2024-04-16", note="as they are")
    money = root / "data" / FIRST / "money.csv"
    lines = money.read_text(encoding="utf-8").splitlines(keepends=True)
    at = max(n for n, line in enumerate(lines) if units[1] in line)
    money.write_text("".join([*lines[:at], *lines[at + 1 :]]), encoding="utf-8")
    mark(root, FIRST, "received", units[1:3], "2024-04-17")
    text = said_first(root)
    assert "定稿之后又报送了不同数据的单位：黄石。" in text and "定稿之后有变化的文件：money.csv。" in text
    opened = open_study(FIRST, root)
    assert opened.round.facts == {
        "state": "changed",
        "frozen": "2024-04-16",
        "issued": None,
        "units": 17,
        "delivered": 17,
        "unconfirmed": units,
        "changed": ["money.csv"],
    }
    rows = [c for c in opened.report(units[0]).background().data["children"] if c.get("id") == "round"]
    assert len(rows) == 1


def test_the_sentence_over_the_round_counts_as_its_table_does(root):
    units = [u.unit for u in open_study(FIRST, root).round.units]
    mark(root, FIRST, "received", units[1:], "2024-04-08")
    money = root / "data" / FIRST / "money.csv"
    first, *lines = money.read_text(encoding="utf-8").splitlines()
    at = max(n for n, line in enumerate(lines) if units[1] in line)
    lines[at] = ",".join([*lines[at].split(",")[:-1], ""])  # one figure of this unit
    money.write_text("\n".join([first, *lines, ""]), encoding="utf-8")
    opened = open_study(FIRST, root)
    for region in ("", *units[:3]):
        report = opened.report(region, language="en") if region else opened.overview(language="en")
        children = report.background().data["children"]
        [table] = [c for c in children if c.get("id") == "round"]
        there, due = (sum(int(row["cells"][5].split("/")[n]) for row in table["rows"]) for n in (0, 1))
        said = str([c for c in children if c["kind"] == "paragraph"])
        assert (f"of {due:,} figures due for quarter 1 of 2024 {there:,} are there" in said) == (region != units[2])
        assert ("delivered" in said) == (region == units[2])


def test_a_unit_is_revised_when_its_own_figures_in_a_shared_file_are(root):
    mark(root, FIRST, "received", "all")
    results = root / "data" / FIRST / "results.csv"
    lines = results.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if ",420300," in line)
    cells = lines[at].split(",")
    changed = ",".join([*cells[:10], str(int(cells[10]) + 1), *cells[11:]])

    def revised(of, units="all"):
        results.write_text("".join(of), encoding="utf-8")
        return {u.unit: u.revisions for u in mark(root, FIRST, "received", units).units if u.revisions}

    assert revised([lines[0], *reversed(lines[1:])]) == {}
    assert revised([*lines[:at], changed, *lines[at + 1 :]]) == {"420300": 1}
    assert revised([*lines[:at], *lines[at + 1 :]]) == {"420300": 2}
    assert revised(lines, ["420100", "420300"]) == {"420300": 3}
    without = [mark.model_copy(update={"figures": {}}) for mark in read_marks(FIRST, root)]  # as of an earlier release
    assert not any("figures" in mark.line for mark in without)
    opened = open_study(FIRST, root)
    older = standing_of(opened.study.model_copy(update={"marks": tuple(without)}), opened.period, {})
    assert {u.revisions for u in older.units if u.unit != "420300"} == {3, 4}


def test_gaps_in_tables_claim_no_delivery_that_the_record_denies(root):
    units = [u.unit for u in open_study(FIRST, root).round.units]
    results = root / "data" / FIRST / "results.csv"
    lines = results.read_text(encoding="utf-8").splitlines(keepends=True)
    results.write_text("".join(line for line in lines if f",{units[0]}," not in line), encoding="utf-8")
    opened = open_study(FIRST, root)  # rows of all others are there, and by the record nothing came
    for report in (opened.overview, lambda **how: opened.report(units[0], **how)):
        for language, denied in (("en", ("all others delivered", "were delivered")), ("zh", ("均已报送",))):
            children = report(language=language).background().data["children"]
            [table] = [c for c in children if c.get("id") == "delivered"]
            assert table["rows"] and not any(word in str(children) for word in denied)


def test_titles_may_say_the_period_and_need_no_new_words_then(root, call):
    study = root / "params" / FIRST / "study.yml"
    text = study.read_text(encoding="utf-8")
    titled = "title: {zh: 补助, en: Subsidies}\nreport_title: {zh: '{period}就业补助评价', en: 'Subsidies in {period}'}\n"
    study.write_text(re.sub(r"(?ms)^title:.*?(?=^fund:)", lambda _: titled, text), encoding="utf-8")
    code, said = call("next", FIRST, "2024Q2")
    assert code == 0 and "the last period, still" not in said, said
    put(root / "data" / "subsidy-2024Q2", lambda p: p == "2024Q2")
    opened = open_study("subsidy-2024Q2", root)
    assert "2024年第2季度就业补助评价" in opened.overview(language="zh").cover().data["title"]
    assert "Subsidies in quarter 2 of 2024" in opened.overview(language="en").cover().data["title"]


def test_a_study_begun_twice_at_once_is_begun_once(root, call):
    params = os.open(root / "params", os.O_RDONLY)
    fcntl.flock(params, fcntl.LOCK_EX)
    code, said = call("next", FIRST, "2024Q2")
    assert code == 75 and "another study is being begun" in said and not (root / "params" / "subsidy-2024Q2").exists()
    os.close(params)
    assert call("next", FIRST, "2024Q2")[0] == 0 and sorted(names(root)) == [FIRST, "subsidy-2024Q2"]


def test_a_first_mark_that_was_not_written_any_more_is_none(root):
    folder = record_path(FIRST, root).parent
    (folder / "frozen").mkdir(parents=True)
    (folder / "record.seal").write_bytes(seal_of(()))
    assert read_marks(FIRST, root) == ()
    (folder / ".record.jsonl.123.tmp").write_bytes(b"half")
    mark(root, FIRST, "received", "all")
    assert len(read_marks(FIRST, root)) == 17 and not list(folder.glob(".*.tmp"))
