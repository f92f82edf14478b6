"""依申请公开: a unit's form. It is filled in, looked over, sent, and answered with a receipt that tells the query code once."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.casework.models import Case, CaseFile
from gongkai.casework.services import intake
from gongkai.portal import limits, markup
from gongkai.portal.forms import MOST_FILES, RequestForm, SendingForm
from gongkai.portal.keeping import keep
from gongkai.portal.likely import likely
from gongkai.portal.private import private
from gongkai.portal.site import site
from gongkai.portal.views.unit import contact, platform
from gongkai.statute.articles import article, cite
from gongkai.units.calendars import today
from gongkai.units.models import Post, Role, Unit
from gongkai.units.problems import NotReady
from gongkai.units.sealing import fingerprint
from gongkai.untrusted import challenge
from gongkai.untrusted.challenge import Verdict

ORIGIN = "portal"
SHOWN_AGAIN = timedelta(hours=1)
"""How long a form that is sent again, as by a second click, leads to its receipt again."""
_KINDS = {
    "identity_files": CaseFile.Kind.IDENTITY,
    "authorisation_files": CaseFile.Kind.AUTHORISATION,
    "other_files": CaseFile.Kind.REQUEST,
}
"""What the files of each field are."""
_RULES = ("r2019.27", "r2019.29", "r2019.30", "r2019.33", "r2019.42", "r2019.43", "r2019.51")
_VERDICTS = {
    Verdict.WRONG: "答案不对，请回答新的问题。",
    Verdict.EARLY: "提交得太快了，请核对填写的内容，过几秒再提交。",
    Verdict.STALE: "页面打开的时间太久，请回答新的问题后再提交。填写的内容都还在。",
}


@require_http_methods(["GET", "HEAD", "POST"])
@private
def request_page(request: HttpRequest, code: str) -> HttpResponse:
    """The form; each sending says by `step` what is wanted: look it over (check), go back (edit), send it (send)."""
    if request.method == "POST" and (seconds := limits.wait(request, limits.FLOODING)):
        page = markup.page("portal/request/limited.html", {"site": site(), "again": limits.told(seconds)})
        return limits.refused(page, seconds)
    unit, context = platform(code, "request")
    context["open"] = _takes(unit)
    if request.method != "POST" or not context["open"]:
        return _form_page(request, context, RequestForm(), _new_token())
    if seconds := limits.wait(request, limits.TRYING):
        told = f"从您的网络提交得太频繁。{limits.told(seconds)}填写的内容都还在。"
        page = _form_page(request, context, RequestForm(request.POST), _token(request), told)
        return limits.refused(page, seconds)
    step, token = request.POST.get("step", ""), _token(request)
    if step == "send" and (sent := _sent_before(unit, token)):
        return _again(request, context, sent)
    form = RequestForm(request.POST)
    if step == "edit" or not form.is_valid():
        return _form_page(request, context, form, token)
    if step != "send":
        return _check_page(request, context, form, SendingForm(agent=form.has_agent), token)
    return _send(request, context, form, token)


@require_POST
@private
def likely_items(request: HttpRequest, code: str) -> HttpResponse:
    """The items that are likely to be what somebody is typing, as a piece of a page; empty where there are none."""
    platform(code, "request")
    if seconds := limits.wait(request, limits.TYPING):
        return limits.refused(HttpResponse(), seconds)
    return HttpResponse(markup.row_list(likely(request.POST.get("text", "")), show_unit=True))


def _send(request: HttpRequest, context: dict[str, Any], form: RequestForm, token: str) -> HttpResponse:
    """Register what was sent, with its files, once for each token."""
    sending = SendingForm(request.POST, request.FILES, agent=form.has_agent)
    sending.full_clean()
    verdict = challenge.judge(settings.SECRET_KEY, token, request.POST.get("answer", ""), time.time())
    if request.POST.get("website"):
        sending.add_error(None, "有一栏应当留空，却填写了内容。请重新提交；如果浏览器自动填写，请先关闭自动填写。")
    if verdict is not Verdict.RIGHT and "answer" not in sending.errors:
        sending.add_error("answer", _VERDICTS[verdict])
    number = sum(len(sending.cleaned_data.get(name, ())) for name in _KINDS)
    if number > MOST_FILES:
        sending.add_error("other_files", f"各栏合计最多上传{MOST_FILES}个文件，现在有{number}个，请合并后再传。")
    if not sending.is_valid():
        kept = token if verdict in (Verdict.RIGHT, Verdict.EARLY) else _new_token()
        return _check_page(request, context, form, sending, kept)
    if seconds := limits.wait(request, limits.SENDING):
        sending.add_error(
            None, f"从您的网络提交的申请太多，这一次没有登记。{limits.told(seconds)}也可以当面或者邮寄提交。"
        )
        return limits.refused(_check_page(request, context, form, sending, token), seconds)
    try:
        case, query_code = _registered(context["unit"], form, sending, token)
    except (IntegrityError, NotReady) as refused:
        if sent := _sent_before(context["unit"], token):  # by a second click at the same moment
            return _again(request, context, sent)
        if isinstance(refused, IntegrityError):
            raise
        sending.add_error(None, refused.messages)
        return _check_page(request, context, form, sending, token)
    return _receipt(request, context, case, query_code)


def _registered(unit: Unit, form: RequestForm, sending: SendingForm, token: str) -> tuple[Case, str]:
    """The case with its files; where anything fails nothing of it is left."""
    with transaction.atomic():
        case, code = intake.register(
            unit,
            form.who,
            form.what,
            way="online",
            arrived_on=today(),
            by=None,
            origin=ORIGIN,
            origin_id=_origin_id(token),
        )
        keep(case, [(upload, kind) for name, kind in _KINDS.items() for upload in sending.cleaned_data.get(name, ())])
    return case, code


def _again(request: HttpRequest, context: dict[str, Any], case: Case) -> HttpResponse:
    """What answers a form that was sent before: its receipt where it is the same, else the form to be sent as another one."""
    form = RequestForm(request.POST)
    if not form.is_valid() or form.what.description != case.description:
        told = f"这张表已经提交过，登记编号为{case.number}；后来改动的内容没有登记。要另外申请一件，请核对后再次提交。"
        return _form_page(request, context, form, _new_token(), told)
    if timezone.now() - case.created_at > SHOWN_AGAIN:
        told = f"这件申请已经登记过，登记编号为{case.number}，查询码当时已经告知。查询码遗失的，请与工作机构联系。"
        return _form_page(request, context, RequestForm(), _new_token(), told)
    return _receipt(request, context, case, case.code.open())


def _sent_before(unit: Unit, token: str) -> Case | None:
    key = challenge.key_of(settings.SECRET_KEY, token)
    found = Case.objects.filter(unit=unit, origin=ORIGIN, origin_id=_origin_id(token)) if key else Case.objects.none()
    return found.select_related("unit", "applicant").first()


def _origin_id(token: str) -> str:
    """What a case keeps of the token: by itself it opens nothing."""
    return fingerprint(challenge.key_of(settings.SECRET_KEY, token))


def _token(request: HttpRequest) -> str:
    """The token that came with the form, or a new one in place of none."""
    token = request.POST.get("token", "")
    return token if challenge.key_of(settings.SECRET_KEY, token) else _new_token()


def _new_token() -> str:
    return challenge.issue(settings.SECRET_KEY, time.time())


def _takes(unit: Unit) -> bool:
    """Whether somebody there handles requests."""
    officers = Post.objects.filter(unit=unit, role=Role.CASE_OFFICER, person__is_active=True)
    return unit.closed_on is None and officers.exists()


def _form_page(
    request: HttpRequest, context: dict[str, Any], form: RequestForm, token: str, told: str = ""
) -> HttpResponse:
    unit, above = context["unit"], context["above"]
    reachable = [each for each in (unit, *reversed(above)) if each.telephone or each.office_address]
    return render(
        request,
        "portal/request/form.html",
        {
            **context,
            "form": form,
            "token": token,
            "told": told,
            "contact": contact(unit),
            "instead": reachable[0] if reachable and reachable[0] != unit else None,
            "instead_contact": contact(reachable[0]) if reachable else [],
            "law": [(cite(key), article(key).says) for key in _RULES],
        },
    )


def _check_page(
    request: HttpRequest, context: dict[str, Any], form: RequestForm, sending: SendingForm, token: str
) -> HttpResponse:
    sending["answer"].help_text = challenge.question(
        settings.SECRET_KEY, token
    )  # a form that was read keeps its fields as they were
    return render(
        request,
        "portal/request/check.html",
        {
            **context,
            "form": form,
            "sending": sending,
            "facts": form.told(),
            "likely": markup.row_list(likely(form.asked), show_unit=True),
            "token": token,
            "files_lost": bool(request.FILES) and bool(sending.errors),
            "most_files": MOST_FILES,
        },
    )


def _receipt(request: HttpRequest, context: dict[str, Any], case: Case, query_code: str) -> HttpResponse:
    return render(
        request,
        "portal/request/receipt.html",
        {**context, "case": case, "code": query_code, "confirmation": article("r2019.31").says},
    )
