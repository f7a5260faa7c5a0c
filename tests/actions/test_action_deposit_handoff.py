"""What the pupil is told after "Envoyer" is what has happened, whatever fails outside."""

import pytest
from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.action_deposit_handoff import ActionDepositHandoff
from handoff.states import State

ENVELOPE = "5c1d8f6e-3a52-4a7e-9a59-0a4e7c0d2b11"
CONVERSATION = "ab" * 16


class Outside:
    """Stands for `actions.services.Services`: remembers what was asked, answers or fails as told."""

    def __init__(self, state: State | Exception | None, promise_fails: bool = False) -> None:
        self.state = state
        self.promise_fails = promise_fails
        self.promised = []
        self.tried = []

    async def promise(self, envelope_id, conversation):
        if self.promise_fails:
            raise OSError("zinzolin")
        self.promised.append((envelope_id, conversation))

    async def try_to_deliver(self, envelope_id):
        assert self.promised, "nothing is tried before it is promised"
        self.tried.append(envelope_id)
        if isinstance(self.state, Exception):
            raise self.state
        return self.state


async def told(outside: Outside, envelope_id: str | None = ENVELOPE):
    dispatcher = CollectingDispatcher()
    tracker = Tracker(CONVERSATION, {"envelope_id": envelope_id}, {}, [], False, None, {}, "action_listen")
    events = await ActionDepositHandoff(lambda: outside).run(dispatcher, tracker, {})
    assert events == [SlotSet("envelope_id", None)]
    return [message["response"] for message in dispatcher.messages]


@pytest.mark.parametrize("state", [State.DELIVERED, State.OPENED, State.TAKEN])
async def test_at_the_school_is_said_only_when_it_is_proved(state):
    outside = Outside(state)
    assert await told(outside) == ["utter_message_parti"]
    assert outside.promised == [(ENVELOPE, CONVERSATION)]
    assert outside.tried == [ENVELOPE]


@pytest.mark.parametrize(
    "state",
    [None, State.PROMISED, State.DRAFTED, State.SENDING, State.STRANDED, State.DAMAGED, RuntimeError("zinzolin")],
)
async def test_kept_here_is_said_of_all_that_is_promised_and_not_proved(state):
    assert await told(Outside(state)) == ["utter_message_garde"]


async def test_when_nothing_could_be_promised_nothing_is_called_kept(caplog):
    outside = Outside(State.DELIVERED, promise_fails=True)
    assert await told(outside) == ["utter_message_refuse"]
    assert outside.tried == []
    assert "zinzolin" not in caplog.text


async def test_without_an_envelope_nothing_is_promised():
    outside = Outside(State.DELIVERED)
    assert await told(outside, None) == ["utter_message_refuse"]
    assert outside.promised == []
