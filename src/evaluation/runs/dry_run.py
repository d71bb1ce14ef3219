"""What a run would make, told and not done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from evaluation.runs.cache import ReportDecision
from evaluation.runs.job import RECORD, files_of
from evaluation.runs.plan import Plan


def describe(plan: Plan, decisions: Sequence[ReportDecision]) -> dict[str, Any]:
    """The plan as plain values, for ``-n`` and ``-n --json``; ``decisions`` are those of :mod:`evaluation.runs.cache`."""
    return {
        "study": plan.study,
        "title": plan.title,
        "period": plan.period,
        "cut_off": plan.cut_off.isoformat(),
        "language": plan.language,
        "synthetic": plan.synthetic,
        "outputs": f"outputs/{plan.study}/<time>-{plan.key}/",
        "inputs": [dict(i) for i in plan.inputs],
        "files_per_region": [*files_of(""), RECORD],
        "files_per_document": [*files_of("any"), RECORD] if any(r.document for r in plan.reports) else [],
        "unmade": [asdict(u) for u in plan.unmade],
        "reports": [
            {
                "region": d.planned.region,
                "name": d.planned.name,
                "notebook": f"notebooks/{d.planned.notebook.path.name}",
                "parameters": dict(d.planned.parameters),
                "key": d.planned.key,
                "kept_from": d.run_id,
                "reason": d.reason,
                "pending": "" if d.kept else d.planned.pending,
            }
            for d in decisions
        ],
    }
