"""The forms of the moves around fees, delivery and the end of a case."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.casework.letters import day, kind
from gongkai.casework.models import Answer, Delivery, Letter
from gongkai.casework.services import answering, delivering, disclosed, fees
from gongkai.casework.services.numbers import desk_of
from gongkai.statute.clock import text_on
from gongkai.statute.fees import Fee, tariff
from gongkai.units.calendars import today
from gongkai.workbench.acting import Values
from gongkai.workbench.cases.forms import MoveForm
from gongkai.workbench.cases.views import DayField, LinesField


def bands(fee: Fee) -> str:
    """How a fee is counted, band by band, in Chinese."""
    unit = tariff(fee.scale).unit
    parts = [
        f"第{part.first}{unit}"
        + (f"至第{part.last}{unit}" if part.last > part.first else "")
        + f"，每{unit}{part.rate}元"
        for part in fee.parts
    ]
    return f"{'；'.join(parts)}，合计{fee.amount}元。"


class NoticeFeeForm(MoveForm):
    explanation = (
        "按件或者按量只能选一种。同时制作收费通知书；送达以后登记申请人收到的日期，20个工作日的缴费期限从那天起算，"
        "在那以前答复期限照走。"
    )
    button = "登记并制作收费通知书"
    on = DayField("通知日期")
    scale = forms.ChoiceField(
        label="计收方式", choices=[("items", "按件"), ("pages", "按量（页）")], widget=forms.RadioSelect
    )
    pages = forms.IntegerField(label="页数", min_value=1, required=False, help_text="按量计收的填写。")
    way = forms.CharField(label="缴纳方式", max_length=300)

    def prepare(self) -> None:
        self.fields["way"].initial = desk_of(self.case.unit).payment_way
        number = fees.item_number(self.case)
        self.fields[
            "scale"
        ].help_text = f"按件：这是申请人本月的第{number}件，{bands(fees.counted(self.case, 'items'))}"

    def act(self, values: Values) -> str:
        counted = fees.counted(self.case, values["scale"], values["pages"] or 0)
        step = fees.notice_fee(
            self.case, values["scale"], pages=values["pages"] or 0, on=values["on"], way=values["way"], by=self.person
        )
        facts = {
            "amount": str(counted.amount),
            "counting": bands(counted),
            "pay_way": values["way"],
            "days": str(text_on(self.case.start).payment),
        }
        return self.make("fee", facts, step)


class PayFeeForm(MoveForm):
    explanation = "缴清之日起，答复期限重新计算。不收的，点页面上的“减免费用”。"
    on = DayField("缴清日期")
    voucher = forms.CharField(label="票据号码", max_length=60)

    def act(self, values: Values) -> str:
        fees.pay_fee(self.case, **values, by=self.person)
        return "已登记缴费，期限从缴清之日起重新计算。"


class WaiveForm(MoveForm):
    explanation = "不收费随时可以，写明理由；期限从减免之日起重新计算。"
    button = "减免"
    on = DayField("决定日期")
    reason = LinesField("减免的理由")

    def act(self, values: Values) -> str:
        fees.waive_fee(self.case, **values, by=self.person)
        return "已减免费用，期限重新计算。"


class DeliveryForm(MoveForm):
    """The delivery of a letter: of the answer that is approved, or of any other that was signed."""

    explanation = "两个日期都要：送出的日期决定本机关是否按期，收到的日期决定对方的期限（复议、诉讼、补正、缴费、提出意见）从哪天起算。"
    button = "登记送达"
    way = forms.ChoiceField(label="送达方式", choices=Delivery.Way.choices, widget=forms.RadioSelect)
    sent_on = DayField("本机关送出日期", help_text="邮寄的为交邮之日，当面送达的为签收之日，电子送达的为发出之日。")
    tracking = forms.CharField(label="邮件号码", max_length=60, required=False, help_text="邮寄的必填。")
    received_on = DayField("对方收到日期", required=False, help_text="还不知道的空着，回执来了再登记。")
    evidence = forms.FileField(label="送达凭证", required=False, help_text="邮件回执、签收单等的照片或者扫描件。")
    note = forms.CharField(label="说明", max_length=300, required=False)

    def __init__(self, *args: Any, letter: Letter | None = None, **kwargs: Any) -> None:
        self.letter = letter
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        known = getattr(self.letter, "delivery", None)
        self.fields["sent_on"].initial = today()
        for name in self.fields.keys() - {"evidence"} if known else ():  # a proof stays until another one comes
            self.fields[name].initial = getattr(known, name)
        if self.case.applicant.agent and not (self.letter and kind(self.letter.kind).to != "applicant"):
            self.fields["way"].help_text = "申请人有代理人：给申请人的文书送达代理人。"

    def act(self, values: Values) -> str:
        if self.letter is None or _waits(self.letter):
            answering.send(self.case, **values, by=self.person)
            return "已登记送达，申请办结。"
        delivering.deliver(self.letter, **values, by=self.person)
        if self.letter.step_id:
            return "已登记送达，期限随之重新计算。"
        answered = hasattr(self.letter, "answer")
        return "已登记送达，复议、诉讼的期限从申请人收到之日起算。" if answered else "已登记送达。"


def _waits(letter: Letter) -> bool:
    """Whether it is an answer that has not gone out yet."""
    answer = getattr(letter, "answer", None)
    return answer is not None and answer.state != Answer.State.SENT


class WithdrawForm(MoveForm):
    explanation = "申请人书面撤回的，登记后终止办理，并制作撤回申请确认书。"
    button = "登记撤回"
    on = DayField("撤回的日期")

    def act(self, values: Values) -> str:
        answering.withdraw(self.case, **values, by=self.person)
        return "已登记撤回，终止办理。"


class LogForm(MoveForm):
    explanation = "把值得公开的答复列入本机关的公开申请记录，任何人都能看到；不能让人认出申请人。"
    button = "列入记录"
    title = forms.CharField(label="标题", max_length=200)
    asked = LinesField("申请内容（不含个人信息）", rows=4)
    answered = LinesField("答复内容（不含个人信息）", rows=4)

    def prepare(self) -> None:
        self.fields["title"].initial = self.case.title

    def act(self, values: Values) -> str:
        disclosed.disclose(self.case, **values, by=self.person)
        return "已列入公开申请记录。"


class ReopenForm(MoveForm):
    explanation = "复议决定或者判决要求重新答复的，从那一天起重新计算期限；年度统计仍按第一次答复。"
    button = "重新办理"
    on = DayField("重新办理的起算日期")
    why = LinesField("依据", help_text="哪一份复议决定或者判决，文号和日期。")

    def act(self, values: Values) -> str:
        answering.reopen(self.case, **values, by=self.person)
        self.case.refresh_from_db()
        return f"已重新办理，最迟于{day(self.case.due_on)}答复。"
