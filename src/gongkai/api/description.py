"""The description of the API for who has nothing else: what each field means, which words it takes, what may go wrong, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from gongkai.annual.models import Source
from gongkai.annual.models import State as ReportState
from gongkai.api import access, schemas
from gongkai.api.problems import TITLES
from gongkai.casework.models import Applicant, ApplicantKind, Case
from gongkai.casework.models import State as CaseState
from gongkai.publishing.exchange.columns import BY_FIELD
from gongkai.publishing.models import Item
from gongkai.publishing.models.items import Openness, Validity
from gongkai.statute import openness
from gongkai.units.models import Kind, Unit

ABOUT = (
    "读取已公开的政府信息，不需要令牌；各机构的业务系统凭令牌推送草稿、查询审核进度、导出、转来公开申请、填报年度报告的数据。"
    "推送的信息经本机构审核后才会发布。\n\n"
    f"每分钟至多：同一地址读取{access.READING.most}次、检索{access.SEARCHING.most}次；"
    f"同一令牌推送和查询{access.PUSHING.most}次、导出{access.EXPORTING.most}次。超过的，按Retry-After标头写明的秒数等待。\n\n"
    "列表按next给出的网址翻页，到没有next为止。读取类接口给出ETag，再次请求时用If-None-Match带回，没有变化的只回答304。"
    "没有写出的字段就是不知道或者不适用。\n\n"
    f"各机构的目录另有整份的开放数据：/u/{{机构代码}}/catalogue.csv 和 catalogue.json，同一地址每分钟至多{access.CATALOGUES.most}份。"
)


def completed(described: dict[str, Any]) -> dict[str, Any]:
    """The description that the framework made of the code, with what it cannot know."""
    for path in described["paths"].values():
        path.pop("head", None)
        for operation in path.values():
            _complete_operation(operation)
    components = described["components"]
    problem = schemas.ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
    components["schemas"] |= {**problem.pop("$defs"), "ProblemOut": problem}
    for name, schema in components["schemas"].items():
        _complete_fields(schema, name)
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
    statuses = "；".join(f"{status} {title}" for status, title in TITLES.items())
    components["responses"] = {
        "Problem": {"description": f"没有做成，内容说明原因和办法。{statuses}", "content": content}
    }
    return described


def _complete_operation(operation: dict[str, Any]) -> None:
    for parameter in operation["parameters"]:
        parameter["schema"].pop("title", None)
        if "description" not in parameter:
            parameter["description"] = _meaning(parameter["name"])
    for status, response in operation["responses"].items():
        response["description"] = {200: "完成", 201: "已新建"}[status]
    if "security" not in operation:
        operation["responses"][304] = {"description": "与If-None-Match、If-Modified-Since所说的相比没有变化"}
    operation["responses"]["default"] = {"$ref": "#/components/responses/Problem"}


def _complete_fields(schema: dict[str, Any], name: str) -> None:
    if not _is_chinese(schema.get("description", "")):
        schema.pop("description", None)
    for field, told in schema.get("properties", {}).items():
        told.pop("title", None)
        if "description" not in told:
            told["description"] = _meaning(field, name)


def _meaning(field: str, schema: str = "") -> str:
    """What `field` means in `schema`, or as a parameter."""
    if meaning := _MEANINGS.get(f"{schema}.{field}"):
        return meaning
    for model in _MODELS.get(schema, ()):
        if field in {each.name for each in model._meta.fields}:
            return _of_model(model, field, given=schema.endswith("In"))
    return _MEANINGS[field]


def _of_model(model: type[Model], field: str, *, given: bool) -> str:
    """What the workbench says of a field; what it advises, only where the field is `given`."""
    known: Any = model._meta.get_field(field)
    meaning = f"{known.verbose_name}。{known.help_text}" if given and known.help_text else str(known.verbose_name)
    words = dict(known.choices or ())
    if model is Item and (column := BY_FIELD.get(field)) and column.words and len(column.words()) < _MOST_WORDS:
        words = dict(column.words())
    return f"{meaning}：{_words(words)}" if words else meaning


_MOST_WORDS = 40
"""A longer list stands elsewhere."""


def _words(words: Mapping[Any, Any] | Iterable[tuple[Any, Any]]) -> str:
    return "、".join(f"{key}（{label}）" for key, label in dict(words).items() if key)


def _is_chinese(text: str) -> bool:
    return bool(re.search("[一-鿿]", text))


_MODELS: dict[str, tuple[type[Model], ...]] = {
    "PushIn": (Item,),
    "ItemOut": (Item,),
    "UnitRef": (Unit,),
    "UnitOut": (Unit,),
    "RequestIn": (Applicant, Case),
    "RequestOut": (Case,),
}
_ELSEWHERE = "全部代码见工作台“导入”中模板的“可选值”表。"
_MEANINGS = {
    # parameters, and what means the same wherever it stands
    "code": "机构代码",
    "external_id": "来源系统中的编号，其中的“/”可以照写",
    "id": "推送时回答中的id",
    "index_number": "索引号，其中的“/”可以照写",
    "items": "本页的信息，新的在前；检索的按相关程度",
    "kind": "文件的格式",
    "label": "附件在页面上的名称；不写的用文件名",
    "limit": "每页的条数",
    "name": "文件名，带扩展名",
    "next": "下一页的网址；没有这一项的，已经是最后一页",
    "node": "目录的代码，含下级",
    "normative": "是否行政规范性文件",
    "page": "第几页，每页20条",
    "q": "要找的词，写法与门户的检索相同",
    "unit": "机构代码",
    "url": "网址",
    "validity": f"有效性：{_words(Validity.choices)}",
    "year": "年份",
    # published items
    "AttachmentOut.name": "文件名",
    "AttachmentOut.label": "在页面上的名称",
    "AttachmentOut.media_type": "媒体类型",
    "AttachmentOut.size": "字节数",
    "AttachmentOut.sha256": "文件内容的SHA-256校验值，十六进制",
    "ItemOut.attachments": "附件，只在读取一条信息时给出",
    "ItemOut.body_html": "正文，HTML，没有脚本；只在读取一条信息时给出",
    "ItemOut.index_number": "索引号",
    "ItemOut.joint_issuers": "联合发文机关的名称",
    "ItemOut.published_at": "最初公开的时间",
    "ItemOut.state": "published（已公开）、withdrawn（已撤下，只给出索引号、名称、机构和时间）",
    "ItemOut.explains": "被解读文件的索引号",
    "HitsOut.bounded": "找到的太多，total只数到上限",
    "HitsOut.total": "找到的条数",
    "UnitOut.kind": f"类别：{_words(Kind.choices)}",
    "UnitOut.parent": "上级机构的代码",
    "CatalogueOut.unit": "机构",
    "CatalogueOut.nodes": "目录的各项，上级在前",
    "NodeOut.id": "目录的代码",
    "NodeOut.label": "名称",
    "NodeOut.parent": "上级的代码；最上一级为null",
    "NodeOut.items": "直接归在这一项下的公开信息条数",
    # pushing
    "PushIn.body_html": "正文，HTML；脚本、样式、框架和外部图片会被清除",
    "PushIn.ground": f"不予公开的依据：{_words((key, each.label) for key, each in openness.grounds().items())}",
    "PushIn.joint_issuers": "联合发文机关的名称",
    "PushIn.openness": f"公开属性：{_words(Openness.choices)}",
    "PushIn.field_node": f"基层公开领域的事项，代码或者名称。{_ELSEWHERE}",
    "PushedOut.id": "在本平台的编号，上传附件时用",
    "PushedOut.external_id": "来源系统中的编号",
    "PushedOut.index_number": "索引号，发布时编制",
    "PushedOut.public": "现在是否向社会公开",
    "PushedOut.publish_at": "定时发布的时间",
    "PushedOut.state": "draft（草稿）、in_review（正在审核）、sent_back（退回修改）、scheduled（等待定时发布）、"
    "published（已发布）、withdrawn（已撤下）",
    "PushedOut.title": "名称",
    # what goes wrong
    "ProblemOut.title": "哪一类问题",
    "ProblemOut.status": "HTTP状态码",
    "ProblemOut.detail": "原因和办法",
    "ProblemOut.errors": "有问题的各个字段",
    "ErrorOut.path": "字段；为空的，是整条的问题；findings是发布前检查的发现",
    "ErrorOut.message": "问题",
    # disclosure requests
    "AnswerOut.kind": "答复类型的代码",
    "AnswerOut.label": "答复类型",
    "AnswerOut.number": "答复书的文号",
    "AnswerOut.answered_on": "答复日期",
    "AnswerOut.received_on": "申请人收到的日期",
    "MoveIn.move": "confirm（确认收到申请）、receive_correction（补正）、give_reasons（说明理由）、supplement（补充）、"
    "progress（询问进展）、withdraw（撤回）",
    "MoveIn.on": "申请人这样做的日期",
    "MoveIn.text": "申请人写的内容",
    "RequestIn.applicant_kind": f"申请人类别：{_words(ApplicantKind.choices)}",
    "RequestIn.arrived_on": "申请到达的日期",
    "RequestIn.external_id": "来源系统中的编号，同一编号只登记一件",
    "RequestIn.confirmed_on": "机关与申请人双方确认收到的日期（《条例》第三十一条），答复期限由此起算；还没有确认的不写",
    "RequestOut.answers": "已经送达的答复",
    "RequestOut.code": "申请人的查询码，只在登记时给出这一次，请转告申请人",
    "RequestOut.external_id": "来源系统中的编号",
    "RequestOut.moves": "申请人现在可以做的，见转来申请人行为的接口",
    "RequestOut.provisional": "答复期限是否暂定：跨入了还没有公布放假安排的年份",
    "RequestOut.state": f"办到了哪一步：{_words(CaseState.choices)}",
    "RequestOut.state_label": "办到了哪一步，中文",
    "RequestOut.steps": "期限的推算过程",
    "StepOut.on": "日期",
    "StepOut.what": "发生的事",
    "StepOut.article": "依据的条文",
    # figures of the annual report
    "FigureIn.code": "数据的代码，取自查询的回答",
    "FigureIn.value": "数值；null是收回已经填报的数",
    "FigureIn.why": "数据的来源或者理由，必填",
    "FiguresIn.figures": "要填报的数据；有一项不能填报的，全部不写入",
    "FigureOut.code": "数据的代码",
    "FigureOut.counted": "由平台记录统计的数；不能统计的为null",
    "FigureOut.label": "名称",
    "FigureOut.source": f"现值的来源：{_words(Source.choices)}",
    "FigureOut.to_enter": "是否要由人填报",
    "FigureOut.unit": "计量单位",
    "FigureOut.value": "现值；还不知道的为null",
    "ReportOut.figures": "各项数据，先是表格各格，后是正文用到的其他数",
    "ReportOut.form": "报告格式的版本",
    "ReportOut.state": f"报告编写到了哪一步：{_words(ReportState.choices)}。只有draft时可以填报",
    "ReportOut.year": "报告的年度",
}
