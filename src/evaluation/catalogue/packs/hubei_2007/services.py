"""Public employment service and order of the labour market: HB-4, HB-5, HB-10, HB-12, HB-22, HB-23."""

from __future__ import annotations

from evaluation.catalogue import span
from evaluation.catalogue.family import AT_TARGET, HIGHER, Family, share
from evaluation.catalogue.model import Dimension, Indicators, total
from evaluation.catalogue.quantities import QUANTITIES as Q
from evaluation.study.model import Words

_TIERS = {
    "city": "市级 | City",
    "county": "县级 | County",
    "street": "街道（乡镇） | Street and township",
    "community": "社区 | Community",
}


def declare(catalogue: Indicators) -> None:
    family = Family(catalogue, Dimension.SERVICES, span.COHORT)
    _capacity(family)
    _market(family)


def _capacity(family: Family) -> None:
    family.add(
        "community_full_emp",
        "充分就业社区占比 | Full-employment communities",
        "HB-4",
        HIGHER,
        "社区是就业工作的落脚点 | communities are where the work is done",
        share("communities_full", "communities"),
        inferred=True,
        window="命名标准不在文件内 | the criteria of naming are not in the document",
    )
    family.add(
        "grad_window_cov",
        "毕业生专门窗口设置率 | Agencies with a window for graduates",
        "HB-5",
        HIGHER,
        "大中城市机构设专门窗口 | agencies of larger cities are to have one",
        share("city_agencies_window", "city_agencies"),
    )
    family.add(
        "agency_independent_acct",
        "独立核算法人治理率 | Agencies with own accounts and legal person",
        "HB-10",
        HIGHER,
        "县以上机构管理体制是否改革 | whether agencies from county up are reformed",
        share("county_agencies_own", "county_agencies"),
    )
    family.add(
        "grassroots_staff_paid",
        "社区平台人员待遇落实率 | Community staff paid and insured",
        "HB-12",
        HIGHER,
        "基层有人办事 | someone is there to do the work",
        share("community_staff_paid", "community_staff"),
    )
    linked = total(*(Q[f"linked_{t}"] for t in _TIERS), name=Words(zh="四级已联网机构", en="offices linked"))
    nodes = total(*(Q[f"nodes_{t}"] for t in _TIERS), name=Words(zh="四级应联网机构", en="offices to be linked"))
    family.add(
        "network_4tier_cov",
        "四级网络联通率 | Four-tier network coverage",
        "HB-12",
        HIGHER,
        "市、县、街道（乡镇）、社区四级联网 | cities, counties, streets and communities are to be linked",
        share(linked, nodes),
    )
    for tier, name in _TIERS.items():
        zh, en = name.split(" | ")
        family.add(
            f"network_{tier}_cov",
            f"{zh}网络联通率 | {en} offices linked",
            "HB-12",
            HIGHER,
            "哪一级没有联通 | which tier is not linked",
            share(f"linked_{tier}", f"nodes_{tier}"),
        )


def _market(family: Family) -> None:
    family.add(
        "hire_reg_rate",
        "招用人员登记率 | Hires registered",
        "HB-22",
        HIGHER,
        "就业管理的基础 | what employment management rests on",
        share("hires_registered", "hires"),
        inferred=True,
    )
    family.add(
        "agency_checked",
        "民办职介机构检查面 | Private job agencies checked",
        "HB-22",
        AT_TARGET,
        "3月份全面检查清理 | all are to be checked in March",
        share("private_agencies_checked", "private_agencies"),
        inferred=True,
        window="3月 | in March",
    )
    for code, title, done, why in (
        (
            "overseas_yearly",
            "境外就业中介年审率 | Overseas agencies reviewed",
            "overseas_reviewed",
            "严格执行年审制度 | the yearly review is to be strict",
        ),
        (
            "deposit_full",
            "备用金足额率 | Overseas agencies with the full deposit",
            "overseas_deposit",
            "备用金监管 | the deposit is to be kept",
        ),
    ):
        family.add(code, title, "HB-23", AT_TARGET, why, share(done, "overseas_agencies"), inferred=True)
    for code, title, done, why in (
        (
            "agreement_signed",
            "中介服务协议签订率 | Clients with a service agreement",
            "overseas_agreements",
            "维护境外就业人员权益 | the rights of those who work abroad",
        ),
        (
            "exit_proof_issued",
            "出境证明开具率 | Clients with an exit proof",
            "overseas_proofs",
            "防止非法境外就业 | against unlawful work abroad",
        ),
    ):
        family.add(code, title, "HB-23", AT_TARGET, why, share(done, "overseas_clients"), inferred=True)
