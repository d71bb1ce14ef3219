"""What every model of a study file is made of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from evaluation.errors import Refused, near
from evaluation.study import periods

if TYPE_CHECKING:
    from evaluation.study.model import Study

Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{1,32}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]

_PERSONAL = re.compile(r"[0-9]{15,}|(?<![0-9])1[3-9][0-9]{9}(?![0-9])")


def impersonal(value: Any) -> Any:
    """``value``, unless it is a text that holds the number of a person, an account or a telephone (``ValueError``)."""
    if isinstance(value, str) and _PERSONAL.search(value):
        raise ValueError("looks like an identity, account or telephone number; name units and offices only")
    return value


def listed(region: str, study: Study, where: str) -> None:
    """:class:`Refused` for a region that is none of the study's."""
    known = {r.code for r in study.regions}
    if region not in known:
        raise Refused(f"{where}: region {region!r} is not listed in regions.csv; {near(region, known)}")


def once(seen: dict[str, int], row: int, what: str, key: str, where: str) -> None:
    """Note that ``key`` stands in ``row``; :class:`Refused` when it was ``seen`` in an earlier one."""
    if key in seen:
        raise Refused(f"{where}: {what} {key!r} stands in row {seen[key]} already; keep one")
    seen[key] = row


def _period(value: str) -> str:
    try:
        periods.parse(value)
    except Refused as error:
        raise ValueError(str(error)) from None
    return value


Period = Annotated[str, AfterValidator(_period)]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Model):
    """One text in both report languages."""

    zh: Name
    en: Name

    def __getitem__(self, language: str) -> str:
        return getattr(self, language)
