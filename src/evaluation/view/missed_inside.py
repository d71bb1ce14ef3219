"""What a page of the whole says of its regions: which of them miss a line, whatever the whole itself is judged by."""

from __future__ import annotations

from evaluation.view.judgements import standing
from evaluation.view.view import View


def missing_inside(view: View, code: str, of_line: bool) -> list[str]:
    """Of a page of the whole that meets its line of ``code``: regions that miss a line, the same one (``of_line``; each has its
    own target where completion is judged) or another."""
    whole = standing(view, code)
    if not view.is_overview or whole.state != "met" or whole.target is None:
        return []
    missed = [s for s in (standing(view, code, r) for r in view.results.regions) if s.state == "missed" and s.target]
    line = whole.target.demand, whole.target.value
    return [
        s.region for s in missed if (whole.is_completion or (s.target and (s.target.demand, s.target.value) == line)) == of_line
    ]


def misses_of_regions(view: View, met: bool) -> dict[str, list[str]]:
    """Of a page of the whole: indicators whose line it meets (``met``), or that it is not judged on, each with the regions that
    miss their line."""
    if not view.is_overview:
        return {}
    codes = dict.fromkeys([*(i.code for i in view.results.indicators), *view.results.duty_of])
    states = {code: standing(view, code).state for code in codes}
    asked = (code for code, state in states.items() if state != "missed" and (state == "met") == met)
    found = {code: [r for r in view.results.regions if standing(view, code, r).state == "missed"] for code in asked}
    return {code: regions for code, regions in found.items() if regions}
