"""Erasing what follows a message, tested by failing to open: the thief has a copy of every sealed byte, the whole database after the erasing, and
the passphrases of those who read. The envelope alone, and the joiner who was given it, are in tests/handoff/test_erased_for_good.py's manner."""

from datetime import datetime, timezone
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy.engine import Engine

from handoff import attachments, retention
from handoff.arrivals import sealed_for
from handoff.attachments import Announced, Attachment
from handoff.carrying import outbox
from handoff.cases import papers
from handoff.database import open_database
from handoff.envelopes import Envelope, deposit
from handoff.keys import memberships, rewraps
from handoff.states import State
from handoff.tables import attachments as pieces_table
from tests.databases import ready_database_for
from tests.ent.emulated import LEA
from tests.handoff.erasing_scene import NOVEMBER, WORDS, enrol, left_of, opens
from tests.handoff.scene import CONVERSATION, NOW, RING, WORD, count_rows
from tests.handoff.test_envelopes import put
from tests.sealing.age_reader import NotForMe, open_armour, open_armour_by_passphrase
from tests.sealing.age_writer import seal_by_passphrase
from tests.sealing.browser import Browser, Sealed
from tests.sealing.people import LETTER_ID, Group, inside, letter_to, talk, voice

DUE = datetime(2027, 12, 1, tzinfo=timezone.utc)


@pytest.fixture
def db(tmp_path: Path) -> Engine:
    return open_database(ready_database_for(tmp_path / "parlons-en.db"))


def send(db: Engine, sealed: Sealed) -> None:
    """Deposited, delivered, with both pieces."""
    announced = tuple(Announced(one["id"], one["kind"], one["size"]) for one in sealed.attachments)
    header = sealed.header
    made = Envelope(
        LETTER_ID,
        header["school"],
        NOW.date(),
        header["month"],
        header["size"],
        tuple(sealed.readers),
        sealed.armour,
        excluded=tuple(sealed.excluded),
        attachments=announced,
    )
    deposit(db, made, WORD, LEA, RING, NOVEMBER, sealed.reply_lock)
    outbox.promise(db, LETTER_ID, CONVERSATION, NOVEMBER)
    put(db, LETTER_ID, state=State.DELIVERED.value)
    for one in sealed.attachments:
        attachments.store(db, Attachment(one["id"], LETTER_ID, one["kind"], one["size"], one["armour"]), NOVEMBER)


def test_pieces_papers_the_lock_and_the_joiners_copy_open_until_the_message_is_erased_and_never_after(
    db: Engine, tmp_path: Path, browser: Browser, group: Group
):
    lemoine, diallo = group.lemoine, group.diallo
    enrol(db, lemoine, diallo, group.roche)
    for one in (lemoine, diallo, group.roche):
        memberships.key_follows(db, one.id, ("col-zola",))
    sealed = browser.seal(letter_to(lemoine, text=WORDS, left_out=[group.roche], pieces=[talk(), voice()]))
    send(db, sealed)
    content = inside(sealed, lemoine)
    read = browser.open(sealed, lemoine.id, lemoine.identity(), rewrap_to=diallo.recipient())
    rewraps.give(db, RING, LETTER_ID, lemoine.id, diallo.id, read["rewrapped"], NOVEMBER)
    note = seal_by_passphrase(content["team"], b"vu avec la CPE", work=1)
    papers.store(db, papers.Paper(str(uuid4()), LETTER_ID, diallo.id, "note", NOVEMBER, note))
    joined = sealed_for(db, LETTER_ID, diallo.id)
    kept = [sealed.armour, joined.armour, note, *(one["armour"] for one in sealed.attachments)]

    assert WORDS.encode() in open_armour(joined.armour, diallo.identity(joined.key_month))
    assert all(opens(db, copy, lemoine, diallo) for copy in (sealed.armour, joined.armour))
    assert left_of(db, tmp_path, *kept)

    assert retention.erase_due(db, DUE) == 1

    assert not any(opens(db, copy, lemoine, diallo, group.roche) for copy in kept)
    assert left_of(db, tmp_path, *kept) == []
    assert count_rows(db, pieces_table) == 0
    for copy in (note, *(one["armour"] for one in sealed.attachments)):
        for known in (lemoine.passphrase, diallo.passphrase, lemoine.key(), WORD, "etoilefilante"):
            with pytest.raises(NotForMe):
                open_armour_by_passphrase(copy, known)
