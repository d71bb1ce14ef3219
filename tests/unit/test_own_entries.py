"""Entries of a study's own: measured, printed in a section of their own, and known to no other study."""

from __future__ import annotations

import json
import shutil

import own_study
import pytest
import real_reports as real

import evaluation
from evaluation.catalogue.catalogue import catalogue
from evaluation.catalogue.known_packs import shipped_packs
from evaluation.catalogue.model import Dimension
from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.errors import Refused
from evaluation.render.printed import flatten
from evaluation.report.section import package_sections


@pytest.fixture
def root(tmp_path, monkeypatch):
    root = own_study.write_study(tmp_path)
    monkeypatch.setenv("EVALUATION_ROOT", str(root))
    monkeypatch.setenv("PYTHONPATH", str(own_study.tiny.HERE))
    return root


def change(root, old, new, file="catalogue.yml"):
    path = root / "params" / "tiny" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def table(component, id):
    return next(c for c in real.walk(component.data) if c["kind"] == "table" and c["id"] == id)


def cells(component, id):
    return {row["cells"][0]: row["cells"][1:] for row in table(component, id)["rows"]}


def test_values_of_an_own_indicator_are_made_of_its_sides(root):
    results = evaluation.open("tiny", root).results
    value = results.value("R1", "wages_per_worker")
    assert (value.numerator, value.denominator, value.exact) == (8_000_000, 400, 200)
    assert results.value("TOP", "wages_per_worker").exact == 220
    assert results.value("R1", "share_wages").reading == "direct" and results.value("R1", "share_wages").exact == 80
    assert results.value("TOP", "share_women").exact == 42


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("whole", [False, True])
def test_the_general_section_shows_meaning_formula_and_figures(root, language, whole):
    opened = evaluation.open("tiny", root)
    report = opened.overview(language=language) if whole else opened.report("R1", language=language)
    section = report.general()
    said = cells(section, "general-meanings")
    assert set(said) == (
        {"人均工资", "女性占比", "工资占比"}
        if language == "zh"
        else {"Wages per person with work", "Share of women", "Share of wages"}
    )
    formula = "工资 ÷ 工程总支出（不含管理费）" if language == "zh" else "Wages ÷ total outlay without Administration"
    assert formula in {row[0] for row in said.values()}
    values = cells(section, "general-table")
    assert len(values) == 3 and ("220" if whole else "200") in {v[0] for v in values.values()}


def test_a_line_is_judged_in_the_general_section(root):
    targets = "item,region,period,demand,value,unit,status,source\nshare_women,each,2007,at_least,40,%,issued,notice 1\n"
    (root / "params" / "tiny" / "targets.csv").write_text(targets, encoding="utf-8")
    section = evaluation.open("tiny", root).report("R1", language="en").general()
    assert any("≥40" in cell.replace(" ", "") for cell in cells(section, "general-table")["Share of women"])


SECTIONS = {
    "targets": "targets",
    "social_benefit": "outcomes",
    "fund_use": "fund",
    "fund_management": "fund",
    "insurance": "insurance",
    "assistance": "assistance",
    "services": "services",
    "general": "general",
}


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("theme", [d.value for d in Dimension if d is not Dimension.TARGETS])
def test_an_own_indicator_of_any_theme_has_its_place_without_any_pack(root, theme, whole):
    change(
        root,
        "    denominator: workers\n    span: to_date\n    direction: higher\n    owner",
        f"    denominator: workers\n    theme: {theme}\n    span: to_date\n    direction: higher\n    owner",
    )
    own_study.name_no_pack(root)
    change(root, "report_title", "headline: [wages_per_worker, share_women]\nreport_title", "study.yml")
    opened = evaluation.open("tiny", root)
    report = opened.overview(language="en") if whole else opened.report("R1", language="en")
    said = "".join(real.printed(getattr(report, SECTIONS[theme])().data))
    assert "Wages per person with work" in said and "cannot be made" not in said
    for name in package_sections():
        assert "cannot be made" not in "".join(real.printed(getattr(report, name)().data)), name


