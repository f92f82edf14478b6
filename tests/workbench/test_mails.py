"""The daily mail of reminders: to whom it goes, what it says and does not say, and what becomes of it when the server fails."""

from __future__ import annotations

import socketserver
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai.config import environment
from gongkai.remedies.services.reminding import remind
from gongkai.units.mailing import BACKOFF, send_due
from gongkai.units.models import Mail, Person, Role
from gongkai.workbench.digests import compose
from tests.casework.office import day
from tests.remedies.dispute import Dispute
from tests.world import World

pytestmark = pytest.mark.once

BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def office(world: World, settings: Any, tmp_path: Any) -> Dispute:
    """The education bureau, whose officer has an address; a server takes mails."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MAIL = {"backend": BACKEND, "sender": "tixing@yunxi.invalid"}
    made = Dispute(world, settings)
    made.on("2026-03-02")
    _with_address(made.officer)
    return made


def _with_address(person: Person) -> None:
    person.email = f"{person.username}@yunxi.invalid"
    person.save(update_fields=["email"])


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def morning(office: Dispute, on: str) -> list[Any]:
    """What is mailed on the morning of that day."""
    office.on(on)
    mail.outbox.clear()
    remind()
    compose()
    assert compose() == 0
    send_due()
    return list(mail.outbox)


def test_a_mail_tells_what_is_new_by_numbers_and_last_days_and_nothing_of_who_asked(office: Dispute) -> None:
    case = office.request()  # due on 2026-03-30
    office.filed("suit", "2026-03-02", number="（2026）虚01行初1号", copy_received_on=day("2026-03-02"))

    assert [message.subject for message in morning(office, "2026-03-10")] == ["政府信息公开：1件到期提醒"]
    assert morning(office, "2026-03-11") == []
    (message,) = morning(office, "2026-03-23")
    assert message.subject == "政府信息公开：2件到期提醒，其中1件已经逾期"
    assert (message.to, message.from_email) == ([office.officer.email], "tixing@yunxi.invalid")
    assert f"{case.number}　答复申请，最迟2026年3月30日，还剩5个工作日" in message.body
    assert reverse("cases:page", args=[case.pk]) in message.body
    assert "（2026）虚01行初1号　提交答辩，最迟2026年3月17日，已逾期4个工作日" in message.body
    applicant = case.applicant
    for private in (case.title, applicant.masked, applicant.name.open(), "林测试", "会议纪要"):
        assert private not in message.body


def test_head_and_supervising_office_are_mailed_and_nobody_else(office: Dispute) -> None:
    office.request()
    world = office.world
    supervisor = world.person(world.county, Role.SUPERVISOR)
    for person in (
        office.head, supervisor, world.person(world.township, Role.HEAD), world.person(world.education, Role.AUTHOR),
    ):  # fmt: skip
        _with_address(person)
    Person.objects.filter(pk=office.officer.pk).update(no_mail=True)
    told = morning(office, "2026-03-23")

    assert {message.to[0] for message in told} == {office.head.email, supervisor.email}


@pytest.mark.parametrize(("on", "server"), [("2026-03-28", True), ("2026-03-30", False)])
def test_nothing_is_mailed_on_a_day_off_or_without_a_server(office: Dispute, on: str, server: bool) -> None:
    office.request()
    if not server:
        office.settings.MAIL = None

    assert morning(office, on) == []
    assert not Mail.objects.exists()


def test_a_mail_that_the_server_does_not_take_is_tried_again_and_comes_again_the_next_day(office: Dispute) -> None:
    office.request()
    office.settings.MAIL = {"backend": f"{__name__}.Refusing", "sender": "tixing@yunxi.invalid"}
    morning(office, "2026-03-23")
    for _ in BACKOFF:
        assert Mail.objects.get().state == Mail.State.WAITING
        assert send_due() == 0  # not before its time
        Mail.objects.update(next_at=timezone.now() - timedelta(seconds=1))
        send_due()
    assert (Mail.objects.get().state, Mail.objects.get().attempts) == (Mail.State.FAILED, len(BACKOFF) + 1)

    office.settings.MAIL = {"backend": BACKEND, "sender": "tixing@yunxi.invalid"}
    assert [message.subject for message in morning(office, "2026-03-24")] == ["政府信息公开：1件到期提醒"]


class Refusing(BaseEmailBackend):
    """A server that is not there."""

    def send_messages(self, email_messages: Any) -> int:  # noqa: ARG002
        raise ConnectionRefusedError("nobody listens")


def test_a_mail_whose_sending_was_interrupted_does_not_come_twice(office: Dispute) -> None:
    office.request()
    office.on("2026-03-23")
    remind()
    compose()
    Mail.objects.update(state=Mail.State.SENDING)

    assert send_due() == 0
    assert morning(office, "2026-03-24") == []


class _Server(socketserver.StreamRequestHandler):
    """Speaks just enough SMTP to take one mail."""

    taken: list[str]

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line.split()[0].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = iter(self.rfile.readline, b".\r\n")
                self.taken.append(b"".join(lines).decode())
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 yes\r\n")
            if word == b"QUIT":
                return


def test_a_server_is_spoken_to_as_the_environment_says(office: Dispute, monkeypatch: pytest.MonkeyPatch) -> None:
    _Server.taken = []
    with socketserver.TCPServer(("127.0.0.1", 0), _Server) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        monkeypatch.setenv("GONGKAI_MAIL", f"smtp://127.0.0.1:{server.server_address[1]}")
        monkeypatch.setenv("GONGKAI_MAIL_FROM", "tixing@yunxi.invalid")
        office.settings.MAIL = environment.mail()
        office.request()
        morning(office, "2026-03-23")

    assert Mail.objects.get().state == Mail.State.SENT
    assert "To: " + office.officer.email in _Server.taken[0]


URLS = {
    "smtp://mail.yunxi.invalid": ("mail.yunxi.invalid", 25, "", "", False, False),
    "smtp+tls://a%40b:c%3Ad@mail.yunxi.invalid": ("mail.yunxi.invalid", 587, "a@b", "c:d", True, False),
    "smtps://a:b@mail.yunxi.invalid:4650": ("mail.yunxi.invalid", 4650, "a", "b", False, True),
}


@pytest.mark.parametrize("url", URLS)
def test_the_server_is_named_in_one_variable(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_MAIL", url)
    monkeypatch.setenv("GONGKAI_MAIL_FROM", "x@yunxi.invalid")
    found = environment.mail()

    assert tuple(found[name] for name in ("host", "port", "username", "password", "use_tls", "use_ssl")) == URLS[url]


@pytest.mark.parametrize(
    ("url", "sender"), [("mail.yunxi.invalid", "a@b"), ("http://a", "a@b"), ("smtp://a:x", "a@b"), ("smtp://a", "")]
)
def test_what_names_no_server_or_no_sender_is_refused(url: str, sender: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_MAIL", url)
    monkeypatch.setenv("GONGKAI_MAIL_FROM", sender)
    with pytest.raises(environment.EnvironmentProblem, match="GONGKAI_MAIL"):
        environment.mail()


def test_everybody_chooses_for_themselves_whether_they_are_mailed(office: Dispute) -> None:
    client = signed_in(office.officer)
    assert office.officer.email in client.get(reverse("wagtailadmin_account")).content.decode()
    looks = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    client.post(reverse("wagtailadmin_account"), {"mail-no_mail": "on", **looks})
    assert Person.objects.get(pk=office.officer.pk).no_mail

    supervisor = signed_in(office.world.person(office.world.county, Role.SUPERVISOR))
    assert "tixing@yunxi.invalid" in supervisor.get(reverse("overview:index")).content.decode()
    office.settings.MAIL = None
    assert "不发邮件" in supervisor.get(reverse("overview:index")).content.decode()
