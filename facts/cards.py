"""A helpline card: everything the pupil sees about a line, ready to print, for the hour passed in (docs/contracts.md, Card)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict

from facts.clocks import METROPOLE, Clock
from facts.helplines import Helplines, load_helplines
from facts.phrases import say_hours, say_now


class Card(TypedDict):
    """As in docs/contracts.md; every sentence is French and short enough for a pupil of eight."""

    id: str
    number: str
    name: str
    what_for: str
    hours: str
    now: str
    open: bool
    cost: str
    privacy: str
    bill: str | None
    what_happens: str
    call: str | None
    sms: str | None
    chat: str | None


def card(
    line_id: str,
    at: datetime,
    helplines: Helplines | None = None,
    clock: Clock = METROPOLE,
    *,
    to_adults: bool = False,
) -> Card:
    """The card of one line at `at`, its hours said on `clock`, in the words for a pupil or `to_adults`.

    Raises:
        UnknownFactError: never listed.
        ExpiredFactError: not verified in time, so not shown.
    """
    known = helplines or load_helplines()
    line = known.serve(line_id, at)
    state = known.opening(line_id, at)
    said = {"what_for": line.what_for, "privacy": line.privacy, "what_happens": line.what_happens}
    if to_adults:
        said |= line.to_an_adult
    return Card(
        id=line.id,
        number=line.number,
        name=line.name,
        what_for=said["what_for"],
        hours=say_hours(line.schedule, at, clock),
        now=say_now(state, at, clock),
        open=state.is_open,
        cost=line.cost,
        privacy=said["privacy"],
        bill=line.bill,
        what_happens=said["what_happens"],
        call=line.call,
        sms=line.sms,
        chat=line.chat,
    )


def cards(
    line_ids: Iterable[str],
    at: datetime,
    helplines: Helplines | None = None,
    clock: Clock = METROPOLE,
    *,
    to_adults: bool = False,
) -> list[Card]:
    """The cards that may be shown at `at`, those that answer now first; expired and unknown lines are left out."""
    known = helplines or load_helplines()
    shown = [
        card(line_id, at, known, clock, to_adults=to_adults) for line_id in line_ids if known.is_served(line_id, at)
    ]
    return sorted(shown, key=lambda each: not each["open"])
