"""Names in which ``{region}`` or ``{period}`` stands for what differs: of files, sheets and columns that are read alike. In the
name of a file ``{as_of}`` stands for the day of a delivery."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Final

from pydantic import AfterValidator

from evaluation.study.grammar import Text, form

REGION: Final = "{region}"
PERIOD: Final = "{period}"
AS_OF: Final = "{as_of}"
HOLDS: Final = (REGION, PERIOD)
_LONGEST = 400  # of a name
_DAY = r"[12][0-9]{3}(?:[-./_]?[0-9]{2}[-./_]?[0-9]{2}|年[0-9]{1,2}月[0-9]{1,2}日)"
_PART = re.compile(r"\{(?:region|period|as_of)\}")


def holes(name: str | None) -> tuple[str, ...]:
    """What ``name`` leaves open, in the order of :data:`HOLDS`."""
    return tuple(hold for hold in HOLDS if name and hold in name)


def is_open(name: str) -> bool:
    """Whether several texts may be called ``name``."""
    return _PART.search(name) is not None


@cache
def _matcher(name: str, day: str) -> re.Pattern[str]:
    parts = iter(_PART.findall(name))
    texts = _PART.split(name)
    taken = {hold: day if hold == AS_OF else ".+" for hold in (*HOLDS, AS_OF)}
    return re.compile(
        "".join(re.escape(text) + (f"(?P<{hold[1:-1]}>{taken[hold]})" if (hold := next(parts, "")) else "") for text in texts)
    )


def take(name: str, text: str) -> dict[str, str] | None:
    """What stands in ``text`` for the open parts of ``name``, for a day what looks like one if anything does; None where it is not
    called so.

    >>> take("收入{period}", "收入2006")
    {'{period}': '2006'}
    """
    matchers = (_matcher(name, day) for day in (_DAY, ".+"))
    found = next((m for of in matchers if (m := of.fullmatch(text))), None) if len(text) <= _LONGEST else None
    return {f"{{{key}}}": value for key, value in found.groupdict().items()} if found else None


def check(name: str) -> str:
    """``name`` of a sheet or column, unless what it leaves open cannot be told (``ValueError``)."""
    if AS_OF in name:
        raise ValueError("{as_of} stands in the name of a file; a column that says the day is declared by 'as_of: …' of the table")
    return check_file(name)


def check_file(name: str) -> str:
    """:func:`check` of the name of a file."""
    for hold in (*HOLDS, AS_OF):
        if name.count(hold) > 1:
            raise ValueError(f"{hold} stands in it twice; write it once")
    if touching := re.search(rf"({_PART.pattern})({_PART.pattern})", name):
        raise ValueError(f"nothing parts {touching[1]} from {touching[2]}; such names cannot be told apart")
    return name


_NO_FILE = (
    "is no table that is read; write the name of a .csv, .xlsx or .xls file without folders. Another kind (.xlsb, .ods) is "
    "saved as a copy in one of these beside the one delivered, which is kept, and that is declared"
)
_NO_NAME = (
    "holds a sign that a name of a file may not have here (a backslash, a colon, a control sign) or more than 120; save a copy "
    "under another name beside the one delivered, which is kept, and declare that"
)
FileName = Annotated[
    Text,
    form(r"(?s)[^/]+\.(csv|xlsx|xls)", _NO_FILE),
    form(r"[^\\:\x00-\x1f]{1,120}\.[a-z]+", _NO_NAME),
    AfterValidator(check_file),
]
"""The name of a delivered file."""


def for_readers(name: str) -> str:
    """``name`` for readers: ``*`` for what it leaves open."""
    return _PART.sub("*", name)


def of_header(hole: str) -> str:
    """What the header says for ``hole``, as a key of the rows."""
    return f"{hole} of the header"
