"""What the hand-off refuses about keys, as the desk says it: its own code, a status, a sentence of data/responses/web.yml."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from handoff.errors import EnvelopeUnknown, HandoffError, KeyIncomplete
from web.problems import WebError

Done = TypeVar("Done")
_HERE: dict[type[HandoffError], str] = {KeyIncomplete: "keys_malformed", EnvelopeUnknown: "desk_envelope_unknown"}


async def done(act: Callable[[], Done]) -> Done:
    """What `act` answers, off the loop. Raises WebError when the hand-off refuses."""
    try:
        return await asyncio.to_thread(act)
    except HandoffError as error:
        raise WebError(_HERE.get(type(error), error.code)) from None
