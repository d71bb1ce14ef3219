"""Every sentence of the policy documents is answered, or the reason why not is written."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner
from shipped import CATALOGUE, CLAUSES, PARTS

from evaluation.catalogue.catalogue import every_catalogue
from evaluation.catalogue.clauses import KINDS, cited_as, parts_of, summary
from evaluation.catalogue.known_packs import shipped_packs
from evaluation.cli import cli
from evaluation.errors import Refused
from evaluation.study.load import load

ROOT = Path(__file__).parents[2]
SENTENCES = [(c.code, n, s) for c in CLAUSES.values() for n, s in enumerate(c.sentences, 1)]

# What was read out of the documents, one entry an item: by the name it has here when that is another.
EXTRACTED = {
    "quantity targets": """emp_new_urban rural_transfer rural_transfer_labour_dept reemp_laidoff reemp_hard
        rural_poor_households_helped trained_reemp trained_startup trained_rural trained_rural_labour_dept ui_insured
        ui_premium pilot_counties training_base_prov startup_center_prov labour_brand community_full_emp""",
    "outcomes": """unemp_rate_reg benefit_reemp_rate benefit_paid_rate train_emp_rate startup_success_rate
        jobmatch_success_rate cert_pass_rate target_group_emp_rate ui_recipients_decline dibao_recipients_decline
        emp_per_10k_yuan zerofam_3m_rate grad_service_3m_rate grad_window_cov newstart_7ones_rate newstart_reemp_rate
        dual_cert_rate order_training_share public_inst_ui_cov rsc_closed""",
    "fund": """share_si_subsidy share_train_assess_match fund_used_amount budget_execution_rate project_budget_cov
        plan_deviation local_input_effort fiscal_difficulty year_end_balance_ratio audit_issue_rectify_rate
        ui_selfcheck_done ui_collection_rate ui_arrears_recovered ui_inspection_yield ui_reserve_months ui_benefit_level
        agency_independent_acct grassroots_staff_paid network_4tier_cov policy_implementation_score""",
    "allocation": """award_for_subsidy f_fiscal_difficulty:fiscal_difficulty f_fiscal_effort:local_input_effort
        f_fund_used:fund_used_amount f_si_subsidy_spend:share_si_subsidy f_match_spend:share_train_assess_match
        f_train_spend:share_train_assess_match f_new_urban:emp_new_urban f_reemp:reemp_laidoff f_reemp_hard:reemp_hard
        f_ui_decline:ui_recipients_decline f_rural_trained:trained_rural f_budget_link:award_or_cut
        ui_provincial_adjustment incentive_grassroots""",
    "early warning": """warn_line warn_plan firm_monitoring layoff_control soe_restructure_absorbed reg_unemp_growth
        unemp_rate_jump""",
    "assistance": """realname_cov register_then_certify hukou_platform_match publicity_done card_issued_rate two_card_valid
        four_ones_chain census_done ledger_fresh five_ones_rate agreement_rate visit_quarterly_rate three_visits_rate
        five_items_complete reassist_rate stability_rate long_term_unemp_share public_post_priority first_contact_resp
        four_systems info_4types_online satisfaction policy_delivery staff_qualified publicity_reach""",
    "instruments": """pub_post:public_post_priority match_sub:takeup_match_sub train_sub:takeup_train_sub
        assess_sub:takeup_assess_sub tax_relief:takeup_tax_relief fee_waiver:takeup_fee_waiver micro_loan:takeup_micro_loan
        si_sub_pubpost:takeup_si_pubpost si_sub_firm:takeup_si_firm settle_sub_firm:takeup_settle_firm
        post_sub:takeup_post_sub si_sub_flex:takeup_si_flex startup_sub:takeup_startup_sub
        job_search_allow:newstart_7ones_rate transfer_train_in_firm:transfer_aid_cov special_policy:special_policy_money
        student_loan_focus""",
    "calendar": """assistance_month own_plan_filing agency_check_march selfcheck_march rsc_deadline control_meeting
        pilot_review pilot_meeting inspection_september service_week fund_check_november skills_plan_check mop_up
        bulletin_q dispatch home_visits overseas_review graduate_clock""",
    "documents": """bulletin_q rectify_notice supervision_memo fund_perf_report policy_inspection pilot_evaluation
        skills_plan_evaluation agency_announcement ui_selfcheck_report ep8_table assistance_appraisal warning_notice
        budget_and_accounts""",
    "exits": """exit_not_eligible exit_refusal exit_employed_continue_followup re_entry age_out fee_waiver_end
        rectify_escalation award_or_cut special_inspection""",
    "groups": """A1_4050 A2_disabled A3_dibao A4_ltu A5_landless A6_grad A7_other B_zero_family G1 G2 G3 G4 G5""",
    "checks": """framing employment_regulation method_rules key_enterprise_plans equal_employment migrant_injury
        migrant_medical brand_support labour_cooperation offices_outside service_reform platform_building five_in_one
        registration_rules dispatch_rules licensing_supervision deposit_full overseas_yearly exit_proof_issued
        agreement_signed service_standards work_conditions joint_meeting media_publicity""",
    "amendments": """eligible_cov grad_emp_rate bg_settled bg_reemp bg_si ui_train_cov ui_match_cov ui_promo_share
        fund_arrival_rate cert_extended rural_train_mix:rural_train_mix_reserve joint_share migrant_injury migrant_medical
        five_settled posts_created entities bases startup_chain withhold_cov hire_reg_rate agency_checked overseas_yearly
        deposit_full agreement_signed caseload ep8_ontime""",
}


def test_every_numbered_item_of_both_documents_is_there_in_order():
    assert list(CLAUSES) == [f"HB-{n}" for n in range(24)] + [f"GZ-{n}" for n in range(26)]


@pytest.mark.parametrize(("code", "number", "sentence"), SENTENCES, ids=[f"{c}.{n}" for c, n, _ in SENTENCES])
def test_every_sentence_is_answered_or_says_why_not(code, number, sentence):
    answered = bool(sentence.indicators or sentence.uses)
    assert answered != bool(sentence.reason), f"{code}: {sentence.zh}"
    assert set(sentence.indicators) <= set(CATALOGUE)
    assert set(sentence.uses) <= set(PARTS)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in sentence.zh)


def test_indicators_and_clauses_name_each_other():
    cited = {
        (code, clause.strip()) for code, indicator in CATALOGUE.items() for clause in indicator.clause.replace(";", ",").split(",")
    }
    assert cited == {(code, clause.code) for clause in CLAUSES.values() for code in clause.indicators}


def test_every_part_answers_a_sentence():
    assert {code for *_, s in SENTENCES for code in s.uses} == set(PARTS)
    assert {part.kind for part in PARTS.values()} == set(KINDS)


@pytest.mark.parametrize("part", [p for p in PARTS.values() if p.kind != "checks"], ids=lambda p: p.code)
def test_a_part_is_where_it_says_or_is_not_built(part):
    assert bool(part.at) != bool(part.missing)
    if part.at:
        place, _, name = part.at.partition(":")
        assert hasattr(import_module(place), name)


def test_a_check_is_judged_and_not_computed():
    assert all(not p.at and not p.missing for p in PARTS.values() if p.kind == "checks")


@pytest.mark.parametrize("section", EXTRACTED)
def test_every_item_read_out_of_the_documents_is_an_indicator_or_a_part(section):
    names = [name.partition(":")[2] or name for name in EXTRACTED[section].split()]
    assert [name for name in names if name not in CATALOGUE and name not in PARTS] == []


def test_the_clauses_of_every_shipped_pack_name_what_is_there_and_its_duties_cite_them():
    for found in every_catalogue(None):
        found.check_clauses()


def test_a_code_under_two_kinds_is_refused():
    pack = next(iter(shipped_packs().values()))
    twice = replace(pack, parts_text='[rules.x]\nzh = "词"\nen = "word"\n[checks.x]\nzh = "词"\nen = "word"\n')
    with pytest.raises(Refused, match=r"parts\.toml, x: stands under rules already"):
        parts_of([twice])


def test_a_document_nobody_cites_is_refused():
    with pytest.raises(Refused, match="no document is cited as 'HP'; known: HB, GZ"):
        cited_as("HP", CLAUSES)


def told(*arguments: str) -> str:
    done = CliRunner().invoke(cli, ["clauses", *arguments], env={"EVALUATION_ROOT": str(ROOT)})
    assert done.exit_code == 0, done.output
    return done.output


def test_the_command_lists_every_clause_with_what_answers_it():
    said = told()
    assert [line.split()[0] for line in said.splitlines() if line[:3] in ("HB-", "GZ-")] == list(CLAUSES)
    assert summary(tuple(CLAUSES.values())) in said
    unbuilt = [part.code for clause in CLAUSES.values() for part in clause.missing]
    assert sorted(re.findall(r"(\w+) \(not built\)", said)) == sorted(unbuilt)
    assert re.search(r"  rules  .*exit_refusal(,|$)", said, re.MULTILINE)


def test_the_command_tells_what_a_study_does_not_compute():
    said = told("guizhou-2010")
    assert "HB-" not in said
    lines = said.splitlines()
    place = next(i for i, line in enumerate(lines) if line.startswith("GZ-17 "))
    assert lines[place + 1].startswith("  indicators  five_ones_rate, one_card_rate, ")


def test_the_command_tells_what_a_study_leaves_out():
    lines = told("hubei-2007").splitlines()
    left_out = {code for line in lines if line.startswith("  not in this study  ") for code in line[21:].split(", ")}
    used = set(load("hubei-2007", ROOT).file.indicators)
    assert left_out and not left_out & used


def test_what_is_not_built_is_listed_by_clause_and_nothing_else():
    said = told("--missing").splitlines()
    assert said == [f"{c.code}  {p.kind[:-1]} {p.code}: {p.title.en}: {p.missing}" for c in CLAUSES.values() for p in c.missing]
    assert told("guizhou-2010", "--missing").splitlines() == [line for line in said if line.startswith("GZ-")]


def test_as_json_every_sentence_is_there():
    found = json.loads(told("--json"))
    assert [c["clause"] for c in found] == list(CLAUSES)
    assert sum(len(c["sentences"]) for c in found) == len(SENTENCES)


def test_a_study_without_a_document_is_refused():
    done = CliRunner().invoke(cli, ["clauses", "india-nsfdc"], env={"EVALUATION_ROOT": str(ROOT)})
    assert isinstance(done.exception, Refused)
    assert "names no policy document" in str(done.exception)
