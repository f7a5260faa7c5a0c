"""Which response fits this pupil, where the rule of the dialogue named another; and where its last buttons lead.

* An adult is answered on their own path (`bot.saying.adult_path`); a pupil taken for one is given back the scenes, at once.
* Whoever says, whatever the talk, that they cannot speak is told how to write (`utter_sans_voix`), not to call.
* A written answer to « es-tu en sécurité ? » is answered as its button would be (`bot.hearing.safety`).
* Where the level is known, the welcome does not ask it; a level said after something was told does not ask what happens again.
* A theme, a deed, a question that the words tell may have a scene of its own (`bot.hearing.heard`); never in a danger (R34).
* A talk in another language is answered in that language (`bot.hearing.languages`); a danger, a story, never: they keep their own answer (R34).
* In doubt about what was meant, `utter_peut_etre` takes the place of the open offer: one gentle question, and as buttons the meanings
  guessed; never when danger was the last thing told (R12). Where suicide is one of them, its lines are in sight (R32).
* The pages of self-tests open only while nothing has been told (`bot.hearing.rulers`).
* A second thing told is one button away. So is what was told before a danger, on every word that follows it (issue 5, point 3).
"""

from bot.hearing.pupil import Pupil
from bot.hearing.rulers import RULERS
from bot.saying.adult_path import ADULT, AGAIN, CONTINUED, PUPIL_AGAIN, adult_response, child_again, is_adult_telling
from facts.orientation import URGENCY_IN_DANGER, is_situation, is_urgent

UTTER = "utter_"
DANGER = "utter_danger_"
TALKS = ("utter_conversation", "utter_hors_sujet")
SILENT_FLAG, SILENT = "no_voice", "utter_sans_voix"
OPEN_OFFER, GENTLE_QUESTION = "utter_conversation__aide", "utter_peut_etre"
SAID_AGAIN, TOLD_AGAIN = "utter_encore", "utter_encore__recit"
WELCOME, KNOWN_WELCOME = "utter_commencer", "utter_commencer__connu"
LEVEL, LEVEL_AFTER = "utter_niveau", "utter_niveau__ensuite"
BACK, LANGUAGE = "utter_conversation__retour", "utter_langue__"
SPOKEN_OTHERWISE = (*TALKS, GENTLE_QUESTION, "utter_pas_sur", "utter_secours")


def fitting(name: str, pupil: Pupil) -> str:
    """The response for whoever writes, when the rule named `name`."""
    if pupil.adult:
        return adult_response(name, pupil)
    again = pupil.taken_back and name.startswith(SPOKEN_OTHERWISE) and SILENT_FLAG not in pupil.just_said
    return child_again(pupil) if again or name.startswith((PUPIL_AGAIN, ADULT)) else _for_pupil(name, pupil)


def _for_pupil(name: str, pupil: Pupil) -> str:
    name = pupil.heard.in_place_of(_of_level(name, pupil))
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


def _of_level(name: str, pupil: Pupil) -> str:
    if name == WELCOME and pupil.slots.get("register") and not pupil.slots.get("profile"):
        return KNOWN_WELCOME
    return LEVEL_AFTER if name == LEVEL and pupil.has_told else name


def led_to(name: str, pupil: Pupil) -> tuple[str, ...]:
    """The situations that a button leads to: the second thing just told; back, and after a danger, what was told before."""
    if pupil.adult:
        return ()
    if pupil.also and pupil.also.situation:
        return (pupil.also.situation,)
    if name == CONTINUED:
        return pupil.guesses.situations
    in_danger = pupil.urgency >= URGENCY_IN_DANGER and not tells(name) and name != SILENT
    return pupil.earlier[:1] if name == BACK or in_danger else ()


def tells(name: str) -> bool:
    """Whether the response answers something told, and so says itself what matters."""
    return name.startswith(DANGER) or is_situation(name.removeprefix(UTTER)) or is_adult_telling(name)


def said_again(name: str) -> str:
    """The response that replaces words that would come twice in a row."""
    if name.startswith(ADULT):
        return AGAIN
    return TOLD_AGAIN if tells(name) or name == CONTINUED else SAID_AGAIN