def test_a_study_of_packs_alone_has_no_general_section():
    assert real.section("hubei-2007", "420100", "general")["kind"] == "omitted"


def test_a_run_makes_the_page(root, capsys):
    assert run_guarded(cli, ["check", "tiny"]) == 0, capsys.readouterr().err
    assert run_guarded(cli, ["run", "tiny", "--region", "R1"]) == 0, capsys.readouterr().err
    [page] = (root / "outputs").glob("tiny/*/R1/report.html")
    text = page.read_text(encoding="utf-8")
    assert "人均工资" in text and "每人得到多少" in text


def test_two_studies_opened_in_one_process_never_mix(root):
    other = shutil.copytree(root / "params" / "tiny", root / "params" / "other")
    shutil.copytree(root / "data" / "tiny", root / "data" / "other")
    entries = (other / "catalogue.yml").read_text(encoding="utf-8")
    (other / "catalogue.yml").write_text(
        entries.replace("numerator: wages\n    denominator: workers\n", "numerator: sum(outlay)\n    denominator: workers\n")
    )
    first, second = evaluation.open("tiny", root), evaluation.open("other", root)
    assert (second.results.value("R1", "wages_per_worker").exact, first.results.value("R1", "wages_per_worker").exact) == (
        262.5,
        200,
    )
    shipped = catalogue()
    assert "wages" not in shipped.quantities and "wages_per_worker" not in shipped.indicators
    assert first.report("R1", language="en").general().data != second.report("R1", language="en").general().data


def test_a_change_of_the_entries_makes_another_key(root):
    before = evaluation.open("tiny", root).key("R1", "n")
    change(root, "how much a person earns", "what a person earns")
    assert evaluation.open("tiny", root).key("R1", "n") != before


def test_a_sum_that_does_not_hold_is_a_finding_with_both_values(root):
    works = root / "data" / "tiny" / "works.csv"
    assert not [f for f in evaluation.open("tiny", root).findings if f.code == "sum_broken"]
    works.write_text(own_study.ROWS.replace("105000", "105001").replace("47500", "47499"), encoding="utf-8")
    assert not [f for f in evaluation.open("tiny", root).findings if f.code == "sum_broken"], "within 1 CNY"
    works.write_text(own_study.ROWS.replace("105000", "105002"), encoding="utf-8")
    opened = evaluation.open("tiny", root)
    [found] = [f for f in opened.findings if f.code == "sum_broken"]
    assert "total outlay = Total expenditure as printed: 105,000.00" in found.message and "105,002.00" in found.message
    page = "".join(real.printed(opened.report("R1", language="zh").methods().data))
    assert "应有工程总支出 = 所列总支出，而左边为105,000" in page


def test_the_reason_why_a_scheme_lacks_an_item_may_be_told_by_language(root):
    two = "    without: {material: {zh: 本方案不购材料, en: the scheme buys none}}\n"
    change(root, "    tags: {overhead: [admin]}\n", f"    tags: {{overhead: [admin]}}\n{two}")
    change(root, "      material: {quantity: material, unit: 元}\n", "", "study.yml")
    change(root, "    file: works.csv\n", "    file: works.csv\n    ignore: [material]\n", "study.yml")
    for language, said in (("en", "the scheme buys none"), ("zh", "本方案不购材料")):
        page = "".join(real.printed(evaluation.open("tiny", root).report("R1", language=language).annex().data))
        assert said in page and page.count("buys none") == (language == "en")


