"""A model published while pupils speak takes over without a restart: it is loaded beside the one that serves, asked a sentence, then put in its place.

A turn under way ends with the model it began with; the next one, of any conversation, has the new one. A model that cannot be loaded changes
nothing, is said once in the log, and is not tried again until something else is published.
"""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from bot.model_file import ModelMissingError
from bot.shelf import Chosen, chosen

LOOK_EVERY_SECONDS = 2
NAME_LETTERS = 12

logger = logging.getLogger("parlons_en.rasa")

Agent = TypeVar("Agent")


def short_name(sha256: str) -> str:
    """What is said of a model where a few letters do."""
    return sha256[:NAME_LETTERS]


class Switching(Generic[Agent]):
    """What serves now, and what would replace it. `load` runs in a thread and may take seconds; `agent` is read at each turn."""

    def __init__(self, model: Path, load: Callable[[Chosen], Agent]) -> None:
        """Loads what serves; raises ModelMissingError when nothing can."""
        self._model, self._load = model, load
        self.serving = chosen(model)
        self._tried: Chosen | None = self.serving
        self.agent = load(self.serving)

    async def look_for_ever(self) -> None:
        """Look at the shelf again and again; a file of its own never changes under a running bot."""
        while self._model.is_dir():
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            await self.look()

    async def look(self) -> None:
        """Serve what the shelf says, if it says something else than before and it can be loaded. Never raises."""
        try:
            wanted = await asyncio.to_thread(chosen, self._model)
        except Exception as error:  # noqa: BLE001 (whatever it is: what serves goes on)
            wanted, failure = None, error
        if wanted == self._tried:
            return
        self._tried = wanted
        if wanted is None:
            logger.error("shelf not read kind=%s", _kind(failure))
        elif wanted != self.serving:
            await self._replace(wanted)

    async def _replace(self, wanted: Chosen) -> None:
        try:
            agent = await asyncio.to_thread(self._load, wanted)
        except Exception as error:  # noqa: BLE001 (same)
            logger.error("model not changed model=%s kind=%s", short_name(wanted.sha256), _kind(error))  # noqa: TRY400
            return
        self.agent, self.serving = agent, wanted
        logger.info("model changed model=%s", short_name(wanted.sha256))


def _kind(error: Exception) -> str:
    return error.code if isinstance(error, ModelMissingError) else type(error).__name__
