"""What the workbench adds to the Wagtail admin, one place for all registrations."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from gongkai.workbench import management, menu
from gongkai.workbench.annual import viewsets as annual
from gongkai.workbench.cases import viewsets as requests
from gongkai.workbench.files import file_chooser
from gongkai.workbench.items import ItemViewSet
from gongkai.workbench.remedies.viewsets import Remedies

register_snippet(ItemViewSet)

hooks.register("register_admin_viewset", management.Management)
hooks.register("register_admin_viewset", management.Oversight)
hooks.register("insert_global_admin_css", management.styles)
hooks.register("register_admin_viewset", requests.Requests)
hooks.register("insert_global_admin_css", requests.styles)
hooks.register("register_admin_viewset", Remedies)
hooks.register("register_admin_viewset", annual.AnnualReports)
hooks.register("insert_global_admin_css", annual.styles)

hooks.register("register_admin_viewset", lambda: file_chooser)
hooks.register("register_admin_urls", menu.urls)
hooks.register("register_admin_menu_item", menu.to_portal)
hooks.register("construct_main_menu", menu.only_ours, order=1000)
hooks.register("construct_homepage_panels", menu.our_panels, order=1000)
hooks.register("insert_global_admin_css", menu.style)
