"""What is made of a message: the decision, pure, from probabilities and explicit words.

Rules, in this order:
* An explicit danger (a firm alarm) is always a danger; a soft one only when the model is not sure of the contrary.
* The danger score is the geometric mean of the danger head and of the mass that the intent head gives to the situations of danger.
  From `danger` on, the answer is a situation of danger, the likeliest, never a brush-off; below, the likeliest benign intent.
* From `doubt` on, a message that would be brushed off as off-topic gets `conversation__aide` instead: a gentle question, numbers, and
  as `guesses` the two likeliest situations of danger. A message of which the model has `no_idea` (an empty line, another script) and
  one without a word (a lone tear) get it too; without a word, or under `doubt`, there is nothing to guess.
* A set phrase of exaggeration or a sentence about a film, a game, a lesson needs a score of `danger_despite_excuse`, and
  words of death hardly count there, unless an alarm rings beside it.
* A situation named by an alarm is made likelier, not certain: "mon copain me tape" stays with the couple.
* Urgency 2 comes from an alarm, or from the `urgent` head at `immediate_danger` (`immediate_danger_seldom` where
  danger is seldom of the minute); it replaces the intent.
* Urgency 0 on a situation of danger is a question about it (`concerned` under `concerned_at_all`); then it is about nobody.

The thresholds are data (`bot.nlu.thresholds`), kept in the model with what was learnt.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.nlu.danger import Alarm
from bot.nlu.examples import situation_of
from bot.nlu.situations import ABOUTS, BENIGN, CONCERNED, IMMEDIATE
from bot.nlu.thresholds import Thresholds

_NAMED_BY_ALARM = {"suicide": 30.0}
_NAMED = 4.0
_SAID_UNDER_EXCUSE = 0.1
_MOST_GUESSES = 2
_SELDOM_IMMEDIATE = frozenset(
    ("harcelement", "cyberharcelement", "discrimination", "mal_etre", "contenu_choquant", "negligence")
)
_EXCUSES = frozenset(("hyperbole", "fiction"))
EXAGGERATION, OFFER = "hors_sujet__expression", "conversation__aide"
_OFF_TOPIC = "hors_sujet"
_SUICIDE, _AUTHOR, _SCHOOL_ADULT = "suicide", "auteur", "violence_adulte_ecole"
Routes = Callable[..., tuple[str, ...]]


@dataclass(frozen=True)
class Evidence:
    """All that is known of a message: probabilities of the heads, alarms, flags found by rules, excuses (names of guards)."""

    intents: Mapping[str, float]
    danger: float
    abouts: Mapping[str, float]
    urgent: float
    concerned: float
    learnt_flags: Mapping[str, float]
    ruled_flags: tuple[str, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    excuses: tuple[str, ...] = ()
    wordless: bool = False


@dataclass(frozen=True)
class Understanding:
    """The answer that crosses to the other rooms (docs/contracts.md).

    `guesses`: in doubt only, the two likeliest situations of danger, likeliest first; `guessed_about`: whom they are about, self or other.
    """

    situation: str
    intent: str
    about: str
    urgency: int
    routes: tuple[str, ...]
    flags: tuple[str, ...]
    confidence: float
    guesses: tuple[str, ...] = ()
    guessed_about: str = "none"

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}


def understand(evidence: Evidence, routes: Routes, thresholds: Thresholds) -> Understanding:
    """Decide. `routes` is `facts.orientation.routes`."""
    situations = _situations(evidence)
    danger = _danger(evidence, situations, thresholds)
    if danger < (thresholds.danger_despite_excuse if _is_excused(evidence) else thresholds.danger):
        return _benign(evidence, danger, routes, thresholds)
    situation = _likeliest_dangers(situations)[0]
    urgency = _urgency(evidence, situation, thresholds)
    about = _about(evidence, situation, urgency)
    flags = _flags(evidence, situation, urgency, thresholds)
    confidence = round(situations[situation] / max(sum(situations.values()), 1e-9), 4)
    found = routes(situation, about=about, urgency=urgency, flags=flags)
    return Understanding(situation, _intent(situation, urgency), about, urgency, found, flags, confidence)


def _situations(evidence: Evidence) -> dict[str, float]:
    total: dict[str, float] = {}
    for intent, probability in evidence.intents.items():
        total[situation_of(intent)] = total.get(situation_of(intent), 0.0) + probability
    if _is_excused(evidence):
        total[_SUICIDE] = total.get(_SUICIDE, 0.0) * _SAID_UNDER_EXCUSE
    for named in {alarm.situation for alarm in evidence.alarms if alarm.situation}:
        total[named] = total.get(named, 0.0) * _NAMED_BY_ALARM.get(named, _NAMED)
    return total


def _is_excused(evidence: Evidence) -> bool:
    return not _EXCUSES.isdisjoint(evidence.excuses)


def _likeliest_dangers(situations: Mapping[str, float]) -> list[str]:
    return sorted(situations.keys() - BENIGN, key=lambda name: (-situations[name], name))


def _danger(evidence: Evidence, situations: Mapping[str, float], thresholds: Thresholds) -> float:
    mass = sum(probability for name, probability in situations.items() if name not in BENIGN)
    score = (evidence.danger * mass / max(sum(situations.values()), 1e-9)) ** 0.5
    if any(alarm.firm or score >= thresholds.soft_alarm for alarm in evidence.alarms):
        return 1.0
    return float(score)


def _benign(evidence: Evidence, danger: float, routes: Routes, thresholds: Thresholds) -> Understanding:
    likely = {name: probability for name, probability in evidence.intents.items() if situation_of(name) in BENIGN}
    intent = EXAGGERATION if "hyperbole" in evidence.excuses else max(likely, key=lambda name: likely[name])
    situation = situation_of(intent)
    confidence = round(likely.get(intent, 0.0), 4)
    flags = tuple(flag for flag in evidence.ruled_flags if flag != "perp_in_school")
    found = routes(situation, about="none", urgency=0, flags=flags)
    told = Understanding(situation, intent, "none", 0, found, flags, confidence)
    in_doubt = danger >= thresholds.doubt
    if not _is_brushed_off(evidence, told, in_doubt=in_doubt, no_idea=thresholds.no_idea):
        return told
    if evidence.wordless or not in_doubt:
        return replace(told, intent=OFFER)
    guesses = tuple(_likeliest_dangers(_situations(evidence))[:_MOST_GUESSES])
    return replace(told, intent=OFFER, guesses=guesses, guessed_about=_likelier_about(evidence))


def _is_brushed_off(evidence: Evidence, told: Understanding, *, in_doubt: bool, no_idea: float) -> bool:
    off_topic = told.situation == _OFF_TOPIC
    if off_topic and evidence.wordless:
        return True
    return told.intent != EXAGGERATION and (told.confidence < no_idea or (off_topic and in_doubt))


def _urgency(evidence: Evidence, situation: str, thresholds: Thresholds) -> int:
    alarmed = max((alarm.urgency for alarm in evidence.alarms), default=0)
    seldom = situation in _SELDOM_IMMEDIATE
    enough = thresholds.immediate_danger_seldom if seldom else thresholds.immediate_danger
    if alarmed == IMMEDIATE or evidence.urgent >= enough:
        return IMMEDIATE
    asks = evidence.concerned < thresholds.concerned_at_all
    return 0 if asks and not alarmed and situation != _AUTHOR else CONCERNED


def _about(evidence: Evidence, situation: str, urgency: int) -> str:
    if urgency == 0:
        return "none"
    if situation == _AUTHOR:
        return "author"
    told = [alarm.about for alarm in evidence.alarms if alarm.about in ABOUTS and alarm.situation == situation]
    return told[0] if told else _likelier_about(evidence)


def _likelier_about(evidence: Evidence) -> str:
    return max(("self", "other"), key=lambda about: evidence.abouts.get(about, 0.0))


def _flags(evidence: Evidence, situation: str, urgency: int, thresholds: Thresholds) -> tuple[str, ...]:
    learnt = [flag for flag, probability in evidence.learnt_flags.items() if probability >= thresholds.flag]
    alarmed = [flag for alarm in evidence.alarms for flag in alarm.flags]
    found = [*alarmed, *evidence.ruled_flags, *learnt]
    if urgency == IMMEDIATE and "imminent" not in found:
        found.insert(0, "imminent")
    if situation == _SCHOOL_ADULT:
        found.append("perp_in_school")
    return tuple(dict.fromkeys(found))


def _intent(situation: str, urgency: int) -> str:
    if urgency < IMMEDIATE:
        return situation
    return "danger_suicide" if situation == _SUICIDE else "danger_immediat"


def is_unsure(intents: Collection[float], danger: float, sure: float) -> bool:
    """Would a sentence vector change something? Not when one intent is likely and danger is plainly there or not."""
    return max(intents) < sure or min(danger, 1 - danger) > 1 - sure
