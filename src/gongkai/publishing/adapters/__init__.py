"""Interfaces to channels, one module for each kind of interface."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.publishing.adapters.feed import Feed
from gongkai.publishing.adapters.message import Adapter, Message, Permanent, Receipt, Temporary
from gongkai.publishing.adapters.webhook import Webhook
from gongkai.publishing.adapters.wechat import WeChat

ADAPTERS: Mapping[str, Adapter] = {"webhook": Webhook(), "wechat": WeChat(), "feed": Feed()}
"""All adapters, by the id that `Channel.adapter` holds."""

__all__ = ["ADAPTERS", "Adapter", "Message", "Permanent", "Receipt", "Temporary"]
