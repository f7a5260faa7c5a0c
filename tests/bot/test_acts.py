"""The action server is told what an act needs, and it is enough."""

import json

from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor

from bot.acts import needed_by_an_act

MARKER = "zinzolin-caché"
ENVELOPE = "5c1d8f6e-3a52-4a7e-9a59-0a4e7c0d2b11"
CONVERSATION = "ab" * 16
DOMAIN = Domain.from_dict({"slots": {name: {"type": "any", "mappings": []} for name in ("envelope_id", "situation")}})


def call_of_rasa():
    events = [UserUttered(MARKER), SlotSet("situation", MARKER), SlotSet("envelope_id", ENVELOPE)]
    tracker = DialogueStateTracker.from_events(CONVERSATION, events, DOMAIN.slots, domain=DOMAIN)
    return RemoteAction("action_that_looks", None)._action_call_format(tracker, DOMAIN)


def test_no_word_and_no_situation_of_the_pupil_goes_to_the_acts():
    assert MARKER in json.dumps(call_of_rasa(), ensure_ascii=False)
    assert MARKER not in json.dumps(needed_by_an_act(call_of_rasa()), ensure_ascii=False)


async def test_an_act_finds_its_envelope_and_its_conversation():
    seen = []

    class ActionThatLooks(Action):
        def name(self):
            return "action_that_looks"

        async def run(self, dispatcher, tracker, domain):
            seen.append((tracker.sender_id, tracker.get_slot("envelope_id")))
            return []

    executor = ActionExecutor()
    executor.register_action(ActionThatLooks())
    answered = await executor.run(needed_by_an_act(call_of_rasa()))

    assert seen == [(CONVERSATION, ENVELOPE)]
    assert answered == {"events": [], "responses": []}
