"""The running text of composed reports: our own sentences about made-up Yunxi county, with the figures that they tell.

A template's fields are prose codes; what is told under a code is printed in the field, and expected of the reader. Where a
figure is zero, words say it.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping

from gongkai.statute.forms import forms
from tests.compose.truth import Number, Sentence, Unit

OLD_SECTIONS = (
    "概述",
    "主动公开政府信息情况",
    "回应解读情况",
    "依申请公开政府信息情况",
    "政府信息公开的收费及减免情况",
    "因政府信息公开申请行政复议、提起行政诉讼的情况",
    "政府信息公开工作机构和人员情况",
    "政府信息公开会议和培训情况",
    "存在的主要问题和改进措施",
    "其他需要说明的事项",
)
"""The ten parts of a report under the 2008 text; its form prescribes the table alone."""

SAID: Mapping[str, tuple[str, ...]] = {
    "proactive": (
        (
            "{year}年，{we}主动公开政府信息{proactive}条，其中通过政府网站公开{via_website}条，"
            "通过政务微博公开{via_weibo}条，通过政务微信公开{via_wechat}条，通过公开栏公开{via_board}条。"
        ),
        (
            "全年共主动公开各类政府信息{proactive}条。其中：政府网站{via_website}条，政务微博{via_weibo}条，"
            "政务微信{via_wechat}条，政务公开栏{via_board}条。"
        ),
        "{year}年1月1日至12月31日，{we}共主动公开政府信息{proactive}条。",
    ),
    "received": (
        "{year}年，{we}共收到政府信息公开申请{received}件，答复{answered}件。",
        "本年度新收政府信息公开申请{received}件，已答复{answered}件，均按程序登记、办理。",
        "全年受理群众提出的政府信息公开申请{received}件，全年共答复申请{answered}件。",
    ),
    "review": (
        "{year}年，因政府信息公开引发行政复议{review}件。",
        "本年度收到涉及政府信息公开的行政复议案件{review}件。",
    ),
    "suit": (
        "{year}年，因政府信息公开引发行政诉讼{suit}件。",
        "本年度发生涉及政府信息公开的行政诉讼案件{suit}件。",
    ),
    "complaints": ("本年度收到关于政府信息公开的举报投诉{complaints}件，均已核实处理。",),
    "fees": ("{year}年，{we}依申请提供政府信息共收取费用{fees}元。",),
    "reading_points": ("{we}设置政府信息公开查阅点{reading_points}个。",),
    "staff": ("{we}从事政府信息公开工作人员{staff}人。",),
    "meetings": ("{year}年，召开政府信息公开工作会议{meetings}次。",),
    "trainings": ("举办政府信息公开培训班{trainings}次，接受培训人员{trained}人次。",),
}
"""Ways of saying a figure that is above zero, by its leading code."""

DENIED: Mapping[str, tuple[str, ...]] = {
    "received": ("{year}年，{we}未收到政府信息公开申请。", "本年度没有收到政府信息公开申请。"),
    "review": ("{year}年，{we}未发生因政府信息公开引发的行政复议。",),
    "suit": ("{year}年，{we}未发生因政府信息公开引发的行政诉讼。",),
    "complaints": ("本年度未收到关于政府信息公开的举报投诉。",),
    "fees": ("{year}年，{we}未收取政府信息公开信息处理费。",),
    "trainings": ("{year}年，{we}未举办政府信息公开培训班。",),
}
"""Ways of saying that there was none."""

FILLERS = (
    (
        "{we}坚持以公开为常态、不公开为例外，把群众关心的事项放在显眼处，让群众看得到、看得懂。",
        "{we}围绕种粮补贴、危房改造、学生资助等群众常问的事项发布信息，每项都写明找谁办、要带什么、多久办完。",
        "山洪季节，{we}把雨情、避险地点和值班安排及时贴到各村，方便群众提早准备。",
    ),
    (
        "{we}明确专人负责信息的采集、审核和发布，信息上网前逐件审查，防止泄露不应公开的内容。",
        "{we}把信息发布写进各办公室的职责，起草人、审核人、签发人各管一段，谁签字谁负责。",
        "{we}对往年发布的内容作了一遍清理，过期的办事条件已经更正，打不开的附件重新上传。",
    ),
    (
        "{we}按照县里的统一部署更新政府信息公开指南和目录，失效的内容及时撤下。",
        "{we}的政府信息公开指南、目录和年度报告集中放在政府网站的专栏里，按主题可以查到。",
        "除网站外，{we}还利用村务公开栏、广播和流动办事车，把信息送到不会上网的群众手里。",
    ),
    (
        "办事窗口摆放了公开目录和申请表格，群众可以当场查阅，也可以当场提出申请。",
        "对申请内容不清楚的，工作人员先打电话问明白，再一次告知怎样补充。",
        "登记、审核、答复各有专人，快到期的由系统提醒，避免超过答复时限。",
    ),
    (
        "信息的更新还不够及时，个别内容专业用语偏多，群众读起来吃力。",
        "主要问题：有的股室重办理、轻公开，材料报送偏慢；对政策的说明还停留在照录原文。",
        "今年发现的不足是专栏分类过细，群众找一件事要点开好几层；兼职人员变动多，业务不熟。",
    ),
    (
        "下一步，{we}将加强业务学习，改进文字表述，继续把公开工作做细做实。",
        "针对这些问题，{we}将按月通报报送情况，请业务骨干讲清政策的来龙去脉，用问答和图示写说明。",
        "改进的办法是合并相近栏目，在首页放常用事项的入口，并为新到岗的同志安排跟班学习。",
    ),
    ("没有其他需要报告的事项。", "除上述情况外，{we}没有需要另行说明的事项。", "其他需要报告的事项：无。"),
)
"""Sentences without a figure, several for each matter, so that a unit's reports of two years need not be alike."""

