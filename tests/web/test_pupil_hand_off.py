import asyncio
import re
from datetime import timedelta, timezone

import pytest

from handoff.envelopes import reply_lock_of
from handoff.exclusions import is_excluded
from tests.web.browsers import Pupil, envelope_for
from tests.web.house import BENALI, DIALLO, LEA, LEMOINE, ROCHE, House, keys_of
from tests.web.sealed import lock_falsely, seal_falsely

TWO = [LEMOINE, DIALLO]


async def test_the_list_shows_everyone_and_who_can_read_now(signed_in: Pupil):
    answer = (await signed_in.see_readers()).json()

    assert answer["school"] == {"id": "col-zola", "name": "Collège Émile-Zola"}
    assert answer["group"] == {"name": "Violences, parlons-en", "count": 4}
    assert answer["month"] == "2026-11"
    assert {reader["id"]: reader["can_read"] for reader in answer["readers"]} == {
        LEMOINE: True,
        DIALLO: True,
        ROCHE: False,
        BENALI: False,
    }
    lemoine = next(reader for reader in answer["readers"] if reader["id"] == LEMOINE)
    assert lemoine["recipient"].startswith("age1pq1")
    assert lemoine["function"] == "CPE"


async def test_fewer_than_two_live_keys_is_a_group_that_cannot_answer(house: House, pupil: Pupil):
    house.enrol(keys_of(LEMOINE, "Mme Lemoine"))
    await pupil.open()
    await pupil.sign_in()
    answer = await pupil.see_readers()

    assert answer.status_code == 409
    assert answer.json()["error"] == "group_not_alive"
    assert answer.json()["helplines"]


@pytest.mark.parametrize("school", ["", "lyc-camus", "inconnue", "col-zola'--"])
async def test_a_school_that_is_not_the_pupils_has_no_readers(signed_in: Pupil, school: str):
    answer = await signed_in.see_readers(school)

    assert answer.status_code == 409
    assert answer.json()["error"] == "group_unknown"


async def test_an_ent_that_is_down_is_told(house: House, signed_in: Pupil):
    house.fail_ent("unavailable", "/conversation/visibles")
    answer = await signed_in.see_readers()

    assert answer.status_code == 502
    assert answer.json()["error"] == "ent_unreachable"
    assert answer.json()["helplines"]


async def test_a_token_that_the_ent_no_longer_accepts_asks_for_a_new_sign_in(house: House, signed_in: Pupil):
    house.fail_ent("expired_token", "/conversation/visibles")

    assert (await signed_in.see_readers()).json()["error"] == "sign_in_needed"


async def test_an_hour_after_the_sign_in_one_has_to_sign_in_again(house: House, signed_in: Pupil):
    for _ in range(3):
        house.clock.advance(minutes=20)
        await signed_in.say("je suis encore là")

    assert (await signed_in.see_readers()).json()["error"] == "sign_in_needed"


async def test_a_deposit_is_kept_as_it_was_sealed(house: House, signed_in: Pupil):
    answer, sent = await signed_in.deposit([LEMOINE, DIALLO])

    assert answer.status_code == 201
    assert answer.json() == {"id": sent.id, "state": "deposited"}
    (row,) = house.rows("envelopes")
    assert row.armour == sent.body["armour"]
    assert {row.referent_id for row in house.rows("envelope_readers")} == {LEMOINE, DIALLO}


async def test_the_very_same_deposit_again_is_fine_even_with_the_ent_down_and_the_month_over(
    house: House, signed_in: Pupil
):
    _, sent = await signed_in.deposit([LEMOINE, DIALLO])
    house.fail_ent("unavailable", "/")
    again = await signed_in.put(f"/api/handoff/envelopes/{sent.id}", sent.body)

    assert again.status_code == 200
    assert again.json() == {"id": sent.id, "state": "deposited"}
    assert len(house.rows("envelopes")) == 1


