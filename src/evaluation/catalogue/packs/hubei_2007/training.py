"""How training is done: the skills plan for rural labour (HB-7) and start-up services (HB-11)."""

from __future__ import annotations

from evaluation.catalogue import span
from evaluation.catalogue.family import HIGHER, NONE, Family, share
from evaluation.catalogue.model import Dimension, Indicators


def declare(catalogue: Indicators) -> None:
    social = Family(catalogue, Dimension.SOCIAL_BENEFIT, span.WHOLE_YEAR)
    social.add(
        "dual_cert_rate",
        "培训结业双证率 | Completers with both certificates",
        "HB-7",
        HIGHER,
        "培训结业双证化 | completion and occupational certificate together",
        share("dual_certified", "completed_rural"),
    )
    social.add(
        "order_training_share",
        "定向订单培训占比 | Training to an employer's order",
        "HB-7",
        HIGHER,
        "坚持以定向、订单培训为主 | training is to be mainly to order",
        share("trained_order", "trained_rural"),
        window="“为主”按超过一半理解，属推断 | “mainly” is read as more than half, by inference",
    )
    social.add(
        "joint_share",
        "校企联合培训占比 | Training by schools with enterprises",
        "HB-7",
        HIGHER,
        "大力开展校企联合培训 | schools and enterprises are to train together",
        share("trained_joint", "trained_rural"),
        inferred=True,
    )
    for code, title, part in (
        ("rural_train_mix_reserve", "劳动预备制培训占比 | Share of training before first work", "trained_reserve"),
        ("rural_train_mix_export", "劳务输出培训占比 | Share of training for work elsewhere", "trained_export"),
        ("rural_train_mix_upgrade", "农民工技能提升培训占比 | Share of further training", "trained_upgrade"),
    ):
        social.add(
            code,
            title,
            "HB-7",
            NONE,
            "三类培训的结构 | how the three kinds of training are mixed",
            share(part, "trained_rural"),
            inferred=True,
        )
    social.add(
        "startup_chain",
        "创业“一条龙”服务覆盖率 | Starters with all four services",
        "HB-11",
        HIGHER,
        "开业指导、项目、贷款、跟踪是否成链 | whether guidance, project, loan and follow-up form one chain",
        share("starters_four", "starters"),
        inferred=True,
    )
    social.add(
        "poor_household_both",
        "受训困难农户转移就业率 | Trained poor households with a transfer",
        "HB-3",
        HIGHER,
        "培训一人、转移一人须同时做到 | training and transfer are both demanded",
        share("rural_poor_households_helped", "poor_households_trained"),
        inferred=True,
    )
    social.add(
        "poor_household_transfer",
        "转移农户中受训占比 | Transferred poor households with a training",
        "HB-3",
        HIGHER,
        "转移就业是否经过培训 | whether those transferred were trained first",
        share("rural_poor_households_helped", "poor_households_transferred"),
        inferred=True,
    )
