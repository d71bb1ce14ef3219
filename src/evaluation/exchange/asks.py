"""What a kind of finding asks of those who deliver; kinds that are not here are the office's own matter."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What findings of a kind are, and what is asked of the deliverer."""

    zh: str
    en: str
    ask_zh: str
    ask_en: str

    def title(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    def request(self, language: str) -> str:
        return self.ask_zh if language == "zh" else self.ask_en


@cache
def asks() -> Mapping[str, Ask]:
    """Every kind that the deliverer can do something about, by the code of its findings."""
    text = (Path(__file__).parent / "kinds.toml").read_text(encoding="utf-8")
    return {code: Ask(**said) for code, said in tomllib.loads(text).items()}
