"""What is stored of annual reports."""

from gongkai.annual.models.figures import Entered, Figure, Source
from gongkai.annual.models.outside import Reading
from gongkai.annual.models.parts import Part, PartText, Reason, Remark
from gongkai.annual.models.reports import (
    EDITORS,
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
    "READERS",
    "AnnualReport",
    "AnnualReportQuerySet",
    "Edition",
    "Entered",
    "Figure",
    "Part",
    "PartText",
    "Reading",
    "Reason",
    "Remark",
    "Signature",
    "Source",
    "State",
    "Step",
]
