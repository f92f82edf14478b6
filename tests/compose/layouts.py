"""Every layout by name, so that tests and samples can go through all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from tests.compose import damage, text
from tests.compose.document import Document
from tests.compose.html import write_html
from tests.compose.office import write_docx, write_xlsx
from tests.compose.pdf import write_pdf

TextMaker = Callable[[Document], str]


@dataclass(frozen=True)
class Layout:
    """A way to put a document down: exactly one of `text` and `binary` makes it.

    `blanks` are those blanks that a cell can hold without losing its place; `metadata` says whether head table and publication date are
    printed at all; `damaged` are further layers over the text, the first one innermost.
    """

    name: str
    suffix: str
    text: TextMaker | None = None
    binary: Callable[[Document], bytes] | None = None
    blanks: tuple[str, ...] = ("", "\u00a0", "\u3000")
    metadata: bool = True
    damaged: tuple[Callable[[str], str], ...] = field(default=())

    def write(self, document: Document, encoding: str = "utf-8") -> bytes:
        """The document's bytes; `encoding` counts for text and HTML."""
        if self.binary:
            return self.binary(document)
        assert self.text
        made = self.text(document)
        for change in self.damaged:
            made = change(made)
        return damage.encode(made, encoding)


def _text(name: str, table: text.TableWriter, **options: object) -> Layout:
    blanks = options.pop("blanks", Layout.blanks)
    damaged = options.pop("damaged", ())
    return Layout(name, ".txt", text=partial(text.write_text, table=table, **options), blanks=blanks, damaged=damaged)


_ALL = (
    Layout("html", ".html", text=write_html),
    Layout("html-nested", ".html", text=partial(write_html, nested=True)),
    Layout("html-page", ".html", text=partial(write_html, nested=True, chrome=True)),
    Layout("html-twice", ".html", text=partial(write_html, chrome=True, twice=True)),
    _text("pipes-trailing", text.pipes_trailing),
    _text("pipes-empty-dropped", text.pipes_trailing_empty_dropped),
    _text("pipes-leading", text.pipes_leading, gaps=True),
    _text("pipes-alternating", text.alternating),
    _text("one-a-line", text.one_a_line),
    _text("one-a-line-gaps", text.one_a_line_with_gaps, gaps=True, indent="\u00a0"),
    _text("tabs", text.tabs),
    _text("spaces", text.spaces, indent="\u3000\u3000", blanks=()),
    _text("text-page", text.pipes_trailing, damaged=(damage.with_text_chrome,)),
    _text("text-twice", text.one_a_line_with_gaps, gaps=True, damaged=(damage.twice,)),
    _text("traditional", text.pipes_trailing, damaged=(damage.traditional,)),
    _text("traditional-pinyin", text.pipes_trailing_empty_dropped, damaged=(damage.traditional_with_pinyin,)),
    Layout("docx", ".docx", binary=write_docx, metadata=False),
    Layout("xlsx", ".xlsx", binary=write_xlsx, metadata=False),
    Layout("pdf", ".pdf", binary=write_pdf, metadata=False),
)
LAYOUTS = {layout.name: layout for layout in _ALL}
