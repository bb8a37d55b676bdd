"""Frozen dataclasses to JSON and back, for the few columns that hold a whole noun."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_json(value: Any) -> Any:
    """A dataclass, or anything made of them, as plain JSON values."""
    if is_dataclass(value):
        return {f.name: to_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def from_json(kind: type[T], data: Any) -> T:
    """A dataclass of `kind` from JSON. Unknown fields are left out; missing ones take their default."""
    hints = _hints(kind)  # type: ignore[arg-type]
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: _as(hints[name], value) for name, value in data.items() if name in known})


def _as(kind: Any, value: Any) -> Any:
    """One value as the type its field asks for: tuples, dicts, enums and nested nouns."""
    origin, parts = get_origin(kind), get_args(kind)
    if value is None:
        return None
    if origin in (Union, types.UnionType):
        return _as(next(part for part in parts if part is not type(None)), value)
    if origin is tuple:
        return tuple(_as(parts[0], item) for item in value)
    if origin in (dict, Mapping):
        return {key: _as(parts[1], item) for key, item in value.items()}
    if is_dataclass(kind):
        return from_json(kind, value)  # type: ignore[arg-type]
    if kind is date and isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    return value


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    """Read once a type: working them out took a third of reading a space."""
    return get_type_hints(kind)
