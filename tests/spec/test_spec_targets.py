# ruff: noqa: E501  (drawn tables are as wide as their columns)
"""HB-0 主要目标：城镇新增就业人员70万人,农村劳动力转移就业80万人(其中劳动保障部门50万人),帮助下岗失业人员再就业35万人,
其中,帮助“4050”人员等困难人员再就业10万人;组织就业再就业培训40万人,创业培训3万人,农村劳动力转移培训80万人(其中劳动保障部门
45万人);失业保险全年参保人数达405万人,配合地税部门征收失业保险费8.8亿元。

Quantity targets are levels: persons, households or fen of the period, without a denominator. A region that did not
deliver is missing and is left out of the whole; it is not counted as zero.
"""

from __future__ import annotations

from drawn import measured


def _level(code: str, quantity: str, unit: str = "persons") -> None:
    measured(
        code,
        f"""
        region | period | {quantity} => only [{unit}]
        A      | 2007   | 120        => 120
        B      | 2007   | 0          => 0
        C      | 2007   |            => missing
        D      | 2007   | *          => suppressed
        P      | 2007   |            => 120
        """,
    )


def test_emp_new_urban():
    """HB-0 城镇新增就业人员70万人; the document does not say whether attrition is deducted."""
    measured(
        "emp_new_urban",
        """
        region | period | new_employed | natural_attrition | urban_employed => gross [persons] | net_of_attrition [persons] | net_change [persons]
        A      | 2006   |              |                   | 5000           => missing         | missing                    | missing
        A      | 2007   | 900          | 150               | 5400           => 900             | 750                        | 400
        B      | 2006   |              |                   | 2000           => missing         | missing                    | missing
        B      | 2007   | 300          |                   | 1900           => 300             | missing                    | -100
        C      | 2007   |              | 20                | 700            => missing         | missing                    | missing
        P      | 2007   |              |                   |                => 1200            | 750                        | 300
        """,
    )


def test_emp_new_urban_opening_stock_of_a_quarter_is_the_quarter_before():
    measured(
        "emp_new_urban",
        """
        region | period | new_employed | natural_attrition | urban_employed => gross [persons] | net_of_attrition [persons] | net_change [persons]
        A      | 2006Q4 | 1            | 1                 | 5000           => 1               | 0                          | missing
        A      | 2007Q1 | 30           | 5                 | 5020           => 30              | 25                         | 20
        A      | 2007Q2 | 40           | 50                | 5010           => 40              | -10                        | -10
        B      | 2007Q1 |              |                   |                => missing         | missing                    | missing
        P      | 2007Q1 |              |                   |                => 30              | 25                         | 20
        """,
    )


def test_rural_transfer():
    """HB-0 农村劳动力转移就业80万人"""
    _level("rural_transfer", "rural_transfer")


def test_rural_transfer_labour_dept():
    """HB-0 (其中劳动保障部门50万人)"""
    _level("rural_transfer_labour_dept", "rural_transfer_labour_dept")


def test_reemp_laidoff():
    """HB-0 帮助下岗失业人员再就业35万人"""
    _level("reemp_laidoff", "reemp_laidoff")


def test_reemp_hard():
    """HB-0 帮助“4050”人员等困难人员再就业10万人"""
    _level("reemp_hard", "reemp_hard")


def test_rural_poor_households_helped():
    """HB-3 10万困难农户每户免费培训1人、转移就业1人; counted in households"""
    _level("rural_poor_households_helped", "rural_poor_households_helped", "households")


def test_trained_reemp():
    """HB-0 组织就业再就业培训40万人; persons, never person-times"""
    _level("trained_reemp", "trained_reemp")


def test_trained_startup():
    """HB-0 创业培训3万人"""
    _level("trained_startup", "trained_startup")


def test_trained_rural():
    """HB-0 农村劳动力转移培训80万人"""
    _level("trained_rural", "trained_rural")


def test_trained_rural_labour_dept():
    """HB-0 (其中劳动保障部门45万人)"""
    _level("trained_rural_labour_dept", "trained_rural_labour_dept")


def test_ui_insured():
    """HB-0 失业保险全年参保人数达405万人; a stock: the year stands where its last quarter stands"""
    measured(
        "ui_insured",
        """
        region | period | ui_insured 万人 => only [persons]
        A      | 2007Q3 | 61.3            => 613000
        A      | 2007Q4 | 61.4            => 614000
        A      | 2007   |                 => 614000
        B      | 2007Q4 |                 => missing
        P      | 2007   |                 => 614000
        """,
    )


def test_ui_premium():
    """HB-0 征收失业保险费8.8亿元; money is kept in fen"""
    measured(
        "ui_premium",
        """
        region | period | ui_premium 万元 => only [fen]
        A      | 2007   | 1.25            => 1250000
        B      | 2007   |                 => missing
        P      | 2007   |                 => 1250000
        """,
    )
