"""What a citizen fills in to ask for information: what Art. 29 names and nothing else. Nobody is asked what for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gongkai.casework.models import ApplicantKind
from gongkai.casework.services import files
from gongkai.casework.services.intake import What, Who
from gongkai.guard.personal.identity import birthday, check_digit, credit_code_valid
from gongkai.units.calendars import today
from gongkai.untrusted.uploads import RefusedUploadError, checked

ID_CARD = "居民身份证"
CREDIT_CODE = "统一社会信用代码"
IDENTITY_KINDS = (
    ID_CARD,
    "护照",
    "港澳居民来往内地通行证",
    "台湾居民来往大陆通行证",
    "港澳台居民居住证",
    "外国人永久居留身份证",
    "其他证件",
)
FORMS = ("电子文档", "纸质", "光盘等存储介质")
WAYS = ("电子邮件", "邮寄", "自行领取", "当场查阅、抄录")
HELP = ("阅读困难", "视力障碍", "听力障碍")
MOST_FILES = 6
_TELEPHONE = re.compile(r"[0-9+()（）\-—转#* ]{5,40}")
_KINDS = [
    (ApplicantKind.PERSON.value, "公民（自然人）"),
    *((kind.value, f"法人或者其他组织：{kind.label}") for kind in ApplicantKind if kind != ApplicantKind.PERSON),
]


def _input(autocomplete: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": autocomplete})


class Line(forms.CharField):
    """A single line: line ends and runs of spaces become a space."""

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value)).split())


class Labelled(forms.Form):
    """A form whose messages name the field and whose mistakes can be listed with the places that they speak of."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for field in self.fields.values():
            chosen = isinstance(field, forms.ChoiceField)
            field.error_messages["required"] = f"请{'选择' if chosen else '填写'}{field.label}。"
            field.error_messages["max_length"] = f"{field.label}太长：最多%(limit_value)d个字，现在有%(show_value)d个。"
            field.error_messages["invalid_choice"] = f"请从列出的选项中选择{field.label}。"

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """Each mistake with the id of the place that it speaks of, in the order of the fields."""
        return [(self._place(name), text) for name in ("__all__", *self.fields) for text in self.errors.get(name, ())]

    def _place(self, name: str) -> str:
        """Of several boxes the first, that the link of the summary leads to something that takes the focus."""
        if name not in self.fields:
            return "summary"
        several = isinstance(self.fields[name].widget, forms.RadioSelect)
        return f"id_{name}{'_0' if several else ''}"


