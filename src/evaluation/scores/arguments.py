"""Arguments at the door of public functions: matched by name, whatever their order.

Every argument with an entry for each column (row, region) comes through :func:`match`, so that no order decides what
belongs to what. ``where`` names the function and the argument in what is refused: ``"minmax: direction"``.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from evaluation.errors import Refused, near
from evaluation.scores.exact import whole_number


def match(given: Any, names: Iterable[Hashable], where: str, each: str = "column", one: bool = True) -> list[Any]:
    """Entries of ``given`` in the order of ``names``: of a mapping or Series by name, or one value for all.

    :class:`Refused` for a name that is missing, extra or doubled, for a list (it names nothing), and for one value when
    ``one`` is not meant.
    """
    names = list(names)
    if not is_named(given):
        several = isinstance(given, Iterable) and not isinstance(given, str) and getattr(given, "ndim", 1) > 0
        if not one or several:
            every = ", or one value for all" if one else ""
            raise Refused(
                f"{where} is a {type(given).__name__}, which says nothing of which {each} is meant; give a dict or a "
                f"Series by {each}{every}"
            )
        return [given] * len(names)
    keys = [key for key, _ in given.items()]
    once(keys, f"{where}: {each}")
    known, there = set(names), set(keys)
    stray, lacking = [k for k in keys if k not in known], [n for n in names if n not in there]
    if stray or lacking:
        said = [f"there is no {each} {quote(stray[0])}; {near(stray[0], lacking or names)}"] if stray else []
        said += [f"nothing is given for the {each} {list_labels(lacking)}"] if lacking else []
        raise Refused(f"{where}: {'; '.join(said)}")
    by_name = dict(given.items())
    return [by_name[name] for name in names]


def lay(given: Any, names: Iterable[Hashable], where: str, each: str = "region") -> list[Any]:
    """:func:`match`, but a list is taken in the order of ``names``, which the caller gave as a list too.

    :class:`Refused` for a list that is longer or shorter.
    """
    names = list(names)
    if not isinstance(given, (list, tuple)) and (is_named(given) or getattr(given, "ndim", 0) != 1):
        return match(given, names, where, each)
    if len(given) != len(names):
        raise Refused(f"{where} has {len(given)} entries, there are {len(names)} {each}s; give one for each")
    return list(given)


def is_named(given: object) -> bool:
    """Whether ``given`` says which entry is whose: a mapping or a Series."""
    return isinstance(given, Mapping) or (hasattr(given, "items") and getattr(given, "ndim", 0) == 1)


def choose(given: Any, names: Iterable[Hashable], where: str, each: str = "column") -> list[Any]:
    """Some of ``names``: a list of them, or one. :class:`Refused` for one that is not there or is there twice."""
    names = list(names)
    many = isinstance(given, Iterable) and not isinstance(given, str)
    picked = list(given) if many else [given]
    for name in picked:
        if name not in names:
            raise Refused(f"{where}: there is no {each} {quote(name)}; {near(name, names)}")
    once(picked, f"{where}: {each}")
    return picked


def once(names: Iterable[Hashable], what: str) -> None:
    """:class:`Refused` for a name that stands twice; ``what`` says of what."""
    seen = set()
    for name in names:
        if name in seen:
            raise Refused(f"{what} {quote(name)} is there twice; every one needs a name of its own")
        seen.add(name)


def count(value: object, where: str, least: int = 0) -> int:
    """A whole number of at least ``least``."""
    made = whole_number(value, where)
    if made < least:
        raise Refused(f"{where} is {made}; give {least} or more")
    return made


def quote(label: Hashable) -> str:
    """A name as it is said: NumPy's own kinds without their type."""
    return repr(label.item() if hasattr(label, "item") else label)


def list_labels(labels: Sequence[Hashable], most: int = 3) -> str:
    """The first of ``labels`` and how many more there are."""
    more = f" and {len(labels) - most} more" if len(labels) > most else ""
    return ", ".join(map(quote, labels[:most])) + more
