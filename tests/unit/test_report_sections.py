"""What the sections of the real reports say: omissions, missing figures, marks, units, and titles that agree with
their own numbers. Made in process from the bundled studies."""

from __future__ import annotations

import hashlib
import re
from fractions import Fraction

import pytest
import real_reports as real

from evaluation.catalogue.model import Direction
from evaluation.render import svg
from evaluation.render.component import canonical
from evaluation.render.fonts import supports
from evaluation.report import section as sections
from evaluation.study.periods import parse

ORDINARY, REFUND, NO_TABLES, ZERO = "420100", "421100", "429021", "429006"
LOOKED_AT = [
    ("hubei-2007", ORDINARY),
    ("hubei-2007", "420200"),
    ("hubei-2007", "421000"),
    ("hubei-2007", REFUND),
    ("hubei-2007", NO_TABLES),
    ("hubei-2007", ZERO),
    ("hubei-2007", "420000"),
    ("guizhou-2010", "520300"),
    ("guizhou-2010", "522600"),
    ("guizhou-2010", "520000"),
    ("china-ui-2008", "110000"),
    ("china-ui-2008", "540000"),
    ("china-ui-2008", "000000"),
]
BOTH = [(*place, language) for place in LOOKED_AT for language in ("zh", "en")]
CHINESE = re.compile(r"[\u3400-\u9fff]")
UNIT_OF_A_CELL = re.compile(r"(?<=\d)\s?(万人|亿元|万元|人|元|户|件)(?![\u3400-\u9fff])")  # findings quote cells
FULL_WIDTH = re.compile(r"[\u3001-\u303f\uff01-\uff60]")


@pytest.fixture(scope="module", params=BOTH, ids="-".join)
def place(request):
    return request.param


def tables(*place):
    return [c for c in real.every(*place) if c["kind"] == "table"]


def table(study, region, name, language=""):
    return next(t for t in tables(study, region, language) if t["id"] == name)


def figure(study, region, name, language=""):
    return next(c for c in real.every(study, region, language) if c["kind"] == "figure" and c["id"] == name)


def texts(*place):
    return [t for c in real.components(*place) for t in real.printed(c)]


def column(made, title):
    return [c["title"] for c in made["columns"]].index(title)


def body(made):
    return [r["cells"] for r in made["rows"] if r["role"] != "group"]


# --- whole reports ---------------------------------------------------------------------------------------------


def test_every_section_of_the_notebook_is_there_once_and_sealed(place):
    made = real.components(*place)
    assert len(made) == len(real.calls(*place[:2]))
    assert (made[0]["kind"], made[-1]["kind"]) == ("cover", "end")
    names = [c["id"] for c in made[1:-1]]
    assert len(names) == len(set(names))
    assert made[-1]["count"] == len(made) - 1
    seal = hashlib.sha256("\n".join(map(canonical, real.contents(*place)[:-1])).encode()).hexdigest()
    assert made[-1]["digest"] == seal


def test_the_same_call_gives_the_same_report():
    first = [c.payload for c in (real.report("guizhou-2010", "520300").conclusion(),)]
    assert first == [c.payload for c in (real.report("guizhou-2010", "520300").conclusion(),)]


def test_the_font_has_every_character(place):
    assert supports("".join(texts(*place))) == set()


@pytest.mark.parametrize("study", ["hubei-2007", "guizhou-2010"])
def test_every_section_says_what_it_leaves_out(study):
    for component in real.components(study, real.opened(study).region_codes[0]):
        if component["kind"] == "omitted":
            assert component["reason"].strip()


@pytest.mark.parametrize("study", ["hubei-2007", "guizhou-2010", "linhe-2022"])
def test_every_section_can_be_asked_for_in_every_report(study):
    """An outline of a study's own may have any of them, of the whole and of a region."""
    opened = real.opened(study)
    reports = [opened.overview(), *(opened.report(code) for code in opened.region_codes[:1] if code != opened.study.top.code)]
    for report in reports:
        assert all(getattr(report, name)().content for name in sections.package_sections())


# --- refusing, leaving out, missing ----------------------------------------------------------------------------


