"""A project's own packs, in ``packs/<name>/`` at its top: in the catalogue of this process while its studies are used."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation import own
from evaluation.catalogue import clauses
from evaluation.catalogue.indicators import CATALOGUE
from evaluation.catalogue.model import Indicators, Quantity
from evaluation.catalogue.pack import Pack
from evaluation.catalogue.packs import read_table, shipped_packs
from evaluation.catalogue.quantities import QUANTITIES, quantities
from evaluation.errors import Refused, near
from evaluation.process import HERE


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredPack:
    """What of a folder is in the catalogue: ``files`` by SHA-256, as they were read."""

    pack: Pack
    files: Mapping[str, str]
    quantities: Mapping[str, Quantity]
    indicators: Indicators


def use_packs(root: Path) -> None:
    """Have the packs of the project at ``root`` in the catalogue as their files are now, and no other project's.

    :class:`Refused` for a pack that cannot be read, and for a code or a prefix that another pack has, with both places.
    """
    folders = own.folders(root, "packs").values()
    for folder in [f for f in HERE.packs if f not in folders]:
        _withdraw(folder)
    for folder in folders:
        files = {path: found for path, found in own.files(root).items() if path.startswith(f"packs/{folder.name}/")}
        if folder not in HERE.packs or HERE.packs[folder].files != files:
            _withdraw(folder)
            _enter(folder, files)


def _enter(folder: Path, files: Mapping[str, str]) -> None:
    pack = getattr(own.load(folder), "PACK", None)
    if not isinstance(pack, Pack):
        raise Refused(f"packs/{folder.name}/__init__.py declares no pack; write: PACK = Pack(title=…, document=…, …)")
    try:
        brought = {q.code: q for q in quantities(pack.quantities)}
        _refuse_taken(folder, "quantity", brought)
        entered = HERE.packs[folder] = EnteredPack(pack=pack, files=files, quantities=brought, indicators=Indicators())
        QUANTITIES.update(brought)
        pack.declare(entered.indicators)
        _refuse_taken(folder, "indicator", entered.indicators)
        _refuse_prefix(folder, pack)
        CATALOGUE.update(entered.indicators)
        _check_clauses(folder)
    except Exception as error:
        _withdraw(folder)
        if isinstance(error, Refused):
            raise
        raise Refused(f"{own.where(error, folder)}: {own.describe_error(error)}") from None


def _withdraw(folder: Path) -> None:
    """Take out what a folder brought, as far as it came."""
    entered = HERE.packs.pop(folder, None)
    for known, brought in ((QUANTITIES, entered.quantities), (CATALOGUE, entered.indicators)) if entered else ():
        for code in [c for c, entry in brought.items() if known.get(c) is entry]:
            del known[code]
    clauses.forget()


def _refuse_taken(folder: Path, what: str, codes: Collection[str]) -> None:
    known = QUANTITIES if what == "quantity" else CATALOGUE
    for code in codes:
        if code in known:
            holder = _holder(code, folder)
            raise Refused(f"packs/{folder.name}: the {what} {code!r} is that of {holder} already; give yours another code")


def _refuse_prefix(folder: Path, pack: Pack) -> None:
    others = {f"the pack {name} of evaluation": other.prefix for name, other in shipped_packs().items()}
    others |= {f"packs/{path.name}": entered.pack.prefix for path, entered in HERE.packs.items() if path != folder}
    for holder, prefix in others.items():
        if pack.prefix and pack.prefix == prefix:
            raise Refused(f"packs/{folder.name}: clauses of {holder} are cited as {prefix!r} already; give yours another prefix")


def _holder(code: str, but: Path) -> str:
    """The pack that brought ``code``, in words, other than the one in the folder ``but``."""
    for folder, entered in HERE.packs.items():
        if folder != but and (code in entered.quantities or code in entered.indicators):
            return f"packs/{folder.name}"
    for name, pack in shipped_packs().items():
        declared = Indicators()
        pack.declare(declared)
        if code in declared or code in {q.code for q in quantities(pack.quantities)}:
            return f"the pack {name} of evaluation"
    raise ValueError(f"no pack brought {code!r}")


def _check_clauses(folder: Path) -> None:
    """What the pack's own sentences name is there."""
    try:
        found, named = clauses.clauses(), clauses.parts()
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(f"packs/{folder.name}: clauses.toml or parts.toml cannot be used: {own.describe_error(error)}") from None
    for code in read_table(folder, "clauses.toml"):
        for sentence in found[code].sentences:
            for name, known in ((n, k) for names, k in ((sentence.indicators, CATALOGUE), (sentence.uses, named)) for n in names):
                if name not in known:
                    raise Refused(f"packs/{folder.name}/clauses.toml, {code}: there is no {name!r}; {near(name, known)}")
