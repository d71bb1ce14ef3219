"""Write ``docs/catalogue.md`` from the form of entries: ``make docs``. A test compares the file with :func:`document`."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from evaluation.catalogue.catalogue import catalogue
from evaluation.catalogue.entries import (
    BreakdownEntry,
    DutyEntry,
    Entries,
    ExampleEntry,
    FamilyEntry,
    FundEntry,
    GroupEntry,
    IdentityEntry,
    IndicatorEntry,
    PackFile,
    QuantityEntry,
    ReadingEntry,
    RecordedEntry,
    SpanEntry,
    StreamEntry,
    TagEntry,
)
from evaluation.catalogue.known_packs import shipped_packs
from evaluation.catalogue.model import Dimension, Direction
from evaluation.catalogue.roles import ROLES
from evaluation.study.events import EventEntry
from evaluation.study.money import CountsEntry

ROOT = Path(__file__).resolve().parents[1]
PATH = ROOT / "docs" / "catalogue.md"
HEAD = """\
# What can be declared

Made by `make docs` from the models in `src/evaluation/catalogue/entries.py`; do not edit.

Entries have one form, in a study's `params/<study>/catalogue.yml`, in the `*.yml` of a project's own pack
(`packs/<pack>/`, begun by `evaluation add pack NAME`) and in those of the packs that come with the package. They are data:
nothing in them is evaluated as code. What is wrong is told at once, with file, line, path and the nearest name by spelling or
meaning; `evaluation indicators WORD` searches what there is. A first programme of your own, step by step:
[own-programme.md](own-programme.md).

## Sides

A side is what stands over or under the line of an indicator, or on one side of an identity:

```text
side = ["-"] term {("+"|"-") term}
term = [NUMBER "*"] (QUANTITY | FUNCTION "(" QUANTITY or sum ")" | sum)
sum  = "sum(" GROUP ["except" TAG or QUANTITY ...] ")"
```

All terms of a side count the same thing. Formula text and unit are derived from the sides, in both languages; no key writes
them.

| function | which figure |
|---|---|
| `opening(x)` | of a stock, what it was when the period began |
| `last_year(x)` | the same period a year before |
| `trailing_year(x)` | of a flow, the twelve months up to the period's end |
| `to_date(x)` | of a flow, from the year's start to the period's end |
| `of_year(x)` | of a plan, the whole year, whatever part of it has gone |
| `whole(x)` | the sum over all reporting regions |
"""
KINDS = """\
| kind | adds up over time | over regions | is |
|---|---|---|---|
| `flow` | yes | yes | what happens in a period |
| `plan` | yes | yes | a flow set before its period begins |
| `stock` | no, the last one stands | yes | what is there at a period's end |
| `entitlement` | no, a year is delivered | yes | persons on a continuing benefit |
| `stated` | no | no | a figure that others worked out (a median, a rate without its sides): shown by `stated: CODE`, never added |
"""
ROLES_HEAD = """\
What entries are to pages that do not know their names, each a list of codes; packs add to each
other's lists, and a study to theirs.

