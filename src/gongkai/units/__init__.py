"""The tree of public bodies, their people and roles, the working-day calendar that an administrator extends."""
