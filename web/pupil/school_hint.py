"""Whose school's words a window is shown: public ones only, so a hint is enough; rights come from the ENT and from nowhere else.

The window says the UAI of its address (`/assistant?ecole=…`) with each call; a wrong one gives another school's public words. An
envelope's own school replaces the hint once there is one. Of several schools and no hint, only what holds for all of them is said.
"""

import asyncio
import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from database import reading
from facts.cards import Card
from facts.clocks import Clock
from facts.school_calendar import ZONES
from facts.school_words import say_without_school
from handoff.tables import envelopes
from schools import pages
from schools.exits import exit_of
from schools.page import SchoolPage
from schools.reading import local_cards, say, welcome_bubble
from settings import School
from settings.schools import FRANCE
from web.access import Visit
from web.services import Services

HEADER = "x-parlons-school"
QUERY = "ecole"
PATIENCE_SECONDS = 2.0
logger = logging.getLogger("parlons_en.web")


@dataclass(frozen=True)
class SchoolWords:
    """What a school adds to a conversation: when its adults read, on which clock its pupils live, its sentence of welcome, and the cards
    of its local lines (shown after the national ones, where the bot allows them), whether its pupils may give a sentence (`given`).
    """

    now: str
    clock: Clock
    welcome: str | None = None
    lines: tuple[Card, ...] = ()
    gives: bool = False


@dataclass(frozen=True)
class SchoolPlaces:
    """Where else a page leads at this school: the cards of its local lines, to be shown after the national ones, and « Quitter vite »."""

    lines: tuple[Card, ...]
    exit_url: str


def hinted_school(visit: Visit[Any]) -> School | None:
    """The school of the window, else the only one of the installation, else none."""
    request, schools = visit.request, visit.services.settings.schools
    uai = request.headers.get(HEADER) or request.query_params.get(QUERY)
    hinted = next((school for school in schools if school.uai == uai), None)
    return hinted or (schools[0] if len(schools) == 1 else None)


async def school_of_envelope(services: Services, envelope: str) -> School | None:
    """The school that an envelope was deposited for."""
    school = await asyncio.to_thread(_school_of, services.db, envelope)
    return None if school is None else services.settings.school(school)


async def words_of(services: Services, school: School | None) -> SchoolWords:
    """The words of that school at this hour; those that hold for every school when it is not known."""
    now, clock = services.clock(), services.pupil_clock(school)
    page = await _page_of(services, school)
    if school is None or page is None:
        known = all(each.zone in ZONES and each.timezone == FRANCE for each in services.settings.schools)
        return SchoolWords(say_without_school(now, everywhere_known=known), clock)
    said = say(page, school.zone, now, school.timezone, school.uai)
    return SchoolWords(said, clock, welcome_bubble(page), tuple(local_cards(page, now, school.timezone)), page.gives)


async def around(visit: Visit[Any]) -> SchoolPlaces:
    """What the school of the window gives to a page: nothing but the installation's exit where no school is known or none can be read."""
    services, school = visit.services, hinted_school(visit)
    page = await _page_of(services, school)
    exit_url = exit_of(page, services.settings.exit_url)
    if school is None or page is None:
        return SchoolPlaces((), exit_url)
    return SchoolPlaces(tuple(local_cards(page, services.clock(), school.timezone)), exit_url)


def with_school(visit: Visit[Any], path: str, query: dict[str, str] | None = None) -> str:
    """The address with the school that this one names; a UAI that no school has is not repeated."""
    school = hinted_school(visit)
    if school is not None and visit.request.query_params.get(QUERY) == school.uai:
        query = {QUERY: school.uai, **(query or {})}
    return f"{path}?{urlencode(query)}" if query else path


async def _page_of(services: Services, school: School | None) -> SchoolPage | None:
    """The school's page; a database that fails, or makes wait, takes only the local lines from the page of numbers (R82)."""
    if school is None:
        return None
    try:
        return await asyncio.wait_for(asyncio.to_thread(pages.read, services.db, school.id), PATIENCE_SECONDS)
    except (SQLAlchemyError, TimeoutError) as error:
        logger.error("school page not read error=%s", type(error).__name__)  # noqa: TRY400 (no traceback: the type says enough)
        return None


def _school_of(db: Engine, envelope: str) -> str | None:
    with reading(db) as connection:
        row = connection.execute(sa.select(envelopes.c.school).where(envelopes.c.id == envelope)).first()
    return None if row is None else str(row.school)
