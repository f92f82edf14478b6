"""Screens that do one thing with a record by a form that knows what it means and does it; and those of moves that the law may refuse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest

from gongkai.units.calendars import today
from gongkai.units.models import Person
from gongkai.workbench.saving import ActView

Values = Mapping[str, Any]


class ActForm(forms.Form):
    """A form about the record `of`. `act` does it and says what was done; `explanation` says what it means."""

    explanation = ""
    button = "登记"

    def __init__(self, *args: Any, of: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of, self.person = of, person
        if "on" in self.fields:
            self.fields["on"].initial = today()
        self.prepare()

    def prepare(self) -> None:
        """Fill in what the record tells."""

    def act(self, values: Values) -> str:
        """Do it by a service."""
        raise NotImplementedError


class FormActs(ActView):
    """A screen whose form says what it means, and does it."""

    form_class: type[ActForm]

    @property
    def explanation(self) -> str:  # type: ignore[override]
        return self.form_class.explanation

    @property
    def button(self) -> str:  # type: ignore[override]
        return self.form_class.button

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "of": self.object, "person": self.request.user}

    def form_valid(self, form: Any) -> Any:
        self.form = form
        return super().form_valid(form)

    def act(self, values: Values) -> None:
        self.done = self.form.act(values)


class MoveScreen(FormActs):
    """The screen of a move: its form, or why the law refuses it now."""

    @property
    def page_title(self) -> str:  # type: ignore[override]
        return str(self.move.label)

    @property
    def refused(self) -> str:
        """Why the move cannot be made now; '' where it can."""
        raise NotImplementedError

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form | None:
        """No form for what is refused: the page says why."""
        return None if self.refused else super().get_form(form_class)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return self.get(request, *args, **kwargs) if self.refused else super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"refused": self.refused, **kwargs})
