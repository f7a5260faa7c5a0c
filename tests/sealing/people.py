"""Invented referents with their keys, and letters to them."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.sealing.age_reader import open_armour, open_armour_by_passphrase
from tests.sealing.browser import Browser, Sealed

MONTH = "2026-11"
SCHOOL = "col-zola"
LETTER_ID = "0b3c4c5e-6f1a-4d2b-9a3c-1d2e3f4a5b6c"
WORD = "Étoile filante"
WORDS = "ils se moquent de moi tous les jours à la récré"


@dataclass(frozen=True)
class Referent:
    """Somebody with keys. `passphrase` is what age was given, written here by hand: nothing of ours computes it."""

    id: str
    passphrase: str
    keys: dict[str, Any]

    def key(self) -> str:
        """W, unwrapped by the passphrase."""
        return open_armour_by_passphrase(self.lock(), self.passphrase).decode()

    def lock(self) -> str:
        """W's only lock, made of the passphrase."""
        (lock,) = self.keys["locks"]
        return str(lock["wrapped_key"])

    def identity(self, month: str = MONTH) -> str:
        """The identity of a month, unwrapped by W."""
        return open_armour(self._month(month)["wrapped_identity"], self.key()).decode()

    def recipient(self, month: str = MONTH) -> str:
        """The published recipient of a month."""
        return str(self._month(month)["recipient"])

    def months(self) -> list[str]:
        """The months that have a key, in order."""
        return [one["month"] for one in self.keys["months"]]

    def _month(self, month: str) -> dict[str, str]:
        (found,) = [one for one in self.keys["months"] if one["month"] == month]
        return dict(found)


@dataclass(frozen=True)
class Group:
    """Three referents: two read, one is left out."""

    lemoine: Referent
    diallo: Referent
    roche: Referent


def enrol(browser: Browser) -> Group:
    """Everyone types a passphrase of their own; one types it with capitals, spaces and split accents."""
    split = "  Trois E\u0301le\u0301phants  GRIS\tdansent "
    return Group(
        lemoine=_enrolled(browser, "lemoine-1", "quatre petits chats bleus", "quatre petits chats bleus"),
        diallo=_enrolled(browser, "diallo-2", split, "trois éléphants gris dansent"),
        roche=_enrolled(browser, "roche-3", "sept vélos rouges roulent", "sept vélos rouges roulent"),
    )


def _enrolled(browser: Browser, name: str, typed: str, passphrase: str) -> Referent:
    return Referent(name, passphrase, browser.enrol(typed, MONTH))


def letter(
    readers: Sequence[tuple[str, str]], text: str = WORDS, excluded: Sequence[str] = (), **changes: Any
) -> dict[str, Any]:
    """A letter to people given by id and recipient."""
    to = [{"id": name, "recipient": recipient} for name, recipient in readers]
    place = {"id": LETTER_ID, "school": SCHOOL, "date": "2026-11-22", "month": MONTH}
    chosen = {"readers": to, "excluded": list(excluded), "closed": False}
    return {**place, **chosen, "text": text, "word": WORD, "pieces": [], **changes}


def letter_to(
    *readers: Referent, text: str = WORDS, left_out: Sequence[Referent] = (), **changes: Any
) -> dict[str, Any]:
    """A letter to referents, by their keys of the month."""
    to = [(reader.id, reader.recipient()) for reader in readers]
    return letter(to, text, [person.id for person in left_out], **changes)


def piece(kind: str, media: str, seconds: int, content: bytes) -> dict[str, Any]:
    """A piece of a letter, as the tool takes it."""
    written = base64.urlsafe_b64encode(content).decode().rstrip("=")
    return {"kind": kind, "type": media, "seconds": seconds, "content": written}


def talk(words: str = "moi : j’en peux plus") -> dict[str, Any]:
    """The conversation so far."""
    return piece("conversation", "text/plain;charset=utf-8", 0, words.encode())


def voice(sound: bytes = bytes(range(256)) * 20, seconds: int = 9) -> dict[str, Any]:
    """A voice message."""
    return piece("voice", "audio/webm;codecs=opus", seconds, sound)


def inside(sealed: Sealed, reader: Referent) -> dict[str, Any]:
    """What is inside the seal, for a reader. Raises AgeRefused."""
    return dict(json.loads(open_armour(sealed.armour, reader.identity())))
