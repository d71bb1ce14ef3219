"""Groups the Hubei document names, works it starts and hiring, quarter by quarter: who is meant, who was helped."""

from __future__ import annotations

from evaluation.study.periods import parse
from evaluation_demo import hubei_watch
from evaluation_demo.book import Book, quarter
from evaluation_demo.draws import draw, leaning, permille
from evaluation_demo.hubei_units import LAST, UNITS, InventedUnit

YEARS = (LAST - 1, LAST)
STILL_OPEN = "421100"
"""Its re-employment service centre was not closed by mid-2007."""
LATE_GRADUATES = "420900"
PILOTS = ("420100", "420500", "420700", "420800", "421000", "421200", "421300", "429005")
"""Where a pilot lies (the document names those of 421000 and 429005); all were reviewed in July 2007."""
_BASES = ("420100", "420200", "420300", "420500", "420600", "420800", "421000", "421100", "422800", "429004")
_CENTRES = ("420100", "420100", "420200", "420300", "420500", "420600", "420800", "420900", "421000", "422800")
_BRANDS = ("420100", "420600", "420900", "420900", "421000", "421100", "421100", "421200", "422800", "429004")


def year(book: Book, year: int) -> None:
    for unit in UNITS:
        for n in (1, 2, 3, 4):
            now, before = quarter(year, n), quarter(year, n - 1)
            _move_over(book, unit, now, n + 4 * (year - YEARS[0]))
            _graduates(book, unit, now, before)
            _closing_firms(book, unit, now)
            _control(book, unit, now)
            _families(book, unit, now)
            _works(book, unit, now, n + 4 * (year - YEARS[0]))
            _hiring(book, unit, now)


def _share(name: str, unit: InventedUnit, now: str, low: int, high: int) -> int:
    return max(0, min(1000, draw(name, unit.code, now, low=low, high=high) + unit.form + leaning(name, unit.code, 18)))


