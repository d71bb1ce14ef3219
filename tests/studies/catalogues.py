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
  works_hands:
    title: {zh: 上工人数, en: persons given work}
    counts: persons
    kind: flow
    by:
      sex: {title: {zh: 性别, en: sex}, of: {women: {zh: 女, en: Women}, men: {zh: 男, en: Men}}}
      need: {title: {zh: 困难情形, en: need}, overlap: true, of: {poor: {zh: 低收入, en: Poor}, ill: {zh: 患病, en: Ill}}}
  works_roll:
    title: {zh: 在册人数, en: persons on the roll}
    counts: persons
    kind: stock
    by:
      age:
        title: {zh: 年龄, en: age}
        of: {young: {zh: 青年, en: Young}, middle: {zh: 中年, en: Middle}, old: {zh: 大龄, en: Old}}
  works_fed:
    title: {zh: 领取工程口粮人数, en: persons fed by works}
    counts: persons
    kind: entitlement
    by:
      sex: {title: {zh: 性别, en: sex}, of: {women: {zh: 女, en: Women}, men: {zh: 男, en: Men}}}
  works_sites: {title: {zh: 工地数, en: sites}, counts: places, kind: flow}
  works_inspected: {title: {zh: 已检查工地数, en: sites inspected}, counts: places, kind: flow}
  works_crews: {title: {zh: 期末班组数, en: crews at the end}, counts: places, kind: stock, least: 5, most: 250}
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
  works_hands_women_share:
    {title: {zh: 上工女性占比, en: Women among those given work}, numerator: works_hands_women, denominator: works_hands,
     span: to_date, direction: higher, why: {zh: 谁得到工作, en: who had the work}}
  works_hands_poor_share:
    {title: {zh: 上工低收入占比, en: Poor among those given work}, numerator: works_hands_poor, denominator: works_hands,
     span: to_date, direction: higher, why: {zh: 谁得到工作, en: who had the work}}
  works_roll_young_share:
    {title: {zh: 在册青年占比, en: Young among those on the roll}, numerator: works_roll_young, denominator: works_roll,
     direction: higher, why: {zh: 谁在册, en: who is on the roll}}
  works_fed_women_share:
    {title: {zh: 领取口粮女性占比, en: Women among those fed}, numerator: works_fed_women, denominator: works_fed,
     span: to_date, direction: higher, why: {zh: 谁得到口粮, en: who is fed}}
  works_inspection:
    {title: {zh: 工地检查率, en: Sites inspected}, numerator: works_inspected, denominator: works_sites, share: 'yes',
     span: to_date, direction: higher, why: {zh: 全部应查, en: all are to be}}
  works_days_a_crew:
    {title: {zh: 每班组人日, en: Days of a crew}, numerator: works_days, denominator: works_crews, span: to_date,
     direction: higher, why: {zh: 效率, en: how much}}
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
SPLITS = _OWN.breakdowns
"""Ways in which quantities are told apart; their members are delivered with the whole."""
NAMED = tuple(Pool(tuple(c for c in one.indicators if c not in SHIPPED.indicators), packs=(pack,)) for pack, one in _NAMED.items())
