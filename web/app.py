"""Composes the process: the two route tables, the headers, the log, and the sweeping of what is due.

`create_app` receives network, time and chance; it reads no environment.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Any

import httpx
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from database import empty_journal, prepare_tables
from ent import EntClient
from facts.school_calendar import load_calendar
from given.keeping import drop_old as drop_old_given
from given.tables import prepare as prepare_given
from handoff.server_keys import open_with_keys
from schools import pages
from settings import Settings
from tallies.counting import Tallies
from tallies.counting import drop_old as drop_old_tallies
from tallies.tables import prepare as prepare_tallies
from vault import KeyRing
from web.access import ANYONE, Door, Visit, serve
from web.administration.routes import DOORS as ADMINISTRATION_DOORS
from web.administration.serving import serve_pages
from web.administration.sessions import SESSIONS as ADMINISTRATION
from web.admission import Admission
from web.answers import problem
from web.bounds import Bounds
from web.database_watch import DatabaseWatch
from web.desk.routes import DOORS as DESK_DOORS
from web.desk.sessions import SESSIONS as DESK
from web.ent_keys import EntKeys
from web.ent_logouts import LOGOUT_DOOR, drop_old_logouts
from web.headers import HeaderRules, Kind, SecureHeaders
from web.health import DOORS as HEALTH_DOORS
from web.in_flight import InFlight
from web.limits import Limits
from web.paces import READS_ONLY
from web.pages import Pages
from web.problems import WebError
from web.pupil.leaving import sweep
from web.pupil.notice_texts import load_notice
from web.pupil.routes import DOORS as PUPIL_DOORS
from web.pupil.ruler_texts import load_rulers
from web.rasa_watch import RasaWatch
from web.request_log import RequestLog
from web.sentences import Sentences
from web.services import Services
from web.shelf import Shelf
from web.tables import METADATA
from web.telegram.door import TelegramDoor, door_of
from web.theme import SHEET, sheet_of

SWEEP_SECONDS = 60
_NOT_FOUND = 404
logger = logging.getLogger("parlons_en.web")


async def static_file(visit: Visit[None]) -> Response:
    """A file of the shelf."""
    version = visit.request.query_params.get("v")
    file = visit.services.shelf.find(visit.request.path_params["path"], version)
    if file is None:
        raise WebError("not_found")
    return file.answer(version, visit.request.headers)


STATIC_DOOR: Door[None] = Door("static", "GET", "/static/{path:path}", ANYONE, static_file, Kind.STATIC, READS_ONLY)
DOORS: tuple[Door[Any], ...] = (*PUPIL_DOORS, *DESK_DOORS, LOGOUT_DOOR, *HEALTH_DOORS, STATIC_DOOR)


def create_app(
    settings: Settings,
    ent_http: httpx.AsyncClient,
    rasa_http: httpx.AsyncClient,
    clock: Callable[[], datetime],
    random_bytes: Callable[[int], bytes],
) -> Starlette:
    """The whole process, ready to be served; opens the database, leaves the HTTP clients to whoever made them."""
    services = make_services(settings, ent_http, rasa_http, clock, random_bytes)
    telegram = door_of(services)
    services.numbers()  # facts that cannot be read stop the process here, not at the first child
    load_rulers()  # nor do sentences
    load_notice()
    app = Starlette(
        routes=[
            *(_route(door, partial(serve, door, services)) for door in (*DOORS, *(telegram.rows if telegram else ()))),
            *(_route(door, partial(serve_pages, door, services)) for door in ADMINISTRATION_DOORS),
        ],
        middleware=[
            Middleware(RequestLog),
            Middleware(SecureHeaders, HeaderRules(settings.public_url, settings.ent_public_url, settings.ent_hosts)),
            Middleware(Bounds, services),
        ],
        exception_handlers={HTTPException: partial(refuse_route, services)},
        lifespan=partial(live, services, telegram),
    )
    app.router.redirect_slashes = False  # a redirect would repeat whatever host the caller claims
    app.state.services, app.state.telegram = services, telegram
    return app


def _route(door: Door[Any], serving: Callable[[Request], Awaitable[Response]]) -> Route:
    return Route(door.path, serving, methods=[door.method], name=door.name)


def make_services(
    settings: Settings,
    ent_http: httpx.AsyncClient,
    rasa_http: httpx.AsyncClient,
    clock: Callable[[], datetime],
    random_bytes: Callable[[int], bytes],
) -> Services:
    """Everything that handlers need."""
    ring = KeyRing(settings.server_keys)
    db = open_with_keys(settings.database_url, ring)
    prepare_tables(db, METADATA)
    pages.prepare(db)
    prepare_tallies(db)
    prepare_given(db)
    sentences, shelf = Sentences.load(), Shelf(made={SHEET: sheet_of(settings.theme)} if settings.theme else None)
    ent = EntClient(settings.ent_api_url, ent_http)
    return Services(
        settings=settings,
        db=db,
        db_watch=DatabaseWatch(db),
        ring=ring,
        ent=ent,
        ent_keys=EntKeys(ent, clock),
        rasa_http=rasa_http,
        rasa_watch=RasaWatch(rasa_http, f"{settings.rasa_url}/webhooks/ent/"),
        clock=clock,
        random_bytes=random_bytes,
        sentences=sentences,
        pages=Pages(sentences, shelf),
        shelf=shelf,
        in_flight=InFlight(),
        admission=Admission(time.monotonic),
        limits=Limits(clock),
        tallies=Tallies(clock, load_calendar()),
    )


async def refuse_route(services: Services, _request: Request, error: Exception) -> Response:
    """No such address, or not by this method."""
    missing = isinstance(error, HTTPException) and error.status_code == _NOT_FOUND
    return problem(WebError("not_found" if missing else "wrong_method"), services)


@contextlib.asynccontextmanager
async def live(services: Services, telegram: TelegramDoor | None, _app: Starlette) -> AsyncIterator[None]:
    """Sweep and look at rasa and the database as long as the process lives, and let the turns under way end before it stops."""
    works = (sweep_for_ever(services), services.rasa_watch.watch(), services.db_watch.watch())
    beside = [asyncio.create_task(work) for work in works]
    try:
        async with contextlib.nullcontext() if telegram is None else telegram.open():
            yield
    finally:
        await services.in_flight.settle()
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        with contextlib.suppress(SQLAlchemyError):  # numbers only: they never keep a process from ending
            await asyncio.to_thread(services.tallies.write, services.db)


async def sweep_for_ever(services: Services) -> None:
    """Sweep every minute, so that what was erased is nowhere a minute later; a step that fails keeps no other from its round."""
    while True:
        await _step(sweep(services))
        for work in (DESK.drop_old, ADMINISTRATION.drop_old, drop_old_logouts):
            await _step(asyncio.to_thread(work, services.db, services.clock()))
        await _step(asyncio.to_thread(empty_journal, services.db))
        await _step(asyncio.to_thread(services.tallies.write, services.db))
        await _step(asyncio.to_thread(drop_old_tallies, services.db, services.clock().date()))
        await _step(asyncio.to_thread(drop_old_given, services.db, services.clock().date()))
        await asyncio.sleep(SWEEP_SECONDS)


async def _step(work: Awaitable[object]) -> None:
    try:
        await work
    except Exception as error:  # noqa: BLE001 (the others must have their round; the type says enough)
        logger.error("sweep failed error=%s", type(error).__name__)  # noqa: TRY400 (no traceback: it could quote a row)
