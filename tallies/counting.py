"""Counting, in web only: in memory, written once a minute by an atomic upsert that several processes may do at once.

Nothing waits for it and nothing fails with it: what could not be written is kept for the next time; what a killed process had not written
yet is lost, a minute's worth at most.
"""

import logging
import threading
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine

from database import erase
from facts.school_calendar import SchoolCalendar
from settings import School
from settings.schools import FRANCE
from tallies.places import EVERYWHERE, UNKNOWN, place_of
from tallies.tables import TALLIES
from tallies.terms import Term, term_of

BEGUN = "begun"
HANDED_OVER = "handed_over"
OPENED_IN_TIME = "opened_in_time"
OPENED_LATE = "opened_late"
OPENED_UNPROMISED = "opened_unpromised"
SHOWN = "shown:"
SCENE, UNHEARD, NOT_THAT = "scene:", "unheard:", "not_that:"
KEPT_YEARS = 5

logger = logging.getLogger("parlons_en.tallies")
_INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
Cell = tuple[str, Term, str]


class Tallies:
    """What this process counted and has not written yet."""

    def __init__(self, clock: Callable[[], datetime], calendar: SchoolCalendar) -> None:
        self._clock, self._calendar = clock, calendar
        self._counts: Counter[Cell] = Counter()
        self._lock = threading.Lock()

    def count(self, school: School | None, *whats: str) -> None:
        """One more of each, now, at that school's département; never raises: no turn fails for a number."""
        try:
            place, term = UNKNOWN if school is None else place_of(school.uai), self._term(school)
        except Exception as error:  # noqa: BLE001 (whatever it is, the pupil's turn goes on)
            logger.error("not counted error=%s", type(error).__name__)  # noqa: TRY400 (the type says enough)
            return
        with self._lock:
            self._counts.update((_place_of(what, place), term, what) for what in whats)

    def write(self, db: Engine) -> None:
        """Add to the rows what was counted since the last time. When the database fails, nothing is lost and its error is raised."""
        with self._lock:
            counted, self._counts = self._counts, Counter()
        if not counted:
            return
        try:
            _add(db, counted)
        except BaseException:
            with self._lock:
                self._counts.update(counted)
            raise

    def _term(self, school: School | None) -> Term:
        clock = ZoneInfo(FRANCE if school is None else school.timezone)
        return term_of(self._clock().astimezone(clock).date(), school.zone if school else None, self._calendar)


def _place_of(what: str, place: str) -> str:
    """What the content team learns is counted for the whole country: a scene said in one département says too much, and helps nobody."""
    return EVERYWHERE if what.startswith((SCENE, UNHEARD, NOT_THAT)) else place


def opening(promised_by: datetime | None, now: datetime) -> str:
    """What the first opening of a message counts as: by the time that the pupil was told, or after it."""
    if promised_by is None:
        return OPENED_UNPROMISED
    return OPENED_IN_TIME if now <= promised_by else OPENED_LATE


def drop_old(db: Engine, today: date) -> None:
    """Erase what is older than five school years."""
    erase(db, TALLIES, TALLIES.c.year < today.year - KEPT_YEARS)


def _add(db: Engine, counted: Counter[Cell]) -> None:
    insert = _INSERTS[db.dialect.name]
    with db.begin() as connection:
        for (place, term, what), count in sorted(
            counted.items()
        ):  # in one order, so that two processes never wait for each other
            row = insert(TALLIES).values(place=place, year=term.year, term=term.number, what=what, count=count)
            grown = {"count": TALLIES.c["count"] + row.excluded["count"]}
            connection.execute(row.on_conflict_do_update(index_elements=list(TALLIES.primary_key), set_=grown))
