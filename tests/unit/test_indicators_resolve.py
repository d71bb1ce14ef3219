"""Names, units and readings of a study against the catalogue; everything wrong is told at once."""

from __future__ import annotations

import pytest
from shipped import CATALOGUE, EXPENDITURE, INCOME, PLANNED, QUANTITIES
from study_files import made

from evaluation.catalogue.catalogue import catalogue
from evaluation.catalogue.model import Reading, expression, total
from evaluation.catalogue.scope import Scope
from evaluation.errors import Refused
from evaluation.measured.resolve import problems, resolve
from evaluation.study.counted import SHIPPED
from evaluation.study.load import load


def refused(root, *changes, drop=()) -> str:
    with pytest.raises(Refused) as caught:
        resolve(made(root, *changes, drop=drop), catalogue())
    return str(caught.value)


def test_the_sample_resolves_in_its_own_order(tmp_path):
    assert [i.code for i in resolve(made(tmp_path), catalogue())] == ["emp_new_urban", "reemp_laidoff", "unemp_rate_reg"]


STATED = ("study.yml", "长分母:", '失业率: {states: unemp_rate_reg, unit: "%"}\n      长分母:')


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("study.yml", "quantity: new_employed", "quantity: new_employd"),
            "columns.新就业: 'new_employd' is not in the catalogue; did you mean 'new_employed' (urban newly",
        ),
        (("study.yml", "indicators: [", "indicators: [reemp_laidof, "), "'reemp_laidof' is not in the catalogue; did you mean"),
        (
            ("study.yml", "hard_limits: [", "hard_limits: [share_si_subsidy, "),
            "hard_limits: share_si_subsidy is not among the study's indicators; add it there",
        ),
        (("study.yml", "hard_limits: [", "hard_limits: [reemp_laidoff, "), "hard_limits: reemp_laidoff is a quantity target"),
        (
            (
                "study.yml",
                "",
                "retraining:\n  pace_cut_off: 2007-12-31\n  source: {zh: 无, en: none}\n"
                "  streams: {trained_rural: {last_class_start: 2007-10-01, class_weeks: 8, subsidised_share: 1}}\n",
            ),
            "retraining.streams: trained_rural is not among the study's indicators",
        ),
        (
            ("study.yml", "new_employed, unit: 人,", "new_employed, unit: 万元,"),
            "columns.新就业: new_employed counts persons, the unit 万元 does not",
        ),
        (("study.yml", "unit: 人, kind: stock", "unit: 人"), "reg_unemployed is a stock, the kind 'current' does not fit"),
        (
            ("study.yml", "unit: 人, kind: cumulative", "unit: 人, kind: stock"),
            "new_employed is a flow, the kind 'stock' does not fit",
        ),
        (
            ("study.yml", "    period: 期间", "    fixed_period: 2007Q2"),
            "a cumulative figure at the end of 2007Q2 is of all 6 months since 2007-01, which is 2007H1; write "
            "'fixed_period: 2007H1', or, "
            "where the column holds 2007Q2 alone, 'kind: current'",
        ),
        (
            ("study.yml", "    period: 期间", "    fixed_period: 2007Q3"),
            "is of all 9 months since 2007-01, which are no period; declare a table of the period before it too",
        ),
        (
            ("study.yml", "quantity: natural_attrition", "quantity: new_employed"),
            "columns.减员: new_employed is also delivered by study.yml, tables.employment.columns.新就业; keep one",
        ),
        (("choices.yml", "unemp_rate_reg:", "unemp_rate_rg:"), "'unemp_rate_rg' is not in the catalogue"),
        (
            ("choices.yml", "unemp_rate_reg: {reading: long,", "reemp_laidoff: {reading: only,"),
            "reemp_laidoff has one reading only; remove the choice",
        ),
        (
            ("choices.yml", "reading: long", "reading: longer"),
            "choices.yml, line 2: unemp_rate_reg has no reading 'longer'; pick one of long, short",
        ),
        (("targets.csv", "70,万人", "70,户"), "emp_new_urban counts persons, the unit 户 does not"),
        (("targets.csv", "at_least,70", "at_least,70.00001"), "70.00001 万人 is not a whole number"),
        (
            ("targets.csv", "420100,2007,at_least,400000", "420100,2007Q2,at_least,—"),
            "emp_new_urban for 2007Q2: what has no line has none all year; write — for 2007",
        ),
        (("targets.csv", "4.5,%", "4.5,‰"), "unemp_rate_reg is measured in %, and ‰ is no unit of that"),
        (
            ("targets.csv", "4.5,%", "-4.5,%"),
            "unemp_rate_reg for 420000: what is counted over what is counted is never below 0, the line is -4.5 %; correct it",
        ),
        (
            ("targets.csv", "", "rsc_closed,420000,2007,at_least,5000,%,issued,HB-2\n"),
            "rsc_closed for 420000: a part is never above 100 % of its whole, the line is 5000 %; correct it",
        ),
        (
            ("targets.csv", "emp_new_urban,420000", "emp_new_urbn,420000"),
            "did you mean 'emp_new_urban' (New urban jobs)? Search: evaluation indicators",
        ),
        (
            ("targets.csv", "emp_new_urban,420000", "trained_reemp,420000"),
            "targets.csv, line 2: trained_reemp is not among the study's indicators",
        ),
        (
            ("weights.yml", "worst: 6, best: 3", "worst: 3, best: 6"),
            "groups.social_benefit.unemp_rate_reg: worst 3 and best 6 are the wrong way round",
        ),
        (("weights.yml", "worst: 60, best: 100", "worst: 100, best: 60"), "worst 100 and best 60 are the wrong way round"),
        (
            ("weights.yml", "emp_new_urban: {points", "reemp_hard: {points"),
            "reemp_hard is not among the study's indicators; add it to study.yml",
        ),
        (
            ("study.yml", "长分母:", "完成率: {states: emp_new_urban, unit: 人}\n      长分母:"),
            "only a rate or a target's completion can be stated",
        ),
        (
            ("study.yml", "长分母:", '率: {states: cert_pass_rate, unit: "%"}\n      长分母:'),
            "columns.率: cert_pass_rate is not among the study's indicators; add it to study.yml",
        ),
        (("study.yml", "长分母:", "失业率: {states: unemp_rate_reg, unit: 人}\n      长分母:"), "in % or ‰"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path, change, said):
    message = refused(tmp_path, change)
    assert message.startswith("params/small:\n")
    assert said in message


