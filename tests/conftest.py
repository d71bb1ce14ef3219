"""Folders whose tests take their time are slow as a whole: `-m slow` selects all that `make test` leaves out."""

from pathlib import Path

from hypothesis import settings

HERE = Path(__file__).parent
settings.register_profile("evaluation", deadline=None)  # no test is timed: machines are noisy
settings.load_profile("evaluation")
SLOW = ("faults", "browser")


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(HERE) and item.path.relative_to(HERE).parts[0] in SLOW:
            item.add_marker("slow")
