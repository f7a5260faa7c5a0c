"""The pages of self-tests: sentences to read like a ruler, from green to red (docs/adr/0014).

Nothing is asked, so nothing can be kept: no form, no cookie; the database only says where the school lets one leave to. An address holds a number and at most the school's public hint.
Whoever opens one has told nothing; each band says what can be done and who answers at this hour (R10, R12, R32).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from facts.cards import Card, cards
from facts.orientation import URGENCY_CONCERNED, URGENCY_IN_DANGER, lines_for
from web.access import Visit
from web.problems import WebError
from web.pupil.levels import OLDER, OTHER_LEVEL, PRIMARY
from web.pupil.printable import printable
from web.pupil.ruler_texts import BANDS, Theme, load_rulers
from web.pupil.school_hint import around, hinted_school, with_school

ROOT = "/reperes"
_URGENCY_OF = {"green": 0, "orange": URGENCY_CONCERNED, "red": URGENCY_CONCERNED}
_CHILD = ("young",)


@dataclass(frozen=True)
class Band:
    """One part of the ruler, ready to print."""

    id: str
    name: str
    examples: tuple[str, ...]
    words: tuple[str, ...]
    cards: Sequence[Card]


async def choose(visit: Visit[None]) -> Response:
    """The themes, for collège and lycée."""
    return await _choice(visit, OLDER)


async def choose_primary(visit: Visit[None]) -> Response:
    """The themes, for primary school."""
    return await _choice(visit, PRIMARY)


async def ruler(visit: Visit[None]) -> Response:
    """One page, for collège and lycée."""
    return await _page(visit, OLDER)


async def ruler_primary(visit: Visit[None]) -> Response:
    """One page, for primary school."""
    return await _page(visit, PRIMARY)


async def _choice(visit: Visit[None], level: str) -> Response:
    themes = [
        {"title": theme.rulers[level].title, "address": _address(visit, level, theme.id)}
        for theme in load_rulers().of(level)
    ]
    other = _address(visit, OTHER_LEVEL[level])
    return await _render("rulers.html", visit, level, themes=themes, other_level=other)


async def _page(visit: Visit[None], level: str) -> Response:
    theme = load_rulers().find(level, visit.request.path_params["theme"])
    if theme is None:
        raise WebError("not_found")
    bands = [_band(visit, level, theme, band) for band in BANDS]
    return await _render("ruler.html", visit, level, title=theme.rulers[level].title, bands=bands)


async def _render(template: str, visit: Visit[None], level: str, **values: Any) -> Response:
    services = visit.services
    words = load_rulers().words[level]
    frame: dict[str, Any] = {
        "words": words,
        "history": words["history"],
        "too_heavy": printable(visit, words["too_heavy"]),
        "level": level,
        "all_themes": _address(visit, level),
        "back": with_school(visit, "/assistant", {"register": PRIMARY} if level == PRIMARY else {}),
        "exit_url": (await around(visit)).exit_url,
        "ent_origins": services.settings.ent_origins,
    }
    return services.pages.page(template, **frame, **values)


def _band(visit: Visit[None], level: str, theme: Theme, band: str) -> Band:
    words = load_rulers().words[level]["bands"][band]
    said = (words["what"], printable(visit, words["do"]))
    return Band(band, words["name"], theme.rulers[level].examples[band], said, _cards(visit, level, theme, band))


def _cards(visit: Visit[None], level: str, theme: Theme, band: str) -> Sequence[Card]:
    """Those of the situation at this hour; in the red band the emergency numbers too, after nobody but those that answer."""
    services, flags = visit.services, _CHILD if level == PRIMARY else ()
    now = services.clock()
    wanted = lines_for(theme.situation, "self", _URGENCY_OF[band], flags, now)
    if band == "red":
        wanted = (*wanted, *lines_for(theme.situation, "self", URGENCY_IN_DANGER, flags, now))
    return cards(dict.fromkeys(wanted), now, clock=services.pupil_clock(hinted_school(visit)))


def _address(visit: Visit[None], level: str, theme_id: str = "") -> str:
    parts = (ROOT, *((PRIMARY,) if level == PRIMARY else ()), *((theme_id,) if theme_id else ()))
    return with_school(visit, "/".join(parts), {})
