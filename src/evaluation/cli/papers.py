"""``evaluation papers``: working papers of what needs action in a region."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluation.cli.output import save, say, with_limits
from evaluation.cli.send_back import check_target
from evaluation.errors import EXIT_DONE, Refused, fit_for_message, near

if TYPE_CHECKING:
    from evaluation.view.view import View


@click.command(short_help="Write working papers of what needs action in a region, a workbook each.")
@click.argument("study")
@click.option("--region", "regions", metavar="REGION", multiple=True, required=True, help="Of this region (repeatable), or 'all'.")
@click.option("-p", "--parameter", "pairs", type=(str, str), metavar="NAME VALUE", multiple=True, help="Parameter.")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path(), metavar="DIR", help="Where to.")
@with_limits
def papers(
    study: str, regions: tuple[str, ...], pairs: tuple[tuple[str, str], ...], output: Path, timeout: int, memory: int
) -> int:
    """Write papers-REGION-PERIOD.xlsx for each --region of STUDY: a list of all that needs action (absolute demands and targets
    that are missed, problems of the ledger that are not closed, what is asked about delivered files), and for each a paper with
    fact, norm, delivered cells and the place for the unit's reply and signatures.

    REGION goes by code or by a name that no other has. Parameters are those of a run: -p period 2007Q2, -p language en. A
    workbook that is there already, which may hold a reply, is never replaced.
    """
    from evaluation.project import root
    from evaluation.runs.limits import Limits, within
    from evaluation.runs.parameters import collect

    place, asked = root(), collect(pairs)
    check_target(output, place)
    if output.resolve().is_relative_to((place / "outputs").resolve()):
        raise Refused("outputs/ holds what runs made and vouch for; name a folder outside it for working papers")
    if not output.is_dir():
        raise Refused(f"{output} is no folder; make it, or name another one")
    limits = Limits(timeout=timeout, memory=memory)
    made, told = within(limits, f"measuring {fit_for_message(study)}", partial(_books, study, regions, asked, place))
    for name, content in made.items():
        if (output / name).exists() and (output / name).read_bytes() != content:
            raise Refused(f"{output / name} is there already and may hold a reply; move it, or name another folder with -o")
    for name, content in made.items():
        save(output / name, content, told[name])
    for name in [name for name in told if name not in made]:
        say(told[name])
    return EXIT_DONE


def _books(study: str, regions: tuple[str, ...], asked: dict[str, str], root: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    """The workbooks by the names of their files, and what is said of each."""
    import evaluation
    from evaluation.exchange.working_paper_book import PaperBook, paper_book
    from evaluation.exchange.working_papers import working_papers
    from evaluation.runs.parameters import meant
    from evaluation.study.issue import date_of
    from evaluation.study.languages import language_asked
    from evaluation.study.names import names
    from evaluation.view.view import View

    if study not in names(root):
        raise Refused(f"there is no study {fit_for_message(study)!r}; {near(study, names(root))}")
    opened = evaluation.open(study, root=root)
    seen = opened.at(*meant(asked, opened.study))
    language, places = language_asked(seen.study, asked.get("language", "")), seen.results.places
    codes = list(places) if "all" in regions else [seen.region(name).code for name in regions]
    if wrong := next((code for code in codes if code not in places), ""):
        raise Refused(f"region {wrong!r} of {study!r} has no report and no working papers; {near(wrong, places)}")
    made, told = dict[str, bytes](), dict[str, str]()
    for code in codes:
        view = View(results=seen.results, region=code, language=language, key="")
        found, name = working_papers(seen, view), f"papers-{code}-{seen.period.spelled}.xlsx"
        told[name] = f"{len(found)} paper{'' if len(found) == 1 else 's'}" if found else f"{study} {code}: nothing needs action"
        if found:
            book = PaperBook(
                language=language,
                study=str(view.say.fill_title(seen.study.file.title, seen.period)),
                region=str(view.name()),
                period=str(view.period_text()),
                notes=_notes(view),
                papers=found,
                created=date_of(seen.study, seen.period),
            )
            made[name] = paper_book(book)
    return made, told


def _notes(view: View) -> tuple[str, ...]:
    """That the data are invented, that they are provisional in part, and that this is a draft."""
    from evaluation.exchange.working_paper_words import WORDS
    from evaluation.study.issue import status_of

    words, file = WORDS[view.language], view.study.file
    said = [file.synthetic[view.language]] if file.synthetic else []
    said += [words["provisional"]] if view.results.has_provisional else []
    said += [words["draft"]] if status_of(view.study, view.period) == "draft" else []
    return tuple(said)
