"""The report speaks of the unit that makes it.

条例 (2019) Art. 49 and 50, (2008) Art. 31 and 32: each organ publishes a report of its own work; Art. 6: accurately. Another unit's name
in the sentence that announces the report, or 我局 in a township's text, shows that somebody else's report was filled in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from gongkai.report.checking import Case, Finding, Rule, Severity
from gongkai.report.checking._bodies import AREAS, LOCAL, Own, lines_from_end, related, stem
from gongkai.report.checking._wording import around, basis, clip, running_text, unquoted
from gongkai.statute.bodies import kind_of

RULE = Rule(
    id="unit-name",
    title="出现了别的单位的名称",
    checks="说明报告由谁公布、汇总范围、联系单位、落款的地方，以及“我局”“我镇”之类的自称，是不是本单位；街道、乡镇的报告是否自称汇总“全市”“全县”情况。",
    why="套用别的单位或者上级的文稿而没有改净，内容就不再是本单位的。",
    basis=("r2019.49.1", "r2019.50", "r2008.32", "r2019.6", "r2008.6"),
    example="城关街道办事处的报告写“现公布青石镇人民政府2020年政府信息公开工作年度报告”。",
)

_NAME = r"(?P<name>[\u4e00-\u9fff]{2,25}?(?:人民政府|政府|街道办事处|办事处|街道|镇|乡|局|委员会|省|市|县|区))"
_REPORT = r"(?:20\d\d年度?|本?年度)[^。；，,]{0,16}(?:信息公开|政务公开)[^。；，,]{0,12}(?:年度报告|年报|情况|报告)"
_ANNOUNCED = re.compile(rf"(?:现公布|现公开|现发布|现将|公布|发布|编制)(?:了|的)?{_NAME}(?:的|关于)?{_REPORT}")
_ANNOUNCES = re.compile(
    rf"(?:^|[。；，,])[ \t　]{{0,8}}(?:现由)?{_NAME}(?:现|已|现将)?(?:公布|公开|发布|编制|编写|形成)(?:了|的)?(?:本[级机]关)?{_REPORT}",
    re.MULTILINE,
)
_COMPILED_BY = re.compile(rf"本(?:年度)?报告由{_NAME}(?:办公室|党政办)?[^。；，,]{{0,30}}(?:编制|编写|撰写)")
_CONTACT = re.compile(
    rf"(?:报告|疑问|问题|事宜)[^。；]{{0,12}}请(?:直接)?(?:与|向){_NAME}[^。；，,]{{0,14}}(?:联系|咨询)"
)
_COLLECTED = re.compile(
    r"(?:综合|汇总|根据)[^。；，,]{0,12}全(?P<area>[市县区省州旗])[^。；，,]{0,30}?(?:情况|数据|报告)[^。；，,]{0,10}?"
    r"(?:编制|汇总|编写|撰写|形成)(?!工作|要求|通知|格式|规范|培训)"
)
_COUNTED = re.compile(r"(?<!面向)(?<!服务)全(?P<area>[市县区省州旗])共?(?:累计|主动公开|收到|受理|发布)")
_SUBJECT = re.compile(
    r"(?:^|[。；，,\n])(?:20\d\d年度?(?:以来)?[，,]?)?(?P<name>[\u4e00-\u9fff]{2,5}(?:街道办事处|街道|镇|乡))(?:人民政府|政府|党政办)?"
    r"(?:20\d\d年度?)?(?:共|累计|未|没有)*(?:主动公开|收到|受理|发生|发布|办理)[^。；，,]{0,16}(?:信息|申请|复议|诉讼)"
)
_COMMON = re.compile(
    r"[我本全各该个每其等]|^(?:乡|城|集|村|古|小|新|中心|建制|特色|市|县|区|重点|所辖|下辖|两|三|相关|有关)*(?:镇|乡|街道)$"
)
_SELF = re.compile(
    r"(?:我(?<![自忘唯]我)|本(?<![基资成日根文样版书剧课]本))(?P<what>局(?![限促面部])|镇(?!静|定)|乡(?![亲音愁土村镇])|街道|厅|委(?![托派员屈任]))"
)
_SIGNATURE = re.compile(r"[\u4e00-\u9fff]{2,25}(?:人民政府|街道办事处|局|委员会|办公室)")


def check(case: Case) -> Iterator[Finding]:
    """Everything that names a body where the reporting unit's own name belongs.

    Names are looked for in the text with quotations blanked (`plain`), which has the places of the text itself.
    """
    own = Own(case.report)
    text = running_text(case.report)
    plain = unquoted(text)
    yield from _announced(case, own, text, plain)
    yield from _whole_area(case, own, text, plain)
    yield from _self_words(case, own, text, plain)
    yield from _subjects(case, own, text, plain)
    yield from _signature(case, own)
    yield from _renamed(case, own)


def _announced(case: Case, own: Own, text: str, plain: str) -> Iterator[Finding]:
    """Whose report it is, who made it and whom to ask."""
    for pattern in (_ANNOUNCED, _ANNOUNCES, _COMPILED_BY, _CONTACT):
        for match in pattern.finditer(plain):
            name = match["name"]
            kind = kind_of(name)
            if kind is None or own.may_be(name) or _COMMON.search(stem(name)):
                continue
            # A government above may serve a lower body and answer for it; the report itself is the lower body's.
            above = kind.id in AREAS and not own.kinds & set(AREAS)
            if above and pattern in (_COMPILED_BY, _CONTACT):
                continue
            severity: Severity = "error" if pattern in (_ANNOUNCED, _ANNOUNCES) and not above else "warning"
            message = f"这里写的是“{name}”，而本报告的单位是“{own.names[0]}”，疑套用了别的单位的文稿，请改正。"
            yield _finding(case, severity, message, around(text, *match.span()))


def _whole_area(case: Case, own: Own, text: str, plain: str) -> Iterator[Finding]:
    """A body that reports for itself speaks for a whole city or county."""
    found = [(match["area"], around(text, *match.span())) for match in _COLLECTED.finditer(plain)]
    if own.only(*LOCAL):
        quotes = dict.fromkeys(figure.quote for figure in case.report.figures)
        found += [(match["area"], quote) for quote in quotes for match in _COUNTED.finditer(unquoted(quote))]
    for area, quote in found:
        if own.only(*LOCAL) or (own.only(*AREAS) and not any(_is_area(name, area) for name in own.names)):
            message = (
                f"“{own.names[0]}”只报告本单位的情况，这里却说“全{area}”，疑套用了上级的文稿，请改为本单位的范围。"
            )
            yield _finding(case, "warning", message, quote)


def _is_area(name: str, area: str) -> bool:
    return re.search(rf"{area}(?:人民政府|政府)?(?:办公厅|办公室)?$", name) is not None


def _self_words(case: Case, own: Own, text: str, plain: str) -> Iterator[Finding]:
    """我局, 我镇 and the like in a report of a body that is none: one finding for each such word."""
    matches = [match for match in _SELF.finditer(plain) if _is_wrong(match["what"], own)]
    for word, times in Counter(match[0] for match in matches).items():
        first = next(match for match in matches if match[0] == word)
        message = f"本报告的单位是“{own.names[0]}”，正文却自称“{word}”（{times}处），疑套用了别的单位的文稿，请改正。"
        yield _finding(case, "warning", message, around(text, *first.span()))


def _is_wrong(what: str, own: Own) -> bool:
    if what == "局":
        return own.only(*LOCAL, *AREAS)
    if what in ("厅", "委"):
        return own.only(*LOCAL)
    known = bool(own.kinds) and not own.kinds & {"zone", "organisation"}
    return known and not any(re.search(rf"{what}(?:人民政府|政府|办事处|办)?$", name) for name in own.names)


def _subjects(case: Case, own: Own, text: str, plain: str) -> Iterator[Finding]:
    """Another township is the subject of a sentence that reports. Only in a township's own report: a county's names many."""
    if not own.only(*LOCAL):
        return
    for match in _SUBJECT.finditer(plain):
        name = match["name"]
        if not own.may_be(name) and not _COMMON.search(name) and kind_of(name):
            message = (
                f"这句话报告的是“{name}”的情况，而本报告的单位是“{own.names[0]}”，请核对是否套用了别的单位的文稿。"
            )
            yield _finding(case, "warning", message, around(text, match.start("name"), match.end()))


def _signature(case: Case, own: Own) -> Iterator[Finding]:
    """The body that signs at the end is not the one of the title."""
    signed = next((line for line in lines_from_end(case.report.text, 4) if _SIGNATURE.fullmatch(line)), None)
    title = own.title_name
    if signed and title and kind_of(signed) and not related(signed, title):
        message = f"标题中的单位是“{title}”，落款却是“{signed}”，请核对。"
        yield _finding(case, "warning", message, signed)


def _renamed(case: Case, own: Own) -> Iterator[Finding]:
    """One body under two names, as after a town has become a street office: lawful, but a reader stumbles."""
    local = {name: kind.id for name in own.names if (kind := kind_of(name)) and kind.id in LOCAL}
    first = next(iter(local), None)
    other = next((name for name in local if first and local[name] != local[first] and stem(name) == stem(first)), None)
    if first and other:
        message = (
            f"单位名称前后不一：一处是“{first}”，一处是“{other}”；如已撤镇（乡）设街道，请统一为现用名称并作说明。"
        )
        yield _finding(case, "note", message, other)


def _finding(case: Case, severity: Severity, message: str, quote: str) -> Finding:
    return Finding(RULE.id, severity, message, basis(case, "r2008.6", "r2019.6"), quote=clip(quote))
