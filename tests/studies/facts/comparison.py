"""Facts about rates with the mix of cases of all, and about which regions efficiency leaves out."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from tests.studies.catalogues import CATALOGUE
from tests.studies.plain import Plain, since_start

LEAST_UNITS = 30


class _Fair(NamedTuple):
    """Raw and adjusted rates of the regions that have both; ``counts`` of those with strata, ``cases`` of all by stratum."""

    counts: dict[str, dict[str, tuple[int, int]]]
    cases: dict[str, int]
    raw: dict[str, Fraction]
    adjusted: dict[str, Fraction]
    better_low: bool

    def moved(self, region: str) -> int:
        """Places gained by the adjustment."""
        return self._rank(self.raw, region) - self._rank(self.adjusted, region)

    def _rank(self, values: dict[str, Fraction], region: str) -> int:
        mine = values[region]
        return sum(v < mine if self.better_low else v > mine for v in values.values())


def _fair(study: Plain, code: str) -> _Fair:
    declared = study.yml("comparison.yml")
    strata = declared["strata"][code]["strata"]
    over = study.to_date if since_start(study.covers(code), study.period) else study.at
    counts: dict[str, dict[str, tuple[int, int]]] = {}
    for region in study.reporting:
        found = {s: tuple(over(region, study.period, x[side]).amount for side in ("part", "whole")) for s, x in strata.items()}
        if any(None in pair for pair in found.values()):
            continue
        sides = tuple(sum(pair[n] for pair in found.values()) for n in (0, 1))
        if sides == study.value(code, study.reading(code), region, study.period)[:2]:
            counts[region] = found
    least = max(1, declared.get("least_cases", 1))
    cases = {s: sum(found[s][1] for found in counts.values()) for s in strata}
    whole = {r: found for r, found in counts.items() if all(found[s][1] >= least for s, size in cases.items() if size)}
    raw = {r: Fraction(sum(p for p, _ in f.values()), sum(n for _, n in f.values())) for r, f in whole.items()}
    adjusted = {
        r: sum(Fraction(size * found[s][0], found[s][1]) for s, size in cases.items() if size) / sum(cases.values())
        for r, found in whole.items()
    }
    return _Fair(counts, cases, raw, adjusted, CATALOGUE[code].direction.value == "lower")


def no_region_adjusted(study: Plain, region: str, code: str) -> bool:
    return not _fair(study, code).raw


def one_region_adjusted(study: Plain, region: str, code: str) -> bool:
    return region == study.top and len(_fair(study, code).raw) == 1


def region_not_adjusted(study: Plain, region: str, code: str, place: str) -> bool:
    return place not in _fair(study, code).raw


def region_adjusted(study: Plain, region: str, code: str) -> bool:
    return region in _fair(study, code).raw


def nobody_else_with_its_strata(study: Plain, region: str, code: str, place: str) -> bool:
    found = _fair(study, code)
    return place in found.counts and all(n in (0, found.cases[s]) for s, (_, n) in found.counts[place].items())


def rises_by_adjustment(study: Plain, region: str, code: str) -> bool:
    return _moved(study, region, code) > 0


def falls_by_adjustment(study: Plain, region: str, code: str) -> bool:
    return _moved(study, region, code) < 0


def changes_place_by_adjustment(study: Plain, region: str, code: str) -> bool:
    return _moved(study, region, code) != 0


def keeps_place_by_adjustment(study: Plain, region: str, code: str) -> bool:
    found = _fair(study, code)
    return region in found.raw and len(found.raw) > 1 and found.moved(region) == 0


def some_region_changes_place(study: Plain, region: str, code: str) -> bool:
    found = _fair(study, code)
    return region not in found.raw and any(found.moved(r) for r in found.raw)


def no_region_changes_place(study: Plain, region: str, code: str) -> bool:
    found = _fair(study, code)
    return region not in found.raw and len(found.raw) > 1 and not any(found.moved(r) for r in found.raw)


def _moved(study: Plain, region: str, code: str) -> int:
    found = _fair(study, code)
    return found.moved(region) if region in found.raw else 0


def shares_without_strata(study: Plain, region: str, *codes: str) -> bool:
    declared = study.yml("comparison.yml")
    return bool(codes) and bool(declared) and not any(c in declared.get("strata", {}) for c in codes)


def fewer_units_than_a_regression_needs(study: Plain, region: str) -> bool:
    return len(study.reporting) < LEAST_UNITS


def enough_units_for_a_regression(study: Plain, region: str) -> bool:
    return len(study.reporting) >= LEAST_UNITS


# ---- efficiency


def region_lacks_a_side_of_efficiency(study: Plain, region: str, place: str, quantity: str) -> bool:
    """Named is the first that is not there, or not above 0."""
    return next((q for q in _sides(study) if not _above_nought(study, place, q)), None) == quantity


def fewer_regions_than_efficiency_needs(study: Plain, region: str) -> bool:
    asked = study.yml("comparison.yml")["efficiency"]
    inputs, outputs = len(asked["inputs"]), len(asked["outputs"])
    there = sum(all(_above_nought(study, r, q) for q in _sides(study)) for r in study.reporting)
    return there < max(inputs * outputs, 3 * (inputs + outputs))


def _sides(study: Plain) -> list[str]:
    asked = study.yml("comparison.yml")["efficiency"]
    return [*asked["inputs"], *asked["outputs"]]


def _above_nought(study: Plain, region: str, quantity: str) -> bool:
    return (study.at(region, study.period, quantity).amount or 0) > 0


def no_region_with_inputs_and_outputs(study: Plain, region: str) -> bool:
    return not any(all(_above_nought(study, r, q) for q in _sides(study)) for r in study.reporting)
