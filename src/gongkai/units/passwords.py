"""Password changes into the audit log."""

from __future__ import annotations

from typing import Any

from gongkai.audit.log import record
from gongkai.units.models import Person


class Recorded:
    """Stands among the password validators, which Django tells of every password that was set: by whom and when, never which."""

    def validate(self, password: str, user: Any = None) -> None:
        """Any password will do here."""

    def password_changed(self, password: str, user: Person | None = None) -> None:
        """Enter that `user` has a new password."""
        if user is not None and user.pk:
            unit = user.posts.order_by("unit__path").values_list("unit__code", flat=True).first()
            record("person.password", user, unit=unit or "")

    def get_help_text(self) -> str:
        return ""