@pytest.mark.parametrize(("chosen", "fits"), [("of_entrants", False), ("of_recipients", True)])
def test_a_line_out_of_reach_of_the_chosen_reading_is_refused_whatever_another_could_come_to(tmp_path, chosen, fits):
    line = ("targets.csv", "", "benefit_reemp_rate,each,2007,at_least,100.5,%,issued,x\n")
    choice = ("choices.yml", "", f"benefit_reemp_rate: {{reading: {chosen}, why: {{zh: 因为, en: because}}}}\n")
    changes = line, choice, ("study.yml", "indicators: [", "indicators: [benefit_reemp_rate, ")
    if fits:
        assert resolve(made(tmp_path, *changes), catalogue())
    else:
        assert "a part is never above 100 % of its whole, the line is 100.5 %" in refused(tmp_path, *changes)


@pytest.mark.parametrize("period", ["2007", "2007H1", "2007Q1", "2007M01"])
def test_a_period_that_begins_with_the_year_may_be_cumulative_alone(tmp_path, period):
    said = problems(made(tmp_path, ("study.yml", "    period: 期间", f"    fixed_period: {period}")), catalogue())
    assert [told for told in said if "cumulative" in told] == []


def test_a_change_may_have_any_line(tmp_path):
    line = ("targets.csv", "", "reg_unemp_growth,420000,2007,at_most,-5000,%,issued,x\n")
    chosen = ("choices.yml", "", "reg_unemp_growth: {reading: year, why: {zh: 因为, en: because}}\n")
    assert resolve(made(tmp_path, line, chosen, ("study.yml", "indicators: [", "indicators: [reg_unemp_growth, ")), catalogue())


@pytest.mark.parametrize("key", ["indicators", "hard_limits", "headline"])
def test_a_list_names_nothing_twice(tmp_path, key):
    spoilt = ("study.yml", "indicators: [emp_new_urban,", "indicators: [emp_new_urban, emp_new_urban,")
    if key == "hard_limits":
        spoilt = ("study.yml", "hard_limits: [", "hard_limits: [unemp_rate_reg, ")
    elif key == "headline":
        spoilt = ("study.yml", "", "headline: [emp_new_urban, reemp_laidoff, emp_new_urban]\n")
    with pytest.raises(Refused, match=f"{key}: .* is listed twice; keep one"):
        made(tmp_path, spoilt)


def test_a_stated_rate_is_accepted(tmp_path):
    assert resolve(made(tmp_path, STATED), catalogue())


def test_a_stated_completion_of_a_target_is_accepted(tmp_path):
    assert resolve(
        made(tmp_path, ("study.yml", "长分母:", '完成率: {states: emp_new_urban, unit: "%"}\n      长分母:')), catalogue()
    )


def test_an_open_clause_without_a_choice_is_refused(tmp_path):
    said = refused(tmp_path, drop=("choices.yml",))
    assert "HB-0, HB-18 leaves 'emp_new_urban' open; choices.yml must pick one of net_of_attrition, gross, net_change" in said
    assert "HB-0 leaves 'unemp_rate_reg' open; choices.yml must pick one of long, short" in said


