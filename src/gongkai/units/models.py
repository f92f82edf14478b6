"""Public bodies, the people who work in them, and calendars of working days."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet


class Kind(models.TextChoices):
    """What kind of public body a unit is; the ids are those of `statute.catalogue.nodes_for`."""

    PROVINCE = "province", "省级人民政府"
    CITY = "city", "市级人民政府"
    COUNTY = "county", "县级人民政府"
    TOWNSHIP = "township", "乡镇人民政府"
    STREET = "street", "街道办事处"
    DEPARTMENT = "department", "政府部门"
    AUTHORISED = "authorised", "法律、法规授权的组织"


class UnitQuerySet(MP_NodeQuerySet):
    """Units, in the order of the tree."""

    def open(self) -> UnitQuerySet:
        """Units that have not been closed."""
        return self.filter(closed_on=None)


class UnitManager(MP_NodeManager.from_queryset(UnitQuerySet)):  # type: ignore[misc]
    """Gives unit query sets, where treebeard's manager would give its own."""

    def get_queryset(self) -> UnitQuerySet:
        return UnitQuerySet(self.model, using=self._db).order_by("path")


class Unit(MP_Node):
    """A public body. Its parent in the tree is the government (or department) that it belongs to.

    `code` stands in addresses and never changes. `front` is the organisation code (9 characters) or credit code (18) with which its
    index numbers begin. The contact facts are those that Art. 12 demands of the guide; a blank one is unknown, and the guide says so.
    """

    code = models.SlugField("机构代码", max_length=40, unique=True, help_text="用于网址，启用后不要更改。")
    name = models.CharField("全称", max_length=100)
    short_name = models.CharField("简称", max_length=40)
    kind = models.CharField("类别", max_length=12, choices=Kind)
    front = models.CharField(
        "索引号前段",
        max_length=18,
        validators=[
            RegexValidator(
                r"^[0-9A-Z]{9}$|^[0-9A-Z]{18}$", "应当是9位组织机构代码（去掉连字符）或18位统一社会信用代码。"
            )
        ],
        help_text="9位组织机构代码（去掉连字符）或18位统一社会信用代码。",
    )
    supervised_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supervises", verbose_name="主管部门"
    )
    office_name = models.CharField("工作机构名称", max_length=100, blank=True)
    office_address = models.CharField("办公地址", max_length=200, blank=True)
    office_hours = models.CharField("办公时间", max_length=200, blank=True)
    telephone = models.CharField("联系电话", max_length=60, blank=True)
    fax = models.CharField("传真号码", max_length=60, blank=True)
    internet_contact = models.CharField(
        "互联网联系方式", max_length=200, blank=True, help_text="电子邮箱或者网上受理地址。"
    )
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    guide_text = models.TextField(
        "指南补充说明", blank=True, help_text="指南中的联系方式等由上面各项自动写成，这里只写补充的话。"
    )
    facts_changed_on = models.DateField("指南内容更新日期", null=True, blank=True, editable=False)
    opened_on = models.DateField("设立日期", null=True, blank=True)
    closed_on = models.DateField("撤销日期", null=True, blank=True)
    succeeded_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="succeeds",
        verbose_name="承接机关",
        help_text="撤销以后由哪个机关承接它的职责；没有或者还不清楚的不填。",
    )

    node_order_by = None
    objects = UnitManager()

    FACTS = (
        "office_name",
        "office_address",
        "office_hours",
        "telephone",
        "fax",
        "internet_contact",
        "postcode",
        "guide_text",
    )
    """What the guide is composed of."""

    class Meta:
        verbose_name = verbose_name_plural = "机构"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/u/{self.code}/"

    def name_on(self, day: date) -> str:
        """The name that it had at the end of `day`, as far as its former names tell."""
        later = self.former_names.filter(until__gt=day).order_by("until").first()
        return later.name if later else self.name

    @property
    def missing_facts(self) -> list[str]:
        """The contact facts of Art. 12 that are unknown, by their Chinese names."""
        needed = ("office_name", "office_address", "office_hours", "telephone", "fax", "internet_contact")
        return [str(self._meta.get_field(name).verbose_name) for name in needed if not getattr(self, name)]

    def clean(self) -> None:
        super().clean()
        if self.opened_on and self.closed_on and self.closed_on < self.opened_on:
            raise ValidationError({"closed_on": "撤销日期早于设立日期，请核对。"})
        if self.succeeded_by and (self.closed_on is None or self.succeeded_by == self):
            raise ValidationError({"succeeded_by": "只有撤销的机构才填承接机关，承接的应当是另一个机关。"})


