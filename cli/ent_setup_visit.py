"""One run of `parlons-en ent setup`: sign in, look, show, ask before each change, do it, sign out."""

import argparse
import asyncio
import sys
from dataclasses import dataclass, replace

import httpx

from administration.check.answers import NO_ADMINISTRATOR, Unknown
from administration.check.gather.accounts import Account, lent
from administration.console import Console, Person
from administration.setup import Found, PlanRefused, Site, Step, Wish, apply, look, plan, search
from cli.ent_setup_settings import SetupSettings
from cli.ent_setup_words import consequence, ending, not_reached, person, refusal, said, step_said, warning, words
from ent import open_http
from ent.administration import AdministrationClient
from ent.applications import NewApplication
from ent.sessions import Credential
from settings import School

SCOPES = ("userinfo", "conversation", "communication")


async def visit(options: argparse.Namespace, settings: SetupSettings, lent_account: Account | None) -> School | None:
    """Sign in, do it, sign out; None when the ENT could not be asked, or when everything was undone."""
    async with open_http() as http, lent(http, settings.ent_api_url, lent_account, NO_ADMINISTRATOR) as session:
        if isinstance(session, Unknown):
            print(not_reached(session.why))
            return None
        return await _Setup(options, settings, http, session.value).run()


@dataclass
class _Setup:
    options: argparse.Namespace
    settings: SetupSettings
    http: httpx.AsyncClient
    credential: Credential

    async def run(self) -> School | None:
        client = AdministrationClient(self.settings.ent_api_url, self.http, self.credential)
        console = Console(self.settings.ent_api_url, self.http, self.credential)
        structure_id = await self._structure(client)
        known = next((each for each in self.settings.schools if each.id == structure_id), None)
        pinned = self.options.groupe or (known.group_id if known else None)
        name = self.options.nom_du_groupe
        found = await look(client, console, structure_id, name, pinned, self.settings.client_id)
        school = self._school(found, known)
        steps = plan(found, Wish(name, self._members(found), self._application(school)))
        self._show(found, steps)
        if self.options.essai:
            print(said("trial"))
            return school
        site = _site(client, console, found)
        outcome = await apply(steps, site, self._agree, asyncio.sleep)
        print("\n".join(ending(outcome)))
        return replace(school, group_id=site.group_id) if outcome.is_whole else None

    async def _structure(self, client: AdministrationClient) -> str:
        me = await client.me()
        wanted: str | None = self.options.structure
        known = {school.uai: school.id for school in self.settings.schools}
        wanted = wanted or known.get(self.options.uai or "")
        if wanted is None and len(me.administered) == 1:
            return me.administered[0]
        if wanted is None:
            raise PlanRefused("no_structure", ids=", ".join(me.administered))
        if not me.is_super and wanted not in me.administered:
            raise PlanRefused("not_theirs", id=wanted)
        return wanted

    def _school(self, found: Found, known: School | None) -> School:
        uai = self.options.uai or (known.uai if known else self._needed("uai", said("ask_uai")))
        zone = self.options.zone or (known.zone if known else self._needed("zone", said("ask_zone")))
        name = found.structure_name or (known.name if known else uai)
        group_id = found.named[0].id if len(found.named) == 1 else ""
        shared = known.circonscription if known else None
        return School(found.structure_id, uai, name, group_id, self.options.nom_du_groupe, zone, circonscription=shared)

    def _needed(self, option: str, question: str) -> str:
        if self.options.oui or self.options.essai or not sys.stdin.isatty():
            raise PlanRefused("needed", option=option)
        return _read(question)

    def _members(self, found: Found) -> tuple[Person, ...]:
        asked: list[str] = list(self.options.membre)
        interactive = not (self.options.oui or self.options.essai) and sys.stdin.isatty()
        chosen = [_one(found, name) for name in asked]
        while interactive and (name := _read(said("ask_member"))):
            chosen += _tried(found, name)
        return tuple(dict.fromkeys(chosen))

    def _application(self, school: School) -> NewApplication | None:
        if not self.options.connecteur:
            return None
        base = self.settings.public_url
        return NewApplication(
            name=self.settings.client_id,
            display_name=school.group_name,
            address=f"{base}/assistant?ecole={school.uai}",
            scopes=SCOPES,
            secret=self.settings.client_secret,
            logout_url=f"{base}/ent/logout",
        )

    def _show(self, found: Found, steps: tuple[Step, ...]) -> None:
        if not steps:
            print(said("nothing"))
            return
        print(said("title", school=found.structure_name))
        for number, step in enumerate(steps, 1):
            print(f"  {number}. {step_said(step)}\n     {consequence(step)}")
        print()

    def _agree(self, step: Step, warned: str | None) -> bool:
        print(f"{step_said(step)} {consequence(step)}")
        if warned is not None:
            print(warning(warned))
        return self.options.oui or _read(said("ask")).lower() in words()["agreed"]


def _tried(found: Found, asked: str) -> list[Person]:
    """The person typed, shown; or why not, and nobody."""
    try:
        someone = _one(found, asked)
    except PlanRefused as refused:
        print(refusal(refused))
        return []
    print(f"  {person(someone)}")
    return [someone]


def _one(found: Found, asked: str) -> Person:
    people = search(found.staff, asked)
    if not people:
        raise PlanRefused("nobody", asked=asked)
    if len(people) > 1:
        raise PlanRefused("several_people", asked=asked, names=", ".join(person(each) for each in people))
    return people[0]


def _site(client: AdministrationClient, console: Console, found: Found) -> Site:
    return Site(
        client,
        console,
        found.structure_id,
        found.pupils.id if found.pupils else "",
        found.named[0].id if found.named else "",
        found.application.id if found.application else "",
    )


def _read(question: str) -> str:
    """What is typed; nothing at the end of the input."""
    try:
        return input(question).strip()
    except EOFError:
        return ""
