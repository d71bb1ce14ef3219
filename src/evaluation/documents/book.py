"""An official document as a notebook writes it: the same seven calls for every kind."""

from __future__ import annotations

from evaluation.documents import (
    agency_announcement,
    assistance_result,
    assistance_table,
    budget_and_accounts,
    bulletin,
    fund_performance,
    inspection,
    notice,
    pilots,
    skills_plan_evaluation,
    special_inspection,
    supervision_memo,
    ui_selfcheck,
    warning_notice,
)
from evaluation.documents.paper import Paper
from evaluation.render.component import Component, section
from evaluation.report.book import Made

KINDS = {
    "bulletin": bulletin,
    "notice": notice,
    "fund_performance": fund_performance,
    "inspection": inspection,
    "pilots": pilots,
    "ui_selfcheck": ui_selfcheck,
    "assistance_table": assistance_table,
    "assistance_result": assistance_result,
    "skills_plan_evaluation": skills_plan_evaluation,
    "supervision_memo": supervision_memo,
    "agency_announcement": agency_announcement,
    "budget_and_accounts": budget_and_accounts,
    "special_inspection": special_inspection,
    "warning_notice": warning_notice,
}


class Document(Made):
    """One official document. Each method returns one component, in the order of the page."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(paper.view)
        self.paper = paper
        self._kind = KINDS[paper.kind]

    def cover(self) -> Component:
        """Letterhead with issuer and number, and the title."""
        return self._keep("cover", self.paper.head(self._kind.title(self.paper)))

    def opening(self) -> Component:
        """Addressee and the sentence that says what this is about."""
        return self._keep("opening", section("opening", self._kind.opening(self.paper)))

    def body(self) -> Component:
        """The numbered parts."""
        return self._keep("body", self._kind.body(self.paper))

    def closing(self) -> Component:
        """Closing sentence, list of annexes, seal and date."""
        return self._keep("closing", section("closing", self._kind.closing(self.paper)))

    def annexes(self) -> Component:
        """Annex tables, each on its own page."""
        return self._keep("annexes", self.paper.annexes(*self._kind.annexes(self.paper)))

    def imprint(self) -> Component:
        """Subject words, copies, printing office and date."""
        return self._keep("imprint", section("imprint", [self.paper.imprint()]))
