"""Make ``docs/examples/`` again, from a real run: ``make examples``.

A test renders the same reports again and compares everything but the coordinates inside drawings and the bytes of the
embedded fonts: those may differ with the machine, nothing else may.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STUDY, REGION, OVERVIEW = "hubei-2007", "420100", "420000"
EXAMPLES = {kind: ROOT / "docs" / "examples" / f"{STUDY}-{REGION}.{kind}" for kind in ("html", "pdf")}


def run(region: str) -> Path:
    """Folder of the region's report, freshly run. Ends the program with the exit code of a run that failed."""
    command = [sys.executable, "-m", "evaluation", "run", STUDY, "--region", region, "--json"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(done.returncode)
    return ROOT / "outputs" / STUDY / json.loads(done.stdout)[0]["run_id"] / region


def main() -> None:
    made = run(REGION)
    for kind, target in EXAMPLES.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        # the page again from its notebook: beside it there is no evidence.csv that it could link to
        content = _page(made).encode() if kind == "html" else (made / f"report.{kind}").read_bytes()
        target.write_bytes(content)
        print(f"wrote {target.relative_to(ROOT)}")


def _page(made: Path) -> str:
    from evaluation.render.html import html_document
    from evaluation.render.notebook import components
    from evaluation.runs import strict

    notebook = made / "report.ipynb"
    return html_document(components(strict.read(notebook), notebook.name))


if __name__ == "__main__":
    main()
