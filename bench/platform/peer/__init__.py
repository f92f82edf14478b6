"""The peer: a stock Wagtail project with one kind of page, as the tutorial makes it, and as many pages as we have items."""
