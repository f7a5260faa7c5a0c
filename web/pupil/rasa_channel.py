"""Rasa, seen from web: play a turn, forget a conversation (docs/contracts.md, "web → rasa").

The conversation's key travels in a header and nowhere else. Nothing of a turn is ever in an error.
"""

import asyncio
import base64
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpx

from facts.cards import Card
from facts.clocks import METROPOLE, Clock
from vault import KeyRing, keyed_hash
from web.problems import WebError
from web.rasa_watch import RasaWatch
from web.services import Services
from web.watch import DownError

CALL_SECONDS = 20.0
APART_SECONDS = (
    0.5  # a rasa that stops refuses for some tenths of a second before the proxy finds its door shut and takes another
)
_LISTS = ("texts", "buttons", "helplines")
_MARK = "turn-mark"
_LOST = (httpx.NetworkError, httpx.RemoteProtocolError)  # the line broke: whoever was there is gone


@dataclass(frozen=True)
class Said:
    """What the pupil did, as rasa's channel wants it: `kind` start, text, button or deposit, and its one value.

    `school_now`: when the pupil's school reads, `clock`: on which hours are said to them, `lines`: the cards of their school's local lines,
    kept here; `gives`: whether a sentence may be asked for, kept here too; all from `schools`, never from a browser. `register` and `profile`: see `web.pupil.known_pupil`; the profile goes with a start.
    """

    kind: str
    value: str = field(default="", repr=False)
    school_now: str | None = None
    clock: Clock = METROPOLE
    lines: tuple[Card, ...] = ()
    gives: bool = False
    register: str | None = None
    profile: str | None = None

    def as_json(self) -> dict[str, str]:
        """The fields of the call, but the conversation."""
        name = {"text": "text", "button": "payload", "deposit": "envelope"}.get(self.kind)
        did = {"kind": self.kind} | ({name: self.value} if name else {})
        known = {"school_now": self.school_now, "register": self.register, "profile": self.profile}
        did |= {name: said for name, said in known.items() if said is not None}
        return did if self.clock == METROPOLE else did | {"clock": self.clock.name}


@dataclass(frozen=True)
class RasaChannel:
    """One rasa, or the proxy before many."""

    base_url: str
    secret: str = field(repr=False)
    http: httpx.AsyncClient = field(repr=False)
    watch: RasaWatch

    async def play(self, conversation: str, key: bytes, said: Said, turn: int | None = None) -> list[dict[str, Any]]:
        """What the bot answers. With its number, an act asked for again that rasa has already played is answered again, and not played; so one
        that failed, or whose answer was lost with the rasa that played it, is asked for once more, of any other (docs/adr/0035).

        Raises:
            WebError: assistant_down whenever there is no proper answer; forged_button or bad_request when rasa
                does not want this act.
        """
        headers = {"X-Conversation-Key": base64.urlsafe_b64encode(key).decode().rstrip("=")}
        body: dict[str, str] = {"conversation": conversation, **said.as_json()}
        if turn is not None:
            body["mark"] = keyed_hash(KeyRing((key,)), _MARK, f"{turn} {said.kind} {said.value}")
        answer = await self._post("turn", body, headers, tries=1 if turn is None else 2)
        if answer.status_code == httpx.codes.BAD_REQUEST:
            raise WebError("forged_button" if said.kind == "button" else "bad_request")
        if answer.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE:
            raise WebError("too_long")
        return [_with_lines(message, said.lines) for message in _messages(answer)]

    async def forget(self, conversation: str) -> bool:
        """Whether rasa has erased the conversation."""
        try:
            answer = await self._post("forget", {"conversation": conversation}, {})
        except WebError:
            return False
        return answer.status_code == httpx.codes.NO_CONTENT

    async def _post(self, what: str, body: dict[str, str], headers: dict[str, str], tries: int = 1) -> httpx.Response:
        secret = {"Authorization": f"Bearer {self.secret}", "X-Conversation": body["conversation"]}
        asked = partial(self.http.post, f"{self.base_url}/webhooks/ent/{what}", json=body, headers=headers | secret)
        try:
            async with asyncio.timeout(CALL_SECONDS):
                return await self._answered(asked, tries)
        except (httpx.HTTPError, TimeoutError, DownError):
            raise WebError("assistant_down") from None

    async def _answered(self, ask: Callable[[], Awaitable[httpx.Response]], tries: int) -> httpx.Response:
        """What is answered; the last try's word stands. Who did not answer in time is not asked again: it may be playing still."""
        for _ in range(tries - 1):
            with contextlib.suppress(*_LOST):
                answer = await self.watch.unless_down(ask)
                if not answer.is_server_error:
                    return answer
            await asyncio.sleep(APART_SECONDS)
        return await self.watch.unless_down(ask)


def rasa_of(services: Services) -> RasaChannel:
    """Rasa as the settings place it."""
    return RasaChannel(
        services.settings.rasa_url, services.settings.rasa_secret, services.rasa_http, services.rasa_watch
    )


def _messages(answer: httpx.Response) -> list[dict[str, Any]]:
    try:
        messages = answer.json()["messages"] if answer.status_code == httpx.codes.OK else []
        proper = bool(messages) and all(_is_message(message) for message in messages)
    except (ValueError, KeyError, TypeError):
        proper = False
    if not proper:
        raise WebError("assistant_down")
    return list(messages)


def _with_lines(message: dict[str, Any], lines: tuple[Card, ...]) -> dict[str, Any]:
    """The message with the school's local lines after the national ones, where the bot allows them; `local` stays between us."""
    allowed = message.get("local") is True
    shown = [*message["helplines"], *(lines if allowed else ())]
    return {**{name: value for name, value in message.items() if name != "local"}, "helplines": shown}


def _is_message(message: Any) -> bool:
    return (
        isinstance(message, dict)
        and all(isinstance(message.get(name), list) for name in _LISTS)
        and all(
            isinstance(button.get("title"), str) and isinstance(button.get("payload"), str)
            for button in message["buttons"]
        )
    )
