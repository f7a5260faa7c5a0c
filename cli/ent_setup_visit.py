"""One run of `parlons-en ent setup`: sign in, look, show, ask before each change, do it, sign out."""

import argparse
import asyncio
import sys
from dataclasses import dataclass, replace

import httpx

from administration.check.answers import NO_ADMINISTRATOR, Unknown
from administration.check.gather.accounts import Account, lent
from administration.setup import Agree, Found, Outcome, PlanRefused, Site, Step, Wish, apply, look, plan, search
from cli.ent_setup_rules import administered_school, lacking, require_shared_group, right_uai
from cli.ent_setup_settings import SetupSettings
from cli.ent_setup_words import consequence, ending, not_reached, person, refusal, said, step_said, warning, words
from cli.questions import ask
from ent import AdministrationClient, Credential, DirectoryAccount, NewApplication, open_http
from settings import School

SCOPES = ("userinfo", "conversation", "communication")
SIGNED_SCOPES = (*SCOPES, "openid")  # what the pupil's door asks for when the ENT signs identities
MOST_TRIES = 3


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
        structure_id = await self._structure(client)
        known = next((each for each in self.settings.schools if each.id == structure_id), None)
        pinned = self.options.groupe or (known.group_id if known else None)
        name = self.options.nom_du_groupe
        found = await look(client, structure_id, name, pinned, self.settings.client_id)
        require_shared_group(found, known)
        school = self._school(found, known)
        application = self._application(school)
        steps = plan(found, Wish(name, self._members(found), application))
        self._show(found, steps, application)
        if self.options.essai:
            print(said("trial"))
            return school
        site = _site(client, found)
        outcome = await _applied(steps, site, self._agree)
        print("\n".join(ending(outcome)))
        return replace(school, group_id=site.group_id) if outcome.is_whole else None

    async def _structure(self, client: AdministrationClient) -> str:
        me = await client.me()
        wanted: str | None = self.options.structure
        known = {school.uai: school.id for school in self.settings.schools}
        return administered_school(me, wanted or known.get((self.options.uai or "").upper()))

    def _school(self, found: Found, known: School | None) -> School:
        uai = right_uai(self.options.uai or (known.uai if known else self._needed("uai", said("ask_uai"))))
        zone = self.options.zone or (known.zone if known else self._needed("zone", said("ask_zone")))
        zone = zone.upper() if len(zone) == 1 else zone
        name = found.structure_name or (known.name if known else uai)
        group_id = found.named[0].id if len(found.named) == 1 else ""
        here = School(found.structure_id, uai, name, group_id, self.options.nom_du_groupe, zone)
        if known is None:
            return here
        return replace(here, timezone=known.timezone, circonscription=known.circonscription, level=known.level)

    def _needed(self, option: str, question: str) -> str:
        if not (self.options.oui or self.options.essai) and sys.stdin.isatty():
            for _ in range(MOST_TRIES):
                if typed := ask(question):
                    return typed
        raise PlanRefused("needed", option=option)

    def _members(self, found: Found) -> tuple[DirectoryAccount, ...]:
        asked: list[str] = list(self.options.membre)
        interactive = not (self.options.oui or self.options.essai) and sys.stdin.isatty()
        chosen = [_one(found, name) for name in asked]
        while interactive and (name := ask(said("ask_member"))):
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
            scopes=SIGNED_SCOPES if self.settings.ent_signs else SCOPES,
            secret=self.settings.client_secret,
            logout_url=f"{base}/ent/logout",
        )

    def _show(self, found: Found, steps: tuple[Step, ...], wanted: NewApplication | None) -> None:
        here, missing = found.application, ""
        if here is not None and wanted is not None:
            missing = lacking(here, wanted, ent_signs=self.settings.ent_signs)
        if missing:
            print(said("connector_lacks", client=self.settings.client_id, lacking=missing))
        if not steps:
            print(said("nothing_else" if missing else "nothing"))
            return
        print(said("title", school=found.structure_name))
        for number, step in enumerate(steps, 1):
            print(f"  {number}. {step_said(step)}\n     {consequence(step)}")
        print()

    def _agree(self, step: Step, warned: str | None) -> bool:
        print(f"{step_said(step)} {consequence(step)}")
        if warned is not None:
            print(warning(warned))
        return self.options.oui or _agreed()


def _tried(found: Found, asked: str) -> list[DirectoryAccount]:
    """The person typed, shown; or why not, and nobody."""
    try:
        someone = _one(found, asked)
    except PlanRefused as refused:
        print(refusal(refused))
        return []
    print(f"  {person(someone)}")
    return [someone]


def _one(found: Found, asked: str) -> DirectoryAccount:
    people = search(found.staff, asked)
    if not people:
        raise PlanRefused("nobody", asked=asked)
    if len(people) > 1:
        raise PlanRefused("several_people", asked=asked, names=", ".join(person(each) for each in people))
    return people[0]


def _site(client: AdministrationClient, found: Found) -> Site:
    return Site(
        client,
        found.structure_id,
        found.pupils.id if found.pupils else "",
        found.named[0].id if found.named else "",
        found.application.id if found.application else "",
    )


def _agreed() -> bool:
    """Ctrl-C here is a no: what was done is put back, and said."""
    try:
        return ask(said("ask")).lower() in words()["agreed"]
    except KeyboardInterrupt:
        print()
        return False


async def _applied(steps: tuple[Step, ...], site: Site, agree: Agree) -> Outcome:
    """As `apply`; interrupted in the middle of a call, it says what was put back before it ends."""
    outcome = Outcome()
    try:
        return await apply(steps, site, agree, asyncio.sleep, outcome)
    except BaseException:
        print("\n".join(ending(outcome)))
        raise
