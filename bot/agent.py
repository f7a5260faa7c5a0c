"""The Rasa agent, assembled by hand: what it is given is what it uses.

Rasa would wrap the tracker store so that a failing database silently becomes memory and the conversation restarts with an
answer as if all were well; a typo in endpoints.yml would do the same from the start. Here the parts are passed in, the
wrapper is taken off, and a failing store fails the turn (docs/adr/0003).

A message is understood with the buttons just shown in mind (`bot.hearing.written_answers`), with what was told before
(`bot.hearing.continuing`), and without an adult's introduction (`bot.hearing.introductions`).

The agent is asked one sentence before it serves: a model trained by other code loads without a word, and then fails at each child.
"""

import asyncio
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.lock_store import LockStore
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.core.tracker_store import TrackerStore
from rasa.utils.endpoints import EndpointConfig

from bot.hearing.continuing import StoryContinued
from bot.hearing.introductions import IntroductionTakenOff
from bot.hearing.written_answers import ButtonsHeard
from bot.memory.played_once import PlayedOnce
from bot.model_file import ModelMissingError, verified
from bot.straight_runner import StraightRunner

__all__ = ["ModelMissingError", "load_agent"]

TRIAL = "bonjour"


def load_agent(
    model: Path,
    store: TrackerStore,
    locks: LockStore,
    wording: NaturalLanguageGenerator,
    action_endpoint: EndpointConfig,
    sha256: str = "",
) -> Agent:
    """A ready agent; with `sha256`, of the model that has it.

    Raises:
        ModelMissingError: not there, not what its checksum (or `sha256`) says, or not of this code: train (`bin/parlons-en train`).
    """
    with verified(model, sha256) as copy:
        agent = _loaded(model, copy, store, locks, wording, action_endpoint)
    _take_the_wrapper_off(agent, store)
    _run_straight(agent)
    _understand_in_context(agent)
    _play_once(agent)
    return agent


def _loaded(
    model: Path,
    copy: Path,
    store: TrackerStore,
    locks: LockStore,
    wording: NaturalLanguageGenerator,
    action_endpoint: EndpointConfig,
) -> Agent:
    try:
        agent = Agent.load(
            model_path=str(copy),
            generator=wording,
            tracker_store=store,
            lock_store=locks,
            action_endpoint=action_endpoint,
        )
        asyncio.run(understands(agent))
    except Exception as error:
        raise ModelMissingError("model_other", model, type(error).__name__) from error
    return agent


async def understands(agent: Agent) -> None:
    """A sentence is understood, as it would be of a pupil; raises whatever keeps it from being so."""
    await agent.parse_message(TRIAL)


def _take_the_wrapper_off(agent: Agent, store: TrackerStore) -> None:
    agent.tracker_store = store
    if agent.processor is not None:
        agent.processor.tracker_store = store


def _run_straight(agent: Agent) -> None:
    if agent.processor is not None:
        agent.processor.graph_runner = StraightRunner(agent.processor.graph_runner)


def _understand_in_context(agent: Agent) -> None:
    if agent.processor is not None:
        agent.processor.parse_message = ButtonsHeard(
            StoryContinued(IntroductionTakenOff(agent.processor.parse_message))
        )


def _play_once(agent: Agent) -> None:
    if agent.processor is not None:
        agent.processor.fetch_tracker_and_update_session = PlayedOnce(agent.processor.fetch_tracker_and_update_session)
