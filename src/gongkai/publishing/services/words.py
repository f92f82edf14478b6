"""Keeping the guard's list of words. The first change takes over the list that the software comes with, so that none of it is lost."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.audit.log import record
from gongkai.guard import default_words
from gongkai.publishing.models import Word
from gongkai.publishing.services.guarding import KINDS
from gongkai.units.models import Person
from gongkai.units.problems import NotReady
from gongkai.units.services import administers_a_root


@transaction.atomic
def add_usual(*, by: Person) -> int:
    """Add what is missing of the list that the software comes with; how many words."""
    _check(by)
    names = {kind: name for name, kind in KINDS.items()}
    known = set(Word.objects.values_list("wrong", flat=True))
    new = [
        Word(wrong=word.wrong, right=word.right, kind=names[word.kind], note=word.note)
        for word in default_words().entries
        if word.wrong not in known
    ]
    Word.objects.bulk_create(new)
    if new:
        record("words.changed", by=by, after={"added": [word.wrong for word in new]})
    return len(new)


@transaction.atomic
def keep(*, wrong: str, right: str, kind: str, note: str, by: Person, word: Word | None = None) -> Word:
    """Add a word, or change `word`. Raises `NotReady` for a word that stands in the list, or is its own correction."""
    _check(by)
    if not Word.objects.exists():
        add_usual(by=by)
    word = word or Word()
    before = {"wrong": word.wrong, "right": word.right, "kind": word.kind} if word.pk else None
    if wrong == right:
        raise NotReady({"right": "正确写法和错误写法一样，请核对。"})
    if len(wrong) < 2:
        raise NotReady({"wrong": "至少写两个字：一个字会在别的词里误报。"})
    if Word.objects.filter(wrong=wrong).exclude(pk=word.pk).exists():
        raise NotReady({"wrong": f"词表中已经有“{wrong}”，请直接修改那一条。"})
    word.wrong, word.right, word.kind, word.note = wrong, right, kind, note
    word.full_clean()
    word.save()
    record("words.changed", word, by=by, before=before, after={"wrong": wrong, "right": right, "kind": kind})
    return word


@transaction.atomic
def remove(word: Word, *, by: Person) -> None:
    """Take `word` off the list. Raises `NotReady` for the last one: an empty list would bring back the whole usual one."""
    _check(by)
    if Word.objects.count() == 1:
        raise NotReady("词表至少要留一条。")
    before = {"wrong": word.wrong, "right": word.right, "kind": word.kind}
    record("words.changed", word, by=by, before=before)
    word.delete()


def _check(by: Person) -> None:
    if not administers_a_root(by):
        raise PermissionDenied("只有最上级机构的管理员可以修改词表。")
