"""What can go wrong for a user, and what they are told: one exception, one exit code, no traceback."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TypeVar

Choice = TypeVar("Choice", bound=str)

EXIT_DONE, EXIT_FAILED, EXIT_REFUSED, EXIT_BUSY, EXIT_INTERRUPTED = 0, 1, 2, 75, 130


class EvaluationError(Exception):
    """Base of every error shown to users without a traceback; ``exit_code`` is what the command ends with."""

    exit_code = EXIT_FAILED


class Refused(EvaluationError):
    """Input, parameter or usage that is not accepted; nothing was written."""

    exit_code = EXIT_REFUSED


class Busy(EvaluationError):
    """Another run of the same study holds the lock."""

    exit_code = EXIT_BUSY


class NotInstalled(Refused):
    """A library of one of the project's extras is not there; the message names the extra."""


class RegionFailed(EvaluationError):
    """One region's report could not be made; the others are not affected."""


def near(name: str, known: Iterable[str]) -> str:
    """`` did you mean 'x'?`` for the closest known name, or the list of known names when none is close."""
    known = [str(k) for k in known]
    found = difflib.get_close_matches(str(name), known, n=1, cutoff=0.6)
    if found:
        return f"did you mean {found[0]!r}?"
    return f"known: {', '.join(known)}" if known else "none is known here"


def one_of(value: Choice, known: Iterable[Choice], what: str) -> Choice:
    """``value`` when it is one of ``known``, a closed choice; else :class:`Refused` with a near match or all of them."""
    known = tuple(known)
    if not isinstance(value, str) or value not in known:
        raise Refused(f"{what} is {value!r}; {near(str(value), known)}")
    return value
