"""The act behind "Envoyer": an envelope that web has stored becomes a hand-off, and is sent at once if the ENT answers.

Only the envelope's id comes here. What the pupil is told is what has happened: at the school, kept here, or not sent.
"""

import logging
from collections.abc import Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.services import Services, from_environment
from handoff.states import AT_SCHOOL

logger = logging.getLogger("parlons_en.actions")


class ActionDepositHandoff(Action):
    """Promises the hand-off named by the slot `envelope_id`, tries to deliver it, and says the truth (R52–R54)."""

    def __init__(self, services: Callable[[], Services] = from_environment) -> None:
        self._services = services

    def name(self) -> str:
        """As in domain.yml."""
        return "action_deposit_handoff"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG002 (Rasa's signature)
    ) -> list[EventType]:
        """Utter `utter_message_parti`, `utter_message_garde` or `utter_message_refuse`; the slot is emptied."""
        dispatcher.utter_message(response=await self._hand_off(tracker.get_slot("envelope_id"), tracker.sender_id))
        return [SlotSet("envelope_id", None)]

    async def _hand_off(self, envelope_id: str | None, conversation: str) -> str:
        if not envelope_id:
            return "utter_message_refuse"
        try:
            await self._services().promise(envelope_id, conversation)
        except Exception as error:  # noqa: BLE001 (the pupil must hear that nothing left, whatever failed)
            logger.error("promise failed envelope=%s kind=%s", envelope_id, type(error).__name__)  # noqa: TRY400
            return "utter_message_refuse"
        return await self._deliver(envelope_id)

    async def _deliver(self, envelope_id: str) -> str:
        try:
            state = await self._services().try_to_deliver(envelope_id)
        except Exception as error:  # noqa: BLE001 (it is in the outbox: kept, and the courier goes on)
            logger.error("delivery failed envelope=%s kind=%s", envelope_id, type(error).__name__)  # noqa: TRY400
            return "utter_message_garde"
        return "utter_message_parti" if state in AT_SCHOOL else "utter_message_garde"
