"""When an adult will have opened a message, at the latest: what the pupil is told before sending, or nothing (R53, docs/adr/0019).

* It holds for each choice of readers: the promise of several is the earliest of theirs, each counted on the days when that one is there.
* A day counts whole, from its first minute to its last, and only when it is sure that there is class.
* Nothing is promised where nobody could be told that something waits (no bell), nor where the calendar does not know enough.
* What is shown with the list of readers is counted from `WRITING` later: it still holds when the message is written and sent.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice

from facts.phrases import say_date, say_minutes
from facts.school import OwnTimes
from facts.school_calendar import SchoolCalendar, load_calendar
from handoff.waiting.absences import Absence
from handoff.waiting.reader_clock import SchoolRules, sure_days

WRITING = timedelta(minutes=30)  # as long as the list that the pupil was shown stands for the ENT's own

Absences = Mapping[str, Absence]


def promise(
    rules: SchoolRules,
    readers: Iterable[str],
    absences: Absences,
    now: datetime,
    calendar: SchoolCalendar | None = None,
) -> datetime | None:
    """By when one of `readers` will have opened what is sent at `now`; None: that cannot be said."""
    known = calendar or load_calendar()
    ends = (_end_for(rules, absences.get(reader), now, known) for reader in readers)
    return min((end for end in ends if end is not None), default=None)


def promise_for_any(
    rules: SchoolRules,
    readers: Sequence[str],
    absences: Absences,
    now: datetime,
    calendar: SchoolCalendar | None = None,
) -> datetime | None:
    """By when it will have been opened whoever of `readers` is chosen; None when that cannot be said for each of them."""
    ends = [promise(rules, (reader,), absences, now, calendar) for reader in readers]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def say(by: datetime, times: OwnTimes, sentence: str) -> str:
    """The French sentence; `sentence` has `{date}` and `{time}`, filled as the school's clock shows them."""
    there = by.astimezone(times.clock)
    return sentence.format(date=say_date(there.date()), time=say_minutes(there.hour * 60 + there.minute))


def _end_for(rules: SchoolRules, absence: Absence | None, now: datetime, calendar: SchoolCalendar) -> datetime | None:
    there = (day.closes for day in sure_days(rules, now, calendar) if absence is None or not absence.covers(day.day))
    return next(islice(there, rules.delay_days - 1, None), None)
