"""The law as data and pure functions: articles, bodies, publication days and the report forms. No I/O but its own files."""
