"""Invented judgements of what is judged and not counted (定性, HB-20): an invented assessor, files that are numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from evaluation.catalogue.catalogue import catalogue
from evaluation.measured.rubric import checks
from evaluation.study.model import Study
from evaluation_demo.draws import draw
from evaluation_demo.tables import as_csv

ASSESSOR = "示例评价组"
OF_THE_WHOLE = (
    "framing",
    "method_rules",
    "employment_regulation",
    "qualitative_rubric",
    "dispatch_rules",
    "appraisal_scheme",
    "commendation",
    "planning",
)
"""What only the province does: no unit is judged on it, and the province on nothing else."""
_NOT_LOOKED_AT = 6
"""In a hundred: what the assessor did not come to."""
_LEAST = {"full": 62, "mostly": 26, "partly": 8}


def rows(study: Study, first: date, form: Mapping[str, int]) -> bytes:
    """``rubric.csv``: judgements from ``first`` on; ``form`` says how well a unit works, in thousandths."""
    lines = [["item", "region", "level", "assessor", "date", "evidence"]]
    for item in checks(study, catalogue()):
        for code in [study.top.code] if item in OF_THE_WHOLE else [r.code for r in study.reporting]:
            drawn = draw("rubric", item, code, low=0, high=99)
            if drawn < _NOT_LOOKED_AT:
                continue
            day = first + timedelta(days=draw("rubric-day", item, code, low=0, high=24))
            found = _level(drawn + form.get(code, 20) // 3)
            lines.append([item, code, found, ASSESSOR, day.isoformat(), f"DX{code}-{len(lines):03d}"])
    return as_csv(lines)


def _level(points: int) -> str:
    return next((level for level, least in _LEAST.items() if points >= least), "not_done")
