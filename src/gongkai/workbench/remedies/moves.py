"""The screen of a move of a review or lawsuit: what it means, its article, its form; what the law refuses is said there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from gongkai.remedies.rules import MOVES, Move, may_handle, refusal
from gongkai.statute.articles import cite
from gongkai.units.models import Role
from gongkai.workbench.acting import ActForm, MoveScreen
from gongkai.workbench.remedies.forms import FORMS
from gongkai.workbench.remedies.views import OnKept


class MoveView(MoveScreen, OnKept):
    """One move of one review or lawsuit."""

    roles = (Role.CASE_OFFICER,)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = MOVES.get(kwargs["move"])
        if found is None or not found.article(self.object) or not may_handle(request.user, self.object.unit_id):
            raise Http404
        self.move: Move = found

    @property
    def refused(self) -> str:
        """Why the move cannot be made now."""
        return refusal(self.object, self.move)

    @property
    def form_class(self) -> type[ActForm]:  # type: ignore[override]
        return FORMS[self.move.id]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        article = cite(self.move.article(self.object))
        return super().get_context_data(**kwargs, article=article, about=self.object.about)