@pytest.mark.parametrize("section", ["retraining", "insurance"])
def test_a_region_without_the_table_says_so_instead_of_the_section(section):
    made = real.section("hubei-2007", NO_TABLES, section)
    kinds = [c["kind"] for c in made["children"]]
    assert kinds == ["heading", "notice"]
    notice = made["children"][1]
    assert notice["tone"] == "missing"
    assert "神农架林区" in notice["text"]
    assert "缺数据" in notice["text"]


def test_its_first_page_and_its_problems_name_the_tables_not_delivered():
    for name in ("conclusion", "problems"):
        said = "".join(real.printed(real.section("hubei-2007", NO_TABLES, name)))
        assert "职业培训和技能鉴定情况" in said, name
        assert "失业保险和城市低保情况" in said, name


def test_its_score_says_how_much_of_the_points_the_data_covers():
    lead = next(c for c in real.section("hubei-2007", NO_TABLES, "conclusion")["children"] if c["kind"] == "paragraph")
    assert re.search(r"7[0-9]%", "".join(r["text"] for r in lead["runs"]))


def test_missing_hard_limits_are_neither_met_nor_missed():
    items = next(c for c in real.every("hubei-2007", NO_TABLES) if c["kind"] == "limits")["items"]
    states = {i["title"]: (i["state"], i["value"]) for i in items}
    assert states["失业保险金发放率"] == ("missing", "…")
    assert states["享受待遇期间再就业率"] == ("missing", "…")
    assert states["社会保险补贴支出占比"][0] == "met"


def test_a_zero_denominator_prints_not_applicable():
    items = next(c for c in real.every("hubei-2007", ZERO) if c["kind"] == "limits")["items"]
    families = next(i for i in items if i["title"] == "零就业家庭三个月内解决率")
    assert (families["value"], families["state"], families["state_text"]) == ("—", "not_judged", "不适用")
    rates = table("hubei-2007", ZERO, "outcomes-more")
    line = next(r for r in body(rates) if r[0].startswith("零就业家庭"))
    assert line[column(rates, "数值")] == "—"


def test_a_target_nobody_issued_is_called_so_and_not_missing():
    """武汉 was given no target for poor rural households."""
    made = table("hubei-2007", ORDINARY, "targets-table")
    line = next(r for r in body(made) if "帮扶困难农户" in r[0])
    assert line[column(made, "完成率")] == "无目标"
    drawn = svg.characters(figure("hubei-2007", ORDINARY, "targets")["svg"])
    assert "…" not in drawn


def test_a_refund_is_named_and_kept():
    said = "".join(texts("hubei-2007", REFUND))
    assert "退回" in said
    spending = table("hubei-2007", REFUND, "fund-spending")
    total = Fraction(body(spending)[-1][1].replace(",", ""))
    parts = [Fraction(r[1].replace(",", "").replace("−", "-")) for r in body(spending)[:-1]]
    assert abs(sum(parts) - total) <= Fraction(len(parts), 200), "万元 are rounded to two decimals"


def test_a_study_without_weights_or_lines_has_no_score_and_no_problems():
    for region in ("540000", "000000"):
        made = {c["id"]: c["kind"] for c in real.components("china-ui-2008", region) if "id" in c}
        for name in ("score", "problems", "targets", "retraining", "fund"):
            assert made.get(name) in ("omitted", None), name
        said = "".join(texts("china-ui-2008", region))
        for word in ("得分", "总分", "达标", "不达标", "硬性要求", "示例数据，"):
            assert word not in said


def test_a_real_study_is_not_called_synthetic_and_an_invented_one_is():
    for study, region in LOOKED_AT:
        label = real.components(study, region)[0]["document"]["synthetic"]
        assert bool(label) == (study != "china-ui-2008")


def test_below_precision_is_explained():
    made = table("china-ui-2008", "540000", "insurance-amounts")
    line = next(r for r in body(made) if r[0] == "领取失业保险金人数（人）")
    assert line[1] == "…"
    assert any("低于刊印精度" in n for n in made["notes"])


