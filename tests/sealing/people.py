"""Invented referents with their keys, and letters to them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.sealing.age_reader import open_armour, open_armour_by_passphrase
from tests.sealing.browser import Browser, Sealed

MONTH = "2026-11"
SCHOOL = "col-zola"
LETTER_ID = "0b3c4c5e-6f1a-4d2b-9a3c-1d2e3f4a5b6c"
WORDS = "ils se moquent de moi tous les jours à la récré"


@dataclass(frozen=True)
class Referent:
    """Somebody with keys. `passphrase` is what age was given, written here by hand: nothing of ours computes it."""

    id: str
    passphrase: str
    keys: dict[str, Any]

    def key(self) -> str:
        """W, unwrapped by the passphrase."""
        return open_armour_by_passphrase(self.keys["wrapped_key"], self.passphrase).decode()

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


def letter(readers: Sequence[tuple[str, str]], text: str = WORDS, excluded: Sequence[str] = ()) -> dict[str, Any]:
    """A letter to people given by id and recipient."""
    to = [{"id": name, "recipient": recipient} for name, recipient in readers]
    when = {"date": "2026-11-22", "month": MONTH}
    return {"id": LETTER_ID, "school": SCHOOL, **when, "readers": to, "excluded": list(excluded), "text": text}


def letter_to(*readers: Referent, text: str = WORDS, left_out: Sequence[Referent] = ()) -> dict[str, Any]:
    """A letter to referents, by their keys of the month."""
    to = [(reader.id, reader.recipient()) for reader in readers]
    return letter(to, text, [person.id for person in left_out])


def inside(sealed: Sealed, reader: Referent) -> dict[str, Any]:
    """What is inside the seal, for a reader. Raises AgeRefused."""
    return dict(json.loads(open_armour(sealed.armour, reader.identity())))
