"""What must hold for a sentence to be said: each condition true and false in a drawn study, each sentence with one."""

from __future__ import annotations

import ast
import inspect
import re

import drawn_study
import letters
import pytest
from drawn_study import Drawn
from shipped import CATALOGUE, EXPENDITURE, INCOME
from test_phrases import EN, PAGES, patterns_of, trees

from evaluation.report.sections import conclusion, targets
from evaluation.report.sections.comparison import heats
from evaluation.view import verdict
from evaluation.view.conditions import ALWAYS, CONDITIONS, RESTS_ON, holds
from evaluation.view.judgements import missed_standings, strongest

RESERVE, TRAINED = "ui_balance", "train_emp_rate"
RECIPIENTS, VISITS = "ui_recipients ui_new_recipients ui_ended ui_reemployed", "visit_quarterly_rate"
RATE, EXECUTION, LEFT, PAID = "unemp_rate_reg", "budget_execution_rate", "year_end_balance_ratio", "benefit_paid_rate"
TASK, SECOND, STOCK, SHARE = "trained_reemp", "trained_startup", "ui_insured", "ui_balance_share"
WEIGHTS = """\
preset: v0
status: proposal
source: {zh: 建议, en: proposal}
least_evidence: 60
groups:
  social_benefit:
    points: 10
    title: {zh: 社会效益, en: Social benefit}
    indicators:
      trained_reemp: {points: 7, worst: 60, best: 100, why: {zh: 值, en: value}}
      unemp_rate_reg: {points: 3, worst: 6, best: 3, why: {zh: 值, en: value}}
grades:
  - {name: {zh: 好, en: good}, from_score: 75}
  - {name: {zh: 差, en: poor}, from_score: 0}
gates:
  jobless: {indicator: unemp_rate_reg, demand: at_most, value: 5, why: {zh: 上限, en: a ceiling}}
"""
CARDS = "two_card_valid"
DUTY_ANEW = """\
format: 2
duties:
  both_cards_valid:
    overrides: cards were merged
    title: {zh: 持卡, en: A card}
    indicator: two_card_valid
    equal: 100
"""
RUBRIC = """\
item,region,level,assessor,date,evidence
framing,A,full,x,2024-12-01,e
method_rules,A,partly,y,2024-12-01,e
framing,B,full,x,2024-12-01,e
"""
DETAILS = """\
region,period,kind,part,count,of,source
A,2024Q4,chain,identified,10,,s
A,2024Q4,chain,stable,6,,s
A,2024Q4,visit,all,4,5,s
A,2024Q4,condition,all,4,5,s
A,2024Q4,street,one,50,50,s
A,2024Q4,street,two,49,50,s
A,2024Q4,family_clock,month_1,2,,s
A,2024Q4,family_clock,overdue,1,,s
A,2024Q4,exit,age,2,2,s
B,2024Q4,street,three,10,10,s
B,2024Q4,street,four,0,0,s
B,2024Q4,family_clock,overdue,0,,s
B,2024Q4,exit,age,1,2,s
C,2024Q4,street,five,0,0,s
C,2024Q4,visit,all,0,0,s
C,2024Q4,condition,all,0,0,s
C,2024Q4,family_clock,month_1,2,,s
C,2024Q4,exit,age,0,0,s
"""
CHECKED = """\
region,quantity,period,reported,sample,verified,source,source_en,checked
A,trained_reemp,2024,90,10,9,s,s,2024-11-01
B,trained_reemp,2024,100,10,9,s,s,2024-11-01
"""
DRAWS = """\
uncertainty:
  draws: 200
  seed: 1
  spread: {weights: 0.2, goalposts: 0.1}
  drivers: 128
  why: {zh: 示例, en: a sample}
parallel: {indicators: [trained_reemp, trained_startup], single_below: 70, mean_below: 90, why: {zh: 提示, en: a hint}}
"""
DATED = """\
item,region,period,demand,value,unit,status,source,in_force,due
trained_reemp,A,2024,at_least,100,人,issued,s,,2024-09-30
trained_startup,A,2024,at_least,100,人,issued,s,,
trained_startup,A,2024Q2,at_least,0,人,issued,s,,
ui_insured,A,2024,at_least,100,人,issued,s,,
unemp_rate_reg,A,2024,at_most,4.5,%,issued,s,2024-07-01,
"""
ORDERS = """\
item,region,period,number,effective,value,unit,source
trained_reemp,A,2024,No. 1,2024-09-01,100,人,s
trained_startup,A,2024,No. 2,2024-05-01,100,人,s
"""
DAY_COME = """\
item,region,period,demand,value,unit,status,source,due
trained_reemp,A,2024,at_least,100,人,issued,s,2024-06-30
trained_reemp,B,2024,at_least,100,人,issued,s,2024-06-30
trained_startup,C,2024,at_least,100,人,issued,s,2024-09-30
"""
DAY_GONE = """\
item,region,period,demand,value,unit,status,source,due
trained_reemp,A,2024,at_least,100,人,issued,s,2024-03-31
trained_startup,A,2024,at_least,100,人,issued,s,2024-08-10
trained_reemp,B,2024,at_least,100,人,issued,s,2024-06-30
trained_startup,B,2024,at_least,100,人,issued,s,2024-12-31
trained_reemp,C,2024,at_least,100,人,issued,s,
"""
LIMIT = "  - {name: {zh: 好, en: good}, from_score: 75, at_most: 50}"
FAIR = """\
preset: v0
status: proposal
source: {zh: 建议, en: ours}
least_cases: 5
strata:
  train_emp_rate:
    by: {zh: 年龄, en: age}
    strata:
      young: {title: {zh: 青年, en: young}, part: mature_employed_young, whole: mature_young}
      older: {title: {zh: 大龄, en: older}, part: mature_employed_older, whole: mature_older}
"""
EFFICIENT = """\
preset: v0
status: proposal
source: {zh: 建议, en: ours}
least_cases: 5
efficiency:
  returns: constant
  orientation: output
  inputs: {exp_training: {zh: 钱, en: money}}
  outputs: {trained_reemp: {zh: 人, en: persons}}
  draws: 100
  why: {zh: 因, en: so}
"""


def mixed(**regions: tuple[int, int, int, int]) -> str:
    """Completers in work and all of them, young then older; all of one stream."""
    head = (
        "mature_reemp",
        "mature_employed_reemp",
        "mature_rural",
        "mature_employed_rural",
        "mature_young",
        "mature_employed_young",
        "mature_older",
        "mature_employed_older",
    )
    rows = [" | ".join(["region", "period", *head])]
    for region, (young, employed, older, at_work) in regions.items():
        cells = (young + older, employed + at_work, 0, 0, young, employed, older, at_work)
        rows.append(" | ".join([region, "2024", *map(str, cells)]))
    return "\n".join(rows)


PACE = """\
retraining:
  pace_cut_off: 2024-09-30
  source: {zh: 示例, en: a sample}
  streams:
    trained_reemp: {last_class_start: 2024-12-01, class_weeks: 4, subsidised_share: 0.85}
"""
TWO_PACES = PACE + "    trained_startup: {last_class_start: 2024-12-01, class_weeks: 4, subsidised_share: 0.85}\n"
COMPLETED_LINE, BASE_LINE = "retraining.completed", "retraining.base"

APPRAISED = """\
unit,name_zh,name_en,region,tier,staff,surveyed,satisfied,eligible,received,award_yuan,source,appraised
one,甲,One,A,grassroots,5,10,9,10,9,1000,s,2024-12-01
"""
LEDGER = """\
item,region,unit,unit_zh,unit_en,check,title,kind,clause,found,facts,when,persons,yuan,voucher,handling,responsible,drafted,answer_by,answered,answer,decision,confirmed,issued,notice,term,reported,evidence,supervised,closed
one,A,u,甲局,A,查,题,fund,HB-21,2024-02-01,事实。,二月,5,100,凭证,recover,局长,2024-02-02,2024-02-20,2024-02-10,无,agreed,2024-03-01,2024-03-02,通知1号,2024-06-30,,,2024-08-01,
two,A,u,甲局,A,查,题,fund,HB-21,2024-02-01,事实。,二月,5,100,凭证,recover,局长,2024-02-02,2024-02-20,2024-02-10,无,agreed,2024-03-01,2024-03-02,通知1号,2024-06-30,2024-06-01,凭证,,2024-06-20
three,B,v,乙局,B,查,题,outcome,HB-16,2024-02-01,事实。,,,,,,,,,,,,,,,,,,,
four,C,w,丙局,C,查,题,data,HB-16,2024-02-01,事实。,,,,,,,2024-02-02,2024-02-20,2024-02-10,无,agreed,2024-03-01,,,,,,,
"""
LEDGER_BEFORE = "".join(
    line + end
    for line, end in zip(
        LEDGER.replace("2024", "2023").splitlines(), (",nature\n", ",diverted\n", ",\n", ",\n", ",\n"), strict=True
    )
)
TAKE_UP = """
region | period | policy_eligible | policy_received | trained_reemp
A      | 2024   | 100             | 80              | 1
B      | 2024   | 100             | 90              | 1
"""
BENEFIT = """
region | period | ui_benefit_payable | ui_benefit_paid
A      | 2024   | 100                | 90
B      | 2024   | 100                | 100
"""
FORMS = """\
issuer: {zh: 机关, en: Issuer}
short: {zh: 机关, en: issuer}
office: {zh: 办公室, en: office}
forms:
  pilots: {pilots: [{name: {zh: 甲, en: One}}]}
  assistance_table:
    tables: [{title: {zh: 表, en: Table}, columns: [{title: {zh: 列, en: Column}, quantity: trained_reemp}]}]
"""
ASKED = FORMS.partition("  pilots")[0] + "  fund_performance: {}\n  bulletin: {}\n"
BUDGET = "line,period,yuan,source\nexp_training,2024,300,s\n" + "".join(
    f"exp_training,2024Q{q},{n},s\n" for q, n in enumerate((100, 100, 50, 50), 1)
)
AGENCIES = "licence,name_zh,name_en,region,checked,result,reason,reason_en,source\nL1,甲,One,A,2024-05-01,passed,,,s\n"
EMPLOYERS = """\
employer,name_zh,name_en,region,checked,staff,insured,base_found,base_declared,source
e1,甲,One,A,2024-05-01,10,8,1000,1000,s
"""


def spent(*quarters: int | str, reported: int | str = 7500) -> str:
    """Spending on training by quarter, and the budget that the region reports, in fen."""
    rows = [f"A | 2024Q{n} | {fen} | {reported}" for n, fen in enumerate(quarters, 1)]
    return "\n".join(["region | period | exp_training | fund_budget", *rows])


WATCH = """\
status: proposal
source: {zh: 示例, en: a sample}
watched:
  rate: {title: {zh: 率, en: rate}, of: unemp_rate_reg, side: above, core: true}
  jobs: {title: {zh: 人, en: persons}, of: trained_reemp, side: above, core: true}
  other: {title: {zh: 他, en: other}, of: trained_startup, side: above}
lines:
  - {watched: rate, level: prefecture, value: 5, status: issued, source: {zh: 文, en: text}}
  - {watched: jobs, level: prefecture, value: 500, status: issued, source: {zh: 文, en: text}}
statistical: {quarters: 12, least: 4, sigmas: 2, source: {zh: 统计, en: statistical}}
hysteresis: {enter: 1, leave: 2}
smallest: {of: unemp_base_long, least: 500, levels: [prefecture], status: proposal, source: {zh: 示例, en: a sample}}
grades: {yellow: 2, orange: 2, red: 2}
layoffs: {persons: 20, share: 10, notice_days: 30, source: {zh: 示例, en: a sample}}
"""
FIRMS = "enterprise,region,period,kind,base,jobs,reason,source\nX,A,2024Q4,strong,100,90,,s\n"
STAFF = "enterprise,region,date,kind,staff,persons,filed,source\nX,A,2024-11-01,strong,100,30,,s\n"
AWARDS = """\
preset: v0
status: proposal
clause: HB-18
pool: 1000000
source: {zh: 示例, en: a sample}
bounds: {last_year: {item: last}}
factors:
  one: {number: 1, title: {zh: 一, en: one}, weight: 60, kind: volume, value: {quantity: trained_reemp}, why: {zh: 因, en: so}}
  two: {number: 2, title: {zh: 二, en: two}, weight: 20, kind: volume, value: {quantity: reg_unemployed},
        missing: no_share, why: {zh: 因, en: so}}
  part: {number: 3, title: {zh: 三, en: part}, weight: 10, kind: volume, value: {item: part}, within: one, why: {zh: 因, en: so}}
  nil: {number: 4, title: {zh: 四, en: nil}, weight: 10, kind: volume, value: {item: nil}, all_zero: others, why: {zh: 因, en: so}}
"""
LEVEL = AWARDS.partition("  two:")[0].replace("weight: 60", "weight: 100")
FUND = """\
preset: v0
status: proposal
clause: HB-18
source: {zh: 示例, en: a sample}
adjustment:
  clause: HB-16
  source: {zh: 示例, en: a sample}
  pool: 100
  months: 12
  targets: 50
  reserve: 50
  completion: [ui_insured]
  payable: ui_benefit_payable
  income: ui_income
  balance: ui_balance
  outlay: ui_outlay
  insured: ui_insured
  missing: left_out
"""


def items(**regions: tuple[int, int]) -> str:
    """What trained persons are part of another factor, and last year's award."""
    rows = ["region,item,value,unit,source"]
    for region, (part, last) in regions.items():
        rows += [f"{region},part,{part},人,s", f"{region},nil,0,人,s", f"{region},last,{last},元,s"]
    return "\n".join(rows) + "\n"


def reserve(**regions: tuple[int, int]) -> str:
    """Last year's balance and this year's income, in fen, of regions that owe 5000 in benefits."""
    rows = ["region | period | ui_benefit_payable | ui_income | ui_balance | ui_outlay | ui_insured"]
    for region, (balance, income) in regions.items():
        rows += [f"{region} | 2023 | | | {balance} | | ", f"{region} | 2024 | 5000 | {income} | 100 | 5000 | 100"]
    return "\n".join([*rows, "Z | 2024 | 5000 | | 100 | 5000 | 100"])


def stream(**regions: tuple[int | str, int | str, int]) -> str:
    """Base at the start, trained each quarter, places."""
    head = ("trained_reemp", "eligible_unemployed", "eligible_inflow", "eligible_outflow", "trained_in_base_reemp", "seats_reemp")
    rows = [" | ".join(["region", "period", *head])]
    for region, (base, trained, seats) in regions.items():
        rows.append(f"{region} | 2023Q4 | | {base} | | | |")
        rows += [f"{region} | 2024Q{q} | {trained} | {base} | 0 | 0 | {trained} | {seats}" for q in range(1, 5)]
    return "\n".join(rows)


def asked(code: str, **regions: int) -> str:
    """Targets of each region, issued, in persons."""
    return "\n".join(f"{code} | {r} | 2024 | at_least | {n} | 人 | issued" for r, n in regions.items())


def years(last: int, **changed: tuple[int | str, ...]) -> str:
    """Persons trained by quarter: of ten regions in 2023, about 10 each, and in 2024 up to quarter ``last``."""
    rows = ["region | period | trained_reemp"]
    for n in range(10):
        rows += [f"R{n} | 2023Q{q} | {10 + (n + q) % 3}" for q in range(1, 5)]
        rows += [f"R{n} | 2024Q{q} | {changed.get(f'R{n}', (20,) * 4)[q - 1]}" for q in range(1, last + 1)]
    return "\n".join(rows)


MONEY = ["fund_balance", *(q.code for q in (*INCOME, *EXPENDITURE))]


