"""The review chain: its steps as Wagtail tasks, the findings of the guard, the words that it looks for."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import functions
from wagtail.models import Task, TaskState, Workflow

from gongkai.publishing.models.items import Item
from gongkai.units.access import units_of
from gongkai.units.models import Person, Role, Unit


class ReviewTask(Task):
    """One step of the chain: whoever holds `role` in the item's unit signs it, but never who wrote or submitted the item.

    While the chain runs nobody edits: a reviewer sends back with comments, and each step is about one and the same text.
    """

    class Step(models.TextChoices):
        FIRST = "first", "初审"
        SECOND = "second", "复审"
        SECRECY = "secrecy", "保密审查"
        FINAL = "final", "终审"

    ROLES = {
        Step.FIRST: Role.FIRST_REVIEWER,
        Step.SECOND: Role.SECOND_REVIEWER,
        Step.SECRECY: Role.SECRECY_REVIEWER,
        Step.FINAL: Role.FINAL_REVIEWER,
    }
    step = models.CharField("环节", max_length=10, choices=Step, unique=True)
    admin_form_fields = [*Task.admin_form_fields, "step"]

    class Meta:
        verbose_name = verbose_name_plural = "审核环节"

    @property
    def role(self) -> str:
        """The role that signs this step."""
        return self.ROLES[self.Step(self.step)]

    def user_may_sign(self, item: Item, person: Person) -> bool:
        """Whether `person` signs this step for `item`: holds the role there and has no part in the text."""
        if not units_of(person, {self.role}).filter(pk=item.unit_id).exists():
            return False
        state = item.current_workflow_state
        return person.pk not in writers_of(item) | ({state.requested_by_id} if state else set())

    def user_can_access_editor(self, obj: Item, user: Person) -> bool:
        return self.user_may_sign(obj, user)

    def locked_for_user(self, obj: Item, user: Person) -> bool:
        return True

    def get_actions(self, obj: Item, user: Person) -> list[tuple[str, str, bool]]:
        if not self.user_may_sign(obj, user):
            return []
        return [("reject", "退回修改", True), ("approve", f"{self.get_step_display()}同意", True)]

    def get_form_for_action(self, action: str) -> Any:
        from gongkai.publishing.forms import OpinionForm, SendBackForm

        return OpinionForm if action == "approve" else SendBackForm

    def on_action(self, task_state: TaskState, user: Person, action_name: str, **kwargs: Any) -> None:
        from gongkai.publishing.services.chain import sign

        sign(task_state, by=user, action=action_name, opinion=kwargs.get("comment", ""))

    def get_task_states_user_can_moderate(self, user: Person, **kwargs: Any) -> Any:
        """The open steps of this kind in the units where `user` holds the role."""
        items = Item.objects.filter(unit__in=units_of(user, {self.role}))
        number = functions.Cast("workflow_state__object_id", models.BigIntegerField())
        open_states = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).annotate(item_pk=number)
        return open_states.filter(item_pk__in=items.values("pk"))


class UnitChain(models.Model):
    """Which review chain a unit follows. A unit without a row follows that of the next above it that has one, else the full one."""

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="chain", verbose_name="机构")
    workflow = models.ForeignKey(Workflow, models.PROTECT, related_name="+", verbose_name="审核程序")

    class Meta:
        verbose_name = verbose_name_plural = "审核程序"


class Finding(models.Model):
    """Something that the guard found in an item before it was submitted. It blocks until it is gone or somebody gives a reason."""

    class State(models.TextChoices):
        OPEN = "open", "待处理"
        CLEARED = "cleared", "已消除"
        OVERRIDDEN = "overridden", "说明理由后放行"

    item = models.ForeignKey(Item, models.CASCADE, related_name="findings", verbose_name="信息")
    rule = models.CharField("规则", max_length=40)
    severity = models.CharField("程度", max_length=8)
    place = models.CharField("位置", max_length=200)
    quote = models.CharField("内容（已遮盖）", max_length=300, blank=True)
    message = models.CharField("问题", max_length=300)
    advice = models.CharField("建议", max_length=300, blank=True)
    article = models.CharField("依据", max_length=40, blank=True)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    reason = models.CharField("理由", max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="处理人")
    found_at = models.DateTimeField("发现时间", auto_now_add=True)
    settled_at = models.DateTimeField("处理时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "发布前检查"
        ordering = ["state", "severity", "id"]
        constraints = [models.UniqueConstraint(fields=["item", "fingerprint"], name="finding_once")]

    @property
    def blocks(self) -> bool:
        """Whether the item cannot be submitted because of it."""
        return self.state == self.State.OPEN and self.severity in ("error", "warning")


class Word(models.Model):
    """A misspelling or a wrong title that the guard looks for; the list is edited in the workbench."""

    wrong = models.CharField("错误写法", max_length=60, unique=True)
    right = models.CharField("正确写法", max_length=60, blank=True)
    kind = models.CharField("类别", max_length=20, default="错别字")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "词表"
        ordering = ["wrong"]

    def __str__(self) -> str:
        return self.wrong


def writers_of(item: Item) -> set[int]:
    """The ids of those who wrote the text now under review: who registered the item and who saved a version since it was last public."""
    revisions = item.revisions.all()
    if item.live_revision_id:
        revisions = revisions.filter(pk__gt=item.live_revision_id)
    writers = set(revisions.values_list("user_id", flat=True))
    if not item.live:
        writers.add(item.created_by_id)
    return writers - {None}
