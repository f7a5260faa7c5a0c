"""What invites to write to the school's group, taken out of a sentence where that group is not proposed (R47).

The scenes are written once, with « ou envoie un message ». Where an adult of the school may be the one who hurts, or where the table does not
send to the group, these words would lead to a button that is not there. Which words: data/facts/phrases.yml.
"""

import re
from functools import cache

from facts.phrases import load_phrases


def without_group(text: str) -> str:
    """`text` without its invitations to write to the group; empty when it was nothing else."""
    return _invitations().sub("", text).strip()


@cache
def _invitations() -> re.Pattern[str]:
    return re.compile("|".join(load_phrases()["inviting_to_the_group"]), re.IGNORECASE)
