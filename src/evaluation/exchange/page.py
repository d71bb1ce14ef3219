"""The page that goes back with a delivered file: one offline HTML file with its findings by kind and what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from evaluation.exchange.owed import OwedDelivery
from evaluation.exchange.returned import MOST, AskedKind, ReturnedFile
from evaluation.render import fonts
from evaluation.render.html import page_template

_ASCII = {chr(code) for code in range(0x20, 0x7F)} | set("·—…")
WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "lang": "zh-CN",
        "title": "报送数据核对退回单",
        "owed_title": "待报送数据提示单",
        "due": "应报日",
        "owed": "下列文件尚未收到，请报送：",
        "table": "表",
        "columns": "填报的列",
        "file": "文件",
        "sha": "SHA-256",
        "size": "字节数",
        "read": "读取时间",
        "period": "评价期",
        "study": "研究",
        "for": "送",
        "from": "退回单位",
        "anybody": "本文件的报送单位",
        "kept": "所报送的文件原样保留，未作任何改动。更正后请另行报送新文件，不要改动原文件。",
        "alone": "只列出与该单位有关的问题，以及不能归于任何单位的问题。",
        "marked": "随附标注副本：{name}。副本仅供查找，不作为报送数据；图表等附属内容可能未保留。",
        "rebuilt": "随附标注副本：{name}。报送的旧版工作簿（.xls）不便改写，副本为新建的 .xlsx，只含可见工作表的数值和文字；"
        "仅供查找，不作为报送数据。",
        "blocking": "不更正不能使用",
        "reportable": "可以使用，将在报告中注明",
        "count": "{count} 处",
        "more": "其余 {count} 处未列出。",
        "asked": "请办理：",
        "sheet": "工作表",
        "row": "行",
        "column": "列",
        "cell": "单元格",
        "region": "地区",
        "got": "所报内容",
        "said": "说明",
        "none": "—",
        "total": "共 {kinds} 类、{count} 处",
    },
    "en": {
        "lang": "en",
        "title": "Checked delivery, sent back",
        "owed_title": "What is still to be delivered",
        "due": "Due",
        "owed": "These files have not been received. Please deliver them:",
        "table": "Table",
        "columns": "Columns to fill in",
        "file": "File",
        "sha": "SHA-256",
        "size": "Bytes",
        "read": "Read at",
        "period": "Period",
        "study": "Study",
        "for": "For",
        "from": "From",
        "anybody": "who delivered this file",
        "kept": "The delivered file is kept as it came; nothing in it was changed. Please deliver a new file and leave this one as "
        "it is.",
        "alone": "Only what touches this unit is listed, and what touches none.",
        "marked": "A marked copy goes with this page: {name}. It is for finding the cells and is no delivery; charts and the like "
        "may be missing in it.",
        "rebuilt": "A marked copy goes with this page: {name}. An old workbook (.xls) is not written again: the copy is a new "
        ".xlsx with the figures and texts of the sheets that are seen. It is for finding the cells and is no delivery.",
        "blocking": "cannot be used as it is",
        "reportable": "can be used, and the reports will tell it",
        "count": "{count} found",
        "more": "{count} more are not listed.",
        "asked": "What is asked: ",
        "sheet": "Sheet",
        "row": "Row",
        "column": "Column",
        "cell": "Cell",
        "region": "Region",
        "got": "What stands there",
        "said": "What was found",
        "none": "—",
        "total": "Kinds: {kinds}, places: {count}",
    },
}
_COLUMNS = ("sheet", "cell", "row", "column", "region", "got", "said")


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveringNote:
    """What a page says beside its findings: of which study and period it is, who sends it to whom, when the file was read, and the
    label of invented data (else empty). ``unit``: the region alone that it is about, if it is."""

    language: str
    study: str
    period: str
    author: str
    addressee: str
    unit: str
    read: str
    synthetic: str


def page(returned: ReturnedFile, note: CoveringNote, marked: str = "") -> str:
    """The whole page as text; ``marked`` is the name of the copy that goes with it, if one does."""
    context = {
        "words": WORDS[note.language],
        "note": note,
        "returned": returned,
        "groups": [_section(group, note.language) for group in returned.groups],
        "marked": marked,
    }
    return _render(_template("returned.html.j2"), context)


def owed_page(owed: OwedDelivery, note: CoveringNote) -> str:
    """The page of what a unit has not delivered."""
    return _render(_template("owed.html.j2"), {"words": WORDS[note.language], "note": note, "owed": owed})


def _render(template: jinja2.Template, context: Mapping[str, object]) -> str:
    printed = set(template.render(**context, font_faces=""))
    letters = (printed | _ASCII) - fonts.supports("".join(printed | _ASCII)) - {"\n", "\t"}
    return template.render(**context, font_faces=Markup(fonts.faces(letters)))


def is_page_of(content: bytes, name: str, sha256: str) -> bool:
    """Whether ``content`` is a page, under the name that it was written with, of the delivered file of this hash."""
    titles = (f"<title>{words['title']} · ".encode() for words in WORDS.values())
    return name.endswith(f"-{sha256[:8]}.html") and sha256.encode() in content and any(title in content for title in titles)


def _section(group: AskedKind, language: str) -> dict[str, object]:
    places = list(dict.fromkeys(group.places))[:MOST]
    hidden = {"row"} if all(place.cell for place in places) else set()
    columns = [name for name in _COLUMNS if name not in hidden and any(getattr(place, name) for place in places)]
    return {
        "title": group.ask.title(language),
        "request": group.ask.request(language),
        "blocking": group.blocking,
        "count": group.count,
        "columns": columns,
        "rows": [[getattr(place, name) or WORDS[language]["none"] for name in columns] for place in places],
        "more": group.count - len(places),
    }


@cache
def _template(name: str) -> jinja2.Template:
    return page_template(Path(__file__).parent / "templates", name)
