"""What publishing stores."""

from gongkai.publishing.models.channels import Channel, Delivery, Release
from gongkai.publishing.models.files import Attachment, File
from gongkai.publishing.models.history import Change, Ending, Views
from gongkai.publishing.models.imports import ImportJob
from gongkai.publishing.models.items import Item, ItemQuerySet, JointIssuer
from gongkai.publishing.models.numbering import Serial
from gongkai.publishing.models.review import Finding, ReviewTask, UnitChain, Word

__all__ = [
    "Attachment",
    "Change",
    "Channel",
    "Delivery",
    "Ending",
    "File",
    "Finding",
    "ImportJob",
    "Item",
    "ItemQuerySet",
    "JointIssuer",
    "Release",
    "ReviewTask",
    "Serial",
    "UnitChain",
    "Views",
    "Word",
]
