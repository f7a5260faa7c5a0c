"""The two levels that pages to read are written for, and how long a sentence may be at each."""

import re
from typing import Any

OLDER, PRIMARY = "college", "primaire"
LEVELS = (OLDER, PRIMARY)
OTHER_LEVEL = {OLDER: PRIMARY, PRIMARY: OLDER}
MOST_PRIMARY_WORDS = 12


def fault_of(level: str, text: Any) -> str | None:
    """Why this cannot be read at that level: no text, an empty one, or at primary school a sentence of more than twelve words (R60)."""
    if not isinstance(text, str) or not text.strip():
        return "an empty sentence"
    if level == PRIMARY:
        for sentence in re.split(r"(?<=[.!?:])\s+", text):
            words = [word for word in sentence.split() if any(sign.isalnum() for sign in word)]
            if len(words) > MOST_PRIMARY_WORDS:
                return f"too long: {sentence}"
    return None