def test_the_overview_names_every_region_once_in_division_order():
    made = table("hubei-2007", "420000", "scores-table")
    study = real.opened("hubei-2007").study
    assert [r[0] for r in body(made)] == [r.short_zh for r in study.reporting]


# --- marks and units -------------------------------------------------------------------------------------------

MARKS = {"zh": {"…": "“…”", "—": "“—”"}, "en": {"…": "…", "—": "—"}}


def test_every_mark_is_explained_under_its_table(place):
    for made in tables(*place):
        cells = {c for r in made["rows"] for c in r["cells"]}
        for mark in ("…", "—", "[已抑制]", "[suppressed]"):
            if mark in cells:
                assert any(mark in note for note in made["notes"]), (made["id"], mark)


PLAIN = re.compile(r"[−+-]?[\d,]+(\.\d+)?\*?( ?[/–÷] ?[−+-]?[\d,]+(\.\d+)?)*")
UNIT_HEADS = {"单位", "Unit"}
PER_COLUMN = {
    # tables whose figures are ordinals or counts of rows, files and periods: the head says which
    "位次": "a rank",
    "Rank": "a rank",
    "#": "a running number",
    "行数": "rows of a file",
    "Rows": "rows of a file",
    "行": "rows of a file",
    "Lines": "rows of a file",
    "已报/应报": "periods, named in the title",
    "Delivered / due": "periods, named in the title",
    # the value beside it carries the unit, and the note says that money is in yuan
    "分子 / 分母": "the note says what they count",
    "Numerator / denominator": "the note says what they count",
    "代入数值": "the two sides of a formula",
    "With figures": "the two sides of a formula",
}
PER_TABLE = {"delivered": "periods, named in the title and the note"}


def _has_unit(made, row, number):
    head = made["columns"][number]
    if head["unit"] or head["title"] in PER_COLUMN or made["id"] in PER_TABLE:
        return True
    if any(c["title"] in UNIT_HEADS and row[n].strip() for n, c in enumerate(made["columns"])):
        return True
    return bool(re.search(r"[（(][^（()）]+[)）]$", row[0])) or bool(re.search(r"[（(][^（()）]+[)）]", head["title"]))


def test_every_number_in_a_table_has_its_unit(place):
    bare = {}
    for made in tables(*place):
        for row in body(made):
            for number, cell in enumerate(row):
                if number and PLAIN.fullmatch(cell.strip()) and not _has_unit(made, row, number):
                    bare.setdefault((made["id"], made["columns"][number]["title"]), (row[0], cell))
    assert bare == {}


def test_every_table_and_figure_says_what_it_is(place):
    for component in real.every(*place):
        if component["kind"] == "table":
            assert component["columns"][0]["title"].strip(), component["id"]
            assert component["rows"], component["id"]
            empty = [
                c["title"]
                for n, c in enumerate(component["columns"])
                if all(not r["cells"][n].strip() for r in component["rows"] if r["role"] != "group")
            ]
            assert empty == [], component["id"]
        if component["kind"] == "figure":
            assert len(component["alt"]) > len(component["title"])


def test_ids_of_tables_and_figures_are_unique(place):
    for kind in ("table", "figure", "section"):
        named = [c["id"] for c in real.every(*place) if c["kind"] == kind]
        assert sorted(named) == sorted(set(named))


# --- languages -------------------------------------------------------------------------------------------------


def originals(study):
    """Chinese that an English report may print: what stands in the files, and the number of the document."""
    file = real.opened(study).study.file
    known = {file.policy.number} if file.policy and file.policy.number else set()
    for made in file.tables.values():
        keys = ([key] if isinstance(key, str) else key or () for key in (made.region, made.period))
        known |= {*made.columns, *(name for key in keys for name in key), made.sheet}
    known |= {row.assessor for row in real.opened(study).study.rubric}
    known |= {f.sheet for f in real.opened(study).results.findings}
    return sorted((text for text in known if text and CHINESE.search(text)), key=len, reverse=True)


