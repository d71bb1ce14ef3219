"""What the sides of entries may name, and the expressions they become."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evaluation.catalogue.groups import QuantityGroup
from evaluation.catalogue.model import Expression, Quantity, Term, When, rename
from evaluation.catalogue.search import Known, suggest
from evaluation.catalogue.sides import Part, SideError, parse

_STOCKS_ONLY = (When.OPENING,)
_FLOWS_ONLY = (When.TRAILING_YEAR, When.TO_DATE)
_LAID = {
    When.OPENING: "an opening figure belongs to a stock",
    When.TRAILING_YEAR: "twelve months are added up of a flow",
    When.TO_DATE: "parts of a year are added up of a flow",
}
_INSTEAD = {
    When.OPENING: "last_year({}) is the same period a year before",
    When.TRAILING_YEAR: "last_year({}) is the stock a year before",
    When.TO_DATE: "a stock is its figure at the period's end: write {}",
}


@dataclass(slots=True)
class Scope:
    """Quantities and groups by their codes; ``also``: other words that entries are searched by."""

    quantities: Mapping[str, Quantity]
    groups: Mapping[str, QuantityGroup] = field(default_factory=dict)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def entries(self, *kinds: Mapping[str, Quantity] | Mapping[str, QuantityGroup]) -> Iterable[Known]:
        for kind in kinds or (self.quantities, self.groups):
            for code, entry in kind.items():
                yield Known(code, (entry.title["zh"], entry.title["en"]), self.also.get(code, ()))

    def quantity(self, code: str) -> Quantity:
        """The quantity ``code``. :class:`SideError` with what is near."""
        if code in self.quantities:
            return self.quantities[code]
        if code in self.groups:
            raise SideError(f"'{code}' is a group; write sum({code})")
        raise SideError(f"'{code}' is no quantity or group; {suggest(code, self.entries())}")

    def side(self, text: str) -> Expression:
        """``text`` as an expression. :class:`SideError` for what is no side, for unknown names and for what adds no sense."""
        parts = parse(text)
        made = [self._part(part) for part in parts]
        self._check_one_kind(parts, made)
        terms = tuple(term for expression in made for term in expression.terms)
        _check_once(terms)
        alone = len(parts) == 1 and parts[0].coefficient == 1
        return Expression(terms, made[0].name if alone else None)

    def _part(self, part: Part) -> Expression:
        whole = self._sum(part) if part.summed else Expression((Term(1, self.quantity(part.code), When.THIS),))
        for term in whole.terms:
            _check_when(term.quantity, part)
        moved = tuple(Term(part.coefficient, term.quantity, part.when) for term in whole.terms)
        return Expression(moved, rename(whole.name, whole.terms[0].quantity.kind, part.when))

    def _sum(self, part: Part) -> Expression:
        if part.code not in self.groups:
            if part.code in self.quantities:
                raise SideError(f"'{part.code}' is a quantity, which stands without sum()")
            raise SideError(f"'{part.code}' is no group; {suggest(part.code, self.entries(self.groups))}")
        group = self.groups[part.code]
        members = [q.code for q in group.of]
        for name in part.but:
            if name in group.lacks:
                continue
            if name not in group.tags and name not in members:
                known = [Known(tag) for tag in group.tags] + [*self.entries({q.code: q for q in group.of})]
                raise SideError(f"'{name}' is no tag and no member of group '{part.code}'; {suggest(name, known)}")
        found = group.without(part.but)
        if found is None:
            raise SideError(f"{part} leaves nothing of the group")
        return found

    def _check_one_kind(self, parts: tuple[Part, ...], made: list[Expression]) -> None:
        first = made[0]
        for part, expression in zip(parts[1:], made[1:], strict=True):
            if expression.counts != first.counts:
                one = f"'{parts[0].code}', which counts {first.counts}"
                raise SideError(f"adds '{part.code}', which counts {expression.counts}, to {one}; a side counts one thing")


def _check_when(quantity: Quantity, part: Part) -> None:
    code, when, kind = quantity.code, part.when, quantity.kind
    if kind == "stated":
        raise SideError(f"{code} is stated and cannot be added or shared; use 'stated: {code}'")
    if when is When.OF_YEAR and not quantity.plan:
        raise SideError(
            f"of_year({code}): {code} is no plan, and the whole year's figure of what is no plan is known only when the year "
            "is over; declare 'kind: plan' where it is set before the year begins"
        )
    if kind == "entitlement" and when in _FLOWS_ONLY:
        raise SideError(f"{when.value}({code}): distinct persons do not add up over parts of a year; deliver the year to date")
    if (when in _STOCKS_ONLY and kind != "stock") or (when in _FLOWS_ONLY and kind == "stock"):
        article = "an entitlement" if kind == "entitlement" else f"a {kind}"
        raise SideError(f"{when.value}({code}): {code} is {article}, {_LAID[when]}; {_INSTEAD[when].format(code)}")


def _check_once(terms: tuple[Term, ...]) -> None:
    seen: set[tuple[str, When]] = set()
    for term in terms:
        key = (term.quantity.code, term.when)
        if key in seen:
            raise SideError(f"'{term.quantity.code}' stands twice, alone and in a sum; leave it out of one: sum(… except …)")
        seen.add(key)
