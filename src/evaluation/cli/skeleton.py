"""The files a new study starts from: small, commented, and complete enough that ``evaluation check`` guides on."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

from evaluation.errors import Refused, fit_for_message, near
from evaluation.study.base import fit_for_a_folder
from evaluation.study.currency import CURRENCIES
from evaluation.study.names import names

STUDY = """\
# What this study asks. Every key is checked; a misspelt one is refused with the nearest name.
# All values are words: 0110 stays a code, NO stays a word. Nothing is guessed.
format: 2
title: {zh: 新研究, en: New study}
report_title: TITLE
language: zh                 # language of the reports: zh or en; words in that one are enough
region_system: free          # gb2260: Chinese division codes, checked for region_vintage; free: codes of your own
region_vintage: 2024
period: "2024"               # a year (2024), a half (2024H2), a quarter (2024Q3) or a month (2024M03)
# years: {starts: 7, label: both}   # fiscal years from July, spelled 2023-24; without it years begin in January
money: {currency: CURRENCY}
cut_off: 2024-12-31          # the last day whose facts these files hold; reports print it, never today's date
# delivered: 2025-01-20      # the day the last table came: the date that PDFs bear (without one they are no PDF/A)
# issued: 2025-02-10         # the day the reports were issued
status: draft                # draft or final
author: {zh: 填写单位, en: Fill in the office}
source_note: {zh: 填写数据来源, en: Fill in the source of the data}
# synthetic: {zh: 虚构数据, en: Invented data}    # printed on every page; leave out for real data

"""
INSURANCE = """\
packs: [hubei-2007]          # where quantities and indicators come from: evaluation indicators WORD searches them

# One entry for each delivered table: where it is, and which column holds which quantity in which unit.
tables:
  insurance:
    title: {zh: 失业保险收支表, en: Unemployment insurance accounts}
    file: insurance.csv      # in data/<this study>/
    region: region           # the column with the region code
    fixed_period: "2024"     # or  period: <column>  when the table has several periods
    kind: current            # columns hold the figures of the period; cumulative: of the year so far; stock: at its end
    columns:
      income: {quantity: ui_income, unit: 万元}                   # a flow of the period
      outlay: {quantity: ui_outlay, unit: 万元}
      balance: {quantity: ui_balance, unit: 万元, kind: stock}    # a state at the end of the period

# What is computed from them.
indicators: [ui_reserve_months, ui_spending_ratio]
"""
TRAINING = """\
packs: [training]            # where quantities and indicators come from: evaluation indicators WORD searches them

# One entry for each delivered table: where it is, and which column holds which quantity in which unit.
tables:
  training:
    title: {zh: 培训情况表, en: Training by region}
    file: training.csv       # in data/<this study>/
    region: region           # the column with the region code
    fixed_period: "2024"     # or  period: <column>  when the table has several periods
    kind: current            # columns hold the figures of the period; cumulative: of the year so far; stock: at its end
    columns:
      enrolled: {quantity: enrolled, unit: persons}               # a flow of the period
      completed: {quantity: completed, unit: persons}
      cost: {quantity: training_cost, unit: UNIT}

# What is computed from them.
indicators: [completion_rate, cost_per_completer]
"""
REGIONS = """\
code,name_zh,name_en,short_zh,level,parent,reports
TOP,全区,Whole area,全区,province,,false
R1,甲市,First city,甲市,prefecture,TOP,true
R2,乙市,Second city,乙市,prefecture,TOP,true
"""
TARGETS = "item,region,period,demand,value,unit,status,source\n"
CHOICES = """\
# Clauses that leave their formula open: which reading is used, and why. The report prints the choice.
# benefit_paid_rate:
#   reading: amount
#   why: {zh: 按金额考核, en: judged by amount}
{}
"""
SOURCE = """\
# Where the data of this study come from

For each file: who delivered it, when, from which system or publication (page, table), and what was changed since.

