"""The sentences of texts.fr.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

TEXTS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "texts.fr.yml").read_text(encoding="utf-8"))
