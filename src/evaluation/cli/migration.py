"""A study of format 1 copied as one of format 2, with the proof that both measure the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from evaluation.catalogue.catalogue import known_packs
from evaluation.catalogue.pack import choose
from evaluation.errors import Refused, near
from evaluation.opened import Opened
from evaluation.study import strict_yaml
from evaluation.study.base import fit_for_a_folder
from evaluation.study.names import names
from evaluation.study.rewritten import rewrite, widen
from evaluation.study.target import EVERYWHERE
from evaluation.tables import tables


def migrate(root: Path, study: str, to: str) -> tuple[list[str], int]:
    """Write ``study`` as ``to`` in format 2: what was added, by file and line, and how many cells of its tables equal those of the
    original. Nothing is kept where one differs (:class:`Refused`), and the original is never touched."""
    known = names(root)
    if study not in known:
        raise Refused(f"there is no study {study!r}; {near(study, known)}")
    fit_for_a_folder(to, known)
    copies = {root / part / study: root / part / to for part in ("params", "data") if (root / part / study).is_dir()}
    for target in copies.values():
        if target.exists() or target.is_symlink():
            raise Refused(f"{target.relative_to(root)} is there already; choose another name with --to, or remove it")
    before = Opened(study, root)
    before.check()
    path = root / "params" / study / "study.yml"
    packs = [pack.called for pack in choose(None, known_packs(root), "")]
    text, added = rewrite(strict_yaml.text(path.read_bytes(), path), f"params/{study}/study.yml", packs)
    try:
        for source, target in copies.items():
            shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns(".*"))
        (root / "params" / to / "study.yml").write_bytes(text.encode())
        widened = _widen(root / "params" / to)
        equal = _compare(before, Opened(to, root))
    except OSError as error:
        _remove(copies.values())
        raise Refused(f"{root} cannot be written: {error.strerror}; nothing was kept") from None
    except BaseException:
        _remove(copies.values())
        raise
    return [*(f"params/{to}/study.yml:{line}: {said}" for line, said in added), *widened], equal


def _widen(folder: Path) -> list[str]:
    """Have rates that format 1 held against the whole as well say so in the files of targets; what was changed, with its line."""
    told = []
    for path in (folder / "targets.csv", folder / "target_orders.csv"):
        if path.is_file():
            text, lines = widen(strict_yaml.text(path.read_bytes(), path))
            path.write_bytes(text.encode())
            told += [f"params/{folder.name}/{path.name}:{line}: region: {EVERYWHERE}" for line in lines]
    return told


def _remove(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _compare(before: Opened, after: Opened) -> int:
    """How many cells of all tables of the whole, which are those of every region, are equal; :class:`Refused` with the first
    that is not."""
    equal = 0
    one, other = (tables(opened.results, opened.study.top.code) for opened in (before, after))
    stays = f"the copy is not kept, and {before.study.name} stays as it is, in format 1"
    for name, (header, rows) in one.items():
        copied = other[name][1]
        if len(rows) != len(copied):
            raise Refused(f"{name}.csv has {len(rows)} rows, and {len(copied)} in format 2; {stays}")
        for row, its in zip(rows, copied, strict=True):
            for column, cell, same in zip(header, row, its, strict=True):
                if cell != same:
                    where = ", ".join(str(part) for part in row[:3])
                    raise Refused(f"{name}.csv, {where}: {column} is {cell!r}, and {same!r} in format 2; {stays}")
            equal += len(row)
    return equal
