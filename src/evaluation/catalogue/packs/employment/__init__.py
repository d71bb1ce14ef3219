"""What the tables of employment departments hold, whatever document asks for it."""

from __future__ import annotations

from evaluation.catalogue.pack import Pack
from evaluation.catalogue.packs.employment import assistance, fund, insurance, services, training, work
from evaluation.study.base import Words

PACK = Pack(
    title=Words(zh="就业工作统计", en="Statistics of employment work"),
    document=Words(zh="各类报表", en="returns of several kinds"),
    year=0,
    prefix="",
    owner="maintainers of this project",
    quantities=tuple(row for side in (work, training, fund, insurance, services, assistance) for row in side.ROWS),
)
