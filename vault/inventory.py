"""What every column of every table holds, as declared in `tables.yml`, and which tables a backup is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("tables.yml")
KINDS = frozenset({"sealed", "browser", "hash", "digest", "id", "date", "count", "word", "public"})


@dataclass(frozen=True)
class Declared:
    """A table: whether its rows are in a backup, and what each column holds: one of KINDS, or why it is in clear."""

    is_kept: bool
    columns: Mapping[str, str]


@cache
def declared() -> Mapping[str, Declared]:
    """Every table, by name."""
    written = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {name: Declared(bool(each["kept"]), each["columns"]) for name, each in written.items()}
