"""The strings of nasty.txt."""

import json
from pathlib import Path

NASTY: tuple[str, ...] = tuple(
    json.loads(line)
    for line in (Path(__file__).parent / "nasty.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
)
