"""Why a backup is not made or not put back, worded in French because whoever runs the machine reads it."""

from functools import cache
from pathlib import Path

import yaml

_TEXTS = Path(__file__).with_name("texts.fr.yml")


class BackupRefused(Exception):
    """`code` is a key of `texts.fr.yml`; `str()` is the sentence. Nothing was changed, and no file is left half made."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(sentences()[code].format(**values))
        self.code = code


@cache
def sentences() -> dict[str, str]:
    """The sentences of this room, by code."""
    found: dict[str, str] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
    return found
