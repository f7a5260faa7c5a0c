"""The hidden path to an AI (contract, 2.13): what it is given leaves the school when the project has configured it [R].

Nothing of ours may call it; the test door lists what it was given, so that a test can say so.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.identity import Caller
from emulator.refusals import ent_json
from emulator.world import world_of

NO_PROMPT = {"error": "Failed to get prompt"}


async def check_content(request: Request, caller: Caller) -> Response:
    """POST /conversation/conversation/checkContent `{"message", "subject"}`, any signed-in user: to api.mistral.ai [R]."""
    content = await body_to_json(request)
    sent = {"message": content.get("message"), "subject": content.get("subject")}
    return ent_json({"distribution": "NO"} if _leaves(request, caller, "api.mistral.ai", sent) else NO_PROMPT)


async def store_event(request: Request, caller: Caller) -> Response:
    """POST /conversation/store/event: the text given goes to a Langfuse server [R]."""
    content = await body_to_json(request)
    return ent_json({} if _leaves(request, caller, "langfuse", content) else NO_PROMPT)


def _leaves(request: Request, caller: Caller, to: str, content: dict[str, Any]) -> bool:
    """Noted in any case; True when the project has it, so that the text would have left."""
    world = world_of(request)
    left = world.options.mail_to_exercizer
    world.outside.append({"to": to, "left": left, "by": caller.user.login, "content": content})
    return left
