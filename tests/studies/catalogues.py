"""What a drawn study may ask: of the packs that come by themselves, with entries of its own among them, or of one that it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from shipped import SHIPPED

from evaluation.catalogue import catalogue as made
from evaluation.catalogue.known_packs import shipped_packs
from evaluation.catalogue.pack import choose
from evaluation.catalogue.sources import Source

ENTRIES = """\
format: 2
quantities:
  works_days: {title: {zh: 务工人日, en: days of work given}, counts: days, kind: flow}
  works_days_women: {title: {zh: 其中：女性人日, en: of these by women}, counts: days, kind: flow, within: works_days}
  works_wages: {title: {zh: 支付工资, en: wages paid}, counts: money, kind: flow}
  works_material: {title: {zh: 材料支出, en: spent on material}, counts: money, kind: flow}
  works_office: {title: {zh: 管理支出, en: spent on offices}, counts: money, kind: flow}
  works_on_site: {title: {zh: 期末在工地人数, en: persons at work at the end}, counts: persons, kind: stock}
  works_helped: {title: {zh: 享受工程补助人数, en: persons helped by works}, counts: persons, kind: entitlement}
  works_entitled: {title: {zh: 应享受工程补助人数, en: persons entitled to works}, counts: persons, kind: entitlement}
groups:
  works_spent:
    title: {zh: 工程支出, en: spending on works}
    of: [works_wages, works_material, works_office]
    tags: {running: [works_office]}
indicators:
  works_days_given:
    {title: {zh: 务工人日, en: Days of work}, theme: targets, value: works_days, span: to_date, direction: higher,
     why: {zh: 规模, en: scale}}
  works_share_women:
    {title: {zh: 女性人日比重, en: Share of women}, numerator: works_days_women, denominator: works_days, span: to_date,
     direction: higher, why: {zh: 谁得到工作, en: who had the work}}
  works_share_wages:
    title: {zh: 工资占比, en: Share of wages}
    direction: higher
    span: to_date
    why: {zh: 钱用在何处, en: what the money was for}
    readings:
      all: {words: {zh: 占全部支出, en: of all spending}, numerator: works_wages, denominator: sum(works_spent)}
      lasting:
        words: {zh: 不含管理支出, en: without offices}
        numerator: works_wages
        denominator: sum(works_spent except running)
  works_cost_a_day:
    {title: {zh: 每人日成本, en: Cost of a day}, numerator: sum(works_spent), denominator: works_days, span: to_date,
     direction: lower, why: {zh: 成本, en: cost}}
  works_take_up:
    {title: {zh: 工程补助享受率, en: Take-up of works}, numerator: works_helped, denominator: works_entitled,
     span: to_date, direction: higher, why: {zh: 应享尽享, en: all who are entitled}}
  works_growth:
    {title: {zh: 在工地人数增幅, en: Growth of persons at work}, numerator: works_on_site - last_year(works_on_site),
     denominator: last_year(works_on_site), direction: higher, why: {zh: 变化, en: change}}
"""


@dataclass(frozen=True)
class Pool:
    """``indicators`` to be asked, with what a study says to have them: the packs it names, and files of its own."""

    indicators: tuple[str, ...]
    packs: tuple[str, ...] = ()
    own: Mapping[str, Any] | None = None


def _named(pack: str) -> made.Catalogue:
    return made._build(choose([pack], shipped_packs(), ""), ())


USUAL = ("employment", "hubei-2007", "guizhou-2010")
"""Packs that come where a study names none."""
_OWN = made._build(choose(None, shipped_packs(), ""), (Source("catalogue.yml", "", ENTRIES),))
_NAMED = {pack: _named(pack) for pack in ("employment-subsidy", "training")}
CATALOGUES = (SHIPPED, _OWN, *_NAMED.values())
QUANTITIES = {code: quantity for one in reversed(CATALOGUES) for code, quantity in one.quantities.items()}
CATALOGUE = {code: indicator for one in reversed(CATALOGUES) for code, indicator in one.indicators.items()}
OF_PACKS = {(): SHIPPED, **{(pack,): one for pack, one in _NAMED.items()}}
ITEMS = frozenset(code for one in CATALOGUES for code in one.items)
DEFAULT = Pool(tuple(SHIPPED.indicators))
OWN = Pool(tuple(c for c in _OWN.indicators if c not in SHIPPED.indicators), own={"catalogue.yml": yaml.safe_load(ENTRIES)})
NAMED = tuple(Pool(tuple(c for c in one.indicators if c not in SHIPPED.indicators), packs=(pack,)) for pack, one in _NAMED.items())
