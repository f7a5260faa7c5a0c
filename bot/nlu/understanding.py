"""What is made of a message: the decision, pure, from probabilities and explicit words.

Rules, in this order:
* An explicit danger (a firm alarm) is always a danger; a soft one only when the model is not sure of the contrary.
* The danger score is the geometric mean of the danger head and of the mass that the intent head gives to the situations of danger.
  From `DANGER` on, the answer is a situation of danger, the likeliest, never a brush-off; below, the likeliest benign intent.
* From `DOUBT` on, a message that would be brushed off as off-topic gets `conversation__aide` instead: an open question and numbers.
  So does a message of which the model has `NO_IDEA`: an empty line, another script; and one without a word: a lone tear.
* A set phrase of exaggeration or a sentence about a film, a game, a lesson needs a score of `DANGER_DESPITE_EXCUSE`, and
  words of death hardly count there, unless an alarm rings beside it.
* A situation named by an alarm is made likelier, not certain: "mon copain me tape" stays with the couple.
* Urgency 2 comes from an alarm, or from the `urgent` head at `IMMEDIATE_DANGER` (`IMMEDIATE_DANGER_SELDOM` where
  danger is seldom of the minute); it replaces the intent.
* Urgency 0 on a situation of danger is a question about it (`concerned` under `CONCERNED_AT_ALL`); then it is about nobody.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.nlu.danger import Alarm
from bot.nlu.examples import situation_of
from bot.nlu.situations import ABOUTS, BENIGN, CONCERNED, IMMEDIATE

# Set on 2026-11-22 by leaving each of eleven hands out (5,400 lines): 94 of 100 dangers are answered as such, 98 at least by an
# open question with numbers; 17 of 100 harmless messages, most of them written to look like danger, are taken for one.
DANGER = 0.6
DOUBT = 0.3
NO_IDEA = 0.35
DANGER_DESPITE_EXCUSE = 0.85
SOFT_ALARM = 0.3
IMMEDIATE_DANGER, IMMEDIATE_DANGER_SELDOM = 0.07, 0.25
CONCERNED_AT_ALL = 0.4
FLAG = 0.5
_NAMED_BY_ALARM = {"suicide": 30.0}
_NAMED = 4.0
_SAID_UNDER_EXCUSE = 0.1
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
    """The answer that crosses to the other rooms (docs/contracts.md)."""

    situation: str
    intent: str
    about: str
    urgency: int
    routes: tuple[str, ...]
    flags: tuple[str, ...]
    confidence: float

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}


def understand(evidence: Evidence, routes: Routes) -> Understanding:
    """Decide. `routes` is `facts.orientation.routes`."""
    situations = _situations(evidence)
    danger = _danger(evidence, situations)
    if danger < _threshold(evidence):
        return _benign(evidence, danger, routes)
    situation = max((name for name in situations if name not in BENIGN), key=lambda name: situations[name])
    urgency = _urgency(evidence, situation)
    about = _about(evidence, situation, urgency)
    flags = _flags(evidence, situation, urgency)
    confidence = round(situations[situation] / max(sum(situations.values()), 1e-9), 4)
    intent = _intent(situation, urgency)
    return Understanding(
        situation,
        intent,
        about,
        urgency,
        routes(situation, about=about, urgency=urgency, flags=flags),
        flags,
        confidence,
    )


def _situations(evidence: Evidence) -> dict[str, float]:
    total: dict[str, float] = {}
    for intent, probability in evidence.intents.items():
        total[situation_of(intent)] = total.get(situation_of(intent), 0.0) + probability
    if _EXCUSES.intersection(evidence.excuses):
        total[_SUICIDE] = total.get(_SUICIDE, 0.0) * _SAID_UNDER_EXCUSE
    for named in {alarm.situation for alarm in evidence.alarms if alarm.situation}:
        total[named] = total.get(named, 0.0) * _NAMED_BY_ALARM.get(named, _NAMED)
    return total


def _danger(evidence: Evidence, situations: Mapping[str, float]) -> float:
    mass = sum(probability for name, probability in situations.items() if name not in BENIGN)
    score = (evidence.danger * mass / max(sum(situations.values()), 1e-9)) ** 0.5
    if any(alarm.firm or score >= SOFT_ALARM for alarm in evidence.alarms):
        return 1.0
    return float(score)


def _threshold(evidence: Evidence) -> float:
    return DANGER_DESPITE_EXCUSE if _EXCUSES.intersection(evidence.excuses) else DANGER


def _benign(evidence: Evidence, danger: float, routes: Routes) -> Understanding:
    likely = {name: probability for name, probability in evidence.intents.items() if situation_of(name) in BENIGN}
    intent = EXAGGERATION if "hyperbole" in evidence.excuses else max(likely, key=lambda name: likely[name])
    situation = situation_of(intent)
    confidence = round(likely.get(intent, 0.0), 4)
    if _is_brushed_off(evidence, danger, intent, confidence):
        intent = OFFER
    flags = tuple(flag for flag in evidence.ruled_flags if flag != "perp_in_school")
    return Understanding(
        situation, intent, "none", 0, routes(situation, about="none", urgency=0, flags=flags), flags, confidence
    )


def _is_brushed_off(evidence: Evidence, danger: float, intent: str, confidence: float) -> bool:
    off_topic = situation_of(intent) == _OFF_TOPIC
    if off_topic and evidence.wordless:
        return True
    return intent != EXAGGERATION and (confidence < NO_IDEA or (off_topic and danger >= DOUBT))


def _urgency(evidence: Evidence, situation: str) -> int:
    alarmed = max((alarm.urgency for alarm in evidence.alarms), default=0)
    enough = IMMEDIATE_DANGER_SELDOM if situation in _SELDOM_IMMEDIATE else IMMEDIATE_DANGER
    if alarmed == IMMEDIATE or evidence.urgent >= enough:
        return IMMEDIATE
    asks = evidence.concerned < CONCERNED_AT_ALL
    return 0 if asks and not alarmed and situation != _AUTHOR else CONCERNED


def _about(evidence: Evidence, situation: str, urgency: int) -> str:
    if urgency == 0:
        return "none"
    if situation == _AUTHOR:
        return "author"
    told = [alarm.about for alarm in evidence.alarms if alarm.about in ABOUTS and alarm.situation == situation]
    return told[0] if told else max(("self", "other"), key=lambda about: evidence.abouts.get(about, 0.0))


def _flags(evidence: Evidence, situation: str, urgency: int) -> tuple[str, ...]:
    learnt = [flag for flag, probability in evidence.learnt_flags.items() if probability >= FLAG]
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
