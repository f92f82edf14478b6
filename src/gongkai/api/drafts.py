"""Making and changing the drafts that another system pushes: never published from here, never another unit's."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import WorkflowState

from gongkai.api.models import Token
from gongkai.api.problems import Refused
from gongkai.api.schemas import PushIn
from gongkai.audit.log import record
from gongkai.publishing.exchange.cells import CellError
from gongkai.publishing.exchange.columns import BY_FIELD
from gongkai.publishing.exchange.values import blocks_of
from gongkai.publishing.html import clean
from gongkai.publishing.models import Attachment, File, Finding, Item, JointIssuer
from gongkai.publishing.services import chain
from gongkai.publishing.services.inspection import open_findings
from gongkai.statute import openness
from gongkai.units.access import has_role
from gongkai.units.models import Role, Unit
from gongkai.units.problems import NotReady

ORIGIN = "api"
_WORDS = ("node", "field_node", "subject", "genre", "carrier")
_NOT_FIELDS = {"external_id", "submit", "joint_issuers", "explains", "body_html", *_WORDS}


def pushed(token: Token, external_id: str) -> Item | None:
    """The item that was pushed with `token`'s unit's `external_id`."""
    return Item.objects.filter(unit=token.unit, origin=ORIGIN, origin_id=external_id).first()


def push(token: Token, given: PushIn) -> tuple[Item, bool]:
    """The item of `given`, and whether it is new; its draft is as `given` says. The same again changes nothing."""
    try:
        with transaction.atomic():
            return _push(token, given)
    except IntegrityError as error:
        raise Refused(409, "同一编号的信息正在由另一个请求推送，请稍后重新推送。") from error


def _push(token: Token, given: PushIn) -> tuple[Item, bool]:
    _check_author(token)
    wanted = _wanted(given)
    item = Item.objects.select_for_update().filter(unit=token.unit, origin=ORIGIN, origin_id=given.external_id).first()
    draft = item.get_latest_revision_as_object() if item else _new(token, given)
    if item and _same(item, draft, wanted):
        return item, False
    if item:
        check_not_in_review(item)
    _apply(draft, wanted)
    _check(draft)
    _save(draft, token, "item.edited" if item else "item.created")
    return Item.objects.get(pk=draft.pk), item is None


def attach(token: Token, item: Item, file: File, label: str) -> bool:
    """Add `file` to the draft of `item`, or put it in the place of the one of its name, in the caller's transaction; whether it is new."""
    check_not_in_review(item)
    draft = item.get_latest_revision_as_object()
    attachments = list(draft.attachments.all())
    old = next((each for each in attachments if each.file.name == file.name), None)
    if old:
        old.file, old.label = file, label[:200] or old.label
    else:
        attachments.append(Attachment(file=file, label=label[:200], sort_order=len(attachments)))
    draft.attachments.set(attachments)
    _save(draft, token, "item.edited")
    return old is None


def detach(token: Token, item: Item, name: str) -> bool:
    """Take the file `name` off the draft of `item`; whether it was there. In the caller's transaction."""
    draft = item.get_latest_revision_as_object()
    attachments = list(draft.attachments.all())
    kept = [each for each in attachments if each.file.name != name]
    if len(kept) == len(attachments):
        return False
    check_not_in_review(item)
    draft.attachments.set(kept)
    _save(draft, token, "item.edited")
    return True


def attached(item: Item, sha256: str, name: str) -> bool:
    """Whether the draft of `item` has this very file already."""
    files = [each.file for each in item.get_latest_revision_as_object().attachments.all()]
    return any(file.sha256 == sha256 and file.name == name for file in files)


def submit(token: Token, item: Item) -> None:
    """Put the draft of `item` into its review chain in the name of the token's author, where there is anything to review.

    One that was sent back goes on only after a change. Raises `Refused` with what stands in the way; the draft is kept.
    """
    state = item.current_workflow_state
    if state and (state.status == WorkflowState.STATUS_IN_PROGRESS or _unchanged_since_sent_back(item, state)):
        return
    latest = item.get_latest_revision()
    if latest is None or latest.approved_go_live_at or latest.pk == item.live_revision_id:
        return
    try:
        chain.submit(item, by=token.responsible)
    except NotReady as error:
        errors = [("", message) for message in error.messages]
        errors += [("findings", told(finding)) for finding in open_findings(item)]
        raise Refused(422, "草稿已经保存，但还不能提交审核，见errors。", errors) from error