def money(**regions: tuple[int, int, int | None, int]) -> str:
    """The account of each region: carried over, one income, one item (all others 0), what is left."""
    rows = [" | ".join(["region", "period", *MONEY])]
    for region, (before, income, spent, left) in regions.items():
        zeros = [["0"] * (len(side) - 1) for side in (INCOME, EXPENDITURE)]
        rows.append(" | ".join([region, "2023", str(before), *[""] * (len(MONEY) - 1)]))
        item = "" if spent is None else str(spent)
        rows.append(" | ".join([region, "2024", str(left), str(income), *zeros[0], item, *zeros[1]]))
    return "\n".join(rows)


WORLDS = {
    # A meets, B misses, C is missing, D does not apply, E is exactly at its line, F a hair above it, G a hair below
    "lines": Drawn(
        (RATE, TASK, SECOND),
        policy="HB",
        table="""
        region | period | reg_unemployed | unemp_base_long | trained_reemp
        A      | 2024   | 40             | 1000            | 200
        B      | 2024   | 60             | 1000            | 90
        C      | 2024   |                | 1000            |
        D      | 2024   | 0              | 0               | 100
        E      | 2024   | 45             | 1000            | 100
        F      | 2024   | 45000001       | 1000000000      | 1
        G      | 2024   | 44999999       | 1000000000      | 1
        """,
        targets="""
        unemp_rate_reg | each | 2024 | at_most  | 4.5 | % | issued
        trained_reemp  | A    | 2024 | at_least | 100 | 人 | proposal
        trained_reemp  | B    | 2024 | at_least | 100 | 人 | proposal
        trained_reemp  | E    | 2024 | at_least | 100 | 人 | issued
        """,
        more=f"headline: [{RATE}]\nhard_limits: [{RATE}]\n",
        files={"documents.yml": ASKED},
    ),
    "whole meets": Drawn(
        (RATE,),
        "region | period | reg_unemployed | unemp_base_long\nA | 2024 | 30 | 1000\nB | 2024 | 50 | 1000",
        "unemp_rate_reg | each | 2024 | at_most | 4.5 | % | issued",
    ),
    "another line": Drawn(
        (RATE,),
        "region | period | reg_unemployed | unemp_base_long\nA | 2024 | 30 | 1000\nB | 2024 | 50 | 1000",
        "unemp_rate_reg | everywhere | 2024 | at_most | 4.5 | % | issued\nunemp_rate_reg | B | 2024 | at_most | 4.4 | % | issued",
    ),
    "proposed": Drawn(
        ("benefit_reemp_rate",),
        policy="HB",
        table="region | period | ui_reemployed | ui_recipients\nA | 2024 | 45 | 100",
        targets="benefit_reemp_rate | each | 2024 | at_least | 50 | % | proposal",
    ),
    "line of a region": Drawn(
        (RATE,),
        "region | period | reg_unemployed | unemp_base_long\nA | 2024 | 30 | 1000\nB | 2024 | 50 | 1000",
        "unemp_rate_reg | B | 2024 | at_most | 4.5 | % | issued",
    ),
    # A breaks a duty with cases and money, B keeps it; one is lifted, and one has a line of the study that asks for less
    "duties": Drawn(
        (CARDS,),
        policy="GZ",
        more="duties: {lift: {census_everywhere: {zh: 因, en: so}}}\n",
        table="""
        region | period | subsidy_payments | subsidy_payments_valid | payments_invalid_money
        A      | 2024   | 100              | 90                     | 5000
        B      | 2024   | 100              | 100                    | 0
        """,
        targets="two_card_valid | A | 2024 | at_least | 80 | % | issued",
    ),
    # A has more cases than there may be in the quarters that are known, B none in those
    "cases": Drawn(
        (CARDS,),
        policy="GZ",
        period="2024",
        table="""
        region | period | ineligible_kept
        A      | 2024Q1 | 3
        A      | 2024Q2 |
        A      | 2024Q3 | 1
        A      | 2024Q4 | 0
        B      | 2024Q1 | 0
        B      | 2024Q2 | -
        B      | 2024Q3 | 0
        B      | 2024Q4 | 0
        """,
    ),
    "own duties": Drawn(
        (CARDS,),
        policy="GZ",
        files={"catalogue.yml": DUTY_ANEW},
        table="""
        region | period | subsidy_payments | subsidy_payments_valid
        A      | 2024   | 100              | 90
        """,
    ),
    "no lines": Drawn(
        (RATE, TASK),
        table="""
        region | period | reg_unemployed | unemp_base_long | trained_reemp
        A      | 2024   | 40             | 1000            | 200
        B      | 2024   |                |                 | *
        """,
    ),
    # A has all, B lacks the heavier half, C lacks the gate, D misses the gate with full points for the rest
    "scores": Drawn(
        (RATE, TASK),
        files={"weights.yml": WEIGHTS},
        table="""
        region | period | reg_unemployed | unemp_base_long | trained_reemp
        A      | 2024   | 30             | 1000            | 100
        B      | 2024   | 30             | 1000            |
        C      | 2024   |                | 1000            | 100
        D      | 2024   | 55             | 1000            | 100
        """,
        targets="\n".join(f"trained_reemp | {r} | 2024 | at_least | 100 | 人 | issued" for r in "ABCD"),
    ),
    "one scored": Drawn(
        (RATE, TASK),
        files={"weights.yml": WEIGHTS.partition("gates:")[0]},
        table="""
        region | period | reg_unemployed | unemp_base_long | trained_reemp
        A      | 2024   |                |                 | 90
        """,
        targets="trained_reemp | A | 2024 | at_least | 100 | 人 | issued",
    ),
    # A misses four lines, of which the proposal is missed most; B three
    "many missed": Drawn(
        (RATE, TASK, SECOND, STOCK),
        period="2024",
        table="""
        region | period | reg_unemployed | unemp_base_long | trained_reemp | trained_startup | ui_insured
        A      | 2024   | 50             | 1000            | 10            | 60              | 70
        B      | 2024   | 40             | 1000            | 10            | 60              | 70
        C      | 2024   | 40             | 1000            | 300           | 150             | 120
        """,
        targets="""
        unemp_rate_reg  | each | 2024 | at_most  | 4.5 | % | issued
        trained_reemp   | each | 2024 | at_least | 100 | 人 | proposal
        trained_startup | each | 2024 | at_least | 100 | 人 | issued
        ui_insured      | each | 2024 | at_least | 100 | 人 | issued
        """,
    ),
    # TASK is due by a target of its quarter in A and by the share of the year in B; STOCK is judged by the year's end
    "quarters": Drawn(
        (TASK, SECOND, STOCK),
        period="2024Q2",
        table="""
        region | period | trained_reemp | trained_startup | ui_insured
        A      | 2024Q1 | 40            | 10              | 100
        A      | 2024Q2 | 40            | 40              | 100
        B      | 2024Q1 | 40            | 10              | 90
        B      | 2024Q2 | 40            | 30              | 90
        C      | 2024Q1 | 20            | 1               | 100
        C      | 2024Q2 | 20            | 1               | 100
        """,
        targets="""
        trained_reemp   | A | 2024   | at_least | 100 | 人 | issued
        trained_reemp   | A | 2024Q2 | at_least | 88  | 人 | issued
        trained_reemp   | B | 2024   | at_least | 100 | 人 | proposal
        trained_startup | A | 2024   | at_least | 100 | 人 | issued
        trained_startup | B | 2024   | at_least | 100 | 人 | issued
        ui_insured      | A | 2024   | at_least | 100 | 人 | issued
        ui_insured      | B | 2024   | at_least | 100 | 人 | issued
        """,
        files={"documents.yml": ASKED},
    ),
    "in a column": Drawn(
        (TASK, SECOND),
        table="""
        region | period | trained_reemp | aim trained_reemp | trained_startup
        A      | 2024   | 90            | 100               | 5
        B      | 2024   | 90            | 80                | 5
        """,
        targets="trained_startup | A | 2024 | at_least | 5 | 人 | issued",
    ),
    # A has lines for the first quarter alone, none is allowed of STOCK; B has none by quarter, and is allowed some
    "other dates": Drawn(
        (TASK, RATE, "reemp_laidoff", "vacancy_ratio"),
        period="2024Q2",
        table="""
        region | period | trained_reemp | reg_unemployed | unemp_base_long | reemp_laidoff | vacancies | jobseekers
        A      | 2024Q1 | 40            | 4              | 100             | 3             | 9         | 10
        A      | 2024Q2 | 40            | 4              | 100             | 3             | 9         | 10
        B      | 2024Q1 | 40            | 4              | 100             | 0             | 11        | 10
        B      | 2024Q2 | 40            | 4              | 100             | 0             | 11        | 10
        """,
        targets="""
        trained_reemp  | A | 2024   | at_least | 100 | 人 | issued
        trained_reemp  | A | 2024Q1 | at_least | 25  | %  | issued
        unemp_rate_reg | A | 2024Q1 | at_most  | 4.5 | %  | issued
        unemp_rate_reg | A | 2024   | at_most  | 4.5 | %  | issued
        trained_reemp  | B | 2024   | at_least | 100 | 人 | issued
        reemp_laidoff  | A | 2024   | at_most  | 0   | 人 | issued
        reemp_laidoff  | B | 2024   | at_most  | 9   | 人 | issued
        vacancy_ratio  | each | 2024 | at_least | 1  | 倍 | issued
        """,
    ),
    # TASK has a day to come, nothing is due of SECOND, STOCK is judged by the year's end, RATE binds from July
    "collected": Drawn(
        (TASK, SECOND),
        table="""
        region | period | trained_reemp | trained_startup
        A      | 2024   | 40            | 10
        B      | 2024   | 60            |
        C      | 2024   | 40            | 10
        """,
        files={"round.yml": "days: 10\n"},
        marks=(
            ("A", "received", "2025-01-20"),
            ("B", "received", "2025-01-09"),
            ("", "frozen", "2025-01-21"),
            ("A", "received", "2025-01-22"),
        ),
    ),
    "figures revised": Drawn(
        (EXECUTION, LEFT), money(A=(5, 100, 95, 10), B=(5, 100, 95, 11)), earlier=money(A=(5, 100, 95, 20), B=(5, 100, 95, 11))
    ),
    "dated": Drawn(
        (TASK, SECOND, STOCK, RATE),
        period="2024Q2",
        table="""
        region | period | trained_reemp | trained_startup | ui_insured | reg_unemployed | unemp_base_long
        A      | 2024Q1 | 40            | 10              | 100        | 4              | 100
        A      | 2024Q2 | 40            | 40              | 100        | 4              | 100
        """,
        targets="trained_reemp | A | 2024 | at_least | 100 | 人 | issued",
        files={"targets.csv": DATED},
    ),
    # the day of TASK has come: A is short of it, B is not; the day of SECOND in C is to come
    "day come": Drawn(
        (TASK, SECOND),
        period="2024Q2",
        table="""
        region | period | trained_reemp | trained_startup
        A      | 2024Q1 | 40            | 10
        A      | 2024Q2 | 40            | 40
        B      | 2024Q1 | 60            | 10
        B      | 2024Q2 | 40            | 40
        C      | 2024Q1 | 40            | 10
        C      | 2024Q2 | 40            | 40
        """,
        targets="trained_reemp | A | 2024 | at_least | 100 | 人 | issued",
        files={"targets.csv": DAY_COME},
    ),
    # days that are gone at the year's end: A missed that of TASK, of SECOND nobody knows; B met its own
    "rounded": Drawn(
        (TASK,),
        table="""
        region | period | trained_reemp
        A      | 2024   | 100
        B      | 2024   | 105
        """,
        targets="trained_reemp | A | 2024 | at_least | 100 | 人 | issued\ntrained_reemp | B | 2024 | at_least | 100 | 人 | issued",
        coarse={TASK: 5},
    ),
    "day gone": Drawn(
        (TASK, SECOND),
        period="2024Q4",
        table="""
        region | period | trained_reemp | trained_startup
        A      | 2024Q1 | 60            | 20
        A      | 2024Q2 | 60            | 20
        A      | 2024Q3 | 0             | 80
        A      | 2024Q4 | 0             | 0
        B      | 2024Q1 | 60            | 20
        B      | 2024Q2 | 60            | 20
        B      | 2024Q3 | 0             | 80
        B      | 2024Q4 | 0             | 0
        C      | 2024Q1 | 60            | 20
        C      | 2024Q2 | 60            | 20
        C      | 2024Q3 | 0             | 80
        C      | 2024Q4 | 0             | 0
        """,
        targets="trained_reemp | A | 2024 | at_least | 100 | 人 | issued",
        files={"targets.csv": DAY_GONE},
    ),
    # of TASK the target of A was changed by an order after the period, of SECOND by one before its end
    "ordered": Drawn(
        (TASK, SECOND),
        period="2024Q2",
        cut_off="2024-12-31",
        table="""
        region | period | trained_reemp | trained_startup
        A      | 2023Q1 | 20            | 20
        A      | 2023Q2 | 20            | 20
        A      | 2024Q1 | 40            | 10
        A      | 2024Q2 | 40            | 40
        B      | 2023Q1 |               | 20
        B      | 2023Q2 |               | 20
        B      | 2024Q1 | 40            | 10
        B      | 2024Q2 | 40            | 40
        """,
        targets=f"{asked(TASK, A=90)}\n{asked(SECOND, A=90)}",
        files={"target_orders.csv": ORDERS},
    ),
    # in A nothing is due of SECOND by its issued schedule, and TASK has an even one; B has the even one alone
    "nothing due": Drawn(
        (TASK, SECOND),
        period="2024Q2",
        table="""
        region | period | trained_reemp | trained_startup
        A      | 2024Q1 | 40            | 10
        A      | 2024Q2 | 40            | 40
        B      | 2024Q1 | 40            | 10
        B      | 2024Q2 | 40            | 40
        """,
        targets="""
        trained_reemp   | A | 2024   | at_least | 100 | 人 | issued
        trained_reemp   | B | 2024   | at_least | 100 | 人 | issued
        trained_startup | A | 2024   | at_least | 100 | 人 | issued
        trained_startup | A | 2024Q2 | at_least | 0   | 人 | issued
        """,
    ),
    "within": Drawn(
        (EXECUTION, LEFT),
        period="2024Q2",
        table="""
        region | period | fund_budget | fund_balance
        A      | 2024Q2 | 40          | 10
        """,
    ),
    "crowd": Drawn(
        (RATE,),
        "region | period | reg_unemployed | unemp_base_long\n" + "\n".join(f"R{n} | 2024 | 4 | 100" for n in range(41)),
        "unemp_rate_reg | each | 2024 | at_most | 4.5 | % | issued",
        more=f"hard_limits: [{RATE}]\n",
    ),
    "own lines": Drawn(
        (RATE, TASK),
        table="""
        region | period | reg_unemployed | unemp_base_long | trained_reemp
        A      | 2024   |                | 1000            | 200
        B      | 2024   |                | 1000            | 200
        """,
        targets="""
        unemp_rate_reg | A | 2024 | at_most  | 4.5 | % | issued
        unemp_rate_reg | B | 2024 | at_most  | 5   | % | issued
        """,
        more=f"hard_limits: [{RATE}]\n",
    ),
    # the whole alone has another line
    "whole apart": Drawn(
        (RATE,),
        more=f"hard_limits: [{RATE}]\n",
        table="""
        region | period | reg_unemployed | unemp_base_long
        A      | 2024   | 40             | 1000
        B      | 2024   | 90             | 1000
        """,
        targets="""
        unemp_rate_reg | each | 2024 | at_most | 4.5 | % | issued
        unemp_rate_reg | P    | 2024 | at_most | 5   | % | issued
        """,
    ),
    # the rate is known by the year alone
    "by the year": Drawn(
        (RATE, TASK),
        period="2024Q2",
        table="""
        region | period | reg_unemployed | unemp_base_long | trained_reemp
        A      | 2023   | 40             | 1000            |
        A      | 2024Q1 |                |                 | 50
        A      | 2024Q2 |                |                 | 50
        """,
    ),
    # PAID by quarters last year and by the year now, TASK in its last quarter alone
    "year and quarter": Drawn(
        (PAID, TASK, SECOND),
        period="2024Q4",
        table="""
        region | period | ui_benefit_paid | ui_benefit_payable | trained_reemp | trained_startup
        A      | 2023Q4 | 1               | 2                  | 5             | 5
        A      | 2024   | 1               | 2                  |               |
        A      | 2024Q4 |                 |                    | 5             |
        """,
    ),
    # A alone has a line
    "one own line": Drawn(
        (RATE,),
        more=f"hard_limits: [{RATE}]\n",
        table="""
        region | period | reg_unemployed | unemp_base_long
        A      | 2024   | 40             | 1000
        B      | 2024   | 90             | 1000
        """,
        targets="unemp_rate_reg | A | 2024 | at_most  | 4.5 | % | issued",
    ),
    # B has neither a figure nor a line
    "limit without line": Drawn(
        (RATE,),
        more=f"hard_limits: [{RATE}]\n",
        period="2024Q2",
        table="""
        region | period | reg_unemployed | unemp_base_long
        A      | 2024Q2 | 40             | 1000
        B      | 2024Q2 |                | 1000
        """,
        targets="unemp_rate_reg | A | 2024 | at_most  | 4.5 | % | issued",
    ),
    # the whole has 5 %: A above, B below, C exactly, D a hair above
    "beside": Drawn(
        (RATE, SHARE),
        table="""
        region | period | reg_unemployed | unemp_base_long | ui_balance
        A      | 2024   | 60             | 1000            | 100
        B      | 2024   | 39             | 1000            | 300
        C      | 2024   | 50             | 1000            | 300
        D      | 2024   | 50000001       | 1000000000      | 300
        """,
    ),
    "no total": Drawn(
        (RATE, TASK),
        files={"weights.yml": WEIGHTS.replace("proposal", "issued", 1)},
        table="""
        region | period | reg_unemployed | unemp_base_long | trained_reemp
        A      | 2024   |                |                 | 1
        """,
    ),
    # A lacks the first quarter, B has both
    "gaps": Drawn((TASK,), "region | period | trained_reemp\nA | 2024Q2 | 5\nB | 2024Q1 | 5\nB | 2024Q2 | 5", period="2024Q2"),
    # A is made of A1 and A2, B has a row and B1 inside it
    "inside": Drawn(
        (TASK,),
        "region | period | trained_reemp\nA1 | 2024 | 5\nA2 | 2024 | 5\nB | 2024 | 5\nB1 | 2024 | 5",
        files={
            "regions.csv": "code,name_zh,level,parent,reports\nP,全,province,,false\nA,甲,county,P,true\nB,乙,county,P,true\n"
            "A1,甲一,street,A,false\nA2,甲二,street,A,false\nB1,乙一,street,B,false\n"
        },
    ),
    # A2 inside A lacks this year, B1 inside B the year before
    "parts": Drawn(
        (TASK,),
        "region | period | trained_reemp\nA1 | 2023 | 5\nA1 | 2024 | 5\nA2 | 2023 | 5\nB1 | 2024 | 5\nB2 | 2023 | 5\nB2 | 2024 | 5",
        files={
            "regions.csv": "code,name_zh,level,parent,reports\nP,全,province,,false\nA,甲,county,P,true\nB,乙,county,P,true\n"
            "A1,甲一,street,A,false\nA2,甲二,street,A,false\nB1,乙一,street,B,false\nB2,乙二,street,B,false\n"
        },
    ),
    # recipients of A left by 4, those of B by none, the account of C is not known
    "stocks": Drawn(
        ("ui_spending_ratio",),
        table="""
        region | period | ui_recipients | ui_new_recipients | ui_ended | ui_reemployed | ui_income | ui_outlay
        A      | 2023   | 10            |                   |          |               |           |
        A      | 2024   | 11            | 5                 | 4        | 1             | 10        | 5
        B      | 2023   | 10            |                   |          |               |           |
        B      | 2024   | 15            | 5                 | 0        | 0             | 10        | 5
        C      | 2024   | 15            | 5                 | 1        | 0             | 10        | 5
        """,
    ),
    "matters": Drawn(
        (RATE, TASK),
        policy="HB",
        files={"rubric.csv": RUBRIC},
        table="region | period | reg_unemployed | unemp_base_long | trained_reemp\nA | 2024 | 4 | 100 | 5\nB | 2024 | 4 | 100 | 5",
    ),
    "one region": Drawn(
        (RATE,),
        policy="HB",
        files={"rubric.csv": RUBRIC.replace("framing,B,full,x,2024-12-01,e\n", "")},
        table="region | period | reg_unemployed | unemp_base_long\nA | 2024 | 4 | 100",
    ),
    "one region with a gap": Drawn(
        (TASK,), "region | period | trained_reemp\nA | 2024Q1 | 5\nA | 2024Q3 | 5\nA | 2024Q4 | 5", period="2024Q4"
    ),
    "whole matters": Drawn(
        (RATE,),
        policy="HB",
        files={"rubric.csv": RUBRIC.replace(",A,", ",P,").replace("framing,B,full,x,2024-12-01,e\n", "")},
        table="region | period | reg_unemployed | unemp_base_long\nA | 2024 | 4 | 100",
    ),
    "follow-up": Drawn(
        ("visit_quarterly_rate", "eligible_cov"),
        period="2024Q4",
        files={"assistance.csv": DETAILS},
        table="""
        region | period | visit_done | visit_due | assist_eligible | assist_served | assist_certified_stock
        A      | 2024Q4 | 100        | 100       | 100             | 90            | 95
        B      | 2024Q4 | 8          | 10        | 100             | 90            | 95
        C      | 2024Q4 |            |           | 100             |               | 95
        D      | 2024Q4 | 5          | 5         | 0               | 0             | 0
        """,
        targets="visit_quarterly_rate | A | 2024 | equal | 100 | % | issued\n"
        "visit_quarterly_rate | B | 2024 | equal | 100 | % | issued",
    ),
    "before follow-up": Drawn(
        ("visit_quarterly_rate",),
        period="2024Q4",
        files={"assistance.csv": DETAILS},
        table="region | period | visit_done | visit_due\nA | 2024Q4 | 8 | 10\nB | 2024Q4 | 8 | 10\nC | 2024Q4 | 8 | 10",
        targets="visit_quarterly_rate | each | 2024 | equal | 100 | % | issued",
        more="policy: {prefix: GZ, title: {zh: 意见, en: Opinions}, in_force: 2024-11-01}\n",
    ),
    "precision": Drawn(("ui_spending_ratio",), "region | period | ui_balance\nA | 2024 | 0\nB | 2024 | 100", zero=("ui_balance",)),
    "checked": Drawn((TASK,), "region | period | trained_reemp\nA | 2024 | 100\nB | 2024 | 100", files={"verified.csv": CHECKED}),
    # B and C are alike; A is better by TASK alone, D is far behind
    "league": Drawn(
        (RATE, TASK, SECOND),
        files={"weights.yml": WEIGHTS.partition("gates:")[0] + DRAWS},
        table="""
        region | period | reg_unemployed | unemp_base_long | trained_reemp | trained_startup
        A      | 2024   | 38             | 1000            | 100           | 100
        B      | 2024   | 30             | 1000            | 95            | 60
        C      | 2024   | 30             | 1000            | 95            |
        D      | 2024   | 60             | 1000            | 62            | 95
        """,
        targets="\n".join(f"{c} | {r} | 2024 | at_least | 100 | 人 | issued" for c in (TASK, SECOND) for r in "ABCD"),
    ),
    "flag alone": Drawn(
        (RATE, TASK, SECOND),
        files={"weights.yml": WEIGHTS.partition("gates:")[0] + DRAWS.replace("  drivers: 128\n", "")},
        table="region | period | reg_unemployed | unemp_base_long\nA | 2024 | 30 | 1000\nB | 2024 | 40 | 1000",
    ),
    "two ranks": Drawn(
        (RATE, TASK, SECOND),
        files={"weights.yml": WEIGHTS.partition("gates:")[0] + DRAWS},
        table="""
        region | period | reg_unemployed | unemp_base_long | trained_reemp
        A      | 2024   | 10             | 1000            | 200
        B      | 2024   | 90             | 1000            | 20
        """,
        targets="\n".join(f"{TASK} | {r} | 2024 | at_least | 100 | 人 | issued" for r in "AB"),
    ),
    # half of four regions can be good, and three are
    "held back": Drawn(
        (RATE, TASK),
        files={
            "weights.yml": WEIGHTS.partition("gates:")[0].replace(LIMIT.partition(", at_most")[0] + "}", LIMIT)
            + "missing: not_awarded\n"
        },
        table="""
        region | period | reg_unemployed | unemp_base_long | trained_reemp
        A      | 2024   | 30             | 1000            | 100
        B      | 2024   | 32             | 1000            | 100
        C      | 2024   | 34             | 1000            | 100
        D      | 2024   | 60             | 1000            | 62
        """,
        targets="\n".join(f"{TASK} | {r} | 2024 | at_least | 100 | 人 | issued" for r in "ABCD"),
    ),
    "held back issued": Drawn(
        (RATE, TASK),
        files={
            "weights.yml": WEIGHTS.partition("gates:")[0]
            .replace("proposal", "issued", 1)
            .replace(LIMIT.partition(", at_most")[0] + "}", LIMIT)
            + "missing: not_awarded\n"
        },
        table="""
        region | period | reg_unemployed | unemp_base_long | trained_reemp
        A      | 2024   | 30             | 1000            | 100
        B      | 2024   | 32             | 1000            | 100
        C      | 2024   | 34             | 1000            | 100
        D      | 2024   | 60             | 1000            | 62
        """,
        targets="\n".join(f"{TASK} | {r} | 2024 | at_least | 100 | 人 | issued" for r in "ABCD"),
    ),
    "all data": Drawn(
        (RATE, TASK),
        files={"weights.yml": WEIGHTS.partition("gates:")[0] + "missing: refused\n"},
        table="region | period | reg_unemployed | unemp_base_long | trained_reemp\nA | 2024 | 20 | 1000 | 100",
        targets="trained_reemp | A | 2024 | at_least | 100 | 人 | issued",
    ),
    # A is ahead of B as it is and behind it in both strata; C and D keep their places, E has too few older cases
    "mixed": Drawn(
        ("train_emp_rate", RATE),
        mixed(A=(100, 80, 20, 10), B=(20, 18, 100, 60), C=(50, 5, 50, 5), E=(100, 50, 2, 1)),
        choices={"train_emp_rate": "of_completers"},
        files={"comparison.yml": FAIR},
    ),
    "mixed alike": Drawn(
        ("train_emp_rate",),
        mixed(A=(50, 40, 50, 30), B=(50, 20, 50, 10)),
        choices={"train_emp_rate": "of_completers"},
        files={"comparison.yml": FAIR},
    ),
    "mixed alone": Drawn(
        ("train_emp_rate",),
        mixed(A=(50, 40, 50, 30), B=(50, 20, 2, 1)),
        choices={"train_emp_rate": "of_completers"},
        files={"comparison.yml": FAIR},
    ),
    "mixed not": Drawn(
        ("train_emp_rate",), mixed(A=(2, 1, 2, 1)), choices={"train_emp_rate": "of_completers"}, files={"comparison.yml": FAIR}
    ),
    "efficient": Drawn(
        (RATE,),
        "region | period | exp_training | trained_reemp\n"
        + "\n".join(f"R{n} | 2024 | {100 + 7 * n} | {50 + n * n}" for n in range(12))
        + "\nZ | 2024 | 0 | 5",
        files={"comparison.yml": EFFICIENT},
    ),
    "efficient few": Drawn(
        (RATE,),
        "region | period | exp_training | trained_reemp\nA | 2024 | 100 | 50\nB | 2024 | 100 | 50",
        files={"comparison.yml": EFFICIENT},
    ),
    "efficient none": Drawn(
        (RATE,), "region | period | exp_training | trained_reemp\nA | 2024 | | 50", files={"comparison.yml": EFFICIENT}
    ),
    "efficient apart": Drawn(
        (RATE,),
        "region | period | exp_training | trained_reemp\nA | 2024 | 1 | 50\nB | 2024 | 100000000000000 | 50",
        files={"comparison.yml": EFFICIENT},
    ),
    # A was asked for 0, B for nothing by the scheme itself, C for nothing
    "nothing asked": Drawn(
        (TASK,),
        "region | period | trained_reemp\nA | 2024 | 5\nB | 2024 | 5\nC | 2024 | 5",
        targets="trained_reemp | A | 2024 | at_least | 0 | 人 | issued\ntrained_reemp | B | 2024 | at_least | — | 人 | issued",
    ),
    # A lacks pace, B lacks places and persons, C has neither target nor base, D was not trained, E is done
    # A has nothing to complete, B a target, C none; two streams
    "two streams": Drawn(
        (TASK, SECOND),
        period="2024",
        more=TWO_PACES,
        table=stream(A=(100, 10, 10), B=(150, 10, 1), C=(10, 1, 1)),
        targets=asked(TASK, A=0, B=60),
    ),
    "streams": Drawn(
        (TASK,),
        period="2024",
        more=PACE,
        table=stream(A=(100, 10, 10), B=(150, 10, 1), C=("", 5, 5), D=("", "", 5), E=("", 10, 5)),
        targets=asked(TASK, A=40, B=60, D=20, E=20),
        files={"standards.csv": "region,stream,yuan,source\nB,trained_reemp,500,s\n"},
    ),
    "streams of some": Drawn(
        (TASK,), period="2024", more=PACE, table=stream(A=(100, 10, 10), D=("", "", 5)), targets=asked(TASK, P=60)
    ),
    "streams apart": Drawn(
        (TASK,), period="2024", more=PACE, table=stream(A=(100, 10, 10), B=(150, 10, 1)), targets=asked(TASK, A=40, B=100)
    ),
    # R0 is on the way, R1 is too far, of R2 it is not known, R3 has nothing
    "projected": Drawn(
        (TASK,), years(2, R2=(20, ""), R3=(0, 0)), period="2024Q2", targets=asked(TASK, R0=80, R1=900, R2=80, R3=80)
    ),
    "projected over": Drawn((TASK,), years(4, R2=(20, 20, "", "")), period="2024", targets=asked(TASK, R0=80, R2=80)),
    # A reached its line, B is calm, C has one core of the two a severity asks, D no figure, E is small
    "watch": Drawn(
        (RATE, TASK),
        period="2024Q4",
        files={"warning.yml": WATCH, "enterprises.csv": FIRMS, "layoffs.csv": STAFF},
        table="""
        region | period | reg_unemployed | unemp_base_long | trained_reemp | trained_startup
        A      | 2024Q4 | 60             | 1000            | 100           | 5
        B      | 2024Q4 | 40             | 1000            | 100           | 5
        C      | 2024Q4 | 60             | 1000            | 900           | 5
        D      | 2024Q4 |                |                 |               | 5
        E      | 2024Q4 | 6              | 100             | 1             | 5
        """,
    ),
    "calm": Drawn(
        (RATE, TASK),
        period="2024Q4",
        files={
            "warning.yml": WATCH.partition("statistical")[0].replace("proposal", "issued", 1)
            + "hysteresis"
            + WATCH.partition("hysteresis")[2]
        },
        table="""
        region | period | reg_unemployed | unemp_base_long | trained_reemp | trained_startup
        A      | 2024Q4 | 20             | 1000            | 900           | 5
        """,
    ),
    "unknown": Drawn(
        (RATE, TASK),
        period="2024Q4",
        files={"warning.yml": WATCH},
        table="""
        region | period | reg_unemployed | unemp_base_long | trained_reemp | trained_startup
        A      | 2024Q4 |                |                 |               | 5
        """,
    ),
    "awards": Drawn(
        (RATE, TASK),
        files={"allocation.yml": AWARDS, "allocation.csv": items(A=(20, 100000), B=(10, 800000), C=(10, 100000))},
        table="""
        region | period | reg_unemployed | unemp_base_long | trained_reemp
        A      | 2024   | 40             | 1000            | 200
        B      | 2024   | 40             | 1000            | 100
        C      | 2024   |                |                 | 100
        """,
    ),
    "awards level": Drawn(
        (TASK,),
        "region | period | trained_reemp\nA | 2024 | 200\nB | 2024 | 100",
        files={
            "allocation.yml": LEVEL.replace("1000000", "3000"),
            "allocation.csv": "region,item,value,unit,source\nA,last,2000,元,s\nB,last,1000,元,s\n",
        },
    ),
    "secured": Drawn(
        ("ui_insured",),
        reserve(A=(1000, 1000), B=(9000, 9000)),
        asked("ui_insured", A=100, B=100, Z=100),
        files={"allocation.yml": FUND},
    ),
    "can pay": Drawn(
        ("ui_insured",),
        reserve(A=(9000, 1000), B=(9000, 9000)),
        asked("ui_insured", A=100, B=100, Z=100),
        files={"allocation.yml": FUND},
    ),
    "many": Drawn(tuple(CATALOGUE)[:80], "region | period | trained_reemp\nA | 2024 | 1"),
    "gbk": Drawn((RATE,), "region | period | trained_reemp\nA | 2024 | 1", encoding="gbk"),
    "terms": Drawn(
        (RATE,),
        "region | period | trained_reemp\nA | 2007 | 1",
        policy="HB",
        files={"calendar.csv": "event,region,due,done,evidence\nassistance_month,A,2007-05-01,,\n"},
    ),
    "terms done": Drawn(
        (RATE,),
        "region | period | trained_reemp\nA | 2007 | 1",
        policy="HB",
        files={"calendar.csv": "event,region,due,done,evidence\nassistance_month,A,2007-05-01,2007-05-02,f\n"},
    ),
    "assisted": Drawn((RATE, "eligible_cov"), "region | period | reg_unemployed\nA | 2024 | 1"),
    "nobody": Drawn(
        (RATE, TASK),
        "region | period | trained_reemp\nA | 2024 | 10",
        files={"weights.yml": WEIGHTS.partition("gates:")[0] + DRAWS.partition("parallel")[0]},
    ),
    "quarter scored": Drawn(
        (RATE, TASK), "region | period | trained_reemp\nA | 2024Q1 | 10", period="2024Q1", files={"weights.yml": WEIGHTS}
    ),
    "binds later": Drawn(
        (TASK,),
        "region | period | trained_reemp\nA | 2024Q1 | 10\nA | 2024Q4 | 10",
        at="2024Q1",
        more="policy: {prefix: HB, title: {zh: 要点, en: Plan}, in_force: 2024-07-01}\n",
    ),
    "year before": Drawn((TASK,), "region | period | trained_reemp\nA | 2023 | 10\nA | 2024 | 10", policy="HB", at="2023"),
    "appraised": Drawn((TASK,), "region | period | trained_reemp\nA | 2024 | 10", files={"appraisal.csv": APPRAISED}),
    "ledger": Drawn((RATE,), TAKE_UP + "C | 2024 | 100 | 85 | 1\n", policy="HB", files={"ledger.csv": LEDGER}),
    "ledger before": Drawn((RATE,), TAKE_UP + "C | 2024 | 100 | 85 | 1\n", policy="HB", files={"ledger.csv": LEDGER_BEFORE}),
    "take-up": Drawn((RATE,), TAKE_UP),
    "take-up alike": Drawn((RATE,), TAKE_UP.replace("90 ", "80 ")),
    "take-up led": Drawn((RATE,), TAKE_UP + "C | 2024 | 0 | 50 | 1\n"),
    "benefit": Drawn((RATE,), BENEFIT),
    "benefit over": Drawn((RATE,), BENEFIT.replace("| 90", "| 110")),
    "benefit due": Drawn((RATE,), BENEFIT.replace("| 90", "| 100")),
    "memo": Drawn(
        (RATE,), TAKE_UP, policy="HB", files={"documents.yml": FORMS.partition("  pilots")[0] + "  supervision_memo: {}\n"}
    ),
    "memo other": Drawn(
        (RATE,),
        TAKE_UP,
        policy="XX",
        files={"documents.yml": FORMS.partition("  pilots")[0] + "  supervision_memo: {team: {zh: 二人, en: Two}}\n"},
    ),
    "take-up of one": Drawn((RATE,), TAKE_UP.replace("90 ", "   ")),
    "forms": Drawn(
        (TASK,),
        TAKE_UP,
        policy="HB",
        files={"documents.yml": FORMS, "agencies.csv": AGENCIES, "employers.csv": EMPLOYERS, "appraisal.csv": APPRAISED},
    ),
    "forms bare": Drawn(
        (TASK,),
        TAKE_UP,
        policy="HB",
        files={
            "documents.yml": FORMS.partition("  pilots")[0] + "  pilots: {}\n  assistance_table: {}\n",
            "employers.csv": EMPLOYERS.replace("10,8", "10,10"),
            "appraisal.csv": APPRAISED.replace("1000,s", ",s"),
        },
    ),
    "budget": Drawn((RATE,), spent(10000, 12000, 5000, 5000), files={"budget.csv": BUDGET}, period="2024"),
    "budget kept": Drawn((RATE,), spent(10000, 9000, 5000, 5000, reported=7000), files={"budget.csv": BUDGET}, period="2024"),
    "budget open": Drawn((RATE,), spent(10000, "", 5000, 5000), files={"budget.csv": BUDGET}, period="2024"),
    "subsidies": Drawn(
        (RATE,),
        """
        region | period | due_train_sub      | got_train_sub
        A      | 2024   | 100                | 80
        B      | 2024   | 100                | 90
        """,
    ),
    "subsidies alike": Drawn(
        (RATE,),
        """
        region | period | due_train_sub      | got_train_sub
        A      | 2024   | 100                | 80
        B      | 2024   | 100                | 80
        """,
    ),
    "few items": Drawn((RATE,), "region | period | exp_training\nA | 2024 | 100"),
    "money": Drawn(
        (EXECUTION, LEFT),
        money(A=(5, 100, 95, 10), B=(5, 100, 95, 11), C=(5, 100, None, 10), D=(5, 0, -5, 10), E=(6000, 6000, 0, 12000)),
        absent=("Z",),
    ),
    "above its whole": Drawn(
        (TRAINED,),
        "region | period | participants | participants_employed\nA | 2024 | 50 | 100\nB | 2024 | 200 | 80",
        more=f"headline: [{TRAINED}]\n",
        choices={TRAINED: "to_date"},
    ),
    "without": Drawn(
        ("matched", "trained"),
        "region | period | exp_training | reemp_laidoff\nA | 2024 | 100 |",
        files={
            "catalogue.yml": "format: 2\ngroups:\n  spending:\n    without: {exp_matching: {zh: 没有, en: there is none}}\n"
            "indicators:\n"
            "  matched: {title: {zh: 甲, en: one}, numerator: exp_matching, denominator: exp_training, span: to_date,"
            " direction: higher, why: {zh: 因, en: so}}\n"
            "  trained: {title: {zh: 乙, en: two}, numerator: exp_training, denominator: reemp_laidoff, span: to_date,"
            " direction: higher, why: {zh: 因, en: so}}\n"
        },
    ),
    "given away": Drawn(
        (TASK,),
        "region | period | trained_reemp\n"
        + "\n".join(f"A | {p} | {n}\nB | {p} | 1" for p, n in (("2024Q1", 1), ("2024Q2", 2), ("2024Q3", "*"), ("2024Q4", 4)))
        + "\nA | 2024 | 10\nB | 2024 | 4",
        period="2024",
    ),
    "overdrawn": Drawn((EXECUTION, LEFT), money(A=(5, 90, 100, -5), B=(5, 95, 100, 0))),
    "money of some": Drawn((EXECUTION, LEFT), money(A=(5, 100, 95, 10), B=(5, 100, 95, 11)), absent=("Z",)),
}

