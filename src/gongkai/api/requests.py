"""Disclosure requests from a portal elsewhere: passed on, asked about, and what the applicant does about them (依申请公开)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest
from ninja import Field, Path, Schema
from ninja.responses import Status
from pydantic import ConfigDict, StringConstraints

from gongkai.api.access import PUSHING, TokenAuth
from gongkai.api.models import Scope, Token
from gongkai.api.problems import Refused
from gongkai.api.router import router
from gongkai.casework import rules
from gongkai.casework.models import Answer, ApplicantKind, Case
from gongkai.casework.services import answering, handling, intake, status
from gongkai.casework.services.clock import clock_of
from gongkai.units.calendars import today

ORIGIN = "api"
_requests_only = TokenAuth(Scope.REQUESTS)

Short = Annotated[str, StringConstraints(max_length=120, strip_whitespace=True, pattern=r"^[^\x00-\x08\x0b-\x1f]*$")]
Long = Annotated[str, StringConstraints(max_length=4000, strip_whitespace=True, pattern=r"^[^\x00-\x08\x0b-\x1f]*$")]
_STRICT = ConfigDict(extra="forbid")


class RequestIn(Schema):
    """A request as the other portal has it. `external_id` is its number there; blank contact fields are unknown.

    `confirmed_on` is the day on which body and applicant both confirmed receipt there (Art. 31). Who asks through an agent names them
    with how to reach them; the power of attorney comes to the body on its own way.
    """

    model_config = _STRICT
    external_id: Annotated[Short, Field(min_length=1, max_length=100)]
    arrived_on: date
    confirmed_on: date | None = None
    applicant_kind: Literal["person", "business", "research", "welfare", "legal", "other"]
    name: Short
    identity_kind: Short = ""
    identity_number: Short = ""
    representative: Short = ""
    contact: Short = ""
    telephone: Short = ""
    address: Short = ""
    email: Short = ""
    agent: Short = ""
    agent_contact: Short = ""
    title: Short
    description: Long
    form_wanted: Annotated[Short, Field(max_length=20)] = ""
    way_wanted: Annotated[Short, Field(max_length=20)] = ""
    other_form: bool = True
    help_needed: Annotated[Short, Field(max_length=100)] = ""


class MoveIn(Schema):
    """What the applicant does: confirms receipt, corrects, gives reasons, adds something, asks how far it is, or takes it back."""

    model_config = _STRICT
    move: Literal["confirm", "receive_correction", "give_reasons", "supplement", "progress", "withdraw"]
    on: date
    text: Long = ""


class StepOut(Schema):
    """A step of the reckoning with the article that it rests on."""

    on: date
    what: str
    article: str


class AnswerOut(Schema):
    """An answer that was sent."""

    kind: str
    label: str
    number: str
    answered_on: date
    received_on: date | None = None


class RequestOut(Schema):
    """Where a request stands; nothing of its applicant. `code` is the applicant's query code, told when the request is taken in."""

    number: str
    external_id: str
    state: str
    state_label: str
    received_on: date | None = None
    due_on: date | None = None
    provisional: bool
    waiting_until: date | None = None
    moves: list[str]
    steps: list[StepOut]
    answers: list[AnswerOut]
    code: str | None = None


