"""What one notebook run is told: five words, typed by our schema and never guessed.

``420100`` stays a code and ``NO`` stays a word, whichever of ``-p``, ``-r`` or ``-f`` brought it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from evaluation.errors import Refused, fit_for_message, near
from evaluation.study import base, cut_off, periods

if TYPE_CHECKING:
    from evaluation.study.model import Study

CODE = re.compile(base.CODE)
_PERIOD = re.compile(r"[0-9A-Za-z_-]{0,32}")
_LARGEST_FILE = 65536


class RunParameters(BaseModel):
    """Values given to one run. ``period``, ``cut_off`` and ``language`` may be empty: the study's own period and
    language are meant, and the day that follows from the period."""

    model_config = ConfigDict(strict=True, frozen=True, defer_build=True, extra="forbid")

    study: str
    region: str
    period: str = ""
    cut_off: str = ""
    language: Literal["", "zh", "en"] = ""

    @field_validator("study", "region")
    @classmethod
    def _code(cls, value: str) -> str:
        if not CODE.fullmatch(value):
            plain = unicodedata.normalize("NFKC", value).strip()
            hint = f"; did you mean {plain!r}?" if CODE.fullmatch(plain) else ""
            raise ValueError(f"a code has 1 to 32 letters, digits, '_' or '-' and does not begin with '-'{hint}")
        return value

    @field_validator("period")
    @classmethod
    def _when(cls, value: str) -> str:
        if not _PERIOD.fullmatch(value):
            raise ValueError(periods.how_to_write())
        return value

    @field_validator("cut_off")
    @classmethod
    def _until(cls, value: str) -> str:
        return cut_off.day(value).isoformat() if value else value


NAMES = tuple(RunParameters.model_fields)
DECLARED = (*NAMES, "kind")
"""What the parameters cell of a notebook may assign: that of documents is told which one to make."""
QUARTER = "quarter"
"""Another spelling of ``period`` on a command line, for a study whose period is a quarter."""


def run_parameters(**values: object) -> RunParameters:
    """Checked parameters, or :class:`Refused` naming each wrong one with what was got."""
    for name in values:
        check_name(name)
    try:
        return RunParameters.model_validate(values)
    except ValidationError as error:
        lines = [_explain(e) for e in error.errors()]
        raise Refused("; ".join(lines)) from None


def check_name(name: str, names: Iterable[str] = NAMES) -> str:
    """``name`` when it is a parameter; else :class:`Refused` with the nearest one."""
    if name not in names:
        raise Refused(f"there is no parameter {fit_for_message(name)!r}; {near(name, NAMES)}")
    return name


def collect(pairs: Iterable[tuple[str, str]] = (), raw: Iterable[tuple[str, str]] = (), file: Path | None = None) -> dict[str, str]:
    """Parameters of one command line: ``-f`` first, ``-p`` and ``-r`` over it (for our text parameters both mean
    the same). Two different values for one name on the command line are refused: one of them would be lost."""
    values = read_file(file) if file else {}
    said: dict[str, str] = {}
    for name, value in (*pairs, *raw):
        if said.setdefault(check_name(name, (*NAMES, QUARTER)), value) != value:
            raise Refused(
                f"parameter {name!r} is given twice: {fit_for_message(said[name])!r} and {fit_for_message(value)!r}; give it once"
            )
    return {**values, **said}


def spell(given: Mapping[str, str], study: str, own: periods.Period) -> dict[str, str]:
    """``given`` with its ``quarter`` as the period, and that as study files spell it. ``own`` is the period of ``study``.

    :class:`Refused` when that is no quarter, when the value is none, or when ``period`` says another.
    """
    said = {name: _spell_period(value, own.calendar) if name in ("period", QUARTER) else value for name, value in given.items()}
    quarter = said.pop(QUARTER, None)
    if quarter is None:
        return said
    if own.grain is not periods.Grain.QUARTER:
        kind = own.grain.name.lower()
        raise Refused(f"study {study!r} is a study of a {kind}, {own}, and takes no 'quarter'; give -p period {quarter}")
    if not _is_quarter(quarter, own.calendar):
        raise Refused(f"parameter 'quarter': {fit_for_message(quarter)!r} is no quarter; write it as {own}")
    if said.setdefault("period", quarter) != quarter:
        raise Refused(
            f"parameters 'quarter' and 'period' mean the same and differ: {fit_for_message(quarter)!r} and "
            f"{fit_for_message(said['period'])!r}; give one"
        )
    return said


def meant(asked: Mapping[str, str], study: Study) -> tuple[periods.Period, str]:
    """Period and given cut-off of a run of ``study`` with the parameters ``asked``; :class:`Refused` as a run would be, and
    for ``study`` and ``region``, which change nothing here."""
    said = spell(asked, study.name, study.file.period)
    for name in said.keys() - {"period", "cut_off", "language"}:
        raise Refused(f"parameter {name!r} does not change what is found; give period, quarter, cut_off or language")
    shared = run_parameters(study=study.name, region=study.top.code, **said)
    period = periods.period_asked(shared.period, study.file.period)
    cut_off.check_over(study, period, shared.cut_off)
    cut_off.cut_off_of(study, period, shared.cut_off)
    return period, shared.cut_off


def _spell_period(text: str, calendar: periods.Calendar) -> str:
    """``text`` as study files spell the period that it names; itself where it names none and has the signs of one."""
    try:
        return periods.parse(text, calendar).spelled
    except Refused:
        if _PERIOD.fullmatch(text):
            return text
        raise


def _is_quarter(text: str, calendar: periods.Calendar) -> bool:
    try:
        return periods.parse(text, calendar).grain is periods.Grain.QUARTER
    except Refused:
        return False


def read_file(path: Path) -> dict[str, str]:
    """Parameters in a YAML or JSON file, read as words; anything but one word per known name is refused."""
    from evaluation.study.strict_yaml import load

    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refused(f"parameters file {path}: cannot be read: {error.strerror}") from None
    if len(content) > _LARGEST_FILE:
        raise Refused(f"parameters file {path}: {len(content)} bytes; five parameters need at most {_LARGEST_FILE}")
    if content.startswith(b"\xef\xbb\xbf"):
        raise Refused(f"parameters file {path}: starts with a byte order mark; save it as UTF-8 without one")
    return check_words(load(path), f"parameters file {path}")


def check_words(values: Mapping[str, object], where: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for name, value in values.items():
        if name not in (*NAMES, QUARTER):
            raise Refused(f"{where}: there is no parameter {fit_for_message(name)!r}; {near(str(name), NAMES)}")
        if not isinstance(value, str):
            raise Refused(f"{where}: {name!r} must be one value, got a {type(value).__name__}")
        words[name] = value
    return words


def _explain(error: Mapping[str, Any]) -> str:
    name, got = error["loc"][0], error.get("input")
    if error["type"] == "missing":
        return f"parameter {name!r} was not given; a report run gives every parameter"
    if error["type"] == "string_type":
        return f"parameter {name!r} must be text, got {type(got).__name__}"
    if error["type"] == "literal_error":
        return f"parameter {name!r}: {fit_for_message(got)!r} is no report language; use 'zh' or 'en'"
    return f"parameter {name!r}: {fit_for_message(got)!r} is not accepted: {error['msg'].removeprefix('Value error, ')}"
