"""What else a pupil reads, that is not a scene: cards of lines, a school's own line and welcome, the pages, Telegram, the safe reply."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from content.catalogue import DAY, RESPONSES, files
from content.replies import MOMENTS, OLDER, PRIMARY, Reading
from facts.cards import card
from facts.helplines import load_helplines
from facts.phrases import load_phrases
from facts.placeholders import PLACEHOLDER, fill
from facts.school_words import could_be_said
from schools.page import LocalLine, SchoolPage
from schools.reading import local_cards, welcome_bubble

PUPILS_PARTS = {
    "web.yml": ("errors", "sign_in", "deposit_kept", "words_tried", "states", "late", "promise", "pages.assistant", "pages.aide", "pages.signed_in"),
    "telegram.yml": ("first", "invitation", "help", "stop", "no_handoff", "no_state", "only_words", "errors", "buttons", "commands"),
    "reperes.yml": ("words", "themes"),
    "tes_mots.yml": ("notice",),
}  # fmt: skip
NOT_SAID_TO_PUPILS = (
    *("desk_", "key_", "keys_", "id", "situation", "absence_", "case_", "head_", "last_lock", "paper_", "recovery_", "rewrap_"),
    *("shares_", "signature_", "presence_", "fresh_sign_in_"),
)  # fmt: skip
LEVEL_OF_KEY = {"primary": PRIMARY, "primaire": PRIMARY}
LOCAL_CARD = "card of a school's own line"
READ_ON_CARDS = ("name", "what_for", "hours", "now", "cost", "privacy", "bill", "what_happens")
TO_PUPILS = ("by_default", "when_named")
LOCAL = LocalLine(
    "Point écoute de la ville",
    "05 56 00 00 00",
    "Pour parler avec quelqu'un.",
    "le mercredi après-midi",
    date(2026, 11, 2),
)
SCHOOL = SchoolPage(lines=(LOCAL,), welcome="Nous lisons chaque mot.")


def cards_of_lines() -> Iterator[Reading]:
    """Each line that may be shown to a pupil, at each kind of hour; and those of a school that has written its own."""
    for at in MOMENTS.values():
        for line in load_helplines().lines.values():
            if line.shown in TO_PUPILS:
                yield _card(f"card of {line.id}", card(line.id, at))
        yield from (_card(LOCAL_CARD, each) for each in local_cards(SCHOOL, at))


def everything_else(folder: Path = RESPONSES) -> Iterator[Reading]:
    """The pages, Telegram's own sentences, the first bubble of a school, and what is said when nothing can be."""
    welcome = welcome_bubble(SCHOOL)
    yield Reading("phrases.yml", "welcome of a school", "page", PRIMARY, (welcome or "",))
    yield Reading("phrases.yml", "safe reply", "page", PRIMARY, tuple(load_phrases()["safe_reply"]["texts"]))
    for said in sorted(could_be_said()):
        yield Reading("phrases.yml", "what a school says of its hours", "page", PRIMARY, (said,))
    written = files(folder)
    for file, parts in PUPILS_PARTS.items():
        for part in parts:
            content: Any = written[file]
            for key in part.split("."):
                content = content[key]
            yield from _sentences(file, part, content, OLDER)


def _card(label: str, shown: Any) -> Reading:
    return Reading(
        "helplines.yml", label, "card", PRIMARY, tuple(str(shown[each]) for each in READ_ON_CARDS if shown[each])
    )


def _sentences(file: str, label: str, content: Any, level: str) -> Iterator[Reading]:
    if isinstance(content, dict):
        for key, inside in content.items():
            if not str(key).startswith(NOT_SAID_TO_PUPILS):
                yield from _sentences(file, f"{label}.{key}", inside, LEVEL_OF_KEY.get(key, level))
    elif isinstance(content, list) and any(isinstance(each, dict) for each in content):
        for place, each in enumerate(content):
            yield from _sentences(file, f"{label}.{place}", each, level)
    else:
        said = content if isinstance(content, list) else [str(content)]
        yield Reading(file, label, "page", level, tuple(_filled(each, DAY) for each in said))


def _filled(text: str, at: datetime) -> str:
    return fill(text, at) if PLACEHOLDER.search(text) else text
