# ruff: noqa: E501  (drawn tables are as wide as their columns)
"""HB-0 主要目标：城镇新增就业人员70万人,农村劳动力转移就业80万人(其中劳动保障部门50万人),帮助下岗失业人员再就业35万人,
其中,帮助“4050”人员等困难人员再就业10万人;组织就业再就业培训40万人,创业培训3万人,农村劳动力转移培训80万人(其中劳动保障部门
45万人);失业保险全年参保人数达405万人,配合地税部门征收失业保险费8.8亿元。

Quantity targets are levels: persons, households or fen of the period, without a denominator. A region that did not
deliver is missing and is left out of the whole; it is not counted as zero.
"""

from __future__ import annotations

from drawn import level_drawn, measured


def test_emp_new_urban():
    """HB-0 城镇新增就业人员70万人; the document does not say whether attrition is deducted."""
    measured(
        "emp_new_urban",
        """
        region | period | new_employed | natural_attrition | urban_employed => net_of_attrition [persons] | gross [persons] | net_change [persons]
        A      | 2006   |              |                   | 5000           => missing                    | missing         | missing
        A      | 2007   | 900          | 150               | 5400           => 750                        | 900             | 400
        B      | 2006   |              |                   | 2000           => missing                    | missing         | missing
        B      | 2007   | 300          |                   | 1900           => missing                    | 300             | -100
        C      | 2007   |              | 20                | 700            => missing                    | missing         | missing
        P      | 2007   |              |                   |                => 750                        | 1200            | 300
        """,
    )


def test_emp_new_urban_within_a_year_runs_from_its_start_and_opens_with_the_stock_of_the_year_before():
    measured(
        "emp_new_urban",
        """
        region | period | new_employed | natural_attrition | urban_employed => net_of_attrition [persons] | gross [persons] | net_change [persons]
        A      | 2006Q4 | 1            | 1                 | 5000           => missing                    | missing         | missing
        A      | 2007Q1 | 30           | 5                 | 5020           => 25                         | 30              | 20
        A      | 2007Q2 | 40           | 50                | 5010           => 15                         | 70              | 10
        B      | 2007Q1 |              |                   |                => missing                    | missing         | missing
        P      | 2007Q1 |              |                   |                => 25                         | 30              | 20
        """,
    )


def test_rural_transfer():
    """HB-0 农村劳动力转移就业80万人"""
    level_drawn("rural_transfer", "rural_transfer")


def test_rural_transfer_labour_dept():
    """HB-0 (其中劳动保障部门50万人)"""
    level_drawn("rural_transfer_labour_dept", "rural_transfer_labour_dept")


def test_reemp_laidoff():
    """HB-0 帮助下岗失业人员再就业35万人"""
    level_drawn("reemp_laidoff", "reemp_laidoff")


def test_reemp_hard():
    """HB-0 帮助“4050”人员等困难人员再就业10万人"""
    level_drawn("reemp_hard", "reemp_hard")


def test_rural_poor_households_helped():
    """HB-3 10万困难农户每户免费培训1人、转移就业1人; counted in households"""
    level_drawn("rural_poor_households_helped", "rural_poor_households_helped", "households")


def test_trained_reemp():
    """HB-0 组织就业再就业培训40万人; persons, never person-times"""
    level_drawn("trained_reemp", "trained_reemp")


def test_trained_startup():
    """HB-0 创业培训3万人"""
    level_drawn("trained_startup", "trained_startup")


def test_trained_rural():
    """HB-0 农村劳动力转移培训80万人"""
    level_drawn("trained_rural", "trained_rural")


def test_trained_rural_labour_dept():
    """HB-0 (其中劳动保障部门45万人)"""
    level_drawn("trained_rural_labour_dept", "trained_rural_labour_dept")


def test_ui_insured():
    """HB-0 失业保险全年参保人数达405万人; a stock: the year stands where its last quarter stands"""
    measured(
        "ui_insured",
        """
        region | period | ui_insured 万人 => only [persons]
        A      | 2007Q3 | 61.3          => 613000
        A      | 2007Q4 | 61.4          => 614000
        A      | 2007   |               => 614000
        B      | 2007Q4 |               => missing
        P      | 2007   |               => 614000
        """,
    )


def test_ui_premium():
    """HB-0 征收失业保险费8.8亿元; money is kept in fen"""
    measured(
        "ui_premium",
        """
        region | period | ui_premium 万元 => only [fen]
        A      | 2007   | 1.25          => 1250000
        B      | 2007   |               => missing
        P      | 2007   |               => 1250000
        """,
    )


def test_pilot_counties():
    """HB-6 重点抓好潜江、石首等8个市县省级统筹城乡就业试点工作; pilots inspected and evaluated"""
    level_drawn("pilot_counties", "pilots_reviewed", "places")


def test_training_base_prov():
    """HB-11 在全省评估确定10个省级示范基地"""
    level_drawn("training_base_prov", "prov_training_bases", "places")


def test_startup_center_prov():
    """HB-11 在全省大中城市建立10个省级示范创业指导中心"""
    level_drawn("startup_center_prov", "prov_startup_centres", "places")


def test_labour_brand():
    """HB-8 巩固和做大现有“十大劳务品牌”; counted, not judged"""
    level_drawn("labour_brand", "labour_brands", "places")


def test_posts_created():
    """HB-4 开发公益性岗位"""
    level_drawn("posts_created", "public_posts_created", "places")


def test_entities():
    """HB-4 发展社区服务实体"""
    level_drawn("entities", "service_entities", "places")


def test_bases():
    """HB-4 创建就业基地"""
    level_drawn("bases", "job_bases", "places")


def test_migrant_injury():
    """HB-6 以工伤保险和医疗保险为重点,逐步将农民工纳入社会保障范围"""
    level_drawn("migrant_injury", "migrant_injury_insured")


def test_migrant_medical():
    """HB-6 以工伤保险和医疗保险为重点,逐步将农民工纳入社会保障范围"""
    level_drawn("migrant_medical", "migrant_medical_insured")


def test_five_settled():
    """HB-6 以优先允许“五类人员”在城镇落户为重点"""
    level_drawn("five_settled", "five_settled_persons")


def test_ui_short_base_found():
    """HB-15 全面做好失业保险…稽核…各环节工作; wages found under-reported"""
    level_drawn("ui_short_base_found", "ui_short_base", "fen")


def test_cert_extended_persons():
    """HB-1 鼓励各地逐步将…被征地农民、…非农移民纳入《再就业优惠证》发放范围; both groups added"""
    measured(
        "cert_extended_persons",
        """
        region | period | cert_landless | cert_reservoir => only [persons]
        A      | 2007   | 30            | 12             => 42
        B      | 2007   | 0             | 0              => 0
        C      | 2007   | 5             |                => missing
        P      | 2007   |               |                => 42
        """,
    )
