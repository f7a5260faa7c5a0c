"""`parlons-en understand`: what the bot understands of each sentence. Stable: evaluation depends on it.

In: `{"id","text"}` a line. Out, in order: `{"id","situation","about","urgency","routes","flags","confidence"}`.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from typing import Any

from bot.channels.turn import harmless
from cli.clock import add_at_option, clock
from cli.json_lines import BadLineError, stream
from cli.offline_agent import Agent, offline_agent

FIELDS = ("situation", "about", "urgency", "routes", "flags", "confidence")


async def _understand(agent: Agent, request: dict[str, Any]) -> dict[str, Any]:
    text = request.get("text")
    if not isinstance(text, str):
        raise BadLineError("Il manque « text », une chaîne de caractères.")
    parsed = await agent.parse_message(harmless(text))
    return {field: parsed["understanding"][field] for field in FIELDS}


def main(arguments: Sequence[str]) -> int:
    """Start once and stream."""
    parser = argparse.ArgumentParser(prog="parlons-en understand", description=__doc__)
    add_at_option(parser)
    options = parser.parse_args(arguments)
    with offline_agent(clock(options.at)) as agent:
        asyncio.run(stream(sys.stdin.buffer, sys.stdout, lambda request: _understand(agent, request)))
    return 0
