"""Serve Rasa to web: loopback unless the settings say another address, our channel only, no REST channel, no HTTP API, one worker.

`python -m bot.server --port N` in the Rasa environment; settings come from the environment. The port opens only once the
model is loaded, so that `GET /webhooks/ent/` answering means ready.
"""

import argparse
import asyncio
import logging
import os
import sys
import time
from asyncio import AbstractEventLoop
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot import logs

if __name__ == "__main__":
    logs.configure()  # before the rest is imported: an import may fail too

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage, register
from sanic import Sanic

from bot.acts import ActsEndpoint
from bot.agent import ModelMissingError, load_agent, understands
from bot.channels.ent import EntChannel
from bot.memory.live import LiveConversations
from bot.memory.locks import ConversationLocks
from bot.memory.required import StoreRefusedError, require_sealed
from bot.memory.tracker_store import SealedTrackerStore
from bot.saying.wording import ReviewedWording
from bot.shelf import Chosen
from bot.switching import Switching, short_name
from database import DatabaseRefused, open_engine, require_keys
from logs.traces import private_files
from settings import Settings, SettingsError
from supervision.life import ThreadsAnswer
from supervision.notify import Notifier
from supervision.sanic_server import supervise
from vault import KeyRing

ERASE_EVERY_SECONDS = 600
DROP_EVERY_SECONDS = 30
MAX_REQUEST_BYTES = 64_000

logger = logging.getLogger("parlons_en.rasa")


@dataclass(frozen=True)
class Serving:
    """The agent that serves, whichever it is at the moment, and the store that forgets for all of them."""

    switching: Switching[Agent]
    store: SealedTrackerStore
    live: LiveConversations

    async def handle_message(self, message: UserMessage) -> Any:
        """One turn, begun and ended by the agent that serves when it comes."""
        return await self.switching.agent.handle_message(message)

    async def understands(self) -> None:
        """Raises whatever keeps the agent that serves from understanding a sentence."""
        await understands(self.switching.agent)

    def model(self) -> str:
        """The first letters of its model's SHA-256."""
        return short_name(self.switching.serving.sha256)


def create_app(serving: Serving, secret: str) -> Sanic:
    """The Sanic application: our channel under /webhooks/ and nothing else."""
    app = Sanic("parlons_en_rasa", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = MAX_REQUEST_BYTES
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.ctx.agent = serving
    register([EntChannel(secret, serving.store.forget, serving.understands, serving.model)], app, route="/webhooks/")
    return app


def _build(settings: Settings) -> Serving:
    engine, ring, locks = open_engine(settings.database_url), KeyRing(settings.server_keys), ConversationLocks()
    live = LiveConversations(time.monotonic)
    store = SealedTrackerStore(engine, ring, live=live)
    require_keys(engine, ring.ids)
    endpoint = ActsEndpoint(
        url=f"{settings.actions_url}/webhook", headers={"Authorization": f"Bearer {settings.actions_secret}"}
    )

    def load(model: Chosen) -> Agent:
        # Loading gives a store its domain and the wording its responses: each agent has its own. The locks are everybody's.
        its_store = SealedTrackerStore(engine, ring, live=live)
        agent = load_agent(model.path, its_store, locks, ReviewedWording(), endpoint, model.sha256)
        require_sealed(agent, its_store)
        return agent

    return Serving(Switching(settings.model, load), store, live)


async def _erase_for_ever(store: SealedTrackerStore, _app: Sanic) -> None:
    while True:
        try:
            await store.erase_expired()
        except Exception as error:  # noqa: BLE001 (the next round must come)
            logger.error("erasing failed kind=%s", type(error).__name__)  # noqa: TRY400 (no content in the log)
        await asyncio.sleep(ERASE_EVERY_SECONDS)


async def _drop_for_ever(live: LiveConversations, _app: Sanic) -> None:
    while True:
        live.drop_silent()
        await asyncio.sleep(DROP_EVERY_SECONDS)


def _start_erasing(store: SealedTrackerStore, app: Sanic, _loop: AbstractEventLoop) -> None:
    app.add_task(partial(_erase_for_ever, store), name="erasing")


def _start_dropping(live: LiveConversations, app: Sanic, _loop: AbstractEventLoop) -> None:
    app.add_task(partial(_drop_for_ever, live), name="dropping")


def _start_looking(switching: Switching[Agent], app: Sanic, _loop: AbstractEventLoop) -> None:
    app.add_task(switching.look_for_ever(), name="looking")


def main() -> None:
    """Start the server; ends with a clear sentence when something it needs is missing."""
    parser = argparse.ArgumentParser(prog="python -m bot.server")
    parser.add_argument("--port", type=int, required=True)
    arguments = parser.parse_args()
    private_files()
    try:
        settings = Settings.from_env(os.environ)
        serving = _build(settings)
    except (SettingsError, ModelMissingError, DatabaseRefused, StoreRefusedError) as error:
        sys.exit(str(error))
    app = create_app(serving, settings.rasa_secret)
    app.register_listener(partial(_start_erasing, serving.store), "after_server_start")
    app.register_listener(partial(_start_dropping, serving.live), "after_server_start")
    app.register_listener(partial(_start_looking, serving.switching), "after_server_start")
    supervise(app, Notifier.of(os.environ, os.getpid()), (ThreadsAnswer(), serving.understands))
    app.run(
        host=settings.listen,
        port=arguments.port,
        access_log=False,
        debug=False,
        motd=False,
        single_process=True,
        backlog=1024,
    )


if __name__ == "__main__":
    main()
