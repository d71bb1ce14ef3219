"""Data findings in the report's language; the English message of the check is kept as it is in English reports."""

from __future__ import annotations

from evaluation.data.findings import Finding
from evaluation.report.view import View


def told(view: View, finding: Finding) -> tuple[str, str]:
    """What is wrong and what to do. Chinese reports name the kind of finding and keep its figures."""
    if view.language == "en":
        return finding.message, finding.fix
    return view.say(f"finding.{finding.code}", message=finding.message), view.say(f"finding_fix.{finding.code}")
