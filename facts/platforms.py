"""Where to report inside an application, and the service that takes an image down, as written in data/facts/platforms.yml.

Interfaces change (safeguarding.md F): a path that has expired, or that nobody has verified (`sureness: low`), gives way to words that do
not age, so that a pupil is never left without an answer nor sent to a button that is gone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from facts.errors import ExpiredFactError, MalformedFactError, UnknownFactError
from facts.helplines import SURENESS
from facts.paris import in_paris
from facts.reading import FOLDER, read

KINDS = ANY, GAME = ("any", "game")
UNVERIFIED = "low"
_DATED = ("sources", "verified_on", "valid_until")


@dataclass(frozen=True)
class Platform:
    """One application. `report`: where to report in it; `otherwise`: what is said when that cannot be."""

    id: str
    report: str
    otherwise: str
    sureness: str
    valid_until: date

    def where_to_report(self, at: datetime) -> str:
        """Its own path while it holds, else words for any application of its kind."""
        held = self.sureness != UNVERIFIED and in_paris(at).date() <= self.valid_until
        return self.report if held else self.otherwise


@dataclass(frozen=True)
class Removal:
    """A service that takes images down."""

    id: str
    name: str
    site: str
    valid_until: date


@dataclass(frozen=True)
class Platforms:
    """Every application and every service of removal, by id."""

    platforms: Mapping[str, Platform]
    removals: Mapping[str, Removal]

    def knows(self, owner: str) -> bool:
        """Whether `{owner.…}` is said from here."""
        return owner in self.platforms or owner in self.removals

    def say(self, owner: str, field: str, at: datetime) -> str:
        """`report` of an application, `name` or `site` of a service.

        Raises:
            UnknownFactError: no such fact.
            ExpiredFactError: a service not verified in time.
        """
        if owner in self.platforms and field == "report":
            return self.platforms[owner].where_to_report(at)
        removal = self.removals.get(owner)
        if removal is None or field not in ("name", "site"):
            raise UnknownFactError(f"{owner}.{field}")
        if in_paris(at).date() > removal.valid_until:
            raise ExpiredFactError(owner)
        return removal.name if field == "name" else removal.site


@cache
def load_platforms() -> Platforms:
    """Those of this installation, read once.

    Raises:
        MalformedFactError: refuse to start rather than send a child to the wrong place.
    """
    return platforms_of(read("platforms", FOLDER))


def platforms_of(content: Mapping[str, Any]) -> Platforms:
    """Those written in `content`, checked.

    Raises:
        MalformedFactError: a word, a source or a date is missing, or an id comes twice.
    """
    generic = {kind: str(content[kind]) for kind in KINDS}
    platforms = [_platform(written, generic) for written in content["platforms"]]
    removals = [_removal(written) for written in content["removals"]]
    ids = {*(platform.id for platform in platforms), *(removal.id for removal in removals)}
    if len(ids) != len(platforms) + len(removals):
        raise MalformedFactError("the same platform twice")
    return Platforms({each.id: each for each in platforms}, {each.id: each for each in removals})


def _platform(written: Mapping[str, Any], generic: Mapping[str, str]) -> Platform:
    _require(written, "report")
    kind, sureness = written.get("kind", ANY), written.get("sureness")
    if kind not in KINDS or sureness not in SURENESS:
        raise MalformedFactError(f"platform {written['id']}: kind and sureness")
    return Platform(written["id"], written["report"], generic[kind], sureness, written["valid_until"])


def _removal(written: Mapping[str, Any]) -> Removal:
    _require(written, "name", "site")
    return Removal(written["id"], written["name"], written["site"], written["valid_until"])


def _require(written: Mapping[str, Any], *names: str) -> None:
    missing = [name for name in ("id", *names, *_DATED) if not written.get(name)]
    if missing:
        raise MalformedFactError(f"platform {written.get('id', '?')}: {', '.join(missing)}")
    verified, valid = written["verified_on"], written["valid_until"]
    if not isinstance(verified, date) or not isinstance(valid, date) or not verified < valid:
        raise MalformedFactError(f"platform {written['id']}: verified_on and valid_until")
