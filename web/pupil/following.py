"""What became of my message: told only to the ENT account that sent it and the word it chose.

While nobody has opened it, the time that was promised is said again; once it has passed, that is said too, with whom to turn to now. The
answers of adults are given sealed, with what the word opens. What we could not take out of the pupil's own mailbox is said.
"""

import asyncio
from datetime import datetime, timedelta
from typing import Any

from starlette.responses import Response

from facts.cards import Card
from facts.paris import wall
from facts.school_calendar import load_calendar
from handoff.carrying import outbox
from handoff.receipts import SentReply, SentState, states_for
from handoff.waiting.promises import say
from handoff.waiting.reader_clock import SchoolRules, likely_end
from schools.rules import rules_reader
from settings import School
from vault import WordRefused
from web.access import Visit
from web.answers import answer
from web.problems import WebError
from web.pupil.door import SignedInPupil
from web.pupil.envelope_checks import MOST_WORD
from web.pupil.word_tries import give_back_try, take_try
from web.services import Services


async def show_state(visit: Visit[SignedInPupil]) -> Response:
    """The states under that word; a word that finds nothing looks the same as an account that never sent anything."""
    services, word = visit.services, visit.body.get("word")
    if not isinstance(word, str) or len(word) > MOST_WORD:
        raise WebError("bad_request")
    async with services.slow_hashes:
        found = await asyncio.to_thread(_look, services, visit.who.token.user_id, word)
    if not found:
        return answer({"found": False})
    rules_of = rules_reader(services.db, services.settings)
    rules = {school: await asyncio.to_thread(rules_of, school) for school in {state.school for state in found}}
    messages = [_as_json(services, state, rules[state.school]) for state in found]
    left = await asyncio.to_thread(_left_behind, services, found)
    for message in (each for each, stays in zip(messages, left, strict=True) if stays):
        message["text"] += " " + services.sentences.get("left_behind")
    return answer({"found": True, "messages": messages})


def _look(services: Services, user_id: str, word: str) -> tuple[SentState, ...]:
    taken = take_try(services.db, services.ring, user_id, services.clock())
    if taken.wait:
        raise WebError("slow_down", sentence="words_tried", retry_after=taken.wait)
    try:
        found = states_for(services.db, services.ring, user_id, word)
    except WordRefused:
        found = ()
    if found:
        give_back_try(services.db, taken)
    return found


def _as_json(services: Services, state: SentState, rules: SchoolRules | None) -> dict[str, Any]:
    late = _is_late(state, rules, services.clock())
    shown = {
        "state": state.state,
        "date": state.date.isoformat(),
        "text": services.sentences.get(f"late.{state.state}" if late else f"states.{state.state}"),
        "promised": None if late else _promised(services, state, rules),
        "late": late,
        "reply_lock": state.reply_lock,
        "replies": [_reply(reply) for reply in state.replies],
    }
    return {**shown, "helplines": _open_now(services, services.settings.school(state.school))} if late else shown


def _left_behind(services: Services, found: tuple[SentState, ...]) -> list[bool]:
    """Whose traces could not be taken out of the pupil's mailbox: whoever borrows the account could see them."""
    return [outbox.left_behind(services.db, state.id) for state in found]


def _promised(services: Services, state: SentState, rules: SchoolRules | None) -> str | None:
    if state.promised_by is None or state.opened or rules is None:
        return None
    return say(state.promised_by, rules.times, services.sentences.get("promise.by"))


def _is_late(state: SentState, rules: SchoolRules | None, now: datetime) -> bool:
    """Past what was promised; where nothing was, past the days that the school usually takes."""
    expected = state.promised_by
    if expected is None and rules is not None:
        written = wall(state.date + timedelta(days=1), 0, rules.times.clock)
        expected = likely_end(rules, written, rules.delay_days, load_calendar())
    return not state.opened and expected is not None and expected <= now


def _open_now(services: Services, school: School | None) -> list[Card]:
    """The lines that answer at this hour; all of them if none does."""
    cards = services.numbers(school)
    return [card for card in cards if card["open"]] or cards


def _reply(reply: SentReply) -> dict[str, str]:
    return {"at": reply.at.isoformat(), "armour": reply.armour}
