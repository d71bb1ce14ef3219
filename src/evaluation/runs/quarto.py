"""Rendering by Quarto, for those who have it: the notebook that was executed, in a folder of its own.

Quarto renders one source with several parameters at once into each other's files, and ``--execute`` rewrites the
source. So every region gets a private copy of its executed notebook, and Quarto never executes anything here.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.errors import Refused, RegionFailed
from evaluation.render import html
from evaluation.render.component import KEY_SLOT
from evaluation.render.notebook import components
from evaluation.runs.strict import load_nbformat

if TYPE_CHECKING:
    from nbformat import NotebookNode

SETTINGS = "_quarto.yml"
PARTIALS = "quarto"
TEMPLATES = Path("src", "evaluation", "render", "templates")  # as _quarto.yml names them, from the project's top
FONTS = TEMPLATES.with_name("fonts")
FORMATS = {"html": "report.html", "typst": "report.pdf"}
HOW_TO_GET = (
    "Quarto is not on the PATH; install it with 'conda env create -f environment.yml' (it comes from conda-forge) or "
    "from quarto.org, or leave out '--renderer quarto': the built-in renderer needs nothing"
)
_SECONDS = 600


def need(root: Path) -> None:
    """:class:`Refused` unless Quarto and the project's settings for it are there."""
    if shutil.which("quarto") is None:
        raise Refused(HOW_TO_GET)
    for name in (SETTINGS, PARTIALS):
        if not (root / name).exists():
            raise Refused(f"{root / name} is missing; restore it: it holds the project's settings for Quarto")


def render(notebook: NotebookNode, root: Path, scratch: Path) -> dict[str, bytes]:
    """``report.html`` and ``report.pdf`` of an executed notebook, as Quarto makes them."""
    folder = scratch / "quarto"
    _fill(folder, notebook, root)
    made = {}
    for target, name in FORMATS.items():
        _call(folder, target, name)
        found = [p for p in folder.rglob(name) if p.is_file() and p.stat().st_size]
        if len(found) != 1:
            raise RegionFailed(f"quarto ended well but left {len(found)} files {name}, one was due")
        made[name] = found[0].read_bytes()
    return made


def _fill(folder: Path, notebook: NotebookNode, root: Path) -> None:
    folder.mkdir()
    shutil.copyfile(root / SETTINGS, folder / SETTINGS)
    shutil.copytree(root / PARTIALS, folder / PARTIALS)
    shutil.copytree(html.TEMPLATES, folder / TEMPLATES)
    shutil.copytree(html.TEMPLATES.with_name("fonts"), folder / FONTS)
    text = load_nbformat().writes(notebook).replace(KEY_SLOT, components(notebook)[0]["document"]["key"])
    (folder / "report.ipynb").write_text(text, encoding="utf-8")
    (folder / "about.json").write_text(json.dumps(_about(notebook), ensure_ascii=False), encoding="utf-8")


def _about(notebook: NotebookNode) -> dict[str, str]:
    """Title and language of this report: Quarto would take those of the notebook's front matter for every region."""
    document = components(notebook)[0]["document"]
    lang = "zh-CN" if document["language"] == "zh" else "en"
    return {"title": html.title(document), "pagetitle": html.title(document), "lang": lang}


def _call(folder: Path, target: str, name: str) -> None:
    command = [
        shutil.which("quarto") or "quarto",
        "render",
        "report.ipynb",
        "--to",
        target,
        "--no-execute",
        "--metadata-file",
        "about.json",
        "--output",
        name,
    ]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=dict(os.environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RegionFailed(f"quarto took longer than {_SECONDS} s for {name}") from None
    if done.returncode:
        said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        last = f": {said[-1][:200]}" if said else ""
        raise RegionFailed(f"quarto ended {done.returncode} for {name}{last}")
