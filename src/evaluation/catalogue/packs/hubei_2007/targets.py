"""Quantity targets (HB-0) and counted tasks: levels whose completion, schedule and change the reports show."""

from __future__ import annotations

from collections.abc import Callable

from evaluation.catalogue import span
from evaluation.catalogue.family import AT_TARGET, HIGHER, NONE, Family, level
from evaluation.catalogue.model import Dimension, Direction, Expression, Indicators, opening
from evaluation.catalogue.quantities import QUANTITIES as Q


def declare(catalogue: Indicators) -> None:
    family = Family(catalogue, Dimension.TARGETS, span.PLAN)
    family.add(
        "emp_new_urban",
        "城镇新增就业 | New urban jobs",
        "HB-0, HB-18",
        HIGHER,
        "就业工作的首要数量目标 | the first quantity target of employment work",
        {
            "net_of_attrition": level(
                Q["new_employed"] - Q["natural_attrition"], "累计新就业减自然减员 | newly employed less natural attrition"
            ),
            "gross": level("new_employed", "累计新就业 | cumulative newly employed"),
            "net_change": level(
                Q["urban_employed"] - opening(Q["urban_employed"]), "从业人员净增 | net change of urban employment"
            ),
        },
    )

    def target(
        code: str,
        title: str,
        why: str,
        of: str | Expression = "",
        clause: str = "HB-0",
        direction: Direction = HIGHER,
        window: str = "",
    ) -> None:
        family.add(code, title, clause, direction, why, level(of or code), window=window)

    target(
        "rural_transfer",
        "农村劳动力转移就业 | Rural labour transferred",
        "城乡统筹就业的规模 | the scale of urban-rural coordination",
    )
    target(
        "rural_transfer_labour_dept",
        "其中：劳动保障部门转移 | of which by labour departments",
        "本部门承担的份额 | the department's own share",
    )
    target(
        "reemp_laidoff",
        "下岗失业人员再就业 | Laid-off persons re-employed",
        "再就业资金的主要对象 | the main group the fund serves",
        clause="HB-0, HB-18",
    )
    target(
        "reemp_hard",
        "困难人员再就业 | Hard-to-place re-employed",
        "最需要援助的人是否得到帮助 | whether those most in need are helped",
        clause="HB-0, HB-3, HB-18",
    )
    target(
        "rural_poor_households_helped",
        "帮扶困难农户 | Poor rural households helped",
        "每户免费培训一人、转移一人 | one trained and one transferred per household",
        clause="HB-3",
        window="一户须既有成员免费培训又有成员转移就业，方计入 | "
        "a household counts when a member was trained free and a member transferred",
    )
    target("trained_reemp", "再就业培训 | Persons retrained", "技能是稳定就业的前提 | skills come before stable work")
    target("trained_startup", "创业培训 | Trained to start a business", "创业带动就业 | start-ups create jobs")
    target(
        "trained_rural",
        "农村劳动力转移培训 | Rural labour trained",
        "先培训后转移 | training before transfer",
        clause="HB-0, HB-18",
    )
    target(
        "trained_rural_labour_dept",
        "其中：劳动保障部门培训 | of which by labour departments",
        "本部门承担的份额 | the department's own share",
    )
    target(
        "ui_insured",
        "失业保险参保人数 | Insured against unemployment",
        "保险覆盖面 | how far insurance reaches",
        clause="HB-0, HB-15",
    )
    target("ui_premium", "征收失业保险费 | Premium collected", "待遇支付的来源 | what benefits are paid from", clause="HB-0, HB-15")
    _tasks(target)


def _tasks(target: Callable[..., None]) -> None:
    """Counted tasks of single items; the document gives a number for pilots, training bases and start-up centres."""
    target(
        "pilot_counties",
        "统筹城乡就业试点评估 | Urban-rural pilots reviewed",
        "试点是否都经检查评估 | whether every pilot was reviewed",
        "pilots_reviewed",
        "HB-6",
        AT_TARGET,
    )
    target(
        "training_base_prov",
        "省级公共实训示范基地 | Provincial model training bases",
        "公共实训能力 | public training capacity",
        "prov_training_bases",
        "HB-11",
        AT_TARGET,
    )
    target(
        "startup_center_prov",
        "省级示范创业指导中心 | Provincial model start-up centres",
        "创业服务能力 | capacity to serve starters",
        "prov_startup_centres",
        "HB-11",
        AT_TARGET,
    )
    target(
        "labour_brand",
        "劳务品牌 | Labour brands",
        "劳务输出的组织程度 | how well labour export is organised",
        "labour_brands",
        "HB-8",
        NONE,
    )
    target(
        "posts_created",
        "开发公益性岗位 | Public posts created",
        "困难群体就业的托底岗位 | last-resort posts for those hard to place",
        "public_posts_created",
        "HB-4",
    )
    target(
        "entities",
        "社区服务实体 | Community service entities",
        "社区就业的载体 | what carries work in communities",
        "service_entities",
        "HB-4",
    )
    target("bases", "就业基地 | Employment bases", "社区就业的载体 | what carries work in communities", "job_bases", "HB-4")
    target(
        "migrant_injury",
        "农民工参加工伤保险 | Migrant workers insured against injury",
        "农民工纳入社会保障的起点 | where social security of migrant workers begins",
        "migrant_injury_insured",
        "HB-6",
    )
    target(
        "migrant_medical",
        "农民工参加医疗保险 | Migrant workers with medical insurance",
        "农民工纳入社会保障的范围 | how far social security reaches migrant workers",
        "migrant_medical_insured",
        "HB-6",
    )
    target(
        "five_settled",
        "“五类人员”城镇落户 | Five groups given town residence",
        "“农民工”向“新市民”转变 | from migrant worker to new citizen",
        "five_settled_persons",
        "HB-6",
        window="文件未列明五类，以各地规定为准 | the document does not list the five groups; local rules do",
    )
    target(
        "cert_extended_persons",
        "新扩范围发放优惠证 | Certificates to newly included groups",
        "政策扩面是否落到人 | whether wider rules reach people",
        Q["cert_landless"] + Q["cert_reservoir"],
        "HB-1",
    )
    target(
        "ui_short_base_found",
        "稽核查出少报基数 | Under-reported wages found",
        "稽核是否查出少报漏缴 | whether inspection finds what was not reported",
        "ui_short_base",
        "HB-15",
        NONE,
    )
