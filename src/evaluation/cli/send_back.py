"""Pages of findings for those who delivered: ``evaluation check STUDY --send-back DIR``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from evaluation.cli.output import save, say
from evaluation.errors import Refused, escape, fit_for_message, nameless

Pages = dict[str, tuple[bytes, str]]
"""By the name of each file to write, what it holds and what it is."""


def check_target(target: Path, root: Path) -> None:
    """:class:`Refused` for a folder that is none, or in which delivered files and study files lie."""
    inside = target.resolve()
    for name in ("data", "params", "rounds"):
        if inside.is_relative_to((root / name).resolve()):
            raise Refused(f"{name}/ holds what was delivered and decided; name a folder outside it for what is sent back")
    if target.exists() and not target.is_dir():
        raise Refused(f"{fit_for_message(target.name)} is no folder; name one for what is sent back")


def pages_of(name: str, root: Path, asked: dict[str, str], addressee: str) -> Pages:
    """The page of every delivered file about which something is asked, and its marked copy where one can be made. Where
    ``addressee`` is a region of the study, only what touches it, and no copy of a file of several."""
    import evaluation
    from evaluation.exchange.marked import marked_copy
    from evaluation.exchange.owed import owed_deliveries
    from evaluation.exchange.page import CoveringNote, owed_page, page
    from evaluation.exchange.returned import files_to_return
    from evaluation.runs.clock import now
    from evaluation.runs.parameters import meant
    from evaluation.study.languages import language_asked
    from evaluation.study.pattern import REGION
    from evaluation.study.region import homonyms
    from evaluation.view.phrases import Phrases

    opened = evaluation.open(name, root=root)
    period, cut_off = meant(asked, opened.study)
    language = language_asked(opened.study, asked.get("language", ""))
    seen, file, say_of = opened.at(period, cut_off), opened.study.file, Phrases(language)
    named = homonyms(opened.study.regions, addressee) if addressee else []
    unit = named[0].code if len(named) == 1 else ""
    note = CoveringNote(
        language=language,
        study=str(say_of.fill_title(file.title, seen.period)),
        period=str(say_of.period(seen.period)),
        author=file.author[language],
        addressee=escape(nameless(addressee)),
        unit=unit,
        read=f"{now():%Y-%m-%d %H:%M} UTC",
        synthetic=file.synthetic[language] if file.synthetic else "",
    )
    found: Pages = {}
    for returned in files_to_return(seen, seen.findings, language, unit):
        stem = f"{returned.name}-{returned.sha256[:8]}"
        alone = any(REGION in table.file for table in file.tables.values() if table.is_called(returned.name))
        copy = marked_copy(returned, language) if alone or not unit else None
        marked = f"{stem}-marked.xlsx" if copy is not None else ""
        if copy is not None:
            found[marked] = copy, "a copy with its cells marked"
        number = "1 place" if returned.count == 1 else f"{returned.count:,} places"
        found[f"{stem}.html"] = page(returned, note, marked).encode(), f"{number} in {fit_for_message(returned.name)}"
    for owed in owed_deliveries(seen, language, unit) if unit or not addressee else ():
        to = replace(note, addressee=opened.study.name_of(owed.unit, "en" if language == "en" else "zh"), unit=owed.unit)
        what = f"{len(owed.files)} file{'s' if len(owed.files) != 1 else ''} not delivered"
        found[f"owed-{owed.unit}.html"] = owed_page(owed, to).encode(), what
    return found


def write_pages(pages: Pages, target: Path, study: str, addressee: str = "") -> None:
    """Write them into ``target``, each whole or not at all."""
    if not pages:
        whom = fit_for_message(escape(nameless(addressee))) if addressee else "those who delivered"
        say(f"{study}: nothing is asked of {whom}; no page was written")
        return
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"{target} cannot be made: {error.strerror}") from None
    for name, (content, what) in pages.items():
        save(target / name, content, what)
