"""What the workbench adds to the Wagtail admin, one place for all registrations."""

from wagtail.snippets.models import register_snippet

from gongkai.workbench.items import ItemViewSet

register_snippet(ItemViewSet)
