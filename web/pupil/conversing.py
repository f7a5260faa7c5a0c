"""Calls of the conversation itself: begin, take a turn, leave.

A session is never resumed: several children share a computer, and whoever opens the assistant must find nothing of the one before, and
never write in their name.
"""

import asyncio
from dataclasses import replace
from typing import Any

from starlette.responses import Response

from handoff.carrying import outbox
from settings import School
from settings.schools import PRIMARY
from tallies.counting import BEGUN
from web.access import Visit
from web.answers import answer, nothing
from web.problems import WebError
from web.pupil.beginning import begin
from web.pupil.buttons import pressed_payload
from web.pupil.deposits import was_deposited_by
from web.pupil.door import give_cookie, take_cookie
from web.pupil.known_pupil import known_profile, known_register
from web.pupil.leaving import leave
from web.pupil.rasa_channel import Said, rasa_of
from web.pupil.replies import Reply
from web.pupil.school_hint import SchoolWords, hinted_school, school_of_envelope, words_of
from web.pupil.sessions import PupilSession
from web.pupil.turns import BUSY_SECONDS, Turns
from web.pupil.work import let_begin
from web.services import Services

MAX_TEXT = 2000
_KINDS = {"text": str, "button": str, "deposit": str, "easy": bool}
_EASY_PAYLOADS = {True: "/lire_facile", False: "/lire_normal"}
_CREATED = 201


async def open_session(visit: Visit[PupilSession | None]) -> Response:
    """A new session with the first bubbles, always; the one before is left first, so that it is over even if this one cannot begin."""
    if visit.who is not None:
        await leave(visit.services, visit.who)
    if not visit.services.admission.lets_begin():
        raise WebError("assistant_full", retry_after=BUSY_SECONDS)
    let_begin(visit.services, visit.body.get("work"))
    school = hinted_school(visit)
    with visit.services.admission.act():
        words = await words_of(visit.services, school)
        start = _said_here(visit, school, words, Said("start", profile=known_profile(visit)))
        token, reply = await begin(visit.services, words, start)
    visit.services.tallies.count(school, BEGUN, *reply.counts_for)
    response = answer(_as_json(reply), _CREATED)
    give_cookie(response, token)
    return response


async def take_turn(visit: Visit[PupilSession]) -> Response:
    """Play one turn, once."""
    session, services = visit.who, visit.services
    turn = visit.body.get("turn")
    if not isinstance(turn, int) or isinstance(turn, bool) or turn < 1:
        raise WebError("bad_request")
    if not session.counts(turn):
        raise WebError("session_over")
    said = read_said(visit.body, session)
    if said.kind == "deposit" and not await asyncio.to_thread(was_deposited_by, services.db, session, said.value):
        raise WebError("envelope_unknown")
    school = await school_of_envelope(services, said.value) if said.kind == "deposit" else hinted_school(visit)
    words = await words_of(services, school)
    said = _said_here(visit, school, words, said)
    turns = Turns(
        services.db,
        rasa_of(services),
        services.in_flight,
        services.admission,
        services.clock,
        lambda counted: services.tallies.count(school, *counted),
    )
    try:
        return answer(_as_json(await turns.take(session, turn, said)))
    except WebError as error:
        if said.kind == "deposit" and error.code == "assistant_down":
            raise await _promised_anyway(services, session, said.value) from None
        raise


def _said_here(visit: Visit[Any], school: School | None, words: SchoolWords, said: Said) -> Said:
    """The same act, with what is known of the place where it is done."""
    register = known_register(visit, school)
    return replace(
        said,
        school_now=words.now,
        clock=words.clock,
        lines=words.lines,
        gives=may_be_asked(visit, words, register),
        register=register,
    )


def may_be_asked(visit: Visit[Any], words: SchoolWords, register: str | None) -> bool:
    """Whether a pupil of this window may be asked to give a sentence: the school allows it, and it is no primary school."""
    return words.gives and register != PRIMARY and known_profile(visit) is None


async def leave_session(visit: Visit[PupilSession | None]) -> Response:
    """Destroy this window's session and its cookie; leaving twice is fine, and a window of before ends nothing of the newer one."""
    response = nothing()
    if visit.who is not None:
        await leave(visit.services, visit.who)
        take_cookie(response)
    return response


def read_said(body: dict[str, Any], session: PupilSession) -> Said:
    """What the pupil did, from the body of a turn.

    Raises:
        WebError: bad_request, empty_text, too_long or forged_button.
    """
    given = [kind for kind in _KINDS if kind in body]
    if len(given) != 1 or not isinstance(body[given[0]], _KINDS[given[0]]):
        raise WebError("bad_request")
    if given == ["easy"]:
        return Said("button", _EASY_PAYLOADS[body["easy"]])
    kind, value = given[0], body[given[0]]
    if kind == "button":
        return Said("button", pressed_payload(session.key, value))
    if kind == "text" and not value.strip():
        raise WebError("empty_text")
    if kind == "text" and len(value) > MAX_TEXT:
        raise WebError("too_long")
    return Said(kind, value)


async def _promised_anyway(services: Services, session: PupilSession, envelope: str) -> WebError:
    """The pupil pressed "send" and rasa is down: the promise is written here, and the pupil is told the truth."""
    await asyncio.to_thread(outbox.promise, services.db, envelope, session.conversation, services.clock())
    return WebError("assistant_down", sentence="deposit_kept")


def _as_json(reply: Reply) -> dict[str, Any]:
    asked = {} if reply.asked_for is None else {"may_give": True}
    return {"turn": reply.turn, "messages": reply.messages, **asked}
