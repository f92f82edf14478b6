"""Letters and files of a case, to download; letters that are made by hand. Whoever opens what holds personal data is on record."""

from __future__ import annotations

from urllib.parse import quote

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET
from wagtail.admin import messages

from gongkai.audit.log import record
from gongkai.casework import letters
from gongkai.casework.letters.kinds import ANSWER
from gongkai.casework.models import Case, CaseFile, Letter
from gongkai.casework.services import files
from gongkai.casework.services import letters as making
from gongkai.typesetting import UnprintableError, docx, pdf
from gongkai.units.problems import NotReady
from gongkai.workbench.cases.page import by_hand
from gongkai.workbench.cases.views import HANDLERS, button, case_or_404, page_url

MAKERS = {
    "pdf": (pdf, "application/pdf"),
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
"""How a letter becomes a file, by the ending of its name."""


@require_GET
@transaction.atomic
def letter_file(request: HttpRequest, pk: int, letter: int, ending: str) -> HttpResponse:
    """A letter as a file; a draft's too, for a look at it."""
    case = case_or_404(request.user, pk, *HANDLERS)
    found = get_object_or_404(Letter.objects.select_related("case__unit", "case__applicant"), pk=letter, case=case)
    if ending not in MAKERS:
        raise Http404
    make, media_type = MAKERS[ending]
    try:
        data = make(letters.document(found))
    except UnprintableError as problem:
        messages.error(request, str(problem))
        return redirect(page_url(case))
    record("personal_data.read", case, by=request.user, unit=case.unit.code, after={"letter": found.pk})
    return download(
        data, media_type, f"{letters.kind(found.kind).title}{found.number or '（草稿）'}.{ending}", "inline"
    )


@require_GET
@transaction.atomic
def case_file(request: HttpRequest, pk: int, casefile: int) -> HttpResponse:
    """A file of the case, always as a download."""
    case = case_or_404(request.user, pk, *HANDLERS)
    found = get_object_or_404(CaseFile, pk=casefile, case=case)
    return download(files.content(found, by=request.user), found.media_type, found.name, "attachment")


@button(*HANDLERS)
def make_letter(request: HttpRequest, case: Case) -> str:
    """Make a letter that goes with no step: a receipt, a confirmation, a record of delivery."""
    key = request.POST.get("letter", "")
    if key not in by_hand(case):
        raise NotReady("请选择文书。")
    answer = case.letters.filter(kind__startswith=ANSWER).last()
    what = f"{letters.kind(answer.kind).title}（{answer.number or '未编号'}）" if answer else ""
    made = making.make(case, key, {"what": what}, by=request.user)
    return f"已制作{letters.kind(made.kind).title}，在“文书”中下载打印。"


def download(data: bytes, media_type: str, name: str, how: str) -> HttpResponse:
    """A file by its name, shown ("inline") or saved ("attachment")."""
    return HttpResponse(
        data,
        content_type=media_type,
        headers={
            "Content-Disposition": f"{how}; filename*=UTF-8''{quote(name)}",
            "X-Content-Type-Options": "nosniff",
        },
    )