# condition | world | region | codes | what it says
CASES = """
some_judged_and_some_not        | streams    | B |              | no
some_judged_and_some_not        | lines      | C |              | no
some_judged_and_some_not        | quarters   | A |              | yes
problem_confirmed_and_open      | ledger     | P | one          | yes
problem_confirmed_and_open      | ledger     | P | two          | no
problem_confirmed_and_open      | ledger     | P | three        | no
some_problem_confirmed          | ledger     | P | fund         | yes
some_problem_confirmed          | ledger     | P | outcome      | no
some_problem_confirmed          | ledger     | B |              | no
some_problem_left_by_the_last_period | ledger before | A |          | yes
some_problem_left_by_the_last_period | ledger     | A |             | no
some_nature_of_a_confirmed_problem | ledger before | A |            | yes
some_nature_of_a_confirmed_problem | ledger     | A |               | no
no_problem_confirmed            | ledger     | B |              | yes
no_problem_confirmed            | ledger     | P | HB-16        | no
no_problem_confirmed            | ledger     | P | outcome      | yes
some_problem_closed             | ledger     | P |              | yes
some_problem_closed             | ledger     | C |              | no
some_problem_overdue            | ledger     | P | two one      | yes
some_problem_overdue            | ledger     | P | two four     | no
some_problem_supervised         | ledger     | P | two one      | yes
some_problem_supervised         | ledger     | P | two four     | no
these_notices_were_issued       | ledger     | P | one two      | yes
these_notices_were_issued       | ledger     | P | one four     | no
some_notice_not_issued          | ledger     | P | one four     | yes
some_notice_not_issued          | ledger     | P | one two      | no
clause_of_the_studys_document   | ledger     | P | HB-21        | yes
clause_of_the_studys_document   | ledger     | P | HB-21 GZ-1   | no
clause_of_the_studys_document   | memo other | P | HB-21        | no
clause_of_the_studys_document   | take-up    | P | HB-21        | no
clause_of_the_studys_document   | ledger     | P |              | no
measures_demanded               | memo       | P | supervision_memo meeting team | yes
measures_demanded               | memo other | P | supervision_memo meeting | no
measure_demanded_or_given       | memo       | P | meeting      | yes
measure_demanded_or_given       | memo other | P | team         | yes
measure_demanded_or_given       | memo other | P | meeting      | no
no_problem_confirmed_under_the_clause | ledger | P | HB-16     | no
no_problem_confirmed_under_the_clause | ledger | P | HB-2      | yes
no_problem_confirmed_under_the_clause | memo other | P | HB-16 | no
problems_not_sorted_by_the_clause | memo other | P | HB-16     | yes
problems_not_sorted_by_the_clause | ledger   | P | HB-2        | no
event_recorded_as_done          | terms done | P | assistance_month | yes
event_recorded_as_done          | terms      | P | assistance_month | no
event_not_recorded_as_done      | terms      | P | assistance_month | yes
event_not_recorded_as_done      | terms done | P | assistance_month | no
term_is_over                    | lines      | P | 2024-05-01 2024-05-02 | yes
term_is_over                    | lines      | P | 2024-05-01 2024-05-01 | no
term_is_not_over                | lines      | P | 2024-05-01 2024-05-01 | yes
term_is_not_over                | lines      | P | 2024-05-01 2024-05-02 | no
notice_was_issued               | ledger     | P | one          | yes
notice_was_issued               | ledger     | P | four         | no
problem_was_reported            | ledger     | P | two          | yes
problem_was_reported            | ledger     | P | one          | no
problem_was_not_reported        | ledger     | P | one          | yes
problem_was_not_reported        | ledger     | P | two          | no
problem_was_not_reported        | ledger     | P | four         | no
put_under_supervision           | ledger     | P | one          | yes
put_under_supervision           | ledger     | P | two          | no
some_pilot_listed               | forms      | P |              | yes
some_pilot_listed               | forms bare | P |              | no
no_pilot_listed                 | forms bare | P |              | yes
no_pilot_listed                 | forms      | P |              | no
layout_is_the_offices           | forms      | P |              | yes
layout_is_the_offices           | forms bare | P |              | no
layout_is_neutral               | forms bare | P |              | yes
layout_is_neutral               | forms      | P |              | no
no_body_of_the_tier             | forms      | P | service      | yes
no_body_of_the_tier             | forms      | P | grassroots   | no
some_award_decided              | forms      | P |              | yes
some_award_decided              | forms bare | P |              | no
no_award_decided                | forms bare | P |              | yes
no_award_decided                | forms      | P |              | no
some_agency_registered          | forms      | P |              | yes
some_agency_registered          | forms bare | P |              | no
no_agency_registered            | forms bare | P |              | yes
no_agency_registered            | forms      | P |              | no
some_employer_listed            | forms      | P |              | yes
some_employer_listed            | forms bare | P |              | no
employers_checked_and_none_listed | forms bare | P |            | yes
employers_checked_and_none_listed | forms    | P |              | no
employers_checked_and_none_listed | lines    | P |              | no
some_employer_checked           | forms bare | P |              | yes
some_employer_checked           | lines      | P |              | no
no_employer_checked             | lines      | P |              | yes
no_employer_checked             | forms      | P |              | no
some_completion_known           | lines      | A | TASK SECOND  | yes
some_completion_known           | lines      | C | TASK         | no
no_target_holds_here            | lines      | C | TASK SECOND  | yes
no_target_holds_here            | lines      | A | TASK         | no
targets_without_a_completion    | streams    | D | TASK         | yes
targets_without_a_completion    | lines      | C | TASK         | no
targets_without_a_completion    | lines      | A | TASK         | no
some_meets_what_was_due | quarters  | B | TASK         | yes
some_meets_what_was_due | quarters  | A | TASK         | no
some_meets_what_was_due | lines     | A | TASK         | no
some_reached_at_years_end       | lines      | A | TASK         | yes
some_reached_at_years_end       | lines      | B | TASK         | no
some_reached_at_years_end       | quarters   | B | TASK         | no
some_shown_not_judged           | quarters   | A | STOCK        | yes
some_shown_not_judged           | quarters   | A | TASK         | no
line_here                       | lines      | A | RATE         | yes
line_here                       | no lines   | A | RATE         | no
these_all_met                   | lines      | A | RATE TASK    | yes
these_all_met                   | lines      | B | RATE         | no
these_all_met                   | lines      | A |              | no
these_all_missed                | lines      | B | RATE TASK    | yes
these_all_missed                | lines      | A | RATE         | no
these_all_missed                | lines      | A |              | no
these_have_lines_and_no_value   | lines      | C | RATE         | yes
these_have_lines_and_no_value   | lines      | D | RATE         | no
these_have_lines_and_no_value   | lines      | A |              | no
these_have_lines_and_are_not_judged | lines  | D | RATE         | yes
these_have_lines_and_are_not_judged | lines  | A | RATE         | no
these_have_lines_and_are_not_judged | lines  | A |              | no
these_have_no_line              | no lines   | A | RATE         | yes
these_have_no_line              | lines      | A | RATE         | no
these_have_no_line              | lines      | A |              | no
take_up_known                   | take-up    | P |              | yes
take_up_known                   | lines      | P |              | no
take_up_unknown                 | lines      | P |              | yes
take_up_unknown                 | take-up    | P |              | no
take_up_differs_and_some_region_leads | take-up    | P |              | yes
take_up_differs_and_some_region_leads | take-up alike | P |           | no
take_up_differs_and_some_region_leads | take-up led | P |             | no
take_up_differs_and_no_region_leads | take-up led  | P |             | yes
take_up_differs_and_no_region_leads | take-up      | P |             | no
some_benefit_known              | benefit    | P |              | yes
some_benefit_known              | take-up    | P |              | no
no_benefit_known                | take-up    | P |              | yes
no_benefit_known                | benefit    | P |              | no
some_benefit_unpaid             | benefit    | P |              | yes
some_benefit_unpaid             | benefit over | P |            | no
some_benefit_overpaid           | benefit over | P |            | yes
some_benefit_overpaid           | benefit    | P |              | no
benefit_paid_as_due             | benefit due | P |             | yes
benefit_paid_as_due             | benefit    | P |              | no
benefit_paid_as_due             | take-up    | P |              | no
take_up_alike                   | take-up alike | P |           | yes
take_up_alike                   | take-up    | P |              | no
take_up_alike                   | take-up of one | P |          | no
take_up_of_one_region_at_most   | take-up of one | P |          | yes
take_up_of_one_region_at_most   | take-up    | P |              | no
some_region_below_the_whole     | take-up    | P |              | yes
some_region_below_the_whole     | take-up alike | P |           | no
no_region_below_the_whole       | take-up alike | P |           | yes
no_region_below_the_whole       | take-up    | P |              | no
no_region_below_the_whole       | lines      | P |              | no
some_money_known                | money      | A |              | yes
some_money_known                | money      | Z |              | no
someone_served                  | take-up    | P | policy_received trained_reemp | yes
someone_served                  | take-up    | P | persons_training | no
nobody_known_to_be_served       | take-up    | P | persons_training | yes
nobody_known_to_be_served       | take-up    | P | policy_received | no
no_year_of_the_insurance_fund   | lines      | P |              | yes
no_year_of_the_insurance_fund   | secured    | P |              | no
no_budget_by_line               | lines      | P |              | yes
no_budget_by_line               | budget     | P |              | no
budget_by_line                  | budget     | P |              | yes
budget_by_line                  | lines      | P |              | no
budget_lines_agree              | budget     | P |              | yes
budget_lines_agree              | budget kept | P |             | no
budget_lines_differ             | budget kept | P |             | yes
budget_lines_differ             | budget     | P |              | no
budget_lines_differ             | lines      | P |              | no
deviation_known                 | budget     | P |              | yes
deviation_known                 | budget open | P |             | no
deviation_unknown               | budget open | P |             | yes
deviation_unknown               | budget     | P |              | no
some_line_over_its_plan         | budget     | P |              | yes
some_line_over_its_plan         | budget kept | P |             | no
no_line_over_its_plan           | budget kept | P |             | yes
no_line_over_its_plan           | budget     | P |              | no
no_line_over_its_plan           | budget open | P |             | no
some_line_not_compared          | budget open | P |             | yes
some_line_not_compared          | budget     | P |              | no
some_region_behind_in_both      | subsidies  | P |              | yes
some_region_behind_in_both      | subsidies alike | P |         | no
no_region_behind_in_both        | subsidies alike | P |         | yes
no_region_behind_in_both        | subsidies  | P |              | no
no_region_behind_in_both        | lines      | P |              | no
subsidies_not_comparable        | lines      | P |              | yes
subsidies_not_comparable        | subsidies  | P |              | no
no_rate_delivered               | lines      | P | takeup_train_sub | yes
no_rate_delivered               | subsidies  | P | takeup_train_sub | no
part_of_a_year                  | quarters   | A |              | yes
part_of_a_year                  | lines      | A |              | no
no_points_for_such_a_period     | quarter scored | A |          | yes
no_points_for_such_a_period     | scores     | A |              | no
no_points_for_such_a_period     | quarters   | A |              | no
no_indicator_of_these           | lines      | A | insurance    | yes
no_indicator_of_these           | lines      | A | targets insurance | no
these_stand_with_assistance     | assisted   | A | social_benefit | yes
these_stand_with_assistance     | lines      | A | social_benefit | no
these_stand_with_assistance     | assisted   | A | services     | no
no_table_delivers_these         | lines      | A | ui_income ui_outlay | yes
no_table_delivers_these         | lines      | A | ui_income trained_reemp | no
nothing_due_by_date             | lines      | A |              | yes
nothing_due_by_date             | terms      | A |              | no
no_stream_of_training           | lines      | A |              | yes
no_stream_of_training           | streams    | A |              | no
no_weights                      | lines      | A |              | yes
no_weights                      | scores     | A |              | no
neither_ranks_drawn_nor_efficiency | scores  | P |              | yes
neither_ranks_drawn_nor_efficiency | league  | P |              | no
neither_ranks_drawn_nor_efficiency | efficient | P |            | no
ranks_asked_and_nobody_has_a_total | nobody | P |               | yes
ranks_asked_and_nobody_has_a_total | league | P |               | no
ranks_asked_and_nobody_has_a_total | lines  | P |               | no
nothing_to_compare              | beside     | P |              | yes
nothing_to_compare              | lines      | P |              | no
nothing_to_compare              | streams    | P |              | no
nothing_to_compare              | scores     | P |              | no
no_comparison                   | lines      | A |              | yes
no_comparison                   | mixed      | A |              | no
no_scheme_of_awards             | lines      | A |              | yes
no_scheme_of_awards             | awards     | A |              | no
scheme_without_a_pool           | secured    | A |              | yes
scheme_without_a_pool           | awards     | A |              | no
scheme_without_a_pool           | lines      | A |              | no
no_details_known                | lines      | A |              | yes
no_details_known                | follow-up  | A | exit         | no
no_details_known                | follow-up  | A | reassist     | yes
no_rules_of_warning             | lines      | A |              | yes
no_rules_of_warning             | calm       | A |              | no
no_matter_to_judge              | beside     | A |              | yes
no_matter_to_judge              | matters    | A |              | no
neither_line_nor_problem        | no lines   | A |              | yes
neither_line_nor_problem        | lines      | A |              | no
neither_line_nor_problem        | line of a region | P |        | no
advised_by_a_share_of_the_year         | quarters   | A | TASK         | yes
advised_by_a_share_of_the_year         | quarters   | B | TASK         | no
advised_by_a_share_of_the_year         | lines      | B | TASK         | no
advised_when_all_is_due            | lines      | B | TASK         | yes
advised_when_all_is_due            | lines      | A | TASK         | no
advised_when_all_is_due            | quarters   | A | TASK         | no
ceiling_or_number_missed        | lines      | B | RATE         | yes
ceiling_or_number_missed        | lines      | B | TASK         | no
kind_is_of_whole_years          | quarters   | P | fund_performance | yes
kind_is_of_whole_years          | quarters   | P | bulletin     | no
kind_is_of_whole_years          | lines      | P | fund_performance | no
policy_binds_later              | binds later | P | bulletin    | yes
policy_binds_later              | year before | P | bulletin    | no
policy_binds_later              | lines      | P | bulletin     | no
period_before_the_studys_year   | year before | P | bulletin    | yes
period_before_the_studys_year   | binds later | P | bulletin    | no
period_before_the_studys_year   | lines      | P | bulletin     | no
no_appraisal_known              | lines      | P | assistance_result | yes
no_appraisal_known              | appraised  | P | assistance_result | no
no_appraisal_known              | lines      | P | bulletin     | no
no_figures_of_its_period        | lines      | P | bulletin 2023 2024Q4 | yes
no_figures_of_its_period        | lines      | P | bulletin 2023 2024 | no
a_file_of_it_contradicts_the_tables | lines      | P | bulletin agency | yes
a_file_of_it_contradicts_the_tables | lines      | P | bulletin     | no
no_requirement_holds            | no lines   | A |              | yes
no_requirement_holds            | lines      | C |              | no
all_demanded_are_met            | scores     | A |              | yes
all_demanded_are_met            | lines      | A |              | no
all_demanded_are_met            | lines      | B |              | no
all_demanded_are_met            | lines      | C |              | no
some_met_none_missed_some_open  | lines      | A |              | yes
some_met_none_missed_some_open  | lines      | B |              | no
some_met_none_missed_some_open  | scores     | A |              | no
some_judged_on_part_of_the_regions | lines   | P |              | yes
some_judged_on_part_of_the_regions | lines   | A |              | no
some_judged_on_part_of_the_regions | scores  | P |              | no
more_missed_than_the_first_page_lists | many missed | A |       | yes
more_missed_than_the_first_page_lists | many missed | B |       | no
some_missed                     | lines      | B |              | yes
some_missed                     | lines      | A |              | no
demanded_and_none_judged        | lines      | C |              | yes
demanded_and_none_judged        | lines      | D |              | yes
demanded_and_none_judged        | lines      | A |              | no
demanded_and_none_judged        | no lines   | A |              | no
some_indicator_without_a_line   | lines      | C |              | yes
some_indicator_without_a_line   | crowd      | R1 |             | no
some_hard_limit_without_data    | lines      | C |              | yes
some_hard_limit_without_data    | lines      | D |              | no
some_hard_limit_without_data    | limit without line | B |      | yes
some_hard_limit_without_data    | limit without line | A |      | no
some_hard_limit_without_data    | lines      | A |              | no
value_and_line_known            | lines      | A | RATE         | yes
value_and_line_known            | lines      | C | RATE         | no
value_and_line_known            | no lines   | A | RATE         | no
missed_by_what_is_known         | cases      | A | ineligible_leave       | yes
missed_by_what_is_known         | cases      | B | ineligible_leave       | no
above_line_by_printed_digits    | lines      | B | RATE         | yes
above_line_by_printed_digits    | lines      | E | RATE         | no
above_line_by_printed_digits    | lines      | F | RATE         | no
below_line_by_printed_digits    | lines      | A | RATE         | yes
below_line_by_printed_digits    | lines      | G | RATE         | no
above_line_by_less_than_a_digit | lines      | F | RATE         | yes
above_line_by_less_than_a_digit | lines      | B | RATE         | no
above_line_by_less_than_a_digit | lines      | E | RATE         | no
below_line_by_less_than_a_digit | lines      | G | RATE         | yes
below_line_by_less_than_a_digit | lines      | F | RATE         | no
value_equals_line               | lines      | E | RATE         | yes
value_equals_line               | lines      | F | RATE         | no
line_issued_under_a_clause      | lines      | A | RATE         | yes
line_issued_under_a_clause      | lines      | A | TASK         | no
line_issued_under_a_clause      | scores     | A | TASK         | no
line_is_a_proposal              | lines      | A | TASK         | yes
line_is_a_proposal              | lines      | A | RATE         | no
line_is_a_proposal              | no lines   | A | RATE         | no
judged_by_a_share_of_the_year | quarters | A | TASK | yes
judged_by_a_share_of_the_year | quarters | A | STOCK | no
judged_by_a_share_of_the_year | lines  | A | TASK         | no
completion_known_and_all_due   | lines      | A | TASK         | yes
completion_known_and_all_due   | lines      | C | TASK         | no
completion_known_and_all_due   | quarters   | A | TASK         | no
completion_known_and_all_due    | day come   | A | TASK         | yes
completion_known_and_all_due    | day come   | C | SECOND       | no
judged_by_a_share_of_the_year   | day come   | A | TASK         | no
judged_by_a_share_of_the_year   | day come   | C | SECOND       | no
target_met_and_all_due          | day come   | B | TASK         | yes
target_missed_and_all_due       | day come   | A | TASK         | yes
target_had_a_day_of_its_own     | day come   | A | TASK         | yes
targets_changed_after_the_period | ordered   | A | TASK         | yes
targets_changed_after_the_period | ordered   | A | SECOND       | no
targets_changed_after_the_period | ordered   | A | TASK SECOND  | no
changes_are_of_fewer_regions    | ordered    | P | TASK         | yes
changes_are_of_fewer_regions    | ordered    | P | SECOND       | no
changes_are_of_fewer_regions    | ordered    | A | TASK         | no
target_had_a_day_of_its_own     | day come   | C | SECOND       | no
target_had_a_day_of_its_own     | lines      | A | TASK         | no
advised_when_all_is_due         | day come   | A | TASK         | yes
advised_by_a_share_of_the_year  | day come   | A | TASK         | no
target_met_and_all_due         | lines      | A | TASK         | yes
target_met_and_all_due         | lines      | B | TASK         | no
target_met_and_all_due         | quarters   | B | TASK         | no
target_missed_and_all_due      | lines      | B | TASK         | yes
target_missed_and_all_due      | lines      | A | TASK         | no
target_missed_and_all_due      | quarters   | A | TASK         | no
every_schedule_is_even          | quarters   | B | TASK SECOND  | yes
every_schedule_is_even          | quarters   | A | TASK SECOND  | no
every_schedule_is_even          | lines      | A | TASK         | no
every_schedule_is_even          | nothing due | A | TASK SECOND | no
every_schedule_is_even          | nothing due | B | TASK SECOND | yes
every_schedule_was_issued       | nothing due | A | SECOND      | yes
every_schedule_was_issued       | nothing due | A | TASK SECOND | no
some_schedules_issued_some_even | nothing due | A | TASK SECOND | yes
some_schedules_issued_some_even | nothing due | B | TASK SECOND | no
schedules_differ                | nothing due | A | TASK SECOND | yes
schedules_differ                | nothing due | A | SECOND      | no
schedules_differ                | nothing due | B | TASK SECOND | no
every_schedule_was_issued       | quarters   | A | TASK STOCK   | yes
every_schedule_was_issued       | quarters   | A | TASK SECOND  | no
some_schedules_issued_some_even | quarters   | A | TASK SECOND  | yes
some_schedules_issued_some_even | quarters   | B | TASK SECOND  | no
year_is_over                    | lines      | A | TASK         | yes
year_is_over                    | quarters   | A | TASK         | no
some_target_has_a_day_of_its_own | dated     | A | TASK STOCK   | yes
some_target_has_a_day_of_its_own | dated     | A | SECOND STOCK | no
some_target_waits_for_the_years_end | quarters   | A | TASK STOCK   | yes
some_target_waits_for_the_years_end | quarters   | A | TASK SECOND  | no
some_target_waits_for_the_years_end | quarters   | C | STOCK        | no
schedules_differ                | quarters   | A | TASK SECOND  | yes
schedules_differ                | quarters   | B | TASK SECOND  | no
due_before_the_years_end        | day gone   | A | TASK SECOND  | yes
due_before_the_years_end        | day gone   | B | TASK SECOND  | no
due_before_the_years_end        | day gone   | C | TASK         | no
due_before_the_years_end        | day come   | C | SECOND       | yes
judged_by_figures_of_their_day  | day gone   | A | TASK         | yes
judged_by_figures_of_their_day  | day gone   | A | TASK SECOND  | no
judged_by_figures_of_their_day  | day gone   | C | TASK         | no
judged_by_figures_of_their_day  | day come   | A | TASK         | no
reached_by_its_day_is_not_known | day gone   | A | SECOND       | yes
reached_by_its_day_is_not_known | day gone   | A | TASK SECOND  | no
reached_by_its_day_is_not_known | day gone   | B | TASK         | no
rounding_leaves_these_lines_open | rounded   | A | TASK         | yes
rounding_leaves_these_lines_open | rounded   | B | TASK         | no
judged_targets_reached_at_years_end | day gone | B | SECOND     | yes
judged_targets_reached_at_years_end | day gone | B | TASK SECOND | no
judged_targets_meet_what_was_due | day gone  | B | TASK SECOND  | yes
judged_targets_meet_what_was_due | day gone  | B | SECOND       | no
some_target_misses_what_was_due | day gone   | A | TASK         | yes
some_target_not_reached_at_years_end | day gone | A | TASK      | no
some_meets_what_was_due         | day gone   | B | TASK         | yes
some_reached_at_years_end       | day gone   | B | TASK         | no
judged_targets_reached_at_years_end | lines  | A | TASK         | yes
judged_targets_reached_at_years_end | lines  | B | TASK         | no
judged_targets_reached_at_years_end | lines  | C | TASK         | no
judged_targets_reached_at_years_end | quarters | B | TASK       | no
some_target_not_reached_at_years_end | lines | B | TASK         | yes
some_target_not_reached_at_years_end | lines | A | TASK         | no
some_target_not_reached_at_years_end | quarters | A | TASK      | no
judged_targets_meet_what_was_due | quarters | B | TASK | yes
judged_targets_meet_what_was_due | quarters | A | TASK | no
judged_targets_meet_what_was_due | lines | A | TASK | no
some_target_misses_what_was_due | quarters | A | TASK STOCK | yes
some_target_misses_what_was_due | quarters | A | STOCK | no
some_target_misses_what_was_due | lines | B | TASK | no
some_target_is_zero             | nothing asked | A | TASK      | yes
some_target_is_zero             | nothing asked | B | TASK      | no
some_target_is_none_of_the_scheme_here | nothing asked | B | TASK | yes
some_target_is_none_of_the_scheme_here | nothing asked | A | TASK | no
some_target_is_none_of_the_scheme_here | nothing asked | C | TASK | no
every_target_is_a_proposal      | quarters   | B | TASK         | yes
every_target_is_a_proposal      | quarters   | B | TASK SECOND  | no
every_target_is_a_proposal      | quarters   | C | TASK         | no
some_but_not_every_target_is_a_proposal | quarters | B | TASK SECOND | yes
some_but_not_every_target_is_a_proposal | quarters | B | TASK | no
more_regions_than_a_chart_holds | crowd      | R1 |             | yes
more_regions_than_a_chart_holds | crowd      | P |              | no
more_regions_than_a_chart_holds | lines      | A |              | no
more_regions_than_a_chart_of_the_whole_holds | crowd | P |      | yes
more_regions_than_a_chart_of_the_whole_holds | crowd | R1 |     | no
more_regions_than_a_chart_of_the_whole_holds | lines | P |      | no
some_region_misses              | lines      | P | RATE         | yes
some_region_misses              | lines      | B | RATE         | no
some_region_misses              | quarters   | P | TASK         | yes
some_region_misses              | quarters   | P | STOCK        | no
some_region_misses              | no lines   | P | RATE         | no
judged_regions_meet             | scores     | P | TASK         | yes
judged_regions_meet             | lines      | P | RATE         | no
judged_regions_meet             | no lines   | P | RATE         | no
no_region_judged                | no lines   | P | RATE         | yes
no_region_judged                | lines      | P | RATE         | no
no_region_judged                | no lines   | A | RATE         | no
values_differ                   | lines      | P | RATE         | yes
values_differ                   | no lines   | P | RATE         | no
values_equal                    | crowd      | P | RATE         | yes
values_equal                    | no lines   | P | RATE         | no
values_equal                    | lines      | P | RATE         | no
one_region_has_a_value          | no lines   | P | RATE         | yes
one_region_has_a_value          | lines      | P | RATE         | no
judged_by_one_line              | lines      | P | RATE         | yes
judged_by_one_line              | own lines  | P | RATE         | no
judged_by_one_line              | no lines   | P | RATE         | no
judged_by_lines_of_their_own    | own lines  | P | RATE         | yes
judged_by_lines_of_their_own    | lines      | P | RATE         | no
not_judged_by_one_line          | own lines  | P | RATE         | yes
not_judged_by_one_line          | one own line | P | RATE       | yes
not_judged_by_one_line          | lines      | P | RATE         | no
not_judged_by_one_line          | whole apart | P | RATE        | no
not_judged_by_one_line          | lines      | P | RATE SECOND  | no
not_judged_by_one_line          | lines      | P |              | no
no_value_here                   | lines      | C | RATE         | yes
no_value_here                   | lines      | A | RATE         | no
no_value_here                   | lines      | P | RATE         | no
line_met_here                   | lines      | A | RATE         | yes
line_met_here                   | lines      | B | RATE         | no
line_met_here                   | no lines   | A | RATE         | no
line_missed_here                | lines      | B | RATE         | yes
line_missed_here                | lines      | P | RATE         | no
line_missed_here                | lines      | C | RATE         | no
value_above_the_whole           | beside     | A | RATE         | yes
value_above_the_whole           | beside     | C | RATE         | no
value_above_the_whole           | lines      | B | RATE         | no
value_below_the_whole           | beside     | B | RATE         | yes
value_below_the_whole           | beside     | A | RATE         | no
value_as_the_whole              | beside     | C | RATE         | yes
value_as_the_whole              | beside     | D | RATE         | yes
value_as_the_whole              | beside     | A | RATE         | no
value_alone                     | beside     | A | SHARE        | yes
value_alone                     | beside     | A | RATE         | no
value_alone                     | lines      | C | RATE         | no
totals_differ                   | scores     | P |              | yes
totals_differ                   | one scored | P |              | no
totals_equal                    | one scored | P |              | yes
totals_equal                    | scores     | P |              | no
no_total                        | no total   | P |              | yes
no_total                        | scores     | P |              | no
some_total                      | scores     | P |              | yes
some_total                      | no total   | P |              | no
weights_are_a_proposal          | scores     | P |              | yes
weights_are_a_proposal          | no total   | P |              | no
weights_are_a_proposal          | lines      | P |              | no
every_hard_limit_judged         | crowd      | P |              | yes
every_hard_limit_judged         | lines      | P |              | no
some_hard_limits_judged_some_not | lines     | P |              | yes
some_hard_limits_judged_some_not | crowd     | P |              | no
no_hard_limit_judged            | own lines  | P |              | yes
no_hard_limit_judged            | lines      | P |              | no
regional_targets_judged_at_years_end | lines | P | TASK         | yes
regional_targets_judged_at_years_end | lines | P | SECOND       | no
regional_targets_judged_at_years_end | quarters | P | TASK      | no
regional_targets_judged_within_the_year | quarters | P | TASK   | yes
regional_targets_judged_within_the_year | lines | P | TASK      | no
no_regional_target_judged       | lines      | P | SECOND       | yes
no_regional_target_judged       | lines      | P | TASK         | no
regional_targets_are_proposals  | many missed | P | TASK        | yes
regional_targets_are_proposals  | lines      | P | TASK         | no
some_regional_targets_are_proposals | lines  | P | TASK         | yes
some_regional_targets_are_proposals | lines  | P | TASK RATE    | no
some_regional_targets_are_proposals | lines  | P |              | no
some_regional_targets_are_proposals | many missed | P | TASK    | no
regional_targets_are_proposals  | lines      | P | TASK SECOND  | no
regional_targets_are_proposals  | lines      | P |              | no
every_region_delivered_every_table | quarters | P |             | yes
every_region_delivered_every_table | gaps     | P |             | no
every_region_delivered_every_table | quarters | A |             | no
some_region_lacks_a_table       | gaps       | P |              | yes
some_region_lacks_a_table       | gaps       | A |              | no
some_region_lacks_a_table       | quarters   | P |              | no
this_region_delivered_every_table | gaps     | B |              | yes
this_region_delivered_every_table | gaps     | A |              | no
every_region_delivered_every_table | one region | P |           | no
this_region_delivered_every_table | one region | P |            | yes
this_region_delivered_every_table | one region with a gap | P | | no
some_region_lacks_a_table       | one region with a gap | P |   | no
this_region_lacks_a_table       | one region with a gap | P |   | yes
several_regions_report          | gaps       | A |              | yes
several_regions_report          | one region | P |              | no
one_region_reports              | one region | A |              | yes
one_region_reports              | gaps       | P |              | no
every_region_delivered_every_table | collected | P |            | no
every_region_is_in_every_table  | collected  | P |              | yes
every_region_is_in_every_table  | quarters   | P |              | no
this_region_delivered_every_table | collected | A |             | yes
this_region_is_in_every_table   | collected  | A |              | no
this_region_is_in_every_table   | collected  | B |              | yes
this_region_is_in_every_table   | collected  | C |              | yes
this_region_lacks_a_table       | gaps       | A |              | yes
this_region_lacks_a_table       | gaps       | B |              | no
this_region_delivered_every_table | inside   | A |              | yes
this_region_delivered_every_table | parts    | A |              | no
part_of_this_region_lacks_rows  | parts      | A |              | yes
part_of_this_region_lacks_rows  | parts      | B |              | no
part_of_this_region_lacks_rows  | parts      | P |              | no
made_of_what_lies_inside        | inside     | A |              | yes
made_of_what_lies_inside        | inside     | B |              | no
some_needed_cell_holds_no_figure | no total  | A |              | yes
some_needed_cell_holds_no_figure | no total  | P |              | yes
some_needed_cell_holds_no_figure | gaps      | A |              | no
some_needed_cell_holds_no_figure | gaps      | P |              | no
no_finding                      | no total   | A |              | no
no_finding                      | lines      | A |              | yes
no_finding                      | money      | Z |              | no
no_open_clause                  | gaps       | A |              | yes
no_open_clause                  | lines      | A |              | no
opening_moves_and_closing_known | stocks     | A | RECIPIENTS   | yes
opening_moves_and_closing_known | stocks     | P | RECIPIENTS   | yes
opening_moves_and_closing_known | stocks     | C | RECIPIENTS   | no
some_left                       | stocks     | A | RECIPIENTS   | yes
some_left                       | stocks     | B | RECIPIENTS   | no
account_lacks_regions           | stocks     | P | RECIPIENTS   | yes
account_lacks_regions           | stocks     | A | RECIPIENTS   | no
matters_and_none_judged         | lines      | A |              | yes
matters_and_none_judged         | matters    | A |              | no
matters_and_none_judged         | no lines   | A |              | no
some_matter_is_this_regions     | matters    | A |              | yes
some_matter_is_this_regions     | lines      | A |              | no
one_assessor                    | matters    | B |              | yes
one_assessor                    | matters    | A |              | no
some_matter_falls_to_regions_alone | matters | P |              | yes
some_matter_falls_to_regions_alone | matters | A |              | no
some_matter_falls_to_regions_alone | one region | P |           | no
some_matter_falls_to_the_only_region_alone | one region | P |   | yes
some_matter_falls_to_the_only_region_alone | matters | P |      | no
some_matter_falls_to_the_whole_alone | whole matters | A |      | yes
some_matter_falls_to_the_whole_alone | matters | A |            | no
no_details                      | follow-up  | D | visit        | yes
no_details                      | follow-up  | A | visit        | no
visits_known                    | follow-up  | A |              | yes
visits_known                    | follow-up  | C |              | no
visits_known                    | follow-up  | B |              | no
records_known                   | follow-up  | A |              | yes
records_known                   | follow-up  | C |              | no
some_street_late                | follow-up  | A |              | yes
some_street_late                | follow-up  | B |              | no
some_street_late                | before follow-up | A |        | no
some_street_late_before_the_document | before follow-up | A |   | yes
some_street_late_before_the_document | before follow-up | B |   | no
some_street_late_before_the_document | follow-up  | A |         | no
visits_due_in_the_last_quarter  | follow-up  | A |              | yes
visits_due_in_the_last_quarter  | before follow-up | A |        | no
streets_visited_everyone        | follow-up  | B |              | yes
streets_visited_everyone        | follow-up  | A |              | no
streets_visited_everyone        | follow-up  | C |              | no
nobody_to_visit                 | follow-up  | C |              | yes
nobody_to_visit                 | follow-up  | B |              | no
details_differ                  | follow-up  | A | A street visit_done | yes
details_differ                  | follow-up  | A | A street visit_due | no
no_family_overdue               | follow-up  | B |              | yes
no_family_overdue               | follow-up  | A |              | no
no_family_overdue               | follow-up  | C |              | no
some_family_overdue             | follow-up  | A |              | yes
some_family_overdue             | follow-up  | C |              | no
overdue_families_not_reported   | follow-up  | C |              | yes
overdue_families_not_reported   | follow-up  | B |              | no
overdue_families_not_reported   | follow-up  | D |              | no
nobody_left_assistance          | follow-up  | C |              | yes
nobody_left_assistance          | follow-up  | A |              | no
nobody_left_assistance          | follow-up  | D |              | no
every_exit_proved               | follow-up  | A |              | yes
every_exit_proved               | follow-up  | C |              | no
some_exit_unproved              | follow-up  | B |              | yes
some_exit_unproved              | follow-up  | A |              | no
cohort_followed                 | follow-up  | A |              | yes
cohort_followed                 | follow-up  | B |              | no
eligible_and_served_known       | follow-up  | B |              | yes
eligible_and_served_known       | follow-up  | A |              | no
eligible_and_served_known       | follow-up  | C |              | no
neither_cohort_nor_served_known | follow-up  | C |              | yes
neither_cohort_nor_served_known | follow-up  | D |              | yes
neither_cohort_nor_served_known | follow-up  | A |              | no
last_quarter_meets_line         | follow-up  | A | VISITS       | yes
last_quarter_meets_line         | follow-up  | B | VISITS       | no
last_quarter_misses_line        | follow-up  | B | VISITS       | yes
last_quarter_misses_line        | follow-up  | D | VISITS       | no
last_quarter_without_line       | follow-up  | D | VISITS       | yes
last_quarter_without_line       | follow-up  | A | VISITS       | no
last_quarter_without_line       | before follow-up | A | VISITS | yes
last_quarter_misses_line        | before follow-up | A | VISITS | no
last_quarter_without_value      | follow-up  | C | VISITS       | yes
last_quarter_without_value      | follow-up  | A | VISITS       | no
no_figure_here                  | no lines   | B | TASK         | yes
no_figure_here                  | lines      | C | TASK         | yes
no_figure_here                  | lines      | C | RATE TASK    | no
no_figure_here                  | lines      | A | TASK         | no
quantity_known                  | lines      | A | TASK         | yes
quantity_known                  | no lines   | B | TASK         | no
quantity_below_precision        | precision  | A | RESERVE      | yes
quantity_below_precision        | precision  | B | RESERVE      | no
whole_of_quantity_lacks_regions | no lines   | P | TASK         | yes
whole_of_quantity_lacks_regions | quarters   | P | TASK         | no
whole_of_quantity_lacks_regions | no lines   | P | SECOND       | no
some_whole_lacks_regions        | no lines   | A | RATE TASK    | yes
some_whole_lacks_regions        | crowd      | R1 | RATE        | no
whole_lacks_regions             | no lines   | A | RATE         | yes
whole_lacks_regions             | crowd      | R1 | RATE        | no
value_only_when_the_year_is_over | within    | A | LEFT         | yes
value_only_when_the_year_is_over | within    | A | LEFT EXECUTION | no
value_only_when_the_year_is_over | money     | A | LEFT         | no
lines_bind_from_a_later_day     | dated      | A | RATE         | yes
lines_bind_from_a_later_day     | dated      | A | RATE TASK    | no
lines_bind_from_a_later_day     | lines      | A | RATE         | no
some_unit_has_not_delivered     | collected  | P |              | yes
some_unit_has_not_delivered     | collected  | C |              | yes
some_unit_has_not_delivered     | collected  | A |              | no
some_unit_has_not_delivered     | quarters   | P |              | no
some_unit_delivered_late        | collected  | P |              | yes
some_unit_delivered_late        | collected  | B |              | no
some_unit_delivered_in_part     | collected  | B |              | yes
some_unit_delivered_in_part     | collected  | A |              | no
some_unit_delivered_after_the_freeze | collected | A |           | yes
some_unit_delivered_after_the_freeze | collected | B |           | no
files_changed_since_the_freeze  | collected  | P |              | yes
files_changed_since_the_freeze  | quarters   | P |              | no
values_were_revised             | figures revised | A | LEFT         | yes
values_were_revised             | figures revised | A | LEFT EXECUTION | no
values_were_revised             | figures revised | B | LEFT         | no
lines_have_a_day_to_come        | dated      | A | TASK         | yes
lines_have_a_day_to_come        | dated      | A | SECOND       | no
schedules_have_nothing_due      | dated      | A | SECOND       | yes
schedules_have_nothing_due      | dated      | A | TASK         | no
some_target_stands_in_a_table   | in a column | A | TASK        | yes
some_target_stands_in_a_table   | in a column | A | SECOND      | no
lines_are_of_other_dates        | other dates | A | TASK RATE   | yes
lines_are_of_other_dates        | other dates | A | reemp_laidoff | no
lines_are_of_other_dates        | other dates | B | TASK        | no
some_schedule_is_of_other_dates | other dates | A | TASK        | yes
some_schedule_is_of_other_dates | other dates | B | TASK        | no
above_line_in_its_own_unit      | other dates | A | reemp_laidoff | yes
above_line_in_its_own_unit      | other dates | B | TASK        | no
below_line_in_its_own_unit      | other dates | A | reemp_laidoff | no
below_line_in_its_own_unit      | other dates | A | vacancy_ratio | yes
above_line_in_its_own_unit      | other dates | B | vacancy_ratio | yes
lines_are_of_the_whole_year     | dated      | A | STOCK        | yes
lines_are_of_the_whole_year     | dated      | A | STOCK TASK   | no
delivered_in_part               | own lines  | A | RATE         | yes
no_region_reports               | own lines  | A | RATE TASK    | no
delivered_for_longer_parts_alone | by the year | A | RATE       | yes
delivered_for_longer_parts_alone | by the year | A | TASK       | no
delivered_for_longer_parts_alone | own lines | A | RATE         | no
delivered_for_longer_parts_alone | year and quarter | A | PAID   | yes
delivered_for_longer_parts_alone | year and quarter | A | TASK   | no
delivered_in_part               | year and quarter | A | TASK   | yes
delivered_in_part               | year and quarter | A | PAID   | no
no_region_reports               | year and quarter | A | SECOND | yes
no_region_reports               | year and quarter | A | PAID TASK | no
no_figures_for_reading          | no lines   | A | RATE short   | yes
no_figures_for_reading          | no lines   | A | RATE long    | no
check_differs                   | checked    | A | A TASK       | yes
check_differs                   | checked    | B | B TASK       | no
no_quarter_delivered            | lines      | A |              | yes
no_quarter_delivered            | quarters   | A |              | no
this_region_has_a_total         | scores     | C |              | yes
this_region_has_a_total         | scores     | B |              | no
some_points_lost                | league     | B |              | yes
some_points_lost                | all data   | A |              | no
group_lost_points               | league     | B | social_benefit | yes
group_lost_points               | all data   | A | social_benefit | no
points_without_data_left_out    | scores     | A |              | yes
points_without_data_left_out    | all data   | A |              | no
points_without_data_count       | held back  | A |              | yes
points_without_data_count       | scores     | A |              | no
points_need_all_data            | all data   | A |              | yes
points_need_all_data            | scores     | A |              | no
every_gate_passed               | scores     | A |              | yes
every_gate_passed               | scores     | D |              | no
every_gate_passed               | all data   | A |              | no
some_gate_failed                | scores     | D |              | yes
some_gate_failed                | scores     | A |              | no
some_gate_unknown               | scores     | C |              | yes
some_gate_unknown               | scores     | A |              | no
grade_held_back                 | held back issued | C |        | yes
grade_held_back                 | held back  | C |              | no
grade_held_back_by_a_proposal   | held back  | C |              | yes
grade_held_back_by_a_proposal   | held back  | A |              | no
graded_as_the_points            | scores     | A |              | yes
graded_as_the_points            | scores     | D |              | no
graded_below_the_points         | scores     | D |              | yes
graded_below_the_points         | scores     | C |              | no
no_completion_for_the_flag      | flag alone | A |              | yes
no_completion_for_the_flag      | league     | A |              | no
flag_not_raised                 | league     | A |              | yes
flag_not_raised                 | league     | B |              | no
flag_raised                     | league     | D |              | yes
flag_raised                     | league     | A |              | no
scored_apart_from_this          | league     | P |              | yes
scored_apart_from_this          | league     | A |              | no
some_completion_below_the_flag  | league     | B |              | yes
some_completion_below_the_flag  | league     | A |              | no
some_completion_of_the_flag_unknown | league | C |              | yes
some_completion_of_the_flag_unknown | league | A |              | no
some_scored_indicator_lacks_strata | scores  | A |              | yes
some_scored_indicator_lacks_strata | mixed    | A |              | no
ranks_without_draws             | scores     | A |              | yes
ranks_without_draws             | league     | A |              | no
rank_drawn                      | league     | A |              | yes
rank_drawn                      | league     | P |              | no
rank_shared                     | league     | B |              | yes
rank_shared                     | league     | D |              | no
rank_not_shared                 | league     | D |              | yes
rank_not_shared                 | league     | B |              | no
rank_moves_in_the_draws         | league     | A |              | yes
rank_moves_in_the_draws         | league     | D |              | no
rank_stays_in_the_draws         | league     | D |              | yes
rank_stays_in_the_draws         | league     | A |              | no
regions_drawn                   | league     | P |              | yes
regions_drawn                   | league     | A |              | no
ranks_fall_into_groups          | league     | P |              | yes
ranks_fall_into_groups          | scores     | P |              | no
no_indicator_moves_this_rank    | league     | D |              | yes
no_indicator_moves_this_rank    | league     | A |              | no
no_indicator_moves_any_rank     | two ranks  | P |              | yes
no_indicator_moves_any_rank     | league     | P |              | no
something_moves_the_ranks       | league     | P |              | yes
something_moves_the_ranks       | two ranks  | P |              | no
two_things_move_the_ranks       | league     | P |              | yes
two_things_move_the_ranks       | two ranks  | P |              | no
nothing_moves_the_ranks         | two ranks  | P |              | yes
nothing_moves_the_ranks         | league     | P |              | no
no_region_adjusted              | mixed not  | A | TRAINED      | yes
no_region_adjusted              | mixed      | A | TRAINED      | no
one_region_adjusted             | mixed alone | P | TRAINED     | yes
one_region_adjusted             | mixed      | P | TRAINED      | no
region_not_adjusted             | mixed      | A | TRAINED E    | yes
region_not_adjusted             | mixed      | A | TRAINED A    | no
region_adjusted                 | mixed      | A | TRAINED      | yes
region_adjusted                 | mixed      | E | TRAINED      | no
rises_by_adjustment             | mixed      | B | TRAINED      | yes
rises_by_adjustment             | mixed      | A | TRAINED      | no
falls_by_adjustment             | mixed      | A | TRAINED      | yes
falls_by_adjustment             | mixed      | C | TRAINED      | no
changes_place_by_adjustment     | mixed      | A | TRAINED      | yes
changes_place_by_adjustment     | mixed      | C | TRAINED      | no
keeps_place_by_adjustment       | mixed      | C | TRAINED      | yes
keeps_place_by_adjustment       | mixed alone | A | TRAINED     | no
keeps_place_by_adjustment       | mixed      | A | TRAINED      | no
better_than_expected            | mixed      | A | TRAINED      | yes
better_than_expected            | mixed      | C | TRAINED      | no
worse_than_expected             | mixed      | C | TRAINED      | yes
worse_than_expected             | mixed      | A | TRAINED      | no
as_expected                     | mixed      | E | TRAINED      | yes
as_expected                     | mixed      | C | TRAINED      | no
nobody_else_with_its_strata     | mixed not  | A | TRAINED A    | yes
nobody_else_with_its_strata     | mixed      | A | TRAINED A    | no
some_region_changes_place       | mixed      | P | TRAINED      | yes
some_region_changes_place       | mixed alike | P | TRAINED     | no
some_region_changes_place       | mixed      | A | TRAINED      | no
no_region_changes_place         | mixed alike | P | TRAINED     | yes
no_region_changes_place         | mixed alone | P | TRAINED     | no
no_region_changes_place         | mixed      | P | TRAINED      | no
shares_without_strata           | mixed      | A | RATE         | yes
shares_without_strata           | mixed      | A | RATE TRAINED | no
fewer_units_than_a_regression_needs | mixed  | A |              | yes
fewer_units_than_a_regression_needs | crowd  | R1 |             | no
enough_units_for_a_regression   | crowd      | R1 |             | yes
enough_units_for_a_regression   | mixed      | A |              | no
fewer_regions_than_efficiency_needs | efficient few | P |       | yes
fewer_regions_than_efficiency_needs | efficient | P |           | no
no_region_with_inputs_and_outputs | efficient none | P |        | yes
no_region_with_inputs_and_outputs | efficient apart | P |       | no
one_figure_too_far_apart        | efficient apart | P |         | yes
one_figure_too_far_apart        | efficient  | P |              | no
bias_not_corrected              | efficient few | P |           | yes
bias_not_corrected              | efficient  | P |              | no
bias_corrected                  | efficient  | P |              | yes
bias_corrected                  | efficient few | P |           | no
region_lacks_a_side_of_efficiency | efficient | P | Z exp_training | yes
region_lacks_a_side_of_efficiency | efficient | P | R1 exp_training | no
trained_known                   | streams    | A | TASK         | yes
trained_known                   | streams    | D | TASK         | no
trained_unknown                 | streams    | D | TASK         | yes
trained_unknown                 | streams    | A | TASK         | no
stream_measured_by_its_target   | streams    | A | TASK         | yes
stream_measured_by_its_target   | streams    | C | TASK         | no
stream_measured_by_its_target   | streams of some | P | TASK    | no
stream_of_some_regions_below_its_target | streams of some | P | TASK | yes
stream_of_some_regions_below_its_target | streams | A | TASK    | no
some_stream_lacks_regions       | streams of some | P | TASK    | yes
some_stream_lacks_regions       | streams of some | A | TASK    | no
persons_still_missing           | streams of some | P | TASK    | no
stream_without_a_target         | streams    | C | TASK         | yes
stream_without_a_target         | streams    | A | TASK         | no
persons_still_missing           | streams    | B | TASK         | yes
persons_still_missing           | streams    | A | TASK         | no
persons_still_missing           | streams    | C | TASK         | no
retraining_rate_known           | streams    | A | TASK         | yes
retraining_rate_known           | streams    | E | TASK         | no
target_rate_known               | streams    | A | TASK         | yes
target_rate_known               | streams    | E | TASK         | no
stream_target_known             | streams    | D | TASK         | yes
stream_target_known             | streams    | C | TASK         | no
targets_are_one_share_of_the_base | streams  | A | TASK         | yes
targets_are_one_share_of_the_base | streams apart | A | TASK    | no
places_do_not_suffice           | streams    | B |              | yes
places_do_not_suffice           | streams    | A |              | no
pace_does_not_suffice           | streams    | A |              | yes
pace_does_not_suffice           | streams    | B |              | no
some_stream_can_be_completed    | streams    | E |              | yes
some_stream_can_be_completed    | streams    | A |              | no
stream_with_a_target_of_nought  | two streams | A | TASK        | yes
stream_with_a_target_of_nought  | two streams | B | TASK        | no
stream_without_a_target         | two streams | A | TASK        | no
some_stream_has_a_target_of_nought | two streams | A |          | yes
some_stream_has_a_target_of_nought | two streams | B |          | no
some_stream_has_no_target       | two streams | B |             | yes
some_stream_has_no_target       | streams    | A |              | no
several_streams_shown           | two streams | A |             | yes
several_streams_shown           | streams    | A |              | no
a_stream_is_asked_of_some_regions_only | two streams | P |      | yes
a_stream_is_asked_of_some_regions_only | two streams | B |      | no
some_lines_of_the_streams_in_no_table | streams | A | COMPLETED_LINE | yes
some_lines_of_the_streams_in_no_table | streams | A | BASE_LINE | no
some_lines_of_the_streams_in_no_table | streams | A | COMPLETED_LINE BASE_LINE | no
some_pace_unknown               | streams    | D |              | yes
some_pace_unknown               | streams    | A |              | no
some_standard_is_a_median       | streams    | A |              | yes
some_standard_is_a_median       | streams    | B |              | no
some_target_within_its_interval | projected  | R0 | TASK        | yes
some_target_within_its_interval | projected  | R1 | TASK        | no
some_interval_misses_its_target | projected  | R1 | TASK        | yes
some_interval_misses_its_target | projected  | R0 | TASK        | no
some_projection_lacks_the_figure | projected | R2 | TASK        | yes
some_projection_lacks_the_figure | projected | R0 | TASK        | no
some_projection_lacks_regions   | projected  | P | TASK         | yes
some_projection_lacks_regions   | projected  | R0 | TASK        | no
some_projection_lacks_past_years | quarters  | A | TASK         | yes
some_projection_lacks_past_years | projected | R0 | TASK        | no
some_projection_starts_from_nought | projected | R3 | TASK      | yes
some_projection_starts_from_nought | projected | R0 | TASK      | no
projected_for_the_whole         | projected  | P | TASK         | yes
projected_for_the_whole         | projected  | R0 | TASK        | no
some_projection_can_be_checked  | projected over | R0 | TASK    | yes
some_projection_can_be_checked  | projected over | R2 | TASK    | no
smaller_than_the_rule_asks      | watch      | E | E            | yes
smaller_than_the_rule_asks      | watch      | A | A            | no
no_core_in_warning              | watch      | B | B            | yes
no_core_in_warning              | watch      | A | A            | no
no_core_in_warning              | watch      | D | D            | no
too_few_cores_in_warning        | watch      | A | A            | yes
too_few_cores_in_warning        | watch      | C | C            | no
too_few_cores_in_warning        | watch      | B | B            | no
severity_unknown                | watch      | D | D            | yes
severity_unknown                | watch      | E | E            | no
warning_rules_are_a_proposal    | watch      | A |              | yes
warning_rules_are_a_proposal    | calm       | A |              | no
in_warning                      | watch      | C | C            | yes
in_warning                      | watch      | A | A            | no
line_reached                    | watch      | A | A rate       | yes
line_reached                    | watch      | B | B rate       | no
line_not_reached                | watch      | B | B rate       | yes
line_not_reached                | watch      | D | D rate       | no
no_value_or_no_line             | watch      | A | A other      | yes
no_value_or_no_line             | watch      | A | A rate       | no
no_line_and_no_rule             | calm       | A | A other      | yes
no_line_and_no_rule             | watch      | A | A other      | no
too_few_quarters_for_a_line     | watch      | A | A other      | yes
too_few_quarters_for_a_line     | watch      | A | A rate       | no
some_region_in_warning          | watch      | P |              | yes
some_region_in_warning          | calm       | P |              | no
judged_regions_without_warning  | calm       | P |              | yes
judged_regions_without_warning  | unknown    | P |              | no
no_region_of_the_warning_judged | unknown    | P |              | yes
no_region_of_the_warning_judged | watch      | P |              | no
some_region_of_the_warning_unknown | watch   | P |              | yes
some_region_of_the_warning_unknown | calm    | P |              | no
no_monitored_enterprise         | watch      | B |              | yes
no_monitored_enterprise         | watch      | A |              | no
no_reduction_of_staff           | watch      | B |              | yes
no_reduction_of_staff           | watch      | A |              | no
some_reduction_of_staff         | watch      | A |              | yes
some_reduction_of_staff         | watch      | B |              | no
award_grew                      | awards     | A | A            | yes
award_grew                      | awards     | A | B            | no
award_shrank                    | awards     | A | B            | yes
award_shrank                    | awards level | A | A          | no
award_stayed                    | awards level | A | A          | yes
award_stayed                    | awards     | A | A            | no
factors_overlap                 | awards     | P | part one     | yes
factors_overlap                 | awards     | P | two one      | no
factor_without_figure           | awards     | P | two C        | yes
factor_without_figure           | awards     | P | two A        | no
factor_without_anything         | awards     | P | nil          | yes
factor_without_anything         | awards     | P | one          | no
benefits_first_secured          | secured    | P |              | yes
benefits_first_secured          | can pay    | P |              | no
every_region_can_pay            | can pay    | P |              | yes
every_region_can_pay            | secured    | P |              | no
region_left_out_of_the_fund     | secured    | P | Z            | yes
region_left_out_of_the_fund     | secured    | P | A            | no
some_indicators_not_listed      | many       | A |              | yes
some_indicators_not_listed      | lines      | A |              | no
some_file_in_another_encoding   | gbk        | A |              | yes
some_file_in_another_encoding   | lines      | A |              | no
some_item_has_a_term            | terms      | A |              | yes
some_item_has_a_term            | lines      | A |              | no
spending_known                  | money      | A |              | yes
spending_known                  | money      | C |              | no
balance_known                   | money      | C |              | yes
balance_known                   | money      | Z |              | no
account_is_overdrawn            | overdrawn  | A |              | yes
account_is_overdrawn            | overdrawn  | B |              | no
neither_spending_nor_balance_known | money   | Z |              | yes
neither_spending_nor_balance_known | money   | C |              | no
some_item_is_negative           | money      | D |              | yes
some_item_is_negative           | money      | A |              | no
some_item_is_negative           | money      | C |              | no
some_share_has_other_readings   | lines      | A | RATE EXECUTION | yes
some_share_has_other_readings   | lines      | A | EXECUTION TASK | no
some_item_has_no_column         | few items  | A |              | yes
some_item_has_no_column         | money      | A |              | no
some_item_has_no_column         | lines      | A |              | no
line_is_met                     | lines      | A | RATE         | yes
line_is_met                     | lines      | C | RATE         | no
line_is_missed                  | lines      | B | RATE         | yes
whole_meets_what_a_region_misses | whole meets | P | RATE       | yes
whole_meets_what_a_region_misses | whole meets | B | RATE       | no
whole_meets_what_a_region_misses | lines     | P | RATE         | no
whole_meets_what_a_region_misses | another line | P | RATE      | no
whole_meets_a_line_and_a_region_misses_another | another line | P | RATE | yes
whole_meets_a_line_and_a_region_misses_another | whole meets | P | RATE | no
regions_miss_what_the_whole_meets | whole meets | P | | yes
regions_miss_what_the_whole_meets | another line | P | | yes
regions_miss_what_the_whole_meets | whole meets | B | | no
regions_miss_what_the_whole_meets | line of a region | P | | no
regions_miss_what_the_whole_is_not_judged_by | line of a region | P | | yes
regions_miss_what_the_whole_is_not_judged_by | line of a region | B | | no
regions_miss_what_the_whole_is_not_judged_by | whole meets | P | | no
line_is_missed                  | lines      | C | RATE         | no
some_line_drawn                 | lines      | C | RATE         | yes
some_line_drawn                 | no lines   | A | RATE         | no
tables_missing_of_this_region   | money      | Z |              | yes
tables_missing_of_this_region   | money      | A |              | no
tables_missing_of_this_region   | money      | P |              | no
tables_missing_of_some_region   | money      | P |              | yes
some_sum_of_this_region_is_broken | money    | B |              | yes
some_sum_of_this_region_is_broken | money    | A |              | no
some_sum_of_this_region_is_broken | money    | P |              | yes
tables_missing_of_some_region   | lines      | P |              | no
sums_lack_what_was_not_delivered | money     | P |              | yes
sums_lack_what_was_not_delivered | lines     | P |              | no
sums_lack_what_was_not_delivered | money     | Z |              | no
some_main_result_is_contradicted | above its whole | A |              | yes
some_main_result_is_contradicted | above its whole | B |              | no
needs_what_the_scheme_lacks     | without    | A | matched      | yes
needs_what_the_scheme_lacks     | without    | A | trained      | no
some_suppressed_figure_follows  | given away | A |              | yes
some_suppressed_figure_follows  | given away | P |              | yes
some_suppressed_figure_follows  | given away | B |              | no
tables_missing_of_some_region   | money      | Z |              | no
account_of_some_regions         | money of some | P |           | yes
account_of_some_regions         | money of some | A |           | no
account_of_some_regions         | money      | P |              | no
account_of_different_regions    | money      | P |              | yes
account_of_different_regions    | money      | A |              | no
account_of_different_regions    | money of some | P |           | no
account_adds_up                 | money      | A |              | yes
account_adds_up                 | money      | B |              | no
account_adds_up                 | money      | C |              | no
account_adds_up_but_not_as_printed | money   | E |              | yes
account_adds_up_but_not_as_printed | money   | A |              | no
account_adds_up_but_not_as_printed | money   | B |              | no
account_does_not_add_up         | money      | B |              | yes
account_does_not_add_up         | money      | A |              | no
account_does_not_add_up         | money      | C |              | no
account_known_in_part           | money      | C |              | yes
amounts_run_from_the_years_start | quarters  | A |              | yes
amounts_run_from_the_years_start | money     | A |              | no
account_known_in_part           | money      | B |              | no
account_known_in_part           | money      | Z |              | no
cases_in_breach_of_its_duty_counted | duties | A | CARDS        | yes
cases_in_breach_of_its_duty_counted | duties | B | CARDS        | no
cases_in_breach_of_its_duty_counted | lines  | B | RATE         | no
money_in_breach_of_its_duty_counted | duties | A | CARDS        | yes
money_in_breach_of_its_duty_counted | duties | B | CARDS        | no
money_in_breach_of_its_duty_counted | own duties | A | CARDS    | no
some_duty_is_lifted             | duties     | A |              | yes
some_duty_is_lifted             | lines      | A |              | no
some_line_is_laxer_than_its_duty | duties    | A |              | yes
some_line_is_laxer_than_its_duty | duties    | B |              | no
some_proposal_asks_for_more_than_its_duty | proposed | A |       | yes
some_proposal_asks_for_more_than_its_duty | duties | A |         | no
some_proposal_asks_for_more_than_its_duty | proposed | P |       | no
some_duty_replaces_a_packs      | own duties | A |              | yes
some_duty_replaces_a_packs      | duties     | A |              | no
shown_all_met                   | lines      | A | RATE TASK    | yes
shown_all_met                   | lines      | B | RATE TASK    | no
shown_all_met                   | lines      | C | RATE         | no
something_else_is_missed        | lines      | B |              | yes
something_else_is_missed        | lines      | A | RATE TASK    | no
shown_some_missed               | lines      | B | RATE TASK    | yes
shown_some_missed               | lines      | A | RATE TASK    | no
shown_none_judged               | lines      | C | RATE TASK    | yes
shown_none_judged               | lines      | A | RATE TASK    | no
regions_are_scored              | scores     | P |              | yes
regions_are_scored              | scores     | A |              | no
regions_are_scored              | lines      | P |              | no
graded_on_all_points            | scores     | A |              | yes
graded_on_all_points            | one scored | A |              | no
graded_on_part_of_the_points    | one scored | A |              | yes
graded_on_part_of_the_points    | scores     | A |              | no
total_without_grade             | scores     | C |              | yes
total_without_grade             | scores     | A |              | no
too_little_data_for_a_total     | scores     | B |              | yes
too_little_data_for_a_total     | scores     | C |              | no
ranked_among_others             | scores     | C |              | yes
ranked_among_others             | scores     | B |              | no
ranked_among_others             | one scored | A |              | no
grade_lowered_by_a_gate         | scores     | D |              | yes
grade_lowered_by_a_gate         | scores     | A |              | no
some_region_without_grade       | scores     | P |              | yes
some_region_without_grade       | one scored | P |              | no
some_value_known                | lines      | C | RATE TASK    | no
some_value_known                | lines      | D | RATE TASK    | yes
no_headline_value_known         | lines      | C |              | yes
no_headline_value_known         | lines      | A |              | no
no_headline_value_known         | no lines   | B |              | no
no_value_known                  | no lines   | B |              | yes
no_value_known                  | no lines   | A |              | no
no_value_known                  | lines      | C |              | no
value_known                     | lines      | A | RATE         | yes
value_known                     | lines      | C | RATE         | no
value_known                     | lines      | A | EXECUTION    | no
ranked_on                       | lines      | A | RATE         | yes
ranked_on                       | lines      | P | RATE         | no
ranked_on                       | no lines   | A | RATE         | no
ranked_on                       | lines      | A | TASK         | no
place_is_shared                 | many missed | B | RATE        | yes
place_is_shared                 | many missed | A | RATE        | no
place_is_shared                 | lines      | P | RATE         | no
"""
CODES = {name: value for name, value in globals().items() if isinstance(value, str)}
ROWS = [[cell.strip() for cell in line.split("|")] for line in CASES.strip().splitlines()]


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    class Opened(dict):
        def __missing__(self, name):
            self[name] = drawn_study.opened(WORLDS[name], tmp_path_factory.mktemp("world"))
            return self[name]

    return Opened()


