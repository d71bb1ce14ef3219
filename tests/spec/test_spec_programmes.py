"""Training programmes of any country: enrolled, completed, passed, in work six months after, and what it costs. No document asks
for these; a study sets its lines."""

from __future__ import annotations

from drawn import cost_drawn, level_drawn, measured, share_drawn


def test_persons_enrolled():
    """参训人数, as delivered"""
    level_drawn("persons_enrolled", "enrolled")


def test_persons_completed():
    """结业人数, as delivered"""
    level_drawn("persons_completed", "completed")


def test_completion_rate():
    """Of those enrolled, how many finished"""
    share_drawn("completion_rate", "completed", "enrolled")


def test_pass_rate():
    """Of those who finished, how many passed"""
    share_drawn("pass_rate", "passed", "completed")


def test_employed_after_6m():
    """Of those six months past completion, how many are in work"""
    share_drawn("employed_after_6m", "employed_6m", "followed_6m")


def test_cost_per_completer():
    """Spending on training over persons who completed"""
    cost_drawn("cost_per_completer", "training_cost", "completed")


def test_cost_per_placement():
    """Spending on training over persons in work at six months"""
    cost_drawn("cost_per_placement", "training_cost", "employed_6m")


def test_median_earnings_after():
    """A median is shown as the office worked it out, and never added up: the whole has none of its own"""
    measured(
        "median_earnings_after",
        """
        region | period | median_earnings => only [fen]
        A      | 2007   | 320000          => 320000
        B      | 2007   | 0               => 0
        C      | 2007   |                 => missing
        P      | 2007   |                 => missing
        """,
    )
