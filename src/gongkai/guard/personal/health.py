"""`health`, `health-list`: illness or disability with a name. 个人信息保护法 Art. 28 names medical and health data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.guard.finding import Hit
from gongkai.guard.personal.context import NAME, is_name
from gongkai.guard.personal.minor import listed_name
from gongkai.guard.text import Text

_ILLNESS = r"癌|肿瘤|白血病|尿毒症|艾滋病|精神病|精神分裂|抑郁症|残疾|肺结核|乙肝|肝炎|癫痫|糖尿病|心脏病|脑瘫|智力障碍|自闭症|瘫痪"
_ILL = re.compile(
    rf"({NAME})[，,（( ]{{0,2}}(?:因?患有?|身患|确诊[为患]?|被诊断为|系|因)[\u4e00-\u9fff、]{{0,8}}?(?:{_ILLNESS})"
)
_LISTED = re.compile(r"残疾(?:类|等|级|证|程)|病种|疾病|病情|诊断|患病|健康状况|住院号|病历")
_ADVICE = "删去病情、残疾等内容，或者把姓名遮盖（如“李某某”）；救助公示只列必要的项目。"


def find(text: Text, _today: date) -> Iterator[Hit]:
    """A named person's illness in a sentence, and lists of names with illnesses or disabilities."""
    for match in _ILL.finditer(text.text):
        if is_name(match[1]) or is_name(match[1][:2]):
            message = "写有个人的姓名和病情或者残疾情况；医疗健康信息是敏感个人信息。"
            yield Hit("health", "warning", *match.span(), message, _ADVICE, "pipl.28", False)
    for table in text.tables:
        if span := listed_name(text, table, _LISTED):
            message = "表格同时列有姓名和病情或者残疾情况；医疗健康信息是敏感个人信息。"
            yield Hit("health-list", "warning", *span, message, _ADVICE, "pipl.28", False)
