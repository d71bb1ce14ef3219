"""HB-3 每户免费培训1人、转移就业1人; HB-7 全面规范实施技能就业计划; HB-11 加大创业培训工作力度。"""

from __future__ import annotations

from drawn import share_drawn


def test_dual_cert_rate():
    """HB-7 培训结业双证化"""
    share_drawn("dual_cert_rate", "dual_certified", "completed_rural")


def test_order_training_share():
    """HB-7 坚持以定向、订单培训为主"""
    share_drawn("order_training_share", "trained_order", "trained_rural")


def test_joint_share():
    """HB-7 大力开展校企联合培训"""
    share_drawn("joint_share", "trained_joint", "trained_rural")


def test_rural_train_mix_reserve():
    """HB-7 大力开展农村劳动预备制培训"""
    share_drawn("rural_train_mix_reserve", "trained_reserve", "trained_rural")


def test_rural_train_mix_export():
    """HB-7 大力开展…劳务输出培训"""
    share_drawn("rural_train_mix_export", "trained_export", "trained_rural")


def test_rural_train_mix_upgrade():
    """HB-7 大力开展…农民工技能提升培训"""
    share_drawn("rural_train_mix_upgrade", "trained_upgrade", "trained_rural")


def test_startup_chain():
    """HB-11 为创业者提供开业指导、项目开发、小额担保贷款、跟踪扶持等“一条龙”服务; all four"""
    share_drawn("startup_chain", "starters_four", "starters")


def test_poor_household_both():
    """HB-3 每户免费培训1人、转移就业1人; of the households with a training"""
    share_drawn("poor_household_both", "rural_poor_households_helped", "poor_households_trained")


def test_poor_household_transfer():
    """HB-3 每户免费培训1人、转移就业1人; of the households with a transfer"""
    share_drawn("poor_household_transfer", "rural_poor_households_helped", "poor_households_transferred")
