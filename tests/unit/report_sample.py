"""A report that uses every kind of component, in Chinese and in English, with drawings made by matplotlib."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import matplotlib
import nbformat

matplotlib.use("Agg")
from matplotlib import font_manager
from matplotlib.figure import Figure

from evaluation.render import component as c
from evaluation.render import fonts

ACCENT, WARNING, GREY = "#1F4E79", "#C55A11", "#9aa3ad"
STYLE = {"font.family": fonts.FAMILY, "svg.fonttype": "none", "svg.hashsalt": "sample", "axes.unicode_minus": False, "font.size": 9}
INDICATORS = [
    ("培训就业率", "Training employment rate", 68.2, 65),
    ("创业成功率", "Start-up success rate", 41.5, 40),
    ("职业介绍成功率", "Job placement rate", 55.1, 50),
    ("技能鉴定合格率", "Skills test pass rate", 87.4, 85),
    ("援助对象就业率", "Assisted groups in work", 71.9, 70),
    ("待遇期间再就业率", "Re-employment while on benefit", 36.2, 40),
]


def _svg(figure: Figure) -> str:
    target = io.BytesIO()
    with matplotlib.rc_context(STYLE):
        figure.savefig(target, format="svg", metadata={"Date": None})
    return target.getvalue().decode()


@lru_cache
def drawings(language: str) -> tuple[str, str, str]:
    """Bullets, a line and stacked bars."""
    for path in (fonts.REGULAR, fonts.BOLD):
        font_manager.fontManager.addfont(path)
    zh = language == "zh"
    with matplotlib.rc_context(STYLE):
        first = Figure(figsize=(6.3, 3.0))
        axes = first.add_axes((0.32, 0.1, 0.56, 0.88))
        for row, (_, _, value, target) in enumerate(INDICATORS):
            axes.plot([20, 95], [row, row], lw=9, color="#e9ecef", solid_capstyle="butt")
            axes.plot([target - 8, target + 12], [row, row], lw=9, color="#cfd5dc", solid_capstyle="butt")
            axes.plot([target, target], [row - 0.33, row + 0.33], color="#1b1f24", lw=1.6)
            axes.plot([value], [row], "o", color=ACCENT if value >= target else WARNING, ms=6)
            axes.text(1.02, row, f"{value}%", transform=axes.get_yaxis_transform(), va="center")
        axes.set_yticks(range(len(INDICATORS)), [i[0] if zh else i[1] for i in INDICATORS])
        axes.invert_yaxis()
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.tick_params(left=False)

        second = Figure(figsize=(6.3, 2.4))
        axes = second.add_axes((0.08, 0.14, 0.84, 0.8))
        axes.plot(range(8), [31, 32.5, 30.8, 33.1, 34.0, 35.2, 35.9, 36.2], color=ACCENT, lw=2, clip_on=True)
        axes.axhline(40, color="#1b1f24", lw=0.8, ls="--")
        axes.text(0, 40.4, "要求 40%" if zh else "Requirement 40%")
        axes.text(7.1, 36.2, "36.2%", color=ACCENT, weight="bold", va="center")
        axes.set_xticks(range(8), [f"{2006 + q // 4}Q{q % 4 + 1}" for q in range(8)])
        axes.set_ylim(25, 45)
        axes.spines[["top", "right"]].set_visible(False)

        third = Figure(figsize=(6.3, 1.5))
        axes = third.add_axes((0.02, 0.3, 0.96, 0.5))
        left = 0
        names = ("岗位补贴", "社保补贴", "培训补贴", "其他") if zh else ("Posts", "Insurance", "Training", "Other")
        for name, part, colour in zip(names, (34, 27, 22, 17), (ACCENT, "#5d84a8", "#a9bfd4", "#dfe3e8"), strict=True):
            axes.barh(0, part, left=left, color=colour, edgecolor="white")
            dark = colour in (ACCENT, "#5d84a8")
            axes.text(left + part / 2, 0, f"{name} {part}%", ha="center", va="center", color="w" if dark else "k")
            left += part
        axes.set_axis_off()
    return _svg(first), _svg(second), _svg(third)


def document(language: str = "zh", **changed: Any) -> dict[str, Any]:
    zh = language == "zh"
    return {
        "title": "区域就业再就业资金绩效评价报告" if zh else "Employment fund performance report",
        "region": "武汉市" if zh else "Wuhan",
        "region_code": "420100",
        "study": "hubei-2007",
        "period": "2007年" if zh else "2007",
        "language": language,
        "cut_off": "2007-12-31",
        "dated": "2008-01-15",
        "author": "湖北省绩效评价工作组" if zh else "Hubei evaluation group",
        "key": "3f9a51c07be2",
        "status": "征求意见稿" if zh else "Draft",
        "synthetic": "合成数据，仅供演示" if zh else "Synthetic data, for demonstration only",
        "subject": "就业资金绩效评价" if zh else "Performance of employment funds",
        **changed,
    }


def _conclusion(zh: bool) -> c.Component:
    state = (("met", "达到"), ("missed", "未达到"), ("not_judged", "不评判"), ("missing", "缺数据"))
    if not zh:
        state = (("met", "Met"), ("missed", "Missed"), ("not_judged", "Not judged"), ("missing", "No data"))
    names = ("发放率", "再就业率", "支出结构", "零就业家庭") if zh else ("Payment", "Re-employment", "Spending", "No-work homes")
    rules = ("= 100%", "≥ 40%", "30% / 20%", "三个月内" if zh else "within 3 months")
    values = ("100.0%", "36.2%", "27.1% / 22.4%", "…")
    return c.section(
        "conclusion",
        [
            c.heading(1, "结论" if zh else "Conclusion"),
            c.paragraph(
                [
                    "武汉市2007年综合得分 86.4 分，评价等级为" if zh else "In 2007 Wuhan scored 86.4 points: grade ",
                    {"text": "达标" if zh else "satisfactory", "strong": True},
                    "。失业保险待遇期间再就业率 36.2%，低于 40% 的要求，是主要失分项。"
                    if zh
                    else ". The re-employment rate while on benefit, 36.2%, is below the required 40% and costs most points.",
                ],
                style="lead",
            ),
            c.limits(
                "硬性要求" if zh else "Hard limits",
                [
                    {"title": n, "requirement": r, "value": v, "state": s, "state_text": t, "detail": d}
                    for n, r, v, (s, t), d in zip(
                        names, rules, values, state, ("", "2,318 / 6,403", "", "待社区上报" if zh else ""), strict=True
                    )
                ],
            ),
            c.figure(
                "spine",
                "六项结果指标中一项未达到要求" if zh else "One of six result indicators misses its requirement",
                "灰带为全省各市范围，竖线为目标，圆点为本市，%" if zh else "Grey: range over regions; line: target; dot: Wuhan; %",
                svg=drawings("zh" if zh else "en")[0],
                alt="培训就业率 68.2%，目标 65%；再就业率 36.2%，目标 40%，未达到。"
                if zh
                else "Training employment 68.2%, target 65%; re-employment 36.2%, target 40%, missed.",
                notes=["范围为全省17个市州。" if zh else "Range over the 17 prefectures."],
                source="湖北省劳动和社会保障厅，2007年年报" if zh else "Hubei Department of Labour, annual return 2007",
                table=c.table(
                    "spine-data",
                    "结果指标" if zh else "Result indicators",
                    [c.column("指标" if zh else "Indicator"), c.column("实际" if zh else "Actual", "%", "right")],
                    [c.row(i[0] if zh else i[1], f"{i[2]}") for i in INDICATORS],
                ),
            ),
            c.bullets(
                ["结转 3,200 万元，当年 9,870 万元，支出 10,110 万元，结余 2,960 万元。", "执行率 77.4%，比目标低 2.6 个百分点。"]
                if zh
                else [
                    "Brought forward 32.0m, received 98.7m, spent 101.1m, balance 29.6m.",
                    "Execution 77.4%, 2.6 points below target.",
                ]
            ),
        ],
    )


def _indicators(zh: bool) -> c.Component:
    _, line, bar = drawings("zh" if zh else "en")
    return c.section(
        "indicators",
        [
            c.page_break(),
            c.heading(1, "指标" if zh else "Indicators"),
            c.heading(2, "社会效益" if zh else "Social benefit"),
            c.paragraph(
                "各项比率同时列出分子和分母；上级数由下级分子、分母分别相加得出，不取各地比率的平均数。"
                if zh
                else "Every rate is printed with its numerator and denominator; a wider area is sum over sum."
            ),
            c.table(
                "rates",
                "结果指标完成情况" if zh else "Result indicators",
                [
                    c.column("指标" if zh else "Indicator"),
                    c.column("分子" if zh else "Numerator", "人" if zh else "persons", "right"),
                    c.column("分母" if zh else "Denominator", "人" if zh else "persons", "right"),
                    c.column("比率" if zh else "Rate", "%", "right"),
                    c.column("目标" if zh else "Target", "%", "right"),
                    c.column("状态" if zh else "State", None, "center"),
                ],
                [
                    c.row("甲、就业成效" if zh else "A. Work", role="group"),
                    *(
                        c.row(i[0] if zh else i[1], "12318", "18062", f"{i[2]}", f"{i[3]}.0", "达到" if zh else "met")
                        for i in INDICATORS[:3]
                    ),
                    c.row("乙、失业保险" if zh else "B. Insurance", role="group"),
                    c.row(
                        *("待遇期间再就业率", "2318", "6403", "36.2", "40.0", "未达到")
                        if zh
                        else ("Re-employment", "2318", "6403", "36.2", "40.0", "missed"),
                        role="emphasis",
                    ),
                    c.row(
                        *("合计", "39272", "60589", "64.8", "—", "—") if zh else ("All", "39272", "60589", "64.8", "—", "—"),
                        role="total",
                    ),
                ],
                notes=["“—”为不适用，“…”为缺数据。" if zh else "— not applicable, … missing."],
                source="湖北省劳动和社会保障厅" if zh else "Hubei Department of Labour",
            ),
            c.heading(2, "资金使用" if zh else "Use of funds"),
            c.heading(3, "再就业率" if zh else "Re-employment"),
            c.figure(
                "trend",
                "再就业率连续八季低于要求" if zh else "Below the requirement for eight quarters",
                "季度，%" if zh else "quarters, %",
                svg=line,
                alt="36.2%",
                source="—",
            ),
            c.figure("structure", "培训补贴占 22%" if zh else "Training takes 22%", svg=bar, alt="34, 27, 22, 17"),
            c.notice(
                "info",
                "综合得分采用建议权重，不是文件规定。" if zh else "Weights are a proposal.",
                title="权重" if zh else "Weights",
            ),
            c.notice("warning", "失业保险支出超出预算。" if zh else "Insurance spending exceeds its budget."),
            c.notice("missing", "零就业家庭数据未报送。" if zh else "No return on homes without work."),
            c.notice("synthetic", "本报告全部数据由程序生成。" if zh else "All data are generated."),
        ],
    )


def _annex(zh: bool) -> c.Component:
    name = "街道办事处" if zh else "Street office"
    problem = (
        "培训补贴申领材料缺少职业资格证书复印件，且花名册与社会保险缴费记录不一致，需核实后按规定追回"
        if zh
        else "Claim without certificates; roll and contribution records differ, verify and recover"
    )
    return c.section(
        "annex",
        [
            c.page_break(),
            c.heading(1, "附录" if zh else "Annex"),
            c.line("addressee", "各市人民政府：" if zh else "To: governments of the cities"),
            c.line("signature", "（印章）" if zh else "(seal)", "二〇〇七年　月　日" if zh else "____ 2007"),
            c.imprint(
                [["抄送：", "审计厅"] if zh else ["Copies: ", "audit office"]],
                ["办公室", "2007年　月　日印发"] if zh else ["office", "printed ____ 2007"],
            ),
            c.keyfacts(
                [
                    {"label": "研究" if zh else "Study", "value": "hubei-2007"},
                    {"label": "数据截止" if zh else "Cut-off", "value": "2007-12-31"},
                    {"label": "内容校验码" if zh else "Key", "value": "3f9a51c07be2", "note": "SHA-256"},
                    {"label": "参数" if zh else "Parameters", "value": "region=420100", "note": "params/hubei-2007"},
                ]
            ),
            c.table(
                "long",
                "各街道情况" if zh else "Street offices",
                [
                    c.column("街道" if zh else "Office"),
                    *(c.column(f"Q{q}", "人" if zh else "persons", "right") for q in range(1, 5)),
                    c.column("率" if zh else "Rate", "%", "right"),
                ],
                [
                    c.row(f"{name}{n:02d}", *(str(1000 + 37 * n * q) for q in range(1, 5)), f"{50 + n / 10:.1f}")
                    for n in range(1, 61)
                ],
                notes=["按街道代码排列。" if zh else "Sorted by code."],
            ),
            c.table(
                "wide",
                "问题清单" if zh else "Problems found",
                [
                    c.column("编号" if zh else "No."),
                    c.column("问题" if zh else "Problem", weight=5),
                    c.column("依据" if zh else "Clause", weight=3),
                    c.column("责任单位" if zh else "Owner", weight=2),
                    c.column("金额" if zh else "Amount", "万元" if zh else "10 000 yuan", "right"),
                ],
                [
                    c.row(
                        f"P{n:02d}",
                        problem,
                        "鄂劳社发〔2007〕24号 第三条" if zh else "Hubei 2007/24, art. 3",
                        "市劳动局" if zh else "City bureau",
                        f"{n * 3.17:.2f}",
                    )
                    for n in range(1, 31)
                ],
            ),
            c.bullets(["先核实", "后追回"] if zh else ["Verify", "Recover"], ordered=True),
            c.paragraph("本报告由程序生成。" if zh else "Generated.", style="small"),
        ],
    )


def sample(language: str = "zh", extra: list[c.Component] | None = None, **changed: Any) -> list[c.Component]:
    """All components of a report, cover first, end last."""
    zh = language == "zh"
    described = document(language, **changed)
    parts = [
        c.cover(
            described,
            described["title"],
            f"{described['region']} · {described['period']}",
            [
                ("评价等级" if zh else "Grade", "达标" if zh else "Satisfactory"),
                ("数据截止" if zh else "Data cut-off", described["cut_off"]),
                ("状态" if zh else "Status", described["status"]),
                ("内容校验码" if zh else "Content key", described["key"]),
            ],
        ),
        _conclusion(zh),
        _indicators(zh),
        c.omission("assistance", "此研究没有援助对象数据" if zh else "no data on assisted groups"),
        _annex(zh),
        *(extra or []),
    ]
    return [*parts, c.end(parts)]


def data(language: str = "zh", extra: list[c.Component] | None = None, **changed: Any) -> list[dict[str, Any]]:
    """The sample as renderers take it."""
    return [part.data for part in sample(language, extra, **changed)]


def notebook(parts: list[c.Component]) -> nbformat.NotebookNode:
    """An executed notebook that shows these components, one a cell."""
    new = nbformat.v4
    node = new.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    node.cells.append(new.new_markdown_cell("# Report"))
    node.cells.append(new.new_code_cell('region = "420100"', execution_count=1, metadata={"tags": ["parameters"]}))
    node.cells.append(new.new_code_cell("import evaluation", execution_count=2, metadata={"tags": ["setup"]}))
    for number, part in enumerate(parts, start=3):
        shown = new.new_output("execute_result", part._repr_mimebundle_(), execution_count=number)
        node.cells.append(new.new_code_cell("report.part()", execution_count=number, outputs=[shown]))
    return node
