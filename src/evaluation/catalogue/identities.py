"""Sums that must hold between quantities of the shipped packs, and parts that are bounded by no single quantity."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.catalogue.model import Expression, expression, opening, total
from evaluation.catalogue.quantities import INCOME, SPENT
from evaluation.catalogue.quantities import QUANTITIES as Q


@dataclass(frozen=True, slots=True)
class Identity:
    """``left`` must equal ``right`` in every region and period in which all terms are known."""

    code: str
    text: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Bound:
    """``part`` counts persons of ``whole``, which is no quantity of its own."""

    part: Expression
    whole: Expression


IDENTITIES = (
    Identity(
        "fund_account",
        "opening balance + money paid in - expenditure = closing balance (I6)",
        opening(Q["fund_balance"]) + total(*INCOME) - SPENT,
        expression(Q["fund_balance"]),
    ),
    Identity(
        "ui_account",
        "opening balance + revenue - expenses = closing balance of the insurance fund (I6)",
        opening(Q["ui_balance"]) + Q["ui_income"] - Q["ui_outlay"],
        expression(Q["ui_balance"]),
    ),
    Identity(
        "ui_recipients_roll",
        "opening recipients + new - ended = closing recipients (I3)",
        opening(Q["ui_recipients"]) + Q["ui_new_recipients"] - Q["ui_ended"],
        expression(Q["ui_recipients"]),
    ),
    Identity(
        "assist_roll",
        "unemployed targets: opening + certified + again - employed - exited = closing (I3)",
        opening(Q["assist_unemployed"])
        + Q["assist_certified"]
        + Q["assist_reunemployed"]
        - Q["assist_employed"]
        - Q["assist_exited"],
        expression(Q["assist_unemployed"]),
    ),
    Identity(
        "assist_parts",
        "certified targets = targets in work + targets without work (I5)",
        Q["assist_employed_stock"] + Q["assist_unemployed"],
        expression(Q["assist_certified_stock"]),
    ),
)

BOUNDS = (
    Bound(expression(Q["assist_employed"]), opening(Q["assist_unemployed"]) + Q["assist_certified"] + Q["assist_reunemployed"]),
    Bound(expression(Q["grad_employed"]), opening(Q["grad_unemployed"]) + Q["grad_registered"]),
    Bound(expression(Q["ui_ended"]), opening(Q["ui_recipients"]) + Q["ui_new_recipients"]),
    Bound(expression(Q["ui_trained"]), opening(Q["ui_recipients"]) + Q["ui_new_recipients"]),
    Bound(expression(Q["ui_matched"]), opening(Q["ui_recipients"]) + Q["ui_new_recipients"]),
    Bound(expression(Q["ui_arrears_paid"]), opening(Q["ui_arrears"])),
)
