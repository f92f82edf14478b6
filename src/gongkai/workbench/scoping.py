"""What a person may see and do in the workbench, for Wagtail: permission policies and view sets that ask `units.access`.

Lists are limited by query; every address that names an object first looks it up among what the person may see, so that no view of
Wagtail's or ours can be reached with another unit's object.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.auth.backends import BaseBackend
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.permission_policies.base import BasePermissionPolicy

from gongkai.units.access import EVERY_ROLE, has_role_anywhere, posts_of, units_of
from gongkai.units.models import Person, Post, Role

View = Callable[..., HttpResponse]


class PostsBackend(BaseBackend):
    """Opens the workbench to whoever has a post; gives no other permission of Django's."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return perm == "wagtailadmin.access_admin" and user_obj.is_active and bool(posts_of(user_obj))


class UnitPolicy(BasePermissionPolicy):
    """Who may do what with records of units: `roles` says for each action (view, add, change, delete …) which roles may.

    `unit_field` leads from a record to its unit. An action that is not listed nobody may do; publishing is never listed, because
    only the review chain publishes.
    """

    def __init__(self, model: type[Model], roles: Mapping[str, Collection[Role]], unit_field: str = "unit") -> None:
        super().__init__(model)
        self.roles = roles
        self.unit_field = unit_field

    def _roles(self, actions: Iterable[str]) -> set[Role]:
        return {role for action in actions for role in self.roles.get(action, ())}

    def user_has_permission(self, user: Person, action: str) -> bool:
        return has_role_anywhere(user, *self._roles([action]))

    def user_has_any_permission(self, user: Person, actions: Iterable[str]) -> bool:
        return has_role_anywhere(user, *self._roles(actions))

    def user_has_permission_for_instance(self, user: Person, action: str, instance: Model) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user: Person, actions: Iterable[str], instance: Model) -> bool:
        return self.instances_user_has_any_permission_for(user, actions).filter(pk=instance.pk).exists()

    def instances_user_has_permission_for(self, user: Person, action: str) -> QuerySet[Any]:
        return self.instances_user_has_any_permission_for(user, [action])

    def instances_user_has_any_permission_for(self, user: Person, actions: Iterable[str]) -> QuerySet[Any]:
        units = units_of(user, self._roles(actions))
        manager = self.model._default_manager
        return (
            manager.filter(pk__in=units) if not self.unit_field else manager.filter(**{f"{self.unit_field}__in": units})
        )

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Person]:
        return Person.objects.filter(
            is_active=True, pk__in=Post.objects.filter(role__in=self._roles(actions)).values("person")
        )

    def users_with_permission(self, action: str) -> QuerySet[Person]:
        return self.users_with_any_permission([action])


class ScopedViewSet:
    """Mixed into a view set: its list shows, and its addresses open, only what `visible` gives for the person who asks."""

    view_roles: Collection[Role] = EVERY_ROLE

    def visible(self, person: Person) -> QuerySet[Any]:
        """What `person` may see; by default what the policy lets them view."""
        return self.permission_policy.instances_user_has_any_permission_for(person, ["view", "change"])

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return self.visible(request.user)

    def construct_view(self, view_class: type[Any], **kwargs: Any) -> View:
        """Of Wagtail's view sets only those of snippets ask `get_queryset` for what a list shows: here all lists do."""
        if issubclass(view_class, BaseListingView) and "queryset" not in kwargs:
            limited = {
                "queryset": property(lambda view: self.visible(view.request.user)),
                "__module__": view_class.__module__,
            }
            view_class = type(view_class.__name__, (view_class,), limited)
        return super().construct_view(view_class, **kwargs)  # type: ignore[misc,no-any-return]

    def more_urlpatterns(self) -> list[URLPattern]:
        """Addresses besides those of Wagtail's view set, guarded like them."""
        return []

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns = [*super().get_urlpatterns(), *self.more_urlpatterns()]  # type: ignore[misc]
        for pattern in patterns:
            pattern.callback = self._only_visible(pattern.callback)
        return patterns

    def _only_visible(self, view: View) -> View:
        required = getattr(view, "view_initkwargs", {}).get("permission_required") or getattr(
            getattr(view, "view_class", None), "permission_required", None
        )

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if "pk" in kwargs and request.user.is_authenticated:
                self._check(request.user, kwargs["pk"], required)
            return view(request, *args, **kwargs)

        return guarded

    def _check(self, person: Person, pk: Any, required: str | None) -> None:
        """Wagtail's views ask whether somebody may do a thing anywhere; here it is asked of this very object."""
        try:
            found = self.visible(person).filter(pk=unquote(str(pk))).first()
        except (ValueError, ValidationError):
            found = None
        if found is None:
            raise Http404
        if required and required != "view" and not self._may(person, required, found):
            raise PermissionDenied

    def _may(self, person: Person, action: str, instance: Any) -> bool:
        if self.permission_policy.user_has_permission_for_instance(person, action, instance):
            return True
        task = getattr(instance, "current_workflow_task", None)  # a reviewer reads, and signs, in the editor
        return bool(action == "change" and task and task.user_can_access_editor(instance, person))
