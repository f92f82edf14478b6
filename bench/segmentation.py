"""What finds more: pairs of characters, or a dictionary's words? `python -m bench.segmentation` prints the table of docs/search.md.

The truth is a plain search for the typed characters in the text, spaces left out. Each way has its own FTS5 table over the same titles and
texts; the questions are drawn from them: whole words, pieces of two characters wherever they stand, longer pieces, document numbers.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import rjieba

from bench.notices import PLACES, RARE, TOPICS, UNITS, notices
from gongkai.publishing.search import segment

Cut = Callable[[str], list[str]]


@dataclass(frozen=True)
class Way:
    """How a text becomes tokens, a question becomes tokens, and whether those must be adjacent."""

    name: str
    text: Cut
    question: Cut
    adjacent: bool


def main() -> None:
    """Compare the ways and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.segmentation", description=__doc__)
    parser.add_argument("--texts", type=int, default=5_000)
    count = parser.parse_args().texts
    texts = [f"{one.title}\n{one.number}\n{one.text}" for one in notices(count)]
    questions = {kind: list(dict.fromkeys(drawn)) for kind, drawn in _questions(texts).items()}
    rjieba.cut("词典")  # read before the clock runs
    segment.tokens("字典")
    head = " | ".join(f"{kind} ({len(drawn)})" for kind, drawn in questions.items())
    print(f"{count:,} titles and texts. Found of what is there / right of what is found, per cent:\n")
    print(f"| way | {head} | index | to index | a question |\n|---|{'---|' * (len(questions) + 3)}")
    for way in _ways():
        print(_row(way, texts, questions))


def _ways() -> Iterator[Way]:
    yield Way("pairs of characters, adjacent", segment.tokens, segment.phrase, True)
    yield Way("pairs of characters, anywhere", segment.tokens, segment.phrase, False)
    yield Way("dictionary's words, adjacent", _words(rjieba.cut), _words(rjieba.cut), True)
    yield Way("dictionary's words, anywhere", _words(rjieba.cut), _words(rjieba.cut), False)
    yield Way("words and the words in them, anywhere", _words(rjieba.cut_for_search), _words(rjieba.cut), False)


def _words(cut: Cut) -> Cut:
    return lambda text: [word for run, han in segment.runs(text) for word in (cut(run) if han else [run])]


def _questions(texts: list[str]) -> dict[str, list[str]]:
    draw = random.Random(2)
    some = draw.sample(texts, min(400, len(texts)))
    numbers = [text.split("\n")[1] for text in some[:100]]
    return {
        "words": [*TOPICS, *UNITS, *PLACES],
        "rare words": RARE,
        "two characters of a title": [_piece(draw, text.split("\n")[0], 2) for text in some],
        "three to six characters": [_piece(draw, text, draw.randint(3, 6)) for text in some],
        "document numbers, whole and in part": [
            *numbers,
            *(" ".join(re.findall(r"\d+号?", one)) for one in numbers[:50]),
        ],
    }


def _piece(draw: random.Random, text: str, length: int) -> str:
    runs = [run for run, han in segment.runs(text) if han and len(run) >= length]
    run = draw.choice(runs)
    start = draw.randrange(len(run) - length + 1)
    return run[start : start + length]


def _row(way: Way, texts: list[str], questions: dict[str, list[str]]) -> str:
    plain = [_plain(text) for text in texts]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "index.db")
        database = sqlite3.connect(path)
        database.execute("CREATE VIRTUAL TABLE t USING fts5(text, content='', columnsize=0, tokenize='ascii')")
        began = time.perf_counter()
        with database:
            database.executemany(
                "INSERT INTO t(rowid, text) VALUES (?, ?)",
                ((number, " ".join(way.text(text))) for number, text in enumerate(texts)),
            )
        built = time.perf_counter() - began
        times: list[float] = []
        cells = [_scores(way, database, plain, drawn, times) for drawn in questions.values()]
        database.close()
        size = path.stat().st_size / 1e6
    figures = f"{size:.1f} MB | {built:.1f} s | {mean(times) * 1000:.2f} ms"
    return f"| {way.name} | {' | '.join(cells)} | {figures} |"


def _scores(way: Way, database: sqlite3.Connection, plain: list[str], drawn: list[str], times: list[float]) -> str:
    there = right = found = 0
    for question in drawn:
        began = time.perf_counter()
        hits = _ask(way, database, question)
        times.append(time.perf_counter() - began)
        wanted = re.compile(_figures_whole(_plain(question)))
        truth = {number for number, text in enumerate(plain) if wanted.search(text)}
        there, right, found = there + len(truth), right + len(truth & hits), found + len(hits)
    return f"{_percent(right, there)} / {_percent(right, found)}"


def _ask(way: Way, database: sqlite3.Connection, question: str) -> set[int]:
    tokens = way.question(question)
    match = f'"{" ".join(tokens)}"' if way.adjacent else " AND ".join(f'"{token}"' for token in tokens)
    return {number for (number,) in database.execute("SELECT rowid FROM t WHERE t MATCH ?", (match,))}


def _plain(text: str) -> str:
    """Letters, figures and characters, and a full stop for any punctuation between them."""
    return re.sub(r"\W+", ".", re.sub(r"\s+(?!\d)", "", segment.fold(text))).strip(".")


def _figures_whole(plain: str) -> str:
    before = r"(?<!\d)" if plain[0].isdecimal() else ""
    return before + re.escape(plain) + (r"(?!\d)" if plain[-1].isdecimal() else "")


def _percent(part: int, whole: int) -> str:
    """Rounded down: 100 is said only of everything."""
    return f"{part * 1000 // whole / 10:g}" if whole else "–"


if __name__ == "__main__":
    main()
