"""The check of `parlons-en ent check`, run now for one school: with the administrator's own rights in the ENT when they lend them.

"Vérifier maintenant" asks the ENT for a second authorisation, whose scopes read groups, rules and connectors, and comes back here with a
code. The token lives for this one request, is given to nobody, and is kept nowhere. Where the ENT gives none, the page says why in one
sentence and checks what needs no account. Of the result only the day and the colour stay (`web.administration.last_checks`).
"""

import asyncio
import logging
from zoneinfo import ZoneInfo

from starlette.responses import Response

from administration.check import LEVELS, Lent, Report, check, gather, sayings, summary, worst_of
from administration.check import texts as check_texts
from ent import open_http
from settings import School
from web.access import Visit
from web.administration.door import AtSchool
from web.administration.last_checks import note_check
from web.administration.refusals import Refusal
from web.administration.texts import say_moment, texts
from web.browser_asking import browser_asking
from web.oauth import Asking, Returned
from web.services import Services
from web.sign_in_refusals import ASKS, SignInRefused

SCOPES = "userinfo directory communication appregistry"
IN_BROWSER = browser_asking("parlons_check_state")
_SCOPE_MISSING = frozenset({"auth_server_error", "auth_invalid_scope"})
logger = logging.getLogger("parlons_en.web")


class NothingLent(Exception):
    """The check goes on without the administrator's account; `notice` is the key of the sentence that says why."""

    def __init__(self, notice: str) -> None:
        super().__init__(notice)
        self.notice = notice


def asking_for(school: School) -> Asking:
    """What is asked of the ENT for the check of that school."""
    return Asking(f"/administration/schools/{school.id}/check/callback", SCOPES)


async def ask_for_check(visit: Visit[AtSchool]) -> Response:
    """Redirect to the ENT, which asks the administrator if it must."""
    return IN_BROWSER.ask(asking_for(visit.who.school), visit.services)


async def show_check(visit: Visit[AtSchool]) -> Response:
    """The report of this school, at this moment; a second look at the same address is not a second check."""
    services, returned = visit.services, IN_BROWSER.returned(visit.request)
    if returned is None:
        raise Refusal("check_over")
    try:
        lent, notice = Lent(credential=await _lent_token(visit, returned)), None
    except NothingLent as nothing:
        lent, notice = Lent(), texts()["check"]["notices"][nothing.notice]
    return IN_BROWSER.over(await _report_page(services, visit.who.school, lent, notice))


async def _lent_token(visit: Visit[AtSchool], returned: Returned) -> str:
    """The token of this very administrator, for this request only."""
    services = visit.services
    try:
        found = await asking_for(visit.who.school).who_came_back(services, returned, services.ent.staff_userinfo)
    except SignInRefused as error:
        logger.warning("check without account reason=%s detail=%s", error.reason, error.detail)
        raise NothingLent(_notice_of(error)) from None
    if found.person.id != visit.who.administrator.id:
        raise NothingLent("other_account")
    return found.granted.access_token


def _notice_of(refused: SignInRefused) -> str:
    if refused.reason in _SCOPE_MISSING:
        return "scope_missing"
    return "asks_first" if refused.reason.startswith(ASKS) else "not_given"


async def _report_page(services: Services, school: School, lent: Lent, notice: str | None) -> Response:
    now = services.clock()
    report = await _examined(services, school, lent)
    await asyncio.to_thread(note_check, services.db, school.id, worst_of(report), now)
    return services.pages.page(
        "administration_check.html",
        words=texts(),
        school=school,
        at=say_moment(now, ZoneInfo(school.timezone)),
        notice=notice,
        summary=summary(report),
        footnote=check_texts()["footnote"],
        levels=[(level, list(sayings(report, level, "page"))) for level in LEVELS],
    )


async def _examined(services: Services, school: School, lent: Lent) -> Report:
    async with open_http() as http:  # one of its own: the check looks at every answer of the client it is lent
        (facts,) = await gather(http, services.settings, (school,), lent, services.db, services.clock(), services.clock)
    return check(facts)
