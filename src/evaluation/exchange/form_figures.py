"""What a cell of a form may hold: a figure within its range, or a mark that says why there is none; and how that is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from evaluation.catalogue.catalogue import Catalogue
from evaluation.study.model import Column

NOTHING: Mapping[str, str] = {"missing": "…", "not_applicable": "—", "suppressed": "*"}
"""What units write where there is no figure, by its kind."""
WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "about": "填报说明",
        "last": "上期",
        "region": "地区",
        "period": "期间",
        "column": "列",
        "what": "含义",
        "unit": "单位",
        "kind": "口径",
        "range": "范围",
        "current": "当期数",
        "cumulative": "本年累计数",
        "stock": "期末数",
        "rate": "比率",
        "missing": "数字不详",
        "not_applicable": "不适用",
        "suppressed": "不予公布",
        "nothing": "没有数字时填写",
        "at_least": "不小于{least}",
        "at_most": "不大于{most}",
        "whole": "整数",
        "decimals": "至多{digits}位小数",
        "multiple": "{base}的倍数",
        "how": "在各表中填写，不要改动表头。请勿填写个人姓名、证件号码和电话号码。",
        "wrong": "请填写{what}，或填写 {marks}。",
        "choose": "请从列表中选择。",
    },
    "en": {
        "about": "How to fill in",
        "last": "Last period",
        "region": "Region",
        "period": "Period",
        "column": "Column",
        "what": "What it is",
        "unit": "Unit",
        "kind": "Counted",
        "range": "Range",
        "current": "of the period",
        "cumulative": "from the year's start",
        "stock": "at the period's end",
        "rate": "rate",
        "missing": "not known",
        "not_applicable": "does not apply",
        "suppressed": "kept back",
        "nothing": "Where there is no figure, write",
        "at_least": "{least} or more",
        "at_most": "{most} or less",
        "whole": "a whole number",
        "decimals": "at most {digits} decimals",
        "multiple": "a multiple of {base}",
        "how": "Fill in the tables and leave their headers as they are. Write no names, identity or telephone numbers of persons.",
        "wrong": "Write {what}, or {marks}.",
        "choose": "Choose from the list.",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureBounds:
    """What a figure of a column may be, in the unit of the column; None where nothing bounds it."""

    least: Decimal | None
    most: Decimal | None
    digits: int | None
    base: int | None

    def describe(self, words: Mapping[str, str]) -> str:
        """In words, each condition once."""
        found = [
            words["at_least"].format(least=self.least) if self.least is not None else "",
            words["at_most"].format(most=self.most) if self.most is not None else "",
            words["multiple"].format(base=self.base) if self.base else "",
            "" if self.digits is None else words["decimals"].format(digits=self.digits) if self.digits else words["whole"],
        ]
        return (", " if words is WORDS["en"] else "、").join(filter(None, found))

    def formula(self, cell: str) -> str:
        """That ``cell`` holds such a figure, or a mark that says why it holds none."""
        tests = [f"ISNUMBER({cell})"]
        tests += [f"{cell}>={self.least}"] if self.least is not None else []
        tests += [f"{cell}<={self.most}"] if self.most is not None else []
        tests += [f"ROUND({cell},{self.digits})={cell}"] if self.digits is not None else []
        tests += [f"MOD({cell},{self.base})=0"] if self.base else []
        # of a text the other tests are errors, so that they are asked of numbers alone
        marks = ",".join(f'{cell}="{mark}"' for mark in NOTHING.values())
        return f"=IF(ISNUMBER({cell}),AND({','.join(tests)}),OR({marks}))"


def bounds_of(column: Column, catalogue: Catalogue) -> FigureBounds:
    """What its quantity, its unit and the study's declaration of the column leave possible."""
    if column.quantity is None:
        return FigureBounds(least=None, most=None, digits=None, base=None)
    quantity, scale = catalogue.quantities[column.quantity], column.unit.scale
    least = quantity.least if quantity.least is not None else 0 if column.negative == "refused" else None
    exact = scale if str(scale).strip("0") == "1" else None
    digits = column.decimals if column.decimals is not None else len(str(exact)) - 1 if exact else None
    return FigureBounds(
        least=None if least is None else _in_unit(least, scale),
        most=None if quantity.most is None else _in_unit(quantity.most, scale),
        digits=None if column.round and column.decimals is None else digits,
        base=column.rounded_to,
    )


def _in_unit(amount: int, scale: int) -> Decimal:
    return (Decimal(amount) / scale).normalize() + 0
