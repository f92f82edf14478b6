"""What is stored of reviews, lawsuits and complaints."""

from gongkai.remedies.models.complaints import Complaint, ComplaintDesk, ComplaintQuerySet
from gongkai.remedies.models.papers import Note, RemedyFile
from gongkai.remedies.models.proceedings import (
    Contested,
    Decision,
    Group,
    Instance,
    Proceeding,
    ProceedingQuerySet,
    Stage,
)

__all__ = [
    "Complaint",
    "ComplaintDesk",
    "ComplaintQuerySet",
    "Contested",
    "Decision",
    "Group",
    "Instance",
    "Note",
    "Proceeding",
    "ProceedingQuerySet",
    "RemedyFile",
    "Stage",
]