@router.post(
    "/requests",
    auth=_requests_only,
    response={200: RequestOut, 201: RequestOut},
    exclude_none=True,
    throttle=PUSHING,
    tags=["依申请公开"],
    summary="转来一件公开申请",
    description="在本机构登记一件申请（201）；同一external_id再转一次没有变化（200）。查询码只在第一次给出。"
    f"由代理人提出的，写明代理人及其联系方式，委托书另行提交。{_requests_only}",
)
def take_in(request: HttpRequest, given: RequestIn) -> Any:
    """Registers a request with the token's unit; the same `external_id` again changes nothing."""
    token: Token = request.auth  # type: ignore[attr-defined]
    known = _find(token, given.external_id)
    if known is not None:
        return Status(200, told(known))
    who = {name: getattr(given, name) for name in intake.Who.__dataclass_fields__ if name != "kind"}
    try:
        with transaction.atomic():
            case, code = intake.register(
                token.unit,
                intake.Who(kind=ApplicantKind(given.applicant_kind), **who),
                intake.What(
                    title=given.title,
                    description=given.description,
                    form_wanted=given.form_wanted,
                    way_wanted=given.way_wanted,
                    other_form=given.other_form,
                    help_needed=given.help_needed,
                ),
                way="online",
                arrived_on=given.arrived_on,
                confirmed_on=given.confirmed_on,
                by=None,
                origin=ORIGIN,
                origin_id=given.external_id,
            )
    except IntegrityError:  # the same was passed on twice at once
        found = _find(token, given.external_id)
        if found is None:
            raise
        return Status(200, told(found))
    return Status(201, told(case) | {"code": code})


@router.get(
    "/requests/{path:external_id}",
    auth=_requests_only,
    response=RequestOut,
    exclude_none=True,
    throttle=PUSHING,
    tags=["依申请公开"],
    summary="申请办到了哪一步",
    description=f"不含申请人的任何信息。{_requests_only}",
)
def stands(request: HttpRequest, external_id: Path[Short]) -> dict[str, Any]:
    """Where the request stands that was passed on under `external_id`."""
    return told(_found(request.auth, external_id))  # type: ignore[attr-defined]


@router.post(
    "/requests/{path:external_id}",
    auth=_requests_only,
    response=RequestOut,
    exclude_none=True,
    throttle=PUSHING,
    tags=["依申请公开"],
    summary="申请人确认、补正、补充、说明理由、询问进展或者撤回",
    description=f"现在可以做的，见查询回答中的moves；现在依法不能做的回答422，并说明理由。{_requests_only}",
)
def move(request: HttpRequest, external_id: Path[Short], given: MoveIn) -> dict[str, Any]:
    """Passes on what the applicant did; what is not lawful now is refused with the reason."""
    case = _found(request.auth, external_id)  # type: ignore[attr-defined]
    if given.on > today():
        raise Refused(422, "日期还没有到。", [("on", "日期还没有到，请核对。")])
    if given.move == "confirm":
        intake.confirm(case, on=given.on, by=None)
    elif given.move == "withdraw":
        answering.withdraw(case, on=given.on, by=None)
    elif given.move == "progress":
        handling.ask_progress(case, on=given.on, text=given.text)
    else:
        does = {
            "receive_correction": handling.receive_correction,
            "give_reasons": handling.give_reasons,
            "supplement": handling.supplement,
        }[given.move]
        does(case, on=given.on, text=given.text, by=None)
    return told(_found(request.auth, external_id))  # type: ignore[attr-defined]


def told(case: Case) -> dict[str, Any]:
    """What the other portal may know of `case`."""
    clock = clock_of(case)
    sent = case.answers.filter(state=Answer.State.SENT).select_related("letter__delivery")
    return {
        "number": case.number,
        "external_id": case.origin_id,
        "state": case.state,
        "state_label": case.get_state_display(),
        "received_on": case.received_on,
        "due_on": case.due_on,
        "provisional": case.due_provisional,
        "waiting_until": case.waiting_until,
        "moves": [move.id for move in rules.open_to_applicant(case)],
        "steps": [
            {"on": step.on, "what": step.what, "article": step.citation} for step in (clock.steps if clock else ())
        ],
        "answers": [
            {
                "kind": answer.kind,
                "label": answer.get_kind_display(),
                "number": answer.letter.number if answer.letter else "",
                "answered_on": answer.answered_on,
                "received_on": status.received_by_applicant(answer),
            }
            for answer in sent
        ],
    }


def _find(token: Token, external_id: str) -> Case | None:
    return Case.objects.filter(unit=token.unit, origin=ORIGIN, origin_id=external_id).first()


def _found(token: Token, external_id: str) -> Case:
    case = _find(token, external_id)
    if case is None:
        raise Http404
    return case
