"""Write ``docs/deliveries.md`` from the forms of ``tests/forms/``, each drafted and checked: ``make docs``. A test
compares the file with :func:`document`."""

import contextlib
import io
import os
import sys
import tempfile
from pathlib import Path
from random import Random

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP))

from tests.forms.kinds import KINDS  # noqa: E402  # the project's own tests, from wherever the tool is begun
from tests.forms.published import Form  # noqa: E402
from tests.forms.rounds import Outcome, begin, follow  # noqa: E402

PATH = TOP / "docs" / "deliveries.md"
SEED = 0
HEAD = """\
# Unknown tables, and how far their draft goes

Made by `make docs` from the forms in `tests/forms/`; do not edit.

`evaluation draft FILE... --study NAME` begins a study from delivered files; what it leaves open or marks as a guess is for a person
to say, in the study's files and never in the delivered one. Below are shapes in which offices publish, rebuilt with invented
figures: how many of their columns (or rows) of figures the draft declares as they stay, and in which round of `evaluation check`
the first report is right, with every figure read as it was printed. What `check` asked for is what was answered: units that
nothing in the file says, and what a dash means. Others of each kind are drawn in the tests.

| form | columns of figures | right in the draft | round of the first right report |
|---|---|---|---|
"""


def document() -> str:
    return HEAD + "".join(f"{row(kind(Random(SEED)))}\n" for kind in KINDS)


def row(form: Form) -> str:
    found = _outcome(form)
    return f"| {form.kind} | {form.figures} | {found.drafted} | {'none' if found.wrong else found.rounds} |"


def _outcome(form: Form) -> Outcome:
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as out:
        root = Path(folder)
        begin(root)
        before, os.environ["EVALUATION_ROOT"] = os.environ.get("EVALUATION_ROOT"), folder

        def say() -> str:
            said = out.getvalue()
            out.truncate(0)
            out.seek(0)
            return said

        try:
            with contextlib.redirect_stderr(out):
                return follow(form, root, say)
        finally:
            os.environ.pop("EVALUATION_ROOT")
            if before is not None:
                os.environ["EVALUATION_ROOT"] = before


if __name__ == "__main__":
    PATH.write_text(document(), encoding="utf-8")
