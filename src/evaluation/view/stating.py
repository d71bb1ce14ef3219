"""Whatever sentences are said of: each by its condition alone."""

from __future__ import annotations

from typing import Protocol

from evaluation.render.printed import Printed
from evaluation.study.model import Study
from evaluation.study.periods import Period
from evaluation.view.phrases import Phrases


class Stating(Protocol):
    """A study at a period, in the language of ``say``."""

    @property
    def study(self) -> Study: ...

    @property
    def period(self) -> Period: ...

    @property
    def say(self) -> Phrases: ...


class Sentences:
    """What is :class:`Stating` by itself, with its sentences."""

    def sentence(self: Stating, *keys: str, of: str | tuple[str, ...] = (), **fields: str) -> str:
        """The sentences among ``keys`` whose conditions hold of the codes ``of``: of alternatives the one that is true,
        nothing where none is."""
        from evaluation.view import conditions  # found when first asked for: they read views

        codes = (of,) if isinstance(of, str) else of
        return Printed().join(self.say(key, **fields) for key in keys if conditions.holds(self, key, *codes))
