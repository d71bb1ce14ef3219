"""What Hubei reports once a year: quality of training, service network and market, local budgets, insurance work."""

from __future__ import annotations

from evaluation.catalogue.catalogue import catalogue
from evaluation_demo.book import Book
from evaluation_demo.draws import draw, leaning, permille
from evaluation_demo.hubei_allocation import fiscal_effort
from evaluation_demo.hubei_units import LAST, NOT_CHECKED, UNITS, InventedUnit, licensed_agencies

TABLES = ("training_quality", "network", "budgets", "insurance_work")
YEARS = (LAST - 1, LAST)
NO_SELF_CHECK = "421000"
UNDEPOSITED = "420200"
_WAN_YUAN = 1_000_000  # fen
_TIERS = (("city", 1_000_000, 985), ("county", 160_000, 972), ("street", 11_000, 905), ("community", 2_600, 742))


def year(book: Book, year: int) -> None:
    for unit in UNITS:
        for part in (_training, _starters, _households, _network, _market, _abroad, _budgets, _collection, _promotion):
            part(book, unit, year)


def _share(name: str, unit: InventedUnit, year: int, low: int, high: int) -> int:
    drawn = draw(name, unit.code, year, low=low, high=high) + unit.form + leaning(name, unit.code, 16)
    return max(0, min(1000, drawn + 8 * (year - LAST)))


def _add(book: Book, quantity: str, unit: InventedUnit, year: int, amount: int) -> int:
    return book.add(quantity, unit.code, str(year), amount)


def _part(book: Book, quantity: str, unit: InventedUnit, year: int, whole: int, low: int, high: int) -> int:
    return _add(book, quantity, unit, year, permille(whole, _share(quantity, unit, year, low, high)))


def _training(book: Book, unit: InventedUnit, year: int) -> None:
    persons = sum(book.sum(f"trained_{s}", unit.code, year) for s in ("reemp", "rural"))
    mature = [book.sum(f"mature_{q}", unit.code, year) for q in ("participants_employed", "participants")]
    _add(book, "participants", unit, year, persons)
    rate = mature[0] * 1000 // mature[1] - draw("to-date", unit.code, year, low=90, high=130)
    _add(book, "participants_employed", unit, year, permille(persons, rate))


