"""What every test is held to."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "look",
    [
        os.listdir,
        lambda path: (path / "hubei-2007" / "run.json").read_text(encoding="utf-8"),
        lambda path: (path / "hubei-2007").mkdir(parents=True),
        lambda path: os.listdir(path / ".." / "outputs"),
    ],
    ids=["list", "read", "write", "roundabout"],
)
def test_no_test_looks_into_outputs_of_this_project(look):
    with pytest.raises(BaseException, match="give the test a project of its own"):
        look(ROOT / "outputs")


def test_every_test_has_a_time_limit(request):
    assert 0 < int(request.config.getini("timeout")) <= 600
