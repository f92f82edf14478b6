"""The forms of the moves of a review or lawsuit: each asks only what its service needs, and does it."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from gongkai.casework.letters import day
from gongkai.remedies.models import Decision, Instance, Note, Proceeding, RemedyFile, RetriedBy
from gongkai.remedies.services import deciding, files, filing, handling
from gongkai.remedies.services.deciding import Ended, Ruling
from gongkai.statute.outcomes import outcomes_for
from gongkai.workbench.acting import ActForm, Values
from gongkai.workbench.cases.views import DayField, LinesField


class AcceptForm(ActForm):
    explanation = "审理期限从受理（立案）之日起算。"
    on = DayField("受理（立案）日期")
    number = forms.CharField(label="案号", max_length=60, required=False)
    simple = forms.BooleanField(label="适用简易程序", required=False)

    def prepare(self) -> None:
        self.fields["number"].initial = self.of.number
        self.fields["simple"].initial = self.of.simple

    def act(self, values: Values) -> str:
        made = filing.accept(self.of, **values, by=self.person)
        return (
            f"已登记受理（立案），审理期限到{day(made.decision_due)}。" if made.decision_due else "已登记受理（立案）。"
        )


class CopyForm(ActForm):
    explanation = "本机关提交答复（答辩）、证据和依据的期限，从收到副本之日的次日起算；不提交的，视为没有证据、依据。"
    on = DayField("收到副本的日期")

    def act(self, values: Values) -> str:
        made = filing.receive_copy(self.of, on=values["on"], by=self.person)
        return f"已登记，最迟{day(made.answer_due)}提交答复（答辩）。" if made.answer_due else "已登记收到副本。"


class AnswerForm(ActForm):
    explanation = "答复书（答辩状）连同证据、依据提交给复议机关（法院）以后登记；文书本身用“添加文件”加入案卷。"
    on = DayField("提交的日期")

    def act(self, values: Values) -> str:
        made = handling.answer(self.of, on=values["on"], by=self.person)
        late = made.answer_due and made.answered_on > made.answer_due
        return "已登记提交答复（答辩）" + ("，比期限晚。" if late else "。")


class ExtendForm(ActForm):
    explanation = "复议机关告知延长审理的，登记告知的日期；只能延长一次，最多30日。"
    on = DayField("告知的日期")

    def act(self, values: Values) -> str:
        made = handling.extend(self.of, on=values["on"], by=self.person)
        return f"已登记，审理期限延长到{day(made.decision_due)}。"


class OrdinaryForm(ActForm):
    explanation = "复议机关（法院）把简易程序转为普通程序的，答复和审理的期限改按普通程序计算。"

    def act(self, values: Values) -> str:
        handling.make_ordinary(self.of, by=self.person)
        return "已登记转为普通程序，期限已经重新计算。"


class NoteForm(ActForm):
    explanation = "开庭、听证、听取意见、中止、恢复等；还没有到的日期也可以登记，作为提醒。"
    on = DayField("日期")
    kind = forms.ChoiceField(label="事项", choices=Note.Kind.choices)
    text = LinesField("内容", rows=4, help_text="不要写申请人（原告）的姓名、证件号码。")

    def act(self, values: Values) -> str:
        handling.note(self.of, **values, by=self.person)
        return "已登记。"


class FileForm(ActForm):
    explanation = "文件加密保存，只有本机关的承办人和负责人可以打开，每次打开都有记录。"
    button = "加入案卷"
    kind = forms.ChoiceField(label="种类", choices=RemedyFile.Kind.choices)
    content = forms.FileField(label="文件")

    def act(self, values: Values) -> str:
        return f"已加入案卷：{files.store(self.of, values['content'], values['kind'], by=self.person).name}。"


class RulingForm(ActForm):
    """What all decisions ask for."""

    instance = Instance.REVIEW
    outcome = forms.ChoiceField(label="结果", widget=forms.RadioSelect)
    decided_on = DayField("作出的日期")
    received_on = DayField("本机关收到的日期", required=False, help_text="还没有收到文书的先空着。")
    number = forms.CharField(label="文号（案号）", max_length=60, required=False)
    until = DayField("限定重新答复的期限", required=False, help_text="决定或者裁判写明了限期的填写。")
    summary = LinesField("主要内容", required=False, help_text="不要写申请人（原告）的姓名、证件号码。")

    def prepare(self) -> None:
        kinds = outcomes_for(self.instance.value)
        self.fields["outcome"].choices = [
            (each.id, each.label + ("——要重新答复或者履行" if each.orders else "")) for each in kinds
        ]

    def ruling(self, values: Values) -> Ruling:
        """What was entered, as the services take it."""
        return Ruling(**{name: values[name] for name in Ruling.__dataclass_fields__})

    def told(self, ended: Ended) -> str:
        """What follows from it."""
        if ended.case:
            return f"已登记。公开申请已经重新办理，最迟{day(ended.case.due_on)}重新答复。"
        now = Proceeding.objects.get(pk=self.of.pk)
        if now.stage == "appealable":
            known = ended.decision.effective_on
            return "已登记。" + (
                f"没有人上诉的，{day(known)}生效。" if known else "收到文书以后请补登收到或者生效的日期。"
            )
        return f"已登记，案件{now.get_stage_display()}。"


class DecideForm(RulingForm):
    explanation = "决定要求重新答复的，公开申请从收到决定书之日起重新办理，期限随即重新计算。"

    def act(self, values: Values) -> str:
        return self.told(deciding.decide(self.of, self.ruling(values), by=self.person))


class JudgeForm(RulingForm):
    explanation = "第一审判决、裁定可以上诉的，上诉期满以后才生效、才计入统计。"
    instance = Instance.FIRST
    effective = DayField(
        "生效日期", required=False, help_text="法院证明已经生效的填写；不填的，按收到日期推算上诉期满的次日。"
    )

    def act(self, values: Values) -> str:
        return self.told(deciding.judge(self.of, self.ruling(values), effective=values["effective"], by=self.person))


class JudgeAppealForm(RulingForm):
    explanation = "第二审裁判是终审；发回重审的，案件回到第一审。"
    instance = Instance.SECOND

    def act(self, values: Values) -> str:
        return self.told(deciding.judge_appeal(self.of, self.ruling(values), by=self.person))


class JudgeRetrialForm(RulingForm):
    explanation = "按第二审程序再审或者提审的在这里登记，裁判不能上诉；按第一审程序再审的，用“登记第一审裁判”。"
    instance = Instance.RETRIAL

    def act(self, values: Values) -> str:
        return self.told(deciding.judge_retrial(self.of, self.ruling(values), by=self.person))


class RetryForm(ActForm):
    explanation = "法院决定再审以后登记，作为另一件案件办理；原来的裁判和已经报出的统计数据不变。"
    on = DayField("决定再审的日期")
    who = forms.ChoiceField(label="再审的提起", choices=RetriedBy.choices, widget=forms.RadioSelect)
    body = forms.CharField(label="再审的法院", max_length=100)
    number = forms.CharField(label="再审案号", max_length=60, required=False)

    def act(self, values: Values) -> str:
        made = filing.retry(self.of, **values, by=self.person)
        return f"已登记{made}，在本页“再审”中打开。"


class AppealForm(ActForm):
    explanation = "有人上诉的，第一审裁判不生效，案件继续审理，本年不计结果。"
    on = DayField("上诉日期")
    who = forms.ChoiceField(
        label="谁上诉的", choices=Decision._meta.get_field("appealed_by").choices, widget=forms.RadioSelect
    )

    def act(self, values: Values) -> str:
        deciding.appeal(self.of, **values, by=self.person)
        return "已登记上诉。"


class EffectiveForm(ActForm):
    explanation = "以法院证明的生效日期为准：其他当事人收到裁判的日期可能比本机关晚。"
    on = DayField("生效日期")

    def act(self, values: Values) -> str:
        deciding.set_effective(self.of, on=values["on"], by=self.person)
        return "已登记生效日期。"


class AnswerAnewForm(ActForm):
    explanation = "公开申请重新办理，期限从收到生效的决定书（裁判文书）之日起重新计算；统计表三仍按第一次答复。"
    button = "重新办理"

    def act(self, values: Values) -> str:
        case = deciding.answer_anew(self.of, by=self.person)
        return f"公开申请{case.number}已经重新办理，最迟{day(case.due_on)}答复。"


FORMS: Mapping[str, type[ActForm]] = {
    "accept": AcceptForm,
    "copy": CopyForm,
    "answer": AnswerForm,
    "extend": ExtendForm,
    "ordinary": OrdinaryForm,
    "note": NoteForm,
    "decide": DecideForm,
    "judge": JudgeForm,
    "appeal": AppealForm,
    "judge_appeal": JudgeAppealForm,
    "judge_retrial": JudgeRetrialForm,
    "retry": RetryForm,
    "effective": EffectiveForm,
    "answer_anew": AnswerAnewForm,
    "file": FileForm,
}
"""The form of each move of `remedies.rules`."""
