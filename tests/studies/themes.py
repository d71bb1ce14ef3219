"""Whole bundles as an office delivers them: an account with every item, a training table, the follow-up of assistance.

Drawn one by one, quantities hardly ever meet the others that a section needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shipped import CATALOGUE, EXPENDITURE, INCOME, PLANNED, QUANTITIES

from evaluation.catalogue.model import Dimension
from tests.studies.dice import Dice


@dataclass(frozen=True)
class Theme:
    """``asked``: indicators of which some are taken; ``delivered``: quantities that all come, but for a rare one;
    ``more``: how often files of the study come with them."""

    asked: tuple[str, ...]
    delivered: tuple[str, ...]
    more: Mapping[str, float]


def _of(dimension: Dimension) -> tuple[str, ...]:
    return tuple(c for c, i in CATALOGUE.items() if i.dimension is dimension)


def _named(*starts: str) -> tuple[str, ...]:
    return tuple(q for q in QUANTITIES if q.startswith(starts))


THEMES = {
    "fund": Theme(
        _of(Dimension.FUND_USE),
        (*(q.code for q in (*EXPENDITURE, *INCOME, *PLANNED)), "fund_balance", "fund_budget"),
        {"allocation": 0.3},
    ),
    "training": Theme(
        ("trained_reemp", "trained_startup", "trained_rural", "train_emp_rate", "startup_success_rate", "cert_pass_rate"),
        (
            *_named("trained_", "seats_", "eligible_", "rural_surplus", "mature_", "completed_", "passed_", "not_yet_mature"),
            "fund_balance",
        ),
        {"comparison": 0.5, "retraining": 0.9, "standards.csv": 0.6},
    ),
    "insurance": Theme(
        (*_of(Dimension.INSURANCE), "ui_insured", "ui_premium", "benefit_reemp_rate"), _named("ui_"), {"allocation": 0.8}
    ),
    "assistance": Theme(
        (*_of(Dimension.ASSISTANCE)[:22], "zerofam_3m_rate"),
        _named("assist_", "chain_", "visit", "three_visits", "reassist", "zerofam"),
        {"assistance.csv": 0.7, "assistance notebook": 0.6},
    ),
}


def drawn(dice: Dice) -> Theme | None:
    name = dice.weighted(none=0.6, fund=0.12, training=0.12, insurance=0.06, assistance=0.1)
    return THEMES.get(name)


def indicators(dice: Dice, theme: Theme) -> list[str]:
    return dice.few(theme.asked, 1, dice.choice((3, 8, 20)))


def quantities(dice: Dice, theme: Theme) -> list[str]:
    return [q for q in theme.delivered if not dice.yes(dice.choice((0, 0, 0, 0.02)))]
