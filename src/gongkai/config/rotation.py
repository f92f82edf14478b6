"""After a key was put before the others: everything that is sealed is sealed anew with it, so that the older ones can go.

Each batch is a transaction of its own, and what the newest key opens already is passed by: a run that was broken off is run again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models, transaction

from gongkai.casework.models import Applicant, Case
from gongkai.casework.services.intake import known_by
from gongkai.publishing.models import Channel
from gongkai.units.sealed import Sealed, SealedField
from gongkai.units.sealing import SealBroken, fingerprint, reseal, seal_bytes, sealed_with_newest, unseal_bytes

_BATCH = 500
SUFFIX = ".sealed"
"""What the names of sealed files end with."""


@dataclass
class Rotated:
    """How many records and files were sealed anew, how many were already, and what no key opens, each told in Chinese."""

    records: int = 0
    files: int = 0
    kept: int = 0
    broken: list[str] = field(default_factory=list)


def rotate() -> Rotated:
    """Seal everything anew with the first key of `FIELD_KEY`, and make the fingerprints by which sealed things are found with it."""
    done = Rotated()
    for model in apps.get_models():
        if model._meta.proxy or not model._meta.managed:
            continue
        if sealed := [each.attname for each in model._meta.concrete_fields if _is_sealed(model, each)]:
            for keys in _batches(model):
                with transaction.atomic():
                    _records(model, sealed, keys, done)
        for each in model._meta.concrete_fields:
            if isinstance(each, models.FileField):
                _files(model, each.attname, done)
    return done


def _is_sealed(model: type[models.Model], each: models.Field[Any, Any]) -> bool:
    return isinstance(each, SealedField) or (model is Channel and each.attname == "sealed_secret")


def _batches(model: type[models.Model]) -> Iterator[Sequence[Any]]:
    keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), _BATCH):
        yield keys[start : start + _BATCH]


def _records(model: type[models.Model], sealed: Sequence[str], keys: Sequence[Any], done: Rotated) -> None:
    for record in model._default_manager.select_for_update().filter(pk__in=keys):
        tokens = {name: _token(getattr(record, name)) for name in sealed}
        if all(not token or sealed_with_newest(token) for token in tokens.values()):
            done.kept += 1
            continue
        try:
            anew = {name: Sealed(reseal(token)) if token else "" for name, token in tokens.items()}
            prints = _fingerprints(record)
        except SealBroken:
            done.broken.append(f"{model._meta.verbose_name}（编号{record.pk}）")
            continue
        values = {
            name: value if isinstance(model._meta.get_field(name), SealedField) else _token(value)
            for name, value in anew.items()
        }
        model._default_manager.filter(pk=record.pk).update(**values, **prints)
        done.records += 1


def _fingerprints(record: models.Model) -> dict[str, str]:
    if isinstance(record, Applicant) and not record.erased_at:
        opened = [getattr(record, name).open() for name in ("name", "identity_number", "telephone")]
        return {"same": fingerprint(known_by(*opened))}
    if isinstance(record, Case):
        return {"code_digest": fingerprint(record.code.open())}
    return {}


def _files(model: type[models.Model], name: str, done: Rotated) -> None:
    for record in model._default_manager.filter(**{f"{name}__endswith": SUFFIX}).order_by("pk").iterator():
        path = Path(getattr(record, name).path)
        try:
            data = path.read_bytes()
            if sealed_with_newest(data):
                done.kept += 1
                continue
            anew = seal_bytes(unseal_bytes(data))
        except (SealBroken, FileNotFoundError):
            done.broken.append(f"{model._meta.verbose_name}（编号{record.pk}）的文件")
            continue
        draft = path.with_name(f"{path.name}.new")
        draft.write_bytes(anew)
        draft.replace(path)
        done.files += 1


def _token(value: Any) -> str:
    return value.token if isinstance(value, Sealed) else value or ""
