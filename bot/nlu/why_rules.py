"""Which rule of `bot.nlu.understanding` made the decision, told from what it decided and on what. Nothing is decided here."""

from bot.nlu.comprehension import Followed
from bot.nlu.situations import BENIGN, CONCERNED, IMMEDIATE
from bot.nlu.thresholds import Thresholds
from bot.nlu.understanding import EXAGGERATION, OFFER

FIRM_ALARM, SCORE, SOFT_ALARM = "firm_alarm", "score", "soft_alarm"
WORDLESS, DOUBT, NO_IDEA, EXAGGERATED, CALM = "wordless", "doubt", "no_idea", "exaggeration", "calm"


def decided_by(seen: Followed, thresholds: Thresholds) -> str:
    """A danger by a firm alarm, by the score, or by a soft alarm; an open question for three reasons; an exaggeration; calm."""
    chosen, evidence = seen.understood.understanding, seen.evidence
    if chosen.situation not in BENIGN:
        if any(alarm.firm for alarm in evidence.alarms):
            return FIRM_ALARM
        return SOFT_ALARM if evidence.alarms and seen.understood.danger < thresholds.danger else SCORE
    if chosen.intent == EXAGGERATION and "hyperbole" in evidence.excuses:
        return EXAGGERATED
    if chosen.intent != OFFER or (chosen.confidence >= thresholds.no_idea and chosen.situation == "conversation"):
        return CALM
    if evidence.wordless:
        return WORDLESS
    return NO_IDEA if chosen.confidence < thresholds.no_idea else DOUBT


def urgent_because(seen: Followed) -> tuple[str, str]:
    """The reason of the urgency, with the alarm's name or the probability that made it."""
    chosen, evidence = seen.understood.understanding, seen.evidence
    if chosen.urgency == IMMEDIATE:
        alarm = next((alarm.name for alarm in evidence.alarms if alarm.urgency == IMMEDIATE), "")
        return ("alarm", alarm) if alarm else ("learnt", f"{evidence.urgent:.2f}")
    if chosen.urgency == CONCERNED:
        return "concerned", f"{evidence.concerned:.2f}"
    return ("none", "") if chosen.situation in BENIGN else ("question", f"{evidence.concerned:.2f}")
