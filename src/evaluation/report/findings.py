"""Data findings in the report's language: English reports print the check's own message."""

from __future__ import annotations

from evaluation.data.findings import Finding
from evaluation.report.fonts import spelled
from evaluation.report.view import View


def told(view: View, finding: Finding) -> tuple[str, str]:
    """What is wrong and what to do. Chinese reports name the kind of finding and keep its figures."""
    if view.language == "en":
        texts = (spelled(text) for text in (finding.message, finding.fix))
        return tuple(text[0].upper() + text[1:].rstrip(".") + "." for text in texts)
    place = view.name(finding.region) if finding.region else ""
    fields = {**dict(finding.facts), "region": place, "column": finding.column or "", "file": finding.file or ""}
    return spelled(view.say(f"finding.{finding.code}", **fields)), view.say(f"finding_fix.{finding.code}")
