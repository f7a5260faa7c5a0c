"""The one way to write what is signed or hashed: the same bytes as the browser's (`web/client/src/sealed/canonical.ts`)."""

import json
from collections.abc import Mapping
from typing import Union

Canonical = Union[str, int, Mapping[str, "Canonical"]]  # noqa: UP007 (Python 3.10 has no `|` with a name in quotes)


def canonical(value: Canonical) -> bytes:
    """UTF-8 JSON with sorted names and no blanks. Raises TypeError for anything but strings, whole numbers and objects of them."""
    _require_plain(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _require_plain(value: object) -> None:
    if isinstance(value, dict):
        for name, inside in value.items():
            _require_plain(inside)
            if not isinstance(name, str):
                raise TypeError("names are strings")
    elif isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError("neither string, whole number nor object")
