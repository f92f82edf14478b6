"""The side of the office in tests of requests on the portal, and what is looked at on a page."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pdfplumber
from selectolax.lexbor import LexborHTMLParser

from gongkai.casework.models import Case, Letter
from gongkai.casework.services import answering, handling, intake
from gongkai.units.models import Person, Role
from tests.portal.requesting import Citizen, code_in
from tests.world import World

SECRETS = ("云小溪", "YX0000001", "0000-7654321", "xiaoxi@yunxi.invalid")


class Office:
    """The education bureau's side of a request, on days that the test sets."""

    def __init__(self, world: World, settings: Any) -> None:
        self.world = world
        self.settings = settings
        self.officer: Person = world.person(world.education, Role.CASE_OFFICER)
        self.head: Person = world.person(world.education, Role.HEAD)

    def on(self, day: date) -> date:
        """Let today be `day`."""
        self.settings.TODAY = day
        return day

    def asked(self, day: date = date(2026, 3, 2), confirmed: date | None = date(2026, 3, 3)) -> tuple[Case, str]:
        """A request from the portal, confirmed by the officer, with its code."""
        self.on(day)
        code = code_in(Citizen().send())
        case = Case.objects.order_by("-pk")[0]
        if confirmed:
            intake.confirm(case, on=self.on(confirmed), by=self.officer)
            handling.assign(case, self.officer, by=self.head)
        return Case.objects.get(pk=case.pk), code

    def answer(
        self, case: Case, kind: str, *, way: str = "electronic", received: date | None = None, **stated: str
    ) -> Letter:
        """An answer from its draft to its delivery today."""
        ground = stated.pop("ground", "")
        answering.draft(case, kind, ground=ground, stated=stated, by=self.officer)
        answering.submit(case, by=self.officer)
        answer = answering.approve(case, by=self.head)
        tracking = "EA000000001CN" if way == "post" else ""
        answering.send(
            case, way=way, sent_on=self.settings.TODAY, received_on=received, tracking=tracking, by=self.officer
        )
        letter = answer.letter
        assert letter is not None
        return letter


def page_of(response: Any) -> LexborHTMLParser:
    """The page of an answer."""
    assert response.status_code == 200, response.status_code
    return LexborHTMLParser(response.content.decode())


def text_of_pdf(data: bytes) -> str:
    """All text of a PDF, without spaces and line ends."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return re.sub(r"\s", "", "".join(page.extract_text() for page in pdf.pages))


def facts(page: LexborHTMLParser) -> dict[str, str]:
    """The facts of the page by name."""
    return {row.css_first("th").text(): row.css("td")[0].text() for row in page.css("table.facts tr")}


def moves(page: LexborHTMLParser) -> list[str]:
    """The moves that the page offers."""
    return [str(button.attributes["value"]) for button in page.css("button[name=do]")]


def refuse(office: Office, case: Case, received: date | None) -> Letter:
    """By Art. 16(1)."""
    stated = {"ground": "logistics", "choice": "属于本机关的后勤管理事项"}
    return office.answer(case, "denied_internal", received=received, **stated)
