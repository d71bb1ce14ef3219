"""Facts about scores: points, totals, grades and ranks."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from tests.studies.plain import Plain
from tests.studies.scored import Score, of_hundred, of_regions, value_of


def _totals(study: Plain) -> list[Fraction]:
    return [s.total for s in of_regions(study).values() if s.total is not None]


def _mine(study: Plain, region: str) -> Score | None:
    return of_regions(study).get(region)


def regions_are_scored(study: Plain, region: str) -> bool:
    return region == study.top and len(study.reporting) > 1 and bool(of_regions(study))


def scored_apart_from_this(study: Plain, region: str) -> bool:
    return bool(of_regions(study)) and _mine(study, region) is None


def graded_on_all_points(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.grade is not None and s.evidence == 100


def graded_on_part_of_the_points(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.grade is not None and s.evidence < 100


def total_without_grade(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.total is not None and s.grade is None and "missing" in s.gates


def too_little_data_for_a_total(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.total is None


def ranked_among_others(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.total is not None and len(_totals(study)) > 1


def grade_lowered_by_a_gate(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.grade is not None and s.grade - s.held_back > s.of_points


def grade_held_back(study: Plain, region: str) -> bool:
    return _held_back(study, region) and study.yml("weights.yml")["status"] == "issued"


def grade_held_back_by_a_proposal(study: Plain, region: str) -> bool:
    return _held_back(study, region) and study.yml("weights.yml")["status"] == "proposal"


def some_scored_indicator_lacks_strata(study: Plain, region: str) -> bool:
    told = (study.yml("comparison.yml") or {}).get("strata", {})
    scored = [c for g in (study.yml("weights.yml") or {}).get("groups", {}).values() for c in g["indicators"]]
    return bool(_totals(study)) and any(c not in told for c in scored)


def _held_back(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.held_back and s.grade - 1 == s.of_points


def graded_as_the_points(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.grade is not None and s.grade == s.of_points


def graded_below_the_points(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.grade is not None and s.grade != s.of_points


def every_gate_passed(study: Plain, region: str) -> bool:
    return _gates(study, region) == {"passed"}


def some_gate_failed(study: Plain, region: str) -> bool:
    return _gates(study, region) in ({"failed"}, {"failed", "passed"})


def some_gate_unknown(study: Plain, region: str) -> bool:
    return "missing" in _gates(study, region)


def _gates(study: Plain, region: str) -> set[str]:
    s = _mine(study, region)
    return s.gates if s is not None and s.total is not None else set()


# ---- points


def this_region_has_a_total(study: Plain, region: str) -> bool:
    s = _mine(study, region)
    return s is not None and s.total is not None


def some_points_lost(study: Plain, region: str) -> bool:
    return any(got < points for _, got, points in _lines(study, region))


def group_lost_points(study: Plain, region: str, group: str) -> bool:
    return any(got < points for of, got, points in _lines(study, region) if of == group)


def _lines(study: Plain, region: str) -> list[tuple[str, Fraction, Fraction]]:
    s = _mine(study, region)
    return [] if s is None else list(s.lines.values())


def points_without_data_left_out(study: Plain, region: str) -> bool:
    return _of_missing(study) == "reweighted"


def points_without_data_count(study: Plain, region: str) -> bool:
    return _of_missing(study) == "not_awarded"


def points_need_all_data(study: Plain, region: str) -> bool:
    return _of_missing(study) == "refused"


def _of_missing(study: Plain) -> str:
    weights = study.yml("weights.yml")
    return weights.get("missing", "reweighted") if weights else ""


# ---- the flag of completions beside the points


class _Flag(NamedTuple):
    below: bool
    raised: bool
    known: int
    missing: int


def _flag(study: Plain, region: str) -> _Flag | None:
    parallel = study.yml("weights.yml").get("parallel")
    if parallel is None or _mine(study, region) is None:
        return None
    found = [value_of(study, region, c)[0] for c in parallel["indicators"]]
    known = [v for v in found if v is not None]
    below = any(v < Fraction(str(parallel["single_below"])) for v in known)
    mean = sum(known) / len(known) if known else None
    low = mean is not None and mean < Fraction(str(parallel["mean_below"]))
    return _Flag(below, below or low, len(known), len(found) - len(known))


def no_completion_for_the_flag(study: Plain, region: str) -> bool:
    found = _flag(study, region)
    return found is not None and not found.known


def flag_not_raised(study: Plain, region: str) -> bool:
    found = _flag(study, region)
    return found is not None and found.known > 0 and not found.raised


def flag_raised(study: Plain, region: str) -> bool:
    found = _flag(study, region)
    return found is not None and found.raised


def some_completion_below_the_flag(study: Plain, region: str) -> bool:
    found = _flag(study, region)
    return found is not None and found.below


def some_completion_of_the_flag_unknown(study: Plain, region: str) -> bool:
    found = _flag(study, region)
    return found is not None and found.known > 0 and found.missing > 0


# ---- ranks without each indicator in turn


def no_indicator_moves_this_rank(study: Plain, region: str) -> bool:
    now, *without = _rankings(study)
    return region in now and all(ranks.get(region) == now[region] for ranks in without)


def no_indicator_moves_any_rank(study: Plain, region: str) -> bool:
    now, *without = _rankings(study)
    return all(ranks == now for ranks in without)


def _rankings(study: Plain) -> list[dict[str, int]]:
    """As it is, then without each scored indicator."""
    groups = study.yml("weights.yml").get("groups", {}).values()
    return [_ranks(study, code) for code in ("", *dict.fromkeys(c for g in groups for c in g["indicators"]))]


def _ranks(study: Plain, without: str) -> dict[str, int]:
    totals = {}
    for region, s in of_regions(study).items():
        rest = of_hundred(line for code, line in s.lines.items() if code != without)
        if s.total is not None and rest is not None:
            totals[region] = rest
    return {r: 1 + sum(t > mine for t in totals.values()) for r, mine in totals.items()}


def some_region_without_grade(study: Plain, region: str) -> bool:
    return any(s.grade is None for s in of_regions(study).values())


def totals_differ(study: Plain, region: str) -> bool:
    return len(set(_totals(study))) > 1


def totals_equal(study: Plain, region: str) -> bool:
    return len(set(_totals(study))) == 1


def no_total(study: Plain, region: str) -> bool:
    return not _totals(study)


def some_total(study: Plain, region: str) -> bool:
    return bool(_totals(study))


def weights_are_a_proposal(study: Plain, region: str) -> bool:
    return study.yml("weights.yml").get("status") == "proposal"


def ranks_asked_and_nobody_has_a_total(study: Plain, region: str) -> bool:
    asked = "uncertainty" in study.yml("weights.yml") and "efficiency" not in study.yml("comparison.yml")
    return asked and all(s.total is None for s in of_regions(study).values())