@pytest.mark.parametrize(("name", "world", "region", "codes", "said"), ROWS, ids=[" ".join(r[:4]) for r in ROWS])
def test_a_condition_holds_when_its_fact_does(worlds, name, world, region, codes, said):
    view = drawn_study.view(worlds[world], region)
    assert CONDITIONS[name](view, *" ".join(CODES.get(c, c) for c in codes.split()).split()) is (said == "yes")


def test_every_condition_is_drawn_true_and_false_and_says_what_must_hold():
    drawn = {name: {row[4] for row in ROWS if row[0] == name} for name in CONDITIONS}
    assert {name: sides for name, sides in drawn.items() if sides != {"yes", "no"}} == {}
    assert [name for name, condition in CONDITIONS.items() if not inspect.getdoc(condition)] == []


def test_every_condition_carries_a_sentence_and_every_sentence_is_a_phrase():
    asked = {call.partition("(")[0] for kind in letters.KINDS for call in letters.asked(kind, "zh")}
    assert set(RESTS_ON.values()) | asked == set(CONDITIONS)
    assert (set(RESTS_ON) | ALWAYS) - set(EN) == set()
    assert set(RESTS_ON) & ALWAYS == set()


def test_problems_and_results_begin_with_lines_that_were_issued(worlds):
    bad, good = (drawn_study.view(worlds["many missed"], region) for region in "AC")
    assert [s.indicator.code for s in missed_standings(bad)] == [SECOND, STOCK, RATE, TASK]
    assert [s.indicator.code for s in strongest(good)] == [SECOND, STOCK, RATE, TASK]


