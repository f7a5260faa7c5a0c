from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy.engine import Engine

from emulator.inferred import Inferred
from ent import EntClient
from handoff.database import open_database
from handoff.readers import readers
from handoff.states import State
from tests.databases import ready_database_for
from tests.emulator.running_ent import NO_TLS
from tests.handoff.scene import DIALLO, LEMOINE, Carrier, envelope, keep_token, promised

FACTS = [fact.name for fact in Inferred.facts()]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(ready_database_for(tmp_path / "parlons-en.db"))
    yield engine
    engine.dispose()


@pytest.fixture
async def client(ent) -> AsyncIterator[EntClient]:
    async with httpx.AsyncClient(verify=NO_TLS) as http:
        yield EntClient(ent.url, http)


class School:
    id = "col-zola"
    name = "Collège Émile-Zola"
    group_id = "grp-parlons-en"
    group_name = "Violences, parlons-en"


@pytest.mark.parametrize("fact", FACTS)
async def test_the_journey_passes_with_the_other_reading(ent, db: Engine, client: EntClient, fact: str):
    ent.anyone().post("/__test/inferred", json={fact: "other"}).raise_for_status()
    token = ent.token("lea.martin")
    pupil = await client.userinfo(token)
    assert (pupil.type, pupil.structure_ids) == ("ELEVE", ("col-zola",))
    live = {LEMOINE: "age1pq1", DIALLO: "age1pq2"}
    shown = await readers(client, token, School(), live)
    assert {reader.id for reader in shown.readers if reader.can_read} == {LEMOINE, DIALLO}
    keep_token(db, token)
    id_ = promised(db)
    assert await Carrier(db, client).deliver(id_) is State.DELIVERED
    rows = [row for row in ent.captured("messages") if row["state"] == "SENT"]
    [row] = rows
    assert envelope().armour.strip() in row["body"]
    assert {copy["login"] for copy in row["copies"]} == {"mme.lemoine", "m.diallo"}


@pytest.mark.parametrize("fact", FACTS)
async def test_a_referent_enters_the_desk_with_the_other_reading(ent, client: EntClient, fact: str):
    ent.anyone().post("/__test/inferred", json={fact: "other"}).raise_for_status()
    staff = await client.staff_userinfo(ent.token("mme.lemoine"))
    assert "grp-parlons-en" in str(staff)
