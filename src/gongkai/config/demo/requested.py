"""The made-up past of requests into the database, as rows: records, steps, letters, answers, deliveries, serial numbers."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.casework.letters import answer as letter
from gongkai.casework.letters import day, kind, review_body_of
from gongkai.casework.letters.wording import filled
from gongkai.casework.models import (
    Answer,
    Applicant,
    Case,
    Consultation,
    Delivery,
    Desk,
    Letter,
    SearchRecord,
    Serial,
    State,
    Step,
)
from gongkai.casework.services.intake import known_by, masked
from gongkai.casework.services.numbers import CODE_LENGTH
from gongkai.config.demo.stories import Told, data, person, stated_of, texts_of
from gongkai.publishing.bulk import Table, reset_sequences
from gongkai.statute import remedies
from gongkai.statute.receipt import way
from gongkai.units.models import Person, Role, Unit
from gongkai.units.sealing import fingerprint, seal

_BATCH = 2000
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_NOBODY = "某施工单位"
_MODELS = (Applicant, Case, Consultation, Step, SearchRecord, Letter, Answer, Delivery)


@dataclass
class Past:
    """Puts requests in; units and people by code are there, and each unit's desk."""

    units: Mapping[str, Unit]
    people: Mapping[tuple[str, str], Person]
    draw: random.Random
    count: int = 0
    _ids: dict[str, int] = field(default_factory=dict)
    _serials: dict[tuple[int, str, int], int] = field(default_factory=dict)
    _bodies: dict[int, str] = field(default_factory=dict)

    def put_in(self, stories: Iterable[Told]) -> None:
        """Put in all `stories`, a batch in a transaction."""
        desks = Desk.objects.select_related("unit")
        self._desks = {desk.unit_id: desk for desk in desks}
        stories = iter(stories)
        while batch := list(islice(stories, _BATCH)):
            rows: dict[str, list[dict[str, Any]]] = {model.__name__: [] for model in _MODELS}
            for told in batch:
                self._one(told, rows)
            with transaction.atomic():
                for model in _MODELS:
                    _TABLES[model.__name__].insert(rows[model.__name__])
        with transaction.atomic():
            Serial.objects.bulk_create(
                Serial(unit_id=unit, series=series, year=year, last=last)
                for (unit, series, year), last in self._serials.items()
            )
            reset_sequences(*_MODELS)

    def _one(self, told: Told, rows: dict[str, list[dict[str, Any]]]) -> None:
        unit, officer = self.units[told.place.code], self.people[told.place.code, Role.CASE_OFFICER]
        self.count += 1
        name = person(told.applicant, told.applicant_kind)
        telephone = f"0000-3{told.applicant % 1_000_000:06d}"
        title, description = texts_of(told.words, self.count)
        code = "".join(self.draw.choices(_LETTERS, k=CODE_LENGTH))
        code = "-".join(code[place : place + 4] for place in range(0, CODE_LENGTH, 4))
        applicant = self._add(
            rows, "Applicant", unit_id=unit.pk, kind=told.applicant_kind, masked=masked(told.applicant_kind, name),
            same=fingerprint(known_by(name, f"SF{told.applicant:08d}", telephone)), name=seal(name),
            identity_kind="虚构证件", identity_number=seal(f"SF{told.applicant:08d}"), telephone=seal(telephone),
            address=seal(f"云溪县和平路{told.applicant % 900 + 100}号"),
        )  # fmt: skip
        case = self._add(rows, "Case", **self._case(told, unit, officer, applicant, title, description, code))
        self._steps(told, case, officer, rows)
        if told.searched:
            self._add(
                rows, "SearchRecord", case_id=case, on=told.searched, place=data()["searched"][self.count % 3],
                words=told.words["topic"], period=f"{told.words['year']}年", result="逐件核对后登记", by_id=officer.pk,
            )  # fmt: skip
        if told.drafted or told.answered:
            number = rows["Case"][-1]["number"]
            self._answer(told, unit, case, number, description, name, rows)

    def _case(
        self, told: Told, unit: Unit, officer: Person, applicant: int, title: str, description: str, code: str
    ) -> dict[str, Any]:
        clock, year = told.clock, told.arrived.year
        return {
            "unit_id": unit.pk,
            "number": f"{unit.code}-{year}-{self._next(unit, 'case', year):04d}",
            "code": seal(code),
            "code_digest": fingerprint(code),
            "applicant_id": applicant,
            "applicant_kind": told.applicant_kind,
            "way": told.way,
            "arrived_on": told.arrived,
            "confirmed_on": told.confirmed,
            "received_on": told.received,
            "title": title,
            "description": description,
            "form_wanted": data()["forms"][self.count % 2],
            "way_wanted": data()["routes"][self.count % 3],
            "officer_id": officer.pk,
            "state": _state(told),
            "due_on": clock.due if clock else None,
            "due_provisional": bool(clock and clock.provisional),
            "waiting_until": clock.waiting_until if clock else None,
            "extended": bool(clock and clock.extended),
            "late": clock.late if clock else None,
            "closed_on": told.answered,
            "answer_kind": told.kind if told.answered else "",
            "ground": told.ground if told.answered else "",
            "created_at": _at(told.arrived),
            "created_by_id": None if told.way == "online" else officer.pk,
            "origin": "demo",
        }

    def _steps(self, told: Told, case: int, officer: Person, rows: dict[str, list[dict[str, Any]]]) -> None:
        asked = {
            str(number): self._add(
                rows, "Consultation", case_id=case, kind=each.kind, masked=_NOBODY, name=seal(_NOBODY),
                question=f"{told.words['thing']}是否可以公开", asked_on=each.on,
                due_on=each.due, answered_on=each.answered, opinion=each.opinion,
                reasons="属于商业秘密" if each.opinion == "disagrees" else "", by_id=officer.pk,
            )
            for number, each in enumerate(told.asked, 1)
        }  # fmt: skip
        steps = [(event.on, event.kind, event) for event in told.events]
        if told.confirmed:
            steps.insert(0, (told.confirmed, "confirmed", None))
        if told.answered and told.kind == "withdrawn":
            steps.insert(-1, (told.answered, "withdrawn", None))
        for on, what, event in steps:
            received = on if what == "fee_noticed" else event.received if event else None
            self._add(
                rows, "Step", case_id=case, kind=what, on=on, received_on=received,
                until=event.until if event else None, days=event.days if event else None,
                consultation_id=asked.get(event.party) if event else None,
                facts=json.dumps(told.facts.get(what, {}), ensure_ascii=False), by_id=officer.pk, at=_at(on),
            )  # fmt: skip

    def _answer(
        self,
        told: Told,
        unit: Unit,
        case: int,
        number: str,
        description: str,
        name: str,
        rows: dict[str, list[dict[str, Any]]],
    ) -> None:
        officer, head = self.people[unit.code, Role.CASE_OFFICER], self.people[unit.code, Role.HEAD]
        stated = stated_of(told.kind, told.words, told.answered)
        day_of = told.signed or told.submitted or told.drafted
        words = self._words(told, unit, number, description, stated, day_of)
        signer = None if told.kind == "withdrawn" or not told.signed else head.pk
        letter_id = self._add(
            rows, "Letter", case_id=case, kind=f"answer.{told.kind}", addressee=seal(name),
            number=self._letter_number(unit, told.signed) if told.signed else "",
            words=json.dumps(words, ensure_ascii=False), made_by_id=officer.pk, made_at=_at(told.drafted or day_of),
            signed_on=told.signed, signed_by_id=signer,
        )  # fmt: skip
        approved = told.signed is not None and told.kind != "withdrawn"
        state = (
            Answer.State.SENT if told.answered else Answer.State.APPROVED if told.signed
            else Answer.State.SUBMITTED if told.submitted else Answer.State.DRAFT
        )  # fmt: skip
        self._add(
            rows, "Answer", case_id=case, round=1, kind=told.kind, ground=told.ground, state=state,
            stated=json.dumps(stated, ensure_ascii=False), letter_id=letter_id, drafted_by_id=officer.pk,
            opinion="同意" if approved else "", approved_by_id=head.pk if approved else None,
            approved_at=_at(told.signed) if approved else None, answered_on=told.answered,
        )  # fmt: skip
        if told.answered and told.delivery:
            tracking = f"YS{self.count:09d}" if told.delivery == "post" else ""
            self._add(
                rows, "Delivery", letter_id=letter_id, way=told.delivery, sent_on=told.answered,
                received_on=told.delivered, tracking=tracking, by_id=officer.pk,
            )  # fmt: skip

    def _words(
        self, told: Told, unit: Unit, number: str, description: str, stated: dict[str, str], on: date | None
    ) -> dict[str, str]:
        you = "您" if told.applicant_kind == "person" else "贵单位"
        dates = {event.kind: event.on for event in told.events}
        corrected = ""
        if asked := dates.get("correction_asked"):
            given = dates.get("correction_received")
            corrected = f"因申请内容不明确，本机关于{day(asked)}告知补正" + (
                f"，于{day(given)}收到补正材料。" if given else "，期限届满没有收到补正材料。"
            )
        review = ""
        if on and (body := self._body(unit)):
            review = remedies.clause(told.kind, on, body=body, court=self._desks[unit.pk].court)
        known = {
            "you": you, "number": number, "received": day(told.received), "way": way(told.way).label.partition("（")[0],
            "description": description, "corrected": corrected, "review": review,
            "decision": letter.decided(told.kind, told.ground, stated, you),
            "basis": letter.basis(told.kind, told.ground),
        }  # fmt: skip
        return filled(kind(f"answer.{told.kind}").parts, known)

    def _body(self, unit: Unit) -> str:
        if unit.pk not in self._bodies:
            self._bodies[unit.pk] = review_body_of(unit)
        return self._bodies[unit.pk]

    def _letter_number(self, unit: Unit, on: date) -> str:
        return f"{self._desks[unit.pk].number_word}〔{on.year}〕{self._next(unit, 'letter', on.year)}号"

    def _next(self, unit: Unit, series: str, year: int) -> int:
        key = (unit.pk, series, year)
        self._serials[key] = self._serials.get(key, 0) + 1
        return self._serials[key]

    def _add(self, rows: dict[str, list[dict[str, Any]]], model: str, /, **fields: Any) -> int:
        self._ids[model] = self._ids.get(model, 0) + 1
        rows[model].append({"id": self._ids[model], **fields})
        return self._ids[model]


def set_up_desks(units: Mapping[str, Unit], words: Iterator[tuple[str, str]]) -> None:
    """Each unit's desk, with the word that its letters' numbers begin with (`words`: by code); the county's review body is told."""
    Desk.objects.bulk_create(
        Desk(
            unit=units[code],
            number_word=f"{word}公开",
            court="云溪县人民法院",
            review_body="示范市人民政府" if units[code].kind == "county" else "",
            payment_way="持收费通知书到云溪县政务服务大厅缴纳",
        )
        for code, word in words
    )


def _state(told: Told) -> str:
    if told.clock is None:
        return State.ARRIVED
    if told.answered:
        return State.CLOSED
    if told.signed or told.submitted:
        return State.APPROVED if told.signed else State.SUBMITTED
    return {"correction": State.CORRECTING, "payment": State.PAYING}.get(told.clock.waiting, State.OPEN)


def _at(on: date | None) -> datetime | None:
    return datetime.combine(on, time(9), timezone.get_default_timezone()) if on else None


_TABLES = {model.__name__: Table(model) for model in _MODELS}