def _move_over(book: Book, unit: InventedUnit, now: str, step: int) -> None:
    """并轨: the persons are counted once, what is settled only grows; centres close until mid-2007."""
    code = unit.code
    persons = book.add("bg_in_scope", code, now, permille(unit.urban, 6 + draw("bg", code, low=0, high=4)))
    for quantity, reached in (("bg_settled_persons", 985), ("bg_reemployed", 690), ("bg_insured", 950)):
        final = reached + unit.form // 2 + draw(quantity, code, low=-12, high=12)
        book.add(quantity, code, now, permille(persons, min(1000, final) * (40 + 60 * step // 8) // 100))
    centres = book.add("rsc_centres", code, now, 1 + unit.urban // 120_000)
    closed = min(centres, centres * min(step, 6) // 6)
    if code == STILL_OPEN and step >= 6:
        closed = centres - 1
    book.add("rsc_centres_closed", code, now, closed)
    left = permille(persons, 180) * (centres - closed) // centres
    book.add("rsc_persons", code, now, left)


def _graduates(book: Book, unit: InventedUnit, now: str, before: str) -> None:
    code, n = unit.code, int(now[-1])
    opening = book.at("grad_unemployed", code, before) if book.has("grad_unemployed", code, before) else unit.urban // 900
    season = (700, 760, 1900, 1150)[n - 1]
    new = book.add("grad_registered", code, now, unit.urban * draw("grad-new", code, now, low=9, high=11) * season // 10**7)
    found = permille(opening + new, _share("grad-found", unit, now, 395, 445))
    moved = permille(opening + new, draw("grad-left", code, now, low=8, high=20))
    book.add("grad_employed", code, now, found)
    book.add("grad_unemployed", code, now, opening + new - found - moved)
    due = book.at("grad_registered", code, before) if book.has("grad_registered", code, before) else new
    met = 884 if code == LATE_GRADUATES else 1000
    book.add("grad_service_due", code, now, due)
    book.add("grad_service_met", code, now, permille(due, met))


def _closing_firms(book: Book, unit: InventedUnit, now: str) -> None:
    code = unit.code
    persons = unit.urban // 1900 + draw("newstart", code, now, low=0, high=60)
    firms = max(1, persons // 260)
    book.add("newstart_persons", code, now, persons)
    back = book.add("newstart_reemployed", code, now, permille(persons, _share("newstart-back", unit, now, 560, 640)))
    all7 = book.add("newstart_all7", code, now, permille(persons, _share("newstart-all", unit, now, 900, 940)))
    due = book.add("newstart_due", code, now, persons * 5 + firms * 2)
    lacking = (persons - all7) * draw("newstart-lack", code, now, low=12, high=19) // 10
    book.add("newstart_done", code, now, due - min(lacking, due - back))


def _control(book: Book, unit: InventedUnit, now: str) -> None:
    """Monitored enterprises and mass lay-offs are the sums of their own files; those begin in 2007."""
    code = unit.code
    surplus = book.add("soe_surplus", code, now, unit.urban // 1500 + draw("soe", code, now, low=0, high=80))
    book.add("soe_absorbed", code, now, permille(surplus, _share("soe-settled", unit, now, 905, 950)))
    if now[:4] != str(LAST):
        return
    mine = [f for f in hubei_watch.firms() if f.region == code and f.period.spelled == now]
    book.add("firm_jobs_base", code, now, sum(f.base for f in mine))
    book.add("firm_jobs", code, now, sum(f.jobs for f in mine))
    cut = [x for x in hubei_watch.cuts() if x.region == code and parse(now).holds(x.date)]
    book.add("mass_layoffs", code, now, len(cut))
    book.add("mass_layoffs_filed", code, now, sum(x.filed is not None for x in cut))


def _families(book: Book, unit: InventedUnit, now: str) -> None:
    code = unit.code
    due, solved = (book.at(q, code, now) for q in ("zerofam_due", "zerofam_solved"))
    found = book.add("zerofam_recognised", code, now, due + draw("family-new", code, now, low=0, high=2) * bool(due))
    book.add("zerofam_lag", code, now, found * draw("family-lag", code, now, low=9, high=17))
    book.add("zerofam_recog_due", code, now, due)
    saved = min(due - solved, draw("family-saved", code, now, low=0, high=1))
    book.add("zerofam_recog_solved", code, now, solved + saved)


def _works(book: Book, unit: InventedUnit, now: str, step: int) -> None:
    code = unit.code
    for quantity, per_million, least in (("public_posts_created", 1500, 20), ("service_entities", 62, 1), ("job_bases", 14, 0)):
        amount = least + unit.urban * per_million // 10**6
        book.add(quantity, code, now, permille(amount, draw(quantity, code, now, low=880, high=1120) + unit.form))
    for quantity, share, rural in (("cert_landless", 5, 4), ("cert_reservoir", 0, 6 if unit.poor else 0)):
        size = unit.urban * share // 10_000 + unit.rural * rural // 10_000
        book.add(quantity, code, now, permille(size, draw(quantity, code, now, low=850, high=1150)))
    for quantity, share in (("migrant_injury_insured", 58), ("migrant_medical_insured", 41)):
        book.add(quantity, code, now, permille(unit.urban, share + draw(quantity, code, low=-8, high=8)) * (60 + 5 * step) // 100)
    book.add("five_settled_persons", code, now, unit.urban * draw("five", code, now, low=9, high=15) // 10_000)
    book.add("pilots_reviewed", code, now, int(code in PILOTS and now == f"{LAST}Q3"))
    for quantity, places in (("prov_training_bases", _BASES), ("prov_startup_centres", _CENTRES)):
        book.add(quantity, code, now, places.count(code) if step >= 7 else 0)
    book.add("labour_brands", code, now, _BRANDS.count(code))


def _hiring(book: Book, unit: InventedUnit, now: str) -> None:
    code = unit.code
    placed = book.at("jobseekers_placed", code, now)
    vacancies = permille(book.at("jobseekers", code, now), draw("vacancies", code, now, low=905, high=1045) + unit.form)
    book.add("vacancies", code, now, vacancies)
    book.add("vacancies_filled", code, now, min(vacancies, permille(placed, draw("filled", code, now, low=985, high=1030))))
    hires = book.add("hires", code, now, permille(book.at("new_employed", code, now), 1180))
    book.add("hires_registered", code, now, permille(hires, _share("hires", unit, now, 845, 905)))
