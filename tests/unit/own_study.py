"""A study with entries of its own: works paid by the day, as no pack declares them."""

from __future__ import annotations

from pathlib import Path

import tiny

ENTRIES = """\
format: 2
quantities:
  workers:       {title: {zh: 上工人数, en: Persons with work}, counts: persons, kind: flow, also: [labourers, 务工人员]}
  workers_women: {title: {zh: 其中女性, en: of these women}, counts: persons, kind: flow, within: workers}
  wages:         {title: {zh: 工资, en: Wages}, counts: money, kind: flow}
  material:      {title: {zh: 材料费, en: Material}, counts: money, kind: flow}
  admin:         {title: {zh: 管理费, en: Administration}, counts: money, kind: flow}
  printed:       {title: {zh: 所列总支出, en: Total expenditure as printed}, counts: money, kind: flow}
  on_roll:       {title: {zh: 在册人数, en: Persons on the roll}, counts: persons, kind: stock}
groups:
  outlay:
    title: {zh: 工程总支出, en: total outlay}
    of: [wages, material, admin]
    tags: {overhead: [admin]}
identities:
  outlay_adds_up: {says: sum(outlay) = printed, within: 1 CNY}
indicators:
  wages_per_worker:
    title: {zh: 人均工资, en: Wages per person with work}
    numerator: wages
    denominator: workers
    span: to_date
    direction: higher
    owner: Block office
    review: 2027-03-31
    why: {zh: 每人得到多少, en: how much a person earns}
    also: [daily pay]
  share_women:
    title: {zh: 女性占比, en: Share of women}
    numerator: workers_women
    denominator: workers
    span: to_date
    direction: higher
    why: {zh: 女性是否同样得到工作, en: whether women are given work alike}
  share_wages:
    title: {zh: 工资占比, en: Share of wages}
    readings:
      all:    {words: {zh: 占总支出, en: of all outlay}, numerator: wages, denominator: sum(outlay)}
      direct: {words: {zh: 不含管理费, en: without administration}, numerator: wages, denominator: sum(outlay except overhead)}
    span: to_date
    direction: within_band
    why: {zh: 工资应占大部分, en: wages are to be the larger part}
"""
DUTIES = """\
duties:
  two_fifths_women:
    title: {zh: 女性不少于四成, en: Two fifths are women}
    clause: Act 7, section 3
    indicator: share_women
    at_least: 40
  nobody_on_the_roll_idle:
    title: {zh: 在册人员全部上工, en: Nobody on the roll is idle}
    cases: on_roll - workers
    money: admin
    span: to_date
"""
TABLE = """\
  works:
    title: {zh: 工程情况表, en: Works}
    file: works.csv
    region: region
    fixed_period: "2007"
    columns:
      workers: {quantity: workers, unit: 人}
      women: {quantity: workers_women, unit: 人}
      wages: {quantity: wages, unit: 元}
      material: {quantity: material, unit: 元}
      admin: {quantity: admin, unit: 元}
      printed: {quantity: printed, unit: 元}
"""
ROWS = "region,workers,women,wages,material,admin,printed\nR1,400,150,80000,20000,5000,105000\nR2,100,60,30000,15000,2500,47500\n"
CHOICES = "share_wages: {reading: direct, why: {zh: 管理费另行控制, en: administration is controlled elsewhere}}\n"


def name_no_pack(root: Path) -> None:
    """Have the study take its own entries alone."""
    path = root / "params" / "tiny" / "study.yml"
    text = path.read_text(encoding="utf-8")
    lost = text[text.index("  insurance:") : text.index("  works:")]
    text = (
        text.replace(lost, "")
        .replace(", ui_reserve_months, ui_spending_ratio]", "]")
        .replace("hard_limits: [ui_spending_ratio]\n", "")
    )
    path.write_text(f"packs: []\n{text}", encoding="utf-8")
    (root / "data" / "tiny" / "fund.csv").unlink()


def write_study(root: Path, entries: str = ENTRIES, rows: str = ROWS, notebook: tuple[str, ...] = ("report.general()",)) -> Path:
    """The project of :mod:`tiny` whose study has these entries, and asks for their indicators."""
    tiny.write_project(root, *notebook)
    params = root / "params" / "tiny"
    text = (params / "study.yml").read_text(encoding="utf-8")
    asked = "indicators: [wages_per_worker, share_women, share_wages, "
    (params / "study.yml").write_text(text.replace("indicators: [", f"{TABLE}{asked}"), encoding="utf-8")
    (params / "catalogue.yml").write_text(entries, encoding="utf-8")
    (params / "choices.yml").write_text(CHOICES, encoding="utf-8")
    (root / "data" / "tiny" / "works.csv").write_text(rows, encoding="utf-8")
    return root
