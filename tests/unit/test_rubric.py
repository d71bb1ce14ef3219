"""Qualitative findings: levels by an assessor, refused with their line, shown as levels and never as numbers."""

from __future__ import annotations

from datetime import date

import pytest
from study_files import made, write

from evaluation.catalogue.catalogue import catalogue
from evaluation.errors import Refused
from evaluation.measured.resolve import resolve
from evaluation.measured.rubric import judged_matters
from evaluation.study.load import load
from evaluation.study.model import LEVELS

HEAD = "item,region,level,assessor,date,evidence\n"
GOOD = "key_enterprise_plans,420100,mostly,张三,2007-11-20,预案文本及会议纪要\n"
POLICY = ("study.yml", "region_system:", "policy: {prefix: HB, title: {zh: 要点, en: Plan}}\nregion_system:")


def study(tmp_path, *rows: str, changes=()):
    folder = write(tmp_path, POLICY, *changes)
    (folder / "rubric.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    return load("small", tmp_path)


def refused(tmp_path, *rows: str) -> str:
    with pytest.raises(Refused) as caught:
        resolve(study(tmp_path, *rows), catalogue())
    return str(caught.value)


def test_a_judgement_is_read_with_its_line(tmp_path):
    loaded = study(tmp_path, GOOD)
    (row,) = loaded.rubric
    assert (row.item, row.region, row.level, row.assessor, row.date, row.evidence, row.line) == (
        "key_enterprise_plans",
        "420100",
        "mostly",
        "张三",
        date(2007, 11, 20),
        "预案文本及会议纪要",
        2,
    )
    assert "rubric.csv" in loaded.files
    assert resolve(loaded, catalogue())


def test_a_study_without_a_rubric_has_judged_nothing(tmp_path):
    loaded = made(tmp_path, POLICY)
    assert loaded.rubric == ()
    assert {j.assessment for j in judged_matters(loaded, catalogue(), "420100")} == {None}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((GOOD, GOOD.replace("mostly", "good")), "rubric.csv, line 3:\n  level: Input should be 'full', 'mostly', 'partly'"),
        ((GOOD.replace("张三", ""),), "rubric.csv, line 2:\n  assessor: missing; add it"),
        ((GOOD.replace("预案文本及会议纪要", ""),), "rubric.csv, line 2:\n  evidence: missing; add it"),
        ((GOOD.replace("2007-11-20", "20.11.2007"),), "rubric.csv, line 2:\n  date: is no date; write it as 2007-12-31"),
        (
            (GOOD.replace("420100", "420111"),),
            "rubric.csv, line 2: key_enterprise_plans is judged for region '420111', which is not listed; did you mean '420100'",
        ),
        (
            (GOOD, GOOD.replace("420100", "420600"), GOOD),
            "rubric.csv, line 4: key_enterprise_plans of 420100 is judged a second time (first in line 2)",
        ),
        (
            (GOOD, GOOD.replace("key_enterprise_plans", "key_enterprise_plan")),
            "rubric.csv, line 3: 'key_enterprise_plan' is no check of the study's policy document; did you mean 'key_en",
        ),
        ((GOOD.replace("key_enterprise_plans", "bulletin_q"),), "line 2: 'bulletin_q' is no check of the study's policy"),
        ((GOOD.replace("key_enterprise_plans", "cert_pass_rate"),), "line 2: 'cert_pass_rate' is no check"),
        ((GOOD.replace("key_enterprise_plans", "joint_meeting"),), "line 2: 'joint_meeting' is no check"),
        (("key_enterprise_plans,420100,mostly,张三,2007-11-20,a,b\n",), "rubric.csv, line 2"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(tmp_path, rows, said):
    assert said in refused(tmp_path, *rows)


def test_lines_are_those_of_the_file_also_after_a_blank_one(tmp_path):
    assert "rubric.csv, line 4: " in refused(tmp_path, GOOD, "\n", GOOD.replace("420100", "42"))


def test_a_cell_with_a_line_break_is_refused(tmp_path):
    broken = GOOD.replace("预案文本及会议纪要", '"预案文本\n会议纪要"')
    assert "evidence: holds U+000A (a line break), which cannot be printed in a line" in refused(tmp_path, broken)


def test_every_check_of_the_document_is_listed_judged_or_not(tmp_path):
    rows = judged_matters(study(tmp_path, GOOD), catalogue(), "420100")
    checks = [(c.code, p.code) for c in catalogue().clauses.values() if c.code.startswith("HB-") for p in c.parts("checks")]
    assert [(j.clause, j.check.code) for j in rows] == checks
    (mine,) = [j for j in rows if j.assessment]
    assert (mine.clause, mine.check.code, mine.level, mine.assessment.assessor) == (
        "HB-2",
        "key_enterprise_plans",
        LEVELS["mostly"],
        "张三",
    )
    assert all(j.level is None for j in rows if j is not mine)
    assert all(j.assessment is None for j in judged_matters(study(tmp_path / "b", GOOD), catalogue(), "420600"))


def test_without_a_policy_document_there_is_nothing_to_judge(tmp_path):
    folder = write(tmp_path)
    assert judged_matters(load("small", tmp_path), catalogue(), "420100") == ()
    (folder / "rubric.csv").write_text(HEAD + GOOD, encoding="utf-8")
    with pytest.raises(Refused, match="'key_enterprise_plans' is no check of the study's policy document"):
        resolve(load("small", tmp_path), catalogue())
