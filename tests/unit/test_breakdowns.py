"""Quantities that are told apart: members are read, measured, held against their whole and printed beside it."""

from __future__ import annotations

import own_study
import pytest

import evaluation
from evaluation.catalogue.compile import compile_entries
from evaluation.catalogue.sources import Source
from evaluation.errors import Refused

PLAIN = "  workers_women: {title: {zh: 其中女性, en: of these women}, counts: persons, kind: flow, within: workers}\n"
KIND = "counts: persons, kind: flow, also: [labourers, 务工人员]}\n"
BY = """\
counts: persons, kind: flow, by: {sex: {title: {zh: 性别, en: sex}, of: {women: {zh: 女性, en: Women}, men: {zh: 男性, en: Men}}}}}
"""
ENTRIES = own_study.ENTRIES.replace(PLAIN, "").replace(KIND, BY)
ROWS = """\
region,workers,women,wages,material,admin,printed,men
R1,400,150,80000,20000,5000,105000,{men}
R2,100,60,30000,15000,2500,47500,40
"""
OVERLAP = ("men: {zh: 男性, en: Men}}}", "men: {zh: 男性, en: Men}}, overlap: true}")


def study(root, men="250", change=("", "")):
    own_study.write_study(root, ENTRIES.replace(*change, 1), ROWS.format(men=men))
    path = root / "params/tiny/study.yml"
    column = "      printed: {quantity: printed, unit: 元}\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(column, f"{column}      men: {{quantity: workers_men, unit: 人}}\n"), encoding="utf-8")
    return evaluation.open("tiny", root)


def told(opened):
    return [(f.code, f.region) for f in opened.findings if f.code in ("sum_broken", "part_exceeds_whole")]


def cells(opened, region, language):
    page = opened.overview(language=language) if region == "TOP" else opened.report(region, language=language)
    [table] = [part for part in page.general().data["children"] if part.get("id") == "general-breakdowns"]
    return [[str(cell).strip("　") for cell in row["cells"]] for row in table["rows"]]


def test_members_are_quantities_that_sides_name(tmp_path):
    opened = study(tmp_path)
    assert opened.results.value("TOP", "share_women").exact == 42
    assert opened.results.figures.at("TOP", "2007", "workers_men").amount == 290
    assert told(opened) == []


@pytest.mark.parametrize("men", ["249", "251"])
def test_members_that_do_not_add_up_to_their_whole_are_told(tmp_path, men):
    opened = study(tmp_path, men)
    assert told(opened) == [("sum_broken", "R1")]
    [said] = [f.message for f in opened.findings if f.code == "sum_broken"]
    assert said == f"R1 2007: Persons with work, added up by sex = Persons with work: {150 + int(men)} against 400"


def test_members_that_overlap_are_never_added_and_none_is_more_than_the_whole(tmp_path):
    opened = study(tmp_path, "401", OVERLAP)
    assert "workers_by_sex" not in opened.catalogue.groups and told(opened) == [("part_exceeds_whole", "R1")]
    assert cells(opened, "R1", "en")[0][0] == "Persons with work, by sex, overlapping (persons)"


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", [["Persons with work, by sex (persons)", "400", "—"], ["Women", "150", "37.5"], ["Men", "250", "62.5"]]),
        ("zh", [["上工人数（按性别）（人）", "400", "—"], ["女性", "150", "37.5"], ["男性", "250", "62.5"]]),
    ],
)
def test_the_page_prints_them_with_their_shares(tmp_path, language, lines):
    assert cells(study(tmp_path), "R1", language) == lines


def test_a_member_without_a_figure_says_why_and_has_no_share(tmp_path):
    assert cells(study(tmp_path, "*"), "R1", "en")[2][1:] == ["[suppressed]", "[suppressed]"]


def test_a_member_of_other_regions_than_its_whole_says_so_and_has_no_share(tmp_path):
    women, men = cells(study(tmp_path, "*"), "TOP", "en")[1:]
    assert (women, men) == (["Women", "210", "42.0"], ["Men", "40 (1 of 2 regions)", "[suppressed]"])


def test_nothing_is_printed_where_no_table_has_a_member(tmp_path):
    opened = own_study.write_study(tmp_path)
    page = evaluation.open("tiny", opened).report("R1").general().data
    assert "general-breakdowns" not in str(page)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "of: {women: {zh: 女性, en: Women}, men: {zh: 男性, en: Men}}",
            "of: {}",
            "names no member; write of: {women: {en: Women}, men: {en: Men}}",
        ),
        (
            "kind: flow, by",
            "kind: stated, by",
            "a stated figure has no parts that add up to it; remove 'by', and declare each part as a figure of its own",
        ),
        (
            "sex:",
            "industry_of_the_employer_last:",
            "makes 'workers_by_industry_of_the_employer_last', longer than the 32 characters of a name; take a shorter name",
        ),
    ],
)
def test_a_breakdown_that_is_none_is_told_with_its_line(old, new, said):
    text = ENTRIES.replace(old, new, 1)
    name = "industry_of_the_employer_last" if "industry" in new else "sex"
    with pytest.raises(Refused) as refused:
        compile_entries((Source("params/works/catalogue.yml", "", text),))
    assert str(refused.value) == f"params/works/catalogue.yml:3: quantities.workers.by.{name}: {said}"


def test_a_member_that_is_declared_beside_its_breakdown_is_told(tmp_path):
    with pytest.raises(Refused) as refused:
        compile_entries((Source("params/works/catalogue.yml", "", own_study.ENTRIES.replace(KIND, BY)),))
    assert str(refused.value) == (
        "params/works/catalogue.yml:3: quantities.workers.by.sex.of.women: makes 'workers_women', which this file declares "
        "already; take another name, or remove the other"
    )
