"""A notebook that reports are made by, as its file is now."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from evaluation import identity
from evaluation.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Notebook:
    """A notebook as it is now: ``sha256`` of its file, ``sources`` of its cells, which a report's key is made from."""

    path: Path
    sha256: str
    sources: str


def notebook_at(path: Path) -> Notebook:
    """The notebook in the file ``path``; :class:`Refused` for one that is missing, cannot be read, or is none."""
    try:
        content = path.read_bytes()
        sources = identity.sources_hash(content.decode())
    except FileNotFoundError:
        raise Refused(f"notebook {path}: is missing; copy it from the notebooks/ that evaluation comes with") from None
    except OSError as error:
        raise Refused(f"notebook {path}: cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(f"notebook {path}: is no notebook ({type(error).__name__}); save it again in JupyterLab") from None
    return Notebook(path=path, sha256=hashlib.sha256(content).hexdigest(), sources=sources)
