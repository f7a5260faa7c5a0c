"""What makes turns quick changes no answer: held conversations, rules found by what they want, a graph run without dask."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasa.core.channels.channel import UserMessage
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.collector import MessageCollector
from bot.channels.turn import START_INTENT, Turn, harmless, pressed
from bot.memory.conversation_key import conversation_key
from bot.policy.near_rules import NearRulePolicy, PlainRules
from cli.offline_agent import ANY_KEY
from tests.stories.written import USUAL_HOUR, Story, read_story, story_paths

STORIES = [story for story in map(read_story, story_paths()) if story.at == USUAL_HOUR]


@pytest.fixture(scope="module")
def policies(stage) -> tuple[NearRulePolicy, RulePolicy]:
    """Ours as it serves, and Rasa's own with the same rules."""
    nodes = stage._agent.processor.graph_runner._nodes.values()
    ours = next(node._component for node in nodes if isinstance(node._component, NearRulePolicy))
    made_of = (
        ours.config,
        ours._model_storage,
        ours._resource,
        ExecutionContext(GraphSchema({})),
        ours.featurizer,
        ours.lookup,
    )
    return ours, RulePolicy(*made_of)


intents = st.sampled_from(
    ["harcelement", "suicide", "pas_ca", "commencer", "suite", "nlu_fallback", "no_such_intent", None]
)
happened = st.one_of(
    intents.map(lambda name: UserUttered("…", {"name": name, "confidence": 1.0})),
    st.sampled_from(["action_listen", "utter_harcelement", "utter_pas_ca", "utter_secours"]).map(ActionExecuted),
    st.just(None).map(lambda _: BotUttered("…")),
    st.sampled_from(["self", None]).map(lambda value: SlotSet("about", value)),
)
rarely = st.one_of(
    *[happened] * 6, st.just(None).map(lambda _: SessionStarted()), st.just(None).map(lambda _: ActionReverted())
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(rarely, max_size=30))
def test_the_rules_predict_what_rasas_own_policy_predicts(stage, policies, events: list[Event]):
    domain = stage._agent.domain
    tracker = DialogueStateTracker.from_events("x", events, domain.slots)
    ours, theirs = (policy.predict_action_probabilities(tracker, domain) for policy in policies)
    assert ours.probabilities == theirs.probabilities


def test_our_rules_are_plain_and_all_of_them_are_found_by_what_they_want(policies):
    ours, _ = policies
    rules = PlainRules.of(ours.lookup)
    assert rules is not None
    assert {key for keys in rules._wanting.values() for key in keys} == set(ours.lookup["rules"])


@pytest.mark.parametrize(
    "state",
    [
        '{"slots":{"about":[1.0]},"prev_action":{"action_name":"x"}}',
        '{"user":{"text":"x"},"prev_action":{"action_name":"x"}}',
    ],
    ids=["a slot", "a text"],
)
def test_rules_of_more_than_actions_and_intents_go_rasas_way(state: str):
    assert PlainRules.of({"rules": {f"[{state}]": "utter_x"}}) is None


def play(stage, story: Story, conversation: str) -> Iterator[list[dict[str, object]]]:
    """The answers, one turn at a time."""
    messages = answers(stage, Turn(conversation, f"/{START_INTENT}", START_INTENT))
    yield messages
    for step in story.steps:
        if step.written is not None:
            turn = Turn(conversation, harmless(step.written))
        else:
            offered = [button for message in messages for button in message["buttons"]]
            turn = pressed(conversation, next(each["payload"] for each in offered if each["title"] == step.pressed))
        messages = answers(stage, turn)
        yield messages


def answers(stage, turn: Turn) -> list[dict[str, object]]:
    async def play_it() -> list[dict[str, object]]:
        collector = MessageCollector()
        await stage._agent.handle_message(
            UserMessage(turn.text, collector, turn.conversation, turn.parse_data(), input_channel="ent")
        )
        return collector.messages

    with conversation_key(ANY_KEY):
        return stage._loop.run_until_complete(play_it())


@contextmanager
def nothing_held(stage) -> Iterator[None]:
    store = stage._agent.tracker_store
    held, hold = store._live, store._live.hold
    held.hold = lambda *_: None
    yield
    held.hold = hold


@pytest.mark.parametrize("story", STORIES[::6], ids=lambda story: story.name)
def test_a_conversation_that_is_held_is_answered_as_one_that_is_read_each_time(stage, story: Story):
    stage._clock.at, conversation = story.at, uuid.uuid4().hex
    held = list(play(stage, story, conversation))
    stage._loop.run_until_complete(stage._agent.tracker_store.forget(conversation))
    with nothing_held(stage):
        assert list(play(stage, story, conversation)) == held


def test_the_graph_gives_what_dask_gives(stage):
    processor = stage._agent.processor
    straight = processor.graph_runner
    dask = DaskGraphRunner.__new__(DaskGraphRunner)
    dask._graph_schema, dask._instantiated_nodes, dask._execution_context = straight._schema, straight._nodes, None
    message, tracker = UserMessage("ils se moquent de moi"), DialogueStateTracker("x", stage._agent.domain.slots)
    inputs = {"__message__": [message], "__tracker__": tracker}
    target = processor.model_metadata.nlu_target
    ours, theirs = (runner.run(inputs, [target])[target][0].as_dict() for runner in (straight, dask))
    assert ours == theirs
    core = processor.model_metadata.core_target
    ours, theirs = (runner.run({"__tracker__": tracker}, [core])[core].probabilities for runner in (straight, dask))
    assert ours == theirs


def test_an_input_with_the_name_of_a_node_is_refused_as_dask_does(stage):
    runner = stage._agent.processor.graph_runner
    with pytest.raises(GraphRunError):
        runner.run({next(iter(runner._nodes)): "x"}, [stage._agent.processor.model_metadata.core_target])


def test_stories_enough_are_compared():
    assert len(STORIES[::6]) > 20
