"""Somebody whom the pupil left out tries every door of the desk, as do a colleague who would let them in and a stranger to the message.

What they are answered must be what an id that was never used is answered: not a word more, and nothing kept of it.
"""

import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import httpx
import pytest

from handoff import exclusions
from handoff.carrying import outbox
from handoff.keys import leaving
from tests.keys import recipient_for
from tests.web.browsers import Pupil, Referent
from tests.web.house import BENALI, DIALLO, LEMOINE, ROCHE, House, keys_of
from tests.web.sealed import lock_falsely, seal_falsely
from web.desk.routes import DOORS

NEVER_USED = "6f1f3f3e-0000-4000-8000-000000000000"
HEAD = "tete-de-l-etablissement"
VOICE = {"id": str(uuid.uuid4()), "kind": "voice", "size": 16384}
BODIES = {
    "/step": {"on": "2026-11-25"},
    "/hand-over": {"to": DIALLO},
    "/papers": {"id": str(uuid.uuid4()), "kind": "note", "armour": lock_falsely(64, "1")},
    "/link": {"other": NEVER_USED},
    "/readers": {"referent": BENALI, "armour": lock_falsely(64)},
}


@dataclass
class Scene:
    house: House
    envelope: str
    seated: dict[str, Referent]

    def doors(self) -> list[tuple[str, str]]:
        """Every door of the desk that is about one envelope: method, path behind it."""
        found = [(door.method, door.path.partition("{envelope}")) for door in DOORS]
        return [(method, path[2].replace("{attachment}", VOICE["id"])) for method, path in found if path[1]]

    async def tries(self, login: str, method: str, behind: str, envelope: str | None = None) -> tuple[int, str]:
        browser, path = self.seated[login], f"/desk/api/envelopes/{envelope or self.envelope}{behind}"
        answer = await (browser.get(path) if method == "GET" else browser.post(path, BODIES.get(behind, {})))
        return answer.status_code, answer.text

    def traces(self) -> list[tuple[object, ...]]:
        tables = ("envelope_readers", "case_events", "case_papers", "holds")
        return [(table, *row) for table in tables for row in self.house.rows(table)]


async def send(house: House, readers: list[str], **changes: object) -> str:
    pupil = Pupil(house)
    await pupil.open()
    await pupil.sign_in()
    answer, sent = await pupil.deposit(readers, **changes)
    assert answer.status_code == 201, answer.text
    outbox.promise(house.services.db, sent.id, house.rasa.turns[-1]["conversation"], house.clock())
    piece = {"kind": VOICE["kind"], "size": VOICE["size"], "armour": lock_falsely(VOICE["size"], "1")}
    put = await pupil.put(f"/api/handoff/envelopes/{sent.id}/attachments/{VOICE['id']}", piece)
    assert put.status_code == (201 if "attachments" in changes else 422), put.text
    with house.services.db.begin() as connection:
        connection.exec_driver_sql("UPDATE outbox SET state = 'delivered'")
    await pupil.http.aclose()
    return sent.id


@pytest.fixture
async def scene(house: House) -> AsyncIterator[Scene]:
    """Sealed to Mme Lemoine and M. Diallo; Mme Benali, who has a key that counts, and the head are left out."""
    people = ((LEMOINE, "Mme Lemoine"), (DIALLO, "M. Diallo"), (BENALI, "Mme Benali"))
    house.enrol(*(keys_of(id_, name) for id_, name in people))
    envelope = await send(house, [LEMOINE, DIALLO], excluded=[BENALI, HEAD], attachments=[VOICE])
    seated = {login: Referent(house) for login in ("mme.lemoine", "m.diallo", "mme.benali")}
    for login, browser in seated.items():
        await browser.enter(login)
    yield Scene(house, envelope, seated)
    for browser in seated.values():
        await browser.http.aclose()


async def test_there_are_doors_to_try(scene: Scene):
    assert len(scene.doors()) >= 10
    for behind in ("", "/case", f"/attachments/{VOICE['id']}"):
        assert (await scene.tries("mme.lemoine", "GET", behind))[0] == 200


async def test_every_door_answers_as_for_an_envelope_that_never_was(scene: Scene):
    before = scene.traces()
    for method, behind in scene.doors():
        told = await scene.tries("mme.benali", method, behind)
        never = await scene.tries("mme.benali", method, behind, NEVER_USED)
        assert told == never, behind
        assert told[0] == 404, behind
    assert scene.traces() == before


async def test_nothing_of_it_is_in_what_the_desk_shows_of_the_group(scene: Scene):
    before = {path: (await scene.seated["mme.benali"].get(path)).text for path in _lists()}
    for method, behind in (("GET", ""), ("POST", "/opened"), ("POST", "/taken"), ("POST", "/step")):
        assert (await scene.tries("mme.lemoine", method, behind))[0] == 200
    for path, said in before.items():
        assert scene.envelope not in said, path
        if path != "/desk/api/me":  # says when one's own key was last used
            assert (await scene.seated["mme.benali"].get(path)).text == said, path


async def test_no_colleague_hands_it_over_to_them(scene: Scene):
    lemoine = scene.seated["mme.lemoine"]
    path = f"/desk/api/envelopes/{scene.envelope}/hand-over"
    refused = [await lemoine.post(path, {"to": to}) for to in (BENALI, HEAD, "inconnu")]
    assert len({(one.status_code, one.text) for one in refused}) == 1
    assert refused[0].is_client_error
    assert (await lemoine.post(path, {"to": DIALLO})).status_code == 200


