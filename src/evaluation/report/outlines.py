"""The outline of a report: the one of ``outlines/`` that a study names, or its own; what is wrong with it; what stands where."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

from evaluation.catalogue.model import Dimension, Indicator
from evaluation.errors import near
from evaluation.report import section
from evaluation.study import strict_yaml
from evaluation.study.model import Study
from evaluation.study.outline import OutlinePart, ReportOutline
from evaluation.view.view import View

_FOLDER = Path(__file__).parent / "outlines"
GENERAL, COVER = "general", "cover"
"""The sections of what no other shows, and of what the report is."""


@cache
def known_outlines() -> Mapping[str, ReportOutline]:
    """The outlines that a study may name."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.yml"))}
    return {name: ReportOutline.model_validate({**strict_yaml.parse(text, name), "name": name}) for name, text in texts.items()}


def parts_of(study: Study, overview: bool) -> tuple[OutlinePart, ...]:
    """Sections of the overview, or of the report of a region; none where the outline is not known."""
    said = study.file.outline
    own = said.overview if overview else said.region
    if own is not None:
        return own
    found = known_outlines().get(said.name)
    return () if found is None else (found.overview if overview else found.region) or ()


def is_own(study: Study, overview: bool) -> bool:
    """Whether the study says itself which sections these reports have."""
    return (study.file.outline.overview if overview else study.file.outline.region) is not None


def follows_notebook(study: Study, overview: bool) -> bool:
    """Whether the notebook, which has every section, is the outline."""
    return not is_own(study, overview) and study.file.outline.name == ReportOutline().name


def themes_of(view: View, names: Collection[str], folders: Mapping[str, Path]) -> frozenset[Dimension]:
    """Themes that a report of these sections has a section for: what is of another stands in the general one."""
    asked = {i.dimension for i in view.results.indicators}
    return frozenset(_claims(names, folders, asked) | {Dimension.GENERAL})


def _claims(names: Collection[str], folders: Mapping[str, Path], asked: Collection[Dimension]) -> set[Dimension]:
    found: set[Dimension] = set()
    for name in names:
        declared = section.find(name, folders).declared
        found.update(map(Dimension, declared.shows))
        if any(Dimension(theme) in asked for theme in declared.shows):
            found.update(map(Dimension, declared.takes))
    return found


def problems(study: Study, indicators: Collection[Indicator], folders: Mapping[str, Path], root: Path) -> list[str]:
    """Outlines and sections that there are not, and indicators that would stand nowhere, each with the line of study.yml."""
    said, known = study.file.outline, (*section.package_sections(), *folders)
    wrong: list[tuple[tuple[str, ...], str]] = []
    if said.name not in known_outlines() and said != ReportOutline(region=said.region, overview=said.overview):
        wrong.append((("outline",), f"there is no outline {said.name!r}; {near(said.name, known_outlines())}"))
    for kind, parts in (("region", said.region), ("overview", said.overview)):
        unknown = [(at, p) for at, p in enumerate(parts or ()) if p.section not in known]
        for at, part in unknown:
            wrong.append((("outline", kind, str(at)), f"there is no section {part.section!r}; {near(part.section, known)}"))
        if parts and parts[0].section != COVER:
            told = f"a report begins with the section {COVER!r}, which names it; put it first"
            wrong.append((("outline", kind, "0"), told))
        if parts and not unknown:
            wrong += [(("outline", kind), text) for text in _homeless([p.section for p in parts], indicators, folders)]
    return list(dict.fromkeys(_messages(study, root, wrong)))


def _homeless(names: Collection[str], indicators: Collection[Indicator], folders: Mapping[str, Path]) -> Iterator[str]:
    """Indicators that none of these sections shows."""
    asked = {i.dimension for i in indicators}
    claimed = _claims(names, folders, asked)
    lost = [i.code for i in indicators if i.dimension not in claimed]
    if lost and GENERAL not in names:
        more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""
        yield f"no section shows {', '.join(lost[:3])}{more}; add the section {GENERAL!r}, where they stand"


def _messages(study: Study, root: Path, wrong: list[tuple[tuple[str, ...], str]]) -> Iterator[str]:
    path = root / "params" / study.name / "study.yml"
    lines = strict_yaml.lines(strict_yaml.text(path.read_bytes(), path)) if wrong else {}
    for place, text in wrong:
        line = lines.get(place) or lines.get((place[0], *place[2:])) or lines.get(place[:1])
        yield f"{path.relative_to(root).as_posix()}, line {line}, outline: {text}"
