"""``evaluation trace``: one number followed from the page to the delivered cells."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluation.cli.output import say, with_limits
from evaluation.errors import EXIT_DONE, Refused, near

if TYPE_CHECKING:
    from evaluation.evidence.trace import Trace
    from evaluation.measured.results import Results


@click.command(short_help="Follow one indicator of a region to the delivered cells.")
@click.argument("study")
@click.argument("region")
@click.argument("indicator")
@click.option("-p", "--parameter", "pairs", type=(str, str), metavar="NAME VALUE", multiple=True, help="Parameter.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with every cell.")
@with_limits
def trace(
    study: str, region: str, indicator: str, pairs: tuple[tuple[str, str], ...], as_json: bool, timeout: int, memory: int
) -> int:
    """Print how INDICATOR of REGION came about: reading, formula, target, both sides, and each delivered cell in them with file,
    row, column and text.

    REGION and INDICATOR go by code or by a name that no other has. Parameters are those of a run: -p period 2007Q2.
    """
    from evaluation import project
    from evaluation.evidence.trace import lines
    from evaluation.runs.limits import Limits, within
    from evaluation.runs.parameters import collect

    limits = Limits(timeout=timeout, memory=memory)
    found = within(limits, f"measuring {study}", partial(_trace, study, region, indicator, collect(pairs), project.root()))
    say(json.dumps(found.plain, ensure_ascii=False, indent=1) if as_json else "\n".join(lines(found)))
    return EXIT_DONE


def _trace(study: str, region: str, indicator: str, asked: dict[str, str], root: Path) -> Trace:
    import evaluation
    from evaluation.evidence import trace as follow
    from evaluation.runs.parameters import meant
    from evaluation.study.languages import language_asked
    from evaluation.view.view import View

    opened = evaluation.open(study, root=root)
    seen = opened.at(*meant(asked, opened.study))
    code = _code_of(indicator, seen.results)
    language = language_asked(seen.study, asked.get("language", ""))
    view = View(results=seen.results, region=seen.region(region).code, language=language, key="")
    return follow.trace(view, code)


def _code_of(said: str, results: Results) -> str:
    """The code of the indicator that goes by it, or is called so and no other is."""
    if results.indicator(said) is not None:
        return said
    every = (*results.indicators, *results.unlisted)
    found = [i.code for i in every if said in (i.title.zh, i.title.en)]
    if len(found) > 1:
        raise Refused(f"{len(found)} indicators of {results.study.name!r} are called {said!r}: {', '.join(found)}; give the code")
    if not found:
        names = [name for i in every for name in (i.code, i.title.zh, i.title.en) if name]
        raise Refused(f"study {results.study.name!r} has no indicator {said!r}; {near(said, names)}")
    return found[0]
