"""What entries say of themselves beside their formulas: why they take the place of others, and who answers for them."""

from __future__ import annotations

from evaluation.render.component import Component, paragraph
from evaluation.render.fonts import spell
from evaluation.render.printed import name_as
from evaluation.view.view import View


def reasons(view: View) -> list[Component]:
    """Why entries that the page's figures and formulas rest on take the place of a pack's: those that say the same together."""
    say, comma, found = view.say, view.say("list.comma"), dict[str, dict[str, None]]()
    for (kind, code), why in view.catalogue.reasons.items():
        if title := _title(view, kind, code):
            found.setdefault(why, {})[title] = None
    if not found:
        return []
    items = [say("annex.replaced_one", titles=comma.join(of), why=name_as("quoted", why)) for why, of in found.items()]
    return [paragraph(say("annex.replaced") + say("list.semicolon").join(items) + say("list.stop"), style="small")]


def _title(view: View, kind: str, code: str) -> str:
    """What the page calls the entry; nothing where neither a figure nor a formula of its rests on it."""
    catalogue, shown = view.catalogue, [i.code for i in (*view.annex_indicators(), *view.results.judged_beside)]
    used = {*view.inputs(*shown)}
    if kind == "indicators":
        return view.text(catalogue.indicators[code].title) if code in shown else ""
    if kind == "quantities":
        return view.quantity(code) if code in used or view.mapped(code) else ""
    if kind == "groups":
        group = catalogue.groups[code]
        return view.text(group.title) if any(q.code in used or view.mapped(q.code) for q in group.of) else ""
    if kind == "fund":
        return view.say("annex.fund") if view.mapped(*view.fund.codes) else ""
    terms = ((i, {t.quantity.code for t in (*i.left.terms, *i.right.terms)}) for i in catalogue.identities if i.code == code)
    return next((name_as("formula", i.text(view.language)) for i, of in terms if view.mapped(*of)), "")


def owners(view: View) -> list[Component]:
    """Who answers for a definition, and the day by which it is looked at again, where the entry says so, or the pack: one of the
    project's own, and one that is to be looked at again."""
    say, told = view.say, []
    packs = [p.said for p in view.catalogue.declared_by if p.own or p.said.review]
    listed = [*view.annex_indicators(), *view.results.judged_beside]
    titled = [(name_as("quoted", spell(said.title[view.language])), said.owner, said.review) for said in packs]
    for title, answers, review in (*titled, *((view.text(i.title), i.owner, i.review) for i in listed)):
        owner = name_as("quoted", spell(answers))
        if review is not None:
            owner = say("annex.owner_until", owner=owner or say("annex.owner_none"), day=view.date(review))
        if owner:
            told.append(say("annex.owner", title=title, owner=owner))
    if not told:
        return []
    return [paragraph(say("annex.owners") + say("list.semicolon").join(told) + say("list.stop"), style="small")]
