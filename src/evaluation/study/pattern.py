"""Names in which ``{region}`` or ``{period}`` stands for what differs: of files, sheets and columns that are read alike."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

REGION: Final = "{region}"
PERIOD: Final = "{period}"
HOLDS: Final = (REGION, PERIOD)
_LONGEST = 400  # of a name
_PART = re.compile(r"\{(?:region|period)\}")


def holes(name: str | None) -> tuple[str, ...]:
    """What ``name`` leaves open, in the order of :data:`HOLDS`."""
    return tuple(hold for hold in HOLDS if name and hold in name)


@cache
def _matcher(name: str) -> re.Pattern[str]:
    parts = iter(_PART.findall(name))
    texts = _PART.split(name)
    return re.compile("".join(re.escape(text) + (f"(?P<{hold[1:-1]}>.+)" if (hold := next(parts, "")) else "") for text in texts))


def take(name: str, text: str) -> dict[str, str] | None:
    """What stands in ``text`` for the open parts of ``name``; None where it is not called so.

    >>> take("收入{period}", "收入2006")
    {'{period}': '2006'}
    """
    found = _matcher(name).fullmatch(text) if len(text) <= _LONGEST else None
    return {f"{{{key}}}": value for key, value in found.groupdict().items()} if found else None


def check(name: str) -> str:
    """``name``, unless what it leaves open cannot be told (``ValueError``)."""
    for hold in HOLDS:
        if name.count(hold) > 1:
            raise ValueError(f"{hold} stands in it twice; write it once")
    if "}{" in name and len(_PART.findall(name)) > 1:
        raise ValueError("nothing parts {region} from {period}; such names cannot be told apart")
    return name


def for_readers(name: str) -> str:
    """``name`` for readers: ``*`` for what it leaves open."""
    return _PART.sub("*", name)


def of_header(hole: str) -> str:
    """What the header says for ``hole``, as a key of the rows."""
    return f"{hole} of the header"
