"""Published forms, drafted and read without an edit of what was delivered: every invented fact right, in three rounds at most."""

from random import Random

import deliveries
import pytest

from tests.forms.kinds import KINDS
from tests.forms.rounds import MOST, begin, follow


def go(form, root, monkeypatch, capsys):
    begin(root)
    monkeypatch.setenv("EVALUATION_ROOT", str(root))

    def say():
        said = capsys.readouterr()
        return said.out + said.err

    return follow(form, root, say)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_form_is_read_in_three_rounds_of_check(kind, tmp_path, monkeypatch, capsys):
    found = go(kind(Random(0)), tmp_path, monkeypatch, capsys)
    assert (found.wrong, 0 < found.rounds <= MOST) == ((), True), found.told


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_so_is_each_of_its_kind(kind, seed, tmp_path, monkeypatch, capsys):
    found = go(kind(Random(seed)), tmp_path, monkeypatch, capsys)
    assert (found.wrong, 0 < found.rounds <= MOST) == ((), True), found.told


@pytest.mark.slow
def test_the_table_of_the_docs_is_as_made():
    """``make docs`` writes it."""
    assert deliveries.PATH.read_text(encoding="utf-8") == deliveries.document()
