"""Codes of findings that the package can give, read from its source, and which of them no drawn study brings about."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import evaluation

_PACKAGE = Path(evaluation.__file__).parent
_ELSEWHERE = ("register", "demo")
"""The register has findings of its own, the sample data none."""
_MAKERS = {"Finding": -1, "Problem": 0}
"""What makes a finding, and the place of the code among what it is given; -1: by its name alone."""


def codes() -> set[str]:
    """Constants that are given as the code of a finding, straight or to a function that passes it on."""
    trees = [(p, ast.parse(p.read_text("utf-8"))) for p in _PACKAGE.rglob("*.py") if _looked_at(p)]
    shared = {n: at for _, tree in trees for n, at in _helpers(tree.body).items() if not n.startswith("_")}
    found: set[str] = set()
    for _, tree in trees:
        makers = _MAKERS | shared | _helpers(ast.walk(tree))
        found.update(code for call in _calls(tree) for code in _given(call, makers))
    return found


def _looked_at(path: Path) -> bool:
    return path.relative_to(_PACKAGE).parts[0] not in _ELSEWHERE


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.Call))


def _helpers(nodes: Iterable[ast.AST]) -> dict[str, int]:
    """Functions that hand the code on which they are given, with its place."""
    found = {}
    for function in (n for n in nodes if isinstance(n, ast.FunctionDef)):
        names = [a.arg for a in function.args.args]
        made = (c for c in _calls(function) if getattr(c.func, "id", "") in _MAKERS)
        if "code" in names and any(ast.unparse(k.value) == "code" for c in made for k in c.keywords if k.arg == "code"):
            found[function.name] = names.index("code")
    return found


def _given(call: ast.Call, makers: dict[str, int]) -> Iterator[str]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name not in makers:
        return
    codes = [k.value for k in call.keywords if k.arg == "code"]
    if not codes and 0 <= makers[name] < len(call.args):
        codes = [call.args[makers[name]]]
    for code in codes:
        yield from (p.value for p in _ends(code) if isinstance(p, ast.Constant) and isinstance(p.value, str))


def _ends(code: ast.expr) -> list[ast.expr]:
    """What an expression may come to: both ends of one that depends on something."""
    return [*_ends(code.body), *_ends(code.orelse)] if isinstance(code, ast.IfExp) else [code]


MET = (
    "stated_rate",
    "total_differs",
    "no_delivery_day",
    "missing_rows",
    "cells_empty",
    "cells_suppressed",
    "missing_table",
    "part_not_made",
    "total_not_compared",
    "suppressed_by_total",
    "sum_broken",
    "county_sum",
    "total_rounding",
    "target_zero",
    "refund",
    "target_split",
    "files_differ",
    "column_blank",
    "schedule_contradicts",
    "target_laxer",
    "no_figures",
    "added_up",
    "part_without_row",
    "columns_ignored",
    "rows_unlisted",
    "item_left_out",
    "never_measured",
    "flagged",
    "notes_below",
    "rows_ignored",
    "basis_differs",
    "provisional",
    "share_above_whole",
    "share_unsaid",
    "unit_doubtful",
    "below_least",
    "above_most",
    "suppressed_by_sum",
)
"""Reportable ones that studies without a defect bring about."""
NOT_DRAWN = {
    "a row of the whole is drawn as a total; test_data_delivery draws one that is none": ("row_of_whole",),
    "test_data_delivery draws tables with periods that nobody delivered": ("missing_everywhere",),
    "test_draft draws a study as it was begun": ("text_to_fill_in",),
    "tests of the readers of CSV files draw them": (
        "empty",
        "encoding",
        "encoding_mixed",
        "line_ends",
        "line_too_long",
        "nul",
        "quotes",
        "separator",
        "utf16",
    ),
    "tests of the readers of workbooks draw them": (
        "date",
        "entities",
        "external_links",
        "formula_without_value",
        "hidden_column",
        "hidden_row",
        "hidden_sheet",
        "macros",
        "merged_cells",
        "not_csv",
        "not_xls",
        "not_xlsx",
        "precision_lost",
        "rounded",
        "scaled_display",
        "sheet",
        "sheet_hidden",
        "zip_bomb",
    ),
    "tests of the grid of a table draw them": (
        "cell_too_long",
        "cell_without_header",
        "extent",
        "no_header",
        "ragged_row",
        "code_normalised",
        "decimals",
    ),
    "tests of forms draw them": ("file_name", "not_a_multiple", "row_missing", "row_unknown", "sheets_ignored", "unit_differs"),
    "what is declared is refused before a table is read": ("delivered_twice",),
    "it takes more findings of one kind than small studies have": ("more_of_a_kind",),
    "it is told by a run, not by check": ("cut_off_beyond", "document_not_made"),
    "it takes files that no study declares": ("file_undeclared", "no_file"),
    "a year is never delivered beside its quarters": ("year_total",),
    "names that cannot be printed are refused with the study": ("no_glyph",),
    "tests of lines draw them": ("target_without_report", "target_of_no_year", "target_part_alone", "target_above_whole"),
    "tests of delivered targets draw them": ("target_twice", "target_of_what", "order_without_target"),
    "tests of revisions draw them": (
        "as_of",
        "revised",
        "vanished",
        "withheld",
        "snapshot_later",
        "snapshot_twice",
        "snapshot_wrong",
    ),
    "tests of a second run draw them": ("figure_changed", "figure_gone", "figure_withheld"),
    "tests of units in cells draw it": ("unit_in_cell",),
    "tests of flows draw it": ("flow_below_zero",),
    "tests of what is given away draw it": ("suppressed_follows",),
    "tests of own entries draw it": ("review_overdue",),
    "tests of ranges draw them": ("overdrawn", "base_below_zero"),
    "tests of what tables leave out draw them": ("fund_drops", "money_left_out"),
    "it takes a name that nobody knows beside a wrong delivery": ("name_unknown",),
}
