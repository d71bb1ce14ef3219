"""The invented figures of the study hubei-2007 and what follows from them for its params: splits and standards."""

from __future__ import annotations

from evaluation.study.periods import parse
from evaluation_demo import hubei_fund, hubei_groups, hubei_insurance, hubei_services, hubei_training, hubei_work, hubei_yearbook
from evaluation_demo.book import Book, quarter
from evaluation_demo.hubei_units import FIRST, LAST, NO_TRAINING_OR_INSURANCE
from evaluation_demo.hubei_work import Demands

NAME = "hubei-2007"
PERIODS = (*(quarter(year, n) for year in (2006, 2007) for n in (1, 2, 3, 4)), "2006", "2007")
ENCODINGS = {"employment.csv": "gb18030", "services.csv": "utf-8-sig"}
_OF_TRAINING_OR_INSURANCE = ("training", "training_ages", "training_quality", "skills", "insurance", "insurance_work")


def figures() -> tuple[Book, Demands]:
    """All figures, and what the last year demands of each unit."""
    book, demands = Book(), {}
    for part in (hubei_work, hubei_services, hubei_fund, hubei_insurance):
        part.open_stocks(book)
    for year in range(FIRST, LAST + 1):
        demands = hubei_work.year(book, year)
        hubei_training.year(book, year, demands)
        hubei_training.skills(book, year)
        if year in hubei_training.COHORT_YEARS:
            hubei_training.cohorts(book, year)
        hubei_services.year(book, year)
        hubei_fund.year(book, year)
        hubei_insurance.year(book, year, demands)
        if year in hubei_groups.YEARS:
            hubei_groups.year(book, year)
            hubei_yearbook.year(book, year)
    return book, demands


def delivers(table: str, region: str, period: str) -> bool:
    """False for the tables that one unit does not hand in, and for quarters of yearly tables."""
    if (table in hubei_yearbook.TABLES) != parse(period).is_year:
        return False
    return not (region == NO_TRAINING_OR_INSURANCE and table in _OF_TRAINING_OR_INSURANCE)
