"""The one error of this room, worded in French because a local administrator reads it.

The sentence names the variable and never repeats its value: some values are secrets. Of a file that holds none, it may say what is wrong.
"""

from functools import cache
from pathlib import Path

import yaml

_TEXTS = Path(__file__).with_name("texts.fr.yml")


class SettingsError(Exception):
    """A setting is missing or wrong; `str()` is a French sentence naming the variable, without its value."""

    def __init__(self, variable: str, code: str, **found: str) -> None:
        """`code` is a key of `texts.fr.yml`; `found`: what its sentence says besides, never a secret."""
        super().__init__(_sentences()[code].format(variable=variable, **found))
        self.variable = variable
        self.code = code


@cache
def _sentences() -> dict[str, str]:
    sentences: dict[str, str] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
    return sentences
