"""Who may call what: every route is a row that says its caller, and one function serves them all.

A row's `caller` names who is let in and how that person is recognised; nothing else in web decides it. For each request, in this
order: our own origin and header on everything that a page writes, the caller, how often they come (`web.paces`), the body. Whatever goes
wrong ends as an answer in French with the numbers, and as a line of log without content.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from web.answers import problem
from web.bodies import read_json_object
from web.busy import RETRY_SECONDS, is_busy
from web.headers import KIND_IN_SCOPE, Kind
from web.paces import READS_ONLY, NoPace, Pace
from web.problems import WebError
from web.request_log import NAME_IN_SCOPE
from web.services import Services
from web.watch import DownError

Who = TypeVar("Who")
Answer = TypeVar("Answer")
BODY_CAP = 64 * 1024
OUR_HEADER = "x-parlons-en"
logger = logging.getLogger("parlons_en.web")


@dataclass(frozen=True)
class Visit(Generic[Who]):
    """One request that was let in, by whom, with its JSON body (empty for a GET)."""

    request: Request
    services: Services
    who: Who
    body: dict[str, Any] = field(default_factory=dict, repr=False)


async def nothing_afterwards(_request: Request, _services: Services) -> None:
    """Most callers leave with what they came with."""


@dataclass(frozen=True)
class Caller(Generic[Who]):
    """Who may call; `recognise` answers who it is, or raises WebError; `afterwards` comes once the answer is made, a refusal too."""

    name: str
    recognise: Callable[[Request, Services], Awaitable[Who]]
    afterwards: Callable[[Request, Services], Awaitable[None]] = nothing_afterwards


@dataclass(frozen=True)
class Door(Generic[Who]):
    """One row of the route table."""

    name: str
    method: str
    path: str
    caller: Caller[Who]
    handle: Callable[[Visit[Who]], Awaitable[Response]]
    kind: Kind = Kind.API
    pace: Pace[Who] | NoPace | None = None  # None: a test fails
    body_cap: int = BODY_CAP
    is_for_a_server: bool = (
        False  # the ENT's server calls, not a page of ours: the handler reads the form, and proves who sent it
    )

    @property
    def writes(self) -> bool:
        """Whether a call can change something."""
        return self.method not in {"GET", "HEAD"}

    @property
    def is_of_the_desk(self) -> bool:
        """Whether adults come through it: they are not spoken to as pupils are."""
        return self.path.startswith("/desk")


async def nobody_in_particular(_request: Request, _services: Services) -> None:
    """Recognises everyone as nobody."""


ANYONE: Caller[None] = Caller("anyone", nobody_in_particular)


async def serve(door: Door[Any], services: Services, request: Request) -> Response:
    """Let the caller in, or answer why not; never raises."""
    request.scope[KIND_IN_SCOPE] = door.kind
    request.scope[NAME_IN_SCOPE] = door.name
    response = await _answer(door, services, request)
    try:
        await unless_the_database_is_down(door, services, lambda: door.caller.afterwards(request, services))
    except (SQLAlchemyError, WebError) as error:  # what is answered is not lost for it
        logger.error("failed route=%s after=answer error=%s", door.name, type(error).__name__)  # noqa: TRY400 (a traceback could quote the pupil)
    return response


async def unless_the_database_is_down(
    door: Door[Any], services: Services, act: Callable[[], Awaitable[Answer]]
) -> Answer:
    """What `act` answers; nobody waits for a database that does not answer, and what needs none is served without.

    Raises:
        WebError: trouble, as when it refuses.
    """
    if door.pace is READS_ONLY:
        return await act()
    try:
        return await services.db_watch.unless_down(act)
    except DownError:
        raise WebError("trouble") from None


async def _answer(door: Door[Any], services: Services, request: Request) -> Response:
    try:
        return await unless_the_database_is_down(door, services, lambda: _let_in(door, services, request))
    except WebError as error:
        request.scope[KIND_IN_SCOPE] = Kind.API
        return problem(error, services, to_adults=door.is_of_the_desk)
    except SQLAlchemyError as error:
        logger.error("failed route=%s error=%s", door.name, type(error).__name__)  # noqa: TRY400 (a traceback could quote the pupil)
        request.scope[KIND_IN_SCOPE] = Kind.API
        refused = WebError("slow_down", retry_after=RETRY_SECONDS) if is_busy(error) else WebError("trouble")
        return problem(refused, services, to_adults=door.is_of_the_desk)
    except Exception as error:  # noqa: BLE001 (whatever failed, the answer is French and has the numbers: R82)
        logger.error("failed route=%s error=%s", door.name, type(error).__name__)  # noqa: TRY400 (a traceback could quote the pupil)
        request.scope[KIND_IN_SCOPE] = Kind.API
        return problem(WebError("trouble"), services, to_adults=door.is_of_the_desk)


async def _let_in(door: Door[Any], services: Services, request: Request) -> Response:
    from_our_page = door.writes and not door.is_for_a_server
    if from_our_page:
        _require_our_page(request, services.settings.public_url)
    if any("\0" in value for value in request.path_params.values()):
        raise WebError("not_found")  # PostgreSQL takes no NUL in a text, and no id of ours has one
    who = await door.caller.recognise(request, services)
    wait = door.pace.wait(services, who) if isinstance(door.pace, Pace) else 0
    if wait:
        raise WebError("slow_down", retry_after=wait)
    body = await read_json_object(request, door.body_cap) if from_our_page else {}
    return await door.handle(Visit(request, services, who, body))


def _require_our_page(request: Request, public_url: str) -> None:
    if request.headers.get("origin") != public_url or request.headers.get(OUR_HEADER) != "1":
        raise WebError("wrong_origin")
