"""Outcome rates of HB-20 with HB-4 and HB-17, and the registered unemployment rate of HB-0."""

from __future__ import annotations

from evaluation.indicators.model import (
    Catalogue,
    Dimension,
    Direction,
    Reading,
    expression,
    last_year,
    opening,
    trailing,
)
from evaluation.indicators.quantities import QUANTITIES as Q
from evaluation.indicators.quantities import SPENT
from evaluation.study.model import Words


def _share(top: str, bottom: str, zh: str | None = None, en: str | None = None) -> Reading:
    words = Words(zh=zh, en=en) if zh and en else None
    return Reading(numerator=expression(Q[top]), denominator=expression(Q[bottom]), per=100, words=words)


def declare(catalogue: Catalogue) -> None:
    social = {"dimension": Dimension.SOCIAL_BENEFIT, "direction": Direction.HIGHER}
    catalogue.add(
        code="train_emp_rate",
        title=Words(zh="培训就业率", en="Employment rate after training"),
        clause="HB-20, HB-7",
        why=Words(zh="培训是否带来工作", en="whether training leads to work"),
        readings={
            "of_completers": Reading(
                numerator=Q["mature_employed_reemp"] + Q["mature_employed_rural"],
                denominator=Q["mature_reemp"] + Q["mature_rural"],
                per=100,
                words=Words(zh="结业者六个月内就业", en="completers employed within six months"),
            ),
            "of_participants": _share(
                "mature_participants_employed",
                "mature_participants",
                "参训者六个月内就业",
                "participants employed within six months",
            ),
        },
        **social,
    )
    catalogue.add(
        code="startup_success_rate",
        title=Words(zh="创业成功率", en="Start-up success rate"),
        clause="HB-20",
        why=Words(zh="创业培训是否变成企业", en="whether start-up training becomes a business"),
        readings=_share("mature_started_startup", "mature_startup"),
        **social,
    )
    catalogue.add(
        code="jobmatch_success_rate",
        title=Words(zh="职业介绍成功率", en="Job-matching success rate"),
        clause="HB-20",
        why=Words(zh="公共就业服务的效率", en="how well public employment service works"),
        readings={
            "persons": _share(
                "jobseekers_placed", "jobseekers", "按人：介绍成功÷登记求职", "persons: placed ÷ registered"
            ),
            "referrals": _share("referrals_placed", "referrals", "按次：成功÷介绍", "referrals: successful ÷ made"),
        },
        **social,
    )
    catalogue.add(
        code="cert_pass_rate",
        title=Words(zh="技能鉴定合格率", en="Skill assessment pass rate"),
        clause="HB-20",
        why=Words(zh="培训质量；过高亦须核查", en="training quality; a rate too high is checked as well"),
        readings=_share("assessed_passed", "assessed"),
        **social,
    )
    catalogue.add(
        code="target_group_emp_rate",
        title=Words(zh="援助对象就业率", en="Employment rate of assistance targets"),
        clause="HB-20; GZ-1, GZ-17",
        why=Words(zh="援助是否落到就业", en="whether assistance ends in work"),
        readings={
            "flow": Reading(
                numerator=expression(Q["assist_employed"]),
                denominator=opening(Q["assist_unemployed"]) + Q["assist_certified"] + Q["assist_reunemployed"],
                per=100,
                words=Words(
                    zh="本期就业÷（期初未就业＋新认定＋重新失业）",
                    en="found work ÷ (unemployed at start + new + again)",
                ),
            ),
            "stock": Reading(
                numerator=expression(Q["assist_employed_stock"]),
                denominator=Q["assist_employed_stock"] + Q["assist_unemployed"],
                per=100,
                words=Words(zh="期末已就业÷期末全部对象", en="in work ÷ all targets at period end"),
            ),
        },
        **social,
    )
    for code, zh, en, stock, months in (
        (
            "ui_recipients_decline",
            "享受失业保险人数下降率",
            "Decline of benefit recipients",
            "ui_recipients",
            "ui_recipient_months",
        ),
        (
            "dibao_recipients_decline",
            "享受城市低保人数下降率",
            "Decline of minimum-income recipients",
            "dibao_recipients",
            "dibao_recipient_months",
        ),
    ):
        catalogue.add(
            code=code,
            title=Words(zh=zh, en=en),
            clause="HB-20, HB-18" if code.startswith("ui") else "HB-20",
            why=Words(zh="就业改善应使领取人数减少", en="better employment should leave fewer recipients"),
            readings={
                "year_end": Reading(
                    numerator=last_year(Q[stock]) - Q[stock],
                    denominator=last_year(Q[stock]),
                    per=100,
                    words=Words(zh="期末人数比上年同期", en="period-end stock against a year before"),
                ),
                "annual_mean": Reading(
                    numerator=last_year(Q[months]) - Q[months],
                    denominator=last_year(Q[months]),
                    per=100,
                    words=Words(zh="平均人数比上年同期", en="period mean against a year before"),
                ),
            },
            **social,
        )
    catalogue.add(
        code="emp_per_10k_yuan",
        title=Words(zh="万元资金促进就业人数", en="Persons in work per 10,000 yuan"),
        clause="HB-20",
        why=Words(zh="资金使用效益", en="what the money achieves"),
        readings=Reading(numerator=expression(Q["reemp_laidoff"]), denominator=SPENT, per=1_000_000),
        **social,
    )
    catalogue.add(
        code="benefit_reemp_rate",
        title=Words(zh="享受待遇期间再就业率", en="Re-employment rate while on benefit"),
        clause="HB-17",
        why=Words(zh="失业保险促进就业的直接结果", en="what insurance does for employment"),
        readings={
            "of_recipients": Reading(
                numerator=trailing(Q["ui_reemployed"]),
                denominator=last_year(Q["ui_recipients"]) + trailing(Q["ui_new_recipients"]),
                per=100,
                words=Words(zh="占近十二个月全部领取者", en="of all recipients of the twelve months"),
            ),
            "of_ended": Reading(
                numerator=trailing(Q["ui_reemployed"]),
                denominator=trailing(Q["ui_ended"]),
                per=100,
                words=Words(zh="占近十二个月停领者", en="of benefits ended in the twelve months"),
            ),
        },
        **social,
    )
    catalogue.add(
        code="zerofam_3m_rate",
        title=Words(zh="零就业家庭三个月内解决率", en="Zero-employment families helped in three months"),
        clause="HB-4",
        dimension=Dimension.SOCIAL_BENEFIT,
        direction=Direction.AT_TARGET,
        why=Words(zh="政策规定三个月内必须解决", en="the policy demands help within three months"),
        readings=_share("zerofam_solved", "zerofam_due"),
    )
    catalogue.add(
        code="unemp_rate_reg",
        title=Words(zh="城镇登记失业率", en="Registered urban unemployment rate"),
        clause="HB-0",
        dimension=Dimension.SOCIAL_BENEFIT,
        direction=Direction.LOWER,
        why=Words(zh="失业调控目标", en="the control target of unemployment"),
        readings={
            "long": _share("reg_unemployed", "unemp_base_long", "长分母", "long denominator"),
            "short": Reading(
                numerator=expression(Q["reg_unemployed"]),
                denominator=Q["urban_employed"] + Q["reg_unemployed"],
                per=100,
                words=Words(zh="短分母：从业＋登记失业", en="short denominator: employed + registered"),
            ),
        },
    )
