"""Files of entries: each read once, strictly, and every wrong key told with file, line and path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from evaluation.catalogue.breakdowns import with_members
from evaluation.catalogue.entries import DERIVED, FORMAT, Entries
from evaluation.errors import Refused, fit_for_message, near
from evaluation.study import strict_yaml
from evaluation.study.explain import keys_of, tell_length

M = TypeVar("M", bound=BaseModel)
_MOST_TOLD = 20
_SECTIONS = tuple(Entries.model_fields)


@dataclass(frozen=True, slots=True)
class Source:
    """One file of entries: ``file`` as messages name it, the ``pack`` it is of (empty: the study's own), and its text."""

    file: str
    pack: str
    text: str

    def where(self, path: Sequence[str]) -> str:
        """``packs/training/pack.yml:14``: the line of ``path``, or of what is nearest around it."""
        return f"{self.file}:{self.line(path)}"

    def line(self, path: Sequence[str]) -> int:
        known = _lines(self.text)
        return next((known[part] for at in range(len(path), 0, -1) if (part := tuple(path[:at])) in known), 1)

    @property
    def is_own(self) -> bool:
        """Whether it is the study's or its project's, not the package's."""
        return self.file.startswith(("params/", "packs/"))

    @property
    def owner(self) -> str:
        """Who declares what stands here, as messages say it."""
        return f"pack {self.pack.replace('_', '-')}" if self.pack else "the study"


_lines = cache(strict_yaml.lines)


@dataclass(frozen=True, slots=True)
class EntryProblem:
    """What is wrong at ``path`` of a file."""

    source: Source
    path: tuple[str, ...]
    said: str

    def __str__(self) -> str:
        named = self.path[1:] if self.path[:1] == ("indicators",) and len(self.path) > 1 else self.path
        label = ".".join(fit_for_message(part) for part in named)
        return f"{self.source.where(self.path)}: {label}{': ' if label else ''}{self.said}"


E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class EntryAt(Generic[E]):
    """An entry and where it stands."""

    entry: E
    source: Source
    path: tuple[str, ...]


@dataclass(slots=True)
class EntryProblems:
    """What is found wrong, told at once."""

    found: list[EntryProblem] = field(default_factory=list)

    def tell(self, source: Source, path: Sequence[str], said: str) -> None:
        self.found.append(EntryProblem(source, tuple(path), said))

    def refuse(self) -> None:
        """:class:`Refused` with every problem, in the order of the files' lines, when there is any."""
        if not self.found:
            return
        order = {file: at for at, file in enumerate(dict.fromkeys(p.source.file for p in self.found))}
        told = sorted(self.found, key=lambda p: (order[p.source.file], p.source.line(p.path)))
        said = list(dict.fromkeys(str(problem) for problem in told))
        more = [f"and {len(said) - _MOST_TOLD} more like these"] if len(said) > _MOST_TOLD else []
        raise Refused("\n".join([*said[:_MOST_TOLD], *more]))


@lru_cache(maxsize=64)
def read(source: Source) -> Entries:
    """The entries of a file, with what its breakdowns make. :class:`Refused` with a line for every wrong key."""
    problems = EntryProblems()
    entries = with_members(read_model(Entries, source), lambda path, said: problems.tell(source, path, said))
    problems.refuse()
    return entries


def read_model(model: type[M], source: Source) -> M:
    """A file as ``model``, which has a format."""
    said = strict_yaml.parse(source.text, source.file)
    problems = EntryProblems()
    if said.get("format") != str(FORMAT):
        problems.tell(
            source, ("format",) if "format" in said else (), f"write 'format: {FORMAT}', the form of entries that is read"
        )
        problems.refuse()
    try:
        return model.model_validate(said)
    except ValidationError as error:
        for wrong in error.errors(include_url=False):
            if any(str(part).startswith("function-") for part in wrong["loc"]):
                continue  # the other way to read a key that may be a word or keys and values
            problems.tell(source, *_explain(model, wrong))
        problems.refuse()
        raise


def _explain(model: type[BaseModel], wrong: Mapping[str, Any]) -> tuple[tuple[str, ...], str]:
    path = tuple(str(part) for part in wrong["loc"] if part not in ("[key]", "SpanEntry", "function-before[_list(), tuple]"))
    kind, got = wrong["type"], wrong.get("input")
    if kind == "extra_forbidden":
        if path[-1] in DERIVED:
            return path, f"'{path[-1]}' {DERIVED[path[-1]]}"
        return path, f"unknown key; {near(path[-1], [_spell_key(k) for k in keys_of(model, wrong['loc'][:-1])])}"
    if kind == "missing":
        lacking = _spell_key(path[-1])
        return path[:-1], f"'{lacking}' is missing; add it{_example(lacking)}"
    if kind == "model_type":
        return path, f"{_got(got)} where keys and values are due{_example(path[-1])}"
    if kind in ("dict_type", "tuple_type"):
        form = "keys and values, each 'name: …'" if kind == "dict_type" else "a list: [one, two]"
        return path, f"{_got(got)} where {form} is due"
    if kind == "string_pattern_mismatch":
        return (
            path,
            f"{_got(got)} is no name of an entry; use up to 32 letters a-z, digits and _, a letter first (a hyphen is a minus)",
        )
    if kind == "too_short" and isinstance(got, (str, list, tuple)):
        return path, tell_length(wrong, got)
    if kind == "too_long":
        return path, f"is longer than the {wrong['ctx']['max_length']} characters that are read; name a part of it as a group"
    return path, f"{str(wrong['msg']).removeprefix('Value error, ')}{f', got {_got(got)}' if isinstance(got, str) else ''}"


_EXAMPLES = {
    "title": ": {zh: 中文名称, en: English title}",
    "words": ": {zh: 中文, en: English}, what this reading is called on the page",
    "why": ": {zh: 为何看这一项, en: why this is looked at}",
    "direction": ": higher, lower, at_target, within_band or none",
    "counts": ": what one of it is, as persons or money",
    "kind": ": flow, stock, plan, entitlement or stated",
}


def _example(key: str) -> str:
    return _EXAMPLES.get(key, "")


def _spell_key(field_name: str) -> str:
    return field_name.rstrip("_")


def _got(value: object) -> str:
    if isinstance(value, dict):
        return "keys and values stand"
    return "a list stands" if isinstance(value, (list, tuple)) else f"'{fit_for_message(value)}'"


def files_of(folder: Path, pack: str, shown: str, names: Sequence[str]) -> Iterator[Source]:
    """The files ``names`` of a pack's ``folder``, as ``shown`` in messages. :class:`Refused` for one that is not there."""
    for name in names:
        path = folder / f"{name}.yml"
        if not path.is_file():
            there = sorted(p.stem for p in folder.glob("*.yml") if p.stem != "pack")
            raise Refused(f"{shown}/pack.yml: files: there is no {name}.yml beside it; {near(name, there)}")
        with path.open("rb") as handle:
            content = handle.read(strict_yaml.LARGEST + 1)
        yield Source(f"{shown}/{name}.yml", pack, strict_yaml.text(content, Path(f"{shown}/{name}.yml")))
