"""What is stored of disclosure requests."""

from gongkai.casework.models.letters import Answer, CaseFile, Delivery, Letter, LetterText, Logged, Override
from gongkai.casework.models.requests import (
    READERS,
    Applicant,
    ApplicantKind,
    Case,
    CaseQuerySet,
    Desk,
    Matter,
    Serial,
    State,
)
from gongkai.casework.models.steps import (
    AnyReminder,
    Consultation,
    Demand,
    Note,
    Reminder,
    SearchRecord,
    Step,
    StepKind,
)

__all__ = [
    "READERS",
    "Answer",
    "AnyReminder",
    "Applicant",
    "ApplicantKind",
    "Case",
    "CaseFile",
    "CaseQuerySet",
    "Consultation",
    "Delivery",
    "Demand",
    "Desk",
    "Letter",
    "LetterText",
    "Logged",
    "Matter",
    "Note",
    "Override",
    "Reminder",
    "SearchRecord",
    "Serial",
    "State",
    "Step",
    "StepKind",
]
