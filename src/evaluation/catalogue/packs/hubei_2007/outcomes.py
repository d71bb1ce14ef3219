"""Outcome rates of HB-20, and those of HB-0, HB-4 and HB-17 that are judged by a line."""

from __future__ import annotations

from evaluation.catalogue import span
from evaluation.catalogue.family import AT_TARGET, HIGHER, LOWER, NONE, Family, share
from evaluation.catalogue.model import Dimension, Indicators, Reading, last_year, opening, trailing
from evaluation.catalogue.quantities import QUANTITIES as Q
from evaluation.catalogue.quantities import SPENT


def declare(catalogue: Indicators) -> None:
    social = Family(catalogue, Dimension.SOCIAL_BENEFIT, span.COHORT)
    _after_training(social)
    _services(social)
    _declines(social)
    _unemployment(social)


def _after_training(social: Family) -> None:
    social.add(
        "train_emp_rate",
        "培训就业率 | Employment rate after training",
        "HB-20, HB-7",
        HIGHER,
        "培训是否带来工作 | whether training leads to work",
        {
            "of_completers": share(
                Q["mature_employed_reemp"] + Q["mature_employed_rural"],
                Q["mature_reemp"] + Q["mature_rural"],
                "结业者六个月内就业 | completers employed within six months",
            ),
            "of_participants": share(
                "mature_participants_employed",
                "mature_participants",
                "参训者六个月内就业 | participants employed within six months",
            ),
            "to_date": share("participants_employed", "participants", "参训者至统计时已就业 | participants in work when counted"),
        },
        window="只计满六个月的人员，入训时在业者除外；至统计时口径不设期限 | "
        "only persons six months past, without those employed at entry; the count to date has no window",
    )
    social.add(
        "startup_success_rate",
        "创业成功率 | Start-up success rate",
        "HB-20",
        HIGHER,
        "创业培训是否变成企业 | whether start-up training becomes a business",
        {
            "licensed": share("mature_started_startup", "mature_startup", "合格后十二个月内领照 | licensed within twelve months"),
            "alive": share("mature_alive_startup", "mature_startup", "满十二个月仍存续 | business alive after twelve months"),
            "to_date": share("started_startup", "passed_startup", "至统计时已创业 | started when counted"),
        },
        window="满十二个月的合格学员；当年合格者未满期，另看至统计时口径 | "
        "passers twelve months past; this year's are shown by the count to date",
        span=span.WHOLE_YEAR,
    )
    social.add(
        "startup_survival_rate",
        "创业存续率 | Start-up survival rate",
        "HB-20",
        HIGHER,
        "创业是否站稳 | whether the business lasts",
        share("mature_alive_startup", "mature_started_startup"),
        inferred=True,
        window="领照后满十二个月 | twelve months after the licence",
        span=span.WHOLE_YEAR,
    )
    social.add(
        "startup_jobs_per_starter",
        "创业带动就业倍数 | Jobs per business started",
        "HB-20, HB-11",
        HIGHER,
        "发挥促进就业的倍增效应 | the multiplying effect on jobs",
        share("startup_jobs", "mature_started_startup", per=1),
        inferred=True,
        span=span.WHOLE_YEAR,
    )


def _services(social: Family) -> None:
    social.add(
        "jobmatch_success_rate",
        "职业介绍成功率 | Job-matching success rate",
        "HB-20",
        HIGHER,
        "公共就业服务的效率 | how well public employment service works",
        {
            "persons": share("jobseekers_placed", "jobseekers", "按人：介绍成功÷登记求职 | persons: placed ÷ registered"),
            "referrals": share("referrals_placed", "referrals", "按次：成功÷介绍 | referrals: successful ÷ made"),
            "vacancies": share("vacancies_filled", "vacancies", "按岗：招满÷空岗 | vacancies: filled ÷ reported"),
        },
    )
    social.add(
        "vacancy_ratio",
        "求人倍率 | Vacancies per job-seeker",
        "HB-20",
        NONE,
        "职介成功率须与市场松紧同看 | a success rate is read beside how tight the market is",
        share("vacancies", "jobseekers", per=1),
        inferred=True,
    )
    social.add(
        "cert_pass_rate",
        "技能鉴定合格率 | Skill assessment pass rate",
        "HB-20",
        HIGHER,
        "培训质量；过高亦须核查 | training quality; a rate too high is checked as well",
        share("assessed_passed", "assessed"),
    )
    social.add(
        "target_group_emp_rate",
        "援助对象就业率 | Employment rate of assistance targets",
        "HB-20; GZ-1, GZ-17",
        HIGHER,
        "援助是否落到就业 | whether assistance ends in work",
        {
            "flow": share(
                "assist_employed",
                opening(Q["assist_unemployed"]) + Q["assist_certified"] + Q["assist_reunemployed"],
                "本期就业÷（期初未就业＋新认定＋重新失业） | found work ÷ (unemployed at start + new + again)",
            ),
            "stock": share(
                "assist_employed_stock",
                Q["assist_employed_stock"] + Q["assist_unemployed"],
                "期末已就业÷期末全部对象 | in work ÷ all targets at period end",
            ),
        },
        span=span.RETURN,
    )
    social.add(
        "emp_per_10k_yuan",
        "万元资金促进就业人数 | Persons in work per 10,000 yuan",
        "HB-20",
        HIGHER,
        "资金使用效益 | what the money achieves",
        {
            "attributed": share("fund_helped", SPENT, "有资金支付记录的就业人数 | persons with a payment of the fund", 1_000_000),
            "territory": share("reemp_laidoff", SPENT, "辖区下岗失业再就业人数 | all laid-off persons re-employed", 1_000_000),
        },
        window="有支付记录口径需个案数据；只有汇总表时用辖区口径 | "
        "payments need personal records; a study of tables counts the territory",
        span=span.WHOLE_YEAR,
    )


