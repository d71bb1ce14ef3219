"""The reports as a notebook writes them: one method a section, each returning one component."""

from __future__ import annotations

from collections.abc import Callable

from evaluation import process
from evaluation.render import component
from evaluation.render.component import Component
from evaluation.report import refusals
from evaluation.report.sections import (
    allocation,
    annex,
    assistance,
    calendar,
    completeness,
    conclusion,
    cover,
    drivers,
    fairness,
    families,
    follow_up,
    fund,
    insurance,
    methods,
    outcomes,
    problems,
    ranking,
    retraining,
    rubric,
    score,
    services,
    targets,
    warning,
)
from evaluation.report.view import View


class Made:
    """What a notebook makes call by call, and seals. A part may be made again; the last call counts."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._made: dict[str, Component] = {}

    def _keep(self, name: str, made: Component) -> Component:
        self._made[name] = made
        return made

    def end(self) -> Component:
        """End marker over all parts made; inside a run it also hands the supervisor its proof."""
        end = component.end(self._made.values())
        process.prove(end.data["digest"])
        return end


class Report(Made):
    """The report of one region, or of the whole study: one method a section."""

    def _section(self, name: str, build: Callable[[View], Component]) -> Component:
        return self._keep(name, refusals.section_of(self.view, name, build))

    def cover(self) -> Component:
        """Title block with region, period, cut-off, status and content key."""
        return self._section("cover", cover.build)

    def conclusion(self) -> Component:
        """Verdict, hard limits, headline chart, money, strengths and problems: the first page."""
        return self._section("conclusion", conclusion.build)

    def background(self) -> Component:
        """The region in figures and which tables were delivered."""
        return self._section("background", completeness.build)

    def comparison(self) -> Component:
        """All regions side by side (overview)."""
        return self._section("comparison", ranking.build)

    def targets(self) -> Component:
        """Quantity targets (HB-0)."""
        return self._section("targets", targets.build)

    def retraining(self) -> Component:
        """Retraining-rate targets by stream."""
        return self._section("retraining", retraining.build)

    def fund(self) -> Component:
        """Structure, execution and management of the fund (HB-18 to HB-21)."""
        return self._section("fund", fund.build)

    def outcomes(self) -> Component:
        """Outcome indicators (HB-20, HB-4, HB-17)."""
        return self._section("outcomes", outcomes.build)

    def assistance(self) -> Component:
        """Employment assistance (GZ)."""
        return self._section("assistance", assistance.build)

    def follow_up(self) -> Component:
        """Visits of three kinds, five conditions, streets, assisted again (GZ-18)."""
        return self._section("follow_up", follow_up.build)

    def families(self) -> Component:
        """Zero-employment families by their three-month clock (HB-4, GZ-2)."""
        return self._section("families", families.build)

    def exits(self) -> Component:
        """Exits from assistance with their evidence (GZ-4)."""
        return self._section("exits", families.exits)

    def insurance(self) -> Component:
        """Unemployment insurance (HB-15, HB-16)."""
        return self._section("insurance", insurance.build)

    def services(self) -> Component:
        """Employment service and order of the labour market (HB-4, HB-5, HB-10, HB-12, HB-22, HB-23)."""
        return self._section("services", services.build)

    def rubric(self) -> Component:
        """What is judged and not counted, with assessor and evidence (HB-20)."""
        return self._section("rubric", rubric.build)

    def warning(self) -> Component:
        """Unemployment early warning (HB-13)."""
        return self._section("warning", warning.build)

    def calendar(self) -> Component:
        """What is due, done and overdue at the cut-off."""
        return self._section("calendar", calendar.build)

    def fairness(self) -> Component:
        """Raw beside mix-adjusted rates, and who changes places."""
        return self._section("fairness", fairness.build)

    def score(self) -> Component:
        """Score opened up: gates, points and reasons, how sure the rank is (HB-20)."""
        return self._section("score", score.build)

    def drivers(self) -> Component:
        """What drives the ranks, and efficiency (overview)."""
        return self._section("drivers", drivers.build)

    def allocation(self) -> Component:
        """Money by results, opened into factors (HB-18, HB-16, GZ-23)."""
        return self._section("allocation", allocation.build)

    def problems(self) -> Component:
        """Requirements missed, with recommendation."""
        return self._section("problems", problems.build)

    def methods(self) -> Component:
        """Choices, limits and data findings."""
        return self._section("methods", methods.build)

    def annex(self) -> Component:
        """Evidence annex."""
        return self._section("annex", annex.build)
