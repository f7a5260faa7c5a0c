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

TRIAL = "bonjour"


class ModelMissingError(Exception):
    """There is no trained model at the given path, or it does not go with this code. The sentence is in French."""


def load_agent(
    model: Path,
    store: TrackerStore,
    locks: LockStore,
    wording: NaturalLanguageGenerator,
    action_endpoint: EndpointConfig,
) -> Agent:
    """A ready agent.

    Raises:
        ModelMissingError: train first (`bin/parlons-en train`).
    """
    if not model.is_file():
        raise ModelMissingError(f"Il n'y a pas de modèle entraîné ici : {model}. Lancez « bin/parlons-en train ».")
    try:
        agent = Agent.load(
            model_path=str(model),
            generator=wording,
            tracker_store=store,
            lock_store=locks,
            action_endpoint=action_endpoint,
        )
        asyncio.run(agent.parse_message(TRIAL))
    except Exception as error:
        raise ModelMissingError(
            f"Le modèle {model} ne va pas avec ce programme ({type(error).__name__}). Lancez « bin/parlons-en train »."
        ) from error
    _take_the_wrapper_off(agent, store)
    _understand_in_context(agent)
    return agent


def _take_the_wrapper_off(agent: Agent, store: TrackerStore) -> None:
    agent.tracker_store = store
    if agent.processor is not None:
        agent.processor.tracker_store = store


def _understand_in_context(agent: Agent) -> None:
    if agent.processor is not None:
        agent.processor.parse_message = ButtonsHeard(
            StoryContinued(IntroductionTakenOff(agent.processor.parse_message))
        )
