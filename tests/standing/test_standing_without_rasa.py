"""Rasa dead, hung, or late: the numbers at once, an honest sentence, and the conversation goes on where it was."""

import asyncio
import os
import signal
import time
from collections.abc import Callable

from tests.standing.child import Child
from tests.standing.grounds import Grounds

AT_ONCE_SECONDS = 2.0
SOON_SECONDS = 6.0


async def test_rasa_is_killed_the_numbers_come_at_once_and_the_conversation_goes_on(
    grounds: Grounds, arrive: Callable[[], Child]
):
    child = arrive()
    await child.begins()
    await child.takes(text="on se moque de moi tous les jours")
    before = grounds.signal("rasa", signal.SIGKILL)
    await asyncio.sleep(1.5)
    began = time.monotonic()
    refused = await child.tries(text="ça dure depuis la rentrée")
    assert time.monotonic() - began < AT_ONCE_SECONDS
    assert (refused.status_code, refused.json()["error"]) == (503, "assistant_down")
    assert {card["id"] for card in refused.json()["helplines"]} >= {"119", "3018", "3114"}
    assert grounds.asks(grounds.bot, "/ready").status_code == 503
    assert grounds.asks(grounds.bot, "/health").status_code == 200
    assert "3018" in grounds.asks(grounds.bot, "/aide").text
    grounds.comes_back("rasa", before)
    await child.takes(text="ça dure depuis la rentrée")
    assert any("« rasa » s'est arrêté" in said for said in grounds.told)


async def test_rasa_hangs_during_a_turn_which_ends_in_seconds_and_is_played_once(
    grounds: Grounds, arrive: Callable[[], Child]
):
    child = arrive()
    await child.begins()
    kept = grounds.count("tracker_events")
    pid = grounds.signal("rasa", signal.SIGSTOP)
    assert pid is not None
    began = time.monotonic()
    refused = await child.tries(text="on me pousse dans les escaliers")
    took = time.monotonic() - began
    began = time.monotonic()
    at_once = await child.tries(text="on me pousse dans les escaliers")
    then = time.monotonic() - began
    os.kill(pid, signal.SIGCONT)
    assert (refused.json()["error"], at_once.json()["error"]) == ("assistant_down", "assistant_down")
    assert refused.json()["helplines"]
    assert took < SOON_SECONDS
    assert then < AT_ONCE_SECONDS
    await child.takes(text="on me pousse dans les escaliers")
    await child.takes(text="c'est des garçons de ma classe")
    assert grounds.count("tracker_events") == kept + 2


async def test_a_rasa_that_stays_hung_is_killed_and_started_again(grounds: Grounds, arrive: Callable[[], Child]):
    child, told = arrive(), len(grounds.told)
    await child.begins()
    pid = grounds.signal("rasa", signal.SIGSTOP)
    grounds.comes_back("rasa", pid)
    assert any("« rasa » ne donne plus signe de vie" in said for said in grounds.told[told:])
    await child.takes(text="on me pousse dans les escaliers")


def test_rasa_understands_a_sentence_when_it_says_that_it_is_ready(grounds: Grounds):
    grounds.all_serve()
    assert grounds.asks(grounds.rasa, "/webhooks/ent/ready").status_code == 200
