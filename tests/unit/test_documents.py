"""Official documents: their order and wording, what goes into which, blanks, editions, and where their files lie.

The order of the bulletin and the notice is that of official practice: what stands where is part of what they say.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
import real_reports as real

import evaluation
from evaluation.documents.book import write_letter
from evaluation.documents.paper import Paper, numerals
from evaluation.errors import Refused
from evaluation.render.html import html_document
from evaluation.render.pdf import pdf_document
from evaluation.runs import documents, dry_run, index, plan
from evaluation.study import forms
from evaluation.study.kinds import kinds
from evaluation.study.load import load
from evaluation.study.periods import parse

ROOT = real.ROOT
YEARLY = {name for name, kind in kinds().items() if kind.period == "year"}
CALLS = ("cover", "opening", "body", "closing", "annexes", "imprint", "end")
NOTICES = ["420500-ui", "421000", "420900", "422800"]
MEMOS = ["420500-ui", "421000", "422800"]
ALL = [
    ("hubei-2007", "bulletin", "", "2007Q4"),
    *(("hubei-2007", "notice", u, "") for u in NOTICES),
    ("hubei-2007", "fund_performance", "", ""),
    ("hubei-2007", "inspection", "", ""),
    ("hubei-2007", "pilots", "", ""),
    ("hubei-2007", "ui_selfcheck", "", ""),
    ("hubei-2007", "skills_plan_evaluation", "", ""),
    *(("hubei-2007", "supervision_memo", u, "") for u in MEMOS),
    ("hubei-2007", "agency_announcement", "", ""),
    ("hubei-2007", "budget_and_accounts", "", ""),
    ("hubei-2007", "special_inspection", "", ""),
    ("hubei-2007", "warning_notice", "", "2007Q4"),
    ("guizhou-2010", "assistance_table", "", "2010Q4"),
    ("guizhou-2010", "assistance_result", "", "2010"),
]
_made: dict[tuple, list[dict]] = {}


def components(study, kind, region="", period="", language=""):
    key = (study, kind, region, period, language)
    if key not in _made:
        paper = real.opened(study).document(kind, region, period, language)
        _made[key] = [getattr(paper, name)().data for name in CALLS]
    return _made[key]


def said(*place) -> str:
    """All that the parts print, in order, without blanks and line ends."""
    return "".join("".join(real.printed(c)) for c in components(*place)).replace("\n", "")


def page(*place) -> str:
    """What the HTML page says, from top to bottom, without blanks."""
    body = html_document(components(*place)).partition("</style>")[2]
    return re.sub(r"<[^>]*>|\s", "", body)


def in_order(text: str, *phrases: str) -> list[str]:
    """Phrases that do not come after the ones before them."""
    wrong, place = [], 0
    for phrase in phrases:
        found = text.find(phrase, place)
        if found < 0:
            wrong.append(phrase)
        else:
            place = found + len(phrase)
    return wrong


def test_the_bulletin_keeps_the_official_order_and_wording():
    title, *rest = components("hubei-2007", "bulletin", "", "2007Q4")
    assert title["title"].replace("\n", "") == "关于2007年第四季度全省就业再就业政策落实情况的通报"
    assert title["letterhead"] == {
        "issuer": "湖北省人民政府劳动就业工作领导小组文件",
        "number": "〔　　〕　号（代拟稿）",
        "fonts": [],
    }
    text = page("hubei-2007", "bulletin", "", "2007Q4")
    assert (
        in_order(
            text,
            "湖北省人民政府劳动就业工作领导小组文件",
            "关于2007年第四季度全省就业再就业政策落实情况的通报",
            "各市、州、直管市、林区人民政府：",
            "总体进展",
            "政策落实与资金使用",
            "应享受",
            "实际享受",
            "未兑现",
            "工作较好地区",
            "存在问题",
            "工作要求",
            "请于2008年1月31日前将整改情况报领导小组办公室。特此通报。",
            "附件：1.",
            "年月日（尚未签发）",
            "位次",
            "抄送：成员单位、审计厅",
            "印发",
        )
        == []
    )
    headings = [c["text"] for c in rest[1]["children"] if c["kind"] == "heading"]
    assert headings == ["总体进展", "政策落实与资金使用", "工作较好地区", "存在问题", "工作要求"]


def test_a_bulletin_names_confirmed_problems_only():
    text = said("hubei-2007", "bulletin", "", "2007Q4")
    for item in real.opened("hubei-2007").study.ledger:
        shown = item.title in text
        assert shown == (item.state(date(2007, 12, 31)) not in ("found", "cleared", "closed")), item.item


def test_annex_tables_stand_in_division_order_with_the_rank_as_a_column():
    tables = [c for c in real.walk(components("hubei-2007", "bulletin", "", "2007Q4")[4]) if c["kind"] == "table"]
    view = real.opened("hubei-2007").document("bulletin", "", "2007Q4").view
    for made in tables:
        assert [r["cells"][0] for r in made["rows"][:-1]] == [view.short(r) for r in view.results.regions]
        titles = [c["title"] for c in made["columns"]]
        rates = [r["cells"][titles.index("位次") - 1] for r in made["rows"][:-1]]
        ranks = [int(r["cells"][titles.index("位次")]) for r in made["rows"][:-1]]
        best = max(range(len(rates)), key=lambda n: float(rates[n]))
        assert ranks[best] == 1 and sorted(ranks)[0] == 1
        assert "不是文件规定" in "".join(made["notes"])


def test_the_take_up_adds_up():
    table = next(c for c in real.walk(components("hubei-2007", "bulletin", "", "2007Q4")[4]) if c["kind"] == "table")
    figures = [[int(c.replace(",", "")) for c in r["cells"][1:4]] for r in table["rows"]]
    assert all(eligible - received == rest for eligible, received, rest in figures)
    assert [sum(column) for column in zip(*figures[:-1], strict=True)] == figures[-1]


def test_the_notice_keeps_the_official_order_and_wording():
    text = page("hubei-2007", "notice", "421000")
    one = ("事实：", "64,260.00元", "凭证：", "违反条款：", "第（二十一）项", "处理：", "追回", "责任人、期限：")
    two = ("事实：", "38,000.00元", "违反条款：", "处理：", "归还", "责任人、期限：", "2008年1月31日前")
    assert (
        in_order(
            text,
            "整改通知书",
            "荆州市劳动和社会保障局：",
            "经检查核实并征求你单位意见，存在以下问题",
            *one,
            *two,
            "整改通知书已经下达，整改期限见各项",
            "（印章）",
            "二〇〇七年十一月三十日",
            "送达回证",
            "抄送：同级人民政府、财政部门、审计机关",
        )
        == []
    )


def test_an_overdue_problem_escalates_and_a_timely_one_does_not():
    assert "召开专门督办会，派专人进驻重点督导" in said("hubei-2007", "notice", "421000")
    assert "第1项问题整改期限已过，尚未销号" in said("hubei-2007", "notice", "421000")
    assert "列入督办" not in said("hubei-2007", "notice", "421000"), "the ledger does not record it"
    assert "第1项问题已列入督办" in said("hubei-2007", "notice", "422800")
    assert "派专人进驻重点督导" not in said("hubei-2007", "notice", "420900")


def test_the_reply_and_why_it_was_not_adopted_are_printed():
    text = said("hubei-2007", "notice", "421000")
    assert "部分采纳：核对审批表" in text and "不采纳：专户资金不得用于垫付经费" in text
    assert "期限内未回复" in said("hubei-2007", "notice", "422800")


def test_no_notice_for_an_outcome_problem_nor_for_a_suspicion():
    """Outcome 420200, cleared 420100, closed 420600 and 420300, only suspected 429005."""
    study = real.opened("hubei-2007").study
    made = documents.papers(study, parse("2007"), "zh")
    assert [p.subject for p in made if p.kind == "notice"] == NOTICES
    for unit in ("420200", "420100", "420600", "429005"):
        with pytest.raises(Refused, match=f"unit '{unit}' has no confirmed fund problem"):
            real.opened("hubei-2007").document("notice", unit).body()


def test_an_earlier_period_sees_the_ledger_as_it_was():
    study = real.opened("hubei-2007").study
    earlier = [p.subject for p in documents.papers(study, parse("2007Q2"), "zh") if p.kind == "notice"]
    assert earlier == ["420500-ui"]
    assert [p.subject for p in documents.papers(study, parse("2006"), "zh") if p.kind == "notice"] == []


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2007, 12, 31), "二〇〇七年十二月三十一日"),
        (date(2010, 8, 6), "二〇一〇年八月六日"),
        (date(2010, 10, 20), "二〇一〇年十月二十日"),
        (date(1999, 1, 10), "一九九九年一月十日"),
    ],
)
def test_dates_of_the_old_edition_are_written_in_chinese_numerals(day, words):
    assert numerals(day) == words


def paper(monkeypatch=None, vintage="1999", **form):
    """A paper of Hubei with another edition or form."""
    made = real.opened("hubei-2007").document("bulletin", "", "2007Q4")
    study = made.view.study
    documents = study.documents
    forms = {**documents.forms, "bulletin": documents.forms["bulletin"].model_copy(update=form)}
    changed = study.model_copy(
        update={
            "file": study.file.model_copy(update={"form_vintage": vintage}),
            "documents": documents.model_copy(update={"forms": forms, "word": "鄂就组"}),
        }
    )
    results = replace(made.view.results, study=changed)
    view = made.view.__class__(results=results, region=made.view.region, language="zh", key="k")
    return Paper(view=view, kind=made.paper.kind, unit=made.paper.unit)


def test_each_edition_has_its_own_number_date_signature_and_imprint():
    old, new = (paper(vintage=v, number=7, dated=date(2008, 1, 15)) for v in ("1999", "2012"))
    assert old.number() == new.number() == "鄂就组〔2008〕7号"
    assert old.signature().data["lines"] == ["（印章）", "二〇〇八年一月十五日"]
    assert new.signature().data["lines"] == ["湖北省人民政府劳动就业工作领导小组", "（印章）", "2008年1月15日"]
    assert [r[0] for r in old.imprint().data["rows"]] == ["主题词：", "抄送："]
    assert [r[0] for r in new.imprint().data["rows"]] == ["抄送："]
    assert old.imprint().data["printed"] == ["领导小组办公室", "2008年1月15日印发"]


def test_a_form_that_the_study_does_not_have_is_refused():
    study = load("hubei-2007", real.ROOT)
    with pytest.raises(Refused, match="did you mean 'bulletin'"):
        forms.form(study, "bulletn", study.file.period)
    with pytest.raises(Refused, match=r"has no documents\.yml"):
        forms.form(study.model_copy(update={"documents": None}), "bulletin", study.file.period)


def test_what_the_office_has_not_given_stays_blank():
    made = paper(dated=None, number=None, to=None, reply_by=None, requirements=())
    assert made.number() == "鄂就组〔　　〕　号（代拟稿）"
    assert made.date_line() == "　　年　月　日（尚未签发）"
    assert made.addressee().data["lines"] == ["（主送机关）："]
    letter = write_letter(made)
    assert "请于×月×日前" in "".join(real.printed(letter.closing[0].data))
    assert list(real.printed(letter.body[-1].data)) == ["（由发文机关填写）"]


@pytest.mark.parametrize("place", ALL, ids=lambda p: "-".join(filter(None, p)))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_document_can_be_made_in_both_languages(place, language):
    parts = components(*place, language)
    assert parts[-1]["count"] == len(CALLS) - 1
    text = "".join("".join(real.printed(c)) for c in parts)
    assert not re.search(r"\b(None|nan)\b|[{}]|Fraction\(|Decimal\(", text)
    label = {"zh": "示例数据，非真实统计", "en": "Synthetic data, not real statistics"}[language]
    assert parts[0]["document"]["synthetic"] == label
    html = html_document(parts)
    assert html.count(label) >= 2 and "<nav" not in html and "ev-letterhead" in html


@pytest.mark.parametrize("place", [ALL[0], ALL[2], ALL[-1]], ids=lambda p: p[1])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_of_the_pdf_is_labelled_and_numbered(place, language):
    made = pypdfium2.PdfDocument(pdf_document(components(*place, language)))
    pages = [page.get_textpage().get_text_bounded() for page in made]
    label = {"zh": "示例数据，非真实统计", "en": "Synthetic data, not real statistics"}[language]
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        flat = "".join(page.split())
        assert "".join(label.split()) in flat and f"—{number}—" in flat
    whole = "".join("".join(pages).split())
    last = "".join(pages[-1].split())
    assert "印发" in last if language == "zh" else "printed" in last
    assert "".join(components(*place, language)[0]["title"].split()) in whole


def test_a_table_without_a_layout_of_the_office_says_that_it_is_neutral():
    text = said("guizhou-2010", "assistance_table", "", "2010Q4")
    assert "本表为中性表式" in text and "不是累计数" in text
    table = next(c for c in real.walk(components("guizhou-2010", "assistance_table", "", "2010Q4")[2]) if c["kind"] == "table")
    titles = [c["title"] for c in table["columns"]]
    figures = real.opened("guizhou-2010").at("2010Q4").results.figures
    mine = next(r for r in table["rows"] if r["cells"][0] == "贵阳")
    position = titles.index("新认定援助对象人数")
    assert mine["cells"][position] == f"{figures.at('520100', parse('2010Q4'), 'assist_certified').amount}"


def test_awards_tilt_by_the_stated_rule():
    rows = real.opened("guizhou-2010").study.appraised
    awarded = sum(a.award_yuan or 0 for a in rows)
    basic = [a for a in rows if a.tier == "grassroots"]
    tilt = (sum(a.award_yuan or 0 for a in basic) / awarded) / sum(a.staff for a in basic) * sum(a.staff for a in rows)
    assert f"倾斜系数{tilt:.2f}" in said("guizhou-2010", "assistance_result", "", "2010")


# --- the run ---------------------------------------------------------------------------------------------------


def test_a_document_of_a_quarter_that_was_not_delivered_is_not_made_and_says_why():
    study, year = load("hubei-2007", ROOT), parse("2007")
    assert "bulletin" in {p.kind for p in documents.papers(study, year, "zh", "", {year, parse("2007Q4")})}
    assert "bulletin" not in {p.kind for p in documents.papers(study, year, "zh", "", {year})}
    said = {u.code: u.said for u in documents.unmade(study, year, "zh", "", {year})}
    assert said["bulletin"] == "it is about 2007Q4, of which the tables have no figures"
    assert "fund_performance" not in said


def test_a_run_makes_the_documents_beside_the_reports(bundled):
    made = plan.make("hubei-2007", bundled)
    folders = [r.region for r in made.reports if r.document]
    assert folders == [
        "bulletin",
        *(f"notice-{u}" for u in NOTICES),
        "fund_performance",
        "inspection",
        "pilots",
        "ui_selfcheck",
        "skills_plan_evaluation",
        *(f"supervision_memo-{u}" for u in MEMOS),
        "agency_announcement",
        "budget_and_accounts",
        "special_inspection",
        "warning_notice",
    ]
    bulletin = made.reports[folders.index("bulletin") - len(folders)]
    assert bulletin.parameters == {
        "kind": "bulletin",
        "study": "hubei-2007",
        "region": "420000",
        "period": "2007Q4",
        "cut_off": "",
        "language": "",
    }
    assert {r.region: r.parameters["region"] for r in made.reports if r.document}["notice-420500-ui"] == "420500-ui"
    assert made.reports[-1].parameters["period"] == "2007Q4"
    assert len({r.key for r in made.reports}) == len(made.reports)
    plan.check_notebooks(made.notebooks)
    quarterly = plan.make("guizhou-2010", bundled, given={"quarter": "2010Q4"})
    assert {r.notebook.path.name for r in quarterly.reports if not r.document and not r.overview} == {"assistance.ipynb"}
    assert {r.parameters["period"] for r in quarterly.reports if not r.document} == {""}, "the study's own, not told"
    assert {r.parameters["period"] for r in quarterly.reports if r.document} == {"2010Q4"}
    assert [r.key for r in quarterly.reports] == [r.key for r in plan.make("guizhou-2010", bundled).reports]
    assert sum(not r.document and not r.overview for r in quarterly.reports) == 9
    assert "assistance_table" in [r.region for r in quarterly.reports]


def test_the_key_of_a_document_is_that_of_what_it_is_made_from(bundled):
    made = plan.make("hubei-2007", bundled, ["bulletin", "notice-421000"])
    assert [r.region for r in made.reports] == ["bulletin", "notice-421000"]
    keys = [
        evaluation.open("hubei-2007", bundled).document("bulletin", period="2007Q4").view.key,
        evaluation.open("hubei-2007", bundled).document("notice", "421000").view.key,
    ]
    assert [r.key for r in made.reports] == keys


def test_a_region_alone_brings_no_document_and_an_unknown_one_is_refused(bundled):
    assert [r.region for r in plan.make("hubei-2007", bundled, ["420100"]).reports] == ["420100"]
    with pytest.raises(Refused, match="reports on no region 'notice-420200'; did you mean 'notice-42"):
        plan.make("hubei-2007", bundled, ["notice-420200"])


def test_a_region_may_not_have_the_code_of_a_document():
    study = load("hubei-2007", ROOT)
    clash = study.regions[1].model_copy(update={"code": "bulletin"})
    with pytest.raises(Refused, match="the code 'bulletin' is also that of a document"):
        documents.papers(study.model_copy(update={"regions": (study.regions[0], clash)}), parse("2007"), "zh")


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("bulletins",), "makes no document 'bulletins'; did you mean 'bulletin'"),
        (("assistance_table",), "makes no document 'assistance_table'"),
        (("notice", "421001"), "has no unit '421001'; did you mean '421000'"),
        (("bulletin", "420100"), "is about the whole, 420000, not about '420100'"),
    ],
)
def test_a_document_that_is_not_made_is_refused(call, told):
    with pytest.raises(Refused, match=told):
        evaluation.open("hubei-2007", ROOT).document(*call)


# --- what a period cannot have ---------------------------------------------------------------------------------


@pytest.mark.parametrize("quarter", ["2007Q1", "2007Q2", "2007Q3", "2007Q4"])
def test_papers_of_the_year_are_not_made_for_a_part_of_it(bundled, quarter):
    made = plan.make("hubei-2007", bundled, given={"period": quarter})
    told = {u.code: u for u in made.unmade}
    assert set(told) == {k for k in YEARLY if k in load("hubei-2007", ROOT).documents.forms}
    assert not {r.document for r in made.reports} & YEARLY
    assert {"bulletin", "agency_announcement", "special_inspection"} <= {r.region for r in made.reports}
    assert told["fund_performance"].why.startswith("本文按全年编制") and "-p period 2007" in told["fund_performance"].said
    for kind in told:
        with pytest.raises(Refused, match=f"'{kind}' is not made for {quarter}: it is about a whole year"):
            real.opened("hubei-2007").document(kind, period=quarter)
    with pytest.raises(Refused, match="pilots is not made: it is about a whole year"):
        plan.make("hubei-2007", bundled, ["pilots"], given={"period": quarter})


def test_a_run_of_the_year_names_the_quarter_of_what_is_quarterly(bundled):
    made = {r.region: r for r in plan.make("hubei-2007", bundled).reports if r.document}
    assert made["bulletin"].name == "季度通报 · 2007年第4季度"
    assert made["fund_performance"].name == "资金绩效检查评估报告"
    own = plan.make("hubei-2007", bundled, given={"period": "2007Q4"})
    quarterly = next(r for r in own.reports if r.region == "bulletin")
    assert (quarterly.name, quarterly.key) == ("季度通报", made["bulletin"].key)


def test_an_appraisal_that_is_not_known_yet_makes_no_result():
    study = load("guizhou-2010", ROOT)
    later = tuple(a.model_copy(update={"appraised": date(2011, 1, 5)}) for a in study.appraised)
    changed = study.model_copy(update={"appraised": later})
    told = {u.code: u.said for u in documents.unmade(changed, parse("2010"), "zh")}
    assert told["assistance_result"] == "no appraisal is known by the cut-off (appraisal.csv)"
    assert not documents.unmade(study, parse("2010"), "zh")
    assert not documents.unmade(changed, parse("2010"), "zh", "2011-01-05")


def test_the_index_says_what_was_not_made_and_why(bundled):
    made = plan.make("hubei-2007", bundled, given={"period": "2007Q1"})
    said = dry_run.describe(made, ())
    told = {
        **{name: said[name] for name in ("title", "period", "cut_off", "language", "synthetic", "unmade")},
        "run_id": "20080101T000000Z-00000000",
        "state": "done",
        "regions": [],
    }
    page = index.page(told, {})
    assert page.count("未编制") == len(made.unmade) == 6
    assert "预算、用款计划和决算报告" in page and "请以2007年为评价期" in page and "2007年3月31日" in page


def test_no_document_orders_what_a_day_before_its_own_should_have_seen(bundled):
    """Of every quarter and the year: a term in an order lies ahead, or is told as passed."""
    for period in ("2006Q4", "2007Q1", "2007Q2", "2007Q3", "2007Q4", "2007"):
        for paper in documents.papers(load("hubei-2007", ROOT), parse(period), "zh"):
            made = real.opened("hubei-2007").document(paper.kind, paper.subject, paper.period)
            if paper.kind == "warning_notice" and not real.opened("hubei-2007").at(paper.period).warned:
                continue
            text = "".join("".join(real.printed(getattr(made, name)().data)) for name in CALLS[1:4])
            for year, month, day in re.findall(r"(?:请于|，)(?:(\d{4})年)?(\d+)月(\d+)日前", text):
                term = date(int(year or made.paper.day.year), int(month), int(day))
                assert term >= made.paper.day, (paper.code, period, term)


def test_a_new_notice_has_terms_and_one_on_record_its_day_and_number():
    new = page("hubei-2007", "notice", "420900")
    assert "请于2008年2月15日前书面报告并附证明材料；如有异议，10日内书面提出；逾期召开督办会、派员进驻" in new
    assert "年月日（尚未签发）" in new and "（代拟稿）" in new
    issued = page("hubei-2007", "notice", "420500-ui")
    assert "已于2007年4月20日下达整改通知书" in issued and "二〇〇七年四月二十日" in issued
    assert "请于" not in issued and "代拟稿" not in issued


def test_a_term_that_has_passed_is_told():
    late = page("hubei-2007", "notice", "420500-ui")
    assert "整改期限为2007年6月30日，截至2007年12月31日已逾期184天" in late
    now = "".join(
        "".join(real.printed(getattr(real.opened("hubei-2007").document("notice", "420500-ui", "2007Q2"), n)().data))
        for n in ("body", "closing")
    )
    assert "2007年6月30日前整改到位" in now and "已过" not in now


def test_what_was_issued_belongs_to_the_period_of_the_study():
    own, other = (real.opened("hubei-2007").document("bulletin", period=p).paper for p in ("2007Q4", "2007Q3"))
    assert own.form.reply_by == date(2008, 1, 31) and other.form.reply_by is None
    assert other.form.requirements == own.form.requirements
