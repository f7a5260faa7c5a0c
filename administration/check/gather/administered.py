"""The questions that a local administrator's account answers, about one school."""

from dataclasses import replace

import httpx

from administration.check.answers import BROWSER_ONLY, Fact, Known, Unknown
from administration.check.facts import Administered, Connector, Group, Member, Rule
from administration.check.gather.asking import asked
from administration.check.gather.ways import ask_to_sign_in
from ent import AdministeredGroup, AdministrationClient, BrowserSession, Credential
from settings import School, Settings

_PROFILE = "ProfileGroup"
ELSEWHERE = "elsewhere"


async def gather_administered(
    http: httpx.AsyncClient, settings: Settings, school: School, credential: Fact[Credential], head: str | None = None
) -> Administered:
    """All of it, or the same reason everywhere when this account does not administer the school. `head`: the id that its page gives."""
    if isinstance(credential, Unknown):
        return _nothing(credential)
    client = AdministrationClient(settings.ent_api_url, http, credential.value)
    me = await asked(client.me())
    if isinstance(me, Unknown):
        return _nothing(me)
    if not me.value.is_super and school.id not in me.value.administered:
        return _nothing(Unknown("not_administrator"))
    authorisation = await _authorisation(client, settings, credential.value)
    found = await _School(client, school, settings).all(authorisation)
    return found if head is None else replace(found, head=await asked(_name_of(client, school, head)))


async def _authorisation(client: AdministrationClient, settings: Settings, credential: Credential) -> Fact[str]:
    if not isinstance(credential, BrowserSession):
        return BROWSER_ONLY  # its token was asked for with other scopes than a pupil's
    answer = await asked(ask_to_sign_in(client, settings))
    return Known(answer.value.outcome) if isinstance(answer, Known) else answer


async def _name_of(client: AdministrationClient, school: School, head: str) -> str | None:
    staff = await client.staff_accounts(school.id)
    return next((each.name for each in staff if each.id == head), None)


def _nothing(why: Unknown) -> Administered:
    return Administered(why, why, why, why, why, why, why, why, why)


class _School:
    """One school under the eyes of its administrator."""

    def __init__(self, client: AdministrationClient, school: School, settings: Settings) -> None:
        self._client, self._school, self._settings = client, school, settings

    async def all(self, authorisation: Fact[str]) -> Administered:
        """Every question, one failing never hiding another."""
        rows = await asked(self._client.groups(self._school.id))
        pinned = await self._pinned(rows)
        first = None if self._is_ours(pinned) else Unknown("group_first")
        connectors = await asked(self._connectors())
        return Administered(
            authorisation=authorisation,
            connectors=connectors,
            groups=Known(tuple(_group(row) for row in rows.value)) if isinstance(rows, Known) else rows,
            pinned=pinned,
            members=first or await asked(self._members()),
            rules=await asked(self._rules(rows.value)) if isinstance(rows, Known) else rows,
            group_writes_to=first or await asked(self._writes_to(self._school.group_id)),
            given=await self._given(connectors, rows),
            head=Known(None),
        )

    async def _pinned(self, rows: Fact[tuple[AdministeredGroup, ...]]) -> Fact[Group | None]:
        """In the school's list; else by its id, which anybody may ask, and then it is of another school."""
        if isinstance(rows, Known):
            for row in rows.value:
                if row.id == self._school.group_id:
                    return Known(_group(row))
        found = await asked(self._client.group(self._school.group_id))
        if isinstance(found, Unknown) or found.value is None:
            return found if isinstance(found, Unknown) else Known(None)
        structures = (ELSEWHERE,) if isinstance(rows, Known) else ()
        return Known(
            Group(found.value.id, found.value.name, found.value.kind or "", "", "", found.value.size, structures)
        )

    def _is_ours(self, pinned: Fact[Group | None]) -> bool:
        """Whether its members may be asked for: those of another school's group are no business of this administrator."""
        if isinstance(pinned, Unknown):
            return True
        found = pinned.value
        return found is not None and (self._school.circonscription is not None or found.structures != (ELSEWHERE,))

    async def _connectors(self) -> tuple[Connector, ...]:
        return tuple(
            Connector(
                each.id, each.name, each.address, each.grant_type, frozenset(each.scopes), each.target, each.logout_url
            )
            for each in await self._client.external_applications(self._school.id)
        )

    async def _given(
        self, connectors: Fact[tuple[Connector, ...]], rows: Fact[tuple[AdministeredGroup, ...]]
    ) -> Fact[bool]:
        if isinstance(connectors, Unknown):
            return connectors
        if isinstance(rows, Unknown):
            return rows
        start = self._settings.public_url + "/assistant"
        client = self._settings.ent_client_id
        links = [each for each in connectors.value if each.name == client or each.address.partition("?")[0] == start]
        if not links:
            return Unknown("no_pupil")  # the operator's own connector: only a pupil's account can tell
        return await asked(self._held(links, {row.id for row in rows.value if row.profile == "Student"}))

    async def _held(self, links: list[Connector], pupils: set[str]) -> bool:
        return any([pupils & await self._client.application_holders(self._school.id, link.id) for link in links])

    async def _members(self) -> tuple[Member, ...]:
        people = await self._client.group_accounts(self._school.group_id)
        return tuple(Member(each.id, each.name, each.profile, each.activated) for each in people)

    async def _rules(self, rows: tuple[AdministeredGroup, ...]) -> tuple[Rule, ...]:
        found = []
        for row in rows:
            if row.kind == _PROFILE:
                rules = await self._client.rules(row.id)
                found.append(Rule(row.id, row.name, row.profile, rules.users, frozenset(rules.communicates_with)))
        return tuple(found)

    async def _writes_to(self, group_id: str) -> frozenset[str]:
        return frozenset((await self._client.rules(group_id)).communicates_with)


def _group(row: AdministeredGroup) -> Group:
    structures = tuple(id_ for id_, _ in row.structures)
    return Group(row.id, row.name, row.kind, row.sub_type or "", row.internal_rule, row.size, structures)
