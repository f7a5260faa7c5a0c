"""The bot in one process, for `understand` and `talk`: the trained model, the rules, the wording and the acts as they are served.

Only the doors differ: acts run in the same process, and the sealed store lives in a temporary folder. What a command needs of
Rasa it takes from here, because TensorFlow must be kept out before Rasa is loaded.
"""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot import left_out, logs

left_out.install()
# What Rasa's pinned libraries say of their own future, at each start, helps nobody at a terminal.
warnings.showwarning = lambda *_args, **_more: None

from rasa.core.agent import Agent  # noqa: E402 (TensorFlow must be kept out first)
from rasa.core.channels.channel import UserMessage  # noqa: E402
from rasa.shared.core.events import UserUttered  # noqa: E402
from rasa_sdk.executor import ActionExecutor  # noqa: E402

from actions.server import our_executor  # noqa: E402
from bot.acts import ActsEndpoint, needed_by_an_act  # noqa: E402
from bot.agent import load_agent  # noqa: E402
from bot.channels.collector import Message, MessageCollector  # noqa: E402
from bot.memory.locks import ConversationLocks  # noqa: E402
from bot.memory.tracker_store import SealedTrackerStore  # noqa: E402
from bot.saying.wording import ReviewedWording  # noqa: E402
from cli.clock import Clock  # noqa: E402
from database import open_engine  # noqa: E402
from settings.values import DEFAULT_MODEL  # noqa: E402
from vault import KeyRing  # noqa: E402

__all__ = ["ANY_KEY", "Agent", "Message", "MessageCollector", "UserMessage", "UserUttered", "offline_agent"]

ROOT = Path(__file__).resolve().parent.parent
ANY_KEY = bytes(32)  # seals a folder that is gone at the end of the command


class ActsInThisProcess(ActsEndpoint):
    """An action endpoint that runs the acts here instead of over HTTP."""

    def __init__(self, executor: ActionExecutor) -> None:
        super().__init__(url="http://in-process.invalid")
        self._executor = executor

    async def request(self, *_: Any, json: dict[str, Any], **__: Any) -> Any:
        """What the action server would answer."""
        return await self._executor.run(needed_by_an_act(json))


@contextmanager
def offline_agent(clock: Clock, model: Path = ROOT / DEFAULT_MODEL) -> Iterator[Agent]:
    """The agent, for the length of the block."""
    logs.configure()
    wording = ReviewedWording()
    wording.clock = clock
    with tempfile.TemporaryDirectory(prefix="parlons-en-") as folder:
        engine = open_engine(f"sqlite:///{folder}/talk.db")
        store = SealedTrackerStore(engine, KeyRing((ANY_KEY,)))
        yield load_agent(model, store, ConversationLocks(), wording, ActsInThisProcess(our_executor()))
        engine.dispose()
