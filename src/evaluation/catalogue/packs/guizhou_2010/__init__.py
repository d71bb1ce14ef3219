"""Implementing opinions on employment assistance of Guizhou, 2010 (GZ)."""

from __future__ import annotations

from evaluation.catalogue.model import Indicators
from evaluation.catalogue.pack import Pack
from evaluation.study.base import Words


def declare(catalogue: Indicators) -> None:
    from evaluation.catalogue.packs.guizhou_2010 import assistance, register, returns, takeup

    for family in (assistance, register, takeup, returns):
        family.declare(catalogue)


PACK = Pack(
    title=Words(zh="贵州2010", en="Guizhou 2010"),
    document=Words(
        zh="贵州省就业援助实施意见（2010年8月6日）", en="Implementing opinions on employment assistance, Guizhou (6 August 2010)"
    ),
    year=2010,
    prefix="GZ",
    owner="maintainers of this project",
    declare=declare,
)