PLACES_NEW: tuple[tuple[int, ...], ...] = ((0, 1), (2,), (), (), (4, 5), (6,))
PLACES_OLD: tuple[tuple[int, ...], ...] = ((0,), (2,), (1,), (3,), (), (), (), (), (4, 5), (6,))
"""Which fillers stand in which section of the new and of the old outline, and below, which codes are told there."""
CODES_NEW = (("proactive", "received", "meetings", "trainings"), (), (), ("review", "suit"), (), ("fees",))
CODES_OLD = (
    (),
    ("proactive",),
    (),
    ("received",),
    ("fees",),
    ("review", "suit", "complaints"),
    ("reading_points", "staff"),
    ("meetings", "trainings"),
    (),
    (),
)
SLOTS = ("we", "year")


def sections_of(form: str) -> tuple[str, ...]:
    """The headings of a report in `form`, without their numbers."""
    prescribed = forms()[form].sections if form in forms() else ()
    return prescribed or OLD_SECTIONS


def plain(value: Number) -> str:
    """A number in Arabic digits, without a needless decimal point."""
    return str(int(value)) if value == int(value) else str(value)


def sound_prose(
    form: str,
    unit: Unit,
    year: int,
    told: Mapping[str, Number],
    variant: int = 0,
    number: Callable[[Number], str] = plain,
) -> tuple[tuple[tuple[Sentence, ...], ...], ...]:
    """Paragraphs for each section that tell every code of `told` that a template of `variant` can tell, and nothing else."""
    new = len(sections_of(form)) == len(CODES_NEW)
    places, codes = (PLACES_NEW, CODES_NEW) if new else (PLACES_OLD, CODES_OLD)
    parts = []
    for fillers, wanted in zip(places, codes, strict=True):
        paragraphs = [
            (Sentence(FILLERS[index][variant % len(FILLERS[index])].format(we=unit.we)),) for index in fillers
        ]
        sentences = tuple(say(code, unit, year, told, variant, number) for code in wanted if code in told)
        paragraphs += [tuple(s for s in sentences if s)] if any(sentences) else []
        parts.append(tuple(paragraphs))
    return tuple(parts)


def say(
    code: str,
    unit: Unit,
    year: int,
    told: Mapping[str, Number],
    variant: int = 0,
    number: Callable[[Number], str] = plain,
) -> Sentence | None:
    """One sentence for `code`; `None` where no template has all of its figures."""
    ways = DENIED.get(code, ()) if told[code] == 0 else SAID[code]
    known = {*told, *SLOTS}
    usable = [way for way in ways if _fields(way) <= known and not _zero_part(way, told)]
    if not usable:
        return None
    way = usable[variant % len(usable)]
    figures = {name: told[name] for name in _fields(way) if name in told} or {code: 0}
    words = {name: number(value) for name, value in figures.items()}
    return Sentence(way.format(we=unit.we, year=year, **words), figures)


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def _zero_part(template: str, told: Mapping[str, Number]) -> bool:
    """Whether it would print a zero beside other figures that nobody writes so (答复0件 of 5 received is written, 共0条 is not)."""
    return any(told.get(name) == 0 for name in _fields(template) & {"trained", "trainings"})
