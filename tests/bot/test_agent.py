"""A model that cannot answer stops the process at start, with a sentence; the store is the one that was given."""

import asyncio
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot import left_out

left_out.install()

from rasa.core.channels.channel import UserMessage  # noqa: E402
from rasa.shared.core.events import BotUttered  # noqa: E402
from rasa.shared.core.trackers import DialogueStateTracker  # noqa: E402

from bot import agent as assembling  # noqa: E402
from bot.acts import ActsEndpoint  # noqa: E402
from bot.agent import ModelMissingError, load_agent  # noqa: E402
from bot.memory.locks import ConversationLocks  # noqa: E402
from bot.model_file import write_checksum  # noqa: E402


class Processor:
    tracker_store = "Rasa's wrapper"
    graph_runner = SimpleNamespace(_graph_schema=None, _instantiated_nodes={})

    async def parse_message(self, _message: object, _tracker: object = None) -> dict[str, object]:
        return {"understanding": {"situation": "hors_sujet"}}

    async def fetch_tracker_and_update_session(self, sender_id: str, _channel: object = None) -> str:
        return sender_id


class Loaded:
    def __init__(self, failure: Exception | None = None) -> None:
        self.failure = failure
        self.processor = Processor()
        self.tracker_store = "Rasa's wrapper"

    async def parse_message(self, text: str) -> dict[str, str]:
        if self.failure:
            raise self.failure
        return {"text": text}


def load(model: Path, store: object = None):
    return load_agent(model, store, ConversationLocks(), None, ActsEndpoint(url="http://127.0.0.1:9"))


def put_there(model: Path, content: bytes = b"") -> Path:
    model.write_bytes(content)
    write_checksum(model)
    return model


def test_without_a_model_the_sentence_says_how_to_train(tmp_path: Path):
    with pytest.raises(ModelMissingError, match="bin/parlons-en train"):
        load(tmp_path / "none.tar.gz")


def test_a_broken_file_is_no_model(tmp_path: Path):
    model = put_there(tmp_path / "model.tar.gz", b"not an archive")
    with pytest.raises(ModelMissingError, match="bin/parlons-en train") as refused:
        load(model)
    assert refused.value.code == "model_other"


def test_a_model_that_loads_and_cannot_understand_does_not_serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    model = put_there(tmp_path / "model.tar.gz")
    monkeypatch.setattr(assembling.Agent, "load", lambda **_: Loaded(KeyError("weights")))
    with pytest.raises(ModelMissingError, match="KeyError"):
        load(model)


def test_the_store_is_ours_and_unwrapped_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    model = put_there(tmp_path / "model.tar.gz")
    monkeypatch.setattr(assembling.Agent, "load", lambda **_: Loaded())
    ours = object()
    agent = load(model, ours)

    assert agent.tracker_store is ours
    assert agent.processor.tracker_store is ours


async def test_a_message_is_understood_with_the_buttons_just_shown_in_mind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    model = put_there(tmp_path / "model.tar.gz")
    monkeypatch.setattr(assembling.Agent, "load", lambda **_: Loaded())
    agent = await asyncio.to_thread(load, model)
    buttons = {"custom": {"message": {"buttons": [{"title": "Quitter vite", "payload": "/quitter"}]}}}
    tracker = DialogueStateTracker.from_events("x", [BotUttered("…", buttons)])

    understood = await agent.processor.parse_message(UserMessage("quitter vite"), tracker)
    assert understood["intent"]["name"] == "quitter"
