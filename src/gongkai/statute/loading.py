"""Building frozen dataclasses from the project's own TOML files, refusing every key that a class does not know.

A misspelt key in a statute file must fail where it stands and by its name, not be ignored (a rule would silently be lost).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


class StatuteDataError(ValueError):
    """A statute data file is wrong; the message names the file or class, the key and what is allowed."""


def read_toml(package: str, name: str) -> dict[str, Any]:
    """Read the data file `name` that lies in `package`; raises `StatuteDataError` where it is not TOML."""
    try:
        return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise StatuteDataError(f"{package}/{name}: {error}") from error


def build(kind: type[T], data: Mapping[str, Any], **more: Any) -> T:
    """Make one `kind` (a dataclass) from a table of a data file; lists become tuples.

    Raises `StatuteDataError` for a key that `kind` does not have, for a required one that is missing and, where `kind` lists the
    words that a key can have, for any other.
    """
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in {**data, **more}.items()}
    for key in values:
        if key not in known:
            raise StatuteDataError(f"{kind.__name__}: unknown key {key!r} in {dict(data)!r}; known are {sorted(known)}")
    for name, field in known.items():
        if name not in values and field.default is MISSING and field.default_factory is MISSING:
            raise StatuteDataError(f"{kind.__name__}: key {name!r} is missing in {dict(data)!r}")
    for name, words in _choices(cast(Any, kind)).items():
        if values.get(name) is not None and values[name] not in words:
            raise StatuteDataError(f"{kind.__name__}: {name} {values[name]!r} in {dict(data)!r}; known are {words}")
    return kind(**values)


@cache
def _choices(kind: Any) -> Mapping[str, tuple[str, ...]]:
    """The keys of `kind` that can have only certain words, with those words."""
    found = {}
    for name, hint in get_type_hints(kind).items():
        literals = [part for part in (hint, *get_args(hint)) if get_origin(part) is Literal]
        if literals:
            found[name] = get_args(literals[0])
    return found
