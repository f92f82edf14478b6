"""Channels and what was released on them by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongkai.audit.log import record
from gongkai.publishing.adapters import ADAPTERS
from gongkai.publishing.models import Channel, Delivery, File, Item, Release
from gongkai.publishing.services import outbox
from gongkai.statute.channels import channel as kind_of
from gongkai.statute.channels import channels as kinds
from gongkai.units.access import has_role
from gongkai.units.calendars import today
from gongkai.units.models import Person, Role, Unit
from gongkai.units.problems import NotReady
from gongkai.units.sealing import seal

_FIELDS = ("kind", "name", "adapter", "address", "active", "by_default")


@transaction.atomic
def create(
    unit: Unit,
    *,
    by: Person,
    kind: str,
    name: str,
    adapter: str = "",
    address: str = "",
    secrets: Mapping[str, str] | None = None,
    by_default: bool = False,
) -> Channel:
    """A new channel of `unit`; `secrets` as the adapter names them, kept sealed. Raises `NotReady` for what does not fit together."""
    channel = Channel(unit=unit, kind=kind, name=name, adapter=adapter, address=address, by_default=by_default)
    _save(channel, by=by, secrets=secrets)
    record("channel.created", channel, by=by, unit=unit.code, after=_facts(channel, secrets))
    return channel


@transaction.atomic
def change(channel: Channel, *, by: Person, secrets: Mapping[str, str] | None = None, **fields: Any) -> Channel:
    """Change fields of a channel, and its secrets where new ones are given. Raises as `create`."""
    channel = Channel.objects.select_for_update().get(pk=channel.pk)
    if channel.adapter == outbox.PORTAL:
        raise NotReady("本平台自身的渠道由系统管理，不能修改。")
    before = _facts(channel, None)
    for name, value in fields.items():
        if name not in _FIELDS:
            raise TypeError(f"a channel's {name!r} is not changed here")
        setattr(channel, name, value)
    _save(channel, by=by, secrets=secrets)
    record("channel.changed", channel, by=by, unit=channel.unit.code, before=before, after=_facts(channel, secrets))
    return channel


@transaction.atomic
def choose(item: Item, channel: Channel, *, by: Person, send: bool = True) -> Release:
    """Have `item` go out on `channel` too: delivered at once where it is public and the channel has an interface.

    Not to `send` it is for what somebody has put there by hand: it would be there twice.
    """
    _check_clerk(item, by)
    if channel.unit_id != item.unit_id or not channel.active:
        raise NotReady("只能选择本机构启用的渠道。")
    release, new = Release.objects.get_or_create(item=item, channel=channel)
    if new:
        record("release.changed", release, by=by, unit=item.unit.code, after={"channel": channel.name})
        if send and Item.objects.public().filter(pk=item.pk).exists():
            outbox.queue(release)
    return release


@transaction.atomic
def drop(release: Release, *, by: Person) -> None:
    """Have an item not go out on a channel after all. Raises `NotReady` where it was released or sent already."""
    release = Release.objects.select_for_update(of=("self",)).select_related("item__unit", "channel").get(pk=release.pk)
    _check_clerk(release.item, by)
    if release.released_on or release.deliveries.exists():
        raise NotReady("已经在这个渠道发布或者投递过，不能取消。")
    record("release.changed", release, by=by, unit=release.item.unit.code, before={"channel": release.channel.name})
    release.delete()


@transaction.atomic
def confirm(release: Release, *, on: date, place: str, evidence: File | None = None, by: Person) -> Release:
    """Record by hand that an item was released on a channel, where, and what shows it; failed deliveries of it are settled by that.

    Raises `NotReady` for a day in the future or before the item was formed, a missing place, or somebody else's file.
    """
    release = Release.objects.select_for_update(of=("self",)).select_related("item__unit", "channel").get(pk=release.pk)
    item, channel, place = release.item, release.channel, place.strip()
    _check_clerk(item, by)
    kind = kind_of(channel.kind)
    problems = []
    if channel.adapter == outbox.PORTAL:
        problems.append("在本平台的发布由系统登记，不能修改。")
    if item.first_published_at is None or item.openness != "proactive":
        problems.append("这条信息还没有公开，不能登记渠道发布。")
    elif on < item.formed_on:
        problems.append("发布日期早于这条信息的成文日期，请核对。")
    if on > today():
        problems.append("发布日期还没有到，请核对。")
    if kind.place != "none" and not place:
        problems.append(f"请填写{kind.place_label}。")
    if evidence is not None and evidence.unit_id != item.unit_id:
        problems.append("凭证不是本机构上传的文件。")
    if problems:
        raise NotReady(problems)
    before = {"on": release.released_on, "place": release.place, "evidence": release.evidence_id}
    first = release.released_on is None
    release.released_on, release.place, release.confirmed_by = on, place[:300], by
    release.evidence = evidence or release.evidence
    release.save()
    failed = release.deliveries.filter(state=Delivery.State.DEAD).exclude(event="withdraw")
    failed.update(state=Delivery.State.DONE, done_at=timezone.now(), error="已人工登记。")
    after = {"on": on, "place": release.place, "evidence": release.evidence_id}
    record(
        "release.recorded" if first else "release.changed",
        release,
        by=by,
        unit=item.unit.code,
        before=before,
        after=after,
    )
    return release


def _save(channel: Channel, *, by: Person, secrets: Mapping[str, str] | None) -> None:
    if not has_role(by, channel.unit, Role.ADMINISTRATOR):
        raise PermissionDenied("只有管理员可以设置公开渠道。")
    if secrets is not None:
        channel.sealed_secret = seal(json.dumps(dict(secrets), ensure_ascii=False)) if secrets else ""
    if problems := _problems(channel, secrets):
        raise NotReady(problems)
    channel.save()


def _problems(channel: Channel, secrets: Mapping[str, str] | None) -> list[str]:
    problems = []
    if channel.kind not in kinds():
        return ["没有这一种渠道，请重新选择。"]
    if not channel.name.strip():
        problems.append("请填写渠道名称。")
    if Channel.objects.filter(unit=channel.unit, name=channel.name).exclude(pk=channel.pk).exists():
        problems.append(f"已经有名为“{channel.name}”的渠道，请换一个名称。")
    if not channel.adapter:
        return problems
    adapter = ADAPTERS.get(channel.adapter)
    if adapter is None:
        return [*problems, "没有这一种接口，请重新选择。"]
    if not kind_of(channel.kind).automatic:
        problems.append("这一种渠道没有接口，请选择人工登记。")
    if adapter.needs_address and not channel.address:
        problems.append("请填写接口地址。")
    if secrets is not None or not channel.pk:
        given = secrets or {}
        problems += [f"请填写{label}。" for name, label in adapter.secrets.items() if not given.get(name, "").strip()]
    elif adapter.secrets and not channel.sealed_secret:
        problems.append("请填写接口的密钥。")
    return problems


def _facts(channel: Channel, secrets: Mapping[str, str] | None) -> dict[str, Any]:
    """What the audit log keeps of a channel: of the secrets only that they were set."""
    return {**{name: getattr(channel, name) for name in _FIELDS}, **({"secrets": "已更换"} if secrets else {})}


def _check_clerk(item: Item, by: Person) -> None:
    if not has_role(by, item.unit, Role.AUTHOR, Role.FINAL_REVIEWER):
        raise PermissionDenied("只有本机构的拟稿人和终审人可以登记渠道发布。")
