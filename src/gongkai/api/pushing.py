"""Pushing documents from another system as drafts, and asking where they stand: with a token of the unit."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest
from ninja import Field, Path
from ninja.responses import Status

from gongkai.api import drafts, schemas
from gongkai.api.access import PUSHING, TokenAuth
from gongkai.api.models import Scope, Token
from gongkai.api.problems import Refused
from gongkai.api.router import router
from gongkai.api.states import state_of
from gongkai.publishing.models import Item, ItemQuerySet
from gongkai.publishing.services import files
from gongkai.untrusted.uploads import MEDIA_TYPES, safe_name

_push_only, _read_or_push = TokenAuth(Scope.PUSH), TokenAuth(Scope.READ, Scope.PUSH)
_CHUNK = 1 << 20


@router.post(
    "/items",
    auth=_push_only,
    response={200: schemas.PushedOut, 201: schemas.PushedOut},
    exclude_none=True,
    throttle=PUSHING,
    tags=["推送"],
    summary="推送草稿，需要时提交审核",
    description="按external_id新建一份草稿（201），或者用新内容替换同一编号的草稿（200）；内容相同的再推送一次没有变化，"
    "超时后可以放心重发。submit为true的，存为草稿后提交审核；发布前检查有发现的回答422，草稿照样保存。"
    f"正在审核的不能修改（409）。已经发布的，修改要写change_reason，并重新审核。{_push_only}",
)
def push(request: HttpRequest, given: schemas.PushIn) -> Any:
    """Makes a draft, or changes the one with the same `external_id`; the same again changes nothing. With `submit` it goes to review."""
    token = request.auth  # type: ignore[attr-defined]
    item, new = drafts.push(token, given)
    if given.submit:
        drafts.submit(token, item)
        item = Item.objects.get(pk=item.pk)
    return Status(201 if new else 200, state_of(item))


@router.post(
    "/items/{int:id}/attachments",
    auth=_push_only,
    response={200: schemas.PushedOut, 201: schemas.PushedOut},
    exclude_none=True,
    throttle=PUSHING,
    tags=["推送"],
    summary="上传一个附件：请求的内容就是文件本身",
    description=f"文件加到草稿上（201），至多{files.MAX_BYTES // 1024 // 1024}MB；可以上传{'、'.join(MEDIA_TYPES)}。"
    f"草稿上同名的文件由它替换（200）；同一个文件再上传一次没有变化（200）。{_push_only}",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def attach(
    request: HttpRequest,
    id: Path[int],  # noqa: A002 -- the name in the address
    name: Annotated[schemas.Asked, Field(min_length=1)],
    label: schemas.Asked = "",
) -> Any:
    """Adds a file to the draft with that number, in place of one of its name; the same file again changes nothing."""
    token = request.auth  # type: ignore[attr-defined]
    if not _pushed(token).filter(pk=id).exists():
        raise Http404
    with _received(request, safe_name(name)) as (upload, sha256), transaction.atomic():
        item = Item.objects.select_for_update().get(pk=id)
        if drafts.attached(item, sha256, safe_name(name)):
            return Status(200, state_of(item))
        drafts.check_not_in_review(item)
        file = files.store(upload, unit=token.unit, by=token.responsible, name=name)
        added = drafts.attach(token, item, file, label)
    return Status(201 if added else 200, state_of(Item.objects.get(pk=id)))


@router.delete(
    "/items/{int:id}/attachments",
    auth=_push_only,
    response=schemas.PushedOut,
    exclude_none=True,
    throttle=PUSHING,
    tags=["推送"],
    summary="从草稿上撤去一个附件",
    description=f"草稿上没有这个文件的，回答404。{_push_only}",
)
def detach(
    request: HttpRequest,
    id: Path[int],  # noqa: A002 -- the name in the address
    name: Annotated[schemas.Asked, Field(min_length=1)],
) -> dict[str, Any]:
    """Takes a file off the draft with that number; what is public stays until the change has its reviews."""
    token = request.auth  # type: ignore[attr-defined]
    with transaction.atomic():
        item = _pushed(token).select_for_update().filter(pk=id).first()
        if item is None or not drafts.detach(token, item, safe_name(name)):
            raise Http404
    return state_of(Item.objects.get(pk=id))


@router.get(
    "/pushed/{path:external_id}",
    auth=_read_or_push,
    response=schemas.PushedOut,
    exclude_none=True,
    throttle=PUSHING,
    tags=["推送"],
    summary="推送的信息到了哪一步",
    description=f"{_read_or_push}",
)
def state(request: HttpRequest, external_id: Path[schemas.Asked]) -> dict[str, Any]:
    """Where the item stands that this unit pushed under `external_id`."""
    item = drafts.pushed(request.auth, external_id)  # type: ignore[attr-defined]
    if item is None:
        raise Http404
    return state_of(item)


def _pushed(token: Token) -> ItemQuerySet:
    """What the unit of `token` pushed."""
    return Item.objects.filter(unit=token.unit, origin=drafts.ORIGIN)


class _received:  # noqa: N801 -- used like a function
    """The content of a request in a temporary file, with its hash; refused as soon as it is too large."""

    def __init__(self, request: HttpRequest, name: str) -> None:
        self.request, self.name = request, name

    def __enter__(self) -> tuple[TemporaryUploadedFile, str]:
        most = files.MAX_BYTES
        too_large = Refused(413, f"文件超过上限{most // 1024 // 1024}MB，请压缩或者拆分后上传。")
        if int(self.request.headers.get("Content-Length") or 0) > most:
            raise too_large
        self.upload = TemporaryUploadedFile(self.name, "application/octet-stream", 0, None)
        digest, size = hashlib.sha256(), 0
        while chunk := self.request.read(_CHUNK):
            size += len(chunk)
            if size > most:
                self.upload.close()
                raise too_large
            digest.update(chunk)
            self.upload.write(chunk)
        self.upload.size = size
        self.upload.seek(0)
        return self.upload, digest.hexdigest()

    def __exit__(self, *error: object) -> None:
        self.upload.close()
