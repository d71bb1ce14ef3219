"""``evaluation indicators``: what there is to measure, found by what it means."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from evaluation.cli.output import say
from evaluation.errors import EXIT_DONE, Refused

if TYPE_CHECKING:
    from evaluation.catalogue.catalogue import Catalogue
    from evaluation.catalogue.groups import QuantityGroup
    from evaluation.catalogue.model import Indicator, Quantity
    from evaluation.study.base import Words

_SHOWN = 12


class FoundEntry(NamedTuple):
    """An entry, and the catalogue it is in."""

    entry: Indicator | Quantity | QuantityGroup
    of: Catalogue


@click.command(short_help="Search indicators and quantities by what they mean.")
@click.argument("word", nargs=-1)
@click.option("--study", help="Of this study: its packs and its own entries.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def indicators(word: tuple[str, ...], study: str | None, as_json: bool) -> int:
    """List indicators, quantities and groups whose code, title (Chinese or English) or other name is like WORD, with formula,
    unit and where they are declared; all indicators without WORD.
    """
    asked = " ".join(word)
    catalogues = _catalogues(study)
    found = _search(asked, catalogues) or [f for one in word if len(word) > 1 for f in _search(one, catalogues)]
    if as_json:
        say(json.dumps([_plain(f) for f in found], ensure_ascii=False, indent=1))
        return EXIT_DONE
    if not found:
        raise Refused(
            f"nothing is called like {asked!r}; evaluation indicators lists all there is, docs/catalogue.md says how to declare it"
        )
    shown = found[:_SHOWN] if asked else found
    for one in shown:
        say("\n".join(_lines(one)))
    if len(found) > len(shown):
        say(f"and {len(found) - len(shown)} less like it; --json lists all")
    return EXIT_DONE


def _catalogues(study: str | None) -> list[Catalogue]:
    """That of the study; without one that of all packs, and of each that has to be named."""
    from evaluation import project
    from evaluation.catalogue.catalogue import catalogue_of, every_catalogue
    from evaluation.study.load import load

    if study is not None:
        root = project.root()
        return [catalogue_of(load(study, root), root)]
    return every_catalogue(_root())


def _root() -> Path | None:
    from evaluation import project

    try:
        return project.root()
    except Refused:
        return None  # what comes with the package can be searched anywhere


def _search(asked: str, catalogues: list[Catalogue]) -> list[FoundEntry]:
    """The likest first; each entry once, of the first catalogue that has it."""
    from evaluation.catalogue.search import likeness

    found: dict[tuple[str, str, str], tuple[int, FoundEntry]] = {}
    for of in catalogues:
        kinds = (
            ("indicator", of.known_indicators, of.indicators),
            ("quantity", of.known_quantities, of.quantities),
            ("group", of.known_groups, of.groups),
        )
        for kind, known, entries in kinds:
            for name in known:
                like = likeness(asked, name) if asked else int(kind == "indicator")
                if like:
                    place = (kind, name.code, of.place("groups", name.code) if kind == "group" else "")
                    found.setdefault(place, (like, FoundEntry(entries[name.code], of)))
    return [one for _, one in sorted(found.values(), key=lambda pair: -pair[0])]


def _lines(found: FoundEntry) -> Iterator[str]:
    said = _plain(found)
    yield f"{said['code']}  {said['title']['en']} · {said['title']['zh']}"
    if said["what"] == "quantity":
        within = f", part of {said['within']}" if said["within"] else ""
        yield f"    quantity: counts {said['counts']}, {said['kind']}{within}; {said['declared']}"
        return
    if said["what"] == "group":
        yield f"    group: sum of {', '.join(said['of'])}; {said['declared']}"
        return
    for name, reading in said["readings"].items():
        yield f"    {'' if name == 'only' else f'{name}: '}{reading['formula']['en']} [{reading['unit']['en']}]"
    clause = f"{said['clause']}; " if said["clause"] else ""
    kept = (
        f"; {said['owner']}, to be reviewed {said['review']}" if said["review"] else f"; {said['owner']}" if said["owner"] else ""
    )
    yield f"    indicator: {clause}{said['direction']}; {said['declared']}{kept}"


def _plain(found: FoundEntry) -> dict[str, Any]:
    from evaluation.catalogue.groups import QuantityGroup
    from evaluation.catalogue.model import Quantity

    entry, of = found
    kind = "quantities" if isinstance(entry, Quantity) else "groups" if isinstance(entry, QuantityGroup) else "indicators"
    about: dict[str, Any] = {"code": entry.code, "title": _both(entry.title), "declared": of.place(kind, entry.code)}
    if isinstance(entry, Quantity):
        held = "plan" if entry.plan else entry.kind
        return {**about, "what": "quantity", "counts": entry.counts, "kind": held, "within": entry.within}
    if isinstance(entry, QuantityGroup):
        return {**about, "what": "group", "of": [q.code for q in entry.of]}
    readings = {
        name: {
            "formula": {language: r.formula(language, of.counts) for language in ("zh", "en")},
            "unit": {language: r.unit.words(language, of.counts) for language in ("zh", "en")},
        }
        for name, r in entry.readings.items()
    }
    about |= {"what": "indicator", "clause": entry.clause, "direction": entry.direction.value, "readings": readings}
    return {**about, "owner": entry.owner, "review": str(entry.review) if entry.review else ""}


def _both(words: Words) -> dict[str, str]:
    return {"zh": words["zh"], "en": words["en"]}
