"""The form in which a clerk writes an item: its fields in the order in which one thinks of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
)

from gongkai.publishing.models import Item
from gongkai.units.access import units_of
from gongkai.units.models import Role, Unit
from gongkai.workbench import choices
from gongkai.workbench.files import choosable, file_chooser
from gongkai.workbench.item_chooser import citable


class ItemForm(WagtailAdminModelForm):
    """An item; a draft needs no more than its unit and a title. Only what the person may choose is offered, and nothing else is taken."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="发布机构", empty_label=None)
    issuing_body = forms.CharField(
        label="发文机关（牵头）",
        max_length=100,
        required=False,
        help_text="留空即为发布机构的全称。联合发文的，填主办机关。",
    )
    node = forms.ChoiceField(
        label="目录",
        help_text="《条例》第二十条、第二十一条的事项；公开时限随目录确定。",
        widget=forms.Select({"data-gk-find": "输入几个字查找目录，例如：食品"}),
    )
    field_node = forms.ChoiceField(
        label="基层公开领域",
        required=False,
        help_text="属于基层政务公开标准目录的，选择事项。",
        widget=forms.Select({"data-gk-find": "输入几个字查找事项，例如：低保"}),
    )
    subject = forms.ChoiceField(label="主题分类", required=False)
    genre = forms.ChoiceField(label="体裁", required=False)
    carrier = forms.ChoiceField(label="载体", required=False)
    ground = forms.ChoiceField(label="不予公开的依据", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item: Item = self.instance
        units = units_of(self.for_user, {Role.AUTHOR}).open()
        unit = self.fields["unit"]
        if _settled(item):
            unit.queryset, unit.disabled = Unit.objects.filter(pk=item.unit_id), True
        else:
            unit.queryset = units | Unit.objects.filter(pk=item.unit_id) if item.unit_id else units
            unit.initial = unit.initial or units.first()
        writing = list(unit.queryset)
        self.fields["node"].choices = choices.node_choices(writing, item.node)
        self.fields["field_node"].choices = choices.field_choices(writing, item.field_node)
        self.fields["ground"].choices = choices.ground_choices()
        for name in ("subject", "genre", "carrier"):
            self.fields[name].choices = choices.word_choices(f"{name}s")
        self._explained, self._attached = item.explains_id, {each.file_id for each in item.attachments.all()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("issuing_body") and cleaned.get("unit"):
            cleaned["issuing_body"] = cleaned["unit"].name
        return cleaned

    def save(self, commit: bool = True) -> Item:
        """The record itself changes only while nobody can see it: a public item's, or a tombstone's, new text is a version only."""
        hidden = not (self.instance.live or self.instance.withdrawn_at)
        return super().save(commit=commit and hidden)

    def is_valid(self) -> bool:
        valid = super().is_valid()
        self._refuse_foreign()
        return valid

    def _refuse_foreign(self) -> None:
        """A number of another unit's file or draft that was written into the form by hand must not even show its name."""
        explained = getattr(self, "cleaned_data", {}).get("explains")
        if (
            explained
            and explained.pk != self._explained
            and not citable(self.for_user).filter(pk=explained.pk).exists()
        ):
            raise PermissionDenied("不能选择别的机构没有公开的信息。")
        chosen = {
            form.cleaned_data["file"].pk
            for form in self.formsets["attachments"].forms
            if getattr(form, "cleaned_data", None) and form.cleaned_data.get("file")
        } - self._attached
        if chosen - set(choosable(self.for_user).filter(pk__in=chosen).values_list("pk", flat=True)):
            raise PermissionDenied("不能选择别的机构的文件。")


def _settled(item: Item) -> bool:
    """Whether the unit of `item` can no longer be another: it was in review or public under it."""
    return bool(item.pk) and (bool(item.index_number) or item.workflow_states.exists())


class WhenPublic(FieldPanel):
    """A field that is asked for only once the item is public."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.instance.live) and super().is_shown()


PANELS = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("unit"),
                FieldPanel("title", required_on_save=True),
                FieldRowPanel([FieldPanel("node"), FieldPanel("formed_on")]),
                FieldRowPanel([FieldPanel("document_number"), FieldPanel("issuing_body")]),
                FieldPanel("summary", widget=forms.Textarea(attrs={"rows": 2})),
            ],
            heading="基本信息",
            icon="doc-full",
        ),
        FieldPanel("body", heading="正文", icon="pilcrow"),
        MultipleChooserPanel(
            "attachments",
            chooser_field_name="file",
            heading="附件",
            label="附件",
            panels=[FieldPanel("file", widget=file_chooser.widget_class), FieldPanel("label")],
            icon="doc-full-inverse",
        ),
        WhenPublic("change_reason", heading="修改原因", icon="edit"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("genre"), FieldPanel("subject")]),
                FieldRowPanel([FieldPanel("field_node"), FieldPanel("carrier")]),
                FieldPanel("keywords"),
                FieldPanel("normative"),
                FieldRowPanel([FieldPanel("effective_on"), FieldPanel("expires_on")]),
                FieldPanel("uniform_number"),
                FieldPanel("explains"),
                FieldRowPanel([FieldPanel("source"), FieldPanel("editor")]),
            ],
            heading="分类和规范性文件（选填）",
            icon="tag",
            classname="collapsed",
        ),
        InlinePanel(
            "joint_issuers",
            heading="联合发文机关（选填）",
            label="联合发文机关",
            panels=[FieldPanel("name")],
            icon="group",
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldPanel("openness"),
                FieldRowPanel([FieldPanel("ground"), FieldPanel("reassess_on")]),
                FieldPanel("provision"),
                FieldRowPanel([FieldPanel("audience"), FieldPanel("open_until")]),
            ],
            heading="公开属性",
            icon="view",
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel("publish_at"), FieldPanel("changed_on")],
            heading="发布时间和时限（选填）",
            icon="calendar-alt",
            classname="collapsed",
        ),
    ],
    base_form_class=ItemForm,
)
"""The editor's panels, the necessary ones open."""
