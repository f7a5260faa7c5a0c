"""The shape of what a browser sends: exactly these fields, each of its type; ids as the browser draws them."""

import uuid
from collections.abc import Mapping
from typing import Any


def has_shape(given: Any, shape: Mapping[str, type]) -> bool:
    """Whether it is an object with exactly these fields, each of exactly its type (a bool is no int)."""
    if not isinstance(given, dict) or given.keys() != shape.keys():
        return False
    return all(type(given[name]) is kind for name, kind in shape.items())


def is_uuid4(text: str) -> bool:
    """Whether it is a UUID of version 4, in its usual spelling."""
    try:
        parsed = uuid.UUID(text)
    except ValueError:
        return False
    return str(parsed) == text and parsed.version == 4  # noqa: PLR2004 (the version is the name)
