"""The words of an answer's letter: what was asked, what was found, what is decided, on which basis, and what can be done against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from gongkai.casework.letters.wording import day, facts_of, words_of
from gongkai.casework.models import Answer, Case
from gongkai.casework.services.numbers import desk_of
from gongkai.statute import answers, remedies
from gongkai.statute.articles import cite
from gongkai.statute.openness import ground
from gongkai.units.calendars import today
from gongkai.units.models import Unit


def answer_words(case: Case, answer: Answer) -> dict[str, str]:
    """The parts of the letter that says `answer`; blank statements leave their place blank, as the draft of a draft."""
    facts = {
        "decision": decided(answer.kind, answer.ground, answer.stated, facts_of(case)["you"]),
        "corrected": "".join(_facts(case, answers.kind(answer.kind).needs)),
        "basis": basis(answer.kind, answer.ground),
        "review": _remedy(case, answer),
    }
    return words_of(case, f"answer.{answer.kind}", facts)


def decided(kind: str, ground_id: str, given: Mapping[str, str], you: str) -> str:
    """What is decided, from what the officer states; `you` is how the applicant is addressed."""
    found = answers.kind(kind)
    stated = {statement.id: _told(statement, given.get(statement.id, "")) for statement, _ in found.statements}
    label = ground(ground_id).label if ground_id else ""
    wording = found.decision.replace("您", you)
    decision = wording.format(**{name: text.rstrip("。") for name, text in stated.items()}, ground=label)
    more = [
        f"{statement.label}：{stated[statement.id]}"
        for statement, must in found.statements
        if not must and stated[statement.id]
    ]
    return "。".join([decision, *more])


def basis(kind: str, ground_id: str) -> str:
    """The articles on which an answer rests."""
    first = cite(answers.kind(kind).article)
    return f"{first}、{cite(ground(ground_id).article)}" if ground_id else first


def review_body_of(unit: Unit) -> str:
    """Who reviews what `unit` did (行政复议法 Arts. 24, 27): as its desk has it, else by the tree; '' where neither tells."""
    if named := desk_of(unit).review_body:
        return named
    if remedies.review_body(unit.kind).who == "itself":
        return unit.name
    above = unit.get_ancestors().filter(kind__in=remedies.GOVERNMENTS).order_by("-depth").first()
    return above.name if above else ""


def _told(statement: answers.Statement, text: str) -> str:
    """A statement as a letter has it: a date in words."""
    return day(date.fromisoformat(text)) if statement.kind == "date" and text else text


def _facts(case: Case, needs: tuple[str, ...]) -> Iterator[str]:
    steps = {step.kind: step for step in case.steps.all()}
    if asked := steps.get("correction_asked"):
        given = steps.get("correction_received")
        arrived = f"（{day(asked.received_on)}送达）" if asked.received_on else ""
        yield f"因申请内容不明确，本机关于{day(asked.on)}告知补正{arrived}" + (
            f"，于{day(given.on)}收到补正材料。"
            if given
            else f"，补正期限至{day(case.waiting_until or asked.until)}届满。"
        )
    for asked_one in case.consultations.filter(kind="third_party"):
        answered = (
            f"，于{day(asked_one.answered_on)}收到意见"
            if asked_one.answered_on and asked_one.opinion != "silent"
            else "，第三方逾期没有提出意见"
            if asked_one.opinion == "silent"
            else ""
        )
        yield f"本机关于{day(asked_one.asked_on)}书面征求第三方意见{answered}。"
    if "search" in needs:
        for search in case.searches.all():
            yield f"本机关于{day(search.on)}在{search.place}以“{search.words}”检索{search.period}的信息，{search.result.rstrip('。')}。"
    if "reasons" in needs and (wanted := steps.get("reasons_asked")):
        reasons = steps.get("reasons_given")
        yield f"本机关于{day(wanted.on)}要求说明理由，" + (
            f"于{day(reasons.on)}收到所说明的理由。" if reasons else "没有收到说明。"
        )
    if "payment_lapsed" in needs and (fee := steps.get("fee_noticed")):
        yield f"收费通知于{day(fee.received_on)}送达，缴费期限至{day(case.waiting_until)}届满。"


def _remedy(case: Case, answer: Answer) -> str:
    desk = desk_of(case.unit)
    online = desk.review_address if case.way in ("online", "email") else ""
    body = review_body_of(case.unit)
    if not body and remedies.route(answer.kind, today()) != "none":
        return ""
    return remedies.clause(answer.kind, today(), body=body, court=desk.court, online=online, court_open=desk.court_open)
