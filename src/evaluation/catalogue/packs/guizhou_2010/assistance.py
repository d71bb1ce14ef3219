"""Employment assistance of Guizhou 2010 (GZ): from being found to stable work, services and follow-up."""

from __future__ import annotations

from evaluation.catalogue import span
from evaluation.catalogue.family import AT_TARGET, HIGHER, LOWER, Family, share
from evaluation.catalogue.model import Dimension, Indicators

_CHAIN = ("identified", "certified", "assisted", "employed", "stable")
_ONES = {
    "card": "就业援助卡落实率 | Targets with an assistance card",
    "contact": "爱心联系卡落实率 | Targets with a contact card",
    "scheme": "援助方案落实率 | Targets with an assistance scheme",
    "plan": "援助计划落实率 | Targets with an assistance plan",
    "promise": "援助服务承诺书落实率 | Targets with a service promise",
}


def declare(catalogue: Indicators) -> None:
    family = Family(catalogue, Dimension.ASSISTANCE, span.RETURN)
    _mechanism(family)
    _services(family)
    _follow_up(family)
    _support(family)


def _mechanism(family: Family) -> None:
    family.add(
        "eligible_cov",
        "应认定尽认定率 | Eligible persons certified",
        "GZ-1",
        AT_TARGET,
        "符合条件的人员全部纳入 | all who are eligible are to be included",
        share("assist_certified_stock", "assist_eligible"),
    )
    family.add(
        "four_ones_chain",
        "“四个一”全程稳定率 | Found, certified, assisted and stable",
        "GZ-1",
        HIGHER,
        "出现一人，最终稳定一人 | one found is one stable in the end",
        share("chain_stable", "chain_identified"),
        window="同一批对象，末批须满六个月 | one cohort, followed until six months after work began",
    )
    titles = (
        "认定率 | Of those found, certified",
        "扶助率 | Of those certified, assisted",
        "就业率 | Of those assisted, in work",
        "稳定率 | Of those in work, stable",
    )
    for before, after, title in zip(_CHAIN, _CHAIN[1:], titles, strict=False):
        family.add(
            f"chain_{after}_rate",
            f"“四个一”{title}",
            "GZ-1",
            HIGHER,
            "链条断在哪一环 | where the chain breaks",
            share(f"chain_{after}", f"chain_{before}"),
            inferred=True,
        )
    family.add(
        "stability_rate",
        "稳定就业率 | Stable employment rate",
        "GZ-1",
        HIGHER,
        "就业后是否仍在岗 | whether targets stay in work",
        {
            "six_months": share("stable_done", "stable_due", "就业满六个月 | six months after"),
            "twelve_months": share("stable12_done", "stable12_due", "就业满十二个月 | twelve months after"),
            "three_months": share("stable3_done", "stable3_due", "就业满三个月 | three months after"),
        },
        window="只计已满期的就业对象 | only placements old enough to be judged",
    )


def _services(family: Family) -> None:
    family.add(
        "five_ones_rate",
        "“五个一”落实率 | Targets with all five ones",
        "GZ-17",
        HIGHER,
        "卡、方案、计划、承诺书是否齐全 | whether cards, scheme, plan and promise are all there",
        share("five_ones_done", "assist_certified_stock"),
    )
    for one, title in _ONES.items():
        family.add(
            f"one_{one}_rate",
            title,
            "GZ-17",
            HIGHER,
            "“五个一”缺哪一项 | which of the five is missing",
            share(f"one_{one}", "assist_certified_stock"),
        )
    family.add(
        "agreement_rate",
        "援助协议签订率 | Targets with an agreement",
        "GZ-17",
        HIGHER,
        "以援助协议实施“一人一策” | an agreement for each person",
        share("agreements", "assist_certified_stock"),
    )
    family.add(
        "public_post_priority",
        "公益性岗位安排援助对象占比 | Public posts given to targets",
        "GZ-5",
        HIGHER,
        "政府开发的岗位优先安排 | public posts go to targets first",
        share("public_posts_targets", "public_posts_filled"),
    )
    family.add(
        "first_contact_resp",
        "首问负责按时办结率 | First-contact cases closed in time",
        "GZ-19",
        HIGHER,
        "责任落实到人 | one person answers for each case",
        share("cases_in_time", "cases"),
        window="办理时限由各地规定 | the standard time is set locally",
    )


def _follow_up(family: Family) -> None:
    family.add(
        "visit_quarterly_rate",
        "季度上门走访率 | Quarterly home-visit rate",
        "GZ-18",
        AT_TARGET,
        "已就业对象每季度至少走访一次 | every employed target is visited each quarter",
        share("visit_done", "visit_due"),
        span=span.VISITS,
        window="本季内曾就业的对象；季末前不久才就业的可除外 | "
        "targets employed in the quarter; those placed just before its end may be left out",
    )
    family.add(
        "three_visits_rate",
        "“三访”落实率 | Targets with all three visits",
        "GZ-18",
        HIGHER,
        "回访本人、单位街道社区、家庭 | person, employer and community, family",
        share("three_visits_done", "visit_due"),
        span=span.VISITS,
    )
    family.add(
        "five_items_complete",
        "“五项情况”记录完整率 | Visits with all five conditions recorded",
        "GZ-18",
        HIGHER,
        "走访是否掌握实情 | whether a visit learns what it should",
        share("visits_complete", "visits"),
    )
    family.add(
        "reassist_rate",
        "重新失业再次援助率 | Targets assisted again in time",
        "GZ-18",
        AT_TARGET,
        "重新失业的及时再次援助 | those unemployed again are helped again",
        share("reassist_done", "reassist_due"),
        span=span.DUE,
        window="“及时”的天数由参数规定，期限在本期届满者计入 | "
        "how soon is soon must be set; those whose term ends in the period count",
    )


def _support(family: Family) -> None:
    family.add(
        "satisfaction",
        "援助对象满意率 | Satisfied targets",
        "GZ-23",
        HIGHER,
        "以援助对象满意水平为考核标准 | satisfaction is the standard of appraisal",
        share("survey_satisfied", "survey_answers"),
        window="五级量表四分以上 | four or more on a scale of five",
    )
    family.add(
        "satisfaction_response",
        "满意度调查回收率 | Response rate of the survey",
        "GZ-23",
        HIGHER,
        "回收率低则满意率不可靠 | few answers make satisfaction unreliable",
        share("survey_answers", "survey_sent"),
        inferred=True,
    )
    family.add(
        "staff_qualified",
        "工作人员持证率 | Qualified staff",
        "GZ-21",
        HIGHER,
        "协理员、职业指导人员职业资格 | qualification of assistants and guidance staff",
        share("assist_staff_qualified", "assist_staff"),
    )
    family.add(
        "caseload",
        "援助对象与工作人员之比 | Targets per officer",
        "GZ-21",
        LOWER,
        "充实基层工作力量 | the grassroots force is to be strengthened",
        share("assist_certified_stock", "assist_staff", per=1),
        inferred=True,
    )
    family.add(
        "incentive_grassroots",
        "奖励资金用于基层占比 | Award money for the grassroots",
        "GZ-23",
        HIGHER,
        "激励向基层平台和人员倾斜 | incentives are to favour grassroots platforms and staff",
        share("award_money_base", "award_money"),
        inferred=True,
    )
    family.add(
        "publicity_reach",
        "政策宣讲到人率 | Targets briefed on policy",
        "GZ-25",
        HIGHER,
        "政策宣讲到人 | policy is to be explained to each person",
        share("assist_briefed", "assist_certified_stock"),
    )
