"""The server's key is changed while people are there, one process after the other: nobody notices, nothing is lost."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from tests.at_rest.product import Product, running
from vault import KeyRing

OLD, NEW = b"o" * 32, b"n" * 32
WORD = "la cabane bleue"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running(tmp_path_factory.mktemp("rotation"), OLD) as (product, _):
        yield product


def rows(house: Product, query: str) -> list[tuple[object, ...]]:
    engine = sa.create_engine(house.database_url)
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(sa.text(query))]
    finally:
        engine.dispose()


def test_conversations_sessions_messages_and_desks_go_on_through_a_rotation(house: Product):
    talking, sender, desk = (house.browser() for _ in range(3))
    talking.opens()
    talking.says("ils se moquent de moi tous les jours")
    sender.opens()
    sender.signs_in("lea.martin")
    first = sender.hands_over("ça recommence dans la cour", WORD)
    later = house.browser()  # of the same pupil, whose ENT token was sealed before the rotation
    later.opens()
    later.signs_in("lea.martin")
    desk.signs_in_to_the_ent("mme.lemoine")
    assert desk.go("/desk/sign-in").status_code == 200
    seen = 1

    for keys in ([OLD, NEW], [NEW, OLD]):
        for program in house.programs():
            for stack in house.stacks:
                if stack.pid_of(program.name):
                    stack.kill(program.name)
            house.start([program], keys)
            talking.says("et après ils recommencent")
            seen += 1
            assert desk.ask("GET", "/desk/api/me").json()["id"]
            assert later.states(WORD) == ["at_school"]

    second = later.hands_over("encore aujourd'hui", WORD)
    carried = [message["body"] for message in house.delivered()]
    assert [sum(id_ in body for body in carried) for id_ in (first, second)] == [1, 1]
    assert [line["id"] for line in desk.ask("GET", "/desk/api/envelopes").json()] == [second, first]

    batches = rows(house, "SELECT conversation_ref, seq FROM tracker_events ORDER BY conversation_ref, seq")
    per_conversation = [[seq for ref, seq in batches if ref == one] for one in dict.fromkeys(ref for ref, _ in batches)]
    assert len(per_conversation) == 3  # one each, whatever key was first when they spoke
    assert max(map(len, per_conversation)) == seen + 1  # its beginning, and each of its turns
    assert all(seqs == list(range(len(seqs))) for seqs in per_conversation)

    old, new = KeyRing((OLD,)).ids[0], KeyRing((NEW,)).ids[0]
    assert sorted(rows(house, "SELECT envelope_id, server_key FROM envelope_keys")) == sorted(
        [(first, old), (second, new)]
    )
    told = house.command("keys", "status", keys=[NEW, OLD])
    assert told.returncode == 0, told.stderr
    assert f"{new}  écrit" in told.stdout
    assert f"{old}  lit seulement\n    1 message(s) en ont besoin" in told.stdout

    for browser in (talking, sender, later):
        browser.leaves()
    for _ in range(50):
        if not rows(house, "SELECT 1 FROM tracker_events"):
            break
        sender.ask("GET", "/aide")
    assert rows(house, "SELECT conversation_ref FROM tracker_events") == []
