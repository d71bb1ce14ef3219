"""What is installed of the libraries that can change a byte of a report: version and contents of each."""

from __future__ import annotations

import base64
import csv
import hashlib
import os
from functools import cache
from importlib import metadata
from pathlib import Path

LIBRARIES = (
    "cycler",
    "fonttools",
    "highspy",
    "ipykernel",
    "ipython",
    "jinja2",
    "kiwisolver",
    "markupsafe",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "nbformat",
    "numpy",
    "openpyxl",
    "pandas",
    "papermill",
    "pillow",
    "pydantic",
    "pydantic-core",
    "pyparsing",
    "python-dateutil",
    "pyyaml",
    "typst",
)
_LIST = "RECORD"


@cache
def fingerprint(name: str) -> str | None:
    """``2.1.0 1a2b3c4d5e6f``: version of a library and twelve digits over its files, the same wherever the same wheel
    was installed. The version alone where nothing lists its files; None when it is not installed."""
    try:
        library = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
    listed = library.read_text(_LIST)
    return f"{library.version} {_contents(listed, Path(str(library.locate_file(''))))}" if listed else library.version


def _contents(listed: str, place: Path) -> str:
    """Installers write the hash of every file down, last of all. A file of the size it had then and no younger is taken
    at that, any other is read. Scripts, compiled modules and the installer's own notes are left out: they differ from
    place to place."""
    rows = [row for row in csv.reader(listed.splitlines()) if len(row) == 3]
    last = max((_size_of_record(place / path) for path, *_ in rows if path.endswith(f".dist-info/{_LIST}")), default=0)
    said = sorted(
        f"{path} {_hash(place / path, sha256, size, last)}"
        for path, sha256, size in rows
        if not path.startswith("..") and "__pycache__" not in path and ".dist-info/" not in path
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]


def _size_of_record(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _hash(path: Path, said: str, size: str, last: int) -> str:
    """Hash of the file as lists of installers spell it; ``gone`` when it cannot be read."""
    try:
        now = os.stat(path)
        if said and str(now.st_size) == size and now.st_mtime_ns <= last:
            return said
        content = hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return "gone"
    return f"sha256={base64.urlsafe_b64encode(content).rstrip(b'=').decode()}"
