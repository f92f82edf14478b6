"""A request, who made it, and how a unit's desk is set up for requests."""

from __future__ import annotations

from datetime import date

from django.db import models

from gongkai.statute import answers, receipt
from gongkai.units.access import units_of
from gongkai.units.models import Person, Unit
from gongkai.units.sealed import SealedField


class ApplicantKind(models.TextChoices):
    """The columns of table three."""

    PERSON = "person", "自然人"
    BUSINESS = "business", "商业企业"
    RESEARCH = "research", "科研机构"
    WELFARE = "welfare", "社会公益组织"
    LEGAL = "legal", "法律服务机构"
    OTHER = "other", "其他"


class Matter(models.TextChoices):
    """What is asked for. The correction of a record is handled as a request is, but has no statutory term, and no form counts it."""

    REQUEST = "request", "公开申请"
    RECORD = "record", "更正申请"


class State(models.TextChoices):
    """Where a request stands. Written by `services.clock.refresh` from the steps, never by hand."""

    ARRIVED = "arrived", "待确认收到"
    OPEN = "open", "办理中"
    CORRECTING = "correcting", "待申请人补正"
    PAYING = "paying", "待申请人缴费"
    SUBMITTED = "submitted", "待负责人审批"
    APPROVED = "approved", "待送达"
    CLOSED = "closed", "已办结"


class Desk(models.Model):
    """What a unit's letters and notices say of itself, and its habits. A unit without a row has the defaults."""

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="desk", verbose_name="机构")
    number_word = models.CharField(
        "发文代字", max_length=20, blank=True, help_text="答复文书的文号用字，例如：云教公开"
    )
    review_body = models.CharField(
        "复议机关",
        max_length=100,
        blank=True,
        help_text="一般按机构树得出，不用填写；上级政府不在机构树中，或者由上一级主管部门复议的（行政复议法第二十七条），写明全称。",
    )
    court = models.CharField(
        "管辖法院", max_length=60, blank=True, help_text="告知起诉权利时写明，一般是机关所在地的基层人民法院。"
    )
    court_open = models.BooleanField("有争议时也告知可以起诉", default=True)
    review_address = models.URLField("网上申请行政复议的地址", blank=True)
    correction_days = models.PositiveSmallIntegerField("补正期限（工作日）", default=15)
    payment_way = models.CharField("缴费方式", max_length=300, blank=True)
    complaint_days = models.PositiveSmallIntegerField(
        "投诉举报办理期限（工作日）", default=30, help_text="条例没有规定，由主管部门自定；从收到的次日起算。"
    )
    keep_years = models.PositiveSmallIntegerField(
        "个人信息保存年限", default=5, help_text="办结满这些年后，抹去申请人的个人信息，统计数字不变。"
    )

    class Meta:
        verbose_name = verbose_name_plural = "依申请公开设置"

    def __str__(self) -> str:
        return f"{self.unit.short_name}依申请公开设置"


