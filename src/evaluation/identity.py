"""Two keys of a report, neither with a time, a place or the name of a run in it: of what it may be made from (inputs, params,
notebook, code with its fonts, libraries), by which a page is kept unread, and of what stands in it, which it prints.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from evaluation import installed


def report_key(
    *,
    study: str,
    region: str,
    period: str,
    cut_off: date,
    language: str,
    inputs: Mapping[str, str],
    undeclared: Iterable[str],
    params: Mapping[str, str],
    sources: str,
    own: Mapping[str, str],
    document: str = "",
    round_key: str = "",
    earlier: str = "",
) -> str:
    """Key of what one report may be made from, 12 hex digits; ``inputs`` and ``params`` are SHA-256 by file, ``undeclared`` the
    names of delivered files that are not read (a finding tells them), ``sources`` the hash of the notebook's cells
    (:func:`sources_hash`), ``own`` the SHA-256 of what the project adds of its own, by file, ``document`` the kind of an
    official document, ``round_key`` the state of the round of its deliveries, ``earlier`` what changes are told by. Code and
    libraries are those of this process."""
    parts = {
        "study": study,
        "region": region,
        "period": period,
        "cut_off": cut_off.isoformat(),
        "language": language,
        "inputs": dict(inputs),
        "undeclared": sorted(undeclared),
        "params": dict(params),
        "notebook": sources,
        "own": dict(own),
        "document": document,
        **({"round": round_key} if round_key else {}),
        **({"earlier": earlier} if earlier else {}),
        "code": code_hash(),
        "libraries": libraries(),
    }
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def content_key(digest: str) -> str:
    """Key of a page, 12 hex digits, by the ``digest`` of its components and by code and libraries: equal keys are equal bytes,
    whatever the page was made from."""
    text = json.dumps([digest, code_hash(), libraries()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def sources_hash(notebook: str) -> str:
    """SHA-256 over the cell sources of a notebook's text: what identifies it, whatever its outputs are."""
    cells = json.loads(notebook)["cells"]
    text = json.dumps([["".join(c["source"]), c["cell_type"]] for c in cells], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def code_hash() -> str:
    """Hash over every file of the package: formulas, words, templates and fonts."""
    digest = hashlib.sha256()
    package = Path(__file__).parent
    for path in sorted(p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(hashlib.blake2b(path.read_bytes()).digest())  # fonts: nearly twice as fast as SHA-256
    return digest.hexdigest()


def libraries() -> dict[str, str | None]:
    """Python's version, and version and contents of the libraries that can change a byte of a report."""
    return {"python": platform.python_version(), **{name: installed.fingerprint(name) for name in installed.LIBRARIES}}
