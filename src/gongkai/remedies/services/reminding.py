"""Reminders of everything with a last day of ours: requests, answers to reviewing bodies and courts, appeals, complaints."""

from __future__ import annotations

from gongkai.casework.services import reminding
from gongkai.remedies.models import Complaint, Proceeding, Reminder


def remind() -> int:
    """Make today's reminders; how many were made. May run any number of times a day."""
    return (
        reminding.remind()
        + reminding.remind_of(Proceeding.objects.unanswered(), "answer_due", Reminder, "proceeding")
        + reminding.remind_of(Proceeding.objects.appealable_by_us(), "appeal_due", Reminder, "proceeding")
        + reminding.remind_of(Complaint.objects.open(), "due_on", Reminder, "complaint")
    )
