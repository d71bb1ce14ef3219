"""What a drawn study may ask: of the packs that come by themselves, with entries of its own among them, or of one that it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from shipped import SHIPPED

from evaluation.catalogue import catalogue as made
from evaluation.catalogue.fund import DeclaredFund
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
FUND_ENTRIES = """\
quantities:
  purse_wages: {title: {zh: 工程工资支出, en: wages of the purse}, counts: money, kind: flow, area: fund}
  purse_tools: {title: {zh: 工具购置支出, en: tools of the purse}, counts: money, kind: flow, area: fund}
  purse_flood: {title: {zh: 一次性抢险支出, en: flood relief of the purse}, counts: money, kind: flow, area: fund}
  purse_hands: {title: {zh: 领取工程工资人数, en: persons paid by the purse}, counts: persons, kind: flow}
  purse_town: {title: {zh: 镇到位资金, en: paid in by the town}, counts: money, kind: flow, area: fund}
  purse_state: {title: {zh: 州到位资金, en: paid in by the state}, counts: money, kind: flow, area: fund}
  purse_left: {title: {zh: 工程资金结余, en: left in the purse}, counts: money, kind: stock, area: fund}
groups:
  purse_spending:
    title: {zh: 工程资金支出, en: spending of the purse}
    of: [purse_wages, purse_tools, purse_flood]
    tags: {one_off: [purse_flood]}
  purse_in: {title: {zh: 工程资金到位, en: paid into the purse}, of: [purse_town, purse_state]}
indicators:
  purse_used:
    title: {zh: 工程资金使用率, en: Use of the purse}
    theme: fund_use
    direction: higher
    span: to_date
    why: {zh: 到位的钱是否用出, en: whether what was paid in is spent}
    readings:
      all:
        words: {zh: 全部支出, en: all spending}
        numerator: sum(purse_spending)
        denominator: sum(purse_in)
        share: 'no'
      lasting:
        words: {zh: 不含一次性支出, en: without what is spent once}
        numerator: sum(purse_spending except one_off)
        denominator: sum(purse_in)
        share: 'no'
  purse_a_hand:
    {title: {zh: 人均工资支出, en: Wages a person}, theme: fund_use, numerator: purse_wages, denominator: purse_hands,
     span: to_date, direction: lower, why: {zh: 标准, en: the rate}}
fund:
  overrides: the purse is the only fund of these works
  spending: purse_spending
  paid_in: purse_in
  persons: {purse_wages: purse_hands}
  balance: purse_left
"""
WHOLE_ACCOUNT = """\
quantities:
  purse_town_due: {title: {zh: 镇预算数, en: budgeted by the town}, counts: money, kind: plan, area: fund}
  purse_state_due: {title: {zh: 州预算数, en: budgeted by the state}, counts: money, kind: plan, area: fund}
  purse_budget: {title: {zh: 工程支出预算, en: budget of the purse}, counts: money, kind: plan, area: fund}
  purse_before: {title: {zh: 工程资金上年结转, en: carried over in the purse}, counts: money, kind: flow, area: fund}
  purse_interest: {title: {zh: 工程资金利息, en: interest of the purse}, counts: money, kind: flow, area: fund}
  purse_returned: {title: {zh: 工程资金上缴, en: handed back of the purse}, counts: money, kind: flow, area: fund}
groups:
  purse_due: {title: {zh: 工程资金预算, en: budget of the purse by source}, of: [purse_town_due, purse_state_due]}
roles: {execution: [purse_execution]}
indicators:
  purse_execution:
    {title: {zh: 工程预算执行率, en: Execution of the purse}, theme: fund_use, numerator: sum(purse_spending),
     denominator: of_year(purse_budget), share: 'no', span: to_date, direction: higher, why: {zh: 进度, en: progress}}
fund:
  planned: purse_due
  levels:
    purse_town: {zh: 镇, en: Town}
    purse_state: {zh: 州, en: State}
    purse_town_due: {zh: 镇, en: Town}
    purse_state_due: {zh: 州, en: State}
  budget: purse_budget
  carried_over: purse_before
  interest: purse_interest
  returned: purse_returned
"""


def _joined(*texts: str) -> dict[str, Any]:
    """One file of entries that has those of each text."""
    made: dict[str, Any] = {}
    for part in map(yaml.safe_load, texts):
        for key, said in part.items():
            made[key] = {**made.get(key, {}), **said} if isinstance(said, dict) else said
    return made


@dataclass(frozen=True)
class Pool:
    """``indicators`` to be asked, with what a study says to have them: the packs it names, and files of its own. ``account``:
    quantities of a fund of its own."""

    indicators: tuple[str, ...]
    packs: tuple[str, ...] = ()
    own: Mapping[str, Any] | None = None
    account: tuple[str, ...] = ()


def _named(pack: str) -> made.Catalogue:
    return made._build(choose([pack], shipped_packs(), ""), ())


USUAL = ("employment", "hubei-2007", "guizhou-2010")
"""Packs that come where a study names none."""
_OWN = made._build(choose(None, shipped_packs(), ""), (Source("catalogue.yml", "", ENTRIES),))
_OWN_FUNDS = {
    text: made._build(choose(None, shipped_packs(), ""), (Source("catalogue.yml", "", text),))
    for text in (
        yaml.safe_dump(_joined(ENTRIES, *more), allow_unicode=True) for more in ((FUND_ENTRIES,), (FUND_ENTRIES, WHOLE_ACCOUNT))
    )
}
_NAMED = {pack: _named(pack) for pack in ("employment-subsidy", "training")}
CATALOGUES = (SHIPPED, _OWN, *_OWN_FUNDS.values(), *_NAMED.values())
QUANTITIES = {code: quantity for one in reversed(CATALOGUES) for code, quantity in one.quantities.items()}
CATALOGUE = {code: indicator for one in reversed(CATALOGUES) for code, indicator in one.indicators.items()}
OF_PACKS = {(): SHIPPED, **{(pack,): one for pack, one in _NAMED.items()}}
ITEMS = frozenset(code for one in CATALOGUES for code in one.items)
DEFAULT = Pool(tuple(SHIPPED.indicators))
OWN = Pool(tuple(c for c in _OWN.indicators if c not in SHIPPED.indicators), own={"catalogue.yml": yaml.safe_load(ENTRIES)})
PURSES = tuple(
    Pool(
        tuple(c for c in one.indicators if c not in SHIPPED.indicators),
        own={"catalogue.yml": yaml.safe_load(text)},
        account=tuple(q for q in one.quantities if q.startswith("purse_")),
    )
    for text, one in _OWN_FUNDS.items()
)
"""Studies with a fund of their own, which takes the place of that of the packs."""
_FUND_OF = {frozenset(pool.own["catalogue.yml"]["fund"]): one.fund for pool, one in zip(PURSES, _OWN_FUNDS.values(), strict=True)}


def fund_of(packs: tuple[str, ...], entries: Mapping[str, Any]) -> DeclaredFund:
    """The account of a study that names these packs and has these entries of its own."""
    return _FUND_OF[frozenset(entries["fund"])] if "fund" in entries else OF_PACKS[packs].fund


SPLITS = _OWN.breakdowns
"""Ways in which quantities are told apart; their members are delivered with the whole."""
NAMED = tuple(Pool(tuple(c for c in one.indicators if c not in SHIPPED.indicators), packs=(pack,)) for pack, one in _NAMED.items())
