"""What became of my message: told only to the ENT account that sent it and the word it chose."""

import asyncio
from typing import Any

from starlette.responses import Response

from handoff.receipts import SentState, states_for
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
    word = visit.body.get("word")
    if not isinstance(word, str) or len(word) > MOST_WORD:
        raise WebError("bad_request")
    found = await asyncio.to_thread(_look, visit.services, visit.who.token.user_id, word)
    if not found:
        return answer({"found": False})
    return answer({"found": True, "messages": [_as_json(visit.services, state) for state in found]})


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


def _as_json(services: Services, state: SentState) -> dict[str, Any]:
    return {
        "state": state.state,
        "date": state.date.isoformat(),
        "text": services.sentences.get(f"states.{state.state}"),
    }
