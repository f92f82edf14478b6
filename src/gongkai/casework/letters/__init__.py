"""The letters of a request (告知书, 答复书 …): their kinds, their words, and the documents that are made of them."""

from gongkai.casework.letters.answer import answer_words, review_body_of
from gongkai.casework.letters.kinds import LetterKind, fields_of, kind, kinds
from gongkai.casework.letters.setting import document, sample
from gongkai.casework.letters.wording import check_template, day, parts_of, words_of

__all__ = [
    "LetterKind",
    "answer_words",
    "check_template",
    "day",
    "document",
    "fields_of",
    "kind",
    "kinds",
    "parts_of",
    "review_body_of",
    "sample",
    "words_of",
]
