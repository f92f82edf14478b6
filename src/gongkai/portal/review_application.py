"""An application for review to print (行政复议法 Art. 22): what the case tells is filled in, what only the applicant knows is blank."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.casework import letters
from gongkai.casework.models import Answer, Case
from gongkai.casework.services.status import remedies_of
from gongkai.portal.standing import contested
from gongkai.typesetting import Block, Document, Heading, Paragraph
from gongkai.units.models import Unit

_BLANK = "＿" * 12
_LINE = "＿" * 18
_WHOLE = "＿" * 27
_OTHERS = "（法人或者其他组织填写：名称、住所、邮政编码、法定代表人或者负责人的姓名和职务）"


def application(case: Case) -> Document:
    """The application against the answer of `case`, or against silence."""
    return Document(title="行政复议申请书", blocks=tuple(_blocks(case)))


def _blocks(case: Case) -> Iterator[Block]:
    answer, unit = contested(case), case.unit
    yield Paragraph(f"申请人：{_BLANK}　性别：＿＿＿")
    yield Paragraph(f"出生年月：{_BLANK}")
    yield Paragraph(f"身份证号码：{_LINE}")
    yield Paragraph(f"住所和邮政编码：{_LINE[2:]}")
    yield Paragraph(f"联系电话：{_BLANK}")
    yield Paragraph(_OTHERS)
    yield Paragraph(f"被申请人：{unit.name}")
    if unit.office_address:
        yield Paragraph(f"地址：{unit.office_address}")
    yield Heading(1, "一、行政复议请求")
    yield from (Paragraph(text) for text in (_against_answer(unit, answer) if answer else _against_silence(case)))
    yield Heading(1, "二、事实和理由")
    yield Paragraph(_facts(case, answer))
    yield Paragraph("申请人认为，被申请人的上述行为不合法或者不适当，理由如下：")
    yield Paragraph("\n".join([_WHOLE[2:], *[_WHOLE] * 5]))
    yield Heading(1, "三、证据和附件")
    yield Paragraph("1. 申请人的身份证明复印件。")
    yield Paragraph(f"2. 政府信息公开申请登记回执（登记编号{case.number}）。")
    if answer:
        yield Paragraph(f"3. {_named(answer)}复印件。")
    yield Paragraph("此致")
    yield Paragraph(letters.review_body_of(unit) or _BLANK)
    yield Paragraph(f"申请人（签名或者盖章）：{_BLANK}")
    yield Paragraph("日期：　　　　年　　月　　日")


def _against_answer(unit: Unit, answer: Answer) -> Iterator[str]:
    yield f"1. 撤销{unit.name}作出的{_named(answer)}。"
    yield f"2. 责令{unit.name}在法定期限内重新作出答复。"
    yield "（可以按实际情况改写）"


def _against_silence(case: Case) -> Iterator[str]:
    yield f"1. 确认{case.unit.name}逾期不答复申请人的政府信息公开申请违法。"
    yield f"2. 责令{case.unit.name}在一定期限内对该申请（登记编号{case.number}）作出答复。"


def _facts(case: Case, answer: Answer | None) -> str:
    asked = f"申请人于{letters.day(case.arrived_on)}向被申请人申请公开政府信息（登记编号{case.number}），申请的内容为：{case.title}。"
    if case.received_on:
        asked += f"收到申请之日为{letters.day(case.received_on)}。"
    if answer is None:
        due = letters.day(remedies_of(case).due)
        if case.received_on is None:
            return f"{asked}被申请人至今没有与申请人确认收到申请。以申请到达之日为收到申请之日，答复期限已于{due}届满，被申请人没有答复。"
        return f"{asked}答复期限已于{due}届满，被申请人没有答复。"
    delivery = getattr(answer.letter, "delivery", None)
    got = letters.day(delivery.received_on) if delivery and delivery.received_on else "　　　　年　　月　　日"
    return f"{asked}被申请人于{letters.day(answer.answered_on)}作出{_named(answer)}，申请人于{got}收到。"


def _named(answer: Answer) -> str:
    """The letter of the answer by its title and number."""
    number = answer.letter.number if answer.letter else ""
    return f"《{letters.kind(f'answer.{answer.kind}').title}》" + (f"（{number}）" if number else "")
