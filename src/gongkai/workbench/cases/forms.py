"""The forms of the moves before the answer: each asks only what its service needs, does it, and makes the letter that goes with it."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from gongkai.casework.letters import day
from gongkai.casework.models import Case, Consultation, Letter, Step
from gongkai.casework.services import handling, intake, letters
from gongkai.casework.services.numbers import desk_of
from gongkai.statute.clock import text_on
from gongkai.units.calendars import today, workdays
from gongkai.units.models import Person, Post, Role
from gongkai.workbench.acting import ActForm, Values
from gongkai.workbench.cases.views import DayField, LinesField


class MoveForm(ActForm):
    """A move's form."""

    @property
    def case(self) -> Case:
        """The case that it moves."""
        return self.of

    def make(self, kind: str, facts: Mapping[str, str], step: Step, *, addressee: str = "") -> str:
        """Make the letter that tells `step`; what is told of it."""
        return made(letters.make(self.case, kind, facts, addressee=addressee, on=step.on, step=step, by=self.person))


class ConfirmForm(MoveForm):
    explanation = "以确认之日为收到申请之日，答复期限从次日起算。"
    on = DayField("与申请人确认的日期")

    def act(self, values: Values) -> str:
        intake.confirm(self.case, on=values["on"], by=self.person)
        return "已登记确认收到，答复期限开始计算。"


class AttemptForm(MoveForm):
    explanation = "每联系一次登记一次；日后要说明为什么没有当天确认，靠的就是这些记录。"
    on = DayField("联系日期")
    how = forms.CharField(label="怎样联系的", max_length=200, help_text="例如：拨打电话三次无人接听。不要写电话号码。")

    def act(self, values: Values) -> str:
        intake.attempt(self.case, on=values["on"], how=values["how"], by=self.person)
        return "已登记这次联系。"


class AssignForm(MoveForm):
    explanation = "定下由谁办理。承办人会在首页看到这件申请。"
    button = "指定"
    officer = forms.ModelChoiceField(Person.objects.none(), label="承办人", empty_label=None)

    def prepare(self) -> None:
        posts = Post.objects.filter(unit=self.case.unit_id, role=Role.CASE_OFFICER)
        self.fields["officer"].queryset = Person.objects.filter(is_active=True, pk__in=posts.values("person"))
        self.fields["officer"].initial = self.case.officer_id

    def act(self, values: Values) -> str:
        handling.assign(self.case, values["officer"], by=self.person)
        return f"已指定{values['officer'].name}承办。"


class AskCorrectionForm(MoveForm):
    explanation = "收到申请之日起7个工作日内一次性告知；补正前期限停下，收到补正之日起重新计算。同时制作补正告知书。"
    button = "登记并制作补正告知书"
    on = DayField("通知日期")
    what = LinesField("哪些内容不明确", help_text="逐项写明。")
    guidance = LinesField("怎样补正", help_text="写明可以补充什么：名称、文号、时间、所涉事项。")
    until = DayField("补正期限的最后一日", help_text="应当合理，一般不超过15个工作日。")

    def prepare(self) -> None:
        self.fields["until"].initial = workdays().nth(today(), desk_of(self.case.unit).correction_days)

    def act(self, values: Values) -> str:
        step = handling.ask_correction(self.case, **values, by=self.person)
        facts = {"what": values["what"], "guidance": values["guidance"], "until": day(values["until"])}
        return self.make("correction", facts, step)


class ReceiveCorrectionForm(MoveForm):
    explanation = "收到补正材料之日起，20个工作日的期限重新计算。"
    on = DayField("收到补正的日期")
    text = LinesField("补正的内容", rows=5, help_text="照补正材料写，不要写个人信息；材料本身上传到案卷文件。")

    def act(self, values: Values) -> str:
        handling.receive_correction(self.case, **values, by=self.person)
        return "已登记补正，期限从补正之日起重新计算。"


class ConsultForm(MoveForm):
    explanation = (
        "征求第三方意见（15个工作日，期间不计入答复期限，不答复的由本机关决定）；征求共同制作机关意见"
        "（15个工作日，逾期视为同意）；问本机关内部的科室，期限照走。同时制作征求意见的文书。"
    )
    button = "登记并制作文书"
    kind = forms.ChoiceField(label="征求谁的意见", choices=Consultation.Kind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label="名称或者姓名", max_length=100, help_text="加密保存；列表中自然人只显示姓。")
    person = forms.BooleanField(label="对方是自然人", required=False)
    address = forms.CharField(label="通信地址", max_length=200, required=False)
    question = LinesField("涉及的信息和问题", help_text="只写对方判断所必需的，不要写申请人是谁。")
    on = DayField("发出日期")

    def act(self, values: Values) -> str:
        asked = handling.consult(self.case, **values, by=self.person)
        kind, on = values["kind"], values["on"]
        if kind == Consultation.Kind.INTERNAL:
            return "已登记内部征求意见，期限照走。"
        text = text_on(self.case.start)
        days = text.third_party if kind == Consultation.Kind.THIRD_PARTY else text.joint
        facts = {
            "question": values["question"],
            "days": str(days or ""),
            "you": "您" if values["person"] else "贵单位",
            "name": "",
        }
        told = self.make(kind, facts, asked.steps.get(), addressee=values["name"])
        if kind == Consultation.Kind.THIRD_PARTY:
            told += made(letters.make(self.case, "third_party_applicant", {"on": day(on)}, on=on, by=self.person))
        return told


