"""Facts about the early warning in the last quarter of the period."""

from __future__ import annotations

from evaluation.view.view import View
from evaluation.view.watched import assessment, watch_of
from evaluation.warning import firms
from evaluation.warning.assess import rules_of


def smaller_than_the_rule_asks(view: View, region: str) -> bool:
    """The region is smaller than the study's rule asks, and gets no severity."""
    return assessment(view, region).too_small


def no_core_in_warning(view: View, region: str) -> bool:
    """Some core series can be judged, none is in warning, and there is no severity."""
    found = assessment(view, region)
    return not found.too_small and found.severity == "none" and not any(w.warned for w in found.cores)


def too_few_cores_in_warning(view: View, region: str) -> bool:
    """Some core series is in warning, and there are too few for a severity."""
    found = assessment(view, region)
    return not found.too_small and found.severity == "none" and any(w.warned for w in found.cores)


def severity_unknown(view: View, region: str) -> bool:
    """No core series has both a value and a line."""
    found = assessment(view, region)
    return not found.too_small and found.severity == "unknown"


def in_warning(view: View, region: str) -> bool:
    """The region has a severity."""
    return assessment(view, region).severity not in ("none", "unknown")


def warning_rules_are_a_proposal(view: View) -> bool:
    """The lines and grades of the early warning are a proposal, issued by nobody."""
    return rules_of(view.study).status == "proposal"


def line_reached(view: View, region: str, code: str) -> bool:
    """The last value of the series has reached its line."""
    return watch_of(view, region, code).over is True


def line_not_reached(view: View, region: str, code: str) -> bool:
    """The last value of the series has not reached its line."""
    return watch_of(view, region, code).over is False


def no_value_or_no_line(view: View, region: str, code: str) -> bool:
    """The series has no value or no line in the last quarter."""
    return watch_of(view, region, code).over is None


def no_line_and_no_rule(view: View, region: str, code: str) -> bool:
    """No line was issued or proposed, and the study has no rule for a statistical one."""
    return watch_of(view, region, code).line.kind == "none" and rules_of(view.study).statistical is None


def too_few_quarters_for_a_line(view: View, region: str, code: str) -> bool:
    """No line was issued or proposed, and there are fewer past quarters than the study's rule needs."""
    return watch_of(view, region, code).line.kind == "none" and rules_of(view.study).statistical is not None


def _severities(view: View) -> list[str]:
    return [assessment(view, r).severity for r in view.results.regions]


def some_region_in_warning(view: View) -> bool:
    """At least one region has a severity."""
    return any(s not in ("none", "unknown") for s in _severities(view))


def judged_regions_without_warning(view: View) -> bool:
    """At least one region can be judged, and none has a severity."""
    return "none" in _severities(view) and not some_region_in_warning(view)


def no_region_of_the_warning_judged(view: View) -> bool:
    """No region can be judged."""
    return set(_severities(view)) == {"unknown"}


def some_region_of_the_warning_unknown(view: View) -> bool:
    """Some region can be judged, and some cannot."""
    found = set(_severities(view))
    return "unknown" in found and len(found) > 1


def _of(view: View) -> tuple[str, ...]:
    return view.results.regions if view.is_overview else (view.region,)


def no_monitored_enterprise(view: View) -> bool:
    """No monitored enterprise has figures for the last quarter."""
    return not firms.jobs(view.study, _of(view), view.results.parts[-1]).firms


def no_reduction_of_staff(view: View) -> bool:
    """No reduction of staff is on record for the period."""
    return not firms.filings(view.study, _of(view), view.period)


def some_reduction_of_staff(view: View) -> bool:
    """Reductions of staff are on record for the period."""
    return bool(firms.filings(view.study, _of(view), view.period))
