"""The whole kit of one school, from its name, its page and the facts of the day. Pure: the same input gives the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from administration.kit.announcements import Announcement, announcements, levels_of, profiles_for
from administration.kit.filling import Filler
from administration.kit.phrases import phrases, say_hours
from administration.kit.poster import WHOLE, WITH_STRIPS, poster
from administration.kit.stickers import stickers
from facts.clocks import METROPOLE, SOMEWHERE, Clock
from facts.helplines import Helplines, load_helplines
from schools.page import SchoolPage
from schools.reading import FRANCE, is_served, local_cards, served_until, today_of

DEFAULT_STICKERS = 21


class School(Protocol):
    """The school the kit is for; `settings.School` is one."""

    @property
    def uai(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def group_name(self) -> str: ...
    @property
    def timezone(self) -> str: ...


@dataclass(frozen=True)
class Kit:
    """Everything to print and to publish; `valid_until` is the day when it must be made again."""

    address: str
    announcements: tuple[Announcement, ...]
    poster_pdf: bytes = field(repr=False)
    strips_pdf: bytes = field(repr=False)
    sticker_pdf: bytes = field(repr=False)
    stickers: int
    valid_until: date


def build(
    school: School,
    public_url: str,
    page: SchoolPage,
    at: datetime,
    *,
    levels: Sequence[str] | None = None,
    blog: str | None = None,
    sticker_count: int = DEFAULT_STICKERS,
    helplines: Helplines | None = None,
) -> Kit:
    """The kit of `school` as of `at`; `levels` (primaire, college, lycee) are read from its name when not given. Raises KitRefused."""
    address = address_of(public_url, school.uai)
    filler = Filler(_own(school, page, address, blog), helplines or load_helplines(), at, clock=_clock_of(school))
    profiles = profiles_for(levels or levels_of(school.name))
    local = local_cards(page, at, school.timezone)
    texts = announcements(profiles, filler, with_blog=blog is not None, local=local)
    today = today_of(at, school.timezone)
    local_ends = [served_until(line) for line in page.lines if is_served(line, today)]
    return Kit(
        address=address,
        announcements=texts,
        poster_pdf=poster(address, filler, at, WHOLE),
        strips_pdf=poster(address, filler, at, WITH_STRIPS),
        sticker_pdf=stickers(address, filler, at, sticker_count),
        stickers=sticker_count,
        valid_until=min([filler.valid_until(), *local_ends]),
    )


def _clock_of(school: School) -> Clock:
    """Paper stays when clocks change: overseas, it says the hours of Paris and that they are."""
    return METROPOLE if school.timezone == FRANCE else SOMEWHERE


def address_of(public_url: str, uai: str) -> str:
    """Where the QR code leads: the assistant, which then knows which school's words to show."""
    return f"{public_url}/assistant?ecole={uai}"


def _own(school: School, page: SchoolPage, address: str, blog: str | None) -> dict[str, str]:
    return {
        "ecole.nom": school.name,
        "ecole.groupe": school.group_name,
        "ecole.heures": say_hours(page.hours),
        "lien.adresse": address,
        "lien.blog": blog or "",
        "assistant.nom": phrases()["assistant"],
    }
