"""What all official documents share: letterhead, addressee, dates, clauses, signature, imprint (GB/T 9704).

The 1999 edition writes dates in Chinese numerals, prints a line of subject words and signs by seal and date alone; the
2012 edition has Arabic dates, the issuer's name above the date and no subject words. What the office has not given
(number, date, term) stays blank to be filled in by hand: a year of issue is not that of the data.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from evaluation.catalogue.span import Covers
from evaluation.render.component import Component, cover, imprint, line, omission, section
from evaluation.render.outline import chinese
from evaluation.render.printed import Printed, digits, name_as
from evaluation.report.sections.cover import document
from evaluation.study import fonts
from evaluation.study.base import Words
from evaluation.study.documents import Documents, Form
from evaluation.study.forms import documents_of, form
from evaluation.study.issue import status_of
from evaluation.study.kinds import Kind
from evaluation.study.ledger import Item
from evaluation.study.periods import Grain, Period
from evaluation.study.rectification import items, notices_of
from evaluation.view import spans
from evaluation.view.phrases import Phrases
from evaluation.view.view import View

_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def numerals(day: date) -> str:
    """二〇〇七年十二月三十一日: the year digit by digit, month and day as numbers."""
    return f"{str(day.year).translate(_DIGITS)}年{chinese(day.month)}月{chinese(day.day)}日"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One document of a study in one language; ``unit`` is the responsible unit of a notice."""

    view: View
    kind: Kind
    unit: str = ""

    @property
    def say(self) -> Phrases:
        return self.view.say

    @property
    def documents(self) -> Documents:
        return documents_of(self.view.study)

    @cached_property
    def form(self) -> Form:
        return form(self.view.study, self.kind.name, self.view.period)

    @property
    def old(self) -> bool:
        """Whether the 1999 edition of the standard holds."""
        return self.view.study.file.form_vintage == "1999"

    @cached_property
    def day(self) -> date:
        """The day the document's figures and states stand at."""
        return self.view.study.file.cut_off

    @cached_property
    def issued(self) -> date | None:
        """The day the document was issued; None before it is, and while the round that it is made from is not issued."""
        is_draft = self.view.study.standing is not None and status_of(self.view.study, self.view.period) == "draft"
        return max((day for day, _ in self.notices), default=None if is_draft else self.form.dated)

    @cached_property
    def notices(self) -> list[tuple[date, str]]:
        """Day and number of the notices on record that this one is."""
        return notices_of(self.view.study, self.unit) if self.kind.name == "notice" else []

    @cached_property
    def items(self) -> list[tuple[Item, str]]:
        """The ledger's items of the document's regions, as they were on its day."""
        return items(self.view.study, self.day, region=self.view.region, language=self.view.language)

    def words_of(self, words: Words | None, default: str = "") -> str:
        return self.view.text(words) if words else default

    @property
    def gap(self) -> str:
        """What stands between a title and its value."""
        return "" if self.view.language == "zh" else " "

    @cached_property
    def whole(self) -> str:
        """全省, 全市 …: the level the study looks at."""
        level, name = self.view.study.top.level, self.view.name(self.view.top)
        return name if level in self.view.study.file.levels else self.say(f"whole.{level}", name=name)

    @cached_property
    def fund(self) -> str:
        fund = self.view.study.file.fund
        return self.view.text(fund) if fund else self.say("paper.fund")

    @property
    def office(self) -> str:
        """The office that is answered to."""
        return self.view.text(self.documents.office)

    @cached_property
    def period(self) -> str:
        return self.spell(self.view.period)

    @cached_property
    def span(self) -> str:
        """The stretch of figures from the year's start: 2007年1—6月累计; a year plain."""
        return spans.span_words(self.view, Covers.TO_DATE)

    def spell(self, when: Period) -> str:
        """2007年第四季度, with the quarter as a Chinese numeral; any other period plain."""
        if when.grain is not Grain.QUARTER:
            return self.view.period_text(when)
        return self.say("paper.quarter", **{**self.view.words(when), "quarter": self.ordinal(when.index)})

    def ordinal(self, number: int) -> str:
        """The place of something: 二十一 in Chinese, 21 in English."""
        return name_as("ordinal", chinese(number) if self.view.language == "zh" else str(number))

    def cases(self, number: int) -> str:
        """How many there are of something, within a sentence."""
        return digits(number)

    def number(self) -> str:
        """Document number; without a serial the blank draft form 〔2007〕　号（代拟稿）."""
        word = self.documents.word or ""
        if self.notices:
            known = [name_as("code", number) for _, number in self.notices if number]
            return self.say("list.comma").join(known) or self.say("paper.number_unknown")
        if self.form.number and self.issued and word:
            year = str(self.issued.year)
            return name_as("code", self.say("paper.number", word=word, year=year, number=str(self.form.number)))
        return name_as("code", self.say("paper.number_blank", word=word).strip())

    def date_line(self) -> str:
        if self.issued is None:
            return self.say("paper.date_blank")
        return numerals(self.issued) if self.old and self.view.language == "zh" else self.view.date(self.issued)

    def by(self, day: date | None) -> str:
        """A term that is set, with its year where it is another; blank when not given. No document orders what should
        have been done before its own day: of a term that has passed it says so, and leaves the new one blank."""
        if day is None:
            return self.say("paper.day_blank")
        terms = (day.isoformat(), (self.issued or self.day).isoformat())
        if passed := self.view.sentence("paper.day_passed", of=terms, day=self.view.date(day)):
            return passed
        return self.view.day(day) if day.year == self.day.year else self.view.date(day)

    def clause(self, code: str) -> str:
        """《…》第（二十一）项 of the study's policy document."""
        policy = self.view.study.file.policy
        if policy is None:
            return name_as("clause", code)
        number, title = int(code.rpartition("-")[2]), self.view.text(policy.title)
        key = "paper.clause" if number else "paper.clause_goals"
        return name_as("clause", self.say(key, title=title, item=self.ordinal(number)))

    def clauses(self, *codes: str) -> str:
        """Several items, one after the other."""
        return self.say("list.comma").join(map(self.clause, codes))

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The items of the study's document that ask for the kind; none under another, whose items are not known."""
        policy = self.view.study.file.policy
        return tuple(c for c in self.kind.rests_on if policy is not None and policy.has(c))

    def under(self, *codes: str) -> str:
        """按照《…》第（二十一）项的要求，: nothing where no item of the study's document is named."""
        return self.view.sentence("paper.under", of=codes, clause=self.clauses(*codes))

    def money(self, amount: Decimal) -> str:
        """An amount of the currency, as the files of a study hold it, with its unit."""
        return self.say("paper.money", amount=self.view.numbers.money_stated(amount), unit=self.view.numbers.currency)

    def involvement(self, item: Item) -> str:
        """涉及35人，金额81200.00元: what of it is known."""
        told = []
        if item.persons is not None:
            told.append(self.say("paper.persons", persons=self.view.numbers.count(item.persons)))
        if item.yuan is not None:
            told.append(self.say("paper.amount", amount=self.money(item.yuan)))
        return self.say("list.clause_comma").join(told)

    def unit_name(self, item: Item) -> str:
        return name_as("name", item.unit_zh if self.view.language == "zh" else item.unit_en)

    def head(self, title: str) -> Component:
        """Letterhead, number and title, whose lines are broken between words; key and status stand in the page header."""
        described = {
            **document(self.view, self.issued, status_of(self.view.study, self.view.period) if self.issued else "draft"),
            "title": title.replace("\n", ""),
            "form": "official",
            "made_of": "",  # its annexes are on its pages, its fonts in its letterhead
            "period": self.period,
        }
        issuer = self.view.text(self.documents.issuer)
        files = self.view.study.files
        own = [
            {"role": role, "file": file, "sha256": files[f"{fonts.PREFIX}{file}"]}
            for role, file in self.documents.fonts.named.items()
        ]
        head = {"issuer": self.say("paper.issuer", issuer=issuer), "number": self.number(), "fonts": own}
        return cover(described, title, letterhead=head)

    def addressee(self, default: str = "") -> Component:
        to = self.words_of(self.form.to, default) or self.say("paper.blank_to")
        return line("addressee", self.say("paper.to", to=to))

    def annex_list(self, *titles: str) -> list[Component]:
        if not titles:
            return []
        if len(titles) == 1:
            return [line("annexes", self.say("paper.annexes_one", title=titles[0]))]
        first, *rest = titles
        lines = [self.say("paper.annexes", title=first)]
        return [line("annexes", *lines, *(name_as("ordinal", f"{n}. ") + t for n, t in enumerate(rest, 2)))]

    def annex_mark(self, number: int, count: int) -> Component:
        return line("annex", self.say("paper.annex", number=name_as("ordinal", str(number)) if count > 1 else ""))

    def signature(self) -> Component:
        issuer = [] if self.old else [self.view.text(self.documents.issuer)]
        return line("signature", *issuer, self.say("paper.seal"), self.date_line())

    def imprint(self) -> Component:
        """版记: subject words (1999), copies, who printed it and when."""
        rows = []
        if self.old and self.form.subject_words:
            told = Printed("　" if self.view.language == "zh" else ", ").join(self.view.text(w) for w in self.form.subject_words)
            rows.append([self.say("paper.subject"), told])
        copies = self.words_of(self.form.copies)
        if copies:
            rows.append([self.say("paper.copies"), copies])
        printer = self.words_of(self.documents.printer, self.office)
        when = self.view.date(self.issued) if self.issued else self.say("paper.print_blank")
        return imprint(rows, [printer, self.say("paper.printed", date=when)])

    def annexes(self, *tables: tuple[str, list[Component]]) -> Component:
        """Annexes in order, each on a new page under its mark."""
        if not tables:
            return omission("annexes", self.say("paper.no_annex"))
        parts = []
        for number, (_, content) in enumerate(tables, 1):
            parts += [self.annex_mark(number, len(tables)), *content]
        return section("annexes", parts)
