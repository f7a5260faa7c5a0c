"""The pupil's channel: web speaks to Rasa over loopback, with a shared secret and the conversation's key in a header.

Nothing of a turn is logged but its duration; every failure is a status code with a short code, never the pupil's words.
"""

import base64
import binascii
import hmac
import logging
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json
from sqlalchemy.exc import IntegrityError

from bot.channels.collector import Message, MessageCollector
from bot.channels.turn import BadTurnError, Turn, read_turn
from bot.hearing.circumstances import Circumstances, under
from bot.memory.conversation_key import KEY_BYTES, conversation_key
from bot.memory.played_once import MARK, AlreadyPlayedError

KEY_HEADER = "X-Conversation-Key"

logger = logging.getLogger("parlons_en.channel")

Handler = Callable[[UserMessage], Awaitable[Any]]
Forget = Callable[[str], Awaitable[None]]


class EntChannel(InputChannel):
    """Takes turns and forgets conversations for whoever knows the secret; see docs/contracts.md, "web → rasa"."""

    def __init__(
        self, secret: str, forget: Forget, understands: Callable[[], Awaitable[Any]], model: Callable[[], str]
    ) -> None:
        if not secret:
            raise ValueError("the channel needs a secret")
        self._secret = secret.encode()
        self._forget = forget
        self._understands = understands
        self._model = model
        self._handle: Handler | None = None

    @classmethod
    def name(cls) -> str:
        """Also the last part of the channel's path."""
        return "ent"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """Routes of the channel, under /webhooks/ent."""
        self._handle = on_new_message
        routes = Blueprint("ent_channel")
        # Sanic marks the handlers it is given, which a bound method does not allow: hence `partial`.
        routes.add_route(partial(self.health), "/", methods=["GET"], name="health")
        routes.add_route(partial(self.ready), "/ready", methods=["GET"], name="ready")
        routes.add_route(partial(self.take_turn), "/turn", methods=["POST"], name="turn")
        routes.add_route(partial(self.forget), "/forget", methods=["POST"], name="forget")
        return routes

    async def health(self, _request: Request) -> HTTPResponse:
        """Answers only once the model is loaded: Sanic listens after that. Says which model serves."""
        return json({"status": "ok", "model": self._model()})

    async def ready(self, _request: Request) -> HTTPResponse:
        """Answers 200 when a sentence is understood, which costs what a turn costs; 503 otherwise."""
        try:
            await self._understands()
        except Exception as error:  # noqa: BLE001 (whatever it is: no pupil would be understood either)
            logger.error("not ready kind=%s", type(error).__name__)  # noqa: TRY400
            return json({"error": "not_ready"}, status=503)
        return json({"status": "ok"})

    async def take_turn(self, request: Request) -> HTTPResponse:
        """Play one turn and answer with what the bot says."""
        if not self._is_web(request):
            return json({"error": "forbidden"}, status=401)
        try:
            turn = read_turn(_body(request))
            key = _key(request)
        except BadTurnError as error:
            return json({"error": error.code}, status=413 if error.code == "too_long" else 400)
        return await self._play(turn, key)

    async def forget(self, request: Request) -> HTTPResponse:
        """Erase every event of one conversation; erasing twice is fine."""
        if not self._is_web(request):
            return json({"error": "forbidden"}, status=401)
        try:
            body = _body(request)
            turn = read_turn({**body, "kind": "start"} if isinstance(body, dict) else None)
        except BadTurnError as error:
            return json({"error": error.code}, status=400)
        await self._forget(turn.conversation)
        return empty()

    async def _play(self, turn: Turn, key: bytes) -> HTTPResponse:
        started = time.perf_counter()
        try:
            with conversation_key(key), under(Circumstances(turn.school_now, turn.clock, turn.register)):
                messages = await self._answers(turn)
        except Exception as error:  # noqa: BLE001 (whatever failed, the pupil gets web's static help, and no word leaks)
            logger.error("turn failed kind=%s", type(error).__name__)  # noqa: TRY400 (a traceback could quote the pupil)
            return json({"error": "turn_failed"}, status=503)
        logger.info("turn ms=%d messages=%d", (time.perf_counter() - started) * 1000, len(messages))
        if not messages:
            return json({"error": "no_answer"}, status=503)
        return json({"messages": messages}, ensure_ascii=False)

    async def _answers(self, turn: Turn) -> list[Message]:
        """What the bot says. Another process went on with the conversation meanwhile: once more, on the conversation as it is now."""
        try:
            return await self._answers_once(turn)
        except IntegrityError:
            return await self._answers_once(turn)

    async def _answers_once(self, turn: Turn) -> list[Message]:
        collector = MessageCollector()
        message = UserMessage(
            turn.text,
            collector,
            turn.conversation,
            turn.parse_data(),
            input_channel=self.name(),
            metadata=None if turn.mark is None else {MARK: turn.mark},
        )
        try:
            await self._require_handler()(message)
        except AlreadyPlayedError as played:
            return played.messages
        return collector.messages

    def _require_handler(self) -> Handler:
        if self._handle is None:
            raise RuntimeError("the channel is not registered")
        return self._handle

    def _is_web(self, request: Request) -> bool:
        given = request.headers.get("Authorization", "").encode("utf-8", "replace")  # Sanic lets broken bytes through
        return hmac.compare_digest(given, b"Bearer " + self._secret)


def _body(request: Request) -> object:
    try:
        return request.json
    except Exception:  # noqa: BLE001 (Sanic raises its own kinds; any of them means the same)
        raise BadTurnError("bad_shape") from None


def _key(request: Request) -> bytes:
    try:
        key = base64.urlsafe_b64decode(request.headers.get(KEY_HEADER, "").encode() + b"==")
    except (binascii.Error, ValueError):
        raise BadTurnError("bad_shape") from None
    if len(key) != KEY_BYTES:
        raise BadTurnError("bad_shape")
    return key