async def test_other_bytes_under_the_same_id_are_a_conflict(house: House, signed_in: Pupil):
    _, sent = await signed_in.deposit([LEMOINE, DIALLO])
    other = sent.body | {"armour": seal_falsely(2, 2048)}
    answer = await signed_in.put(f"/api/handoff/envelopes/{sent.id}", other)

    assert answer.status_code == 409
    assert answer.json()["error"] == "envelope_conflict"
    assert house.rows("envelopes")[0].armour == sent.body["armour"]


async def test_another_pupil_cannot_take_the_id_over(house: House, signed_in: Pupil):
    _, sent = await signed_in.deposit([LEMOINE, DIALLO])
    other = Pupil(house)
    await other.open()
    await other.sign_in("noe.petit")
    answer = await other.put(f"/api/handoff/envelopes/{sent.id}", sent.body)

    assert answer.status_code == 409
    assert (await other.play(1, deposit=sent.id)).json()["error"] == "envelope_unknown"
    await other.http.aclose()


@pytest.mark.parametrize("readers", [[LEMOINE, ROCHE], [LEMOINE, "c3d5c0de-0000-4000-8000-000000000004"], ["inconnu"]])
async def test_an_envelope_for_someone_who_may_not_read_is_refused(house: House, signed_in: Pupil, readers: list[str]):
    answer, _ = await signed_in.deposit(readers)

    assert answer.status_code == 422
    assert answer.json()["error"] == "readers_changed"
    assert house.rows("envelopes") == []


async def test_a_reader_who_left_the_group_meanwhile_is_refused(house: House, signed_in: Pupil):
    house.enrol(keys_of(ROCHE, "M. Roche"))
    group = house.ent_world.groups["grp-parlons-en"]
    group.members = [member for member in group.members if member != DIALLO]
    answer, _ = await signed_in.deposit([LEMOINE, DIALLO])

    assert answer.json()["error"] == "readers_changed"


async def test_last_months_keys_are_refused_as_a_changed_list(signed_in: Pupil):
    answer, _ = await signed_in.deposit([LEMOINE, DIALLO], header={"month": "2026-10"})

    assert answer.json()["error"] == "readers_changed"


async def test_one_reader_may_be_left_out(house: House, signed_in: Pupil):
    answer, _ = await signed_in.deposit([DIALLO])

    assert answer.status_code == 201
    assert [row.referent_id for row in house.rows("envelope_readers")] == [DIALLO]


async def test_whoever_is_left_out_is_kept_out_and_named_nowhere(house: House, signed_in: Pupil):
    answer, sent = await signed_in.deposit([DIALLO], excluded=[LEMOINE, ROCHE, "principal-9"])
    services = house.services

    assert answer.status_code == 201
    asked = [is_excluded(services.db, services.ring, sent.id, one) for one in (LEMOINE, ROCHE, "principal-9", DIALLO)]
    assert asked == [True, True, True, False]
    assert LEMOINE not in str(house.rows("envelope_exclusions"))
    assert b"principal-9" not in house.database_bytes()


async def test_a_closed_envelope_decides_of_everyone_who_could_read(house: House, signed_in: Pupil):
    undecided, _ = await signed_in.deposit([DIALLO], closed=True)
    answer, sent = await signed_in.deposit([DIALLO], closed=True, excluded=[LEMOINE])
    services = house.services

    assert undecided.json()["error"] == "readers_changed"
    assert answer.status_code == 201
    assert is_excluded(services.db, services.ring, sent.id, "who-joins-later")
    assert not is_excluded(services.db, services.ring, sent.id, DIALLO)


async def test_the_lock_of_the_replies_is_kept_under_the_servers_keys(house: House, signed_in: Pupil):
    _, sent = await signed_in.deposit(TWO)
    (row,) = house.rows("envelopes")

    assert reply_lock_of(house.services.ring, sent.id, row.reply_lock) == sent.body["reply_lock"]
    assert sent.body["reply_lock"].split("\n")[1].encode() not in house.database_bytes()
    other = sent.body | {"reply_lock": lock_falsely()}
    assert (await signed_in.put(f"/api/handoff/envelopes/{sent.id}", other)).json()["error"] == "envelope_conflict"


