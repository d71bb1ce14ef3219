"""Key points of employment and unemployment insurance work in Hubei in 2007 (HB)."""

from __future__ import annotations

from evaluation.catalogue.model import Indicators
from evaluation.catalogue.pack import Pack
from evaluation.study.base import Words


def declare(catalogue: Indicators) -> None:
    from evaluation.catalogue.packs.hubei_2007 import fund, groups, insurance, outcomes, services, targets, training

    for family in (targets, outcomes, groups, training, fund, insurance, services):
        family.declare(catalogue)


PACK = Pack(
    title=Words(zh="湖北2007", en="Hubei 2007"),
    document=Words(
        zh="《2007年全省就业和失业保险工作要点》（鄂劳社发[2007]17号）",
        en="Key points of employment and unemployment insurance work, Hubei, 2007 (鄂劳社发[2007]17号)",
    ),
    year=2007,
    prefix="HB",
    owner="maintainers of this project",
    declare=declare,
)
