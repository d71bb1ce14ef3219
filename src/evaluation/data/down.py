"""Tables with indicators down their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from evaluation.data import form_findings
from evaluation.data.body import Body
from evaluation.data.findings import Finding
from evaluation.data.grid import Row
from evaluation.data.header import undeclared_rows
from evaluation.data.record import Record, squeeze
from evaluation.errors import fit_for_message, near
from evaluation.study.tables import REST, Down


class RowsDown:
    """Rows of a table with indicators down its rows: what belongs to one region and period is put together."""

    def __init__(self, body: Body, down: Down) -> None:
        self.body, self.down = body, down
        self.entries = {squeeze(name): name for name in body.table.columns}
        self.found: dict[tuple[str, ...], Row] = {}
        self.texts: dict[tuple[str, ...], dict[str, str]] = {}
        self.met: set[str] = set()
        self.other: Counter[str] = Counter()
        self.first_other: dict[str, int] = {}

    def rows(self, records: Iterator[Record]) -> list[Row]:
        """One row for each region and period of ``records``."""
        table, told, place = self.body.table, self.body.told, self.body.place
        left = () if table.ignore == REST else {squeeze(name) for name in table.ignore}
        for record in records:
            shared, wrong = self.body.key_cells.read(record)
            label = " ".join(dict.fromkeys(filter(None, (shared[name].strip() for name in self.down.name))))
            name = self.entries.get(squeeze(label))
            if name is not None:
                self.body.read.add(record.number)
                self._take(record, name, shared, self.body.find_refused(record, wrong))
            elif label and squeeze(label) not in left and not self._heading(record):
                self.other[label] += 1
                self.first_other.setdefault(label, record.number)
        if self.other:
            told.add(undeclared_rows(list(self.other), self.first_other, table, place))
        for name in table.columns:
            if name not in self.met and told.wants("row_missing"):
                hint = near(name, [fit_for_message(x) for x in self.other])
                told.add(
                    Finding(
                        severity="blocking",
                        code="row_missing",
                        message=f"the declared row '{name}' is not in the file",
                        fix=f"Ask for the row, or correct study.yml; {hint}",
                        column=self.down.name[-1],
                        **place,
                    )
                )
        return list(self.found.values())

    def _heading(self, record: Record) -> bool:
        """Whether no figure stands in the row: it heads others."""
        return not any(record.text(i).strip() for _, slots in self.body.groups for i, _ in slots)

    def _take(self, record: Record, name: str, shared: dict[str, str], refused_keys: frozenset[str]) -> None:
        self.met.add(name)
        b, told = self.body, self.body.told
        self._check_unit(record, name, shared)
        own = {k: v for k, v in shared.items() if k not in (*self.down.name, self.down.unit)}
        for keys, slots in b.groups:
            position, _ = slots[0]
            at = (*own.values(), *keys.values())
            row = self.found.get(at)
            if row is None:
                columns = {**b.key_cells.columns, **dict.fromkeys(keys, position)}
                cells = self.texts[at] = {**own, **keys}
                row = self.found[at] = Row(number=record.number, cells=cells, columns=columns, refused=refused_keys, rows={})
            texts = self.texts[at]
            if name in texts:
                if told.wants("row_twice", record.number):
                    told.add(form_findings.entry_twice(name, row.row_of(name), record.number, b.place))
                continue
            texts[name] = record.texts.get(position, "")
            row.rows[name], row.columns[name] = record.number, position  # type: ignore[index]  # a row of the body may come as it was read, here they are its own
            if b.find_refused(record, [(position, name)]):
                del texts[name]

    def _check_unit(self, record: Record, name: str, shared: Mapping[str, str]) -> None:
        if not self.down.unit:
            return
        said, declared, told = squeeze(shared[self.down.unit]), self.body.table.columns[name].unit, self.body.told
        if (
            said
            and said != squeeze(declared.text)
            and declared not in (declared.other(said), declared.other(said.lower()))
            and told.wants("unit_differs", record.number)
        ):
            told.add(form_findings.unit_differs(name, said, declared, record.number, self.down.unit, self.body.place))
