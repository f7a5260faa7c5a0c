"""Two things told in one message: both are answered, the gravest first (issue 5, point 7).

The understanding answers with one situation. A message of several clauses is therefore read again, clause by clause: where two clauses
each tell, surely, another situation of somebody concerned, the one that was not chosen is the second topic.

Measured on 2026-11-22 on 25 messages of two topics and 330 of one (tests/nlu/development.jsonl), by threshold: 0.6: 20 pairs right,
22 seconds invented; 0.8: 19 and 4; 0.9: 16 and 3. The ranking of the whole message found 8 pairs at 22 invented.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from rasa.shared.core.events import UserUttered

from bot.nlu.situations import BENIGN
from bot.nlu.understanding import Understanding
from facts.orientation import URGENCY_CONCERNED, URGENCY_IN_DANGER, gravity

SURE_OF_A_CLAUSE = 0.8
ALSO = "also"
_UNDERSTANDING = "understanding"
_MOST_CLAUSES = 8
_LEAST_WORDS = 2
_JOINT = re.compile(
    r"\s*(?:[.;!?…\n]+|,\s*(?=(?:et|puis|mais)\b)|\b(?:et|puis|mais|sinon|(?<!de plus )en plus|alors que|parce que|pcq|car)\b"
    r"(?:\s+(?:en plus|sinon|aussi|puis))?)\s*",
    re.IGNORECASE,
)


def clauses(text: str) -> tuple[str, ...]:
    """The clauses of a message, at least two words each; none when there is only one."""
    found = [part for part in _JOINT.split(text) if len(part.split()) >= _LEAST_WORDS]
    return tuple(found[:_MOST_CLAUSES]) if len(found) > 1 else ()


def topics(
    text: str, chosen: Understanding, understand: Callable[[str], Understanding]
) -> tuple[Understanding, str | None]:
    """What to answer first, with every flag, and the situation of the second thing told, if any. A danger now stays first."""
    second = _second_topic(text, chosen, understand)
    if second is None:
        return chosen, None
    if chosen.urgency < URGENCY_IN_DANGER and _gravity(second) > _gravity(chosen):
        return replace(second, flags=tuple(dict.fromkeys((*chosen.flags, *second.flags)))), chosen.situation
    return chosen, second.situation


def _second_topic(text: str, chosen: Understanding, understand: Callable[[str], Understanding]) -> Understanding | None:
    """What another clause surely tells, of another situation than the chosen one: the gravest, then the surest."""
    if chosen.situation in BENIGN or chosen.urgency < URGENCY_CONCERNED:
        return None
    told = [read for read in map(understand, clauses(text)) if _is_sure(read)]
    others = [read for read in told if read.situation != chosen.situation]
    if not others or len({read.situation for read in told}) < 2:  # noqa: PLR2004 (two clauses, two situations)
        return None
    return max(others, key=lambda read: (_gravity(read), read.confidence))


def _gravity(read: Understanding) -> int:
    return gravity(read.situation, read.urgency)


def second_told(message: UserUttered | None) -> str | None:
    """The second topic that the understanding wrote on this message, if any."""
    understood: Mapping[str, Any] = (message and message.parse_data.get(_UNDERSTANDING)) or {}
    also = understood.get(ALSO)
    return also if isinstance(also, str) else None


def _is_sure(read: Understanding) -> bool:
    return read.situation not in BENIGN and read.urgency >= URGENCY_CONCERNED and read.confidence >= SURE_OF_A_CLAUSE
