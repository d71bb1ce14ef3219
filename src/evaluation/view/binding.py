"""Why lines judge nothing yet, with their day: told where the indicators stand that they are lines of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from evaluation.study.model import Target
from evaluation.view.judgements import standing
from evaluation.view.view import View


def sentences(view: View, codes: Iterable[str]) -> list[str]:
    """A sentence for each reason and day: lines that bind only later, whose day has not come, that are of the whole year."""
    found: dict[tuple[str, date | None], list[str]] = {}
    for code in codes:
        s = standing(view, code)
        if s.target is not None and s.unjudged:
            found.setdefault((s.unjudged, _day(view, s.target, s.unjudged)), []).append(code)
    made = [_sentence(view, why, day, some) for (why, day), some in found.items()]
    return [text for text in made if text]


def _day(view: View, target: Target, why: str) -> date | None:
    if why == "before":
        return view.study.binds_from(target)
    return target.due if why in ("not_due", "by_day") else None


def _sentence(view: View, why: str, day: date | None, codes: list[str]) -> str:
    titles = view.say("list.comma").join(map(view.title, codes))
    when = view.date(day) if day else ""
    return view.sentence(
        "binding.before",
        "binding.not_due",
        "binding.nothing_due",
        "binding.between",
        "binding.year",
        "binding.by_day",
        "binding.rounding",
        of=tuple(codes),
        titles=titles,
        day=when,
    )
