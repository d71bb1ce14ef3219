"""SOURCE.md of the invented deliveries."""

from __future__ import annotations

from datetime import date

from evaluation_demo.draws import SEED

_TEXT = """# {title} (synthetic)

**None of these figures is real.** They were invented by the generator of this project (`src/evaluation_demo/`, seed
`{seed}`) on real division names. {real}

The tables count as delivered on {delivered}, which is invented too: files made from them bear that date until a report
is issued.

Made by `evaluation demo`; do not edit. A test regenerates every file and compares it byte by byte.

{files}

**Consistency.** {consistency}

**Regions in trouble, on purpose.**

{trouble}
"""


def text(title: str, real: str, delivered: date, files: dict[str, str], consistency: str, trouble: dict[str, str]) -> bytes:
    listed = "\n".join(f"- `{name}`: {words}" for name, words in files.items())
    told = "\n".join(f"- {region}: {words}" for region, words in sorted(trouble.items()))
    filled = _TEXT.format(
        title=title, seed=SEED, real=real, delivered=delivered, files=listed, consistency=consistency, trouble=told
    )
    return filled.encode()


def hubei(delivered: date) -> bytes:
    return text(
        "Employment and unemployment insurance, Hubei, 2006Q1 to 2007Q4",
        "The provincial targets in `params/hubei-2007/targets.csv` are those of the policy document; their\n"
        "split to the 17 units and the subsidy standards are invented too.",
        delivered,
        {
            "employment.csv": "flows cumulative since 1 January (累计), stocks, a stated unemployment rate; GB18030",
            "training_base.csv": "eligible unemployed and rural labour waiting to transfer; UTF-8",
            "services.csv": "job matching, zero-employment families, assistance; region names, 合计 rows; UTF-8 with mark",
            "training.csv": "three training streams, cohorts, assessment, places; UTF-8",
            "skills.csv": "training of rural labour under the skills plan, subsidies due and received; UTF-8",
            "training_ages.csv": "completers six months past by age, and those employed; UTF-8",
            "fund.csv": "money planned and paid in, budget, balance, take-up, rectification; 万元; UTF-8",
            "spending.csv": "expenditure by item and persons served; 元; UTF-8",
            "insurance.csv": "unemployment insurance and urban minimum income; 万人, 万元 and 元; UTF-8",
            "groups.csv": "persons moved over, graduates, closing enterprises, monitored enterprises, lay-offs; UTF-8",
            "works.csv": "posts, entities, bases, pilots, vacancies and hires; UTF-8",
            "training_quality.csv": "yearly: certificates, order and joint training, start-ups, poor households; UTF-8",
            "network.csv": "yearly: agencies, offices linked, community staff, the market and agencies abroad; UTF-8",
            "budgets.csv": "yearly: population, local budgets, project codes, plans of use; 万元; UTF-8",
            "insurance_work.csv": "yearly: arrears, inspections, self-checks, promotion of employment; 万元 and 元; UTF-8",
        },
        "Every closing stock follows from its opening and flows, parts never exceed wholes, quarters add up\nto years, "
        "and the three training targets of a unit are the same share of its base.",
        {
            "420300 十堰市": "states an unemployment rate for 2007Q3 that does not follow from its figures",
            "420500 宜昌市": "paid 99.6 % of benefit due",
            "420600 襄樊市, 421000 荆州市": "zero-employment families not helped within three months",
            "421200 咸宁市, 422800 恩施州": "just below the 20 % share of training, assessment and matching",
            "429005 潜江市": "three quarters of the planned money arrived",
            "429006 天门市": "no zero-employment family due in 2007, no start-up cohort that could have matured",
            "420200 黄石市": "misses the 40 % line of re-employment while on benefit; one agency abroad without its deposit",
            "420900 孝感市": "far behind its retraining target; graduates served late; monitored enterprises lose jobs",
            "421000 荆州市": "misses the 30 % share of social-insurance subsidies; a fund office that did not check itself",
            "421100 黄冈市": "a special-policy payment came back in 2007Q3 (negative amount); one re-employment centre still open",
            "429021 神农架林区": "no rows in the training and insurance tables",
        },
    )


def guizhou(delivered: date) -> bytes:
    return text(
        "Employment assistance, Guizhou, 2009Q4 to 2010Q4",
        "The statutory form of 2010 was not found; the layout of\nthese tables is our own.",
        delivered,
        {
            "assistance.xlsx": "sheets 援助对象 and 援助服务, with two merged title rows and 合计 rows; a hidden sheet of notes",
            "certification.csv": "registering, certifying, ledger, and one cohort from found to stable; UTF-8",
            "care.csv": "agreements, visits of three kinds, renewed assistance, public posts, cases; since August 2010; UTF-8",
            "support.csv": "entitled to and in receipt of each of twelve supports; UTF-8",
            "capacity.csv": "staff, systems, returns, survey and awards; since August 2010; UTF-8",
            "zero_employment_families.csv": "families whose three months ended, and those helped in time; UTF-8",
        },
        "Unemployed targets roll forward from quarter to quarter; targets in work and out of work add up to\nthe certified; "
        "the five ones are marked not applicable before the document of August 2010.",
        {
            "522400 毕节地区": "visited 71.3 % of the employed targets in 2010Q4; ledger late",
            "522600 黔东南州": "no register for 2010Q3, so that the opening stock of 2010Q4 is unknown; three of four systems",
            "520400 安顺市": "no zero-employment family due in 2010Q4",
            "520200 六盘水市, 522200 铜仁地区, 522400 毕节地区": "eligible persons not yet certified",
        },
    )


def subsidy(delivered: date) -> bytes:
    return text(
        "Employment subsidy funds, Hubei, 2023Q1 to 2024Q4",
        "Items of spending and sources of money are those of 财社〔2017〕164号 and 财社〔2023〕181号.",
        delivered,
        {
            "spending.csv": "spending by item, of the quarter",
            "money.csv": "budget and money paid in by source, carry-over, interest, money handed back, balance",
            "results.csv": "persons reached (on continuing subsidies as distinct persons since the year's start)",
        },
        "Carried over + paid in + interest - spent - handed back is the balance of every unit and quarter.",
        {"420600": "its execution of 2024 falls short of the line"},
    )
