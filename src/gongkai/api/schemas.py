"""What the API gives and takes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import ConfigDict, StringConstraints, field_validator

from gongkai.publishing.exchange.checking import CONTROL
from gongkai.publishing.models import Item


class UnitRef(Schema):
    """A unit by its code."""

    code: str
    name: str


class AttachmentOut(Schema):
    """A file of an item."""

    name: str
    label: str = ""
    media_type: str
    size: int
    sha256: str
    url: str


class ItemOut(Schema):
    """A published item; what is unknown is left out. Of one that was withdrawn only its identity is told."""

    index_number: str
    title: str
    unit: UnitRef
    url: str
    state: Literal["published", "withdrawn"]
    published_at: datetime | None = None
    withdrawn_at: datetime | None = None
    issuing_body: str | None = None
    joint_issuers: list[str] | None = None
    document_number: str | None = None
    uniform_number: str | None = None
    formed_on: date | None = None
    changed_on: date | None = None
    node: str | None = None
    field_node: str | None = None
    subject: str | None = None
    genre: str | None = None
    carrier: str | None = None
    keywords: str | None = None
    summary: str | None = None
    audience: str | None = None
    open_until: date | None = None
    normative: bool | None = None
    validity: str | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    explains: str | None = Field(None, description="被解读文件的索引号")
    source: str | None = None
    editor: str | None = None
    body_html: str | None = None
    attachments: list[AttachmentOut] | None = None


class ItemsOut(Schema):
    """A page of items; `next` is the address of the page after it, left out at the end."""

    items: list[ItemOut]
    next: str | None = None


class HitsOut(ItemsOut):
    """A page of what a search found, the best first. `bounded`: there is more than was counted."""

    total: int
    bounded: bool


class UnitOut(UnitRef):
    """A unit, and where its government disclosure work is reached (Art. 12); what is unknown is left out."""

    short_name: str
    kind: str
    parent: str | None = None
    closed_on: date | None = None
    url: str
    office_name: str | None = None
    office_address: str | None = None
    office_hours: str | None = None
    telephone: str | None = None
    fax: str | None = None
    internet_contact: str | None = None
    postcode: str | None = None


class NodeOut(Schema):
    """A node of a unit's catalogue, and how many public items are filed under it itself."""

    id: str
    label: str
    parent: str | None
    items: int


class CatalogueOut(Schema):
    """The catalogue of a unit."""

    unit: UnitRef
    nodes: list[NodeOut]


class PushedOut(Schema):
    """Where a pushed item stands: `id` here, `external_id` in the system that pushed it."""

    id: int
    external_id: str
    title: str
    state: Literal["draft", "in_review", "sent_back", "scheduled", "published", "withdrawn"]
    public: bool
    step: str | None = Field(None, description="正在审核的环节")
    comments: list[str] = Field([], description="退回修改的意见")
    findings: list[str] = Field([], description="发布前检查中还没有处理的问题")
    attachments: list[str] = Field([], description="草稿的附件的文件名")
    due_on: date | None = Field(None, description="应当公开的最后一天")
    index_number: str | None = None
    url: str | None = None
    publish_at: datetime | None = None


class ErrorOut(Schema):
    """What is wrong with one field."""

    path: str
    message: str


class ProblemOut(Schema):
    """What went wrong, in Chinese."""

    title: str
    status: int
    detail: str
    errors: list[ErrorOut] = []


def _longest(name: str) -> Any:
    """Text as long as the item's field `name` takes."""
    return Annotated[str, StringConstraints(strip_whitespace=True, max_length=Item._meta.get_field(name).max_length)]


_Title, _Summary, _Keywords = _longest("title"), _longest("summary"), _longest("keywords")
_Number, _Body, _Word = _longest("document_number"), _longest("issuing_body"), _longest("node")
_Short, _Editor, _Reason = _longest("audience"), _longest("editor"), _longest("change_reason")
ExternalId = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Asked = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""Text in an address: no database holds anything with control characters, and PostgreSQL cannot even be asked."""


class PushIn(Schema):
    """A draft. Pushed again with the same `external_id` it takes the draft's place; it is never published without its reviews."""

    model_config = ConfigDict(extra="forbid")

    external_id: ExternalId = Field(description="来源系统中的编号，同一编号只建一条")  # type: ignore[valid-type]
    title: Annotated[_Title, Field(min_length=1)]  # type: ignore[valid-type]
    issuing_body: Annotated[_Body, Field(min_length=1)]  # type: ignore[valid-type]
    formed_on: date
    node: Annotated[_Word, Field(min_length=1, description="目录的代码或者名称，见/catalogue/{机构代码}")]  # type: ignore[valid-type]
    joint_issuers: list[_Body] = Field([], max_length=50)  # type: ignore[valid-type]
    document_number: _Number = ""  # type: ignore[valid-type]
    uniform_number: _Number = ""  # type: ignore[valid-type]
    changed_on: date | None = None
    field_node: _Word = ""  # type: ignore[valid-type]
    subject: _Word = ""  # type: ignore[valid-type]
    genre: _Word = ""  # type: ignore[valid-type]
    carrier: _Word = ""  # type: ignore[valid-type]
    keywords: _Keywords = ""  # type: ignore[valid-type]
    summary: _Summary = ""  # type: ignore[valid-type]
    openness: Literal["proactive", "on_request", "withheld"] = "proactive"
    ground: _Word = ""  # type: ignore[valid-type]
    provision: Annotated[str, StringConstraints(max_length=200)] = ""
    reassess_on: date | None = None
    audience: _Short = "全社会"  # type: ignore[valid-type]
    open_until: date | None = None
    normative: bool = False
    effective_on: date | None = None
    expires_on: date | None = None
    explains: str = Field("", max_length=64, description="被解读文件的索引号")
    source: _Body = ""  # type: ignore[valid-type]
    editor: _Editor = ""  # type: ignore[valid-type]
    body_html: str = Field("", max_length=5_000_000)
    publish_at: datetime | None = None
    change_reason: _Reason = Field("", description="修改已发布的信息时必填，会公开")  # type: ignore[valid-type]
    submit: bool = Field(False, description="存为草稿后提交审核")

    @field_validator("*")
    @classmethod
    def no_control_characters(cls, value: Any) -> Any:
        """Text that no database or page can hold is refused."""
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and (found := CONTROL.search(text)):
                raise ValueError(f"第{found.start() + 1}个字是不可见的控制字符，请删去。")
        return value
