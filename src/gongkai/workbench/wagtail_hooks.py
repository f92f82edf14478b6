"""What the workbench adds to the Wagtail admin, one place for all registrations."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from gongkai.workbench import management
from gongkai.workbench.items import ItemViewSet

register_snippet(ItemViewSet)

hooks.register("register_admin_viewset", management.Management)
hooks.register("insert_global_admin_css", management.styles)