def test_what_the_scheme_lacks_is_no_part_of_the_sum(root):
    change(
        root, "    tags: {overhead: [admin]}\n", "    tags: {overhead: [admin]}\n    without: {material: the scheme buys none}\n"
    )
    with pytest.raises(Refused, match=r"catalogue.yml says that the scheme has no material \(the scheme buys none\)"):
        evaluation.open("tiny", root).check()
    change(root, "      material: {quantity: material, unit: 元}\n", "", "study.yml")
    change(root, "    file: works.csv\n", "    file: works.csv\n    ignore: [material]\n", "study.yml")
    value = evaluation.open("tiny", root).results.value("R1", "share_wages")
    assert (value.numerator, value.denominator) == (8_000_000, 8_000_000)
    for language, said in (
        ("en", "Not part of the scheme: total outlay: Material – the scheme buys none"),
        ("zh", "本方案没有的项目："),
    ):
        page = "".join(real.printed(evaluation.open("tiny", root).report("R1", language=language).annex().data))
        assert said in page


def test_an_entry_of_a_pack_is_replaced_with_a_reason_only(root):
    own = """\
  ui_spending_ratio:
    title: {zh: 基金支出率, en: Outlay of revenue}
    numerator: ui_outlay
    denominator: ui_income
    as: permille
    span: to_date
    direction: none
    why: {zh: 本地口径, en: the local definition}
"""
    change(root, "indicators:\n", f"indicators:\n{own}")
    with pytest.raises(Refused, match="'ui_spending_ratio' is declared by pack hubei-2007"):
        evaluation.open("tiny", root)
    change(root, "    as: permille\n", "    overrides: the circular of 2007 sets it so\n")
    assert evaluation.open("tiny", root).catalogue.indicators["ui_spending_ratio"].title.en == "Outlay of revenue"


REPLACED = """\
  ui_spending_ratio:
    title: {zh: 基金支出率, en: Outlay of revenue}
    numerator: ui_outlay
    denominator: ui_income
    overrides: circular 7 sets it so
    span: to_date
    direction: none
    why: {zh: 本地口径, en: the local definition}
"""
ITEM = "  ui_outlay: {title: {zh: 支出, en: Outlay}, counts: money, kind: flow, overrides: circular 7 sets it so}\n"
OTHER = "  ui_exp_promotion: {title: {zh: 促进, en: Promotion}, counts: money, kind: flow, overrides: nobody asks}\n"
GROUP = "  paid_in: {title: {zh: 收入合计, en: all that came}, of: [wages, material], overrides: two items here}\n"
FUND = "fund: {spending: outlay, overrides: the works are the fund}\n"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            "Entries that take the place of others, and why: the account of the fund: the works are the fund; Outlay, Outlay of "
            "revenue: circular 7 sets it so; all that came: two items here.",
        ),
        (
            "zh",
            "取代原有定义的条目及其理由：资金账目，the works are the fund；支出、基金支出率，circular 7 sets it so；"
            "收入合计，two items here。",
        ),
    ],
)
def test_why_entries_take_the_place_of_others_stands_beside_the_formulas(root, language, told):
    """Each kind of entry that a figure or a formula of the page rests on, and no other."""
    change(root, "indicators:\n", f"indicators:\n{REPLACED}")
    change(root, "quantities:\n", f"quantities:\n{ITEM}{OTHER}")
    change(root, "groups:\n", f"groups:\n{GROUP}")
    path = root / "params/tiny/catalogue.yml"
    path.write_text(path.read_text(encoding="utf-8") + FUND, encoding="utf-8")
    page = str(flatten(evaluation.open("tiny", root).report("R1", language=language).annex().data))
    assert told in page and "nobody asks" not in page


def test_a_reason_that_no_page_can_print_is_told_by_check(root):
    change(root, "quantities:\n", "quantities:\n" + ITEM.replace("circular 7", "\N{GRINNING FACE} 7"))
    [found] = [f for f in evaluation.open("tiny", root).findings if f.code == "no_glyph"]
    assert (found.severity, found.row) == ("blocking", 3)


# --- evaluation indicators -------------------------------------------------------------------------------------


