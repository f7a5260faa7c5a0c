"""The ENT message that carries an envelope: one sentence that reveals nothing, the desk's link, the armour in a code block.

The ENT cleans what it stores (reference/ent-contract.md §2.11): what comes back is searched for the armour and compared byte for
byte. The subject has 50 characters or more, so that a push notification shows nothing of the body.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from ent import Letter
from handoff.arrivals import Sealed

_TEXTS = Path(__file__).parents[2] / "data" / "responses" / "ent_message.yml"
_BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----"
_END = "-----END AGE ENCRYPTED FILE-----"


@dataclass(frozen=True)
class Texts:
    """The reviewed words of the ENT message."""

    subject: str
    sentence: str


@cache
def texts() -> Texts:
    """From data/responses/ent_message.yml."""
    return Texts(**yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))["ent_message"])


def empty_draft() -> Letter:
    """A draft that says nothing if it is left behind: nobody addressed, empty body, neutral subject."""
    return Letter(to=(), subject=texts().subject, body="")


def letter(sealed: Sealed, readers: Sequence[str], public_url: str) -> Letter:
    """The full payload, addressed to exactly the readers it is sealed to."""
    link = html.escape(f"{public_url}/desk#{sealed.id}", quote=False)
    sentence = html.escape(texts().sentence, quote=False)
    code = html.escape(f"{_header(sealed)}\n\n{sealed.armour.strip()}", quote=False)
    body = f'<p>{sentence}</p><p><a href="{link}">{link}</a></p><pre><code>{code}</code></pre>'
    return Letter(to=tuple(readers), subject=texts().subject, body=body)


def carries(body: str, armour: str) -> bool:
    """Whether the armour extracted from a stored body is this one, byte for byte."""
    return extract_armour(body) == armour.strip()


def extract_armour(body: str) -> str | None:
    """The one armour in a body, entities read, or None when there is none or more than one."""
    if body.count(_BEGIN) != 1 or body.count(_END) != 1:
        return None
    start, end = body.index(_BEGIN), body.index(_END) + len(_END)
    return html.unescape(body[start:end]) if start < end else None


def _header(sealed: Sealed) -> str:
    lines = {
        "parlons-en": "1",
        "id": sealed.id,
        "school": sealed.school,
        "date": sealed.date.isoformat(),
        "readers": str(sealed.readers),
        "size": str(sealed.size),
    }
    return "\n".join(f"{name}: {value}" for name, value in lines.items())
