"""What can go wrong for a user, and what they are told: one exception, one exit code, no traceback."""

from __future__ import annotations

import difflib
import os
import re
import traceback
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TextIO, TypeGuard, TypeVar

from evaluation import personal

Choice = TypeVar("Choice", bound=str)
Given = TypeVar("Given")

_LONG_NUMBER = re.compile(r"\d(?:[\s\u00ad\u200b-\u200f\ufeff-]?\d){14,}[\s\u200b-\u200f]?[XxＸｘ]?")
_WIDE = re.compile("[^ \u00a0\u3000]+")
_LONGEST, _READ = 40, 400  # characters shown, and looked at for that
_NEAR, _LISTED = 2000, 200  # names compared, and listed

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


class OnlyOfYear(Refused):
    """What is made of a whole year was asked of a part of one. ``what``: which, a name of ``only_of_year`` in phrases."""

    def __init__(self, what: str, message: str) -> None:
        super().__init__(message)
        self.what = what


class NotMeasured(Refused):
    """An indicator, region or quantity was asked of results that have none such: a slip of who asks, and never a reason why a
    part of a report is not made."""


class NotInstalled(Refused):
    """A library of one of the project's extras is not there; the message names the extra."""


class RegionFailed(EvaluationError):
    """One region's report could not be made; the others are not affected."""


class SectionFailed(RegionFailed):
    """A section could not be built for a reason nobody foresaw; the message names section, study and region."""


def mask_digits(text: str) -> str:
    """``text``, which may hold figures of ours, without runs of 15 digits or more: a resident's number has 15 or 18 and must
    not reach a report."""
    return _LONG_NUMBER.sub(personal.MASK, text)


def nameless(text: str) -> str:
    """``text`` that others wrote, without numbers of persons: :func:`mask_digits`, and telephones and cards."""
    return mask_digits(personal.mask(text))


def fit_for_message(value: object) -> str:
    """``value``, which others wrote, fit for a message: without numbers of persons, control and direction characters
    escaped, at most 40 characters."""
    said = str(value)
    text = escape(nameless(said[:_READ]))
    return text if len(text) <= _LONGEST and len(said) <= _READ else text[: _LONGEST - 1] + "…"


def escape(text: str) -> str:
    """``text`` with everything that steers a terminal, or is not seen in it, written as ``\\u`` and its number."""
    return text if text.isprintable() else "".join(c if c.isprintable() else _escape_char(c) for c in text)


def steady(text: str) -> str:
    """Lines of ``text`` with everything :func:`escape` writes otherwise but blanks: fit for a terminal and a log."""
    lines = text.split("\n")
    return "\n".join(x if x.isprintable() else _WIDE.sub(lambda part: escape(part[0]), x) for x in lines)


def tell(text: str, stream: TextIO) -> None:
    """A line of :func:`steady` text; what the stream's encoding lacks (a console in GBK) is written as its number. When its
    reader has gone (``| head``) nobody is left to tell, and the work goes on."""
    encoding = stream.encoding or "utf-8"
    try:
        print(steady(text).encode(encoding, "backslashreplace").decode(encoding), file=stream, flush=True)
    except BrokenPipeError:
        _nowhere(stream)
    except OSError as error:
        _nowhere(stream)  # what is still held back cannot be written either
        raise Refused(f"the output cannot be written: {error.strerror}; make room or write elsewhere") from None


def _nowhere(stream: TextIO) -> None:
    """Whatever is still written to ``stream`` is dropped."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _escape_char(char: str) -> str:
    """As JSON spells it, so that what is printed as JSON can be read back."""
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def incomplete(error: ImportError) -> str:
    """What to do about a module that is not there or not whole: no fault of a user's, and none of the data."""
    return f"the installation is not whole: {error}; install it again, in a clone with: make clean && make venv"


def how_to_install(package: str, what: str) -> str:
    """What to do about ``what``, which lies in a ``package`` beside the one that is installed."""
    return f"{what} is in {package}, which is no part of the base installation; in a clone of the project: pip install -e ."


def describe_unexpected(error: BaseException) -> str:
    """Class, file and line of our own code for an error nobody foresaw: values and messages may hold personal data."""
    home = Path(__file__).resolve().parent
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if Path(f.filename).resolve().is_relative_to(home)] or frames
    last = ours[-1] if ours else None
    place = f"{Path(last.filename).name} line {last.lineno} ({last.name})" if last else "an unknown place"
    return f"unexpected {type(error).__name__} in {place}; run with EVALUATION_DEBUG=1 for a traceback"


def near(name: object, known: Iterable[object]) -> str:
    """`` did you mean 'x'?`` for the closest known name, or the list of known names when none is close."""
    names = [str(k) for k in islice(known, _NEAR)]
    said = str(name)[:_READ]
    found = [n for n in names if n.casefold() == said.casefold()][:1] or difflib.get_close_matches(said, names, n=1, cutoff=0.6)
    if found:
        return f"did you mean {found[0]!r}?"
    if len(names) > _LISTED:
        return f"{len(names)} are known, such as {', '.join(names[:3])}"
    return f"known: {', '.join(names)}" if names else "none is known here"


def given(value: Given | None) -> TypeGuard[Given]:
    """Whether an argument that may be left out was given: it is neither None nor an empty text."""
    return value is not None and not (isinstance(value, str) and not value)


def _got(value: object) -> str:
    return repr(fit_for_message(value)) if isinstance(value, str) else fit_for_message(repr(value))


def one_of(value: Choice, known: Iterable[Choice], what: str) -> Choice:
    """``value`` when it is one of ``known``, a closed choice; else :class:`Refused` with a near match or all of them."""
    known = tuple(known)
    if not isinstance(value, str) or value not in known:
        raise Refused(f"{what} is {_got(value)}; {near(str(value), known)}")
    return value
