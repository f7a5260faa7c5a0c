"""The database locked for a while, or its disk full: the numbers are served, nothing is lost, nothing is doubled, then it goes on."""

import asyncio
import time
from collections.abc import Callable

import httpx

from tests.standing.child import Child
from tests.standing.grounds import Grounds, wait_for

LOCKED_SECONDS = 30
CHILDREN = 40  # more than web has threads: all of them wait for the database
NUMBERS_SECONDS = 5.0
NOT_SENT = "n'est pas parti"


async def numbers(grounds: Grounds) -> float:
    """Seconds until the page of the numbers is here."""
    began = time.monotonic()
    async with httpx.AsyncClient(timeout=30) as http:
        page = await http.get(f"{grounds.bot}/aide")
    assert "3018" in page.text
    return time.monotonic() - began


async def test_a_database_locked_for_long_keeps_nobody_from_the_numbers_and_loses_no_turn(
    grounds: Grounds, arrive: Callable[[], Child]
):
    children = [arrive() for _ in range(CHILDREN)]
    await asyncio.gather(*(child.begins() for child in children))
    kept, told = grounds.count("tracker_events"), len(grounds.told)
    with grounds.locked():
        until = time.monotonic() + LOCKED_SECONDS
        talking = [asyncio.ensure_future(child.takes(text="on se moque de moi")) for child in children]
        waited = []
        while time.monotonic() < until:
            waited.append(await numbers(grounds))
            await asyncio.sleep(2)
    await asyncio.gather(*talking)
    assert max(waited) < NUMBERS_SECONDS
    assert grounds.count("tracker_events") == kept + len(children)
    assert all(refusal.has_numbers for child in children for refusal in child.refusals)
    assert grounds.told[told:] == []  # a database is no reason to kill who waits for it


async def test_a_full_disk_keeps_nobody_from_the_numbers_and_loses_no_turn(
    grounds: Grounds, arrive: Callable[[], Child]
):
    child = arrive()
    await child.begins()
    await child.takes(text="on se moque de moi")
    kept = grounds.count("tracker_events")
    grounds.may_not_write("web", "rasa", "actions", "courier")
    refused = await child.tries(text="tous les jours")
    assert refused.status_code in (500, 503)
    assert refused.json()["helplines"]
    assert await numbers(grounds) < NUMBERS_SECONDS
    grounds.may_write("web", "rasa", "actions", "courier")
    await child.takes(text="tous les jours")
    assert grounds.count("tracker_events") == kept + 1


async def test_a_message_that_a_full_disk_could_not_keep_is_not_said_to_be_and_leaves_when_it_is_sent_again(
    grounds: Grounds, arrive: Callable[[], Child]
):
    child, before = arrive(), len(grounds.delivered())
    await child.begins()
    await child.takes(text="on se moque de moi")
    await child.signs_in("noe.petit")
    grounds.may_not_write("actions", "courier")
    envelope = await child.hands_over("Ça recommence.", "lavande")
    assert NOT_SENT in child.says()
    grounds.may_write("actions", "courier")
    await child.takes(deposit=envelope)
    assert NOT_SENT not in child.says()
    wait_for(lambda: len(grounds.delivered()) > before, 60, "never delivered")
    await asyncio.sleep(5)
    assert len(grounds.delivered()) == before + 1