@pytest.mark.parametrize(("study", "region"), LOOKED_AT)
def test_english_reports_keep_chinese_to_names_of_columns_and_documents(study, region):
    known, left = originals(study), []
    for text in texts(study, region, "en"):
        rest = UNIT_OF_A_CELL.sub("", text)
        for original in known:
            rest = rest.replace(original, "")
        if CHINESE.search(rest):
            left.append(rest)
    drawn = [c["id"] for c in real.every(study, region, "en") if c["kind"] == "figure" and CHINESE.search(svg.characters(c["svg"]))]
    assert (left, drawn) == ([], [])


@pytest.mark.parametrize(("study", "region"), LOOKED_AT)
def test_english_reports_have_no_full_width_punctuation(study, region):
    known, left = originals(study), []
    for text in texts(study, region, "en"):
        for original in known:
            text = text.replace(original, "")
        if FULL_WIDTH.search(text):
            left.append(text)
    assert left == []


@pytest.mark.parametrize(("study", "region"), LOOKED_AT)
def test_nothing_of_the_program_is_printed(study, region):
    codes = {i.code for i in real.opened(study).results.indicators}
    for language in ("zh", "en"):
        for text in texts(study, region, language):
            assert not re.search(r"\bnan\b|\bNone\b|[{}]|Fraction|Decimal|\\u|Traceback", text), text
            assert text not in codes


# --- titles that agree with their numbers ----------------------------------------------------------------------


@pytest.mark.parametrize("region", ["420100", "420200", "421000", "429021", "420000"])
def test_the_spine_counts_what_its_table_shows(region):
    made = figure("hubei-2007", region, "spine")
    states = [r["cells"][-1] for r in made["table"]["rows"]]
    missed, judged = sum(s.endswith("未达到") for s in states), sum(s.endswith("达到") for s in states)
    numbers = [int(n) for n in re.findall(r"\d+", made["title"])]
    assert judged in numbers
    assert missed in numbers or (missed == 0 and "项结果达到要求" in made["title"]), made["title"]


@pytest.mark.parametrize("region", ["420100", "420200", "421000", "429021", "420000"])
def test_the_targets_title_counts_what_the_table_shows(region):
    made, shown = figure("hubei-2007", region, "targets"), table("hubei-2007", region, "targets-table")
    states = [r[column(shown, "判断")] for r in body(shown)]
    missed, judged = sum(s.endswith("未达到") for s in states), sum(s.endswith("达到") for s in states)
    numbers = [int(n) for n in re.findall(r"\d+(?=项)", made["title"])]
    assert numbers[0] == judged
    assert (numbers[1:] or [0])[0] == missed
    done = {r[0]: r[column(shown, "完成率")] for r in body(shown)}
    if missed:
        worst = min((Fraction(r[column(shown, "完成率")]), r[0]) for r in body(shown) if r[column(shown, "判断")] == "未达到")[1]
        assert done[worst] in made["title"], "the furthest behind is named with its completion"


@pytest.mark.parametrize("place", [p for p in LOOKED_AT if p[1] not in real.STUDIES.values()], ids="-".join)
def test_ranks_in_titles_are_those_of_the_values(place):
    for made in (c for c in real.every(*place) if c["kind"] == "figure" and c["id"].endswith("-regions")):
        found = re.search(r"的(\d+)个地区中居第(\d+)位", made["title"])
        code = made["id"].removesuffix("-regions")
        results = real.opened(place[0]).results
        values = [results.value(r, code).exact for r in results.regions]
        mine = results.value(place[1], code).exact
        sign = {Direction.HIGHER: 1, Direction.LOWER: -1}.get(results.indicator(code).direction)
        assert bool(found) == (mine is not None and sign is not None), made["title"]
        if found:
            known = [v for v in values if v is not None]
            assert (int(found[1]), int(found[2])) == (len(known), 1 + sum(v * sign > mine * sign for v in known))


def test_the_overview_counts_misses_as_its_cells_show_them():
    results = real.opened("hubei-2007").results
    codes = real.opened("hubei-2007").study.file.hard_limits
    states = [results.judge(r, c).state for r in results.regions for c in codes]
    values = [results.value(r, c).mark for r in results.regions for c in codes]
    judged = sum(s in ("met", "missed") for s in states)
    assert judged == len(values) - sum(bool(m) for m in values)
    title = figure("hubei-2007", "420000", "lines")["title"]
    assert [int(n) for n in re.findall(r"\d+(?=项次)", title)][:2] == [judged, states.count("missed")], title


