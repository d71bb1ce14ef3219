"""How large the suite is: test functions, and the cases they make: ``make count``."""

from __future__ import annotations

import sys
from collections import Counter

import pytest


class Collected:
    """Remembers what pytest would run."""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        self.cases = Counter((str(item.path), getattr(item, "originalname", item.name)) for item in items)


def main() -> int:
    collected = Collected()
    code = pytest.main(["--collect-only", "-qqq", "-p", "no:cacheprovider", *sys.argv[1:]], plugins=[collected])
    cases = collected.cases
    print(f"{len(cases):,} test functions make {cases.total():,} cases; most of them:")
    for (path, name), number in cases.most_common(5):
        print(f"  {number:,} {name} in {path.rpartition('/')[2]}")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
