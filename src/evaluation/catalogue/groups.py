"""What quantities make together: groups that are added up under one name, and sums that must hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evaluation.catalogue.model import Expression, Quantity, total
from evaluation.study.base import Words


@dataclass(frozen=True, slots=True)
class Tag:
    """Members of a group under one name; ``without``: what the sum is called that leaves them out, where that is said."""

    of: tuple[str, ...]
    without: Words | None = None


@dataclass(frozen=True, slots=True)
class QuantityGroup:
    """Quantities that are added up under one name. ``lacks``: members that the scheme of a study has not, with the reason;
    ``declared``: where it lacks any, the codes of all in their order."""

    code: str
    of: tuple[Quantity, ...]
    title: Words
    tags: Mapping[str, Tag] = field(default_factory=dict)
    lacks: Mapping[str, Words] = field(default_factory=dict)
    declared: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """Codes of its members and of those it lacks, each at its place."""
        return self.declared or tuple(q.code for q in self.of)

    @property
    def total(self) -> Expression | None:
        """The sum of all members, under the group's name; None without members."""
        return total(*self.of, name=self.title) if self.of else None

    def without(self, names: tuple[str, ...]) -> Expression | None:
        """The sum of the members that no name of ``names``, a tag or a member, stands for; None where none is left."""
        out = {code for name in names for code in (self.tags[name].of if name in self.tags else (name,))}
        left = tuple(q for q in self.of if q.code not in out)
        if len(left) == len(self.of):
            return self.total
        said = self.tags[names[0]].without if len(names) == 1 and names[0] in self.tags else None
        return total(*left, name=said or self._name_without(out)) if left else None

    def _name_without(self, out: set[str]) -> Words:
        lost = [q.title for q in self.of if q.code in out]
        return Words(
            zh=f"{self.title.zh}（不含{'、'.join(t.zh for t in lost)}）",
            en=f"{self.title.en} without {', '.join(t.en for t in lost)}",
        )


NO_GROUP = QuantityGroup("", (), Words(zh="—", en="—"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A sum that must hold in every region and period in which all terms are known: ``left`` is ``right``, as far as ``within``
    base units beyond what printing explains."""

    code: str
    title: Words | None
    left: Expression
    right: Expression
    within: int = 0

    def text(self, language: str) -> str:
        """What holds, in a line: its title, or both sides."""
        return self.title[language] if self.title else self.relation(language)

    def relation(self, language: str) -> str:
        """Both sides, in a line."""
        return f"{self.left.text(language)} = {self.right.text(language)}"


@dataclass(frozen=True, slots=True)
class Bound:
    """``part`` counts cases of ``whole``, which is no quantity of its own, and is never more."""

    part: Expression
    whole: Expression
