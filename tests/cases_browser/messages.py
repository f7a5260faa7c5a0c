"""Messages sealed by the pupil's own code, as the desk receives them; and what the pupil gets back with the word."""

import base64
import json
import math
import struct
import subprocess
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Any

import sqlalchemy as sa

from facts.paris import in_paris
from handoff import attachments, receipts, tables
from handoff.attachments import Announced, Attachment
from handoff.cases.tables import case_events, case_papers
from handoff.envelopes import Envelope, deposit
from handoff.tables import envelopes, outbox
from tests.keys_browser.school_of_keys import SEAL, ZOLA, SchoolOfKeys
from tests.sealing.age_reader import open_armour_by_passphrase

LEMOINE = "c3d5c0de-0000-4000-8000-000000000001"
DIALLO = "c3d5c0de-0000-4000-8000-000000000002"
BENALI = "c3d5c0de-0000-4000-8000-000000000007"
LEA = "a1d5c0de-0000-4000-8000-000000000001"
WORD = "tulipe"


@dataclass
class Messages:
    """What pupils of the school send, and what is stored of it."""

    school: SchoolOfKeys

    def arrive(
        self, text: str, *pieces: dict[str, Any], without: tuple[str, ...] = (), missing: tuple[str, ...] = ()
    ) -> str:
        """A message of Léa to all whose keys count but `without`; pieces of a kind in `missing` are announced and do not come."""
        today = in_paris(datetime.now(timezone.utc)).date()
        to = [{"id": who, "recipient": key} for who, key in self.school.live().items() if who not in without]
        letter = {"id": str(uuid.uuid4()), "school": ZOLA, "date": today.isoformat(), "month": f"{today:%Y-%m}"}
        said = {"readers": to, "excluded": list(without), "closed": False, "text": text, "word": WORD}
        made = _sealed(letter | said | {"pieces": list(pieces)})
        self._keep(made, today)
        for piece in made["attachments"]:
            if piece["kind"] not in missing:
                whole = Attachment(piece["id"], letter["id"], piece["kind"], piece["size"], piece["armour"])
                attachments.store(self._db, whole, self.school.services.clock())
        return letter["id"]

    def damage_pieces(self) -> None:
        """What is stored of the pieces is no longer what the messages announce."""
        with self._db.begin() as connection:
            other = connection.execute(sa.select(envelopes.c.armour)).scalars().first()
            here = tables.attachments.c.armour.is_not(None)
            connection.execute(sa.update(tables.attachments).where(here).values(armour=other))

    def replies(self) -> list[str]:
        """What Léa reads with her word, oldest first, opened by other code than the browser's."""
        said = []
        for sent in receipts.states_for(self._db, self.school.services.ring, LEA, WORD):
            for reply in sent.replies:
                assert sent.reply_lock is not None
                secret = open_armour_by_passphrase(sent.reply_lock, WORD).decode()
                said.append(json.loads(open_armour_by_passphrase(reply.armour, secret))["text"])
        return said

    def states(self) -> list[str]:
        """What Léa is told, newest first."""
        return [sent.state for sent in receipts.states_for(self._db, self.school.services.ring, LEA, WORD)]

    def events(self, envelope_id: str) -> list[tuple[str, str]]:
        """Who did what with it, in order."""
        with self._db.connect() as connection:
            query = sa.select(case_events).where(case_events.c.envelope_id == envelope_id).order_by(case_events.c.id)
            return [(row.referent_id, row.kind) for row in connection.execute(query)]

    def stored_papers(self) -> str:
        """All that the server keeps of notes, sheets and replies."""
        with self._db.connect() as connection:
            return " ".join(str(tuple(row)) for row in connection.execute(sa.select(case_papers)))

    @property
    def _db(self) -> Any:
        return self.school.services.db

    def _keep(self, made: dict[str, Any], today: date) -> None:
        header = made["header"]
        announced = tuple(Announced(piece["id"], piece["kind"], piece["size"]) for piece in made["attachments"])
        envelope = Envelope(
            id=header["id"],
            school=ZOLA,
            date=today,
            month=header["month"],
            size=header["size"],
            readers=tuple(made["readers"]),
            armour=made["armour"],
            excluded=tuple(made["excluded"]),
            attachments=announced,
        )
        services = self.school.services
        deposit(self._db, envelope, WORD, LEA, services.ring, services.clock(), made["reply_lock"])
        with self._db.begin() as connection:
            connection.execute(sa.update(outbox).values(state="delivered"))


def conversation(text: str) -> dict[str, Any]:
    """The conversation so far, as the pupil joins it."""
    kind = {"kind": "conversation", "type": "text/plain;charset=utf-8", "seconds": 0}
    return kind | {"content": base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")}


def voice() -> dict[str, Any]:
    """A second of one note, as a sound file that every browser plays."""
    rate = 8_000
    sound = bytes(int(128 + 100 * math.sin(place * 440 * 2 * math.pi / rate)) for place in range(rate))
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, rate, 1, 8)
    file = (
        struct.pack("<4sI4s", b"RIFF", 36 + len(sound), b"WAVE")
        + form
        + struct.pack("<4sI", b"data", len(sound))
        + sound
    )
    kind = {"kind": "voice", "type": "audio/wav", "seconds": 1}
    return kind | {"content": base64.urlsafe_b64encode(file).decode().rstrip("=")}


def _sealed(letter: dict[str, Any]) -> dict[str, Any]:
    asked = json.dumps(letter)
    done = subprocess.run(["node", str(SEAL)], input=asked, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))
