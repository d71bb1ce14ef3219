"""One study of a seed and an index: drawn, perhaps spoilt in exactly one way, and written as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from shipped import SHIPPED

import evaluation
from evaluation.catalogue.duty import Duty
from tests.studies import aims, asks, bases, offices, rules, themes
from tests.studies.amounts import Amounts
from tests.studies.catalogues import CATALOGUE, DEFAULT, NAMED, OWN, PURSES, USUAL, Pool, fund_of
from tests.studies.dice import Dice
from tests.studies.dress import dress
from tests.studies.money import RENMINBI
from tests.studies.plain import OPTIONAL, When_
from tests.studies.rules import words
from tests.studies.tables import Table, tables
from tests.studies.world import World, world
from tests.studies.years import CALENDAR, Years

NAME = "drawn"
SPOILT = 0.2  # share of studies with a defect
DRESSED = 0.4  # share of tables in another form
FULL = yaml.safe_load((Path(evaluation.__file__).parent / "report" / "outlines" / "full.yml").read_text("utf-8"))
_HEADERS = {
    "targets.csv": ("item", "region", "period", "demand", "value", "unit", "status", "source"),
    "calendar.csv": ("event", "region", "due", "done", "evidence"),
}


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
    def ignore_aliases(self, data: Any) -> bool:
        return True  # study files use none


@dataclass(kw_only=True)
class Draft:
    """A study before it is written: its entries as plain values, rows of CSV files as texts by column."""

    seed: int
    index: int
    world: World
    tables: list[Table]
    study: dict[str, Any]
    yml: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    defect: str = ""
    named: str = ""
    """The name that the defect put in, if it did: ``{named}`` in what a refusal must say."""

    @property
    def label(self) -> str:
        return self.defect or "valid"

    def write(self, root: Path) -> None:
        """The study as ``root/params/drawn`` and ``root/data/drawn``."""
        params, data = root / "params" / NAME, root / "data" / NAME
        params.mkdir(parents=True)
        data.mkdir(parents=True)
        years, money = self.world.years, self.world.money
        declared = {**self.study, "tables": {t.name: t.dress.declared if t.dress else t.declared for t in self.tables}}
        for name, content in {"study.yml": money.written(years.written(declared)), **years.written(self.yml)}.items():
            told = f"# years are told by {years.parts} parts\n" if name == "study.yml" and years.parts != 4 else ""
            (params / name).write_text(told + _yaml(content), encoding="utf-8")
        for name, rows in {"regions.csv": self.world.regions, **money.written(years.written(self.rows))}.items():
            (params / name).write_text(_csv(name, rows), encoding="utf-8")
        for table in self.tables:
            for name, content in table.dress.files.items() if table.dress else ():
                (data / name).write_bytes(content)
            if table.file and not table.dress:
                (data / table.file).write_bytes(table.content(years))
        if any(t.dress for t in self.tables):
            self._write_plain(root / "plain")

    def _write_plain(self, folder: Path) -> None:
        """What tables in other forms say, for the oracle."""
        folder.mkdir(parents=True)
        dressed = {t.name: t.dress for t in self.tables if t.dress}
        plain = self.world.years.written({name: made.plain for name, made in dressed.items()})
        (folder / "tables.yml").write_text(_yaml(self.world.money.written(plain)), encoding="utf-8")
        for name, made in dressed.items():
            (folder / f"{name}.csv").write_text(_csv("", made.rows), encoding="utf-8")


def _yaml(content: Any) -> str:
    return yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False)


def _csv(name: str, rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    headers = dict.fromkeys(h for row in rows for h in row) or _HEADERS[name]
    writer = csv.DictWriter(out, list(headers), lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def invent(seed: int, index: int) -> Draft:
    from tests.studies import defects

    dice = Dice(seed, index)
    pool = _pool(dice.part("pool"))
    draft = valid(dice, pool)
    draft.seed, draft.index = seed, index
    if not pool.packs and dice.part("spoilt").yes(SPOILT):
        defects.spoil(dice.part("defect"), draft)
    if not draft.defect:
        bases.stand(dice.part("bases"), draft)
    for number, table in enumerate(draft.tables):
        if (form := dice.part(f"form{number}")).yes(DRESSED):
            dress(form, table, draft.world, whole=not draft.defect)
    return draft


def _pool(dice: Dice) -> Pool:
    """Mostly what comes by itself, at times with entries of the study's own, at times a pack that it names."""
    drawn = dice.weighted(default=0.74, own=0.16, named=0.1)
    if drawn == "own" and (purse := dice.part("purse")).yes(0.5):
        return purse.choice(PURSES)
    return dice.choice(NAMED) if drawn == "named" else {"default": DEFAULT, "own": OWN}[drawn]


