"""Whoever is not entitled tries to make a key count, to put somebody out, to take a key over: refused, and nothing is kept of it.

`keys` are real signing keys: what is forged here is forged as well as it can be without the other's private key.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import httpx
import pytest

from handoff.keys import directory
from handoff.keys.sets import ReferentKeys
from tests.keys import keys_for, sign
from tests.web.browsers import Referent
from tests.web.house import BENALI, DIALLO, LEMOINE, ROCHE, START, ZOLA, House, keys_of
from tests.web.own_signatures import signed_recovery, signed_shares
from tests.web.sealed import lock_falsely, seal_falsely

TABLES = (
    "referents",
    "referent_locks",
    "referent_months",
    "key_countersigns",
    "directory_log",
    "directory_heads",
    "recovery_shares",
    "recoveries",
    "recovery_given",
)
BESSON = "c3d5c0de-0000-4000-8000-000000000006"


@dataclass
class Scene:
    """Two keys count (Mme Lemoine, M. Diallo); Mme Benali's waits. Mme Besson administers the school, and is in the group with a key that counts."""

    house: House
    waiting: ReferentKeys
    seats: dict[str, Referent]

    async def vouches(self, login: str, signer: str, **changes: str) -> httpx.Response:
        """`login` sends a countersign of the waiting key that `signer` signed; `changes` are what else the statement says."""
        said = {"countersigns": BENALI, "key": self.waiting.hash, "school": ZOLA.id} | changes
        body = {"school": ZOLA.id, "key": self.waiting.hash, "signature": sign(signer, said)}
        return await self.seats[login].post(f"/desk/api/directory/{BENALI}/countersign", body)

    def kept(self) -> dict[str, list[object]]:
        return {table: self.house.rows(table) for table in TABLES}


@pytest.fixture
async def scene(house: House) -> AsyncIterator[Scene]:
    house.ent_world.groups["grp-parlons-en"].members.append(BESSON)
    house.enrol(*(keys_of(id_, name) for id_, name in ((LEMOINE, "L"), (DIALLO, "D"), (BESSON, "B"))))
    waiting = keys_of(BENALI, "Mme Benali")
    directory.enrol(house.services.db, waiting)
    seats = {login: Referent(house) for login in ("mme.lemoine", "m.diallo", "mme.benali", "mme.besson")}
    for login, browser in seats.items():
        assert (await browser.enter(login)).status_code == 200
    yield Scene(house, waiting, seats)
    for browser in seats.values():
        await browser.http.aclose()


async def test_two_colleagues_make_it_count_so_what_is_refused_below_means_something(scene: Scene):
    assert (await scene.vouches("mme.lemoine", LEMOINE)).json() == {"counted": []}
    assert (await scene.vouches("mme.lemoine", LEMOINE)).json() == {"counted": []}  # the same one twice is one
    assert (await scene.vouches("m.diallo", DIALLO)).json() == {"counted": [BENALI]}


FORGED = {
    "signed by somebody else": ("mme.lemoine", DIALLO, {}),
    "signed by the one it is for": ("mme.lemoine", BENALI, {}),
    "one's own key": ("mme.benali", BENALI, {}),
    "the administrator of the school": ("mme.besson", BESSON, {}),
    "a signature of another key": ("mme.lemoine", LEMOINE, {"key": "0" * 64}),
    "a signature about somebody else": ("mme.lemoine", LEMOINE, {"countersigns": ROCHE}),
    "a signature of another school": ("mme.lemoine", LEMOINE, {"school": "lyc-camus"}),
    "a signature that says more": ("mme.lemoine", LEMOINE, {"more": "rien"}),
}


@pytest.mark.parametrize(("login", "signer", "changes"), FORGED.values(), ids=FORGED.keys())
async def test_a_forged_countersign_counts_for_nothing(scene: Scene, login: str, signer: str, changes: dict[str, str]):
    before = scene.kept()
    assert (await scene.vouches(login, signer, **changes)).is_client_error
    assert scene.kept() == before


async def test_a_countersign_of_the_key_before_is_not_good_for_the_next_one(scene: Scene):
    old = scene.waiting
    assert (await scene.vouches("mme.lemoine", LEMOINE)).status_code == 200
    scene.waiting = replace(old, key_recipient=keys_for(ROCHE, ZOLA.id, "x", START).key_recipient)
    directory.enrol(scene.house.services.db, scene.waiting)
    assert (await scene.vouches("m.diallo", DIALLO)).json() == {"counted": []}
    said = {"countersigns": BENALI, "key": old.hash, "school": ZOLA.id}
    body = {"school": ZOLA.id, "key": old.hash, "signature": sign(LEMOINE, said)}
    replayed = await scene.seats["mme.lemoine"].post(f"/desk/api/directory/{BENALI}/countersign", body)
    assert replayed.is_client_error
    assert not directory.standing_of(scene.house.services.db, BENALI).is_counted


