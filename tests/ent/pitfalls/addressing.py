"""Pitfalls of where it goes: schools, groups, modules."""

import httpx

from ent import open_http
from ent.administration import AdministrationClient
from ent.sessions import sign_in
from tests.ent.emulated import BENALI, DIALLO, GROUP_NAME, LEMOINE, ROCHE, EmulatedEnt
from tests.ent.pitfalls.naive import Naive
from tests.ent.pitfalls.ours import Ours
from tests.ent.pitfalls.promise import promise

Client = Ours | Naive
LISTENERS = {LEMOINE, DIALLO, BENALI, ROCHE}
GARNIER = "c3d5c0de-0000-4000-8000-000000000004"


async def pitfall_15_a_pupil_of_two_schools_has_more_than_a_first_one(client: Client, ent: EmulatedEnt):
    asked = await client.schools_to_choose_from(ent.token("sami.haddad"))
    promise(asked == 2, "a pupil of two schools chooses which one")


async def pitfall_18_a_search_for_a_group_gives_every_group(client: Client, ent: EmulatedEnt):
    readers = await client.who_would_read(ent.token("lea.martin"))
    promise(
        readers == LISTENERS, "those who are shown as readers are the listening group, not the first group there is"
    )


async def pitfall_25_not_every_project_has_the_messaging_module(client: Client, ent: EmulatedEnt):
    promise(await client.messaging() == "conversation", "where the module is there, it is seen")
    ent.change_project(without=["conversation"])
    promise(await client.messaging() == "absent", "where the messaging is another one, it is said before anyone writes")


async def pitfall_31_a_group_name_is_not_a_key(client: Client, ent: EmulatedEnt):
    async with open_http() as http:
        await _make_a_namesake(http, ent)
    readers = await client.who_reads_under_that_name(ent.token("lea.martin"))
    promise(readers == LISTENERS, "a group of the same name never receives what is meant for the listening group")


async def _make_a_namesake(http: httpx.AsyncClient, ent: EmulatedEnt) -> None:
    administration = AdministrationClient(ent.url, http, await sign_in(http, ent.url, "mme.besson", "demo"))
    namesake = await administration.create_group(GROUP_NAME, "col-zola")
    await administration.add_members(namesake, [GARNIER])
    await administration.link("grp-eleves-zola", namesake)