def test_regions_are_named_whose_target_nobody_issued_where_others_were(worlds):
    some = str([c.data for c in heats.completions(drawn_study.view(worlds["lines"], "P"))])
    title = CATALOGUE[TASK].title["en"]
    assert f"issued by nobody in some regions: {title} in Region A, Region B." in some and "of these items" not in some
    every = str([c.data for c in heats.completions(drawn_study.view(worlds["many missed"], "P"))])
    assert f"of these items are proposed and issued by nobody: {title}." in every
    assert "in some regions" not in every


@pytest.mark.parametrize(
    ("world", "headed"), [("lines", True), ("own lines", False), ("one own line", False), ("whole apart", True)]
)
def test_a_column_is_headed_by_a_line_that_holds_everywhere(worlds, world, headed):
    (made,) = heats.lines(drawn_study.view(worlds[world], "P"))
    assert (
        any("4.5%" in text for text in re.findall(r">([^<>]+)</text>", made.data["svg"])),
        "each region is judged by its own" in str(made.data["notes"]),
    ) == (headed, not headed)


def test_a_schedule_issued_as_nothing_is_not_called_an_even_split(worlds):
    pages = [str(targets.build(drawn_study.view(worlds["nothing due"], region)).data) for region in "AB"]
    nothing, even = "Nothing is due by the period's end under the schedule", "splits the year's target evenly"
    assert [(nothing in page, even in page, "Schedule 50%" in page) for page in pages] == [
        (True, False, False),
        (False, True, True),
    ]


