"""One remark: where, what, how to mend it. The French is in `remarks.fr.yml` beside this file; nothing here speaks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

_TEXTS = Path(__file__).with_name("remarks.fr.yml")
ERROR = "erreur"


@dataclass(frozen=True)
class Remark:
    """`file` is relative to the project, `line` counts from 1; `facts` fill the sentences of `code`."""

    file: str
    line: int
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        """Whether it must be mended before anything is published; otherwise somebody should look."""
        return texts()[self.code]["level"] == ERROR

    @property
    def what(self) -> str:
        """What is wrong."""
        return texts()[self.code]["what"].format(**self.facts)

    @property
    def how(self) -> str:
        """What to do."""
        return texts()[self.code]["how"].format(**self.facts)


@cache
def texts() -> dict[str, dict[str, str]]:
    """The sentences of every code: `level` (erreur or attention), `what`, `how`."""
    read: dict[str, dict[str, str]] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
    return read
