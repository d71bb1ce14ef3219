"""工作要求 of a letter: the office's own, with the items they rest on."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.documents.paper import Paper
from evaluation.render.printed import name_as


@dataclass(frozen=True, kw_only=True)
class Demand:
    """``clause``: the item of the policy document it rests on; empty where the office names none."""

    number: str
    text: str
    clause: str


def demands_of(paper: Paper) -> tuple[Demand, ...]:
    """In the order of ``documents.yml``."""
    return tuple(
        Demand(
            number=paper.ordinal(number),
            text=name_as("quoted", paper.view.text(demand.text)),
            clause=paper.clause(demand.clause) if demand.clause else "",
        )
        for number, demand in enumerate(paper.form.requirements, 1)
    )
