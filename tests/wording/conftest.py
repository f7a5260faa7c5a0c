import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import pytest

from bot import left_out

left_out.install()

from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.shared.core.events import SlotSet, UserUttered  # noqa: E402
from rasa.shared.core.trackers import DialogueStateTracker  # noqa: E402
from rasa.shared.importers.importer import TrainingDataImporter  # noqa: E402

from bot.saying.wording import ReviewedWording  # noqa: E402
from content.catalogue import ROOT  # noqa: E402
from facts.paris import PARIS  # noqa: E402

NOON = datetime(2026, 11, 24, 12, tzinfo=PARIS)

Message = dict[str, Any]
Say = Callable[..., Message]


@pytest.fixture(scope="session")
def domain() -> Domain:
    data = [str(ROOT / "data" / folder) for folder in ("rules", "responses")]
    importer = TrainingDataImporter.load_from_config(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), data)
    return importer.get_domain()


def tracker_of(domain: Domain, just_said: Iterable[str] = (), **slots: Any) -> DialogueStateTracker:
    entities = [{"entity": "flags", "value": flag} for flag in just_said]
    events = [UserUttered("…", {"name": "any"}, entities), *(SlotSet(name, value) for name, value in slots.items())]
    return DialogueStateTracker.from_events("x", events, slots=domain.slots)


@pytest.fixture(scope="session")
def say(domain: Domain) -> Say:
    wording = ReviewedWording()
    wording.responses = domain.responses

    def message(name: str, at: datetime = NOON, just_said: Iterable[str] = (), **slots: Any) -> Message:
        wording.clock = lambda: at
        return asyncio.run(wording.generate(name, tracker_of(domain, just_said, **slots), "ent"))["custom"]["message"]

    return message
