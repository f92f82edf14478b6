"""Full-text search over what is published: Chinese text in pairs of characters, in SQLite's FTS5 or PostgreSQL's text search.

Knows item ids and nothing else of the items. The tables are made by `tables.create` in a migration.
"""

from gongkai.publishing.search.composing import Composer, ComposingStopped, one_ahead
from gongkai.publishing.search.entries import Document
from gongkai.publishing.search.marking import excerpt, highlight
from gongkai.publishing.search.query import Hits, Query
from gongkai.publishing.search.searching import BOUND, clear, index, remove, search

__all__ = [
    "BOUND",
    "Composer",
    "ComposingStopped",
    "Document",
    "Hits",
    "Query",
    "clear",
    "excerpt",
    "highlight",
    "index",
    "one_ahead",
    "remove",
    "search",
]
