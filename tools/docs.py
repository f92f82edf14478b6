"""Write the documents, and the parts of documents, that are generated from the code, or with --check say which are out of date."""

import io
import sys
from contextlib import redirect_stdout
from pathlib import Path
from pkgutil import resolve_name

# Document: the function that returns its text, as "module:function".
PAGES = {
    "docs/rules.md": "gongkai.report.rulebook:rules_markdown",
    "src/gongkai/config/schema.sql": "schema:current",
}

# Documents that show what the command prints, between the marks.
SHOWN = ("README.md", "README.zh-CN.md")
COMMAND = ("check", "samples/2019-street-total-differs-from-sum.txt", "samples/2023-township-denies-its-requests.html",
           "samples/2024-department-pdf-two-pages-sound.pdf", "samples/2022-township-form-of-2019.html")  # fmt: skip
BEGIN, END = "<!-- output -->\n", "<!-- /output -->"

ROOT = Path(__file__).resolve().parent.parent


def printed() -> str:
    """What COMMAND prints, as a block of a document."""
    from gongkai.cli import app

    out = io.StringIO()
    with redirect_stdout(out):
        app([*COMMAND], standalone_mode=False)
    lines = "\n".join(line.rstrip() for line in out.getvalue().splitlines())
    return f"```console\n$ gongkai {' '.join(COMMAND)}\n{lines}\n```\n"


def pages() -> dict[str, str]:
    """Each document's text as it should be."""
    texts = {name: resolve_name(function)() for name, function in PAGES.items()}
    for name in SHOWN:
        before, _, rest = (ROOT / name).read_text(encoding="utf-8").partition(BEGIN)
        texts[name] = before + BEGIN + printed() + END + rest.partition(END)[2]
    return texts


def main(arguments: list[str]) -> str | None:
    stale = []
    for name, text in pages().items():
        page = ROOT / name
        if page.exists() and page.read_text(encoding="utf-8") == text:
            continue
        if "--check" in arguments:
            stale.append(name)
        else:
            page.write_text(text, encoding="utf-8")
            print("wrote", name)
    return f"out of date: {', '.join(stale)}; run make docs" if stale else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