class HearForm(MoveForm):
    explanation = (
        "登记对方的意见；期限届满还没有意见的，选“逾期没有意见”：第三方的由本机关决定，其他机关的视为同意公开。"
    )
    asked = forms.ModelChoiceField(Consultation.objects.none(), label="谁的意见", empty_label=None)
    on = DayField("收到意见的日期")
    opinion = forms.ChoiceField(label="意见", choices=Consultation.Opinion.choices, widget=forms.RadioSelect)
    reasons = LinesField("理由", required=False, help_text="不同意的必填。")

    def prepare(self) -> None:
        self.fields["asked"].queryset = self.case.consultations.filter(answered_on=None)

    def act(self, values: Values) -> str:
        rest = {name: value for name, value in values.items() if name != "asked"}
        handling.hear(values["asked"], **rest, by=self.person)
        return "已登记意见。"


class SearchForm(MoveForm):
    explanation = "写明在哪里、用什么词、查了什么期间、结果如何；答复“信息不存在”的，诉讼中要以此证明。"
    on = DayField("检索日期")
    place = forms.CharField(label="检索范围", max_length=200, help_text="哪个系统、哪个档案室、哪个科室。")
    words = forms.CharField(label="检索词", max_length=200)
    period = forms.CharField(label="信息的期间", max_length=100, help_text="例如：2020年至2023年")
    result = LinesField("结果", help_text="例如：没有找到符合描述的文件。")

    def act(self, values: Values) -> str:
        handling.record_search(self.case, **values, by=self.person)
        return "已登记检索。"


class ExtendForm(MoveForm):
    explanation = "在原期限届满以前决定并告知申请人，最多延长20个工作日，只能一次。同时制作延期告知书。"
    button = "同意延长并制作告知书"
    on = DayField("决定并告知的日期")
    days = forms.IntegerField(label="延长的工作日", min_value=1, max_value=20, initial=20)
    reason = LinesField("理由", help_text="写进告知书，例如：需要查阅的档案较多。")

    def act(self, values: Values) -> str:
        step = handling.extend(self.case, **values, by=self.person)
        self.case.refresh_from_db()
        facts = {"reason": values["reason"], "days": str(values["days"]), "until": day(self.case.due_on)}
        return self.make("extension", facts, step)


class AskReasonsForm(MoveForm):
    explanation = "申请的数量、频次明显超过合理范围的，要求说明理由；期限照走。同时制作说明理由告知书。"
    button = "登记并制作告知书"
    on = DayField("通知日期")
    figures = LinesField("数量和频次", help_text="例如：2026年1月至6月共提出申请86件。")

    def act(self, values: Values) -> str:
        step = handling.ask_reasons(self.case, **values, by=self.person)
        return self.make("reasons", {"figures": values["figures"]}, step)


class GiveReasonsForm(MoveForm):
    explanation = "理由合理的可以告知延迟答复，不合理的可以答复不予处理。"
    on = DayField("收到的日期")
    text = LinesField("申请人说明的理由", rows=5)

    def act(self, values: Values) -> str:
        handling.give_reasons(self.case, **values, by=self.person)
        return "已登记申请人说明的理由。"


class LaterDateForm(MoveForm):
    explanation = "理由合理、但不能按期答复的，确定一个合理的期限并告知申请人。同时制作告知书。"
    button = "确定并制作告知书"
    on = DayField("告知日期")
    until = DayField("最迟答复的日期")
    reason = LinesField("不能按期答复的原因")

    def act(self, values: Values) -> str:
        step = handling.set_later_date(self.case, **values, by=self.person)
        return self.make("later_date", {"reason": values["reason"], "until": day(values["until"])}, step)


class SplitForm(MoveForm):
    explanation = "一封信里有几件互不相干的事的，拆成几件，各自登记、答复和统计；期限都从原来收到的日期起算。"
    button = "拆分"
    MOST = 5

    def prepare(self) -> None:
        for number in range(1, self.MOST + 1):
            must = number <= 2
            first = {"title": self.case.title, "description": self.case.description} if number == 1 else {}
            self.fields[f"title{number}"] = forms.CharField(
                label=f"第{number}件：摘要", max_length=200, required=must, initial=first.get("title")
            )
            self.fields[f"text{number}"] = LinesField(
                f"第{number}件：内容", required=must, max_length=20_000, initial=first.get("description")
            )

    def act(self, values: Values) -> str:
        pairs = [(values[f"title{n}"], values[f"text{n}"]) for n in range(1, self.MOST + 1)]
        matters = [intake.What(title, text) for title, text in pairs if title or text]
        parts = intake.split(self.case, matters, by=self.person)
        return f"已拆成{len(parts)}件：{'、'.join(part.number for part in parts)}。"


class JoinForm(MoveForm):
    explanation = "合在一起办，仍然各算一件、各自答复、各有期限。"
    button = "合并办理"
    to = forms.ModelChoiceField(Case.objects.none(), label="并入哪一件", empty_label=None)

    def prepare(self) -> None:
        others = Case.objects.filter(unit=self.case.unit_id, joined_to=None).open().exclude(pk=self.case.pk)
        self.fields["to"].queryset = others

    def act(self, values: Values) -> str:
        intake.join(self.case, values["to"], by=self.person)
        return f"已与{values['to'].number}合并办理。"


class SupplementForm(MoveForm):
    explanation = "申请人自己补充的内容，与申请放在一起；不影响期限。"
    on = DayField("收到的日期")
    text = LinesField("补充的内容", rows=5)

    def act(self, values: Values) -> str:
        handling.supplement(self.case, **values, by=self.person)
        return "已登记申请人的补充说明。"


def made(letter: Letter) -> str:
    """What is told of a letter that was made."""
    return f"已登记，并制作了{letter.number or '文书'}，在“文书”中下载打印；送出以后登记送达。"
