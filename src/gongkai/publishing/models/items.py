"""One piece of government information, with the data elements of the catalogue (law/platform.md §6) as its fields."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.urls import reverse
from django.utils.timezone import localdate
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    TaskState,
    WorkflowMixin,
)

from gongkai.publishing.models.blocks import TABLE_OPTIONS, ImportedBlock, TextBlock
from gongkai.statute.terms import begins
from gongkai.units.access import units_of
from gongkai.units.models import Person, Unit


class Openness(models.TextChoices):
    """公开属性; the ids are those of `statute.openness`."""

    PROACTIVE = "proactive", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class Validity(models.TextChoices):
    """有效性."""

    VALID = "valid", "有效"
    AMENDED = "amended", "已修改"
    EXPIRED = "expired", "失效"
    REPEALED = "repealed", "废止"


_PUBLIC = models.Q(live=True, openness="proactive")
_NEWEST = ["-first_published_at", "-id", "live", "openness"]


class ItemQuerySet(models.QuerySet["Item"]):
    """Items, limited to what somebody may see."""

    def public(self) -> ItemQuerySet:
        """What everybody may read: published and open to the public."""
        return self.filter(live=True, openness=Openness.PROACTIVE)

    def with_address(self) -> ItemQuerySet:
        """What has a page on the portal: the public ones, and the tombstones of those that were withdrawn."""
        return self.filter(models.Q(live=True) | models.Q(withdrawn_at__isnull=False), openness=Openness.PROACTIVE)

    def visible_to(self, person: Person) -> ItemQuerySet:
        """What `person` may see in the workbench: everything of the units in which they have a role."""
        return self.filter(unit__in=units_of(person))


class Item(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel):
    """One piece of government information, whoever reads it and on however many channels it goes out.

    `live` says whether it is published; `first_published_at` when it was (imported items: when it was elsewhere). The fields hold what
    is public; what is being edited lies in the latest revision. A blank field is unknown or does not apply, never zero.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="items", verbose_name="发布机构")
    index_number = models.CharField(
        "索引号", max_length=64, unique=True, null=True, blank=True, editable=False, help_text="发布时按规则自动编制。"
    )
    title = models.CharField("名称", max_length=300)
    summary = models.CharField("内容概述", max_length=500, blank=True, help_text="一般不超过100字。")
    keywords = models.CharField("关键词", max_length=200, blank=True, help_text="用空格或者逗号隔开。")
    document_number = models.CharField("文号", max_length=80, blank=True, help_text="例如：云政办发〔2026〕9号")
    uniform_number = models.CharField("统一编号", max_length=80, blank=True, help_text="行政规范性文件的统一登记编号。")
    issuing_body = models.CharField(
        "发文机关（牵头）", max_length=100, help_text="联合发文的，填主办机关；其他机关填在“联合发文机关”中。"
    )
    formed_on = models.DateField("成文日期", null=True, help_text="签发的日期；公开时限从这一天起算。")
    changed_on = models.DateField(
        "变更日期", null=True, blank=True, help_text="信息内容发生变更的，时限从变更之日起算。"
    )

    node = models.CharField("目录", max_length=60, help_text="《条例》第二十条、第二十一条的事项。")
    field_node = models.CharField(
        "基层公开领域", max_length=60, blank=True, help_text="属于基层政务公开标准目录的，选择事项。"
    )
    subject = models.CharField("主题分类", max_length=40, blank=True)
    genre = models.CharField("体裁", max_length=20, blank=True)
    carrier = models.CharField("载体", max_length=20, blank=True)

    openness = models.CharField("公开属性", max_length=12, choices=Openness, default=Openness.PROACTIVE)
    ground = models.CharField("不予公开的依据", max_length=40, blank=True)
    provision = models.CharField(
        "具体条款", max_length=200, blank=True, help_text="依据法律、行政法规不予公开的，写明名称和条款。"
    )
    reassess_on = models.DateField(
        "重新评估日期", null=True, blank=True, help_text="不予公开的信息应当定期评估（第十八条）。"
    )
    audience = models.CharField("公开对象", max_length=60, default="全社会")
    open_until = models.DateField(
        "公开期限", null=True, blank=True, help_text="限时公开的，填最后一天；长期公开的留空。"
    )

    normative = models.BooleanField("行政规范性文件", default=False)
    validity = models.CharField("有效性", max_length=10, choices=Validity, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)

    body = StreamField(
        [
            ("text", TextBlock()),
            ("table", TableBlock(label="表格", table_options=TABLE_OPTIONS)),
            ("imported", ImportedBlock()),
        ],
        verbose_name="正文",
        blank=True,
    )
    explains = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="explainers", verbose_name="解读的文件"
    )
    source = models.CharField("来源", max_length=100, blank=True)
    editor = models.CharField("责任编辑", max_length=50, blank=True)
    publish_at = models.DateTimeField(
        "定时发布", null=True, blank=True, help_text="审核通过后到这个时间才发布；留空则审核通过即发布。"
    )
    change_reason = models.CharField(
        "修改原因", max_length=200, blank=True, help_text="修改已发布的信息时必填，将在页面的变更记录中公开。"
    )

    due_on = models.DateField("应当公开日期", null=True, editable=False)
    due_provisional = models.BooleanField("暂定", default=False, editable=False)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, editable=False)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)
    created_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="登记人"
    )
    origin = models.CharField("来自", max_length=12, default="workbench", editable=False)
    origin_id = models.CharField("来源系统中的编号", max_length=100, blank=True, editable=False)

    objects = models.Manager.from_queryset(ItemQuerySet)()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = "政府信息"
        indexes = [
            # What is public, newest first. The last two columns let SQLite answer from the index alone, whose planner does not
            # see that the condition implies them; `live` before the dates would be of no use to it: Django asks for it bare.
            models.Index(fields=_NEWEST, name="item_public", condition=_PUBLIC),
            models.Index(fields=["unit", *_NEWEST], name="item_public_unit", condition=_PUBLIC),
            models.Index(fields=["unit", "node", *_NEWEST], name="item_public_node", condition=_PUBLIC),
            models.Index(
                fields=["unit", "field_node", *_NEWEST],
                name="item_public_field",
                condition=_PUBLIC & ~models.Q(field_node=""),
            ),
            models.Index(fields=["unit", "live", "due_on"], name="item_due"),
            models.Index(fields=["document_number"], name="item_document_number"),
            models.Index(fields=["unit", "formed_on"], name="item_normative", condition=models.Q(normative=True)),
            models.Index(fields=["unit", "-created_at"], name="item_drafts", condition=models.Q(live=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "origin", "origin_id"], name="item_origin_once", condition=~models.Q(origin_id="")
            ),
            models.CheckConstraint(
                condition=models.Q(live=False) | models.Q(index_number__isnull=False), name="item_live_has_index_number"
            ),
            models.CheckConstraint(
                condition=models.Q(live=False) | models.Q(formed_on__isnull=False), name="item_live_has_date"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str | None:
        """The item's address on the portal; `None` until its first publication."""
        return reverse("item", args=[self.index_number]) if self.index_number else None

    def get_workflow(self) -> Any:
        """The review chain of the item's unit."""
        from gongkai.publishing.services.chain import workflow_of

        return workflow_of(self.unit)

    KEPT = ("index_number", "unit_id", "withdrawn_at", "created_at", "created_by_id", "origin", "origin_id", "validity")
    """What a version never brings back: it stays as it is in the record."""

    def with_content_json(self, content: Any) -> Item:
        version: Item = super().with_content_json(content)
        for name in self.KEPT:
            setattr(version, name, getattr(self, name))
        return version

    def save(self, *args: Any, **kwargs: Any) -> None:
        from gongkai.publishing.services.clock import set_due

        if self.normative and not self.validity:
            self.validity = Validity.VALID
        set_due(self)
        super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail's; but a version that was in review is never written over: signatures are for exactly its text."""
        version = kwargs.get("overwrite_revision")
        if version is not None and TaskState.objects.filter(revision=version).exists():
            raise PermissionDenied("这个版本已经提交过审核，不能再改写，请刷新页面后修改。")
        return super().save_revision(*args, **kwargs)

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it; what is in force and not open to everybody is `live` too."""
        return bool(self.live) and self.openness == Openness.PROACTIVE

    @property
    def clock_from(self) -> date | None:
        """The day from which the publication term runs (Art. 26)."""
        return begins(self.formed_on, self.changed_on, self.first_published_at and localdate(self.first_published_at))

    def is_previewable(self) -> bool:
        return bool(self.preview_modes)

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "portal/item.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        from django.utils.module_loading import import_string

        return import_string("gongkai.portal.pages.item_context")(
            self, preview=True
        )  # portal stands above: by name only

    def clean(self) -> None:
        super().clean()
        problems: dict[str, str] = {}
        if self.expires_on and self.effective_on and self.expires_on < self.effective_on:
            problems["expires_on"] = "“有效期至”早于施行日期，请核对。"
        if self.changed_on and self.formed_on and self.changed_on < self.formed_on:
            problems["changed_on"] = "变更日期早于成文日期，请核对。"
        if self.explains_id and self.explains_id == self.pk:
            problems["explains"] = "解读材料不能解读自己。"
        if problems:
            raise ValidationError(problems)


class JointIssuer(Orderable):
    """A further body that issued the item together with the lead; `unit` where it is one of ours."""

    item = ParentalKey(Item, on_delete=models.CASCADE, related_name="joint_issuers")
    name = models.CharField("机关名称", max_length=100)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="本平台机构")

    class Meta(Orderable.Meta):
        verbose_name = verbose_name_plural = "联合发文机关"

    def __str__(self) -> str:
        return self.name