def _declines(social: Family) -> None:
    for code, title, clause, stock, months in (
        (
            "ui_recipients_decline",
            "享受失业保险人数下降率 | Decline of benefit recipients",
            "HB-20, HB-18",
            "ui_recipients",
            "ui_recipient_months",
        ),
        (
            "dibao_recipients_decline",
            "享受城市低保人数下降率 | Decline of minimum-income recipients",
            "HB-20",
            "dibao_recipients",
            "dibao_recipient_months",
        ),
    ):
        readings = {
            "year_end": _decline(stock, "期末人数比上年同期 | period-end stock against a year before"),
            "annual_mean": _decline(months, "平均人数比上年同期 | period mean against a year before"),
        }
        if stock == "dibao_recipients":
            readings["working_age"] = _decline(
                "dibao_working_age", "有劳动能力者比上年同期 | those able to work against a year before"
            )
        social.add(
            code,
            title,
            clause,
            HIGHER,
            "就业改善应使领取人数减少 | better employment should leave fewer recipients",
            readings,
            span=span.WHOLE_YEAR,
        )


def _decline(code: str, named: str) -> Reading:
    return share(last_year(Q[code]) - Q[code], last_year(Q[code]), named)


def _unemployment(social: Family) -> None:
    social.add(
        "benefit_reemp_rate",
        "享受待遇期间再就业率 | Re-employment rate while on benefit",
        "HB-17",
        HIGHER,
        "失业保险促进就业的直接结果 | what insurance does for employment",
        {
            "of_recipients": share(
                trailing(Q["ui_reemployed"]),
                last_year(Q["ui_recipients"]) + trailing(Q["ui_new_recipients"]),
                "占近十二个月全部领取者 | of all recipients of the twelve months",
            ),
            "of_ended": share(
                trailing(Q["ui_reemployed"]), trailing(Q["ui_ended"]), "占近十二个月停领者 | of benefits ended in the twelve months"
            ),
            "of_entrants": share(
                "mature_ui_reemployed",
                "mature_ui_entrants",
                "占领取期限届满的同批人员 | of a cohort whose entitlement has run its term",
            ),
        },
        window="按全年或近十二个月评判，不按单季；期满停领不算再就业 | "
        "judged on a year or twelve months, never on one quarter; exhaustion is no success",
        span=span.WHOLE_YEAR,
    )
    social.add(
        "zerofam_3m_rate",
        "零就业家庭三个月内解决率 | Zero-employment families helped in three months",
        "HB-4",
        AT_TARGET,
        "政策规定三个月内必须解决 | the policy demands help within three months",
        {
            "from_arising": share("zerofam_solved", "zerofam_due", "自产生之日起 | from the day it became one"),
            "from_recognition": share("zerofam_recog_solved", "zerofam_recog_due", "自认定之日起 | from the day it was recognised"),
        },
        window="三个月期限在本期届满的家庭；自最后一名成员登记失业起算 | "
        "families whose three months end in the period, from the registration of the last unemployed member",
        span=span.DUE,
    )
    social.add(
        "zerofam_recognition_lag",
        "零就业家庭产生至认定平均天数 | Mean days until a family is recognised",
        "HB-4",
        LOWER,
        "发现越晚，解决越晚 | found late is helped late",
        share("zerofam_lag", "zerofam_recognised", per=1),
        inferred=True,
        span=span.DUE,
    )
    social.add(
        "unemp_rate_reg",
        "城镇登记失业率 | Registered urban unemployment rate",
        "HB-0",
        LOWER,
        "失业调控目标 | the control target of unemployment",
        {
            "long": share("reg_unemployed", "unemp_base_long", "长分母 | long denominator"),
            "short": share(
                "reg_unemployed",
                Q["urban_employed"] + Q["reg_unemployed"],
                "短分母：从业＋登记失业 | short denominator: employed + registered",
            ),
        },
        window="全省上限；各地只按下达给本地的目标评判 | a provincial ceiling; a prefecture is judged by its own issued line only",
    )