""" + "\n".join(["| role | holds |", "|---|---|", *(f"| `{role}` | {meaning} |" for role, meaning in ROLES.items())])
SECTIONS: tuple[tuple[str, str, type[BaseModel]], ...] = (
    ("A file of entries", "", Entries),
    ("counts", "What a quantity may count beside what the package knows: {counts}.", CountsEntry),
    ("quantities", KINDS, QuantityEntry),
    (
        "A breakdown of a quantity",
        "Under `by` of a quantity, by its name: `by: {sex: {title: {en: sex}, of: {women: {en: Women}, men: {en: Men}}}}`. Of the\n"
        "quantity `workers` each member is a quantity too, `workers_women`, which tables deliver and sides name: it is within\n"
        "`workers`. The members add up to it (group and identity `workers_by_sex`): where they do not, it is the finding\n"
        "`sum_broken`. The section `general` prints them with their shares.",
        BreakdownEntry,
    ),
    ("groups", "Quantities that are added up under one name, for `sum(GROUP)`.", GroupEntry),
    ("A tag of a group", "A list of members, or these keys:", TagEntry),
    (
        "fund",
        "The account of the fund, once: carried over + paid in + interest = spent + returned + left. One with `overrides` takes\n"
        "the place of the whole account: what it does not say is no part of it, and the finding `fund_drops` names it.\n"
        "Items of one's own under a head are members of its group. An account with `spending`, `paid_in` and\n"
        "`balance` is checked (`sum_broken`), unless an identity says what the balance is made of.",
        FundEntry,
    ),
    (
        "identities",
        "Sums that must hold; one that does not is the finding `sum_broken` with both values, one by which a suppressed figure "
        "follows is `suppressed_by_sum`.",
        IdentityEntry,
    ),
    (
        "indicators",
        "`value`, or `numerator` and `denominator`, or `stated`; where a clause leaves the formula open, `readings`, of which a "
        "study's `choices.yml` picks one. Directions: {directions}. Themes: {themes}.",
        IndicatorEntry,
    ),
    ("A reading", "", ReadingEntry),
    (
        "An example",
        "Worked out whenever the entries are read; one that does not hold is refused: "
        "`example: {given: {wages: 80000, workers: 400}, gives: 200}`.",
        ExampleEntry,
    ),
    ("roles", ROLES_HEAD, Entries),
    ("streams", "Kinds of training with a target of their own, by the quantity of their trained persons.", StreamEntry),
    (
        "recorded",
        "Quantities that a file of the study records case by case too, by their codes: where both are there they are compared, "
        "and a difference is the finding `files_differ` with both figures, files and rows. Kinds of rows: those of "
        "`assistance.csv` (its own), `enterprise` (`base`, `jobs`), `agency` (all, `checked`), `employer` (`base`: not declared, "
        "`persons`: not insured), `layoff` (mass lay-offs by the rule of `warning.yml`, `filed`), `problem` (of `ledger.csv` with "
        "a term in the period: all, `closed` by it, `open`), `pilot` (of `documents.yml`: all, `judged`), `budget` (all lines, or "
        "the one named) and `event` (one of `calendar.csv`: when it is done, nothing is left). A document whose `kind.toml` "
        "`tells` such rows is not made while they differ.",
        RecordedEntry,
    ),
    (
        "families",
        "Of a section (`outcomes`, `services`, `fund`, `insurance`, `assistance`), by name: indicators whose clause is one "
        "of these stand together under a title.",
        FamilyEntry,
    ),
    (
        "duties",
        "Absolute demands that a clause carries itself (全部, 必须, 方有效, 停止, 100 %, no case). They judge by themselves: "
        "those of a pack in every study whose `policy` is its document, a study's own in it. One names an `indicator` and its "
        "line, in the unit of the indicator, or says in `cases` what there may be none of. Of a line of 100 % the cases, or the "
        "money, are what the numerator lacks of the denominator where nothing else counts them. A line of `targets.csv` that was "
        "issued judges in its place where it asks for as much (the table of demands still tells the duty by its own line); one "
        "that asks for less, or says that there is none, is not used, and the page says so; one that nobody issued is told apart. "
        "A study lifts a duty by `duties: {lift: {CODE: reason}}` in `study.yml`; the reason is printed.",
        DutyEntry,
    ),
    ("spans", "Stretches of time under a name. The packs have: {spans}.", SpanEntry),
    ("pack.yml", "Of a pack's folder, beside its files of entries, `clauses.toml`, `parts.toml` and `calendar.yml`.", PackFile),
    ("calendar.yml", "Of a pack's folder: what its document demands by date, under `events`, each by its name.", EventEntry),
)
MEANINGS = {
    "format": "`2`",
    "counts": "things that are counted; of a quantity, one of them, as `persons` or `money`; of a rate of kind `stated` "
    "`percent` or `permille`",
    "spans": "stretches of time under a name",
    "quantities": "what tables deliver",
    "groups": "named sums",
    "fund": "the account of the fund",
    "identities": "sums that must hold",
    "indicators": "what is measured",
    "duties": "absolute demands, which judge without a line being set",
    "indicator": "the indicator that is judged; not a quantity target",
    "at_least": "the line; exactly one of the three, in the unit of the indicator (%, ‰, a count; of money only 0)",
    "at_most": "see `at_least`",
    "equal": "see `at_least`",
    "cases": "how many cases break it, a side; without `indicator`: what there may be none of",
    "money": "the money in them, a side",
    "in_force": "the day from which it binds, where that is not the policy's",
    "zh": "in Chinese",
    "en": "in English, several",
    "one": "in English, one",
    "decimals": "digits after the point of money per one of them; as many as the currency has when left out",
    "digits": "decimals of its own figures, up to 6, where it is measured (hours, full-time places) and not counted one by one",
    "title": "what the page calls it, `{zh: …, en: …}`; one language is enough for a study in that language",
    "kind": "see above",
    "area": "groups the annex: employment, training, fund, insurance, services, assistance",
    "within": "the quantity it is a part of; of an identity, how far the sums may lie apart, of money with its currency: `1 CNY`",
    "by": "ways in which it is told apart, see below; not of `stated`",
    "overlap": "`true`: one case may be in several members, so that they are never added",
    "least": "the range that the figure of a region must be in, of money with its currency; one outside is contradictory. Of flows "
    "`0` alone, which they are at least in any case unless a column says `negative: refund`; of rates 0 to the whole when left out",
    "most": "see `least`; not of flows",
    "also": "other words it is searched by",
    "overrides": "why it takes the place of an entry of a pack of this name, told in the annex; without it a name stands once",
    "of": "its members, by their codes",
    "tags": "members under one name, for `except`",
    "without": "of a group: members that the scheme lacks, each with the reason, a text or `{zh: …, en: …}` "
    "(in a study, `of` and `title` are then the "
    "pack's); of a tag: what the sum is called without them",
    "spending": "the group of items of spending",
    "paid_in": "the group of sources: what each paid in",
    "planned": "the group of what each source was to pay in, in the same order",
    "executed": "the group of what was spent of each source, in the same order",
    "levels": "what a source is called in a table of sources",
    "persons": "the quantity of persons whom an item reached, by the item",
    "balance": "what is left at the end",
    "budget": "what may be spent in the year",
    "carried_over": "what was left before, where a form tells it",
    "interest": "interest earned",
    "returned": "money paid back",
    "printed": "the total of spending as printed, compared with its items",
    "planned_printed": "the total of what was planned as printed",
    "says": "`SIDE = SIDE`, or `SIDE <= SIDE` for a part and what bounds it",
    "value": "a count or an amount: a side",
    "numerator": "a side",
    "denominator": "a side",
    "stated": "a quantity of kind `stated`",
    "as": "how a quotient is given: `percent` (where both sides count the same), `permille`, `months`, `ratio`, `per 10000 CNY`",
    "share": "`yes`: the numerator is a part of the denominator, where no `within` says it; above 100 % a value is contradictory, "
    "and the finding `share_above_whole`; of counts it has an interval. `no`: it may pass 100 %. Left out, it is a share where "
    "`within` says so; growth and a rate over a cohort are none",
    "example": "figures and what they give, see below",
    "given": "a figure for each term, spelled as in the sides (`sum(spending)`, `last_year(x)`); money in whole units",
    "gives": "the value in the unit of the indicator, rounded half up to the digits given",
    "direction": "which way is good",
    "why": "why it is looked at, printed beside it",
    "readings": "ways to read an open clause, by name",
    "words": "what the reading is called on the page",
    "clause": "the items that ask for it: `HB-20, HB-7`",
    "theme": "the section that shows it; `general` where no other does",
    "span": "which stretch of time: `to_date`, `period`, `year`, `year_only`, a name of `spans`, or `{covers: …, why: …}`; not "
    "needed for stocks alone and `trailing_year`",
    "covers": "`to_date`, `period`, `year` or `year_only`",
    "alone": 'its title where it stands alone, of one that is called "of which …"',
    "inferred": "`true` where the clause names the matter and not this measure; marked on the page",
    "window": "which cases are counted, and when they are old enough",
    "closes_as": "the indicator that says the same when the year is over",
    "owner": "who answers for it; printed in the annex, of a pack where it is the project's own or has a `review`",
    "review": "the day by which it is looked at again; a cut-off after it is the finding `review_overdue`",
    "document": "the document it is of",
    "year": "of the document; 0: no one document",
    "prefix": "how its items are cited: HB-20",
    "files": "its files of entries, in the order in which pages show them",
    "uses": "packs that it needs",
    "named": "`true`: only studies that name it under `packs` have it",
    "checked_by": "who compared the entries with the document",
    "reviewed": "the day of it",
    "roles": "what entries are to pages",
    "streams": "kinds of training with a target",
    "recorded": "what files of a study record too",
    "fills": "`true`: where no table delivers the quantity, the rows are its figures",
    "less": "another quantity; the rows are what is left when it is taken off",
    "lists": "`some`: the file need not list every case, and only more than the table says is a difference; `all` when left out",
    "families": "how tables group indicators",
    "stock": "of the base, the year before",
    "inflow": "who came into the base",
    "outflow": "who left it",
    "in_base": "trained persons of the base",
    "completed": "who finished the training",
    "passed": "who passed the test",
    "mature": "whose follow-up is over",
    "employed": "who of these is in work",
    "seats": "places in classes",
    "part": "one part of the kind; all of them when left out",
    "side": "`count`, or `of`: what the count is of",
    "due": "of a duty, the day by which it has to be done, before which nothing is judged: `2007-06-30`; of an event `MM-DD` "
    "(`02-29`: the end of February), `quarterly` or `rolling`",
    "owed_by": "`each` reporting region, or the `whole`",
    "output": "what shows that it was done",
}


def document() -> str:
    shipped = catalogue()
    spans = dict.fromkeys(name for pack in shipped_packs().values() for entries in pack.declared for name in entries.spans)
    said = {
        "counts": ", ".join(f"`{code}`" for code in shipped.counts),
        "directions": ", ".join(f"`{d.value}`" for d in Direction),
        "themes": ", ".join(f"`{d.value}`" for d in Dimension),
        "spans": ", ".join(f"`{name}`" for name in spans),
    }
    lines = [HEAD]
    for title, about, model in SECTIONS:
        text = about
        for key, words in said.items():
            text = text.replace(f"{{{key}}}", words)
        lines += [f"## {title}\n", *([text.rstrip("\n") + "\n"] if text else []), *([] if title == "roles" else _keys(model)), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


_NEEDED = dict.fromkeys(((GroupEntry, "title"), (GroupEntry, "of")), "yes, but beside `without` of a group of a pack")
"""Keys that a model leaves open and the compiler asks for."""


def _keys(model: type[BaseModel]) -> Iterator[str]:
    yield "| key | needed | meaning |"
    yield "|---|---|---|"
    for name, field in model.model_fields.items():
        key = field.alias or name
        needed = "yes" if field.is_required() else _NEEDED.get((model, name), "no")
        yield f"| `{key}` | {needed} | {MEANINGS[key]} |"


if __name__ == "__main__":
    PATH.write_text(document(), encoding="utf-8")
    print(f"wrote {PATH.relative_to(ROOT)}")
