"""Which response fits this pupil, where the rule of the dialogue named another; and where its last buttons lead.

* Whoever says, whatever the talk, that they cannot speak is told how to write (`utter_sans_voix`), not to call.
* A written answer to « es-tu en sécurité ? » is answered as its button would be (`bot.safety`).
* A talk in another language is answered in that language (`bot.languages`); a danger, a story, never: they keep their own answer (R34).
* In doubt about what was meant, `utter_peut_etre` takes the place of the open offer: one gentle question, and as buttons the meanings
  guessed; never when danger was the last thing told (R12). Where suicide is one of them, its lines are in sight (R32).
* The pages of self-tests open only while nothing has been told (`bot.rulers`).
* A second thing told is one button away. So is what was told before a danger, on every word that follows it (issue 5, point 3).
"""

from bot.pupil import Pupil
from bot.rulers import RULERS
from facts.orientation import URGENCY_IN_DANGER, is_situation, is_urgent

UTTER = "utter_"
DANGER = "utter_danger_"
TALKS = ("utter_conversation", "utter_hors_sujet")
SILENT_FLAG, SILENT = "no_voice", "utter_sans_voix"
OPEN_OFFER, GENTLE_QUESTION = "utter_conversation__aide", "utter_peut_etre"
SAID_AGAIN, TOLD_AGAIN = "utter_encore", "utter_encore__recit"
BACK, LANGUAGE = "utter_conversation__retour", "utter_langue__"
SPOKEN_OTHERWISE = (*TALKS, GENTLE_QUESTION, "utter_pas_sur", "utter_secours")


def fitting(name: str, pupil: Pupil) -> str:
    """The response for this pupil, when the rule named `name`."""
    if SILENT_FLAG in pupil.just_said and name.startswith(TALKS):
        return SILENT
    if pupil.about_safety:
        return pupil.about_safety
    if pupil.language and name.startswith(SPOKEN_OTHERWISE):
        return LANGUAGE + pupil.language
    if name == RULERS and pupil.has_told:
        return OPEN_OFFER
    if name == OPEN_OFFER and pupil.guesses and not is_urgent(pupil.urgency, pupil.flags):
        return GENTLE_QUESTION
    return name


def led_to(name: str, pupil: Pupil) -> tuple[str, ...]:
    """The situations that a button leads to: the second thing just told; back, and after a danger, what was told before."""
    if pupil.also and pupil.also.situation:
        return (pupil.also.situation,)
    in_danger = pupil.urgency >= URGENCY_IN_DANGER and not tells(name) and name != SILENT
    return pupil.earlier[:1] if name == BACK or in_danger else ()


def tells(name: str) -> bool:
    """Whether the response answers something told, and so says itself what matters."""
    return name.startswith(DANGER) or is_situation(name.removeprefix(UTTER))


def said_again(name: str) -> str:
    """The response that replaces words that would come twice in a row."""
    return TOLD_AGAIN if tells(name) else SAID_AGAIN
