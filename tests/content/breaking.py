"""What an editor may break, one thing at a time (`broken.yml`)."""

from pathlib import Path
from typing import Any

import yaml

BROKEN: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("broken.yml").read_text(encoding="utf-8"))


def break_it(root: Path, broken: dict[str, Any]) -> int:
    """Break one thing of that copy of the project; the answer is the first line that is not as before."""
    path = root / broken["file"]
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    wrong = text.replace(broken["replace"], broken["with"], 1) if "replace" in broken else text + broken.get("with", "")
    wrong = "" if broken.get("empty") else wrong
    assert wrong != text
    path.write_text(wrong, encoding="utf-8")
    before, after = text.splitlines(), wrong.splitlines()
    return next(
        (n for n, (one, other) in enumerate(zip(before, after, strict=False), 1) if one != other), len(before) + 1
    )