async def test_a_deposit_again_with_another_left_out_or_another_announcement_is_a_conflict(signed_in: Pupil):
    _, sent = await signed_in.deposit([DIALLO], excluded=[LEMOINE])
    piece = {"id": "6f1f3f3e-0000-4000-8000-000000000001", "kind": "voice", "size": 16384}
    for change in (
        {"excluded": []},
        {"excluded": [ROCHE]},
        {"excluded": [LEMOINE, ROCHE]},
        {"closed": True},
        {"attachments": [piece]},
    ):
        again = await signed_in.put(f"/api/handoff/envelopes/{sent.id}", sent.body | change)
        assert again.json().get("error") == "envelope_conflict", change
    assert (await signed_in.put(f"/api/handoff/envelopes/{sent.id}", sent.body)).status_code == 200


async def test_without_a_bell_nothing_is_promised(house: House, signed_in: Pupil):
    await signed_in.deposit(TWO)

    assert [row.promised_by for row in house.rows("envelopes")] == [None]


async def test_with_a_bell_the_promise_is_kept_with_the_message(house: House, signed_in: Pupil):
    house.changes = {"ent_bell_client_id": "vpe-bell", "ent_bell_client_secret": "demo-bell-secret"}
    house.restart_web()
    await signed_in.deposit(TWO)

    (row,) = house.rows("envelopes")
    assert house.clock() < row.promised_by.replace(tzinfo=timezone.utc) < house.clock() + timedelta(days=7)


async def test_the_deposit_turn_carries_only_the_id_and_when_its_school_reads(house: House, signed_in: Pupil):
    _, sent = await signed_in.deposit(TWO)
    answer = await signed_in.play(1, deposit=sent.id)

    assert answer.status_code == 200
    conversation = house.rasa.turns[0]["conversation"]
    reads = "Ils peuvent le lire aujourd'hui, mais peut-être pas tout de suite."
    played = {"conversation": conversation, "kind": "deposit", "envelope": sent.id, "school_now": reads}
    mark = house.rasa.turns[-1].pop("mark")
    assert re.fullmatch("[0-9a-f]{64}", mark)
    assert house.rasa.turns[-1] == played


async def test_an_envelope_that_this_session_did_not_deposit_is_never_promised(house: House, signed_in: Pupil):
    answer = await signed_in.play(1, deposit="6f1f3f3e-0000-4000-8000-000000000000")

    assert answer.status_code == 404
    assert answer.json()["error"] == "envelope_unknown"
    assert [turn["kind"] for turn in house.rasa.turns] == ["start"]


async def test_a_rasa_that_is_down_after_send_does_not_lose_the_message(house: House, signed_in: Pupil):
    _, sent = await signed_in.deposit(TWO)
    house.rasa.down = True
    answer = await signed_in.play(1, deposit=sent.id)

    assert answer.status_code == 503
    assert answer.json()["error"] == "assistant_down"
    assert "gardé" in answer.json()["message"]
    (row,) = house.rows("outbox")
    assert (row.state, row.conversation) == ("promised", house.rasa.turns[0]["conversation"])


async def test_two_deposits_of_the_same_envelope_at_once_are_one(house: House, signed_in: Pupil):
    sent = envelope_for(TWO)
    both = await asyncio.gather(*(signed_in.put(f"/api/handoff/envelopes/{sent.id}", sent.body) for _ in range(2)))

    assert {answer.status_code for answer in both} <= {200, 201}
    assert len(house.rows("envelopes")) == 1


async def test_the_sender_is_stored_as_a_keyed_hash_only(house: House, signed_in: Pupil):
    await signed_in.deposit(TWO)

    assert LEA.encode() not in house.database_bytes()
    assert b"parapluie" not in house.database_bytes()
