"""What every model of a study file is made of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from evaluation.errors import Refused, fit_for_message, near
from evaluation.study import periods
from evaluation.study.grammar import Text, Word, lax

CODE = r"[0-9A-Za-z_][0-9A-Za-z_-]{0,31}"
Code = Annotated[Word, StringConstraints(pattern=f"^{CODE}$")]
Language = Literal["zh", "en"]
Name = Annotated[Text, StringConstraints(min_length=1, max_length=200)]


def _each_once(codes: tuple[str, ...]) -> tuple[str, ...]:
    twice = next((code for at, code in enumerate(codes) if code in codes[:at]), None)
    if twice is not None:
        raise ValueError(f"{twice} is listed twice; keep one")
    return codes


Codes = Annotated[tuple[Code, ...], AfterValidator(_each_once)]
"""Names in their order, each once."""

_DEVICE = re.compile(r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])")


def check_region(region: str, known: Collection[str], where: str) -> None:
    """:class:`Refused` for a region that is none of the study's (``known``)."""
    if region not in known:
        raise Refused(f"{where}: region {region!r} is not listed in regions.csv; {near(region, known)}")


def once(seen: dict[str, int], row: int, what: str, key: str, where: str) -> None:
    """Note that ``key`` stands in ``row``; :class:`Refused` when it was ``seen`` in an earlier one."""
    if key in seen:
        raise Refused(f"{where}: {what} {key!r} stands in line {seen[key]} already; keep one")
    seen[key] = row


def _period(value: object, info: ValidationInfo) -> periods.Period:
    """Of the calendar that the study's files are read with."""
    calendar = (info.context or {}).get("calendar", periods.JANUARY)
    if isinstance(value, periods.Period):
        return value
    if not isinstance(value, str):
        raise ValueError(f"a period is a text; {periods.how_to_write(calendar)}")
    try:
        return periods.parse(value, calendar)
    except Refused as error:
        raise ValueError(str(error)) from None


Period = Annotated[periods.Period, PlainValidator(_period), PlainSerializer(str)]
"""A period as a study file spells it."""


def not_a_device(code: str) -> str:
    """``code``, unless no folder can have it as its name on every system (``ValueError``)."""
    if _DEVICE.fullmatch(code):
        raise ValueError("is the name of a device on Windows, which no folder there can have; take another code")
    return code


FolderName = Annotated[Code, AfterValidator(not_a_device)]
"""A code that names a folder of results."""


def fit_for_a_folder(study: str, known: Iterable[str]) -> None:
    """:class:`Refused` for the name of a study whose results no disk, or not every disk, could keep apart from those of
    ``known`` ones."""
    if not re.fullmatch(CODE, study) or _DEVICE.fullmatch(study):
        raise Refused(
            f"params/{fit_for_message(study)}: a study's folder is named with up to 32 letters, digits, '_' or '-', not "
            "beginning with '-', and not as a device of Windows (CON, NUL); take another name"
        )
    same = [other for other in known if other != study and other.casefold() == study.casefold()]
    if same:
        raise Refused(f"params/{study} and params/{same[0]} would be one folder on some disks; rename one")


class Model(BaseModel):
    """Every field is read by :mod:`evaluation.study.grammar`: a class with one that is not cannot be made."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **more: Any) -> None:
        super().__pydantic_init_subclass__(**more)
        for name, field in cls.model_fields.items():
            for kind in lax(field.annotation, tuple(field.metadata)):
                raise TypeError(f"{cls.__name__}.{name}: {kind} is read leniently; use a type of study/grammar.py")


class Words(Model):
    """One text in both report languages, or in one: then it stands for the other where it is only looked at, and no
    report is made in that (``languages``: those it was given in)."""

    zh: Name = ""
    en: Name = ""

    @model_validator(mode="after")
    def _fill(self) -> Words:
        fill(self, ("zh", "en"))
        return self

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(self.model_fields_set)

    def __getitem__(self, language: str) -> str:
        return getattr(self, language)


def fill(model: Model, names: Sequence[str]) -> None:
    """Give fields of ``model`` that are blank the first of ``names`` that is not; ``ValueError`` where all are."""
    said = next((text for name in names if (text := getattr(model, name))), "")
    if not said:
        raise ValueError(f"say it in one language at least: {' or '.join(names)}")
    for name in names:
        if not getattr(model, name):
            model.__dict__[name] = said  # not among the fields that were given
