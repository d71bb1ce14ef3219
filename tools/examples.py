"""Make ``docs/examples/`` again, from a real run: ``make examples``.

A test renders the same reports again and compares everything but the coordinates inside drawings and the bytes of the
embedded fonts: those may differ with the machine, nothing else may.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "examples"
STUDY, REGIONS = "hubei-2007", ("420100",)


def main() -> int:
    chosen = [word for region in REGIONS for word in ("--region", region)]
    command = [sys.executable, "-m", "evaluation", "run", STUDY, *chosen, "--json"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        return done.returncode
    record = json.loads(done.stdout)[0]
    FOLDER.mkdir(parents=True, exist_ok=True)
    for region in REGIONS:
        made = ROOT / "outputs" / STUDY / record["run_id"] / region
        for kind in ("html", "pdf"):
            target = FOLDER / f"{STUDY}-{region}.{kind}"
            shutil.copyfile(made / f"report.{kind}", target)
            print(f"wrote {target.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
