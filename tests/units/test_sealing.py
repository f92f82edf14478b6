"""Sealed texts: opened by the keys that are there, and by no others."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.units.sealing import SealBroken, reseal, seal, unseal


@given(st.text())
def test_what_is_sealed_can_be_opened_again(text: str) -> None:
    assert unseal(seal(text)) == text


def test_the_same_text_is_never_sealed_alike_and_does_not_show() -> None:
    assert seal("云溪县测试") != seal("云溪县测试")
    assert "test-secret" not in seal("test-secret")


@pytest.mark.parametrize("broken", ["", "gAAAA", "云溪", "\x00"])
def test_what_was_not_sealed_here_is_refused(broken: str) -> None:
    with pytest.raises(SealBroken, match="密钥"):
        unseal(broken)


def test_a_changed_character_breaks_the_seal() -> None:
    sealed = seal("云溪县测试")
    middle = len(sealed) // 2
    changed = sealed[:middle] + ("A" if sealed[middle] != "A" else "B") + sealed[middle + 1 :]

    with pytest.raises(SealBroken):
        unseal(changed)


def test_keys_are_rotated_by_putting_a_new_one_first_and_resealing(settings: Any) -> None:
    settings.FIELD_KEY = "old-key"
    old = seal("云溪县测试")
    settings.FIELD_KEY = "new-key old-key"
    new = reseal(old)
    assert unseal(old) == unseal(new) == "云溪县测试"

    settings.FIELD_KEY = "new-key"

    assert unseal(new) == "云溪县测试"
    with pytest.raises(SealBroken):
        unseal(old)
