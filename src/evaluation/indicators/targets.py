"""Quantity targets of HB-0: levels whose completion, schedule and change on last year the reports show."""

from __future__ import annotations

from evaluation.indicators.model import (
    Catalogue,
    Dimension,
    Direction,
    Expression,
    Reading,
    expression,
    opening,
)
from evaluation.indicators.quantities import QUANTITIES as Q
from evaluation.study.model import Words


def declare(catalogue: Catalogue) -> None:
    def level(code: str, zh: str, en: str, why_zh: str, why_en: str, of: Expression | None = None, clause="HB-0"):
        catalogue.add(
            code=code,
            title=Words(zh=zh, en=en),
            clause=clause,
            dimension=Dimension.TARGETS,
            direction=Direction.HIGHER,
            why=Words(zh=why_zh, en=why_en),
            readings=Reading(numerator=of or expression(Q[code])),
        )

    catalogue.add(
        code="emp_new_urban",
        title=Words(zh="城镇新增就业", en="New urban jobs"),
        clause="HB-0, HB-18",
        dimension=Dimension.TARGETS,
        direction=Direction.HIGHER,
        why=Words(zh="就业工作的首要数量目标", en="the first quantity target of employment work"),
        readings={
            "gross": Reading(
                numerator=expression(Q["new_employed"]),
                words=Words(zh="累计新就业", en="cumulative newly employed"),
            ),
            "net_of_attrition": Reading(
                numerator=Q["new_employed"] - Q["natural_attrition"],
                words=Words(zh="累计新就业减自然减员", en="newly employed less natural attrition"),
            ),
            "net_change": Reading(
                numerator=Q["urban_employed"] - opening(Q["urban_employed"]),
                words=Words(zh="从业人员净增", en="net change of urban employment"),
            ),
        },
    )
    level(
        "rural_transfer",
        "农村劳动力转移就业",
        "Rural labour transferred",
        "城乡统筹就业的规模",
        "the scale of urban-rural coordination",
    )
    level(
        "rural_transfer_labour_dept",
        "其中：劳动保障部门转移",
        "of which by labour departments",
        "本部门承担的份额",
        "the department's own share",
    )
    level(
        "reemp_laidoff",
        "下岗失业人员再就业",
        "Laid-off persons re-employed",
        "再就业资金的主要对象",
        "the main group the fund serves",
        clause="HB-0, HB-18",
    )
    level(
        "reemp_hard",
        "困难人员再就业",
        "Hard-to-place re-employed",
        "最需要援助的人是否得到帮助",
        "whether those most in need are helped",
        clause="HB-0, HB-3, HB-18",
    )
    level(
        "rural_poor_households_helped",
        "帮扶困难农户",
        "Poor rural households helped",
        "每户免费培训一人、转移一人",
        "one trained and one transferred per household",
        clause="HB-3",
    )
    level(
        "trained_reemp",
        "再就业培训",
        "Persons retrained",
        "技能是稳定就业的前提",
        "skills come before stable work",
    )
    level("trained_startup", "创业培训", "Trained to start a business", "创业带动就业", "start-ups create jobs")
    level(
        "trained_rural",
        "农村劳动力转移培训",
        "Rural labour trained",
        "先培训后转移",
        "training before transfer",
        clause="HB-0, HB-18",
    )
    level(
        "trained_rural_labour_dept",
        "其中：劳动保障部门培训",
        "of which by labour departments",
        "本部门承担的份额",
        "the department's own share",
    )
    level(
        "ui_insured",
        "失业保险参保人数",
        "Insured against unemployment",
        "保险覆盖面",
        "how far insurance reaches",
        clause="HB-0, HB-15",
    )
    level(
        "ui_premium",
        "征收失业保险费",
        "Premium collected",
        "待遇支付的来源",
        "what benefits are paid from",
        clause="HB-0, HB-15",
    )
