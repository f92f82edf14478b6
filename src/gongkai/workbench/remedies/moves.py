"""The screen of a move of a review or lawsuit: what it means, its article, its form; what the law refuses is said there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest

from gongkai.remedies.rules import MOVES, Move, may_handle, refusal
from gongkai.statute.articles import cite
from gongkai.units.models import Role
from gongkai.workbench.remedies.forms import FORMS, RemedyForm
from gongkai.workbench.remedies.views import OnKept


class MoveView(OnKept):
    """One move of one review or lawsuit."""

    roles = (Role.CASE_OFFICER,)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = MOVES.get(kwargs["move"])
        if found is None or not found.article(self.object) or not may_handle(request.user, self.object.unit_id):
            raise Http404
        self.move: Move = found
        self.refused = refusal(self.object, found)

    @property
    def page_title(self) -> str:  # type: ignore[override]
        return self.move.label

    @property
    def form_class(self) -> type[RemedyForm]:  # type: ignore[override]
        return FORMS[self.move.id]

    @property
    def explanation(self) -> str:  # type: ignore[override]
        return self.form_class.explanation

    @property
    def button(self) -> str:  # type: ignore[override]
        return self.form_class.button

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form | None:
        """No form for what is refused: the page says why."""
        return None if self.refused else super().get_form(form_class)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return self.get(request, *args, **kwargs) if self.refused else super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        article = cite(self.move.article(self.object))
        return super().get_context_data(**kwargs, refused=self.refused, article=article, about=self.object.about)
