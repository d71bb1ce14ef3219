"""The rectification ledger (整改台账): what checks found, and what became of it, across periods.

One row an item. A state is never entered: it follows from the dates that lie on or before the day of the report, so
that the same ledger shows every earlier period as it was then.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from evaluation.study.base import Code, Model, Name
from evaluation.study.dated import Dated
from evaluation.study.grammar import Day, Text, Whole, form
from evaluation.study.money import Amount
from evaluation.study.natures import Nature

STATES = ("found", "cleared", "confirmed", "issued", "replied", "overdue", "supervised", "closed")
"""发现 · 撤销 · 已核实 · 已下达 · 已报告整改 · 逾期 · 督办 · 销号"""
OPEN = ("confirmed", "issued", "replied", "overdue", "supervised")
_ORDER = (
    ("found", "drafted"),
    ("drafted", "answer_by"),
    ("drafted", "answered"),
    ("drafted", "confirmed"),
    ("confirmed", "issued"),
    ("issued", "term"),
    ("issued", "reported"),
    ("issued", "supervised"),
    ("confirmed", "closed"),
)
_OF_A_NOTICE = ("when", "voucher", "handling", "responsible", "term")
Passage = Annotated[Text, StringConstraints(min_length=1, max_length=600)]


class Item(Dated):
    """One row of ``ledger.csv``: a problem a check found in a region, and its responsible unit.

    ``kind``: ``fund`` (money, of which a rectification notice is made), ``outcome`` (a missed result) or ``data``. ``duty``: the
    absolute demand of the clause that it breaks. ``norm`` is the rule beyond that document which it breaks, ``quote`` its words,
    and ``basis`` what lets the office order how it is put right: two things. ``nature``: what it is by its nature. ``cause``: why
    it came to it, as the unit says.
    ``drafted`` to ``reason`` tell how the draft was put to the unit and what came of its reply. ``yuan``: the amount,
    ``recovered``: what of it came back.
    """

    SINCE = "found"
    TOGETHER = (
        ("drafted", "answer_by"),
        ("answered", "answer"),
        ("confirmed", "handling", "responsible", "term", "basis"),
        ("issued", "notice"),
        ("reported",),
        ("supervised",),
        ("closed",),
    )
    AHEAD = ("answer_by", "term")

    item: Code
    region: Code
    unit: Annotated[Text, form(r"[0-9A-Za-z_-]{1,25}", "is no code of a unit; write 1 to 25 letters A-Z, a-z, digits, _ and -")]
    unit_zh: Name
    unit_en: Name
    check: Name
    title: Name
    kind: Literal["fund", "outcome", "data"]
    clause: Annotated[Text, form(r"[A-Z]{1,8}-[0-9]{1,3}", "is no clause; write its document's letters and its number: AB-12")]
    duty: Code | None = None
    nature: Nature | None = None
    norm: Passage | None = None
    quote: Passage | None = None
    found: Day
    facts: Passage
    when: Name | None = None
    persons: Annotated[Whole, Field(ge=0)] | None = None
    yuan: Amount | None = None
    voucher: Name | None = None
    cause: Passage | None = None
    handling: Literal["recover", "return", "pay", "adjust"] | None = None
    basis: Passage | None = None
    responsible: Name | None = None
    drafted: Day | None = None
    answer_by: Day | None = None
    answered: Day | None = None
    answer: Passage | None = None
    decision: Literal["agreed", "adopted", "partly", "rejected"] | None = None
    reason: Passage | None = None
    confirmed: Day | None = None
    issued: Day | None = None
    notice: Name | None = None
    term: Day | None = None
    reported: Day | None = None
    evidence: Name | None = None
    supervised: Day | None = None
    closed: Day | None = None
    recovered: Amount | None = None

    @model_validator(mode="after")
    def _story(self) -> Item:
        for before, after in _ORDER:
            first, then = getattr(self, before), getattr(self, after)
            if first and then and then < first:
                raise ValueError(f"{after} {then} lies before {before} {first}")
        for later, needs in (
            ("answered", ("drafted", "answer", "decision")),
            ("decision", ("answered",)),
            ("answer", ("answered",)),
            ("confirmed", ("drafted",)),
            ("issued", ("confirmed", "term")),
            ("reported", ("issued",)),
            ("closed", ("confirmed", "evidence")),
            ("supervised", ("confirmed",)),
            ("quote", ("norm",)),
            ("basis", ("handling",)),
            ("recovered", ("yuan",)),
        ):
            for need in needs:
                if getattr(self, later) is not None and getattr(self, need) is None:
                    raise ValueError(f"{later} is given without {need}; add it")
        if self.nature is not None and self.kind != "fund":
            raise ValueError(f"nature {self.nature!r} is one of money, and the kind of the problem is {self.kind!r}; leave it out")
        if self.recovered is not None:
            if self.yuan is not None and self.recovered > self.yuan:
                raise ValueError(f"recovered {self.recovered} is more than yuan {self.yuan}")
            if self.reported is None and self.closed is None:
                raise ValueError("recovered is given without reported or closed; add the day on which it is known")
        if self.decision not in (None, "agreed") and self.reason is None:
            raise ValueError(f"a reply that was {self.decision} needs a reason, which is printed")
        if self.confirmed and not self.answered and (not self.answer_by or self.confirmed <= self.answer_by):
            raise ValueError("confirmed without the unit's reply, and before the term for it (answer_by) was over")
        if self.issued and self.kind != "fund":
            raise ValueError(
                f"a notice was issued for a problem of kind {self.kind!r}; notices are for fund problems, others "
                "go into the bulletin or under supervision"
            )
        if self.confirmed and self.kind == "fund":
            lacking = [name for name in _OF_A_NOTICE if getattr(self, name) is None]
            lacking += ["persons or yuan"] if self.persons is None and self.yuan is None else []
            if lacking:
                raise ValueError(f"a confirmed fund problem goes into a notice, which needs {', '.join(lacking)}")
        return self

    def as_of(self, day: date, stands: date) -> Item | None:
        """As of every row; the decision on a reply is known when the problem is confirmed or, when it never was, with
        the reply; evidence with the unit's report or, without one, when the item is closed."""
        seen = super().as_of(day, stands)
        if seen is None:
            return None
        blank: dict[str, None] = {}
        if not (seen.confirmed if self.confirmed else seen.answered):
            blank |= dict.fromkeys(("decision", "reason"))
        if not (seen.reported if self.reported else seen.closed):
            blank |= dict.fromkeys(("evidence", "recovered"))
        return seen.model_copy(update=blank) if blank else seen

    def text_of(self, name: str) -> str:
        """A text of the row, which a confirmed fund problem has; ``ValueError`` where it is not given."""
        text = getattr(self, name)
        if not isinstance(text, str):
            raise ValueError(f"{self.item} has no {name!r}")
        return text

    @property
    def amount(self) -> Decimal | None:
        """The money in it, in the study's currency."""
        return self.yuan

    @property
    def due(self) -> date:
        """The term of its notice; ``ValueError`` for an item that has none."""
        if self.term is None:
            raise ValueError(f"{self.item} has no term")
        return self.term

    def words(self, language: str, translated: Iterable[Translated] = ()) -> Item:
        """The item with its texts in ``language`` as far as they are translated; the record's own words elsewhere."""
        found = next((t for t in translated if t.item == self.item), None)
        if language == "zh" or found is None:
            return self
        return self.model_copy(update={k: v for k, v in found.model_dump().items() if v is not None})

    def state(self, day: date) -> str:
        """One of :data:`STATES` as it was at the end of ``day``."""

        def past(when: date | None) -> bool:
            return when is not None and when <= day

        if past(self.closed):
            return "closed"
        if past(self.answered) and self.decision == "adopted" and self.confirmed is None:
            return "cleared"
        if past(self.supervised):
            return "supervised"
        if not past(self.confirmed):
            return "found"
        if past(self.issued) and self.term is not None and self.term < day:
            return "overdue"
        if past(self.reported):
            return "replied"
        return "issued" if past(self.issued) else "confirmed"


class Translated(Model):
    """One row of ``ledger_en.csv``: the texts of an item in English, each of them optional."""

    item: Code
    check: Name | None = None
    title: Name | None = None
    facts: Passage | None = None
    when: Name | None = None
    voucher: Name | None = None
    responsible: Name | None = None
    norm: Passage | None = None
    quote: Passage | None = None
    cause: Passage | None = None
    basis: Passage | None = None
    answer: Passage | None = None
    reason: Passage | None = None
