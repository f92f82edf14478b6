"""What is stored of reviews, lawsuits and complaints."""

from gongkai.remedies.models.complaints import Complaint, ComplaintQuerySet
from gongkai.remedies.models.papers import Note, RemedyFile, Reminder
from gongkai.remedies.models.proceedings import (
    UNANSWERED,
    Contested,
    Decision,
    Group,
    Instance,
    Proceeding,
    ProceedingQuerySet,
    RetriedBy,
    Stage,
)

__all__ = [
    "UNANSWERED",
    "Complaint",
    "ComplaintQuerySet",
    "Contested",
    "Decision",
    "Group",
    "Instance",
    "Note",
    "Proceeding",
    "ProceedingQuerySet",
    "RemedyFile",
    "Reminder",
    "RetriedBy",
    "Stage",
]