class FormerName(models.Model):
    """A name that a unit once had, until the day `until`: it is found, and known in what comes in, by it; never shown as its own."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="former_names", verbose_name="机构")
    name = models.CharField("曾用名", max_length=100)
    until = models.DateField("使用至", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "曾用名"
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="former_name_once")]

    def __str__(self) -> str:
        return self.name


class Person(AbstractUser):
    """Somebody who works in the workbench. What they may do follows from their roles alone; nobody is above the review chain.

    People are disabled (`is_active`), never deleted: signatures keep their name.
    """

    last_name = ""
    name = models.CharField("姓名", max_length=50)
    telephone = models.CharField("办公电话", max_length=60, blank=True)
    no_mail = models.BooleanField("不发邮件", default=False, help_text="勾选后，到期提醒只在工作台显示，不发到邮箱。")

    objects = UserManager()
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = verbose_name_plural = "人员"
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="nobody_above_the_review_chain"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """What Wagtail calls a person by."""
        return self.name

    def get_full_name(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ValidationError("人员不能删除，只能停用：审核签名要保留姓名。")


class Role(models.TextChoices):
    """What a person is in a unit."""

    AUTHOR = "author", "拟稿人"
    FIRST_REVIEWER = "first_reviewer", "初审人"
    SECOND_REVIEWER = "second_reviewer", "复审人"
    SECRECY_REVIEWER = "secrecy_reviewer", "保密审查人"
    FINAL_REVIEWER = "final_reviewer", "终审人"
    CASE_OFFICER = "case_officer", "依申请公开承办人"
    OFFICE_HEAD = "office_head", "信息公开机构负责人"
    HEAD = "head", "机构负责人"
    STATISTICIAN = "statistician", "统计员"
    SUPERVISOR = "supervisor", "监督员（含下级）"
    AUDITOR = "auditor", "审计员（含下级）"
    ADMINISTRATOR = "administrator", "管理员（含下级）"


class Post(models.Model):
    """A person's role in a unit. Who may do what is asked of these rows alone: see `access`."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts", verbose_name="人员")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="posts", verbose_name="机构")
    role = models.CharField("角色", max_length=20, choices=Role)

    class Meta:
        verbose_name = verbose_name_plural = "角色"
        constraints = [models.UniqueConstraint(fields=["person", "unit", "role"], name="post_once")]

    def __str__(self) -> str:
        return f"{self.person}：{self.unit.short_name}{self.get_role_display()}"


class Calendar(models.Model):
    """The working-day calendar of a year, as the State Council's notice sets it: entered by an administrator once it is out."""

    year = models.PositiveSmallIntegerField("年份", unique=True)
    notice = models.CharField(
        "依据的通知",
        max_length=200,
        help_text="通知的名称和文号，例如：国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕×号）",
    )
    off = models.JSONField(
        "放假日", default=list, help_text="每行一天或者一段，例如：2027-01-01 或 2027-02-05至2027-02-12"
    )
    worked = models.JSONField("调休上班日", default=list, blank=True)
    added_at = models.DateTimeField("录入时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "工作日历"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.year}年"

    @property
    def days_off(self) -> frozenset[date]:
        """The days off, weekdays and weekend days alike."""
        return frozenset(date.fromisoformat(day) for day in self.off)

    @property
    def days_worked(self) -> frozenset[date]:
        """Saturdays and Sundays that are worked."""
        return frozenset(date.fromisoformat(day) for day in self.worked)


class Mail(models.Model):
    """The mail to somebody of a day: at most one, sent once. `marks` is what whoever composed it wants to know for the next one."""

    class State(models.TextChoices):
        WAITING = "waiting", "等待发送"
        SENDING = "sending", "正在发送"
        SENT = "sent", "已发送"
        FAILED = "failed", "发送失败"

    person = models.ForeignKey(Person, models.CASCADE, related_name="mails", verbose_name="收件人")
    on = models.DateField("日期")
    subject = models.CharField("主题", max_length=200)
    text = models.TextField("正文")
    marks = models.JSONField("标记", default=dict)
    state = models.CharField("状态", max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("已试次数", default=0)
    next_at = models.DateTimeField("下次发送")
    error = models.CharField("原因", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "邮件"
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["next_at"], name="mail_waiting", condition=models.Q(state="waiting"))]
        constraints = [models.UniqueConstraint(fields=["person", "on"], name="mail_once_a_day")]

    def __str__(self) -> str:
        return f"{self.on} {self.subject}"
