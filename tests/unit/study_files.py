"""A small study written to a folder, so that a test can spoil one line of it and see what is said."""

from __future__ import annotations

from pathlib import Path

from evaluation.study.load import load
from evaluation.study.model import Study

STUDY = """\
title: {zh: 小样, en: Small sample}
report_title: {zh: 报告, en: Report}
region_system: gb2260
region_vintage: 2007
period: "2007"
cut_off: 2007-12-31
author: {zh: 编制组, en: Office}
source_note: {zh: 无, en: none}
tables:
  employment:
    title: {zh: 就业, en: Employment}
    file: employment.csv
    region: 地区代码
    period: 期间
    columns:
      新就业: {quantity: new_employed, unit: 人, kind: cumulative}
      减员: {quantity: natural_attrition, unit: 人, kind: cumulative}
      再就业: {quantity: reemp_laidoff, unit: 人}
      失业: {quantity: reg_unemployed, unit: 人, kind: stock}
      长分母: {quantity: unemp_base_long, unit: 万人, kind: stock}
indicators: [emp_new_urban, reemp_laidoff, unemp_rate_reg]
hard_limits: [unemp_rate_reg]
"""
REGIONS = """\
code,name_zh,name_en,short_zh,level,parent,reports
420000,湖北省,Hubei,湖北,province,,false
420100,武汉市,Wuhan,武汉,prefecture,420000,true
420600,襄樊市,Xiangfan,襄樊,prefecture,420000,true
"""
TARGETS = """\
item,region,period,demand,value,unit,status,source
emp_new_urban,420000,2007,at_least,70,万人,issued,HB-0
emp_new_urban,420100,2007,at_least,400000,人,proposal,split
emp_new_urban,420600,2007,at_least,300000,人,proposal,split
unemp_rate_reg,420000,2007,at_most,4.5,%,issued,HB-0
"""
CHOICES = """\
emp_new_urban: {reading: net_of_attrition, why: {zh: 因为, en: because}}
unemp_rate_reg: {reading: long, why: {zh: 因为, en: because}}
"""
WEIGHTS = """\
preset: proposal-v0
status: proposal
source: {zh: 建议, en: proposal}
least_evidence: 60
groups:
  social_benefit:
    points: 10
    title: {zh: 社会效益, en: Social benefit}
    indicators:
      emp_new_urban: {points: 6, worst: 60, best: 100, why: {zh: 值, en: value}}
      unemp_rate_reg: {points: 4, worst: 6, best: 3, why: {zh: 值, en: value}}
grades:
  - {name: {zh: 达标, en: good}, from_score: 75}
  - {name: {zh: 不达标, en: poor}, from_score: 0}
"""
FILES = {"study.yml": STUDY, "regions.csv": REGIONS, "targets.csv": TARGETS, "choices.yml": CHOICES, "weights.yml": WEIGHTS}


def write(root: Path, *changes: tuple[str, str, str], name: str = "small", drop: tuple[str, ...] = ()) -> Path:
    """The sample under ``root/params/<name>``; a change is (file, old text, new text), and old text must be there."""
    texts = dict(FILES)
    for file, old, new in changes:
        assert old in texts.get(file, "") or old == "", f"{file} has no {old!r} to change"
        texts[file] = texts[file].replace(old, new, 1) if old else texts.get(file, "") + new
    folder = root / "params" / name
    folder.mkdir(parents=True)
    for file, text in texts.items():
        if file not in drop:
            (folder / file).write_text(text, encoding="utf-8")
    return folder


def made(root: Path, *changes: tuple[str, str, str], drop: tuple[str, ...] = ()) -> Study:
    write(root, *changes, drop=drop)
    return load("small", root)