async def test_whose_key_waits_vouches_for_nobody_and_puts_nobody_out(scene: Scene):
    house = scene.house
    house.enrol(keys_of(ROCHE, "M. Roche"))
    before = scene.kept()
    said = {"countersigns": ROCHE, "key": keys_of(ROCHE, "M. Roche").hash, "school": ZOLA.id}
    body = {"school": ZOLA.id, "key": said["key"], "signature": sign(BENALI, said)}
    benali = scene.seats["mme.benali"]
    assert (await benali.post(f"/desk/api/directory/{ROCHE}/countersign", body)).is_client_error
    assert (await benali.post(f"/desk/api/directory/{LEMOINE}/left", {"school": ZOLA.id})).is_client_error
    assert scene.kept() == before


async def test_a_head_that_is_not_mine_or_not_of_the_log_is_not_kept(scene: Scene):
    log = (await scene.seats["mme.lemoine"].get(f"/desk/api/directory?school={ZOLA.id}")).json()["log"]
    seq, hash_ = log[-1]["seq"], log[-1]["hash"]
    before = scene.kept()
    for signer, said_seq, said_hash in ((DIALLO, seq, hash_), (LEMOINE, seq, "0" * 64), (LEMOINE, seq + 1, hash_)):
        signature = sign(signer, {"head": said_hash, "school": ZOLA.id, "seq": said_seq})
        body = {"school": ZOLA.id, "seq": said_seq, "hash": said_hash, "signature": signature}
        assert (await scene.seats["mme.lemoine"].post("/desk/api/directory/head", body)).is_client_error
    assert scene.kept() == before


async def test_a_key_that_counts_is_not_overwritten_nor_taken_over_without_two_colleagues(scene: Scene):
    diallo = scene.seats["m.diallo"]  # or whoever has his ENT account
    await diallo.put("/desk/api/recovery/shares", signed_shares(DIALLO, {"shares": _shares(LEMOINE, BESSON)}))
    asked = {"recipient": keys_of(DIALLO, "x").key_recipient, "wrapped_identity": lock_falsely(64)}
    assert (await diallo.post("/desk/api/recovery", asked)).status_code == 200
    made = {"locks": [{"kind": "passphrase", "label": "x", "wrapped_key": lock_falsely(64), "credential": None}]}
    locks = signed_recovery(DIALLO, made)
    assert (await diallo.post("/desk/api/recovery/done", locks)).is_client_error
    give = {"armour": seal_falsely(1, 64)}
    assert (
        await scene.seats["mme.benali"].post(f"/desk/api/recovery/{DIALLO}", give)
    ).is_client_error  # holds no share
    assert (await diallo.post(f"/desk/api/recovery/{DIALLO}", give)).is_client_error  # nor does he himself
    for _ in range(2):
        assert (await scene.seats["mme.lemoine"].post(f"/desk/api/recovery/{DIALLO}", give)).status_code == 200
    before = scene.house.rows("referent_locks")
    assert (await diallo.post("/desk/api/recovery/done", locks)).is_client_error  # the same one twice is one
    assert scene.house.rows("referent_locks") == before


async def test_shares_are_given_out_only_while_their_owner_asks(scene: Scene):
    diallo, lemoine = scene.seats["m.diallo"], scene.seats["mme.lemoine"]
    shares = _shares(LEMOINE, BESSON)
    assert (await diallo.put("/desk/api/recovery/shares", signed_shares(DIALLO, {"shares": shares}))).status_code == 200
    shown = [
        (await lemoine.get(path)).text
        for path in ("/desk/api/recovery", "/desk/api/me", f"/desk/api/directory?school={ZOLA.id}")
    ]
    assert not any(line in said for share in shares for line in share["armour"].split("\n")[1:3] for said in shown)
    assert (await lemoine.post(f"/desk/api/recovery/{DIALLO}", {"armour": seal_falsely(1, 64)})).is_client_error


@pytest.mark.parametrize("holder", [DIALLO, BENALI, "inconnu"], ids=["oneself", "whose key waits", "nobody"])
async def test_a_share_is_left_to_a_colleague_whose_key_counts_only(scene: Scene, holder: str):
    body = signed_shares(DIALLO, {"shares": _shares(LEMOINE, holder)})
    answer = await scene.seats["m.diallo"].put("/desk/api/recovery/shares", body)
    assert answer.is_client_error
    assert scene.house.rows("recovery_shares") == []


async def test_the_keys_of_another_school_are_not_even_shown(scene: Scene):
    faure = Referent(scene.house)
    await faure.enter("m.faure")
    assert (await faure.get(f"/desk/api/directory?school={ZOLA.id}")).is_client_error
    for path in (f"{BENALI}/countersign", f"{LEMOINE}/left"):
        for school in (ZOLA.id, "lyc-camus"):
            body = {"school": school, "key": scene.waiting.hash, "signature": "A" * 86}
            assert (await faure.post(f"/desk/api/directory/{path}", body)).is_client_error, (path, school)
    assert not any(row.left_at for row in scene.house.rows("referents"))
    await faure.http.aclose()


def _shares(*holders: str) -> list[dict[str, str]]:
    return [{"holder": holder, "armour": seal_falsely(1, 64)} for holder in holders]
