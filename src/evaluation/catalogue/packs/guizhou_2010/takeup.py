"""Take-up of each instrument of the Guizhou document (GZ-6 to GZ-16): who is entitled, and who received it."""

from __future__ import annotations

from evaluation.catalogue import span
from evaluation.catalogue.family import HIGHER, Family, share
from evaluation.catalogue.model import Dimension, Indicators, total
from evaluation.catalogue.quantities import QUANTITIES as Q
from evaluation.study.model import Words

INSTRUMENTS = {
    "match_sub": ("GZ-6", "职业介绍补贴享受率 | Take-up of job-matching subsidies"),
    "train_sub": ("GZ-7", "职业培训补贴享受率 | Take-up of training subsidies"),
    "assess_sub": ("GZ-8", "技能鉴定补贴享受率 | Take-up of assessment subsidies"),
    "tax_relief": ("GZ-9", "税收优惠享受率 | Take-up of tax relief"),
    "fee_waiver": ("GZ-10", "收费减免享受率 | Take-up of fee waivers"),
    "micro_loan": ("GZ-11", "小额担保贷款享受率 | Take-up of micro-loans"),
    "si_pubpost": ("GZ-12", "公益性岗位社保补贴享受率 | Take-up of public-post insurance subsidies"),
    "si_firm": ("GZ-13", "企业招用社保补贴享受率 | Take-up of insurance subsidies to enterprises"),
    "settle_firm": ("GZ-13", "企业安置补贴享受率 | Take-up of settlement subsidies"),
    "post_sub": ("GZ-14", "岗位补贴享受率 | Take-up of post subsidies"),
    "si_flex": ("GZ-15", "灵活就业社保补贴享受率 | Take-up of flexible-work insurance subsidies"),
    "startup_sub": ("GZ-16", "创业补贴享受率 | Take-up of start-up subsidies"),
}
_WINDOWS = {
    "match_sub": "免费服务并实现就业方计入 | counted when the service was free and led to work",
    "assess_sub": "限国家规定就业准入工种的初次鉴定并取得证书 | "
    "first assessment only, in occupations with entry rules, with a certificate",
    "fee_waiver": "最长不超过三年 | three years at most",
    "si_flex": "申报就业并缴纳社会保险费后 | after declaring work and paying contributions",
}


def declare(catalogue: Indicators) -> None:
    family = Family(catalogue, Dimension.ASSISTANCE, span.RETURN)
    family.add(
        "policy_delivery",
        "扶持政策落实率 | Take-up of all instruments",
        "GZ-23",
        HIGHER,
        "落实扶持政策情况为考核标准 | policy delivery is a standard of appraisal",
        share(
            total(*(Q[f"got_{i}"] for i in INSTRUMENTS), name=Words(zh="各项政策享受人次", en="supports received")),
            total(*(Q[f"due_{i}"] for i in INSTRUMENTS), name=Words(zh="各项政策应享受人次", en="supports due")),
        ),
        window="同一人每项政策各计一次 | a person counts once for each instrument",
    )
    for code, (clause, title) in INSTRUMENTS.items():
        family.add(
            f"takeup_{code}",
            title,
            clause,
            HIGHER,
            "应享受的人是否享受到 | whether those entitled received it",
            share(f"got_{code}", f"due_{code}"),
            window=_WINDOWS.get(code, ""),
        )