def alone(code: str) -> Draft:
    """A study of one indicator with exactly its quantities, three regions and two years."""
    dice = Dice("alone", code)
    place = world(Dice("alone"))
    while len(place.reporting) != 3 or place.system != "free" or len(place.regions) != 4:
        dice = dice.part("again")
        place = world(dice)
    place.year, place.period, place.years, place.money = 2024, "2024", CALENDAR, RENMINBI
    place.quarters = {2023: [], 2024: []}
    chosen = {code: next(iter(CATALOGUE[code].readings))} if len(CATALOGUE[code].readings) > 1 else {}
    drawn = Amounts(dice.part("amounts"))
    codes = asks.made_of(asks.reading_of(code, chosen))
    made = tables(dice.part("tables"), place, codes, drawn, marked=False)
    study = _study(dice.part("study"), place, [code])
    return Draft(seed=0, index=0, world=place, tables=made, study=study, yml=_choices(chosen))


def valid(dice: Dice, pool: Pool = DEFAULT) -> Draft:
    place = world(dice.part("world"))
    indicators = asks.indicators(dice.part("indicators"), pool)
    if pool.own:
        indicators = list(dict.fromkeys([*indicators, *asks.indicators(dice.part("others"))[:6]]))
    theme = None if pool.packs else themes.drawn(dice.part("theme"))
    if theme:
        more = themes.indicators(dice.part("theme indicators"), theme)
        indicators = list(dict.fromkeys([*more, *indicators[: dice.part("others").choice((0, 3, 40))]]))
    chosen = asks.choices(dice.part("choices"), indicators)
    codes = asks.quantities(dice.part("quantities"), indicators, chosen)
    drawn = _amounts(dice.part("amounts"), place)
    drawn.account = fund_of(pool.packs, (pool.own or {}).get("catalogue.yml", {}))
    if pool.own:
        codes = list(dict.fromkeys([*codes, *asks.told_apart(dice.part("told apart"), codes)]))
    if pool.account and (purse := dice.part("purse")).yes(0.8):
        codes = list(dict.fromkeys([*(q for q in pool.account if not purse.yes(0.05)), *codes]))
    if theme:
        codes = list(dict.fromkeys([*themes.quantities(dice.part("theme quantities"), theme), *codes]))
    study = _study(dice.part("study"), place, indicators, pool)
    marked = theme is None or dice.part("marked").yes(0.5)
    rates = [c for c in indicators if all(r.unit.form == "percent" for r in CATALOGUE[c].readings.values())]
    draft = Draft(
        seed=0,
        index=0,
        world=place,
        tables=tables(dice.part("tables"), place, codes, drawn, marked, stated=rates),
        study=study,
        yml={**_choices(chosen), **(pool.own or {})},
    )
    rows = aims.stand_in_tables(
        dice.part("aims"), place, draft.tables, asks.targets(dice.part("targets"), place, indicators, chosen, drawn)
    )
    if rows or dice.part("empty").yes(0.1):
        draft.rows["targets.csv"] = rows or []
    _more(dice, draft, indicators, codes, theme.more if theme else {})
    _say_all(dice.part("format"), draft)
    for name, optional in OPTIONAL.items():
        if dice.part(f"without {name}").yes(0.5):
            _shorten(draft.rows.get(name, []), optional)
    return draft


def _say_all(dice: Dice, draft: Draft) -> None:
    """At times in the format that leaves nothing to silence."""
    if not dice.yes(0.4):
        return
    draft.study = {"format": 2, "packs": list(USUAL), "money": {"currency": "CNY"}} | draft.study
    if "policy" in draft.study:
        draft.study["policy"] = {"in_force": "always"} | draft.study["policy"]
    for table in draft.tables:
        if dice.yes(0.5):
            table.declared["kind"] = "current"
            continue
        for column in table.columns.values():
            column.setdefault("kind", "current")


