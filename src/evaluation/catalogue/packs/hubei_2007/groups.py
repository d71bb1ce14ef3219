"""Groups the Hubei document names: moved-over workers (HB-2), graduates (HB-5), closing enterprises (HB-13, HB-14)."""

from __future__ import annotations

from evaluation.catalogue import span
from evaluation.catalogue.family import AT_TARGET, HIGHER, LOWER, NONE, Family, level, share
from evaluation.catalogue.model import Dimension, Indicators, last_year, opening
from evaluation.catalogue.quantities import QUANTITIES as Q


def declare(catalogue: Indicators) -> None:
    social = Family(catalogue, Dimension.SOCIAL_BENEFIT, span.COHORT)
    _declare_transfers(social)
    _graduates(social)
    _closing(social)
    _control(social)


def _declare_transfers(social: Family) -> None:
    social.add(
        "rsc_closed",
        "再就业服务中心关闭率 | Re-employment service centres closed",
        "HB-2",
        AT_TARGET,
        "上半年全部关闭 | all are to close in the first half year",
        share("rsc_centres_closed", "rsc_centres"),
        window="6月30日为限 | due by 30 June",
    )
    social.add(
        "rsc_residual_persons",
        "中心在册人员 | Persons still in the centres",
        "HB-2",
        LOWER,
        "7月1日起应为零 | should be none from 1 July",
        level("rsc_persons"),
        inferred=True,
    )
    social.add(
        "rsc_residual_paid",
        "停发后仍支付的基本生活费 | Living allowances still paid",
        "HB-2",
        LOWER,
        "停止发放后不应再有支付 | nothing should be paid after the stop",
        level("rsc_allowance"),
        inferred=True,
        window="只看下半年 | the second half year only",
        span=span.AFTER_THE_STOP,
    )
    for code, title, done, why in (
        (
            "bg_settled",
            "并轨人员劳动关系理顺率 | Labour relations settled",
            "bg_settled_persons",
            "体制转轨遗留问题是否了结 | whether what the old system left is settled",
        ),
        (
            "bg_reemp",
            "并轨人员再就业率 | Moved-over workers re-employed",
            "bg_reemployed",
            "并轨人员是否重新就业 | whether those moved over work again",
        ),
        (
            "bg_si",
            "并轨人员社保关系接续率 | Moved-over workers with insurance continued",
            "bg_insured",
            "社保关系是否接续 | whether social insurance goes on",
        ),
    ):
        social.add(code, title, "HB-2", HIGHER, why, share(done, "bg_in_scope"), inferred=True)


def _graduates(social: Family) -> None:
    social.add(
        "grad_emp_rate",
        "登记失业高校毕业生就业率 | Employment rate of registered graduates",
        "HB-5",
        HIGHER,
        "登记失业毕业生是否实现就业 | whether registered graduates find work",
        share("grad_employed", opening(Q["grad_unemployed"]) + Q["grad_registered"]),
        inferred=True,
    )
    social.add(
        "grad_service_3m_rate",
        "毕业生“一对一”服务达标率 | Graduates fully served in three months",
        "HB-5",
        AT_TARGET,
        "三个月内一次咨询指导、三次岗位信息 | one consultation with guidance and three offers in three months",
        share("grad_service_met", "grad_service_due"),
        window="登记失业在本期满三个月的毕业生 | graduates whose three months end in the period",
        span=span.DUE,
    )


def _closing(social: Family) -> None:
    social.add(
        "newstart_7ones_rate",
        "“七个一”落实率 | Seven-ones services given",
        "HB-14",
        HIGHER,
        "企业两项、个人五项服务是否落实 | whether two services per enterprise and five per person are given",
        share("newstart_done", "newstart_due"),
    )
    social.add(
        "newstart_all7_rate",
        "“七个一”齐全人员占比 | Persons with all seven ones",
        "HB-14",
        HIGHER,
        "每人是否都得到全部服务 | whether each person gets all of them",
        share("newstart_all7", "newstart_persons"),
    )
    social.add(
        "newstart_reemp_rate",
        "关闭破产企业安置人员再就业率 | Re-employment from closing enterprises",
        "HB-14",
        HIGHER,
        "促进服务对象尽快实现再就业 | those served are to work again soon",
        share("newstart_reemployed", "newstart_persons"),
    )


def _control(social: Family) -> None:
    social.add(
        "reg_unemp_growth",
        "登记失业人数增幅 | Growth of registered unemployed",
        "HB-13",
        LOWER,
        "防止失业人数过快增长 | unemployment is not to grow too fast",
        {
            "year": share(
                Q["reg_unemployed"] - last_year(Q["reg_unemployed"]),
                last_year(Q["reg_unemployed"]),
                "比上年同期末 | against a year before",
            ),
            "period": share(
                Q["reg_unemployed"] - opening(Q["reg_unemployed"]),
                opening(Q["reg_unemployed"]),
                "比上期末 | against the period before",
            ),
        },
        span=span.AGAINST_BEFORE,
    )
    social.add(
        "firm_jobs_change",
        "监测企业岗位变动率 | Change of jobs in monitored enterprises",
        "HB-13",
        HIGHER,
        "从源头看失业风险 | unemployment seen at its source",
        share(Q["firm_jobs"] - Q["firm_jobs_base"], "firm_jobs_base"),
        inferred=True,
    )
    social.add(
        "layoff_filed_rate",
        "规模性裁员审批备案率 | Mass lay-offs filed",
        "HB-13",
        AT_TARGET,
        "裁员是否经审批备案 | whether lay-offs are approved and filed",
        share("mass_layoffs_filed", "mass_layoffs"),
        inferred=True,
        window="何为规模性裁员由参数规定，文件未给出 | what a mass lay-off is must be set; the document does not say",
    )
    social.add(
        "soe_restructure_absorbed",
        "国企富余人员分流安置率 | Surplus staff of state enterprises settled",
        "HB-13",
        HIGHER,
        "主辅分离不把人推向社会 | restructuring should not end in unemployment",
        share("soe_absorbed", "soe_surplus"),
        inferred=True,
    )
    social.add(
        "cert_extended",
        "优惠证发放范围扩大的市县占比 | Areas that widened the certificates",
        "HB-1",
        NONE,
        "鼓励各地逐步扩大，不作硬性评判 | areas are encouraged to widen; not judged",
        share("cert_areas_extended", "cert_areas"),
        inferred=True,
    )
