"""Where the project is: the one place that looks at the environment and the working directory (rule 12 of CONTRIBUTING.md)."""

from __future__ import annotations

import os
from pathlib import Path

from evaluation.errors import Refused

MARKER = Path("notebooks") / "region.ipynb"
VARIABLE = "EVALUATION_ROOT"
FONTS = "EVALUATION_FONTS"


def root() -> Path:
    """Folder that holds ``params/``, ``data/`` and ``notebooks/``.

    Looked for in the variable ``EVALUATION_ROOT``, then upward from the working directory, then upward from the
    package itself (a clone installed in place), because papermill, nbconvert and JupyterLab start notebooks in
    different folders.
    """
    given = os.environ.get(VARIABLE)
    if given:
        folder = Path(given).resolve()
        if not (folder / MARKER).is_file():
            raise Refused(f"{VARIABLE}={given} holds no {MARKER}; point it at the project's top folder")
        return folder
    for start in (Path.cwd(), Path(__file__).resolve()):
        for folder in (start, *start.parents):
            if (folder / MARKER).is_file():
                return folder
    raise Refused(f"no project found: no {MARKER} in {Path.cwd()} or above; change into the project or set {VARIABLE}")


def fonts() -> Path | None:
    """The folder of an office's own fonts that ``EVALUATION_FONTS`` names, if it is set."""
    given = os.environ.get(FONTS)
    if given and not Path(given).is_dir():
        raise Refused(f"{FONTS}={given} is no folder; point it at the folder of your fonts, or unset it")
    return Path(given).resolve() if given else None
