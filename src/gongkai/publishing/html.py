"""Foreign HTML, made harmless."""

from __future__ import annotations

import nh3

_TAGS = {
    "a", "b", "blockquote", "br", "caption", "col", "colgroup", "dd", "div", "dl", "dt", "em", "h2", "h3", "h4", "h5", "hr", "i", "li",
    "ol", "p", "pre", "s", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "col": {"span"},
}


def clean(html: str) -> str:
    """`html` with only harmless tags and attributes: no script, style, frame, form, picture from elsewhere or event attribute."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
