"""What the environment says: taken as it is meant, or refused with the name of the variable."""

from __future__ import annotations

import pytest

from gongkai.config import environment
from gongkai.config.environment import EnvironmentProblem


@pytest.mark.parametrize(
    ("url", "host", "known"),
    [
        ("", "", "http://127.0.0.1:8000"),
        ("", "::1", "http://[::1]:8000"),
        ("https://www.yunxi.invalid/", "0.0.0.0", "https://www.yunxi.invalid"),
    ],
)
def test_the_portal_is_known_by_one_address_without_a_slash_at_its_end(
    monkeypatch: pytest.MonkeyPatch, url: str, host: str, known: str
) -> None:
    monkeypatch.setenv("GONGKAI_URL", url)
    monkeypatch.setenv("HOST", host)
    monkeypatch.delenv("PORT", raising=False)

    assert environment.base_url() == known


@pytest.mark.parametrize(
    "url", ["www.yunxi.invalid", "ftp://yunxi.invalid", "https://", "https://yunxi.invalid/gongkai"]
)
def test_an_address_that_no_page_can_have_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("GONGKAI_URL", url)

    with pytest.raises(EnvironmentProblem, match="GONGKAI_URL"):
        environment.base_url()


@pytest.mark.parametrize("url", ["mysql://yunxi.invalid/x", "yunxi", "postgresql://u:secret@yunxi.invalid:port/x"])
def test_a_database_of_another_kind_is_refused_without_repeating_its_password(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(EnvironmentProblem, match="DATABASE_URL") as refused:
        environment.database()

    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("port", ["0", "65536", "²", "80 ", "eighty"])
def test_a_port_that_there_is_not_is_refused(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)

    with pytest.raises(EnvironmentProblem, match="PORT"):
        environment.port()
