"""``evaluation next``: the study of the period that follows."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluation.cli.output import say, with_limits
from evaluation.errors import EXIT_DONE, Refused, fit_for_message, near

if TYPE_CHECKING:
    from evaluation.exchange.next_period import NextStudy


@click.command("next", short_help="Begin the next period of a study, with mappings, ledger and openings carried forward.")
@click.argument("study")
@click.argument("period")
@click.option("--study", "name", metavar="NAME", help="Its name.  [default: STUDY with its period replaced by PERIOD]")
@click.option("--without-figures", is_flag=True, help="Carry no delivered figures: the next delivery brings earlier periods again.")
@with_limits
def next_(study: str, period: str, name: str | None, without_figures: bool, timeout: int, memory: int) -> int:
    """Write params/NAME and data/NAME for PERIOD, the one that follows that of STUDY.

    Mappings, choices, weights, targets and the ledger go on as they are; delivered figures go on byte for byte as tables of their
    own, so that openings and last year's figures are there. What was issued and delivered of the last period is left out, and
    STUDY stays as it is. Of deliveries that are in data/NAME already it says which columns are gone or new; `evaluation round NAME`
    says so later.
    """
    from evaluation.project import root
    from evaluation.runs.begin import begin
    from evaluation.runs.limits import Limits, within

    place = root()
    limits = Limits(timeout=timeout, memory=memory)
    chosen, made = within(limits, f"reading {fit_for_message(study)}", partial(_next, study, period, name, without_figures, place))
    begin(chosen, place, {file: text.encode() for file, text in made.texts.items()} | dict(made.fonts), made.data)
    say("\n".join(made.told))
    for changed in within(limits, "comparing the forms", partial(_columns, study, chosen, place)):
        say(f"form of {changed['file']} against {changed['before']}: {changed['told']}")
    say(f"next: put the new deliveries into data/{chosen}/, then: evaluation check {chosen}")
    return EXIT_DONE


def _next(study: str, said: str, name: str | None, without: bool, root: Path) -> tuple[str, NextStudy]:
    from evaluation.exchange.next_period import next_study
    from evaluation.study.base import fit_for_a_folder
    from evaluation.study.load import load
    from evaluation.study.names import names
    from evaluation.study.periods import period_asked

    known = names(root)
    if study not in known:
        raise Refused(f"there is no study {fit_for_message(study)!r}; {near(study, known)}")
    before = load(study, root)
    period = period_asked(said, before.file.period)
    last = before.file.period.spelled
    chosen = name or (study.replace(last, period.spelled) if last in study else f"{study}-{period.spelled}")
    fit_for_a_folder(chosen, known)
    if (root / "params" / chosen).exists():
        raise Refused(f"params/{chosen} is there already and is never replaced; give another name with --study")
    return chosen, next_study(before, root, chosen, period, not without)


def _columns(before: str, name: str, root: Path) -> list[dict[str, str]]:
    from evaluation.exchange.changes import column_changes
    from evaluation.study.load import load

    return column_changes(load(before, root), load(name, root), root)
