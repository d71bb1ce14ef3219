"""Whether what lies in ``outputs/`` is what was made: every file against its record, and the records against each other.

Nobody's word is taken for itself: a region's record stands in its run's by hash, and so do the index, the study's files
and the events, which name the regions' records again. Who writes all of them alike is not found out this way: that takes
the hash of a run's record, kept where the forger does not write.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation import door, identity
from evaluation.errors import Refused
from evaluation.runs import cache, files, folder, shapes
from evaluation.runs.job import DONE, EVENTS, INDEX, PARAMS, RECORD
from evaluation.runs.registry import Registry
from evaluation.runs.shapes import Unfit
from evaluation.study import fonts

AS_RECORDED, ALTERED, UNREADABLE = "as recorded", "altered", "cannot be checked"
"""Verdicts on a run."""

_SYSTEMS = frozenset(
    (
        ".ipynb_checkpoints",
        "@eaDir",
        "#recycle",
        ".DS_Store",
        ".AppleDouble",
        ".Spotlight-V100",
        ".Trashes",
        ".fseventsd",
        ".localized",
        "__MACOSX",
        "Thumbs.db",
        "ehthumbs.db",
        "desktop.ini",
        "Desktop.ini",
        ".directory",
    )
)
_SYSTEMS_BEGIN = ("._", ".nfs", ".fuse_hidden", ".smbdelete", ".Trash-", ".~lock.", "~$", ".syncthing.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that is not as recorded, or worth knowing: ``verdict`` is empty when it changes none. ``path`` is from the
    project's root."""

    path: str
    told: str
    verdict: str = ALTERED


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """One run: how many files were compared, what was found, and the SHA-256 of its record."""

    study: str
    run_id: str
    sha256: str
    files: int
    found: tuple[Found, ...]

    @property
    def verdict(self) -> str:
        said = {f.verdict for f in self.found}
        return next((v for v in (ALTERED, UNREADABLE) if v in said), AS_RECORDED)


def run(root: Path, known: Registry, run_id: str) -> Verified:
    """Verify one run of the registry."""
    home = known.outputs / run_id
    sha256 = files.content(home / RECORD)
    try:
        record = known.whole_record(run_id)
    except Unfit as wrong:
        found = [Found(path=_path(root, home / RECORD), told=str(wrong), verdict=UNREADABLE)]
        return Verified(study=known.study, run_id=run_id, sha256=sha256, files=0, found=tuple(found))
    found = [*_itself(root, home, record), *_verify_kept(root, home, record, known), *_since(root, record)]
    with ThreadPoolExecutor() as threads:
        for more in threads.map(lambda region: list(_region(root, home, record, region)), record["regions"]):
            found += more
    number = 1 + len(record["outputs"]) + sum(len(r["outputs"]) for r in record["regions"])
    return Verified(study=known.study, run_id=run_id, sha256=sha256, files=number, found=tuple(found))


def stray_findings(root: Path, known: Registry) -> list[Found]:
    """What lies beside the runs of a study and is none: never used, and never in the way."""
    there = sorted(known.outputs.iterdir()) if known.outputs.is_dir() else []
    strays = set(known.outputs.glob(folder.STRAYS))
    return [
        Found(
            path=_path(root, path),
            verdict="",
            told="of a run that is going or was killed" if path in strays else "is no run and was not looked at",
        )
        for path in there
        if path.name not in (*known.ids, folder.LOCK)
    ]


def _itself(root: Path, home: Path, record: Mapping[str, Any]) -> Iterator[Found]:
    """The run's own files, and what they say of the rest."""
    codes = {r["code"] for r in record["regions"]}
    yield from _verify_files(root, home, record["outputs"], {RECORD, *codes})
    named = {o["path"] for o in record["outputs"]}
    yield from (
        Found(path=_path(root, home / name), told="is not in the run's record")
        for name in (INDEX, PARAMS, EVENTS)
        if name not in named and (home / name).is_file()
    )
    done = [r["state"] == DONE for r in record["regions"]]
    if (record["state"] == DONE) != all(done):
        yield Found(path=_path(root, home / RECORD), told=f"says {record['state']}, its regions do not")
    said = {p["path"].rpartition("/")[2]: p["sha256"] for p in record["params"]}
    for name, text in cache.params(home).items():
        if hashlib.sha256(text.encode()).hexdigest() != said.get(name):
            yield Found(path=_path(root, home / PARAMS), told=f"holds another {name} than the record names")
    sealed = {r["code"]: _seal(r) for r in record["regions"] if r["state"] == DONE}
    for region, sha256 in cache.journal(home / EVENTS).items():
        if sealed.get(region) not in (None, sha256):
            yield Found(path=_path(root, home / EVENTS), told=f"names another record of {region} than the run's")
    if not _indexed(home, record):
        yield Found(path=_path(root, home / INDEX), told="is not the index of these records")


