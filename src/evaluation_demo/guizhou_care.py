"""What the Guizhou document of August 2010 asks beside the roll: certifying, following up, supporting, equipping."""

from __future__ import annotations

from evaluation_demo import guizhou_follow_up
from evaluation_demo.book import Book, quarter
from evaluation_demo.draws import draw, leaning, permille

TABLES = ("certification", "care", "support", "capacity")
FIRST = "2010Q3"
"""The document is of 6 August 2010: cards, agreements, three visits and four systems begin with it."""
_LATE_LEDGER = "522400"
_NO_SYSTEMS = "522600"
_SUPPORT = {
    "match_sub": (310, 930),
    "train_sub": (150, 905),
    "assess_sub": (82, 890),
    "tax_relief": (36, 940),
    "fee_waiver": (44, 950),
    "micro_loan": (30, 780),
    "si_pubpost": (120, 972),
    "si_firm": (64, 902),
    "settle_firm": (28, 868),
    "post_sub": (118, 978),
    "si_flex": (172, 846),
    "startup_sub": (22, 815),
}
"""Of a thousand certified: how many are entitled to each support, and of these how many receive it."""


def add(book: Book, code: str, form: int) -> None:
    """Figures of one unit for the four quarters of 2010."""
    for now in (quarter(2010, n) for n in (1, 2, 3, 4)):
        _Quarter(book, code, now, form).add()


class _Quarter:
    def __init__(self, book: Book, code: str, now: str, form: int) -> None:
        self.book, self.code, self.now, self.form = book, code, now, form

    def add(self) -> None:
        self._roll()
        self._certification()
        self._ledger()
        self._support()
        if self.now >= FIRST:
            self._care()
            self._capacity()

    def _at(self, quantity: str) -> int:
        return self.book.at(quantity, self.code, self.now)

    def _add(self, quantity: str, amount: int) -> int:
        return self.book.add(quantity, self.code, self.now, amount)

    def _part(self, quantity: str, whole: int, low: int, high: int) -> int:
        share = draw(quantity, self.code, self.now, low=low, high=high) + self.form // 2
        return self._add(quantity, permille(whole, max(0, min(1000, share + leaning(quantity, self.code, 9)))))

    def _roll(self) -> None:
        unemployed = self._add(
            "reg_unemployed", self._at("assist_unemployed") * draw("gz-reg", self.code, low=268, high=330) // 100
        )
        half = self._part("unemp_6m", unemployed, 405, 465)
        self._add("unemp_12m", permille(half, draw("gz-12m", self.code, self.now, low=430, high=505) - self.form))
        for part, count in guizhou_follow_up.chain(self.book, self.code, self.now):
            self._add(f"chain_{part}", count)

    def _certification(self) -> None:
        everyone, new = self._at("assist_certified_stock"), self._at("assist_certified")
        self._part("assist_realname", everyone, 955, 985)
        self._part("certified_registered", new, 985, 1000)
        self._part("certified_at_hukou", new, 972, 996)
        self._part("certified_publicised", new, 958, 988)
        communities = self._add("communities", 20 + everyone // 220)
        self._add(
            "communities_census",
            (communities * min(1000, draw("gz-census", self.code, self.now, low=930, high=1000) + self.form) + 500) // 1000,
        )
        if self.now >= FIRST:
            self._part("cards_issued", new, 940, 975)
            self._part("assist_online", everyone, 865, 915)
            payments = self._add("subsidy_payments", permille(everyone, draw("gz-paid", self.code, self.now, low=610, high=690)))
            self._part("subsidy_payments_valid", payments, 980, 1000)

    def _ledger(self) -> None:
        changes = self._add(
            "status_changes", sum(map(self._at, ("assist_certified", "assist_employed", "assist_reunemployed", "assist_exited")))
        )
        timely = 742 if self.code == _LATE_LEDGER else draw("gz-timely", self.code, self.now, low=905, high=950) + self.form // 2
        self._add("status_changes_timely", permille(changes, timely))
        self._add("ledger_lag", changes * ((1000 - timely) + draw("gz-lag", self.code, self.now, low=20, high=45)) // 20)

    def _support(self) -> None:
        everyone = self._at("assist_certified_stock")
        for name, (due, got) in _SUPPORT.items():
            entitled = self._add(f"due_{name}", permille(everyone, due * draw(name, self.code, self.now, low=93, high=107) // 100))
            self._part(f"got_{name}", entitled, got - 22, got + 18)

    def _care(self) -> None:
        """Visits and renewed assistance are those of ``assistance.csv``, counted once."""
        visits = dict(guizhou_follow_up.visits(self.book, self.code, self.now))
        self._add("three_visits_done", visits["visit", "all"])
        self._add("visits", self._at("visit_done"))
        self._add("visits_complete", visits["condition", "all"])
        self._add("reassist_due", self._at("assist_reunemployed"))
        self._add("reassist_done", dict(guizhou_follow_up.again(self.book, self.code, self.now))["in_time"])
        everyone = self._at("assist_certified_stock")
        self._part("agreements", everyone, 920, 955)
        self._part("assist_briefed", everyone, 885, 930)
        posts = self._add("public_posts_filled", permille(everyone, draw("gz-posts", self.code, self.now, low=14, high=22)))
        self._part("public_posts_targets", posts, 855, 925)
        cases = self._add("cases", permille(everyone, draw("gz-cases", self.code, self.now, low=210, high=280)))
        self._part("cases_in_time", cases, 935, 975)

    def _capacity(self) -> None:
        everyone = self._at("assist_certified_stock")
        staff = self._add("assist_staff", 8 + everyone // draw("gz-staff", self.code, low=150, high=195))
        self._part("assist_staff_qualified", staff, 610, 690)
        self._add("systems_due", 4)
        self._add("systems_issued", 3 if self.code == _NO_SYSTEMS else 4)
        self._add("reports_due", offices := 6 + everyone // 6_000)
        late = draw("gz-report", self.code, self.now, low=0, high=2) if self.form < 0 else 0
        self._add("reports_on_time", offices - late)
        if self.now != FIRST:  # the first survey and award are those of the year's end
            sent = self._add("survey_sent", 200 + everyone // 80 // 10 * 10)
            answers = self._part("survey_answers", sent, 780, 860)
            self._part("survey_satisfied", answers, 875, 925)
            award = self._add("award_money", (30 + everyone // 1_500) * 100_000)
            self._add("award_money_base", permille(award // 10_000, draw("gz-award", self.code, low=540, high=690)) * 10_000)
