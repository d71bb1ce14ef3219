"""Commands that make things outside a run: ``init``, ``migrate``, ``render`` and ``demo``."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from evaluation.cli.output import say, with_limits
from evaluation.errors import EXIT_DONE, NotInstalled, Refused, how_to_install


@click.command(short_help="Begin a new study.")
@click.argument("name")
@click.option("--from", "source", metavar="STUDY", help="Copy the questions of this study instead of an example.")
@click.option("--language", type=click.Choice(["zh", "en"]), help="Words of the example in this language alone.  [default: both]")
@click.option("--currency", metavar="CODE", help="Its money, as INR.  [default: CNY; with --language en left open]")
def init(name: str, source: str | None, language: str | None, currency: str | None) -> int:
    """Begin a study NAME: commented files in params/NAME and a place for its data in data/NAME."""
    from evaluation import project
    from evaluation.cli import skeleton

    root = project.root()
    for path in skeleton.create(root, name, source, language, currency):
        say(f"wrote {path.relative_to(root)}")
    say(f"next: fill them in, put the tables into data/{name}/, then: evaluation check {name}")
    return EXIT_DONE


@click.command(short_help="Copy a study into the present format.")
@click.argument("study")
@click.option("--to", "target", metavar="NAME", help="Name of the copy.  [default: STUDY-2]")
@with_limits
def migrate(study: str, target: str | None, timeout: int, memory: int) -> int:
    """Copy STUDY, of format 1, as a study of format 2, and prove that both measure the same.

    What format 1 left to silence is added in words, every added line is told, comments stay. Both are measured and every cell of
    their tables is compared; where one differs, nothing is kept. The original is never changed.
    """
    from evaluation import project
    from evaluation.cli.migration import migrate as copy
    from evaluation.runs.limits import Limits, within

    root, name = project.root(), target or f"{study}-2"
    limits = Limits(timeout=timeout, memory=memory)
    added, equal = within(limits, f"migrating {study}", partial(copy, root, study, name))
    for line in added:
        say(line)
    say(f"{study} and {name} measure the same: {equal:,} cells of their tables are equal")
    say(f"next: look at params/{name}/ and data/{name}/, and make it the study that you run: evaluation check {name}")
    return EXIT_DONE


@click.command(short_help="Render an executed notebook again.")
@click.argument("notebook", metavar="EXECUTED.ipynb", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--to", "target", type=click.Choice(["html", "pdf", "docx"]), help="Only this format.  [default: html and pdf]")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Folder.  [default: beside the notebook]")
def render(notebook: Path, target: str | None, output: Path | None) -> int:
    """Render an executed report notebook again, without running it.

    A notebook that did not run whole is refused: an error, an unexecuted cell, printed text, no end marker.
    """
    from evaluation.render.notebook import components
    from evaluation.runs import files, strict
    from evaluation.runs.job import RECORD

    parts = components(strict.read(notebook), notebook.name)
    made: dict[str, bytes] = {}
    if target in (None, "html"):
        from evaluation.render.html import html_document

        made["html"] = html_document(parts).encode()
    if target in (None, "pdf"):
        from evaluation.render.pdf import pdf_document

        made["pdf"] = pdf_document(parts)
    if target == "docx":
        from evaluation.render.word import word_document

        made["docx"] = word_document(parts)
    folder = output or notebook.parent
    if (folder / RECORD).is_file():
        raise Refused(f"{folder} holds the evidence of a run, which is not changed; name another folder with -o")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind, content in made.items():
            path = folder / f"{notebook.stem}.{kind}"
            files.write(path, content)
            say(f"wrote {path}")
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror}") from None
    return EXIT_DONE


@click.command(short_help="Generate the synthetic tables again.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder that takes data/ and params/.  [default: the project]",
)
@click.option(
    "--register",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Instead, an invented register of persons into a new folder.",
)
def demo(output: Path | None, register: Path | None) -> int:
    """Generate the invented tables of the bundled synthetic studies again: the same bytes every time."""
    try:
        import evaluation_demo as generator
    except ModuleNotFoundError as error:
        if error.name != "evaluation_demo":
            raise
        raise NotInstalled(how_to_install("evaluation_demo", "the generator of invented data")) from error
    if register is not None:
        from evaluation_demo import register as invented

        for path in invented.write(register):
            say(f"wrote {path}")
        say(f"{register} holds an invented register: nobody in it exists")
        return EXIT_DONE
    from evaluation import project

    root = project.root()
    where = output or root
    for path in generator.write(where, project=root):
        say(f"wrote {path}")
    say(f"the synthetic tables are in {where}/data, the targets and standards made with them in {where}/params")
    return EXIT_DONE
