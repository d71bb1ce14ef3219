"""What a problem with money is by its nature (性质), as audits of employment funds name it."""

from __future__ import annotations

from typing import Literal, get_args

Nature = Literal[
    "diverted",
    "held_back",
    "intercepted",
    "obtained_by_deceit",
    "beyond_scope",
    "not_kept_apart",
    "paid_twice",
    "to_ineligible",
    "not_paid",
    "sham_training",
    "not_paid_in",
    "other",
]
NATURES = get_args(Nature)
"""挤占挪用 · 滞留 · 截留 · 套取骗取 · 超范围使用 · 未专账核算 · 重复发放 · 向不符合条件人员发放 · 应发未发 · 虚假培训 · 应到未到 ·
其他.

The terms of 《财政违法行为处罚处分条例》 (国务院令第427号) and of published audits of employment funds; an order cites its norm in
``norm`` and ``basis``, never this list.
"""