@pytest.mark.parametrize(
    ("world", "region", "count"),
    [("limit without line", "B", 1), ("limit without line", "A", 0), ("lines", "C", 1), ("lines", "D", 0)],
)
def test_text_boxes_and_index_count_the_same_hard_limits_without_a_figure(worlds, world, region, count):
    view = drawn_study.view(worlds[world], region)
    boxes = [conclusion.limit(view, c)["state"] for c in view.study.file.hard_limits]
    index = [check["state"] for check in worlds[world].summary(region, "en")["headline"]]
    said = f"{count} hard limit cannot be judged for lack of a figure" in verdict.text(view)
    assert (boxes.count("missing"), index.count("missing"), said) == (count, count, count > 0)


def test_the_first_page_says_of_how_many_its_problems_are(worlds):
    def said(region: str) -> str:
        return str(conclusion.build(drawn_study.view(worlds["many missed"], region)).data)

    assert "4 requirements are missed; the others: " in said("A")
    assert "are missed; the others" not in said("B")


def test_the_page_of_the_whole_names_regions_that_miss_a_line_it_has_not(worlds):
    said = verdict.text(drawn_study.view(worlds["line of a region"], "P"))
    title = CATALOGUE[RATE].title["en"]
    assert f"1 requirement that Whole is not judged by is missed inside it: {title} (Region B)." in str(said)