| file | source | received | sha256 |
|---|---|---|---|
| {file} | | | |

The example in `params/{name}/study.yml` expects `{file}` with this header, one line a region:

    {header}
"""


class Example(NamedTuple):
    """What a new study asks until it asks its own: title of the report, packs and tables, the file and its header."""

    report_title: str
    asks: str
    file: str
    header: str


_FUND = Example(
    "{zh: 失业保险基金评价报告, en: Unemployment insurance report}", INSURANCE, "insurance.csv", "region,income,outlay,balance"
)
_COURSES = Example("{zh: 培训项目评价报告, en: Report on training}", TRAINING, "training.csv", "region,enrolled,completed,cost")
_WORDS = re.compile(r"\{zh: (?P<zh>[^{},]+), en: (?P<en>[^{},]+)\}")
_OTHER = {"zh": "_en", "en": "_zh"}


def create(
    root: Path, name: str, source: str | None = None, language: str | None = None, currency: str | None = None
) -> list[Path]:
    """Write the skeleton of study ``name`` (a copy of ``source``'s questions, when given) and return its files; words of the
    example in ``language`` alone, or in both. In English, or with another ``currency`` than CNY, it is of training; its money
    is left open as ``'?'`` where nobody said which.

    :class:`Refused` for a name that is none, or when anything is there already: nothing is overwritten; and for no currency.
    """
    fit_for_a_folder(name, names(root))
    params, data = root / "params" / name, root / "data" / name
    for folder in (params, data):
        if folder.exists() or folder.is_symlink():
            raise Refused(f"{folder.relative_to(root)} is there already; choose another name or remove it")
    if currency and currency not in CURRENCIES:
        raise Refused(f"--currency {fit_for_message(currency)!r} is no code of ISO 4217; {near(currency, CURRENCIES)}")
    if currency and source:
        raise Refused("--from copies the money of that study too; leave out --currency and change the copy")
    example = _COURSES if language == "en" or currency not in (None, "CNY") else _FUND
    texts = _copies(root, source) if source else _files(example, language, currency)
    texts[data / "SOURCE.md"] = SOURCE.format(name=name, file=example.file, header=example.header)
    written = []
    try:
        for path, text in texts.items():
            target = path if path.is_absolute() else params / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
            written.append(target)
    except OSError as error:
        for folder in (params, data):
            shutil.rmtree(folder, ignore_errors=True)
        raise Refused(f"{root} cannot be written: {error.strerror}; nothing was kept") from None
    return written


def _files(example: Example, language: str | None, currency: str | None) -> dict[Path, str]:
    money = currency or ("CNY" if example is _FUND else "'?'")
    open_ = "" if money != "'?'" else "    # its code, as USD; it is the unit of the cost below, too"
    study = STUDY.replace("TITLE", example.report_title).replace("{currency: CURRENCY}", f"{{currency: {money}}}{open_}")
    study, choices, regions = study + example.asks.replace("UNIT", money), CHOICES, REGIONS
    if language:
        study, choices = (_WORDS.sub(lambda words: f"{{{language}: {words[language]}}}", text) for text in (study, choices))
        study = study.replace("language: zh ", f"language: {language} ")
        kept = [at for at, name in enumerate(REGIONS.split("\n")[0].split(",")) if not name.endswith(_OTHER[language])]
        regions = "\n".join(",".join(row.split(",")[at] for at in kept) if row else "" for row in REGIONS.split("\n"))
    return {Path("study.yml"): study, Path("regions.csv"): regions, Path("targets.csv"): TARGETS, Path("choices.yml"): choices}


def _copies(root: Path, source: str) -> dict[Path, str]:
    from evaluation.study.folder import Folder
    from evaluation.study.load import FILES

    known = names(root)
    if source not in known:
        raise Refused(f"there is no study {source!r} to start from; {near(source, known)}")
    return {Path(name): content.decode() for name, content in Folder(source, root, FILES).contents.items()}