def search(capsys, *arguments):
    code = run_guarded(cli, ["indicators", *arguments])
    return code, capsys.readouterr()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("unemp_rate_reg", "unemp_rate_reg"),
        ("unemployment rate", "unemp_rate_reg"),
        ("失业率", "unemp_rate_reg"),
        ("rural transfer", "rural_transfer"),
    ],
)
def test_what_is_searched_is_found_by_its_meaning(root, capsys, asked, code):
    done, said = search(capsys, *asked.split(" "))
    assert done == 0 and said.out.splitlines()[0].startswith(f"{code}  ")


def test_an_indicator_is_told_with_formula_unit_and_place_and_a_study_s_own_by_its_study(root, capsys):
    _, said = search(capsys, "daily pay", "--study", "tiny")
    assert said.out.splitlines()[:3] == [
        "wages_per_worker  Wages per person with work · 人均工资",
        "    Wages ÷ Persons with work [yuan per person]",
        "    indicator: higher; the study (params/tiny/catalogue.yml:18); Block office, to be reviewed 2027-03-31",
    ]
    done, said = search(capsys, "daily pay")
    assert done == 2 and "nothing is called like 'daily pay'" in said.err


def test_a_code_of_both_kinds_is_told_with_both_places(root, capsys):
    _, said = search(capsys, "rural_transfer")
    assert "hubei_2007/targets.yml:" in said.out and "employment/work.yml:" in said.out and ".yml:1)" not in said.out


def test_all_indicators_are_listed_and_as_json(root, capsys):
    _, said = search(capsys, "--json")
    assert {f["code"] for f in json.loads(said.out)} >= set(catalogue().indicators)
    _, said = search(capsys, "pass", "rate", "--json")
    assert {"cert_pass_rate"} <= {f["code"] for f in json.loads(said.out)}


def test_packs_that_a_study_names_are_searched_too(root, capsys):
    named = [pack for pack in shipped_packs().values() if pack.said.named]
    _, said = search(capsys, "--json")
    declared = {code for pack in named for entries in pack.declared for code in entries.indicators}
    assert declared and declared <= {f["code"] for f in json.loads(said.out)}


def test_words_that_no_page_can_print_are_a_finding_with_their_line_and_aliases_are_none(root):
    change(root, "also: [daily pay]", "also: [मजदूरी]")
    assert not evaluation.open("tiny", root).blocking
    change(root, "how much a person earns", "how much मजदूरी a person earns")
    found = evaluation.open("tiny", root).blocking
    assert {(f.code, f.file, f.row) for f in found} == {("no_glyph", "catalogue.yml", 26), ("no_glyph", "catalogue.yml", 27)}
    change(root, "also: [मजदूरी]\n", "also: []\n")
    assert {f.row for f in evaluation.open("tiny", root).blocking} == {26}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "人均工资，Block office（2027年3月31日前复核）"),
        ("en", "Wages per person with work, Block office (to be looked at again by 2027-03-31)"),
    ],
)
def test_the_annex_prints_who_answers_for_a_definition(root, language, said):
    assert said in str(evaluation.open("tiny", root).report("R1", language=language).annex().data)


def test_nobody_is_printed_where_no_entry_names_one(root):
    change(root, "    owner: Block office\n    review: 2027-03-31\n", "")
    assert "定义由下列单位负责" not in str(evaluation.open("tiny", root).report("R1").annex().data)


def test_a_day_of_review_before_the_cut_off_is_told_with_the_line_of_the_entry(root):
    assert not [f for f in evaluation.open("tiny", root).findings if f.code == "review_overdue"]
    change(root, "review: 2027-03-31", "review: 2007-03-31")
    [found] = [f for f in evaluation.open("tiny", root).findings if f.code == "review_overdue"]
    assert (found.file, found.row) == ("params/tiny/catalogue.yml", 25)
    assert "by 2007-03-31" in found.message and "Block office" in found.fix
