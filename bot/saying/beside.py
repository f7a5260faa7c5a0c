"""What stands beside the words: the cards of the lines, and the buttons.

* R32, R34: after a danger or a wish to die its lines come first (under an urgent response, last: its own are for now); then those of a
  grave guess (R32), of this response, of the second thing told in the same message, of what is said under it.
* R47: where an adult of the school may be the one who hurts, the button to the school's group goes, and the words that invite to it
  (`facts.group_words`), unless the variation was written for that very case. They go too where the table does not send to the group,
  unless the pupil asks for it.
* The second thing told in a message is one button away; so is, after a danger or on « reviens en arrière », what was told before.
* The pages of self-tests are offered only while nothing has been told (`bot.hearing.rulers`).
"""

from collections.abc import Iterable
from datetime import datetime

from bot.hearing.circumstances import current
from bot.hearing.guesses import Button, Guesses
from bot.hearing.pupil import Pupil, Told
from bot.hearing.rulers import RULERS_PAYLOAD
from bot.saying.old_numbers import replacing_lines
from bot.saying.variation import Variation
from facts.cards import Card, cards
from facts.errors import UnknownFactError
from facts.orientation import URGENCY_CONCERNED, is_kept, lines_for, offers_no_referents, proposes_referents

HANDOFF_PAYLOAD = "/ecrire_aux_adultes"


def shown_cards(variation: Variation, pupil: Pupil, at: datetime, named: Iterable[str] = ()) -> list[Card]:
    """The cards of this response, for the hour; `named`: the lines of what is said under it, last.

    Raises:
        UnknownFactError: no line can be shown.
    """
    if variation.lines is None:
        return []
    lines = variation.lines
    if not isinstance(lines, tuple):
        lines = _lines_of(Told(pupil.situation, pupil.urgency), pupil, at)
    guessed = [line for told in _grave_guesses(pupil) for line in _lines_of(told, pupil, at)]
    second = _lines_of(pupil.also, pupil, at) if pupil.also else ()
    kept = [line for told in pupil.kept for line in _lines_of(told, pupil, at)]
    if variation.urgent:
        ordered = (*lines, *guessed, *second, *kept)
    else:
        told = (*lines, *guessed) if pupil.heard.response else (*guessed, *lines)
        ordered = (*kept, *told, *second, *replacing_lines(pupil), *named)
    shown = cards(tuple(dict.fromkeys(ordered)), at, clock=current().clock, to_adults=pupil.adult is not None)
    if not shown:
        raise UnknownFactError("no line can be shown")
    return shown


def is_group_proposed(variation: Variation, pupil: Pupil) -> bool:
    """Whether this response may lead to the school's group (R47)."""
    if offers_no_referents(pupil.situation, pupil.flags):
        return variation.is_written_for_school_adult()
    return variation.asked or proposes_referents(pupil.situation, pupil.urgency)


def shown_buttons(
    variation: Variation, pupil: Pupil, led_to: Iterable[str], labels: Iterable[Button]
) -> list[dict[str, str]]:
    """The buttons of this response; then one for each situation of `led_to`, with its words among `labels`."""
    buttons = pupil.guesses.buttons(variation.buttons) if variation.guesses else variation.buttons
    shut = set() if is_group_proposed(variation, pupil) else {HANDOFF_PAYLOAD}
    if pupil.has_told:
        shut.add(RULERS_PAYLOAD)
    about = "other" if pupil.slots.get("about") == "other" else "self"
    situations = tuple(led_to)
    leading = Guesses(situations, about).buttons(labels)[: len(situations)] if situations else ()
    allowed = [button for button in buttons if button[1] not in shut]
    return [{"title": title, "payload": payload} for title, payload in (*allowed, *leading)]


def _grave_guesses(pupil: Pupil) -> Iterable[Told]:
    return (Told(name, URGENCY_CONCERNED) for name in pupil.guesses.situations if is_kept(name, URGENCY_CONCERNED))


def _lines_of(told: Told, pupil: Pupil, at: datetime) -> tuple[str, ...]:
    return lines_for(told.situation, pupil.slots.get("about"), told.urgency, pupil.flags, at)