def test_a_sentence_without_a_condition_cannot_be_said(worlds):
    with pytest.raises(KeyError):
        holds(drawn_study.view(worlds["lines"], "A"), "column.value")


def said_otherwise(tree: ast.AST) -> list[str]:
    """Sentences named anywhere but in a call of ``sentence``, in full or through an f-string."""
    told = {
        id(inner)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "sentence"
        for argument in call.args
        for inner in ast.walk(argument)
    }
    rest = [node for node in ast.walk(tree) if id(node) not in told]
    named = [n.value for n in rest if isinstance(n, ast.Constant) and n.value in RESTS_ON]
    made = [re.compile(p) for n in rest if isinstance(n, ast.JoinedStr) for p in patterns_of(n) if re.match(r"[a-z_]+\\\.", p)]
    return named + [key for key in RESTS_ON for p in made if p.fullmatch(key)]


def test_a_sentence_is_said_by_its_condition_alone():
    found = {path.name: keys for path, tree in trees(*PAGES) if (keys := said_otherwise(tree))}
    assert found == {}


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("view.sentence('tally.missed', region=a)", 0),
        ("view.sentence('tally.missed', 'tally.all_met', of=code)", 0),
        ("say('tally.missed')", 1),
        ("key = 'tally.missed' if bad else 'tally.all_met'\nview.sentence(key)", 2),
        ("say(f'tally.{x}')", 11),
    ],
)
def test_a_sentence_said_otherwise_is_seen(code, count):
    assert len(said_otherwise(ast.parse(code))) == count
