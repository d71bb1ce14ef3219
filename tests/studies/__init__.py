"""Whole small studies, drawn at random, run as the commands run them: ``python -m tests.studies --help``."""

import sys
from pathlib import Path

_BESIDE = str(Path(__file__).parents[1] / "unit")
if _BESIDE not in sys.path:  # as a command; tests have it by their own configuration
    sys.path.append(_BESIDE)
