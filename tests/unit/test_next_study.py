"""What the next study asks for: a table whose rows are all of one period is delivered once for it, and again when it is over."""

import re
import shutil

import pytest
import tiny

from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.opened import open_study

ENTRIES = "format: 2\nquantities:\n" + "".join(
    f"  q{name}: {{title: {{zh: 数{name}, en: Number of {name}}}, counts: persons, kind: flow}}\n"
    for name in ("rows", "now", "plan", "census", "later")
)
ENTRIES += """\
indicators:
  n: {title: {zh: 数, en: Number}, value: qrows, span: period, direction: higher, why: {zh: 多少, en: how many}}
"""
TABLE = "  {0}:\n    title: {{zh: 表{0}, en: Table {0}}}\n    file: {0}.csv\n    region: region\n    {1}\n    columns:\n"
TABLES = {
    "rows": "period: period",
    "now": "fixed_period: 2024Q3",
    "plan": "fixed_period: '2024'",
    "census": "fixed_period: '2023'",
    "later": "fixed_period: 2024Q4",
}
ASKED = (
    ("2024Q4", {"rows": None, "now": "2024Q4"}),
    ("2025Q1", {"rows": None, "now": "2025Q1", "plan": "2025", "later": "2025Q1"}),
    ("2025Q2", {"rows": None, "now": "2025Q2", "later": "2025Q2"}),
)


def _file(name, period):
    if name == "rows":
        return f"region,period,n\nR1,{period},5\nR2,{period},6\n"
    return "region,n\nR1,5\nR2,6\n"


@pytest.mark.parametrize("carried", [True, False])
def test_the_next_study_asks_once_for_what_is_of_one_period(tmp_path, monkeypatch, capsys, carried):
    tiny.write_project(tmp_path)
    params, data = tmp_path / "params" / "tiny", tmp_path / "data" / "tiny"
    tables = "".join(
        TABLE.format(name, when) + f"      n: {{quantity: q{name}, unit: 人, kind: current}}\n" for name, when in TABLES.items()
    )
    head = tiny.STUDY[: tiny.STUDY.index("tables:")].replace('"2007"', '"2024Q3"').replace("2007-12-31", "2024-09-30")
    (params / "study.yml").write_text(f"packs: []\n{head}indicators: [n]\ntables:\n{tables}", encoding="utf-8")
    (params / "catalogue.yml").write_text(ENTRIES, encoding="utf-8")
    shutil.rmtree(data)
    data.mkdir()
    for name in TABLES:
        (data / f"{name}.csv").write_text(_file(name, "2024Q3"), encoding="utf-8")
    monkeypatch.setenv("EVALUATION_ROOT", str(tmp_path))
    assert open_study("tiny", tmp_path).delivery.blocking == ()
    before = "tiny"
    for period, asked in ASKED:
        words = ["next", before, period, "--study", f"s{period}", *([] if carried else ["--without-figures"])]
        assert run_guarded(cli, words) == 0, capsys.readouterr()
        before = f"s{period}"
        opened = open_study(before, tmp_path)
        missing = {re.sub(r"\..*", "", f.file.rpartition("/")[2]) for f in opened.findings if f.code == "file_missing"}
        fixed = {code: str(t.fixed_period) for code, t in opened.study.file.tables.items() if t.file == f"{code}.csv"}
        assert missing == (asked.keys() if carried else TABLES.keys())
        assert {name: when for name, when in asked.items() if when and name in fixed} == {
            name: fixed[name] for name, when in asked.items() if when
        }
        for name in missing:
            (tmp_path / "data" / before / f"{name}.csv").write_text(_file(name, period), encoding="utf-8")
        assert open_study(before, tmp_path).delivery.blocking == ()
