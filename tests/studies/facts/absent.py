"""Facts about what a study does not have."""

from __future__ import annotations

from tests.studies.catalogues import CATALOGUE
from tests.studies.facts.judged import _all_due, line_is_missed
from tests.studies.plain import Plain, When_
from tests.studies.standings import is_target, standing


def _shown(study: Plain) -> set[str]:
    """Dimensions of the study's indicators; an amount that a target was set for is one of targets."""
    return {"targets" if is_target(study, c) else CATALOGUE[c].dimension.value for c in study.indicators}


def part_of_a_year(study: Plain, region: str) -> bool:
    return study.period.quarter is not None


def no_points_for_such_a_period(study: Plain, region: str) -> bool:
    weights = study.yml("weights.yml")
    kind = study.period.kind
    return bool(weights) and kind not in weights.get("holds_for", ["year"])


def no_indicator_of_these(study: Plain, region: str, *dimensions: str) -> bool:
    return not _shown(study) & {*dimensions}


def these_stand_with_assistance(study: Plain, region: str, *dimensions: str) -> bool:
    shown = _shown(study)
    return "assistance" in shown and bool(shown & {*dimensions})


def no_table_delivers_these(study: Plain, region: str, *quantities: str) -> bool:
    return not study.columns & {*quantities}


def no_weights(study: Plain, region: str) -> bool:
    return not study.yml("weights.yml")


def neither_ranks_drawn_nor_efficiency(study: Plain, region: str) -> bool:
    return "uncertainty" not in study.yml("weights.yml") and "efficiency" not in study.yml("comparison.yml")


def no_stream_of_training(study: Plain, region: str) -> bool:
    rules = study.study.get("retraining")
    return not rules or str(rules["pace_cut_off"])[:4] != str(study.period.year) or not rules["streams"]


def nothing_to_compare(study: Plain, region: str) -> bool:
    asked = (standing(study, r, c).row for c in study.indicators if is_target(study, c) for r in study.reporting)
    return (
        no_weights(study, region) and not study.study.get("hard_limits") and no_stream_of_training(study, region) and not any(asked)
    )


def no_comparison(study: Plain, region: str) -> bool:
    return not study.yml("comparison.yml")


def no_scheme_of_awards(study: Plain, region: str) -> bool:
    return not study.yml("allocation.yml")


def scheme_without_a_pool(study: Plain, region: str) -> bool:
    scheme = study.yml("allocation.yml")
    return bool(scheme) and ("pool" not in scheme or not scheme.get("factors"))


def no_details_known(study: Plain, region: str, *kinds: str) -> bool:
    known = (row for row in study.rows("assistance.csv") if When_.of(row["period"], study.period.parts).end <= study.period.end)
    return not any(not kinds or row["kind"] in kinds for row in known)


def no_rules_of_warning(study: Plain, region: str) -> bool:
    return not study.yml("warning.yml")


def advised_by_a_share_of_the_year(study: Plain, region: str, code: str) -> bool:
    return not _all_due(study, region, code) and _short(study, region, code)


def advised_when_all_is_due(study: Plain, region: str, code: str) -> bool:
    return _all_due(study, region, code) and _short(study, region, code)


def ceiling_or_number_missed(study: Plain, region: str, code: str) -> bool:
    return line_is_missed(study, region, code) and standing(study, region, code).row["demand"] != "at_least"


def _short(study: Plain, region: str, code: str) -> bool:
    return line_is_missed(study, region, code) and standing(study, region, code).row["demand"] == "at_least"
