"""The copy of the page of numbers that a browser keeps for the day without network, and the service worker that keeps it (ADR 0028).

Rules: the copy says what stays true (names, numbers, hours as they are written), never who answers at this moment; it says from which day it
is, and until when somebody vouches for it. It knows no query, no cookie, hence no school but the only one of an installation.
"""

from datetime import datetime, timedelta

from starlette.responses import Response

from facts.cards import Card, cards
from facts.clocks import SOMEWHERE
from facts.helplines import load_helplines
from facts.paris import in_paris, wall
from facts.phrases import say_date
from web.access import Visit
from web.problems import WebError
from web.pupil.school_hint import around

VOUCHED = timedelta(days=30)
WORKER = "built/numbers-worker.js"
SCOPE = "/aide"  # the pages that the worker may reach: the browser refuses it any other


async def copy(visit: Visit[None]) -> Response:
    """The numbers as they may be read on another day."""
    services, now = visit.services, visit.services.clock()
    clock = services.pupil_clock(None)
    stable = SOMEWHERE if clock.differs(now) else clock  # summer time is not the same everywhere: Paris keeps its own
    lines = cards(load_helplines().by_default(), now, clock=stable)
    today, school = in_paris(now).date(), await around(visit)
    return services.pages.page(
        "aide.html",
        cards=[_timeless(card) for card in [*lines, *school.lines]],
        exit_url=school.exit_url,
        ent_origins=services.settings.ent_origins,
        links=[],
        kept_on=f"{say_date(today)} {today.year}",
        kept_until=vouched_until(lines, now).isoformat(),
    )


async def worker(visit: Visit[None]) -> Response:
    """The service worker's script, revalidated at each look, its reach said by us and not by itself."""
    file = visit.services.shelf.find(WORKER)
    if file is None:
        raise WebError("not_found")
    answer = file.answer(None, visit.request.headers)
    answer.headers["Service-Worker-Allowed"] = SCOPE
    return answer


def vouched_until(lines: list[Card], now: datetime) -> datetime:
    """The end of the first day on which one of these facts is no longer verified, thirty days from now at most."""
    known = load_helplines().lines
    last = min((known[card["id"]].valid_until for card in lines), default=in_paris(now).date())
    return min(wall(last + timedelta(days=1), 0), now + VOUCHED)


def _timeless(card: Card) -> Card:
    return {**card, "now": "", "open": False}
