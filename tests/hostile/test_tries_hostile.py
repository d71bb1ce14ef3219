"""The tries of a campaign against the door, each by what it tries: every one ends in one right sentence and its exit code, in a
process that is killed beyond 500 MiB or ten seconds of CPU."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from small import HEADER, ROWS, change, project, said

SECRET = "root:x:0:0:secret of another"
PARAMS, DATA = "params/sy", "data/sy"


@dataclass(frozen=True, slots=True)
class Try:
    """``make`` changes a sound project; ``told`` is said of it, where ``code`` is the exit code of ``evaluation check``."""

    make: Callable[[Path], object]
    told: str
    code: int = 2
    command: str = "check"


def book(row: int | None = None, column: int = 1) -> bytes:
    made, stream = openpyxl.Workbook(), io.BytesIO()
    for line in (HEADER + ROWS).splitlines():
        made.active.append([int(c) if c.isdigit() else c for c in line.split(",")])
    if row:
        made.active.cell(row, column, 1)
    made.save(stream)
    return stream.getvalue()


def with_member(size: int, times: int = 1) -> bytes:
    stream = io.BytesIO(book())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(times):
            with archive.open(f"xl/media/{number}.bin", "w", force_zip64=True) as member:
                for _ in range(size >> 20):
                    member.write(bytes(1 << 20))
    return stream.getvalue()


def delivered(content: str | bytes, name: str = "insurance.csv") -> Callable[[Path], object]:
    """The table as this file."""

    def make(root: Path) -> None:
        (root / DATA / "insurance.csv").unlink()
        (root / DATA / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        if name != "insurance.csv":
            change(root, "study.yml", "file: insurance.csv", f"file: {name}")

    return make


def written(file: str, content: str) -> Callable[[Path], object]:
    return lambda root: (root / PARAMS / file).write_text(content, encoding="utf-8")


def changed(file: str, old: str, new: str) -> Callable[[Path], object]:
    return lambda root: change(root, file, old, new)


def target(value: str) -> Callable[[Path], object]:
    return changed("targets.csv", "", f"ui_spending_ratio,R1,2024,at_least,{value},%,issued,a document\n")


def linked(path: str) -> Callable[[Path], object]:
    """``path`` as a link to somebody else's file."""

    def make(root: Path) -> None:
        (root.parent / "secret").write_text(f"{SECRET}\n{HEADER}{ROWS}", encoding="utf-8")
        (root / path).unlink(missing_ok=True)
        (root / path).symlink_to(root.parent / "secret")

    return make


