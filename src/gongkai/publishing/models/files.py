"""Files: what was uploaded, and which items carry it."""

from __future__ import annotations

import uuid
from pathlib import PurePosixPath

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from gongkai.publishing.models.items import Item
from gongkai.units.access import units_of
from gongkai.units.models import Person, Unit


def _place(file: File, name: str) -> str:
    """Where a file is kept: under a name of our own, so that nothing of the uploaded name reaches the disk but its ending."""
    number = uuid.uuid4().hex
    return f"{number[:2]}/{number}{PurePosixPath(name).suffix.lower()[:10]}"


class FileQuerySet(models.QuerySet["File"]):
    """Files, limited to what somebody may see."""

    def public(self) -> FileQuerySet:
        """Files that a published, open item carries."""
        return self.filter(models.Exists(Item.objects.public().filter(attachments__file=models.OuterRef("pk"))))

    def visible_to(self, person: Person) -> FileQuerySet:
        """Files of the units in which `person` has a role."""
        return self.filter(unit__in=units_of(person))


class File(models.Model):
    """An uploaded file. Its content never changes: a new edition is a new file. Made by `services.files.store` alone."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="机构")
    name = models.CharField("文件名", max_length=200)
    content = models.FileField("文件", upload_to=_place, max_length=100)
    media_type = models.CharField("类型", max_length=100, editable=False)
    size = models.PositiveBigIntegerField("大小（字节）", editable=False)
    sha256 = models.CharField("校验值", max_length=64, editable=False)
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)
    uploaded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="上传人"
    )

    objects = FileQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文件"
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("file", args=[self.pk, self.name])


class Attachment(Orderable):
    """A file that an item carries, in the order in which they are shown."""

    item = ParentalKey(Item, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey(File, models.PROTECT, related_name="attachments", verbose_name="文件")
    label = models.CharField("名称", max_length=200, blank=True, help_text="留空则显示文件名。")

    class Meta(Orderable.Meta):
        verbose_name = verbose_name_plural = "附件"

    def __str__(self) -> str:
        return self.label or self.file.name