def told(finding: Finding) -> str:
    """What the guard found, in one line."""
    return f"{finding.place}：{finding.message}{finding.advice}"


def check_not_in_review(item: Item) -> None:
    """Raises `Refused` while somebody reviews `item` or it waits for its time of publication."""
    state = item.current_workflow_state
    latest = item.get_latest_revision()
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        raise Refused(409, "这条信息正在审核，不能修改；退回或者撤回后再推送。")
    if latest and latest.approved_go_live_at:
        raise Refused(409, "这条信息已经审核通过，正等待定时发布，不能修改。")


def _check_author(token: Token) -> None:
    if not has_role(token.responsible, token.unit, Role.AUTHOR):
        raise PermissionDenied("令牌的责任人已经不是本机构的拟稿人，请管理员另建令牌。")


def _unchanged_since_sent_back(item: Item, state: WorkflowState) -> bool:
    task = state.current_task_state
    return bool(
        state.status == WorkflowState.STATUS_NEEDS_CHANGES and task and task.revision_id == item.latest_revision_id
    )


def _new(token: Token, given: PushIn) -> Item:
    return Item(unit=token.unit, created_by=token.responsible, origin=ORIGIN, origin_id=given.external_id, live=False)


def _wanted(given: PushIn) -> dict[str, Any]:
    """The values that the draft is to have. Raises `Refused` for words, nodes, grounds and documents that there are not."""
    values = {name: value for name, value in given.dict().items() if name not in _NOT_FIELDS}
    errors = []
    for name in _WORDS:
        text = getattr(given, name)
        try:
            values[name] = BY_FIELD[name].read(text) if text else ""
        except CellError as error:
            errors.append((name, f"{error.reason}。{error.advice}"))
    if given.ground and given.ground not in openness.grounds():
        errors.append(("ground", f"没有这种理由；可选的有：{'、'.join(openness.grounds())}。"))
    values["explains_id"] = None
    if given.explains:
        found = Item.objects.with_address().filter(index_number=given.explains).first()
        values["explains_id"] = found.pk if found else None
        if found is None:
            errors.append(("explains", "没有这个索引号的公开信息。"))
    if errors:
        raise Refused(422, "有的字段不符合要求，见errors。", errors)
    body = clean(given.body_html).strip()
    return values | {"joint_issuers": list(given.joint_issuers), "body": [("imported", body)] if body else []}


def _same(item: Item, draft: Item, wanted: dict[str, Any]) -> bool:
    """Whether the draft is as it is wanted; the reason of a change that is public by now is no difference."""
    current = _current(draft, wanted)
    if item.live and item.latest_revision_id == item.live_revision_id:
        current["change_reason"] = wanted["change_reason"]
    return current == wanted


def _current(draft: Item, wanted: dict[str, Any]) -> dict[str, Any]:
    values = {name: getattr(draft, name) for name in wanted if name not in ("joint_issuers", "body")}
    issuers = [issuer.name for issuer in draft.joint_issuers.all()]
    return values | {"joint_issuers": issuers, "body": blocks_of(draft)}


def _apply(draft: Item, wanted: dict[str, Any]) -> None:
    for name, value in wanted.items():
        if name != "joint_issuers":
            setattr(draft, name, value)
    names = wanted["joint_issuers"]
    ours = dict(Unit.objects.filter(name__in=names).values_list("name", "pk"))
    draft.joint_issuers.set(
        [JointIssuer(name=name, unit_id=ours.get(name), sort_order=place) for place, name in enumerate(names)]
    )


def _check(draft: Item) -> None:
    try:
        draft.clean()
    except ValidationError as error:
        told = [(field, message) for field, messages in error.message_dict.items() for message in messages]
        raise Refused(422, "有的字段不符合要求，见errors。", told) from error


def _save(draft: Item, token: Token, action: str) -> None:
    """Keep `draft` as a version; the record itself follows while it has never been public."""
    if not draft.index_number:
        draft.save()
    revision = draft.save_revision(user=token.responsible)
    after = {"token": token.name, "external_id": draft.origin_id, "version": revision.pk, "title": draft.title}
    record(action, draft, unit=token.unit.code, after=after)
