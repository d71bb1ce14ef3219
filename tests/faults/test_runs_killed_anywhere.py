"""A run killed at its k-th file operation, for every k: what is published is whole, and the next run finishes it."""

from __future__ import annotations

import sys

import pytest
from project import Project, until

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="kills through /proc")
MOST = 400
PARTS = 4  # so that the test's progress can be seen; every part takes each fourth k


def killed_at(project, number, counting):
    """Whether the run came to its operation ``number`` and was killed there."""
    counting.unlink(missing_ok=True)
    code, _ = project.run("-j", "1", "-q", EVALUATION_TEST_KILL=f"{number} {counting} {project.outputs}")
    assert code in (-9, 0)
    return code == -9


@pytest.mark.parametrize("part", range(PARTS))
def test_killed_at_any_file_operation(tmp_path, part):
    counting = tmp_path / "counting"
    reference = Project(tmp_path / "reference", codes=("R1",))
    assert reference.run("-q") == (0, "")
    killed = 0
    for number in range(1 + part, MOST, PARTS):
        folder = tmp_path / str(number)
        project = Project(folder, codes=("R1",))
        if not killed_at(project, number, counting):
            break
        killed += 1
        until(lambda found=project: not found.processes())
        assert all(project.is_whole(run) for run in project.runs), number
        assert project.run("-q") == (0, ""), number
        assert project.contents() == reference.contents(), number
        assert project.is_whole(project.runs[-1]), number
        assert not project.strays, number
        assert not list(project.temporary.iterdir()), number
    else:
        pytest.fail(f"a run has more than {MOST} file operations; raise MOST")
    assert killed > 5
