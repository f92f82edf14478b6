"""What is told to a clerk when something cannot go on."""

from django.core.exceptions import ValidationError


class NotReady(ValidationError):
    """The item cannot go on yet; the messages say why, for the clerk."""
