"""A letter's words: its kind's parts, or the unit's own, filled in with the facts of the case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from django.conf import settings

from gongkai.casework.letters.kinds import fields_of, kind
from gongkai.casework.models import ApplicantKind, Case, LetterText, Matter
from gongkai.statute.receipt import way
from gongkai.units.models import Unit
from gongkai.units.problems import NotReady

_FIELD = re.compile(r"\{([^{}]*)\}")
_BRACE = re.compile(r"[{}]")
_WIDE = str.maketrans("{}", "｛｝")
"""Braces that somebody typed are no fields: only a template of ours or a unit's opens what is sealed."""
SEALED = {"applicant": "{applicant}", "agent": "{agent}", "code": "{code}"}
"""Fields that the words keep as they are: what they stand for is sealed, and comes in when a file is made."""


def words_of(case: Case, key: str, facts: Mapping[str, str]) -> dict[str, str]:
    """The parts of a letter of this kind, filled in; a part whose fields are all blank is left out.

    Raises `NotReady` (in Chinese) for a template of the unit's that names an unknown field.
    """
    known = {name: text.translate(_WIDE) for name, text in {**facts_of(case), **facts}.items()}
    absent = {} if case.applicant.agent else {"agent": ""}
    return filled(parts_of(case.unit, key), {**known, **SEALED, **absent})


def filled(texts: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """The templates `texts` by part, with what is `known` for their fields; without the parts whose fields are all blank."""
    words = {}
    for name, text in texts.items():
        used = _FIELD.findall(text)
        if used and not any(known.get(field) for field in used if field != "you"):
            continue
        words[name] = _FIELD.sub(lambda match: known.get(match[1], ""), text).strip()
    return words


def parts_of(unit: Unit, key: str) -> dict[str, str]:
    """The templates of a letter's parts: the unit's own where it has them, else those of the government above it, else ours."""
    parts = dict(kind(key).parts)
    line = [*unit.get_ancestors(), unit]
    rank = {each.pk: number for number, each in enumerate(line)}
    own = LetterText.objects.filter(unit__in=line, kind=key)
    for text in sorted(own, key=lambda each: rank[each.unit_id]):
        check_template(key, text.text)
        parts[text.part] = text.text
    return parts


def check_template(key: str, text: str) -> None:
    """Raise `NotReady` where a template names an unknown field or has a brace too many; the message lists what there is."""
    known = fields_of(key)
    listed = "、".join(f"{{{name}}}（{meaning}）" for name, meaning in known.items())
    for name in _FIELD.findall(text):
        if name not in known:
            raise NotReady(f"文书“{kind(key).title}”的用语里有不认识的“{{{name}}}”。可以使用：{listed}。")
    if _BRACE.search(_FIELD.sub("", text)):
        raise NotReady(f"文书“{kind(key).title}”的用语里有没有成对的花括号。可以使用：{listed}。")


def facts_of(case: Case) -> dict[str, str]:
    """What every letter to the applicant can say of the case. The name comes in when a file is made, not here."""
    wanted = [text for text in (case.form_wanted, case.way_wanted) if text]
    return {
        "you": "您" if case.applicant_kind == ApplicantKind.PERSON else "贵单位",
        "petition": "更正政府信息的申请" if case.matter == Matter.RECORD else "政府信息公开申请",
        "number": case.number,
        "way": way(case.way).label.partition("（")[0],
        "arrived": day(case.arrived_on),
        "received": day(case.received_on),
        "due": day(case.due_on),
        "title": case.title,
        "description": case.description,
        "form_wanted": "，".join(wanted),
        "organ": case.unit.name,
        "office": case.unit.office_name or "政府信息公开工作机构",
        "telephone": case.unit.telephone,
        "query": f"{settings.BASE_URL}/request/status/",
    }


def day(value: date | None) -> str:
    """A day as a letter has it: Arabic figures, no leading zeros; '' where it is unknown."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""