def piped(path: str) -> Callable[[Path], object]:
    def make(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        os.mkfifo(root / path)

    return make


def stray(name: str) -> Callable[[Path], object]:
    return lambda root: (root / DATA / name).write_text("x", encoding="utf-8")


def dated(text: str) -> Callable[[Path], object]:
    return changed("study.yml", "cut_off: 2024-12-31", f"cut_off: {text}")


def named(text: str) -> Callable[[Path], object]:
    return changed("regions.csv", "甲市", f'"{text}"')


TRIES = {
    "a million unknown regions": Try(
        delivered(HEADER + ROWS + "".join(f"X{n},1,2,3\n" for n in range(1_000_000))),
        "the table holds more than 300,000 rows: that many up to line 300002",
    ),
    "56 MB of blank rows": Try(delivered(HEADER + ROWS + ",,,\n" * 14_000_000), "0 blocking", 0),
    "an old workbook by another name": Try(
        delivered(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "a.xlsx"),
        "the file is an old Office file, or one protected by a password, not an Excel workbook",
    ),
    "a member of 200 MB": Try(delivered(with_member(200 << 20), "a.xlsx"), "the workbook unpacks to more than 64 MB"),
    "members that unpack to a hundred times their size": Try(
        delivered(with_member(20 << 20, 3), "a.xlsx"), "a part of the workbook unpacks to more than 100 times its size"
    ),
    "a cell in the last corner": Try(delivered(book(1_048_576, 16_384), "a.xlsx"), "the cell XFD1048576 has no header above it"),
    "a cell far below and beside": Try(delivered(book(99_999, 499), "a.xlsx"), "the cell SE99999 has no header above it"),
    "lists 3,000 deep": Try(
        written("choices.yml", "a: " + "[" * 3_000 + "]" * 3_000), "choices.yml, line 1: nested too deeply: more than 32 levels"
    ),
    "lists 100,000 deep": Try(
        written("choices.yml", "a: " + "[" * 100_000 + "]" * 100_000), "choices.yml, line 1: nested too deeply: more than 32 levels"
    ),
    "lists deep in study.yml": Try(
        changed("study.yml", "status: draft", "status: " + "[" * 3_000 + "]" * 3_000),
        "study.yml, line 15: nested too deeply: more than 32 levels",
    ),
    "a value of 50 MB": Try(written("choices.yml", "a: " + "x" * 50_000_000), "choices.yml: larger than 16 MB"),
    "a million keys": Try(
        written("choices.yml", "".join(f"k{n}: {{a: b}}\n" for n in range(1_000_000))), "choices.yml: larger than 1 MB"
    ),
    "a cut-off of 0": Try(dated("0"), "study.yml:\n  line 12, cut_off: is no date; write it as 2007-12-31"),
    "a cut-off in seconds": Try(dated("1735603200"), "study.yml:\n  line 12, cut_off: is no date; write it as 2007-12-31"),
    "a cut-off with a time": Try(
        dated("2024-12-31T00:00:00"), "study.yml:\n  line 12, cut_off: is no date; write it as 2007-12-31"
    ),
    "a cut-off without dashes": Try(dated("20241231"), "study.yml:\n  line 12, cut_off: is no date; write it as 2007-12-31"),
    "a cut-off with points": Try(dated("31.12.2024"), "study.yml:\n  line 12, cut_off: is no date; write it as 2007-12-31"),
    "a cut-off of two digits": Try(dated("24-12-31"), "study.yml:\n  line 12, cut_off: is no date; write it as 2007-12-31"),
    "a day that is none": Try(dated("2024-02-30"), "study.yml:\n  line 12, cut_off: is no day of the calendar"),
    "a month that is none": Try(dated("2024-13-01"), "study.yml:\n  line 12, cut_off: is no day of the calendar"),
    "a cut-off in wide digits": Try(dated("２０２４-12-31"), "study.yml:\n  line 12, cut_off: is no date; write it as 2007-12-31"),
    "a vintage with a mark between": Try(
        changed("study.yml", "region_vintage: 2024", "region_vintage: 2_024"), "line 8, region_vintage: is no whole number"
    ),
    "a vintage with a point": Try(
        changed("study.yml", "region_vintage: 2024", "region_vintage: 2024.0"), "line 8, region_vintage: is no whole number"
    ),
    "a target of Infinity": Try(target("Infinity"), "targets.csv, line 2:\n  value: is no number; write up to 15 digits"),
    "a target of NaN": Try(target("NaN"), "targets.csv, line 2:\n  value: is no number; write up to 15 digits"),
    "a target in base 16": Try(target("0x10"), "targets.csv, line 2:\n  value: is no number; write up to 15 digits"),
    "a target with a thousands comma": Try(target('"1,000"'), "targets.csv, line 2:\n  value: is no number; write up to 15 digits"),
    "a target that is blank": Try(target(""), "targets.csv, line 2"),
    "a target of 1e309": Try(target("1e309"), "targets.csv, line 2:\n  value: is no number; write up to 15 digits"),
    "a target of 1e9999999": Try(target("1e9999999"), "targets.csv, line 2:\n  value: is no number; write up to 15 digits"),
    "a target of 1e-999999": Try(target("1e-999999"), "targets.csv, line 2:\n  value: is no number; write up to 15 digits"),
    "a target with marks between": Try(target("1_000"), "targets.csv, line 2:\n  value: is no number; write up to 15 digits"),
    "a target in wide digits": Try(target("１２３"), "targets.csv, line 2:\n  value: is no number; write up to 15 digits"),
    "a target below nothing": Try(
        target("-5"),
        "targets.csv, line 2: ui_spending_ratio for R1: what is counted over what is counted is never below 0, the line is -5 %",
    ),
    "a target with another minus": Try(target("−5"), "targets.csv, line 2:\n  value: is no number; write up to 15 digits"),
    "reports: yes": Try(
        changed("regions.csv", "TOP,true", "TOP,yes"), "regions.csv, line 3:\n  reports: is neither true nor false"
    ),
    "reports: y": Try(changed("regions.csv", "TOP,true", "TOP,y"), "regions.csv, line 3:\n  reports: is neither true nor false"),
    "reports: 1": Try(changed("regions.csv", "TOP,true", "TOP,1"), "regions.csv, line 3:\n  reports: is neither true nor false"),
    "reports: on": Try(changed("regions.csv", "TOP,true", "TOP,on"), "regions.csv, line 3:\n  reports: is neither true nor false"),
    "reports: T": Try(changed("regions.csv", "TOP,true", "TOP,T"), "regions.csv, line 3:\n  reports: is neither true nor false"),
    "regions in a circle": Try(
        lambda root: (
            change(root, "regions.csv", "prefecture,TOP,true\nR2", "prefecture,R2,true\nR2"),
            change(root, "regions.csv", "乙市,prefecture,TOP", "乙市,prefecture,R1"),
        ),
        "regions.csv, line 3: R1 lies in itself (R1 → R2 → R1)",
    ),
    "a region inside itself": Try(
        changed("regions.csv", "甲市,prefecture,TOP", "甲市,prefecture,R1"), "regions.csv, line 3: R1 lies in itself (R1 → R1)"
    ),
    "choices.yml as a link": Try(
        linked(f"{PARAMS}/choices.yml"), "params/sy/choices.yml is a symbolic link; put the file itself there"
    ),
    "targets.csv as a link": Try(
        linked(f"{PARAMS}/targets.csv"), "params/sy/targets.csv is a symbolic link; put the file itself there"
    ),
    "a table as a link": Try(
        linked(f"{DATA}/insurance.csv"), "data/sy/insurance.csv is a symbolic link, not the file that is declared"
    ),
    "choices.yml as a pipe": Try(
        piped(f"{PARAMS}/choices.yml"), "params/sy/choices.yml is a named pipe; put the file itself there"
    ),
    "a table as a pipe": Try(
        piped(f"{DATA}/insurance.csv"), "data/sy/insurance.csv is a named pipe, not the file that is declared"
    ),
    "a name of 10,000 characters": Try(
        named("甲" * 10_000), "regions.csv, line 3:\n  name_zh: has 10000 characters, at most 200 are taken"
    ),
    "a name that turns the line": Try(named("甲\u202e市"), "name_zh: holds U+202E (RIGHT-TO-LEFT OVERRIDE)"),
    "a name with no width": Try(named("甲\u200b市"), "name_zh: holds U+200B (ZERO WIDTH SPACE)"),
    "a name that joins": Try(named("甲\u200d市"), "name_zh: holds U+200D (ZERO WIDTH JOINER)"),
    "a name with a mark of byte order": Try(named("甲\ufeff市"), "name_zh: holds U+FEFF (ZERO WIDTH NO-BREAK SPACE)"),
    "a name that steers a terminal": Try(named("甲\x1b[31m市"), "name_zh: holds U+001B (the escape character)"),
    "a name with a picture": Try(named("甲\U0001f600市"), "the font of the reports, Noto Sans SC, has no U+1F600"),
    "a name with a rare character": Try(named("甲𠀀市"), "the font of the reports, Noto Sans SC, has no U+20000"),
    "a name in Arabic": Try(named("عربي"), "the font of the reports, Noto Sans SC, has no U+0628"),
    "a name with a variant": Try(named("甲\ufe0f市"), "name_zh: holds U+FE0F (VARIATION SELECTOR-16)"),
    "a name of white space": Try(named("\u3000"), "name_zh: is nothing but blanks"),
    "a name of two lines": Try(named("甲\n市"), "regions.csv, line 3:\n  name_zh: holds U+000A (a line break)"),
    "a name with a tab": Try(named("甲\t市"), "name_zh: holds U+0009 (a tab)"),
    "a name that opens a block": Try(named("```\n"), "regions.csv, line 3:\n  name_zh: holds U+000A (a line break)"),
    "a file that steers a terminal": Try(stray("a\x1b[31m\u202eb.csv"), "data/sy/a\\u001b[31m\\u202eb.csv is in no table", 0),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", TRIES)
def test_a_try_ends_soon_in_one_right_sentence(tmp_path, what):
    of = TRIES[what]
    root = project(tmp_path / "project")
    of.make(root)
    code, told = said(root, of.command, "sy", seconds=10)
    assert (code, of.told in told) == (of.code, True), told[:2000]
    assert told.replace("\n", "").isprintable() and "secret" not in told and "Traceback" not in told
    assert len(told) < 3_000
