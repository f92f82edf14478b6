"""One published annual report: read it into statutory cells, check it, say what cannot be right."""