class RequestForm(Labelled):
    """The form of a request; `who` and `what` are what it says once it is valid."""

    kind = forms.ChoiceField(label="申请人类别", choices=_KINDS, widget=forms.RadioSelect)
    name = Line(label="姓名或者名称", max_length=100, help_text="与身份证明上的一致。", widget=_input("name"))
    identity_kind = forms.ChoiceField(
        label="证件种类", choices=[("", "请选择"), *((kind, kind) for kind in IDENTITY_KINDS)], required=False
    )
    identity_number = Line(
        label="证件号码",
        max_length=40,
        help_text="法人或者其他组织填写统一社会信用代码。号码加密保存，只有承办人和负责人可以查看。",
        widget=_input("off"),
    )
    representative = Line(label="法定代表人或者负责人", max_length=60, required=False)
    contact = Line(label="联系人", max_length=60, required=False)
    telephone = Line(label="联系电话", max_length=40, required=False, widget=_input("tel"))
    email = forms.EmailField(
        label="电子邮箱",
        max_length=100,
        required=False,
        help_text="选择用电子邮件获取的，必须填写。",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "电子邮箱的写法不对，应当像这样：name@example.com"},
    )
    address = Line(
        label="通信地址和邮政编码",
        max_length=200,
        required=False,
        help_text="选择邮寄的，必须填写。",
        widget=_input("street-address"),
    )
    agent = Line(label="代理人姓名", max_length=60, required=False, widget=_input("off"))
    agent_contact = Line(label="代理人的电话或者通信地址", max_length=100, required=False, widget=_input("off"))

    subject = Line(
        label="信息的名称", max_length=200, required=False, help_text="例如：云溪县2025年义务教育学校招生计划"
    )
    number = Line(label="文号", max_length=60, required=False, help_text="知道文件的发文字号的，请填写。")
    features = forms.CharField(
        label="其他特征描述",
        max_length=4000,
        required=False,
        help_text="例如：由谁、在什么时间、就什么事项作出或者取得。",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    form_wanted = forms.ChoiceField(label="信息的形式", choices=[(one, one) for one in FORMS], widget=forms.RadioSelect)
    way_wanted = forms.ChoiceField(label="获取的方式", choices=[(one, one) for one in WAYS], widget=forms.RadioSelect)
    other_form = forms.BooleanField(label="不能按要求的形式提供时，可以接受其他形式", required=False, initial=True)
    help_kinds = forms.MultipleChoiceField(
        label="需要帮助的情形",
        choices=[(one, one) for one in HELP],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    help_how = Line(label="需要怎样的帮助", max_length=60, required=False, help_text="例如：请提供大字版；请电话告知。")

    _FOR_PERSONS = ("identity_kind",)
    _FOR_OTHERS = ("representative", "contact")

    def clean_telephone(self) -> str:
        telephone = str(self.cleaned_data["telephone"])
        if telephone and not _TELEPHONE.fullmatch(telephone):
            raise forms.ValidationError("联系电话只能有数字、加号、括号、短横线和“转”字，请核对。")
        return telephone

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        for name in self._FOR_OTHERS if kind == ApplicantKind.PERSON else self._FOR_PERSONS:
            data[name] = ""
        if kind:
            self._check_identity(kind, data)
        if not {"telephone", "email", "address"} & set(self.errors):
            self._check_contact(data)
        for name, other in (("agent", "agent_contact"), ("agent_contact", "agent")):
            if data.get(other) and not data.get(name) and name not in self.errors:
                self.add_error(name, f"由代理人提出的，请填写{self.fields[name].label}；没有代理人的，两项都空着。")
        if not {"subject", "number", "features"} & set(self.errors) and not _any(data, "subject", "number", "features"):
            self.add_error("subject", "请写明要公开的信息：名称、文号、其他特征描述，至少填写一项（第二十九条）。")
        return data

    def _check_identity(self, kind: str, data: dict[str, Any]) -> None:
        number = re.sub(r"[\s-]", "", data.get("identity_number", "")).upper()
        if kind == ApplicantKind.PERSON:
            if not data.get("identity_kind") and "identity_kind" not in self.errors:
                self.add_error("identity_kind", "请选择证件种类（第二十九条）。")
            if number and data.get("identity_kind") == ID_CARD:
                shape = re.fullmatch(r"[1-8][0-9]{16}[0-9X]", number)
                if not shape or check_digit(number) != number[-1] or birthday(number, today()) is None:
                    self.add_error(
                        "identity_number", "身份证号码应当是18位，这个号码的位数、出生日期或者末位不对，请核对。"
                    )
        elif number and (
            not re.fullmatch(r"[0-9A-Z]{5,30}", number) or (len(number) == 18 and not credit_code_valid(number))
        ):
            self.add_error(
                "identity_number", "统一社会信用代码应当是18位，这个代码不对，请核对；没有代码的，填写登记证书的号码。"
            )
        if "identity_number" in data:
            data["identity_number"] = number

    def _check_contact(self, data: dict[str, Any]) -> None:
        if data.get("way_wanted") == "邮寄" and not data.get("address"):
            self.add_error("address", "选择邮寄的，请填写通信地址和邮政编码。")
        elif data.get("way_wanted") == "电子邮件" and not data.get("email"):
            self.add_error("email", "选择电子邮件的，请填写电子邮箱。")
        elif not _any(data, "telephone", "email", "address"):
            self.add_error("telephone", "请至少填写一种联系方式：联系电话、电子邮箱或者通信地址（第二十九条）。")

    @property
    def who(self) -> Who:
        """The applicant."""
        data = self.cleaned_data
        person = data["kind"] == ApplicantKind.PERSON
        given = {name: data[name] for name in Who.__dataclass_fields__}
        return Who(**{**given, "identity_kind": data["identity_kind"] if person else CREDIT_CODE})

    @property
    def has_agent(self) -> bool:
        """Whether somebody else asks for the applicant; for a form that is not valid too."""
        return bool(str(self["agent"].value() or "").strip() or str(self["agent_contact"].value() or "").strip())

    @property
    def what(self) -> What:
        """What is asked for: its parts one below the other, and the first of them as its title."""
        data = self.cleaned_data
        parts = (("名称", "subject"), ("文号", "number"), ("其他特征", "features"))
        told = [f"{label}：{data[name].strip()}" for label, name in parts if data[name].strip()]
        title = data["subject"] or data["number"] or _shortened(data["features"])
        help_needed = "，".join((*data["help_kinds"], *filter(None, [data["help_how"]])))
        return What(
            title=title,
            description="\n".join(told),
            form_wanted=data["form_wanted"],
            way_wanted=data["way_wanted"],
            other_form=data["other_form"],
            help_needed=help_needed,
        )

    @property
    def asked(self) -> str:
        """The words by which likely items are looked for."""
        return " ".join(str(self.cleaned_data.get(name, "")) for name in ("subject", "number", "features")).strip()

    def told(self) -> list[tuple[str, str]]:
        """What was filled in, by name, to be looked over before it is sent."""
        found = []
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if isinstance(field, forms.BooleanField):
                found.append(("其他形式", "可以接受" if value else "不接受"))
            elif value:
                choices = dict(getattr(field, "choices", ()))
                shown = [choices.get(one, one) for one in (value if isinstance(value, list) else [value])]
                found.append((str(field.label), "，".join(str(one) for one in shown)))
        return found


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each checked as the services will."""

    widget = _Files

    def clean(self, data: Any, initial: Any = None) -> Sequence[UploadedFile]:
        uploads: list[UploadedFile] = list(data) if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not uploads:
            raise forms.ValidationError(self.error_messages["required"])
        problems = list(_problems(uploads))
        if len(uploads) > MOST_FILES:
            problems.append(f"最多上传{MOST_FILES}个文件，现在选了{len(uploads)}个，请合并后再传。")
        if problems:
            raise forms.ValidationError(problems)
        return uploads


class SendingForm(Labelled):
    """What goes with the form when it is sent: files, and the answer to the question that programs do not answer."""

    identity_files = FilesField(
        label="身份证明",
        required=False,
        help_text="身份证、营业执照等的照片或者扫描件。没有上传的，本机关可能通知您补正。",
    )
    authorisation_files = FilesField(
        label="授权委托书",
        required=False,
        help_text="申请人签名或者盖章，写明委托谁、办理什么；可以一并上传代理人的身份证明。",
    )
    other_files = FilesField(label="其他材料", required=False)
    answer = Line(label="验证问题的答案", max_length=10, widget=_input("off"))

    def __init__(self, *args: Any, agent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if agent:
            self.fields["authorisation_files"].required = True
            self.fields["authorisation_files"].error_messages["required"] = "由代理人提出的，请上传授权委托书。"
        else:
            del self.fields["authorisation_files"]


def _problems(uploads: Iterable[UploadedFile]) -> Iterable[str]:
    for upload in uploads:
        try:
            checked(upload, upload.name or "", upload.size or 0, files.MAX_BYTES)
        except RefusedUploadError as refused:
            yield str(refused)


def _any(data: dict[str, Any], *names: str) -> bool:
    return any(str(data.get(name) or "").strip() for name in names)


def _shortened(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"
