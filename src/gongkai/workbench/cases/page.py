"""A case's page: what is asked, where its days stand, what can be done now and by which article, and all that is on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from gongkai.audit.actions import LABELS
from gongkai.audit.models import Entry
from gongkai.casework import letters as letter_kinds
from gongkai.casework.models import Applicant, Case, CaseFile, Demand, Logged, Matter, State, StepKind
from gongkai.casework.rules import offered
from gongkai.casework.services import delivering, files, handling, intake, reminding, status
from gongkai.statute.answers import kinds
from gongkai.statute.articles import cite
from gongkai.statute.openness import grounds
from gongkai.units.access import has_role
from gongkai.units.calendars import workdays
from gongkai.units.models import Person, Role
from gongkai.units.problems import NotReady
from gongkai.workbench.cases.after import item_of, may_publish, objecting
from gongkai.workbench.cases.reckoning import if_nothing, next_step, reckoning_of
from gongkai.workbench.cases.views import HANDLERS, CaseView, brief, briefly, button, handles, text_of

SCREENS = {"draft": "cases:answer", "submit": "cases:answer", "approve": "cases:decide", "send_back": "cases:decide"}
"""Moves that have a screen of their own."""
FIRST = {
    State.ARRIVED: {"confirm"},
    State.OPEN: {"draft", "hear"},
    State.CORRECTING: {"receive_correction"},
    State.PAYING: {"pay_fee"},
    State.SUBMITTED: {"approve"},
    State.APPROVED: {"send"},
}
"""What is most likely to be done next: shown before the rest."""
BY_HAND = ("receipt", "record_receipt", "confirmation", "oral", "delivery")
"""Letters that go with no step, and are made when somebody wants them."""
_ELSEWHERE = {Matter.REQUEST: {"record_receipt"}, Matter.RECORD: {"receipt", "confirmation", "oral"}}
"""Of these, those of the other matter."""
MOST_SHOWN = 200
"""Entries of the history."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A move as a button: its article, the address of its screen, why it is refused ('' where it is not)."""

    label: str
    article: str
    url: str
    why: str
    first: bool


def offers(case: Case, person: Person) -> list[Offer]:
    """The moves that `person` may make now, the likeliest first."""
    found = [
        Offer(
            move.label,
            brief(move.article),
            reverse(SCREENS[move.id], args=[case.pk])
            if move.id in SCREENS
            else reverse("cases:move", args=[case.pk, move.id]),
            briefly(why),
            move.id in FIRST.get(State(case.state), set()),
        )
        for move, why in offered(case, person)
        if move.id != "send_back"  # the head's screen has both buttons
    ]
    return sorted(found, key=lambda offer: (not offer.first, bool(offer.why)))


class CasePage(CaseView):
    """The page, for everybody who may see the case; what applicants wrote only for who handles it."""

    template_name = "workbench/cases/page.html"
    revealed: dict[str, str] | None = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case, person, known = self.case, self.request.user, workdays()
        handling_it = handles(person, case)
        reckoning = reckoning_of(case, known)
        inside = _inside(case) if handling_it else {}
        logged = Logged.objects.filter(case=case).first()
        demands = list(case.demands.select_related("office", "by"))
        return {
            **super().get_context_data(**kwargs),
            **inside,
            "undelivered": sum(row["undelivered"] for row in inside.get("letters", ())),
            "reckoning": reckoning,
            "next": next_step(case, reckoning, person, handling_it),
            "nothing": if_nothing(case, reckoning.clock if reckoning else None, known),
            "offers": offers(case, person),
            "receipt": intake.receipt_of(case, _attempts(case)),
            "answers": _answers(case),
            "demands": demands,
            "may_demand": has_role(person, case.unit_id, Role.SUPERVISOR) and case.state != State.CLOSED,
            "may_reply": handling_it,
            "may_waive": case.state == State.PAYING and has_role(person, case.unit_id, Role.CASE_OFFICER),
            "ground": grounds()[case.ground].label if case.ground in grounds() else "",
            "parts": case.parts.all(),
            "joined": case.joined.all(),
            "revealed": self.revealed,
            "logged": logged,
            "item": item_of(logged),
            "may_publish": may_publish(logged, person),
            "may_tell": handling_it and objecting(case).exists(),
        }


def _authorised(case: Case) -> bool:
    """Whether the agent's power of attorney came, with the request or with that from which it was split."""
    of = CaseFile.objects.filter(case__in=[case.pk, case.split_from_id])
    return of.filter(kind=CaseFile.Kind.AUTHORISATION).exists()