@pytest.mark.parametrize("region", [r.code for r in real.opened("hubei-2007").study.reporting])
def test_points_are_printed_alike_on_every_page(region):
    made = table("hubei-2007", region, "score-table")
    cells = [r["cells"][column(made, "失分")] for r in made["rows"] if r["role"] == "body"]
    lost = [Fraction(cell) for cell in cells if cell not in ("…", "—")]
    assert f"失{float(max(lost)):.2f}分" in figure("hubei-2007", region, "score")["title"]
    sums = [r["cells"][column(made, "得分")] for r in made["rows"] if r["role"] == "emphasis"]
    beside = table("hubei-2007", "420000", "scores-table")
    mine = next(r for r in body(beside) if r[0] == real.opened("hubei-2007").study.region(region).short_zh)
    assert mine[1 : len(sums) + 1] == sums


def test_the_league_counts_regions_below_the_line():
    made, shown = figure("hubei-2007", "420000", "league"), table("hubei-2007", "420000", "scores-table")
    totals = [Fraction(r[column(shown, "总分")]) for r in body(shown) if r[column(shown, "总分")] != "…"]
    below = int(re.search(r"(\d+)个地区低于", made["title"])[1])
    grades = [r[column(shown, "等级")] for r in body(shown)]
    assert below == grades.count("不达标")
    assert f"{float(max(totals)):.1f}分" in made["title"] and f"{float(min(totals)):.1f}分" in made["title"]


@pytest.mark.parametrize("region", [ORDINARY, "420200", NO_TABLES, ZERO])
def test_the_score_adds_up(region):
    made = table("hubei-2007", region, "score-table")
    awarded, points = column(made, "得分"), column(made, "分值")
    lines = [r["cells"] for r in made["rows"] if r["role"] == "body"]
    known = [r for r in lines if r[awarded] not in ("…", "—")]
    total = next(r["cells"] for r in made["rows"] if r["role"] == "total")
    assert sum(Fraction(r[points]) for r in known) == Fraction(total[points])
    assert abs(sum(Fraction(r[awarded]) for r in known) - Fraction(total[awarded])) <= Fraction(len(known), 200)
    score = Fraction(total[awarded]) * 100 / Fraction(total[points])
    lead = next(c for c in real.section("hubei-2007", region, "conclusion")["children"] if c["kind"] == "paragraph")
    said = Fraction(re.search(r"综合得分([\d.]+)分", "".join(r["text"] for r in lead["runs"]))[1])
    assert abs(score - said) <= Fraction(6, 100)


@pytest.mark.parametrize(("study", "region"), [p for p in LOOKED_AT if p[0] == "hubei-2007"])
def test_problems_print_no_missed_value_that_looks_met(study, region):
    made = table(study, region, "problems-table")
    for row in body(made):
        value, line = row[column(made, "数值")], row[column(made, "要求")]
        shown = re.findall(r"[\d.,]+", value), re.findall(r"[\d.,]+", line)
        if shown[0] and shown[1] and value.rstrip("0123456789.,") == line.lstrip("=≥≤ ").rstrip("0123456789.,"):
            assert Fraction(shown[0][0]) != Fraction(shown[1][0]), row
        assert row[column(made, "相差")].strip("−+") not in ("0.0", "0"), row


def test_money_on_the_first_page_balances():
    for region in (ORDINARY, REFUND, "420000"):
        figures = real.opened("hubei-2007").results.figures
        before = figures.at(region, parse("2006"), "fund_balance").amount
        income = sum(figures.at(region, parse("2007"), f"fund_in_{x}").amount for x in ("central", "province", "local"))
        balance = figures.at(region, parse("2007"), "fund_balance").amount
        spent = Fraction(body(table("hubei-2007", region, "fund-spending"))[-1][1].replace(",", "")) * 1_000_000
        assert abs(before + income - spent - balance) <= 5_000, "fen, from 万元 of two decimals"
