"""``scores``: the league of a study with rank intervals; and every score opened up, as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluation.cli.output import PROVISIONAL, save, say, with_limits
from evaluation.errors import EXIT_DONE, Refused

if TYPE_CHECKING:
    from evaluation.measured.results import Results
    from evaluation.study.weights import Weights


@click.command(short_help="Scores and ranks of a study, and the workbook behind them.")
@click.argument("study")
@click.option("--period", default="", metavar="PERIOD", help="Another period of its data, such as 2007Q3.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.xlsx",
    help="Workbook with the sheets summary, trace, league, weights and notes; points and goalposts can be changed.",
)
@with_limits
def scores(study: str, period: str, output: Path | None, timeout: int, memory: int) -> int:
    """Print score, grade and rank of every region of STUDY, with the interval of the rank and the rank it shares.

    Writes nothing, unless -o names a workbook.
    """
    if output is not None and output.suffix != ".xlsx":
        raise Refused(f"{output.name} is no workbook; name a file that ends in .xlsx")
    from evaluation.cli.look import _names
    from evaluation.project import root
    from evaluation.runs.limits import Limits, within

    _names((study,), False, root())
    limits = Limits(timeout=timeout, memory=memory)
    lines, content = within(limits, f"scoring {study}", lambda: _output(study, root(), period, output is not None))
    say("\n".join(lines))
    if output is not None:
        save(output, content)
    return EXIT_DONE


def _output(study: str, root: Path, period: str, as_workbook: bool) -> tuple[list[str], bytes]:
    """What is printed, and the workbook when it is asked for."""
    import evaluation
    from evaluation.scores.scored import scores_of

    results = evaluation.open(study, root=root).at(period).results
    if (why := scores_of(results).unscored) is not None:
        raise why
    weights = results.study.weights
    if weights is None or not scores_of(results).scores:
        raise Refused(f"study {study!r} has no weights.yml and gives no scores; params/hubei-2007/weights.yml is an example")
    if not as_workbook:
        return league_lines(results, weights), b""
    from evaluation.cli.scores_book import workbook
    from evaluation.study.issue import date_of

    of = date_of(results.study, results.period)
    return league_lines(results, weights), workbook(results, weights, notes(results, weights), of)


def league_lines(results: Results, weights: Weights) -> list[str]:
    """The league in lines of text, in division order."""
    from evaluation.measured.rounding import half_up
    from evaluation.scores.scored import scores_of
    from evaluation.scores.uncertainty.league import league

    drawn, found = league(results), scores_of(results)
    cells = [["region", "", "score", "grade", "rank", "interval", "shared", "evidence, %"]]
    for region, score in found.scores.items():
        place = drawn.places.get(region) if drawn else None
        cells.append(
            [
                region,
                results.study.name_of(region, "en"),
                "" if score.total is None else half_up(score.total, 2),
                score.grade.name.en if score.grade else "",
                str(found.ranks.get(region, "")),
                f"{place.low}-{place.high}" if place else "",
                str(place.shared) if place else "",
                half_up(score.evidence, 0),
            ]
        )
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    lines = [f"{results.study.name}, {results.period}: {weights.preset} ({weights.status})"]
    lines += [
        "  ".join(c.ljust(w) if i in (0, 1, 3) else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))).rstrip()
        for row in cells
    ]
    return [*lines, "", *notes(results, weights)]


def notes(results: Results, weights: Weights) -> list[str]:
    """What a reader of the scores has to know: whose numbers these are, gates, missing inputs, how ranks were drawn."""
    from evaluation.scores.uncertainty.league import league

    file = results.study.file
    lines = [file.synthetic.en] if file.synthetic else []
    lines += [PROVISIONAL] if results.has_provisional else []
    lines += [weights.source.en, f"missing inputs: {weights.missing}; no total below {weights.least_evidence} % of the points"]
    lines += [
        f"gate {code}: {gate.indicator} {gate.demand.replace('_', ' ')} {gate.value}, else {gate.effect.replace('_', ' ')}"
        for code, gate in weights.gates.items()
    ]
    lines += [f"grade {g.name.en}: at most {g.at_most} % of the regions" for g in weights.grades if g.at_most is not None]
    if (drawn := league(results)) is None:
        return [*lines, "no rank intervals: weights.yml has no 'uncertainty'"]
    asked = drawn.asked
    moves = f"weights ±{asked.spread.weights}, goalposts ±{asked.spread.goalposts} of their span"
    moves += (", readings" if asked.spread.readings else "") + (", chance in counts" if asked.spread.noise else "")
    return [*lines, f"intervals: {asked.level} % of {asked.draws} draws, seed {asked.seed}; {moves}"]
