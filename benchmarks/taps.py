"""Taps on the two things that remain when everything else is free: drawing charts and compiling Typst."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import typst

from evaluation.render import charts, pdf


@dataclass(slots=True, kw_only=True)
class Tap:
    """Calls that went through, with the CPU seconds they took; ``calls`` keeps them for drawing again."""

    cpu: float = 0.0
    count: int = 0
    calls: list[tuple[str, Callable[..., Any], tuple, dict]] = field(default_factory=list)
    keep: bool = False
    _inside: bool = False

    def through(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def tapped(*args: Any, **named: Any) -> Any:
            if self._inside:  # a chart made of charts counts once
                return function(*args, **named)
            self._inside, started = True, time.process_time()
            try:
                return function(*args, **named)
            finally:
                self._inside = False
                self.cpu += time.process_time() - started
                self.count += 1
                if self.keep:
                    self.calls.append((name, function, args, named))

        return tapped


def on_charts() -> Tap:
    """From now on every chart of a report goes through the tap that is returned."""
    tap = Tap()
    for name in charts.__all__:
        made = getattr(charts, name)
        if callable(made) and not isinstance(made, type) and name != "texts":
            setattr(charts, name, tap.through(name, made))
    return tap


class _Typst:
    """The typst module with ``compile`` tapped, whether the function or a compiler's method is used."""

    def __init__(self, tap: Tap) -> None:
        self._tap = tap
        self.compile = tap.through("compile", typst.compile)

    def __getattr__(self, name: str) -> Any:
        return getattr(typst, name)

    def Compiler(self, *args: Any, **named: Any) -> Any:
        return _Compiler(typst.Compiler(*args, **named), self._tap)


class _Compiler:
    def __init__(self, compiler: Any, tap: Tap) -> None:
        self._compiler = compiler
        self.compile = tap.through("compile", compiler.compile)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiler, name)


def on_typst() -> Tap:
    """From now on every PDF's Typst compile goes through the tap that is returned."""
    tap = Tap()
    pdf.typst = _Typst(tap)
    return tap
