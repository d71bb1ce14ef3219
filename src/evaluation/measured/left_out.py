"""What a study leaves out: money of the fund that no table of it reads (an item without a column, a column of money beside those
that are read), what a fund drops of the one whose place it takes, and what its scheme lacks and an indicator needs."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.catalogue.catalogue import Catalogue
from evaluation.catalogue.model import Indicator
from evaluation.data.findings import Finding
from evaluation.study.model import Study


def findings(study: Study, catalogue: Catalogue) -> list[Finding]:
    """Reportable findings: items of spending that no table has where others have one, and ignored columns of money in a table
    of the fund, what a fund with ``overrides`` has no more, indicators that can never have a value."""
    return [*_items(study, catalogue), *_columns(study, catalogue), *_drops(catalogue), *_never_measured(study, catalogue)]


def lacking_inputs(indicator: Indicator, study: Study, catalogue: Catalogue) -> list[str]:
    """Quantities that the chosen reading names and the scheme has not ('without'), so that it never has a value."""
    _, reading = indicator.settle(study.choices)
    return list(dict.fromkeys(t.quantity.code for t in reading.terms if t.quantity.code in catalogue.lacking))


def _never_measured(study: Study, catalogue: Catalogue) -> Iterator[Finding]:
    for indicator in (catalogue.indicators[code] for code in study.file.indicators if code in catalogue.indicators):
        lacks = [(catalogue.quantities[q].title, catalogue.lacking[q]) for q in lacking_inputs(indicator, study, catalogue)]
        if lacks:
            named = "; ".join(f"{title.en} ({reason.en})" for title, reason in lacks)
            yield Finding(
                severity="reportable",
                code="never_measured",
                message=f"{indicator.code} never has a value: it needs what catalogue.yml says that the scheme has not: {named}",
                fix="take it out of the indicators in study.yml, or declare one in catalogue.yml that does without",
                facts={"item": indicator.code, "lacks": "；".join(f"{title.zh}（{reason.zh}）" for title, reason in lacks)},
                file="study.yml",
            )


def _drops(catalogue: Catalogue) -> Iterator[Finding]:
    """Keys and quantities that an account has no more since another of the study or its project takes its place."""
    lost = catalogue.fund_drops
    if lost is None or not lost.by.is_own:
        return
    titles = [catalogue.quantities[code].title for code in lost.codes]
    named = [f"{code} ({title.en})" for code, title in zip(lost.codes, titles, strict=True)]
    said = [f"it does not say {', '.join(lost.keys)}"] * bool(lost.keys) + [f"it is without {', '.join(named)}"] * bool(named)
    yield Finding(
        severity="reportable",
        code="fund_drops",
        message=f"the fund takes the place of that of {lost.source.owner}: {'; '.join(said)}",
        fix="say under 'fund' what the scheme has of it; of what it has not nothing is to do",
        facts={"keys": "、".join(lost.keys) or "—", "titles": "、".join(title.zh for title in titles) or "—"},
        file=lost.by.file,
        row=lost.by.line(("fund", "overrides")),
    )


def _items(study: Study, catalogue: Catalogue) -> Iterator[Finding]:
    read = {c.quantity for t in study.file.tables.values() for c in t.columns.values()}
    items = catalogue.fund.spending.of
    lacking = [q for q in items if q.code not in read]
    if lacking and len(lacking) < len(items):
        named = ", ".join(f"{q.code} ({q.title.en})" for q in lacking)
        yield Finding(
            severity="reportable",
            code="item_left_out",
            message=f"no table has a column of {named}: total spending is not known, nor is what is measured of it",
            fix="map the column that holds it; an item the scheme has not is named in catalogue.yml: groups, spending, without",
            facts={"titles": "、".join(q.title.zh for q in lacking), "count": str(len(lacking))},
            file="study.yml",
        )


def _columns(study: Study, catalogue: Catalogue) -> Iterator[Finding]:
    of_fund, money = set(catalogue.fund.codes), study.counts.currency
    words = (money.zh, money.code)
    for name, table in study.file.tables.items():
        ignored = [] if table.ignore == "rest" else [h for h in table.ignore if any(word in h for word in words)]
        if ignored and any(c.quantity in of_fund for c in table.columns.values()):
            yield Finding(
                severity="reportable",
                code="money_left_out",
                message=f"table {name} leaves out columns of money beside those of the fund: {', '.join(ignored)}",
                fix="map them where they are items or sources of the fund; where they are not, nothing is to do",
                facts={"columns": "、".join(ignored), "count": str(len(ignored))},
                file=table.file,
            )
