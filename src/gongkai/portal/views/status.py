"""办理查询: by the query code, which never stands in an address, an applicant sees where the request is and does what applicants may."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST

from gongkai import typesetting
from gongkai.casework import letters
from gongkai.casework.models import Case, Letter
from gongkai.casework.services import files
from gongkai.casework.services.clock import clock_of
from gongkai.casework.services.status import by_code, remedies_of
from gongkai.portal import limits, moves, standing
from gongkai.portal.head import head
from gongkai.portal.moves import MoveForm
from gongkai.portal.private import private
from gongkai.portal.review_application import application
from gongkai.statute.articles import cite
from gongkai.typesetting import Document, UnprintableError

ADDRESS = "/request/status/"
_POLICY = "default-src 'none'; sandbox"
_MAKERS: dict[str, tuple[Callable[[Document], bytes], str]] = {
    "pdf": (typesetting.pdf, "application/pdf"),
    "docx": (
        typesetting.docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}
_UNCONFIRMED = (
    "依照《政府信息公开条例》第三十一条，通过互联网提交的申请，以双方确认之日为收到申请之日，"
    "答复期限自确认的次日起计算。本机关将另行与申请人确认。"
)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def status_page(request: HttpRequest) -> HttpResponse:
    """Asks for the code; with a right one, shows the request and makes the move that `do` names."""
    if request.method != "POST":
        return _code_page(request)
    case, refusal = _found(request)
    if case is None:
        return refusal
    name = request.POST.get("do", "")
    if name not in moves.MOVES:
        return _case_page(request, case)
    form = MoveForm(name, request.POST, request.FILES)
    if not form.is_valid():
        return _case_page(request, case, form)
    try:
        moves.make(case, form)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return _case_page(request, case, form)
    return _case_page(request, Case.objects.select_related("unit", "applicant").get(pk=case.pk), done=form.move.done)


@require_POST
@private
def file(request: HttpRequest) -> HttpResponse:
    """A letter, the receipt, an application for review, or a file that was handed out: of the request of this code alone."""
    case, refusal = _found(request)
    if case is None:
        return refusal
    what, _, ending = request.POST.get("what", "").partition(".")
    try:
        return _made(case, what, ending)
    except UnprintableError as unprintable:
        return _case_page(request, case, problem=str(unprintable))


def receipt(case: Case) -> Document:
    """The receipt (登记回执) of a request that came in here; it carries the query code."""
    words = letters.words_of(case, "receipt", {})
    if case.received_on is None:
        words["term"] = _UNCONFIRMED
    return letters.document(Letter(case=case, kind="receipt", addressee=case.applicant.name, words=words))


def _made(case: Case, what: str, ending: str) -> HttpResponse:
    kind, _, number = what.partition("-")
    if kind == "file":
        for each in standing.files_of(case):
            if str(each.pk) == number:
                return _download(files.content(each, by=None), each.name, each.media_type)
        raise Http404(what)
    if ending not in _MAKERS:
        raise Http404(what)
    document = _document(case, kind, number)
    make, media_type = _MAKERS[ending]
    return _download(make(document), f"{document.title}（{case.number}）.{ending}", media_type)


def _document(case: Case, kind: str, number: str) -> Document:
    if kind == "receipt":
        return receipt(case)
    if kind == "review" and remedies_of(case).paths:
        return application(case)
    for letter in standing.letters_of(case) if kind == "letter" else ():
        if str(letter.pk) == number:
            return letters.document(letter)
    raise Http404(kind)


def _download(data: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    response["Content-Security-Policy"] = _POLICY
    return response


def _found(request: HttpRequest) -> tuple[Case | None, HttpResponse]:
    """The request of the code that was sent, or the page that asks for another one. Wrong codes count more than right ones."""
    code = unicodedata.normalize("NFKC", request.POST.get("code", "")[:100]).strip()
    if seconds := limits.wait(request, limits.ASKING):
        page = _code_page(request, f"从您的网络查询得太频繁。{limits.told(seconds)}")
        return None, limits.refused(page, seconds)
    if not code:
        return None, _code_page(request, "请填写查询码，它在提交申请时的回执上。")
    case = by_code(code)
    if case is not None:
        return case, HttpResponse()
    limits.wait(request, limits.ASKING, limits.WRONG_CODE - 1)
    told = "没有找到这个查询码的申请。请对照回执核对，字母不分大小写，没有数字0、1和字母I、L、O。"
    return None, _code_page(request, told)


def _code_page(request: HttpRequest, problem: str = "") -> HttpResponse:
    return render(
        request,
        "portal/request/code.html",
        {**head("申请办理查询", ADDRESS), "problem": problem, "title_prefix": "错误：" if problem else ""},
    )


def _case_page(
    request: HttpRequest, case: Case, wrong: MoveForm | None = None, done: str = "", problem: str = ""
) -> HttpResponse:
    remedies, clock = remedies_of(case), clock_of(case)
    offered = moves.forms_of(case)
    if wrong is not None:
        offered[wrong.name] = wrong
    return render(
        request,
        "portal/request/status.html",
        {
            **head("申请办理情况", ADDRESS, crumbs=[("申请办理查询", ADDRESS)]),
            "case": case,
            "code": case.code.open(),
            "applicant": case.applicant.masked + ("（由代理人提出）" if case.applicant.agent else ""),
            "standing": standing.standing(case),
            "steps": clock.steps if clock else (),
            "letters": [(letter, letters.kind(letter.kind).title) for letter in standing.letters_of(case)],
            "files": standing.files_of(case),
            "remedies": remedies,
            "ways": standing.ways(case, remedies),
            "office": standing.complaint_office(case),
            "complaint": cite("r2019.51"),
            "moves": list(offered.values()),
            "wrong": wrong,
            "done": done,
            "problem": problem,
        },
    )
