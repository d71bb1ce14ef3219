"""Values that revised figures changed, told where the values stand."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.measured.measure import Value
from evaluation.view import wholes
from evaluation.view.view import View


def value_before(view: View, code: str) -> Value | None:
    """What the value of an indicator was before figures of it were revised; None where none was, or it is as it was."""
    now = view.value(code)
    return view.results.before.get((now.region, now.period, now.indicator, now.reading))


def sentences(view: View, codes: Iterable[str]) -> list[str]:
    """A sentence that says of each of these indicators that changed from what to what."""
    changed = {code: was for code in codes if (was := value_before(view, code))}
    numbers = view.numbers
    said = []
    for code, was in changed.items():
        now = view.value(code)
        texts = numbers.value(was, keyed=False) + _of_regions(view, was), numbers.value(now) + _of_regions(view, now)
        said.append(view.say("revised.value", title=view.title(code), was=texts[0], now=texts[1]))
    text = view.sentence("revised.values", of=tuple(changed), values=view.say("list.semicolon").join(said)) if said else ""
    return [text] if text else []


def _of_regions(view: View, value: Value) -> str:
    """Of how many regions a value of the whole is, where not of all."""
    return wholes.count_note(view, value.regions) if view.is_overview and value.exact is not None else ""
