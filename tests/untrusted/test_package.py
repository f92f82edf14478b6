"""Office files that lie about what they hold are refused before they are inflated."""

from __future__ import annotations

import contextlib
import io
import tracemalloc
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.untrusted import UnreadableError
from gongkai.untrusted.package import Package
from tests.untrusted.policies import SMALL


def zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def in_directory(data: bytes, place: int, value: bytes) -> bytes:
    """The archive with `value` at `place` of every entry of its directory."""
    changed = bytearray(data)
    entry = changed.find(b"PK\x01\x02")
    while entry >= 0:
        changed[entry + place : entry + place + len(value)] = value
        entry = changed.find(b"PK\x01\x02", entry + 4)
    return bytes(changed)


def claiming(data: bytes, size: int) -> bytes:
    return in_directory(data, 24, size.to_bytes(4, "little"))


def test_parts_are_read_by_name_and_a_missing_one_is_none() -> None:
    package = Package(zipped({"word/document.xml": b"<a/>", "empty.xml": b""}), SMALL)

    assert package.names == ("word/document.xml", "empty.xml")
    assert package.read("word/document.xml") == b"<a/>"
    assert package.read("empty.xml") == b""
    assert package.read("word/styles.xml") is None


def test_a_part_named_in_the_manner_of_windows_is_found() -> None:
    data = zipped({"word/document.xml": b"<a/>"}).replace(b"word/document.xml", b"word\\document.xml")

    assert Package(data, SMALL).read("word/document.xml") == b"<a/>"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04", "文件已损坏"),
        (zipped({"a": b"a" * 99})[:-30], "文件已损坏"),
        (zipped({str(number): b"" for number in range(6)}), "超过5个文件"),
        (in_directory(zipped({"a": b"a"}), 8, b"\x01\x00"), "有密码"),
    ],
    ids=["a head alone", "half a file", "many files", "a password"],
)
def test_a_file_that_is_damaged_crowded_or_locked_is_not_opened(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        Package(data, SMALL)


@pytest.mark.parametrize("claimed", [200_000_000, 2_000_001])
def test_a_part_that_claims_too_much_is_refused_without_inflating_it(claimed: int) -> None:
    package = Package(claiming(zipped({"a": b" " * 100}), claimed), SMALL)

    with pytest.raises(UnreadableError, match="超过2MB"):
        package.read("a")


@pytest.mark.parametrize("claimed", [1, 1_000_000])
def test_a_part_that_lies_about_its_size_is_refused_without_taking_the_memory(claimed: int) -> None:
    package = Package(claiming(zipped({"a": b" " * 50_000_000}), claimed), SMALL)

    tracemalloc.start()
    try:
        with pytest.raises(UnreadableError):
            package.read("a")
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_parts_that_are_each_within_the_limit_may_be_too_much_together() -> None:
    package = Package(zipped({"a": b" " * 1_900_000, "b": b" " * 1_900_000}), SMALL)
    package.read("a")

    with pytest.raises(UnreadableError, match="超过3MB"):
        package.read("b")


def test_what_is_just_at_the_limit_is_read() -> None:
    whole = b" " * SMALL.part_bytes

    assert Package(zipped({"a": whole}), SMALL).read("a") == whole


@given(st.binary(max_size=300), st.integers(0, 200), st.integers(0, 255))
def test_no_damage_raises_anything_else(content: bytes, place: int, value: int) -> None:
    data = bytearray(zipped({"a": content}))
    data[place % len(data)] = value

    with contextlib.suppress(UnreadableError):
        package = Package(bytes(data), SMALL)
        for name in package.names:
            package.read(name)
