"""A throw-away project whose one study has as many regions as wanted: ``python benchmarks/counties.py N FOLDER``.

Its rows are those of hubei-2007 under invented codes and names, over and over. Nothing in it is real.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import yaml
from copies import ROOT, STUDY, Copy, bare

from evaluation.study.load import load
from evaluation.study.model import Region, Study, Table

_ENCODINGS = ("utf-8-sig", "gb18030")
_SYNTHETIC = {
    "zh": "测速用虚构地区：示例数据的重复，不代表任何真实地区。",
    "en": "Invented regions for measuring speed: demonstration rows repeated, no real place.",
}


def write(folder: Path, number: int) -> Copy:
    """A project in ``folder`` (which must not exist) with the study ``counties-<number>``."""
    if number < 1:
        raise ValueError(f"a study needs at least one region, got {number}")
    bare(folder)
    name = f"counties-{number}"
    params, data = folder / "params" / name, folder / "data" / name
    params.mkdir(parents=True)
    data.mkdir(parents=True)
    study = load(STUDY, ROOT)
    counties = made(study, number)
    for kept in ("choices.yml", "weights.yml"):
        (params / kept).write_bytes((ROOT / "params" / STUDY / kept).read_bytes())
    _write_study(params / "study.yml", number)
    _write_rows(params / "regions.csv", _regions(study, counties))
    for file in ("targets.csv", "standards.csv"):
        header, *rows = _read(ROOT / "params" / STUDY / file)
        repeated = _repeated(rows, header.index("region"), study, counties)
        if file == "targets.csv":
            repeated = _added_up(header, repeated, study.top.code)
        _write_rows(params / file, [header, *repeated])
    for table in study.file.tables.values():
        _write_rows(data / table.file, _table(study, table, counties))
    (data / "SOURCE.md").write_text(f"# Synthetic\n\n{_SYNTHETIC['en']}\n", encoding="utf-8")
    return Copy(root=folder, study=name)


def made(study: Study, number: int) -> dict[str, list[Region]]:
    """The invented regions by the code of the region whose rows they repeat, in turn."""
    found = defaultdict(list)
    for index in range(number):
        original = study.reporting[index % len(study.reporting)]
        label = f"{index + 1:04}"
        county = Region(
            code=f"c{label}",
            name_zh=f"示例县{label}",
            name_en=f"Sample county {label}",
            short_zh=f"县{label}",
            level="county",
            parent=study.top.code,
            reports=True,
        )
        found[original.code].append(county)
    return dict(found)


def _write_study(path: Path, number: int) -> None:
    content = yaml.load((ROOT / "params" / STUDY / "study.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    content["title"] = {"zh": f"测速用虚构地区{number}个", "en": f"{number} invented regions for measuring speed"}
    content["region_system"] = "free"
    content["synthetic"], content["source_note"] = (dict(_SYNTHETIC), dict(_SYNTHETIC))  # one object would be an alias
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(text, encoding="utf-8")


def _regions(study: Study, counties: dict[str, list[Region]]) -> Iterator[list[str]]:
    fields = list(Region.model_fields)
    yield fields
    whole = study.top.model_copy(update={"name_zh": "示例省", "name_en": "Sample province", "short_zh": "示例省"})
    every = sorted((c for group in counties.values() for c in group), key=lambda c: c.code)
    for region in (whole, *every):
        yield [{True: "true", False: "false"}.get(v, v) for v in (getattr(region, field) for field in fields)]


def _repeated(rows: Iterable[list[str]], place: int, study: Study, counties: dict[str, list[Region]]) -> Iterator[list[str]]:
    """Rows of regions once for each county made from them; rows of the whole, or of each, as they are."""
    known = {r.code for r in study.reporting}
    for row in rows:
        if row[place] not in known:
            yield row
        for county in counties.get(row[place], ()):
            yield [county.code if i == place else cell for i, cell in enumerate(row)]


def _added_up(header: list[str], rows: Iterable[list[str]], whole: str) -> Iterator[list[str]]:
    """The whole's targets made the sum of its counties', where they are split; in the unit of the split."""
    item, region, value, unit = (header.index(name) for name in ("item", "region", "value", "unit"))
    rows, sums, units = list(rows), defaultdict(Decimal), {}
    for row in rows:
        if row[region] not in (whole, "each"):
            sums[row[item]] += Decimal(row[value])
            units[row[item]] = row[unit]
    for row in rows:
        if row[region] == whole and row[item] in sums:
            added = {value: str(sums[row[item]]), unit: units[row[item]]}
            row = [added.get(i, cell) for i, cell in enumerate(row)]
        yield row


def _table(study: Study, table: Table, counties: dict[str, list[Region]]) -> Iterator[list[str]]:
    """The delivered table with the counties' rows; its total rows, which would no longer add up, are left out."""
    codes = {name: r.code for r in study.reporting for name in (r.code, r.name_zh, r.short_zh)}
    header, *rows = _read(ROOT / "data" / STUDY / table.file)
    place = header.index(table.region[-1])
    names = [i for i, title in enumerate(header) if title in table.ignore and title == "地区"]
    yield header
    for row in rows:
        for county in counties.get(codes.get(row[place], ""), ()):
            copied = {place: county.code, **dict.fromkeys(names, county.short_zh)}
            yield [copied.get(i, cell) for i, cell in enumerate(row)]


def _read(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            return list(csv.reader(content.decode(encoding).splitlines()))
        except UnicodeDecodeError:
            continue
    raise ValueError(f"{path.name} is in none of {', '.join(_ENCODINGS)}")


def _write_rows(path: Path, rows: Iterable[Iterable[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit("usage: python benchmarks/counties.py REGIONS NEW-FOLDER")
    copy = write(Path(sys.argv[2]), int(sys.argv[1]))
    print(f"{copy.study} in {copy.root}; run it with EVALUATION_ROOT={copy.root} evaluation run {copy.study}")
