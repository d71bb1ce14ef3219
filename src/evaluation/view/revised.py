"""Values that revised figures changed, told where the values stand."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.measured.measure import Value
from evaluation.view.view import View


def value_before(view: View, code: str) -> Value | None:
    """What the value of an indicator was before figures of it were revised; None where none was, or it is as it was."""
    now = view.value(code)
    return view.results.before.get((now.region, now.period, now.indicator, now.reading))


def sentences(view: View, codes: Iterable[str]) -> list[str]:
    """A sentence that says of each of these indicators that changed from what to what."""
    changed = {code: was for code in codes if (was := value_before(view, code))}
    numbers = view.numbers
    said = [
        view.say("revised.value", title=view.title(code), was=numbers.value(was, keyed=False), now=numbers.value(view.value(code)))
        for code, was in changed.items()
    ]
    text = view.sentence("revised.values", of=tuple(changed), values=view.say("list.semicolon").join(said)) if said else ""
    return [text] if text else []
