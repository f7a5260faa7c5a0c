"""Told to end, a process ends what is under way first; told twice, it ends at once. Hung, it is killed and started again."""

import asyncio
import base64
import signal
import time
import uuid
from collections.abc import Callable

import httpx

from tests.standing.child import Child
from tests.standing.grounds import Grounds, wait_for

AT_WORK_SECONDS = 1.0  # for an act to reach the database, which is locked


async def told_to_end_while_the_database_is_locked(grounds: Grounds, name: str, act: Callable) -> httpx.Response:
    with grounds.locked():
        acting = asyncio.ensure_future(act())
        await asyncio.sleep(AT_WORK_SECONDS)
        assert not acting.done()
        before = grounds.signal(name, signal.SIGTERM)
        await asyncio.sleep(AT_WORK_SECONDS)
        assert grounds.stack.pid_of(name) == before
    answer = await acting
    grounds.comes_back(name, before)
    return answer


async def test_web_ends_the_turn_that_it_was_told_to_end_during(grounds: Grounds, arrive: Callable[[], Child]):
    child = arrive()
    await child.begins()
    answer = await told_to_end_while_the_database_is_locked(grounds, "web", lambda: child.tries(text="bonjour"))
    assert answer.status_code == 200
    assert (await child.tries(text="bonjour")).json() == answer.json()


async def test_rasa_ends_the_turn_that_it_was_told_to_end_during(grounds: Grounds, arrive: Callable[[], Child]):
    arrive()
    secrets = {
        "Authorization": f"Bearer {grounds.environment['PARLONS_EN_RASA_SECRET']}",
        "X-Conversation-Key": base64.urlsafe_b64encode(bytes(32)).decode().rstrip("="),
    }
    turn = {"conversation": uuid.uuid4().hex, "kind": "text", "text": "on se moque de moi", "mark": "0" * 64}
    async with httpx.AsyncClient(headers=secrets, timeout=30) as http:
        answer = await told_to_end_while_the_database_is_locked(
            grounds, "rasa", lambda: http.post(f"{grounds.rasa}/webhooks/ent/turn", json=turn)
        )
        assert answer.status_code == 200
        kept = grounds.count("tracker_events")
        again = await http.post(f"{grounds.rasa}/webhooks/ent/turn", json=turn)
    assert again.json() == answer.json()
    assert grounds.count("tracker_events") == kept


async def test_the_courier_ends_its_attempt_and_the_message_leaves_once(grounds: Grounds, arrive: Callable[[], Child]):
    child, before = arrive(), len(grounds.delivered())
    await child.begins()
    await child.takes(text="on se moque de moi tous les jours")
    await child.signs_in("lea.martin")
    grounds.ent_fails({"kind": "unavailable", "path": "/conversation/draft"})
    await child.hands_over("Ça recommence à chaque récré.", "pivoine")
    grounds.ent_fails({"kind": "slow", "path": "/conversation/draft", "seconds": 3})
    pid = grounds.signal("courier", signal.SIGTERM)
    grounds.comes_back("courier", pid)
    wait_for(lambda: len(grounds.delivered()) > before, 60, "never delivered")
    grounds.ent_fails()
    await asyncio.sleep(5)
    assert len(grounds.delivered()) == before + 1


async def test_told_twice_a_process_ends_at_once(grounds: Grounds, arrive: Callable[[], Child]):
    child = arrive()
    await child.begins()
    with grounds.locked():
        acting = asyncio.ensure_future(child.tries(text="bonjour"))
        await asyncio.sleep(AT_WORK_SECONDS)
        before = grounds.signal("web", signal.SIGTERM)
        await asyncio.sleep(AT_WORK_SECONDS)
        grounds.signal("web", signal.SIGTERM)
        began = time.monotonic()
        await asyncio.to_thread(wait_for, lambda: grounds.stack.pid_of("web") != before, 20, "web does not end")
        assert time.monotonic() - began < 3
        await asyncio.gather(acting, return_exceptions=True)
    grounds.comes_back("web", before)
    await child.takes(text="bonjour")


async def test_whoever_hangs_is_killed_and_started_again(grounds: Grounds, arrive: Callable[[], Child]):
    child, told = arrive(), len(grounds.told)
    await child.begins()
    hung = {name: grounds.signal(name, signal.SIGSTOP) for name in ("web", "actions", "courier")}
    for name, pid in hung.items():
        grounds.comes_back(name, pid)
        assert any(f"« {name} » ne donne plus signe de vie" in said for said in grounds.told[told:])
    await child.takes(text="on se moque de moi")
