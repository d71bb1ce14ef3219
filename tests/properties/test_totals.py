"""Printed totals of drawn tables: rows of districts, of states or of both, by month, quarter or year, with totals of states and of
the whole in any spelling. What is right is never called wrong, what is wrong never passes, and nothing is added twice."""

from __future__ import annotations

import random

import pytest

from evaluation.catalogue.catalogue import catalogue
from evaluation.data import delivery
from evaluation.measured.flows import roll_up
from evaluation.measured.inside import add_up
from evaluation.study.model import Region, Study, StudyFile
from evaluation.study.months import Grain
from evaluation.study.periods import Period, parse
from evaluation.study.years import Years

WORDS = {"zh": "表", "en": "table"}
TREE = {"W": "", "A": "W", "B": "W", "A1": "A", "A2": "A", "B1": "B", "B2": "B", "B3": "B"}
LEAVES = [code for code in TREE if code not in TREE.values()]
REGIONS = [
    Region(code=c, name_zh=f"区{c}", name_en=f"Region {c}", short_zh=c, level="x", parent=up, reports=up == "W")
    for c, up in TREE.items()
]
COLUMNS = {
    "paid": {"quantity": "exp_matching", "unit": "元"},
    "upto": {"quantity": "new_employed", "unit": "人", "kind": "cumulative"},
    "left": {"quantity": "reg_unemployed", "unit": "人", "kind": "stock"},
}
QUANTITIES = {name: column["quantity"] for name, column in COLUMNS.items()}
PROGRAMME = {"starts": 7, "label": "begins", "called": "programme"}


class Drawn:
    """One true figure of each leaf and month, and a table of sums of them."""

    def __init__(self, seed: int) -> None:
        self.dice = dice = random.Random(seed)
        self.years = Years(**(PROGRAMME if dice.random() < 0.3 else {}))
        self.year = parse("2023", self.years.calendar)
        months = self.year.parts(Grain.MONTH)
        self.true = {(leaf, m, name): dice.randint(0, 9) for leaf in LEAVES for m in months for name in COLUMNS}
        self.composite = dice.random() < 0.5
        self.rows: dict[tuple[str, Period], str] = {}
        self.totals: dict[tuple[str, Period], tuple[str, int]] = {}
        grains = dice.choice([(Grain.YEAR,), (Grain.QUARTER,), (Grain.MONTH,), (Grain.MONTH, Grain.QUARTER)])
        for code in LEAVES if self.composite else dice.choice((LEAVES, ["A", "B"], [*LEAVES, "A", "B"], ["A", "B1", "B2", "B3"])):
            grain = dice.choice(grains)
            for period in self.year.parts(grain):
                if dice.random() < 0.95:
                    self.rows[code, period] = self._line(code, period, 0)
        for code in ("W", "A", "B") if self.composite else ("W",):
            for grain in (Grain.MONTH, Grain.QUARTER, Grain.YEAR):
                for period in self.year.parts(grain):
                    if dice.random() < 0.4:
                        off = dice.choice((0, 0, 1))
                        self.totals[code, period] = self._line(code, period, off), off

    def amount(self, code: str, period: Period, name: str) -> int:
        months = period.parts(Grain.MONTH)
        months = self.year.parts(Grain.MONTH) if name == "upto" else months
        months = [m for m in months if m.closing <= period.closing][-1 if name == "left" else 0 :]
        leaves = [leaf for leaf in LEAVES if code in ("W", leaf, TREE[leaf])]
        return sum(self.true[leaf, m, name] for leaf in leaves for m in months)

    def _line(self, code: str, period: Period, off: int) -> str:
        return ",".join([*self._keys(code), self._spelled(period), *(str(self.amount(code, period, n) + off) for n in COLUMNS)])

    def _keys(self, code: str) -> list[str]:
        if not self.composite:
            return ["合计" if code == "W" else code]
        return [TREE[code], code] if code in LEAVES else [code, "合计"] if code != "W" else ["合计", self.dice.choice(("合计", ""))]

    def _spelled(self, period: Period) -> str:
        first, last = period.first_day, period.last_day
        ways = [period.spelled]
        if first.year == last.year and period.grain is Grain.QUARTER:
            ways += [f"{first.year}年{first.month}-{last.month}月"] * 2
        if period.grain is Grain.QUARTER and self.years.starts != 1:
            ways += [f"PY 2023 Q{period.index}"]
        if period.grain is Grain.MONTH:
            ways += [f"{first.year}年{first.month}月"]
        return self.dice.choice(ways)

    def must_be_compared(self, code: str, period: Period) -> bool:
        """Whether all that the total is of has a row of the same period."""
        inside = [c for c, up in TREE.items() if up == code]
        return all((c, period) in self.rows or (c not in LEAVES and self.must_be_compared(c, period)) for c in inside)

    def read(self, root):
        keys = {"region": ["state", "district"] if self.composite else "region"}
        file = StudyFile.model_validate(
            {
                "title": WORDS,
                "report_title": WORDS,
                "region_system": "free",
                "region_vintage": 2023,
                "period": "2023",
                "cut_off": "2025-12-31",
                "author": WORDS,
                "source_note": WORDS,
                "indicators": ("x",),
                "years": PROGRAMME if self.years.starts != 1 else {},
                "tables": {"t": {"title": WORDS, "file": "t.csv", **keys, "period": "period", "total": "合计", "columns": COLUMNS}},
            },
            context={"calendar": self.years.calendar},
        )
        head = ",".join([*([keys["region"]] if not self.composite else keys["region"]), "period", *COLUMNS])
        lines = [*self.rows.values(), *(line for line, _ in self.totals.values())]
        self.dice.shuffle(lines)
        (root / "data" / "s").mkdir(parents=True)
        (root / "data" / "s" / "t.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
        study = Study(name="s", file=file, regions=tuple(REGIONS))
        of = catalogue()
        found = delivery.read(study, root, alone=of.never_added, apart=of.in_parts)
        return study, found, {line: n for n, line in enumerate(lines, start=2)}


@pytest.mark.parametrize("seed", range(120))
def test_what_is_right_is_never_called_wrong_and_what_is_wrong_never_passes(seed, tmp_path):
    drawn = Drawn(seed)
    study, found, row_of = drawn.read(tmp_path)
    assert not found.blocking, found.blocking
    told: dict[int, set[str]] = {}
    for finding in found.findings:
        if finding.code.startswith("total_"):
            told.setdefault(finding.row, set()).add(finding.code)
    for (code, period), (line, off) in drawn.totals.items():
        codes = told.get(row_of[line], set())
        assert ("total_differs" in codes) <= bool(off), (seed, line, codes)
        assert codes or not off, (seed, line)
        if drawn.must_be_compared(code, period):
            assert codes == ({"total_differs"} if off else set()), (seed, line, codes)
    added = add_up(found.cell_rows, study, catalogue()).made
    figures = roll_up((*added, *found.cell_rows), [r.code for r in study.apart], "W", calendar=drawn.years.calendar)
    for code in ("W", "A", "B"):
        for name, quantity in QUANTITIES.items():
            for period in (p for grain in Grain for p in drawn.year.parts(grain)):
                figure, true = figures.at(code, period, quantity), drawn.amount(code, period, name)
                if name == "upto":
                    true -= sum(drawn.amount(code, p, name) for p in period.to_date()[-2:-1])
                if figure.amount is not None and not figure.without:
                    assert figure.amount == (true * 100 if name == "paid" else true), (seed, code, period, name, figure)