async def test_no_colleague_seals_it_again_for_them_while_somebody_who_comes_later_may_have_it(scene: Scene):
    lemoine = scene.seated["mme.lemoine"]
    scene.house.enrol(keys_of(ROCHE, "M. Roche"))
    waiting = {(one["envelope"], one["for"]["id"]) for one in (await lemoine.get("/desk/api/rewraps")).json()}
    assert waiting == {(scene.envelope, ROCHE)}
    refused = [await _seal_again(lemoine, scene.envelope, to) for to in (BENALI, HEAD, "inconnu")]
    assert len({(one.status_code, one.text) for one in refused}) == 1
    assert refused[0].is_client_error
    assert (await _seal_again(lemoine, scene.envelope, ROCHE)).status_code == 201
    assert {row.referent_id for row in scene.house.rows("envelope_readers")} == {LEMOINE, DIALLO, ROCHE}


async def test_whoever_leaves_and_comes_back_with_another_key_is_still_left_out(scene: Scene):
    house, lemoine = scene.house, scene.seated["mme.lemoine"]
    leaving.leave(house.services.db, BENALI, LEMOINE, house.clock())
    house.enrol(replace(keys_of(BENALI, "Mme Benali"), key_recipient=recipient_for(BENALI, "another")))
    assert (await lemoine.get("/desk/api/rewraps")).json() == []
    assert (await _seal_again(lemoine, scene.envelope, BENALI)).is_client_error


async def test_a_reader_who_left_and_made_another_key_reads_nothing_until_it_is_confirmed(scene: Scene):
    house, diallo = scene.house, Referent(scene.house)
    leaving.leave(house.services.db, DIALLO, LEMOINE, house.clock())
    house.enrol_pending(replace(keys_of(DIALLO, "M. Diallo"), key_recipient=recipient_for(DIALLO, "another")))
    await diallo.enter("m.diallo")
    assert (await diallo.get("/desk/api/envelopes")).json() == []
    assert (await diallo.get("/desk/api/rewraps")).json() == []
    for method, behind in scene.doors():
        path = f"/desk/api/envelopes/{scene.envelope}{behind}"
        answer = await (diallo.get(path) if method == "GET" else diallo.post(path, BODIES.get(behind, {})))
        assert answer.status_code == 404, behind
    await diallo.http.aclose()


async def test_no_message_of_the_same_event_tells_them_of_it(scene: Scene):
    other = await send(scene.house, [LEMOINE, BENALI])
    lemoine, benali = scene.seated["mme.lemoine"], scene.seated["mme.benali"]
    linked = await lemoine.post(f"/desk/api/envelopes/{other}/link", {"other": scene.envelope})
    assert linked.status_code == 200, linked.text
    for path in ("/desk/api/envelopes", f"/desk/api/envelopes/{other}", f"/desk/api/envelopes/{other}/case"):
        assert scene.envelope in (await lemoine.get(path)).text, path
        assert scene.envelope not in (await benali.get(path)).text, path
    refused = await benali.post(f"/desk/api/envelopes/{other}/link", {"other": scene.envelope})
    never = await benali.post(f"/desk/api/envelopes/{other}/link", {"other": NEVER_USED})
    assert (refused.status_code, refused.text) == (never.status_code, never.text)


async def test_a_piece_is_given_behind_its_own_envelope_only(scene: Scene):
    other = await send(scene.house, [LEMOINE, BENALI])
    assert (await scene.tries("mme.benali", "GET", f"/attachments/{VOICE['id']}", other))[0] == 404


async def test_they_are_named_nowhere_in_the_database_by_that_message(scene: Scene):
    kept = [row.person for row in scene.house.rows("envelope_exclusions")]
    assert len(kept) == 2
    other = await send(scene.house, [LEMOINE], excluded=[BENALI])
    again = {row.person for row in scene.house.rows("envelope_exclusions") if row.envelope_id == other}
    assert again.isdisjoint(kept)  # the same person is another hash in another message
    assert HEAD.encode() not in scene.house.database_bytes()
    services = scene.house.services
    asked = {
        one: exclusions.is_excluded(services.db, services.ring, scene.envelope, one) for one in (BENALI, HEAD, DIALLO)
    }
    assert asked == {BENALI: True, HEAD: True, DIALLO: False}


async def test_a_pupil_cannot_seal_to_whom_they_leave_out(house: House, signed_in: Pupil):
    answer, _ = await signed_in.deposit([LEMOINE, DIALLO], excluded=[DIALLO])
    assert answer.json()["error"] == "envelope_malformed"


async def test_a_closed_message_lets_nobody_in_not_even_somebody_who_comes_later(house: House):
    house.enrol()
    envelope = await send(house, [LEMOINE], excluded=[DIALLO], closed=True)
    services = house.services
    for who in (DIALLO, BENALI, HEAD, "quelqu-un-d-autre"):
        assert exclusions.is_excluded(services.db, services.ring, envelope, who), who
    assert not exclusions.is_excluded(services.db, services.ring, envelope, LEMOINE)


async def _seal_again(by: Referent, envelope: str, to: str) -> httpx.Response:
    return await by.post(f"/desk/api/envelopes/{envelope}/readers", {"referent": to, "armour": seal_falsely(1, 2048)})


def _lists() -> list[str]:
    """Every page of the desk that is not about one message."""
    asked = {door.path for door in DOORS if door.method == "GET" and "{" not in door.path and "/api/" in door.path}
    return [f"{path}?school=col-zola" if path.endswith("directory") else path for path in sorted(asked)]
