"""What is stored of annual reports."""

from gongkai.annual.models.days import Deadline, LocalDay, Reminder
from gongkai.annual.models.figures import MOST, Entered, Figure, Source
from gongkai.annual.models.outside import Reading
from gongkai.annual.models.parts import Part, PartText, Reason, Remark
from gongkai.annual.models.reports import (
    EDITORS,
    GOVERNMENTS,
    READERS,
    AnnualReport,
    AnnualReportQuerySet,
    Edition,
    Signature,
    State,
    Step,
)

__all__ = [
    "EDITORS",
    "GOVERNMENTS",
    "MOST",
    "READERS",
    "AnnualReport",
    "AnnualReportQuerySet",
    "Deadline",
    "Edition",
    "Entered",
    "Figure",
    "LocalDay",
    "Part",
    "PartText",
    "Reading",
    "Reason",
    "Remark",
    "Reminder",
    "Signature",
    "Source",
    "State",
    "Step",
]
