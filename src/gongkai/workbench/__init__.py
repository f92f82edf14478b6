"""What a clerk sees: the Wagtail admin with its menus, lists, panels and permissions."""