def _indexed(home: Path, record: Mapping[str, Any]) -> bool:
    """Whether the index says what the records say; true when other code made it, which is not here to ask."""
    made_with = record["environment"]
    if (made_with["code_sha256"], made_with["libraries"]) != (identity.code_hash(), identity.libraries()):
        return True
    from evaluation.runs import index

    try:
        text = door.read_made(home / INDEX).decode()
        summaries = {
            r["code"]: shapes.read(home / r["code"] / RECORD, shapes.SEALED, _seal(r))["summary"]
            for r in record["regions"]
            if r["state"] == DONE
        }
    except (OSError, ValueError):  # told by the file itself
        return True
    return text == index.page(record, summaries)


def _region(root: Path, home: Path, record: Mapping[str, Any], region: Mapping[str, Any]) -> Iterator[Found]:
    """One region's files, and its record against that of the run."""
    own = home / region["code"]
    if own.is_symlink():
        yield Found(path=_path(root, own), told="is a link, not the folder that was made")
        return
    yield from _verify_files(root, own, region["outputs"])
    if region["state"] != DONE:
        return
    path = _path(root, own / RECORD)
    try:
        said = shapes.read(own / RECORD, shapes.SEALED, _seal(region) or "none")
    except Unfit as wrong:
        if files.content(own / RECORD) == _seal(region):  # else it is told as altered
            yield Found(path=path, told=str(wrong))
        return
    for name, one, other in _both(record, region, said):
        if one != other:
            yield Found(path=path, told=f"says another {name} than the run's record")


def _both(record: Mapping[str, Any], region: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """What both records say of a region, by name."""
    for name in ("key", "notebook", "parameters", "components_digest", "state"):
        yield name, region.get(name), said.get(name)
    for name in ("study", "language", "params"):
        yield name, record.get(name), said.get(name)
    for name in ("period", "cut_off"):  # a document's may be others than the run's
        yield name, region.get(name, record.get(name)), said.get(name)
        if not region.get("document"):
            yield name, record.get(name), said.get(name)
    yield "region", region["code"], said["region"]["code"]
    for name in ("code_sha256", "libraries"):
        yield name, record["environment"][name], said["environment"][name]
    ours, theirs = ([(i["path"], i["sha256"]) for i in side["inputs"]] for side in (record, said))
    yield "inputs", ours, theirs
    yield "outputs", [o for o in region["outputs"] if o["path"] != RECORD], said["outputs"]


def _verify_kept(root: Path, home: Path, record: Mapping[str, Any], known: Registry) -> Iterator[Found]:
    """Regions that were kept, against the run they were kept from, if it is still there."""
    gone: dict[str, int] = {}
    for region in record["regions"]:
        origin = region["kept_from"]
        if not origin:
            continue
        before = known.record(origin) if origin in known.ids else None
        if before is None:
            gone[origin] = gone.get(origin, 0) + 1
        elif _seal(region) not in [_seal(r) for r in before["regions"] if r["code"] == region["code"]]:
            path = _path(root, home / region["code"] / RECORD)
            yield Found(path=path, told=f"was kept from {origin}, whose record says otherwise")
    for origin, number in gone.items():
        told = f"{number} region{'s' if number > 1 else ''} kept from {origin}, which cannot be compared any more"
        yield Found(path=_path(root, home), told=told, verdict="")


def _since(root: Path, record: Mapping[str, Any]) -> Iterator[Found]:
    """Files that the run was made from and that are others now: no fault of the run."""
    changed = [
        said["path"]
        for said in (*record["inputs"], *record["params"])
        if _now(root, record["study"], said["path"]) != said["sha256"]
    ]
    if changed:
        told = f"inputs have changed since: {', '.join(dict.fromkeys(changed))}"
        yield Found(path=_path(root, root / "outputs" / record["study"] / record["run_id"]), told=told, verdict="")


def _now(root: Path, study: str, path: str) -> str:
    if not path.startswith(fonts.PREFIX):
        return files.content(root / path)
    try:
        return files.content(fonts.find(study, root, path.removeprefix(fonts.PREFIX)))
    except Refused:
        return ""


def _verify_files(root: Path, home: Path, outputs: Iterable[Mapping[str, Any]], known: Collection[str] = ()) -> Iterator[Found]:
    """The files of one folder: each as recorded, none missing, none more; ``known`` names are looked at elsewhere."""
    said = {o["path"]: o["sha256"] for o in outputs}
    for name, sha256 in said.items():
        path = home / name
        if files.content(path) != sha256:
            there = path.exists() or path.is_symlink()
            yield Found(path=_path(root, path), told="is not what was recorded" if there else "is missing")
    for path in sorted(home.iterdir()) if home.is_dir() else ():
        if path.name not in said and path.name not in known:
            foreign = path.name in _SYSTEMS or path.name.startswith(_SYSTEMS_BEGIN)
            told = "is foreign: made by another program, not by a run" if foreign else "is not in the record"
            yield Found(path=_path(root, path), told=told, verdict="" if foreign else ALTERED)


def _seal(region: Mapping[str, Any]) -> str:
    return next((o["sha256"] for o in region["outputs"] if o["path"] == RECORD), "")


def _path(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def plain(found: Verified) -> dict[str, Any]:
    """As JSON."""
    said = [{"path": f.path, "told": f.told, "verdict": f.verdict} for f in found.found]
    return {
        "study": found.study,
        "run_id": found.run_id,
        "verdict": found.verdict,
        "record_sha256": found.sha256,
        "files": found.files,
        "found": said,
    }
