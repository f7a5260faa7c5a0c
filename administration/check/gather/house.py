"""The questions to our own side: keys, the school's page, dated facts, the model, the bell, our frame policy. No account is needed."""

from collections.abc import Mapping
from datetime import date, datetime

import httpx
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

import handoff.waiting.bell
from administration.check.answers import Fact, Known, Unknown
from administration.check.facts import House
from administration.check.gather.asking import asked
from administration.check.rules.policies import origin, sources
from ent import EntClient, Refused
from facts.errors import FactError
from facts.helplines import load_helplines
from facts.school_calendar import load_calendar
from handoff.keys.memberships import offered_keys
from schools import pages
from schools.page import SchoolPage
from settings import School, Settings

_OURSELVES = Unknown("ourselves")
_FRAMES = "frame-ancestors"


async def gather_house(
    http: httpx.AsyncClient,
    settings: Settings,
    school: School,
    db: Engine,
    live: Fact[Mapping[str, str]],
    bell: Fact[str],
) -> House:
    """All of it. `live` comes from `live_in`, `bell` from `ask_bell`."""
    return House(
        live=Known(frozenset(live.value)) if isinstance(live, Known) else live,
        page=page_of(db, school),
        lines_until=_lines(),
        calendar_until=_calendar(),
        has_model=Known(settings.model.is_file()),
        bell=bell,
        frame_ancestors=await _frame_ancestors(http, settings),
    )


def live_in(db: Engine, settings: Settings, school: School, now: datetime) -> Fact[Mapping[str, str]]:
    """Who could read what is sealed this month, as the pupil's door itself counts them."""
    try:
        return Known(offered_keys(db, settings.sharing(school), now, load_calendar()))
    except (SQLAlchemyError, FactError):
        return _OURSELVES


def page_of(db: Engine, school: School) -> Fact[SchoolPage]:
    """What the school says of itself."""
    try:
        return Known(pages.read(db, school.id))
    except SQLAlchemyError:
        return _OURSELVES


def _lines() -> Fact[Mapping[str, date]]:
    try:
        known = load_helplines()
        return Known({known.lines[line].number: known.lines[line].valid_until for line in known.by_default()})
    except FactError:
        return _OURSELVES


def _calendar() -> Fact[date]:
    try:
        return Known(load_calendar().last_day)
    except FactError:
        return _OURSELVES


async def ask_bell(ent: EntClient, settings: Settings) -> Fact[str]:
    """Asked once for all schools."""
    return await asked(_bell(ent, settings))


async def _bell(ent: EntClient, settings: Settings) -> str:
    """Whether the ENT gives the bell its token; nothing is rung."""
    if settings.ent_bell_client_id is None or settings.ent_bell_client_secret is None:
        return "none"
    try:
        await ent.client_token(settings.ent_bell_client_id, settings.ent_bell_client_secret, handoff.waiting.bell.SCOPE)
    except Refused:
        return "refused"
    return "valid"


async def _frame_ancestors(http: httpx.AsyncClient, settings: Settings) -> Fact[frozenset[str]]:
    """Which origins our page lets frame it, as they come out of the proxy before us."""
    try:
        answer = await http.get(settings.public_url + "/assistant")
    except httpx.HTTPError:
        return _OURSELVES
    if not answer.is_success:
        return _OURSELVES
    written = sources(answer.headers.get("content-security-policy", ""), _FRAMES) or frozenset()
    return Known(frozenset(each if "//" not in each else origin(each) for each in written))
