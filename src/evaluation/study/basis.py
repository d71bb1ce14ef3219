"""On which basis a figure stands: as it was reported, verified, provisional or revised."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from evaluation.errors import fit_for_message, near
from evaluation.study.base import Model, Name

Basis = Literal["reported", "verified", "provisional", "revised"]
BASES: tuple[Basis, ...] = get_args(Basis)


class BasisOf(Model):
    """``all`` figures of a table stand on one basis, or a ``column`` says of each row on which: what it ``means`` by its cells."""

    all: Basis = "reported"
    column: Name | None = None
    means: dict[Basis, Annotated[tuple[Name, ...], Field(min_length=1)]] = Field(default={})


def _of_table(value: object) -> object:
    if isinstance(value, str):
        return {"all": check_basis(value)}
    if isinstance(value, dict):
        return _of_column(value)
    return value


def _of_column(said: dict[str, object]) -> dict[str, object]:
    means = said.get("means")
    if set(said) != {"column", "means"} or not isinstance(means, dict) or not means:
        raise ValueError(
            f"write one of {', '.join(BASES)}, or the column that says it and what its cells mean: "
            "{column: 口径, means: {verified: [核实数], reported: [上报数]}}"
        )
    texts = [text for name, of in means.items() if check_basis(name) for text in (of if isinstance(of, list) else ())]
    if twice := next((text for text in texts if texts.count(text) > 1), None):
        raise ValueError(f"{twice!r} stands for two bases; write it once")
    return said


def check_basis(name: object) -> object:
    """``name``; ``ValueError`` with the nearest one where it is none."""
    if name not in BASES:
        raise ValueError(f"{fit_for_message(str(name))!r} is no basis of figures; {near(str(name), BASES)}")
    return name


BasisField = Annotated[BasisOf, BeforeValidator(_of_table)]
OneBasis = Annotated[Basis | None, BeforeValidator(check_basis)]


def _each_once(value: object) -> object:
    seen: set[object] = set()
    for name in value if isinstance(value, list) else ():
        if check_basis(name) in seen:
            raise ValueError(f"{name!r} stands twice; keep one")
        seen.add(name)
    return value


Order = Annotated[tuple[Basis, ...], BeforeValidator(_each_once)]
"""Bases, the one that is used first before those that are used where it has no figure."""
