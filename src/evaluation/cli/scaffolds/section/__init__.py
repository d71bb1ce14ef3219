"""A section of the reports: its folder with words beside it, and the cell that shows it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from evaluation.cli.scaffolds import FileChange, Place, Scaffold, check_name, fill
from evaluation.errors import Refused

_BEFORE = "report.methods()"  # notes on method come last; without them it goes before the end


def changes(place: Place, name: str) -> Sequence[FileChange]:
    """The section's folder in ``report/sections/`` of the package, or in ``sections/`` of a project, and its cell."""
    from evaluation.report import section

    check_name(name, (*section.package_sections(), *section.own_folders(place.root), *section.RESERVED))
    home = place.home("report/sections", "sections") / name
    notebook = place.root / "notebooks" / "region.ipynb"
    return [
        FileChange(home / "__init__.py", fill("section", "__init__.py", name)),
        FileChange(home / "words.toml", fill("section", "words.toml", name)),
        FileChange(notebook, with_cell(notebook, name), new=False),
    ]


def with_cell(notebook: Path, name: str) -> str:
    """The text of ``notebook`` with a cell that shows the section ``name``, and one above that says what. :class:`Refused` for
    what is no notebook."""
    try:
        content = json.loads(notebook.read_text(encoding="utf-8"))
        cells = content["cells"]
        calls = ["".join(cell["source"]).strip() for cell in cells]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused(f"notebooks/{notebook.name} cannot be read ({type(error).__name__}); save it again in JupyterLab") from None
    at = next((n for call in (_BEFORE, "report.end()") for n, said in enumerate(calls) if said == call), len(cells))
    if at and cells[at - 1]["cell_type"] == "markdown":
        at -= 1  # what stands above a cell belongs to it
    about = {"cell_type": "markdown", "id": f"about-{name}", "metadata": {}, "source": [f"{name}: say here what it shows."]}
    call: dict[str, object] = {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": {},
        "outputs": [],
        "source": [f"report.{name}()"],
    }
    content["cells"] = [*cells[:at], about, call, *cells[at:]]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


SCAFFOLD = Scaffold(
    title="a section of the reports: heading, sentence, chart and table in both languages, and its cell",
    changes=changes,
    next_step="change what {name} shows, its words in words.toml; then evaluation run",
)