def _attempts(case: Case) -> list[date]:
    return list(case.steps.filter(kind=StepKind.ATTEMPT).values_list("on", flat=True))


def _inside(case: Case) -> dict[str, Any]:
    """What only those see who handle the case."""
    history = Entry.objects.filter(object_type="casework.case", object_id=str(case.pk)).order_by("-number")[:MOST_SHOWN]
    return {
        "steps": [(step, _facts(step.facts)) for step in case.steps.select_related("by")],
        "consultations": case.consultations.prefetch_related("steps__letter"),
        "searches": case.searches.select_related("by"),
        "notes": case.notes.select_related("by"),
        "files": case.files.all(),
        "unauthorised": bool(case.applicant.agent) and not _authorised(case),
        "file_kinds": CaseFile.Kind.choices,
        "letters": _letters(case),
        "by_hand": [(key, letter_kinds.kind(key).title) for key in by_hand(case)],
        "look_alikes": intake.look_alikes(case),
        "history": [(entry, LABELS.get(entry.action, entry.action)) for entry in history],
        "reminders": case.reminders.all()[:3],
    }


def by_hand(case: Case) -> list[str]:
    """The letters that can be made for `case` without a step."""
    others = _ELSEWHERE[Matter(case.matter)]
    return [key for key in BY_HAND if key not in others and (key != "oral" or case.way == "oral")]


_FACTS = {
    "what": "需要补正", "guidance": "怎样补正", "text": "内容", "reason": "理由",
    "figures": "数量频次", "amount": "金额（元）", "way": "方式", "voucher": "票据",
    "waived": "减免理由", "how": "怎样联系", "why": "依据",
}  # fmt: skip


def _facts(facts: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(_FACTS[name], value) for name, value in facts.items() if name in _FACTS and value]


def _letters(case: Case) -> list[dict[str, Any]]:
    """Each letter with its title, its delivery, and whether somebody has to record one."""
    found = list(case.letters.select_related("delivery__evidence", "answer"))
    missing = delivering.undelivered(found)
    return [
        {
            "letter": letter,
            "title": letter_kinds.kind(letter.kind).title,
            "delivery": getattr(letter, "delivery", None),
            "undelivered": letter in missing,
        }
        for letter in found
    ]


def _answers(case: Case) -> list[dict[str, Any]]:
    return [
        {
            "answer": answer,
            "article": cite(kinds()[answer.kind].article),
            "delivery": getattr(answer.letter, "delivery", None),
        }
        for answer in case.answers.select_related("letter__delivery", "approved_by", "drafted_by")
    ]


class RevealView(CasePage):
    """The page with the applicant's personal data on it, once; that it was read is on record."""

    roles = HANDLERS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        opened = status.reveal(self.case, by=request.user)
        self.revealed = {
            str(Applicant._meta.get_field(name).verbose_name): text for name, text in opened.items() if text
        }
        return self.render_to_response(self.get_context_data())


@button(*HANDLERS)
def add_note(request: HttpRequest, case: Case) -> str:
    """Leave a note for colleagues."""
    text = text_of(request.POST, "text")
    if not text:
        raise NotReady("备注是空的，没有保存。")
    handling.note(case, text, by=request.user)
    return "已保存备注。"


@button(*HANDLERS)
def add_file(request: HttpRequest, case: Case) -> str:
    """Keep a file with the case."""
    upload, kind = request.FILES.get("content"), request.POST.get("kind", "")
    if upload is None:
        raise NotReady("没有选择文件。")
    if kind not in CaseFile.Kind.values:
        raise NotReady("请选择文件的种类。")
    return f"已加入案卷：{files.store(case, upload, kind, by=request.user).name}。"


@button(Role.SUPERVISOR)
def demand(request: HttpRequest, case: Case) -> str:
    """A supervising office asks for it to be handled in time."""
    reminding.demand(case, text=text_of(request.POST, "text"), by=request.user)
    return "已督办，承办机关会在首页看到。"


@button(*HANDLERS)
def reply(request: HttpRequest, case: Case, demand: int) -> str:
    """The unit answers a demand."""
    made = Demand.objects.filter(case=case, pk=demand, replied_at=None).first()
    if made is None:
        raise NotReady("这条督办已经回复过，请刷新页面。")
    reminding.reply(made, text=text_of(request.POST, "text"), by=request.user)
    return "已回复督办。"


__all__ = ["CasePage", "RevealView", "add_file", "add_note", "demand", "reply"]
