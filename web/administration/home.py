"""The first pages: sign in, choose a school, see in plain words how the assistant stands there. Nothing of any message (R71, R73)."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from starlette.responses import RedirectResponse, Response

from database import reading
from facts.paris import DAYS
from facts.phrases import load_phrases, say_minutes
from facts.school_calendar import load_calendar
from handoff.keys.memberships import offered_keys
from handoff.keys.tables import referents
from handoff.readers import LEAST_LIVE
from schools import pages
from schools.exits import exit_of
from schools.page import SchoolPage
from schools.reading import is_served, say, served_until, today_of
from settings import School, Settings
from web.access import Visit
from web.administration.afterwards import afterwards_of
from web.administration.door import AtSchool
from web.administration.form_tokens import form_token
from web.administration.last_checks import LastCheck, last_check
from web.administration.sessions import Administrator
from web.administration.texts import say_date, say_moment, say_period, texts

SIGN_OUT = "/administration/sign-out"
SIGN_OUT_VERSION = "sign-out"
_SEE_OTHER = 303


@dataclass(frozen=True)
class SchoolState:
    """How the assistant stands at one school, in sentences."""

    readers: tuple[str, ...]
    enough_readers: bool
    now: str
    hours: tuple[str, ...]
    absences: tuple[str, ...]
    lines: tuple[str, ...]


async def show_door(visit: Visit[Administrator | None]) -> Response:
    """The way in; for whoever is in, their school, or the choice of one."""
    services, administrator = visit.services, visit.who
    if administrator is None:
        return services.pages.page("administration_sign_in.html", words=texts())
    found = [school for school in services.settings.schools if school.id in administrator.schools]
    if len(found) == 1:
        return RedirectResponse(f"/administration/schools/{found[0].id}", _SEE_OTHER)
    return services.pages.page("administration_schools.html", words=texts(), schools=found, leave=_leave(administrator))


async def show_school(visit: Visit[AtSchool]) -> Response:
    """One school as it stands."""
    services, who = visit.services, visit.who
    kept = await asyncio.to_thread(pages.latest, services.db, who.school.id)
    names = await asyncio.to_thread(_readers, services.db, services.settings, who.school, services.clock())
    checked = await asyncio.to_thread(last_check, services.db, who.school.id)
    several = sum(school.id in who.administrator.schools for school in services.settings.schools) > 1
    return services.pages.page(
        "administration_home.html",
        words=texts(),
        school=who.school,
        page=kept.page,
        state=state_of(kept.page, who.school, names, services.clock()),
        afterwards=afterwards_of(kept.page, rings=services.settings.ent_bell_client_id is not None),
        desk_address=f"{services.settings.public_url}/desk",
        zone_known=who.school.zone in load_calendar().zones,
        delay=load_phrases()["school_delays"][kept.page.delay_days - 1] if kept.page.delay_days else "",
        saved=visit.request.query_params.get("done") == "saved",
        exit_url=exit_of(kept.page, services.settings.exit_url),
        gives=kept.page.gives,
        several=several,
        checked=_said_of(checked, who.school),
        leave=_leave(who.administrator),
    )


def state_of(page: SchoolPage, school: School, readers: tuple[str, ...], now: datetime) -> SchoolState:
    """The state of a school whose referents `readers` can read this month. Pure."""
    today = today_of(now, school.timezone)
    said = texts()["home"]
    lines = tuple(
        said["line_shown" if is_served(line, today) else "line_withheld"].format(
            name=line.name, until=say_date(served_until(line))
        )
        for line in page.lines
    )
    return SchoolState(
        readers=readers,
        enough_readers=len(readers) >= LEAST_LIVE,
        now=say(page, school.zone, now, school.timezone, school.uai),
        hours=tuple(_hours(page)),
        absences=tuple(say_period(each.first, each.last) for each in page.absences if each.last >= today),
        lines=lines,
    )


def _said_of(checked: LastCheck | None, school: School) -> str:
    said = texts()["home"]
    if checked is None:
        return str(said["checked_never"])
    return str(said["checked"][checked.level]).format(at=say_moment(checked.at, ZoneInfo(school.timezone)))


def _hours(page: SchoolPage) -> list[str]:
    names = dict(zip(DAYS, load_phrases()["days"], strict=True))
    written = texts()["home"]["hours_of_day"]
    return [
        written.format(day=names[day], opens=say_minutes(page.hours[day][0]), closes=say_minutes(page.hours[day][1]))
        for day in DAYS
        if day in page.hours
    ]


def _readers(db: Engine, settings: Settings, school: School, now: datetime) -> tuple[str, ...]:
    live = offered_keys(db, settings.sharing(school), now, load_calendar())
    query = sa.select(referents.c.name).where(referents.c.id.in_(list(live))).order_by(referents.c.name)
    with reading(db) as connection:
        return tuple(connection.execute(query).scalars())


def _leave(administrator: Administrator) -> dict[str, str]:
    token = form_token(administrator.form_key, SIGN_OUT, SIGN_OUT_VERSION)
    return {"path": SIGN_OUT, "version": SIGN_OUT_VERSION, "token": token}
