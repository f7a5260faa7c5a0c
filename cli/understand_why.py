"""`parlons-en understand --why`: the model with what explains it, without the rest of the bot. Nothing read is written anywhere.

Only the understanding is loaded, not Rasa: that takes a second instead of five.
"""

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, Protocol, cast

from bot.channels.turn import harmless
from bot.model_file import ModelMissingError, verified
from bot.nlu.why_told import Why
from cli.json_lines import Answer, BadLineError, as_json, stream
from cli.understand_page import TEXTS, page
from settings.values import DEFAULT_MODEL

MODEL = Path(__file__).resolve().parent.parent / DEFAULT_MODEL


class NoModelError(Exception):
    """There is no model, or it is of other code; the sentence is in French."""


class Explainer(Protocol):
    """`bot.nlu.why.Explainer`."""

    def why(self, text: str) -> Why:
        """Everything about one message."""


async def explain(texts: Sequence[str], source: IO[bytes], target: IO[str], *, in_json: bool) -> None:
    """Tell why for each text or, without any, for each JSON line of `source`.

    Raises:
        NoModelError: train first.
    """
    explainer = _explainer()
    for text in texts:
        why = explainer.why(harmless(text))
        target.write((as_json(why.as_dict()) if in_json else page(why)) + "\n")
    if not texts:
        await stream(source, target, _answer(explainer, in_json=in_json), as_json if in_json else _block)


def _explainer() -> Explainer:
    # By name: numpy is on the Rasa side alone, and the types of the two sides are checked apart.
    archive = importlib.import_module("bot.nlu.why_archive")
    try:
        with verified(MODEL) as copy:
            return cast("Explainer", archive.explainer_of(copy))
    except ModelMissingError as error:
        raise NoModelError(str(error)) from error
    except archive.BadArchiveError as error:
        raise NoModelError(TEXTS["bad_model"].format(path=MODEL)) from error


def _answer(explainer: Explainer, *, in_json: bool) -> Answer:
    async def answer(request: dict[str, Any]) -> dict[str, Any]:
        text = request.get("text")
        if not isinstance(text, str):
            raise BadLineError(TEXTS["no_text"])
        why = explainer.why(harmless(text))
        return why.as_dict() if in_json else {"page": page(why)}

    return answer


def _block(answer: dict[str, Any]) -> str:
    return f"=== {answer['id']}\n{answer.get('page') or answer['error']}\n"
