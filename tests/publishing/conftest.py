"""What the tests of channels share: receivers on this machine, allowed to be called."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from tests.publishing.servers import Server, server
from tests.publishing.wechat_server import Account


@pytest.fixture
def receiver(settings: Any) -> Iterator[Server]:
    """A receiver that accepts everything."""
    settings.OUTBOUND_NETWORKS = [ipaddress.ip_network("127.0.0.0/8")]
    with server(lambda _: (200, {"id": "r-1", "url": "https://screen.yunxi.invalid/1"})) as here:
        yield here


@pytest.fixture
def account() -> Account:
    """An official account, empty."""
    cache.clear()
    return Account()


@pytest.fixture
def wechat(account: Account, settings: Any) -> Iterator[Server]:
    """The interface of that account."""
    settings.OUTBOUND_NETWORKS = [ipaddress.ip_network("127.0.0.0/8")]
    with server(account.answer) as here:
        yield here
