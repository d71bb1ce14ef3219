"""Fail when a report notebook breaks a thin-notebook rule: ``python tools/thin.py notebooks/*.ipynb``."""

import sys
from pathlib import Path

from evaluation.runs import strict, thin


def main(paths: list[str]) -> int:
    broken = [f"{path}: {rule}" for path in paths for rule in thin.violations(strict.read(Path(path)))]
    print("\n".join(broken), end="\n" if broken else "")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
