"""Absolute demands of a document judge by themselves: lines, cases, money, what a study lifts, and its own lines beside them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import drawn_study
import letters
import own_study
import pytest
from drawn_study import Drawn
from shipped import CLAUSES, SHIPPED
from test_phrases import EN, ZH

import evaluation
from evaluation.errors import Refused
from evaluation.report.sections import problems
from evaluation.study.load import load
from evaluation.tables import tables
from evaluation.view.judgements import missed_standings, standing, tally
from evaluation.view.statements import sentence, tally_sentence

CARDS, PUBLIC, EXITS = "two_card_valid", "publicity_done", "exits_with_evidence"
TABLE = """
region | period | subsidy_payments | subsidy_payments_valid | payments_invalid_money | ineligible_kept
A      | 2024   | 1000             | 976                    | 4800000                | 3
B      | 2024   | 500              | 500                    | 0                      | 0
C      | 2024   | *                | *                      |                        | 0
D      | 2024   | 0                | 0                      | 0                      | 0
"""


@pytest.fixture
def opened(tmp_path):
    def make(more="", targets="", table=TABLE, indicators=(CARDS,), policy="GZ", **rest):
        drawn = Drawn(tuple(indicators), table, targets=targets, more=more, policy=policy, **rest)
        return drawn_study.opened(drawn, tmp_path)

    return make


def judged(view, code=CARDS):
    s = standing(view, code)
    return s.state, s.word, s.target.demand, s.target.value, s.target.source


def page(view):
    return str(problems.build(view))


@pytest.mark.parametrize(
    ("name", "region", "broken"),
    [
        (
            "guizhou-2010",
            "520100",
            {CARDS: 224, PUBLIC: 90, "reassist_rate": 147, EXITS: 5, "census_done": 16, "realname_cov": 1138},
        ),
        ("hubei-2007", "421100", {"rsc_residual_paid": 164, "rsc_closed": 1, "audit_issue_rectify_rate": 3}),
    ],
)
def test_what_the_document_demands_of_all_is_listed_with_its_cases(name, region, broken):
    view = evaluation.open(name).report(region).view
    missed = {s.indicator.code: view.results.breach(region, s.indicator.code).cases for s in missed_standings(view) if s.duty}
    assert {code: cases for code, cases in missed.items() if cases is not None} == broken


def test_money_that_is_paid_after_the_stop_is_named():
    report = evaluation.open("hubei-2007").report("421100")
    assert report.view.results.breach("421100", "rsc_residual_paid").money == 23_222_400
    assert "停发后仍支付的基本生活费23.22万元，要求为零，不符合要求164人（HB-2）。" in str(report.conclusion())
    assert "No living allowance is paid any more" in page(evaluation.open("hubei-2007").report("421100", language="en").view)


def test_a_study_without_any_line_is_judged_by_its_document(opened):
    study = opened()
    view = drawn_study.view(study, "A")
    assert judged(view) == ("missed", "missed", "equal", 100, "GZ-3")
    assert view.results.breach("A", CARDS).cases == 24 and view.results.breach("A", CARDS).money == 4_800_000
    away = "2.4 points below, 24 items in breach, involving 0.05 million yuan (GZ-3)."
    assert sentence(view, CARDS) == f"Payments with both cards valid: 97.6%, required 100%, {away}"
    assert [judged(drawn_study.view(study, region))[1] for region in "BCD"] == ["met", "suppressed", "not_applicable"]


def test_cases_of_which_there_may_be_none_are_judged_by_their_number(opened):
    study = opened()
    view = drawn_study.view(study, "A")
    assert sentence(view, "ineligible_leave") == "Who is no longer eligible is no longer assisted: 3 persons, required none (GZ-4)."
    assert judged(drawn_study.view(study, "B"), "ineligible_leave")[0] == "met"
    assert judged(drawn_study.view(study, "P"), "ineligible_leave")[0] == "missed"
    assert view.results.breach("P", "ineligible_leave").cases == 3


def test_cases_that_are_known_break_a_duty_whatever_else_is_not(opened):
    rows = {"A": ("3", "", "1", "0"), "B": ("0", "-", "0", "0"), "C": ("2", "*", "0", "0"), "D": ("1", "-", "0", "0")}
    lines = [f"{region} | 2024Q{q} | {n}" for region, of in rows.items() for q, n in enumerate(of, 1)]
    study = opened(table="region | period | ineligible_kept\n" + "\n".join(lines), period="2024")
    found = {r: standing(drawn_study.view(study, r), "ineligible_leave") for r in "ABCDP"}
    assert {r: (s.settled, s.least) for r, s in found.items()} == {
        "A": ("missed", 4),
        "B": ("not_judged", None),
        "C": ("missed", 2),
        "D": ("missed", 1),
        "P": ("missed", 7),  # the whole knows what its regions know
    }
    view = drawn_study.view(study, "A")
    said = "Who is no longer eligible is no longer assisted: at least 4 persons (of what is known), required none (GZ-4)."
    assert sentence(view, "ineligible_leave") == said
    assert "at least 4 persons" in page(view)
    _, table = tables(view.results, "A")["duties"]
    assert ["missed", "", 4] in [[row[8], row[11] or "", row[-1]] for row in table]


def test_no_problem_is_said_with_what_was_demanded_and_what_could_not_be_judged(opened):
    view = drawn_study.view(opened(), "B")
    found, duties = tally(view), len(view.results.duties)
    assert (found.demanded, found.judged, found.missed, found.without) == (duties, 2, 0, 0)
    assert tally_sentence(view).startswith(f"Region B: {duties} requirements apply, 2 are met; ")
    assert f"{duties - 2} could not be judged (no data: {duties - 2})" in tally_sentence(view)


@pytest.mark.parametrize("policy", ["", "HB", "XX"])
def test_a_duty_binds_no_study_of_another_document(opened, policy):
    view = drawn_study.view(opened(policy=policy), "A")
    assert CARDS not in view.results.duty_of and standing(view, CARDS).target is None


def test_a_lifted_duty_judges_nothing_and_its_reason_is_printed(opened):
    study = opened(
        'duties: {lift: {both_cards_valid: {zh: 省厅另有批复, en: "waived by the province"}, census_everywhere: no census}}\n'
    )
    view = drawn_study.view(study, "A")
    assert standing(view, CARDS).target is None and standing(view, CARDS).duty is None
    said = page(view)
    assert "Only both cards together are valid (GZ-3), because: waived by the province" in said and "because: no census" in said
    assert "两证同时使用方有效（GZ-3），理由：省厅另有批复" in page(drawn_study.view(study, "A", "zh"))


@pytest.mark.parametrize("lift", ["both_cards_valid:", "both_cards_valid: ''", "both_cards_valid: []", "both_cards_valid: {}"])
def test_a_duty_lifted_without_a_reason_is_refused_with_its_line(tmp_path, lift):
    drawn_study.write(Drawn((CARDS,), TABLE, more=f"duties:\n  lift:\n    {lift}\n", policy="GZ"), tmp_path)
    path = tmp_path / "params" / "drawn" / "study.yml"
    at = next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if "both_cards_valid" in line)
    with pytest.raises(Refused) as refused:
        load("drawn", tmp_path)
    why = "a duty is lifted with the reason, which is printed; write why, in a text or as {zh: …, en: …}"
    assert str(refused.value).startswith(f"{path}:\n  line {at}, duties.lift.both_cards_valid: {why}")


@pytest.mark.parametrize(
    ("lift", "said"),
    [
        ("both_card_valid: why", "there is no duty 'both_card_valid'; did you mean 'both_cards_valid'?"),
        ("centres_closed: why", "'centres_closed' is a duty of another document and binds nobody here; remove it"),
    ],
)
def test_what_is_lifted_is_a_duty_of_the_study(opened, lift, said):
    with pytest.raises(Refused) as refused:
        opened(f"duties: {{lift: {{{lift}}}}}\n").check()
    assert str(refused.value) == f"params/drawn:\n  study.yml, line 22, duties.lift: {said}"


@pytest.mark.parametrize(
    ("row", "by"),
    [
        ("each | 2024 | equal    | 100 | %", "s"),
        ("each | 2024 | at_least | 100 | %", "s"),
        ("each | 2024 | at_least | 95  | %", "GZ-3"),
        ("A    | 2024 | at_most  | 100 | %", "GZ-3"),
        ("A    | 2024 | at_least | —   | %", "GZ-3"),
        ("B    | 2024 | at_least | 90  | %", "GZ-3"),
    ],
)
def test_one_line_judges_and_it_is_the_stricter_one(opened, row, by):
    study = opened(targets=f"{CARDS} | {row} | issued")
    view = drawn_study.view(study, "A")
    assert judged(view)[0] == "missed" and judged(view)[-1] == by
    assert tally(view).demanded == len(view.results.duties)
    laxer = by == "GZ-3" and not row.startswith("B")
    assert ("Lines that ask for less than the document" in page(view)) is laxer

    told = [f for f in study.results.findings if f.code == "target_laxer"]
    assert [dict(f.facts)["count"] for f in told] == ["1"] * (by == "GZ-3" or row.startswith("B"))


def test_a_laxer_line_of_each_region_is_none_of_the_whole(opened):
    study = opened(targets=f"{CARDS} | each | 2024 | at_least | 90 | % | issued")
    said = {region: "Lines that ask for less than the document" in page(drawn_study.view(study, region)) for region in ("A", "P")}
    assert said == {"A": True, "P": False}


def test_a_row_laxer_than_the_document_is_told_by_check_with_both_lines(opened):
    (found,) = (
        f
        for f in opened(targets=f"{CARDS} | each | 2024 | at_least | 95 | % | issued").results.findings
        if f.code == "target_laxer"
    )
    said = "two_card_valid 2024: the target of each, ≥95%, asks for less than the document, 100% (GZ-3), and is not used"
    assert (found.severity, found.message) == ("reportable", said)


def test_a_line_stricter_for_one_region_makes_none_for_each_laxer_than_the_document(opened):
    table = "region | period | ui_reemployed | ui_new_recipients | ui_recipients\nA | 2023 | 0 | 0 | 100\nA | 2024 | 45 | 0 | 100"
    code = "benefit_reemp_rate"
    lines = f"{code} | each | 2024 | at_least | 45 | % | issued\n{code} | A | 2024 | at_least | 50 | % | issued"
    study = opened(targets=lines, table=table, policy="HB", indicators=(code,))
    assert "ask for less" not in page(drawn_study.view(study, "A"))
    assert [f for f in study.results.findings if f.code == "target_laxer"] == []


LEDGER = (
    "item,region,unit,unit_zh,unit_en,check,title,kind,clause,duty,found,facts\n"
    "L-1,A,A-bureau,劳动局,Labour bureau,年中检查,证件不全,data,{clause},{duty},2024-03-01,部分人员两证不全。\n"
)


def test_the_ledger_names_the_duty_that_a_problem_breaks_with_its_line_and_figure(opened):
    view = drawn_study.view(opened(files={"ledger.csv": LEDGER.format(clause="GZ-3", duty="both_cards_valid")}), "A")
    said = "Only both cards together are valid (GZ-3): Region A, 2024: required 100%, actual 97.6%, 24 items in breach, involving"
    assert said in page(view)


@pytest.mark.parametrize(
    ("clause", "duty", "more", "said"),
    [
        (
            "GZ-3",
            "both_card_valid",
            "",
            "there is no duty 'both_card_valid' of the study's document; did you mean 'both_cards_valid'?",
        ),
        ("GZ-4", "both_cards_valid", "", "'both_cards_valid' is a duty of GZ-3, the row says GZ-4; correct one of them"),
        (
            "GZ-3",
            "both_cards_valid",
            "duties: {lift: {both_cards_valid: why}}\n",
            "the duty 'both_cards_valid' is lifted in study.yml and binds nobody here; leave the cell blank, or lift it no more",
        ),
    ],
)
def test_the_ledger_names_a_duty_of_its_clause_that_binds(opened, clause, duty, more, said):
    with pytest.raises(Refused) as refused:
        opened(more, files={"ledger.csv": LEDGER.format(clause=clause, duty=duty)}).check()
    assert str(refused.value) == f"params/drawn:\n  ledger.csv, line 2: {said}"


def test_a_line_of_a_part_of_the_year_that_asks_for_less_is_not_used(opened):
    rows = "".join(f"\nA | 2024Q{q} | 100 | 97" for q in (1, 2, 3, 4))
    line = f"{CARDS} | each | 2024Q2 | at_least | 95 | % | issued"
    study = opened(table=f"region | period | subsidy_payments | subsidy_payments_valid{rows}", targets=line, at="2024Q2")
    assert judged(drawn_study.view(study, "A"))[::4] == ("missed", "GZ-3")


def test_a_stricter_line_of_the_study_judges_a_duty_that_asks_for_less(opened):
    table = "region | period | ui_reemployed | ui_new_recipients | ui_recipients\nA | 2023 | 0 | 0 | 100\nA | 2024 | 45 | 0 | 100"
    line = "benefit_reemp_rate | each | 2024 | at_least | 50 | % | issued"
    view = drawn_study.view(opened(targets=line, table=table, policy="HB", indicators=("benefit_reemp_rate",)), "A")
    assert judged(view, "benefit_reemp_rate")[2:] == ("at_least", Decimal(50), "s")


@pytest.mark.parametrize(
    ("status", "judging", "said"), [("issued", ("missed", 50), ""), ("proposal", ("met", 40), "50% (proposed): 45.0%, missed")]
)
def test_the_demand_of_the_document_is_judged_by_its_own_line_and_a_proposal_apart(opened, status, judging, said):
    table = "region | period | ui_reemployed | ui_new_recipients | ui_recipients\nA | 2023 | 0 | 0 | 100\nA | 2024 | 45 | 0 | 100"
    line = f"benefit_reemp_rate | each | 2024 | at_least | 50 | % | {status}"
    study = opened(targets=line, table=table, policy="HB", indicators=("benefit_reemp_rate",))
    view = drawn_study.view(study, "A")
    s = standing(view, "benefit_reemp_rate")
    assert (s.state, s.target.value) == judging and (said in page(view)) and ("judged apart" in page(view)) is bool(said)
    (row,) = (r for r in tables(study.results, "A")["duties"][1] if r[3] == "benefit_reemp_rate")
    assert (row[5], row[8]) == ("40", "met") and "≥ 40%" in page(view)


@pytest.mark.parametrize(("period", "word"), [("2007Q1", "not_due"), ("2007Q2", "missed"), ("2007Q4", "missed")])
def test_a_duty_with_a_day_waits_for_it(opened, period, word):
    rows = "".join(f"\nA | 2007Q{q} | 4 | 3" for q in (1, 2, 3, 4))
    study = opened(
        table=f"region | period | rsc_centres | rsc_centres_closed{rows}", indicators=("rsc_closed",), policy="HB", at=period
    )
    assert standing(drawn_study.view(study, "A"), "rsc_closed").word == word


@pytest.mark.parametrize(("year", "state"), [("2006", None), ("2008", "missed")])
def test_a_day_of_another_year_is_past_or_has_not_come(opened, year, state):
    study = opened(
        table=f"region | period | rsc_centres | rsc_centres_closed\nA | {year} | 4 | 3", indicators=("rsc_closed",), policy="HB"
    )
    s = standing(drawn_study.view(study, "A"), "rsc_closed")
    assert (s.target and s.state) == state and (s.target is None or s.target.due is None)


@pytest.fixture
def own(tmp_path):
    def make(old="", new=""):
        text = own_study.ENTRIES + own_study.DUTIES
        assert old in text
        own_study.write_study(tmp_path, text.replace(old, new) if old else text)
        return evaluation.open("tiny", tmp_path)

    return make


def test_a_study_makes_duties_of_its_own_in_the_same_form(own):
    study = own()
    view = study.report("R1", language="en").view
    assert [d.code for d in view.results.duties] == ["two_fifths_women", "nobody_on_the_roll_idle"]
    assert sentence(view, "share_women") == "Share of women: 37.5%, required at least 40%, 2.5 points below (Act 7, section 3)."
    said = page(view)
    assert "Two fifths are women | Act 7, section 3 | ≥ 40% | 37.5% | — | — | missed" in said


def test_a_duty_that_stands_in_the_place_of_a_packs_says_why(own):
    entry = """\
  both_cards_valid:
    overrides: cards are merged since May
    title: {zh: 持卡方有效, en: Only a card is valid}
    indicator: two_card_valid
    equal: 100
  two_fifths"""
    view = own("  two_fifths", entry).report("R1", language="en").view
    assert "both_cards_valid" in {d.code for d in view.results.duties}
    assert "Only a card is valid, because: cards are merged since May" in page(view)


def test_two_duties_never_judge_one_indicator(own):
    with pytest.raises(Refused) as refused:
        own("  nobody_on", "  half_women: {title: {en: Half}, indicator: share_women, at_least: 50}\n  nobody_on").check()
    said = "half_women judges share_women, as two_fifths_women does; keep one, or replace it under its own name"
    assert str(refused.value) == f"params/tiny:\n  the study (params/tiny/catalogue.yml:49): {said} with 'overrides: <reason>'"


def test_duties_of_packs_cite_items_of_their_documents_and_are_of_rates_or_counts():
    for duty in SHIPPED.duties.values():
        assert set(duty.clauses) <= set(CLAUSES) and duty.clauses, duty.code
        assert duty.title.languages == {"zh", "en"}
        assert duty.due is None or duty.due > date(2007, 1, 1)


ALL_MET = {
    "zh": re.compile("(全部|均|都)(已)?(达到|完成|满足)"),
    "en": re.compile(r"\b[Aa]ll\b[^.;]*\b(met|meets?|reached|pass)\b"),
}
STUDIES = ("guizhou-2010", "hubei-2007", "hubei-subsidy-2024", "linhe-2022", "china-ui-2008", "india-nsfdc", "india-mgnrega")


@pytest.mark.parametrize("name", STUDIES)
def test_no_page_says_that_all_is_met_where_anything_is_missed_or_open(name):
    opened = evaluation.open(name)
    for region in opened.results.places:
        for language, missed in (("zh", "| 未达到"), ("en", "| missed")):
            if language not in opened.study.file.title.languages:
                continue
            whole = region == opened.study.top.code
            view = (opened.overview(language=language) if whole else opened.report(region, language=language)).view
            table = page(view).partition("文件的绝对要求" if language == "zh" else "Absolute demands of the document")[2]
            found, said = tally(view), tally_sentence(view)
            assert bool(ALL_MET[language].search(said)) == (0 < found.demanded == found.met), (region, said)
            assert (missed in table) == any(s.duty for s in missed_standings(view)), region


def test_no_other_words_of_pages_and_letters_say_that_all_is_met():
    """What they say of those that could be judged says nothing of the others."""
    phrases = {(key, language): text for language, words in (("zh", ZH), ("en", EN)) for key, text in words.items()}
    letters_ = {(kind.name, language): letters.source(kind, language) for kind in letters.KINDS for language in ("zh", "en")}
    found = {key for (key, language), text in {**phrases, **letters_}.items() if ALL_MET[language].search(text)}
    assert found == {"tally.all_met", "gates.passed", "adjustment.intro_all"}, "the last says that all money goes by targets"


def test_a_verdict_of_a_whole_that_is_not_of_every_region_says_so(opened):
    view = drawn_study.view(opened(), "P")
    s = standing(view, CARDS)
    assert (s.state, s.word) == ("missed", "missed_in_part")
    assert "missed by the regions with figures" in page(view)
    assert "judged by the regions with figures alone" in tally_sentence(view)
    assert standing(view, CARDS, "A").word == "missed"