def _shorten(rows: list[dict[str, str]], optional: Sequence[str]) -> None:
    """Take columns away in which nothing stands."""
    for column in optional:
        if not any(row.get(column) for row in rows):
            for row in rows:
                row.pop(column, None)


def _amounts(dice: Dice, place: World) -> Amounts:
    drawn = Amounts(dice)
    drawn.parts, drawn.least = place.years.parts, max(1, 100 // place.money.minor)
    drawn.hard_up = dice.part("hard up").yes(0.3)
    drawn.refunds = dice.part("refunds").yes(0.15)
    drawn.balanced = min(place.quarters) if dice.part("balanced").yes(0.5) else None
    return drawn


def _choices(chosen: dict[str, str]) -> dict[str, Any]:
    why = words("按文件理解", "as the document is understood")
    return {"choices.yml": {c: {"reading": r, "why": why} for c, r in chosen.items()}} if chosen else {}


def _study(dice: Dice, place: World, indicators: list[str], pool: Pool = DEFAULT) -> dict[str, Any]:
    year, _, quarter = place.period.partition("Q")
    study: dict[str, Any] = {
        "title": words("小样研究", "A small study"),
        "report_title": words("评价报告", "Evaluation report"),
        "language": dice.choice(("zh", "en")),
        "region_system": place.system,
        "region_vintage": place.vintage,
        **({"levels": {"taluk": words("塔卢克", "Taluk")}} if any(r["level"] == "taluk" for r in place.regions) else {}),
        **_years(place.years),
        **({"money": place.money.said} if place.money.said else {}),
        "period": place.period,
        "cut_off": When_(int(year), int(quarter) if quarter else None, place.years.parts).last_day,
        "status": dice.choice(("draft", "final")),
        "author": words("编制组", "Evaluation office"),
        "source_note": words("抽样生成。", "Drawn at random."),
        "indicators": indicators,
        **({"packs": list(pool.packs)} if pool.packs else {}),
    }
    policy = dice.weighted(none=0.4, HB=0.25, GZ=0.15, XX=0.2)
    if pool.packs and policy in ("HB", "GZ"):
        policy = "XX"
    if policy != "none":
        study["policy"] = {"prefix": policy, "title": words("工作要点", "Key points")}
        if dice.yes(0.3):
            month = dice.choice(("01-01", "02-28", "04-01", "08-06", "12-31"))
            study["policy"]["in_force"] = f"{int(year) - dice.choice((0, 0, 1))}-{month}"
        asked = [d.code for d in SHIPPED.duties.values() if d.clause.startswith(f"{policy}-")]
        if asked and (lifting := dice.part("lifted")).yes(0.2):
            study["duties"] = {"lift": dict.fromkeys(lifting.few(asked, 1, 2), "另有规定")}
    if dice.yes(0.5):
        study["fund"] = words("就业资金", "employment fund")
    if dice.yes(0.4):
        study["synthetic"] = words("数据为程序生成。", "Figures are invented by a program.")
    if dice.yes(0.7):
        study["headline"] = dice.few(indicators, 1, 6)
    rates = [c for c in indicators if not CATALOGUE[c].is_amount]
    if rates and dice.yes(0.5):
        study["hard_limits"] = dice.few(rates, 1, 3)
    if dice.yes(0.2):
        study["form_vintage"] = "2012"
    if (outlined := dice.part("outline")).yes(0.12):
        study["outline"] = _outline(outlined)
    return study


def _outline(dice: Dice) -> Any:
    """Some sections in an order of their own, at times under a title of the office's."""

    def drawn(kind: str) -> list[Any]:
        names = dice.some([n for n in FULL[kind] if n not in ("cover", "general")], dice.choice((0.2, 0.6, 0.9)))
        names.append("general")
        dice.shuffle(names)
        return ["cover", *({"section": n, "title": words("自定标题", "A title of its own")} if dice.yes(0.2) else n for n in names)]

    return dice.choice(
        ("full", drawn("region"), {"region": drawn("region")}, {"region": drawn("region"), "overview": drawn("overview")})
    )


def _years(years: Years) -> dict[str, Any]:
    return {} if years.starts == 1 else {"years": years.declared}


def _bound(draft: Draft) -> list[Duty]:
    """Duties that the study makes of its document."""
    prefix, lifted = draft.study.get("policy", {}).get("prefix", ""), draft.study.get("duties", {}).get("lift", ())
    return [d for d in SHIPPED.duties.values() if prefix and d.clause.startswith(f"{prefix}-") and d.code not in lifted]


def _more(dice: Dice, draft: Draft, indicators: list[str], delivered: list[str], more: Mapping[str, float]) -> None:
    """The other files; ``more``: those that come oftener than they would."""
    place, prefix = draft.world, draft.study.get("policy", {}).get("prefix", "")

    def has(name: str, share: float) -> bool:
        return dice.part(f"has {name}").yes(more.get(name, share))

    if has("weights", 0.3):
        draft.yml["weights.yml"] = rules.weights(dice.part("weights"), indicators)
    if has("comparison", 0.15):
        draft.yml["comparison.yml"] = rules.comparison(dice.part("comparison"), indicators, delivered)
    if has("allocation", 0.12):
        _allocation(dice.part("allocation"), draft, indicators, delivered)
    if has("warning", 0.2):
        rows = draft.rows
        draft.yml["warning.yml"] = rules.warning(dice.part("warning"), place, indicators, delivered)
        if has("enterprises", 0.5):
            rows["enterprises.csv"] = rules.enterprises(dice.part("enterprises"), place)
            draft.yml["warning.yml"]["watched"]["firms"] = {
                "title": words("岗位流失率", "Job losses"),
                "of": "job_loss",
                "side": "above",
                "core": True,
            }
        if has("layoffs", 0.5):
            rows["layoffs.csv"] = rules.layoffs(dice.part("layoffs"), place)
            draft.yml["warning.yml"]["layoffs"] = {"persons": 20, "share": 10, "notice_days": 30, "source": words("办法", "Rules")}
    pace = rules.retraining(dice.part("retraining"), place, indicators)
    if pace and has("retraining", 0.7):
        draft.study["retraining"] = pace
    aimed = draft.rows.get("targets.csv")
    for name, share, drawn in (
        ("verified.csv", 0.1, lambda: rules.checked(dice.part("verified"), place, delivered)),
        ("ledger.csv", 0.1, lambda: offices.ledger(dice.part("ledger"), place, prefix or "HB", _bound(draft))),
        ("assistance.csv", 0.1, lambda: rules.follow_up(dice.part("assistance"), place)),
        ("standards.csv", 0.3, lambda: rules.standards(dice.part("standards"), place, indicators)),
        ("target_orders.csv", 0.15, lambda: rules.orders(dice.part("orders"), place, aimed) if aimed else []),
        ("rubric.csv", 0.3, lambda: rules.judged(dice.part("rubric"), place, prefix) if prefix in ("HB", "GZ") else []),
    ):
        rows = drawn() if has(name, share) else []
        if rows:
            draft.rows[name] = rows
    if prefix and "packs" not in draft.study and has("documents", 0.3):
        items = [q.code for q in fund_of((), draft.yml.get("catalogue.yml", {})).spending.of]
        draft.yml["documents.yml"], rows = offices.draw(dice.part("offices"), place, prefix, delivered, _bound(draft), items)
        draft.rows.update(rows)
    if "documents.yml" in draft.yml and "warning.yml" in draft.yml and has("warning notice", 0.7):
        draft.yml["documents.yml"]["forms"]["warning_notice"] = {}
    if has("assistance notebook", 0.05):
        draft.study["notebooks"] = {"region": "assistance.ipynb"}
    if prefix in ("HB", "GZ") and has("calendar", 0.5):
        draft.rows["calendar.csv"] = rules.done(dice.part("calendar"), place, prefix)


def _allocation(dice: Dice, draft: Draft, indicators: list[str], delivered: list[str]) -> None:
    scheme, rows = rules.allocation(dice, draft.world, delivered)
    adjusted = rules.adjustment(dice, indicators)
    if adjusted and dice.yes(0.8):
        scheme["adjustment"] = adjusted
    draft.yml["allocation.yml"] = scheme
    if rows:
        draft.rows["allocation.csv"] = rows
    if "tilt" in scheme:
        draft.rows["appraisal.csv"] = rules.appraised(dice, draft.world)
