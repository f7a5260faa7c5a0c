"""What an account that is not a pupil's is shown instead of the hand-off: its own way, not a refusal.

The ENT gives a code to any account, so a parent, a teacher, a guest or the platform's own team may come here, sometimes on the computer
where a child was writing. Nothing of theirs is kept, nothing of the child's is shown or sent, and the numbers come from the facts.
"""

from typing import Any

from facts.cards import cards
from web.services import Services

GUEST = "guest"  # "" for the ENT: whoever it has no other word for
WAYS = {
    "PERSRELELEVE": "parent",
    "ENSEIGNANT": "teacher",
    "PERSEDUCNAT": "staff",
    "SUPERADMIN": "platform_team",
    "": GUEST,
}
_LINES = {
    "parent": ("119", "3018", "17"),
    "teacher": ("119", "17"),
    "staff": ("119", "17"),
    "platform_team": ("119",),
    GUEST: ("119", "17"),
}
_DESK_IS_FOR = frozenset({"teacher", "staff"})


def way_of(services: Services, profile: str) -> dict[str, Any]:
    """The way of that `type` of the ENT: title, texts, helpline cards, and the address of the desk for whoever may be a referent."""
    who = WAYS.get(profile, GUEST)
    said = services.sentences.group(f"adults.{who}")
    return {
        "title": said["title"],
        "texts": [text for name, text in said.items() if name != "title"],
        "helplines": cards(_LINES[who], services.clock(), clock=services.pupil_clock(None), to_adults=True),
        "desk": f"{services.settings.public_url}/desk" if who in _DESK_IS_FOR else None,
    }
