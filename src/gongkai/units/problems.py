"""What is told to a clerk when something cannot go on."""

from django.core.exceptions import ValidationError


class NotReady(ValidationError):
    """What was asked for cannot be done yet; the messages say why and what to do, for the clerk."""
