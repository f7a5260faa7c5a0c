"""Reads one file of `data/facts/`; the files are read once, at the start of a process."""

from pathlib import Path
from typing import Any

import yaml

from facts.errors import MalformedFactError

FOLDER = Path(__file__).resolve().parent.parent / "data" / "facts"


def read(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """The mapping written in `<folder>/<name>.yml`.

    Raises:
        MalformedFactError: the file is missing or is not a YAML mapping.
    """
    path = folder / f"{name}.yml"
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise MalformedFactError(f"{path.name} cannot be read") from error
    if not isinstance(content, dict):
        raise MalformedFactError(f"{path.name} is not a mapping")
    return content
