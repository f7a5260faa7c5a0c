"""`parlons-en understand`: what the bot understands of each sentence. Stable: evaluation depends on it.

In: `{"id","text"}` a line. Out, in order: `{"id","situation","about","urgency","routes","flags","confidence"}`.
`--why`, for a content editor, explains instead: see `cli/understand_why.py`.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.channels.turn import harmless
from bot.model_file import ModelMissingError
from cli.clock import add_at_option, clock
from cli.french_options import FrenchParser
from cli.json_lines import BadLineError, stream
from cli.understand_page import TEXTS
from cli.understand_why import MODEL, NoModelError, explain

if TYPE_CHECKING:
    from cli.offline_agent import Agent

FIELDS = ("situation", "about", "urgency", "routes", "flags", "confidence")


async def _understand(agent: "Agent", request: dict[str, Any]) -> dict[str, Any]:
    text = request.get("text")
    if not isinstance(text, str):
        raise BadLineError(TEXTS["no_text"])
    parsed = await agent.parse_message(harmless(text))
    return {field: parsed["understanding"][field] for field in FIELDS}


def main(arguments: Sequence[str]) -> int:
    """Start once and stream; 2 when it is asked wrongly or there is no model."""
    parser = FrenchParser(prog="parlons-en understand", description=TEXTS["program"])
    parser.add_argument("text", nargs="*", help=TEXTS["text"])
    parser.add_argument("--why", action="store_true", help=TEXTS["why"])
    parser.add_argument("--json", action="store_true", help=TEXTS["json"])
    parser.add_argument("--model", type=Path, help=TEXTS["model"])
    add_at_option(parser)
    options = parser.parse_args(arguments)
    if options.why and options.model:
        parser.error(TEXTS["why_is_of_ours"])
    if options.why:
        return _explain(options)
    if options.text or options.json:
        parser.error(TEXTS["only_with_why"])
    return _stream(options)


def _stream(options: argparse.Namespace) -> int:
    from cli.offline_agent import offline_agent  # noqa: PLC0415 (Rasa takes seconds to load, and --why needs none of it)

    try:
        with offline_agent(clock(options.at), options.model or MODEL) as agent:
            asyncio.run(stream(sys.stdin.buffer, sys.stdout, lambda request: _understand(agent, request)))
    except ModelMissingError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _explain(options: argparse.Namespace) -> int:
    try:
        asyncio.run(explain(options.text, sys.stdin.buffer, sys.stdout, in_json=options.json))
    except NoModelError as error:
        print(error, file=sys.stderr)
        return 2
    return 0