def test_standards_name_a_training_stream(tmp_path):
    study = made(tmp_path)
    (tmp_path / "params/small/standards.csv").write_text("region,stream,yuan,source\n420100,trained_remp,600,x\n", encoding="utf-8")
    assert resolve(study, catalogue())
    with pytest.raises(Refused, match=r"'trained_remp' is not in the catalogue; did you mean 'trained_reemp' "):
        resolve(load("small", tmp_path), catalogue())


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    said = refused(
        tmp_path,
        ("study.yml", "quantity: new_employed", "quantity: x"),
        ("targets.csv", "70,万人", "70,户"),
        ("choices.yml", "reading: long", "reading: longer"),
    )
    assert len(said.splitlines()) == 4


def test_every_unit_of_a_study_counts_something():
    stated_as = {"percent", "permille"}  # no pack has a quantity that is only stated
    assert set(SHIPPED) - stated_as == {q.counts for q in QUANTITIES.values()}


def test_parts_name_quantities_of_the_same_kind_and_count():
    for quantity in QUANTITIES.values():
        if quantity.within:
            container = QUANTITIES[quantity.within]
            assert (container.counts, container.kind) == (quantity.counts, quantity.kind), quantity.code


def test_spending_income_and_plans_are_complete():
    assert [q.code for q in EXPENDITURE] == [
        "exp_si_subsidy",
        "exp_training",
        "exp_assessment",
        "exp_matching",
        "exp_public_post",
        "exp_microloan",
        "exp_guarantee",
        "exp_special_policy",
        "exp_capacity",
    ]
    assert [q.code.removeprefix("fund_in_") for q in INCOME] == [q.code.removeprefix("fund_plan_") for q in PLANNED]


Q = QUANTITIES


def test_units_are_derived_from_what_both_sides_count():
    def unit(top, bottom=None, per=1):
        below = expression(Q[bottom]) if bottom else None
        return Reading(numerator=expression(Q[top]), denominator=below, per=per).unit.code(SHIPPED)

    assert unit("assessed_passed", "assessed", 100) == "%"
    assert unit("ui_balance", "ui_outlay", 12) == "months"
    assert unit("jobseekers", "jobseekers_placed") == "ratio"
    assert unit("exp_training", "persons_training") == "yuan/person"
    assert unit("reemp_laidoff", "exp_training", 10_000) == "persons/10k yuan"
    assert unit("zerofam_due") == "households"
    with pytest.raises(ValueError, match="persons × 100 ÷ person-times: only what stands over money is of so many units of it"):
        unit("jobseekers", "referrals", 100)


def test_a_sum_of_different_things_is_refused():
    with pytest.raises(ValueError, match="terms count different things"):
        total(Q["assessed"], Q["exp_training"])


def test_formulas_are_spelled_from_the_same_objects():
    flow = CATALOGUE["target_group_emp_rate"].readings["flow"]
    formula = flow.formula("zh", SHIPPED)
    assert formula == "实现就业援助对象人数 ÷ (期初未就业援助对象人数 + 新认定援助对象人数 + 重新失业援助对象人数) × 100%"
    share = CATALOGUE["share_si_subsidy"].readings["all"]
    assert share.formula("zh", SHIPPED) == "社会保险补贴支出 ÷ 资金总支出 × 100%"
    assert share.denominator.spell_out("zh").count(" + ") == 8
    placed = CATALOGUE["emp_per_10k_yuan"].readings["territory"]
    assert placed.formula("zh", SHIPPED) == "下岗失业人员再就业人数 ÷ 资金总支出（万元）"
    net = Scope(QUANTITIES).side("new_employed - natural_attrition")
    assert net.text("zh") == "城镇累计新就业人数 − 自然减员人数"


def test_every_indicator_has_words_in_both_languages_and_a_clause():
    for indicator in CATALOGUE.values():
        assert indicator.clause.startswith(("HB-", "GZ-"))
        for language in ("zh", "en"):
            assert indicator.title[language]
            assert indicator.why[language]
            for reading in indicator.readings.values():
                assert reading.formula(language, SHIPPED)
        if len(indicator.readings) > 1:
            assert all(r.words for r in indicator.readings.values())
        if indicator.window:
            assert indicator.window.zh != indicator.window.en
        assert len({i.title.zh for i in CATALOGUE.values()}) == len(CATALOGUE)


def test_an_interval_makes_sense_for_parts_of_cases_only():
    said = {(c, n) for c, i in CATALOGUE.items() for n, r in i.readings.items() if r.proportion}
    assert {("cert_pass_rate", "only"), ("five_ones_rate", "only"), ("jobmatch_success_rate", "persons")} <= said
    assert not said & {("unemp_rate_reg", "long"), ("share_si_subsidy", "all"), ("ui_recipients_decline", "year_end")}
