"""Rasa's RulePolicy, with the same answers, at a cost that grows neither with the rules nor with the conversation.

RulePolicy builds the states of the whole conversation twice for each prediction (once for rules about a text, once for rules about an
intent), and compares every rule with each of them. Here

* only as many states are built as the longest rule has: no rule looks further back;
* only rules whose last state wants the last action and intent are compared; the comparison is Rasa's;
* rules about a text are not asked for: there is none.

That holds for plain rules, of actions and intents alone. For others (loops, slots, texts) and for a conversation that went back (an event
that takes others away), everything goes Rasa's own way; while it learns too.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import SHOULD_NOT_BE_SET
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

_RULES, _LOOPS = "rules", "rules_for_loop_unhappy_path"
_IN_STATES = frozenset((ActionExecuted, DefinePrevUserUtteredFeaturization, UserUttered))
_ONLY_FORWARD = _IN_STATES | {BotUttered, SessionStarted, SlotSet}

Near = tuple[str | None, str | None]
"""The last action and, of the last message, the intent."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class NearRulePolicy(RulePolicy):
    """Predicts what RulePolicy predicts."""

    def __init__(self, *args: Any, lookup: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, lookup=lookup, **kwargs)
        self._near = PlainRules.of(lookup or {})

    def _get_possible_keys(self, lookup: dict[str, str], states: list[State]) -> set[str]:
        if self._near and states and lookup is self.lookup[_RULES]:
            lookup = dict.fromkeys(self._near.wanting(states[-1]), "")
        return set(super()._get_possible_keys(lookup, states))

    def _find_action_from_rules(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        use_text_for_last_user_input: bool,  # noqa: FBT001 (RulePolicy has it so)
    ) -> tuple[str | None, str | None, bool]:
        if use_text_for_last_user_input and self._near and tracker.active_loop_name is None:
            return None, None, False
        found: tuple[str | None, str | None, bool] = super()._find_action_from_rules(
            tracker, domain, use_text_for_last_user_input
        )
        return found

    def _prediction_states(self, tracker: DialogueStateTracker, *args: Any, **kwargs: Any) -> list[State]:
        if self._near and only_went_forward(tracker):
            tracker = lately(tracker, self._near.longest)
        states: list[State] = super()._prediction_states(tracker, *args, **kwargs)
        return states


class PlainRules:
    """Rules of actions and intents alone, found by what their last state wants."""

    def __init__(self, states: Mapping[str, list[State]]) -> None:
        self.longest = max(map(len, states.values()))
        self._wanting: dict[Near, list[str]] = {}
        for key, each in states.items():
            self._wanting.setdefault(_near(each[-1]), []).append(key)

    @classmethod
    def of(cls, lookup: Mapping[str, Any]) -> "PlainRules | None":
        """Those of a policy's lookup; None if it has others, or loops, or none at all."""
        states = {key: json.loads(key) for key in lookup.get(_RULES, ())}
        plain = all(_is_plain(state) for each in states.values() for state in each)
        return cls(states) if states and plain and not lookup.get(_LOOPS) else None

    def wanting(self, state: State) -> list[str]:
        """The rules that may hold when this is the last state; no other does."""
        action, intent = _near(state)
        found = [*self._wanting.get((action, None), ())]
        return found if intent is None else found + self._wanting.get((action, intent), [])


def only_went_forward(tracker: DialogueStateTracker) -> bool:
    """Whether what was long ago is nothing to the last states: nothing taken back, no loop, no slot that states hold."""
    in_states = any(slot.has_features() for slot in tracker.slots.values())
    return not in_states and _ONLY_FORWARD.issuperset(map(type, tracker.events))


def lately(tracker: DialogueStateTracker, states: int) -> DialogueStateTracker:
    """The conversation as if it had begun late: its last states, so many at least, are the same."""
    short = DialogueStateTracker(tracker.sender_id, ())
    for event in _last_of(tracker.events, states):
        short.update(event)
    return short


def _last_of(events: Iterable[Event], states: int) -> list[Event]:
    """Back to the message before so many actions and one more: a state holds an action and a message."""
    kept: list[Event] = []
    actions = 0
    for event in reversed(list(events)):
        if isinstance(event, SessionStarted):
            break
        if type(event) in _IN_STATES:
            kept.append(event)
            actions += isinstance(event, ActionExecuted)
        if actions > states and isinstance(event, UserUttered):
            break
    return kept[::-1]


def _is_plain(state: State) -> bool:
    user, before = state.get("user", {}), state.get("prev_action", {})
    values = (*user.values(), *before.values())
    wanted = all(isinstance(value, str) and value and value != SHOULD_NOT_BE_SET for value in values)
    return (
        wanted and not {*state} - {"user", "prev_action"} and not {*user} - {"intent"} and {*before} == {"action_name"}
    )


def _near(state: State) -> Near:
    return state.get("prev_action", {}).get("action_name"), state.get("user", {}).get("intent")
