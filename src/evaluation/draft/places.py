"""The regions that a delivered table speaks of, as one tree: what is the whole, what lies in what, and what adds up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluation.data.places import without_indent
from evaluation.data.record import Record, squeeze
from evaluation.draft.columns import TOTAL, key_texts
from evaluation.draft.form import FoundForm
from evaluation.draft.roles import Roles
from evaluation.draft.sums import RowSums, find_indented, find_sums


@dataclass(frozen=True, slots=True)
class DraftedPlace:
    """``path``: names from the widest area below the whole to its own. ``added``: whether it is one of those that add up to the
    whole."""

    path: tuple[str, ...]
    added: bool


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """``whole``: what the table calls it, empty where it has no row of its own."""

    whole: str
    places: tuple[DraftedPlace, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What rows are called, that of the whole too, however they lie in each other."""
        return tuple(sorted((*filter(None, [self.whole]), *(place.path[-1] for place in self.places))))


def find_places(form: FoundForm, roles: Roles) -> FoundPlaces:
    """What the rows are of."""
    if not roles.regions:
        names = [form.names[at] for at in roles.figures if roles.is_of_regions and form.names[at] != roles.total]
        return FoundPlaces("", tuple(DraftedPlace((name,), True) for name in names))
    if len(roles.regions) == 1 and not roles.heads:
        return _of_one_column(form, roles)
    paths = _of_blocks(form, roles) if roles.heads else _of_columns(form, roles)
    return _of_several(list(dict.fromkeys(p for p in paths if p)), bool(roles.heads))


def merge(found: Iterable[FoundPlaces]) -> FoundPlaces:
    """Of several tables. Those that name the same in the same rows speak of the same areas, and one of them tells best what lies in
    what: figures that cannot be added tell nothing of it."""
    best: dict[tuple[str, ...], FoundPlaces] = {}
    for one in found:
        known = best.setdefault(one.names, one)
        best[one.names] = max(known, one, key=lambda places: sum(len(place.path) for place in places.places))
    tables = list(best.values())
    places = {p.path: p for table in reversed(tables) for p in table.places}
    ordered = dict.fromkeys(p.path for table in tables for p in table.places)
    return FoundPlaces(next((t.whole for t in tables if t.whole), ""), tuple(places[path] for path in ordered))


def _of_columns(form: FoundForm, roles: Roles) -> list[tuple[str, ...]]:
    """What each row calls its region, from the widest area in."""
    inner = roles.regions[-1]
    outer = [_as_printed(form, at, inner) for at in roles.regions[:-1]]
    told = zip(*outer, [" ".join(r.text(inner).split()) for r in form.rows], strict=True)
    return [_shorten(path, roles.total) for path in told]


def _of_blocks(form: FoundForm, roles: Roles) -> list[tuple[str, ...]]:
    """The same where some rows head the ones below them, with what lies in what by sums."""
    at, heads = roles.regions[0], {squeeze(h) for h in roles.heads}
    blocks: list[list[Record]] = []
    for record in form.rows:
        if squeeze(record.text(at)) in heads:
            blocks.append([])
        blocks[-1].append(record)
    found = []
    for block in blocks:
        names = [" ".join(r.text(at).split()) for r in block]
        sums = find_sums(form, [f for f in roles.figures if f not in roles.keys], block, 0)
        found += [(names[0], *_path(n, sums.above, names, 0)) if n else (names[0],) for n in range(len(block))]
    return found


def _as_printed(form: FoundForm, at: int, inner: int) -> list[str]:
    printed = {squeeze(t): t for r in form.rows if (t := " ".join(r.text(at).split()))}
    return [printed.get(text, "") for text in key_texts(form, at, inner)]


def _shorten(path: tuple[str, ...], total: str) -> tuple[str, ...]:
    """Without blanks at the end and without the name of the area once more; empty for a total."""
    while path and (not path[-1] or (len(path) > 1 and squeeze(path[-1]) == squeeze(path[-2]))):
        path = path[:-1]
    is_total = bool(total) and any(squeeze(p) == squeeze(total) for p in path[-1:])
    return () if is_total or not all(path) else path


def _of_several(paths: Sequence[tuple[str, ...]], blocks: bool) -> FoundPlaces:
    outermost = list(dict.fromkeys(p[0] for p in paths))
    alone = len(outermost) == 1 and (outermost[0],) in paths
    whole = outermost[0] if outermost and (alone or (blocks and TOTAL.match(squeeze(outermost[0])))) else ""
    known = dict[tuple[str, ...], bool]()
    for path in paths:
        inside = path[1:] if whole and path[0] == whole else path
        for length in range(1, len(inside) + 1):
            # what stands below the whole of several blocks is no part that adds up to it
            known.setdefault(inside[:length], length == 1 and (alone or inside is path))
    return FoundPlaces(whole, tuple(DraftedPlace(path, added) for path, added in known.items()))


def _of_one_column(form: FoundForm, roles: Roles) -> FoundPlaces:
    at = roles.regions[0]
    rows = list(_once(form.rows, at, roles))
    printed = [" ".join(r.text(at).split()) for r in rows]
    total = next((n for n, name in enumerate(printed) if roles.total and squeeze(name) == squeeze(roles.total)), -1)
    sums = find_sums(form, [f for f in roles.figures if f not in roles.keys], rows, total)
    above = _above(sums, [r.text(at) for r in rows])
    names = [without_indent(name) for name in printed]
    whole = "" if sums.whole in (-1, total) else names[sums.whole]
    places = []
    for n, name in enumerate(names):
        if n not in (total, sums.whole) and name:
            places.append(DraftedPlace(_path(n, above, names, sums.whole), n in sums.added and above[n] in (-1, sums.whole)))
    return FoundPlaces(whole, tuple(dict.fromkeys(places)))


def _once(rows: Sequence[Record], at: int, roles: Roles) -> Iterable[Record]:
    """The rows of the first period, then those of regions that it lacks."""
    seen: set[str] = set()
    for record in rows:
        if (name := squeeze(record.text(at))) not in seen:
            seen.add(name)
            yield record


def _above(sums: RowSums, texts: Sequence[str]) -> list[int]:
    """The row that each one lies in: by sums, else by how far its name is moved in."""
    above, outer = list(sums.above), -1
    for n, inside in enumerate(find_indented(texts)):
        if not inside:
            outer = n
        elif above[n] == -1 and outer not in (-1, sums.whole) and (sums.whole == -1 or n not in sums.added):
            above[n] = outer
    return above


def _path(row: int, above: Sequence[int], names: Sequence[str], whole: int) -> tuple[str, ...]:
    path = [names[row]]
    while (row := above[row]) not in (-1, whole):
        path.insert(0, names[row])
    return tuple(path)
