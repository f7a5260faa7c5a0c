"""Why something is not done; the sentence is French (publishing.fr.yml)."""

from pathlib import Path
from typing import Any

import yaml

TEXTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("publishing.fr.yml").read_text(encoding="utf-8"))


class RefusedError(Exception):
    """`code` is the sentence's name under `refused`; `str()` is the sentence."""

    def __init__(self, code: str, **told: object) -> None:
        super().__init__(TEXTS["refused"][code].format(**told))
        self.code = code