class Applicant(models.Model):
    """Who asks, as the letter or form of one day has it. Identity and contact are sealed; `masked` is what lists show.

    `same` is the same for all requests of one applicant, as far as number or name tell, and tells nothing by itself. Who asks through an
    `agent` (代理人) stays the applicant; what goes out to the applicant is delivered to the agent.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="机构")
    kind = models.CharField("申请人类别", max_length=10, choices=ApplicantKind)
    masked = models.CharField("申请人", max_length=120)
    same = models.CharField(max_length=64, db_index=True, editable=False)
    name = SealedField("姓名或者名称")
    identity_kind = models.CharField("证件种类", max_length=30, blank=True)
    identity_number = SealedField("证件号码", blank=True)
    representative = SealedField("法定代表人", blank=True)
    contact = SealedField("联系人", blank=True)
    telephone = SealedField("联系电话", blank=True)
    address = SealedField("通信地址", blank=True)
    email = SealedField("电子邮箱", blank=True)
    agent = SealedField("代理人", blank=True)
    agent_contact = SealedField("代理人联系方式", blank=True)
    erased_at = models.DateTimeField("抹去时间", null=True, editable=False)

    PRIVATE = (
        "name",
        "identity_number",
        "representative",
        "contact",
        "telephone",
        "address",
        "email",
        "agent",
        "agent_contact",
    )
    """The fields that are sealed."""

    class Meta:
        verbose_name = verbose_name_plural = "申请人"

    def __str__(self) -> str:
        return self.masked


class CaseQuerySet(models.QuerySet["Case"]):
    """Requests, limited to what somebody may see."""

    def visible_to(self, person: Person, *roles: str) -> CaseQuerySet:
        """The requests of the units in which `person` handles, decides, counts or supervises requests."""
        return self.filter(unit__in=units_of(person, roles or READERS))

    def requests(self) -> CaseQuerySet:
        """Requests for information alone: what the terms bind and the forms count."""
        return self.filter(matter=Matter.REQUEST)

    def open(self) -> CaseQuerySet:
        """What is not closed."""
        return self.filter(state__in=[state for state in State if state != State.CLOSED])  # an index finds these


READERS = ("case_officer", "head", "statistician", "supervisor", "auditor")
"""The roles that see requests."""


class Case(models.Model):
    """A request for information, or for the correction of a record (`matter`), from its arrival to its answer.

    `received_on` is the day by Art. 31, unknown while receipt is to be confirmed. `due_on` and what follows are the clock's outcome, kept
    for lists; `services.clock.refresh` writes them. `closed_on`, `answer_kind` and `ground` are those of the first answer that ended
    it, which is the one that table three counts; a request that a review reopens is counted no second time.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cases", verbose_name="受理机构")
    matter = models.CharField("事由", max_length=8, choices=Matter, default=Matter.REQUEST)
    number = models.CharField("登记编号", max_length=60, unique=True)
    code = SealedField("查询码", editable=False)
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="cases", verbose_name="申请人")
    applicant_kind = models.CharField("申请人类别", max_length=10, choices=ApplicantKind)

    way = models.CharField(
        "提交方式", max_length=16, choices=[(each.id, each.label) for each in receipt.ways().values()]
    )
    arrived_on = models.DateField("到达日期")
    confirmed_on = models.DateField("确认日期", null=True, blank=True)
    received_on = models.DateField("收到申请日期", null=True, editable=False)

    title = models.CharField("申请内容摘要", max_length=200, help_text="不要写申请人的姓名、证件号码。")
    description = models.TextField("所需信息的名称、文号或者其他特征描述")
    form_wanted = models.CharField("信息的形式", max_length=20, blank=True)
    way_wanted = models.CharField("获取方式", max_length=20, blank=True)
    other_form = models.BooleanField("可以接受其他形式", default=True)
    help_needed = models.CharField(
        "需要的帮助", max_length=100, blank=True, help_text="阅读困难或者视听障碍（第四十三条）。"
    )

    officer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办人")
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="拆分自"
    )
    joined_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joined", verbose_name="合并办理于"
    )

    state = models.CharField("状态", max_length=12, choices=State, default=State.ARRIVED, editable=False)
    due_on = models.DateField("答复期限", null=True, editable=False)
    due_provisional = models.BooleanField("暂定", default=False, editable=False)
    waiting_until = models.DateField("等待至", null=True, editable=False)
    extended = models.BooleanField("已延期", default=False, editable=False)
    late = models.BooleanField("逾期答复", null=True, editable=False)
    closed_on = models.DateField("办结日期", null=True, editable=False)
    answer_kind = models.CharField(
        "答复类型",
        max_length=24,
        blank=True,
        editable=False,
        choices=[(each.id, each.label) for each in answers.kinds().values()],
    )
    ground = models.CharField("不予公开的依据", max_length=40, blank=True, editable=False)
    reopened_on = models.DateField("重新办理日期", null=True, editable=False)

    created_at = models.DateTimeField("登记时间", auto_now_add=True)
    created_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="登记人"
    )
    origin = models.CharField("来自", max_length=12, default="workbench", editable=False)
    origin_id = models.CharField("来源系统中的编号", max_length=100, blank=True, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公开申请"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["unit", "state", "due_on"], name="case_board"),
            models.Index(fields=["unit", "received_on"], name="case_received"),
            models.Index(fields=["unit", "closed_on"], name="case_closed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on=None) | models.Q(received_on__lte=models.F("closed_on")),
                name="case_closed_after_receipt",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on=None, answer_kind="")
                | (models.Q(closed_on__isnull=False) & ~models.Q(answer_kind="")),
                name="case_closed_by_an_answer",
            ),
            models.UniqueConstraint(
                fields=["unit", "origin", "origin_id"], name="case_origin_once", condition=~models.Q(origin_id="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def start(self) -> date:
        """The day from which the clock tells: of receipt, or of the reopening; `ValueError` while receipt is not confirmed."""
        if self.received_on is None:
            raise ValueError(f"receipt of {self.number} is not confirmed: it has no clock yet")
        return self.reopened_on or self.received_on


class Serial(models.Model):
    """The last number that a unit gave out in a year, for requests ("case") or letters ("letter")."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    series = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "series", "year"], name="case_serial_once")]
