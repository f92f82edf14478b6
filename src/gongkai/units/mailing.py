"""Mails to people out of the database: each claimed by one worker and sent once; what the server does not take is tried again."""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.utils import timezone

from gongkai.units.models import Mail

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240))
"""How long to wait after each failed attempt; the attempt after the last of them is the last one."""
_logger = logging.getLogger(__name__)


def send_due(seconds: float = 30) -> int:
    """Send what waits, for about so many seconds at most; how many were sent.

    What was being sent when its worker was killed is not sent again: the server may have taken it, and no mail comes twice.
    """
    sent, end = 0, time.monotonic() + seconds
    if settings.MAIL is None:
        return 0
    waiting = Mail.objects.filter(state=Mail.State.WAITING, next_at__lte=timezone.now())
    for pk in list(waiting.order_by("next_at", "pk").values_list("pk", flat=True)[:500]):
        if time.monotonic() > end:
            break
        if waiting.filter(pk=pk).update(state=Mail.State.SENDING, attempts=F("attempts") + 1):
            sent += _send(Mail.objects.select_related("person").get(pk=pk))
    return sent


def _send(mail: Mail) -> bool:
    if not mail.person.is_active or mail.person.no_mail or not mail.person.email:
        mail.state, mail.error = Mail.State.FAILED, "收件人已停用，或者不再接收邮件。"
        mail.save(update_fields=["state", "error"])
        return False
    options = {name: value for name, value in settings.MAIL.items() if name != "sender"}
    try:
        message = EmailMessage(mail.subject, mail.text, settings.MAIL["sender"], [mail.person.email])
        message.connection = get_connection(**options)
        message.send()
    except (OSError, SMTPException, ValueError) as problem:
        left = mail.attempts <= len(BACKOFF)
        mail.state = Mail.State.WAITING if left else Mail.State.FAILED
        mail.next_at = timezone.now() + (BACKOFF[mail.attempts - 1] if left else timedelta(0))
        mail.error = f"{type(problem).__name__}: {problem}"[:300]
        _logger.warning("邮件%s没有发出（第%s次）：%s", mail.pk, mail.attempts, mail.error)
    else:
        mail.state, mail.error = Mail.State.SENT, ""
    mail.save(update_fields=["state", "next_at", "error"])
    return mail.state == Mail.State.SENT
