"""Serves the routes of this door: as `web.access` does for the others, but with forms, and refusals that are pages.

In this order: our own origin on whatever writes, the caller, how often they come, the form, its token. Whatever goes wrong ends as a page in French, and as
a line of log without content.
"""

import logging
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import Response

from web.access import Door, Visit, unless_the_database_is_down
from web.administration.form_tokens import is_form_token
from web.administration.refusals import Refusal
from web.administration.texts import texts
from web.bodies import read_form
from web.headers import KIND_IN_SCOPE, Kind
from web.paces import Pace
from web.problems import WebError
from web.request_log import NAME_IN_SCOPE
from web.services import Services

MOST_FIELDS = 100
logger = logging.getLogger("parlons_en.web")


class HasFormKey(Protocol):
    """Whoever may send a form."""

    @property
    def form_key(self) -> bytes:
        """What signs the forms of their session."""
        ...


async def serve_pages(door: Door[Any], services: Services, request: Request) -> Response:
    """Let the caller in, or show why not; never raises."""
    request.scope[KIND_IN_SCOPE] = Kind.FORM_PAGE
    request.scope[NAME_IN_SCOPE] = door.name
    try:
        return await unless_the_database_is_down(door, services, lambda: _let_in(door, services, request))
    except Refusal as refusal:
        return refused(refusal, services)
    except Exception as error:  # noqa: BLE001 (whatever failed, the answer is a page in French)
        logger.error("failed route=%s error=%s", door.name, type(error).__name__)  # noqa: TRY400 (a traceback could quote a text)
        return refused(Refusal("trouble"), services)


def refused(refusal: Refusal, services: Services) -> Response:
    """The page of a refusal."""
    why = texts()["refused"][refusal.code]
    page = services.pages.page("administration_refused.html", refusal.status, words=texts(), why=why)
    if refusal.retry_after is not None:
        page.headers["Retry-After"] = str(refusal.retry_after)
    return page


async def _let_in(door: Door[Any], services: Services, request: Request) -> Response:
    if door.writes and request.headers.get("origin") != services.settings.public_url:
        raise Refusal("wrong_origin")
    who = await door.caller.recognise(request, services)
    _hold_back(door, services, who)
    if not door.writes:
        return await door.handle(Visit(request, services, who))
    form = await _read(request, door.body_cap)
    _require_token(request, who, form)
    return await door.handle(Visit(request, services, who, form))


def _hold_back(door: Door[Any], services: Services, who: Any) -> None:
    if isinstance(door.pace, Pace) and (wait := door.pace.wait(services, who)):
        raise Refusal(door.pace.code, wait)


async def _read(request: Request, cap: int) -> dict[str, str]:
    try:
        return await read_form(request, cap, MOST_FIELDS)
    except WebError:
        raise Refusal("form_unreadable") from None


def _require_token(request: Request, who: HasFormKey, form: dict[str, str]) -> None:
    if not is_form_token(who.form_key, request.url.path, form.get("version", ""), form.get("token", "")):
        raise Refusal("form_stale")