def _starters(book: Book, unit: InventedUnit, year: int) -> None:
    started = book.sum("mature_started_startup", unit.code, year)
    alive = _part(book, "mature_alive_startup", unit, year, started, 805, 865)
    jobs = draw("startup-jobs", unit.code, year, low=340, high=420) + unit.form
    _add(book, "startup_jobs", unit, year, alive * jobs // 100)
    passed = book.sum("passed_startup", unit.code, year)
    to_date = _part(book, "started_startup", unit, year, passed, 395, 450)
    starters = _add(book, "starters", unit, year, to_date + permille(passed, 310))
    _part(book, "starters_four", unit, year, starters, 610, 690)


def _households(book: Book, unit: InventedUnit, year: int) -> None:
    """Both conditions of HB-3 in one household are those counted as helped."""
    helped = book.sum("rural_poor_households_helped", unit.code, year)
    for quantity, more in (("poor_households_trained", 96), ("poor_households_transferred", 64)):
        _add(book, quantity, unit, year, helped + permille(helped, more + draw(quantity, unit.code, year, low=0, high=40)))


def _network(book: Book, unit: InventedUnit, year: int) -> None:
    code = unit.code
    large = 1 + unit.urban // 450_000 if unit.urban > 300_000 else 0
    agencies = _add(book, "city_agencies", unit, year, large)
    _add(book, "city_agencies_window", unit, year, agencies - (year < LAST and agencies > 1) - (code == "421000"))
    county = _add(book, "county_agencies", unit, year, 2 + unit.urban // 60_000)
    _add(book, "county_agencies_own", unit, year, (county * _share("own", unit, year, 720, 800) + 500) // 1000)
    for tier, size, reached in _TIERS:
        offices = _add(book, f"nodes_{tier}", unit, year, 1 + (unit.urban + unit.rural // 2) // size)
        linked = (offices * _share(f"linked-{tier}", unit, year, reached - 20, reached + 25) + 500) // 1000
        _add(book, f"linked_{tier}", unit, year, max(linked, int(tier == "city")))
    communities = _add(book, "communities", unit, year, book.at("nodes_community", code, str(year)))
    _add(book, "communities_full", unit, year, permille(communities, _share("full", unit, year, 180, 240)))
    staff = _add(book, "community_staff", unit, year, communities * draw("staff", code, low=24, high=33) // 10)
    _part(book, "community_staff_paid", unit, year, staff, 880, 930)
    areas = _add(book, "cert_areas", unit, year, 1 + unit.urban // 75_000)
    _add(book, "cert_areas_extended", unit, year, areas * _share("areas", unit, year, 560, 700) // 1000)


def _market(book: Book, unit: InventedUnit, year: int) -> None:
    agencies = _add(book, "private_agencies", unit, year, licensed_agencies(unit))
    _add(book, "private_agencies_checked", unit, year, 0 if unit.code == NOT_CHECKED and year == LAST else agencies)


def _abroad(book: Book, unit: InventedUnit, year: int) -> None:
    """Most units have no agency that sends persons abroad."""
    code = unit.code
    agencies = _add(book, "overseas_agencies", unit, year, unit.urban // 280_000)
    lacking = int(code == UNDEPOSITED)
    _add(book, "overseas_reviewed", unit, year, agencies)
    _add(book, "overseas_deposit", unit, year, agencies - lacking)
    clients = _add(book, "overseas_clients", unit, year, agencies * draw("abroad", code, year, low=130, high=320))
    _add(book, "overseas_agreements", unit, year, clients - 9 * lacking)
    _add(book, "overseas_proofs", unit, year, clients - 14 * lacking)


def _budgets(book: Book, unit: InventedUnit, year: int) -> None:
    code = unit.code
    people = (unit.urban + unit.rural) * draw("people", code, low=205, high=240) // 100
    _add(book, "population", unit, year, people // 100 * 100)
    local = book.sum("fund_plan_local", code, year)
    spending = _add(book, "general_expenditure", unit, year, local * 1000 // fiscal_effort(code) // _WAN_YUAN * _WAN_YUAN)
    own = _share("revenue", unit, year, 430, 520)
    _add(book, "general_revenue", unit, year, permille(spending // _WAN_YUAN, own) * _WAN_YUAN)
    _add(book, "fiscal_resources", unit, year, permille(spending // _WAN_YUAN, 860) * _WAN_YUAN)
    spent = sum(book.sum(q.code, code, year) for q in catalogue().fund.spending.of)
    _add(book, "project_coded", unit, year, permille(spent // 10_000, _share("coded", unit, year, 905, 950)) * 10_000)
    planned = sum(book.sum(q.code, code, year) for q in catalogue().fund.planned.of)
    plan = _add(book, "use_plan", unit, year, permille(planned // 10_000, 985) * 10_000)
    off = draw("off-plan", code, year, low=62, high=104) - unit.form
    _add(book, "use_plan_deviation", unit, year, permille(plan // 10_000, off) * 10_000)
    if year == LAST:  # living allowances were to stop on 30 June 2007: what is paid after it
        months = 3 * sum(book.at("rsc_persons", code, f"{year}Q{n}") for n in (3, 4))
        _add(book, "rsc_allowance", unit, year, months * draw("living", code, low=180, high=240) * 100)


def _collection(book: Book, unit: InventedUnit, year: int) -> None:
    code = unit.code
    due, paid = (book.sum(q, code, year) for q in ("ui_premium_due", "ui_premium"))
    owed = book.at("ui_arrears", code, str(year - 1)) if book.has("ui_arrears", code, str(year - 1)) else due * 11 // 100
    recovered = _add(
        book, "ui_arrears_paid", unit, year, permille(owed // 10_000, _share("arrears", unit, year, 340, 430)) * 10_000
    )
    _add(book, "ui_arrears", unit, year, owed - recovered + (due - paid))
    insured = book.at("ui_insured", code, f"{year}Q4")
    units = _add(book, "ui_units", unit, year, 20 + insured // 62)
    inspected = _part(book, "ui_units_inspected", unit, year, units, 205, 255)
    short = _add(book, "ui_short_base", unit, year, inspected * draw("short", code, year, low=2600, high=4300) * 10_000)
    premium = _add(book, "ui_short_premium", unit, year, short * 3 // 100)
    _add(book, "ui_short_recovered", unit, year, permille(premium // 10_000, _share("yield", unit, year, 850, 920)) * 10_000)
    staff = _add(book, "public_inst_staff", unit, year, permille(unit.urban, 118 + draw("public", code, low=-9, high=9)))
    _part(book, "public_inst_insured", unit, year, staff, 755, 825)
    institutions = _add(book, "public_insts", unit, year, 12 + staff // 48)
    _part(book, "public_insts_withheld", unit, year, institutions, 640, 720)
    offices = _add(book, "ui_selfcheck_due", unit, year, 1 + unit.urban // 110_000)
    _add(book, "ui_selfcheck_done", unit, year, offices - int(code == NO_SELF_CHECK and year == LAST))


def _promotion(book: Book, unit: InventedUnit, year: int) -> None:
    code = unit.code
    payable, paid = (book.sum(q, code, year) for q in ("ui_benefit_payable", "ui_benefit_paid"))
    late = permille(paid // 10_000, max(0, 6 - unit.form // 4 + draw("late", code, year, low=0, high=4))) * 10_000
    _add(book, "ui_benefit_on_time", unit, year, paid - late)
    months = book.sum("ui_payable_months", code, year)
    standard = payable // months // 100
    minimum = (standard * 100 // (71 + draw("minimum", code, low=0, high=6)) + 9) // 10 * 10
    _add(book, "ui_at_minimum_wage", unit, year, months * minimum * 100)
    income = standard * 100 // (158 + draw("dibao-level", code, low=0, high=16)) // 5 * 5
    _add(book, "ui_at_dibao", unit, year, months * income * 100)
    everyone = book.at("ui_recipients", code, f"{year - 1}Q4") + book.sum("ui_new_recipients", code, year)
    _part(book, "ui_trained", unit, year, everyone, 285, 345)
    _part(book, "ui_matched", unit, year, everyone, 720, 790)
    outlay = book.sum("ui_outlay", code, year)
    _add(
        book,
        "ui_exp_promotion",
        unit,
        year,
        permille((outlay - paid) // 10_000, _share("promotion", unit, year, 405, 480)) * 10_000,
    )
    moved = _add(book, "transfer_trainees", unit, year, unit.urban // 820 + draw("transfer", code, year, low=0, high=90))
    _part(book, "transfer_aided", unit, year, moved, 690, 770)
    entrants = _add(book, "mature_ui_entrants", unit, year, permille(book.sum("ui_new_recipients", code, year), 960))
    ended, back = (book.sum(q, code, year) for q in ("ui_ended", "ui_reemployed"))
    _add(book, "mature_ui_reemployed", unit, year, entrants * back // ended * 96 // 100)
    _part(book, "dibao_working_age", unit, year, book.at("dibao_recipients", code, f"{year}Q4"), 415, 470)
