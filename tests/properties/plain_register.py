"""A random register, and the tally of it by plain loops over persons and days: nothing here is shared with the package."""

from __future__ import annotations

import calendar
from collections import defaultdict
from datetime import date, timedelta
from random import Random

DAY = timedelta(1)
CUT_OFF = date(2010, 12, 31)
QUARTERS = [date(y, m, 1) for y in (2009, 2010) for m in (1, 4, 7, 10)]
KINDS = (
    "disability_certificate",
    "minimum_income",
    "land_lost",
    "town_residence",
    "other",
    "student_loan",
    "family_disaster",
    "social_support",
    "father_certificate",
    "father_incapable",
    "mother_certificate",
    "mother_incapable",
)
TAGS = ("A1_4050", "A2_disabled", "A3_dibao", "A4_ltu", "A5_landless", "A6_grad", "A7_other", "B_zero_family")
ONES = ("card", "contact", "scheme", "plan", "promise")


def drawn(seed: int, people: int) -> dict[str, list[dict]]:
    """Tables of a random register that keeps the contract; days gather around the ends of quarters."""
    r = Random(seed)

    def day(first=date(2008, 6, 1)):
        near = r.choice(QUARTERS) + r.randint(-3, 3) * DAY
        found = near if r.random() < 0.4 else first + timedelta(r.randint(0, (CUT_OFF - first).days))
        return min(max(found, first), CUT_OFF)

    def apart(most, gap):
        days, last = sorted({day() for _ in range(2 * r.randint(0, most))}), None
        for start, end in zip(days[::2], days[1::2], strict=False):
            if last is None or start >= last + gap * DAY:
                yield start, (None if r.random() < 0.5 else end)
                last = end
                if r.random() < 0.3:
                    return

    def spells(most, gap):
        found = list(apart(most, gap))
        return [(s, e if e is not None or n == len(found) - 1 else s) for n, (s, e) in enumerate(found)]

    t: dict[str, list[dict]] = defaultdict(list)
    homes = [f"H{n}" for n in range(people // 2)]
    t["households"] = [{"household": h, "region": r.choice(["R1", "R2"]), "urban": r.random() < 0.85} for h in homes]
    for n in range(people):
        p, region = f"p{n}", (lambda: r.choice(["R1", "R2"]))
        born = r.choice([date(r.randint(1949, 1994), r.randint(1, 12), r.randint(1, 28)), date(1960, 2, 29), date(1970, 10, 1)])
        t["persons"].append(
            {
                "person": p,
                "sex": r.choice(["male", "female"]),
                "birth": born,
                "hukou": region(),
                "able": r.random() < 0.9,
                "household": r.choice([None, *homes[n // 2 : n // 2 + 1] * 4]),
                "willing": r.random() < 0.9,
            }
        )
        said = spells(3, 2) if r.random() < 0.5 else [(day(date(2009, 1, 1)), None)]
        t["registrations"] += [{"person": p, "region": region(), "start": s, "end": e} for s, e in said]
        for s, e in spells(2, 1) if r.random() < 0.4 else [(day(date(2009, 9, 1)), None)]:
            t["certifications"].append(
                {
                    "person": p,
                    "region": region(),
                    "certified": s,
                    "exited": None if e is None else e + DAY if e < CUT_OFF else e,
                    "exit_reason": None if e is None else "moved",
                    "publicised": r.choice([None, s, s + DAY, s - DAY]),
                    "tags": " ".join(r.sample(TAGS, r.randint(1, 3))),
                }
            )
        for _ in range(r.randint(0, 3)):
            s = day()
            e = s + timedelta(r.randint(0, 260))
            form = r.choice(["unit", "self", "flexible", "public_post"])
            t["employments"].append({"person": p, "start": s, "end": e if e <= CUT_OFF else None, "form": form})
        for kind in r.sample(KINDS, r.choice([0, 1, 1, 2, 4])):
            s = day(date(2004, 1, 1)) if kind in ("student_loan", "family_disaster") else day()
            t["facts"].append(
                {
                    "person": p,
                    "kind": kind,
                    "code": r.choice(["hero", "x"]),
                    "start": s,
                    "end": r.choice([None, s + timedelta(r.randint(0, 900))]),
                }
            )
        if r.random() < 0.4:
            t["graduates"].append(
                {"person": p, "entered": date(2005, 9, 1), "graduated": r.choice([date(2009, 6, 30), day(date(2008, 6, 1))])}
            )
        for kind in (*ONES, "agreement"):
            for s in {day() for _ in range(r.choice([0, 1, 1, 1, 2]))}:
                issuer = r.choice(["county", "street", "province"]) if kind == "card" else None
                t["papers"].append(
                    {
                        "person": p,
                        "kind": kind,
                        "start": s,
                        "end": r.choice([None, None, None, s + timedelta(200)]),
                        "issuer": issuer,
                    }
                )
        since = [x["start"] for x in t["registrations"] if x["person"] == p]
        for d in [d for d in since if t["graduates"] and t["graduates"][-1]["person"] == p and r.random() < 0.7]:
            for kind in ("consultation", "guidance", "offer", "offer", "offer"):
                s = min(later(d, 3) - r.randint(0, 80) * DAY, CUT_OFF)
                t["services"].append(
                    {
                        "service": f"s{len(t['services'])}",
                        "person": p,
                        "date": s,
                        "kind": kind,
                        "free": True,
                        "suitable": True,
                        "answer": "accepted",
                    }
                )
        for _ in range(r.randint(0, 12)):
            kind = r.choice(["consultation", "guidance", "offer", "offer", "offer", "briefing", "training"])
            t["services"].append(
                {
                    "service": f"s{len(t['services'])}",
                    "person": p,
                    "date": day(date(2010, 3, 1)),
                    "kind": kind,
                    "free": r.random() < 0.9,
                    "suitable": r.random() < 0.9,
                    "answer": r.choice(["accepted", "accepted", "refused"]),
                }
            )
        for _ in range(r.randint(0, 8)):
            told = {c: r.random() < 0.95 for c in ("services", "income", "insurance", "policies", "household")}
            t["visits"].append(
                {
                    "visit": f"v{len(t['visits'])}",
                    "person": p,
                    "date": day(date(2010, 6, 1)),
                    "home": r.random() < 0.7,
                    "kind": r.choice(["person", "workplace", "family"]),
                    **told,
                }
            )
        for s in {day(date(2007, 6, 1)) for _ in range(r.choice([0, 0, 1, 2]))}:
            t["waivers"].append({"person": p, "start": s, "end": r.choice([None, s + timedelta(r.randint(0, 1200))])})
    _recognised(t, r)
    return t


def _recognised(tables, r: Random) -> None:
    """In R1 families are recognised some days after they became one, in R2 whenever it pleases somebody."""
    plain = Plain(tables, CUT_OFF, CUT_OFF, {"members": "all"})
    for home in tables["households"]:
        days = {CUT_OFF - timedelta(r.randint(0, 400)) for _ in range(r.choice([0, 0, 1, 2]))}
        if home["region"] == "R1":
            days = {min(d + timedelta(r.randint(0, 30)), CUT_OFF) for d in plain.arose(home["household"]) if r.random() < 0.8}
        tables["recognitions"] += [{"household": home["household"], "recognised": d} for d in sorted(days)]


def later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class Plain:
    """The tally of ``tables`` from ``first`` to ``last``, person by person and day by day."""

    def __init__(self, tables, first: date, last: date, rules: dict) -> None:
        self.t, self.first, self.last, self.rules = tables, first, last, rules
        self.by = {name: defaultdict(list) for name in tables}
        for name, rows in tables.items():
            for row in rows:
                self.by[name][row.get("person", row.get("household"))].append(row)
        self.person = {row["person"]: row for row in tables["persons"]}
        self.kin = defaultdict(list)
        for row in tables["persons"]:
            if row["household"]:
                self.kin[row["household"]].append(row["person"])
        self.found: dict[tuple[str, str], int | None] = defaultdict(int)

    def rows(self, name, person):
        return self.by[name][person] if name in self.by else []

    def on(self, name, person, d):
        return [x for x in self.rows(name, person) if x["start"] <= d and (x["end"] is None or x["end"] >= d)]

    def works(self, person, d):
        return bool(self.on("employments", person, d))

    def idle(self, person, d):
        return bool(self.on("registrations", person, d)) and not self.works(person, d)

    def target(self, person, d):
        return next(
            (c for c in self.rows("certifications", person) if c["certified"] <= d and (c["exited"] is None or c["exited"] > d)),
            None,
        )

    def age(self, person, d):
        born, years = self.person[person]["birth"], 0
        while later(born, 12 * (years + 1)) <= d:
            years += 1
        return years

    def of_age(self, person, d):
        return 16 <= self.age(person, d) < (60 if self.person[person]["sex"] == "male" else 55)

    def zero(self, home, d):
        urban = next(h["urban"] for h in self.t["households"] if h["household"] == home)
        grown = [p for p in self.kin[home] if self.of_age(p, d)]
        if self.rules["members"] == "able":
            grown = [p for p in grown if self.person[p]["able"]]
        return urban and grown != [] and all(self.idle(p, d) for p in grown)

    def arose(self, home):
        starts = {x["start"] for p in self.kin[home] for x in self.rows("registrations", p)}
        return sorted(d for d in starts if self.zero(home, d) and not self.zero(home, d - DAY))

    def fact(self, person, kind, d, code=None):
        return any(f["kind"] == kind and (code is None or f["code"] == code) for f in self.on("facts", person, d))

    def long(self, person, d, months):
        worked = any(
            x["start"] <= d and (x["end"] is None or later(x["end"], months) >= d) for x in self.rows("employments", person)
        )
        spells = self.on("registrations", person, d)
        return self.idle(person, d) and not worked and any(later(x["start"], months) <= d for x in spells)

    def hard_graduate(self, person, d):
        left = [g for g in self.rows("graduates", person) if g["graduated"] <= d]
        if not left:
            return False
        school = {f["kind"] for f in self.rows("facts", person) if left[0]["entered"] <= f["start"] <= left[0]["graduated"]}
        home = self.person[person]["household"]
        parent = any(
            self.fact(person, f"{x}_certificate", d) and self.fact(person, f"{x}_incapable", d) for x in ("father", "mother")
        )
        return (
            any(self.fact(k, "minimum_income", d) for k in {person, *(self.kin[home] if home else [])})
            or self.zero_member(person, d)
            or "student_loan" in school
            or parent
            or self.fact(person, "disability_certificate", d)
            or ("family_disaster" in school and self.fact(person, "social_support", d))
            or self.long(person, d, 12)
        )

    def zero_member(self, person, d):
        home = self.person[person]["household"]
        return bool(home) and self.idle(person, d) and self.zero(home, d)

    def eligible(self, person, d):
        row = self.person[person]
        if not (row["able"] and row["willing"] and self.idle(person, d) and self.of_age(person, d)):
            return False
        return (
            self.age(person, d) >= (50 if row["sex"] == "male" else 40)
            or self.fact(person, "disability_certificate", d)
            or self.fact(person, "minimum_income", d)
            or self.long(person, d, 12)
            or self.hard_graduate(person, d)
            or (self.fact(person, "land_lost", d) and self.fact(person, "town_residence", d))
            or self.fact(person, "other", d, "hero")
            or self.zero_member(person, d)
        )

    def count(self, cases, whole, parts=()):
        """One person's ``cases`` (since, region, flags): once, at the latest; a part when all cases have it."""
        if cases:
            region = max(cases, key=lambda c: c[0])[1]
            if whole:
                self.found[region, whole] += 1
            for n, part in enumerate(parts):
                self.found[region, part] += all(c[2][n] for c in cases)

    def case(self, cert, *flags):
        return cert["certified"], cert["region"], flags

    def days(self):
        return [self.first + n * DAY for n in range((self.last - self.first).days + 1)]

    def tally(self) -> dict[tuple[str, str], int | None]:
        for person in self.person:
            self._targets(person)
            self._stock(person)
            self._clocks(person)
            self._registered(person)
        self._homes()
        return self.found

    def _targets(self, p):
        placed, lost = [], []
        for d in self.days():
            c = self.target(p, d)
            if c and self.works(p, d) and not self.works(p, d - DAY):
                placed.append(self.case(c))
            if c and self.works(p, d - DAY) and not self.works(p, d):
                lost.append(self.case(c))
        self.count(placed, "assist_employed")
        self.count(lost, "assist_reunemployed")
        new, left, due = [], [], []
        for c in self.rows("certifications", p):
            if self.first <= c["certified"] <= self.last:
                card = any(
                    x["kind"] == "card"
                    and x["issuer"] != "street"
                    and x["start"] <= self.last
                    and (x["end"] is None or x["end"] >= c["certified"])
                    for x in self.rows("papers", p)
                )
                new.append(
                    self.case(
                        c,
                        bool(self.on("registrations", p, c["certified"])),
                        self.person[p]["hukou"] == c["region"],
                        c["publicised"] is not None and c["publicised"] <= c["certified"],
                        card,
                    )
                )
            if c["exited"] and self.first <= c["exited"] <= self.last and not self.works(p, c["exited"] - DAY):
                left.append(self.case(c))
        self.count(new, "assist_certified", ("certified_registered", "certified_at_hukou", "certified_publicised", "cards_issued"))
        self.count(left, "assist_exited")
        visits = [v for v in self.rows("visits", p) if self.first <= v["date"] <= self.last]
        done = any(v["home"] for v in visits), {v["kind"] for v in visits} == {"person", "workplace", "family"}
        for d in self.days():
            if d <= self.last - timedelta(self.rules["grace"]) and self.target(p, d) and self.works(p, d):
                due.append(self.case(self.target(p, d), *done))
        self.count(due, "visit_due", ("visit_done", "three_visits_done"))
        for v in visits:
            if c := self.target(p, v["date"]):
                self.found[c["region"], "visits"] += 1
                told = all(v[x] for x in ("services", "income", "insurance", "policies", "household"))
                self.found[c["region"], "visits_complete"] += told
        begun = min((w["start"] for w in self.rows("waivers", p)), default=None)
        free = any(w["start"] <= self.last and (w["end"] is None or w["end"] >= self.first) for w in self.rows("waivers", p))
        own = [
            self.case(self.target(p, d), free)
            for d in self.days()
            if self.target(p, d) and any(x["form"] == "self" for x in self.on("employments", p, d))
        ]
        if begun is None or later(begun, 36) > self.first:
            self.count(own, "due_fee_waiver", ("got_fee_waiver",))

    def _stock(self, p):
        d, c = self.last, self.target(p, self.last)
        spell = self.on("registrations", p, d)
        if c:
            self.count(
                [self.case(c, self.works(p, d), not self.works(p, d))],
                "assist_certified_stock",
                ("assist_employed_stock", "assist_unemployed"),
            )
            self.count([self.case(c)], "assist_eligible")
            given = [s for s in self.rows("services", p) if s["answer"] == "accepted" and c["certified"] <= s["date"] <= d]
            served, told = bool(given), any(s["kind"] == "briefing" for s in given)
            have = {x["kind"] for x in self.on("papers", p, d)}
            flags = [one in have for one in ONES]
            parts = ("assist_served", "assist_briefed", "five_ones_done", *(f"one_{one}" for one in ONES), "agreements")
            self.count([self.case(c, served, told, all(flags), *flags, "agreement" in have)], None, parts)
        elif self.eligible(p, d):
            self.count([(spell[0]["start"], spell[0]["region"], ())], "assist_eligible")
        if self.idle(p, d):
            half, year = self.long(p, d, 6), self.long(p, d, 12)
            self.count([(0, spell[0]["region"], (half, year))], "reg_unemployed", ("unemp_6m", "unemp_12m"))

    def _clocks(self, p):
        again, stable = [], {3: [], 6: [], 12: []}
        d = date(2008, 1, 1)
        while d <= self.last:
            c = self.target(p, d)
            if c and self.works(p, d) and not self.works(p, d - DAY):
                for months, cases in stable.items():
                    due = later(d, months)
                    if self.first <= due <= self.last:
                        cases.append(self.case(c, self.works(p, due)))
            if c and self.works(p, d - DAY) and not self.works(p, d):
                due = d + timedelta(self.rules["reassist"])
                if self.first <= due <= self.last:
                    again.append(
                        self.case(c, any(s["answer"] == "accepted" and d <= s["date"] <= due for s in self.rows("services", p)))
                    )
            d += DAY
        self.count(again, "reassist_due", ("reassist_done",))
        for months, code in ((3, "stable3"), (6, "stable"), (12, "stable12")):
            self.count(stable[months], f"{code}_due", (f"{code}_done",))

    def _registered(self, p):
        left = min((g["graduated"] for g in self.rows("graduates", p)), default=date(9999, 1, 1))
        spells = [x for x in self.rows("registrations", p) if x["start"] >= left]
        case = lambda x, *flags: (x["start"], x["region"], flags)  # noqa: E731
        now = [x for x in self.on("registrations", p, self.last) if x in spells and not self.works(p, self.last)]
        self.count([case(x) for x in now], "grad_unemployed")
        self.count([case(x) for x in spells if self.first <= x["start"] <= self.last], "grad_registered")
        hired = [d for d in self.days() if not self.works(p, d - DAY) and self.works(p, d)]
        self.count([case(x) for d in hired for x in self.on("registrations", p, d - DAY) if x in spells], "grad_employed")
        due = []
        for x in spells:
            deadline = later(x["start"], 3)
            if self.first <= deadline <= self.last and (x["end"] is None or x["end"] >= deadline):
                given = [
                    s["kind"]
                    for s in self.rows("services", p)
                    if s["free"] and x["start"] <= s["date"] <= deadline and (s["kind"] != "offer" or s["suitable"])
                ]
                met = "consultation" in given and "guidance" in given and given.count("offer") >= 3
                due.append(case(x, met))
        self.count(due, "grad_service_due", ("grad_service_met",))

    def _homes(self):
        for home in self.t["households"]:
            h, code = home["region"], home["household"]
            arose = self.arose(code)
            hired = [x["start"] for p in self.kin[code] for x in self.rows("employments", p)]
            seen = [x["recognised"] for x in self.rows("recognitions", code)]
            for days, name in ((arose, "zerofam"), (seen, "zerofam_recog")):
                cases = [
                    (d, h, (any(d <= s <= later(d, 3) for s in hired),)) for d in days if self.first <= later(d, 3) <= self.last
                ]
                self.count(cases, f"{name}_due", (f"{name}_solved",))
            new = [d for d in seen if self.first <= d <= self.last]
            self.count([(d, h, ()) for d in new], "zerofam_recognised")
            if new:
                before = [d for d in arose if d <= min(new)]
                lag = (min(new) - before[-1]).days if before else None
                known = self.found[h, "zerofam_lag"]
                self.found[h, "zerofam_lag"] = None if None in (lag, known) else known + lag
