"""Old Excel workbooks (BIFF8 in an OLE container), written record by record as Excel 97 to 2003 does."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_GLOBALS, _SHEET = 0x0005, 0x0010
_FORMATS = {"General": 0, "0.00": 2, "0.0%": 165, "yyyy-mm-dd": 164}


class Cell:
    """A cell that is more than its value: ``shape`` is its number format, ``formula`` says that its value was worked out."""

    def __init__(self, value: object, shape: str = "General", formula: bool = False) -> None:
        self.value, self.shape, self.formula = value, shape, formula


def workbook(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    hidden: Iterable[str] = (),
    hidden_rows: Iterable[int] = (),
    hidden_columns: Iterable[int] = (),
    merged: Iterable[tuple[int, int, int, int]] = (),
    linked: bool = False,
    streams: Mapping[str, bytes] | None = None,
) -> bytes:
    """Sheets of rows; what is hidden or merged (first and last row, first and last column, from 0) is so in each of them."""
    bodies = [_sheet(rows, hidden_rows, hidden_columns, list(merged)) for rows in sheets.values()]
    states = [int(name in hidden) for name in sheets]
    start = len(_globals(list(sheets), states, [0] * len(bodies), linked))
    places = [start + sum(map(len, bodies[:n])) for n in range(len(bodies))]
    stream = _globals(list(sheets), states, places, linked) + b"".join(bodies)
    return container({"Workbook": stream, **(streams or {})})


def _globals(names: list[str], states: list[int], places: list[int], linked: bool) -> bytes:
    found = _bof(_GLOBALS) + _record(0x0042, struct.pack("<H", 1200)) + _record(0x0022, struct.pack("<H", 0))
    for shape, key in _FORMATS.items():
        found += _record(0x041E, struct.pack("<H", key) + _text(shape, 2)) if key >= 164 else b""
    for key in _FORMATS.values():
        found += _record(0x00E0, struct.pack("<HHHBBBBIIH", 0, key, 1, 0, 0, 0, 0, 0, 0, 0x20C0))
    for name, state, place in zip(names, states, places, strict=True):
        found += _record(0x0085, struct.pack("<IBB", place, state, 0) + _text(name, 1))
    if linked:
        found += _record(0x01AE, struct.pack("<H", 1) + _text("\x01other.xls", 2) + _text("a", 2))
    return found + _record(0x000A, b"")


def _sheet(rows: Sequence[Sequence[object]], hidden_rows: Iterable[int], hidden_columns: Iterable[int], merged: list) -> bytes:
    found = _bof(_SHEET)
    for n in hidden_columns:
        found += _record(0x007D, struct.pack("<HHHHHH", n, n, 2560, 0, 1, 0))
    for n in hidden_rows:
        found += _record(0x0208, struct.pack("<HHHHHHI", n, 0, 1, 255, 0, 0, 0x20))
    for row, cells in enumerate(rows):
        for column, held in enumerate(cells):
            if held is not None:
                found += _cell(row, column, held if isinstance(held, Cell) else Cell(held))
    if merged:
        found += _record(0x00E5, struct.pack("<H", len(merged)) + b"".join(struct.pack("<HHHH", *borders) for borders in merged))
    return found + _record(0x000A, b"")


def _cell(row: int, column: int, cell: Cell) -> bytes:
    place = struct.pack("<HHH", row, column, list(_FORMATS).index(cell.shape))
    if isinstance(cell.value, bool):
        return _record(0x0205, place + struct.pack("<BB", cell.value, 0))
    if isinstance(cell.value, str) and cell.value.startswith("#"):
        return _record(0x0205, place + struct.pack("<BB", 0x2A, 1))
    if isinstance(cell.value, str):
        return _record(0x0204, place + _text(cell.value, 2))
    number = struct.pack("<d", cell.value)
    if cell.formula:
        return _record(0x0006, place + number + struct.pack("<HIH", 0, 0, 3) + b"\x1e\x01\x00")
    return _record(0x0203, place + number)


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _record(code: int, body: bytes) -> bytes:
    return struct.pack("<HH", code, len(body)) + body


def _text(text: str, size: int) -> bytes:
    return len(text).to_bytes(size, "little") + b"\x01" + text.encode("utf-16-le")


def container(streams: Mapping[str, bytes]) -> bytes:
    """The OLE container of ``streams``, each in sectors of its own."""
    bodies = {name: body.ljust(4096, b"\0") for name, body in streams.items()}
    sizes = {name: -(-len(body) // _SECTOR) for name, body in bodies.items()}
    folder = -(-(len(bodies) + 1) * 128 // _SECTOR)
    content = sum(sizes.values()) + folder
    tables = -(-(content + 1) // 127)
    chains, starts, at = [_FAT] * tables, {}, tables
    for name, size in [("", folder), *sizes.items()]:
        starts[name] = at
        chains += [*range(at + 1, at + size), _END]
        at += size
    entries = [_entry("Root Entry", 5, _END, 0, child=1 if bodies else _FREE)]
    for number, (name, body) in enumerate(bodies.items(), 1):
        entries.append(_entry(name, 2, starts[name], len(body), right=number + 1 if number < len(bodies) else _FREE))
    chains += [_FREE] * (tables * 128 - len(chains))
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        tables,
        starts[""],
        0,
        4096,
        _END,
        0,
        _END,
        0,
    )
    head += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    listed = b"".join(entries).ljust(folder * _SECTOR, b"\0")
    held = b"".join(body.ljust(sizes[name] * _SECTOR, b"\0") for name, body in bodies.items())
    return head + struct.pack(f"<{len(chains)}I", *chains) + listed + held


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    text = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIII", text, len(text) + 2, kind, 1, _FREE, right, child, start, size, 0)
