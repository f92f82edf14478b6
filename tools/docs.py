"""Write the documents that are generated from the code, or with --check say which of them are out of date."""

import sys
from pathlib import Path
from pkgutil import resolve_name

# Document: the function that returns its text, as "module:function".
PAGES = {"docs/rules.md": "gongkai.report.rulebook:rules_markdown"}

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> str | None:
    stale = []
    for name, function in PAGES.items():
        page, text = ROOT / name, resolve_name(function)()
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
