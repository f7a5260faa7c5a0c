"""One visit: accounts signed in once, the ENT asked once, then each school apart, so that the administrator of one never sees another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import httpx
from sqlalchemy.engine import Engine

from administration.check.answers import (
    BROWSER_ONLY,
    ENT_FIRST,
    NO_ADMINISTRATOR,
    NO_PUPIL,
    NO_SESSION,
    Fact,
    Known,
    Unknown,
)
from administration.check.facts import Addresses, Platform, SchoolFacts
from administration.check.gather.accounts import Account, lent
from administration.check.gather.administered import gather_administered
from administration.check.gather.asking import asked
from administration.check.gather.house import ask_bell, gather_house, live_in, page_of
from administration.check.gather.platform import gather_platform, no_platform
from administration.check.gather.pupil import gather_pupil
from administration.check.gather.witness import Witness
from ent import AccountClient, BrowserSession, Credential, EntClient
from settings import School, Settings


@dataclass(frozen=True)
class Lent:
    """The accounts lent for this visit; `credential` (a token of the web page's own sign-in) stands for the administrator's password."""

    administrator: Account | None = None
    pupil: Account | None = None
    credential: Credential | None = field(default=None, repr=False)


async def gather(
    http: httpx.AsyncClient,
    settings: Settings,
    schools: Sequence[School],
    accounts: Lent,
    db: Engine,
    now: datetime,
    clock: Callable[[], datetime],
) -> tuple[SchoolFacts, ...]:
    """The facts of each school at `now`. `clock` is the machine's, against which the ENT's is measured. Writes nothing anywhere.

    `http` is best from `ent.open_http()`; `db` holds the tables of `handoff` and `schools`. An ENT that is down is a fact, not an error.
    """
    base = settings.ent_api_url
    witness = Witness(base.partition("://")[2], clock)
    witness.watch(http)
    ent = EntClient(base, http)
    is_ent = await asked(ent.is_ent())
    if is_ent != Known(value=True):
        why = is_ent if isinstance(is_ent, Unknown) else ENT_FIRST
        nobody = _Visit(http, settings, db, now, no_platform(is_ent, why), why, why, why)
        return tuple([await nobody.school(school) for school in schools])
    # only now: a password is never sent to what has not said that it is an ENT
    async with (
        lent(http, base, accounts.administrator, NO_ADMINISTRATOR) as signed,
        lent(http, base, accounts.pupil, NO_PUPIL) as pupil,
    ):
        given = accounts.credential
        administrator: Fact[Credential] = Known(given) if given is not None else signed
        platform = await gather_platform(ent, _browsing(http, base, _anyone(administrator, pupil)), witness, settings)
        bell = await ask_bell(ent, settings)
        visit = _Visit(http, settings, db, now, platform, bell, administrator, pupil)
        return tuple([await visit.school(school) for school in schools])


@dataclass(frozen=True)
class _Visit:
    http: httpx.AsyncClient
    settings: Settings
    db: Engine
    now: datetime
    platform: Platform
    bell: Fact[str]
    administrator: Fact[Credential]
    pupil: Fact[BrowserSession]

    async def school(self, school: School) -> SchoolFacts:
        """One school, with nothing of the others."""
        http, settings = self.http, self.settings
        live = live_in(self.db, settings, school, self.now)
        page = page_of(self.db, school)
        head = page.value.head if isinstance(page, Known) else None
        head_id = None if head is None else head.id
        return SchoolFacts(
            now=self.now,
            school=school,
            addresses=_addresses(settings),
            platform=self.platform,
            administered=await gather_administered(http, settings, school, self.administrator, head_id),
            pupil=await gather_pupil(http, settings, school, self.pupil, live),
            house=await gather_house(http, settings, school, self.db, live, self.bell),
        )


def _anyone(*sessions: Fact[Credential]) -> Fact[Credential]:
    """A session, else why the account that was given has none, else that none was given."""
    tried = [each for each in sessions if each not in {NO_ADMINISTRATOR, NO_PUPIL}]
    return next((each for each in tried if isinstance(each, Known)), tried[0] if tried else NO_SESSION)


def _browsing(http: httpx.AsyncClient, base: str, someone: Fact[Credential]) -> Fact[AccountClient]:
    """A session, for questions outside the few scopes of a token."""
    if isinstance(someone, Unknown):
        return someone
    return (
        Known(AccountClient(base, http, someone.value)) if isinstance(someone.value, BrowserSession) else BROWSER_ONLY
    )


def _addresses(settings: Settings) -> Addresses:
    return Addresses(
        settings.public_url,
        settings.ent_public_url,
        settings.ent_origins,
        settings.ent_client_id,
        len(settings.schools),
        ent_signs=settings.ent_issuer is not None,
    )
