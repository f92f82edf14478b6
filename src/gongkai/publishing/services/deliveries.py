"""Out of the outbox: each message is claimed by one worker, sent outside any transaction, and settled; what fails for good waits here."""

from __future__ import annotations

import logging
import random
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from gongkai.audit.log import record
from gongkai.publishing.adapters import ADAPTERS, Message, Permanent, Receipt, Temporary
from gongkai.publishing.html import clean
from gongkai.publishing.models import Delivery, Release
from gongkai.units.access import has_role
from gongkai.units.calendars import today
from gongkai.units.models import Person, Role
from gongkai.units.problems import NotReady

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""How long to wait after each failed attempt; the attempt after the last of them is the last one."""
LEASE = timedelta(minutes=10)
"""How long a worker may take for one message: longer than any adapter can. After it the worker is taken for dead."""
INTERRUPTED = "投递中断，不知道对方是否收到：请到对方后台核对，已收到的登记结果，没有收到的重新投递。"
_HANDLERS = (Role.AUTHOR, Role.FINAL_REVIEWER, Role.ADMINISTRATOR)
_State = Delivery.State
_logger = logging.getLogger(__name__)


def due(now: datetime | None = None) -> QuerySet[Delivery]:
    """What is to be sent now: in the order of each release, and nothing after what waits for a person, except withdrawals."""
    earlier = Delivery.objects.filter(release=OuterRef("release"), pk__lt=OuterRef("pk"))
    open_before = Exists(earlier.filter(state__in=[_State.WAITING, _State.SENDING]))
    dead_before = ~Q(event="withdraw") & Exists(earlier.filter(state=_State.DEAD))
    in_use = Exists(Release.objects.filter(pk=OuterRef("release"), channel__active=True))
    waiting = Delivery.objects.filter(in_use, state=_State.WAITING, next_at__lte=now or timezone.now())
    return waiting.exclude(open_before).exclude(dead_before).order_by("next_at", "pk")


def deliver_due(seconds: float = 30) -> int:
    """Send what is due, for about so many seconds at most; how many messages were tried."""
    free_interrupted()
    number, end = 0, time.monotonic() + seconds
    for delivery_id in list(due().values_list("pk", flat=True)[:500]):
        if time.monotonic() > end:
            break
        deliver(delivery_id)
        number += 1
    return number


def free_interrupted() -> int:
    """Take back what workers left behind that were killed while sending; how many.

    Where the other side can tell a repeat by its key the message is sent again, else it waits for a person: nothing is posted twice.
    """
    number = 0
    lost = Delivery.objects.filter(state=_State.SENDING, next_at__lte=timezone.now()).select_related("release__channel")
    for delivery in lost:
        adapter = ADAPTERS.get(delivery.release.channel.adapter)
        again = bool(delivery.remote_id) or (adapter is not None and adapter.repeatable)
        left = Delivery.objects.filter(pk=delivery.pk, state=_State.SENDING, next_at=delivery.next_at)
        if again:
            number += left.update(state=_State.WAITING, next_at=timezone.now(), error="投递中断，将重新投递。")
        else:
            number += left.update(state=_State.DEAD, error=INTERRUPTED)
    return number


def deliver(delivery_id: int) -> None:
    """Send one message, unless another worker has it, it is not its turn, or there is nothing to tell any more."""
    lease = timezone.now() + LEASE
    claimed = due().filter(pk=delivery_id)
    if not claimed.update(state=_State.SENDING, attempts=F("attempts") + 1, next_at=lease):
        return
    delivery = Delivery.objects.select_related("release__channel__unit", "release__item__unit").get(pk=delivery_id)
    if not _still_holds(delivery):
        _settle(delivery, _State.DROPPED, error="信息已撤下，不再投递。")
        return
    adapter = ADAPTERS.get(delivery.release.channel.adapter)
    try:
        if adapter is None:
            raise Permanent("渠道的接口已停用：请在渠道设置中重新选择，或者改为人工登记。")
        receipt = adapter.deliver(delivery.release.channel, message_of(delivery), delivery.key)
    except Temporary as error:
        _postpone(delivery, error)
    except Permanent as error:
        _settle(delivery, _State.DEAD, error=str(error))
    except Exception:
        _logger.exception("delivery %s failed", delivery.pk)
        why = "投递时程序出错，不知道对方是否收到：请管理员查看日志，核对后登记结果或者重新投递。"
        _settle(delivery, _State.DEAD, error=why)
    else:
        _arrived(delivery, receipt)


def message_of(delivery: Delivery) -> Message:
    """What `delivery` tells: for a withdrawal no more than is needed to find and explain it."""
    item, unit = delivery.release.item, delivery.release.channel.unit
    head = {
        "event": delivery.event,
        "index_number": item.index_number or "",
        "url": f"{settings.BASE_URL}{item.get_absolute_url()}",
        "title": item.title,
        "unit": unit.code,
        "unit_name": unit.name,
        "feed": f"{settings.BASE_URL}/feeds/{unit.code}.atom",
        "remote_id": delivery.remote_id,
    }
    last = item.changes.first()
    if delivery.event == "withdraw":
        before = delivery.release.deliveries.filter(pk__lt=delivery.pk).exclude(remote_id="").first()
        head["remote_id"] = before.remote_id if before else ""
        return Message(**head, reason=last.reason if last else "")
    return Message(
        **head,
        reason=last.reason if last and delivery.event == "change" else "",
        summary=item.summary,
        html=clean(str(item.body)),
        document_number=item.document_number,
        issuing_body=item.issuing_body,
        formed_on=item.formed_on,
        published_at=item.first_published_at,
    )


@transaction.atomic
def retry(delivery: Delivery, *, by: Person) -> None:
    """Send again what failed, with the same key. Raises `NotReady` where it did not fail or is not to be published any more."""
    _check_handler(delivery.release, by)
    if not _still_holds(delivery):
        raise NotReady("这条信息已经撤下，不能再投递。")
    dead = Delivery.objects.filter(pk=delivery.pk, state=_State.DEAD)
    if not dead.update(state=_State.WAITING, next_at=timezone.now(), error=""):
        raise NotReady("这次投递没有失败，或者已经有人处理，请刷新页面。")
    from gongkai.publishing.tasks import deliver as task

    task.enqueue(delivery.pk)
    record("delivery.retried", delivery, by=by, unit=_unit_code(delivery), before={"error": delivery.error})


@transaction.atomic
def give_up(delivery: Delivery, *, by: Person, reason: str) -> None:
    """Settle that a message is not sent any more, for a reason. Raises `NotReady` without one, or where it is under way or done."""
    _check_handler(delivery.release, by)
    if not reason.strip():
        raise NotReady("请写明不再投递的原因。")
    open_ = Delivery.objects.filter(pk=delivery.pk, state__in=[_State.WAITING, _State.DEAD])
    if not open_.update(state=_State.DROPPED, error=reason.strip()[:500]):
        raise NotReady("正在投递或者已经处理完的不能放弃，请刷新页面。")
    record("delivery.given_up", delivery, by=by, unit=_unit_code(delivery), after={"reason": reason.strip()})


def _still_holds(delivery: Delivery) -> bool:
    """Whether what a message tells is still so: nothing that is not public goes out, whatever was queued."""
    public = delivery.release.item.is_public
    return not public if delivery.event == "withdraw" else public


def _postpone(delivery: Delivery, error: Temporary) -> None:
    delivery.release.item.refresh_from_db(fields=["live", "openness"])
    round_ = delivery.attempts % (len(BACKOFF) + 1)  # a person who sends again begins a new round
    if not _still_holds(delivery):
        _settle(delivery, _State.DROPPED, error="信息已撤下，不再投递。", remote_id=error.remote_id)
    elif round_ == 0:
        _settle(delivery, _State.DEAD, error=f"{error}已经试了{delivery.attempts}次。", remote_id=error.remote_id)
    else:
        wait = BACKOFF[round_ - 1] * random.uniform(1, 1.2)  # noqa: S311 -- spreads the load, guards nothing
        _settle(delivery, _State.WAITING, error=str(error), remote_id=error.remote_id, next_at=timezone.now() + wait)


@transaction.atomic
def _arrived(delivery: Delivery, receipt: Receipt) -> None:
    if not _settle(delivery, _State.DONE, remote_id=receipt.remote_id, done_at=timezone.now()):
        return
    if delivery.event == "withdraw":
        return
    release = Release.objects.select_for_update().get(pk=delivery.release_id)
    if release.released_on is None:
        release.released_on = today()
        release.place = receipt.place or release.place
        release.save(update_fields=["released_on", "place"])
        after = {"on": release.released_on, "place": release.place}
        record("release.recorded", release, unit=_unit_code(delivery), after=after)


def _settle(delivery: Delivery, state: str, *, error: str = "", remote_id: str = "", **fields: datetime) -> int:
    """Write the outcome, unless the lease was lost to another worker or a person decided meanwhile; how many rows."""
    mine = Delivery.objects.filter(pk=delivery.pk, next_at=delivery.next_at, state__in=[_State.SENDING, _State.DEAD])
    remote_id = remote_id or delivery.remote_id
    return mine.update(state=state, error=error[:500], remote_id=remote_id[:200], **fields)


def _check_handler(release: Release, by: Person) -> None:
    if not has_role(by, release.item.unit, *_HANDLERS):
        raise PermissionDenied("只有本机构的拟稿人、终审人和管理员可以处理渠道投递。")


def _unit_code(delivery: Delivery) -> str:
    return delivery.release.item.unit.code
