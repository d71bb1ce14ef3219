"""Facts about training streams. ``code`` is the stream."""

from __future__ import annotations

from fractions import Fraction

from evaluation.measured.stream_progress import StreamProgress
from evaluation.view.streams import in_no_table
from evaluation.view.view import View


def _stream(view: View, code: str, region: str = "") -> StreamProgress:
    return next(s for s in view.results.streams(region or view.region) if s.stream == code)


def trained_known(view: View, code: str) -> bool:
    """It is known how many were trained."""
    return _stream(view, code).trained is not None


def trained_unknown(view: View, code: str) -> bool:
    """It is not known how many were trained."""
    return _stream(view, code).trained is None


def stream_measured_by_its_target(view: View, code: str) -> bool:
    """A target above nought holds here, and who was trained is known of every region, or reaches it already."""
    found = _stream(view, code)
    return bool(found.demanded) and not found.open


def stream_of_some_regions_below_its_target(view: View, code: str) -> bool:
    """Of the whole, regions are missing from who was trained, and what is known does not reach the target."""
    return bool(_stream(view, code).open)


def stream_without_a_target(view: View, code: str) -> bool:
    """No target holds here."""
    return _stream(view, code).target is None


def stream_with_a_target_of_nought(view: View, code: str) -> bool:
    """A target of 0 holds here."""
    return _stream(view, code).demanded == 0


def persons_still_missing(view: View, code: str) -> bool:
    """Fewer were trained than the target asks for."""
    return bool(_stream(view, code).gap)


def retraining_rate_known(view: View, code: str) -> bool:
    """The base, and who of it was trained, are known."""
    return _stream(view, code).retraining_rate is not None


def target_rate_known(view: View, code: str) -> bool:
    """The target and the base are known."""
    return _stream(view, code).target_rate is not None


def some_stream_lacks_regions(view: View, *codes: str) -> bool:
    """Of the whole, some sum of one of these streams is not of every region."""
    found = [_stream(view, c) for c in codes]
    return view.is_overview and any(0 < n < len(view.results.regions) for s in found for n in s.counted.values())


def stream_target_known(view: View, code: str) -> bool:
    """A target holds here."""
    return _stream(view, code).target is not None


def targets_are_one_share_of_the_base(view: View, *codes: str) -> bool:
    """Of each stream several regions have target and base, and every target is the same share of the base up to one
    person."""
    for code in codes:
        found = (_stream(view, code, r) for r in view.results.regions)
        known = [(s.demanded, s.base) for s in found if s.demanded and s.base is not None and s.base > 0]
        if len(known) < 2:
            return False
        share = Fraction(sum(demanded for demanded, _ in known), sum(base for _, base in known))
        if any(abs(demanded - share * base) >= 1 for demanded, base in known):
            return False
    return bool(codes)


def _verdicts(view: View) -> set[str]:
    return {s.pace.verdict for s in view.results.streams(view.region)}


def places_do_not_suffice(view: View) -> bool:
    """The places of some stream do not suffice for what is missing."""
    return "unlikely" in _verdicts(view)


def pace_does_not_suffice(view: View) -> bool:
    """The best pace of some stream does not suffice for what is missing, and its places do."""
    return "more_classes" in _verdicts(view)


def some_stream_can_be_completed(view: View) -> bool:
    """Some stream has reached its target, or has pace and places for what is missing."""
    return bool({"done", "feasible"} & _verdicts(view))


def some_pace_unknown(view: View) -> bool:
    """The pace of some stream cannot be judged for lack of data."""
    return "unknown" in _verdicts(view)


def some_stream_has_no_target(view: View) -> bool:
    """No target of some stream holds here."""
    return "no_target" in _verdicts(view)


def some_stream_has_a_target_of_nought(view: View) -> bool:
    """A target of 0 holds here for some stream."""
    return "zero" in _verdicts(view)


def several_streams_shown(view: View) -> bool:
    """More streams than one are shown beside the same fund."""
    return len(view.results.streams(view.region)) > 1


def a_stream_is_asked_of_some_regions_only(view: View) -> bool:
    """This is the page of the whole, and of some stream some regions have a target and some have none."""
    everyone = [[s.target is not None for s in view.results.streams(r)] for r in view.results.regions]
    return view.is_overview and any(any(found) and not all(found) for found in zip(*everyone, strict=True))


def some_lines_of_the_streams_in_no_table(view: View, *lines: str) -> bool:
    """No table of the study has what these lines of the streams' tables are made of."""
    return bool(lines) and all(in_no_table(view, line) for line in lines)


def some_standard_is_a_median(view: View) -> bool:
    """For some stream the median of the regions' standards stands in for one of its own."""
    closings = (s.closing for s in view.results.streams(view.region))
    return any(c.standard_is_median and c.standard is not None for c in closings)
