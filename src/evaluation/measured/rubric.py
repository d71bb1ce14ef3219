"""What assessors found of the matters that are judged and not counted (定性, HB-20)."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.catalogue.catalogue import Catalogue
from evaluation.catalogue.clauses import ClausePart
from evaluation.study.model import LEVELS, Assessment, Study, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedMatter:
    """A check of one clause and region with its judgement; ``assessment`` is None where nobody judged it.

    There is no number in it: a level is not a quotient, and checks are never added up.
    """

    clause: str
    check: ClausePart
    region: str
    assessment: Assessment | None

    @property
    def level(self) -> Words | None:
        return None if self.assessment is None else LEVELS[self.assessment.level]


def checks(study: Study, catalogue: Catalogue) -> dict[str, tuple[str, ClausePart]]:
    """Checks of the study's policy document with their clause, by code; none without a document we know."""
    policy = study.file.policy
    mine = [c for c in catalogue.clauses.values() if policy and policy.has(c.code)]
    return {check.code: (clause.code, check) for clause in mine for check in clause.parts("checks")}


def judged_matters(study: Study, catalogue: Catalogue, region: str) -> tuple[JudgedMatter, ...]:
    """Every check of the study's policy document for ``region``, in the document's order."""
    found = {row.item: row for row in study.rubric if row.region == region}
    return tuple(
        JudgedMatter(clause=clause, check=check, region=region, assessment=found.get(code))
        for code, (clause, check) in checks(study, catalogue).items()
    )
