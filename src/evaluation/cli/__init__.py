"""The command line. Every command imports what it needs when it runs, so that ``--help`` answers at once."""

from __future__ import annotations

import gc
import os
import sys

import click

from evaluation import __version__
from evaluation.cli.add import add
from evaluation.cli.allocate import allocate
from evaluation.cli.clauses import clauses
from evaluation.cli.draft import draft
from evaluation.cli.guard import CommandGroup, run_guarded
from evaluation.cli.indicators import indicators
from evaluation.cli.look import check, list_, show
from evaluation.cli.make import demo, init, migrate, render
from evaluation.cli.next import next_
from evaluation.cli.papers import papers
from evaluation.cli.regions import regions
from evaluation.cli.round import issue, round_
from evaluation.cli.run import run
from evaluation.cli.scores import scores
from evaluation.cli.tally import tally
from evaluation.cli.targets import targets
from evaluation.cli.template import template
from evaluation.cli.trace import trace
from evaluation.cli.verify import verify

# New objects between two looks for garbage: reading a study makes many and leaves none, and every look costs.
_RARELY = 100_000
# Collections of the young between two of everything: what was read is kept to the end, and grows with the delivery.
_NEVER = 1_000_000
# No other package's plugin takes part in what is accepted; looking for some reads the metadata of all that is installed.
_NO_PLUGINS = ("PYDANTIC_DISABLE_PLUGINS", "__all__")

EPILOG = """\b
First steps:
  evaluation list                      studies of this project
  evaluation check hubei-2007          is the delivered data fit to be used?
  evaluation run hubei-2007 -n         what would be done
  evaluation run hubei-2007            reports for every region: HTML, PDF and tables
  evaluation show hubei-2007           what became of the latest run, and where it is
  evaluation trace hubei-2007 420100 emp_new_urban    where does a number come from?
  evaluation verify                    are all results still what was made?

\b
Results lie in outputs/<study>/<run-id>/; open index.html there.
Exit codes: 0 done, 1 a region failed, 2 usage or refused input, 75 another run is going, 130 interrupted."""


@click.group(cls=CommandGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="evaluation")
def cli() -> None:
    """Reports on employment funds and retraining targets, one for every region of a study.

    A study is what is asked (params/STUDY), what is known (data/STUDY) and how it is shown (notebooks/).
    The project is found from the working directory upward, or from the variable EVALUATION_ROOT.
    """


for command in (
    *(init, draft, migrate, add, check, run, list_, show, trace, verify),
    *(round_, issue, next_, template, papers),
    *(scores, allocate, tally, regions, targets, indicators, clauses, render, demo),
):
    cli.add_command(command)


def main() -> None:
    """Entry point of the ``evaluation`` command."""
    gc.set_threshold(_RARELY, 10, _NEVER)
    os.environ.setdefault(*_NO_PLUGINS)
    sys.exit(run_guarded(cli))
