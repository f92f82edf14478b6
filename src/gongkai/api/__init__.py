"""JSON for other systems: reading published items, pushing documents."""
