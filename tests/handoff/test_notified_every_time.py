import re
from datetime import timedelta

import pytest
from sqlalchemy.engine import Engine

from handoff.carrying import leases
from handoff.carrying.body import texts
from tests.ent.emulated import EmulatedEnt
from tests.handoff.bell_scene import advance, mails, pushes, round_at
from tests.handoff.scene import NOW, ONCE, Carrier, copies_of, keep_token, promised

READERS = ("sophie.lemoine@exemple.fr", "ibrahim.diallo@exemple.fr")
PUSH_SHOWS = 50
SAID_NOWHERE = r"violen|parlons|écout|harcel|danger|urgen|signal|aide|référent|élève|bot\.localhost|desk|AGE ENC"


async def rounds_every_second(carrier: Carrier, count: int, first: int = 0) -> None:
    """The courier and the ENT live the same seconds."""
    for second in range(first, first + count):
        await round_at(carrier, NOW + timedelta(seconds=second), bell=None, apart=1)


def notified(ent: EmulatedEnt) -> list[int]:
    return [sum(mail["to"] == reader for mail in mails(ent)) for reader in READERS]


async def test_two_messages_of_a_pupil_promised_together_both_notify(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    ids = [promised(db, "un"), promised(db, "deux")]
    await rounds_every_second(carrier, 12)
    assert [copies_of(ent, id_) for id_ in ids] == [ONCE, ONCE]
    assert notified(ent) == [2, 2]
    assert len(pushes(ent)) == 4


async def test_without_the_rest_the_second_one_would_arrive_in_silence(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(leases, "REST", timedelta(0))
    ids = [promised(db, "un"), promised(db, "deux")]
    await rounds_every_second(carrier, 12)
    assert [copies_of(ent, id_) for id_ in ids] == [ONCE, ONCE]
    assert notified(ent) == [1, 1]


@pytest.mark.parametrize("after", [1, 2, 3, 4])
async def test_a_second_message_written_just_after_the_first_left_notifies_too(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, after: int
):
    promised(db, "un")
    await rounds_every_second(carrier, after)
    keep_token(db, ent.token("lea.martin"))  # the first one's went with its delivery: the pupil has signed in again
    promised(db, "deux")
    await rounds_every_second(carrier, 10, first=after)
    assert notified(ent) == [2, 2]


async def test_a_message_sealed_again_after_a_damage_notifies_too(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    promised(db, "abîmé")
    ent.arm({"kind": "damaged_body", "path": "/conversation/send", "times": 1})
    await rounds_every_second(carrier, 1)
    keep_token(db, ent.token("lea.martin"))
    promised(db, "de nouveau")
    await rounds_every_second(carrier, 10, first=1)
    assert notified(ent) == [2, 2]


async def test_a_failed_attempt_counts_as_a_send_that_may_have_notified(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    promised(db, "un")
    ent.arm({"kind": "done_then_drop", "path": "/conversation/send", "times": 1})
    await rounds_every_second(carrier, 1)
    promised(db, "deux")
    await rounds_every_second(carrier, 30, first=1)
    assert notified(ent) == [2, 2]


@pytest.mark.parametrize("names", [("un",), ("un", "deux")])
async def test_mails_and_pushes_show_the_subject_and_nothing_of_the_body(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, names: tuple[str, ...]
):
    for name in names:
        promised(db, name)
    await rounds_every_second(carrier, 12)
    subject = texts().subject
    assert len(subject) >= PUSH_SHOWS
    assert len(pushes(ent)) == 2 * len(names)
    for push in pushes(ent):
        assert push["text"] == subject[:PUSH_SHOWS] + "..."
        assert push["data"]["subject"] == subject
    for mail in mails(ent):
        assert mail["text"].endswith(subject) or subject in mail["text"]
        assert texts().sentence not in str(mail)
    seen = " ".join(f"{row.get('subject')} {row['text']}" for row in (*mails(ent), *pushes(ent)))
    assert re.search(SAID_NOWHERE, seen, re.IGNORECASE) is None


async def test_a_shorter_subject_would_show_the_body_on_a_locked_screen(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    advance(ent, 10)
    draft = {"to": [], "subject": "Message", "body": ""}
    headers = {"Authorization": f"Bearer {signed_in}"}
    id_ = ent.door.post(ent.url + "/conversation/draft", json=draft, headers=headers).json()["id"]
    full = {"to": ["c3d5c0de-0000-4000-8000-000000000001"], "subject": "Message", "body": "<p>mes mots</p>"}
    ent.door.post(f"{ent.url}/conversation/send?id={id_}", json=full, headers=headers).raise_for_status()
    assert "mes mots" in pushes(ent)[0]["text"]
