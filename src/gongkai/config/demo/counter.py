"""Requests that are in the officers' hands today, in every state: brought there by the real services, as the people would."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gongkai.casework.models import Case
from gongkai.casework.services import answering, disclosed, fees, handling, intake, reminding
from gongkai.config.demo.places import Place
from gongkai.config.demo.stories import data, person, stated_of, texts_of
from gongkai.statute import answers
from gongkai.statute.workdays import Workdays
from gongkai.units.models import Person, Role, Unit

SCENES = (
    ("arrived", 1), ("arrived", 3), ("open", 2), ("open", 6), ("due-soon", 16), ("due-soon", 19), ("overdue", 24),
    ("overdue", 31), ("correcting", 8), ("lapsed", 24), ("corrected", 15), ("paying", 9), ("third-party", 8), ("heard", 17),
    ("joint", 6), ("extended", 23), ("reasons", 5), ("search", 12), ("drafted", 11), ("submitted", 13), ("sent-back", 14),
    ("approved", 15), ("answered", 16), ("posted", 18), ("denied", 17), ("withdrawn", 6), ("joined", 5),
    ("split", 4), ("logged", 14),
)  # fmt: skip
"""What is shown, and how many working days ago it came."""
_TWO = {"joined", "split"}
"""Scenes of two requests each; all others have one."""


def shown(most: int) -> list[tuple[str, int]]:
    """The first of `SCENES` that come to at most `most` requests."""
    found: list[tuple[str, int]] = []
    for scene in SCENES:
        if count([*found, scene]) > most:
            break
        found.append(scene)
    return found


def count(scenes: Sequence[tuple[str, int]]) -> int:
    """How many requests these scenes come to."""
    return len(scenes) + sum(name in _TWO for name, _ in scenes)


@dataclass
class Counter:
    """Registers and handles requests as the people of the county would."""

    units: Mapping[str, Unit]
    people: Mapping[tuple[str, str], Person]
    draw: random.Random
    workdays: Workdays
    today: date

    def show(self, places: Sequence[Place], most: int) -> None:
        """Make those of `SCENES` that come to at most `most` requests, turn by turn in the units that have work of their own."""
        busy = [place for place in places if place.kind in ("department", "township", "street")]
        for number, (scene, ago) in enumerate(shown(most)):
            self._show(number, scene, busy[number % len(busy)], ago)

    def _show(self, number: int, scene: str, place: Place, ago: int) -> None:
        way = "online" if scene == "arrived" else ("in_person", "signed_post", "oral")[number % 3]
        case = self._register(place, way, ago, number)
        self._place = place
        if act := getattr(self, f"_{scene.replace('-', '_')}", None):
            act(case, ago)

    def _register(self, place: Place, way: str, ago: int, number: int) -> Case:
        topic = self.draw.choice(place.topics).topic
        words = {"topic": topic, "thing": self.draw.choice(data()["things"]), "year": self.today.year}
        title, description = texts_of(words, number)
        who = intake.Who(
            "person",
            person(900_000 + number, "person"),
            identity_kind="虚构证件",
            identity_number=f"SF9{number:07d}",
            telephone=f"0000-39{number:05d}",
            address=f"云溪县和平路{number + 100}号",
        )
        case, _ = intake.register(
            self.units[place.code],
            who,
            intake.What(title, description, form_wanted="电子文本", way_wanted="电子邮件"),
            way=way,
            arrived_on=self._ago(ago),
            by=None if way == "online" else self.people[place.code, Role.CASE_OFFICER],
            origin="portal" if way == "online" else "demo",
        )
        self._words = words
        return case

    def _due_soon(self, case: Case, ago: int) -> None:
        self._search(case, ago)

    def _overdue(self, case: Case, ago: int) -> None:
        if ago > 25:
            text = "该件已经逾期，请于三日内办结并说明原因。"
            reminding.demand(case, text=text, by=self.people["yunxi", Role.SUPERVISOR])

    def _correcting(self, case: Case, ago: int, until: int = -7) -> None:
        handling.ask_correction(
            case, on=self._ago(ago - 3), what="没有写明年度和项目", guidance="请写明年度和项目名称",
            until=self._ago(until), by=self._officer(case),
        )  # fmt: skip

    def _lapsed(self, case: Case, ago: int) -> None:
        self._correcting(case, ago, until=2)

    def _corrected(self, case: Case, ago: int) -> None:
        self._correcting(case, ago, until=4)
        handling.receive_correction(case, on=self._ago(ago - 7), text="本年度的，全部项目", by=None)

    def _paying(self, case: Case, ago: int) -> None:
        fees.notice_fee(
            case, "pages", pages=68, on=self._ago(ago - 4), received_on=self._ago(ago - 4), way="到政务服务大厅缴纳",
            by=self._officer(case),
        )  # fmt: skip

    def _third_party(self, case: Case, ago: int) -> Any:
        return self._consult(case, ago, "third_party", "某施工单位")

    def _joint(self, case: Case, ago: int) -> Any:
        return self._consult(case, ago, "joint", "云溪县财政局")

    def _consult(self, case: Case, ago: int, kind: str, name: str) -> Any:
        return handling.consult(
            case, kind, name=name, question="报价和成本是否可以公开", on=self._ago(ago - 2), received_on=self._ago(ago - 3),
            by=self._officer(case),
        )  # fmt: skip

    def _heard(self, case: Case, ago: int) -> None:
        asked = self._third_party(case, ago)
        handling.hear(
            asked, on=self._ago(ago - 9), opinion="disagrees", reasons="报价属于商业秘密", by=self._officer(case)
        )
        self._draft(case, "denied_third_party", "trade-secret")

    def _extended(self, case: Case, ago: int) -> None:
        handling.extend(case, on=self._ago(ago - 17), days=20, reason="需要核对的材料较多", by=self._head(case))

    def _reasons(self, case: Case, ago: int) -> None:
        handling.ask_reasons(case, on=self._ago(ago - 2), figures="本月以来共35件", by=self._officer(case))

    def _search(self, case: Case, ago: int) -> None:
        handling.record_search(
            case, on=self._ago(ago - 3), place=data()["searched"][0], words=self._words["topic"],
            period=f"{self.today.year - 3}年至{self.today.year}年", result="没有查到", by=self._officer(case),
        )  # fmt: skip

    def _drafted(self, case: Case, ago: int) -> None:
        self._draft(case, "not_ours")

    def _submitted(self, case: Case, ago: int) -> None:
        self._search(case, ago)
        self._draft(case, "not_existing")
        answering.submit(case, by=self._officer(case))

    def _sent_back(self, case: Case, ago: int) -> None:
        self._submitted(case, ago)
        answering.send_back(case, opinion="请补充检索业务科室台账的情况。", by=self._head(case))

    def _approved(self, case: Case, ago: int, kind: str = "granted", ground: str = "") -> None:
        self._draft(case, kind, ground)
        answering.submit(case, by=self._officer(case))
        answering.approve(case, by=self._head(case))

    def _answered(self, case: Case, ago: int, kind: str = "granted", ground: str = "") -> None:
        self._approved(case, ago, kind, ground)
        answering.send(case, way="in_person", sent_on=self.today, by=self._officer(case))

    def _posted(self, case: Case, ago: int) -> None:
        self._approved(case, ago)
        answering.send(case, way="post", sent_on=self.today, tracking="YS999999999", by=self._officer(case))

    def _denied(self, case: Case, ago: int) -> None:
        self._answered(case, ago, "denied_process", "draft")

    def _withdrawn(self, case: Case, ago: int) -> None:
        answering.withdraw(case, on=self._ago(ago - 3), by=None)

    def _joined(self, case: Case, ago: int) -> None:
        other = self._register(self._place, "in_person", ago - 1, len(SCENES))
        intake.join(other, case, by=self._officer(case))

    def _split(self, case: Case, ago: int) -> None:
        matters = [intake.What(f"{case.title}（第{number}项）", case.description) for number in (1, 2)]
        intake.split(case, matters, by=self._officer(case))

    def _logged(self, case: Case, ago: int) -> None:
        self._answered(case, ago)
        disclosed.disclose(
            case, title=case.title, asked=case.description, answered="已按申请的形式提供全文。", by=self._officer(case)
        )

    def _draft(self, case: Case, kind: str, ground: str = "") -> None:
        grounds = answers.kind(kind).allowed_grounds
        answering.draft(
            case, kind, ground=ground if ground in grounds else "", stated=stated_of(kind, self._words, None),
            by=self._officer(case),
        )  # fmt: skip

    def _officer(self, case: Case) -> Person:
        return self.people[case.unit.code, Role.CASE_OFFICER]

    def _head(self, case: Case) -> Person:
        return self.people[case.unit.code, Role.HEAD]

    def _ago(self, days: int) -> date:
        """The working day so many before today, or after it where `days` is negative."""
        if days < 0:
            return self.workdays.nth(self.today, -days)
        day = self.today
        while days or not self.workdays.is_workday(day):
            day -= timedelta(1)
            days -= days > 0 and self.workdays.is_workday(day)
        return day
